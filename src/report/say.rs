//! How reports speak: times in the room's zone, figures with what they were, sections one below the other. Owns the
//! layout of the text; must not know which report it is for.

use super::Blank;
use crate::domain::fact::{Fact, FactStatus};
use crate::domain::item::{Item, List};
use crate::domain::report::BLANK;
use crate::domain::room::{Arg, Lang};
use crate::domain::task::late;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::rows::{Published, Situation};
use crate::words::Words;
use chrono::Datelike;

/// Texts that belong together went out within this time: the languages of one statement.
const TOGETHER: i64 = 30 * MINUTE;

/// The words, with the room's moment.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub words: &'a Words,
    pub zone: &'a str,
    pub now: Stamp,
}

impl Say<'_> {
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    pub fn f(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.words.f(key, args)
    }

    /// `16:05`; with the date when it is another day's.
    pub fn clock(&self, at: Stamp) -> String {
        clock(self.words, at, self.now, self.zone)
    }

    /// How long ago: `41 min`.
    pub fn ago(&self, since: Stamp) -> String {
        let ms = self.now.since(since).max(0);
        match ms {
            ..HOUR => self.f("report-minutes", &[("n", (ms / MINUTE).into())]),
            HOUR..DAY => self.f("report-hours", &[("h", (ms / HOUR).into()), ("min", (ms % HOUR / MINUTE).into())]),
            _ => self.f("report-days", &[("n", (ms / DAY).into())]),
        }
    }

    /// `(+3)`, `(-6 pt)`; nothing where nothing changed or nobody knows.
    pub fn delta(&self, now: u32, before: Option<u32>, unit: &str) -> String {
        match before.map(|before| i64::from(now) - i64::from(before)) {
            None | Some(0) => String::new(),
            Some(by) if unit.is_empty() => format!(" ({by:+})"),
            Some(by) => format!(" ({by:+} {unit})"),
        }
    }

    /// A fact in the report's language.
    pub fn fact(&self, fact: &Fact) -> String {
        plain(fact.text(self.words.lang()).as_str())
    }

    /// The text for this language.
    pub fn of<'t>(&self, both: &'t [Clean; 2]) -> &'t str {
        let [en, es] = both;
        if self.words.lang() == Lang::En { en.as_str() } else { es.as_str() }
    }

    /// Facts of a status as sentences, the newest first, `most` of them; and how many more there are.
    pub fn facts(&self, of: &Situation, status: FactStatus, most: usize) -> (Vec<String>, usize) {
        let all = of.facts.iter().filter(|f| f.state.status == status);
        let said: Vec<String> = all.clone().take(most).map(|f| sentence(&self.fact(f))).collect();
        (said, all.count().saturating_sub(most))
    }

    /// Statements that are out, the languages of one together: `holding statement 16:05 ES+EN`.
    pub fn published(&self, all: &[Published], most: usize) -> Vec<String> {
        let mut groups: Vec<(&Published, Vec<Lang>)> = Vec::new();
        for one in all {
            let with = groups.iter_mut().find(|(first, langs)| {
                first.kind == one.kind && !langs.contains(&one.lang) && first.at.since(one.at).abs() <= TOGETHER
            });
            match with {
                Some((first, langs)) => {
                    langs.push(one.lang);
                    // since the first of its languages went out
                    if one.at < first.at {
                        *first = one;
                    }
                }
                None => groups.push((one, vec![one.lang])),
            }
        }
        let word = |(one, langs): &(&Published, Vec<Lang>)| {
            let langs = langs.iter().map(|l| l.code().to_uppercase()).collect::<Vec<_>>().join("+");
            format!("{} {} {langs}", self.t(one.kind.key()), self.clock(one.at))
        };
        groups.iter().take(most).map(word).collect()
    }

    /// By when, or that it was due then.
    pub fn due(&self, due: Stamp) -> String {
        let key = if late(due, self.now) { "report-was-due" } else { "report-by" };
        self.f(key, &[("time", self.clock(due).into())])
    }

    /// The next thing that we promised: by when, or that its time has passed.
    pub fn promise(&self, of: &Situation) -> String {
        match of.promises.first() {
            None => self.t("report-no-promise"),
            Some((_, None)) => self.t("report-promise-untimed"),
            Some((_, Some(due))) => {
                let key = if late(*due, self.now) { "report-promise-late" } else { "report-promise" };
                self.f(key, &[("time", self.clock(*due).into())])
            }
        }
    }

    /// The open lines of these lists: `TV slot (20:30, Ana)`.
    pub fn items(&self, of: &Situation, lists: &[List]) -> Vec<String> {
        let line = |item: &Item| {
            let owner = item.owner.as_ref().map(|o| plain(o.as_str()));
            self.with(plain(item.text.as_str()), item.due.map(|due| self.clock(due)).into_iter().chain(owner))
        };
        of.items.iter().filter(|item| lists.contains(&item.list)).map(line).collect()
    }

    /// `text (a, b)`.
    pub fn with(&self, text: String, notes: impl IntoIterator<Item = String>) -> String {
        let notes: Vec<String> = notes.into_iter().filter(|n| !n.is_empty()).collect();
        if notes.is_empty() { text } else { format!("{text} ({})", notes.join(", ")) }
    }

    /// So many of them, and how many more; what stands there when there is none.
    pub fn listed(&self, all: Vec<String>, most: usize, none: &str) -> String {
        let more = all.len().saturating_sub(most);
        let mut said = all.into_iter().take(most).collect::<Vec<_>>().join("; ");
        if more > 0 {
            said.push_str("; ");
            said.push_str(&self.f("report-more", &[("n", more.into())]));
        }
        if said.is_empty() { self.t(none) } else { said }
    }

    /// People affected: how many, how many were spoken with, how many wait and for how long.
    pub fn people(&self, of: &Situation, before: Option<[u32; 3]>) -> String {
        let [all, contacted, waiting] = of.figures.affected;
        if all == 0 {
            return self.t("report-nobody-known");
        }
        let delta = self.delta(all, before.map(|b| b[0]), "");
        let args = [("all", all.into()), ("delta", delta.into()), ("contacted", contacted.into())];
        let mut said = self.f("report-people", &args);
        if let (1.., Some(since)) = (waiting, of.longest_wait) {
            let args = [("n", waiting.into()), ("span", self.ago(since).into())];
            said.push_str(&self.f("report-people-wait", &args));
        }
        said
    }

    /// What is not heard, and since when; nothing when all is.
    pub fn unheard(&self, of: &Situation, most: usize) -> Option<String> {
        let since = |(name, since): &(Clean, Option<Stamp>)| {
            let name = plain(name.as_str());
            match since {
                Some(at) => self.f("report-blind-since", &[("name", name.into()), ("time", self.clock(*at).into())]),
                None => self.f("report-blind-never", &[("name", name.into())]),
            }
        };
        let blind: Vec<String> = of.blind.iter().map(since).collect();
        if blind.is_empty() {
            return None;
        }
        Some(self.f("report-blind", &[("sources", self.listed(blind, most, "report-none-known").into())]))
    }

    /// A blank for a person to fill in.
    pub fn blank(&self, name: &'static str, key: &str, needed: bool) -> Blank {
        Blank { name, label: self.t(key), needed, choices: Vec::new() }
    }

    /// The blank for how sure one is.
    pub fn confidence(&self) -> Blank {
        let choices = ["confidence-high", "confidence-medium", "confidence-low"].map(|key| self.t(key)).to_vec();
        Blank { choices, ..self.blank("confidence", "blank-confidence", true) }
    }
}

