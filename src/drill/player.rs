//! A script: a scenario expanded into the mentions that arrive, each at its moment of room time. Owns that expansion,
//! which is the same for the same scenario, language and seed; must not know a clock: the caller says from when to when.

use super::dice::Dice;
use super::scenario::{self, Chatter, Lists, Part, Person, Scenario, Scripted, Truth, TwistKind, Voice, Wave};
use crate::domain::mention::{Disposition, MentionKind, RawMention};
use crate::domain::room::Lang;
use crate::domain::time::{HOUR, Stamp};
use std::collections::{HashMap, HashSet};
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

/// Where an inject comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Written by hand, with its name in the scenario.
    Script(String),
    /// One of a wave, with the wave's name in the scenario.
    Wave(String),
    /// Ordinary talk.
    Usual,
}

/// What a good team would do with a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The dispositions that would be right; any of them will do.
    pub dispositions: Vec<Disposition>,
    /// Until when, in milliseconds of room time, when the scenario says so.
    pub by_ms: Option<i64>,
    /// Whether what it claims is so.
    pub truth: Truth,
}

/// One mention of the drill and its moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Inject {
    /// When it arrives: milliseconds of room time after the start; negative in the history.
    pub at_ms: i64,
    /// When it was posted, in the same time: earlier than it arrives where a feed was silent.
    pub posted_ms: i64,
    /// The mention, without its time: that depends on when the drill was started.
    pub mention: RawMention,
    /// What would be right; nothing for the history.
    pub expected: Option<Expected>,
    /// Where it comes from.
    pub origin: Origin,
    /// Its author was harmed.
    pub affected: bool,
    /// A good team keeps it as evidence.
    pub evidence: bool,
}

impl Inject {
    /// The mention as it arrives in a drill that began at `start`.
    pub fn arriving(&self, start: Stamp) -> RawMention {
        RawMention { ts: Some(start.plus(self.posted_ms)), ..self.mention.clone() }
    }
}

/// What the team is told in the timeline, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Milliseconds of room time after the start.
    pub at_ms: i64,
    /// The words.
    pub text: String,
}

/// All mentions of one drill in the order of their arrival.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    injects: Vec<Inject>,
    history: Vec<Inject>,
    words: Vec<Word>,
    later_ms: i64,
    lasts_ms: i64,
}

impl Script {
    /// Expands a scenario for one language and one seed.
    pub fn new(scenario: &Scenario, lang: Lang, seed: u64) -> Script {
        let most = scenario.starts_within.as_ref().map_or(0, |most| most.get_ref().ms().max(0));
        let later = Dice::named(seed, "start").below(most as u64 + 1) as i64;
        let mut writer = Writer { scenario, lang, seed, later, said: HashSet::new() };
        let (past, lasts) = (scenario.usual.past.get_ref().ms(), scenario.lasts.get_ref().ms() + later);
        // what the team reads first chooses its words first: a day of talk before it would have said most of them
        let mut drafts = writer.usual("usual", 0, lasts);
        let history = writer.usual("past", -past, past);
        drafts.extend(scenario.injects.iter().map(|i| writer.scripted(i)));
        drafts.extend(scenario.waves.iter().flat_map(|w| writer.wave(w)));
        drafts.iter_mut().for_each(|draft| writer.silence(draft));
        Script {
            injects: numbered(drafts, "drill"),
            history: numbered(history, "drill-past"),
            words: writer.words(),
            later_ms: later,
            lasts_ms: lasts,
        }
    }

    /// All that the team is told, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// By how much all that is written by hand comes later than its file says, in milliseconds.
    pub const fn later_ms(&self) -> i64 {
        self.later_ms
    }

    /// What arrives from `from` on and before `to`, both in milliseconds of room time.
    pub fn due(&self, from: i64, to: i64) -> &[Inject] {
        let first = self.injects.partition_point(|i| i.at_ms < from);
        let end = self.injects.partition_point(|i| i.at_ms < to);
        self.injects.get(first..end).unwrap_or_default()
    }

    /// The quiet hours before the start, oldest first, attended by definition: they teach the room what is usual.
    pub fn history(&self) -> &[Inject] {
        &self.history
    }

    /// All that arrives, in order.
    pub fn injects(&self) -> &[Inject] {
        &self.injects
    }

