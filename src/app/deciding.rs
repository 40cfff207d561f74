//! Commands on their way to the writer: tickets, what follows each decision, and how it is said.

use super::App;
use super::actions::Action;
use super::effect::Effect;
use super::form::Purpose;
use super::keymap::Scope;
use super::layers::Layer;
use super::msg::Denial;
use super::pending::{After, MAX_DECISIONS, Then, UNDECIDED};
use super::{acting, asking, compose, keeping, panes, prevention, proofing, share};
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::{ResponseId, TaskId};
use crate::domain::mention::Was;
use crate::domain::private::Audience;
use crate::domain::room::{Arg, Refusal};
use crate::domain::task::{PROMISE, TaskState, TaskStatus, promised_words};
use crate::domain::text::Clean;
use crate::domain::time::SECOND;
use crate::domain::undo::undoable;
use crate::rows;
use crate::words::Words;
use std::collections::BTreeSet;

/// Sends a command. `None` when it cannot be sent, which has been said.
pub(super) fn decide(app: &mut App, out: &mut Vec<Effect>, command: Command, after: After) -> Option<u64> {
    if app.past.is_some() {
        acting::refuse(app, "refuse-as-it-was");
        return None;
    }
    let refusal = if app.readonly() {
        Some("refuse-readonly")
    } else if app.room.is_none() {
        Some("refuse-no-room")
    } else if app.pending.decisions.len() >= MAX_DECISIONS {
        Some("refuse-busy")
    } else {
        None
    };
    if let Some(key) = refusal {
        app.notices.error(app.words.t(key));
        return None;
    }
    app.pending.ticket += 1;
    app.pending.decisions.insert(app.pending.ticket, after);
    let about: BTreeSet<_> = command.mentions().iter().copied().chain(command.group()).collect();
    if !app.mentions.marks.is_empty() && app.mentions.marks.is_subset(&about) {
        app.pending.of_marks.insert(app.pending.ticket);
    }
    out.push(Effect::Decide(app.pending.ticket, Box::new(command)));
    Some(app.pending.ticket)
}

/// The writer decided, or refused.
pub(super) fn decided(app: &mut App, out: &mut Vec<Effect>, ticket: u64, result: Result<Decided, Denial>) {
    let Some(after) = app.pending.decisions.remove(&ticket) else { return };
    app.dirty = true;
    if app.pending.of_marks.remove(&ticket) {
        match &result {
            // what another decided on has left the list: no key may mean it unseen
            Err(Denial::Refused(refusal)) if refusal.key == "refuse-changed-by-others" => app.mentions.marks.clear(),
            // once told of what another did, the person may mean the marked ones all the same
            Ok(decided) if !decided.skipped.is_empty() => app.marked = app.known,
            _ => {}
        }
    }
    match result {
        Err(denial) => denied(app, out, ticket, &denial),
        Ok(decided) => {
            // What is put in by hand is taken in a moment later, like whatever comes in: there is no event to speak of yet.
            let said = if after == After::Add { app.words.t("done-mention-added") } else { said(app, &decided) };
            app.notices.done(said);
            learn(app, &decided);
            if let Some((seq, Event::ClockSet { speed, .. })) = decided.events.first()
                && app.pending.speed.is_none_or(|(decided, meant)| decided != UNDECIDED || meant == *speed)
            {
                app.pending.speed = Some((*seq, *speed));
            }
            panes::timeline::written(app, out, &decided.events);
            // the next key acts on the text that one has just worked on
            if let Some(id) = decided.events.first().and_then(|(_, event)| event.response()) {
                app.responses.want(id);
            }
            panes::looking_back::decided(app, out);
            follow_up(app, out, ticket, &after, &decided);
        }
    }
}

