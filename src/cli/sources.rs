//! The sources that are listened to: which there are and how they are, adding one by questions or by options, trying it,
//! pausing and taking it out. Owns the questions; what a source is, and its file, are elsewhere.

use super::run::{Context, Failure, Outcome};
use super::{SourcesArgs, SourcesVerb, say, shown, tell};
use crate::domain::source::{Blind, State};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{Answer, Ask, SamplePost, SourceRow, TrialOf};
use crate::shell::sources::{sample, secret, try_out as try_entry, why};
use crate::shell::time;
use crate::sources::live::kinds::{self, Field};
use crate::sources::live::settings::{self, Entry, Unusable};
use crate::sources::live::trial::Trial;
use crate::store::info;
use crate::store::reader::Reader;
use crate::words::sources::{blind, deaf};
use std::io::{IsTerminal, stdin};

/// `sources` and its verbs.
pub fn sources(context: &Context, args: &SourcesArgs) -> Outcome {
    if !matches!(args.verb, None | Some(SourcesVerb::List | SourcesVerb::Test)) {
        context.may_write()?;
    }
    let named = |verb: &str| {
        let said = || Failure::usage(context.words.f("sources-name-which", &[("verb", verb.into())]));
        args.source.as_deref().ok_or_else(said)
    };
    match args.verb.unwrap_or(SourcesVerb::List) {
        SourcesVerb::List => list(context),
        SourcesVerb::Add => add(context, args),
        SourcesVerb::Test => test(context, args.source.as_deref()),
        SourcesVerb::Remove => remove(context, named("remove")?),
        SourcesVerb::Pause => pause(context, named("pause")?, true),
        SourcesVerb::Resume => pause(context, named("resume")?, false),
    }
}

/// The sources of the file.
pub fn read(context: &Context) -> Result<Vec<Entry>, Failure> {
    settings::read(&context.places.sources()).map_err(|e| Failure::usage(unusable(context, &e)))
}

/// Why the file cannot be used, with its place.
pub fn unusable(context: &Context, e: &Unusable) -> String {
    why(&context.places.sources(), e, &context.words)
}

fn list(context: &Context) -> Outcome {
    let all = read(context)?;
    if all.is_empty() {
        let args = [("file", shown(&context.places.sources()).into())];
        return say(&context.words.f("sources-none", &args)).map(|()| 0);
    }
    let known = known(context);
    for entry in all {
        let state = if entry.paused {
            Some(context.words.t("source-paused"))
        } else {
            known.as_ref().map(|rows| heard(context, rows.iter().find(|row| row.name.as_str() == entry.name)))
        };
        let state = state.map_or(String::new(), |state| format!("  ({})", Clean::line(&state)));
        let listens = match &entry.expression {
            _ if kinds::takes_all(&entry) => context.words.t("sources-everything"),
            Some(expression) => expression.clone(),
            None => context.words.t("sources-keywords"),
        };
        let listens = Clean::line(&listens);
        say(&format!("{:<20}  {:<10}  {}{state}", entry.name, Clean::line(&entry.kind), listens))?;
    }
    Ok(0)
}

/// What the room knows of its sources; nothing where there is no room.
fn known(context: &Context) -> Option<Vec<SourceRow>> {
    let pulse = Reader::open(&context.room()).ok()?.answer(&Ask::Pulse { now: time::now() });
    if let Ok(Answer::Pulse(pulse)) = pulse { Some(pulse.sources) } else { None }
}

/// How a source is heard, in a few words.
fn heard(context: &Context, row: Option<&SourceRow>) -> String {
    let (words, at) = (&context.words, |at: Stamp| at.rfc3339().into());
    let Some((row, health)) = row.and_then(|row| Some((row, row.health.as_ref()?))) else {
        return words.t(State::Left.key());
    };
    if let Some(why) = &row.blind {
        let since = at(health.blind_since(why));
        return words.f("sources-list-blind", &[("time", since), ("why", blind(words, why).into())]);
    }
    let state = match () {
        () if health.is_partly() => "source-partly",
        () if health.is_unsure(time::now()) => "source-unsure",
        () => health.state.key(),
    };
    match health.heard {
        Some(last) => words.f("sources-list-heard", &[("state", words.t(state).into()), ("time", at(last))]),
        None => words.t(state),
    }
}

