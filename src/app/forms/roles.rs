//! Forms about roles: to whom one is given, who stands in until when, and both sides of a handover.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose, RolePurpose};
use super::super::moment::Toward;
use super::{Answer, Checked, Fault, maybe, moment, needed};
use crate::domain::command::Command;
use crate::domain::duty::{AssignRole, StandInFor};
use crate::domain::handover::{AcceptHandover, Card, Handover, OfferHandover, RefuseHandover, Sure, WithdrawHandover};
use crate::domain::ids::{HandoverId, IncidentId, TaskId};
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::plan::Seat;
use crate::rows::HandoverDetail;
use crate::words::handover::{self as said, Look};

fn titled(app: &App, key: &str, role: &Role) -> String {
    let plan = app.plan();
    let title = plan.post(role).map(|p| (&p.title.en, &p.title.es));
    app.words.f(key, &[("role", Arg::from(app.words.role(role, title)))])
}

pub(super) fn answer(app: &App, form: &Form, what: &RolePurpose) -> Checked {
    match what {
        RolePurpose::Assign(id, role) => answer_assign(form, *id, role),
        RolePurpose::StandIn(id, role) => answer_stand_in(app, form, *id, role),
        RolePurpose::HandOver(id, role) => answer_hand_over(form, *id, role),
        RolePurpose::Accept(id, promises) => answer_accept(form, *id, promises),
        RolePurpose::Refuse(id) => answer_refuse(form, *id),
        RolePurpose::Withdraw(id) => answer_withdraw(form, *id),
    }
}

/// What the room knows of a card, in lines.
fn lines(app: &App, card: &Card) -> Vec<String> {
    let local = |at| app.local(at);
    let look = Look { audience: app.audience, ours: &app.ours, local: &local };
    let parts = said::card(&app.words, card, look);
    parts
        .into_iter()
        .flat_map(|part| part.lines.into_iter().map(move |line| format!("{}: {line}", part.label)))
        .collect()
}

pub(crate) fn assign(app: &App, incident: IncidentId, seat: &Seat) -> Form {
    let w = &app.words;
    let now = seat.holder.as_ref().map(|name| w.f("form-assign-now", &[("name", Arg::from(name))]));
    Form::new(Purpose::Role(RolePurpose::Assign(incident, seat.role.clone())), titled(app, "form-assign", &seat.role))
        .intro(now)
        .line(w, "to", "form-assign-to", "form-assign-to-hint", "")
}

fn answer_assign(form: &Form, incident: IncidentId, role: &Role) -> Checked {
    let to = Some(needed(form, "to", "refuse-empty-name")?);
    Ok(Answer::Send(Command::AssignRole(AssignRole { incident, role: role.clone(), to })))
}

pub(crate) fn stand_in(app: &App, incident: IncidentId, seat: &Seat, holder: &Clean) -> Form {
    let w = &app.words;
    let mut form = Form::new(
        Purpose::Role(RolePurpose::StandIn(incident, seat.role.clone())),
        titled(app, "form-stand-in", &seat.role),
    )
    .intro([w.f("form-stand-in-now", &[("name", Arg::from(holder))])])
    .line(w, "who", "form-stand-in-who", "", app.me.name.as_str())
    .line(w, "until", "form-stand-in-until", "form-stand-in-until-hint", "");
    form.go_to("until");
    form
}

fn answer_stand_in(app: &App, form: &Form, incident: IncidentId, role: &Role) -> Checked {
    needed(form, "until", "form-bad-time")?;
    let until = moment(app, form, "until", Toward::Future)?.ok_or(Fault("until", "form-bad-time"))?;
    let said = StandInFor { incident, role: role.clone(), who: maybe(form, "who"), until };
    Ok(Answer::Send(Command::StandInFor(said)))
}

