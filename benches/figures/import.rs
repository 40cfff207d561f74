//! Bringing mentions in, against the sqlite3 shell loading the same rows:
//! `cargo bench --bench figures -- import --count 1000000`. Needs the `sqlite3` shell on the path for the comparison.
//!
//! The shell gets the finished room's rows out of an attached database: nothing to parse, clean, read or compare. It puts
//! them row by row, in the order in which they came, into the very schema of the room, its indices and its full-text
//! index, with the room's page size, WAL, `synchronous=NORMAL` and the page cache of the room's own writer; once in one
//! transaction, which nobody could decide beside, and once in transactions of as many rows as the room's writer takes
//! together. (A bare `INSERT INTO t SELECT * FROM t` between equal empty tables is no loading: SQLite then copies pages of
//! tables and indices as they are.)

use crate::measure::{self, Ran, figure, mb, must, note};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Measure `gabinete import`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
    /// Another file to import, instead of the generator's
    #[arg(long)]
    file: Option<PathBuf>,
}

/// Page cache of both, in KiB.
const CACHE: u32 = 16_000;
/// Mentions that the room's writer takes in together while no decision waits.
const TOGETHER: u64 = 8_000;
/// Pages of the log after which both carry them into the file.
const CHECKPOINT: u32 = 4_000;

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("import of {} mentions", args.load.count));
    let file = args.file.map_or_else(|| measure::mentions(args.load.count, args.load.seed), Ok)?;
    let room = measure::folder()?.join("import.gabinete");
    measure::remove(&room);
    let ours = measure::run(measure::gabinete(&room).arg("import").arg(&file))?;
    must(ours.status.success(), "the import failed")?;
    let rows = count(&room)?;
    told("gabinete import", rows, &ours);
    figure("  memory at most", format!("{:.0} MB", mb(ours.peak)), "under 150 MB", mb(ours.peak) / 150.0);
    note("  size of the room", format!("{:.0} MB", mb(std::fs::metadata(&room)?.len())));
    if Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_err() {
        note("the sqlite3 shell", "not installed: nothing to compare with");
        return Ok(());
    }
    for (name, rows_each) in [("one transaction", rows), ("transactions of 8,000", TOGETHER)] {
        let shell = load(&room, rows_each)?;
        told(&format!("sqlite3 shell, {name}"), rows, &shell);
        let share = shell.wall.as_secs_f64() / ours.wall.as_secs_f64();
        figure("  import's share of that rate", format!("{:.0} %", share * 100.0), "at least 75 %", 0.75 / share);
    }
    measure::remove(&room);
    Ok(())
}

fn told(what: &str, rows: u64, ran: &Ran) {
    let (wall, cpu) = (ran.wall.as_secs_f64(), ran.cpu.as_secs_f64());
    note(what, format!("{wall:.2} s, {:.0} mentions/s, {cpu:.2} s of processor", rows as f64 / wall));
}

fn count(room: &Path) -> io::Result<u64> {
    let conn = Connection::open_with_flags(room, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(io::Error::other)?;
    let count = conn.query_row("SELECT count(*) FROM mention", [], |row| row.get::<_, i64>(0));
    Ok(count.map_err(io::Error::other)?.unsigned_abs())
}

/// Has the shell fill a room of the same schema, and checks that it did.
fn load(room: &Path, rows_each: u64) -> io::Result<Ran> {
    let target = measure::folder()?.join("shell.db");
    let script = measure::folder()?.join("shell.sql");
    measure::remove(&target);
    empty_like(room, &target)?;
    std::fs::write(&script, statements(room, rows_each).map_err(io::Error::other)?)?;
    let begun = measure::start();
    let ran = measure::watch(shell(&target).stdin(File::open(&script)?).spawn()?, begun)?;
    must(ran.status.success() && count(&target)? == count(room)?, "the sqlite3 shell did not load every row")?;
    measure::remove(&target);
    std::fs::remove_file(script)?;
    Ok(ran)
}

/// A database with the room's schema, page size and settings of its full-text index, and no rows.
fn empty_like(room: &Path, target: &Path) -> io::Result<()> {
    let made = || -> rusqlite::Result<()> {
        let from = Connection::open_with_flags(room, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let to = Connection::open(target)?;
        let page: u32 = from.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        to.pragma_update(None, "page_size", page)?;
        to.pragma_update(None, "journal_mode", "WAL")?;
        // Tables of the full-text index come with it, and sqlite's own by themselves; indices come after their tables.
        let mut schema = from.prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
             AND name NOT LIKE 'mention~_fts~_%' ESCAPE '~' ORDER BY rowid",
        )?;
        let schema = schema.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        schema.iter().try_for_each(|sql| to.execute_batch(sql))?;
        to.execute_batch("INSERT INTO mention_fts (mention_fts, rank) VALUES ('hashsize', 16777216)")
    };
    made().map_err(io::Error::other)
}

fn shell(target: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-bail", "-cmd", "PRAGMA synchronous = NORMAL", "-cmd", &format!("PRAGMA cache_size = -{CACHE}")]);
    command.args(["-cmd", &format!("PRAGMA wal_autocheckpoint = {CHECKPOINT}")]);
    command.arg(target).stdout(Stdio::null());
    command
}

/// The statements that load every row, in transactions of so many mentions.
fn statements(room: &Path, rows_each: u64) -> rusqlite::Result<String> {
    let conn = Connection::open_with_flags(room, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let columns = |table: &str, of: &str| -> rusqlite::Result<String> {
        let mut names = conn.prepare("SELECT group_concat(?2 || name) FROM pragma_table_info(?1)")?;
        names.query_row([table, of], |row| row.get(0))
    };
    let (words, state) = (columns("mention", "")?, columns("mention_state", "")?);
    let (words_of, state_of) = (columns("mention", "m.")?, columns("mention_state", "s.")?);
    let last: u64 = conn.query_row("SELECT max(arrival) FROM mention", [], |row| row.get::<_, i64>(0))?.unsigned_abs();
    let mut sql = format!("ATTACH '{}' AS room;\n", room.display());
    for first in (1..=last).step_by(usize::try_from(rows_each).unwrap_or(usize::MAX)) {
        let some = format!("m.arrival BETWEEN {first} AND {}", first + rows_each - 1);
        sql.push_str(&format!(
            "BEGIN;
             INSERT INTO main.mention ({words}) SELECT {words_of} FROM room.mention m WHERE {some} ORDER BY m.arrival;
             INSERT INTO main.mention_state ({state}) SELECT {state_of} FROM room.mention m
               CROSS JOIN room.mention_state s ON s.id = m.id WHERE {some} ORDER BY m.arrival;
             INSERT INTO mention_fts (rowid, text, author, handle)
               SELECT id, text, author, handle FROM main.mention m WHERE {some} ORDER BY id;
             COMMIT;\n"
        ));
    }
    for table in ["cluster", "minute", "hour", "event"] {
        sql.push_str(&format!("INSERT INTO main.{table} SELECT * FROM room.{table};\n"));
    }
    Ok(sql + "PRAGMA wal_checkpoint(TRUNCATE);\n")
}
