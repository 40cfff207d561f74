//! The script of a room's drill with what became of it: read on a thread of its own, for whoever runs the drill.

use super::drill::{SOURCE, kept_as, scenario_of, scored, unplayable, word_of};
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::private::Private;
use crate::domain::room::{Lang, RoomSettings};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::drill::scenario::{Truth, Twist, TwistKind};
use crate::drill::score::{self, Entry, Reader, Verdict};
use crate::drill::{Inject, Origin, Scenario, Script};
use crate::plan::Plan;
use crate::rows::{CueKind, CueRow, Handled, PostCue, ScriptNow};
use crate::store::chain;
use crate::store::open::Options;
use crate::store::placed::placed;
use crate::words::Words;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::OnceLock;

/// What is played: the scenario, and what its seed made of it. Both stay as they are while the room is open.
pub type Played = OnceLock<(Scenario, Script)>;

/// Reads it as it stands; what is played is worked out the first time alone.
///
/// # Errors
/// A sentence in the reader's language: the scenario cannot be used any more, or the room cannot be read.
pub fn read(
    room: &Path,
    options: Options,
    (settings, plan): (&RoomSettings, &Plan),
    lang: Lang,
    played: &Played,
) -> Result<ScriptNow, String> {
    let words = Words::new(lang);
    let Some(drill) = &settings.drill else { return Err(words.t("facilitator-not-drill")) };
    let (scenario, script) = match played.get() {
        Some(played) => played,
        None => {
            let scenario = scenario_of(room, drill).map_err(|faults| unplayable(&words, &faults))?;
            let script = Script::new(&scenario, drill.lang, drill.seed);
            played.get_or_init(|| (scenario, script))
        }
    };
    let past = past(room, options).map_err(|e| words.refusal(&e.says(room)))?;
    let judge = Reader { plan, zone: &settings.zone, ours: &settings.keywords };
    Ok(Reading { scenario, script, past: &past, start: drill.start, lang, text: drill.lang }.told(plan, &judge))
}

/// What the room says of the drill so far.
struct Past {
    placed: HashMap<String, (MentionId, Stamp)>,
    log: Vec<Entry>,
    said: HashMap<Clean, Stamp>,
}

fn past(room: &Path, options: Options) -> Result<Past, crate::store::error::StoreError> {
    let mut past = Past { placed: placed(room, options, SOURCE)?, log: Vec::new(), said: HashMap::new() };
    chain::export(room, options, EventSeq(1), |logged| {
        past.said.extend(word_of(&logged));
        // what cannot be read any more was told when the room was opened; the rest of it stands
        past.log.extend(scored(&logged).ok().flatten().map(|(entry, _)| entry));
        ControlFlow::Continue(())
    })?;
    Ok(past)
}

struct Reading<'a> {
    scenario: &'a Scenario,
    script: &'a Script,
    past: &'a Past,
    start: Stamp,
    /// Whoever reads it.
    lang: Lang,
    /// The people of the drill.
    text: Lang,
}

