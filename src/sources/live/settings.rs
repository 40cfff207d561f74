//! The person's `sources.toml`: one table a source. Owns its shape, its bounds and how one table is added or taken out
//! without touching the rest, comments too; what a source does with its own keys is the source's.

use super::{Fault, Wrong};
use std::path::Path;
use std::{fs, io};

/// Largest file that is read.
const MAX_FILE: u64 = 256 * 1024;
/// Most sources.
pub const MAX_SOURCES: usize = 50;
/// Longest name, in characters.
const MAX_NAME: usize = 40;

/// One source as it is written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name, as people will read it.
    pub name: String,
    /// What sort of source it is.
    pub kind: String,
    /// What it listens for; the room's keywords when there is nothing.
    pub expression: Option<String>,
    /// It is not listened to for now.
    pub paused: bool,
    /// Names of the rooms that it is for; all when there are none.
    pub rooms: Vec<String>,
    /// The keys that are the source's own.
    pub own: toml::Table,
}

impl Entry {
    /// Whether it is for a room of this name.
    pub fn is_for(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.iter().any(|name| name.trim() == room.trim())
    }
}

/// Why the file cannot be used: the place in it where that is known, and a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// Line and column, from 1.
    pub at: Option<(usize, usize)>,
    /// Key of the sentence in `words`.
    pub key: &'static str,
    /// What that is filled with.
    pub what: String,
}

/// Reads the file; none at all is no source.
///
/// # Errors
/// Where and why, when it cannot be understood.
pub fn read(path: &Path) -> Result<Vec<Entry>, Unusable> {
    parse(&text(path)?)
}

/// The file as it stands; empty when there is none.
fn text(path: &Path) -> Result<String, Unusable> {
    let unread = |what: String| Unusable { at: None, key: "sources-unread", what };
    match fs::metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Ok(meta) if meta.len() > MAX_FILE => return Err(unread(format!("> {MAX_FILE} bytes"))),
        _ => {}
    }
    fs::read_to_string(path).map_err(|e| unread(e.to_string()))
}

/// The sources of a file's text.
pub fn parse(text: &str) -> Result<Vec<Entry>, Unusable> {
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        Some((before.matches('\n').count() + 1, column))
    };
    let tree = toml::de::DeTable::parse(text).map_err(|e| Unusable {
        at: e.span().and_then(|s| place(s.start)),
        key: "sources-syntax",
        what: String::new(),
    })?;
    let whole: toml::Table = toml::from_str(text).map_err(|e| Unusable {
        at: e.span().and_then(|s| place(s.start)),
        key: "sources-syntax",
        what: String::new(),
    })?;
    let mut spans: Vec<(usize, &str)> =
        tree.get_ref().iter().map(|(name, _)| (name.span().start, name.get_ref().as_ref())).collect();
    spans.sort_unstable();
    if spans.len() > MAX_SOURCES {
        return Err(Unusable { at: None, key: "sources-many", what: MAX_SOURCES.to_string() });
    }
    spans
        .into_iter()
        .map(|(at, name)| {
            let fault = |key, what: &str| Unusable { at: place(at), key, what: format!("{name}: {what}") };
            let Some(toml::Value::Table(table)) = whole.get(name) else { return Err(fault("sources-no-table", "")) };
            if !named_well(name) {
                return Err(fault("sources-name", ""));
            }
            entry(name, table.clone()).map_err(|what| fault("sources-key", what))
        })
        .collect()
}

/// Whether a source may be called so: letters, digits, `-`, `_`, `.`, and few of them.
pub fn named_well(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && name.chars().count() <= MAX_NAME && name.chars().all(fits)
}

fn entry(name: &str, mut own: toml::Table) -> Result<Entry, &'static str> {
    let mut word = |key: &'static str| match own.remove(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(key),
    };
    let (kind, expression) = (word("kind")?.ok_or("kind")?, word("match")?);
    let paused = match own.remove("paused") {
        None => false,
        Some(value) => value.as_bool().ok_or("paused")?,
    };
    let rooms = match own.remove("rooms") {
        None => Vec::new(),
        Some(value) => value.try_into::<Vec<String>>().map_err(|_| "rooms")?,
    };
    Ok(Entry { name: name.to_owned(), kind, expression, paused, rooms, own })
}

