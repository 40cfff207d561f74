//! `gabinete act`: commands as JSON, one a line; an answer as JSON for each, in order.

use super::run::{Context, Failure, Outcome};
use super::strict::{Fault, Schema};
use super::{Act, say};
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::private::{Allow, Audience, mask_prose};
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::publish::accounts::named;
use crate::shell::{session, time};
use crate::sources::feed::Feed;
use crate::sources::read_as_imported;
use crate::store::error::{Denied, StoreError};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read};

/// Longest command, in bytes.
const MAX_LINE: u64 = 2 << 20;

/// One line of input: a command with what goes beside it.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
pub struct Line {
    /// Makes a retry safe: the same key is carried out once, and later tells what came of it then.
    #[serde(default)]
    key: Option<String>,
    /// Who acts, when it is not who was named with `--as`.
    #[serde(default, rename = "as")]
    who: Option<String>,
    /// The command itself.
    #[serde(flatten)]
    command: Command,
}

/// One line of output.
#[derive(Debug, Default, Serialize)]
struct Said {
    ok: bool,
    /// Of a mention that was put in: its number, once it is in the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    mention: Option<MentionId>,
    /// It was in the room before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    known: bool,
    /// It waits for the process that collects, or that has the room open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    waits: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Happened>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    repeated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
}

#[derive(Debug, Serialize)]
struct Happened {
    seq: EventSeq,
    /// Of a text handed in or kept: what its approval has to name.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(flatten)]
    event: serde_json::Value,
}

/// Carries out each command; 1 when any was refused.
pub fn act(context: &Context, act: &Act) -> Outcome {
    if act.schema {
        let schema = schemars::schema_for!(Line);
        say(&serde_json::to_string_pretty(&schema).map_err(|e| Failure::refused(e.to_string()))?)?;
        return Ok(0);
    }
    // a script reads standard output, a person standard error: what refuses all of them at once is told to both
    if let Err(failure) = context.may_write() {
        tell(&no("refuse-readonly", failure.said.clone()))?;
        return Err(failure);
    }
    let path = context.room();
    let feed = match session::feed(&path, context.options(), &context.plan_for(&path)?) {
        Ok(feed) => feed,
        Err(e) => {
            let failure = context.fault(&path, &e);
            tell(&no(e.says(&path).key, failure.said.clone()))?;
            return Err(failure);
        }
    };
    let mut acting = Acting { context, feed, schema: Schema::of::<Line>(), number: 0 };
    let mut refused = false;
    // a dash is standard input here as it is for `import` and `follow`
    match act.command.as_deref().filter(|command| *command != "-") {
        Some(command) => refused |= !acting.one(command.as_bytes())?,
        None => {
            let mut input = BufReader::new(std::io::stdin().lock());
            let mut line = Vec::new();
            while let Some(whole) = read_line(&mut input, &mut line).map_err(|e| Failure::refused(e.to_string()))? {
                if !whole {
                    refused = true;
                    tell(&no("act-too-long", context.words.f("act-too-long", &[("max", (MAX_LINE >> 20).into())])))?;
                } else if !line.iter().all(u8::is_ascii_whitespace) {
                    // what some editors begin a file with
                    let bare = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| acting.number == 0);
                    refused |= !acting.one(bare.unwrap_or(&line))?;
                }
            }
        }
    }
    acting.feed.look_through(time::now()).map_err(|e| context.fault(&path, &e))?;
    acting.feed.close(time::now());
    Ok(u8::from(refused))
}

/// Reads a line; of one that is too long the rest is passed over, so that no part of it is taken for a command, and it is
/// `false`. Nothing at the end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Option<bool>> {
    line.clear();
    let read = input.take(MAX_LINE).read_until(b'\n', line)?;
    let whole = (read as u64) < MAX_LINE || line.last() == Some(&b'\n');
    if !whole {
        input.skip_until(b'\n')?;
    }
    Ok((read > 0).then_some(whole))
}

/// Carrying out one line after another.
struct Acting<'a> {
    context: &'a Context,
    feed: Feed,
    schema: Schema,
    /// Lines so far.
    number: u64,
}

