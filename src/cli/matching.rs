//! `gabinete match`: a keyword expression tried on what the room has, or on a file, before it is trusted. Owns the count
//! per day and how it is printed; what an expression means is for `sources::matcher`.

use super::run::{Context, Failure, Outcome};
use super::{MatchArgs, TOLD, input, plain, say, tell};
use crate::domain::ids::MentionId;
use crate::domain::keywords::Misread;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::shell::time;
use crate::sources::jsonl::Parser;
use crate::sources::lines::{Got, Lines};
use crate::sources::matcher::Matcher;
use crate::sources::rejects::reason;
use crate::sources::tally::{Tally, misread};
use crate::sources::{BadLine, Item, Reason};
use crate::store::error::StoreError;
use crate::store::info;
use crate::store::reader::Reader;
use crate::store::reader::texts::Text;
use crate::words::{Words, expressions};
use serde_json::json;

/// Of what matches, how many are shown.
const SHOWN: usize = 5;
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
    /// Which one, in a room.
    id: Option<MentionId>,
    posted: Stamp,
    platform: Clean,
    handle: Private<Clean>,
    text: Private<Clean>,
    /// It is abuse, as far as somebody has looked: a file is not read for that.
    abusive: bool,
}

/// What was found.
struct Heap {
    days: Tally,
    /// The newest that match, newest first.
    last: Vec<Hit>,
}

/// Tries an expression; 0 when anything matches, 1 when nothing does.
pub fn matching(context: &Context, args: &MatchArgs) -> Outcome {
    let matcher = Matcher::parse(&args.expression)
        .map_err(|e| Failure::usage(not_understood(&context.words, &args.expression, &misread(&e))))?;
    let (heap, ours, drill) = match &args.file {
        Some(_) => (of_file(context, args, &matcher)?, Allow::none(), false),
        None => of_room(context, args, &matcher)?,
    };
    let audience = context.audience();
    let typed = Clean::line(args.expression.trim());
    let found = Found { heap: &heap, typed: &typed, matcher: &matcher, who: (audience, &ours), drill, days: args.days };
    if args.json {
        say(&found.json().to_string())?;
    } else {
        found.print(&context.words)?;
    }
    Ok(u8::from(found.total().0 == 0))
}

/// Reads the room from its newest mention back to the first of the days that are asked for.
fn of_room(context: &Context, args: &MatchArgs, matcher: &Matcher) -> Result<(Heap, Allow, bool), Failure> {
    let path = context.room();
    let (settings, ours) = match info::info(&path, context.options()) {
        Ok(info) => (info.settings.clone(), context.ours(&info)),
        Err(StoreError::NotFound) => {
            let args = [("room", super::shown(&path).into())];
            return Err(Failure::usage(context.words.f("match-no-room", &args)));
        }
        Err(e) => return Err(context.fault(&path, &e)),
    };
    let unread = |e: crate::store::reader::ReadError| Failure::refused(e.to_string());
    let reader = Reader::open(&path).map_err(unread)?;
    let now = reader.clock().map_err(unread)?.at(time::now());
    let (mut days, mut last) = (Tally::new(&settings.zone, now), Vec::new());
    let judge = |Text { id, posted, platform, handle, text }| {
        keep(&mut last, matcher, Hit { id: Some(id), posted, platform, handle, text, abusive: false })
    };
    days.of_room(&reader, args.days, || true, judge).map_err(unread)?;
    for hit in &mut last {
        if let Some(id) = hit.id {
            hit.abusive = reader.abusive(id).map_err(unread)?;
        }
    }
    Ok((Heap { days, last }, ours, settings.drill.is_some()))
}

