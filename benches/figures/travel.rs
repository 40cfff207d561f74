//! To a moment of the past: `cargo bench --bench figures -- travel --count 200000`. A room of that many mentions over a day
//! and five thousand events; from anywhere to two hundred moments, and from each to the next event. What is timed is what
//! a person waits for: the moment found, and the header, the feed and the timeline answered from it.

use crate::measure::{self, figure, must, note};
use gabinete::domain::command::Command as Act;
use gabinete::domain::ids::{EventSeq, MentionId};
use gabinete::domain::incident::{DeclareIncident, IncidentType, Severity};
use gabinete::domain::mention::Disposition;
use gabinete::domain::room::{Actor, Lang, RoomSettings};
use gabinete::domain::time::Stamp;
use gabinete::domain::timeline::AddEntry;
use gabinete::rows::{Anchor, Answer, Ask, MentionQuery, Scope, TimelineFilter};
use gabinete::store::reader::{Past, ReadError, Reader};
use gabinete::store::{self, Denied, Options};
use std::io;
use std::path::Path;

/// Measure the way to moments of the past.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
}

/// Events beside those that say that mentions came in.
const DECISIONS: usize = 5_000;
/// Mentions that a bulk decision takes, and how many decisions go by until the next one.
const BULK: (usize, usize) = (200, 40);
/// Parts in which the mentions come in.
const PARTS: usize = 100;
/// Moments that are looked for.
const MOMENTS: i64 = 200;

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("a room of {} mentions and {DECISIONS} decisions as it stood", args.load.count));
    let file = measure::mentions(args.load.count, args.load.seed)?;
    let room = measure::folder()?.join("travel.gabinete");
    measure::remove(&room);
    make(&room)?;
    day(&room, &file)?;
    let last = Reader::open(&room).map_err(io::Error::other).and_then(|mut reader| head(&mut reader))?;
    let began = measure::start();
    let mut past = Reader::open(&room).and_then(|reader| reader.at(EventSeq(last))).map_err(io::Error::other)?;
    note("made ready once", format!("{:.0} ms", began.elapsed().as_secs_f64() * 1e3));
    let (mut far, mut near) = (Vec::new(), Vec::new());
    for n in 1..=MOMENTS {
        // a large step that shares no factor with the span comes by everywhere
        let seq = 1 + n * 7_919 % (last - 2);
        far.push(timed(&mut past, seq).map_err(io::Error::other)?);
        near.push(timed(&mut past, seq + 1).map_err(io::Error::other)?);
    }
    for (what, times, most) in [("any moment", &mut far, 300.0), ("the next event", &mut near, 16.0)] {
        times.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        let said = format!("median {:.1} ms, p95 {:.1} ms, worst {:.1} ms", at(0.5), at(0.95), at(1.0));
        figure(what, said, &format!("under {most} ms"), at(1.0) / most);
    }
    measure::remove(&room);
    Ok(())
}

/// Goes there and asks what the screen shows; milliseconds.
fn timed(past: &mut Past, seq: i64) -> Result<f64, ReadError> {
    let began = measure::start();
    past.go(EventSeq(seq))?;
    let now = Stamp(1_795_341_600_000);
    past.answer(&Ask::Pulse { now })?;
    past.answer(&Ask::Mentions { query: MentionQuery::default(), anchor: Anchor::Top, margin: 60 })?;
    past.answer(&Ask::Timeline { filter: TimelineFilter::default(), anchor: Anchor::Top, margin: 60 })?;
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

fn make(room: &Path) -> io::Result<()> {
    let settings =
        RoomSettings { name: "travel".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
    let who = Actor { name: "bench".into(), ..Actor::default() };
    store::create(room, &settings, &who, measure::now(), Options::default()).map_err(io::Error::other)
}

/// The room's last event.
fn head(reader: &mut Reader) -> io::Result<i64> {
    match reader.answer(&Ask::Pulse { now: measure::now() }).map_err(io::Error::other)? {
        Answer::Pulse(pulse) => Ok(pulse.head.map_or(0, |seq| seq.0)),
        _ => Ok(0),
    }
}

/// Mentions come in a part at a time, and a team decides on those that there are, one by one and now and then many.
fn day(room: &Path, file: &Path) -> io::Result<()> {
    let who = Actor { name: "bench".into(), ..Actor::default() };
    let text = std::fs::read_to_string(file)?;
    let lines: Vec<&str> = text.lines().collect();
    let part = room.with_extension("jsonl");
    let mut ids = Vec::new();
    for (n, lines) in lines.chunks(lines.len().div_ceil(PARTS).max(1)).enumerate() {
        std::fs::write(&part, lines.join("\n"))?;
        let ran = measure::run(measure::gabinete(room).arg("import").arg(&part))?;
        must(ran.status.success(), "the import failed")?;
        ids.extend(newest(room)?);
        let mut writer = store::open(room, Options::default()).map_err(io::Error::other)?;
        let (mut done, mut tried) = (0, 0);
        // what is as it should be already is refused, and is no event
        while done < DECISIONS / PARTS && tried < DECISIONS {
            tried += 1;
            let act = act(n * DECISIONS / PARTS + tried - 1, &ids)?;
            match writer.decide(&who, &act, measure::now(), None) {
                Ok(_) => done += 1,
                Err(Denied::Refused(_)) => {}
                Err(Denied::Store(why)) => return Err(io::Error::other(why)),
            }
        }
        must(done == DECISIONS / PARTS, "too little could be decided")?;
    }
    std::fs::remove_file(&part)
}

fn act(n: usize, ids: &[MentionId]) -> io::Result<Act> {
    let at = n * 7_919 % ids.len();
    let many = if n % BULK.1 == 1 { BULK.0 } else { 1 };
    let mentions = ids[at..(at + many).min(ids.len())].to_vec();
    let reason = "measured".to_owned();
    Ok(match n % 10 {
        0 if n == 0 => Act::DeclareIncident(DeclareIncident {
            title: "It".into(),
            severity: Severity::Sev2,
            kind: IncidentType::Unknown,
            lead: None,
            since: None,
            about: None,
        }),
        0..6 => Act::Dispose { mentions, disposition: Disposition::Monitor, reason, seen: None },
        6 | 7 => Act::Claim { mentions, owner: Some("bench".into()), seen: None },
        8 => Act::Dispose { mentions, disposition: Disposition::RespondPublic, reason, seen: None },
        _ => Act::AddEntry(serde_json::from_str::<AddEntry>(r#"{"text": "what happened"}"#).map_err(io::Error::other)?),
    })
}

/// The newest mentions.
fn newest(room: &Path) -> io::Result<Vec<MentionId>> {
    let mut reader = Reader::open(room).map_err(io::Error::other)?;
    let query = MentionQuery { scope: Scope::All, ..MentionQuery::default() };
    match reader.answer(&Ask::Mentions { query, anchor: Anchor::Top, margin: 500 }).map_err(io::Error::other)? {
        Answer::Mentions(_, _, window) => Ok(window.rows.iter().map(|row| row.id).collect()),
        _ => Ok(Vec::new()),
    }
}
