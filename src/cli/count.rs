//! `gabinete count`: how long a text is on the platforms of the plan, and the thread that it makes. A filter: text in,
//! the number first; needs no room. How each platform counts is for `length`.

use super::run::{Context, Failure, Outcome};
use super::{input, plain, say};
use crate::domain::room::Arg;
use crate::length::{Limits, MAX_PARTS, Measure, Part, Rule, measure, split};
use crate::plan::{Limit, Plan};
use crate::words::Words;
use clap::{Args, ValueHint};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `count`.
#[derive(Debug, Args)]
pub struct Count {
    /// The text; else standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Where it goes: x, bluesky, mastodon or another platform of the plan; else all of them
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub platform: Vec<String>,
    /// Count it as a reply, which some platforms keep shorter
    #[arg(long)]
    pub reply: bool,
    /// Cut it into a thread, and print each part under its count
    #[arg(long)]
    pub thread: bool,
    /// The most that one platform takes, where it is not the plan's: a Mastodon server's own limit, a paid account
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub limit: Option<u32>,
    /// The content warning that it stands behind, which counts on Mastodon
    #[arg(long, value_name = "TEXT")]
    pub cw: Option<String>,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// The longest text that is read, in bytes.
const MAX_INPUT: usize = 16 << 20;
/// What stands for every platform of the plan.
const ALL: &str = "all";
/// Holds an emoji of several together; terminals do as they can.
const JOINER: char = '\u{200d}';

/// A text on one platform.
struct Counted<'a> {
    platform: &'a Limit,
    measure: Measure,
    /// The thread, where one is asked for.
    parts: Vec<Part>,
}

impl Counted<'_> {
    /// Whether anything that would be posted is over a limit.
    fn is_over(&self) -> bool {
        match self.parts.is_empty() {
            true => self.measure.is_over(),
            false => self.parts.iter().any(|part| part.measure.is_over()),
        }
    }
}

/// Counts standard input or a file; 1 when it is over a limit.
pub fn count(context: &Context, args: &Count) -> Outcome {
    let words = &context.words;
    let plan = context.plan()?;
    let platforms = platforms(words, &plan, args)?;
    let text = text(words, args)?;
    let counted: Vec<Counted> = platforms
        .into_iter()
        .map(|(platform, limits)| Counted {
            platform,
            measure: measure(limits, &text),
            parts: if args.thread { split(limits, &text) } else { Vec::new() },
        })
        .collect();
    let over = counted.iter().any(Counted::is_over);
    if args.json {
        let counts: Vec<Value> = counted.iter().map(object).collect();
        say(&json!({ "over": over, "counts": counts }).to_string())?;
    } else {
        print(words, &counted)?;
    }
    Ok(u8::from(over))
}

/// The platforms that are meant, each with its limits.
fn platforms<'p>(words: &Words, plan: &'p Plan, args: &Count) -> Result<Vec<(&'p Limit, Limits)>, Failure> {
    let all = args.platform.is_empty() || args.platform.iter().any(|name| name.eq_ignore_ascii_case(ALL));
    let meant: Vec<&Limit> = if all {
        plan.platforms.iter().collect()
    } else {
        let known = |name: &String| {
            let known = plan.platforms.iter().find(|platform| platform.code.eq_ignore_ascii_case(name.trim()));
            known.ok_or_else(|| Failure::usage(unknown(words, plan, name)))
        };
        args.platform.iter().map(known).collect::<Result<_, _>>()?
    };
    if args.limit.is_some() && meant.len() != 1 {
        return Err(Failure::usage(words.t("count-limit-one")));
    }
    let mut limited = Vec::with_capacity(meant.len());
    for platform in meant {
        let mut limits = if args.reply { platform.of_reply() } else { platform.of_post() };
        if let Some(most) = args.limit {
            limits.most = Some(most as usize);
            limits.rule = if limits.rule == Rule::None { Rule::Chars } else { limits.rule };
        }
        match args.cw.as_deref().map(|warning| limits.behind(warning)) {
            Some(Some(behind)) => limits = behind,
            // Among all platforms it counts where there is such a thing; whoever names one expects it to count there.
            Some(None) if !all => {
                let args = [("name", Arg::from(&platform.title))];
                return Err(Failure::usage(words.f("count-no-warning", &args)));
            }
            _ => {}
        }
        limited.push((platform, limits));
    }
    Ok(limited)
}

fn unknown(words: &Words, plan: &Plan, name: &str) -> String {
    let known: Vec<&str> = plan.platforms.iter().map(|platform| platform.code.as_str()).collect();
    words.f("count-no-platform", &[("name", name.into()), ("known", known.join(", ").into())])
}