impl Reading<'_> {
    fn told(&self, plan: &Plan, judge: &Reader<'_>) -> ScriptNow {
        let find = |id: &str| self.past.placed.get(id).copied();
        let key = score::key(self.scenario, self.script, self.start, &find);
        let handled = score::handled(&key, &self.past.log);
        let handled: HashMap<MentionId, score::Handled> = handled.into_iter().map(|h| (h.mention, h)).collect();
        let injects = self.script.injects();
        let mut rows = self.phases();
        rows.extend(self.twists());
        rows.extend(self.waves());
        rows.extend(injects.iter().filter_map(|inject| self.post(inject, &handled)));
        // by sort as they were put in: a phase stands before what it begins with
        rows.sort_by_key(|row| row.at);
        let chatter = self.counted(|origin| *origin == Origin::Usual);
        let score = score::score(&key, &self.past.log, plan.clock(key.severity), &|text| judge.read(text)).total();
        ScriptNow { start: self.start, lasts: self.script.lasts_ms(), rows, chatter, score }
    }

    /// How many of some came, and how many there are.
    fn counted(&self, which: impl Fn(&Origin) -> bool) -> (u32, u32) {
        self.script
            .injects()
            .iter()
            .filter(|i| which(&i.origin))
            .fold((0, 0), |(came, all), inject| (came + u32::from(self.came(inject).is_some()), all + 1))
    }

    fn came(&self, inject: &Inject) -> Option<(MentionId, Stamp)> {
        self.past.placed.get(inject.mention.id.as_deref()?).copied()
    }

    fn phases(&self) -> Vec<CueRow> {
        let row = |phase: &crate::drill::scenario::Phase| CueRow {
            at: phase.at.get_ref().ms() + self.script.later_ms(),
            came: None,
            text: prose(phase.note.get(self.lang)),
            what: CueKind::Phase(Clean::line(phase.title.get(self.lang))),
        };
        self.scenario.phases.iter().map(row).collect()
    }

    /// The words to the team stand in the order of their twists.
    fn twists(&self) -> Vec<CueRow> {
        let mut twists: Vec<&Twist> = self.scenario.twists.iter().collect();
        twists.sort_by_key(|twist| twist.at.get_ref().ms());
        let mut words = 0..;
        let row = |twist: &Twist| {
            let told = twist.told.as_ref().map(|both| kept_as(both.get(self.text)));
            CueRow {
                at: twist.at.get_ref().ms() + self.script.later_ms(),
                came: told.as_ref().and_then(|told| self.past.said.get(told)).copied(),
                text: prose(twist.note.get(self.lang)),
                what: CueKind::Twist {
                    sort: sort(twist.kind),
                    told: told.and_then(|told| Some((words.next()?, told))),
                },
            }
        };
        twists.into_iter().map(row).collect()
    }

    fn waves(&self) -> Vec<CueRow> {
        let row = |wave: &crate::drill::scenario::Wave| {
            let of_it = |i: &&Inject| matches!(&i.origin, Origin::Wave(name) if name == wave.id.get_ref());
            let first = self.script.injects().iter().find(of_it).map_or("", |i| i.mention.text.as_str());
            CueRow {
                at: wave.at.get_ref().ms() + self.script.later_ms(),
                came: None,
                text: prose(first),
                what: CueKind::Wave {
                    name: Clean::line(wave.id.get_ref()),
                    count: self.counted(|origin| matches!(origin, Origin::Wave(name) if name == wave.id.get_ref())),
                    over: wave.over.get_ref().ms(),
                },
            }
        };
        self.scenario.waves.iter().map(row).collect()
    }

    fn post(&self, inject: &Inject, handled: &HashMap<MentionId, score::Handled>) -> Option<CueRow> {
        let Origin::Script(name) = &inject.origin else { return None };
        let m = &inject.mention;
        let came = self.came(inject);
        let done = came.and_then(|(mention, _)| handled.get(&mention));
        let expected = inject.expected.as_ref();
        let planned = expected.and_then(|e| e.by_ms);
        let line = |text: &Option<String>| Clean::line(text.as_deref().unwrap_or_default());
        let post = PostCue {
            id: m.id.clone()?,
            name: Clean::line(name),
            platform: line(&m.platform),
            author: Private::person(line(&m.author), false),
            handle: Private::person(line(&m.handle), false),
            direct: m.private,
            affected: inject.affected,
            evidence: inject.evidence,
            about: [&m.reply_to, &m.quote_of, &m.repost_of].into_iter().flatten().next().cloned(),
            truth: truth(expected.map_or(Truth::Unknown, |e| e.truth)),
            expected: expected.map(|e| e.dispositions.clone()).unwrap_or_default(),
            by: done.map_or_else(
                || planned.map(|by| self.start.plus(by + inject.at_ms - inject.posted_ms)),
                |done| done.by,
            ),
            given: done.and_then(|done| done.given),
            handled: match done.map(|done| done.verdict) {
                None | Some(Verdict::Undecided) => Handled::Open,
                Some(Verdict::Right) => Handled::Right,
                Some(Verdict::Late) => Handled::Late,
                Some(Verdict::Otherwise) => Handled::Otherwise,
            },
        };
        // a feed that was silent brings it later than it was posted
        let arrived = came.map(|(_, posted)| {
            let by_script = posted == self.start.plus(inject.posted_ms);
            if by_script { self.start.plus(inject.at_ms) } else { posted }
        });
        Some(CueRow { at: inject.at_ms, came: arrived, text: prose(&m.text), what: CueKind::Post(Box::new(post)) })
    }
}

fn prose(text: &str) -> Private<Clean> {
    Private::prose(Clean::new(text))
}

/// Key of the word that says whether something is so.
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "drill-truth-true",
        Truth::False => "drill-truth-false",
        Truth::Unknown => "drill-truth-unknown",
    }
}

/// Key of a twist's sort.
pub fn sort(kind: TwistKind) -> &'static str {
    match kind {
        TwistKind::ApproverAbsent => "twist-approver-absent",
        TwistKind::FalseScreenshot => "twist-false-screenshot",
        TwistKind::FeedSilent => "twist-feed-silent",
        TwistKind::SecondCrisis => "twist-second-crisis",
        TwistKind::LeakedNote => "twist-leaked-note",
        TwistKind::Handover => "twist-handover",
    }
}
