//! The accounts that texts may be published with: which there are, adding one by questions or by options, trying it and
//! taking it out. Owns the questions; what an account is, and its file, are elsewhere. Nothing is posted from here.

use super::run::{Context, Failure, Outcome};
use super::sources::ask;
use super::{AccountsArgs, AccountsVerb, say, secrets, shown, tell};
use crate::domain::outbox::MAX_ACCOUNT;
use crate::domain::text::Clean;
use crate::publish::accounts::{self, Kind, Place, variable};
use crate::publish::{Fault, Reason};
use crate::shell::sources::why;
use crate::shell::time;
use crate::sources::live::settings::{Entry, Unusable, named_well};
use crate::store::info;
use crate::words::publish::reason;
use std::io::{IsTerminal, stdin};

/// `accounts` and its verbs.
pub fn accounts(context: &Context, args: &AccountsArgs) -> Outcome {
    let which = |verb: &str| {
        let missing = || Failure::usage(context.words.f("accounts-name-which", &[("verb", verb.into())]));
        args.account.as_deref().ok_or_else(missing)
    };
    if !matches!(args.verb, None | Some(AccountsVerb::List | AccountsVerb::Test)) {
        context.may_write()?;
    }
    match args.verb.unwrap_or(AccountsVerb::List) {
        AccountsVerb::List => list(context),
        AccountsVerb::Add => add(context, args),
        AccountsVerb::Test => test(context, args.account.as_deref()),
        AccountsVerb::Keep => secrets::keep(context, which("keep")?),
        AccountsVerb::Forget => secrets::forget(context, which("forget")?),
        AccountsVerb::Remove => remove(context, which("remove")?),
    }
}

/// The accounts of the file.
pub fn read(context: &Context) -> Result<Vec<Entry>, Failure> {
    accounts::read(&context.places.accounts()).map_err(|e| unusable(context, &e))
}

/// The account of this name.
pub fn named(context: &Context, name: &str) -> Result<Entry, Failure> {
    let found = read(context)?.into_iter().find(|entry| entry.name == name);
    found.ok_or_else(|| unknown(context, name))
}

/// What is wrong with the file.
pub fn unusable(context: &Context, e: &Unusable) -> Failure {
    Failure::usage(why(&context.places.accounts(), e, &context.words))
}

/// That there is none, and how one is added.
fn none(context: &Context) -> String {
    context.words.f("accounts-none", &[("file", shown(&context.places.accounts()).into())])
}

fn list(context: &Context) -> Outcome {
    let all = read(context)?;
    if all.is_empty() {
        return say(&none(context)).map(|()| 0);
    }
    for entry in all {
        let word = |key: &str| Clean::line(entry.own.get(key).and_then(toml::Value::as_str).unwrap_or_default());
        let secret = context.words.f(Place::of(&entry).key(), &[("name", entry.name.as_str().into())]);
        let kind = Clean::line(&entry.kind);
        let line = format!("{:<20}  {kind:<10}  {}  {}  ({secret})", entry.name, word("server"), word("login"));
        say(line.trim_end())?;
    }
    Ok(0)
}

fn remove(context: &Context, name: &str) -> Outcome {
    secrets::clear(context, &named(context, name)?);
    match accounts::remove(&context.places.accounts(), name).map_err(|e| unusable(context, &e))? {
        true => say(&context.words.f("accounts-removed", &[("name", name.into())])).map(|()| 0),
        false => Err(unknown(context, name)),
    }
}

fn unknown(context: &Context, name: &str) -> Failure {
    let all = read(context).unwrap_or_default();
    let known = all.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ");
    let name = Clean::line(name);
    Failure::refused(context.words.f("accounts-unknown", &[("name", name.as_str().into()), ("known", known.into())]))
}

// ── adding ──

