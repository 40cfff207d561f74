//! The review of an incident as a document (practice.md 9.2): people first, then what happened, how fast, what was said,
//! what is changed. Owns the order and the sentences' choice. Blameless: for others than this terminal's person it speaks of
//! roles, never of names.

mod charts;
mod head;
mod say;
pub mod sheet;
mod tables;

use super::doc::{Block, Doc, Section};
use crate::domain::ids::IncidentId;
use crate::domain::private::ordinary::ordinary;
use crate::domain::private::parts::{parts, single};
use crate::domain::private::{Allow, Audience, Known as Names, Private, instead};
use crate::domain::room::{Arg, Lang};
use crate::domain::text::{Clean, fold};
use crate::domain::time::Stamp;
use crate::domain::timeline::EntryKind;
use crate::plan::Plan;
use crate::review::{Known, What};
use crate::rows::ReviewDetail;
use crate::words::Words;
use std::collections::BTreeSet;

/// What stands under the impact: people first, then numbers.
const IMPACT: [What; 5] = [What::Contacted, What::IssueShare, What::Negative, What::PeakHour, What::CrossOver];

/// Most words that may be names and are told of.
const MOST_LEFT: usize = 20;

/// What a review is written with.
pub struct Writer<'a> {
    /// The words of the document's language.
    pub words: &'a Words,
    /// The room's zone.
    pub zone: &'a str,
    /// The room is a drill.
    pub drill: bool,
    /// Who reads it, and who may be named to everybody.
    pub audience: (Audience, &'a Allow),
    /// The plan: what a role is called.
    pub plan: &'a Plan,
    /// What is told.
    pub of: &'a ReviewDetail,
    /// The room is an evidence bundle of this incident.
    bundle: Option<IncidentId>,
    /// Who may be named, and our people besides: they get their roles.
    open: Allow,
    /// Our people's names and their parts, each with the role that stands for it, and the parts of private names, each with
    /// its mask; none for who may read the names.
    roles: Names,
}

impl<'a> Writer<'a> {
    /// One for a room of this zone, which may be a drill.
    pub fn new(
        words: &'a Words,
        (zone, drill): (&'a str, bool),
        audience: (Audience, &'a Allow),
        plan: &'a Plan,
        of: &'a ReviewDetail,
    ) -> Writer<'a> {
        let named = of.people.iter().filter(|_| audience.0 == Audience::Shared);
        let named = named.map(|(name, role)| (name.to_string(), called(plan, words.lang(), role.as_str())));
        let mut named: Vec<(String, String)> = named.collect();
        let open = audience.1.clone().naming(named.iter().map(|(name, _)| name));
        if audience.0 == Audience::Shared {
            let whole: Vec<String> = named.iter().map(|(name, _)| fold(name)).collect();
            let is_whole = |part: &str| whole.iter().any(|name| name == part);
            let private = audience.1.parts();
            let is_private = |part: &str| private.iter().any(|(other, _)| other == part);
            let ours = parts(named.iter().cloned(), |part| is_whole(part) || is_private(part));
            named.extend(private.iter().filter(|(part, _)| !is_whole(part)).cloned().chain(ours));
        }
        // a name of one letter is one too: who reads this page learns of nobody who they are
        let roles = Names::of(named, [1, 1]);
        Writer { words, zone, drill, audience, plan, of, bundle: None, open, roles }
    }

    /// The review of a room that is an evidence bundle says so in its foot.
    pub fn of_bundle(self, bundle: Option<IncidentId>) -> Writer<'a> {
        Writer { bundle, ..self }
    }
}

