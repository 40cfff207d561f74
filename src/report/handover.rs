//! The handover card: what whoever takes a role over must know, made from the room, with what only the giver knows left
//! blank (practice.md 8.3). Owns the order of the card; the act of handing over is decided elsewhere.

use super::say::{Say, Text, plain};
use super::sitrep::asked;
use super::{Blank, Maker};
use crate::domain::fact::FactStatus;
use crate::domain::item::List;
use crate::domain::matter::Matter;
use crate::domain::response::{ResponseState, TO_CONFIRM};
use crate::domain::role::Role;
use crate::domain::task::promised_words;
use crate::domain::text::Clean;
use crate::rows::{OpenTask, Situation, Thread, Waiting};

/// The blank for which of several roles passes.
const ROLE: &str = "role";
/// Most lines of one section.
const MOST: usize = 5;

pub(super) fn make(say: &Say<'_>, of: &Situation, maker: &Maker<'_>) -> (String, Vec<Blank>) {
    let roles = roles(say, of, maker);
    // which of several passes is for whoever hands it over to say
    let role = Blank { name: ROLE, label: roles.join(" / "), needed: false, choices: roles };
    let others = [
        say.blank("to", "blank-to", true),
        say.confidence(),
        say.blank("contacts", "blank-contacts", false),
        say.blank("next", "blank-next", true),
        say.blank("rest", "blank-rest", false),
    ];
    let [to, sure, contacts, next, rest] = others.each_ref().map(Blank::mark);
    let mut blanks = others.to_vec();
    let passes = match role.choices.as_slice() {
        [] => say.t("report-no-role"),
        [only] => only.clone(),
        _ => {
            blanks.insert(0, role.clone());
            role.mark()
        }
    };
    let none = "report-none-known";
    let mut text = Text::new(*say);
    let args = [("role", passes.into()), ("from", plain(maker.me.name.as_str()).into()), ("to", to.into())];
    text.section("label-role", [say.f("report-passes", &args)]);
    text.section("label-severity", [severity(say, of)]);
    text.section("label-belief", belief(say, of, sure));
    let promise = |(words, due): &([_; 2], Option<_>)| {
        let said = plain(&promised_words(plain(say.of(words)).as_str()));
        say.with(said, due.map(|due| say.due(due)))
    };
    text.section("label-promises", lines(say, of.promises.iter().map(promise), "report-no-promise"));
    text.section("label-approvals", lines(say, of.approvals.iter().map(|a| approval(say, a)), "report-none"));
    text.section("label-threads", lines(say, of.threads.iter().map(|t| thread(say, t)), none));
    text.section("label-people", [say.people(of, None)]);
    text.section("label-actions", lines(say, of.tasks.iter().map(|t| task(say, t)), "report-no-tasks"));
    let ruled = of.decided.iter().filter(|m| m.ruling.as_ref().is_some_and(|r| !r.dropped)).map(|m| ruling(say, m));
    let open = of.open.iter().map(|m| say.with(asked(say, m), objections(say, m)));
    let matters = open.chain(ruled);
    text.section("label-decisions", lines(say, matters, none));
    text.section("label-media", lines(say, say.items(of, &[List::Media]).into_iter(), none));
    text.section("label-risks", lines(say, say.items(of, &[List::Risk, List::Amplifier]).into_iter(), none));
    text.section("label-contacts", [contacts]);
    text.section("label-plan", [next]);
    text.section("label-rest", [rest]);
    (text.done(), blanks)
}

/// Each on a line of its own, so many of them.
fn lines(say: &Say<'_>, all: impl Iterator<Item = String>, none: &str) -> Vec<String> {
    let mut all: Vec<String> = all.collect();
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    if all.is_empty() {
        all.push(say.t(none));
    }
    if more > 0 {
        all.push(say.f("report-more", &[("n", more.into())]));
    }
    all
}

/// What the roles are called that whoever makes the card has, the lead's first: by the room, by their own word and by the
/// plan.
fn roles(say: &Say<'_>, of: &Situation, maker: &Maker<'_>) -> Vec<String> {
    let me = |name: &Clean| !name.is_empty() && name.same_name(&maker.me.name);
    let lead = of.incident.lead.iter().filter(|lead| me(lead)).map(|_| Role::lead());
    let given = of.seats.iter().filter(|(_, holder)| me(holder)).map(|(role, _)| role.clone());
    let posts = maker.plan.roles.iter().filter(|post| me(&post.holder)).map(|post| post.role.clone());
    let mut all: Vec<Role> = Vec::new();
    for role in lead.chain(given).chain(Role::parse(maker.me.role.as_str())).chain(posts) {
        if !all.contains(&role) {
            all.push(role);
        }
    }
    let posts = &maker.plan.roles;
    let called = |role: &Role| match posts.iter().find(|post| post.role == *role) {
        Some(post) => plain(post.title.get(say.words.lang()).as_str()),
        None => plain(role.as_str()),
    };
    all.iter().map(called).collect()
}

