//! What a shared screen must not show, looked for on everything that it can show: every pane, layer, form and page, every
//! notice, title and copy, whichever key is pressed, at three sizes and in both languages.

use super::planted::{self, DIGITS, MARK, cabinet, hidden, prevent, prose, text};
use super::room::{self, clean, fitted, now};
use super::{check, drawn, facilitator, theme_of};
use gabinete::app::actions::{Action, TABLE};
use gabinete::app::compose::Composer;
use gabinete::app::editor::{Editor, Line};
use gabinete::app::effect::Effect;
use gabinete::app::facilitator::DrillPurpose;
use gabinete::app::form::{Form, Input, Purpose, RolePurpose};
use gabinete::app::keymap::{Key, Keymap, Scope};
use gabinete::app::layers::*;
use gabinete::app::msg::{Msg, RecentRoom};
use gabinete::app::notices::Level;
use gabinete::app::prevention::Page;
use gabinete::app::sources::{SourceKind as Kind, There};
use gabinete::app::trial::Trial;
use gabinete::app::{App, Now, Pane, update};
use gabinete::domain::action::Progress;
use gabinete::domain::event::Event;
use gabinete::domain::ids::*;
use gabinete::domain::incident::Condition;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::reminder;
use gabinete::domain::report::ReportKind;
use gabinete::domain::response::{ResponseKind, ResponseState};
use gabinete::domain::reveal::Subject;
use gabinete::domain::room::{Lang, Refusal};
use gabinete::domain::task::TaskStatus;
use gabinete::rows::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// What was planted and shows in a text.
fn leak(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    let found = std::iter::once(MARK).chain(DIGITS).find_map(|mark| small.find(mark).map(|at| (mark, at)));
    found.map(|(mark, at)| {
        let from = small[..at].char_indices().rev().nth(30).map_or(0, |(n, _)| n);
        format!("{mark:?} in {:?}", small[from..].chars().take(90).collect::<String>())
    })
}

pub fn screen(app: &App) -> String {
    let buffer = drawn(app, &theme_of("mono"));
    let width = usize::from(buffer.area.width);
    let cells: Vec<&str> = buffer.content().iter().map(|c| c.symbol()).collect();
    cells.chunks(width).map(|row| row.concat() + "\n").collect()
}

#[track_caller]
fn clean_screen(what: &str, app: &App) {
    let text = screen(app);
    assert_eq!(leak(&text), None, "{what} at {:?} in {:?}:\n{text}", app.size, app.lang());
}

/// The next of the layers. A closed match: a new one does not compile before it stands here.
fn next_layer(layer: &Layer) -> Option<Layer> {
    Some(match layer {
        Layer::Start(_) => Layer::Help(Help::default()),
        Layer::Help(_) => Layer::Palette(Palette { input: Line::new(&text("typed")), selected: 0 }),
        Layer::Palette(_) => Layer::Mention(MentionView {
            id: MentionId(1),
            detail: Some(Box::new(planted::detail(false, false))),
            scroll: 0,
            unfolded: true,
        }),
        Layer::Mention(view) if view.id == MentionId(1) => Layer::Mention(MentionView {
            id: MentionId(2),
            detail: Some(Box::new(planted::detail(true, true))),
            scroll: 0,
            unfolded: true,
        }),
        Layer::Mention(_) => opened(ResponseState::InReview),
        Layer::Response(view) => match view.detail.as_ref().map(|d| d.response.state) {
            Some(ResponseState::InReview) => opened(ResponseState::Draft),
            Some(ResponseState::Draft) => opened(ResponseState::Published),
            _ => Layer::Compose(Box::new(composer())),
        },
        Layer::Compose(_) => Layer::Form(Box::new(filled(Purpose::WhoAmI, false))),
        Layer::Form(_) => Layer::Event(Box::new(planted::timeline()[0].clone())),
        Layer::Event(_) => Layer::Incidents(vec![planted::incident()], 0),
        Layer::Incidents(..) => Layer::Signals(planted::signals(), 0),
        Layer::Signals(_, 0) => Layer::Signals(planted::signals(), 1),
        Layer::Signals(..) => Layer::Themes(Some(planted::themes()), 0),
        Layer::Themes(..) => Layer::Sources(SourcesView::default()),
        Layer::Sources(_) => {
            let (rows, detail) = planted::facts();
            Layer::Facts(FactsView {
                rows: Some(rows),
                selected: Some(FactId(1)),
                detail: Some(Box::new(detail)),
                response: None,
                scroll: 0,
            })
        }
        Layer::Facts(_) => {
            Layer::People(PeopleView { rows: Some(planted::people()), selected: Some(AffectedId(1)), scroll: 0 })
        }
        Layer::People(_) => Layer::Line(LineView { rows: Some(planted::lines()), scroll: 0 }),
        Layer::Line(_) => presented(0),
        Layer::Present(view) if view.page + 1 < Present::PAGES => presented(view.page + 1),
        Layer::Present(_) => cabinet::incident(0),
        Layer::Incident(view) => match view.at() {
            at if at + 1 < view.lines().len() => cabinet::incident(at + 1),
            _ => cabinet::roles(0),
        },
        Layer::Roles(view) => cabinet::next_role(view).unwrap_or_else(|| cabinet::handover(0)),
        Layer::Handover(view) if view.scroll < 60 => cabinet::handover(view.scroll + 12),
        Layer::Handover(_) => Layer::Reminders(RemindersView::default()),
        Layer::Reminders(_) => cabinet::report(ReportKind::Sitrep, false),
        Layer::Report(view) => match (view.kind, view.number) {
            (kind, None) => cabinet::report(kind, true),
            (ReportKind::Sitrep, _) => cabinet::report(ReportKind::Brief, false),
            (ReportKind::Brief, _) => cabinet::report(ReportKind::Handover, false),
            (ReportKind::Handover, _) => Layer::Prevention(Box::new(prevent::page(Page::Ready))),
        },
        Layer::Prevention(view) => match prevent::next_page(view) {
            Some(next) => Layer::Prevention(Box::new(next)),
            None => cabinet::review("impact"),
        },
        Layer::Review(view) => match cabinet::next_part(view) {
            Some(part) => cabinet::review(part),
            None => cabinet::events(),
        },
        Layer::Events(_) => facilitator::planted(),
        Layer::Facilitator(view) if view.now().is_some() => facilitator::unread(),
        Layer::Facilitator(_) => return None,
    })
}

