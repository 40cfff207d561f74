//! What is no fault but a crisis would find out too late: people who cannot be reached or stand alone, tasks that cannot
//! be done in time, texts that do not fit, are out of date or were never approved. Knows the plan; whether a text reads well
//! is for who knows tone, once it is filled in.

mod people;
mod texts;

use super::due::{Due, spell};
use super::fault::{Fault, Faults};
use super::read::Places;
use super::{Plan, day};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::room::Lang;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What a check looks at besides the file.
#[derive(Default)]
pub struct Look {
    /// Today; without it nothing is too old.
    pub today: Option<NaiveDate>,
}

/// Every warning of a plan, in the order of the file.
pub(super) fn warnings(source: &str, plan: &Plan, places: &Places, look: &Look) -> Vec<Fault> {
    let mut w = Warner { plan, places, look, found: Faults::of(source) };
    for language in [Lang::En, Lang::Es] {
        if !plan.languages.contains(&language) {
            w.warn(("plan", "", "languages"), "plan-warn-language-missing", &[("language", language.code())]);
        }
    }
    people::all(&mut w);
    too_early(&mut w);
    silent_too_long(&mut w);
    texts::all(&mut w);
    w.found.into_list()
}

/// What is warned about: what it is, its code, and the key that the warning is of.
type Subject<'a> = (&'static str, &'a str, &'a str);

struct Warner<'p> {
    plan: &'p Plan,
    places: &'p Places,
    look: &'p Look,
    found: Faults<'p>,
}

impl Warner<'_> {
    fn warn(&mut self, (sort, code, key): Subject, sentence: &'static str, args: &[(&'static str, &str)]) {
        let at = self.places.of(sort, code, key);
        self.found.add(&at, sentence, args);
    }

    /// How many days ago a day of the plan was; `Err` when it is no day.
    fn days_since(&self, written: &str) -> Result<Option<i64>, ()> {
        let day = day(written).ok_or(())?;
        Ok(self.look.today.map(|today| (today - day).num_days()))
    }
}

/// Tasks that are due before one for which they wait: nobody can be on time with those.
fn too_early(w: &mut Warner) {
    let mut told: HashSet<(String, String)> = HashSet::new();
    let kinds = IncidentType::ALL.iter().flat_map(|kind| Severity::ALL.iter().map(move |severity| (*severity, *kind)));
    for (severity, kind) in kinds {
        let steps = w.plan.checklist(severity, kind);
        let due: HashMap<&str, Due> = steps.iter().filter_map(|s| Some((s.code.as_str(), s.due?))).collect();
        for (step, code) in steps.iter().flat_map(|s| s.after.iter().map(move |code| (s, code))) {
            let (Some(is), Some(first)) = (step.due, due.get(code.as_str())) else { continue };
            if first.surely_after(is) && told.insert((step.code.clone(), code.clone())) {
                let (is, first) = (is.to_string(), first.to_string());
                let args = [("task", step.code.as_str()), ("due", &is), ("after", code.as_str()), ("first", &first)];
                w.warn(("task", &step.code, "due"), "plan-warn-too-early", &args);
            }
        }
    }
}

/// Two silences of approvers that take longer than the public is to wait: the backup's word would come too late.
fn silent_too_long(w: &mut Warner) {
    for severity in Severity::ALL {
        let clocks = w.plan.clock(severity);
        let (Some(wait), Some(public)) = (clocks.approval_wait, clocks.public_ack_max.or(clocks.public_ack)) else {
            continue;
        };
        if wait.saturating_mul(2) > public {
            let (wait, public) = (spell(wait), spell(public));
            let args = [("level", severity.code()), ("wait", &wait), ("public", &public)];
            w.warn(("severity", severity.code(), "approval_wait"), "plan-warn-silent-too-long", &args);
        }
    }
}
