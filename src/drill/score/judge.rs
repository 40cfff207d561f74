//! Reading a text that went out as the composer would have: its tone, its facts, and whether it names a private person.

use super::{Judged, Text};
use crate::domain::text::Clean;
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
    /// Our own names and handles: what the room listens for.
    pub ours: &'a [Clean],
}

impl Reader<'_> {
    /// Reads a text with the facts as they stood when it went out.
    pub fn read(&self, text: &Text<'_>) -> Judged {
        let (severity, ours) = (text.severity, self.ours.to_vec());
        let desk = Desk { severity, ours, ..Desk::new(text.facts.to_vec(), &[], text.at, self.zone) };
        let draft = Draft::of(text.kind, text.content, text.at, self.zone);
        let proof = proof::read(self.plan, &desk, &draft);
        let says = |rules: &[Rule]| proof.remarks.iter().any(|remark| rules.contains(&remark.rule));
        Judged {
            errors: proof.count(Level::Error) as u32,
            unconfirmed: says(&[Rule::Speculates, Rule::Unconfirmed, Rule::Contradicts]),
            personal: !draft.private && says(&[Rule::PersonalData, Rule::Identifies]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::{Content, ResponseKind};
    use crate::domain::room::Lang;
    use crate::domain::time::Stamp;

    #[test]
    fn what_the_composer_lets_out_names_nobody() {
        let reads = |plan: &Plan, channel: &str, text: &str| {
            let content = Content { lang: Lang::Es, channel: channel.into(), text: text.into(), ..Content::default() };
            let (kind, at) = (ResponseKind::Update, Stamp(1_800_000_000_000));
            let text = Text { kind, content: &content, facts: &[], severity: None, at };
            Reader { plan, zone: "UTC", ours: &["@acme".into()] }.read(&text).personal
        };
        let builtin = Plan::builtin();
        let personal = |text: &str| reads(&builtin, "instagram", text);
        assert!(personal("Ana nos dio el 612 345 678.") && personal("Lo cuenta @ana_garcia."));
        assert!(!personal("Nuestra única cuenta es @acme."), "the room listens for it");
        assert!(!personal("Atendemos en el 900 123 456."), "a free line is nobody's own");
        assert!(!reads(&builtin, "dm", "Ana, le llamamos al 612 345 678."), "only she reads it");
        let ours = Plan { own: vec!["+34 917 000 111".into()], ..builtin.clone() };
        assert!(!reads(&ours, "instagram", "Es el 917 000 111.") && personal("Es el 917 000 111."));
    }
}
