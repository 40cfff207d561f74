//! The rows of prevention.

use super::{Veil, Veiled};
use crate::rows::{AmbassadorRow, Ambassadors, ClueRow, ComplaintRow, Complaints};

impl Veiled for Complaints {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Complaints { themes, clues, days: _, by_day: _, before: _, own: _, partial: _ } = self;
        themes.veil(veil);
        clues.veil(veil);
    }
}

impl Veiled for ComplaintRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ComplaintRow { phrase, examples, count: _, voices: _, before: _, by_day: _, trend: _, mentions: _ } = self;
        phrase.veil(veil.ours);
        examples.veil(veil);
    }
}

impl Veiled for ClueRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ClueRow { phrase, owner, item: _, due: _, since: _, mentions: _ } = self;
        phrase.veil(veil.ours);
        veil.owner(owner);
    }
}

impl Veiled for Ambassadors {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Ambassadors { people, days: _, positive: _, negative: _, read: _, partial: _ } = self;
        people.veil(veil);
    }
}

impl Veiled for AmbassadorRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let AmbassadorRow { mention, count: _, days: _, stood_up: _, negative: _, thanks: _, reach: _ } = self;
        mention.veil(veil);
    }
}