fn add(context: &Context, args: &AccountsArgs) -> Outcome {
    let words = &context.words;
    let asks = stdin().is_terminal();
    let kind = kind(context, args, asks)?;
    let name = match &args.account {
        Some(name) => name.clone(),
        None if asks => ask(context, &words.t("accounts-ask-name"), kind.name, "accounts-not-kept")?,
        None => kind.name.to_owned(),
    };
    if !named_well(&name) || name.chars().count() > MAX_ACCOUNT {
        return Err(Failure::usage(words.f("accounts-name", &[("what", Clean::line(&name).as_str().into())])));
    }
    if read(context)?.iter().any(|e| e.name == name) {
        return Err(Failure::refused(words.f("accounts-there", &[("name", name.as_str().into())])));
    }
    let mut own = toml::Table::new();
    let variable = variable(&name);
    let mut fill = |key: &str, given: Option<&str>, question: &str, usual: &str, needed: bool| {
        let answer = match given {
            Some(given) => given.to_owned(),
            None if asks => ask(context, &words.t(question), usual, "accounts-not-kept")?,
            None => usual.to_owned(),
        };
        match answer.trim() {
            "" if needed => Err(Failure::usage(words.f("accounts-needs", &[("key", key.into())]))),
            "" => Ok(()),
            answer => {
                own.insert(key.to_owned(), answer.into());
                Ok(())
            }
        }
    };
    fill("server", args.server.as_deref(), "accounts-ask-server", kind.server, true)?;
    if kind.takes("login") {
        fill("login", args.login.as_deref(), "accounts-ask-login", "", true)?;
    }
    if let Some(visibility) = args.visibility.as_deref().filter(|_| kind.takes("visibility")) {
        own.insert("visibility".into(), visibility.into());
    }
    let mut entry = Entry { name, kind: kind.name.into(), rooms: args.only.clone(), own, ..Entry::default() };
    // never an option: what is typed there can be read in the list of processes and in the shell's history
    let question = words.t(kind.secret);
    let place = match () {
        () if args.keyring => Place::Keyring,
        () if !asks || Place::of(&entry) == Place::Environment => Place::Environment,
        () => place(context, &variable)?,
    };
    match place {
        Place::Keyring => {
            let secret = secrets::given(context, &question)?;
            tried(context, &mut entry, Some(&secret), asks)
        }
        Place::File => {
            let secret = secrets::given(context, &question)?;
            entry.own.insert("secret".into(), secret.into());
            tried(context, &mut entry, None, asks)
        }
        Place::Environment | Place::Nowhere => tried(context, &mut entry, None, asks),
    }
}

/// Where the secret shall stand.
fn place(context: &Context, variable: &str) -> Result<Place, Failure> {
    let question = context.words.f("accounts-ask-where", &[("variable", variable.into())]);
    let answer = ask(context, &question, "1", "accounts-not-kept")?;
    Ok(match answer.as_str() {
        "1" => Place::Keyring,
        "2" => Place::File,
        _ => Place::Environment,
    })
}

fn kind(context: &Context, args: &AccountsArgs, asks: bool) -> Result<&'static Kind, Failure> {
    let words = &context.words;
    let names = accounts::KINDS.each_ref().map(|kind| kind.name).join(", ");
    let said = match &args.kind {
        Some(said) => said.clone(),
        None if asks => {
            for (n, kind) in accounts::KINDS.iter().enumerate() {
                tell(&format!("  {}  {}", n + 1, words.t(kind.title)));
            }
            let answer = ask(context, &words.t("accounts-ask-kind"), "1", "accounts-not-kept")?;
            let picked = answer.trim().parse::<usize>().ok().and_then(|n| accounts::KINDS.get(n.checked_sub(1)?));
            picked.map_or(answer.trim(), |kind| kind.name).to_owned()
        }
        None => return Err(Failure::usage(words.f("accounts-kind-which", &[("kinds", names.into())]))),
    };
    accounts::kind(&said).ok_or_else(|| {
        let args = [("kind", Clean::line(&said).as_str().into()), ("kinds", names.into())];
        Failure::usage(words.f("accounts-kind-unknown", &args))
    })
}

