//! What a person keeps between rooms: the configuration file and the list of rooms used lately. Owns their places and
//! shapes; must not know rooms or screens.

mod alerts;

pub use alerts::{Format, Outlet, Way, Webhook};

use crate::domain::mention::ROTATE_AFTER;
use crate::domain::room::Lang;
use crate::domain::time::Stamp;
use etcetera::AppStrategy;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Every option with its comment, as `gabinete config` and the README show it.
pub const REFERENCE: &str = include_str!("../assets/config.toml");

/// Most rooms that are remembered.
const MAX_RECENT: usize = 20;
/// The tables of who hears of what away from the screen.
const ALERTS: &str = "alerts";
/// Largest file that is read: both are small, and neither is trusted.
pub(crate) const MAX_FILE: u64 = 256 * 1024;

/// What a person keeps between rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Who acts.
    pub name: String,
    /// In which role, by code.
    pub role: String,
    /// Language of the interface; empty for the system's.
    pub lang: String,
    /// Colours.
    pub theme: String,
    /// Draw with ASCII alone.
    pub ascii: bool,
    /// Report the mouse.
    pub mouse: bool,
    /// Zone of new rooms; empty for the system's.
    pub zone: String,
    /// After how many abusive items a person is told to hand over; never when 0.
    pub rotate_after: u32,
    /// The communication plan's file, from the configuration's folder on; empty for `plan.toml` there, if it is.
    pub plan: String,
    /// Who hears of what away from the screen, in the order of the file.
    #[serde(skip)]
    pub alerts: Vec<Outlet>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            name: String::new(),
            role: String::new(),
            lang: String::new(),
            theme: "default".into(),
            ascii: false,
            mouse: false,
            zone: String::new(),
            rotate_after: ROTATE_AFTER,
            plan: String::new(),
            alerts: Vec::new(),
        }
    }
}

/// A room used lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// When.
    pub used: Stamp,
    /// A drill's.
    #[serde(default)]
    pub drill: bool,
}

/// Why the configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The file, with line and column from 1 where it could be read.
    pub place: String,
    /// Key of the sentence in `words`.
    pub key: &'static str,
    /// What that is filled with.
    pub args: Vec<(&'static str, String)>,
}

/// Where this machine keeps things for this person.
#[derive(Debug, Clone)]
pub struct Places {
    /// The configuration file.
    pub config: PathBuf,
    /// The directory of rooms.
    pub rooms: PathBuf,
    /// The list of rooms used lately.
    pub recent: PathBuf,
}

impl Places {
    /// The platform's own directories; `GABINETE_HOME` puts all of them under one.
    pub fn find() -> io::Result<Places> {
        if let Some(home) = std::env::var_os("GABINETE_HOME").filter(|h| !h.is_empty()) {
            return Ok(Places::under(Path::new(&home)));
        }
        let app = etcetera::choose_app_strategy(etcetera::AppStrategyArgs {
            top_level_domain: "org".into(),
            author: "gabinete".into(),
            app_name: "gabinete".into(),
        })
        .map_err(|e| io::Error::new(io::ErrorKind::NotFound, e.to_string()))?;
        Ok(Places {
            config: app.config_dir().join("config.toml"),
            rooms: app.data_dir().join("rooms"),
            recent: app.data_dir().join("recent.json"),
        })
    }

    /// All of them under one directory.
    pub fn under(home: &Path) -> Places {
        Places { config: home.join("config.toml"), rooms: home.join("rooms"), recent: home.join("recent.json") }
    }

    /// The plan of one's own that is used when the configuration names none: `plan.toml` beside it.
    pub fn own_plan(&self) -> PathBuf {
        self.config.with_file_name("plan.toml")
    }

    /// The plan that is used; `None` for the one that is built in.
    pub fn plan(&self, config: &Config) -> Option<PathBuf> {
        if !config.plan.is_empty() {
            return Some(self.config.with_file_name(&config.plan));
        }
        Some(self.own_plan()).filter(|own| own.exists())
    }

    /// What is listened to: `sources.toml` beside the configuration.
    pub fn sources(&self) -> PathBuf {
        self.config.with_file_name("sources.toml")
    }

    /// What may be published with: `accounts.toml` beside the configuration.
    pub fn accounts(&self) -> PathBuf {
        self.config.with_file_name("accounts.toml")
    }

