//! A whole file or stream into a room: parse and triage on one thread, the store on another, bad lines kept aside. Owns the
//! pipeline and its counts; must not know who watches.

use super::feed::{Brought, Feed, arrive};
use super::open::Import;
use super::rejects::{Place, Rejects};
use super::{BadLine, Item};
use crate::domain::mention::RawMention;
use crate::domain::time::Stamp;
use crate::store::error::StoreError;
use crate::store::ingest::Arrival;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Mentions that are handed over at once: as many as the store takes in together while no decision waits.
const BATCH: usize = 8_000;
/// Batches that wait between the threads: none, for one is read while another is taken in, and what waits is held in memory.
const AHEAD: usize = 0;
/// How long to wait when the inbox of a busy room is full.
const FULL: Duration = Duration::from_millis(250);

/// What is brought, and how.
pub struct Order {
    /// The name of the source, as people will read it.
    pub source: String,
    /// As history: attended by definition.
    pub history: bool,
    /// Where bad lines are kept; made when the first one comes.
    pub rejects: Place,
}

/// How far it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lines or rows read.
    pub read: u64,
    /// Mentions that were new.
    pub new: u64,
    /// Mentions that were there already.
    pub repeated: u64,
    /// Mentions left to the process that collects.
    pub left: u64,
    /// Mentions of which nothing says when they were posted: they count as posted when they came.
    pub undated: u64,
    /// Lines that could not be read.
    pub bad: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all, when that is known.
    pub total: Option<u64>,
    /// Where the bad lines are, once there are any.
    pub rejects: Option<PathBuf>,
    /// It is over.
    pub done: bool,
}

/// Why it stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The source could not be read on.
    #[error("{0}")]
    Read(io::Error),
    /// The bad lines could not be kept.
    #[error("{0}")]
    Rejects(io::Error),
    /// The room said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What passes between the threads.
enum Piece {
    Batch(Vec<Arrival>, u64),
    Bad(BadLine),
    Broken(io::Error),
}

/// Brings everything in. `tell` hears of each batch and each bad line; `now` reads the clock for the store.
pub fn run(
    import: Import,
    order: &Order,
    feed: &mut Feed,
    now: &dyn Fn() -> Stamp,
    tell: &mut dyn FnMut(&Progress, Option<&BadLine>),
) -> Result<Progress, Stopped> {
    let triage = feed.triage();
    let mut progress = Progress { total: import.total(), ..Progress::default() };
    let history = order.history;
    let result = std::thread::scope(|scope| {
        let (tx, rx) = sync_channel(AHEAD);
        scope.spawn(move || parse(import, &tx, &|raw| arrive(&triage, raw, history)));
        // The receiver goes with it: a parser that nobody listens to any more must not wait for ever.
        take(rx, order, feed, now, &mut progress, tell)
    });
    result?;
    // a pipe has no earlier time: what was kept of one is of another
    if progress.bad == 0 && progress.total.is_some() {
        Rejects::outdated(&order.rejects);
    }
    progress.done = true;
    tell(&progress, None);
    Ok(progress)
}

/// Reads and triages; ends early when nobody takes the pieces any more.
fn parse(mut import: Import, out: &SyncSender<Piece>, arrive: &dyn Fn(RawMention) -> Arrival) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(next) = import.next() {
        let piece = match next {
            Ok((_, Item::Mention(raw))) => {
                batch.push(arrive(*raw));
                if batch.len() < BATCH {
                    continue;
                }
                Piece::Batch(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)), import.bytes_read())
            }
            Ok((_, Item::Bad(bad))) => Piece::Bad(bad),
            Err(e) => Piece::Broken(e),
        };
        let broken = matches!(piece, Piece::Broken(_));
        if broken && out.send(Piece::Batch(std::mem::take(&mut batch), import.bytes_read())).is_err() {
            return;
        }
        if out.send(piece).is_err() || broken {
            return;
        }
    }
    let _ = out.send(Piece::Batch(batch, import.bytes_read()));
}

fn take(
    pieces: Receiver<Piece>,
    order: &Order,
    feed: &mut Feed,
    now: &dyn Fn() -> Stamp,
    progress: &mut Progress,
    tell: &mut dyn FnMut(&Progress, Option<&BadLine>),
) -> Result<(), Stopped> {
    let mut rejects: Option<Rejects> = None;
    for piece in pieces {
        match piece {
            Piece::Broken(e) => return Err(Stopped::Read(e)),
            Piece::Bad(bad) => {
                let kept = match &mut rejects {
                    Some(kept) => kept,
                    none => {
                        let kept = Rejects::open(&order.rejects).map_err(Stopped::Rejects)?;
                        // Erasing must find the file, also when this is cut short.
                        feed.writer().remember_rejects(&kept.path, now())?;
                        progress.rejects = Some(kept.path.clone());
                        none.insert(kept)
                    }
                };
                kept.keep(&bad).map_err(Stopped::Rejects)?;
                progress.bad += 1;
                progress.read += 1;
                tell(progress, Some(&bad));
            }
            Piece::Batch(batch, bytes) => {
                progress.read += batch.len() as u64;
                progress.undated += batch.iter().filter(|m| m.raw.ts.is_none()).count() as u64;
                progress.bytes = bytes;
                bring(batch, order, feed, now, progress)?;
                tell(progress, None);
            }
        }
    }
    Ok(())
}

