//! The communication plan as a source of checklists.

use super::policy::{Asked, Document, Judgement, Policy, Promised};
use super::steps::{Anchor, Step};
use crate::domain::clock::{self, Cadence};
use crate::domain::duty::Holding;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::private;
use crate::domain::reminder::Rule;
use crate::domain::report::ReportKind;
use crate::domain::response::Content;
use crate::domain::role::Role;
use crate::domain::room::{Lang, Refusal};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::{self, Plan};
use crate::proof::{self, Desk};
use crate::voice;
use std::sync::Arc;

impl Policy for Plan {
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        self.checklist(severity, kind).into_iter().map(step).collect()
    }

    fn asks_for(&self, kind: ReportKind) -> Vec<String> {
        self.tasks.iter().filter(|task| task.report == Some(kind)).map(|task| task.code.clone()).collect()
    }

    fn approvers(&self, text_type: &str, severity: Severity, liability: bool) -> Vec<String> {
        Plan::approvers(self, text_type, severity, liability).iter().map(|role| role.as_str().to_owned()).collect()
    }

    fn shuts(&self, text_type: &str, severity: Severity) -> bool {
        Plan::approvers(self, text_type, severity, false).is_empty()
    }

    fn holding(&self, role: &str, name: &Clean) -> Holding {
        Plan::holding(self, role, name)
    }

    fn no_such_role(&self, role: &Role) -> Option<Refusal> {
        Plan::no_such_role(self, role)
    }

    fn holder(&self, role: &str) -> Option<Clean> {
        Plan::holder(self, &Role::parse(role)?).cloned()
    }

    fn backups(&self, role: &str) -> Vec<Clean> {
        Role::parse(role).map(|role| Plan::backups(self, &role).to_vec()).unwrap_or_default()
    }

    fn cleared(&self, content: &Content, at: Stamp) -> bool {
        self.unchanged(content, at.utc().date_naive()) == Some(plan::Standing::Approved)
    }

    fn unsigned(&self, content: &Content, at: Stamp) -> bool {
        self.unchanged(content, at.utc().date_naive()).is_some_and(|standing| standing != plan::Standing::Approved)
    }

    fn judge(&self, asked: &Asked<'_>) -> Judgement {
        let mut desk = Desk {
            severity: asked.severity,
            contained: asked.contained,
            ours: asked.ours.to_vec(),
            ..Desk::new(asked.facts.to_vec(), asked.live, asked.at, asked.zone)
        };
        desk.confirmed.add_told(asked.takes_back);
        let proof = proof::read(self, &desk, &proof::Draft::of(asked.kind, asked.content, asked.at, asked.zone));
        Judgement { findings: proof.findings(), liability: proof.liability, facts: proof.facts }
    }

    fn promises(&self, text: &str, lang: Lang, at: Stamp, zone: &str) -> Vec<Promised> {
        let promise = |p: voice::Promise| Promised {
            words: Clean::line(text.get(p.span.clone()).unwrap_or_default()),
            sentence: shortened(voice::sentence(text, lang, p.span.start), text.get(p.span).unwrap_or_default()),
            due: p.due,
            update: p.what == voice::Due::NextUpdate,
            delay: p.delay.is_some(),
            undated: p.undated,
        };
        voice::promises(text, lang, at, zone).into_iter().map(promise).collect()
    }

    fn triggers(&self, severity: Severity) -> Vec<String> {
        self.triggers_of(severity)
    }

    fn cadence(&self, severity: Severity) -> Cadence {
        self.clock(severity).cadence()
    }

    fn approval_life(&self, severity: Option<Severity>) -> i64 {
        severity.map_or_else(|| clock::approval_life(None), |severity| self.clock(severity).approval)
    }

    fn approval_wait(&self, severity: Option<Severity>) -> i64 {
        let own = severity.and_then(|severity| self.clock(severity).approval_wait);
        own.unwrap_or_else(|| clock::approval_wait(severity))
    }

    fn reminders(&self) -> &[Rule] {
        &self.reminders
    }

    fn document(&self) -> Option<Document> {
        Some(Document {
            digest: self.digest(),
            name: self.name.clone(),
            version: self.version.clone(),
            text: self.written(),
        })
    }

    fn kept(&self, text: &str) -> Option<Arc<dyn Policy>> {
        Plan::parse_written(text).ok().map(|plan| Arc::new(plan) as Arc<dyn Policy>)
    }

    fn changes(&self, before: &str) -> Vec<Clean> {
        let Ok(before) = Plan::parse_written(before) else { return Vec::new() };
        let said = |text: &Option<Clean>| text.as_ref().map_or("-", Clean::as_str).to_owned();
        let line = |c: &plan::Change| {
            let what = [&c.section, &c.item, &c.field].map(Clean::as_str).join(" ");
            let (before, after) = (said(&c.before), said(&c.after));
            let line = format!("{}: {before} → {after}", what.split_whitespace().collect::<Vec<_>>().join(" "));
            Clean::line(&line.chars().take(MAX_CHANGE).collect::<String>())
        };
        plan::diff(&before, self).iter().take(MAX_CHANGES).map(line).collect()
    }
}

