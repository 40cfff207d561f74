//! What the score and the twists of a scenario lean on: that it is there, in time, and can be done.

use super::{Checker, text};
use crate::domain::mention::Disposition;
use crate::domain::time::{HOUR, MINUTE};
use crate::drill::scenario::{Offset, Part, Scripted, Truth, Twist, TwistKind, disposition};

/// The shortest and the longest drill, and by how much it may begin later, in milliseconds.
const SHORTEST: i64 = MINUTE;
const LONGEST: i64 = 4 * HOUR;
const LATEST_START: i64 = 30 * MINUTE;
/// Less than this before the end nobody can be expected to do anything.
const LEAST: i64 = MINUTE;

impl<'a> Checker<'a> {
    /// How long the drill lasts, and by how much it may begin later.
    pub(super) fn length(&mut self) {
        let s = self.scenario;
        if !(SHORTEST..=LONGEST).contains(&s.lasts.get_ref().ms()) {
            self.fault(&s.lasts, "drill-fault-lasts", vec![]);
        }
        if let Some(most) = s.starts_within.as_ref().filter(|most| most.get_ref().ms() > LATEST_START) {
            self.fault(most, "drill-fault-starts", vec![]);
        }
    }

    /// That somebody could do what an inject asks for.
    pub(super) fn can_be_done(&mut self, inject: &'a Scripted) {
        let left = self.scenario.lasts.get_ref().ms().saturating_sub(inject.at.get_ref().ms());
        if inject.within.as_ref().is_some_and(|within| within.get_ref().ms() == 0) {
            let within = inject.within.as_ref().unwrap_or(&inject.at);
            self.fault(within, "drill-fault-no-time", vec![]);
        } else if !inject.expect.is_empty() && (0..LEAST).contains(&left) {
            self.fault(&inject.at, "drill-fault-no-time", vec![]);
        }
        let words = inject.expect.iter().filter_map(|w| disposition(w.get_ref()));
        let expected: Vec<Disposition> = words.collect();
        // a message that nobody else can read has nowhere to be answered in public
        let in_public = |d: &Disposition| matches!(d, Disposition::RespondPublic | Disposition::Correct);
        if inject.private && !expected.is_empty() && expected.iter().all(in_public) {
            self.fault(&inject.expect[0], "drill-fault-private-answer", vec![("id", text(inject.id.get_ref()))]);
        }
    }

    /// What the score goes by.
    pub(super) fn right(&mut self) {
        let s = self.scenario;
        self.known(&s.right.origin);
        for trigger in &s.right.triggers {
            self.known(&trigger.inject);
            self.says(&trigger.code);
        }
        for claim in &s.claims {
            self.both(&claim.says);
            claim.words.iter().for_each(|w| self.says(w));
            if claim.words.is_empty() {
                self.fault(&claim.says.en, "drill-fault-claim-words", vec![]);
            }
        }
        let affected = |i: &&Scripted| s.cast.get(i.author.get_ref()).is_some_and(|p| p.part == Part::Affected);
        let there = [
            ("part = \"affected\"", s.injects.iter().any(|i| affected(&i))),
            ("expect = [...]", s.injects.iter().any(|i| !i.expect.is_empty())),
            ("evidence = true", s.injects.iter().any(|i| i.evidence)),
            ("[[claim]]", !s.claims.is_empty()),
        ];
        for (what, _) in there.into_iter().filter(|(_, there)| !there) {
            self.fault(&s.right.origin, "drill-fault-unscored", vec![("what", text(what))]);
        }
    }

    /// That a twist has what its kind needs.
    pub(super) fn twist(&mut self, twist: &'a Twist) {
        self.in_time(&twist.at);
        self.both(&twist.note);
        twist.told.iter().for_each(|told| self.both(told));
        twist.platforms.iter().for_each(|p| self.platform(p));
        let ends = |over: &toml::Spanned<Offset>| twist.at.get_ref().ms().saturating_add(over.get_ref().ms());
        if let Some(over) = twist.over.as_ref().filter(|over| ends(over) > self.scenario.lasts.get_ref().ms()) {
            self.fault(over, "drill-fault-past-end", vec![]);
        }
        let inject = twist.inject.as_ref().and_then(|id| self.known(id));
        let lacks = match twist.kind {
            TwistKind::ApproverAbsent | TwistKind::Handover => twist.role.is_none().then_some("role"),
            TwistKind::FeedSilent if twist.platforms.is_empty() => Some("platforms"),
            TwistKind::FeedSilent => twist.over.is_none().then_some("over"),
            TwistKind::FalseScreenshot | TwistKind::SecondCrisis | TwistKind::LeakedNote => {
                twist.inject.is_none().then_some("inject")
            }
        };
        if let Some(key) = lacks {
            self.fault(&twist.at, "drill-fault-twist-lacks", vec![("name", text(key))]);
        }
        if twist.kind == TwistKind::FalseScreenshot
            && let (Some(id), Some(inject)) = (&twist.inject, inject)
            && (inject.truth != Truth::False || inject.media.is_empty())
        {
            self.fault(id, "drill-fault-not-a-forgery", vec![("id", text(id.get_ref()))]);
        }
    }

    /// The inject of this name; that there is none is a fault.
    fn known(&mut self, id: &toml::Spanned<String>) -> Option<&'a Scripted> {
        let found = self.ids.get(id.get_ref().as_str()).copied();
        if found.is_none() {
            self.fault(id, "drill-fault-unknown-inject", vec![("id", text(id.get_ref()))]);
        }
        found
    }
}