fn bring(
    batch: Vec<Arrival>,
    order: &Order,
    feed: &mut Feed,
    now: &dyn Fn() -> Stamp,
    progress: &mut Progress,
) -> Result<(), Stopped> {
    if batch.is_empty() {
        return Ok(());
    }
    if feed.hold(now())? {
        let came = feed.take_in(&order.source, batch, now())?;
        // A mention that somebody adds by hand meanwhile must not wait for the end of a long file; nor a snooze whose time
        // has come, for nobody else may wake it while the lease is here.
        feed.upkeep(now())?;
        progress.new += came.new as u64;
        progress.repeated += came.repeated as u64;
        return Ok(());
    }
    let mut raws: Vec<RawMention> = batch.into_iter().map(|a| a.raw).collect();
    loop {
        match feed.bring(&order.source, raws.clone(), order.history, now()) {
            Ok(Brought::In(came)) => {
                progress.new += came.new as u64;
                progress.repeated += came.repeated as u64;
                return Ok(());
            }
            Ok(Brought::Left(n)) => {
                progress.left += n as u64;
                return Ok(());
            }
            // The one who collects takes out what waits; should it be gone, its lease is ours in a few seconds.
            Err(StoreError::InboxFull) => std::thread::sleep(FULL),
            Err(e) => return Err(e.into()),
        }
        raws.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn order(home: &Path) -> Order {
        let instead = home.join("data/rejects");
        let rejects = Place { asked: home.join("rejects"), instead, go_on: false, most: None };
        Order { source: "s".into(), history: false, rejects }
    }

    #[test]
    fn a_snooze_ends_while_a_file_comes_in() {
        use crate::domain::command::Command;
        use crate::domain::room::{Actor, Lang, RoomSettings};
        use crate::store::{Options, create};
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        let (me, now) = (Actor::default(), Stamp(1_795_341_600_000));
        create(&path, &settings, &me, now, Options::default()).unwrap();
        let mut feed =
            Feed::open(&path, Options::default(), std::sync::Arc::new(crate::plan::Plan::builtin()), "me".into())
                .unwrap();
        let raw = RawMention { text: "hola".into(), ..Default::default() };
        let Brought::In(came) = feed.bring("s", vec![raw], false, now).unwrap() else { panic!("it is ours") };
        let snooze = Command::Snooze { mentions: came.ids, until: now.plus(1000), reason: String::new(), seen: None };
        feed.writer().decide(&me, &snooze, now, None).unwrap();
        let import = Import::read(&b"{\"text\":\"otra\"}\n"[..], &super::super::open::Options::default()).unwrap();
        let order = order(home.path());
        run(import, &order, &mut feed, &|| now.plus(2000), &mut |_, _| {}).unwrap();
        assert_eq!(feed.writer().next_deadline(Stamp(0)).unwrap(), None);
    }

    #[test]
    fn a_room_that_cannot_take_more_ends_it_and_what_went_in_stays() {
        use crate::domain::room::{Actor, Lang, RoomSettings};
        use crate::store::{Options, create};
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        create(&path, &settings, &Actor::default(), Stamp(1), Options::default()).unwrap();
        let outside = rusqlite::Connection::open(&path).unwrap();
        // Beyond the first batch, with several that nobody will ask for any more.
        let stop = format!(
            "CREATE TRIGGER stop BEFORE INSERT ON mention WHEN NEW.arrival > {}
             BEGIN SELECT RAISE(ABORT, 'no more'); END",
            BATCH + 5
        );
        outside.execute_batch(&stop).unwrap();
        let lines: String = (0..BATCH * 6).map(|n| format!("{{\"text\":\"n {n}\",\"id\":\"{n}\"}}\n")).collect();
        let order = order(home.path());
        let (over, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let plan = std::sync::Arc::new(crate::plan::Plan::builtin());
            let mut feed = Feed::open(&path, Options::default(), plan, "me".into()).unwrap();
            let import = Import::read(std::io::Cursor::new(lines), &super::super::open::Options::default()).unwrap();
            let came = run(import, &order, &mut feed, &|| Stamp(2), &mut |_, _| {});
            over.send(came.map_err(|e| matches!(e, Stopped::Store(_)))).unwrap();
        });
        assert_eq!(ended.recv_timeout(Duration::from_secs(60)).expect("it ends"), Err(true));
        let there: i64 = outside.query_row("SELECT count(*) FROM mention", [], |r| r.get(0)).unwrap();
        assert_eq!(there, BATCH as i64);
    }
}
