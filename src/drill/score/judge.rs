//! Reading a text that went out as the composer would have: its tone, its facts, and whether it names a private person.

use super::{Judged, Text};
use crate::domain::private::{Allow, personal};
use crate::plan::Plan;
use crate::proof::{self, Desk, Draft};
use crate::tone::{Level, Rule};

/// What texts are read with.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The plan: what is never said, what may be given out.
    pub plan: &'a Plan,
    /// The room's zone.
    pub zone: &'a str,
    /// Our own names and handles.
    pub ours: &'a Allow,
}

impl Reader<'_> {
    /// Reads a text with the facts as they stood when it went out.
    pub fn read(&self, text: &Text<'_>) -> Judged {
        let desk = Desk { severity: text.severity, ..Desk::new(text.facts.to_vec(), &[], text.at, self.zone) };
        let draft = Draft::of(text.kind, text.content, text.at, self.zone);
        let proof = proof::read(self.plan, &desk, &draft);
        let guesses = |rule| matches!(rule, Rule::Speculates | Rule::Unconfirmed | Rule::Contradicts);
        Judged {
            errors: proof.count(Level::Error) as u32,
            unconfirmed: proof.remarks.iter().any(|remark| guesses(remark.rule)),
            personal: !proof::is_private(&text.content.channel) && self.names_somebody(&text.content.text),
        }
    }

    fn names_somebody(&self, text: &str) -> bool {
        let given_out = self.plan.given_out();
        personal(text, self.ours).into_iter().any(|place| {
            let named = text.get(place).unwrap_or_default();
            !given_out.iter().any(|own| own.eq_ignore_ascii_case(named))
        })
    }
}