fn presented(page: usize) -> Layer {
    Layer::Present(Present { page, said: vec![planted::response_row(6, ResponseState::Published)], of: None })
}

fn opened(state: ResponseState) -> Layer {
    Layer::Response(ResponseView {
        id: ResponseId(1),
        detail: Some(Box::new(planted::response_detail(state))),
        scroll: 0,
    })
}

/// Every layer; made once and copied.
pub fn layers() -> Vec<Layer> {
    static ALL: LazyLock<Vec<Layer>> = LazyLock::new(all_layers);
    ALL.clone()
}

fn all_layers() -> Vec<Layer> {
    let mut all = vec![Layer::Start(Start {
        recent: vec![RecentRoom {
            path: "/home/zqhome/acme.room".into(),
            name: "Acme zqstart@mail.example".into(),
            used: now(),
            drill: false,
        }],
        selected: 3,
        busy: Some(text("busy")),
        lacking: prevent::page(Page::Ready).ready,
    })];
    while let Some(next) = next_layer(all.last().unwrap()) {
        all.push(next);
        assert!(all.len() < 200, "the layers go round in a circle");
    }
    all
}

fn composer() -> Composer {
    let response = planted::response(ResponseState::Draft);
    Composer {
        response: ResponseId(1),
        title: prose("title"),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::Es,
        editor: Editor::new("Zqtyped words of a draft"),
        base: Some(Box::new(response.clone())),
        answering: planted::response_detail(ResponseState::Draft).answers,
        apart: 2,
        newer: Some(Box::new(response)),
        origin: None,
        desk: None,
        proof: None,
        error: Some(text("error")),
        insists: None,
        waiting: None,
        kept: Some(now()),
        journal: String::new(),
        unkept: false,
        scroll: 0,
        longest: Some("Zqlongest".into()),
    }
}