fn remove(context: &Context, name: &str) -> Outcome {
    let there = settings::remove(&context.places.sources(), name);
    match there.map_err(|e| Failure::refused(unusable(context, &e)))? {
        true => say(&context.words.f("sources-removed", &[("name", name.into())])).map(|()| 0),
        false => Err(unknown(context, name)),
    }
}

fn unknown(context: &Context, name: &str) -> Failure {
    let all = read(context).unwrap_or_default();
    let known = all.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ");
    Failure::refused(context.words.f("sources-unknown", &[("name", name.into()), ("known", known.into())]))
}

fn pause(context: &Context, name: &str, paused: bool) -> Outcome {
    let there = settings::pause(&context.places.sources(), name, paused);
    if !there.map_err(|e| Failure::refused(unusable(context, &e)))? {
        return Err(unknown(context, name));
    }
    let key = if paused { "sources-is-paused" } else { "sources-is-resumed" };
    say(&context.words.f(key, &[("name", name.into())])).map(|()| 0)
}

fn keep(context: &Context, entry: &Entry) -> Result<(), Failure> {
    settings::put(&context.places.sources(), entry).map_err(|e| Failure::refused(unusable(context, &e)))
}

// ── adding ──

fn add(context: &Context, args: &SourcesArgs) -> Outcome {
    let words = &context.words;
    let asks = stdin().is_terminal();
    let kind = match &args.kind {
        Some(kind) => kind.clone(),
        None if asks => ask_kind(context)?,
        None => {
            return Err(Failure::usage(words.f("sources-kind-which", &[("kinds", kinds::names().into())])));
        }
    };
    let Some(fields) = kinds::named(&kind).map(|kind| kind.fields) else {
        let args = [("kind", Clean::line(&kind).as_str().into()), ("kinds", kinds::names().into())];
        return Err(Failure::usage(words.f("sources-kind-unknown", &args)));
    };
    let name = match &args.source {
        Some(name) => name.clone(),
        None if asks && args.kind.is_none() => {
            ask(context, &words.f("sources-ask-name", &[("name", kind.as_str().into())]), &kind, "sources-not-kept")?
        }
        None => kind.clone(),
    };
    if !settings::named_well(&name) {
        return Err(Failure::usage(words.f("sources-name", &[("what", Clean::line(&name).as_str().into())])));
    }
    if read(context)?.iter().any(|e| e.name == name) {
        return Err(Failure::refused(words.f("sources-there", &[("name", name.as_str().into())])));
    }
    let expression = match &args.expression {
        Some(expression) => Some(expression.clone()),
        // whoever posts has chosen already
        None if asks && args.kind.is_none() && kind != "webhook" => {
            Some(ask(context, &words.t("sources-ask-match"), "", "sources-not-kept")?)
        }
        None => None,
    };
    let expression = expression.filter(|e| !e.trim().is_empty());
    let mut own = given(context, &args.set)?;
    if kind == "webhook" && expression.is_some() {
        own.insert("only_matching".into(), true.into());
    }
    let asks_fields = asks && args.set.is_empty();
    for field in fields {
        fill(context, &mut own, field, asks_fields)?;
    }
    let entry = Entry { name, kind, expression, rooms: args.only.clone(), own, ..Entry::default() };
    tried(context, &entry, asks)
}

