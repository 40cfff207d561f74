//! How grave an incident may be, by what can be measured and what the plan says (practice.md 2.4): the gravest level that two
//! independent rows of the matrix reach, or that one hard trigger asks for. It is a suggestion with its evidence; people
//! declare.

use super::Plan;
use super::levels::{Measure, Measured, Raise, Row};
use super::platforms::Outlet;
use crate::domain::incident::{Figures, STEP, Severity, handle};
use crate::domain::text::Clean;

/// Rows of the matrix that must reach a level.
const ROWS: usize = 2;

/// A row of the matrix that reaches a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Reached {
    /// The row's code.
    pub row: String,
    /// The level that it reaches.
    pub severity: Severity,
    /// What was measured.
    pub what: Measured,
    /// The figure, in thousandths.
    pub value: u64,
    /// The outlets that it counts, by name.
    pub who: Vec<Clean>,
}

/// A level with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The level.
    pub severity: Severity,
    /// The rows that reach it, the gravest first.
    pub rows: Vec<Reached>,
    /// The triggers that ask for it, with how many mentions carry each.
    pub triggers: Vec<(String, u64)>,
}

/// What a plan suggests; nothing when no level is reached.
pub fn suggest(plan: &Plan, figures: &Figures) -> Option<Suggestion> {
    let mut rows: Vec<Reached> = plan.matrix.iter().filter_map(|row| reached(plan, row, figures)).collect();
    rows.sort_by_key(|r| r.severity);
    let enough = |severity: &Severity| {
        let floor = plan.clocks[*severity].floor.unwrap_or(0) as u64;
        rows.iter().filter(|r| r.severity <= *severity).count() >= ROWS && figures.per_hour >= floor
    };
    // the mildest level is what everything is that reaches none
    let by_rows = Severity::ALL[..3].iter().copied().find(enough);
    let asked = |code: &String| {
        plan.triggers.iter().find(|t| t.code == *code).and_then(|t| match t.to {
            // words alone are a suspicion
            Raise::To(level) => Some(t.suspected.unwrap_or(level)),
            Raise::By(_) => None,
        })
    };
    let by_trigger = figures.triggers.iter().filter_map(|(code, _)| asked(code)).min();
    let base = by_rows.into_iter().chain(by_trigger).min()?;
    let raised = figures.triggers.iter().filter_map(|(code, _)| raise(plan, code)).max().unwrap_or(0);
    let severity = Severity::ALL[(base as usize).saturating_sub(raised)];
    rows.retain(|r| by_rows.is_some_and(|level| r.severity <= level));
    let triggers = figures
        .triggers
        .iter()
        .filter(|(code, _)| raise(plan, code).is_some() || asked(code).is_some_and(|level| level <= base));
    Some(Suggestion { severity, rows, triggers: triggers.cloned().collect() })
}

/// How many levels graver a trigger makes it, for those that do.
fn raise(plan: &Plan, code: &str) -> Option<usize> {
    plan.triggers.iter().find(|t| t.code == code).and_then(|t| match t.to {
        Raise::By(levels) => Some(levels),
        Raise::To(_) => None,
    })
}

/// The gravest level that any measure of a row reaches.
fn reached(plan: &Plan, row: &Row, figures: &Figures) -> Option<Reached> {
    let each = row.measures.iter().filter_map(|measure| {
        let who = speaking(plan, measure.what, figures);
        let severity = Severity::ALL.into_iter().find(|s| reaches(measure, *s, figures, who.len()))?;
        let value = at(measure.what, figures, 0, who.len())?;
        Some(Reached { row: row.code.clone(), severity, what: measure.what, value, who })
    });
    each.min_by_key(|r| r.severity)
}

/// The outlets of the plan that speak, of those that a measure counts.
fn speaking(plan: &Plan, what: Measured, figures: &Figures) -> Vec<Clean> {
    let speaks = |o: &&Outlet| o.handles.iter().any(|h| figures.outlets.contains(&handle(h.as_str())));
    let counted = plan.outlets.iter().filter(|o| what.counts(&o.kind));
    counted.filter(speaks).map(|o| o.name.clone()).collect()
}

/// Whether a measure reaches a level, and has done so for as long as it must.
fn reaches(measure: &Measure, severity: Severity, figures: &Figures, outlets: usize) -> bool {
    let Some(least) = measure.least[severity] else { return false };
    let moments = match (measure.what, measure.lasting[severity]) {
        (Measured::RateTimes | Measured::RateZ, Some(lasting)) => (lasting.0 / STEP).max(0) as usize + 1,
        _ => 1,
    };
    (0..moments).all(|n| at(measure.what, figures, n, outlets).is_some_and(|value| value >= least.0))
}