/// The next purpose of a form. A closed match, as above.
fn next_purpose(purpose: &Purpose) -> Option<Purpose> {
    use Purpose::*;
    let (m, r, t) = (MentionId(1), ResponseId(1), TaskId(1));
    Some(match purpose {
        WhoAmI => CreateRoom,
        CreateRoom => StartDrill,
        StartDrill => ImportFile,
        ImportFile => AddMention,
        AddMention => Dispose(vec![m]),
        Dispose(_) => Snooze(vec![m]),
        Snooze(_) => Settle(vec![m]),
        Settle(_) => Erase(m),
        Erase(_) => Correct(vec![m]),
        Correct(_) => SetAside,
        SetAside => Declare(Some(m)),
        Declare(_) => ChangeSeverity(IncidentId(1)),
        ChangeSeverity(_) => ChangeStatus(IncidentId(1)),
        ChangeStatus(_) => ChangeLead(IncidentId(1)),
        ChangeLead(_) => ChangeType(IncidentId(1)),
        ChangeType(_) => AcceptCondition(IncidentId(1), Condition::Media),
        AcceptCondition(..) => AddItem(IncidentId(1)),
        AddItem(_) => HandTheme(prose("theme"), vec![m]),
        HandTheme(..) => ChangeItem(ItemId(1)),
        ChangeItem(_) => SettleItem(ItemId(1)),
        SettleItem(_) => PlanAction(IncidentId(1), vec![EventSeq(1)]),
        PlanAction(..) => StepAction(ItemId(1), vec![Progress::Verified]),
        StepAction(..) => StepClue(vec![ItemId(1)]),
        StepClue(_) => ExportReview,
        ExportReview => CountPaused(IncidentId(1)),
        CountPaused(_) => SetBaseline(IncidentId(1)),
        SetBaseline(_) => MergeIncident(IncidentId(1), vec![IncidentId(2)]),
        MergeIncident(..) => Place(vec![m]),
        Place(_) => AddBelonging(IncidentId(1), Some(m)),
        AddBelonging(..) => RemoveBelonging(EventSeq(1)),
        RemoveBelonging(_) => OpenMatter(None),
        OpenMatter(_) => ObjectToMatter(MatterId(1)),
        ObjectToMatter(_) => DecideMatter(None),
        DecideMatter(_) => AddTask(IncidentId(1)),
        AddTask(_) => TaskNote(t, TaskStatus::Blocked),
        TaskNote(..) => MoveTask(t),
        MoveTask(_) => PauseDone(t, IncidentId(1)),
        PauseDone(..) => SnoozeReminder("sitrep_due".into(), reminder::Subject::Source(clean("feed"))),
        SnoozeReminder(..) => NewResponse(vec![m]),
        NewResponse(_) => Approve(r),
        Approve(_) => RequestChanges(r),
        RequestChanges(_) => Publish(r),
        Publish(_) => ConfirmPublished(r),
        ConfirmPublished(_) => LinkResponse(r),
        LinkResponse(_) => Reply(r, Some(m)),
        Reply(..) => Discard(r),
        Discard(_) => Propose(r),
        Propose(_) => Object(r),
        Object(_) => SettleObjection(r, 0),
        SettleObjection(..) => GoesWith(r, Vec::new()),
        GoesWith(..) => Hold(r),
        Hold(_) => FollowUp(r),
        FollowUp(_) => Retract(r),
        Retract(_) => PublishAlone(r),
        PublishAlone(_) => AddFact,
        AddFact => SupersedeFact(FactId(1), None),
        SupersedeFact(..) => ChangeFact(FactId(1), 1),
        ChangeFact(..) => AddAffected(Some(m)),
        AddAffected(_) => ChangeCare(AffectedId(1)),
        ChangeCare(_) => Purpose::Role(RolePurpose::Assign(IncidentId(1), cabinet::legal())),
        Purpose::Role(role) => match role {
            RolePurpose::Assign(i, of) => Purpose::Role(RolePurpose::StandIn(*i, of.clone())),
            RolePurpose::StandIn(i, of) => Purpose::Role(RolePurpose::HandOver(*i, of.clone())),
            RolePurpose::HandOver(..) => Purpose::Role(RolePurpose::Accept(HandoverId(1), vec![t])),
            RolePurpose::Accept(..) => Purpose::Role(RolePurpose::Refuse(HandoverId(1))),
            RolePurpose::Refuse(id) => Purpose::Role(RolePurpose::Withdraw(*id)),
            RolePurpose::Withdraw(_) => Purpose::Drill(DrillPurpose::ShowScript),
        },
        Purpose::Drill(DrillPurpose::ShowScript) => Purpose::Drill(DrillPurpose::Bring(Cue::Word(0))),
        Purpose::Drill(DrillPurpose::Bring(_)) => Waive(r),
        Waive(_) => ChooseWords,
        ChooseWords => FillWords("K1".into()),
        FillWords(_) => AddEntry,
        AddEntry => CorrectEntry(EventSeq(1)),
        CorrectEntry(_) => Search,
        Search => Filter,
        Filter => TimelineFilter,
        TimelineFilter => DrillSpeed,
        DrillSpeed => PastTime,
        PastTime => SourceKind,
        SourceKind => AddSource(Kind::Feeds),
        AddSource(_) => MastodonThere,
        MastodonThere => AddMastodon(There::Public),
        AddMastodon(_) => RemoveSource(clean("feed")),
        RemoveSource(_) => Keywords,
        Keywords => Plan("zqplan".into()),
        Plan(_) => IssueReport(Box::new(cabinet::issue())),
        IssueReport(_) => ExportReport,
        ExportReport => Quit,
        Quit => return None,
    })
}