/// Tries what was asked for, and keeps it unless it can never work.
fn tried(context: &Context, entry: &Entry, asks: bool) -> Outcome {
    let words = &context.words;
    let trial = try_out(context, entry)?;
    let said = told(context, entry, &trial);
    if trial.fault.as_ref().is_some_and(|fault| !fault.passes()) {
        return Err(Failure::refused(format!("{}\n{}", said.join("\n"), words.t("sources-not-kept"))));
    }
    said.iter().try_for_each(|line| say(line))?;
    let well = trial.is_well();
    if !well && asks {
        let answer = ask(context, &words.t("sources-ask-anyway"), "n", "sources-not-kept")?;
        if !matches!(answer.trim().chars().next(), Some('y' | 'Y' | 's' | 'S')) {
            return Err(Failure::refused(words.t("sources-not-kept")));
        }
    }
    keep(context, entry)?;
    let args = [("name", entry.name.as_str().into()), ("file", shown(&context.places.sources()).into())];
    let unknown = unknown_rooms(context, entry);
    let nowhere = !entry.rooms.is_empty() && unknown.len() == entry.rooms.len();
    say(&words.f(if nowhere { "sources-kept-nowhere" } else { "sources-kept" }, &args))?;
    if entry.kind == "webhook" && entry.rooms.is_empty() {
        tell(&words.t("sources-every-room"));
    }
    for room in unknown {
        tell(&words.f("sources-no-such-room", &[("name", entry.name.as_str().into()), ("room", room.into())]));
    }
    if !well {
        // whoever is not asked can see it by the exit code
        tell(&words.f("sources-untested", &args[..1]));
    }
    Ok(u8::from(!well))
}

/// Of the rooms that it is for, those that are neither the one at hand nor one that was used lately: names are easily
/// misspelled, and what no room hears looks like calm.
fn unknown_rooms(context: &Context, entry: &Entry) -> Vec<String> {
    let at_hand = info::info(&context.room(), context.options()).map(|i| i.settings.name.as_str().to_owned());
    let known: Vec<String> = context.places.recent().into_iter().map(|room| room.name).chain(at_hand).collect();
    let unknown = entry.rooms.iter().filter(|room| known.iter().all(|name| name.trim() != room.trim()));
    unknown.map(|room| Clean::line(room).as_str().to_owned()).collect()
}

/// What `--set key=value` gave: lists where the field is one.
fn given(context: &Context, set: &[String]) -> Result<toml::Table, Failure> {
    let mut own = toml::Table::new();
    for pair in set {
        let Some((key, value)) = pair.split_once('=') else {
            return Err(Failure::usage(context.words.f("sources-set", &[("what", Clean::line(pair).as_str().into())])));
        };
        own.insert(key.trim().to_owned(), settings::written(key.trim(), value.trim()));
    }
    Ok(own)
}

/// Asks for a field that was not given; without anybody to ask, what can be made up is.
fn fill(context: &Context, own: &mut toml::Table, field: &Field, asks: bool) -> Result<(), Failure> {
    if own.contains_key(field.key) {
        return Ok(());
    }
    let made_up = if field.made_up { secret().unwrap_or_default() } else { field.usual.to_owned() };
    let question = || ask(context, &context.words.t(field.question), &made_up, "sources-not-kept");
    let mut answer = if asks { question()? } else { made_up.clone() };
    // what was answered before must not be lost for one that was passed over; the end of the input still ends it
    while asks && field.needed && answer.trim().is_empty() {
        tell(&context.words.t("sources-ask-needed"));
        answer = question()?;
    }
    if answer.trim().is_empty() {
        if field.needed {
            let args = [("key", field.key.into()), ("what", context.words.t(field.question).into())];
            return Err(Failure::usage(context.words.f("sources-needs", &args)));
        }
        return Ok(());
    }
    if field.made_up && !asks {
        tell(&context.words.f("sources-secret", &[("secret", answer.as_str().into())]));
    }
    own.insert(field.key.to_owned(), settings::written(field.key, answer.trim()));
    Ok(())
}