/// A refusal stands where the person is looking: in the form or composer that waits, else as an error.
fn denied(app: &mut App, out: &mut Vec<Effect>, ticket: u64, denial: &Denial) {
    // were it the clock's, the next step starts from what the clock does
    app.pending.speed = app.pending.speed.filter(|(decided, _)| *decided != UNDECIDED);
    if let Denial::Refused(refusal) = denial {
        answered_by_another(app, ticket, refusal);
    }
    let led = led(app, denial);
    let denial = led.as_ref().unwrap_or(denial);
    let sentence = match denial {
        Denial::Refused(refusal) if app.audience == Audience::Shared => app.words.refusal(&refusal.clone().nameless()),
        Denial::Refused(refusal) => app.words.refusal(refusal),
        Denial::Failed(why) => app.words.f("decision-failed", &[("why", Arg::from(why.as_str()))]),
    };
    for layer in &mut app.layers {
        match layer {
            Layer::Form(form) if form.waiting == Some(ticket) => {
                form.waiting = None;
                form.error = Some(sentence);
                return;
            }
            Layer::Compose(composer) if composer.waiting == Some(ticket) => {
                composer.waiting = None;
                composer.error = Some(sentence);
                // the room may have found what was not on the desk when the text was begun
                let response = composer.response;
                return proofing::ask(app, out, response);
            }
            _ => {}
        }
    }
    match denial {
        // one's own answer that is under way is what one meant
        Denial::Refused(refusal) if refusal.key == "refuse-answered-by-you" => {
            app.notices.hint(sentence);
            if let Some(Arg::Number(response)) = refusal.args.get("response") {
                panes::queue::read_then(app, out, ResponseId(*response), Then::Edit);
            }
        }
        // said anew in another language, and without names once the screen is shared
        Denial::Refused(refusal) => app.notices.refuse(&app.words, refusal.clone()),
        Denial::Failed(_) => app.notices.error(sentence),
    }
}

/// How much was paused, and where each is listed.
fn paused(app: &App, count: u32) -> String {
    let said = app.words.f("done-paused", &[("n", Arg::from(count))]);
    if count == 0 { said } else { format!("{said}. {}", app.words.f("paused-where", &paused_where(app))) }
}

