//! A published text that is taken back. Owns whose word that takes and what the public note must be; what the note says is
//! read where any text is.

use super::Response;
use super::ResponseState::{Corrected, Done, FollowedUp, Published};
use super::decide::{permalink, reason};
use super::review::{Around, Finding, LEGAL};
use crate::domain::command::{Ctx, Retract};
use crate::domain::event::Event;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;

/// Rule 9: nothing disappears in silence, and not by one person's word where the plan asks for more.
pub(super) fn retract(now: &Response, around: &Around<'_>, said: &Retract, ctx: &Ctx) -> Result<Event, Refusal> {
    now.must_be(&[Published, FollowedUp, Done, Corrected])?;
    let (public_note, words) = (Clean::line(&said.public_note), &said.words);
    if public_note.is_empty() {
        return Err(now.called(Refusal::new("refuse-silent")));
    }
    let told = public_note.as_str().split_whitespace().count() >= LEAST_NOTE;
    if !told && permalink(Some(public_note.as_str())).is_err() {
        return Err(now.called(Refusal::new("refuse-note-short")));
    }
    // where nobody has the role anybody speaks for it, also who has no name: then another than who acts must
    let held = !(around.speaks)(LEGAL, &Clean::default());
    let mut legal = words.iter().map(|name| Clean::line(name)).chain(held.then(|| ctx.who.name.clone()));
    let heard = legal.any(|name| (around.speaks)(LEGAL, &name));
    let graves = around.note.iter().filter(|f| f.grave);
    let (stands, open): (Vec<&Finding>, Vec<_>) = graves.partition(|f| heard && said.stands.contains(&f.rule));
    let open: Vec<&str> = open.iter().map(|f| f.rule.as_str()).collect();
    let stands = stands.into_iter().map(|f| f.rule.clone()).collect();
    if !open.is_empty() {
        return Err(now.called(Refusal::new("refuse-note-grave").with("rules", open.join(", "))));
    }
    let words = words.iter().take(MAX_VOICES).map(|name| Clean::line(name)).filter(|name| !name.is_empty());
    let words: Vec<Clean> = words.collect();
    let says = |role: &&String| words.iter().chain([&ctx.who.name]).any(|name| (around.speaks)(role, name));
    let missing: Vec<&str> = around.needs.iter().filter(|role| !says(role)).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(now.called(Refusal::new("refuse-retract-word").with("roles", missing.join(", "))));
    }
    Ok(Event::ResponseRetracted { response: now.id, reason: reason(&said.reason)?, public_note, words, stands })
}

/// Fewest words of a public note that is no address: fewer tell nobody what was taken back.
const LEAST_NOTE: usize = 3;

/// Most names of those who gave their word for a retraction.
const MAX_VOICES: usize = 20;
