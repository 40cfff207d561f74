//! What a shared screen gets of the rows: names become masks, free text loses who it names, drafts and advice become
//! dots. It is done to the rows before anything is drawn, copied or exported of them, so that no view has to remember to
//! hide. Every type is taken apart by name: a new field does not compile before somebody said here what it is.

mod cabinet;
mod kept;
mod prevent;
mod reports;
mod script;

use super::{
    AuthorGlance, GroupGlance, MentionDetail, MentionRow, Pulse, Sample, SamplePost, SignalRow, SourceRow, ThemeRow,
    TimelineRow, Window,
};
use crate::domain::mention::Attention;
use crate::domain::private::{Allow, Audience, DOTS, Private, mask_prose};
use crate::domain::reveal::Subject;
use crate::domain::room::Actor;
use crate::domain::source::Blind;
use crate::domain::text::Clean;
use std::borrow::Cow;

/// Through what somebody who shares their screen is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Veil<'a> {
    /// Who may be named to everybody.
    pub ours: &'a Allow,
    /// The one thing that is shown as it is.
    pub lifted: Option<Subject>,
}

/// What can be shown through a veil.
pub trait Veiled {
    /// Puts in place of what is private what a shared screen gets.
    fn veil(&mut self, veil: &Veil<'_>);
}

impl Veil<'_> {
    fn lifts(&self, subject: Subject) -> bool {
        self.lifted == Some(subject)
    }

    /// One of us, by name: a mask that tells people apart.
    pub fn name(&self, name: &mut Clean) {
        if !name.is_empty() && !self.ours.permits(name.as_str()) {
            *name = Clean::line(&self.ours.mask(name.as_str()));
        }
    }

    /// Free text.
    pub fn prose(&self, text: &mut Clean) {
        if let Cow::Owned(masked) = mask_prose(text.as_str(), self.ours) {
            *text = Clean::new(&masked);
        }
    }

    /// Free text that is a string.
    pub fn said(&self, text: &mut String) {
        if let Cow::Owned(masked) = mask_prose(text, self.ours) {
            *text = masked;
        }
    }

    /// What nobody else reads: drafts, advice.
    pub fn hide(&self, text: &mut Clean) {
        if !text.is_empty() {
            *text = Clean::line(DOTS);
        }
    }

    /// The same of a string.
    pub fn dots(&self, text: &mut String) {
        if !text.is_empty() {
            DOTS.clone_into(text);
        }
    }

    /// Who has something to do: beside them stands how late it is.
    pub fn owner(&self, owner: &mut Option<Clean>) {
        owner.iter_mut().for_each(|owner| self.hide(owner));
    }

    /// Those of us whom a text names, wherever it does.
    pub fn colleagues(&self, text: &mut Private<Clean>, names: &[Clean]) {
        let whole = text.show(Audience::Operator).into_owned();
        let mut said = whole.clone();
        self.colleagues_in(&mut said, names);
        if said != whole {
            *text = Private::prose(Clean::new(&said));
        }
    }

    /// The same of a string.
    pub fn colleagues_in(&self, text: &mut String, names: &[Clean]) {
        for name in names.iter().filter(|name| !self.ours.permits(name.as_str())) {
            if text.contains(name.as_str()) {
                *text = instead_of(text, name.as_str(), &self.ours.mask(name.as_str()));
            }
        }
    }

    fn names(&self, names: &mut [Clean]) {
        names.iter_mut().for_each(|name| self.name(name));
    }
}

/// A text with a mask for a name wherever it stands as a word of its own.
fn instead_of(text: &str, name: &str, mask: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    while let Some(at) = rest.find(name).filter(|_| !name.is_empty()) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        out.push_str(before);
        match inside(last) || inside(after.chars().next()) {
            true => out.push_str(name),
            false => out.push_str(mask),
        }
        rest = after;
    }
    out + rest
}

impl Veiled for Private<Clean> {
    fn veil(&mut self, veil: &Veil<'_>) {
        Private::veil(self, veil.ours);
    }
}

impl<T: Veiled> Veiled for Vec<T> {
    fn veil(&mut self, veil: &Veil<'_>) {
        self.iter_mut().for_each(|one| one.veil(veil));
    }
}

impl<T: Veiled> Veiled for Option<T> {
    fn veil(&mut self, veil: &Veil<'_>) {
        self.iter_mut().for_each(|one| one.veil(veil));
    }
}

impl<T: Veiled> Veiled for Box<T> {
    fn veil(&mut self, veil: &Veil<'_>) {
        (**self).veil(veil);
    }
}

impl<R: Veiled> Veiled for Window<R> {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Window { rows, at: _, above: _, below: _, total: _, hint: _ } = self;
        rows.veil(veil);
    }
}

impl Veiled for MentionRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let MentionRow {
            id,
            author,
            handle,
            text,
            attention,
            posted: _,
            arrived: _,
            asked: _,
            answered: _,
            time: _,
            platform: _,
            kind: _,
            reach: _,
            verified: _,
            band: _,
            score: _,
            tone: _,
            language: _,
            alike: _,
            copies: _,
            reopened: _,
            abusive: _,
            direct,
            erased: _,
            history: _,
            late: _,
            gone: _,
            media: _,
            affected: _,
            writing: _,
        } = self;
        if veil.lifts(Subject::Mention(*id)) {
            [author, handle, text].into_iter().for_each(Private::lift);
        } else {
            // whose handle may be named, may be named: what somebody calls themselves, or writes of others, opens nothing
            if !*direct && veil.ours.permits(&handle.show(Audience::Operator)) {
                [&mut *author, &mut *handle].into_iter().for_each(Private::lift);
            }
            author.veil_with(handle, veil.ours);
            [handle, text].into_iter().for_each(|data| data.veil(veil.ours));
            attention.veil(veil);
        }
    }
}