    /// Milliseconds of room time after which nothing arrives any more.
    pub const fn lasts_ms(&self) -> i64 {
        self.lasts_ms
    }
}

/// An inject before it has its number; what it refers to is still a name in the scenario.
struct Draft {
    inject: Inject,
    lang: Lang,
    refers: Option<(MentionKind, String)>,
}

/// Orders the drafts, numbers them and turns names into numbers.
fn numbered(mut drafts: Vec<Draft>, prefix: &str) -> Vec<Inject> {
    // what arrives at once after a silence does so in the order in which it was posted
    drafts.sort_by_key(|d| (d.inject.at_ms, d.inject.posted_ms));
    let id = |n: usize| format!("{prefix}-{}", n + 1);
    let scripted = |(n, draft): (usize, &Draft)| match &draft.inject.origin {
        Origin::Script(name) => Some((name.clone(), id(n))),
        Origin::Wave(_) | Origin::Usual => None,
    };
    let names: HashMap<String, String> = drafts.iter().enumerate().filter_map(scripted).collect();
    let number = |(n, draft): (usize, Draft)| {
        let Draft { mut inject, lang, refers } = draft;
        let m = &mut inject.mention;
        m.id = Some(id(n));
        if !m.private {
            let (platform, handle) = (m.platform.as_deref(), m.handle.as_deref());
            m.url = Some(link(platform.unwrap_or_default(), handle.unwrap_or_default(), &id(n)));
        }
        // the open networks say what language a post is in; the others leave it to the reader
        if matches!(m.platform.as_deref(), Some("bluesky" | "mastodon")) {
            m.lang = Some(lang.code().to_owned());
        }
        if let Some((kind, name)) = refers {
            let target = names.get(&name).cloned();
            match kind {
                MentionKind::Quote => m.quote_of = target,
                MentionKind::Repost => m.repost_of = target,
                _ => m.reply_to = target,
            }
        }
        inject
    };
    drafts.into_iter().enumerate().map(number).collect()
}

/// Every link of a drill leads to a name that cannot exist.
fn link(platform: &str, handle: &str, id: &str) -> String {
    match platform {
        "web" => format!("https://{handle}.example/{id}"),
        _ => format!("https://{platform}.example/@{handle}/{id}"),
    }
}

/// What a draft needs beyond what it says.
struct Author {
    name: String,
    handle: String,
    followers: u64,
    verified: Option<bool>,
}

impl From<&Person> for Author {
    fn from(p: &Person) -> Self {
        Author {
            name: p.name.get_ref().clone(),
            handle: p.handle.get_ref().clone(),
            followers: p.followers,
            verified: Some(p.verified),
        }
    }
}

struct Writer<'a> {
    scenario: &'a Scenario,
    lang: Lang,
    seed: u64,
    later: i64,
    said: HashSet<String>,
}

