//! The secrets of accounts: typed unseen or from standard input, put into the system's keyring and taken out. Owns the
//! questions; where a secret may stand is for `publish`. No secret is an option of a command, and none is printed.

use super::accounts::{named, unusable};
use super::input;
use super::run::{Context, Failure, Outcome};
use super::{say, tell};
use crate::publish::Reason;
use crate::publish::accounts::{self, Place, holder};
use crate::publish::keyring::{self, Trouble};
use crate::shell::secret;
use crate::sources::live::settings::Entry;
use crate::words::publish::reason;
use std::io::{IsTerminal, stdin};

/// Most bytes of a line that a secret is read from.
const MOST: usize = 4 * secret::MAX;

/// A secret, asked for at a terminal and else the one line of standard input.
///
/// # Errors
/// There is none, or it is too long.
pub fn given(context: &Context, question: &str) -> Result<String, Failure> {
    let words = &context.words;
    let long = || Failure::usage(words.f("accounts-secret-long", &[("max", secret::MAX.into())]));
    let line = if stdin().is_terminal() {
        let typed = secret::ask(question).map_err(|e| Failure::refused(e.to_string()))?;
        typed.ok_or_else(|| Failure::refused(words.t("accounts-not-kept")))?
    } else {
        let bytes = input::whole(words, None, MOST)?.ok_or_else(long)?;
        String::from_utf8(bytes).map_err(|_| Failure::usage(words.t("lint-not-text")))?
    };
    let line = line.trim();
    match line.chars().count() {
        0 => Err(Failure::usage(words.t("accounts-secret-none"))),
        n if n > secret::MAX || line.contains('\n') => Err(long()),
        _ => Ok(line.to_owned()),
    }
}

/// What is in the way of the keyring, as a sentence.
pub fn trouble(context: &Context, trouble: Trouble) -> String {
    reason(&context.words, &Reason::Keyring(trouble).why())
}

/// Puts an account's secret into the keyring; its table says so, and no longer has it.
///
/// # Errors
/// The keyring's sentence; nothing has changed then.
pub fn put(context: &Context, entry: &mut Entry, secret: &str) -> Result<(), Failure> {
    keyring::put(&holder(entry), secret).map_err(|t| Failure::refused(trouble(context, t)))?;
    entry.own.remove("secret");
    entry.own.insert("keyring".into(), true.into());
    Ok(())
}

/// `accounts keep`: moves the secret that stands in the file, else asks for one.
pub fn keep(context: &Context, name: &str) -> Outcome {
    let mut entry = named(context, name)?;
    let kind = accounts::kind(&entry.kind);
    let kind = kind.ok_or_else(|| Failure::refused(reason(&context.words, &Reason::Setting("kind".into()).why())))?;
    let secret = match entry.own.get("secret").and_then(toml::Value::as_str).map(str::trim).filter(|s| !s.is_empty()) {
        Some(secret) => secret.to_owned(),
        None => given(context, &context.words.t(kind.secret))?,
    };
    put(context, &mut entry, &secret)?;
    accounts::put(&context.places.accounts(), &entry).map_err(|e| unusable(context, &e))?;
    say(&context.words.f("accounts-keyring-put", &[("name", name.into())])).map(|()| 0)
}

/// `accounts forget`: takes the secret out of the keyring.
pub fn forget(context: &Context, name: &str) -> Outcome {
    let mut entry = named(context, name)?;
    let gone = keyring::remove(&holder(&entry));
    if matches!(gone, Ok(()) | Err(Trouble::NoEntry)) && entry.own.remove("keyring").is_some() {
        accounts::put(&context.places.accounts(), &entry).map_err(|e| unusable(context, &e))?;
    }
    gone.map_err(|t| Failure::refused(trouble(context, t)))?;
    say(&context.words.f("accounts-keyring-forgotten", &[("name", name.into())])).map(|()| 0)
}

/// Before an account goes: its secret is not left behind in silence.
pub fn clear(context: &Context, entry: &Entry) {
    if Place::of(entry) == Place::Keyring
        && let Err(left) = keyring::remove(&holder(entry))
        && left != Trouble::NoEntry
    {
        tell(&context.words.f("accounts-keyring-left", &[("why", trouble(context, left).into())]));
    }
}
