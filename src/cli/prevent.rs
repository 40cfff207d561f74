//! `themes`, `ambassadors` and `usual`: what complaints are about, who stands up for the brand, and what is usual. Owns how they
//! are printed; what stands in them is the reader's.

use super::run::{Context, Failure, Outcome};
use super::say;
use crate::domain::private::Allow;
use crate::rows::{Ambassadors, Answer, Ask, Complaints, MentionRow, UsualHour, UsualWeek};
use crate::shell::time;
use crate::store::info::{self, Info};
use crate::store::reader::Reader;
use clap::Args;
use serde_json::{Value, json};

/// Options of `themes`.
#[derive(Debug, Args)]
pub struct Themes {
    /// How many days, of 24 hours each; as many before them are compared
    #[arg(long, default_value_t = 7, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=60))]
    pub days: u16,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// Options of `ambassadors`.
#[derive(Debug, Args)]
pub struct People {
    /// Over how many days
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=60))]
    pub days: u16,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// Options of `usual`.
#[derive(Debug, Args)]
pub struct Usual {
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// The room, and the answer of its reader.
fn asked(context: &Context, ask: impl FnOnce(crate::domain::time::Stamp) -> Ask) -> Result<(Info, Answer), Failure> {
    let room = context.room();
    let about = info::info(&room, context.options()).map_err(|e| context.fault(&room, &e))?;
    let question = ask(about.clock.at(time::now()));
    let answer = Reader::open(&room).and_then(|mut reader| reader.answer(&question));
    let answer = answer.map_err(|e| Failure::refused(e.to_string()))?;
    if about.settings.drill.is_some() {
        say("DRILL / SIMULACRO")?;
    }
    Ok((about, answer))
}

/// Says what complaints are about; 1 when there is nothing to say.
pub fn themes(context: &Context, args: &Themes) -> Outcome {
    let (about, answer) = asked(context, |now| Ask::Complaints { days: args.days, now })?;
    let Answer::Complaints(found) = answer else { return Ok(1) };
    let ours = context.ours(&about);
    let found = context.veiled(found.as_ref(), &ours);
    let quiet = u8::from(found.themes.is_empty());
    if args.json {
        return say(&complaints_json(context, &found, &ours).to_string()).map(|()| quiet);
    }
    let words = &context.words;
    let (all, read) = found.now();
    let basis = [
        ("days", found.days.into()),
        ("all", all.into()),
        ("read", read.into()),
        ("before", found.before.0.into()),
        ("own", found.own.into()),
    ];
    say(&words.f("complaints-basis", &basis))?;
    if found.partial {
        say(&words.t("complaints-partial"))?;
    }
    if found.themes.is_empty() {
        return say(&words.t("themes-none")).map(|()| 1);
    }
    for theme in &found.themes {
        let by_day = theme.by_day.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let phrase = theme.phrase.show_with(context.audience(), &ours);
        say(&format!("\n{phrase}  ({})  {by_day}", words.t(theme.trend.key())))?;
        let rests = [
            ("n", theme.count.into()),
            ("of", read.into()),
            ("voices", theme.voices.into()),
            ("before", theme.before.into()),
            ("read", found.before.1.into()),
        ];
        say(&format!("  {}", words.f("complaint-rests", &rests)))?;
        for example in &theme.examples {
            let (who, text) = (&example.author, &example.text);
            let (who, text) = (who.show_with(context.audience(), &ours), text.show_with(context.audience(), &ours));
            say(&format!("  “{text}” — {who}"))?;
        }
    }
    Ok(0)
}

fn complaints_json(context: &Context, found: &Complaints, ours: &Allow) -> Value {
    let audience = context.audience();
    let themes = found.themes.iter().map(|theme| {
        json!({
            "phrase": theme.phrase.show_with(audience, ours),
            "count": theme.count,
            "texts": theme.voices,
            "before": theme.before,
            "by_day": theme.by_day,
            "trend": theme.trend.code(),
            "examples": theme.examples.iter().map(|m| mention(context, m, ours)).collect::<Vec<_>>(),
            "mentions": theme.mentions.iter().map(|id| id.0).collect::<Vec<_>>(),
        })
    });
    let clues = found.clues.iter().map(|clue| {
        json!({
            "item": clue.item.0,
            "phrase": clue.phrase.show_with(audience, ours),
            "owner": clue.owner.as_ref().map(|owner| owner.as_str()),
            "due": clue.due.map(|due| due.rfc3339()),
            "mentions": clue.mentions,
        })
    });
    json!({
        "days": found.days,
        "by_day": found.by_day.iter().map(|(all, read)| json!({ "complaints": all, "read": read })).collect::<Vec<_>>(),
        "before": { "complaints": found.before.0, "read": found.before.1 },
        "of_incidents": found.own,
        "partial": found.partial,
        "themes": themes.collect::<Vec<_>>(),
        "clues": clues.collect::<Vec<_>>(),
    })
}

fn mention(context: &Context, row: &MentionRow, ours: &Allow) -> Value {
    let audience = context.audience();
    json!({
        "id": row.id.0,
        "posted": row.posted.rfc3339(),
        "platform": row.platform.as_str(),
        "author": row.author.show_with(audience, ours),
        "handle": row.handle.show_with(audience, ours),
        "text": row.text.show_with(audience, ours),
    })
}

/// Says who stands up for the brand; 1 when nobody does.
pub fn ambassadors(context: &Context, args: &People) -> Outcome {
    let (about, answer) = asked(context, |now| Ask::Ambassadors { days: args.days, now })?;
    let Answer::Ambassadors(found) = answer else { return Ok(1) };
    let ours = context.ours(&about);
    let found = context.veiled(found.as_ref(), &ours);
    let nobody = u8::from(found.people.is_empty());
    if args.json {
        return say(&people_json(context, &found, &ours).to_string()).map(|()| nobody);
    }
    let words = &context.words;
    let (good, bad) = (found.positive, found.negative);
    let share = |(n, of): (u32, u32)| if of == 0 { 0 } else { (u64::from(n) * 100 / u64::from(of)) as u32 };
    let args = [
        ("days", found.days.into()),
        ("good", share(good).into()),
        ("good_n", good.0.into()),
        ("good_of", good.1.into()),
        ("bad", share(bad).into()),
        ("bad_n", bad.0.into()),
        ("bad_of", bad.1.into()),
    ];
    say(&words.f("ambassadors-shares", &args))?;
    if found.partial {
        say(&words.t("ambassadors-partial"))?;
    }
    if found.people.is_empty() {
        let args = [("read", found.read.into()), ("days", found.days.into())];
        return say(&words.f("empty-ambassadors-do", &args)).map(|()| 1);
    }
    for person in &found.people {
        let row = &person.mention;
        let who = row.author.show_with(context.audience(), &ours);
        let mut did = vec![words.t(person.thanks.key())];
        if person.stood_up > 0 {
            did.push(words.f("ambassador-stood-up", &[("n", person.stood_up.into())]));
        }
        did.push(words.f("ambassador-said", &[("n", person.count.into()), ("days", person.days.into())]));
        let text = row.text.show_with(context.audience(), &ours);
        say(&format!("{who} ({}): {}\n  {} “{text}”", row.platform, did.join(", "), row.id))?;
    }
    Ok(0)
}

fn people_json(context: &Context, found: &Ambassadors, ours: &Allow) -> Value {
    let people = found.people.iter().map(|person| {
        json!({
            "thanks": person.thanks.code(),
            "good": person.count,
            "days": person.days,
            "stood_up": person.stood_up,
            "negative": person.negative,
            "reach": person.reach,
            "mention": mention(context, &person.mention, ours),
        })
    });
    let share = |(attended, of): (u32, u32)| json!({ "attended": attended, "of": of });
    json!({
        "days": found.days,
        "positive": share(found.positive),
        "negative": share(found.negative),
        "read": found.read,
        "partial": found.partial,
        "people": people.collect::<Vec<_>>(),
    })
}

/// Says what is usual by hour of the week; 1 when nothing is known.
pub fn usual(context: &Context, args: &Usual) -> Outcome {
    let (_, answer) = asked(context, |now| Ask::UsualWeek { now })?;
    let Answer::UsualWeek(week) = answer else { return Ok(1) };
    let unknown = week.resting_on(None) == week.hours.len();
    if args.json {
        return say(&week_json(&week).to_string()).map(|()| u8::from(unknown));
    }
    let words = &context.words;
    if unknown {
        return say(&format!("{} {}", words.t("empty-usual"), words.t("empty-usual-do"))).map(|()| 1);
    }
    say(&format!("{:6}{}", "", (0..24).map(|hour| format!("{hour:>6}")).collect::<String>()))?;
    let days = ["day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun"];
    for (day, hours) in days.iter().zip(week.hours.chunks(24)) {
        let cells: String = hours.iter().map(|hour| format!("{:>6}", cell(hour.as_ref()))).collect();
        say(&format!("{:6}{cells}", words.t(day)))?;
    }
    say(&words.f("usual-legend", &[("about", "~".into()), ("unknown", "?".into())]))?;
    say(&known(context, &week)).map(|()| 0)
}

/// Mentions an hour, with a mark where another hour stands in.
fn cell(hour: Option<&UsualHour>) -> String {
    match hour {
        None => "?".to_owned(),
        Some(hour) if hour.basis == crate::rows::Basis::Own => format!("{:.0}", hour.per_hour),
        Some(hour) => format!("~{:.0}", hour.per_hour),
    }
}

fn known(context: &Context, week: &UsualWeek) -> String {
    use crate::rows::Basis;
    let n = |basis| week.resting_on(basis).into();
    let resting = [
        ("own", n(Some(Basis::Own))),
        ("time", n(Some(Basis::Time))),
        ("any", n(Some(Basis::Any))),
        ("none", n(None)),
        ("of", week.hours.len().into()),
    ];
    let since = week.first.map_or(String::new(), |at| at.rfc3339().chars().take(10).collect());
    let missing = [
        ("since", since.into()),
        ("heard", week.heard.0.into()),
        ("of", week.heard.1.into()),
        ("aside", week.aside.into()),
    ];
    format!("{}\n{}", context.words.f("usual-known", &resting), context.words.f("usual-missing", &missing))
}

fn week_json(week: &UsualWeek) -> Value {
    let hours = week.hours.iter().enumerate().map(|(at, hour)| {
        let known = hour.map(|hour| {
            json!({
                "per_hour": hour.per_hour,
                "low": hour.band.0,
                "high": hour.band.1,
                "basis": hour.basis.code(),
                "hours": hour.hours,
            })
        });
        json!({ "day": at / 24 + 1, "hour": at % 24, "usual": known })
    });
    json!({
        "hours": hours.collect::<Vec<_>>(),
        "since": week.first.map(|at| at.rfc3339()),
        "heard": week.heard.0,
        "of": week.heard.1,
        "aside": week.aside,
    })
}
