//! `gabinete match`: a keyword expression tried on what the room has, or on a file, before it is trusted. Owns the count
//! per day and how it is printed; what an expression means is for `sources::matcher`.

use super::run::{Context, Failure, Outcome};
use super::{MatchArgs, TOLD, input, plain, say, tell};
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::room::{Arg, Lang};
use crate::domain::text::{Clean, width};
use crate::domain::time::{MINUTE, Stamp};
use crate::shell::time;
use crate::sources::jsonl::Parser;
use crate::sources::lines::{Got, Lines};
use crate::sources::matcher::{Matcher, NotUnderstood};
use crate::sources::rejects::reason;
use crate::sources::{BadLine, Item, Reason};
use crate::store::error::StoreError;
use crate::store::info;
use crate::store::reader::Reader;
use crate::store::reader::texts::Text;
use crate::words::Words;
use chrono::{Days, NaiveDate};
use serde_json::json;
use std::collections::BTreeMap;

/// Of what matches, how many are shown.
const SHOWN: usize = 5;
/// Most days of a file that are counted; the oldest give way.
const DAYS_MAX: usize = 40_000;
/// Cells of the longest bar.
const BAR: u64 = 30;
/// Characters of a text that are shown, around the first place that matches.
const EXCERPT: usize = 120;
/// Of those, most before that place.
const BEFORE: usize = 40;
/// Characters of a wrong expression that are shown on each side of where it goes wrong.
const AROUND: usize = 60;

/// A mention that matches.
struct Hit {
    posted: Stamp,
    platform: Clean,
    handle: Private<Clean>,
    text: Private<Clean>,
}

/// What was found, by day.
struct Tally {
    zone: String,
    /// Mentions that match, and all.
    days: BTreeMap<NaiveDate, (u64, u64)>,
    /// The newest that match, newest first.
    last: Vec<Hit>,
}

/// Tries an expression; 0 when anything matches, 1 when nothing does.
pub fn matching(context: &Context, args: &MatchArgs) -> Outcome {
    let matcher = Matcher::parse(&args.expression)
        .map_err(|e| Failure::usage(not_understood(&context.words, &args.expression, &e)))?;
    let (tally, ours, drill) = match &args.file {
        Some(_) => (of_file(context, args, &matcher)?, Allow::none(), false),
        None => of_room(context, args, &matcher)?,
    };
    let audience = if context.global.share { Audience::Shared } else { Audience::Operator };
    let found = Found { tally: &tally, matcher: &matcher, who: (audience, &ours), drill, days: args.days };
    if args.json {
        say(&found.json().to_string())?;
    } else {
        found.print(&context.words)?;
    }
    Ok(u8::from(found.total().0 == 0))
}

/// Reads the room from its newest mention back to the first of the days that are asked for.
fn of_room(context: &Context, args: &MatchArgs, matcher: &Matcher) -> Result<(Tally, Allow, bool), Failure> {
    let path = context.room();
    let settings = match info::info(&path, context.options()) {
        Ok(info) => info.settings,
        Err(StoreError::NotFound) => {
            let args = [("room", super::shown(&path).into())];
            return Err(Failure::usage(context.words.f("match-no-room", &args)));
        }
        Err(e) => return Err(context.fault(&path, &e)),
    };
    let unread = |e: crate::store::reader::ReadError| Failure::refused(e.to_string());
    let reader = Reader::open(&path).map_err(unread)?;
    let mut tally = Tally::new(&settings.zone);
    let mut before = None;
    'pages: loop {
        let page = reader.texts(before).map_err(unread)?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        for Text { posted, platform, handle, text, .. } in page {
            // newest first: once a day is too old, so is all that follows
            if tally.too_old(posted, args.days) {
                break 'pages;
            }
            tally.count(matcher, Hit { posted, platform, handle, text });
        }
    }
    Ok((tally, Allow::new(&settings.keywords), settings.drill.is_some()))
}