impl Writer<'_> {
    /// What a silent feed holds back arrives when it speaks again.
    fn silence(&self, draft: &mut Draft) {
        let platform = draft.inject.mention.platform.as_deref().unwrap_or_default();
        for twist in self.scenario.twists.iter().filter(|t| t.kind == TwistKind::FeedSilent) {
            let from = twist.at.get_ref().ms() + self.later;
            let to = from + twist.over.as_ref().map_or(0, |over| over.get_ref().ms());
            let here = twist.platforms.iter().any(|p| p.get_ref() == platform);
            if here && (from..to).contains(&draft.inject.at_ms) {
                draft.inject.at_ms = to;
            }
        }
    }

    /// What the team is told of the twists, in order.
    fn words(&self) -> Vec<Word> {
        let told = self.scenario.twists.iter().filter_map(|twist| {
            let text = twist.told.as_ref()?.get(self.lang).to_owned();
            Some(Word { at_ms: twist.at.get_ref().ms() + self.later, text })
        });
        let mut words: Vec<Word> = told.collect();
        words.sort_by_key(|word| word.at_ms);
        words
    }

    const fn language(&self, foreign: bool) -> Lang {
        if foreign { self.lang.other() } else { self.lang }
    }

    fn scripted(&self, s: &Scripted) -> Draft {
        let lang = self.language(s.foreign);
        let author = self.scenario.cast.get(s.author.get_ref()).map(Author::from);
        let refers = match (&s.quote_of, &s.reply_to) {
            (Some(quoted), _) => Some((MentionKind::Quote, quoted.get_ref().clone())),
            (None, Some(answered)) => Some((MentionKind::Reply, answered.get_ref().clone())),
            (None, None) => None,
        };
        let kind = s.kind.or(refers.as_ref().map(|r| r.0)).unwrap_or_default();
        let mention = RawMention {
            kind,
            media: s.media.clone(),
            private: s.private,
            reach: s.reach,
            likes: s.likes,
            reposts: s.reposts,
            replies: s.replies,
            ..said(s.platform.get_ref(), author, s.text.get(lang).to_owned())
        };
        let at_ms = s.at.get_ref().ms() + self.later;
        let by_ms = s.within.as_ref().map(|w| at_ms + w.get_ref().ms());
        let expected = expected(&s.expect, by_ms, s.truth);
        let origin = Origin::Script(s.id.get_ref().clone());
        let affected = self.scenario.cast.get(s.author.get_ref()).is_some_and(|p| p.part == Part::Affected);
        let inject = Inject { at_ms, posted_ms: at_ms, mention, expected, origin, affected, evidence: s.evidence };
        Draft { inject, lang, refers }
    }

    fn wave(&mut self, w: &Wave) -> Vec<Draft> {
        let mut dice = Dice::named(self.seed, w.id.get_ref());
        let source = w.copies.as_ref().and_then(|c| self.scenario.injects.iter().find(|i| i.id == *c));
        (0..w.count).map(|_| self.of_wave(w, source, &mut dice)).collect()
    }

    fn of_wave(&mut self, w: &Wave, source: Option<&Scripted>, dice: &mut Dice) -> Draft {
        let over = w.over.get_ref().ms().max(0) as u64;
        // the earlier of two throws: dense at first, thin at the end
        let at_ms = w.at.get_ref().ms() + self.later + dice.below(over).min(dice.below(over)) as i64;
        let platform = dice.pick(&w.platforms).map(|p| p.get_ref().as_str()).unwrap_or_default();
        let author = self.somebody(w.voice, dice);
        let mut refers = w.reply_to.as_ref().map(|r| (MentionKind::Reply, r.get_ref().clone()));
        let foreign = source.map_or_else(|| dice.percent(w.foreign.into()), |s| s.foreign);
        let lang = self.language(foreign);
        let text = match source {
            Some(original) => {
                let text = original.text.get(lang);
                if original.platform.get_ref() == platform && dice.percent(w.reposts.into()) {
                    refers = Some((MentionKind::Repost, original.id.get_ref().clone()));
                    text.to_owned()
                } else if dice.percent(w.exact.into()) {
                    text.to_owned()
                } else {
                    edited(text, &w.endings, lang, dice)
                }
            }
            None => w.texts.as_ref().map(|t| self.fresh_text(t, lang, dice)).unwrap_or_default(),
        };
        let kind = refers.as_ref().map(|r| r.0).unwrap_or_default();
        let mention = RawMention { kind, ..said(platform, Some(author), text) };
        let by_ms = w.within.as_ref().map(|by| at_ms + by.get_ref().ms());
        let expected = expected(&w.expect, by_ms, w.truth);
        let inject = crowd(at_ms, mention, expected, Origin::Wave(w.id.get_ref().clone()));
        Draft { inject, lang, refers }
    }

    /// Ordinary talk from `from` on, for `span` milliseconds, at moments that nobody arranged.
    fn usual(&mut self, purpose: &str, from: i64, span: i64) -> Vec<Draft> {
        let usual = &self.scenario.usual;
        let count = span.saturating_mul(usual.per_hour.into()) / HOUR;
        let mut dice = Dice::named(self.seed, purpose);
        let past = from < 0;
        let mut drafts = Vec::new();
        for _ in 0..count {
            let Some(chatter) = weighted(&self.scenario.chatter, &mut dice) else { break };
            let at_ms = from + dice.below(span as u64) as i64;
            let lang = self.language(dice.percent(usual.foreign.into()));
            let text = self.fresh_text(&chatter.texts, lang, &mut dice);
            let platform = dice.pick(&usual.platforms).map(|p| p.get_ref().as_str()).unwrap_or_default();
            let mention = said(platform, Some(self.somebody(Voice::People, &mut dice)), text);
            let expected = if past { None } else { expected(&chatter.expect, None, Truth::Unknown) };
            let inject = crowd(at_ms, mention, expected, Origin::Usual);
            drafts.push(Draft { inject, lang, refers: None });
        }
        drafts
    }

    /// A text with its slots filled, one that nobody said before where that can be had.
    fn fresh_text(&mut self, from: &Lists, lang: Lang, dice: &mut Dice) -> String {
        let mut text = String::new();
        for _ in 0..12 {
            let chosen = dice.pick(from.get(lang)).map_or("", |t| t.get_ref().as_str());
            text = self.scenario.filled(chosen, lang, |words| dice.pick(words));
            if self.said.insert(text.clone()) {
                break;
            }
        }
        text
    }

    fn somebody(&self, voice: Voice, dice: &mut Dice) -> Author {
        let mut word = |of: &[Spanned<String>]| dice.pick(of).map(|n| n.get_ref().clone()).unwrap_or_default();
        let (first, last) = (word(&self.scenario.crowd.first), word(&self.scenario.crowd.last));
        if voice == Voice::Fresh {
            let number = 10_000_000 + dice.below(90_000_000);
            let handle = format!("{}{number}", plain(&first));
            return Author { name: first, handle, followers: dice.below(14), verified: None };
        }
        let handle = match dice.below(4) {
            0 => format!("{}_{}", plain(&first), plain(&last)),
            1 => format!("{}{}{}", plain(&first), plain(&last), dice.below(100)),
            2 => format!("{}.{}", plain(&last), plain(&first)),
            _ => format!("{}{}", plain(&first), 1960 + dice.below(50)),
        };
        let scale = *dice.pick(&[10, 100, 100, 100, 100, 1_000, 1_000, 10_000]).unwrap_or(&100);
        Author { name: format!("{first} {last}"), handle, followers: scale + dice.below(scale * 5), verified: None }
    }
}

