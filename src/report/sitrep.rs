//! The situation report: twelve lines in a fixed order, each of which says so when there is nothing to say (practice.md
//! 8.1). Owns the order and what goes where.

use super::Blank;
use super::say::{Say, Text, plain};
use crate::domain::fact::FactStatus;
use crate::domain::item::List;
use crate::domain::matter::Matter;
use crate::domain::report::{Figures, ReportKind};
use crate::domain::task::TaskStatus;
use crate::rows::Situation;

/// Most lines of one section.
const MOST: usize = 3;

pub(super) fn make(say: &Say<'_>, of: &Situation) -> (String, Vec<Blank>) {
    let before = of.before[ReportKind::Sitrep as usize].as_deref();
    let blanks = vec![say.confidence(), say.blank("change", "blank-change", true)];
    let mut text = Text::new(*say);
    text.section("label-situation", [situation(say, of)]);
    text.section("label-change", [change(say, of, before)].into_iter().chain(say.unheard(of, 3)));
    text.section("label-people", [say.people(of, before.map(|b| b.affected))]);
    text.section("label-claims", claims(say, of));
    text.section("label-published", [published(say, of)]);
    text.section("label-actions", actions(say, of));
    text.section("label-decisions", decisions(say, of, before));
    text.section("label-risks", [say.listed(say.items(of, &[List::Risk, List::Amplifier]), 5, "report-none-known")]);
    text.section("label-needs", [say.listed(say.items(of, &[List::Need]), 5, "report-none-known")]);
    let args = [("confidence", blanks[0].mark().into()), ("change", blanks[1].mark().into())];
    text.section("label-confidence", [say.f("report-confidence", &args)]);
    (text.done(), blanks)
}

/// What is confirmed, and nothing else.
fn situation(say: &Say<'_>, of: &Situation) -> String {
    let (said, more) = say.facts(of, FactStatus::Confirmed, MOST);
    match (said.is_empty(), more) {
        (true, _) => say.t("report-nothing-confirmed"),
        (false, 0) => said.join(" "),
        (false, more) => format!("{} {}", said.join(" "), say.f("report-more-confirmed", &[("n", more.into())])),
    }
}

/// What is otherwise than in the last one, by the figures that were kept with it.
fn change(say: &Say<'_>, of: &Situation, before: Option<&Figures>) -> String {
    // an hour of the whole room and one of the incident's own mentions are not compared
    let alike = before.filter(|b| b.own.is_some() == of.figures.own.is_some());
    let mut parts = vec![rate(say, &of.figures, alike)];
    match (of.figures.per_hour, of.figures.negative) {
        (_, Some(now)) => {
            let was = alike.and_then(|b| b.negative).map(u32::from);
            let share = say.f("report-negative", &[("share", say.words.share(now.into(), 100, 0).into())]);
            parts.push(share + &say.delta(now.into(), was, &say.t("report-points")));
        }
        (Some(_), None) => parts.push(say.t("report-tone-unknown")),
        // that nobody knows how much is said has been said
        (None, None) => {}
    }
    if of.figures.per_hour.is_some() {
        parts.push(whose(say, &of.figures));
    }
    let (media, was) = (of.figures.media, before.map(|b| b.media));
    if media > 0 || was.is_some_and(|was| was > 0) {
        parts.push(say.f("report-media", &[("n", media.into())]) + &say.delta(media, was, ""));
    }
    let said = parts.join(", ");
    match &of.last[ReportKind::Sitrep as usize] {
        Some(last) => {
            let args = [("number", last.number.to_string().into()), ("time", say.clock(last.at).into())];
            format!("{} {said}", say.f("report-since", &args))
        }
        None => format!("{} {said}", say.t("report-first")),
    }
}

/// Whose figures they are: the incident's own mentions', or the whole room's.
fn whose(say: &Say<'_>, now: &Figures) -> String {
    match now.own {
        Some([all, open]) => say.f("report-own", &[("all", all.into()), ("open", open.into())]),
        None => say.t("report-whole-room"),
    }
}

/// `+210 mentions an hour (now 288, 4.1x the usual)`.
fn rate(say: &Say<'_>, now: &Figures, before: Option<&Figures>) -> String {
    let Some(per_hour) = now.per_hour else { return say.t("report-rate-unknown") };
    let usual = usual(say, now);
    match before.and_then(|b| b.per_hour).map(|was| i64::from(per_hour) - i64::from(was)) {
        Some(by) => {
            let args = [("by", format!("{by:+}").into()), ("now", per_hour.into()), ("usual", usual.into())];
            say.f("report-rate-change", &args)
        }
        None => say.f("report-rate", &[("now", per_hour.into()), ("usual", usual.into())]),
    }
}

