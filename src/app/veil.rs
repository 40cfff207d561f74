//! The screen as somebody who shares it shows it: everything that the app holds, with what is private masked. Owns
//! which parts of the app are shown at all; how a row is masked is `crate::rows::veil`'s. What is drawn, copied and
//! said on a shared screen is drawn, copied and said of this, and of nothing else.

use super::compose::Composer;
use super::editor::{Editor, Line};
use super::facilitator::FacilitatorView;
use super::form::{Field, Form, Hidden, Input, Purpose};
use super::layers::{
    EventsView, FactsView, HandoverView, Help, IncidentView, Layer, LineView, MentionView, Palette, PeopleView,
    Present, RemindersView, ReportView, ResponseView, ReviewView, RolesView, SourcesView, Start,
};
use super::list::List;
use super::msg::{PlanNews, RecentRoom};
use super::notices::{Notice, Notices};
use super::prevention::PreventionView;
use super::share;
use super::trial::Trial;
use super::{App, OpenRoom, forms, panes};
use crate::domain::private::{Audience, DOTS};
use crate::domain::reveal::Subject;
use crate::domain::room::RoomSettings;
use crate::domain::text::Clean;
use crate::plan::{Contact, Person, Plan, Post, Reach};
use crate::rows::veil::{Veil, Veiled};
use crate::rows::{Pulse, Scope};
use crate::words::Words;
use std::borrow::Cow;
use std::sync::Arc;

impl App {
    /// The app as this screen may show it.
    pub fn seen(&self) -> Cow<'_, App> {
        if self.audience == Audience::Operator {
            return Cow::Borrowed(self);
        }
        let mut seen = self.clone();
        seen.veil(&self.veil_of());
        Cow::Owned(seen)
    }

    /// Through what a shared screen shows things.
    pub(crate) fn veil_of(&self) -> Veil<'_> {
        Veil { ours: &self.ours, lifted: self.lifted() }
    }
}

impl Veiled for App {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ours = named_in_texts(self);
        let App {
            room,
            me,
            pulse,
            mentions,
            query,
            preview,
            responses,
            tasks,
            timeline,
            layers,
            notices,
            incidents,
            last,
            words,
            now: _,
            zone: _,
            size: _,
            audience: _,
            ours: _,
            sharing: _,
            focus: _,
            zoom: _,
            seen: _,
            known: _,
            marked: _,
            timeline_filter: _,
            mouse: _,
            ascii: _,
            drill_over: _,
            plan,
            accounts: _,
            why_whole: _,
            incident: _,
            suggestion: _,
            measured: _,
            reminded: _,
            plan_news,
            dirty: _,
            pending: _,
            // figures of a line of time; the app of now, which it keeps, is drawn by nobody
            past: _,
            keymap: _,
        } = self;
        room.iter_mut().for_each(|room| room_of(room, veil));
        me.veil(veil);
        pulse.veil(veil);
        mentions.veil(veil);
        preview.veil(veil);
        responses.veil(veil);
        tasks.veil(veil);
        timeline.veil(veil);
        veil.said(&mut query.filter.search);
        if let Scope::Mine(name) = &mut query.scope {
            DOTS.clone_into(name);
        }
        for layer in layers {
            veiled(layer, veil, words, &ours);
        }
        noticed(notices, veil, words);
        incidents.veil(veil);
        // a plan is long, and copied for this: one that names nobody stays
        plan.iter_mut().filter(|plan| names_anybody(plan)).for_each(|plan| names_of(Arc::make_mut(plan), veil));
        plan_news.iter_mut().for_each(|news| news_of(news, veil));
        *last = None;
        // what a report would say is made of what may be shown
        panes::reports::make(self);
    }
}

/// Our people, where texts may name them: in forms and reports alone.
fn named_in_texts(app: &App) -> Vec<Clean> {
    match app.layers.iter().any(|layer| matches!(layer, Layer::Form(_) | Layer::Report(_))) {
        true => colleagues(app),
        false => Vec::new(),
    }
}

