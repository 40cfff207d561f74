//! The person's `accounts.toml`: one table an account that texts may be published with; none is there until somebody adds
//! it. Owns its keys and where secrets come from: the environment first, else the system's keyring where the table says so,
//! else that file, which nobody else may read. The shape of the file is that of the sources'.

use super::bluesky::Bluesky;
use super::mastodon::{Mastodon, Visibility};
use super::{Platform, Reason, Secret, keyring};
use crate::domain::outbox::MAX_ACCOUNT;
use crate::sources::live::mastodon::server;
use crate::sources::live::settings::{self, Entry, Unusable};
use crate::sources::live::{Clock, Fault};
use std::path::Path;

/// A sort of account.
#[derive(Debug)]
pub struct Kind {
    /// How the file calls it; the channel of the texts that it is for.
    pub name: &'static str,
    /// Key of the word for it in `words`.
    pub title: &'static str,
    /// Its server when none is named.
    pub server: &'static str,
    /// Key of the question for its secret in `words`.
    pub secret: &'static str,
    /// What its table holds besides.
    keys: &'static [&'static str],
}

impl Kind {
    /// Whether its table has such a key.
    pub fn takes(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }
}

/// All of them.
pub const KINDS: [Kind; 2] = [
    Kind {
        name: "bluesky",
        title: "account-kind-bluesky",
        server: "https://bsky.social",
        secret: "accounts-ask-password",
        keys: &["server", "login", "secret", "keyring"],
    },
    Kind {
        name: "mastodon",
        title: "account-kind-mastodon",
        server: "",
        secret: "accounts-ask-token",
        keys: &["server", "secret", "keyring", "visibility", "limit"],
    },
];

/// The sort of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Reads the file; none at all is no account.
///
/// # Errors
/// Where and why, when it cannot be understood, or others can read the secrets in it.
pub fn read(path: &Path) -> Result<Vec<Entry>, Unusable> {
    let all = settings::read(path).map_err(ours)?;
    if all.iter().any(|entry| entry.own.contains_key("secret")) && is_open(path) {
        return Err(Unusable { at: None, key: "accounts-open", what: String::new() });
    }
    Ok(all)
}

/// Writes an account at the end of the file, in place of one of the same name.
pub fn put(path: &Path, entry: &Entry) -> Result<(), Unusable> {
    settings::put(path, entry).map_err(ours)
}

/// Takes an account out of the file; whether it was there.
pub fn remove(path: &Path, name: &str) -> Result<bool, Unusable> {
    settings::remove(path, name).map_err(ours)
}

/// Whether others than the owner can read the file.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

/// The file's faults by the words for accounts.
fn ours(fault: Unusable) -> Unusable {
    let key = match fault.key {
        "sources-many" => "accounts-many",
        "sources-no-table" => "accounts-no-table",
        "sources-name" => "accounts-name",
        key => key,
    };
    Unusable { key, ..fault }
}

/// The account of this name for a room, where it is there and in use.
pub fn named<'a>(all: &'a [Entry], name: &str, room: &str) -> Option<&'a Entry> {
    all.iter().find(|entry| entry.name == name && entry.is_for(room) && !entry.paused)
}

/// What tells an account from another of the same name, without its secret: sort, server and login.
pub fn target(entry: &Entry) -> String {
    let word = |key: &str| entry.own.get(key).and_then(toml::Value::as_str).unwrap_or_default();
    format!("{} {} {}", entry.kind, word("server"), word("login"))
}

/// The variable of the environment that an account's secret may stand in.
pub fn variable(name: &str) -> String {
    let sign = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    format!("GABINETE_ACCOUNT_{}", name.chars().map(sign).collect::<String>())
}

/// Where an account's secret stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the environment.
    Environment,
    /// In the system's keyring, so its table says; whether it is there is not asked.
    Keyring,
    /// In the file.
    File,
    /// Nowhere.
    Nowhere,
}

impl Place {
    /// Where it is looked for.
    pub fn of(entry: &Entry) -> Place {
        match () {
            () if in_environment(&entry.name).is_some() => Place::Environment,
            () if entry.own.get("keyring").and_then(toml::Value::as_bool) == Some(true) => Place::Keyring,
            () if entry.own.contains_key("secret") => Place::File,
            () => Place::Nowhere,
        }
    }

    /// Key of its words in `words`.
    pub const fn key(self) -> &'static str {
        ["accounts-secret-environment", "accounts-secret-keyring", "accounts-secret-file", "accounts-secret-nowhere"]
            [self as usize]
    }
}

