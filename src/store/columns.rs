//! How the domain's types stand in columns, in one place for writer and reader.

use crate::domain::affected::Affected;
use crate::domain::duty::{Duty, Held, StandIn};
use crate::domain::event::{Header, Visibility};
use crate::domain::fact::Fact;
use crate::domain::handover::Handover;
use crate::domain::ids::{
    AffectedId, DecisionId, EventSeq, FactId, HandoverId, IncidentId, ItemId, MatterId, MentionId, ResponseId, TaskId,
};
use crate::domain::incident::Incident;
use crate::domain::item::Item;
use crate::domain::matter::Matter;
use crate::domain::mention::{Attention, MentionKind, Said, Tone};
use crate::domain::private::Private;
use crate::domain::response::Response;
use crate::domain::role::Role;
use crate::domain::room::Actor;
use crate::domain::task::{Task, TaskSpec, TaskState};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Error, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A unit variant as its word: `Severity::Sev2` is `SEV2`.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// A value as JSON text.
pub fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn broken(column: usize, why: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, Box::new(why))
}

/// A unit variant from its word.
pub fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(word)).map_err(|e| broken(column, e))
}

/// The same where the column may be NULL.
pub fn from_word_opt<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<String>>(column)? {
        None => Ok(None),
        Some(word) => serde_json::from_value(serde_json::Value::String(word)).map(Some).map_err(|e| broken(column, e)),
    }
}

/// A value from JSON text.
pub fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|e| broken(column, e))
}

/// The same where the column may be NULL.
pub fn from_json_opt<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    if row.get_ref(column)? == rusqlite::types::ValueRef::Null { Ok(None) } else { from_json(row, column).map(Some) }
}

/// Text that the store wrote as `Clean`; cleaned again, since somebody else may have edited the file.
pub fn clean(row: &Row<'_>, column: usize) -> rusqlite::Result<Clean> {
    row.get_ref(column)?
        .as_str_or_null()
        .map(|t| Clean::from(t.unwrap_or_default()))
        .map_err(|e: FromSqlError| broken(column, e))
}

/// The same where the column may be NULL.
pub fn clean_opt(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Clean>> {
    row.get_ref(column)?.as_str_or_null().map(|t| t.map(Clean::from)).map_err(|e: FromSqlError| broken(column, e))
}

/// A moment.
pub fn stamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Stamp> {
    row.get(column).map(Stamp)
}

/// The same where the column may be NULL.
pub fn stamp_opt(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Stamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Stamp))
}

/// 0 negative, 1 neutral, 2 positive, 3 unknown.
pub const fn tone_number(tone: Tone) -> i64 {
    tone as i64
}

/// The tone of a number.
pub const fn tone_of(number: i64) -> Tone {
    match number {
        0 => Tone::Negative,
        1 => Tone::Neutral,
        2 => Tone::Positive,
        _ => Tone::Unknown,
    }
}

/// The kinds in the order in which the domain lists them, which is how the writer numbers them.
pub const fn kind_of(number: i64) -> MentionKind {
    match number {
        1 => MentionKind::Reply,
        2 => MentionKind::Quote,
        3 => MentionKind::Repost,
        4 => MentionKind::Review,
        5 => MentionKind::Message,
        _ => MentionKind::Post,
    }
}

/// Columns of `mention_state` that [`attention`] reads, in its order.
pub const ATTENTION: &str = "s.disposition, s.reason, s.by, s.at, s.owes, s.owner, s.owner_since, s.snoozed_until, \
    s.said_tone, s.said_language, s.said_score, s.said_cluster, s.said_incident";

