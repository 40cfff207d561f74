//! Forms about a reply that goes to each person by themselves: what an approval of it covers, and one reply after the
//! other as it goes out.

use super::super::App;
use super::super::form::{Form, NONE, Purpose};
use super::responses::{every_word, permalink};
use super::{Answer, Checked, Fault, needed};
use crate::domain::command::{Command, Replied, Reply};
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::private::Audience;
use crate::domain::response::SLOT;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::rows::{EachRow, MentionRow, NextReply, ResponseDetail};
use crate::words::greeting;

/// What becomes of the slot: to how many it goes, the longest name, those without one, and whom the twin has. Nothing of a
/// text that has no slot.
pub(super) fn covers(app: &App, detail: &ResponseDetail) -> Vec<String> {
    let w = &app.words;
    let content = &detail.response.content;
    let Some(each) = detail.each.as_deref().filter(|_| detail.response.to_each()) else { return Vec::new() };
    let first = |name: Option<&str>| {
        let filled = greeting::fill(&content.text, content.lang, name);
        let start: String = filled.chars().take(60).collect();
        ("text", Arg::from(app.shown(&Clean::line(&start))))
    };
    let total = ("total", Arg::from(u64::from(each.total())));
    let mut lines = vec![String::new(), w.f("each-approve", &[total, ("slot", Arg::from(SLOT))])];
    // whoever looks on is not told by which names people go
    let longest = each.longest.as_deref().filter(|_| app.audience == Audience::Operator);
    lines.extend(longest.map(|name| w.f("each-named", &[first(Some(name))])));
    if each.unnamed > 0 {
        lines.push(w.f("each-unnamed", &[("n", Arg::from(u64::from(each.unnamed))), first(None)]));
    }
    if let (n @ 1.., Some(to)) = each.twins {
        lines.push(w.f("each-twin", &[("n", Arg::from(u64::from(n))), ("to", Arg::from(to.0.to_string()))]));
    }
    lines
}

/// The words of one reply, as they go out.
pub(crate) fn filled(detail: &ResponseDetail, next: &NextReply) -> String {
    let content = &detail.response.content;
    greeting::fill(&content.text, content.lang, next.name.as_deref())
}

/// Whether whoever looks at this screen sees the name of whom a mention is by.
fn named(app: &App, of: &MentionRow) -> bool {
    [&of.author, &of.handle].iter().all(|n| n.show(Audience::Operator) == n.show_with(app.audience, &app.ours))
}

/// The words of one reply as they may be shown here: with the slot in place of a name that is masked.
pub(crate) fn shown(app: &App, detail: &ResponseDetail, next: &NextReply) -> String {
    if named(app, &next.mention) { filled(detail, next) } else { detail.response.content.text.clone() }
}

/// Asks how one reply went, which is shown whole; with nobody left, or what stands against it, whether it stops.
pub(crate) fn reply(app: &App, detail: &ResponseDetail, each: &EachRow) -> Form {
    let w = &app.words;
    let response = &detail.response;
    let at = u64::from((each.sent + 1).min(each.total()));
    let title = w.f(
        "form-each",
        &[
            ("at", Arg::from(at)),
            ("total", Arg::from(u64::from(each.total()))),
            ("title", Arg::from(super::responses::called(app, response))),
        ],
    );
    let next = each.next.as_ref();
    let stands = response.halted(each.moved, app.now.room);
    let mut form = Form::new(Purpose::Reply(response.id, next.map(|n| n.mention.id)), title).about(response.clone());
    if let Some(key) = stands {
        let called = ("title", Arg::from(super::responses::called(app, response)));
        form = form.intro([w.f(key, &[called]), String::new()]);
    }
    let mut ways = vec!["each-stop"];
    if let Some(next) = next {
        let [who, said] = [&next.mention.handle, &next.mention.text].map(|t| t.show_with(app.audience, &app.ours));
        let args = [("who", Arg::from(who.as_ref())), ("said", Arg::from(said.as_ref()))];
        let text = shown(app, detail, next);
        form = form.intro([w.f("form-each-to", &args), String::new()]).quote(every_word(&text));
        form = form.quote(super::responses::goes_with(app, detail));
        ways = vec!["each-sent", "each-changed", "each-passed", "each-stop"];
    }
    let chosen = if next.is_some() { NONE } else { 0 };
    let text = next.map(|n| shown(app, detail, n)).unwrap_or_default();
    form.choice(w, "how", "form-went-out", ways.iter().map(|key| w.t(key)).collect(), chosen)
        .line(w, "permalink", "form-permalink", "form-optional", "")
        .line(w, "reason", "form-why-not", "form-why-not-hint", "")
        .area(w, "text", "form-changed-text", "form-changed-hint", &text)
}

/// The form's answer; `mention` is none where nobody was left to answer.
pub(super) fn answer(form: &Form, response: ResponseId, mention: Option<MentionId>) -> Checked {
    let said = |reply| {
        let mention = mention.ok_or(Fault("how", "form-choose-first"))?;
        Ok(Answer::Send(Command::Replied(Replied { response, mention, reply })))
    };
    let permalink = permalink(form)?;
    match form.chosen("how") {
        NONE => Err(Fault("how", "form-choose-first")),
        0 if mention.is_some() => said(Reply::Sent { permalink, changed_to: None }),
        1 => {
            let changed = needed(form, "text", "form-say-changed")?;
            said(Reply::Sent { permalink, changed_to: Some(changed) })
        }
        2 => said(Reply::Passed { reason: needed(form, "reason", "refuse-needs-reason")? }),
        _ => {
            let reason = needed(form, "reason", "refuse-needs-reason")?;
            Ok(Answer::Send(Command::PublishingFailed { response, reason }))
        }
    }
}
