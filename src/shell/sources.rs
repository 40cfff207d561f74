//! Changes of what is listened to, carried out in the person's file of sources, and the trial before. Owns how a form's
//! answer becomes a table of that file, what a trial shows, and the sentence for why it could not; whoever listens reads the file again by itself.

use super::time;
use crate::app::effect::{NewSource, Own, Secret, SourceChange};
use crate::domain::mention::RawMention;
use crate::domain::private::Private;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::rows::{Sample, SamplePost};
use crate::sources::live::collector::{made, why as why_of};
use crate::sources::live::kinds;
use crate::sources::live::settings::{self, Entry, Unusable};
use crate::sources::live::trial::{self, Trial};
use crate::sources::matcher::Matcher;
use crate::sources::tally::misread;
use crate::words::Words;
use crate::words::sources::once as fault_said;
use std::path::Path;
use std::sync::Arc;

/// Changes the file; the sentence says why not, with the place in it where that is known.
pub fn change(path: &Path, change: SourceChange, words: &Words) -> Result<(), String> {
    let done = match change {
        SourceChange::Add(new) => {
            let entry = entry(new);
            may_be(path, &entry, words).and_then(|()| settings::put(path, &entry))
        }
        SourceChange::Pause { name, on } => {
            settings::pause(path, &name, on).and_then(|there| if there { Ok(()) } else { Err(missing(&name)) })
        }
        // one that does not stand in this file is still one that the room need not wait for
        SourceChange::Remove(name) => settings::remove(path, &name).map(drop),
    };
    done.map_err(|e| why(path, &e, words))
}

/// Whether a source may be added to the file.
fn may_be(path: &Path, entry: &Entry, words: &Words) -> Result<(), Unusable> {
    let all = settings::read(path)?;
    if let Some(what) = never(entry, words) {
        return Err(Unusable { at: None, key: "sources-can-never", what });
    }
    match all.iter().any(|e| e.name == entry.name) {
        true => Err(Unusable { at: None, key: "sources-taken", what: entry.name.clone() }),
        false => Ok(()),
    }
}

/// Listens for a moment to a source that a form asks for; the sentence says why it can never be heard.
pub fn tried(path: &Path, new: NewSource, keywords: &[Clean], words: &Words) -> Result<Sample, String> {
    let entry = entry(new);
    may_be(path, &entry, words).map_err(|e| why(path, &e, words))?;
    let trial = try_out(&entry, keywords).map_err(|e| e.to_string())?;
    match trial.fault.as_ref().filter(|fault| !fault.passes()) {
        Some(fault) => Err(fault_said(words, &why_of(&entry, fault))),
        None => Ok(sample(&entry, &trial, words)),
    }
}

/// Listens to a source for a moment.
///
/// # Errors
/// When the system has no thread or socket left.
pub fn try_out(entry: &Entry, keywords: &[Clean]) -> std::io::Result<Trial> {
    let mut source = made(entry, keywords, time::now);
    trial::run(source.as_mut(), time::now().plus(-kinds::back(&entry.kind)), time::now, trial::LONGEST)
}

/// What a trial heard, as it is shown.
pub fn sample(entry: &Entry, trial: &Trial, words: &Words) -> Sample {
    let post = |post: &RawMention| {
        let who = post.handle.as_deref().or(post.author.as_deref()).unwrap_or_default();
        let text: String = post.text.chars().take(300).collect();
        SamplePost { at: post.ts, who: Private::hidden(Clean::line(who)), text: Private::prose(Clean::line(&text)) }
    };
    let name = || ("name", entry.name.as_str().into());
    let at = entry.own.get("listen").and_then(toml::Value::as_str).filter(|_| entry.kind == "webhook");
    let mut said = vec![match (&trial.fault, trial.looked, at) {
        (Some(failed), ..) => format!("{}: {}", entry.name, fault_said(words, &why_of(entry, failed))),
        (None, ..) if !trial.alive => words.f("trial-quiet", &[name(), ("seconds", trial::LONGEST.as_secs().into())]),
        // nobody posted in that moment, as is usual
        (None, 0, Some(at)) => words.f("trial-open", &[name(), ("what", Clean::line(at).as_str().into())]),
        (None, 0, None) => words.f("trial-no-news", &[name()]),
        (None, looked, _) => {
            words.f("trial-heard", &[name(), ("matched", trial.matched.into()), ("looked", looked.into())])
        }
    }];
    said.extend(trial.lag.map(|lag| words.f("trial-lag", &[name(), ("seconds", (lag.max(0) / 1000).into())])));
    let posts = trial.posts.iter().map(post).collect();
    Sample { posts, said, well: trial.is_well() }
}