/// What people decided, from thirteen columns beginning at `c`.
pub fn attention(row: &Row<'_>, c: usize) -> rusqlite::Result<Attention> {
    Ok(Attention {
        disposition: from_word_opt(row, c)?,
        reason: clean(row, c + 1)?,
        by: clean_opt(row, c + 2)?,
        at: stamp_opt(row, c + 3)?,
        owes: from_word_opt(row, c + 4)?,
        owner: clean_opt(row, c + 5)?,
        owner_since: stamp_opt(row, c + 6)?,
        snoozed_until: stamp_opt(row, c + 7)?,
        said: Said {
            tone: row.get::<_, Option<i64>>(c + 8)?.map(tone_of),
            language: clean_opt(row, c + 9)?,
            score: row.get::<_, Option<i64>>(c + 10)?.map(|n| n.clamp(0, 100) as u8),
            cluster: row.get::<_, Option<i64>>(c + 11)?.map(MentionId),
            incident: row.get::<_, Option<i64>>(c + 12)?.map(IncidentId),
        },
    })
}

/// Columns that [`incident`] reads.
pub const INCIDENT: &str = "id, title, severity, kind, status, lead, t0, td, tc, tr, rev, rated, merged_into, known";

/// An incident from [`INCIDENT`].
pub fn incident(row: &Row<'_>) -> rusqlite::Result<Incident> {
    Ok(Incident {
        id: IncidentId(row.get(0)?),
        title: clean(row, 1)?,
        severity: from_word(row, 2)?,
        kind: from_word(row, 3)?,
        status: from_word(row, 4)?,
        lead: clean_opt(row, 5)?,
        t0: stamp(row, 6)?,
        td: stamp(row, 7)?,
        tc: stamp_opt(row, 8)?,
        tr: stamp_opt(row, 9)?,
        rev: row.get(10)?,
        rated: row.get(11)?,
        merged_into: row.get::<_, Option<i64>>(12)?.map(IncidentId),
        known: from_json(row, 13)?,
    })
}

/// When an incident was over, in SQL, as far as the room knows: `now` while it is on. One that was shut without having been
/// resolved is taken to have had no length.
pub fn over_at(now: &str) -> String {
    format!("coalesce(tr, CASE WHEN status IN ('closed', 'stood_down') THEN t0 ELSE {now} END)")
}

/// Whether a mention carries a hard trigger of the severity matrix, in SQL on `mention_state` under the name `of`.
pub fn triggered(of: &str) -> String {
    format!(
        "{of}.notes LIKE '%\"H%' AND EXISTS (SELECT 1 FROM json_each({of}.notes, '$.flags') f WHERE f.value GLOB 'H[0-9]*')"
    )
}

/// Columns that [`item`] reads.
pub const ITEM: &str = "id, incident, list, text, owner, due, since, outcome";

/// A line of a list from [`ITEM`].
pub fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: ItemId(row.get(0)?),
        incident: IncidentId(row.get(1)?),
        list: from_word(row, 2)?,
        text: clean(row, 3)?,
        owner: clean_opt(row, 4)?,
        due: stamp_opt(row, 5)?,
        since: stamp(row, 6)?,
        outcome: from_json_opt(row, 7)?,
    })
}

/// Columns that [`matter`] reads.
pub const MATTER: &str = "id, incident, question, due, by, since, objections, ruling";

/// A matter from [`MATTER`].
pub fn matter(row: &Row<'_>) -> rusqlite::Result<Matter> {
    Ok(Matter {
        id: MatterId(row.get(0)?),
        incident: row.get::<_, Option<i64>>(1)?.map(IncidentId),
        question: clean(row, 2)?,
        due: stamp_opt(row, 3)?,
        by: clean(row, 4)?,
        since: stamp(row, 5)?,
        objections: from_json(row, 6)?,
        ruling: from_json_opt(row, 7)?,
    })
}

/// Columns that [`duty`] reads.
pub const DUTY: &str = "incident, role, holder, since, stand_in, stand_since, stand_until";

/// A role from [`DUTY`].
pub fn duty(row: &Row<'_>) -> rusqlite::Result<Duty> {
    let holder = clean_opt(row, 2)?.zip(stamp_opt(row, 3)?).map(|(name, since)| Held { name, since });
    let stand_in = clean_opt(row, 4)?.zip(stamp_opt(row, 5)?).zip(stamp_opt(row, 6)?);
    let stand_in = stand_in.map(|((name, since), until)| StandIn { name, since, until });
    Ok(Duty { incident: IncidentId(row.get(0)?), role: from_word::<Role>(row, 1)?, holder, stand_in })
}

