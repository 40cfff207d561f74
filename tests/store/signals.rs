//! What the room notices by itself, from mentions in a real file to events in the chain.

use crate::kit::*;
use gabinete::domain::command::{Aside, Command};
use gabinete::domain::ids::EventSeq;
use gabinete::domain::mention::Tone;
use gabinete::domain::room::Lang;
use gabinete::domain::time::{DAY, HOUR, MINUTE};
use gabinete::store::Arrival;
use gabinete::triage::Fingerprint;

/// So many mentions, spread evenly over the hour that ends `before` milliseconds before now.
fn hour(room: &mut Room, from: u64, count: u64, before: i64) -> Vec<Arrival> {
    let end = room.now.plus(-before);
    let every = HOUR / count as i64;
    (0..count)
        .map(|n| {
            let mut m = mention(from + n, &format!("word{n} says something of its own"));
            m.raw.ts = Some(end.plus(-every * n as i64 - 1));
            m
        })
        .collect()
}

fn signals(room: &Room) -> String {
    room.text("SELECT group_concat(kind || CASE WHEN ended IS NULL THEN '' ELSE ' over' END, ', ') FROM (SELECT * FROM signal ORDER BY seq)")
}

/// What the timeline says, in a language.
fn timeline(room: &Room, lang: Lang) -> Vec<String> {
    use gabinete::domain::private::{Allow, Audience};
    use gabinete::rows::{Anchor, Answer, Ask, TimelineFilter};
    let filter = TimelineFilter { quiet: true, ..TimelineFilter::default() };
    let ask = Ask::Timeline { filter, anchor: Anchor::Top, margin: 50 };
    let Answer::Timeline(_, _, window) = room.answer(&ask) else { panic!() };
    let words = gabinete::words::Words::new(lang);
    let say =
        |row| gabinete::words::events::event(&words, row, (Audience::Operator, &Allow::default()), &|_| String::new());
    window.rows.iter().map(say).collect()
}

/// Three weeks with about twenty mentions in each hour, brought in as history.
fn with_history() -> Room {
    let mut room = room();
    room.writer.take_lease("me", "me", room.now).unwrap();
    room.now = room.now.plus(25 * DAY);
    let mut past = Vec::new();
    for n in 1..21 * 24 {
        past.extend(hour(&mut room, n * 1000, 18 + n % 5, n as i64 * HOUR));
    }
    past.iter_mut().for_each(|m| m.history = true);
    room.take(past);
    room
}

#[test]
fn a_flood_is_told_once_against_the_usual_and_ends() {
    let mut room = with_history();
    assert!(!room.writer.notice(room.now).unwrap(), "history is no news: {}", signals(&room));
    let flood = hour(&mut room, 1, 400, 0);
    room.take(flood);
    assert!(room.writer.unusual(room.now).unwrap());
    assert!(room.writer.notice(room.now).unwrap());
    assert!(!room.writer.notice(room.now.plus(1000)).unwrap(), "once");
    assert!(signals(&room).starts_with("volume_spike"), "{}", signals(&room));
    let raised = EventSeq(room.ask("SELECT seq FROM signal WHERE kind = 'volume_spike'"));
    room.say(Command::Acknowledge { signal: raised, note: "campaign".into() });
    assert_eq!(room.refused(Command::Acknowledge { signal: raised, note: String::new() }), "refuse-acknowledged");
    assert_eq!(room.refused(Command::Acknowledge { signal: EventSeq(1), note: String::new() }), "refuse-no-signal");
    room.now = room.now.plus(3 * HOUR);
    room.writer.take_lease("me", "me", room.now).unwrap();
    assert!(room.writer.notice(room.now).unwrap());
    assert!(signals(&room).contains("volume_spike over"), "{}", signals(&room));
    for (lang, noted, over) in [
        (
            Lang::En,
            format!("Volume: signal {} noted (campaign)", raised.0),
            format!("Volume: signal {} is over", raised.0),
        ),
        (
            Lang::Es,
            format!("Volumen: señal {} vista (campaign)", raised.0),
            format!("Volumen: termina la señal {}", raised.0),
        ),
    ] {
        let told = timeline(&room, lang);
        assert!(told.contains(&noted) && told.contains(&over), "{told:#?}");
    }
    room.whole();
}

#[test]
fn without_the_lease_nothing_is_told() {
    let mut room = with_history();
    let flood = hour(&mut room, 1, 400, 0);
    room.take(flood);
    room.writer.release_lease().unwrap();
    assert!(!room.writer.notice(room.now).unwrap());
    assert_eq!(room.ask("SELECT count(*) FROM signal"), 0);
}

#[test]
fn a_platform_where_nobody_spoke_of_us_is_news_and_a_far_voice_is() {
    let mut room = with_history();
    let mut some = hour(&mut room, 1, 20, 0);
    some.iter_mut().for_each(|m| m.raw.platform = Some("tiktok".into()));
    some[3].raw.followers = Some(2_000_000);
    room.take(some);
    assert!(room.writer.notice(room.now).unwrap());
    let told = signals(&room);
    assert!(told.contains("new_platform") && told.contains("high_reach"), "{told}");
    room.whole();
}