fn room_of(room: &mut OpenRoom, veil: &Veil<'_>) {
    let OpenRoom { settings, path, readonly: _ } = room;
    let RoomSettings { name, keywords: _, lang: _, zone: _, drill: _ } = settings;
    veil.prose(name);
    *path = file_of(path);
}

fn noticed(notices: &mut Notices, veil: &Veil<'_>, words: &Words) {
    let Notices { list } = notices;
    for Notice { text, level: _, said } in list {
        if let Some(said) = said {
            *text = words.refusal(&said.clone().nameless());
        }
        veil.said(text);
    }
}

/// What a plan changes may be whom to call.
fn news_of(news: &mut PlanNews, veil: &Veil<'_>) {
    let PlanNews { room, name, changes, version: _, digest: _ } = news;
    *room = file_of(room);
    changes.iter_mut().for_each(|change| veil.hide(change));
    veil.prose(name);
}

/// Whom of us the room names anywhere.
pub(super) fn colleagues(app: &App) -> Vec<Clean> {
    let Pulse { incidents, lingering, people, roles, .. } = &app.pulse;
    let leads = app.incidents.iter().chain(incidents).chain(lingering).filter_map(|i| i.lead.as_ref());
    let people = roles.names().chain(people.iter().map(|(name, _)| name));
    let plan = app.plan.iter().flat_map(|plan| {
        let posts = plan.roles.iter().flat_map(|post| post.backups.iter().chain([&post.holder]));
        posts.chain(plan.people.iter().map(|person| &person.name))
    });
    leads.chain(people).chain(plan).chain([&app.me.name]).cloned().collect()
}

impl<R: Veiled, K> Veiled for List<R, K> {
    fn veil(&mut self, veil: &Veil<'_>) {
        self.window.veil(veil);
    }
}

fn names_anybody(plan: &Plan) -> bool {
    let named = |post: &Post| !(post.holder.is_empty() && post.backups.is_empty() && post.reach.contacts.is_empty());
    !plan.people.is_empty() || plan.roles.iter().any(named)
}

/// Whom a plan names, and how to reach them; its words are the brand's own.
fn names_of(plan: &mut Plan, veil: &Veil<'_>) {
    for Post { holder, backups, reach, role: _, title: _ } in &mut plan.roles {
        backups.iter_mut().chain([holder]).for_each(|name| veil.name(name));
        reach_of(reach, veil);
    }
    for Person { name, reach, language: _, zone: _ } in &mut plan.people {
        veil.name(name);
        reach_of(reach, veil);
    }
}

fn reach_of(reach: &mut Reach, veil: &Veil<'_>) {
    let Reach { contacts, tested: _ } = reach;
    for Contact { to, way: _ } in contacts {
        to.veil(veil.ours);
    }
}

