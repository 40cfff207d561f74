//! Bringing mentions in, against the sqlite3 shell loading the same rows:
//! `cargo bench --bench import -- --count 1000000`. Needs the `sqlite3` shell on the path for the comparison.
//!
//! The shell gets the finished room's rows, nothing to parse, clean, read or compare: once out of an attached database
//! (the fastest way it has: no text at all), and once as the SQL that `.dump` writes. In both it fills the very schema
//! of the room, its indices and its full-text index in one transaction, with the room's page size, WAL,
//! `synchronous=NORMAL` and the page cache of the room's own writer.

mod measure;

use clap::Parser;
use measure::{Ran, figure, mb, must, note};
use rusqlite::{Connection, OpenFlags};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Measure `gabinete import`.
#[derive(Parser)]
#[command(name = "import")]
struct Args {
    /// How many mentions
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    count: u64,
    /// Which of all possible days
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Another file to import, instead of the generator's
    #[arg(long)]
    file: Option<PathBuf>,
    /// Load the `.dump` too, which takes the shell several times as long
    #[arg(long)]
    dump: bool,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// Tables that mentions fill, in the order in which they are loaded.
const TABLES: [&str; 6] = ["mention", "mention_state", "cluster", "minute", "hour", "event"];
/// Page cache of both, in KiB.
const CACHE: u32 = 32 * 1024;

fn main() -> io::Result<()> {
    let args = Args::parse();
    measure::heading(&format!("import of {} mentions", args.count));
    let file = args.file.map_or_else(|| measure::mentions(args.count, args.seed), Ok)?;
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
    let attached =
        load(&room, "attached", |target| Ok(shell(target).arg(copy(&room)).stdin(Stdio::null()).spawn()?))?;
    told("sqlite3 shell, rows of an attached database", rows, &attached);
    let share = attached.wall.as_secs_f64() / ours.wall.as_secs_f64();
    figure("  import's share of that rate", format!("{:.0} %", share * 100.0), "at least 75 %", 0.75 / share);
    if args.dump {
        let sql = dump(&room)?;
        let dumped = load(&room, "dump", |target| Ok(shell(target).stdin(std::fs::File::open(&sql)?).spawn()?))?;
        told("sqlite3 shell, rows as SQL text", rows, &dumped);
        let share = dumped.wall.as_secs_f64() / ours.wall.as_secs_f64();
        figure("  import's share of that rate", format!("{:.0} %", share * 100.0), "at least 75 %", 0.75 / share);
        std::fs::remove_file(sql)?;
    }
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

/// Lets a process fill a room of the same schema, and checks that it did.
fn load(room: &Path, name: &str, spawn: impl Fn(&Path) -> io::Result<std::process::Child>) -> io::Result<Ran> {
    let target = measure::folder()?.join(format!("shell-{name}.db"));
    measure::remove(&target);
    empty_like(room, &target)?;
    let begun = measure::start();
    let ran = measure::watch(spawn(&target)?, begun)?;
    must(ran.status.success() && count(&target)? == count(room)?, "the sqlite3 shell did not load every row")?;
    measure::remove(&target);
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
    command.arg(target).stdout(Stdio::null());
    command
}

const INDEX: &str =
    "INSERT INTO mention_fts (rowid, text, author, handle) SELECT id, text, author, handle FROM mention ORDER BY id;";

/// The statements that copy every row out of the room.
fn copy(room: &Path) -> String {
    let mut sql = format!("ATTACH '{}' AS room; BEGIN;", room.display());
    for table in TABLES {
        sql.push_str(&format!("INSERT INTO main.{table} SELECT * FROM room.{table};"));
    }
    sql + INDEX + "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);"
}

/// The room's rows as the shell itself writes them, in one transaction.
fn dump(room: &Path) -> io::Result<PathBuf> {
    use std::io::Write;
    let path = measure::folder()?.join("import.sql");
    let mut file = std::fs::File::create(&path)?;
    writeln!(file, "BEGIN;")?;
    let mut command = Command::new("sqlite3");
    command.arg("-readonly").arg(room);
    for table in TABLES {
        command.args(["-cmd", &format!(".mode insert {table}"), "-cmd", &format!("SELECT * FROM {table};")]);
    }
    let done = command.arg("SELECT 1 WHERE 0").stdout(file.try_clone()?).status()?;
    must(done.success(), "the sqlite3 shell did not write the rows")?;
    let mut file = std::fs::File::options().append(true).open(&path)?;
    writeln!(file, "{INDEX}\nCOMMIT; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(path)
}