/// Reads JSON Lines to their end, in whatever order they come.
fn of_file(context: &Context, args: &MatchArgs, matcher: &Matcher) -> Result<Heap, Failure> {
    let words = &context.words;
    let input = input::open(args.file.as_deref()).map_err(|e| Failure::usage(input::unread(words, e)))?;
    let (mut lines, mut parser, mut line, mut bad) = (Lines::new(input), Parser::default(), Vec::new(), 0u64);
    let now = time::now();
    let mut heap = Heap { days: Tally::new(&context.zone(), now), last: Vec::new() };
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
                heap.count(
                    matcher,
                    Hit {
                        id: None,
                        abusive: false,
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
    heap.only_last(args.days);
    Ok(heap)
}

/// Keeps a mention among the newest that match, if it does; whether it does.
fn keep(last: &mut Vec<Hit>, matcher: &Matcher, hit: Hit) -> bool {
    let matches = matcher.is_match(&hit.text.show(Audience::Operator));
    if matches {
        let at = last.partition_point(|other| other.posted >= hit.posted);
        if at < SHOWN {
            last.insert(at, hit);
            last.truncate(SHOWN);
        }
    }
    matches
}

impl Heap {
    fn count(&mut self, matcher: &Matcher, hit: Hit) {
        let posted = hit.posted;
        if self.days.leaves_out(posted) {
            return;
        }
        let matches = keep(&mut self.last, matcher, hit);
        self.days.count(posted, matches);
    }

    /// Forgets what is older than so many days.
    fn only_last(&mut self, days: u32) {
        self.days.only_last(days);
        let all = &self.days;
        self.last.retain(|hit| !all.too_old(hit.posted, days));
    }
}

/// What is printed.
struct Found<'a> {
    heap: &'a Heap,
    /// The expression as a person wrote it: what it means is folded, and would be other words to them.
    typed: &'a Clean,
    matcher: &'a Matcher,
    who: (Audience, &'a Allow),
    drill: bool,
    days: u32,
}

impl Found<'_> {
    /// Mentions that match, and all.
    fn total(&self) -> (u64, u64) {
        self.heap.days.total()
    }

    fn print(&self, words: &Words) -> Result<(), Failure> {
        if self.drill {
            say("DRILL / SIMULACRO")?;
        }
        let (matched, all) = self.total();
        if all == 0 {
            return say(&words.t("match-nothing-there"));
        }
        say(&format!("{}\n", self.typed))?;
        let days = self.heap.days.each_day(self.days);
        let most = days.iter().map(|(_, matched, _)| *matched).max().unwrap_or(0).max(1);
        for (day, matched, all) in &days {
            let cells = (matched * BAR).div_ceil(most) as usize;
            let line = format!("{day}  {matched:>8}  {:>7}  {}", words.share(*matched, *all, 1), "█".repeat(cells));
            say(line.trim_end())?;
        }
        let args = [
            ("matched", Arg::from(matched)),
            ("all", all.into()),
            ("days", days.len().into()),
            ("share", words.share(matched, all, 1).into()),
        ];
        say(&format!("\n{}", words.f("match-total", &args)))?;
        if self.heap.days.ahead() > 0 {
            say(&words.f("match-ahead", &[("n", self.heap.days.ahead().into())]))?;
        }
        for hit in &self.heap.last {
            let local = hit.posted.local(self.heap.days.zone());
            let handle = hit.handle.show_with(self.who.0, self.who.1);
            let at = if handle.is_empty() || handle.starts_with('@') { "" } else { "@" };
            let text = match hit.abusive {
                true => words.t("text-abusive"),
                false => self.excerpt(&hit.text.show_with(self.who.0, self.who.1)),
            };
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
        let days = self.heap.days.each_day(self.days);
        let days =
            days.iter().map(|(day, matched, all)| json!({"day": day.to_string(), "matched": matched, "all": all}));
        let last = self.heap.last.iter().map(|hit| {
            let text = hit.text.show_with(self.who.0, self.who.1);
            let found: Vec<&str> = self.matcher.found(&text).into_iter().map(|range| &text[range]).collect();
            json!({
                "ts": hit.posted.rfc3339(),
                "platform": hit.platform.as_str(),
                "handle": hit.handle.show_with(self.who.0, self.who.1),
                "text": text,
                "found": found,
                "abusive": hit.abusive,
            })
        });
        let mut said = json!({
            "expression": self.typed.as_str(),
            "zone": self.heap.days.zone(),
            "matched": matched,
            "all": all,
            "ahead": self.heap.days.ahead(),
            "days": days.collect::<Vec<_>>(),
            "last": last.collect::<Vec<_>>(),
        });
        if self.drill {
            said["drill"] = true.into();
        }
        said
    }
}

/// The sentence, and under it the expression with a mark where it goes wrong.
fn not_understood(words: &Words, expression: &str, e: &Misread) -> String {
    let sentence = words.refusal(&e.why);
    match expressions::place(expression, e.column, AROUND) {
        Some((line, at)) => format!("{sentence}\n  {}\n  {}^", plain(line.as_str()), " ".repeat(at)),
        None => sentence,
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