/// The text without its final newline, which an editor or `echo` puts there and nobody posts, and without the mark that
/// some editors put at a file's start.
fn text(words: &Words, args: &Count) -> Result<String, Failure> {
    let Some(bytes) = input::whole(words, args.file.as_deref(), MAX_INPUT)? else {
        return Err(Failure::usage(words.f("count-too-long", &[("most", (MAX_INPUT >> 20).into())])));
    };
    let text = String::from_utf8(bytes).map_err(|e| {
        let place = e.utf8_error().valid_up_to() + 1;
        Failure::usage(words.f("count-not-utf8", &[("place", place.into())]))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(text.to_owned())
}

// -------------------------------------------------------------------------------------------------------------- printing

fn print(words: &Words, counted: &[Counted]) -> Result<(), Failure> {
    let several = counted.len() > 1;
    let widest = counted.iter().map(|c| c.platform.code.len()).max().unwrap_or(0);
    for (n, counted) in counted.iter().enumerate() {
        let code = &counted.platform.code;
        match (several, counted.parts.is_empty()) {
            (false, true) => say(&line(words, &counted.measure))?,
            (true, true) => {
                let (used, limit, notes) = told(words, &counted.measure);
                say(format!("{code:<widest$}  {used:>6}{limit:<9}{notes}").trim_end())?;
            }
            (_, false) => {
                if several {
                    say(&format!("{}{code}\n", if n > 0 { "\n" } else { "" }))?;
                }
                thread(words, &counted.parts)?;
            }
        }
    }
    Ok(())
}

/// Each part under its count, with a blank line between them.
fn thread(words: &Words, parts: &[Part]) -> Result<(), Failure> {
    for (n, part) in parts.iter().enumerate() {
        let gap = if n > 0 { "\n" } else { "" };
        say(&format!("{gap}{}", line(words, &part.measure)))?;
        whole(&part.text)?;
    }
    if parts.len() == MAX_PARTS && parts.last().is_some_and(|part| part.measure.is_over()) {
        super::tell(&words.f("count-too-many-parts", &[("most", MAX_PARTS.into())]));
    }
    Ok(())
}

/// Prints a text as it is to be posted: nothing of it is left out, and what steers a terminal is escaped.
fn whole(text: &str) -> Result<(), Failure> {
    let text: Vec<_> = text.split(JOINER).map(plain).collect();
    let mut out = io::stdout().lock();
    match writeln!(out, "{}", text.join("\u{200d}")).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::refused(e.to_string())),
        _ => Ok(()),
    }
}

/// `37 / 280`, and what else there is to say.
fn line(words: &Words, measure: &Measure) -> String {
    let (used, limit, notes) = told(words, measure);
    format!("{used}{limit}{notes}")
}

/// The number, the limit, and how much is too much and the bytes where they count.
fn told(words: &Words, measure: &Measure) -> (usize, String, String) {
    let over = |by: usize| match by {
        0 => String::new(),
        by => format!("  {}", words.f("compose-over", &[("n", by.into())])),
    };
    let mut notes = over(measure.over_by);
    if let Some(bytes) = &measure.bytes {
        let used = bytes.limit.map_or_else(|| bytes.used.to_string(), |limit| format!("{} / {limit}", bytes.used));
        notes += &format!("  {}{}", words.f("count-bytes", &[("used", used.into())]), over(bytes.over_by));
    }
    (measure.used, measure.limit.map_or(String::new(), |limit| format!(" / {limit}")), notes)
}

fn object(counted: &Counted) -> Value {
    let mut said = numbers(&counted.measure);
    said["platform"] = counted.platform.code.as_str().into();
    said["title"] = counted.platform.title.as_str().into();
    said["checked_on"] = counted.platform.checked_on.as_str().into();
    said["source"] = counted.platform.source.as_str().into();
    if !counted.parts.is_empty() {
        let part = |part: &Part| {
            let mut said = numbers(&part.measure);
            said["text"] = part.text.as_str().into();
            said
        };
        said["parts"] = counted.parts.iter().map(part).collect();
    }
    said
}

fn numbers(measure: &Measure) -> Value {
    let mut said = json!({ "used": measure.used, "limit": measure.limit, "over_by": measure.over_by });
    if let Some(bytes) = &measure.bytes {
        said["bytes"] = json!({ "used": bytes.used, "limit": bytes.limit, "over_by": bytes.over_by });
    }
    said
}