/// A room lies in somebody's folder.
fn file_of(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// One layer; `colleagues` are those whose names a text may hold.
fn veiled(layer: &mut Layer, veil: &Veil<'_>, words: &Words, colleagues: &[Clean]) {
    match layer {
        Layer::Start(Start { recent, busy, lacking, selected: _ }) => {
            lacking.veil(veil);
            for RecentRoom { path, name, used: _, drill: _ } in recent {
                *path = file_of(path);
                veil.said(name);
            }
            busy.iter_mut().for_each(|busy| veil.said(busy));
        }
        Layer::Help(Help { scroll: _ }) | Layer::Sources(SourcesView { selected: _ }) => {}
        Layer::Palette(Palette { input, selected: _ }) => line(input, veil),
        Layer::Mention(MentionView { id, detail, unfolded, scroll: _ }) => {
            detail.veil(veil);
            // abuse is no part of a shared screen, however it came to be open
            *unfolded &= veil.lifted == Some(Subject::Mention(*id));
        }
        Layer::Response(ResponseView { detail, id: _, scroll: _ }) => detail.veil(veil),
        Layer::Compose(composer) => compose(composer, veil),
        Layer::Form(form) => {
            let key = match form.purpose {
                Purpose::Plan(_) => "plan-hidden",
                Purpose::Drill(_) => "facilitator-shared",
                Purpose::DecideMatter(_) => "objections-hidden",
                Purpose::CorrectEntry(_) => "event-hidden",
                _ => "draft-hidden",
            };
            asked(form, veil, &words.t(key), colleagues);
        }
        Layer::Event(event) => event.veil(veil),
        Layer::Incidents(rows, _) => rows.veil(veil),
        Layer::Signals(rows, _) => rows.veil(veil),
        Layer::Themes(rows, _) => rows.veil(veil),
        Layer::Facts(FactsView { rows, detail, selected: _, response: _, scroll: _ }) => {
            rows.veil(veil);
            detail.veil(veil);
        }
        Layer::People(PeopleView { rows, selected: _, scroll: _ }) => rows.veil(veil),
        Layer::Line(LineView { rows, scroll: _ }) => rows.veil(veil),
        Layer::Present(Present { said, page: _, of: _ }) => said.veil(veil),
        Layer::Prevention(view) => prevention(view, veil),
        Layer::Incident(IncidentView { detail, id: _, selected: _ }) => detail.veil(veil),
        Layer::Roles(RolesView { selected: _ }) => {}
        Layer::Handover(HandoverView { detail, id: _, scroll: _ }) => detail.veil(veil),
        Layer::Reminders(RemindersView { selected }) => selected.iter_mut().for_each(|(_, of)| of.veil(veil)),
        Layer::Report(view) => report(view, veil, colleagues),
        Layer::Review(view) => {
            let ReviewView { sheets, detail, incident: _, read: _, selected: _ } = &mut **view;
            // it was made once for everybody else: that alone is left of it
            sheets.iter_mut().for_each(|[own, others]| *own = others.clone());
            *detail = None;
        }
        Layer::Events(EventsView { of: [own, others], rows, selected: _ }) => {
            own.clone_from(others);
            rows.veil(veil);
        }
        Layer::Facilitator(view) => facilitated(view, veil),
    }
}

fn facilitated(view: &mut FacilitatorView, veil: &Veil<'_>) {
    let FacilitatorView { script, selected: _, reading: _ } = view;
    match script {
        Some(Ok(script)) => script.veil(veil),
        Some(Err(why)) => veil.said(why),
        None => {}
    }
}

fn prevention(view: &mut PreventionView, veil: &Veil<'_>) {
    let PreventionView { ready, complaints, ambassadors, page: _, usual: _, at: _ } = view;
    ready.veil(veil);
    complaints.iter_mut().for_each(|found| found.veil(veil));
    ambassadors.iter_mut().for_each(|found| found.veil(veil));
}

fn report(view: &mut ReportView, veil: &Veil<'_>, colleagues: &[Clean]) {
    let ReportView { now, draft, issued, kind: _, words: _, number: _, just: _, scroll: _ } = view;
    now.iter_mut().for_each(|now| now.veil(veil));
    // made anew of what may be shown
    *draft = None;
    for report in issued {
        veil.colleagues(&mut report.text, colleagues);
        report.veil(veil);
    }
}

/// What is typed into a line: masked as far as it names somebody, with the cursor where it was when it does not.
fn line(line: &mut Line, veil: &Veil<'_>) {
    let mut text = line.text().to_owned();
    veil.said(&mut text);
    if text != line.text() {
        *line = Line::new(&text);
    }
}

/// Another text in an editor of the same width.
fn instead(editor: &Editor, text: &str) -> Editor {
    let mut other = Editor::new(text);
    other.width = editor.width;
    other
}

fn compose(composer: &mut Composer, veil: &Veil<'_>) {
    let Composer {
        response,
        title,
        editor,
        base,
        answering,
        apart: _,
        newer,
        proof,
        error,
        kind: _,
        channel: _,
        lang: _,
        origin: _,
        desk: _,
        insists: _,
        waiting: _,
        kept: _,
        journal: _,
        unkept: _,
        scroll: _,
        longest,
    } = composer;
    answering.veil(veil);
    if veil.lifted == Some(Subject::Response(*response)) {
        return;
    }
    veil.prose(title);
    base.veil(veil);
    newer.veil(veil);
    *longest = None;
    // a remark repeats the words that it is about
    *proof = None;
    *editor = instead(editor, "");
    error.iter_mut().for_each(|error| veil.said(error));
}

/// Fields in which somebody says why.
const ADVICE: [&str; 4] = ["note", "reason", "how", "text"];
/// Fields that hold somebody's name.
const PEOPLE: [&str; 6] = ["lead", "by", "aloud", "author", "owner", "voices"];
/// The same where a role passes from one to the other.
const PARTIES: [&str; 2] = ["who", "to"];

/// Whether a field of such a form holds somebody's name.
fn names_somebody(field: &str, purpose: &Purpose) -> bool {
    match purpose {
        Purpose::Role(_) if PARTIES.contains(&field) => true,
        Purpose::WhoAmI if field == "name" => true,
        _ => PEOPLE.contains(&field),
    }
}

fn asked(form: &mut Form, veil: &Veil<'_>, hidden: &str, colleagues: &[Clean]) {
    let subject = share::asked_about(form);
    let lifted = veil.lifted.is_some() && veil.lifted == subject;
    // what is asked of a text or objected to it is advice; an entry may be said to be private
    let advice = matches!(subject, Some(Subject::Response(_))) || form.on("private") || forms::entries::reaches(form);
    let Form {
        title,
        intro,
        quoted,
        warned,
        fields,
        about,
        error,
        link,
        trial,
        sample,
        purpose,
        at: _,
        waiting: _,
        scroll: _,
        seen: _,
        tried: _,
        went_on: _,
        insists: _,
        began: _,
        shows: _,
    } = form;
    sample.iter_mut().for_each(|(_, heard)| heard.veil(veil));
    if let Some(Trial::Failed(why)) = trial {
        veil.said(why);
    }
    if lifted {
        return;
    }
    let veiled = |said: &mut String| {
        veil.colleagues_in(said, colleagues);
        veil.said(said);
    };
    veiled(title);
    if about.as_ref().is_none_or(|r| !r.state.out()) {
        // what is not out stands there as one sentence that says so
        for (n, at) in quoted.iter().enumerate().rev() {
            match n {
                0 => hidden.clone_into(&mut intro[*at]),
                _ => drop(intro.remove(*at)),
            }
        }
    }
    intro.iter_mut().chain(warned).for_each(veiled);
    error.iter_mut().for_each(|error| veil.said(error));
    *link = None;
    // a report is edited whole, with what was objected and who has what: until it is issued it is a draft like any
    // other
    let report = matches!(purpose, Purpose::IssueReport(_));
    let draft = about.is_some() || report;
    for Field { name, label, hint, input, hidden, spills: _ } in fields {
        let whole = *hidden != Hidden::No;
        let said = report || ((advice || matches!(purpose, Purpose::CorrectEntry(_))) && ADVICE.contains(name));
        if *hidden == Hidden::No && (names_somebody(name, purpose) || said) {
            *hidden = Hidden::Shared;
        }
        [label, hint].into_iter().for_each(veiled);
        match input {
            // a choice whose form hides it is hidden whole
            Input::Choice(options, _) if whole => options.iter_mut().for_each(|option| DOTS.clone_into(option)),
            Input::Choice(options, _) => options.iter_mut().for_each(veiled),
            input => typed(input, draft, veil),
        }
    }
}

/// What was typed into a field; a long text about a response, or of a report, is a draft.
fn typed(input: &mut Input, draft: bool, veil: &Veil<'_>) {
    match input {
        Input::Line(typed) => line(typed, veil),
        Input::Area(editor) => {
            let mut text = editor.text().to_owned();
            if draft {
                veil.dots(&mut text)
            } else {
                veil.said(&mut text)
            }
            if text != editor.text() {
                **editor = instead(editor, &text);
            }
        }
        Input::Choice(..) | Input::Toggle(_) => {}
    }
}