/// A form of that purpose with something typed into every sort of field, about a draft or not.
fn filled(purpose: Purpose, about: bool) -> Form {
    let w = cabinet::words(Lang::En);
    let mut form = Form::new(purpose, text("heading"))
        .intro([text("intro")])
        .quote(["Zqquoted words".to_owned(), "Zqquoted more words".to_owned()])
        .intro([text("outro")])
        .worded("lead", text("label"), text("hint"), "Zqlead Zqwell")
        .line(&w, "source", "form-fact-source", "", &text("line"))
        .area(&w, "text", "form-mention-text", "", &if about { "Zqarea".to_owned() } else { text("area") })
        .choice(&w, "kind", "form-kind", vec![text("choice"), "b".into()], 0);
    if about {
        form =
            form.about(planted::response(ResponseState::InReview)).line(&w, "note", "form-what-changes", "", "Zqnote");
    } else {
        form = form.line(&w, "reason", "form-reason", "", &text("reason"));
    }
    form.error = Some(text("formerror"));
    form.link = Some("https://x.com/zqlink".into());
    form.trial = Some(Trial::Failed(text("trial")));
    let who = Private::hidden(hidden("sample"));
    let post = SamplePost { at: Some(now()), who, text: Private::prose(prose("sample")) };
    let sample = Sample { posts: vec![post], said: vec![text("heard")], well: true };
    form.sample = matches!(form.purpose, Purpose::AddSource(_)).then(|| (room::bluesky(), Some(sample)));
    form
}

/// Every form; made once and copied.
fn forms() -> Vec<Form> {
    static ALL: LazyLock<Vec<Form>> = LazyLock::new(all_forms);
    ALL.clone()
}

fn all_forms() -> Vec<Form> {
    let mut purposes = vec![Purpose::WhoAmI];
    while let Some(next) = next_purpose(purposes.last().unwrap()) {
        purposes.push(next);
    }
    purposes.into_iter().flat_map(|purpose| [filled(purpose.clone(), false), filled(purpose, true)]).collect()
}

/// A room full of secrets, with the keys in this pane and this on top; a room is made once and copied.
pub fn over(lang: Lang, size: (u16, u16), focus: Pane, layer: Option<Layer>) -> App {
    static ROOMS: LazyLock<[App; 2]> =
        LazyLock::new(|| [Lang::En, Lang::Es].map(|lang| planted::room(lang, (120, 40), Pane::Mentions)));
    let mut app = ROOMS[lang as usize].clone();
    (app.size, app.focus) = (size, focus);
    app.layers.extend(layer);
    fitted(app)
}

fn everywhere(mut each: impl FnMut(Lang, (u16, u16))) {
    for lang in [Lang::En, Lang::Es] {
        for size in SIZES {
            each(lang, size);
        }
    }
}

#[test]
fn nothing_private_is_in_any_pane_layer_or_form() {
    everywhere(|lang, size| {
        for focus in Pane::ALL {
            for (zoom, why) in [(false, false), (true, true)] {
                let mut app = over(lang, size, focus, None);
                (app.zoom, app.why_whole) = (zoom, why);
                if focus == Pane::Timeline {
                    app.timeline.window = room::window(planted::timeline());
                }
                clean_screen(&format!("{focus:?}"), &fitted(app));
            }
        }
        for layer in layers() {
            let what = format!("{:?}", layer).chars().take(60).collect::<String>();
            for scroll in [0, 12, 40] {
                let mut app = over(lang, size, Pane::Mentions, Some(layer.clone()));
                match app.layers.last_mut() {
                    Some(Layer::Mention(view)) => view.scroll = scroll,
                    Some(Layer::Response(view)) => view.scroll = scroll,
                    Some(Layer::Line(view)) => view.scroll = scroll,
                    _ if scroll > 0 => continue,
                    _ => {}
                }
                clean_screen(&what, &app);
            }
        }
        for form in forms() {
            let what = format!("{:?}", form.purpose);
            // what does not fit is reached by its last field
            let last = form.fields.len() - 1;
            for at in if size == SIZES[0] { vec![0, last] } else { vec![last] } {
                let mut form = form.clone();
                form.at = at;
                clean_screen(&what, &over(lang, size, Pane::Mentions, Some(Layer::Form(Box::new(form)))));
            }
        }
        for event in planted::timeline() {
            let what = format!("{:?}", event.event).chars().take(60).collect::<String>();
            clean_screen(&what, &over(lang, size, Pane::Timeline, Some(Layer::Event(Box::new(event)))));
        }
        for level in [Level::Done, Level::Hint, Level::News, Level::Error, Level::Reminder] {
            let mut app = over(lang, size, Pane::Mentions, None);
            let by = Refusal::new("refuse-acknowledged").with("by", "Zqby Zqwell");
            match level {
                Level::Done => app.notices.done(text("done")),
                Level::Hint => app.notices.hint(text("hint")),
                Level::News => app.notices.news(&app.words, by),
                Level::Error => app.notices.refuse(&app.words, by),
                Level::Reminder => assert!(app.notices.remind(Some(text("reminder")), true)),
            }
            clean_screen(&format!("{level:?}"), &fitted(app));
        }
    });
}