#[test]
fn hours_are_set_aside_with_a_reason() {
    let mut room = room();
    let (from, to) = (room.now.plus(-HOUR), room.now);
    let aside = |from, to, reason: &str| Command::SetAside(Aside { from, to, reason: reason.into() });
    assert_eq!(room.refused(aside(to, from, "x")), "refuse-aside-empty");
    assert_eq!(room.refused(aside(from, to, " ")), "refuse-needs-reason");
    assert_eq!(room.refused(aside(from.plus(-500 * DAY), to, "x")), "refuse-aside-long");
    room.say(aside(from, to, "spring campaign"));
    assert_eq!(room.ask("SELECT to_ms - from_ms FROM aside"), 60 * MINUTE);
    room.whole();
}

#[test]
fn what_the_hours_complaints_are_about_is_told_with_those_who_say_it() {
    use gabinete::rows::{Answer, Ask};
    let mut room = room();
    let mut said = Vec::new();
    for n in 0..12u64 {
        let mut m = mention(n, &format!("the yoghurts of batch A12 made number{n} feel so ill today"));
        m.raw.ts = Some(room.now.plus(-MINUTE * (n as i64 + 1)));
        m.reading.tone = Tone::Neutral;
        said.push(m);
    }
    for n in 20..26u64 {
        let mut m = mention(n, "Boycott all the yoghurts of batch A12, they say nothing about it and sell on and on");
        m.raw.ts = Some(room.now.plus(-MINUTE));
        m.reading.near = Fingerprint::read(&m.raw, &m.text).to_bytes();
        m.reading.tone = Tone::Neutral;
        said.push(m);
    }
    room.take(said);
    let mut reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
    let Answer::Themes(themes) = reader.answer(&Ask::Themes { now: room.now }).unwrap() else { panic!() };
    let phrases: Vec<String> =
        themes.iter().map(|t| t.phrase.show(gabinete::domain::private::Audience::Operator).into_owned()).collect();
    assert!(phrases.iter().any(|p| p.contains("yoghurts of batch")), "{phrases:?}");
    let told = themes.iter().find(|t| t.phrase.show(gabinete::domain::private::Audience::Operator).contains("batch"));
    let told = told.unwrap();
    assert_eq!((told.count, told.mentions, told.of), (13, 18, 18), "six copies are one text");
    assert!(!told.examples.is_empty() && !told.complaints, "where nobody complains, all talk is read, and says so");
    let mut complaints = Vec::new();
    for n in 40..48u64 {
        let mut m = mention(n, &format!("the lid number{n} of my pot leaks all over the fridge"));
        m.reading.tone = Tone::Negative;
        m.raw.ts = Some(room.now.plus(-MINUTE * (n as i64 - 38)));
        complaints.push(m);
    }
    room.take(complaints);
    let Answer::Themes(themes) = reader.answer(&Ask::Themes { now: room.now }).unwrap() else { panic!() };
    assert!(!themes.is_empty() && themes.iter().all(|t| t.complaints && t.of == 8), "{themes:?}");
}

#[test]
fn a_groups_words_are_looked_up_and_gone_once_they_are_erased() {
    use gabinete::domain::private::Audience;
    use gabinete::rows::{Answer, Ask};
    use gabinete::words::{Words, signals::signal};
    let mut room = with_history();
    let copies: Vec<_> = (1..=30).map(|n| alike(n, 3)).collect();
    let now = room.now;
    let copies = copies.into_iter().map(|mut m| {
        m.raw.ts = Some(now.plus(-MINUTE));
        m
    });
    let ids = room.take(copies.collect());
    assert!(room.writer.notice(room.now).unwrap());
    let said = |room: &Room| {
        let mut reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
        let Answer::Signals(all) = reader.answer(&Ask::Signals).unwrap() else { panic!() };
        let grows = all.iter().find(|s| s.signal.kind() == "cluster_growing").unwrap();
        signal(&Words::new(gabinete::domain::room::Lang::En), &grows.signal, (Audience::Operator, &Default::default()))
    };
    assert!(said(&room).contains("green bottles"), "{}", said(&room));
    let raised = EventSeq(room.ask("SELECT seq FROM signal WHERE kind = 'cluster_growing'"));
    room.say(Command::Acknowledge { signal: raised, note: String::new() });
    let noted = format!("”: signal {} noted", raised.0);
    let line = |room: &Room| timeline(room, Lang::En).into_iter().find(|line| line.contains(" noted")).unwrap();
    assert!(line(&room).starts_with("Many say the same “") && line(&room).ends_with(&noted), "{}", line(&room));
    assert!(line(&room).contains("green bottles"), "{}", line(&room));
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE CAST(payload AS TEXT) LIKE '%green bottles%'"), 0);
    for id in ids {
        room.say(Command::EraseMention { mention: id, reason: "asked".into() });
    }
    assert!(!said(&room).contains("green"), "{}", said(&room));
    assert_eq!(line(&room), format!("Many say the same: signal {} noted", raised.0));
    room.whole();
}

