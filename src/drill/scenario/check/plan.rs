//! What a scenario says that a communication plan knows better: roles, triggers, and how much a channel takes; and what it
//! can be played without, but not well.

use super::{Checker, in_order, number, text};
use crate::domain::room::{Arg, Lang};
use crate::domain::time::HOUR;
use crate::drill::scenario::{Fault, Lists, Scenario, Scripted, Wave};
use crate::length::{Limits, measure};
use crate::plan::Plan;
use std::collections::HashMap;
use toml::Spanned;

/// Hours that a room must have heard before it knows what is usual: one whole day, with its night.
const PAST: i64 = 24;

/// All that the plan finds, in the order of the file.
pub(in crate::drill::scenario) fn against(scenario: &Scenario, source: &str, plan: &Plan) -> Vec<Fault> {
    let mut checker = Checker { text: source, scenario, ids: HashMap::new(), found: Vec::new() };
    checker.past();
    checker.roles(plan);
    scenario.injects.iter().for_each(|i| checker.inject_fits(i, plan));
    scenario.waves.iter().for_each(|w| checker.wave_fits(w, plan));
    for chatter in &scenario.chatter {
        for platform in &scenario.usual.platforms {
            checker.lists_fit(&chatter.texts, post(plan, platform.get_ref()), platform);
        }
    }
    let mut found = checker.found;
    found.sort_by_key(|f| (f.line, f.column));
    // ordinary talk is measured for each of its platforms; one word about a text is enough
    found.dedup_by_key(|f| (f.line, f.column, f.key));
    in_order(found)
}

/// What a post on a platform may have.
fn post(plan: &Plan, platform: &str) -> Option<Limits> {
    plan.limits(platform).map(|l| l.of_post())
}

impl<'a> Checker<'a> {
    /// A room that heard less than this before it cannot tell what is unusual, so the drill would be without its signals.
    fn past(&mut self) {
        let usual = &self.scenario.usual;
        if usual.per_hour > 0 && usual.past.get_ref().ms() < PAST * HOUR {
            self.fault(&usual.past, "drill-fault-past-short", vec![("hours", number(PAST as usize))]);
        }
    }

    fn roles(&mut self, plan: &Plan) {
        let s = self.scenario;
        for role in s.twists.iter().filter_map(|t| t.role.as_ref()) {
            if !plan.roles.iter().any(|post| post.role.as_str() == role.get_ref()) {
                let known: Vec<&str> = plan.roles.iter().map(|post| post.role.as_str()).collect();
                let args = vec![("name", text(role.get_ref())), ("known", Arg::Text(known.join(", ")))];
                self.fault(role, "drill-fault-unknown-role", args);
            }
        }
        for trigger in &s.right.triggers {
            if !plan.triggers.iter().any(|known| known.code == *trigger.code.get_ref()) {
                let known: Vec<&str> = plan.triggers.iter().map(|t| t.code.as_str()).collect();
                let args = vec![("name", text(trigger.code.get_ref())), ("known", Arg::Text(known.join(", ")))];
                self.fault(&trigger.code, "drill-fault-unknown-trigger", args);
            }
        }
    }

    fn inject_fits(&mut self, inject: &'a Scripted, plan: &Plan) {
        if inject.private {
            return;
        }
        let limit = plan.limits(inject.platform.get_ref());
        let limits = limit.map(|l| if inject.reply_to.is_some() { l.of_reply() } else { l.of_post() });
        for said in [&inject.text.en, &inject.text.es] {
            self.fits(said, said.get_ref(), limits, &inject.platform);
        }
    }

    /// Texts of a wave's own, and what it copies with the longest of what people add to it.
    fn wave_fits(&mut self, wave: &'a Wave, plan: &Plan) {
        let original = wave.copies.as_ref().and_then(|c| self.scenario.injects.iter().find(|i| i.id == *c));
        for platform in &wave.platforms {
            let limits = post(plan, platform.get_ref());
            if let Some(texts) = &wave.texts {
                self.lists_fit(texts, limits, platform);
            }
            let Some(original) = original else { continue };
            for lang in [Lang::En, Lang::Es] {
                let longest = wave.endings.get(lang).iter().max_by_key(|e| e.get_ref().chars().count());
                let Some(ending) = longest else { continue };
                let copied = format!("{} {}", original.text.get(lang), ending.get_ref());
                self.fits(ending, &copied, limits, platform);
            }
        }
    }

    fn lists_fit(&mut self, lists: &'a Lists, limits: Option<Limits>, platform: &Spanned<String>) {
        for lang in [Lang::En, Lang::Es] {
            for said in lists.get(lang) {
                // with the longest word in each of its slots
                let longest = |words: &'a [Spanned<String>]| words.iter().max_by_key(|w| w.get_ref().chars().count());
                let filled = self.scenario.filled(said.get_ref(), lang, longest);
                self.fits(said, &filled, limits, platform);
            }
        }
    }

    fn fits(&mut self, at: &Spanned<String>, said: &str, limits: Option<Limits>, platform: &Spanned<String>) {
        let Some(limits) = limits else { return };
        let measured = measure(limits, said);
        if measured.is_over() {
            let most = measured.limit.unwrap_or_default();
            let args =
                vec![("platform", text(platform.get_ref())), ("length", number(measured.used)), ("most", number(most))];
            self.fault(at, "drill-fault-over-length", args);
        }
    }
}