/// Answers whatever the app asks for with what was planted.
fn answer(app: &mut App, effects: &[Effect]) {
    let at = Now { room: app.now.room, real: app.now.real };
    for effect in effects {
        let answer = match effect {
            Effect::LookReady => {
                let found = prevent::page(Page::Ready).ready.unwrap_or_default();
                said("what is lacking", &update(app, at, Msg::ReadyLooked(found)));
                continue;
            }
            Effect::Ask(Ask::Response(id, _)) => {
                let state = if id.0 == 6 { ResponseState::Published } else { ResponseState::Approved };
                let mut detail = planted::response_detail(state);
                detail.response.id = *id;
                Answer::Response(*id, Some(Box::new(detail)))
            }
            Effect::Ask(Ask::Mention(id)) => {
                let mut detail = planted::detail(id.0 == 2, id.0 == 3);
                detail.row.id = *id;
                Answer::Mention(*id, Some(Box::new(detail)))
            }
            Effect::Ask(Ask::Fact(id)) => Answer::Fact(*id, Some(Box::new(planted::facts().1))),
            Effect::Ask(Ask::Facts) => Answer::Facts(planted::facts().0),
            Effect::Ask(Ask::Affected) => Answer::Affected(planted::people()),
            Effect::Ask(Ask::Lines) => Answer::Lines(planted::lines()),
            Effect::Ask(Ask::Signals) => Answer::Signals(planted::signals()),
            Effect::Ask(Ask::Themes { .. }) => Answer::Themes(planted::themes()),
            Effect::Ask(Ask::Complaints { .. }) => Answer::Complaints(Box::new(prevent::complaints())),
            Effect::Ask(Ask::Ambassadors { .. }) => Answer::Ambassadors(Box::new(prevent::ambassadors())),
            Effect::Ask(Ask::Review { incident, .. }) => Answer::Review(*incident, Some(Box::new(cabinet::reviewed()))),
            Effect::Ask(Ask::Incidents) => Answer::Incidents(vec![planted::incident()]),
            _ => continue,
        };
        let more = update(app, at, Msg::Answered(Box::new(answer)));
        said("an answer", &more);
        answer_once(app, &more);
    }
}

/// The same for what an answer makes the app ask for.
fn answer_once(app: &mut App, effects: &[Effect]) {
    if effects.iter().any(|e| matches!(e, Effect::Ask(Ask::Fact(_) | Ask::Response(..)))) && app.layers.len() < 4 {
        answer(app, effects);
    }
}

/// What leaves the screen: copies and the window's title.
#[track_caller]
fn said(what: &str, effects: &[Effect]) {
    for effect in effects {
        match effect {
            Effect::Copy(text) => assert_eq!(leak(text), None, "{what} copies {text}"),
            Effect::Title(text) => assert_eq!(leak(text), None, "{what} sets the title {text}"),
            _ => {}
        }
    }
}