    /// The folder of bad lines that could not be kept beside what was imported.
    pub fn rejects(&self) -> PathBuf {
        self.rooms.parent().unwrap_or(&self.rooms).join("rejects")
    }

    /// The configuration; the defaults when there is no file.
    ///
    /// # Errors
    /// Where and why, when it cannot be understood.
    pub fn config(&self) -> Result<Config, Unusable> {
        let file = self.config.display().to_string();
        let text = match read(&self.config) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Config::default()),
            Err(e) => {
                return Err(Unusable { place: file, key: "config-unread", args: vec![("detail", e.to_string())] });
            }
        };
        parse(&text).map_err(|(at, key, args)| {
            let before = text.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            Unusable { place: format!("{file}:{line}:{column}"), key, args }
        })
    }

    /// Keeps who acts, and the language where one was chosen, leaving the rest of the file, comments too, as it is.
    pub fn keep_profile(&self, name: &str, role: &str, lang: Option<Lang>) -> io::Result<()> {
        let old = match read(&self.config) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => REFERENCE.to_owned(),
            Err(e) => return Err(e),
        };
        let mut new = old;
        let lang = lang.map(|lang| ("lang", lang.code()));
        for (key, value) in [("name", name), ("role", role)].into_iter().chain(lang) {
            new = with_line(&new, key, &toml::Value::String(value.to_owned()).to_string());
        }
        write(&self.config, &new)
    }

    /// Rooms used lately that are still there, newest first.
    pub fn recent(&self) -> Vec<Recent> {
        let Ok(text) = read(&self.recent) else { return Vec::new() };
        let mut list: Vec<Recent> = serde_json::from_str(&text).unwrap_or_default();
        list.retain(|r| r.path.exists());
        list.truncate(MAX_RECENT);
        list
    }

    /// Puts a room at the head of the list.
    pub fn remember(&self, room: Recent) -> io::Result<()> {
        let mut list = self.recent();
        list.retain(|r| r.path != room.path);
        list.insert(0, room);
        list.truncate(MAX_RECENT);
        write(&self.recent, &serde_json::to_string_pretty(&list)?)
    }

    /// The room that a command means when none is named: the one used last that is no drill, else `main`.
    pub fn default_room(&self) -> PathBuf {
        let last = self.recent().into_iter().find(|r| !r.drill);
        last.map_or_else(|| self.rooms.join("main.room"), |r| r.path)
    }

    /// A file for a new room of this name, that does not exist yet.
    pub fn new_room(&self, name: &str) -> PathBuf {
        let mut slug: String =
            name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).take(60).collect();
        slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        if slug.is_empty() {
            slug = "room".into();
        }
        let free = |n: u32| match n {
            1 => self.rooms.join(format!("{slug}.room")),
            n => self.rooms.join(format!("{slug}-{n}.room")),
        };
        (1..).map(free).find(|p| !p.exists()).unwrap_or_else(|| free(1))
    }
}

/// A fault in the file: its byte, the key of its sentence and what that is filled with.
type Fault = (usize, &'static str, Vec<(&'static str, String)>);

fn parse(text: &str) -> Result<Config, Fault> {
    let syntax = |e: &toml::de::Error| {
        // The parser's own words are English; of its kinds of fault this one alone is not about a sign.
        let key = if e.message().starts_with("duplicate key") { "config-same-key" } else { "config-syntax" };
        (e.span().map_or(0, |s| s.start), key, Vec::new())
    };
    let tree = toml::de::DeTable::parse(text).map_err(|e| syntax(&e))?;
    let known = toml::Table::try_from(Config::default()).unwrap_or_default();
    let mut outlets = Vec::new();
    for (key, value) in tree.get_ref() {
        let name = key.get_ref().as_ref();
        if name == ALERTS {
            outlets = alerts::read(value)?;
            continue;
        }
        let Some(example) = known.get(name) else {
            let options = known.keys().map(String::as_str).chain([ALERTS]).collect::<Vec<_>>().join(", ");
            let args = vec![("name", name.to_owned()), ("known", options)];
            return Err((key.span().start, "config-unknown-key", args));
        };
        let wrong = match example {
            toml::Value::Boolean(_) => value.get_ref().as_bool().is_none().then_some("config-not-a-switch"),
            toml::Value::Integer(_) => {
                let number = value.get_ref().as_integer();
                let small = number.and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
                small.is_none().then_some("config-not-a-number")
            }
            _ => value.get_ref().as_str().is_none().then_some("config-not-a-text"),
        };
        if let Some(wrong) = wrong {
            return Err((value.span().start, wrong, vec![("name", name.to_owned())]));
        }
        let lang = value.get_ref().as_str().filter(|lang| name == "lang" && !lang.is_empty());
        if lang.is_some_and(|lang| Lang::parse(lang).is_none()) {
            let args = vec![("name", name.to_owned()), ("known", "en, es".to_owned())];
            return Err((value.span().start, "config-not-one-of", args));
        }
    }
    let mut whole: toml::Table = toml::from_str(text).map_err(|e| syntax(&e))?;
    whole.remove(ALERTS);
    let config: Config = whole.try_into().map_err(|e| syntax(&e))?;
    Ok(Config { alerts: outlets, ..config })
}

