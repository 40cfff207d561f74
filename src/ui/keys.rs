//! Keys as people read them, from the keymap that is in force.

use super::Ctx;
use crate::app::actions::Action;
use crate::app::keymap::Scope;

/// The first key of an action as pressed in a scope; the palette's way to it when it has none.
pub fn key(ctx: &Ctx, scope: Scope, action: Action) -> String {
    match ctx.app.keymap.keys_for(scope, action).first() {
        Some(key) => key.label(ctx.words),
        None => {
            let palette = ctx.app.keymap.keys_for(Scope::Global, Action::Palette);
            let colon = palette.first().map_or_else(String::new, |key| key.label(ctx.words));
            let args = [("key", colon.into()), ("title", ctx.t(action.entry().title).into())];
            ctx.words.f("key-by-palette", &args)
        }
    }
}
