//! Forms about the room and the person: who acts, a new room, a drill, an import, leaving.

use super::super::App;
use super::super::effect::{Effect, Reading};
use super::super::form::{Form, Input, NONE, Purpose};
use super::super::keeping;
use super::super::layers::Layer;
use super::{Answer, Checked, Fault, needed};
use crate::domain::command::Command;
use crate::domain::keywords;
use crate::domain::room::Lang;

/// Roles that a person may declare: code and key of the word, the one on call first.
pub const ROLES: [(&str, &str); 19] = [
    ("social_lead", "who-social-lead"),
    ("responder", "who-responder"),
    ("incident_lead", "who-incident-lead"),
    ("deputy", "who-deputy"),
    ("scribe", "who-scribe"),
    ("listening", "who-listening"),
    ("comms_lead", "who-comms-lead"),
    ("media", "who-media"),
    ("spokesperson", "who-spokesperson"),
    ("legal", "who-legal"),
    ("dpo", "who-dpo"),
    ("exec", "who-exec"),
    ("care", "who-care"),
    ("internal", "who-internal"),
    ("sme", "who-sme"),
    ("hr", "who-hr"),
    ("security", "who-security"),
    ("paid", "who-paid"),
    ("", "who-none"),
];

/// The drills that come with the product, by the names of their scenarios, with their titles.
pub(crate) const SCENARIOS: [(&str, &str); 4] = [
    ("product_safety", "drill-title-product-safety"),
    ("employee_misconduct", "drill-title-employee-misconduct"),
    ("false_rumour", "drill-title-false-rumour"),
    ("outage_hijack", "drill-title-outage-hijack"),
];

/// Speeds of a drill's clock, in thousandths.
const SPEEDS: [u32; 7] = [0, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000];

pub(crate) fn who_am_i(app: &App) -> Form {
    let w = &app.words;
    let roles = ROLES.iter().map(|(_, key)| w.t(key)).collect();
    let at = ROLES.iter().position(|(code, _)| *code == app.me.role.as_str()).unwrap_or(0);
    Form::new(Purpose::WhoAmI, w.t("form-who"))
        .intro([w.t("form-who-intro")])
        .line(w, "name", "form-name", "", app.me.name.as_str())
        .choice(w, "role", "form-role", roles, at)
}

pub(super) fn answer_who(form: &Form) -> Checked {
    let name = needed(form, "name", "refuse-empty-name")?;
    let role = ROLES.get(form.chosen("role")).map_or("", |(code, _)| code).to_owned();
    Ok(Answer::Send(Command::DeclareSelf { name, role }))
}

fn langs(app: &App) -> Vec<String> {
    ["lang-en", "lang-es"].map(|key| app.words.t(key)).to_vec()
}

fn lang(form: &Form) -> Lang {
    if form.chosen("lang") == 1 { Lang::Es } else { Lang::En }
}

pub(crate) fn create(app: &App) -> Form {
    let w = &app.words;
    Form::new(Purpose::CreateRoom, w.t("form-create"))
        .intro([w.t("form-create-intro")])
        .line(w, "name", "form-room-name", "", "")
        .line(w, "keywords", "form-keywords", "form-keywords-hint", "")
        .choice(w, "lang", "form-room-lang", langs(app), app.lang() as usize)
}

pub(super) fn answer_create(form: &Form) -> Checked {
    let name = needed(form, "name", "refuse-empty-name")?;
    let words = needed(form, "keywords", "refuse-no-keywords")?;
    let keywords = match keywords::read(&words) {
        Ok(keywords) if keywords.is_empty() => return Err(Fault("keywords", "refuse-no-keywords")),
        Ok(keywords) => keywords,
        Err(misread) => return Ok(Answer::Misread("keywords", misread)),
    };
    Ok(Answer::Begin(Effect::CreateRoom { name, keywords, lang: lang(form) }, "start-opening"))
}

fn speeds(app: &App) -> Vec<String> {
    let label = |s: u32| if s == 0 { app.words.t("speed-paused") } else { format!("{}x", s / 1_000) };
    SPEEDS.map(label).to_vec()
}

pub(crate) fn drill(app: &App) -> Form {
    let w = &app.words;
    let scenarios = SCENARIOS.iter().map(|(_, key)| w.t(key)).collect();
    Form::new(Purpose::StartDrill, w.t("form-drill"))
        .intro([w.t("form-drill-intro")])
        .choice(w, "lang", "form-drill-lang", langs(app), app.lang() as usize)
        .choice(w, "speed", "form-speed", speeds(app).split_off(1), 2)
        .choice(w, "scenario", "form-drill-scenario", scenarios, 0)
}

