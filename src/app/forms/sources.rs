//! Forms about what is listened to: which sort of source, what that sort needs, and taking one out.

use super::super::App;
use super::super::effect::{NewSource, Own, Secret, SourceChange};
use super::super::form::{Form, Hidden, Purpose};
use super::super::sources::SourceKind;
use super::{Answer, Checked, Fault, maybe, needed};
use crate::domain::room::Arg;
use crate::domain::text::Clean;

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

/// Asks for what that sort needs.
pub(crate) fn add(app: &App, kind: SourceKind) -> Form {
    let w = &app.words;
    let (name, intro, hint) = match kind {
        SourceKind::Bluesky => ("bluesky", "form-source-bluesky", "form-match-hint"),
        SourceKind::Mastodon => ("mastodon", "form-source-mastodon", "form-match-hint"),
        SourceKind::Feeds => ("news", "form-source-feeds", "form-match-hint"),
        SourceKind::Webhook => ("webhook", "form-source-webhook", "form-match-hint-webhook"),
    };
    let title = w.f("form-source", &[("kind", w.t(kind.key()).into())]);
    let form = Form::new(Purpose::AddSource(kind), title)
        .intro([w.t(intro)])
        .line(w, "name", "form-name", "", &free(app, name))
        .line(w, "match", "form-match", hint, "");
    let form = match kind {
        SourceKind::Bluesky => form,
        SourceKind::Mastodon => form
            .line(w, "server", "form-server", "form-server-hint", "mastodon.social")
            .line(w, "token", "form-token", "form-token-hint", "")
            .hidden(Hidden::Always)
            .line(w, "hashtags", "form-hashtags", "form-hashtags-hint", ""),
        SourceKind::Feeds => form.line(w, "urls", "form-urls", "form-urls-hint", ""),
        SourceKind::Webhook => form
            .line(w, "listen", "form-listen", "form-listen-hint", LISTEN)
            .line(w, "secret", "form-secret", "form-secret-hint", "")
            .hidden(Hidden::Shared),
    };
    form.toggle(w, "here", "form-source-here", true)
}

/// The name, or the first of its numbered ones that no source has yet.
fn free(app: &App, name: &str) -> String {
    let taken = |name: &str| app.pulse.sources.iter().any(|s| s.health.is_some() && s.name.as_str() == name);
    let numbered = (2..100).map(|n| format!("{name}-{n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

pub(super) fn answer_add(app: &App, form: &Form, kind: SourceKind) -> Checked {
    let name = needed(form, "name", "refuse-empty-name")?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().count() > MAX_NAME || !name.chars().all(fits) {
        return Err(Fault("name", "form-bad-source-name"));
    }
    let expression = maybe(form, "match");
    let mut own = Vec::new();
    match kind {
        SourceKind::Bluesky => {}
        SourceKind::Mastodon => {
            let server = needed(form, "server", "form-no-server")?.trim_end_matches('/').to_owned();
            own.push(("server", Own::Text(server)));
            own.extend(maybe(form, "token").map(|token| ("token", Own::Secret(Secret(token)))));
            let tags = listed(form, "hashtags", &[',', ';'], '#');
            own.push(match tags.is_empty() {
                true => ("timeline", Own::Text("public".to_owned())),
                false => ("hashtags", Own::List(tags)),
            });
        }
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
        }
    }
    let room = app.room.as_ref().filter(|_| form.on("here")).map(|r| r.settings.name.as_str().to_owned());
    Ok(Answer::Listen(SourceChange::Add(NewSource { name, kind: kind.id(), expression, room, own })))
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
