//! What stands under the title of a review (practice.md 9.2): what it was, when, how grave over time, where the review stands.

use super::super::page::short;
use super::super::say::clock;
use super::Writer;
use crate::domain::room::Arg;
use crate::domain::time::Stamp;

/// Most people who are named as having written it.
const MOST_WRITERS: usize = 4;

impl Writer<'_> {
    /// The lines under the title.
    pub(super) fn under_title(&self) -> Vec<String> {
        let (of, w) = (&self.of.review, self.words);
        let severity = of.severity().map_or_else(|| w.t("report-unrated"), |s| s.code().to_owned());
        let status = of.statuses.last().map_or(String::new(), |(.., status)| w.t(status.key()));
        let lead = of.lead.as_ref().map_or_else(|| w.t("report-nobody"), |lead| self.person(lead, "incident_lead"));
        let args = [
            ("kind", Arg::from(w.t(of.kind.key()))),
            ("severity", severity.into()),
            ("status", status.into()),
            ("lead", lead.into()),
        ];
        let mut head = vec![w.f("review-head", &args), self.dates()];
        head.extend(self.severities());
        head.extend([self.state(), w.t("review-blameless")]);
        if !of.own {
            head.push(w.t("review-not-apart"));
        }
        head
    }

    /// When it began, was declared and ended, and in which zone that is told.
    fn dates(&self) -> String {
        let (of, w) = (&self.of.review, self.words);
        let [began, declared] = [of.moments.origin, of.moments.declared];
        let said = |moment: Option<(Stamp, _)>| moment.map_or_else(|| w.t("review-no-time"), |(at, _)| self.time(at));
        let ended = match of.statuses.last().filter(|(.., status)| !status.open()) {
            Some((at, _, status)) => format!("{} {}", w.t(status.key()), self.time(*at)),
            None => w.t("review-goes-on"),
        };
        let args = [
            ("began", Arg::from(said(began))),
            ("declared", said(declared).into()),
            ("ended", ended.into()),
            ("zone", self.zones().into()),
        ];
        w.f("review-dates", &args)
    }

    /// `SEV2 2026-11-22 18:02 → SEV1 18:20`, where it changed.
    fn severities(&self) -> Option<String> {
        let all = &self.of.review.severities;
        let (first, ..) = all.first().filter(|_| all.len() > 1)?;
        let said = all.iter().enumerate().map(|(n, (at, _, severity))| {
            let at = if n == 0 { self.time(*at) } else { self.clock(*at, *first) };
            format!("{} {at}", severity.code())
        });
        let said = said.collect::<Vec<_>>().join(" → ");
        Some(self.words.f("review-severities", &[("list", said.into())]))
    }

    /// How far the review itself has come, and who wrote what stands in it.
    fn state(&self) -> String {
        let (of, w) = (&self.of.review, self.words);
        let on = of.statuses.last().is_none_or(|(.., status)| status.open());
        let open = of.actions.iter().filter(|action| action.is_open()).count();
        let state = match (on, of.notes.is_empty(), open) {
            (true, ..) => w.t("review-state-draft"),
            (false, true, _) => w.t("review-state-empty"),
            (false, false, 0) => w.t("review-state-reviewed"),
            (false, false, open) => w.f("review-state-open", &[("n", open.into())]),
        };
        let mut writers: Vec<String> = Vec::new();
        for who in of.notes.iter().map(|note| self.person(&note.who, note.role.as_str())) {
            if !who.is_empty() && !writers.contains(&who) && writers.len() < MOST_WRITERS {
                writers.push(who);
            }
        }
        match writers.is_empty() {
            true => w.f("review-state", &[("state", state.into())]),
            false => w.f("review-state-by", &[("state", state.into()), ("who", writers.join(", ").into())]),
        }
    }

    /// What the room's zone is called, from when it began to now: `CET`, `CEST/CET`.
    pub(super) fn zones(&self) -> String {
        let of = &self.of.review;
        let (from, to) = (of.moments.origin.map_or(of.until, |(at, _)| at), of.until);
        let [from, to] = [from, to].map(|at| short(at, self.zone));
        if from == to { to } else { format!("{from}/{to}") }
    }

    /// `18:20`, with its date where that is not the day of `beside`.
    pub(super) fn clock(&self, at: Stamp, beside: Stamp) -> String {
        clock(self.words, at, beside, self.zone)
    }
}
