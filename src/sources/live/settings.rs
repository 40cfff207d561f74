//! The person's `sources.toml`: one table a source. Owns its shape, its bounds and where in it what stands; `edit` changes
//! it, and what a source does with its own keys is the source's.

mod edit;

pub use edit::{pause, put, remove};

use super::{Fault, Wrong};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Largest file that is read.
const MAX_FILE: u64 = 256 * 1024;
/// Most sources.
pub const MAX_SOURCES: usize = 50;
/// Longest name, in characters.
const MAX_NAME: usize = 40;

/// Keys that every source can have.
const COMMON: [&str; 4] = ["kind", "match", "paused", "rooms"];

/// Where the keys of a source stand in the file: line and column, from 1. It says nothing about what the source is.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<String, (usize, usize)>);

impl PartialEq for Places {
    fn eq(&self, _: &Places) -> bool {
        true
    }
}

/// One source as it is written down.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// Where each of all keys stands, and its name under the empty key.
    pub places: Places,
}

impl Entry {
    /// Whether it is for a room of this name.
    pub fn is_for(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.iter().any(|name| name.trim() == room.trim())
    }

    /// Where in the file is what a fault is about, when it is about a setting: `sources.toml:7:1`.
    pub fn place_of(&self, fault: &Fault) -> Option<String> {
        let key = match fault {
            Fault::Setting(_, Wrong::NoSuchKey(key, _) | Wrong::Type(key)) => key.as_str(),
            Fault::Setting(key, _) => key,
            Fault::Expression(_) => "match",
            _ => return None,
        };
        let (line, column) = self.places.0.get(key).or(self.places.0.get(""))?;
        Some(format!("sources.toml:{line}:{column}"))
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
    let tree = toml::de::DeTable::parse(text).map_err(|e| Unusable {
        at: e.span().and_then(|s| place(text, s.start)),
        key: "sources-syntax",
        what: String::new(),
    })?;
    let whole: toml::Table = toml::from_str(text).map_err(|e| Unusable {
        at: e.span().and_then(|s| place(text, s.start)),
        key: "sources-syntax",
        what: String::new(),
    })?;
    let mut spans: Vec<(usize, &str, Places)> = tree
        .get_ref()
        .iter()
        .map(|(name, table)| {
            let keys = table.get_ref().as_table().into_iter().flatten();
            let keys = keys.filter_map(|(key, _)| Some((key.get_ref().to_string(), place(text, key.span().start)?)));
            let own = place(text, name.span().start).map(|at| (String::new(), at));
            (name.span().start, name.get_ref().as_ref(), Places(keys.chain(own).collect()))
        })
        .collect();
    spans.sort_unstable_by_key(|(at, ..)| *at);
    if spans.len() > MAX_SOURCES {
        return Err(Unusable { at: None, key: "sources-many", what: MAX_SOURCES.to_string() });
    }
    spans
        .into_iter()
        .map(|(at, name, places)| {
            let fault = |at, key, what: &str| Unusable { at, key, what: format!("{name}: {what}") };
            let at = place(text, at);
            let Some(toml::Value::Table(table)) = whole.get(name) else {
                return Err(fault(at, "sources-no-table", ""));
            };
            if !named_well(name) {
                return Err(fault(at, "sources-name", ""));
            }
            let read = entry(name, table.clone());
            let read = read.map_err(|what| fault(places.0.get(what).copied().or(at), "sources-key", what))?;
            Ok(Entry { places, ..read })
        })
        .collect()
}

/// Line and column of a byte, from 1.
fn place(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Some((before.matches('\n').count() + 1, column))
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
    Ok(Entry { name: name.to_owned(), kind, expression, paused, rooms, own, places: Places::default() })
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

/// Reads a source's own keys into its settings.
///
/// # Errors
/// [`Fault::Setting`] with the key that is wrong.
pub fn own<T: serde::de::DeserializeOwned>(entry: &Entry) -> Result<T, Fault> {
    // one line a key, so that where the parser stumbles is a key
    let (mut text, mut starts) = (String::new(), Vec::new());
    for (key, value) in &entry.own {
        starts.push((text.len(), key.as_str()));
        let key = toml::Value::String(key.clone());
        text.push_str(&format!("{key} = {value}\n"));
    }
    toml::from_str(&text).map_err(|e: toml::de::Error| {
        let at = e.span().map_or(0, |span| span.start);
        let key = starts.iter().rfind(|(start, _)| *start <= at).map_or("", |(_, key)| *key);
        let wrong = |wrong| Fault::Setting("sources.toml", wrong);
        let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let said = e.message();
        match said.split_once(", expected") {
            _ if said.starts_with("missing field") => wrong(Wrong::Needed(quoted(said).concat())),
            Some((_, known)) if said.starts_with("unknown field") => {
                let known = quoted(known).into_iter().chain(COMMON.map(str::to_owned)).collect::<Vec<_>>();
                wrong(Wrong::NoSuchKey(key.to_owned(), known.join(", ")))
            }
            // the parser names the value that it met, which may be a secret
            _ => wrong(Wrong::Type(key.to_owned())),
        }
    })
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
            ("[a]\nkind = 1\n", "sources-key", Some((2, 1))),
            ("b.kind = \"x\"\na = { kind = \"x\", paused = 3 }", "sources-key", Some((2, 19))),
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
    fn a_wrong_key_is_told_with_its_place() {
        let text = "# ours\n[feeds]\nkind = \"rss\"\nevery = 3\nurls = []\n[inline]\n[mute]\nkind = \"rss\"\n\
                    urls = \"https://u:pa55@a.example\"\n[hook]\nkind = \"webhook\"\n  [quick]\n  kind = \"rss\"\n  urls = \
                    [\"https://a.example\"]\n  every_s = 1\n[what]\nkind = \"pigeon\"\n[asks]\nkind = \"jetstream\"\nmatch = \"(\"\n";
        let text = text.replace("[inline]\n", "");
        let fault = |name: &str| {
            let entry = parse(&text).unwrap().into_iter().find(|e| e.name == name).unwrap();
            let fault = match &entry.expression {
                Some(_) => Fault::Expression(1),
                None => {
                    super::super::kinds::open(&entry, std::sync::Arc::new(|_| true), || crate::domain::time::Stamp(0))
                        .err()
                        .unwrap()
                }
            };
            (entry.place_of(&fault), fault)
        };
        let told = |name: &str, place: &str, wrong: Wrong| {
            let (at, fault) = fault(name);
            assert_eq!(at.as_deref(), Some(place), "{fault:?}");
            assert!(matches!(&fault, Fault::Setting(_, said) if *said == wrong), "{fault:?}");
            assert!(!format!("{fault:?}").contains("pa55"));
        };
        let known = "urls, every_s, all, kind, match, paused, rooms";
        told("feeds", "sources.toml:4:1", Wrong::NoSuchKey("every".into(), known.into()));
        told("mute", "sources.toml:8:1", Wrong::Type("urls".into()));
        told("hook", "sources.toml:9:2", Wrong::Needed("secret".into()));
        told("quick", "sources.toml:14:3", Wrong::Range(60, 86_400));
        told("what", "sources.toml:16:1", Wrong::Unknown(super::super::kinds::names()));
        assert_eq!(fault("asks").0.as_deref(), Some("sources.toml:19:1"));
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
