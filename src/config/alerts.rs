//! The `[alerts.NAME]` tables of the configuration: who hears of what away from the screen. Owns their keys and where in the
//! file what is wrong stands; how an alert gets there is for `alert`.

use super::Fault;
use crate::domain::alert::{Choice, MAX_NAME, Moment};
use crate::domain::incident::Severity;
use crate::domain::room::Lang;
use crate::domain::signal::Grade;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Most outlets.
const MAX_OUTLETS: usize = 20;
/// Longest address.
const MAX_URL: usize = 2_000;
const KEYS: [&str; 10] = ["way", "on", "severity", "signals", "rooms", "url", "format", "inside", "keyring", "lang"];
/// Keys that a webhook alone has.
const HOOK: [&str; 5] = ["url", "format", "inside", "keyring", "lang"];

/// Somebody or something that hears of moments of the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// What it hears of.
    pub choice: Choice,
    /// Names of the rooms that it is for; all when there are none.
    pub rooms: Vec<String>,
    /// How it is told.
    pub way: Way,
}

impl Outlet {
    /// Whether it is for a room of this name.
    pub fn is_for(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.iter().any(|name| name.trim() == room.trim())
    }
}

/// How an outlet is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The bell of the terminal that shows the room.
    Bell,
    /// A notification on the desktop of whoever watches it.
    Desktop,
    /// A request to an address.
    Webhook(Webhook),
}

impl Way {
    /// Its name in the file.
    pub const fn code(&self) -> &'static str {
        match self {
            Way::Bell => "bell",
            Way::Desktop => "desktop",
            Way::Webhook(_) => "webhook",
        }
    }
}

/// An address that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Where; of some services it is a secret itself.
    pub url: String,
    /// In which shape.
    pub format: Format,
    /// It may lie on this machine or in the network around it, and be spoken to without encryption there.
    pub inside: bool,
    /// Its secret is in the system's keyring; else in the environment.
    pub keyring: bool,
    /// In which language; else the interface's.
    pub lang: Option<Lang>,
}

/// The shape of what an address is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Fields for a program, signed.
    Json,
    /// One text, as Slack, Mattermost, Rocket.Chat and Discord's `/slack` addresses take it.
    Slack,
}

/// Reads the tables.
///
/// # Errors
/// Where in the file, the key of the sentence and what that is filled with.
pub(super) fn read(alerts: &Spanned<DeValue<'_>>) -> Result<Vec<Outlet>, Fault> {
    let Some(tables) = alerts.get_ref().as_table() else { return Err(no_table(alerts.span().start, "alerts")) };
    let mut all: Vec<(usize, Outlet)> = Vec::new();
    for (name, table) in tables {
        let (at, name) = (name.span().start, name.get_ref().as_ref());
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(fits) {
            return Err((at, "config-alert-name", vec![("name", name.to_owned())]));
        }
        if all.len() == MAX_OUTLETS {
            return Err((at, "config-alert-many", vec![("n", MAX_OUTLETS.to_string())]));
        }
        let Some(keys) = table.get_ref().as_table() else { return Err(no_table(at, name)) };
        all.push((at, outlet(at, name, keys)?));
    }
    all.sort_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, outlet)| outlet).collect())
}

fn no_table(at: usize, name: &str) -> Fault {
    (at, "config-no-table", vec![("name", name.to_owned())])
}

