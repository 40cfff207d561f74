//! Forms about mentions: putting one in, deciding, snoozing, settling, erasing, searching, filtering.

use super::super::App;
use super::super::form::{Form, Input, NONE, Purpose, Reaction};
use super::super::layers::Layer;
use super::super::moment::Toward;
use super::super::panes::feed;
use super::super::share;
use super::{Answer, Checked, Fault, lettered, maybe, moment, needed};
use crate::domain::command::Command;
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::mention::{Band, Disposition, RawMention, Tone};
use crate::domain::room::Arg;
use crate::domain::time::{HOUR, MINUTE};
use crate::rows::{Bulk, MentionFilter};

pub(crate) fn add(app: &App) -> Form {
    let w = &app.words;
    Form::new(Purpose::AddMention, w.t("form-add-mention"))
        .intro([w.t("form-add-mention-intro")])
        .area(w, "text", "form-mention-text", "form-mention-text-hint", "")
        .line(w, "url", "form-mention-url", "", "")
        .line(w, "author", "form-mention-author", "form-optional", "")
        .line(w, "platform", "form-mention-platform", "form-mention-platform-hint", "")
}

/// Pasting a block into a mention's text puts its first link where links go.
pub(crate) fn paste(form: &mut Form, text: &str) -> Reaction {
    let link = first_link(text);
    let into_text = form.purpose == Purpose::AddMention && matches!(form.current(), Some(Input::Area(_)));
    let free = form.text("url").is_empty();
    match link.filter(|_| into_text && free) {
        Some(link) => {
            if let Some(url) = form.fields.iter_mut().find(|f| f.name == "url")
                && let Input::Line(line) = &mut url.input
            {
                line.paste(link);
            }
            let rest = text.replacen(link, "", 1);
            if rest.trim().is_empty() { Reaction::Changed } else { form.paste(rest.trim()) }
        }
        None => form.paste(text),
    }
}

fn first_link(text: &str) -> Option<&str> {
    text.split_whitespace().find(|t| t.starts_with("https://") || t.starts_with("http://"))
}

pub(super) fn answer_add(form: &Form) -> Checked {
    let (mut text, mut url) = (form.text("text").to_owned(), maybe(form, "url"));
    // A link that was typed among the words goes where a pasted one goes.
    if let (None, Some(link)) = (&url, first_link(&text).map(str::to_owned)) {
        text = text.replacen(&link, "", 1).trim().to_owned();
        url = Some(link);
    }
    if text.is_empty() && url.is_none() {
        return Err(Fault("text", "form-no-mention"));
    }
    if url.as_ref().is_some_and(|u| !u.starts_with("https://") && !u.starts_with("http://")) {
        return Err(Fault("url", "form-bad-link"));
    }
    // What begins with @ is a handle; whatever is left empty the writer's side guesses from the link.
    let (handle, author) = match maybe(form, "author") {
        Some(name) if name.starts_with('@') => (Some(name), None),
        name => (None, name),
    };
    let platform = maybe(form, "platform").map(|p| p.to_lowercase());
    let mention = Box::new(RawMention { text, url, handle, author, platform, ..RawMention::default() });
    Ok(Answer::Send(Command::AddMention { mention }))
}

pub(super) fn about(app: &App, key: &str, ids: &[MentionId]) -> String {
    app.words.f(key, &[("n", Arg::from(ids.len()))])
}

/// With the words of the one mention that it is about, as this audience may see them.
pub(super) fn showing(app: &App, mut form: Form, ids: &[MentionId]) -> Form {
    if let ([id], Some(words)) = (ids, excerpt(app, ids)) {
        form.shows = Some((*id, form.intro.len()));
        form.intro.push(words);
    }
    form
}

pub(super) fn excerpt(app: &App, ids: &[MentionId]) -> Option<String> {
    let [id] = ids else { return None };
    let row = feed::row(app, *id)?;
    Some(share::words_of(app, &row.text, row.abusive).chars().take(200).collect())
}

/// A mention's words were erased while forms show them: nothing of them stays there, nor of what was told of them.
pub(crate) fn erased(app: &mut App, mention: MentionId) {
    let [gone, before] = ["text-erased", "refuse-already-erased"].map(|key| app.words.t(key));
    for layer in &mut app.layers {
        let Layer::Form(form) = layer else { continue };
        let Some((_, line)) = form.shows.filter(|(id, line)| *id == mention && form.intro.get(*line) != Some(&gone))
        else {
            continue;
        };
        form.intro[line].clone_from(&gone);
        if form.purpose == Purpose::Erase(mention) {
            form.intro.truncate(line + 1);
            form.warned = vec![before.clone()];
        }
        app.dirty = true;
    }
}