impl Writer<'_> {
    /// The document; with its charts where the form shows them.
    pub fn doc(&self) -> Doc {
        let (title, head, foot) = self.around();
        Doc {
            lang: self.words.lang(),
            drill: self.drill,
            bundle: self.bundle.is_some(),
            title,
            head,
            sections: self.sections(),
            foot,
            data: self.data(),
        }
    }

    /// The title, the lines under it, and where the chain stood.
    fn around(&self) -> (String, Vec<String>, String) {
        let (of, w) = (&self.of.review, self.words);
        let incident = format!("INC-{}", of.incident.0);
        let title = w.f("review-title", &[("incident", incident.into()), ("title", self.prose(&of.title).into())]);
        let head = self.under_title();
        let chain = [
            ("time", Arg::from(self.time(of.until))),
            ("seq", self.of.head.0.0.to_string().into()),
            ("hash", self.of.head.1.as_str().into()),
        ];
        let foot = w.f("review-until", &chain);
        let foot = match self.bundle {
            Some(of) => format!("{foot} · {}", w.f("bundle-mark", &[("incident", of.0.into())])),
            None => foot,
        };
        (title, head, foot)
    }

    fn sections(&self) -> Vec<Section> {
        let note = |key, kind| self.section(key, vec![Block::Lines(self.notes(kind))]);
        let charts = self.charts().into_iter().map(Block::Chart).collect();
        let mut all = vec![
            note("review-sec-summary", EntryKind::Summary),
            self.section("review-sec-impact", vec![Block::Lines(IMPACT.map(|what| self.line(what)).to_vec())]),
            self.section("review-sec-charts", charts),
            self.section("review-sec-facts", vec![Block::Lines(self.facts())]),
            self.section("review-sec-moments", vec![Block::Table(self.moments())]),
            self.section("review-sec-detection", vec![Block::Lines(self.detection())]),
            note("review-sec-well", EntryKind::WentWell),
            note("review-sec-badly", EntryKind::WentBadly),
            note("review-sec-lucky", EntryKind::Lucky),
            note("review-sec-factors", EntryKind::Factor),
            self.section("review-sec-decisions", vec![Block::Table(self.decisions())]),
            self.section("review-sec-texts", vec![Block::Table(self.texts())]),
            self.section("review-sec-promises", vec![Block::Table(self.promises())]),
            self.section("review-sec-metrics", vec![Block::Table(self.metrics())]),
            self.section("review-sec-actions", vec![Block::Table(self.actions("actions", &self.of.review.actions))]),
        ];
        if !self.of.review.left.is_empty() {
            all.push(self.section("review-sec-left", vec![Block::Table(self.actions("left", &self.of.review.left))]));
        }
        all.push(self.section("review-sec-timeline", vec![Block::Table(self.timeline())]));
        all.push(self.section("review-sec-how", vec![Block::Lines(self.definitions())]));
        all
    }

    fn section(&self, key: &'static str, blocks: Vec<Block>) -> Section {
        let empty = |block: &Block| match block {
            Block::Lines(lines) => lines.is_empty(),
            Block::Table(table) => table.rows.is_empty(),
            Block::Chart(_) => false,
        };
        let none = || Block::Lines(vec![self.words.t("review-none")]);
        // an empty table stays for CSV and JSON, with a line that says so
        let said = if blocks.iter().all(empty) { Some(none()) } else { None };
        let blocks = blocks.into_iter().filter(|b| !matches!(b, Block::Lines(lines) if lines.is_empty())).chain(said);
        let title = self.words.t(key);
        Section { code: key.trim_start_matches("review-sec-"), title, blocks: blocks.collect() }
    }

    fn notes(&self, kind: EntryKind) -> Vec<String> {
        let shared = self.audience.0 == Audience::Shared;
        let of = self.of.review.notes.iter().filter(|note| note.kind == kind && !(shared && note.private));
        of.map(|note| format!("{} (#{})", self.prose(&note.text), note.when.0.0)).collect()
    }

    fn facts(&self) -> Vec<String> {
        let said =
            |fact: &Known| format!("{}: {} (#{})", self.words.t(fact.status.key()), self.known(fact), fact.seq.0);
        self.of.review.facts.iter().map(said).collect()
    }

    /// A fact in the document's language, or in the other where it was not written down in it.
    fn known(&self, fact: &Known) -> String {
        let [en, es] = &fact.words;
        let own = if self.words.lang() == Lang::Es { [es, en] } else { [en, es] };
        self.prose(own.into_iter().find(|text| !text.is_empty()).unwrap_or(en))
    }

    fn detection(&self) -> Vec<String> {
        use What::{Acknowledge, Detect, SignalLag, VisibilityLag};
        [Detect, SignalLag, VisibilityLag, Acknowledge].map(|what| self.line(what)).to_vec()
    }

    fn definitions(&self) -> Vec<String> {
        let w = self.words;
        What::ALL.iter().map(|what| format!("{}: {}", w.t(what.key()), w.t(what.how()))).collect()
    }

    /// A person's own words for who reads: on a shared page without what makes anybody known, and with roles for our names.
    fn prose(&self, text: &Clean) -> String {
        let shown = Private::prose(text.clone()).show_with(self.audience.0, self.audience.1).into_owned();
        if self.audience.0 == Audience::Operator { shown } else { self.by_role(&shown) }
    }

    /// Words of a page that may be the name of somebody and stay in it, as it writes them: parts of names that are ordinary
    /// words too, and stand there with a capital. For whoever hands the page on, and not for the page.
    pub fn left(&self, page: &str) -> Vec<String> {
        if self.audience.0 == Audience::Operator {
            return Vec::new();
        }
        let ours = self.of.people.iter().map(|(name, _)| name.as_str());
        let names = ours.chain(self.audience.1.private());
        let parts: BTreeSet<String> = names.flat_map(single).filter(|word| ordinary(word)).map(fold).collect();
        let said = page.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
        let said = said.filter(|word| parts.contains(&fold(word))).map(str::to_owned);
        said.collect::<BTreeSet<String>>().into_iter().take(MOST_LEFT).collect()
    }

    /// One of us: by name for this terminal's person, by role for all others.
    fn person(&self, name: &Clean, role: &str) -> String {
        if name.is_empty() {
            return String::new();
        }
        if self.audience.0 == Audience::Operator {
            return name.to_string();
        }
        let declared = self.of.people.iter().find(|(one, _)| fold(one.as_str()) == fold(name.as_str()));
        let declared = declared.map(|(_, role)| role.as_str()).filter(|role| !role.is_empty());
        called(self.plan, self.words.lang(), declared.unwrap_or(role))
    }

    /// The text with the roles of our people in place of their names.
    fn by_role(&self, text: &str) -> String {
        instead(text, &self.roles).into_owned()
    }

    fn time(&self, at: Stamp) -> String {
        at.local(self.zone).format("%Y-%m-%d %H:%M").to_string()
    }

    fn incident(&self, id: IncidentId) -> String {
        format!("INC-{}", id.0)
    }
}

/// What the plan calls a role.
fn called(plan: &Plan, lang: Lang, code: &str) -> String {
    match plan.roles.iter().find(|post| post.role.as_str() == code) {
        Some(post) => post.title.get(lang).to_string(),
        None if code.is_empty() => crate::domain::private::DOTS.to_owned(),
        None => code.to_owned(),
    }
}