/// Replaces the top-level line of `key`, or adds it before the first table.
fn with_line(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {value}");
    let mut lines: Vec<&str> = text.lines().collect();
    let is = |l: &str| l.split_once('=').is_some_and(|(k, _)| k.trim() == key);
    let table = lines.iter().position(|l| l.trim_start().starts_with('[')).unwrap_or(lines.len());
    match lines[..table].iter().position(|l| is(l)) {
        Some(at) => lines[at] = &line,
        None => lines.insert(table, &line),
    }
    lines.join("\n") + "\n"
}

/// A small file that nobody vouches for.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.len() > MAX_FILE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is too large"));
    }
    fs::read_to_string(path)
}

/// Writes beside it and renames, so that a crash leaves the old file or the new one.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_the_default() {
        assert_eq!(toml::from_str::<Config>(REFERENCE).unwrap(), Config::default());
        for key in toml::Value::try_from(Config::default()).unwrap().as_table().unwrap().keys() {
            assert!(
                REFERENCE.lines().any(|l| l.starts_with(&format!("{key} = "))),
                "{key} is not in assets/config.toml"
            );
        }
    }

    #[test]
    fn a_profile_is_kept_and_comments_stay() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        assert_eq!(places.config().unwrap(), Config::default());
        places.keep_profile("Ana \"la jefa\"", "social_lead", None).unwrap();
        assert_eq!(places.config().unwrap().lang, "", "nobody chose: the locale's goes on");
        places.keep_profile("Ana", "social_lead", Some(Lang::Es)).unwrap();
        places.keep_profile("Ana", "social_lead", None).unwrap();
        let config = places.config().unwrap();
        assert_eq!((config.name.as_str(), config.lang.as_str()), ("Ana", "es"));
        assert!(std::fs::read_to_string(&places.config).unwrap().contains("# Who acts"));
    }

    #[test]
    fn a_typo_is_told_with_its_place() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        std::fs::write(&places.config, "name = \"Ana\"\ncolour = 1\n").unwrap();
        let said = places.config().unwrap_err();
        assert!(said.place.ends_with("config.toml:2:1") && said.key == "config-unknown-key", "{said:?}");
        assert_eq!(said.args[0], ("name", "colour".to_owned()));
        std::fs::write(&places.config, "lang = \"fr\"\n").unwrap();
        let said = places.config().unwrap_err();
        assert!(said.place.ends_with("config.toml:1:8") && said.key == "config-not-one-of", "{said:?}");
        for (text, rotate) in [("12", Some(12)), ("0", Some(0)), ("-1", None), ("5000000000", None), ("\"9\"", None)] {
            std::fs::write(&places.config, format!("rotate_after = {text}\n")).unwrap();
            match places.config() {
                Ok(config) => assert_eq!(Some(config.rotate_after), rotate, "{text}"),
                Err(said) => assert_eq!((rotate, said.key), (None, "config-not-a-number"), "{text}"),
            }
        }
    }

    #[test]
    fn rooms_are_remembered_newest_first_and_only_while_they_exist() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        std::fs::create_dir_all(&places.rooms).unwrap();
        for (n, drill) in [("a", false), ("b", true)] {
            let path = places.new_room(n);
            std::fs::write(&path, "").unwrap();
            places.remember(Recent { path, name: n.into(), used: Stamp(1), drill }).unwrap();
        }
        assert_eq!(places.recent().iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!(places.default_room().ends_with("a.room"), "a drill is never the default");
        assert!(places.new_room("a").ends_with("a-2.room"));
        std::fs::remove_file(places.rooms.join("a.room")).unwrap();
        assert!(places.default_room().ends_with("main.room"));
    }
}