pub(super) fn answer_drill(form: &Form) -> Checked {
    let speed = SPEEDS.get(form.chosen("speed") + 1).copied().unwrap_or(1_000);
    let scenario = SCENARIOS.get(form.chosen("scenario")).map_or("", |(name, _)| name);
    Ok(Answer::Begin(Effect::StartDrill { scenario, lang: lang(form), speed }, "start-drill-opening"))
}

pub(crate) fn speed(app: &App) -> Form {
    let w = &app.words;
    let at = SPEEDS.iter().position(|s| *s >= app.pulse.clock.speed).unwrap_or(1);
    Form::new(Purpose::DrillSpeed, w.t("act-drill-speed")).choice(w, "speed", "form-speed", speeds(app), at)
}

pub(super) fn answer_speed(form: &Form) -> Checked {
    Ok(Answer::Send(Command::SetClock { speed: SPEEDS.get(form.chosen("speed")).copied().unwrap_or(1_000) }))
}

/// The next speed up or down.
pub(crate) fn step(speed: u32, up: bool) -> u32 {
    let next = match up {
        true => SPEEDS.into_iter().find(|s| *s > speed),
        false => SPEEDS.into_iter().rev().find(|s| *s < speed),
    };
    next.unwrap_or(speed.clamp(SPEEDS[0], SPEEDS[SPEEDS.len() - 1]))
}

pub(crate) fn import(app: &App) -> Form {
    let w = &app.words;
    let target = if app.room.is_some() { "form-import-here" } else { "form-import-new" };
    let here = match &app.room {
        Some(room) => w.f("form-times-room", &[("zone", room.settings.zone.as_str().into())]),
        None => w.t("form-times-here"),
    };
    Form::new(Purpose::ImportFile, w.t("form-import"))
        .intro([w.t(target)])
        .line(w, "path", "form-path", "form-path-hint", "")
        .toggle(w, "history", "form-history", false)
        .choice(w, "dates", "form-dates", DATES.map(|(_, key)| w.t(key)).to_vec(), 0)
        .choice(w, "times", "form-times", vec!["UTC".to_owned(), here], 0)
}

/// Which way a file's dates may be read: whether the month comes first.
const DATES: [(Option<bool>, &str); 3] =
    [(None, "form-dates-told"), (Some(false), "form-dates-day"), (Some(true), "form-dates-month")];

/// The file does not tell how its dates are read: asks for that alone, below whatever the person is busy with meanwhile.
pub(crate) fn ask_dates(app: &mut App, reading: Reading) {
    keeping::came_back(app);
    busy(app, None);
    let mut form = import(app);
    form.intro = vec![app.words.t("form-dates-open")];
    keeping::offer(app, &mut form);
    form.go_to("dates");
    for field in &mut form.fields {
        match (field.name, &mut field.input) {
            (_, Input::Toggle(on)) => *on = reading.history,
            ("dates", Input::Choice(labels, at)) => (_, *at) = (labels.remove(0), NONE),
            (_, Input::Choice(_, at)) => *at = usize::from(reading.local),
            _ => {}
        }
    }
    let typing = matches!(app.layers.last(), Some(Layer::Form(_) | Layer::Compose(_) | Layer::Palette(_)));
    app.layers.insert(app.layers.len() - usize::from(typing), Layer::Form(Box::new(form)));
    app.dirty = true;
}

pub(super) fn answer_import(form: &Form) -> Checked {
    let path = needed(form, "path", "form-no-path")?;
    // A file that is dragged into a terminal comes with quotes around it.
    let path = path.trim_matches(['"', '\'']).to_owned();
    let month_first = match form.input("dates") {
        // where it was asked for alone, nothing is left to the file
        Some(Input::Choice(labels, at)) => match DATES[DATES.len() - labels.len()..].get(*at) {
            Some((month_first, _)) => *month_first,
            None => return Err(Fault("dates", "form-choose-first")),
        },
        _ => None,
    };
    let reading = Reading { history: form.on("history"), local: form.chosen("times") == 1, month_first };
    Ok(Answer::Begin(Effect::Import { path, reading }, "start-importing"))
}

pub(crate) fn quit(app: &App) -> Form {
    let w = &app.words;
    let typing = app.layers.iter().any(|l| matches!(l, Layer::Compose(_))) || keeping::any(app);
    let about = if typing { "form-quit-draft" } else { "form-quit-intro" };
    Form::new(Purpose::Quit, w.t("form-quit")).intro([w.t(about)])
}

/// Says what is going on while something is opened or read, or that nothing is.
pub(crate) fn busy(app: &mut App, key: Option<&'static str>) {
    let text = key.map(|key| app.words.t(key));
    let start = app.layers.iter_mut().find_map(|l| match l {
        Layer::Start(start) => Some(start),
        _ => None,
    });
    match (start, text) {
        (Some(start), text) => start.busy = text,
        (None, Some(text)) => app.notices.hint(text),
        (None, None) => {}
    }
}
