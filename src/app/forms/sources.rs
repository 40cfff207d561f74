//! Forms about what is listened to: which sort of source, what that sort needs, and taking one out.

use super::super::App;
use super::super::effect::{NewSource, Own, Secret, SourceChange};
use super::super::form::{Form, Hidden, Purpose};
use super::super::sources::{SourceKind, There};
use super::super::trial::Trial;
use super::{Answer, Checked, Fault, maybe, needed};
use crate::domain::room::Arg;
use crate::domain::source::Posts;
use crate::domain::text::Clean;
use crate::plan::duration;

/// Where a webhook listens unless told otherwise: on this machine alone.
const LISTEN: &str = "127.0.0.1:8790";
/// Longest name, in characters.
const MAX_NAME: usize = 40;
/// Shortest secret that keeps guessers out, in characters.
const MIN_SECRET: usize = 16;

/// Asks which sort of source.
pub(crate) fn kind(app: &App) -> Form {
    let w = &app.words;
    let kinds = SourceKind::ALL.map(|kind| w.t(kind.key())).to_vec();
    Form::new(Purpose::SourceKind, w.t("act-add-source")).intro([w.t("form-source-intro")]).choice(
        w,
        "kind",
        "form-source-kind",
        kinds,
        0,
    )
}

pub(super) fn answer_kind(form: &Form) -> Answer {
    Answer::Source(SourceKind::ALL[form.chosen("kind").min(SourceKind::ALL.len() - 1)])
}

/// Asks for what that sort needs; of a Mastodon server first, what there is listened to.
pub(crate) fn add(app: &App, kind: SourceKind) -> Form {
    let w = &app.words;
    let (name, intro, hint) = match kind {
        SourceKind::Mastodon => return there(app),
        SourceKind::Bluesky => ("bluesky", "form-source-bluesky", "form-match-hint"),
        SourceKind::Feeds => ("news", "form-source-feeds", "form-match-hint"),
        SourceKind::Webhook => ("webhook", "form-source-webhook", "form-match-hint-webhook"),
    };
    let form = titled(app, Purpose::AddSource(kind), w.t(kind.key()))
        .intro([w.t(intro)])
        .line(w, "name", "form-name", "", &free(app, name))
        .line(w, "match", "form-match", hint, "");
    let form = match kind {
        SourceKind::Feeds => form.line(w, "urls", "form-urls", "form-urls-hint", ""),
        SourceKind::Webhook => form
            .line(w, "listen", "form-listen", "form-listen-hint", LISTEN)
            .line(w, "secret", "form-secret", "form-secret-hint", "")
            .hidden(Hidden::Shared)
            .line(w, "expect", "form-expect", "form-expect-hint", ""),
        _ => form,
    };
    ended(app, form)
}

fn titled(app: &App, purpose: Purpose, kind: String) -> Form {
    Form::new(purpose, app.words.f("form-source", &[("kind", kind.into())]))
}

fn ended(app: &App, form: Form) -> Form {
    let w = &app.words;
    form.line(w, "more", "form-more-settings", "form-more-settings-hint", "").toggle(
        w,
        "here",
        "form-source-here",
        true,
    )
}

/// Asks what is listened to on a Mastodon server.
fn there(app: &App) -> Form {
    let w = &app.words;
    let all = There::ALL.map(|there| w.t(there.keys().0)).to_vec();
    titled(app, Purpose::MastodonThere, w.t(SourceKind::Mastodon.key())).intro([w.t("there-intro")]).choice(
        w,
        "there",
        "form-there",
        all,
        0,
    )
}

pub(super) fn answer_there(form: &Form) -> Answer {
    Answer::There(There::ALL[form.chosen("there").min(There::ALL.len() - 1)])
}

/// Asks for what that takes, and for nothing else.
pub(crate) fn add_mastodon(app: &App, there: There) -> Form {
    let w = &app.words;
    let (what, intro) = there.keys();
    let form = titled(app, Purpose::AddMastodon(there), format!("{} · {}", w.t(SourceKind::Mastodon.key()), w.t(what)))
        .intro([w.t(intro), w.t("form-source-mastodon")])
        .line(w, "name", "form-name", "", &free(app, "mastodon"))
        .line(w, "server", "form-server", "form-server-hint", "mastodon.social");
    let hint = if there.needs_token() { "form-token-needed-hint" } else { "form-token-hint" };
    let form = form.line(w, "token", "form-token", hint, "").hidden(Hidden::Always);
    let form = match there {
        There::Hashtags => form.line(w, "hashtags", "form-hashtags", "form-hashtags-hint", ""),
        There::Public | There::Local => form.line(w, "match", "form-match", "form-match-hint", ""),
        There::Search => form.line(w, "search", "form-phrases", "form-phrases-hint", ""),
        There::List => form.line(w, "list", "form-list", "form-list-hint", ""),
        There::Mentions => form,
    };
    ended(app, form)
}

