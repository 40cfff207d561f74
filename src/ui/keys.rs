//! Keys as people read them, from the keymap that is in force.

use super::Ctx;
use crate::app::actions::Action;
use crate::app::keymap::Scope;

/// The first key of an action as pressed in a scope; the palette's way to it when it has none.
pub fn key(ctx: &Ctx, scope: Scope, action: Action) -> String {
    let keys = scope.chain().iter().find_map(|s| ctx.app.keymap.keys_for(*s, action).into_iter().next());
    match keys {
        Some(key) => key.label(ctx.words),
        None => format!(":{}", action.id()),
    }
}
