//! What a scenario's file must keep to beyond its shape: references that exist, texts that say something, known words.
//! Owns the faults and their places; must not know how a script is played.

use super::{Both, Fault, Lists, MAX_MENTIONS, Offset, Scenario, Scripted, Wave};
use crate::domain::mention::Disposition;
use crate::domain::room::Arg;
use std::collections::{HashMap, HashSet};
use toml::Spanned;

mod plan;
mod right;

pub(super) use plan::against;

/// Faults that are worth listing at once.
pub(super) const MAX_FAULTS: usize = 50;
/// Characters that one text may have.
const MAX_TEXT: usize = 10_000;

/// Line and character, both from 1, of a byte in the text.
pub(super) fn place(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A number inside a sentence.
pub(super) fn number(n: usize) -> Arg {
    Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A word of the file inside a sentence, no longer than a sentence bears.
pub(super) fn text(word: &str) -> Arg {
    Arg::Text(word.chars().take(80).collect())
}

/// All that is wrong, in the order of the file, the first of them only when they are many.
pub(super) fn faults(scenario: &Scenario, text: &str) -> Vec<Fault> {
    let mut checker = Checker { text, scenario, ids: HashMap::new(), found: Vec::new() };
    checker.whole();
    checker.ids();
    scenario.injects.iter().for_each(|i| checker.inject(i));
    scenario.waves.iter().for_each(|w| checker.wave(w));
    checker.right();
    scenario.twists.iter().for_each(|t| checker.twist(t));
    in_order(checker.found)
}

/// In the order of the file, the first of them only when they are many.
pub(super) fn in_order(mut found: Vec<Fault>) -> Vec<Fault> {
    found.sort_by_key(|f| (f.line, f.column));
    found.truncate(MAX_FAULTS);
    found
}

struct Checker<'a> {
    text: &'a str,
    scenario: &'a Scenario,
    ids: HashMap<&'a str, &'a Scripted>,
    found: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn fault<T>(&mut self, at: &Spanned<T>, key: &'static str, args: Vec<(&'static str, Arg)>) {
        let (line, column) = place(self.text, at.span().start);
        self.found.push(Fault { line, column, key, args });
    }

    fn whole(&mut self) {
        let s = self.scenario;
        [&s.title, &s.goal, &s.start, &s.ends].into_iter().for_each(|b| self.both(b));
        [&s.name, &s.brand].into_iter().for_each(|t| self.says(t));
        self.name(&s.name);
        s.keywords.iter().chain(&s.crowd.first).chain(&s.crowd.last).for_each(|t| self.says(t));
        s.usual.platforms.iter().for_each(|p| self.platform(p));
        self.length();
        for (n, phase) in s.phases.iter().enumerate() {
            self.in_time(&phase.at);
            if n > 0 && phase.at.get_ref() <= s.phases[n - 1].at.get_ref() {
                self.fault(&phase.at, "drill-fault-phase-order", vec![]);
            }
            self.both(&phase.title);
            self.both(&phase.note);
        }
        for person in s.cast.values() {
            self.says(&person.name);
            self.says(&person.handle);
        }
        s.slots.iter().for_each(|(name, l)| self.lists(l, &s.name, name));
        for chatter in &s.chatter {
            self.lists(&chatter.texts, &s.name, "chatter");
            self.slots(&chatter.texts);
            self.expect(&chatter.expect);
        }
        let empty = s.crowd.first.is_empty() || s.crowd.last.is_empty() || s.usual.platforms.is_empty();
        if empty || s.chatter.iter().map(|c| u64::from(c.weight)).sum::<u64>() == 0 {
            self.fault(&s.name, "drill-fault-no-usual", vec![]);
        }
        let past = s.usual.past.get_ref().ms().max(s.lasts.get_ref().ms()).max(0) as u64;
        let usual = past.saturating_mul(s.usual.per_hour.into()) / crate::domain::time::HOUR as u64;
        let waves = s.waves.iter().fold(0_u64, |n, w| n + u64::from(w.count));
        let all = usual.saturating_add(waves).saturating_add(s.injects.len() as u64);
        if all > MAX_MENTIONS as u64 {
            let args = vec![("count", number(all as usize)), ("most", number(MAX_MENTIONS))];
            self.fault(&s.name, "drill-fault-too-many", args);
        }
    }

    fn ids(&mut self) {
        let s = self.scenario;
        let mut seen: HashSet<&str> = HashSet::new();
        for id in s.injects.iter().map(|i| &i.id).chain(s.waves.iter().map(|w| &w.id)) {
            self.says(id);
            if !seen.insert(id.get_ref()) {
                self.fault(id, "drill-fault-id-twice", vec![("id", text(id.get_ref()))]);
            }
        }
        self.ids = s.injects.iter().map(|i| (i.id.get_ref().as_str(), i)).collect();
    }

    fn inject(&mut self, inject: &'a Scripted) {
        self.in_time(&inject.at);
        self.both(&inject.text);
        self.platform(&inject.platform);
        self.expect(&inject.expect);
        self.can_be_done(inject);
        if !self.scenario.cast.contains_key(inject.author.get_ref()) {
            let args = vec![("name", text(inject.author.get_ref()))];
            self.fault(&inject.author, "drill-fault-unknown-author", args);
        }
        for reference in inject.reply_to.iter().chain(&inject.quote_of) {
            let Some(other) = self.refers(reference, &inject.at) else { continue };
            // an answer and a quotation are found by platform and id together
            if other.platform.get_ref() != inject.platform.get_ref() {
                let args = vec![("id", text(reference.get_ref())), ("platform", text(other.platform.get_ref()))];
                self.fault(reference, "drill-fault-other-platform", args);
            }
        }
    }

    fn wave(&mut self, wave: &'a Wave) {
        self.in_time(&wave.at);
        if wave.at.get_ref().ms().saturating_add(wave.over.get_ref().ms()) > self.scenario.lasts.get_ref().ms() {
            self.fault(&wave.over, "drill-fault-past-end", vec![]);
        }
        self.expect(&wave.expect);
        wave.platforms.iter().for_each(|p| self.platform(p));
        if wave.copies.is_some() == wave.texts.is_some() || wave.platforms.is_empty() {
            self.fault(&wave.id, "drill-fault-wave-source", vec![("id", text(wave.id.get_ref()))]);
        }
        if let Some(texts) = &wave.texts {
            self.lists(texts, &wave.id, wave.id.get_ref());
            self.slots(texts);
        }
        wave.endings.en.iter().chain(&wave.endings.es).for_each(|t| self.says(t));
        for reference in wave.copies.iter().chain(&wave.reply_to) {
            self.refers(reference, &wave.at);
        }
        if let Some(answered) = wave.reply_to.as_ref().and_then(|r| self.ids.get(r.get_ref().as_str()).copied()) {
            for platform in wave.platforms.iter().filter(|p| p.get_ref() != answered.platform.get_ref()) {
                let args = vec![("id", text(answered.id.get_ref())), ("platform", text(answered.platform.get_ref()))];
                self.fault(platform, "drill-fault-other-platform", args);
            }
        }
    }

    /// The inject that is meant, when it exists and comes earlier.
    fn refers(&mut self, reference: &Spanned<String>, at: &Spanned<Offset>) -> Option<&'a Scripted> {
        let args = vec![("id", text(reference.get_ref()))];
        let Some(other) = self.ids.get(reference.get_ref().as_str()).copied() else {
            self.fault(reference, "drill-fault-unknown-inject", args);
            return None;
        };
        if other.at.get_ref() >= at.get_ref() {
            self.fault(reference, "drill-fault-later-inject", args);
        }
        Some(other)
    }

    fn in_time(&mut self, at: &Spanned<Offset>) {
        if at.get_ref() > self.scenario.lasts.get_ref() {
            self.fault(at, "drill-fault-past-end", vec![]);
        }
    }

    fn says(&mut self, words: &Spanned<String>) {
        let length = words.get_ref().chars().count();
        if words.get_ref().trim().is_empty() {
            self.fault(words, "drill-fault-empty", vec![]);
        } else if length > MAX_TEXT {
            self.fault(words, "drill-fault-long", vec![("length", number(length)), ("most", number(MAX_TEXT))]);
        }
    }

    fn both(&mut self, both: &Both) {
        self.says(&both.en);
        self.says(&both.es);
    }

    fn lists(&mut self, lists: &Lists, owner: &Spanned<String>, name: &str) {
        lists.en.iter().chain(&lists.es).for_each(|t| self.says(t));
        if lists.en.is_empty() || lists.es.is_empty() {
            self.fault(owner, "drill-fault-empty-list", vec![("name", text(name))]);
        }
    }

    fn slots(&mut self, lists: &Lists) {
        for line in lists.en.iter().chain(&lists.es) {
            for slot in line.get_ref().split('{').skip(1) {
                let name = slot.split('}').next().unwrap_or_default();
                if !self.scenario.slots.contains_key(name) {
                    self.fault(line, "drill-fault-unknown-slot", vec![("name", text(name))]);
                }
            }
        }
    }

    /// It is typed on the command line, where it must not pass for the path of a file.
    fn name(&mut self, name: &Spanned<String>) {
        let path = |c: char| c == '/' || c == '\\' || c.is_control();
        if name.get_ref().starts_with('.') || name.get_ref().contains(path) {
            self.fault(name, "drill-fault-name", vec![("name", text(name.get_ref()))]);
        }
    }

    fn platform(&mut self, platform: &Spanned<String>) {
        let name = platform.get_ref();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            self.fault(platform, "drill-fault-platform", vec![("name", text(name))]);
        }
    }

    fn expect(&mut self, words: &[Spanned<String>]) {
        for word in words.iter().filter(|w| super::disposition(w.get_ref()).is_none()) {
            let known = Disposition::ALL.iter().filter_map(|d| serde_json::to_value(d).ok());
            let known: Vec<String> = known.filter_map(|v| v.as_str().map(str::to_owned)).collect();
            let args = vec![("word", text(word.get_ref())), ("known", Arg::Text(known.join(", ")))];
            self.fault(word, "drill-fault-unknown-disposition", args);
        }
    }
}