/// The name, or the first of its numbered ones that no source has yet.
fn free(app: &App, name: &str) -> String {
    let taken = |name: &str| app.pulse.sources.iter().any(|s| s.health.is_some() && s.name.as_str() == name);
    let numbered = (2..100).map(|n| format!("{name}-{n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

pub(super) fn answer_add(app: &App, form: &Form, kind: SourceKind) -> Checked {
    let expression = maybe(form, "match");
    let mut own = Vec::new();
    match kind {
        SourceKind::Bluesky | SourceKind::Mastodon => {}
        SourceKind::Feeds => {
            let urls = listed(form, "urls", &[], ' ');
            let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
            if urls.is_empty() || !urls.iter().all(web) {
                return Err(Fault("urls", "form-bad-urls"));
            }
            own.push(("urls", Own::List(urls)));
        }
        SourceKind::Webhook => {
            let listen = form.text("listen");
            let port = listen.rsplit_once(':').filter(|(host, _)| !host.is_empty());
            if port.and_then(|(_, port)| port.parse::<u16>().ok()).is_none() {
                return Err(Fault("listen", "form-bad-listen"));
            }
            let secret = form.text("secret");
            if secret.len() < MIN_SECRET || !secret.bytes().all(|b| b.is_ascii_graphic()) {
                return Err(Fault("secret", "form-bad-secret"));
            }
            own.push(("listen", Own::Text(listen.to_owned())));
            own.push(("secret", Own::Secret(Secret(secret.to_owned()))));
            own.extend(expression.is_some().then_some(("only_matching", Own::Yes)));
            if let Some(expect) = maybe(form, "expect") {
                if duration(&expect).is_none_or(|ms| !Posts::EXPECT.contains(&ms)) {
                    return Err(Fault("expect", "form-bad-expect"));
                }
                own.push(("expect", Own::Text(expect)));
            }
        }
    }
    answered(app, form, kind, own)
}

pub(super) fn answer_mastodon(app: &App, form: &Form, there: There) -> Checked {
    let server = needed(form, "server", "form-no-server")?.trim_end_matches('/').to_owned();
    let token = maybe(form, "token");
    if token.is_none() && there.needs_token() {
        return Err(Fault("token", "form-no-token"));
    }
    let several = |field: &'static str, parts: Vec<String>| match parts.is_empty() {
        true => Err(Fault(field, "form-nothing-there")),
        false => Ok((field, Own::List(parts))),
    };
    let what = match there {
        There::Hashtags => several("hashtags", listed(form, "hashtags", &[',', ';'], '#'))?,
        There::Public => ("timeline", Own::Text("public".to_owned())),
        There::Local => ("timeline", Own::Text("local".to_owned())),
        There::Search => {
            let phrases = form.text("search").split([',', ';']).map(str::trim).filter(|phrase| !phrase.is_empty());
            several("search", phrases.map(str::to_owned).collect())?
        }
        There::List => {
            // the number stands at the end of the list's address
            let list = needed(form, "list", "form-nothing-there")?;
            let number = list.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            ("list", Own::Text(number.to_owned()))
        }
        There::Mentions => ("notifications", Own::Yes),
    };
    let mut own = vec![("server", Own::Text(server))];
    own.extend(token.map(|token| ("token", Own::Secret(Secret(token)))));
    own.push(what);
    answered(app, form, SourceKind::Mastodon, own)
}

/// The answer of every form that adds a source: its name, what it listens for, for which room.
fn answered(app: &App, form: &Form, kind: SourceKind, own: Vec<(&'static str, Own)>) -> Checked {
    let name = needed(form, "name", "refuse-empty-name")?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().count() > MAX_NAME || !name.chars().all(fits) {
        return Err(Fault("name", "form-bad-source-name"));
    }
    let mut more = Vec::new();
    for pair in form.text("more").split_whitespace() {
        match pair.split_once('=') {
            Some((key, value)) if !key.is_empty() => more.push((key.to_owned(), Secret(value.to_owned()))),
            _ => return Err(Fault("more", "form-bad-more")),
        }
    }
    // an expression that is not understood is told with its place before it is sent anywhere
    if let Some(Trial::Misread(misread)) = &form.trial {
        return Ok(Answer::Misread("match", misread.clone()));
    }
    let room = app.room.as_ref().filter(|_| form.on("here")).map(|r| r.settings.name.as_str().to_owned());
    let new = NewSource { name, kind: kind.id(), expression: maybe(form, "match"), room, own, more };
    Ok(Answer::Listen(SourceChange::Add(new)))
}

/// What stands in a line, between blanks and `also`, without `sign` before each.
fn listed(form: &Form, field: &str, also: &[char], sign: char) -> Vec<String> {
    let parts = form.text(field).split(|c: char| c.is_whitespace() || also.contains(&c));
    parts.map(|part| part.trim_start_matches(sign)).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Asks before a source is taken out.
pub(crate) fn remove(app: &App, name: Clean) -> Form {
    let w = &app.words;
    let title = w.f("form-remove-source", &[("name", Arg::from(name.as_str()))]);
    Form::new(Purpose::RemoveSource(name), title).intro([w.t("form-remove-source-intro")])
}
