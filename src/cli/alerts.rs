//! Who hears of the room away from its screen: which outlets there are and whether alerts got there, a test of each, and their
//! secrets. Owns the command; how an alert gets there is for `alert`.

use super::run::{Context, Failure, Outcome};
use super::{say, secrets, shown, tell};
use crate::alert::outbox;
use crate::alert::webhook::{holder, host, in_environment, key};
use crate::config::{Outlet, Way, Webhook};
use crate::domain::alert::{Heard, Moment};
use crate::domain::text::Clean;
use crate::publish::keyring;
use crate::rows::TrialOf;
use crate::shell::{desktop, time};
use crate::store::{alerts, info};
use crate::words::Words;
use crate::words::alerts::reason;
use clap::Args;
use std::io::{Write, stdout};

/// Options of `alerts`.
#[derive(Debug, Args)]
pub struct Alerts {
    /// list, test, keep or forget; else list
    #[arg(value_name = "WHAT", value_parser = verb, display_order = 1)]
    pub verb: Option<Verb>,
    /// The outlet's name
    #[arg(value_name = "NAME", display_order = 2)]
    pub outlet: Option<String>,
}

/// What is done with alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Say who hears of what.
    List,
    /// Try one, or all.
    Test,
    /// Put its secret into the system's keyring.
    Keep,
    /// Take its secret out of the system's keyring.
    Forget,
}

fn verb(text: &str) -> Result<Verb, String> {
    match text {
        "list" => Ok(Verb::List),
        "test" => Ok(Verb::Test),
        "keep" => Ok(Verb::Keep),
        "forget" => Ok(Verb::Forget),
        _ => Err("list, test, keep or forget".to_owned()),
    }
}

/// `alerts` and its verbs.
pub fn run(context: &Context, args: &Alerts) -> Outcome {
    let outlets = &context.config.alerts;
    let which = |verb: &str| match &args.outlet {
        Some(name) => named(context, name).and_then(|outlet| hook(context, outlet)),
        None => Err(Failure::usage(context.words.f("alerts-which", &[("verb", verb.into())]))),
    };
    match args.verb.unwrap_or(Verb::List) {
        Verb::List if outlets.is_empty() => say(&none(context)).map(|()| 0),
        Verb::List => outlets.iter().try_for_each(|outlet| list(context, outlet)).map(|()| 0),
        Verb::Test if outlets.is_empty() => Err(Failure::refused(none(context))),
        Verb::Test => test(context, args.outlet.as_deref()),
        Verb::Keep => keep(context, which("keep")?),
        Verb::Forget => forget(context, which("forget")?),
    }
}

fn none(context: &Context) -> String {
    context.words.f("alerts-none", &[("file", shown(&context.places.config).into())])
}

fn named<'a>(context: &'a Context, name: &str) -> Result<&'a Outlet, Failure> {
    let outlets = &context.config.alerts;
    outlets.iter().find(|outlet| outlet.name == name).ok_or_else(|| {
        let known = outlets.iter().map(|outlet| outlet.name.as_str()).collect::<Vec<_>>().join(", ");
        let args = [("name", Clean::line(name).as_str().into()), ("known", known.into())];
        Failure::refused(context.words.f("alerts-unknown", &args))
    })
}

fn hook<'a>(context: &Context, outlet: &'a Outlet) -> Result<(&'a Outlet, &'a Webhook), Failure> {
    match &outlet.way {
        Way::Webhook(hook) => Ok((outlet, hook)),
        _ => Err(Failure::refused(context.words.f("alerts-no-hook", &[("name", outlet.name.as_str().into())]))),
    }
}

/// An outlet, and how its alerts stand in the room, where there is one. Of an address the host alone is shown.
fn list(context: &Context, outlet: &Outlet) -> Result<(), Failure> {
    let words = &context.words;
    let on = outlet.choice.on.iter().map(|moment: &Moment| moment.code()).collect::<Vec<_>>().join(", ");
    let place = match &outlet.way {
        Way::Webhook(hook) => format!("{} ({})", host(hook), words.t(secret_key(outlet, hook))),
        _ => String::new(),
    };
    let args = [
        ("name", outlet.name.as_str().into()),
        ("way", outlet.way.code().into()),
        ("where", Clean::line(&place).as_str().into()),
        ("on", on.into()),
    ];
    say(&words.f("alerts-line", &args))?;
    let Way::Webhook(hook) = &outlet.way else { return Ok(()) };
    // no room yet, or one of before: nothing was ever sent from it
    let Ok(standing) = alerts::standing(&context.room(), context.options(), &key(outlet, hook)) else { return Ok(()) };
    let args =
        [("waiting", standing.waiting.into()), ("sent", standing.sent.into()), ("failed", standing.failed.into())];
    say(&format!("    {}", words.f("alerts-standing", &args)))?;
    match standing.why {
        Some(why) => say(&format!("    {}", words.f("alerts-why", &[("why", reason(words, &why).into())]))),
        None => Ok(()),
    }
}

