//! The executive brief: the bottom line first, one decision, few enough words to be read standing (practice.md 8.2). Owns
//! how many words each part may take.

use super::Blank;
use super::say::{Say, Text, plain};
use super::sitrep::usual;
use crate::domain::fact::FactStatus;
use crate::domain::report::{clause, cut, words};
use crate::domain::time::{HOUR, Stamp};
use crate::rows::Situation;

/// Words of what is known, of what is in doubt and of what is not heard together, and of the question: the whole stays under
/// its limit, with room for a person's own words on the decision.
const WHAT: usize = 34;
const UNHEARD: usize = 8;
const QUESTION: usize = 14;
/// Words that are left for what is in doubt, whatever is known.
const DOUBT: usize = 8;

pub(super) fn make(say: &Say<'_>, of: &Situation, next: Option<Stamp>) -> (String, Vec<Blank>) {
    let mut blanks = Vec::new();
    let mut text = Text::new(*say);
    text.section("label-status", [status(say, of)]);
    text.section("label-what", [what(say, of)]);
    text.section("label-doing", [doing(say, of)]);
    text.section("label-decision-needed", [decision(say, of, &mut blanks)]);
    let next = match next {
        Some(at) => say.f("report-next-brief", &[("time", say.clock(at).into())]),
        None => say.t("report-no-time"),
    };
    text.section("label-next", [next]);
    (text.done(), blanks)
}

/// Severity, state and where it goes.
fn status(say: &Say<'_>, of: &Situation) -> String {
    let severity = of.figures.severity.map_or_else(|| say.t("report-unrated"), |s| s.code().to_owned());
    let state = say.t(of.incident.status.key());
    let Some(per_hour) = of.figures.per_hour else {
        return say.f("report-status-deaf", &[("severity", severity.into()), ("status", state.into())]);
    };
    let whose = say.t(if of.figures.own.is_some() { "report-own-short" } else { "report-whole-room-short" });
    let args = [
        ("severity", severity.into()),
        ("status", state.into()),
        ("trend", say.t(trend(say.now.since(of.incident.td), per_hour, of.hour_before)).into()),
        ("now", per_hour.into()),
        ("lately", of.lately.into()),
        ("usual", format!("{}, {whose}", usual(say, &of.figures)).into()),
    ];
    say.f("report-status", &args)
}

/// Fewest mentions in two hours from which on it is said where they go.
const TELLS: u32 = 20;

/// Where it goes: the last hour against the one before, a fifth more or less. An incident of less than an hour and a handful
/// of mentions go nowhere yet.
fn trend(age: i64, now: u32, before: Option<u32>) -> &'static str {
    let Some(before) = before.filter(|before| now + before == 0 || age >= HOUR && now + before >= TELLS) else {
        return "trend-unknown";
    };
    match (u64::from(now) * 5, u64::from(before)) {
        (0, 0) => "trend-quiet",
        (now, before) if now >= before * 6 => "trend-growing",
        (now, before) if now <= before * 4 => "trend-falling",
        _ => "trend-steady",
    }
}

fn what(say: &Say<'_>, of: &Situation) -> String {
    let unheard = (1..=3).rev().find_map(|most| say.unheard(of, most).filter(|said| words(said) <= UNHEARD));
    let unheard = unheard.or_else(|| say.unheard(of, 1).map(|said| cut(&said, UNHEARD)));
    let left = WHAT - unheard.as_deref().map_or(0, words);
    let doubt = if say.facts(of, FactStatus::Unverified, 0).1 > 0 { DOUBT } else { 0 };
    let known = whole(say, say.facts(of, FactStatus::Confirmed, 3), left - doubt);
    let known = match known {
        None => say.t("report-nothing-confirmed"),
        Some(facts) => say.f("report-known", &[("facts", facts.into())]),
    };
    let left = left.saturating_sub(words(&known)).max(doubt);
    let open = whole(say, say.facts(of, FactStatus::Unverified, 2), left);
    let open = open.map(|facts| say.f("report-unverified", &[("facts", facts.into())]));
    [Some(known), open, unheard].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Those of these sentences that fit whole, and how many there are besides: half a claim may say the contrary of it.
fn whole(say: &Say<'_>, (all, more): (Vec<String>, usize), most: usize) -> Option<String> {
    let n = all.len() + more;
    let mut left = most;
    let mut said = Vec::new();
    for one in &all {
        let Some(rest) = left.checked_sub(words(one)) else { continue };
        left = rest;
        said.push(one.clone());
    }
    if said.is_empty() {
        said.extend(all.first().and_then(|one| clause(one, most)));
    }
    match n - said.len() {
        _ if n == 0 => return None,
        0 => {}
        n if said.is_empty() => said.push(say.f("report-none-fits", &[("n", n.into())])),
        n => said.push(say.f("report-and-more", &[("n", n.into())])),
    }
    Some(said.join(" "))
}

fn doing(say: &Say<'_>, of: &Situation) -> String {
    let [done, doing, _] = of.figures.tasks;
    let mut said = say.f("report-doing", &[("done", done.into()), ("doing", doing.into())]);
    let out = say.published(&of.published, 1);
    said.push(' ');
    said.push_str(&match out.first() {
        Some(last) => say.f("report-out", &[("what", last.clone().into())]),
        None => say.t("report-out-nothing"),
    });
    let [all, contacted, _] = of.figures.affected;
    if all > 0 {
        said.push(' ');
        said.push_str(&say.f("report-contacted", &[("all", all.into()), ("contacted", contacted.into())]));
    }
    said
}

/// The one that is due first, with what a person thinks of it; or none.
fn decision(say: &Say<'_>, of: &Situation, blanks: &mut Vec<Blank>) -> String {
    let Some(matter) = of.open.first() else { return say.t("report-none") };
    let due = matter.due.map(|due| say.due(due));
    let question = say.with(cut(&plain(matter.question.as_str()), QUESTION), due);
    blanks.push(say.blank("options", "blank-options", false));
    blanks.push(say.blank("recommend", "blank-recommend", true));
    blanks.push(say.blank("otherwise", "blank-otherwise", false));
    let args = [
        ("question", question.into()),
        ("options", blanks[0].mark().into()),
        ("recommend", blanks[1].mark().into()),
        ("otherwise", blanks[2].mark().into()),
    ];
    say.f("report-decision", &args)
}
