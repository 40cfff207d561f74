//! The communication plan as a source of checklists.

use super::steps::{Anchor, Step, Steps};
use crate::domain::incident::{IncidentType, Severity};
use crate::plan::{self, Plan};

impl Steps for Plan {
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        self.checklist(severity, kind).into_iter().map(step).collect()
    }
}

fn step(step: plan::Step) -> Step {
    let anchor = |anchor| match anchor {
        plan::Anchor::T0 => Anchor::T0,
        plan::Anchor::TD => Anchor::Td,
        plan::Anchor::TC => Anchor::Tc,
        plan::Anchor::TR => Anchor::Tr,
        plan::Anchor::TX => Anchor::Tx,
    };
    Step {
        code: step.code,
        phase: step.phase.code().to_owned(),
        en: step.title_en,
        es: step.title_es,
        role: step.owner.as_str().to_owned(),
        due: step.due.map(|due| (anchor(due.anchor), due.offset_ms)),
        after: step.after,
    }
}