/// Reads a source's own keys into its settings.
///
/// # Errors
/// [`Fault::Setting`] with the reader's word about the key.
pub fn own<T: serde::de::DeserializeOwned>(entry: &Entry) -> Result<T, Fault> {
    toml::Value::Table(entry.own.clone()).try_into().map_err(|e: toml::de::Error| {
        // the parser names the value that it met, which may be a secret
        let said = e.message().split_once(", expected").map_or(e.message(), |(before, expected)| {
            if before.starts_with("invalid") { expected } else { e.message() }
        });
        let said: String = said.trim().chars().filter(|c| !c.is_control()).take(200).collect();
        Fault::Setting("sources.toml", Wrong::Said(said))
    })
}

/// Keys that hold several, a yes or no, a number: a secret or a list's name may look like a number and is none.
const LISTS: [&str; 5] = ["urls", "hashtags", "hosts", "langs", "collections"];
const SWITCHES: [&str; 5] = ["all", "public", "stream", "notifications", "only_matching"];
const NUMBERS: [&str; 5] = ["every_s", "rate", "max_kb", "overlap_s", "silence_s"];

/// A value that a person wrote on one line, as it stands in the file: a list, a switch, a number, or else a text.
pub fn written(key: &str, value: &str) -> toml::Value {
    let all = |apart: &[char]| {
        value.split(apart).map(str::trim).filter(|v| !v.is_empty()).map(|v| v.to_owned().into()).collect()
    };
    let yes = matches!(value.to_lowercase().chars().next(), Some('y' | 's' | 't'));
    match key {
        key if LISTS.contains(&key) => toml::Value::Array(all(&[',', ' '])),
        "search" => toml::Value::Array(all(&[','])),
        key if SWITCHES.contains(&key) => yes.into(),
        key if NUMBERS.contains(&key) => value.parse::<i64>().map_or_else(|_| value.into(), toml::Value::from),
        _ => value.into(),
    }
}

/// Writes a source at the end of the file, in place of one of the same name. Only its owner can read the file: it may
/// hold secrets.
pub fn put(path: &Path, entry: &Entry) -> Result<(), Unusable> {
    let mut table = toml::Table::new();
    table.insert("kind".into(), entry.kind.clone().into());
    if let Some(expression) = &entry.expression {
        table.insert("match".into(), expression.clone().into());
    }
    if entry.paused {
        table.insert("paused".into(), true.into());
    }
    if !entry.rooms.is_empty() {
        table.insert("rooms".into(), entry.rooms.clone().into());
    }
    table.extend(entry.own.clone());
    let lines: String = table.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    let (rest, _) = without(&text(path)?, &entry.name);
    let gap = if rest.trim().is_empty() { "" } else { "\n" };
    let key = if entry.name.contains('.') || !entry.name.is_ascii() {
        toml::Value::String(entry.name.clone()).to_string()
    } else {
        entry.name.clone()
    };
    let new =
        format!("{}{gap}[{key}]\n{lines}", if rest.is_empty() || rest.ends_with('\n') { rest } else { rest + "\n" });
    parse(&new)?;
    write(path, &new)
}

/// Says of a source in the file whether it is listened to, leaving all else as it stands; whether it was there.
pub fn pause(path: &Path, name: &str, paused: bool) -> Result<bool, Unusable> {
    let old = text(path)?;
    let (mut new, mut found) = (String::with_capacity(old.len() + 16), false);
    for (line, table, opens) in lines(&old) {
        let ours = table == Some(name);
        let says = !opens && line.split_once('=').is_some_and(|(key, _)| key.trim() == "paused");
        if ours && says {
            continue;
        }
        new.push_str(line);
        if ours && opens {
            found = true;
            let gap = if line.ends_with('\n') { "" } else { "\n" };
            new.push_str(&if paused { format!("{gap}paused = true\n") } else { String::new() });
        }
    }
    if found {
        parse(&new)?;
        write(path, &new)?;
    }
    Ok(found)
}

/// Each line with its end, the table that it stands in, and whether it opens it.
fn lines(text: &str) -> impl Iterator<Item = (&str, Option<&str>, bool)> {
    text.split_inclusive('\n').scan(None, |table, line| {
        let head = line.trim().strip_prefix('[').and_then(|line| line.split_once(']'));
        let head = head.map(|(head, _)| head.trim().trim_matches(['"', '\'']));
        *table = head.or(*table);
        Some((line, *table, head.is_some()))
    })
}