/// A figure in thousandths, `n` moments ago for those that are measured over time; of `outlets` that speak it is how many.
fn at(what: Measured, figures: &Figures, n: usize, outlets: usize) -> Option<u64> {
    let thousandths = |value: f64| (value.clamp(0.0, 1e12) * 1_000.0).round() as u64;
    let whole = |value: u64| Some(value.saturating_mul(1_000));
    match what {
        Measured::RateTimes => figures.paces.get(n).map(|p| thousandths(p.times)),
        Measured::RateZ => figures.paces.get(n).map(|p| thousandths(p.deviations)),
        Measured::NegativePercent => figures.negative.and_then(|n| whole(n.into())),
        Measured::Followers => whole(figures.followers),
        Measured::Voices => whole(figures.voices),
        Measured::Authorities | Measured::Sector => whole(outlets as u64),
        Measured::Platforms => whole(figures.platforms),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incident::Pace;
    use Severity::*;

    fn calm() -> Figures {
        Figures { per_hour: 500, negative: Some(10), platforms: 1, ..Figures::default() }
    }

    /// The same pace for so many minutes.
    fn for_minutes(times: f64, minutes: usize) -> Vec<Pace> {
        vec![Pace { times, deviations: 0.0 }; minutes / 5 + 1]
    }

    fn told(figures: &Figures) -> Option<(Severity, Vec<String>, Vec<String>)> {
        let suggestion = suggest(&Plan::builtin(), figures)?;
        let rows = suggestion.rows.into_iter().map(|r| r.row).collect();
        Some((suggestion.severity, rows, suggestion.triggers.into_iter().map(|(code, _)| code).collect()))
    }

    fn level(figures: &Figures) -> Option<Severity> {
        told(figures).map(|(severity, ..)| severity)
    }

    #[test]
    fn one_row_is_not_enough_and_two_are() {
        let negative = Figures { negative: Some(75), ..calm() };
        assert_eq!(level(&calm()), None);
        assert_eq!(level(&negative), None, "one row alone");
        let two = Figures { platforms: 2, ..negative.clone() };
        assert_eq!(told(&two), Some((Sev2, vec!["negative".into(), "spread".into()], vec![])), "what both reach");
        let both = Figures { platforms: 3, ..negative };
        assert_eq!(level(&both), Some(Sev1));
        let three = Figures { followers: 20_000, ..Figures { platforms: 1, negative: Some(35), ..calm() } };
        assert_eq!(level(&three), Some(Sev3));
    }

    #[test]
    fn two_measures_of_one_row_are_one_row() {
        let known = Figures { followers: 2_000_000, voices: 5, ..calm() };
        assert_eq!(level(&known), None);
    }

    #[test]
    fn the_plans_outlets_speak_by_name_each_as_grave_as_its_kind() {
        let mut plan = Plan::builtin();
        let outlet = |name: &str, kind: &str, at: &str| Outlet {
            name: name.into(),
            kind: kind.to_owned(),
            handles: vec![at.into(), "@other".into()],
            domains: vec![],
        };
        plan.outlets = vec![
            outlet("National Daily", "media", "@NatDaily"),
            outlet("Food Agency", "regulator", "agency@food.example"),
            outlet("Dairy Trade", "sector", "dairytrade.bsky.social"),
            outlet("Famous Cook", "influencer", "@cook"),
        ];
        let told = |handles: &[&str]| {
            let outlets = handles.iter().map(|h| (*h).to_owned()).collect();
            let figures = Figures { negative: Some(75), outlets, ..calm() };
            suggest(&plan, &figures).map(|s| (s.severity, s.rows.last().unwrap().who.clone(), s.rows[0].who.clone()))
        };
        let names = |all: &[&str]| all.iter().map(|n| Clean::from(*n)).collect::<Vec<_>>();
        let (severity, ..) = told(&["natdaily"]).unwrap();
        assert_eq!(severity, Sev1);
        let (_, last, first) = told(&["natdaily", "agency@food.example", "dairytrade.bsky.social"]).unwrap();
        assert_eq!([first, last].concat(), names(&["National Daily", "Food Agency"]));
        let (severity, last, first) = told(&["dairytrade.bsky.social"]).unwrap();
        assert_eq!((severity, [first, last].concat()), (Sev2, names(&["Dairy Trade"])));
        assert_eq!(told(&["cook"]), None, "their followers tell how grave they are");
        assert_eq!(told(&["nat_daily_fan"]), None);
    }

    #[test]
    fn a_rate_must_last() {
        let at = |paces| Figures { paces, negative: Some(55), ..calm() };
        assert_eq!(level(&at(for_minutes(6.0, 25))), None, "not half an hour yet");
        assert_eq!(level(&at(for_minutes(6.0, 30))), Some(Sev2));
        assert_eq!(level(&at(for_minutes(3.0, 30))), None, "a milder one must last an hour");
        assert_eq!(level(&at(for_minutes(3.0, 60))), Some(Sev3));
        let mut broken = for_minutes(6.0, 30);
        broken[3].times = 1.0;
        assert_eq!(level(&at(broken)), None, "nor may it have gone back meanwhile");
    }

    #[test]
    fn a_small_brand_does_not_fire_on_noise() {
        let loud = Figures { negative: Some(90), platforms: 3, ..calm() };
        for (per_hour, expected) in
            [(19, None), (20, Some(Sev3)), (60, Some(Sev2)), (199, Some(Sev2)), (200, Some(Sev1))]
        {
            assert_eq!(level(&Figures { per_hour, ..loud.clone() }), expected, "{per_hour} an hour");
        }
    }

    #[test]
    fn one_trigger_is_enough_a_suspicion_is_milder_and_minors_raise_it() {
        let with = |codes: &[&str]| {
            let triggers = codes.iter().map(|c| ((*c).to_owned(), 2)).collect();
            Figures { per_hour: 3, triggers, ..Figures::default() }
        };
        assert_eq!(told(&with(&["H1"])), Some((Sev1, vec![], vec!["H1".into()])));
        assert_eq!(level(&with(&["H3"])), Some(Sev2), "data may have got out: only people can confirm it");
        assert_eq!(level(&with(&["H4"])), Some(Sev2));
        assert_eq!(level(&with(&["H9"])), None, "minors alone raise nothing that is not there");
        assert_eq!(told(&with(&["H4", "H9"])), Some((Sev1, vec![], vec!["H4".into(), "H9".into()])));
        assert_eq!(level(&with(&["H1", "H9"])), Some(Sev1), "nothing is graver");
        assert_eq!(level(&with(&["H77"])), None, "a code that the plan does not know");
    }
}