fn ask_kind(context: &Context) -> Result<String, Failure> {
    let words = &context.words;
    for (n, kind) in kinds::KINDS.iter().enumerate() {
        tell(&format!("  {}  {}", n + 1, words.t(kind.title)));
    }
    let answer = ask(context, &words.t("sources-ask-kind"), "1", "sources-not-kept")?;
    let picked = answer.trim().parse::<usize>().ok().and_then(|n| kinds::KINDS.get(n.checked_sub(1)?));
    Ok(picked.map_or(answer.trim(), |kind| kind.name).to_owned())
}

/// A question and its answer; an empty one is the usual. The end of the input is a change of mind, for which `kept` has
/// the words.
pub fn ask(context: &Context, question: &str, usual: &str, kept: &str) -> Result<String, Failure> {
    tell(&if usual.is_empty() { question.to_owned() } else { format!("{question} [{usual}]") });
    let mut line = String::new();
    match stdin().read_line(&mut line) {
        Ok(0) => Err(Failure::refused(context.words.t(kept))),
        Ok(_) if line.trim().is_empty() => Ok(usual.to_owned()),
        Ok(_) => Ok(line.trim().to_owned()),
        Err(e) => Err(Failure::refused(e.to_string())),
    }
}

// ── trying ──

fn test(context: &Context, name: Option<&str>) -> Outcome {
    let all = read(context)?;
    if let Some(name) = name
        && all.iter().all(|e| e.name != name)
    {
        return Err(unknown(context, name));
    }
    if all.is_empty() {
        let args = [("file", shown(&context.places.sources()).into())];
        return Err(Failure::refused(context.words.f("sources-none", &args)));
    }
    let mut failed = 0;
    for entry in all.iter().filter(|e| name.is_none_or(|name| e.name == name)) {
        // the address of one that others post to is taken by whoever listens: that is as it should be
        if let Some((said, well)) = listened(context, entry).filter(|_| entry.kind == "webhook") {
            say(&said)?;
            failed |= u8::from(!well);
            continue;
        }
        let trial = try_out(context, entry)?;
        told(context, entry, &trial).iter().try_for_each(|line| say(line))?;
        let well = trial.is_well();
        context.note_trial(TrialOf::Source, &entry.name, well);
        failed |= u8::from(!well);
    }
    Ok(failed)
}

/// What the room, which listens to a source at this moment, knows of it, and whether it is not deaf; nothing where nobody
/// listens.
fn listened(context: &Context, entry: &Entry) -> Option<(String, bool)> {
    let now = time::now();
    let row = known(context)?.into_iter().find(|row| row.name.as_str() == entry.name)?;
    let health = row.health.filter(|h| h.state == State::Live && row.blind != Some(Blind::Unheard))?;
    let why = match &row.blind {
        Some(blind) => Some(deaf(&context.words, blind)),
        None => health.is_unsure(now).then(|| context.words.t("source-unsure-long")),
    };
    let said = context.words.f("sources-is-live", &[("name", entry.name.as_str().into())]);
    Some(([said].into_iter().chain(why).collect::<Vec<_>>().join(" "), row.blind.is_none()))
}

fn try_out(context: &Context, entry: &Entry) -> Result<Trial, Failure> {
    tell(&context.words.f("sources-trying", &[("name", entry.name.as_str().into())]));
    // without a room there are no keywords, and everything counts
    let room = info::info(&context.room(), context.options()).map(|i| i.settings.keywords).unwrap_or_default();
    try_entry(entry, &room).map_err(|e| Failure::refused(e.to_string()))
}

/// What a trial heard, in lines.
fn told(context: &Context, entry: &Entry, trial: &Trial) -> Vec<String> {
    let audience = context.audience();
    let sample = sample(entry, trial, &context.words);
    let post = |post: &SamplePost| {
        let at = post.at.map(|at| at.rfc3339()).unwrap_or_default();
        format!("  {at}  {}: {}", post.who.show(audience), post.text.show(audience))
    };
    sample.posts.iter().map(post).chain(sample.said).collect()
}