#[test]
fn no_key_anywhere_shows_copies_or_says_anything_private() {
    let keymap = Keymap::builtin();
    // one key of each action that means something there; to take the masks off is what one of them is for
    let keys = |scope: Scope, again: bool| -> Vec<Key> {
        // what means the same everywhere is tried once on each sort of layer
        let scopes = scope.chain().iter().filter(|s| !again || **s != Scope::Global);
        let own = scopes.flat_map(|s| keymap.bindings().filter(move |(of, ..)| of == s));
        own.filter(|(_, action, _)| *action != Action::Share).filter_map(|(.., keys)| keys.first().copied()).collect()
    };
    let focused = Pane::ALL.into_iter().map(|pane| (pane, None));
    let layered = layers().into_iter().map(|layer| (Pane::Mentions, Some(layer)));
    let (mut copied, mut leaks, mut tried) = (0, Vec::new(), BTreeSet::new());
    for (focus, layer) in focused.chain(layered) {
        let scope = over(Lang::Es, (120, 40), focus, layer.clone()).scope();
        for key in &keys(scope, !tried.insert(scope)) {
            let mut app = over(Lang::Es, (120, 40), focus, layer.clone());
            let on = format!("{:?}", app.scope());
            let at = Now { room: app.now.room, real: app.now.real };
            let effects = update(&mut app, at, Msg::Key(*key));
            said(&format!("{key:?} in {focus:?} on {on}"), &effects);
            copied += effects.iter().filter(|e| matches!(e, Effect::Copy(_))).count();
            if app.audience == Audience::Shared {
                answer(&mut app, &effects);
                let text = screen(&fitted(app));
                leaks.extend(leak(&text).map(|leak| format!("{:?} in {focus:?} on {on}: {leak}", key.code)));
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(copied >= 6, "mentions, responses, events, facts and the line are copied: {copied}");
}

#[test]
fn everybody_who_may_be_named_is_and_the_rest_is_told_apart() {
    let text = screen(&over(Lang::En, (200, 60), Pane::Mentions, None));
    assert!(text.contains("El Diario") && text.contains("lote A12"), "{text}");
    assert!(text.contains("z•••"), "people are told apart: {text}");
}

#[test]
fn an_outlet_of_the_plan_is_named_by_its_handle_and_nobody_by_its_name() {
    let row = |n: i64, author: &str, handle: &str, said: &str| MentionRow {
        author: Private::person(clean(author), false),
        handle: Private::person(clean(handle), false),
        text: Private::prose(clean(said)),
        attention: Default::default(),
        ..planted::mention(n, false, false)
    };
    let mut app = over(Lang::En, (200, 60), Pane::Mentions, None);
    app.ours = gabinete::domain::private::Allow::new(["acme", "@NatDaily"]);
    app.mentions.window.rows = vec![
        row(1, "National Daily", "@natdaily", "page one"),
        row(2, "Quentin Zzyzx", "@quentin", "@natdaily says it, National Daily too"),
        row(3, "National Daily", "@natdaily_fan", "we are @natdaily"),
    ];
    let seen = app.seen();
    let all = &seen.mentions.window.rows;
    let shown = |data: &Private<gabinete::domain::text::Clean>| data.show(Audience::Operator).into_owned();
    assert_eq!((shown(&all[0].author), shown(&all[0].handle)), ("National Daily".into(), "@natdaily".into()));
    assert_eq!(shown(&all[1].text), "@natdaily says it, National Daily too", "what is public may be quoted");
    for row in &all[1..] {
        assert!(shown(&row.author).contains("•••") && shown(&row.handle).contains("•••"), "{:?}", shown(&row.author));
    }
    // what was said to us alone stays so, whoever said it
    let mut app = app.clone();
    app.mentions.window.rows[0].direct = true;
    app.mentions.window.rows[0].author = Private::hidden(clean("National Daily"));
    assert_eq!(shown(&app.seen().mentions.window.rows[0].author), "•••");
}

#[test]
fn that_the_screen_is_shared_is_said_on_every_layer_in_words() {
    everywhere(|lang, size| {
        let word = cabinet::words(lang).t("banner-shared");
        for drill in [false, true] {
            for layer in layers().into_iter().map(Some).chain([None]) {
                let mut app = over(lang, size, Pane::Mentions, layer);
                if drill {
                    app.room.as_mut().unwrap().settings.drill = room::busy_drill(lang);
                    app.pulse.clock.speed = 10_000;
                }
                let first = screen(&fitted(app)).lines().next().unwrap().to_owned();
                assert!(first.contains(&word), "{first}");
            }
        }
    });
}

#[test]
fn a_look_behind_the_mask_shows_that_one_thing_alone() {
    let is_short = |r: &TimelineRow| matches!(r.event, Some(Event::EntryPinned { .. }));
    let short = planted::timeline().into_iter().find(is_short).unwrap().seq;
    for (focus, subject, shown) in [
        (Pane::Mentions, Subject::Mention(MentionId(1)), "Zqauthor"),
        (Pane::Checklist, Subject::Task(TaskId(1)), "Zqdoer"),
        (Pane::Timeline, Subject::Entry(short), "Zqactor"),
    ] {
        let mut app = over(Lang::En, (170, 60), focus, None);
        app.timeline.window = room::window(planted::timeline());
        app.zoom = true;
        let mut app = fitted(app);
        let times = |app: &App| screen(app).matches(shown).count();
        assert_eq!(times(&app), 0);
        app.sharing.glimpse = Some((subject, now().plus(1)));
        assert_eq!(times(&app), 1, "{}", screen(&app));
    }
    let mut app = over(Lang::En, (120, 40), Pane::Responses, Some(opened(ResponseState::InReview)));
    app.sharing.glimpse = Some((Subject::Response(ResponseId(1)), now().plus(1)));
    let text = screen(&app);
    assert!(text.contains("Zqdraft words") && text.contains("Zqobjection"), "{text}");
    let mut app = over(Lang::En, (120, 40), Pane::Responses, Some(Layer::Compose(Box::new(composer()))));
    app.sharing.glimpse = Some((Subject::Response(ResponseId(1)), now().plus(1)));
    assert!(screen(&app).contains("Zqtyped words"));
    let form = Layer::Form(Box::new(filled(Purpose::Approve(ResponseId(1)), true)));
    let mut app = over(Lang::En, (120, 40), Pane::Responses, Some(form));
    app.sharing.glimpse = Some((Subject::Response(ResponseId(1)), now().plus(1)));
    assert!(screen(&app).contains("Zqquoted words"));
    let (rows, detail) = planted::facts();
    let view = FactsView {
        rows: Some(rows),
        selected: Some(FactId(1)),
        detail: Some(Box::new(detail)),
        response: None,
        scroll: 0,
    };
    let mut app = over(Lang::En, (120, 40), Pane::Responses, Some(Layer::Facts(view)));
    app.sharing.glimpse = Some((Subject::Fact(FactId(1)), now().plus(1)));
    assert!(screen(&app).contains("Zqfactsource"));
    let view = PeopleView { rows: Some(planted::people()), selected: Some(AffectedId(1)), scroll: 0 };
    let mut app = over(Lang::En, (120, 40), Pane::Responses, Some(Layer::People(view)));
    app.sharing.glimpse = Some((Subject::Affected(AffectedId(1)), now().plus(1)));
    assert!(screen(&app).contains("Zqharmnote"));
}

#[test]
fn a_blank_screen_shows_a_sentence_and_the_time_whatever_lies_under_it() {
    everywhere(|lang, size| {
        let words = cabinet::words(lang);
        let sentence = words.t("blank-screen");
        for layer in layers().into_iter().map(Some).chain([None]) {
            let mut app = over(lang, size, Pane::Mentions, layer);
            app.sharing.blank = true;
            app.audience = Audience::Operator;
            let text = screen(&app);
            let rest = text.replace(&sentence, "").replace("14:23", "");
            assert!(text.contains(&sentence) && rest.trim().is_empty(), "{text}");
        }
    });
    for size in [(1, 1), (20, 3), (59, 15)] {
        let mut app = over(Lang::En, size, Pane::Mentions, None);
        app.sharing.blank = true;
        assert!(!screen(&app).contains("132"));
    }
}

#[test]
fn the_form_that_edits_a_report_shows_none_of_its_words_and_issues_them_as_they_are() {
    let keymap = Keymap::builtin();
    let key = |of: Action| keymap.keys_for(Scope::Report, of)[0];
    everywhere(|lang, size| {
        for (kind, twin) in ReportKind::ALL.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
            let mut app = over(lang, size, Pane::Mentions, Some(cabinet::report(kind, twin)));
            let at = Now { room: app.now.room, real: app.now.real };
            // the other language of one that was issued has its words to be translated
            for of in [Action::ReportLanguage, Action::IssueReport].into_iter().skip(usize::from(!twin)) {
                update(&mut app, at, Msg::Key(key(of)));
            }
            let Some(Layer::Form(form)) = app.layers.last_mut() else { panic!("{kind:?} {twin}: no form") };
            assert!(matches!(form.purpose, Purpose::IssueReport(_)));
            let whole = form.text("text").to_owned();
            assert!(whole.contains("Zq"), "whoever issues it issues what they read: {whole}");
            for field in &mut form.fields {
                if let Input::Line(line) = &mut field.input {
                    *line = Line::new("Zqtyped Zqwell");
                }
            }
            for at in 0..form.fields.len() {
                let Some(Layer::Form(form)) = app.layers.last_mut() else { unreachable!() };
                form.at = at;
                clean_screen(&format!("{kind:?} {twin}"), &app);
            }
        }
    });
}

#[test]
fn every_action_is_in_the_sweep() {
    // an action without a key is reached from the palette, whose choice is a key like any other
    let bound: Vec<Action> = Keymap::builtin().bindings().map(|(_, action, _)| action).collect();
    let unbound: Vec<Action> = TABLE.iter().map(|e| e.action).filter(|a| !bound.contains(a)).collect();
    for action in unbound {
        for focus in Pane::ALL {
            let mut app = over(Lang::En, (120, 40), focus, None);
            let input = Line::new(&app.words.t(action.entry().title));
            app.layers.push(Layer::Palette(Palette { input, selected: 0 }));
            let at = Now { room: app.now.room, real: app.now.real };
            let effects = update(&mut app, at, Msg::Key(Key::parse("enter").unwrap()));
            said(action.id(), &effects);
            answer(&mut app, &effects);
            clean_screen(action.id(), &fitted(app));
        }
    }
}

#[test]
fn the_past_is_as_private_as_the_present() {
    everywhere(|lang, size| {
        for focus in Pane::ALL {
            for layer in layers().into_iter().map(Some).chain([None]) {
                let mut app = super::travel::past(over(lang, size, focus, None), 213, now().plus(-3_000_000));
                assert_eq!(app.audience, Audience::Shared);
                app.layers.extend(layer);
                let at = Now { room: now(), real: now() };
                let effects = update(&mut app, at, Msg::Key(Key::parse("y").unwrap()));
                said("a copy of the past", &effects);
                clean_screen("the past", &fitted(app));
            }
        }
    });
}

/// What share mode and presenter mode look like.
fn looks(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let busy = || room::busy(lang, size);
    let shared = |mut app: App| {
        app.audience = Audience::Shared;
        app
    };
    let presented = |mut app: App, page| {
        let said = app.responses.window.rows.iter().filter(|r| r.state.out()).take(Present::SAID).cloned();
        let said = said.map(|r| ResponseRow { preview: Private::prose(clean(SAID)), ..r }).collect();
        app.layers.push(Layer::Present(Present { page, said, of: None }));
        shared(app)
    };
    let mut blank = busy();
    blank.sharing.blank = true;
    let mut glimpse = shared(busy());
    glimpse.sharing.glimpse = glimpse.mentions.selected.map(|id| (Subject::Mention(id), now().plus(8_000)));
    let mut composed = shared(busy());
    composed.layers.push(room::composer(2));
    let mut promised = busy();
    room::promise(&mut promised, -12);
    let mut drill = presented(room::drill(lang, size), 0);
    drill.pulse.affected = Backlog { count: 2, oldest: Some(planted::at(700)) };
    let mut ascii = presented(busy(), 0);
    ascii.ascii = true;
    vec![
        ("present", presented(busy(), 0)),
        ("present-worst", presented(super::tasks::worst(lang, size), 0)),
        ("present-next", presented(promised, 1)),
        ("present-said", presented(busy(), 2)),
        ("present-watching", presented(room::watching(lang, size), 0)),
        ("present-drill", drill),
        ("mono-present", ascii),
        ("blank", blank),
        ("glimpse", glimpse),
        ("compose-shared", composed),
    ]
}

const SAID: &str =
    "We know about batch A12. If you have one at home, do not eat it: any shop takes it back. Next update at 18:00.";

#[test]
fn share_and_presenter_mode_look_as_they_did() {
    everywhere(|lang, size| {
        for (name, app) in looks(lang, size) {
            let wanted = name.starts_with("present") || lang == Lang::En || size == (80, 24);
            if wanted && (name != "present-drill" || size == (80, 24)) {
                check(name, lang, &fitted(app));
            }
        }
    });
}

#[test]
fn presenter_mode_draws_at_every_size_and_its_figures_never_move() {
    for w in [60, 80, 120, 200] {
        for h in [16, 24, 40, 60] {
            for (name, app) in looks(Lang::Es, (w, h)) {
                let mut app = fitted(app);
                if name != "present" {
                    screen(&app);
                    continue;
                }
                let places = |app: &App| {
                    let words = ["present-unattended", "present-rate", "present-negative"].map(|key| app.words.t(key));
                    let text = screen(app);
                    let rows: Vec<&str> = text.lines().collect();
                    words.map(|word| rows.iter().enumerate().find_map(|(y, r)| r.find(&word).map(|x| (y, x))))
                };
                let before = places(&app);
                assert!(before[0].is_some(), "{w}x{h}: {}", screen(&app));
                let owed = screen(&app).contains(&app.words.t("present-owed"));
                assert!(owed || w < 80 || h < 24, "both numbers stand there from 80x24 on: {}", screen(&app));
                for count in [0, 7, 99, 1_234, 120_000, 7_654_321] {
                    app.pulse.unattended.count = count;
                    app.pulse.rate = count as f32;
                    app.pulse.negative = (count.min(100) as u32, 100);
                    assert_eq!(places(&app), before, "{count} at {w}x{h}");
                }
            }
        }
    }
}

#[test]
fn what_was_planted_would_be_found() {
    // the test itself: without masks every part of it shows
    let mut app = over(Lang::En, (200, 60), Pane::Mentions, None);
    app.audience = Audience::Operator;
    assert!(leak(&screen(&app)).is_some());
    for phone in ["600 777 123", "600777123", "77 71 77 72"] {
        assert!(leak(phone).is_some());
    }
    // nor is how long somebody has been away or at it, or is waited for, but a name
    for layer in [cabinet::roles(0), cabinet::roles(1), cabinet::handover(0)] {
        let mut app = over(Lang::En, (200, 60), Pane::Mentions, Some(layer));
        app.audience = Audience::Operator;
        assert!(screen(&app).contains("777 d"), "{}", screen(&app));
    }
    let area = |f: &Form| f.fields.iter().any(|f| matches!(f.input, Input::Area(_)));
    assert!(forms().iter().all(area));
}
