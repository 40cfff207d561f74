//! Severities, bands, the matrix, triggers and reminders. Knows their keys.

use super::reader::{Reader, Section};
use super::refs::Codes;
use crate::domain::incident::Severity;
use crate::domain::time::MINUTE;
use crate::plan::{Clocks, Condition, Lasting, Levels, Measure, Measured, Raise, Reminder, Row, Trigger};
use toml::de::DeValue;

/// The shortest pause between two reminders: people who are reminded all the time stop listening.
const SHORTEST: i64 = MINUTE;

pub(super) fn clocks(r: &mut Reader, root: &Section, codes: &mut Codes) -> Levels<Clocks> {
    let mut found: Levels<Option<Clocks>> = Levels::default();
    for s in r.tables(root, "severity") {
        let clocks = level_clocks(r, &s);
        let Some((text, at)) = r.need(&s, "level") else { continue };
        let Some(level) = r.one_of(text, &at, &Severity::ALL) else { continue };
        if found[level].replace(clocks).is_some() {
            r.faults.add(&at, "plan-fault-duplicate", &[("code", text)]);
        } else {
            codes.once(r, &s, "severity", text, &at);
        }
    }
    let mut levels = Severity::ALL.into_iter();
    Levels(found.0.map(|clocks| {
        let name = levels.next().map_or("", Severity::code);
        clocks.unwrap_or_else(|| {
            r.faults.add(&root.at, "plan-fault-missing-level", &[("section", "severity"), ("level", name)]);
            Clocks::default()
        })
    }))
}

fn level_clocks(r: &mut Reader, s: &Section) -> Clocks {
    const OPTIONAL: [&str; 12] = [
        "public_ack",
        "public_ack_max",
        "statement",
        "public_update",
        "public_update_for",
        "public_update_later",
        "sitrep",
        "brief",
        "meeting",
        "lead_shift",
        "approval_wait",
        "review",
    ];
    r.only(s, &[&["level", "title", "floor", "acknowledge", "declare", "approval"][..], &OPTIONAL[..]].concat());
    let title = r.need_both(s, "title");
    let floor = r.number(s, "floor", 1, 1_000_000);
    let [
        public_ack,
        public_ack_max,
        statement,
        public_update,
        public_update_for,
        public_update_later,
        sitrep,
        brief,
        meeting,
        lead_shift,
        approval_wait,
        review,
    ] = OPTIONAL.map(|key| r.duration(s, key));
    Clocks {
        title,
        floor,
        acknowledge: r.need_duration(s, "acknowledge"),
        declare: r.need_duration(s, "declare"),
        public_ack,
        public_ack_max,
        statement,
        public_update,
        public_update_for,
        public_update_later,
        sitrep,
        brief,
        meeting,
        lead_shift,
        approval_wait,
        approval: r.need_duration(s, "approval"),
        review,
    }
}

pub(super) fn bands(r: &mut Reader, root: &Section) -> [i64; 4] {
    const BANDS: [(&str, usize); 4] = [("P1", 0), ("P2", 1), ("P3", 2), ("P4", 3)];
    let mut found = [None; 4];
    for s in r.tables(root, "band") {
        r.only(&s, &["band", "answer"]);
        let answer = r.need_duration(&s, "answer");
        let Some((text, at)) = r.need(&s, "band") else { continue };
        let Some(place) = r.choose(text, &at, &BANDS) else { continue };
        if found[place].replace(answer).is_some() {
            r.faults.add(&at, "plan-fault-duplicate", &[("code", text)]);
        }
    }
    BANDS.map(|(name, place)| {
        found[place].unwrap_or_else(|| {
            r.faults.add(&root.at, "plan-fault-missing-level", &[("section", "band"), ("level", name)]);
            0
        })
    })
}

pub(super) fn row(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Row> {
    r.only(s, &["code", "title", "SEV1", "SEV2", "SEV3", "SEV4", "measures"]);
    let title = r.need_both(s, "title");
    let levels = Levels(Severity::ALL.map(|level| r.both(s, level.code())));
    let mut measures = Vec::new();
    for (value, at) in r.items(s, "measures") {
        match value {
            DeValue::Table(table) => measures.extend(measure(r, &Section { table, at, name: "measures" })),
            _ => r.wrong(&at, "measures", "table"),
        }
    }
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "matrix", &code, &at);
    Some(Row { code, title, levels, measures })
}

fn measure(r: &mut Reader, s: &Section) -> Option<Measure> {
    r.only(s, &["what", "SEV1", "SEV2", "SEV3", "SEV4", "lasting"]);
    let least = Levels(Severity::ALL.map(|level| r.decimal(s, level.code())));
    let lasting = r.by_level(s, "lasting", |r, s, key| r.duration(s, key).map(Lasting));
    // A graver level that asks for less than a milder one would never leave the milder one a chance.
    let given: Vec<_> = least.0.iter().flatten().collect();
    if given.windows(2).any(|pair| pair[0] < pair[1]) {
        r.faults.add(&s.at, "plan-fault-measure-order", &[]);
    }
    let what = r.need_choice(s, "what", &Measured::ALL)?;
    Some(Measure { what, least, lasting })
}

pub(super) fn trigger(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Trigger> {
    r.only(s, &["code", "title", "level", "suspected", "raise"]);
    let title = r.need_both(s, "title");
    let level = r.choice(s, "level", &Severity::ALL);
    let suspected = r.choice(s, "suspected", &Severity::ALL);
    let raise = r.number(s, "raise", 1, 3);
    let to = match (level, raise) {
        (Some(level), None) => Some(Raise::To(level)),
        (None, Some(levels)) => Some(Raise::By(levels)),
        (Some(_), Some(_)) => {
            r.faults.add(&s.at, "plan-fault-either", &[("one", "level"), ("other", "raise")]);
            None
        }
        (None, None) => {
            if s.get("level").is_none() && s.get("raise").is_none() {
                r.missing(s, "level");
            }
            None
        }
    };
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "trigger", &code, &at);
    Some(Trigger { code, title, to: to?, suspected })
}

pub(super) fn reminder(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Reminder> {
    r.only(s, &["code", "when", "after", "every", "at_most", "once", "to", "severity", "bell"]);
    let after = r.duration(s, "after").unwrap_or(0);
    let every = r.duration(s, "every");
    let at_most = r.number(s, "at_most", 1, 1_000);
    let once = r.flag(s, "once");
    let at = |key: &str| s.get(key).map_or_else(|| s.at.clone(), |(_, at)| at);
    if once && s.get("every").is_some() {
        r.faults.add(&at("once"), "plan-fault-either", &[("one", "once"), ("other", "every")]);
    } else if !once && s.get("every").is_none() {
        r.missing(s, "every");
    }
    if at_most.is_some() && s.get("every").is_none() {
        r.faults.add(&at("at_most"), "plan-fault-either", &[("one", "at_most"), ("other", "once")]);
    }
    if every.is_some_and(|ms| ms < SHORTEST) {
        r.faults.add(&at("every"), "plan-fault-too-often", &[]);
    }
    let to = r.roles(s, "to");
    let severity = severity(r, s).unwrap_or(Severity::Sev4);
    let bell = r.flag(s, "bell");
    let when = r.need_choice(s, "when", &Condition::ALL);
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "reminder", &code, &at);
    Some(Reminder { code, when: when?, after, every, at_most, to, severity, bell })
}

/// `severity = n`: SEVn and whatever is graver.
pub(super) fn severity(r: &mut Reader, s: &Section) -> Option<Severity> {
    let level = r.number(s, "severity", 1, 4)?;
    Severity::ALL.get(level - 1).copied()
}