impl Acting<'_> {
    /// Carries out one command and prints what came of it; whether it went well.
    fn one(&mut self, line: &[u8]) -> Result<bool, Failure> {
        self.number += 1;
        let said = match self.read(line) {
            Ok(line) => self.carry_out(line)?,
            Err(fault) => no(fault.code(), fault.said(&self.context.words)),
        };
        tell(&said)?;
        Ok(said.ok)
    }

    /// Reads a line; what the reader that makes the command would pass over in silence is looked for first.
    fn read(&self, line: &[u8]) -> Result<Line, Fault> {
        let line = std::str::from_utf8(line).map_err(|e| Fault::NotUtf8(e.valid_up_to() + 1))?;
        let value = serde_json::from_str(line).map_err(|e| Fault::of(&e))?;
        self.schema.check(&value)?;
        serde_json::from_str(line).map_err(|e| Fault::of(&e))
    }

    fn carry_out(&mut self, mut line: Line) -> Result<Said, Failure> {
        let who = self.context.actor_named(line.who.as_deref());
        let now = time::now();
        let mut known = None;
        if let Command::AddMention { mention } = &mut line.command {
            read_as_imported(mention);
            mention.origin = Some(self.origin(line.key.as_deref(), now));
            known = self.feed.find(mention).map_err(|e| self.fault(&e))?;
        }
        let via = match &line.command {
            Command::StartPublishing { via, .. } => via.as_deref(),
            _ => None,
        };
        if let Some(account) = via
            && let Some(refusal) = self.no_account(account)?
        {
            return Ok(no(refusal.key, self.context.words.refusal(&refusal)));
        }
        match self.feed.writer().decide(&who, &line.command, now, line.key.as_deref()) {
            Ok(decided) => {
                let mut said = yes(decided, self.context.audience());
                // an open room sends it, or `collect`
                said.waits = via.is_some() && !said.repeated;
                if let Command::AddMention { mention } = &line.command {
                    // it is kept, and whatever hinders its being taken in now is no refusal
                    said.mention = self.feed.drain(now).and_then(|_| self.feed.find(mention)).unwrap_or_default();
                    said.known = known.is_some() && !said.repeated;
                    said.waits = said.mention.is_none();
                }
                Ok(said)
            }
            Err(Denied::Refused(refusal)) => Ok(no(refusal.key, self.refused(&refusal))),
            Err(Denied::Store(e)) => Err(self.fault(&e)),
        }
    }

    /// Why not, in words. They may name one of us: to a shared screen they do not.
    fn refused(&self, refusal: &Refusal) -> String {
        if self.context.audience() == Audience::Operator {
            return self.context.words.refusal(refusal);
        }
        mask_prose(&self.context.words.refusal(&refusal.clone().nameless()), &Allow::none()).into_owned()
    }

    /// What names a mention by hand that has nothing else to be known by: its key, so that a retry finds it again, else
    /// this very line.
    fn origin(&self, key: Option<&str>, now: Stamp) -> String {
        match key {
            Some(key) => format!("act:key:{key}"),
            None => format!("act:{}:{}:{}", now.0, std::process::id(), self.number),
        }
    }

    /// That an account is not here: what is queued for it would wait for nobody. A drill says no by itself.
    fn no_account(&mut self, name: &str) -> Result<Option<Refusal>, Failure> {
        let settings = self.feed.writer().settings().map_err(|e| self.context.fault(self.feed.path(), &e))?;
        let all = super::accounts::read(self.context)?;
        let here = settings.drill.is_some() || named(&all, name, settings.name.as_str()).is_some();
        let refusal = || Refusal::new("refuse-no-account").with("name", Clean::line(name).as_str());
        Ok((!here).then(refusal))
    }

    /// The room cannot be used: said as the answer to the command that met it, too, for whoever pairs the lines.
    fn fault(&self, e: &StoreError) -> Failure {
        let failure = self.context.fault(self.feed.path(), e);
        // whoever reads no answer any more still gets the exit code
        let _ = tell(&no(e.says(self.feed.path()).key, failure.said.clone()));
        failure
    }
}

fn yes(decided: Decided, audience: Audience) -> Said {
    let events = decided.events.iter().map(|(seq, event)| Happened {
        seq: *seq,
        digest: match event {
            Event::ResponseSubmitted { content, .. } | Event::ResponseRevised { content, .. } => Some(content.digest()),
            _ => None,
        },
        event: match audience {
            Audience::Operator => told(event),
            // a payload holds people's words: on a shared screen only what sort of thing happened
            Audience::Shared => serde_json::json!({ "event": event.kind() }),
        },
    });
    Said {
        ok: true,
        decision: (decided.decision.0 > 0).then_some(decided.decision.0),
        events: events.collect(),
        skipped: decided.skipped.iter().map(|m| m.0).collect(),
        repeated: decided.repeated,
        ..Said::default()
    }
}

/// An event as JSON. Which other event it is about stands under another name than its own number.
fn told(event: &Event) -> serde_json::Value {
    let mut told = serde_json::to_value(event).unwrap_or_default();
    if let Some(fields) = told.as_object_mut()
        && let Some(of) = fields.remove("seq")
    {
        fields.insert("of".into(), of);
    }
    told
}

/// Prints one answer.
fn tell(said: &Said) -> Result<(), Failure> {
    say(&serde_json::to_string(said).map_err(|e| Failure::refused(e.to_string()))?)
}

fn no(key: &'static str, said: String) -> Said {
    Said { refused: Some(key), said: Some(said), ..Said::default() }
}