/// Reads JSON Lines to their end, in whatever order they come.
fn of_file(context: &Context, args: &MatchArgs, matcher: &Matcher) -> Result<Tally, Failure> {
    let words = &context.words;
    let input = input(args.file.as_deref()).map_err(|(path, e)| {
        Failure::usage(words.f("triage-no-file", &[("file", path.into()), ("why", e.to_string().into())]))
    })?;
    let (mut lines, mut parser, mut line, mut bad) = (Lines::new(input), Parser::default(), Vec::new(), 0u64);
    let mut tally = Tally::new(&context.zone());
    let now = time::now();
    while let Some(got) = lines.read(&mut line).map_err(|e| Failure::refused(e.to_string()))? {
        let item = match got {
            Got::TooLong => Item::Bad(BadLine::new(lines.number(), Reason::TooLong, &line)),
            Got::Line if line.iter().all(|b| b.is_ascii_whitespace() || *b == 0) => continue,
            Got::Line => parser.item(lines.number(), &line),
        };
        match item {
            Item::Mention(raw) => {
                let clean = |text: Option<&str>| text.map_or_else(Clean::default, Clean::line);
                let (handle, text) = (clean(raw.handle.as_deref()), Clean::new(&raw.text));
                tally.count(
                    matcher,
                    Hit {
                        posted: raw.ts.unwrap_or(now),
                        platform: clean(raw.platform.as_deref()),
                        handle: if raw.private { Private::hidden(handle) } else { Private::person(handle, false) },
                        text: if raw.private { Private::hidden(text) } else { Private::prose(text) },
                    },
                );
            }
            Item::Bad(line) => {
                bad += 1;
                if bad <= TOLD {
                    let args = [("line", line.line.into()), ("why", reason(words, &line).into())];
                    tell(&words.f("triage-bad-line", &args));
                }
            }
        }
    }
    if bad > TOLD {
        tell(&words.f("triage-bad-lines", &[("n", bad.into())]));
    }
    tally.only_last(args.days);
    Ok(tally)
}

impl Tally {
    fn new(zone: &str) -> Tally {
        Tally { zone: zone.to_owned(), days: BTreeMap::new(), last: Vec::new() }
    }

    fn day(&self, at: Stamp) -> NaiveDate {
        at.plus(i64::from(at.offset(&self.zone)) * MINUTE).utc().date_naive()
    }

    /// The first of so many days up to the newest mention's.
    fn first(&self, days: u32) -> Option<NaiveDate> {
        let newest = *self.days.last_key_value()?.0;
        newest.checked_sub_days(Days::new(u64::from(days).saturating_sub(1)))
    }

    fn too_old(&self, at: Stamp, days: u32) -> bool {
        self.first(days).is_some_and(|first| self.day(at) < first)
    }

    fn count(&mut self, matcher: &Matcher, hit: Hit) {
        let matches = matcher.is_match(&hit.text.show(Audience::Operator));
        let day = self.day(hit.posted);
        let (matched, all) = self.days.entry(day).or_default();
        *all += 1;
        *matched += u64::from(matches);
        if self.days.len() > DAYS_MAX {
            self.days.pop_first();
        }
        if matches {
            let at = self.last.partition_point(|other| other.posted >= hit.posted);
            if at < SHOWN {
                self.last.insert(at, hit);
                self.last.truncate(SHOWN);
            }
        }
    }

    /// Forgets what is older than so many days.
    fn only_last(&mut self, days: u32) {
        let Some(first) = self.first(days) else { return };
        self.days = self.days.split_off(&first);
        let zone = std::mem::take(&mut self.zone);
        self.last.retain(|hit| {
            let local = hit.posted.plus(i64::from(hit.posted.offset(&zone)) * MINUTE);
            local.utc().date_naive() >= first
        });
        self.zone = zone;
    }
}

/// What is printed.
struct Found<'a> {
    tally: &'a Tally,
    matcher: &'a Matcher,
    who: (Audience, &'a Allow),
    drill: bool,
    days: u32,
}