/// What a decision reaches besides those that it names, in how many wordings, and how urgent it is; of one mention also that it goes alone where
/// others of its group do not go with it.
pub(crate) fn reach(app: &App, ids: &[MentionId], bulk: Bulk) -> Vec<String> {
    let [p1, p2] = bulk.urgent;
    let grouped = matches!(ids, [id] if feed::row(app, *id).is_some_and(|row| row.alike > 1));
    let opened =
        |id: &MentionId| matches!(app.layers.iter().rev().nth(1), Some(Layer::Mention(view)) if view.id == *id);
    let seen = |id: &MentionId| opened(id) || app.mentions.visible().iter().any(|row| row.id == *id);
    let away = ids.iter().filter(|id| !seen(id)).count();
    let args = [
        ("n", bulk.copies.into()),
        ("all", bulk.all.into()),
        ("p1", p1.into()),
        ("p2", p2.into()),
        ("wordings", bulk.wordings.into()),
        ("away", away.into()),
    ];
    let said = [
        (ids.len() > 1 && bulk.wordings > 1, "form-bulk-wordings"),
        (away > 0, "form-bulk-away"),
        (ids.len() == 1 && (grouped || bulk.copies > 0), "form-one-copies"),
        (ids.len() > 1 && bulk.copies > 0, "form-bulk-copies"),
        (bulk.all > 1 && p1 + p2 > 0, "form-bulk-urgent"),
    ];
    said.iter().filter(|(on, _)| *on).map(|(_, key)| app.words.f(key, &args)).collect()
}

pub(crate) fn dispose(app: &App, ids: Vec<MentionId>) -> Form {
    let w = &app.words;
    let label = |d: Disposition| match d.owes() {
        Some(owes) => w.f("form-owes", &[("what", Arg::from(w.t(d.key()))), ("owes", Arg::from(w.t(owes.key())))]),
        None => w.t(d.key()),
    };
    let form = Form::new(Purpose::Dispose(ids.clone()), about(app, "form-dispose", &ids));
    showing(app, form, &ids)
        .choice(w, "disposition", "form-disposition", lettered(Disposition::ALL.map(label)), NONE)
        .line(w, "reason", "form-reason", "form-reason-hint", "")
}

pub(super) fn answer_dispose(form: &Form, ids: &[MentionId]) -> Checked {
    let chosen = Disposition::ALL.get(form.chosen("disposition"));
    let disposition = *chosen.ok_or(Fault("disposition", "form-choose-first"))?;
    let reason = form.text("reason").to_owned();
    if reason.is_empty() && disposition.needs_reason() {
        return Err(Fault("reason", "refuse-needs-reason"));
    }
    Ok(Answer::Send(Command::Dispose { mentions: ids.to_vec(), disposition, reason, seen: form.seen }))
}

/// How long a snooze lasts, as the choice offers it; the last one is said in a field.
pub(super) const SNOOZES: [(i64, &str); 4] =
    [(15 * MINUTE, "snooze-15"), (30 * MINUTE, "snooze-30"), (HOUR, "snooze-60"), (4 * HOUR, "snooze-240")];

pub(crate) fn snooze(app: &App, ids: Vec<MentionId>) -> Form {
    let w = &app.words;
    let labels = SNOOZES.iter().map(|(_, key)| w.t(key)).chain([w.t("snooze-until")]);
    let form = Form::new(Purpose::Snooze(ids.clone()), about(app, "form-snooze", &ids));
    showing(app, form, &ids)
        .choice(w, "long", "form-how-long", lettered(labels), 1)
        .or_typed(w)
        .line(w, "until", "form-until", "form-until-hint", "")
        .line(w, "reason", "form-reason", "form-optional", "")
}

pub(super) fn answer_snooze(app: &App, form: &Form, ids: &[MentionId]) -> Checked {
    let until = match (moment(app, form, "until", Toward::Future)?, SNOOZES.get(form.chosen("long"))) {
        (Some(until), _) => until,
        (None, Some((length, _))) => app.now.room.plus(*length),
        (None, None) => return Err(Fault("until", "form-bad-time")),
    };
    if until <= app.now.room {
        return Err(Fault("until", "refuse-snooze-past"));
    }
    let reason = form.text("reason").to_owned();
    Ok(Answer::Send(Command::Snooze { mentions: ids.to_vec(), until, reason, seen: form.seen }))
}

pub(crate) fn settle(app: &App, ids: Vec<MentionId>) -> Form {
    let w = &app.words;
    let how = ["settle-answered", "settle-checked", "settle-taken", "settle-other"].map(|key| w.t(key));
    let form = Form::new(Purpose::Settle(ids.clone()), about(app, "form-settle", &ids));
    showing(app, form, &ids).choice(w, "how", "form-how", lettered(how), 0).line(
        w,
        "note",
        "form-note",
        "form-settle-hint",
        "",
    )
}

pub(super) fn answer_settle(form: &Form, ids: &[MentionId]) -> Checked {
    let note = form.text("note");
    let how = match form.input("how") {
        Some(Input::Choice(labels, at)) if *at < labels.len().saturating_sub(1) => {
            labels[*at].get(3..).unwrap_or_default()
        }
        _ if note.is_empty() => return Err(Fault("note", "refuse-needs-reason")),
        _ => "",
    };
    let how = [how, note].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ");
    Ok(Answer::Send(Command::Settle { mentions: ids.to_vec(), how, seen: form.seen }))
}

