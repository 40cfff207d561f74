//! The incidents: declaring one, and changing the chosen one.

use super::super::acting::open;
use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::form::{Input, Purpose};
use super::super::layers::Layer;
use super::super::pending::After;
use super::super::{App, asking, forms, keeping};
use crate::domain::command::Command;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Figures, Incident, Severity};
use crate::domain::time::{MINUTE, Stamp};
use crate::plan::{self, Suggestion};
use crate::rows::{Ask, Pulse};

/// Shows the incidents; where there is none, asks to declare the first.
pub(crate) fn menu(app: &mut App, out: &mut Vec<Effect>) {
    let known = app.pulse.incidents.iter().chain(&app.pulse.lingering);
    let all: Vec<Incident> = if app.incidents.is_empty() { known.cloned().collect() } else { app.incidents.clone() };
    // what was stood down or closed is on no list at hand, and is read now
    if all.is_empty() && !app.pulse.any_incident && !app.readonly() {
        if app.me.name.is_empty() {
            return open(app, forms::room::who_am_i);
        }
        return declare(app, out);
    }
    let chosen = app.looked_at().map(|i| i.id);
    let at = all.iter().position(|i| Some(i.id) == chosen).unwrap_or(0);
    app.layers.push(Layer::Incidents(all, at));
    asking::ask(app, out, Ask::Incidents);
}

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(Layer::Incidents(all, at)) = app.layers.last() else { return };
    let chosen = all.get(*at).cloned();
    act_on(app, out, action, chosen);
}

/// The chosen one has ended since: the room goes back to the gravest that is on. Where none is, one looks on until it is
/// closed.
pub(crate) fn let_go(app: &mut App, now: &Pulse) {
    let among = |all: &[Incident], id: IncidentId| all.iter().any(|i| i.id == id);
    let ended = |id: &mut IncidentId| among(&app.pulse.incidents, *id) && !among(&now.incidents, *id);
    let stays = |id: IncidentId| now.incidents.is_empty() && among(&now.lingering, id);
    if app.past.is_none() {
        let mut chosen = app.incident;
        chosen.take_if(|id| ended(id) && !stays(*id));
        app.incident = chosen;
    }
}

/// Asks to declare one; how grave it may be is measured meanwhile.
pub(crate) fn declare(app: &mut App, out: &mut Vec<Effect>) {
    open(app, forms::incidents::declare);
    asking::figures(app, out, None);
}

impl App {
    /// How grave an incident may be by what is measured, where that is graver than what was declared.
    pub fn graver(&self, incident: &Incident) -> Option<&Suggestion> {
        let graver = |s: &&Suggestion| !incident.rated || s.severity < incident.severity;
        let (of, suggestion) = self.suggestion.as_ref()?;
        suggestion.as_ref().filter(|_| *of == Some(incident.id) && incident.status.open()).filter(graver)
    }

    /// The same, in words.
    pub fn suggested(&self, incident: &Incident) -> Option<String> {
        self.graver(incident).map(|suggestion| forms::incidents::suggestion(self, suggestion))
    }

    /// The gravest other one that is on, where none graver than it is looked at: it stays named.
    pub fn above(&self, looked_at: &Incident) -> Option<&Incident> {
        let gravest = self.pulse.incidents.iter().find(|it| it.id != looked_at.id)?;
        (!looked_at.status.open() || gravest.severity <= looked_at.severity).then_some(gravest)
    }
}

/// How long what was measured of an incident is good enough for the header.
const MEASURED: i64 = MINUTE;

/// Measures now and then how grave the incident is that is shown, also as it was, but while somebody rates another one by what was measured.
pub(crate) fn measure(app: &mut App, out: &mut Vec<Effect>) {
    let Some(of) = app.incident().filter(|incident| incident.status.open()).map(|incident| incident.id) else { return };
    let rates = |purpose: &Purpose| match purpose {
        Purpose::Declare(_) => true,
        Purpose::ChangeSeverity(id) => *id != of,
        _ => false,
    };
    let another = |layer: &Layer| matches!(layer, Layer::Form(form) if rates(&form.purpose));
    // in the past what was measured of one moment says nothing of another, and what plays goes by too fast to be measured
    let long = if app.past.is_some() { 1 } else { MEASURED };
    let known = |(known, at): (IncidentId, Stamp)| known == of && (0..long).contains(&app.now.room.since(at));
    let plays = app.past.as_ref().is_some_and(|past| past.plays().is_some());
    if !plays && !app.measured.is_some_and(known) && !app.layers.iter().any(another) {
        if app.past.is_some() {
            app.suggestion = None;
        }
        app.measured = Some((of, app.now.room));
        asking::figures(app, out, Some(of));
    }
}

/// What was measured: the form that asks for the severity, and the page, say what the plan makes of it.
/// `of` is the incident of which it was asked.
pub(crate) fn measured(app: &mut App, of: Option<IncidentId>, figures: &Figures) {
    let before = forms::incidents::preselected(app);
    app.suggestion = Some((of, plan::suggest(&app.plan(), figures)));
    app.dirty = true;
    let (intro, now) = (forms::incidents::declare_intro(app), forms::incidents::preselected(app));
    let measured = of.and_then(|id| forms::incidents::measured_intro(app, id));
    if let Some(Layer::Form(form)) = app.layers.last_mut()
        && matches!(form.purpose, Purpose::ChangeSeverity(id) if of == Some(id))
    {
        keeping::explain(form, &app.words, measured);
    }
    if let Some(Layer::Form(form)) = app.layers.last_mut()
        && matches!(form.purpose, Purpose::Declare(_))
    {
        keeping::explain(form, &app.words, intro);
        // what a person chose stays
        for field in form.fields.iter_mut().filter(|field| field.name == "severity") {
            if let Input::Choice(_, at) = &mut field.input
                && *at == before as usize
            {
                *at = now as usize;
            }
        }
    }
}

/// What a key does to one incident.
pub(crate) fn act_on(app: &mut App, out: &mut Vec<Effect>, action: Action, incident: Option<Incident>) {
    let Some(incident) = incident else { return };
    match action {
        Action::Raise => {
            let graver = Severity::ALL.into_iter().rev().find(|s| *s < incident.severity);
            match graver {
                Some(to) => {
                    let command = Command::ChangeSeverity { incident: incident.id, to, reason: String::new() };
                    decide(app, out, command, After::Say);
                }
                None => app.notices.hint(app.words.t("gravest-already")),
            }
        }
        Action::Severity => {
            open(app, |app| forms::incidents::severity(app, &incident));
            asking::figures(app, out, Some(incident.id));
        }
        Action::Status if incident.status.next().is_empty() => app.notices.hint(app.words.t("status-last")),
        Action::Status => open(app, |app| forms::incidents::status(app, &incident)),
        Action::MergeIncident => match forms::coordination::alone(app, &incident) {
            Some(refusal) => app.notices.refuse(&app.words, refusal),
            None => open(app, |app| forms::coordination::merge(app, incident.id)),
        },
        Action::Lead => open(app, |app| forms::incidents::lead(app, &incident)),
        Action::Type => open(app, |app| forms::incidents::kind(app, &incident)),
        _ => {}
    }
}
