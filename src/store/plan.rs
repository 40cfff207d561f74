//! The communication plan as a source of checklists.

use super::policy::{Holding, Policy};
use super::steps::{Anchor, Step};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::plan::{self, Plan};

impl Policy for Plan {
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        self.checklist(severity, kind).into_iter().map(step).collect()
    }

    fn approvers(&self, text_type: &str, severity: Severity, liability: bool) -> Vec<String> {
        let also = self.approval(text_type).filter(|_| liability).map_or(&[][..], |a| &a.if_liability);
        let mut needs: Vec<String> = Vec::new();
        for role in Plan::approvers(self, text_type, severity).iter().chain(also) {
            if !needs.iter().any(|r| r == role.as_str()) {
                needs.push(role.as_str().to_owned());
            }
        }
        needs
    }

    fn holding(&self, role: &str, name: &Clean) -> Holding {
        let post = Role::parse(role).and_then(|role| self.post(&role));
        match post {
            Some(post) if post.holder.same_name(name) || post.backup.same_name(name) => Holding::Theirs,
            Some(post) if !(post.holder.is_empty() && post.backup.is_empty()) => Holding::Others,
            _ => Holding::Nobodys,
        }
    }

    fn backups(&self, role: &str) -> Vec<Clean> {
        let post = Role::parse(role).and_then(|role| self.post(&role));
        post.map(|post| post.backup.clone()).filter(|backup| !backup.is_empty()).into_iter().collect()
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