pub(crate) fn erase(app: &App, id: MentionId) -> Form {
    let w = &app.words;
    let form = Form::new(Purpose::Erase(id), w.t("form-erase")).intro([w.t("form-erase-intro")]);
    showing(app, form, &[id]).intro(files(app, id)).intro(kept(app, id)).line(
        w,
        "reason",
        "form-reason",
        "form-erase-hint",
        "",
    )
}

/// That the files go that show the mention.
fn files(app: &App, id: MentionId) -> Option<String> {
    let shown = app.layers.iter().rev().find_map(|l| match l {
        Layer::Mention(v) if v.id == id => v.detail.as_deref().map(|d| d.evidence.len()),
        _ => None,
    });
    shown.filter(|n| *n > 0).map(|n| app.words.f("form-erase-files", &[("n", Arg::from(n))]))
}

/// What an erasure leaves: the answers of our own that name the person or repeat their words.
fn kept(app: &App, id: MentionId) -> Option<String> {
    let detail = app.layers.iter().rev().find_map(|l| match l {
        Layer::Mention(v) if v.id == id => v.detail.as_deref(),
        _ => None,
    })?;
    let told = detail.responses.iter().filter(|r| detail.told_in.contains(&r.id));
    let list: Vec<String> = told
        .map(|r| {
            format!(
                "{} {} ({})",
                app.words.t(r.kind.key()),
                r.title.show_with(app.audience, &app.ours),
                app.words.t(r.standing(app.now.room))
            )
        })
        .collect();
    let args = [("n", Arg::from(list.len())), ("list", Arg::from(list.join("; ")))];
    (!list.is_empty()).then(|| app.words.f("form-erase-kept", &args))
}

pub(super) fn answer_erase(form: &Form, mention: MentionId) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::EraseMention { mention, reason }))
}

pub(crate) fn search(app: &App) -> Form {
    let w = &app.words;
    Form::new(Purpose::Search, w.t("act-search")).line(
        w,
        "search",
        "form-search",
        "form-search-hint",
        &app.query.filter.search,
    )
}

const BANDS: [Band; 4] = [Band::P1, Band::P2, Band::P3, Band::P4];
pub(super) const TONES: [(Tone, &str); 4] = [
    (Tone::Negative, "tone-negative"),
    (Tone::Neutral, "tone-neutral"),
    (Tone::Positive, "tone-positive"),
    (Tone::Unknown, "tone-unknown"),
];

pub(crate) fn filter(app: &App) -> Form {
    let (w, now) = (&app.words, &app.query.filter);
    let any = || std::iter::once(w.t("filter-any"));
    let at = |place: Option<usize>| place.map_or(0, |p| p + 1);
    let bands = any().chain(BANDS.map(|b| format!("{b:?}"))).collect();
    let tones = any().chain(TONES.map(|(_, key)| w.t(key))).collect();
    let dispositions = any().chain(Disposition::ALL.map(|d| w.t(d.key()))).collect();
    let (band, tone) =
        (BANDS.iter().position(|b| Some(*b) == now.band), TONES.iter().position(|(t, _)| Some(*t) == now.tone));
    let disposition = Disposition::ALL.iter().position(|d| Some(*d) == now.disposition);
    let incidents = any()
        .chain(app.pulse.incidents.iter().map(|i| format!("{}  {}", i.id.0, app.shown(&i.title))))
        .chain([format!("0  {}", w.t("belong-none"))])
        .collect();
    let incident = match now.incident {
        None => 0,
        Some(IncidentId::NONE) => app.pulse.incidents.len() + 1,
        Some(id) => at(app.pulse.incidents.iter().position(|i| i.id == id)),
    };
    Form::new(Purpose::Filter, w.t("form-filter"))
        .line(w, "platform", "form-mention-platform", "form-platform-hint", now.platform.as_deref().unwrap_or_default())
        .line(w, "language", "form-language", "form-language-hint", now.language.as_deref().unwrap_or_default())
        .choice(w, "band", "form-band", bands, at(band))
        .choice(w, "tone", "form-tone", tones, at(tone))
        .choice(w, "disposition", "form-disposition", dispositions, at(disposition))
        .choice(w, "incident", "form-incident", incidents, incident)
}

pub(super) fn answer_filter(app: &App, form: &Form) -> Answer {
    let nth = |field| form.chosen(field).checked_sub(1);
    Answer::Mentions(MentionFilter {
        search: app.query.filter.search.clone(),
        platform: maybe(form, "platform").map(|p| p.to_lowercase()),
        language: maybe(form, "language").map(|l| l.to_lowercase()),
        band: nth("band").and_then(|n| BANDS.get(n).copied()),
        tone: nth("tone").and_then(|n| TONES.get(n).map(|(t, _)| *t)),
        disposition: nth("disposition").and_then(|n| Disposition::ALL.get(n).copied()),
        incident: nth("incident").map(|n| app.pulse.incidents.get(n).map_or(IncidentId::NONE, |i| i.id)),
    })
}
