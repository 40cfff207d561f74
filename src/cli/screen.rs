//! Opening the screen: on the start screen, in a room, or in a drill.

use super::run::{Context, Failure, Outcome};
use crate::app::keymap::Keymap;
use crate::app::{App, effect::Effect};
use crate::domain::private::Audience;
use crate::domain::text::Clean;
use crate::shell::drill::NewDrill;
use crate::shell::effects::Hands;
use crate::shell::run::Loop;
use crate::shell::session::How;
use crate::shell::terminal::Screen;
use crate::shell::whoami;
use crate::store::info;
use crate::ui::theme::Theme;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the screen opens with.
enum Opening {
    Start,
    Room(String),
    /// In this file, else in one of the data directory.
    Drill(Box<NewDrill>, Option<PathBuf>),
}

/// The room that was named, or the start screen.
pub fn room(context: &Context) -> Outcome {
    match &context.global.room {
        Some(path) if path.exists() => open(context, Opening::Room(path.display().to_string())),
        Some(path) => {
            let args = [("path", path.display().to_string().into())];
            Err(Failure::refused(context.words.f("screen-no-room", &args)))
        }
        None => open(context, Opening::Start),
    }
}

/// A new drill, or the one that was named.
pub fn drill(context: &Context, new: impl FnOnce() -> Result<NewDrill, Failure>) -> Outcome {
    match &context.global.room {
        Some(path) if path.exists() => {
            // Whoever asks for a drill must never find themselves deciding in the real room that a variable names.
            let info = info::info(path, context.options()).map_err(|e| context.fault(path, &e))?;
            if info.settings.drill.is_none() {
                let args = [("path", path.display().to_string().into())];
                return Err(Failure::refused(context.words.f("screen-not-a-drill", &args)));
            }
            open(context, Opening::Room(path.display().to_string()))
        }
        _ => {
            context.may_write()?;
            open(context, Opening::Drill(Box::new(new()?), context.global.room.clone()))
        }
    }
}

/// A new drill of what happened in a room: the room that is named is that one, and is only read.
pub fn replay(context: &Context, new: impl FnOnce() -> Result<NewDrill, Failure>) -> Outcome {
    context.may_write()?;
    open(context, Opening::Drill(Box::new(new()?), None))
}

fn open(context: &Context, opening: Opening) -> Outcome {
    let failed = |e: std::io::Error| Failure::refused(e.to_string());
    let theme = theme(context)?;
    let plan = match &opening {
        // a room whose incident has a plan in force opens with that, whatever was made of the file since
        Opening::Room(path) => context.plan_for(Path::new(path))?,
        _ => context.plan()?,
    };
    let plan_file = context.places.plan(&context.config).unwrap_or_else(|| context.places.own_plan());
    let keymap = Keymap::builtin();
    let mut screen = Screen::open().map_err(|e| match e.kind() {
        std::io::ErrorKind::Unsupported => Failure::usage(context.words.t("screen-no-terminal")),
        _ => failed(e),
    })?;
    let lang = context.words.lang();
    let mut app = App::new(lang, Arc::new(keymap), screen.size());
    app.ascii = context.config.ascii;
    app.plan = Some(plan.clone());
    app.audience = context.audience();
    app.sharing.present = context.global.present;
    app.sharing.bound = context.global.readonly && app.audience == Audience::Shared;
    app.sharing.rotate_after = context.config.rotate_after;
    let named = context.global.name.as_deref().is_some_and(|name| !Clean::line(name).is_empty());
    let named = named || !context.config.name.is_empty();
    let me = if named { context.actor() } else { whoami::actor("", "") };
    let how = How {
        me,
        lang,
        readonly: context.global.readonly,
        allow_network_fs: context.global.allow_network_fs,
        plan,
        plan_file,
        alerts: context.config.alerts.clone(),
    };
    let (mut hands, inbox) = Hands::new(how, context.places.clone(), context.zone());
    match opening {
        Opening::Start => {
            // The first thing that the loop hears: it asks for the rooms that were open lately.
            hands.carry_out(Effect::FindRooms, &mut screen, &app);
        }
        Opening::Room(path) => hands.carry_out(Effect::OpenRoom(path), &mut screen, &app),
        Opening::Drill(new, path) => hands.drill(*new, path),
    }
    if context.config.mouse {
        app.mouse = true;
        hands.carry_out(Effect::Mouse(true), &mut screen, &app);
    }
    Loop { app, screen, theme, inbox, hands, answered: false }.run().map_err(failed)?;
    Ok(0)
}

fn theme(context: &Context) -> Result<Theme, Failure> {
    let mono = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let name = if mono { "mono" } else { &context.config.theme };
    Theme::named(name).ok_or_else(|| Failure::usage(context.words.f("screen-no-theme", &[("theme", name.into())])))
}