/// Somebody who has no part of their own.
fn crowd(at_ms: i64, mention: RawMention, expected: Option<Expected>, origin: Origin) -> Inject {
    Inject { at_ms, posted_ms: at_ms, mention, expected, origin, affected: false, evidence: false }
}

fn said(platform: &str, author: Option<Author>, text: String) -> RawMention {
    let (name, handle, followers, verified) =
        author.map_or((None, None, None, None), |a| (Some(a.name), Some(a.handle), Some(a.followers), a.verified));
    RawMention {
        platform: Some(platform.to_owned()),
        author: name,
        handle,
        followers,
        verified,
        text,
        ..RawMention::default()
    }
}

fn expected(words: &[Spanned<String>], by_ms: Option<i64>, truth: Truth) -> Option<Expected> {
    let dispositions: Vec<Disposition> = words.iter().filter_map(|w| scenario::disposition(w.get_ref())).collect();
    (!dispositions.is_empty()).then_some(Expected { dispositions, by_ms, truth })
}

fn weighted<'a>(of: &'a [Chatter], dice: &mut Dice) -> Option<&'a Chatter> {
    let mut left = dice.below(of.iter().map(|c| u64::from(c.weight)).sum());
    of.iter().find(|c| {
        let here = left < u64::from(c.weight);
        left = left.saturating_sub(c.weight.into());
        here
    })
}

/// A name as handles are written: small letters and digits without accents.
fn plain(name: &str) -> String {
    name.nfd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The text as people pass it on when they do not press the button: something added, lost or mistyped.
fn edited(text: &str, endings: &Lists, lang: Lang, dice: &mut Dice) -> String {
    let ending = dice.pick(endings.get(lang)).map(|e| e.get_ref().as_str()).unwrap_or_default();
    match dice.below(5) {
        0 | 1 => format!("{text} {ending}").trim_end().to_owned(),
        2 => format!("{ending}\n{text}").trim_start().to_owned(),
        3 => text.to_lowercase().trim_end_matches(['.', '!', '?']).to_owned(),
        _ => mistyped(text, dice),
    }
}

/// Two letters of one long word change places.
fn mistyped(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len()).filter(|&w| words[w].chars().count() > 5).collect();
    if let Some(&at) = dice.pick(&long) {
        let mut letters: Vec<char> = words[at].chars().collect();
        letters.swap(2, 3);
        words[at] = letters.into_iter().collect();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests;