fn outlet(at: usize, name: &str, table: &DeTable<'_>) -> Result<Outlet, Fault> {
    let keys = Keys { at, table };
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if !KEYS.contains(&name) {
            let args = vec![("name", name.to_owned()), ("known", KEYS.join(", "))];
            return Err((key.span().start, "config-unknown-key", args));
        }
    }
    let way = match keys.one_of("way", &["bell", "desktop", "webhook"])? {
        None => return Err(keys.needs("way")),
        Some(0) => Way::Bell,
        Some(1) => Way::Desktop,
        Some(_) => Way::Webhook(webhook(&keys)?),
    };
    let extra = table.keys().find(|key| HOOK.contains(&key.get_ref().as_ref()));
    if let (false, Some(key)) = (matches!(way, Way::Webhook(_)), extra) {
        let args = vec![("name", key.get_ref().to_string()), ("way", way.code().to_owned())];
        return Err((key.span().start, "config-alert-no-hook", args));
    }
    let moments = Moment::ALL.map(Moment::code);
    let on = keys.list("on")?.ok_or_else(|| keys.needs("on"))?;
    let on = on
        .into_iter()
        .map(|(at, code)| Moment::parse(code).ok_or_else(|| (at, "config-not-one-of", told("on", &moments))));
    let on = on.collect::<Result<Vec<_>, _>>()?;
    let severity = keys.one_of("severity", &Severity::ALL.map(Severity::code))?;
    let grade = keys.one_of("signals", &["notice", "warning", "alarm"])?;
    let choice = Choice {
        on,
        severity: severity.map_or(Severity::Sev4, |n| Severity::ALL[n]),
        grade: grade.map_or(Grade::Warning, |n| Grade::ALL[n]),
    };
    let rooms = keys.list("rooms")?.unwrap_or_default().into_iter().map(|(_, room)| room.to_owned()).collect();
    Ok(Outlet { name: name.to_owned(), choice, rooms, way })
}

fn webhook(keys: &Keys<'_>) -> Result<Webhook, Fault> {
    let inside = keys.switch("inside")?.unwrap_or(false);
    let (at, url) = keys.text("url")?.ok_or_else(|| keys.needs("url"))?;
    let open = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://").filter(|_| inside));
    let plain = url.len() <= MAX_URL && url.chars().all(|c| c.is_ascii_graphic());
    if !open.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && plain) {
        return Err((at, if inside { "config-alert-url-inside" } else { "config-alert-url" }, Vec::new()));
    }
    let format = if keys.one_of("format", &["json", "slack"])? == Some(1) { Format::Slack } else { Format::Json };
    let lang = keys.one_of("lang", &["en", "es"])?.map(|n| [Lang::En, Lang::Es][n]);
    Ok(Webhook { url: url.to_owned(), format, inside, keyring: keys.switch("keyring")?.unwrap_or(false), lang })
}

/// What a sentence about one of several words is filled with.
fn told(name: &str, known: &[&str]) -> Vec<(&'static str, String)> {
    vec![("name", name.to_owned()), ("known", known.join(", "))]
}

