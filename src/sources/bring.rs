//! A whole file or stream into a room: parse and triage on one thread, the store on another, bad lines kept aside. Owns the
//! pipeline and its counts; must not know who watches.

use super::feed::{Brought, Feed, arrive};
use super::open::Import;
use super::{BadLine, Item};
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::store::error::StoreError;
use crate::store::ingest::Arrival;
use crate::words::Words;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Mentions that are handed over at once: as many as the store takes in together while no decision waits.
const BATCH: usize = 4_000;
/// Batches that wait between the threads; when they are full the parser waits. What waits is held in memory.
const AHEAD: usize = 2;
/// How long to wait when the inbox of a busy room is full.
const FULL: Duration = Duration::from_millis(250);

/// What is brought, and how.
pub struct Order {
    /// The name of the source, as people will read it.
    pub source: String,
    /// As history: attended by definition.
    pub history: bool,
    /// Where bad lines are kept; made when the first one comes.
    pub rejects: PathBuf,
    /// Another file's bad lines, kept there a moment ago, stay.
    pub rejects_go_on: bool,
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
    let (tx, rx) = sync_channel(AHEAD);
    let mut progress = Progress { total: import.total(), ..Progress::default() };
    let history = order.history;
    let result = std::thread::scope(|scope| {
        scope.spawn(move || parse(import, &tx, &|raw| arrive(&triage, raw, history)));
        take(&rx, order, feed, now, &mut progress, tell)
    });
    result?;
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
    pieces: &Receiver<Piece>,
    order: &Order,
    feed: &mut Feed,
    now: &dyn Fn() -> Stamp,
    progress: &mut Progress,
    tell: &mut dyn FnMut(&Progress, Option<&BadLine>),
) -> Result<(), Stopped> {
    let mut rejects = Rejects { path: &order.rejects, go_on: order.rejects_go_on, file: None };
    for piece in pieces {
        match piece {
            Piece::Broken(e) => return Err(Stopped::Read(e)),
            Piece::Bad(bad) => {
                rejects.keep(&bad).map_err(Stopped::Rejects)?;
                progress.bad += 1;
                progress.read += 1;
                progress.rejects.get_or_insert_with(|| order.rejects.clone());
                tell(progress, Some(&bad));
            }
            Piece::Batch(batch, bytes) => {
                progress.read += batch.len() as u64;
                progress.bytes = bytes;
                bring(batch, order, feed, now, progress)?;
                tell(progress, None);
            }
        }
    }
    rejects.finish().map_err(Stopped::Rejects)
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
        // A mention that somebody adds by hand meanwhile must not wait for the end of a long file.
        feed.drain(now())?;
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

/// The file of bad lines: `{"line": 7, "reason": ..., "raw": ...}`, one a line.
struct Rejects<'a> {
    path: &'a PathBuf,
    go_on: bool,
    file: Option<BufWriter<File>>,
}

impl Rejects<'_> {
    fn keep(&mut self, bad: &BadLine) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(create(self.path, self.go_on)?)),
        };
        let reason = Words::new(crate::domain::room::Lang::En).f(bad.reason.key(), &args(bad));
        let line = serde_json::json!({
            "line": bad.line,
            "reason": reason,
            "raw": String::from_utf8_lossy(&bad.raw),
        });
        writeln!(file, "{line}")
    }

    fn finish(mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// The arguments of a bad line's sentence.
pub fn args(bad: &BadLine) -> Vec<(&'static str, crate::domain::room::Arg)> {
    bad.reason.args().iter().map(|(name, value): &(&'static str, Clean)| (*name, value.into())).collect()
}

fn create(path: &std::path::Path, go_on: bool) -> io::Result<File> {
    let mut options = File::options();
    options.create(true);
    if go_on {
        options.append(true)
    } else {
        options.write(true).truncate(true)
    };
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_of_several_files_share_a_place() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("rejects");
        for (go_on, lines) in [(false, 1), (true, 2), (false, 1)] {
            let mut rejects = Rejects { path: &path, go_on, file: None };
            rejects.keep(&BadLine::new(1, super::super::Reason::NotObject, b"x")).unwrap();
            rejects.finish().unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), lines);
        }
    }
}