fn severity(say: &Say<'_>, of: &Situation) -> String {
    let severity = of.figures.severity.map_or_else(|| say.t("report-unrated"), |s| s.code().to_owned());
    let why = if of.why.is_empty() { say.t("report-no-reason") } else { plain(of.why.as_str()) };
    let args = [("severity", severity.into()), ("status", say.t(of.incident.status.key()).into()), ("why", why.into())];
    say.f("report-severity", &args)
}

fn belief(say: &Say<'_>, of: &Situation, sure: String) -> Vec<String> {
    let mut lines = Vec::new();
    let all = [
        (FactStatus::Confirmed, "report-known"),
        (FactStatus::Unverified, "report-unverified"),
        (FactStatus::False, "report-false"),
    ];
    for (status, key) in all {
        let (said, more) = say.facts(of, status, 3);
        match (said.is_empty(), status) {
            (false, _) => lines.push(say.f(key, &[("facts", said.join(" ").into())])),
            (true, FactStatus::Confirmed) => lines.push(say.t("report-nothing-confirmed")),
            (true, _) => {}
        }
        if more > 0 {
            lines.push(say.f("report-more", &[("n", more.into())]));
        }
    }
    lines.extend(say.unheard(of, 3));
    lines.push(say.f("report-sure", &[("confidence", sure.into())]));
    lines
}

fn approval(say: &Say<'_>, of: &Waiting) -> String {
    let what = format!("{} {}", say.t(of.kind.key()), of.lang.code().to_uppercase());
    let what = say.with(what, [plain(of.channel.as_str())]);
    let state = match (of.state, of.until) {
        (ResponseState::Approved, _) if of.sure.is_some_and(|sure| sure > say.now) => {
            say.f("report-in-state", &[("state", say.t(TO_CONFIRM).into()), ("span", say.ago(of.since).into())])
        }
        (ResponseState::Approved, Some(until)) if until < say.now => {
            say.f("report-approval-over", &[("time", say.clock(until).into())])
        }
        (ResponseState::Approved, Some(until)) => say.f("report-approved-until", &[("time", say.clock(until).into())]),
        (state, _) => {
            say.f("report-in-state", &[("state", say.t(state.key()).into()), ("span", say.ago(of.since).into())])
        }
    };
    format!("{what}: {state}")
}

/// Which, where and for how long; who said it stands in the room alone.
fn thread(say: &Say<'_>, of: &Thread) -> String {
    let args = [("platform", plain(of.platform.as_str()).into()), ("span", say.ago(of.since).into())];
    let waits = say.f("report-thread", &args);
    let said = match of.mention {
        // as the mentions' pane has it: nobody looks for sixteen digits
        Some(id) => say.f("report-thread-of", &[("time", say.clock(id.posted()).into()), ("waits", waits.into())]),
        None => waits,
    };
    let alike = (of.alike > 1).then(|| format!("×{}", of.alike));
    say.with(said, of.owner.as_ref().map(|o| plain(o.as_str())).into_iter().chain(alike))
}

fn task(say: &Say<'_>, of: &OpenTask) -> String {
    let owner = of.owner.as_ref().map_or_else(|| say.t("report-nobody"), |o| plain(o.as_str()));
    let due = of.due.map(|due| say.due(due));
    let note = (!of.note.is_empty()).then(|| plain(of.note.as_str()));
    let title = format!("{} {}", plain(of.code.as_str()), plain(say.of(&of.titles)));
    say.with(title, std::iter::once(owner).chain(due).chain(note))
}

/// What was decided, with the objections as they were spoken; they stand beside what is still open as well.
fn ruling(say: &Say<'_>, of: &Matter) -> String {
    let Some(ruling) = &of.ruling else { return String::new() };
    let args = [("what", plain(ruling.what.as_str()).into()), ("by", plain(ruling.by.as_str()).into())];
    say.with(say.f("report-decided", &args), objections(say, of))
}

/// What was said against it, by whom.
fn objections(say: &Say<'_>, of: &Matter) -> Vec<String> {
    let said = of.objections.iter().take(3).map(|o| {
        let args = [("by", plain(o.by.as_str()).into()), ("text", plain(o.text.as_str()).into())];
        say.f("report-objection", &args)
    });
    said.collect()
}