impl Veiled for Attention {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Attention { reason, by, owner, disposition: _, at: _, owes: _, owner_since: _, snoozed_until: _, said: _ } =
            self;
        veil.prose(reason);
        by.iter_mut().for_each(|by| veil.name(by));
        // whoever has it, has a clock beside their name: that somebody does is all that a meeting needs
        veil.owner(owner);
    }
}

impl Veiled for MentionDetail {
    fn veil(&mut self, veil: &Veil<'_>) {
        let MentionDetail {
            row,
            text,
            url,
            parts,
            source,
            media,
            thread,
            tone: (_, tipping),
            heeds: _,
            group,
            alike,
            claim,
            known,
            author,
            history,
            responses,
            evidence,
            belongs,
            cut: _,
            given: _,
            contrary: _,
            engagement: _,
            earlier: _,
        } = self;
        let (direct, lifted) = (row.direct, veil.lifts(Subject::Mention(row.id)));
        row.veil(veil);
        thread.veil(veil);
        alike.veil(veil);
        claim.veil(veil);
        author.veil(veil);
        group.veil(veil);
        history.veil(veil);
        responses.veil(veil);
        evidence.veil(veil);
        belongs.veil(veil);
        veil.prose(source);
        if lifted {
            text.lift();
            url.iter_mut().for_each(Private::lift);
            return;
        }
        text.veil(veil.ours);
        url.veil(veil);
        media.clear();
        if !known.public {
            // beside what they wrote it would tell who they are
            known.since = None;
        }
        if direct {
            *known = AuthorGlance::default();
            // the words that a score rests on are the message's own
            tipping.clear();
            parts.iter_mut().for_each(|part| part.words.clear());
        }
        tipping.iter_mut().chain(parts.iter_mut().flat_map(|p| &mut p.words)).for_each(|word| veil.prose(word));
    }
}

impl Veiled for GroupGlance {
    fn veil(&mut self, veil: &Veil<'_>) {
        let GroupGlance { first, loudest, last_hour: _, reach: _, platforms: _, languages: _, coordination: _ } = self;
        first.0.veil(veil.ours);
        loudest.iter_mut().for_each(|(who, _)| who.veil(veil.ours));
    }
}

impl Veiled for ThemeRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ThemeRow { phrase, examples, count: _, mentions: _, of: _, before: _, complaints: _ } = self;
        phrase.veil(veil.ours);
        examples.veil(veil);
    }
}

impl Veiled for SignalRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        // the signal's own words are masked where they become a sentence
        let SignalRow { who, seen_by, seq: _, at: _, signal: _, ended: _ } = self;
        who.veil(veil);
        seen_by.iter_mut().for_each(|by| veil.name(by));
    }
}

impl Veiled for TimelineRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        // what happened is masked where it becomes a sentence
        let TimelineRow {
            seq,
            actor,
            about,
            corrected,
            undid,
            decision: _,
            incident: _,
            at: _,
            logged: _,
            group: _,
            event: _,
            kind: _,
            touched: _,
            pinned: _,
            undone: _,
            visibility: _,
        } = self;
        undid.veil(veil);
        let corrected = corrected.iter_mut().map(|(_, text)| text);
        if veil.lifts(Subject::Entry(*seq)) {
            return corrected.chain(about).for_each(Private::lift);
        }
        corrected.chain(about).for_each(|text| text.veil(veil.ours));
        actor.veil(veil);
    }
}

impl Veiled for Actor {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Actor { name, behind, role: _ } = self;
        veil.name(name);
        *behind = Clean::default();
    }
}

impl Veiled for SourceRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let SourceRow { name, health, blind, last_seen: _, count: _, live: _, silent: _ } = self;
        veil.prose(name);
        if let Some(Blind::Part(part, _)) = blind {
            veil.prose(part);
        }
        for (part, ..) in health.iter_mut().flat_map(|h| &mut h.parts) {
            veil.prose(part);
        }
    }
}

impl Veiled for Sample {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Sample { posts, said, well: _ } = self;
        for SamplePost { who, text, at: _ } in posts {
            who.veil(veil.ours);
            text.veil(veil.ours);
        }
        said.iter_mut().for_each(|said| veil.said(said));
    }
}

impl Veiled for Pulse {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Pulse {
            sources,
            incidents,
            lingering,
            any_incident: _,
            colleagues,
            promise,
            signals,
            people,
            collector,
            facts,
            reminders,
            roles,
            private,
            harmed,
            called,
            reports: _,
            unattended: _,
            owed: _,
            snoozed: _,
            affected: _,
            decisions: _,
            arrived: _,
            mentions: _,
            minutes: _,
            rate: _,
            usual: _,
            negative: _,
            negative_before: _,
            responses: _,
            tasks: _,
            clock: _,
            bundle,
            head: _,
            patience: _,
            logged: _,
        } = self;
        private.clear();
        harmed.clear();
        called.clear();
        if let Some(bundle) = bundle {
            Veiled::veil(&mut bundle.room, veil);
        }
        sources.veil(veil);
        incidents.veil(veil);
        lingering.veil(veil);
        colleagues.clear();
        promise.veil(veil);
        signals.veil(veil);
        facts.veil(veil);
        reminders.veil(veil);
        roles.veil(veil);
        people.iter_mut().for_each(|(name, _)| veil.name(name));
        collector.iter_mut().for_each(|who| veil.hide(who));
    }
}
