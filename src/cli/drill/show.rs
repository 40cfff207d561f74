//! `drill show`: the script for whoever runs a drill: the goal, and all that is written by hand in the order in which it
//! comes, with what a good team does.

use super::Drill;
use crate::cli::run::{Context, Outcome};
use crate::cli::say;
use crate::domain::room::{Arg, Lang};
use crate::domain::time::SECOND;
use crate::drill::scenario::{Phase, Twist, Wave};
use crate::drill::{Inject, Origin, Scenario, Script};
use crate::shell::facilitator::{sort, truth};
use crate::words::Words;

/// Prints it, at the real times of the seed; without one, at those of its file.
pub(super) fn show(context: &Context, scenario: &Scenario, args: &Drill) -> Outcome {
    let words = &context.words;
    let lang = args.text_lang.unwrap_or(words.lang());
    let seed = args.seed.unwrap_or(1);
    let script = Script::new(scenario, lang, seed);
    say(scenario.title.get(words.lang()))?;
    let about = [
        ("drill-show-goal", &scenario.goal),
        ("drill-show-start", &scenario.start),
        ("drill-show-ends", &scenario.ends),
    ];
    for (key, both) in about {
        say(&words.f(key, &[("text", both.get(words.lang()).into())]))?;
    }
    let right = [
        ("severity", Arg::from(scenario.right.severity.code())),
        ("origin", scenario.right.origin.get_ref().as_str().into()),
    ];
    say(&words.f("drill-show-right", &right))?;
    let later = if args.seed.is_some() { script.later_ms() } else { 0 };
    if later > 0 {
        let args = [("seed", seed.into()), ("later", offset(later).into())];
        say(&words.f("drill-show-later", &args))?;
    }
    if let (None, Some(most)) = (args.seed, &scenario.starts_within) {
        say(&words.f("drill-show-any", &[("most", offset(most.get_ref().ms()).into())]))?;
    }
    for (_, line) in lines(words, scenario, &script, (lang, later)) {
        say(&line)?;
    }
    Ok(0)
}

/// Every line with its moment, in their order.
fn lines(words: &Words, scenario: &Scenario, script: &Script, (lang, later): (Lang, i64)) -> Vec<(i64, String)> {
    let early = script.later_ms() - later;
    let mut all: Vec<(i64, String)> = Vec::new();
    for Phase { at, title, note } in &scenario.phases {
        let at = at.get_ref().ms() + later;
        all.push((at, format!("\n{}  == {}\n        {}", offset(at), title.get(words.lang()), note.get(words.lang()))));
    }
    for twist in &scenario.twists {
        let at = twist.at.get_ref().ms() + later;
        all.push((at, format!("{}  {}", offset(at), self::twist(words, twist, lang))));
    }
    for Wave { id, at, over, count, .. } in &scenario.waves {
        let at = at.get_ref().ms() + later;
        let args = [("n", Arg::from(*count)), ("over", offset(over.get_ref().ms()).into())];
        all.push((at, format!("{}  ~ {}: {}", offset(at), id.get_ref(), words.f("drill-show-wave", &args))));
    }
    for inject in script.injects() {
        if let Origin::Script(id) = &inject.origin {
            all.push((inject.at_ms - early, self::inject(words, id, inject, early)));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all
}

fn twist(words: &Words, twist: &Twist, lang: Lang) -> String {
    let kind = sort(twist.kind);
    let args = [("kind", words.t(kind).into()), ("text", twist.note.get(words.lang()).into())];
    let told = twist.told.as_ref().map(|told| words.f("drill-show-told", &[("text", told.get(lang).into())]));
    let told = told.map_or(String::new(), |told| format!("\n        {told}"));
    format!("{}{told}", words.f("drill-show-twist", &args))
}

fn inject(words: &Words, id: &str, inject: &Inject, early: i64) -> String {
    let m = &inject.mention;
    let mut notes = Vec::new();
    if let Some(expected) = &inject.expected {
        notes.push(words.t(truth(expected.truth)));
        let what: Vec<String> = expected.dispositions.iter().map(|d| words.t(d.key())).collect();
        notes.push(words.f("drill-show-expect", &[("what", what.join(" / ").into())]));
        let by = expected.by_ms.map(|by| words.f("drill-show-by", &[("time", offset(by - early).into())]));
        notes.extend(by);
    }
    if inject.evidence {
        notes.push(words.t("drill-show-evidence"));
    }
    format!(
        "{}  {id} · {} · @{}\n        {}\n        [{}]",
        offset(inject.at_ms - early),
        m.platform.as_deref().unwrap_or_default(),
        m.handle.as_deref().unwrap_or_default(),
        m.text,
        notes.join("; ")
    )
}

/// `+02:30`, as scenarios write it.
fn offset(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND;
    format!("+{:02}:{:02}", seconds / 60, seconds % 60)
}