/// Most changes that an event tells, and characters of each.
const MAX_CHANGES: usize = 200;
const MAX_CHANGE: usize = 400;

fn step(step: plan::Step) -> Step {
    let anchor = |anchor| match anchor {
        plan::Anchor::T0 => Anchor::T0,
        plan::Anchor::TD => Anchor::Td,
        plan::Anchor::TC => Anchor::Tc,
        plan::Anchor::TR => Anchor::Tr,
        plan::Anchor::TX => Anchor::Tx,
    };
    let moment = |due: plan::Due| (anchor(due.anchor), due.offset_ms);
    Step {
        code: step.code,
        phase: step.phase.code().to_owned(),
        en: step.title_en,
        es: step.title_es,
        role: step.owner.as_str().to_owned(),
        due: step.due.map(moment),
        again: step.again.map(moment),
        rhythm: step.rhythm,
        gate: step.gate,
        after: step.after,
    }
}

/// Most characters of a sentence that promises something.
const SENTENCE: usize = 160;

/// A sentence in so few characters; the words alone where they would not be among them.
fn shortened(sentence: &str, words: &str) -> Clean {
    let sentence = sentence.trim().trim_end_matches('.');
    let short = private::cut(sentence, SENTENCE);
    Clean::line(if short.contains(words) { &short } else { words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    #[test]
    fn a_promise_is_told_by_the_sentence_that_makes_it() {
        let plan = Plan::parse(plan::BUILTIN).unwrap();
        let said = |text: &str| {
            let promises = Policy::promises(&plan, text, Lang::En, Stamp(1_790_000_000_000), "UTC");
            promises.into_iter().map(|p| (p.sentence.as_str().to_owned(), p.words.as_str().to_owned())).next().unwrap()
        };
        let (sentence, _) = said("We are sorry. We will publish the lab results tomorrow at 10:00 UTC. Thank you.");
        assert_eq!(sentence, "We will publish the lab results tomorrow at 10:00 UTC");
        let (sentence, words) =
            said(&format!("We {}will publish the results tomorrow at 10:00 UTC.", "really ".repeat(40)));
        assert_eq!(sentence, words, "what is promised when is not cut off");
    }

    #[test]
    fn an_approver_may_stay_silent_as_long_as_the_plan_says_else_as_practice_has_it() {
        let own = plan::BUILTIN.replacen("approval_wait = \"15m\"", "approval_wait = \"3m\"", 1);
        let none = plan::BUILTIN.replace("\napproval_wait = ", "\n# approval_wait = ");
        let of = |source: &str, severity| Plan::parse(source).unwrap().approval_wait(severity);
        assert_eq!(of(&own, Some(Severity::Sev2)), 3 * MINUTE);
        for severity in Severity::ALL.map(Some).into_iter().chain([None]) {
            let practice = clock::approval_wait(severity);
            assert_eq!((of(plan::BUILTIN, severity), of(&none, severity)), (practice, practice), "{severity:?}");
        }
    }
}