#[test]
fn what_history_sounds_like_hides_no_turn_of_tone() {
    // history reaches to an hour and ten minutes ago, or into the last hour itself
    for until in [70, 20] {
        let mut room = room();
        room.writer.take_lease("me", "me", room.now).unwrap();
        room.now = room.now.plus(25 * DAY);
        let mut past = hour(&mut room, 10_000, 90, until * MINUTE);
        past.iter_mut().for_each(|m| (m.history, m.reading.tone) = (true, Tone::Negative));
        room.take(past);
        assert!(!room.writer.notice(room.now).unwrap(), "what was brought in later is no turn: {}", signals(&room));
        let mut live = hour(&mut room, 1, 120, 0);
        for m in live.iter_mut().step_by(6) {
            m.reading.tone = Tone::Positive;
        }
        room.take(live);
        room.writer.notice(room.now).unwrap();
        let told = room.text("SELECT CAST(e.payload AS TEXT) FROM event e JOIN signal s ON s.seq = e.seq WHERE s.kind = 'negative_surge'");
        let whole = r#""share":83,"before":null,"negative":99,"classified":119"#;
        assert!(told.contains(whole), "{until}: {told}");
    }
}

#[test]
fn a_turn_of_tone_is_measured_by_the_days_that_were_brought_in() {
    let mut room = room();
    room.writer.take_lease("me", "me", room.now).unwrap();
    room.now = room.now.plus(25 * DAY);
    for day in 1..=5 {
        let mut past = hour(&mut room, 10_000 * day, 60, day as i64 * DAY);
        past.iter_mut().for_each(|m| (m.history, m.reading.tone) = (true, Tone::Positive));
        past.iter_mut().step_by(6).for_each(|m| m.reading.tone = Tone::Negative);
        room.take(past);
    }
    assert!(!room.writer.notice(room.now).unwrap(), "{}", signals(&room));
    let mut live = hour(&mut room, 1, 40, 0);
    live.iter_mut().for_each(|m| m.reading.tone = Tone::Negative);
    room.take(live);
    room.writer.notice(room.now).unwrap();
    let told = room.text(
        "SELECT CAST(e.payload AS TEXT) FROM event e JOIN signal s ON s.seq = e.seq WHERE s.kind = 'negative_surge'",
    );
    assert!(told.contains(r#""before":16,"week":true,"#) || told.contains(r#""before":17,"week":true,"#), "{told}");
}

#[test]
fn customers_who_meet_one_outage_are_not_called_coordinated() {
    let mut room = room();
    room.writer.take_lease("me", "me", room.now).unwrap();
    let now = room.now;
    let hit = (1..=6u64).map(|n| {
        let mut m = mention(n, &format!("Acme app is down again, cannot log in since this morning {n}"));
        m.raw.followers = Some(300);
        m.raw.ts = Some(now.plus(-MINUTE));
        m.reading.near = Fingerprint::read(&m.raw, &m.text).to_bytes();
        m
    });
    room.take(hit.collect());
    let largest = room.ask("SELECT coalesce(max(size), 0) FROM cluster");
    assert_eq!(largest, 6, "one group, which came within five minutes");
    room.writer.notice(room.now).unwrap();
    assert!(!signals(&room).contains("coordinated"), "{}", signals(&room));
}

#[test]
fn taking_note_is_no_decision_that_undo_means() {
    let mut room = with_history();
    let flood = hour(&mut room, 1, 400, 0);
    let ids = room.take(flood);
    room.writer.notice(room.now).unwrap();
    room.say(Command::Claim { mentions: ids[..1].to_vec(), owner: Some("ana".into()), seen: None });
    let raised = EventSeq(room.ask("SELECT min(seq) FROM signal"));
    room.say(Command::Acknowledge { signal: raised, note: String::new() });
    room.say(Command::Undo { decision: None });
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE owner IS NOT NULL"), 0);
}

#[test]
fn a_group_of_which_more_came_in_the_hour_than_is_looked_at_has_doubled_all_the_same() {
    const CAME: i64 = 5_400;
    let mut room = room();
    room.writer.take_lease("me", "me", room.now).unwrap();
    room.now = room.now.plus(DAY);
    let said = |n: i64| {
        let mut m = alike(n as u64, 1);
        m.raw.ts = Some(room.now.plus(-n * HOUR / (2 * CAME)));
        m
    };
    let all: Vec<Arrival> = (1..=CAME).map(said).collect();
    room.take(all);
    assert_eq!(room.ask("SELECT max(size) FROM cluster"), CAME);
    // as if so many more had come in the hours before
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute("UPDATE cluster SET size = size + ?1", [CAME - 100]).unwrap();
    room.writer.notice(room.now).unwrap();
    let told = "SELECT CAST(payload AS TEXT) FROM event WHERE kind = 'signal_raised' AND CAST(payload AS TEXT) LIKE '%cluster_growing%'";
    let signal: serde_json::Value = serde_json::from_str(&room.text(told)).unwrap();
    assert!(signal.to_string().contains(&format!("\"per_hour\":{CAME}")), "{signal}");
}
