//! The script of a drill on a shared screen: nothing of it, since it tells what is to come.

use super::{Veil, Veiled};
use crate::rows::ScriptNow;

impl Veiled for ScriptNow {
    fn veil(&mut self, _: &Veil<'_>) {
        let ScriptNow { rows, chatter, start: _, lasts: _, score: _ } = self;
        rows.clear();
        *chatter = (0, 0);
    }
}