/// Why a source can never work as it is written, whatever the network does.
fn never(entry: &Entry, words: &Words) -> Option<String> {
    if let Some(Err(e)) = entry.expression.as_deref().map(Matcher::parse) {
        return Some(words.refusal(&misread(&e).why));
    }
    let fault = kinds::open(entry, Arc::new(|_| true), time::now).err()?;
    Some(fault_said(words, &why_of(entry, &fault)))
}

fn missing(name: &str) -> Unusable {
    Unusable { at: None, key: "sources-missing", what: name.to_owned() }
}

fn entry(new: NewSource) -> Entry {
    let own = new.own.into_iter().map(|(key, value)| {
        let value = match value {
            Own::Text(text) | Own::Secret(Secret(text)) => text.into(),
            Own::List(texts) => texts.into(),
            Own::Yes => true.into(),
        };
        (key.to_owned(), value)
    });
    let more = new.more.into_iter().map(|(key, Secret(value))| {
        let value = settings::written(&key, &value);
        (key, value)
    });
    Entry {
        name: new.name,
        kind: new.kind.to_owned(),
        expression: new.expression,
        rooms: new.room.into_iter().collect(),
        own: own.chain(more).collect(),
        ..Entry::default()
    }
}

/// Why the file cannot be used: its name and the place, then the sentence.
pub fn why(path: &Path, e: &Unusable, words: &Words) -> String {
    let (file, what) = (Clean::line(&path.display().to_string()), Clean::line(e.what.trim()));
    let sentence = words.f(e.key, &[("what", Arg::from(&what))]);
    let place = e.at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
    format!("{file}{place}: {sentence}")
}