fn in_environment(name: &str) -> Option<String> {
    std::env::var(variable(name)).ok().filter(|secret| !secret.trim().is_empty())
}

/// Under which name the keyring has an account's secret: with its server, so that a table that was changed cannot send it to
/// another.
pub fn holder(entry: &Entry) -> String {
    let server = entry.own.get("server").and_then(toml::Value::as_str).map(str::trim).filter(|at| !at.is_empty());
    let server = server.unwrap_or_else(|| kind(&entry.kind).map_or("", |kind| kind.server));
    format!("{} {}", entry.name, server.trim_end_matches('/'))
}

/// Longest text that the account's server takes, as it said when the account was last tried.
pub fn limit(entry: &Entry) -> Option<usize> {
    let said = entry.own.get("limit").and_then(toml::Value::as_integer);
    said.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0)
}

/// Speaks to a platform as an account. Waits for the keyring where the secret is in it, [`keyring::PATIENCE`] at most.
///
/// # Errors
/// [`Reason::Setting`] when what is written down cannot work, [`Reason::Keyring`] when that has no secret to give.
pub fn open(entry: &Entry, now: Clock) -> Result<Box<dyn Platform>, Reason> {
    let secret = match Place::of(entry) {
        Place::Environment => in_environment(&entry.name),
        Place::Keyring => Some(keyring::get(&holder(entry)).map_err(Reason::Keyring)?),
        Place::File | Place::Nowhere => None,
    };
    open_with(entry, secret.as_deref(), now)
}