/// The keys of a table.
struct Keys<'a> {
    at: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Keys<'a> {
    fn needs(&self, key: &str) -> Fault {
        (self.at, "config-alert-needs", vec![("name", key.to_owned())])
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Result<Option<(usize, &'a str)>, Fault> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let at = value.span().start;
        let text = value.get_ref().as_str().ok_or_else(|| (at, "config-not-a-text", vec![("name", key.to_owned())]))?;
        Ok(Some((at, text)))
    }

    fn switch(&self, key: &str) -> Result<Option<bool>, Fault> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let wrong = || (value.span().start, "config-not-a-switch", vec![("name", key.to_owned())]);
        value.get_ref().as_bool().map(Some).ok_or_else(wrong)
    }

    fn one_of(&self, key: &str, known: &[&str]) -> Result<Option<usize>, Fault> {
        let Some((at, text)) = self.text(key)? else { return Ok(None) };
        let found = known.iter().position(|word| *word == text);
        found.map(Some).ok_or_else(|| (at, "config-not-one-of", told(key, known)))
    }

    fn list(&self, key: &str) -> Result<Option<Vec<(usize, &'a str)>>, Fault> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let wrong = |at: usize| (at, "config-not-a-list", vec![("name", key.to_owned())]);
        let list = value.get_ref().as_array().ok_or_else(|| wrong(value.span().start))?;
        let words = list.iter().map(|one| {
            one.get_ref().as_str().map(|text| (one.span().start, text)).ok_or_else(|| wrong(one.span().start))
        });
        words.collect::<Result<Vec<_>, _>>().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Places;
    use super::*;

    fn config(text: &str) -> Result<Vec<Outlet>, super::super::Unusable> {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        std::fs::write(&places.config, text).unwrap();
        places.config().map(|config| config.alerts)
    }

    #[test]
    fn a_table_is_an_outlet_in_the_order_of_the_file() {
        let all = config(
            "name = \"Ana\"\n[alerts.ops]\nway = \"webhook\"\nurl = \"https://hooks.example/T/B\"\nformat = \"slack\"\n\
             on = [\"signal\", \"raised\"]\nseverity = \"SEV2\"\nsignals = \"alarm\"\nlang = \"es\"\n\
             [alerts.bell]\nway = \"bell\"\non = [\"blind\"]\nrooms = [\"Acme\"]\n",
        );
        let all = all.unwrap();
        assert_eq!(
            all.iter().map(|o| (o.name.as_str(), o.way.code())).collect::<Vec<_>>(),
            [("ops", "webhook"), ("bell", "bell")]
        );
        let Way::Webhook(hook) = &all[0].way else { panic!() };
        assert!(hook.format == Format::Slack && !hook.inside && !hook.keyring && hook.lang == Some(Lang::Es));
        assert_eq!(all[0].choice.on, [Moment::Signal, Moment::Raised]);
        assert_eq!((all[0].choice.severity, all[0].choice.grade), (Severity::Sev2, Grade::Alarm));
        assert_eq!((all[1].choice.severity, all[1].choice.grade), (Severity::Sev4, Grade::Warning));
        assert!(all[1].is_for("Acme") && !all[1].is_for("Other") && all[0].is_for("Other"));
        assert_eq!(config("").unwrap(), []);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_no_address() {
        let hook = |rest: &str| format!("[alerts.ops]\nway = \"webhook\"\non = [\"signal\"]\n{rest}");
        for (text, place, key) in [
            ("alerts = 3\n".to_owned(), "1:10", "config-no-table"),
            ("[alerts]\nops = 3\n".to_owned(), "2:1", "config-no-table"),
            ("[alerts.\"a b\"]\nway = \"bell\"\n".to_owned(), "1:9", "config-alert-name"),
            ("[alerts.ops]\non = []\n".to_owned(), "1:9", "config-alert-needs"),
            ("[alerts.ops]\nway = \"bell\"\n".to_owned(), "1:9", "config-alert-needs"),
            ("[alerts.ops]\nway = \"pigeon\"\n".to_owned(), "2:7", "config-not-one-of"),
            ("[alerts.ops]\nway = \"bell\"\non = [\"signal\", \"rain\"]\n".to_owned(), "3:17", "config-not-one-of"),
            ("[alerts.ops]\nway = \"bell\"\non = \"signal\"\n".to_owned(), "3:6", "config-not-a-list"),
            (
                "[alerts.ops]\nway = \"bell\"\non = []\nurl = \"https://s3cret\"\n".to_owned(),
                "4:1",
                "config-alert-no-hook",
            ),
            ("[alerts.ops]\nway = \"bell\"\nevery = 3\n".to_owned(), "3:1", "config-unknown-key"),
            (hook(""), "1:9", "config-alert-needs"),
            (hook("url = \"http://hooks.s3cret/\"\n"), "4:7", "config-alert-url"),
            (hook("url = \"ftp://hooks.s3cret/\"\ninside = true\n"), "4:7", "config-alert-url-inside"),
            (hook("url = \"https://a s3cret\"\n"), "4:7", "config-alert-url"),
            (hook("inside = \"yes\"\n"), "4:10", "config-not-a-switch"),
            (hook("url = \"https://s3cret\"\nseverity = \"SEV9\"\n"), "5:12", "config-not-one-of"),
        ] {
            let said = config(&text).unwrap_err();
            assert!(said.place.ends_with(&format!("config.toml:{place}")) && said.key == key, "{text}: {said:?}");
            assert!(!format!("{said:?}").contains("s3cret"), "{said:?}");
            let known = crate::words::Words::new(Lang::Es).has(key);
            assert!(known, "{key}");
        }
        assert!(config(&hook("url = \"http://127.0.0.1:9/\"\ninside = true\n")).is_ok());
    }
}