pub(crate) fn hand_over(app: &App, card: &Card) -> Form {
    let w = &app.words;
    let sure = Sure::ALL.map(|s| w.t(s.key())).to_vec();
    Form::new(
        Purpose::Role(RolePurpose::HandOver(card.incident, card.role.clone())),
        titled(app, "form-hand-over", &card.role),
    )
    .intro([w.t("form-hand-over-intro")])
    .intro(lines(app, card))
    .line(w, "to", "form-hand-over-to", "form-assign-to-hint", "")
    .area(w, "picture", "form-hand-over-picture", "", "")
    .choice(w, "sure", "form-hand-over-sure", sure, Sure::Medium as usize)
    .area(w, "next", "form-hand-over-next", "form-hand-over-next-hint", "")
    .line(w, "contacts", "form-hand-over-contacts", "form-hand-over-contacts-hint", "")
    .hidden(Hidden::Shared)
    .line(w, "available", "form-hand-over-available", "form-hand-over-available-hint", "")
}

fn answer_hand_over(form: &Form, incident: IncidentId, role: &Role) -> Checked {
    Ok(Answer::Send(Command::OfferHandover(OfferHandover {
        incident,
        role: role.clone(),
        to: needed(form, "to", "refuse-empty-name")?,
        picture: needed(form, "picture", "refuse-handover-picture")?,
        sure: Sure::ALL[form.chosen("sure").min(Sure::ALL.len() - 1)],
        next: needed(form, "next", "refuse-handover-next")?,
        contacts: form.text("contacts").to_owned(),
        available: form.text("available").to_owned(),
    })))
}

/// The promises stand above what the receiver writes, and have to be ticked: from now on they are theirs.
pub(crate) fn accept(app: &App, detail: &HandoverDetail) -> Form {
    let w = &app.words;
    let handover = &detail.handover;
    let local = |at| app.local(at);
    let look = Look { audience: app.audience, ours: &app.ours, local: &local };
    let tasks: Vec<TaskId> = detail.promises.iter().map(|p| p.task).collect();
    let n = tasks.len();
    let title = titled(app, "form-take-over", &handover.card.role);
    let form = Form::new(Purpose::Role(RolePurpose::Accept(handover.id, tasks)), title)
        .intro([w.t("form-take-over-intro")])
        .intro((n > 0).then(|| w.f("form-take-over-promises", &[("n", Arg::from(n))])))
        .intro(detail.promises.iter().map(|p| said::promise(w, p, look)));
    let form = if n > 0 { form.toggle(w, "read", "form-take-over-read", false) } else { form };
    form.area(w, "readback", "form-take-over-readback", "form-take-over-readback-hint", "")
}

fn answer_accept(form: &Form, handover: HandoverId, promises: &[TaskId]) -> Checked {
    if !promises.is_empty() && !form.on("read") {
        return Err(Fault("read", "refuse-promises-read"));
    }
    let (readback, promises) = (form.text("readback").to_owned(), promises.to_vec());
    Ok(Answer::Send(Command::AcceptHandover(AcceptHandover { handover, readback, promises })))
}

pub(crate) fn refuse(app: &App, handover: &Handover) -> Form {
    let title = titled(app, "form-refuse-handover", &handover.card.role);
    Form::new(Purpose::Role(RolePurpose::Refuse(handover.id)), title).line(&app.words, "reason", "form-reason", "", "")
}

fn answer_refuse(form: &Form, handover: HandoverId) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::RefuseHandover(RefuseHandover { handover, reason })))
}

pub(crate) fn withdraw(app: &App, handover: &Handover) -> Form {
    let title = titled(app, "form-withdraw-handover", &handover.card.role);
    Form::new(Purpose::Role(RolePurpose::Withdraw(handover.id)), title).line(
        &app.words,
        "reason",
        "form-reason",
        "",
        "",
    )
}

fn answer_withdraw(form: &Form, handover: HandoverId) -> Checked {
    let reason = form.text("reason").to_owned();
    Ok(Answer::Send(Command::WithdrawHandover(WithdrawHandover { handover, reason })))
}