fn secret_key(outlet: &Outlet, hook: &Webhook) -> &'static str {
    match () {
        () if in_environment(&outlet.name).is_some() => "alerts-secret-environment",
        () if hook.keyring => "alerts-secret-keyring",
        () => "alerts-secret-none",
    }
}

/// Tells one outlet, or all of them, that this is a test.
fn test(context: &Context, name: Option<&str>) -> Outcome {
    // invariant 8: nothing that is done in a drill tells anybody outside
    if info::info(&context.room(), context.options()).is_ok_and(|info| info.settings.drill.is_some()) {
        return Err(Failure::refused(context.words.t("alerts-not-in-a-drill")));
    }
    context.may_write()?;
    let outlets = match name {
        Some(name) => vec![named(context, name)?],
        None => context.config.alerts.iter().collect(),
    };
    let mut failed = 0;
    for outlet in outlets {
        match &outlet.way {
            Way::Webhook(hook) => {
                let well = delivered(context, outlet, hook)?;
                context.note_trial(TrialOf::Alert, &outlet.name, well);
                failed |= u8::from(!well);
            }
            way => {
                here(context, outlet, way)?;
                context.note_trial(TrialOf::Alert, &outlet.name, true);
            }
        }
    }
    Ok(failed)
}

fn delivered(context: &Context, outlet: &Outlet, hook: &Webhook) -> Result<bool, Failure> {
    let words = &context.words;
    tell(&words.f("accounts-trying", &[("name", outlet.name.as_str().into())]));
    let own = Words::new(hook.lang.unwrap_or_else(|| words.lang()));
    match outbox::test(outlet, hook, &own, time::now) {
        Heard::Taken => say(&words.f("alerts-worked", &[("name", outlet.name.as_str().into())])).map(|()| true),
        Heard::Later(why, _) | Heard::Never(why) => {
            say(&format!("{}: {}", outlet.name, reason(words, &why))).map(|()| false)
        }
    }
}

/// Rings here: what the terminal or the desktop makes of it only a person can tell.
fn here(context: &Context, outlet: &Outlet, way: &Way) -> Result<(), Failure> {
    let (title, text) =
        (Clean::from("gabinete"), context.words.f("alert-test", &[("name", outlet.name.as_str().into())]));
    let text = Clean::line(&text);
    let code = match way {
        Way::Desktop if desktop::notify(&title, &text) => String::new(),
        Way::Desktop => format!("\x1b]9;{title}: {text}\x1b\\"),
        _ => "\x07".to_owned(),
    };
    // beside what is said of it: it must reach a terminal, not a pipe
    let _ = write!(stdout(), "{}", if std::io::IsTerminal::is_terminal(&stdout()) { code.as_str() } else { "" });
    say(&context.words.f("alerts-rang", &[("name", outlet.name.as_str().into())]))
}

fn keep(context: &Context, (outlet, hook): (&Outlet, &Webhook)) -> Outcome {
    context.may_write()?;
    let secret = secrets::given(context, &context.words.t("alerts-ask-secret"))?;
    keyring::put(&holder(outlet, hook), &secret).map_err(|t| Failure::refused(secrets::trouble(context, t)))?;
    say(&context.words.f("alerts-kept", &[("name", outlet.name.as_str().into())])).map(|()| 0)
}

fn forget(context: &Context, (outlet, hook): (&Outlet, &Webhook)) -> Outcome {
    context.may_write()?;
    keyring::remove(&holder(outlet, hook)).map_err(|t| Failure::refused(secrets::trouble(context, t)))?;
    say(&context.words.f("alerts-forgotten", &[("name", outlet.name.as_str().into())])).map(|()| 0)
}