/// A handover from its number, its card and its ending.
pub fn handover(row: &Row<'_>) -> rusqlite::Result<Handover> {
    Ok(Handover { id: HandoverId(row.get(0)?), card: from_json(row, 1)?, ending: from_json_opt(row, 2)? })
}

/// Columns that [`task`] reads.
pub const TASK: &str = "id, incident, code, phase, en, es, role, due, due_rule, after, status, owner, note, by, at, rev, response, \
     rhythm, gate";

/// A task from [`TASK`]; what it waits for is the caller's to fill.
pub fn task(row: &Row<'_>) -> rusqlite::Result<Task> {
    Ok(Task {
        spec: TaskSpec {
            id: TaskId(row.get(0)?),
            code: row.get(2)?,
            phase: row.get(3)?,
            en: clean(row, 4)?,
            es: clean(row, 5)?,
            role: row.get(6)?,
            due: stamp_opt(row, 7)?,
            due_rule: row.get(8)?,
            after: from_json(row, 9)?,
            response: row.get::<_, Option<i64>>(16)?.map(ResponseId),
            rhythm: from_word_opt(row, 17)?,
            gate: from_word_opt(row, 18)?,
        },
        incident: IncidentId(row.get(1)?),
        state: TaskState {
            status: from_word(row, 10)?,
            owner: clean_opt(row, 11)?,
            note: clean(row, 12)?,
            by: clean_opt(row, 13)?,
            at: stamp_opt(row, 14)?,
        },
        waits_for: Vec::new(),
        rev: row.get(15)?,
    })
}

/// States of a task that is over, as SQL writes [`TaskStatus::over`](crate::domain::task::TaskStatus::over).
pub const OVER: &str = "('done', 'skipped')";

/// States of a text that is not out and may still go, as SQL writes [`ResponseState::open`](crate::domain::response::ResponseState::open).
pub const OPEN: &str = "('draft', 'in_review', 'changes_requested', 'approved', 'stale', 'held', 'publishing')";
/// Those of [`OPEN`] that nobody has taken to the platform.
pub const UNSENT: &str = "('draft', 'in_review', 'changes_requested', 'approved', 'stale', 'held')";
/// Those of [`OPEN`] that nobody holds back: they are written, judged or posted.
pub const WRITING: &str = "('draft', 'in_review', 'changes_requested', 'approved', 'stale', 'publishing')";
/// [`ResponseState::judged`](crate::domain::response::ResponseState::judged).
pub const JUDGED: &str = "('in_review', 'approved')";
/// [`ResponseState::in_force`](crate::domain::response::ResponseState::in_force).
pub const IN_FORCE: &str = "('published', 'followed_up', 'done')";
/// [`ResponseState::out`](crate::domain::response::ResponseState::out).
pub const OUT: &str = "('published', 'followed_up', 'done', 'corrected')";

/// Columns that [`response`] reads.
pub const RESPONSE: &str = "id, incident, title, kind, state, since, author, content, approval, note, permalink, published_text, rev, review, links";

/// A response from [`RESPONSE`]; what it answers is the caller's to fill.
pub fn response(row: &Row<'_>) -> rusqlite::Result<Response> {
    Ok(Response {
        id: ResponseId(row.get(0)?),
        incident: row.get::<_, Option<i64>>(1)?.map(IncidentId),
        title: clean(row, 2)?,
        kind: from_word(row, 3)?,
        state: from_word(row, 4)?,
        since: stamp(row, 5)?,
        author: clean(row, 6)?,
        content: from_json(row, 7)?,
        answers: Vec::new(),
        approval: from_json_opt(row, 8)?,
        note: clean(row, 9)?,
        permalink: clean_opt(row, 10)?,
        published_text: clean_opt(row, 11)?,
        rev: row.get(12)?,
        review: from_json(row, 13)?,
        links: from_json(row, 14)?,
    })
}

