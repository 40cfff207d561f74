//! A whole file or stream into a room: parse and triage on one thread, the store on another, bad lines kept aside. Owns the
//! pipeline and its counts; must not know who watches.

use super::feed::{Brought, Feed, arrive};
use super::open::{Import, short_hex};
use super::{BadLine, Item};
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::store::error::StoreError;
use crate::store::ingest::Arrival;
use crate::words::Words;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Mentions that are handed over at once: as many as the store takes in together while no decision waits.
const BATCH: usize = 8_000;
/// Batches that wait between the threads; when they are full the parser waits. What waits is held in memory.
const AHEAD: usize = 1;
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
    /// The folder where they are kept when they cannot be kept there.
    pub rejects_else: PathBuf,
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
    let mut rejects: Option<Rejects> = None;
    for piece in pieces {
        match piece {
            Piece::Broken(e) => return Err(Stopped::Read(e)),
            Piece::Bad(bad) => {
                let kept = match &mut rejects {
                    Some(kept) => kept,
                    none => {
                        let kept = Rejects::open(order).map_err(Stopped::Rejects)?;
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
        // A mention that somebody adds by hand meanwhile must not wait for the end of a long file.
        feed.drain(now())?;
        // Nor a snooze whose time has come, for nobody else may wake it while the lease is here.
        feed.tick(now())?;
        feed.notice(now())?;
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
struct Rejects {
    path: PathBuf,
    /// Written line by line: what is erased meanwhile must not wait in memory.
    file: File,
}

impl Rejects {
    /// Makes the file where it is asked for, or else where this person can write: a folder that is only to be read must
    /// not keep its mentions out.
    fn open(order: &Order) -> io::Result<Rejects> {
        let asked = std::path::absolute(&order.rejects)?;
        let made = create(&asked, order.rejects_go_on).map(|file| (asked.clone(), file)).or_else(|refused| {
            let path = order.rejects_else.join(named(&asked));
            std::fs::create_dir_all(&order.rejects_else)
                .and_then(|()| create(&path, order.rejects_go_on))
                .map(|file| (path, file))
                .map_err(|_| refused)
        });
        made.map(|(path, file)| Rejects { path, file })
    }

    fn keep(&mut self, bad: &BadLine) -> io::Result<()> {
        let reason = Words::new(crate::domain::room::Lang::En).f(bad.reason.key(), &args(bad));
        let line = serde_json::json!({
            "line": bad.line,
            "reason": reason,
            "raw": String::from_utf8_lossy(&bad.raw),
        });
        self.file.write_all(format!("{line}\n").as_bytes())
    }
}

/// A name of its own for each file that could not be made where it was asked for.
fn named(asked: &Path) -> String {
    let place = short_hex(&Sha256::digest(asked.as_os_str().as_encoded_bytes()));
    let name = asked.file_name().map(|n| n.to_string_lossy().chars().take(100).collect::<String>());
    format!("{}-{}", &place[..8], name.unwrap_or_else(|| "rejects.jsonl".into()))
}

/// The arguments of a bad line's sentence.
pub fn args(bad: &BadLine) -> Vec<(&'static str, crate::domain::room::Arg)> {
    bad.reason.args().iter().map(|(name, value): &(&'static str, Clean)| (*name, value.into())).collect()
}

fn create(path: &Path, go_on: bool) -> io::Result<File> {
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

    fn order(rejects: PathBuf, rejects_go_on: bool, home: &Path) -> Order {
        Order { source: "s".into(), history: false, rejects, rejects_else: home.join("data/rejects"), rejects_go_on }
    }

    fn kept(order: &Order) -> PathBuf {
        let mut rejects = Rejects::open(order).unwrap();
        rejects.keep(&BadLine::new(1, super::super::Reason::NotObject, b"x")).unwrap();
        rejects.path
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
        let order = order(home.path().join("rejects"), false, home.path());
        run(import, &order, &mut feed, &|| now.plus(2000), &mut |_, _| {}).unwrap();
        assert_eq!(feed.writer().next_deadline().unwrap(), None);
    }

    #[test]
    fn bad_lines_of_several_files_share_a_place() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("rejects");
        for (go_on, lines) in [(false, 1), (true, 2), (false, 1)] {
            assert_eq!(kept(&order(path.clone(), go_on, home.path())), path);
            assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), lines);
        }
    }

    #[test]
    fn what_cannot_be_kept_there_is_kept_here() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let one = kept(&order(file.join("a.rejects.jsonl"), false, home.path()));
        let two = kept(&order(file.join("b/a.rejects.jsonl"), false, home.path()));
        assert!(one.starts_with(home.path().join("data/rejects")) && one != two, "{one:?} {two:?}");
        assert_eq!(std::fs::read_to_string(&one).unwrap().lines().count(), 1);
    }
}