/// Takes a source out of the file; whether it was there.
pub fn remove(path: &Path, name: &str) -> Result<bool, Unusable> {
    let (rest, found) = without(&text(path)?, name);
    if found {
        parse(&rest)?;
        write(path, &rest)?;
    }
    Ok(found)
}

/// The text without the table of this name: from its head to the next one's.
fn without(text: &str, name: &str) -> (String, bool) {
    let of = |table: Option<&str>| table == Some(name);
    let kept = lines(text).filter(|(_, table, _)| !of(*table)).map(|(line, ..)| line).collect();
    let found = lines(text).any(|(_, table, _)| of(table));
    (kept, found)
}

fn write(path: &Path, text: &str) -> Result<(), Unusable> {
    let unwritten = |e: io::Error| Unusable { at: None, key: "sources-unwritten", what: e.to_string() };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(unwritten)?;
    }
    // a link stays one, and what it leads to is written
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = real.as_path();
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let done = options.open(&beside).and_then(|mut file| {
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.sync_all()
    });
    done.and_then(|()| fs::rename(&beside, path)).map_err(unwritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# ours\n[bluesky]\nkind = \"jetstream\"\nmatch = \"acme OR ácme\"\n\n# theirs\n[news]\nkind = \"rss\"\n\
                        urls = [\"https://a.example/feed\"]\npaused = true\nrooms = [\"Acme\"]\n";

    #[test]
    fn a_table_is_a_source() {
        let all = parse(FILE).unwrap();
        assert_eq!(
            all.iter().map(|e| (e.name.as_str(), e.kind.as_str())).collect::<Vec<_>>(),
            [("bluesky", "jetstream"), ("news", "rss")]
        );
        assert_eq!(all[0].expression.as_deref(), Some("acme OR ácme"));
        assert!(all[1].paused && all[1].is_for("Acme") && !all[1].is_for("Other") && all[0].is_for("Other"));
        assert_eq!(all[1].own.keys().collect::<Vec<_>>(), ["urls"]);
        assert_eq!(parse("").unwrap(), []);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, key, at) in [
            ("[a]\nkind = 1\n", "sources-key", Some((1, 2))),
            ("[a]\n", "sources-key", Some((1, 2))),
            ("x = 1\n", "sources-no-table", Some((1, 1))),
            ("[a]\nkind = \"x\"\n[a]\n", "sources-syntax", Some((3, 2))),
            ("\n[\"a b\"]\nkind = \"x\"\n", "sources-name", Some((2, 2))),
        ] {
            let said = parse(text).unwrap_err();
            assert_eq!((said.key, said.at), (key, at), "{text}");
        }
        let many: String = (0..=MAX_SOURCES).map(|n| format!("[a{n}]\nkind=\"x\"\n")).collect();
        assert_eq!(parse(&many).unwrap_err().key, "sources-many");
    }

    #[test]
    fn one_table_is_put_and_taken_without_the_rest() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/sources.toml");
        assert_eq!(read(&path).unwrap(), []);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, FILE).unwrap();
        let mut entry = parse(FILE).unwrap().remove(1);
        entry.paused = false;
        entry.own.insert("every_s".into(), 600.into());
        put(&path, &entry).unwrap();
        let all = read(&path).unwrap();
        assert_eq!((all.len(), &all[1]), (2, &entry));
        assert!(fs::read_to_string(&path).unwrap().contains("# ours"));
        let before = fs::read_to_string(&path).unwrap();
        assert!(pause(&path, "bluesky", true).unwrap() && read(&path).unwrap()[0].paused);
        assert!(pause(&path, "bluesky", true).unwrap() && pause(&path, "bluesky", false).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), before, "comments and order stay");
        assert!(!pause(&path, "nobody", true).unwrap());
        assert!(remove(&path, "bluesky").unwrap() && !remove(&path, "bluesky").unwrap());
        assert_eq!(read(&path).unwrap(), [entry.clone()]);
        put(&path, &Entry { name: "a.b".into(), ..entry }).unwrap();
        assert_eq!(read(&path).unwrap()[1].name, "a.b");
        assert!(remove(&path, "a.b").unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
