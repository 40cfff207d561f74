//! What is asked about a response besides its words and its approval: proposals, objections, holds, what followed, what
//! puts it right.

use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::pending::After;
use super::super::{App, forms};
use super::queue::push;
use crate::domain::command::Command;
use crate::domain::duty::Voice;
use crate::domain::incident::{Incident, Severity};
use crate::domain::response::{Links, Response, ResponseKind, ResponseState};
use crate::domain::role::Role;
use crate::domain::room::{Arg, Refusal};
use crate::plan::Standing;
use crate::rows::ResponseDetail;

/// Asks what the action needs to know, or does it; the response is as it was just read.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action, detail: &ResponseDetail) {
    let response = &detail.response;
    match action {
        Action::Propose => push(app, |app| forms::review::propose(app, detail)),
        Action::Object => push(app, |app| forms::review::object(app, detail)),
        Action::SettleObjection => match response.review.open_objection() {
            Some((which, _)) => push(app, |app| forms::review::settle(app, detail, which)),
            None => hint(app, "no-objection"),
        },
        Action::Hold if response.state == ResponseState::Held => {
            decide(app, out, Command::ReleaseResponse { response: response.id }, After::Say);
        }
        Action::Hold => push(app, |app| forms::review::hold(app, detail)),
        Action::GoesWith if !response.state.open() => hint(app, "goes-with-late"),
        Action::GoesWith if detail.evidence.is_empty() => {
            let said = app.words.f("goes-with-none", &[("id", Arg::from(response.id.0.to_string()))]);
            app.notices.hint(said);
        }
        Action::GoesWith => push(app, |app| forms::review::goes_with(app, detail)),
        Action::FollowUp => push(app, |app| forms::review::follow_up(app, detail)),
        Action::Retract => push(app, |app| forms::review::retract(app, detail)),
        Action::PublishAlone => match not_alone(app, response) {
            Some(why) => hint(app, why),
            None => push(app, |app| forms::review::alone(app, detail)),
        },
        Action::CorrectPublished => {
            let links = Links { corrects: Some(response.id), ..Links::default() };
            again(app, out, response, ResponseKind::Correction, links);
        }
        Action::Alternative => {
            let links = Links { instead_of: response.links.instead_of.or(Some(response.id)), ..Links::default() };
            again(app, out, response, response.kind, links);
        }
        Action::OtherLanguage => {
            let links = Links { twin: Some(response.id), ..Links::default() };
            again(app, out, response, response.kind, links);
        }
        _ => {}
    }
}

/// Why whoever sits here cannot let a text out alone: nobody fills in a form that is refused whatever it says.
fn not_alone(app: &App, response: &Response) -> Option<&'static str> {
    let words = || match app.plan().unchanged(&response.content, app.now.room.utc().date_naive()) {
        Some(Standing::Approved) => response.review.errs().then_some("refuse-alone-errs"),
        Some(_) => Some("refuse-alone-unsigned"),
        None => Some("refuse-alone-text"),
    };
    response.not_alone(severity(app, response), leads(app, response)).or_else(words)
}

/// Why it does not go out from here, whatever the form about it would say.
pub(super) fn not_out(app: &App, response: &Response) -> Option<Refusal> {
    let now = app.now.room;
    let grave = severity(app, response).is_some_and(|severity| severity <= Severity::Sev2);
    let over = response.approval.as_ref().is_some_and(|approval| now > approval.until);
    let key = match () {
        () if grave && !leads(app, response) && !publishes(app, response) => "refuse-publish-say",
        () if over => "refuse-expired",
        () if response.unsure(now) => "refuse-to-confirm",
        () => return None,
    };
    Some(Refusal::new(key).with("title", forms::responses::called(app, response)))
}

fn severity(app: &App, response: &Response) -> Option<Severity> {
    let of = |i: &&Incident| response.incident.is_none_or(|id| id == i.id);
    app.pulse.incidents.iter().find(of).map(|i| i.severity)
}

fn leads(app: &App, response: &Response) -> bool {
    let duties = app.pulse.roles.of(response.incident);
    duties.iter().any(|d| d.role == Role::lead() && d.is(&app.me.name, app.now.room))
}

/// Whether who sits here takes texts out, as the room will see it.
fn publishes(app: &App, response: &Response) -> bool {
    let name = &app.me.name;
    let duties = app.pulse.roles.of(response.incident.or(app.pulse.incidents.first().map(|i| i.id)));
    let plan = app.plan();
    let planned = |role: &str| plan.holding(role, name);
    let declared = || {
        let said = || app.pulse.roles.people.iter().find(|p| p.name.same_name(name)).map(|p| p.role.clone());
        Some(app.me.role.clone()).filter(|role| !role.is_empty()).or_else(said).filter(|role| !role.is_empty())
    };
    Voice { name, now: app.now.room, duties: &duties, planned: &planned, declared: &declared }.publishes()
}

fn hint(app: &mut App, key: &str) {
    let said = app.words.t(key);
    app.notices.hint(said);
}

/// Starts another text for the same people; a twin is in the other language.
fn again(app: &mut App, out: &mut Vec<Effect>, of: &Response, kind: ResponseKind, links: Links) {
    let lang = if links.twin.is_some() { of.content.lang.other() } else { of.content.lang };
    let command = Command::OpenResponse {
        title: String::new(),
        kind,
        channel: of.content.channel.clone(),
        lang,
        // what is corrected was an answer already; the correction is for all who read it
        answers: if links.corrects.is_some() { Vec::new() } else { of.answers.clone() },
        incident: of.incident,
        links,
        beside: vec![of.id],
        owners: Vec::new(),
    };
    decide(app, out, command, After::Compose);
}
