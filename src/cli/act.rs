//! `gabinete act`: commands as JSON, one a line; an answer as JSON for each, in order.

use super::run::{Context, Failure, Outcome};
use super::{Act, say};
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::EventSeq;
use crate::domain::room::Refusal;
use crate::shell::{session, time};
use crate::sources::feed::Feed;
use crate::store::error::Denied;
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
#[derive(Debug, Serialize)]
struct Said {
    ok: bool,
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
    context.may_write()?;
    let path = context.room();
    let mut feed = session::feed(&path, context.options(), &context.plan()?).map_err(|e| context.fault(&path, &e))?;
    let mut refused = false;
    match &act.command {
        Some(command) => refused |= !one(context, &mut feed, command.as_bytes())?,
        None => {
            let mut input = BufReader::new(std::io::stdin().lock());
            let mut line = Vec::new();
            while read_line(&mut input, &mut line).map_err(|e| Failure::refused(e.to_string()))? {
                if !line.iter().all(u8::is_ascii_whitespace) {
                    refused |= !one(context, &mut feed, &line)?;
                }
            }
        }
    }
    feed.close(time::now());
    Ok(u8::from(refused))
}

/// Reads a line; of one that is too long the rest is passed over, so that no part of it is taken for a command. `false` at
/// the end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    let read = input.take(MAX_LINE).read_until(b'\n', line)?;
    if read as u64 == MAX_LINE && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

/// Carries out one command and prints what came of it; whether it went well.
fn one(context: &Context, feed: &mut Feed, line: &[u8]) -> Result<bool, Failure> {
    let said = match serde_json::from_slice::<Line>(line) {
        Err(e) => {
            let said = context.words.f("act-not-a-command", &[("detail", e.to_string().into())]);
            no("not-a-command", said)
        }
        Ok(line) => {
            let who = context.actor_named(line.who.as_deref());
            let now = time::now();
            match feed.writer().decide(&who, &line.command, now, line.key.as_deref()) {
                Ok(decided) => {
                    if matches!(line.command, Command::AddMention { .. }) {
                        let path = feed.path().to_owned();
                        feed.drain(now).map_err(|e| context.fault(&path, &e))?;
                    }
                    yes(decided)
                }
                Err(Denied::Refused(refusal)) => refusal_said(context, &refusal),
                Err(Denied::Store(e)) => return Err(context.fault(feed.path(), &e)),
            }
        }
    };
    let ok = said.ok;
    let text = serde_json::to_string(&said).map_err(|e| Failure::refused(e.to_string()))?;
    say(&text)?;
    Ok(ok)
}

fn yes(decided: Decided) -> Said {
    let events = decided.events.iter().map(|(seq, event)| Happened {
        seq: *seq,
        digest: match event {
            Event::ResponseSubmitted { content, .. } | Event::ResponseRevised { content, .. } => Some(content.digest()),
            _ => None,
        },
        event: serde_json::to_value(event).unwrap_or_default(),
    });
    Said {
        ok: true,
        decision: (decided.decision.0 > 0).then_some(decided.decision.0),
        events: events.collect(),
        skipped: decided.skipped.iter().map(|m| m.0).collect(),
        repeated: decided.repeated,
        refused: None,
        said: None,
    }
}

fn refusal_said(context: &Context, refusal: &Refusal) -> Said {
    no(refusal.key, context.words.refusal(refusal))
}

fn no(key: &'static str, said: String) -> Said {
    Said {
        ok: false,
        decision: None,
        events: Vec::new(),
        skipped: Vec::new(),
        repeated: false,
        refused: Some(key),
        said: Some(said),
    }
}