/// Tries what was asked for, and keeps it unless it can never work; a secret for the keyring stands in no table.
fn tried(context: &Context, entry: &mut Entry, secret: Option<&str>, asks: bool) -> Outcome {
    let words = &context.words;
    match try_out(context, entry, secret)? {
        Ok(works) => say(&works)?,
        Err((no, never)) => {
            if never {
                return Err(Failure::refused(format!("{no}\n{}", words.t("accounts-not-kept"))));
            }
            say(&no)?;
            let anyway = || ask(context, &words.t("accounts-ask-anyway"), "", "accounts-not-kept");
            if asks && !matches!(anyway()?.trim().chars().next(), Some('y' | 'Y' | 's' | 'S')) {
                return Err(Failure::refused(words.t("accounts-not-kept")));
            }
        }
    }
    if let Some(secret) = secret {
        secrets::put(context, entry, secret)?;
    }
    accounts::put(&context.places.accounts(), entry).map_err(|e| unusable(context, &e))?;
    let args = [("name", entry.name.as_str().into()), ("file", shown(&context.places.accounts()).into())];
    say(&words.f("accounts-kept", &args)).map(|()| 0)
}

// ── trying ──

fn test(context: &Context, name: Option<&str>) -> Outcome {
    let all = read(context)?;
    if let Some(name) = name.filter(|name| all.iter().all(|e| e.name != *name)) {
        return Err(unknown(context, name));
    }
    if all.is_empty() {
        return Err(Failure::refused(none(context)));
    }
    let mut failed = 0;
    for entry in all.into_iter().filter(|e| name.is_none_or(|name| e.name == name)) {
        let mut tried = entry.clone();
        match try_out(context, &mut tried, None)? {
            Ok(works) => {
                say(&works)?;
                if tried != entry && context.may_write().is_ok() {
                    accounts::put(&context.places.accounts(), &tried).map_err(|e| unusable(context, &e))?;
                }
            }
            Err((no, _)) => {
                failed = 1;
                say(&no)?;
            }
        }
    }
    Ok(failed)
}

/// Asks the platform whose account it is: a sentence either way, and whether it can never work as it is written. How long a
/// text its server takes is put down, so that the screen can say so before anything is sent.
fn try_out(
    context: &Context,
    entry: &mut Entry,
    secret: Option<&str>,
) -> Result<Result<String, (String, bool)>, Failure> {
    let words = &context.words;
    // invariant 8: nothing that is done in a drill reaches a platform
    if info::info(&context.room(), context.options()).is_ok_and(|info| info.settings.drill.is_some()) {
        return Err(Failure::refused(words.t("accounts-not-in-a-drill")));
    }
    tell(&words.f("accounts-trying", &[("name", entry.name.as_str().into())]));
    let platform = match secret {
        Some(secret) => accounts::open_with(entry, Some(secret), time::now),
        None => accounts::open(entry, time::now),
    };
    let who = platform.map_err(Fault::NotSent).and_then(crate::publish::outbox::who);
    Ok(match who {
        Ok(who) => {
            let handle = Clean::line(&who.handle);
            let args = [("name", entry.name.as_str().into()), ("handle", (&handle).into())];
            let works = words.f("accounts-works", &args);
            let limit = who.limit.and_then(|n| i64::try_from(n).ok());
            let Some(limit) = limit.filter(|_| accounts::kind(&entry.kind).is_some_and(|kind| kind.takes("limit")))
            else {
                return Ok(Ok(works));
            };
            entry.own.insert("limit".into(), limit.into());
            Ok(format!("{works} {}", words.f("accounts-limit", &[("limit", limit.into())])))
        }
        Err(fault) => {
            let never = matches!(fault.reason(), Reason::Setting(_));
            Err((format!("{}: {}", entry.name, reason(words, &fault.reason().why())), never))
        }
    })
}