/// `16:05`; with its date, as people say it, when it is not the day of `now`.
pub(super) fn clock(words: &Words, at: Stamp, now: Stamp, zone: &str) -> String {
    let (at, now) = (at.local(zone), now.local(zone));
    let written = |form| at.format(form).to_string();
    if at.date_naive() == now.date_naive() {
        return written("%H:%M");
    }
    let day = match (words.lang(), at.year() == now.year()) {
        (Lang::En, _) => "%Y-%m-%d",
        (Lang::Es, true) => "%d/%m",
        (Lang::Es, false) => "%d/%m/%Y",
    };
    words.f("report-moment", &[("clock", written("%H:%M").into()), ("day", written(day).into())])
}

/// A person's words on one line, without the marks of a blank.
pub(super) fn plain(text: &str) -> String {
    let [open, close] = BLANK;
    Clean::line(text).as_str().replace([open, close], "'")
}

/// With a stop at its end.
fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// A text of sections: each begins with its label and two blanks; what follows stands below it, indented, so that no line of
/// it is taken for a label. The pages align it.
pub(super) struct Text<'a> {
    say: Say<'a>,
    out: String,
}

impl<'a> Text<'a> {
    pub fn new(say: Say<'a>) -> Text<'a> {
        Text { say, out: String::new() }
    }

    /// A section.
    pub fn section(&mut self, label: &str, lines: impl IntoIterator<Item = String>) {
        let mut label = self.say.t(label);
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            self.out.push_str(&format!("{label}  {line}\n"));
            label.clear();
        }
    }

    /// The whole of it.
    pub fn done(self) -> String {
        self.out.trim_end().to_owned()
    }
}