/// The same with a secret from elsewhere than the file.
///
/// # Errors
/// As [`open`].
pub fn open_with(entry: &Entry, secret: Option<&str>, now: Clock) -> Result<Box<dyn Platform>, Reason> {
    let setting = |name: &str| Reason::Setting(name.to_owned());
    let kind = kind(&entry.kind).ok_or_else(|| setting("kind"))?;
    if entry.name.chars().count() > MAX_ACCOUNT {
        return Err(setting("name"));
    }
    if entry.expression.is_some() {
        return Err(setting("match"));
    }
    if let Some(other) = entry.own.keys().find(|key| !kind.takes(key)) {
        return Err(Reason::Setting(other.chars().take(40).collect()));
    }
    if entry.own.get("keyring").is_some_and(|said| said.as_bool().is_none()) {
        return Err(setting("keyring"));
    }
    if entry.own.contains_key("limit") && limit(entry).is_none() {
        return Err(setting("limit"));
    }
    let word = |name: &str| match entry.own.get(name) {
        None => Ok(None),
        Some(value) => value.as_str().map(|text| Some(text.trim())).ok_or_else(|| setting(name)),
    };
    let at = word("server")?.filter(|at| !at.is_empty()).unwrap_or(kind.server);
    let at = server(at).map_err(|_: Fault| setting("server"))?;
    let secret = match secret {
        Some(secret) => secret,
        None => word("secret")?.unwrap_or_default(),
    };
    let secret = secret.trim();
    // a token is a line of a request's head; a password, a word of its body
    let fits = |c: char| if kind.name == "mastodon" { c.is_ascii_graphic() } else { !c.is_control() };
    if secret.is_empty() || secret.len() > 500 || !secret.chars().all(fits) {
        return Err(setting("secret"));
    }
    let secret = Secret::new(secret);
    if kind.name == "mastodon" {
        let visibility = match word("visibility")? {
            None => Visibility::default(),
            Some(text) => serde_json::from_value(text.into()).map_err(|_| setting("visibility"))?,
        };
        return Ok(Box::new(Mastodon::new(at, secret, visibility, now)?));
    }
    let login =
        word("login")?.filter(|login| !login.is_empty() && login.len() < 300).ok_or_else(|| setting("login"))?;
    Ok(Box::new(Bluesky::new(at, login, secret, now)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Stamp;
    use std::fs;

    const FILE: &str = "[brand]\nkind = \"bluesky\"\nserver = \"https://pds.example\"\nlogin = \"brand.example\"\n\
                        secret = \"abcd-efgh\"\nrooms = [\"Acme\"]\n[masto]\nkind = \"mastodon\"\n\
                        server = \"https://masto.example\"\nvisibility = \"unlisted\"\n";

    fn why(text: &str, secret: Option<&str>) -> Option<Reason> {
        let all = settings::parse(text).unwrap();
        open_with(&all[0], secret, || Stamp(0)).err()
    }

    #[test]
    fn an_account_is_a_table_for_the_rooms_that_it_names() {
        let all = settings::parse(FILE).unwrap();
        assert!(named(&all, "brand", "Acme").is_some() && named(&all, "brand", "Other").is_none());
        assert!(named(&all, "masto", "Other").is_some() && named(&all, "none", "Acme").is_none());
        assert_eq!(target(&all[0]), "bluesky https://pds.example brand.example");
        assert!(open_with(&all[0], None, || Stamp(0)).is_ok());
        assert!(open_with(&all[0], Some("a pass word"), || Stamp(0)).is_ok(), "a password may have blanks");
        assert!(open_with(&all[1], Some("token"), || Stamp(0)).is_ok(), "a secret of the environment");
        assert_eq!(variable("acme.es-2"), "GABINETE_ACCOUNT_ACME_ES_2");
    }

    #[test]
    fn a_secret_stands_in_one_place_and_in_the_keyring_under_its_server() {
        let all = settings::parse(FILE).unwrap();
        assert_eq!((Place::of(&all[0]), Place::of(&all[1])), (Place::File, Place::Nowhere));
        let mut kept = all[0].clone();
        kept.own.insert("keyring".into(), true.into());
        assert_eq!(Place::of(&kept), Place::Keyring, "what a file has left besides is not used");
        kept.own.insert("keyring".into(), false.into());
        assert_eq!(Place::of(&kept), Place::File);
        assert_eq!(holder(&all[0]), "brand https://pds.example");
        kept.own.insert("server".into(), "https://elsewhere.example/".into());
        assert_eq!(holder(&kept), "brand https://elsewhere.example");
        kept.own.remove("server");
        assert_eq!(holder(&kept), "brand https://bsky.social");
    }

    #[test]
    fn what_cannot_work_is_named_by_its_key_and_never_by_its_value() {
        for (text, key) in [
            ("[a]\nkind = \"x\"\n", "kind"),
            ("[a]\nkind = \"bluesky\"\nlogin = \"a\"\n", "secret"),
            ("[a]\nkind = \"mastodon\"\nserver = \"a.example\"\nsecret = \"s3cret b\"\n", "secret"),
            ("[a]\nkind = \"bluesky\"\nlogin = \"a\"\nsecret = \"s3cret\\u0007\"\n", "secret"),
            ("[a]\nkind = \"bluesky\"\nlogin = \"a\"\nsecret = 7\n", "secret"),
            ("[a]\nkind = \"bluesky\"\nsecret = \"s3cret\"\n", "login"),
            (
                "[a]\nkind = \"bluesky\"\nlogin = \"a\"\nsecret = \"s3cret\"\nserver = \"http://far.example\"\n",
                "server",
            ),
            ("[a]\nkind = \"mastodon\"\nsecret = \"s3cret\"\n", "server"),
            (
                "[a]\nkind = \"mastodon\"\nserver = \"a.example\"\nsecret = \"s3cret\"\nvisibility = \"all\"\n",
                "visibility",
            ),
            ("[a]\nkind = \"mastodon\"\nserver = \"a.example\"\nsecret = \"s3cret\"\ntoken = \"s3cret\"\n", "token"),
            ("[a]\nkind = \"bluesky\"\nlogin = \"a\"\nsecret = \"s3cret\"\nkeyring = \"yes\"\n", "keyring"),
            ("[a]\nkind = \"bluesky\"\nlogin = \"a\"\nmatch = \"x\"\nsecret = \"s3cret\"\n", "match"),
        ] {
            let said = why(text, None).unwrap();
            assert_eq!(said, Reason::Setting(key.into()), "{text}");
            assert!(!format!("{said:?} {:?}", said.why()).contains("s3cret"));
        }
        assert_eq!(format!("{:?}", Secret::new("s3cret")), "Secret(…)");
    }

    #[test]
    #[cfg(unix)]
    fn a_file_of_secrets_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("accounts.toml");
        assert_eq!(read(&path).unwrap(), []);
        let all = settings::parse(FILE).unwrap();
        put(&path, &all[0]).unwrap();
        assert_eq!(read(&path).unwrap().len(), 1, "as it is written it can be read");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(read(&path).unwrap_err().key, "accounts-open");
        fs::write(&path, "[a b]\n").unwrap();
        assert_eq!(read(&path).unwrap_err().key, "sources-syntax");
        fs::write(&path, "[\"a b\"]\nkind = \"x\"\n").unwrap();
        assert_eq!(read(&path).unwrap_err().key, "accounts-name");
        fs::write(&path, "[m]\nkind = \"mastodon\"\n").unwrap();
        assert!(read(&path).is_ok(), "without a secret there is nothing to hide");
        assert!(remove(&path, "m").unwrap());
    }
}