/// A secret that nobody can guess, of letters and digits that can be read aloud; nothing when the system has no dice.
pub fn secret() -> Option<String> {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut dice = [0_u8; 32];
    rustls::crypto::ring::default_provider().secure_random.fill(&mut dice).ok()?;
    Some(dice.iter().map(|n| char::from(SIGNS[usize::from(n % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    fn webhook(name: &str) -> SourceChange {
        SourceChange::Add(NewSource {
            name: name.into(),
            kind: "webhook",
            expression: Some("acme".into()),
            room: Some("Acme".into()),
            more: vec![("rate".into(), Secret("60".into())), ("public".into(), Secret("no".into()))],
            own: vec![
                ("listen", Own::Text("127.0.0.1:8790".into())),
                ("secret", Own::Secret(Secret("s\"3cret-and-longer".into()))),
                ("only_matching", Own::Yes),
                ("hosts", Own::List(vec!["a".into()])),
            ],
        })
    }

    #[test]
    fn what_a_form_said_stands_in_the_file_and_can_be_paused_and_taken_out() {
        let home = tempfile::tempdir().unwrap();
        let (path, words) = (home.path().join("sources.toml"), Words::new(Lang::En));
        change(&path, webhook("hook"), &words).unwrap();
        let all = settings::read(&path).unwrap();
        assert!(all[0].is_for("Acme") && !all[0].is_for("Other") && !all[0].paused);
        assert_eq!((all[0].kind.as_str(), all[0].expression.as_deref()), ("webhook", Some("acme")));
        assert_eq!(all[0].own["secret"].as_str(), Some("s\"3cret-and-longer"));
        assert_eq!(all[0].own["only_matching"].as_bool(), Some(true));
        assert_eq!((all[0].own["rate"].as_integer(), all[0].own["public"].as_bool()), (Some(60), Some(false)));
        change(&path, SourceChange::Pause { name: "hook".into(), on: true }, &words).unwrap();
        assert!(settings::read(&path).unwrap()[0].paused);
        let said = change(&path, webhook("hook"), &words).unwrap_err();
        assert!(said.contains("hook") && said.contains("sources.toml"), "{said}");
        change(&path, SourceChange::Remove("hook".into()), &words).unwrap();
        let paused = SourceChange::Pause { name: "hook".into(), on: false };
        assert!(change(&path, paused, &words).unwrap_err().contains("hook"));
        change(&path, SourceChange::Remove("hook".into()), &words).unwrap();
    }

    #[test]
    fn all_that_can_be_heard_on_a_mastodon_server_is_a_source_that_can_be_made() {
        let home = tempfile::tempdir().unwrap();
        let (path, words) = (home.path().join("sources.toml"), Words::new(Lang::En));
        let text = |text: &str| Own::Text(text.into());
        for (name, own, expression) in [
            ("tags", ("hashtags", Own::List(vec!["acme".into()])), None),
            ("public", ("timeline", text("public")), Some("acme -jobs")),
            ("local", ("timeline", text("local")), None),
            ("search", ("search", Own::List(vec!["acme bank".into()])), None),
            ("list", ("list", text("12345")), None),
            ("mentions", ("notifications", Own::Yes), None),
        ] {
            let new = NewSource {
                name: name.into(),
                kind: "mastodon",
                expression: expression.map(str::to_owned),
                room: None,
                own: vec![("server", text("m.example")), ("token", Own::Secret(Secret("t0ken".into()))), own],
                more: vec![("every_s".into(), Secret("60".into())), ("stream".into(), Secret("no".into()))],
            };
            change(&path, SourceChange::Add(new), &words).unwrap();
        }
        let all = settings::read(&path).unwrap();
        assert!(
            all.iter().all(|e| e.own["token"].as_str() == Some("t0ken") && e.own["stream"].as_bool() == Some(false))
        );
        let mut wrong =
            NewSource { name: "wrong".into(), kind: "jetstream", expression: Some("acme (b".into()), ..news() };
        let said = change(&path, SourceChange::Add(wrong.clone()), &words).unwrap_err();
        assert!(said.contains("column 6") && said.contains("bracket"), "{said}");
        (wrong.expression, wrong.more) = (None, vec![("every".into(), Secret("60".into()))]);
        let said = change(&path, SourceChange::Add(wrong), &words).unwrap_err();
        assert!(said.contains("every") && said.contains("langs"), "{said}");
    }

    #[test]
    fn a_server_that_hangs_is_not_said_to_be_connected() {
        let entry = Entry { name: "news".into(), ..Entry::default() };
        for (lang, said) in [(Lang::En, "news: no answer within 20 s"), (Lang::Es, "news: sin respuesta en 20 s")] {
            let shown = sample(&entry, &Trial::default(), &Words::new(lang));
            assert!(!shown.well && shown.said[0].starts_with(said), "{shown:?}");
        }
    }

    #[test]
    fn a_server_that_only_has_no_news_is_well() {
        let (entry, trial) =
            (Entry { name: "news".into(), ..Entry::default() }, Trial { alive: true, ..Trial::default() });
        for (lang, said) in [(Lang::En, "news: connected, and nothing"), (Lang::Es, "news: conectada, y")] {
            let shown = sample(&entry, &trial, &Words::new(lang));
            assert!(shown.well && shown.said[0].starts_with(said), "{shown:?}");
        }
    }

    #[test]
    fn what_is_asked_for_is_tried_and_nothing_of_it_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let (path, words) = (home.path().join("sources.toml"), Words::new(Lang::En));
        // a port that was free a moment ago
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let urls = |url: String| vec![("urls", Own::List(vec![url]))];
        let feed = NewSource { own: urls(format!("http://127.0.0.1:{port}/")), expression: Some("a".into()), ..news() };
        let heard = tried(&path, feed.clone(), &[], &words).unwrap();
        assert!(!heard.well && heard.said[0].starts_with("news: No connection to 127.0.0.1"), "{heard:?}");
        let wordless = NewSource { expression: None, ..feed.clone() };
        let said = tried(&path, wordless.clone(), &[], &words).unwrap_err();
        assert!(said.contains("keywords"), "{said}");
        assert!(tried(&path, wordless, &["acme".into()], &words).is_ok());
        let listen = ("listen", Own::Text(format!("127.0.0.1:{port}")));
        let hook = NewSource {
            kind: "webhook",
            own: vec![listen, ("secret", Own::Secret(Secret("s3cret-and-longer".into())))],
            ..news()
        };
        let heard = tried(&path, hook, &[], &words).unwrap();
        assert!(heard.well && heard.said[0].contains(&format!("http://127.0.0.1:{port}/v1/mentions")), "{heard:?}");
        assert!(!path.exists());
        change(&path, SourceChange::Add(feed.clone()), &words).unwrap();
        assert!(tried(&path, feed, &[], &words).unwrap_err().contains("news"), "the name is taken");
    }

    fn news() -> NewSource {
        NewSource { name: "news".into(), kind: "rss", expression: None, room: None, own: vec![], more: vec![] }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_the_place() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("sources.toml");
        std::fs::write(&path, "[a]\nkind = \"rss\"\n[a]\n").unwrap();
        for lang in [Lang::En, Lang::Es] {
            let said = change(&path, webhook("hook"), &Words::new(lang)).unwrap_err();
            assert!(said.contains("sources.toml:3:2: "), "{said}");
        }
    }

    #[test]
    fn secrets_differ_and_are_long() {
        let (a, b) = (secret().unwrap(), secret().unwrap());
        assert!(a != b && a.len() == 32 && a.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert_eq!(format!("{:?}", Secret(a)), "Secret(…)");
    }
}