impl Found<'_> {
    /// Mentions that match, and all.
    fn total(&self) -> (u64, u64) {
        self.tally.days.values().fold((0, 0), |sum, day| (sum.0 + day.0, sum.1 + day.1))
    }

    /// Every day from the first with a mention to the last, those without any among them; bounded by what was asked for.
    fn each_day(&self) -> Vec<(NaiveDate, u64, u64)> {
        let Some((first, last)) = self.tally.days.first_key_value().zip(self.tally.days.last_key_value()) else {
            return Vec::new();
        };
        let days = first.0.iter_days().take_while(|day| day <= last.0).take(self.days as usize);
        days.map(|day| self.tally.days.get(&day).map_or((day, 0, 0), |(matched, all)| (day, *matched, *all))).collect()
    }

    fn print(&self, words: &Words) -> Result<(), Failure> {
        if self.drill {
            say("DRILL / SIMULACRO")?;
        }
        let (matched, all) = self.total();
        if all == 0 {
            return say(&words.t("match-nothing-there"));
        }
        say(&format!("{}\n", self.matcher))?;
        let days = self.each_day();
        let most = days.iter().map(|(_, matched, _)| *matched).max().unwrap_or(0).max(1);
        for (day, matched, all) in &days {
            let cells = (matched * BAR).div_ceil(most) as usize;
            let line =
                format!("{day}  {matched:>8}  {:>7}  {}", percent(*matched, *all, words.lang()), "█".repeat(cells));
            say(line.trim_end())?;
        }
        let args = [
            ("matched", Arg::from(matched)),
            ("all", all.into()),
            ("days", days.len().into()),
            ("share", percent(matched, all, words.lang()).into()),
        ];
        say(&format!("\n{}", words.f("match-total", &args)))?;
        for hit in &self.tally.last {
            let local = hit.posted.plus(i64::from(hit.posted.offset(&self.tally.zone)) * MINUTE).utc();
            let handle = hit.handle.show_with(self.who.0, self.who.1);
            let at = if handle.is_empty() || handle.starts_with('@') { "" } else { "@" };
            let text = self.excerpt(&hit.text.show_with(self.who.0, self.who.1));
            let when = local.format("%Y-%m-%d %H:%M");
            say(&format!("{when}  {:<9}  {at}{handle}  {text}", hit.platform.as_str()))?;
        }
        Ok(())
    }

    /// A text in one line, around the first place that matches.
    fn excerpt(&self, text: &str) -> String {
        let line = Clean::line(text);
        let line = line.as_str();
        let place = self.matcher.found(line).first().map_or(0, |range| line[..range.start].chars().count());
        let all = line.chars().count();
        let from = if all <= EXCERPT { 0 } else { place.saturating_sub(BEFORE).min(all - EXCERPT) };
        let part: String = line.chars().skip(from).take(EXCERPT).collect();
        let (before, behind) = (from > 0, from + EXCERPT < all);
        format!("{}{}{}", if before { "…" } else { "" }, part.trim(), if behind { "…" } else { "" })
    }

    fn json(&self) -> serde_json::Value {
        let (matched, all) = self.total();
        let days = self.each_day();
        let days =
            days.iter().map(|(day, matched, all)| json!({"day": day.to_string(), "matched": matched, "all": all}));
        let last = self.tally.last.iter().map(|hit| {
            let text = hit.text.show_with(self.who.0, self.who.1);
            let found: Vec<&str> = self.matcher.found(&text).into_iter().map(|range| &text[range]).collect();
            json!({
                "ts": hit.posted.rfc3339(),
                "platform": hit.platform.as_str(),
                "handle": hit.handle.show_with(self.who.0, self.who.1),
                "text": text,
                "found": found,
            })
        });
        let mut said = json!({
            "expression": self.matcher.to_string(),
            "zone": self.tally.zone,
            "matched": matched,
            "all": all,
            "days": days.collect::<Vec<_>>(),
            "last": last.collect::<Vec<_>>(),
        });
        if self.drill {
            said["drill"] = true.into();
        }
        said
    }
}

/// A share in percent, with one decimal; nothing where there is nothing to share.
fn percent(part: u64, all: u64, lang: Lang) -> String {
    if all == 0 {
        return String::new();
    }
    let said = format!("{:.1} %", part as f64 * 100.0 / all as f64);
    match lang {
        Lang::Es => said.replace('.', ","),
        Lang::En => said,
    }
}

/// The sentence, and under it the expression with a mark where it goes wrong.
fn not_understood(words: &Words, expression: &str, e: &NotUnderstood) -> String {
    let args: Vec<(&str, Arg)> = e.args().iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    let sentence = words.f(e.key(), &args);
    let at = e.column.saturating_sub(1);
    let from = at.saturating_sub(AROUND);
    let shown = |text: String| Clean::new(&text.replace(char::is_whitespace, " "));
    let part = |from: usize, count: usize| shown(expression.chars().skip(from).take(count).collect());
    let line = part(from, 2 * AROUND);
    if line.as_str().trim().is_empty() {
        return sentence;
    }
    format!("{sentence}\n  {}\n  {}^", plain(line.as_str()), " ".repeat(width(part(from, at - from).as_str())))
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