/// How many times the usual it is.
pub(super) fn usual(say: &Say<'_>, now: &Figures) -> String {
    match (now.per_hour, now.usual) {
        (Some(n), Some(usual @ 1..)) => {
            let times = say.words.decimal(f64::from(n) * 10.0 / f64::from(usual), 1);
            say.f("report-times", &[("times", times.into())])
        }
        (_, Some(_)) => say.t("report-usual-nothing"),
        (_, None) => say.t("report-usual-unknown"),
    }
}

fn claims(say: &Say<'_>, of: &Situation) -> Vec<String> {
    let [confirmed, unverified, wrong] = of.figures.claims;
    if confirmed + unverified + wrong == 0 {
        return vec![say.t("report-none-known")];
    }
    let args = [("confirmed", confirmed.into()), ("unverified", unverified.into()), ("wrong", wrong.into())];
    let correcting = if of.correcting { "report-correcting" } else { "report-not-correcting" };
    let correcting = (wrong > 0).then(|| say.t(correcting));
    let mut lines = vec![say.with(say.f("report-claims", &args), correcting)];
    for (status, key) in [(FactStatus::Unverified, "report-unverified"), (FactStatus::False, "report-false")] {
        let (said, more) = say.facts(of, status, 2);
        if !said.is_empty() {
            let mut line = say.f(key, &[("facts", said.join(" ").into())]);
            if more > 0 {
                line = format!("{line} {}", say.f("report-more", &[("n", more.into())]));
            }
            lines.push(line);
        }
    }
    lines
}

fn published(say: &Say<'_>, of: &Situation) -> String {
    let mut parts = say.published(&of.published, MOST);
    if of.replies > 0 {
        parts.push(say.f("report-replies", &[("n", of.replies.into())]));
    }
    if parts.is_empty() {
        parts.push(say.t("report-nothing-out"));
    }
    parts.push(say.promise(of));
    parts.join(", ")
}

fn actions(say: &Say<'_>, of: &Situation) -> Vec<String> {
    let [done, doing, blocked] = of.figures.tasks;
    if done + doing + blocked + of.unowned == 0 {
        return vec![say.t("report-no-tasks")];
    }
    let args =
        [("done", done.into()), ("doing", doing.into()), ("open", of.unowned.into()), ("blocked", blocked.into())];
    let mut first = say.f("report-actions", &args);
    if of.late > 0 {
        first = say.with(first, [say.f("report-late", &[("n", of.late.into())])]);
    }
    let stuck = of.tasks.iter().filter(|t| t.status == TaskStatus::Blocked).take(MOST).map(|task| {
        let args = [("task", plain(say.of(&task.titles)).into()), ("why", plain(task.note.as_str()).into())];
        say.f("report-blocked", &args)
    });
    std::iter::once(first).chain(stuck).collect()
}

fn decisions(say: &Say<'_>, of: &Situation, before: Option<&Figures>) -> Vec<String> {
    let open = of.open.iter().take(MOST).enumerate().map(|(n, matter)| format!("{} {}", n + 1, asked(say, matter)));
    let mut lines: Vec<String> = open.collect();
    if lines.is_empty() {
        lines.push(say.t("report-none-open"));
    }
    if of.open.len() > MOST {
        lines.push(say.f("report-more", &[("n", (of.open.len() - MOST).into())]));
    }
    let since = before.map_or(of.incident.t0, |b| b.at);
    let rulings = of.decided.iter().filter_map(|m| m.ruling.as_ref()).filter(|r| r.at >= since && !r.dropped);
    lines.extend(rulings.take(MOST).map(|ruling| {
        let args = [("what", plain(ruling.what.as_str()).into()), ("by", plain(ruling.by.as_str()).into())];
        say.f("report-decided", &args)
    }));
    lines
}

/// What is to be decided, by when and who asked.
pub(super) fn asked(say: &Say<'_>, matter: &Matter) -> String {
    let due = matter.due.map(|due| say.due(due));
    let by = say.f("report-asked-by", &[("by", plain(matter.by.as_str()).into())]);
    say.with(plain(matter.question.as_str()), due.into_iter().chain([by]))
}