/// Columns that [`fact`] reads.
pub const FACT: &str = "id, incident, state, superseded_by, since, by, rev";

/// A fact from [`FACT`].
pub fn fact(row: &Row<'_>) -> rusqlite::Result<Fact> {
    Ok(Fact {
        id: FactId(row.get(0)?),
        incident: row.get::<_, Option<i64>>(1)?.map(IncidentId),
        state: from_json(row, 2)?,
        superseded_by: row.get::<_, Option<i64>>(3)?.map(FactId),
        since: stamp(row, 4)?,
        by: clean(row, 5)?,
        rev: row.get(6)?,
    })
}

/// Columns that [`affected`] reads.
pub const AFFECTED: &str = "id, incident, mention, name, note, care, since, contacted, closed";

/// A person affected from [`AFFECTED`].
pub fn affected(row: &Row<'_>) -> rusqlite::Result<Affected> {
    Ok(Affected {
        id: AffectedId(row.get(0)?),
        incident: row.get::<_, Option<i64>>(1)?.map(IncidentId),
        mention: row.get::<_, Option<i64>>(2)?.map(MentionId),
        name: Private::hidden(clean(row, 3)?),
        note: Private::hidden(clean(row, 4)?),
        care: from_word(row, 5)?,
        since: stamp(row, 6)?,
        contacted: stamp_opt(row, 7)?,
        closed: stamp_opt(row, 8)?,
    })
}

/// Columns that [`header`] reads.
pub const HEADER: &str = "seq, decision, incident, at, logged, real, actor, role, behind, kind, version, visibility";

/// An event's header from [`HEADER`].
pub fn header(row: &Row<'_>) -> rusqlite::Result<Header> {
    Ok(Header {
        seq: EventSeq(row.get(0)?),
        decision: DecisionId(row.get(1)?),
        incident: row.get::<_, Option<i64>>(2)?.map(IncidentId),
        at: stamp(row, 3)?,
        logged: stamp(row, 4)?,
        real: stamp(row, 5)?,
        actor: Actor { name: clean(row, 6)?, role: clean(row, 7)?, behind: clean(row, 8)? },
        kind: row.get(9)?,
        version: row.get(10)?,
        visibility: from_word::<Visibility>(row, 11)?,
    })
}

/// A mention's identity.
pub fn mention_id(row: &Row<'_>, column: usize) -> rusqlite::Result<MentionId> {
    row.get(column).map(MentionId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::ResponseState;
    use crate::domain::task::TaskStatus;
    use std::collections::BTreeSet;

    /// The words of those that a rule holds for, and those that SQL lists for it.
    fn same<T: Serialize + Copy>(all: &[T], rule: impl Fn(T) -> bool, listed: &str) {
        let listed: BTreeSet<String> =
            listed.trim_matches(['(', ')']).split(", ").map(|word| word.trim_matches('\'').to_owned()).collect();
        let held: BTreeSet<String> = all.iter().filter(|state| rule(**state)).map(word).collect();
        assert_eq!(listed, held);
    }

    #[test]
    fn what_sql_lists_is_what_the_domain_says() {
        use ResponseState::*;
        let all = [
            Draft,
            InReview,
            ChangesRequested,
            Approved,
            Stale,
            Publishing,
            Published,
            Retired,
            Discarded,
            Held,
            FollowedUp,
            Done,
            Corrected,
            Retracted,
        ];
        // the last of them: a state that is added makes the array too short
        assert_eq!(all.len(), Retracted as usize + 1);
        same(&all, ResponseState::open, OPEN);
        same(&all, |state| state.open() && state != Publishing, UNSENT);
        same(&all, |state| state.open() && state != Held, WRITING);
        same(&all, ResponseState::judged, JUDGED);
        same(&all, ResponseState::in_force, IN_FORCE);
        same(&all, ResponseState::out, OUT);
        let tasks = [TaskStatus::Open, TaskStatus::Done, TaskStatus::Skipped, TaskStatus::Blocked];
        same(&tasks, TaskStatus::over, OVER);
    }
}