/// By which keys what was paused is listed.
fn paused_where(app: &App) -> [(&'static str, Arg); 2] {
    [
        ("page", app.key_of(Scope::Global, Action::IncidentPage).into()),
        ("add", app.key_of(Scope::Incident, Action::AddItem).into()),
    ]
}

/// A refusal with the way to what it asks for: for what is still paused to its list, and to where a declaration is taken
/// back. Where one is refused is not where one does it.
fn led(app: &App, denial: &Denial) -> Option<Denial> {
    let Denial::Refused(refusal) = denial else { return None };
    let args = match refusal.key {
        "refuse-undo-declared" => [
            ("menu", Arg::from(app.key_of(Scope::Global, Action::IncidentMenu))),
            ("status", app.key_of(Scope::Incidents, Action::Status).into()),
        ],
        _ => paused_where(app),
    };
    let key = match refusal.key {
        "refuse-undo-declared" => "refuse-undo-declared-where",
        "refuse-resume-left" => "refuse-resume-left-where",
        "refuse-resume-uncounted" => "refuse-resume-uncounted-where",
        _ => return None,
    };
    let led = Refusal { key, ..refusal.clone() };
    Some(Denial::Refused(args.into_iter().fold(led, |led, (name, arg)| led.with(name, arg))))
}

/// Somebody answers them already, or has taken them on: asked for once more, the person knows.
fn answered_by_another(app: &mut App, ticket: u64, refusal: &Refusal) {
    let told = match refusal.key {
        "refuse-being-answered" | "refuse-answered-by-you" => refusal.args.get("response"),
        "refuse-taken-on" => refusal.args.get("owner"),
        _ => None,
    };
    let Some(told) = told else { return };
    let waits = app.layers.iter().find_map(|layer| match layer {
        Layer::Form(form) if form.waiting == Some(ticket) => Some(&form.purpose),
        _ => None,
    });
    if let Some(Purpose::NewResponse(ids)) = waits {
        let ids = ids.clone();
        app.pending.knowing(&ids);
    }
    match told {
        Arg::Number(response) => app.pending.beside.responses.push(ResponseId(*response)),
        Arg::Text(owner) => app.pending.beside.owners.push(owner.clone()),
        Arg::Decimal(_) => {}
    }
}

/// What the app itself remembers of a decision. Marks of what was decided on go; the others stay.
fn learn(app: &mut App, decided: &Decided) {
    for (_, event) in &decided.events {
        match event {
            Event::SelfDeclared { name, role } => {
                // whoever sits down now has read nothing yet
                if !name.same_name(&app.me.name) {
                    app.sharing.read.clear();
                }
                app.me.name.clone_from(name);
                app.me.role.clone_from(role);
                asking::tell_apart(app);
            }
            Event::KeywordsSet { to, .. } => {
                if let Some(room) = &mut app.room {
                    room.settings.keywords.clone_from(to);
                }
                asking::name(app);
            }
            Event::IncidentDeclared { incident, .. } => app.incident = Some(*incident),
            Event::MentionsDisposed { disposition, reason, rows } => {
                app.last = Some((*disposition, reason.as_str().to_owned()));
                attended(app, rows);
            }
            Event::MentionsSnoozed { rows, .. } => attended(app, rows),
            Event::Undone { mentions, .. } => app.mentions.returning = !mentions.is_empty(),
            Event::OwedSettled { rows, .. }
            | Event::ReadingCorrected { rows, .. }
            | Event::MentionsPlaced { rows, .. }
            | Event::MentionsRegrouped { rows, .. } => app.mentions.unmark(rows.iter().map(|r| r.mention)),
            Event::ResponseOpened { answers, .. } => app.mentions.unmark(answers.iter().copied()),
            Event::MentionErased { mention, .. } => {
                app.mentions.unmark([*mention]);
                keeping::erased(app, *mention);
            }
            Event::PublishingStarted { response, via: Some(account), .. } => {
                app.pending.handed.insert(*response, account.to_string());
            }
            Event::TaskChanged { task, to, .. } if to.status.over() => panes::checklist::pass_on(app, *task),
            Event::FactAdded { fact, .. } => panes::facts::select(app, *fact),
            Event::ReportIssued { number, .. } => panes::reports::issued(app, *number),
            Event::Revealed { subject } => share::revealed(app, *subject),
            _ => {}
        }
    }
}

/// These are no longer unattended: a hasty next key must not decide on them again.
fn attended(app: &mut App, rows: &[Was]) {
    let gone = rows.iter().map(|r| r.mention).collect();
    app.mentions.unmark(rows.iter().map(|r| r.mention));
    if app.query.scope == rows::Scope::Unattended {
        app.mentions.leave(&gone);
    }
}

fn follow_up(app: &mut App, out: &mut Vec<Effect>, ticket: u64, after: &After, decided: &Decided) {
    let form = app.layers.iter().position(|l| matches!(l, Layer::Form(f) if f.waiting == Some(ticket)));
    let form = form.and_then(|at| match app.layers.remove(at) {
        Layer::Form(form) => Some(form),
        _ => None,
    });
    match after {
        After::CloseForm
            if decided
                .events
                .iter()
                .any(|(_, e)| matches!(e, Event::ThemeHanded { .. } | Event::ActionStepped { .. })) =>
        {
            prevention::handed(app, out);
        }
        After::Say | After::CloseForm | After::Add => {}
        After::NextReply => {
            let over = |e: &Event| matches!(e, Event::ResponsePublished { .. } | Event::PublishingAbandoned { .. });
            let response = decided.events.first().and_then(|(_, event)| event.response());
            if let Some(id) = response.filter(|_| !decided.events.iter().any(|(_, e)| over(e))) {
                panes::queue::read_then(app, out, id, Then::Confirm);
            }
        }
        After::CloseComposer => {
            app.layers.retain(|l| !matches!(l, Layer::Compose(c) if c.waiting == Some(ticket)));
        }
        After::Compose => {
            if let Some((_, event)) = decided.events.first() {
                compose::begin(app, out, event);
            }
        }
        After::Publish => {
            if let Some(form) = form {
                panes::queue::taken_to_the_platform(app, out, *form);
            }
        }
    }
}

/// A decision in a few words: what, how many, what was left alone, and which key takes it back.
fn said(app: &App, decided: &Decided) -> String {
    let w = &app.words;
    // the last of several replies says that all of it is out, and words that were approved before need no approval
    let out = decided.events.iter().find(|(_, e)| matches!(e, Event::ResponsePublished { .. }));
    let before = decided.events.iter().find_map(|(_, e)| carried(app, e));
    // the plan that the first decision of a room puts in force is not what the person did
    let first = decided.events.iter().find(|(_, e)| !matches!(e, Event::PlanAdopted { .. }));
    let mut text = match (before, out.or(first).or(decided.events.first())) {
        (Some(said), _) => said,
        (None, None) => w.t("done-nothing"),
        (None, Some((_, event))) => sentence(app, event),
    };
    // an undo says itself what it left
    let told = decided.events.iter().any(|(_, e)| matches!(e, Event::Undone { .. }));
    if !decided.skipped.is_empty() && !told {
        text.push_str(" · ");
        text.push_str(&w.f("done-skipped", &[("n", Arg::from(decided.skipped.len()))]));
    }
    if !decided.events.is_empty()
        && decided.events.iter().all(|(_, e)| undoable(e))
        && let Some(key) = app.keymap.keys_for(Scope::Global, Action::Undo).last()
    {
        text.push_str(" · ");
        text.push_str(&w.f("done-undoes", &[("key", Arg::from(key.label(w)))]));
    }
    text
}

fn clock(w: &Words, speed: u32) -> String {
    if speed == 0 {
        return w.t("done-clock-paused");
    }
    let times = w.decimal(f64::from(speed) / 1000.0, usize::from(!speed.is_multiple_of(1000)));
    w.f("done-clock", &[("n", Arg::from(times))])
}

/// A promise was ticked: what was promised is said, for whoever ticked another by mistake.
fn kept(app: &App, id: TaskId, to: &TaskState) -> Option<String> {
    let row = app.tasks.position(id).map(|at| &app.tasks.window.rows[at])?;
    let promise = row.phase.as_str() == PROMISE && to.status == TaskStatus::Done;
    let what = app.shown(&Clean::line(&promised_words(row.title(app.lang()).as_str())));
    promise.then(|| app.words.f("done-promise", &[("what", what.into())]))
}

/// A task was taken or let go, or it stands otherwise.
fn task(w: &Words, before: &TaskState, to: &TaskState) -> String {
    match &to.owner {
        _ if before.status != to.status => w.f("done-task", &[("status", Arg::from(w.t(to.status.key())))]),
        Some(owner) => w.f("done-task-claimed", &[("owner", Arg::from(owner))]),
        None => w.t("done-task-released"),
    }
}

fn undone(w: &Words, n: usize, skipped: usize) -> String {
    let key = if skipped == 0 { "done-undone" } else { "done-undone-skipped" };
    w.f(key, &[("n", Arg::from(n)), ("skipped", Arg::from(skipped))])
}

fn sentence(app: &App, event: &Event) -> String {
    let w = &app.words;
    let n = |rows: usize| ("n", Arg::from(rows));
    match event {
        Event::MentionsDisposed { disposition, rows, .. } => {
            w.f("done-disposed", &[n(rows.len()), ("disposition", Arg::from(w.t(disposition.key())))])
        }
        Event::MentionsSnoozed { until, rows, .. } => {
            w.f("done-snoozed", &[n(rows.len()), ("until", Arg::from(app.local(*until)))])
        }
        Event::MentionsClaimed { owner: Some(_), rows } => w.f("done-claimed", &[n(rows.len())]),
        Event::MentionsClaimed { owner: None, rows } => w.f("done-released", &[n(rows.len())]),
        Event::OwedSettled { rows, .. } => w.f("done-settled", &[n(rows.len())]),
        Event::ReadingCorrected { rows, .. } => w.f("done-read-otherwise", &[n(rows.len())]),
        Event::MentionsRegrouped { rows, .. } => w.f("done-regrouped", &[n(rows.len())]),
        Event::MentionsPlaced { rows, incident: Some(id), .. } => {
            w.f("done-placed", &[n(rows.len()), ("incident", id.0.to_string().into())])
        }
        Event::MentionsPlaced { rows, .. } => w.f("done-taken-out", &[n(rows.len())]),
        Event::BelongingAdded { .. } => w.t("done-belonging-added"),
        Event::BelongingRemoved { .. } => w.t("done-belonging-removed"),
        Event::Undone { mentions, tasks, pins, skipped, withdrawn, .. } => {
            // what a ticked task had brought goes with it, and is no second thing
            undone(w, mentions.len() + tasks.len().max(withdrawn.len()) + pins.len(), skipped.len())
        }
        Event::ClockSet { speed, .. } => clock(w, *speed),
        Event::PausedConfirmed { count, .. } => paused(app, *count),
        Event::ReminderSnoozed { until, .. } => w.f("done-reminder-snoozed", &[("time", Arg::from(app.local(*until)))]),
        Event::ReminderDismissed { .. } => w.t("done-reminder-dismissed"),
        Event::TaskChanged { task: id, before, to, .. } => kept(app, *id, to).unwrap_or_else(|| task(w, before, to)),
        Event::ResponseApproved { .. } => approved(app, event),
        Event::IncidentDeclared { severity, title, .. } => {
            let args = [("severity", Arg::from(severity.code())), ("title", Arg::from(app.shown(title)))];
            w.f("done-declared", &args)
        }
        Event::ResponseOpened { .. } => app.words.t("done-response-opened"),
        Event::ResponseSubmitted { .. } => w.t("done-handed-in"),
        Event::ResponseRevised { .. } => w.t("done-kept-for-all"),
        Event::PublishingStarted { via: Some(account), .. } => {
            w.f("done-publishing-via", &[("account", Arg::from(account))])
        }
        Event::PublishingStarted { .. } => w.t("done-publishing"),
        Event::ReplySent { .. } => w.t("done-reply"),
        Event::RepliesPassed { .. } => w.t("done-reply-passed"),
        Event::ResponsePublished { left, .. } if !left.is_empty() => {
            format!("{} {}", w.t("done-published"), w.left_on(left))
        }
        Event::ResponsePublished { .. } => w.t("done-published"),
        Event::EntryAdded { .. } | Event::EntryCorrected { .. } => w.t("done-entry"),
        Event::FactAdded { fact, .. } | Event::FactChanged { fact, .. } => {
            w.f("done-fact", &[("fact", Arg::from(fact.0.to_string()))])
        }
        Event::ReportIssued { kind, number, .. } => {
            w.f("done-report", &[("kind", Arg::from(w.t(kind.key()))), ("number", number.to_string().into())])
        }
        Event::AffectedAdded { .. } => w.t("done-affected"),
        Event::AffectedChanged { to, .. } => w.f("done-care", &[("care", Arg::from(w.t(to.key())))]),
        Event::KeywordsSet { to, .. } => w.f("done-keywords", &[n(to.len())]),
        Event::RoleAssigned { role, to, .. } | Event::StandInBegan { role, to, .. } => {
            w.f("done-role", &[("role", Arg::from(w.role(role, None))), ("name", Arg::from(to))])
        }
        Event::RoleReleased { role, .. } => w.f("done-role-released", &[("role", Arg::from(w.role(role, None)))]),
        Event::HandoverOffered { .. } => w.t("done-handover-offered"),
        Event::HandoverAccepted { .. } => w.t("done-handover-accepted"),
        Event::Revealed { .. } => w.f("done-revealed", &[("n", Arg::from(share::GLIMPSE / SECOND))]),
        Event::SelfDeclared { name, .. } => w.f("done-self", &[("name", Arg::from(name))]),
        _ => w.t("done-done"),
    }
}

/// Somebody gave their word: until when the text may go out, or whose word is missing still.
fn approved(app: &App, event: &Event) -> String {
    let Event::ResponseApproved { response, until, roles, needs, alone, .. } = event else { return String::new() };
    let row = app.responses.position(*response).map(|at| &app.responses.window.rows[at]);
    let waits = |role: &&String| row.is_none_or(|row| row.missing.iter().any(|m| m.as_str() == role.as_str()));
    let missing = needs.iter().filter(|role| !alone && !roles.contains(role)).filter(waits);
    let missing: Vec<String> = missing.map(|role| app.words.role_of(role)).collect();
    match missing.is_empty() {
        true => app.words.f("done-approved", &[("until", Arg::from(app.local(*until)))]),
        false => app.words.f("done-approved-missing", &[("roles", Arg::from(missing.join(", ")))]),
    }
}

/// A text may go out that was approved as another; nothing where a word is still missing.
fn carried(app: &App, event: &Event) -> Option<String> {
    let Event::ApprovalCarried { of, given, needs, .. } = event else { return None };
    let whole = needs.iter().all(|role| given.iter().any(|word| word.roles.contains(role)));
    let until = given.iter().map(|word| word.until).min().filter(|_| whole)?;
    let args = [("of", of.0.to_string().into()), ("until", app.local(until).into())];
    Some(app.words.f("done-approved-with", &args))
}
