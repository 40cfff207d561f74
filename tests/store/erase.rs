//! Erased words leave no byte in any of the room's files.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::{MentionId, ResponseId};
use gabinete::domain::mention::{Disposition, FeedItem, RawMention};
use gabinete::domain::private::Audience;
use gabinete::domain::response::{Content, Links, ResponseKind};
use gabinete::rows::{Answer, Ask};
use gabinete::store::erase::asked::{Asked, Whose, asked};
use gabinete::store::journal::Typed;
use gabinete::store::reader::Reader;
use gabinete::store::{Arrival, Options, open};
use serde_json::json;

/// Files of the room that hold the word, in any case.
fn holding(room: &Room, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(room.folder.path()).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_type().unwrap().is_file() {
            continue;
        }
        let bytes = std::fs::read(entry.path()).unwrap().to_ascii_lowercase();
        let word = word.to_ascii_lowercase();
        if bytes.windows(word.len()).any(|w| w == word.as_bytes()) {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}

const SECRETS: &[&str] = &["zyxwords", "Qwjauthor", "vbkhandle", "pqxlink", "kzzextra", "wqqraw", "jjxid", "yyqpart"];

fn secret(n: u64) -> Arrival {
    let raw = RawMention {
        id: Some("jjxid".into()),
        platform: Some("x".into()),
        author: Some("Qwjauthor".into()),
        handle: Some("@vbkhandle".into()),
        url: Some("https://x.com/pqxlink".into()),
        text: "zyxwords about nothing wqqraw".into(),
        ts: Some(T.plus(n as i64)),
        extra: serde_json::Map::from_iter([("k".to_owned(), "kzzextra".into())]),
        ..RawMention::default()
    };
    let mut arrival = Arrival { cut: Some("{}".into()), ..arrival(raw) };
    arrival.reading.parts[0].words = vec!["yyqpart".into()];
    arrival
}

/// A link that leads to them is found though it names nobody, and so is what a form began with.
#[test]
fn what_stood_in_a_form_before_anybody_typed_goes_with_it() {
    let mut room = room();
    let id = room.take(vec![secret(0)])[0];
    let link = "https://x.com/pqxlink";
    let forms = json!([{"form": "fact", "fields": [["en", "It burns"]], "stood": [["source", link]]}]);
    let before = forms.to_string();
    room.writer.keep_words("ana", typed(&before), &["fact".to_owned()], room.now).unwrap();
    let look = asked(&room.path, Options::default(), &Whose::Mentions(vec![id])).unwrap();
    assert_eq!(look.unsent, [("ana".into(), None)], "and is told before");
    erase(&mut room, id);
    let kept = r#"[{"fields":[["en","It burns"]],"form":"fact","stood":[["source","•••"]]}]"#;
    assert_eq!(room.text("SELECT text FROM journal"), kept);
    // whoever wrote on in that field does not bring it back
    let on = json!([{"form": "fact", "fields": [["en", "It burns"], ["source", "https://x.com/pqxlink and more"]]}]);
    let on = Typed { text: &on.to_string(), before: &before };
    room.writer.keep_words("ana", on, &["fact".to_owned()], room.now).unwrap();
    let kept = r#"[{"fields":[["en","It burns"],["source","•••"]],"form":"fact"}]"#;
    assert_eq!(room.text("SELECT text FROM journal"), kept);
}

#[test]
fn what_tells_the_words_of_an_article_goes_with_them() {
    let mut room = room();
    let item = FeedItem { names: Some("f".into()), page: true, former: Vec::new() };
    let raw = |n: u64| RawMention { feed: Some(Box::new(item.clone())), ..mention(n, &format!("article {n}")).raw };
    let ids = room.take(vec![arrival(raw(1)), arrival(raw(2))]);
    assert_eq!(room.ask("SELECT count(*) FROM article"), 2);
    room.say(Command::EraseMention { mention: ids[0], reason: "asked".into() });
    assert_eq!(room.ask("SELECT count(*) FROM article"), 1);
    assert!(room.take(vec![arrival(raw(1))]).is_empty(), "the same feed does not bring it again");
}

fn erase(room: &mut Room, id: MentionId) {
    for word in SECRETS {
        assert!(!holding(room, word).is_empty(), "{word} was there to begin with");
    }
    room.say(Command::EraseMention { mention: id, reason: "they asked".into() });
    for word in SECRETS {
        assert_eq!(holding(room, word), Vec::<String>::new(), "{word} is left");
    }
    assert_eq!(room.ask("SELECT count(*) FROM mention_fts WHERE mention_fts MATCH '\"zyxwords\"'"), 0);
    assert_eq!(room.refused(Command::EraseMention { mention: id, reason: "again".into() }), "refuse-already-erased");
    room.whole();
}

/// A copy of the secret that could not be read, between two other bad lines.
fn rejects(room: &mut Room) -> std::path::PathBuf {
    let path = room.folder.path().join("in.jsonl.rejects.jsonl");
    let raw = serde_json::to_string(&secret(0).raw).unwrap();
    let lines = ["{other", raw.trim_end_matches('}'), "{another"]
        .map(|raw| serde_json::json!({"line": 1, "reason": "this is not JSON", "raw": raw}).to_string() + "\n");
    std::fs::write(&path, lines.concat()).unwrap();
    room.writer.remember_rejects(&path, T).unwrap();
    path
}

#[test]
fn the_key_of_a_mention_put_in_by_hand_forgets_its_words_and_still_repeats_nothing() {
    let mut room = room();
    let id = room.some(1)[0];
    let raw = RawMention { text: "by hand".into(), ..RawMention::default() };
    let add = Command::AddMention { mention: Box::new(raw) };
    room.writer.decide(&who("ana"), &add, room.now, Some("k")).unwrap();
    assert_eq!(room.ask("SELECT length(digest) FROM done_key"), 32);
    room.say(Command::EraseMention { mention: id, reason: "asked".into() });
    assert_eq!(room.ask("SELECT length(digest) FROM done_key"), 0);
    assert!(room.writer.decide(&who("ana"), &add, room.now, Some("k")).unwrap().repeated);
}

#[test]
fn no_byte_of_erased_words_is_left() {
    let mut room = room();
    room.some(200);
    let id = room.take(vec![secret(0)])[0];
    room.take((300..900).map(|n| mention(n, &format!("later {n}"))).collect());
    room.say(Command::Dispose {
        mentions: vec![id],
        disposition: Disposition::Thank,
        reason: "fine".into(),
        seen: None,
    });
    let rejects = rejects(&mut room);
    erase(&mut room, id);
    let left = std::fs::read_to_string(&rejects).unwrap();
    assert!(left.lines().count() == 2 && left.contains("{other") && left.contains("{another"), "{left}");
}

/// Where a file is written anew for a decision.
fn anew(file: &std::path::Path, decision: i64) -> std::path::PathBuf {
    std::path::PathBuf::from(format!("{}.new-{decision}", file.display()))
}

/// A file beside the room cannot be rolled back: what is written anew takes its place once the decision stands.
#[test]
fn bad_lines_stay_where_an_erasure_comes_to_nothing_and_go_where_a_crash_cut_it_short() {
    let mut room = room();
    let id = room.take(vec![secret(0)])[0];
    let rejects = rejects(&mut room);
    let before = std::fs::read(&rejects).unwrap();
    let hash = attach(&mut room, id, "shown.png", b"what was said");
    let file = gabinete::store::evidence::folder(&room.path).join(&hash);
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir_all(file.join("x")).unwrap();
    let erase = Command::EraseMention { mention: id, reason: "they asked".into() };
    let next = room.ask("SELECT max(seq) + 1 FROM event");
    assert_eq!(room.refused(erase.clone()), "refuse-file-stays");
    assert_eq!(std::fs::read(&rejects).unwrap(), before, "nothing was erased");
    assert!(!anew(&rejects, next).exists());
    // what a crash left of one that came to nothing is none of this one's
    std::fs::write(anew(&rejects, next), "half of it").unwrap();
    std::fs::remove_dir_all(&file).unwrap();
    room.say(erase);
    let after = std::fs::read(&rejects).unwrap();
    assert!(after.len() < before.len() && !String::from_utf8_lossy(&after).contains("zyxwords"));
    assert!(!anew(&rejects, next).exists());
    // a crash came after it was decided, and before its file was in its place
    std::fs::write(&rejects, before).unwrap();
    std::fs::write(anew(&rejects, next), &after).unwrap();
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute("INSERT INTO counter (key, n) VALUES ('unclean', 1)", []).unwrap();
    drop(conn);
    room.writer = open(&room.path, Options::default()).unwrap();
    assert_eq!(std::fs::read(&rejects).unwrap(), after);
    assert_eq!(room.ask("SELECT count(*) FROM counter WHERE key = 'unclean'"), 0);
}

#[test]
fn words_that_cannot_be_taken_out_of_the_rejects_are_not_said_to_be_gone() {
    let mut room = room();
    let id = room.take(vec![secret(0)])[0];
    let rejects = rejects(&mut room);
    // A folder stands where the new file would be written.
    std::fs::create_dir_all(anew(&rejects, room.ask("SELECT max(seq) + 1 FROM event")).join("x")).unwrap();
    let command = Command::EraseMention { mention: id, reason: "they asked".into() };
    assert_eq!(room.refused(command.clone()), "refuse-rejects-left");
    assert!(holding(&room, "zyxwords").len() > 1, "in the room as well");
    std::fs::remove_file(&rejects).unwrap();
    room.say(command);
    room.whole();
}

#[test]
fn the_rejects_of_the_last_hundred_imports_are_remembered() {
    let mut room = room();
    for n in 0..130 {
        room.writer.remember_rejects(&room.folder.path().join(format!("{}", n % 120)), T.plus(n)).unwrap();
    }
    assert_eq!(room.ask("SELECT count(*) FROM rejects"), 100);
    assert_eq!(room.ask("SELECT min(real) FROM rejects"), T.0 + 30);
    room.whole();
}

/// Rows that arrive between others split pages, and a split leaves copies of what stood on the page.
#[test]
fn no_byte_is_left_where_pages_were_split_and_the_index_was_merged() {
    let mut room = room();
    let at = |n: u64, ms: i64| {
        let mut m = mention(n, &format!("filler {n} {}", "lorem ipsum dolor ".repeat((n % 9) as usize)));
        m.raw.ts = Some(T.plus(ms));
        m
    };
    let id = room.take(vec![secret(0), at(1, -50), at(2, 50)])[0];
    let mut dice = 12345u64;
    for batch in 0..40u64 {
        let some = (0..60).map(|n| {
            dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            at(1000 + batch * 100 + n, (dice >> 40) as i64 % 4000 - 2000)
        });
        room.take(some.collect());
        if batch % 7 == 0 {
            // What reopening does to the file: its WAL is carried over.
            let path = room.path.clone();
            room.writer = open(&path, Options::default()).unwrap();
        }
    }
    erase(&mut room, id);
}

#[test]
fn what_waited_in_the_inbox_and_in_a_journal_goes_with_it() {
    let mut room = room();
    let arrival = secret(0);
    room.writer.put_inbox("t", std::slice::from_ref(&arrival.raw), false, room.now).unwrap();
    let waiting = room.writer.drain_inbox(9).unwrap();
    let id = room.take(vec![arrival])[0];
    room.writer.clear_inbox(waiting[0].id).unwrap();
    // A second copy waits, and one that somebody else's tool wrote; others' mentions stay.
    let other = mention(7, "zyxother").raw;
    room.writer.put_inbox("t", &[secret(0).raw, other], false, room.now).unwrap();
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let broken = "{\"text\": \"zyxwords about nothing wqqraw\"";
    conn.execute("INSERT INTO inbox (real, source, history, raw) VALUES (1, 't', 0, ?1)", [broken.as_bytes()]).unwrap();
    drop(conn);
    // what people type: the words as they are, in a field of a form, in one line of several; others' words stay
    let forms =
        json!([{"form": "add", "fields": [["text", "zyxwords about nothing wqqraw"], ["note", "ask the lab"]]}]);
    room.writer.keep_words("ana", typed(&forms.to_string()), &["add".to_owned()], room.now).unwrap();
    let reply = room.open("ana", ResponseKind::Reply, &[id], Links::default()).unwrap();
    let mine = "We are sorry.\n@vbkhandle said so";
    room.writer.keep_draft(reply, "ana", typed(mine), 1, room.now).unwrap();
    room.writer.keep_draft(reply, "leo", typed("We are sorry."), 1, room.now).unwrap();
    let look = asked(&room.path, Options::default(), &Whose::Mentions(vec![id])).unwrap();
    assert_eq!((look.told.len(), look.unsent.len()), (0, 2), "what goes is not said to stay: {look:?}");
    erase(&mut room, id);
    assert_eq!(
        room.text("SELECT group_concat(text, ' | ' ORDER BY response, author) FROM journal"),
        r#"[{"fields":[["text","•••"],["note","ask the lab"]],"form":"add"}] | We are sorry."#.to_owned()
            + "\n••• | We are sorry."
    );
    // whoever had them on their screen goes on with another form: the words do not come back
    let stale = json!([forms[0], {"form": "note", "fields": [["text", "call legal"]]}]).to_string();
    room.writer.keep_words("ana", typed(&stale), &["note".to_owned()], room.now).unwrap();
    assert_eq!(
        room.text("SELECT text FROM journal WHERE response = 0"),
        r#"[{"fields":[["text","•••"],["note","ask the lab"]],"form":"add"},{"fields":[["text","call legal"]],"form":"note"}]"#
    );
    // nor where they go on with the same form, or with the reply
    let more = json!([{"form": "add", "fields": [["text", "zyxwords about nothing wqqraw, again"], ["note", "now"]]}]);
    let before = forms.to_string();
    let on = Typed { text: &more.to_string(), before: &before };
    room.writer.keep_words("ana", on, &["add".to_owned()], room.now).unwrap();
    let on = Typed { text: "We are very sorry.\n@vbkhandle said so.", before: mine };
    assert!(room.writer.keep_draft(reply, "ana", on, 1, room.now).unwrap(), "and whoever asked is told");
    assert_eq!(
        room.text("SELECT group_concat(text, ' | ' ORDER BY response) FROM journal WHERE author = 'ana'"),
        r#"[{"fields":[["text","call legal"]],"form":"note"},{"fields":[["text","•••"],["note","now"]],"form":"add"}] | "#
            .to_owned()
            + "We are very sorry.\n•••"
    );
    let anew = Typed { text: "We are sorry, all of us.", before: "We are very sorry.\n•••" };
    assert!(!room.writer.keep_draft(reply, "ana", anew, 1, room.now).unwrap(), "what is written anew is kept");
    room.writer.keep_words("ana", typed(""), &["note".to_owned(), "add".to_owned()], room.now).unwrap();
    assert_eq!(room.ask("SELECT count(*) FROM journal WHERE response = 0"), 0, "what was sent is done with");
    let left = room.writer.drain_inbox(9).unwrap();
    assert_eq!(left.iter().map(|w| w.mention.text.as_str()).collect::<Vec<_>>(), ["zyxother"]);
}

/// The chain with what a response's title told, in a room that an older program wrote: titles were made from the words.
#[test]
fn titles_made_from_the_words_go_with_them_and_our_own_titles_stay() {
    let mut room = room();
    let ids = room.take(vec![secret(0), mention(1, "somebody else")]);
    let titles =
        ["@vbkhandle · zyxwords about nothing", "zyxwords about nothing wq", "Qwjauthor again", "To the parents"];
    for (n, title) in titles.into_iter().enumerate() {
        let answers = vec![ids[0], ids[1]];
        let open = Command::OpenResponse {
            title: title.into(),
            kind: Default::default(),
            channel: "x".into(),
            lang: Default::default(),
            answers,
            incident: None,
            links: Default::default(),
            beside: (1..=4).map(ResponseId).collect(),
            owners: Vec::new(),
        };
        room.writer.decide(&who("ana"), &open, room.now, Some(&format!("k{n}"))).unwrap();
    }
    erase(&mut room, ids[0]);
    assert_eq!(room.text("SELECT group_concat(title, '|') FROM v_responses"), "|||To the parents");
    assert_eq!(
        room.ask("SELECT count(*) FROM done_key WHERE length(digest) > 0"),
        1,
        "but for the one that tells nothing"
    );
    // What stands there now is bound to the chain like what stood there before.
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let forge = "UPDATE event SET payload = replace(CAST(payload AS TEXT), '\"title\":\"\"', '\"title\":\"forged\"')
         WHERE kind = 'response_opened' AND salt IS NULL";
    assert_eq!(conn.execute(forge, []).unwrap(), 3);
    let report = gabinete::store::check::check(&room.path, Options::default(), room.now.plus(1_000_000_000)).unwrap();
    assert_eq!(report.faults.iter().filter(|f| f.key == "check-event-payload").count(), 3, "{:?}", report.faults);
}

#[test]
fn a_reply_is_named_after_whom_it_answers_until_they_are_erased() {
    let mut room = room();
    let id = room.take(vec![secret(0)])[0];
    room.say(Command::OpenResponse {
        title: String::new(),
        kind: Default::default(),
        channel: "x".into(),
        lang: Default::default(),
        answers: vec![id],
        incident: None,
        links: Default::default(),
        beside: Vec::new(),
        owners: Vec::new(),
    });
    assert_eq!(
        room.ask("SELECT count(*) FROM v_events WHERE kind = 'response_opened' AND payload LIKE '%zyxwords%'"),
        0
    );
    let content = Content { text: "We are sorry, @vbkhandle".into(), channel: "x".into(), ..Content::default() };
    room.say(Command::SubmitResponse { response: ResponseId(1), rev: None, content, waive: Vec::new() });
    let mut reader = Reader::open(&room.path).unwrap();
    let titles = |reader: &mut Reader| {
        let Answer::Responses(queue) = reader.answer(&Ask::Responses).unwrap() else { panic!() };
        let Answer::Response(_, Some(detail)) = reader.answer(&Ask::Response(ResponseId(1), "ana".into())).unwrap()
        else {
            panic!()
        };
        let shown = queue[0].title.show(Audience::Operator).into_owned();
        assert_eq!(shown, detail.response.title.as_str());
        assert_eq!(detail.history.last().unwrap().about[0].show(Audience::Operator), shown);
        shown
    };
    assert_eq!(titles(&mut reader), "@vbkhandle: zyxwords about nothing wqqraw");
    let look = asked(&room.path, Options::default(), &Whose::Mentions(vec![id])).unwrap();
    let kind = |seq: &gabinete::domain::ids::EventSeq| room.text(&format!("SELECT kind FROM event WHERE seq = {seq}"));
    let told: Vec<String> = look.told.iter().map(kind).collect();
    assert!(
        told.contains(&"response_submitted".to_owned()),
        "its text names them, and whoever erases is told: {told:?}"
    );
    room.say(Command::EraseMention { mention: id, reason: "they asked".into() });
    assert_eq!(titles(&mut reader), "");
    assert!(holding(&room, "zyxwords").is_empty());
    room.whole();
}

/// Both, or more, in one decision.
fn both(mentions: &[MentionId], reason: &str) -> Command {
    serde_json::from_value(json!({"do": "erase_mentions", "mentions": mentions, "reason": reason})).unwrap()
}

/// What one of several stops is not begun on the disk: a file cannot be put back.
#[test]
fn several_are_erased_all_or_none_on_the_disk_as_well() {
    let mut room = room();
    let ids = room.take(vec![secret(0), mention(1, "somebody else")]);
    let hash = attach(&mut room, ids[0], "shown.png", b"what was said");
    let file = gabinete::store::evidence::folder(&room.path).join(hash);
    let rejects = rejects(&mut room);
    let before = std::fs::read(&rejects).unwrap();
    assert_eq!(room.refused(both(&ids, "@author1 asked")), "refuse-reason-names");
    assert!(file.exists(), "nothing was erased, and so it still shows something");
    assert_eq!(std::fs::read(&rejects).unwrap(), before);
    assert_eq!(room.ask("SELECT count(*) FROM mention WHERE text = ''"), 0);
    room.whole();
    room.say(both(&ids, "a request of 12 May"));
    assert!(!file.exists());
    assert!(!std::fs::read_to_string(&rejects).unwrap().contains("zyxwords"));
    assert_eq!(room.ask("SELECT count(*) FROM mention WHERE text = ''"), 2);
    room.whole();
}

/// All that one person wrote goes in one decision, with what notes say of them.
#[test]
fn what_a_person_wrote_goes_at_once_with_the_notes_that_name_or_quote_them() {
    let mut room = room();
    room.some(20);
    let mut more = secret(5);
    (more.raw.id, more.raw.text, more.raw.url) = (Some("jjxother".into()), "zyxwords once more".into(), None);
    more.text = gabinete::domain::text::Clean::from("zyxwords once more");
    let ids = room.take(vec![secret(0), more]);
    let note = |text: &str| json!({"do": "add_entry", "text": text});
    room.json(note("first line\n@vbkhandle phoned\nlast line"));
    room.json(note("they wrote: zyxwords about nothing wqqraw"));
    room.json(note("zyxwords alone is no quote"));
    let seq = room.ask("SELECT min(seq) FROM event WHERE kind = 'entry_added'");
    room.json(json!({"do": "correct_entry", "seq": seq, "text": "it was vbkhandle"}));
    room.say(Command::Dispose {
        mentions: vec![ids[0]],
        disposition: Disposition::Escalate,
        reason: "vbkhandle again".into(),
        seen: None,
    });
    let disposed = room.ask("SELECT max(seq) FROM event");
    let typed = json!([{"form": "note", "fields": [["text", "ask @vbkhandle"]]}]).to_string();
    room.writer.keep_words("Leo", Typed { text: &typed, before: "" }, &["note".to_owned()], room.now).unwrap();
    let whose = Whose::Author("VBKhandle".into(), None);
    let look = |room: &Room| asked(&room.path, Options::default(), &whose).unwrap();
    let found = look(&room);
    assert_eq!((found.mentions.clone(), found.files), (ids.clone(), 0));
    let at = |seq: i64| gabinete::domain::ids::EventSeq(seq);
    assert_eq!(found.veiled, [at(disposed)], "what goes is told before: {found:?}");
    assert!(found.lines.contains(&at(seq)) && found.told.is_empty(), "{found:?}");
    assert_eq!(found.unsent, [("Leo".into(), None)]);
    let elsewhere = Whose::Author("@vbkhandle".into(), Some("bluesky".into()));
    assert_eq!(asked(&room.path, Options::default(), &elsewhere).unwrap(), Asked::default());

    let erase = |reason: &str| both(&found.mentions, reason);
    assert_eq!(room.refused(erase("@VBKHANDLE asked")), "refuse-reason-names");
    assert_eq!(room.refused(erase(" ")), "refuse-needs-reason");
    let done = room.say(erase("a request of 12 May"));
    assert_eq!(done.events.iter().filter(|(_, e)| e.kind() == "mention_erased").count(), 2);
    for word in ["Qwjauthor", "pqxlink", "kzzextra", "wqqraw", "jjxid", "jjxother", "about nothing"] {
        assert_eq!(holding(&room, word), Vec::<String>::new(), "{word} is left");
    }
    let said = "SELECT group_concat(payload ->> 'text', '|') FROM event WHERE kind = 'entry_added'";
    assert_eq!(room.text(said), "first line\n•••\nlast line|•••|zyxwords alone is no quote");
    assert_eq!(room.text("SELECT text FROM correction"), "•••");
    assert_eq!(look(&room), Asked::default());
    assert_eq!(room.refused(erase("again")), "refuse-already-erased");
    room.whole();
}

/// Our own titles, reasons, facts and tasks lose the name too, and only a first name alone, which may be a colleague's, stays.
#[test]
fn the_name_of_whoever_is_erased_goes_out_of_our_own_words_and_the_tables_follow() {
    let mut room = room();
    let raw = |n: u64, author: &str, handle: &str, text: &str| {
        let mut one = mention(n, text);
        (one.raw.author, one.raw.handle) = (Some(author.into()), Some(handle.into()));
        one
    };
    let other = "Marta Rioseco is right about it";
    let ids = room.take(vec![
        raw(1, "Marta Rioseco", "mrioseco", "my kid is ill"),
        raw(2, "Juan", "juan1", other),
        raw(3, "Lab", "lab", "acme is terrible"),
    ]);
    room.json(json!({"do": "declare_incident", "title": "Marta Rioseco and the yoghurt", "severity": "SEV2"}));
    room.json(json!({"do": "add_affected", "incident": 1, "mention": ids[0], "name": "M. R."}));
    room.json(json!({"do": "add_affected", "incident": 1, "name": "Marta Rioseco", "note": "her boy"}));
    room.json(
        json!({"do": "dispose", "mentions": [ids[1]], "disposition": "respond_public", "reason": "after Rioseco"}),
    );
    let fact = json!({"status": "confirmed", "en": "The lab spoke with Rioseco", "es": "x", "source": "lab"});
    room.json(json!({"do": "add_fact", "incident": 1, "fact": fact}));
    for text in
        ["Señora Rioseco called", "Marta is calmer, #MartaRioseco trends", "The lab says A13 is bad", "@lab wrote"]
    {
        room.json(json!({"do": "add_entry", "incident": 1, "text": text}));
    }
    room.json(json!({"do": "plan_action", "incident": 1, "text": "Call Rioseco back", "owner": "Ana",
        "due": "2027-01-01T00:00:00Z", "purpose": "detect", "verify": "ask mrioseco"}));
    room.json(json!({"do": "open_matter", "incident": 1, "question": "Does Rioseco get a visit?"}));
    let seqs = |room: &Room, sql: &str| room.text(&format!("SELECT group_concat(seq) FROM event WHERE {sql}"));
    let whose = Whose::Author("mrioseco".into(), None);
    let look = asked(&room.path, Options::default(), &whose).unwrap();
    let list =
        |all: &[gabinete::domain::ids::EventSeq]| all.iter().map(|seq| seq.0.to_string()).collect::<Vec<_>>().join(",");
    let named = "(CAST(payload AS TEXT) LIKE '%rioseco%' OR kind = 'affected_added')";
    assert_eq!(list(&look.veiled), seqs(&room, named), "told before");
    assert!(look.lines.is_empty() && look.unsent.is_empty(), "{look:?}");
    assert_eq!(list(&look.told), seqs(&room, "CAST(payload AS TEXT) LIKE '%Marta is calmer%'"), "a first name stays");
    assert_eq!(look.others, [ids[1]]);
    room.say(both(&look.mentions, "asked by letter"));
    assert_eq!(seqs(&room, "CAST(payload AS TEXT) LIKE '%rioseco%'"), "");
    assert_eq!(room.text("SELECT title FROM incident"), "••• and the yoghurt");
    assert_eq!(room.text("SELECT text FROM item"), "Call ••• back");
    assert_eq!(room.text("SELECT group_concat(name || note, '') FROM affected"), "", "also who was written in by hand");
    assert_eq!(room.text("SELECT state ->> 'en' FROM fact"), "The lab spoke with •••");
    let private = |room: &Room| gabinete::store::info::info(&room.path, Options::default()).unwrap().masked.private;
    assert_eq!(private(&room), ["Marta Rioseco"].map(Into::into), "others name them: masks go on knowing that");
    room.whole();

    let lab = Whose::Author("lab".into(), None);
    let look = asked(&room.path, Options::default(), &lab).unwrap();
    assert_eq!(list(&look.lines), seqs(&room, "CAST(payload AS TEXT) LIKE '%@lab wrote%'"), "a word is no name");
    room.say(both(&look.mentions, "asked"));
    room.say(both(&[ids[1]], "asked too"));
    assert_eq!(room.ask("SELECT count(*) FROM named"), 0, "where nobody names them any more, nothing is known of them");
    assert_eq!(room.text("SELECT state ->> 'source' FROM fact"), "lab");
    room.whole();
}

/// A word that anybody writes tells nobody, be it one that they wrote as well or the first of what they call themselves.
#[test]
fn a_title_that_shares_a_common_word_with_whoever_is_erased_is_not_said_to_tell_of_them() {
    let mut room = room();
    let mut one = mention(1, "Yoghurt again, and nobody answers");
    (one.raw.author, one.raw.handle) = (Some("Quokka Rioseco".into()), Some("brioseco".into()));
    let ids = room.take(vec![one]);
    for title in ["Yoghurt", "Strike at the quokka farm", "Quokka called us"] {
        room.json(json!({"do": "declare_incident", "title": title, "severity": "SEV2"}));
    }
    let look = asked(&room.path, Options::default(), &Whose::Mentions(ids)).unwrap();
    assert!(look.veiled.is_empty() && look.lines.is_empty(), "{look:?}");
    let named = room.ask("SELECT seq FROM event WHERE payload ->> 'title' = 'Quokka called us'");
    assert_eq!(look.told, [gabinete::domain::ids::EventSeq(named)]);
}
