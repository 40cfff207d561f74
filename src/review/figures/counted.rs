//! Figures that are counts and shares of what was done.

use super::super::answers::{Asked, When};
use super::{Desk, Figure, NONE, Slice, Target, Value, What, plain, seqs};
use crate::domain::mention::{Band, Disposition};
use crate::domain::task::TaskStatus;
use std::collections::{BTreeMap, HashMap};

impl Desk<'_> {
    pub(super) fn counted(&self) -> Vec<Figure> {
        let mut all = self.coverage();
        all.extend(self.clock_kept());
        all.extend(self.texts());
        all.extend(self.checklist());
        all.push(self.promises());
        all.push(self.evidence());
        let (offered, accepted) = (&self.story.offered, &self.story.accepted);
        let n = offered.keys().filter(|id| accepted.contains_key(id)).count();
        let events = offered.values().chain(accepted.values()).copied().collect();
        all.push(plain(What::Handovers, Value::share(n, offered.len(), NONE), events));
        all
    }

    /// What one person says again and again under the same group is one need; it is met when one of them was attended, and
    /// is as urgent as the most urgent of them.
    fn coverage(&self) -> Vec<Figure> {
        struct Need<'a> {
            first: &'a Asked<'a>,
            band: Band,
            met: Option<When>,
        }
        let mut needs: HashMap<_, usize> = HashMap::new();
        let mut all: Vec<Need<'_>> = Vec::new();
        for asked in self.answers.all.iter().filter(|asked| asked.needs()) {
            let key = (asked.arrival.person, asked.arrival.cluster.unwrap_or(asked.arrival.id));
            let place = *needs.entry(key).or_insert(all.len());
            if place == all.len() {
                all.push(Need { first: asked, band: asked.arrival.band, met: None });
            }
            let need = &mut all[place];
            need.band = need.band.min(asked.arrival.band);
            need.met = need.met.into_iter().chain(asked.stopped()).min_by_key(|(seq, _)| *seq);
        }
        let of = |keep: &dyn Fn(&Need<'_>) -> bool| {
            let of: Vec<_> = all.iter().filter(|need| keep(need)).collect();
            let met: Vec<When> = of.iter().filter_map(|need| need.met).collect();
            (Value::Share(met.len() as u32, of.len() as u32), seqs(met))
        };
        self.slices
            .iter()
            .map(|(slice, _)| {
                let (value, events) = match slice {
                    Slice::Band(band) => of(&|need| need.band == *band),
                    Slice::Platform(name) => of(&|need| need.first.arrival.platform == *name),
                    Slice::Language(name) => of(&|need| need.first.arrival.language == *name),
                    _ => of(&|_| true),
                };
                // practice.md 9.1: every P1, 95 of a hundred P2
                let target = match slice {
                    Slice::Band(Band::P1) => Some(Target::Percent(100)),
                    Slice::Band(Band::P2) => Some(Target::Percent(95)),
                    _ => None,
                };
                Figure { what: What::Coverage, slice: slice.clone(), value, target, events }
            })
            .filter(|figure| figure.slice == Slice::All || !matches!(figure.value, Value::Share(_, 0)))
            .collect()
    }

    /// Of those whose time has come or who were attended before, those attended within it.
    fn clock_kept(&self) -> Vec<Figure> {
        let figure = |(slice, of): &(Slice, Vec<&Asked<'_>>)| {
            let due: Vec<_> = of
                .iter()
                .filter(|asked| asked.needs() && (asked.stopped().is_some() || asked.due() < self.room.until))
                .collect();
            let kept: Vec<_> =
                due.iter().filter_map(|asked| asked.stopped().filter(|(_, at)| *at <= asked.due())).collect();
            let value = Value::Share(kept.len() as u32, due.len() as u32);
            Figure { what: What::ClockKept, slice: slice.clone(), value, target: None, events: seqs(kept) }
        };
        self.slices.iter().filter(|(slice, _)| matches!(slice, Slice::All | Slice::Band(_))).map(figure).collect()
    }

    fn texts(&self) -> Vec<Figure> {
        let public = || self.story.drafts.values().filter(|draft| draft.public());
        let drafts: Vec<_> = public().filter_map(|draft| Some((draft, draft.submitted?))).collect();
        let reworked: Vec<_> = drafts.iter().filter_map(|(draft, _)| draft.changes).collect();
        let events = seqs(reworked.iter().copied().chain(drafts.iter().map(|(_, when)| *when)));
        let rework = Value::Share(reworked.len() as u32, drafts.len() as u32);
        let out: Vec<_> = public().filter_map(|draft| Some((draft, draft.out?))).collect();
        let corrected: Vec<_> = out.iter().filter_map(|(draft, _)| draft.corrected.or(draft.retracted)).collect();
        let put_right = seqs(corrected.iter().copied().chain(out.iter().map(|(_, when)| *when)));
        let share = Value::Share(corrected.len() as u32, out.len() as u32);
        let mut all = vec![plain(What::Rework, rework, events), plain(What::Corrected, share, put_right)];
        let mut rules: BTreeMap<&str, Vec<When>> = BTreeMap::new();
        for (draft, when) in &drafts {
            for rule in &draft.waived {
                rules.entry(rule).or_default().push(*when);
            }
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(_, texts)| std::cmp::Reverse(texts.len()));
        all.extend(rules.into_iter().map(|(rule, texts)| Figure {
            what: What::Waived,
            slice: Slice::Rule(rule.to_owned()),
            value: Value::Count(texts.len() as u32),
            target: None,
            events: seqs(texts),
        }));
        all
    }

    fn promises(&self) -> Figure {
        let due: Vec<_> = self.review.promises.iter().filter(|p| p.is_due(self.room.until)).collect();
        let kept = due.iter().filter(|p| p.kept.is_some() && !p.late).count();
        let events = due.iter().flat_map(|p| [Some(p.made), p.kept]).flatten();
        let value = Value::share(kept, due.len(), "review-unknown-none-due");
        Figure { target: Some(Target::Percent(100)), ..plain(What::PromisesKept, value, seqs(events)) }
    }

    /// Needed by what was put right, moderated, handed on or kept as evidence alone: it may be gone tomorrow.
    fn evidence(&self) -> Figure {
        use Disposition::{Correct, Escalate, EvidenceOnly, Moderate};
        let needs =
            |asked: &&Asked<'_>| matches!(asked.disposition(), Some(Correct | Escalate | EvidenceOnly | Moderate));
        let of: Vec<_> = self.answers.all.iter().filter(needs).collect();
        let has: Vec<_> = of.iter().filter_map(|a| self.story.evidence.get(&a.arrival.id).copied()).collect();
        let value = Value::share(has.len(), of.len(), NONE);
        let decided = seqs(of.iter().filter_map(|asked| asked.disposed));
        plain(What::Evidence, value, decided.into_iter().chain(has).collect())
    }

    fn checklist(&self) -> [Figure; 2] {
        let tasks = &self.story.tasks;
        let ended = |status| {
            let of = tasks.values().filter(move |task| task.status == status);
            of.map(|task| task.ended.map_or(task.made, |(seq, _)| seq)).collect::<Vec<_>>()
        };
        let (done, skipped) = (ended(TaskStatus::Done), ended(TaskStatus::Skipped));
        let made = tasks.values().map(|task| task.made);
        let share = Value::share(done.len(), tasks.len(), NONE);
        [
            plain(What::Checklist, share, done.into_iter().chain(made).collect()),
            plain(What::Skipped, Value::Count(skipped.len() as u32), skipped),
        ]
    }
}
