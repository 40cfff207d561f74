//! Texts on their way out through an account. Owns the table and its transactions: queued with the event that says so,
//! `sending` on the disk before a byte leaves, "out" together with the event. What an answer means is the domain's.

use super::decide;
use super::error::{Denied, StoreError};
use super::load;
use super::log::Log;
use super::writer::{Durable, Writer};
use super::{chain, columns};
use crate::domain::command::{Command, Replied, Reply};
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
pub use crate::domain::outbox::State;
use crate::domain::outbox::{GRACE, Heard, Next, Standing, key, why};
use crate::domain::response::{Response, ResponseKind, ResponseState};
use crate::domain::room::{Actor, Lang, Refusal};
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::words::Words;
use crate::words::greeting;
use crate::words::publish::reason;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most open rows that are looked at at once; a room has one or two.
const MANY: i64 = 64;
const OPEN: &str = "state IN ('queued', 'sending', 'unknown')";

/// A text on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: i64,
    /// The account's name.
    pub account: String,
    /// Whose account it is: `account@host` of the machine where it was asked for.
    pub owner: String,
    /// Sort, server and login that it was sent with.
    pub target: Option<String>,
    /// The channel of the text.
    pub channel: String,
    /// How it stands.
    pub standing: Standing,
    /// When it is sent or asked about next, in real time.
    pub next: Stamp,
}

/// All that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Under which the platform knows it.
    pub key: String,
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Lang,
    /// The platform's identity of what it answers, or its link.
    pub reply_to: Option<String>,
    /// When the text under this key was first queued, in real time.
    pub first: Stamp,
}

/// Queues the response whose publishing was just recorded, when that is through an account; inside the decision's
/// transaction.
pub(super) fn queue(log: &Log<'_>, id: ResponseId) -> Result<(), Denied> {
    let started = log.events.iter().rev().find_map(|(seq, event)| match event {
        Event::PublishingStarted { digest, via: Some(account), .. } => Some((seq.0, digest, account)),
        _ => None,
    });
    let Some((seq, digest, account)) = started else { return Ok(()) };
    let (conn, real) = (log.conn, log.real());
    let response = load::response(conn, id)?;
    let replies = match &response {
        Some(r) if r.to_each() => load::each(conn, r)?.waiting.into_iter().map(Some).collect(),
        Some(r) if r.kind == ResponseKind::Reply => vec![load::reached(conn, id)?.0.first().copied()],
        _ => vec![None],
    };
    if replies.len() > MANY_REPLIES {
        return Err(Refusal::new("refuse-many-replies").with("n", replies.len()).with("max", MANY_REPLIES).into());
    }
    for reply in replies {
        queue_one(log, &Queued { seq, id, digest, account, reply, real })?;
    }
    Ok(())
}

/// A text that is put in the queue.
struct Queued<'a> {
    seq: i64,
    id: ResponseId,
    digest: &'a str,
    account: &'a Clean,
    reply: Option<MentionId>,
    real: Stamp,
}

fn queue_one(log: &Log<'_>, row: &Queued<'_>) -> Result<(), Denied> {
    let Queued { seq, id, digest, account, reply, real } = *row;
    let conn = log.conn;
    // the same text through the same account is the same post, however often a person tries
    let before: Option<(String, i64)> = conn
        .prepare_cached(
            "SELECT key, first FROM outbox WHERE response = ?1 AND digest = ?2 AND account = ?3 AND reply IS ?4",
        )?
        .query_row(params![id.0, digest, account.as_str(), reply.map(|m| m.0)], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (key, first) = match before {
        Some(before) => before,
        None => {
            let head = chain::hex(&chain::head(conn)?.hash);
            // replies of one moment are told apart by whom they answer
            let to = reply.map_or_else(String::new, |m| format!(" {}", m.0));
            (key(real, &format!("{head} {} {digest}{to}", id.0)), real.0)
        }
    };
    let row = params![id.0, digest, account.as_str(), owner(log.who), key, reply.map(|m| m.0), first, real.0, seq];
    conn.prepare_cached(
        "INSERT INTO outbox (response, digest, account, owner, key, reply, state, first, queued, since, next, event)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', ?7, ?8, ?8, ?8, ?9)",
    )?
    .execute(row)?;
    Ok(())
}

/// Whose accounts a person uses: the machine's account and host behind the declared name.
pub fn owner(who: &Actor) -> &str {
    who.behind.as_str().split(' ').next().unwrap_or_default()
}

/// Most replies that go out through an account at once: more in a row is what platforms take for a machine's noise.
const MANY_REPLIES: usize = 50;

/// Refuses to say that a text, or one reply of it, did not go out while it is being sent.
pub(super) fn may_give_up(
    conn: &Connection,
    id: ResponseId,
    one: Option<MentionId>,
    real: Stamp,
) -> Result<(), Denied> {
    let sending = "SELECT 1 FROM outbox WHERE response = ?1 AND state = 'sending' AND abs(?2 - since) < ?3
        AND (?4 IS NULL OR reply = ?4)";
    match conn.prepare_cached(sending)?.exists(params![id.0, real.0, GRACE, one.map(|m| m.0)])? {
        true => Err(Refusal::new("refuse-still-sending").into()),
        false => Ok(()),
    }
}

/// What became of a response is known, from a person or from the server: nothing is sent or asked any more.
pub(super) fn close(conn: &Connection, id: ResponseId, state: State) -> rusqlite::Result<()> {
    conn.prepare_cached(&format!("UPDATE outbox SET state = ?2, why = NULL WHERE response = ?1 AND {OPEN}"))?
        .execute(params![id.0, state.code()])?;
    Ok(())
}

/// As [`close`], for one reply of several.
pub(super) fn close_one(conn: &Connection, id: ResponseId, mention: MentionId, state: State) -> rusqlite::Result<()> {
    conn.prepare_cached(&format!(
        "UPDATE outbox SET state = ?3, why = NULL WHERE response = ?1 AND reply = ?2 AND {OPEN}"
    ))?
    .execute(params![id.0, mention.0, state.code()])?;
    Ok(())
}

/// Columns of [`read`].
const ROW: &str = "o.id, o.account, o.owner, o.target, o.state, o.attempts, o.asked, o.queued, o.since, o.next,
    coalesce((SELECT content ->> 'channel' FROM response r WHERE r.id = o.response), '')";

fn read(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        id: row.get(0)?,
        account: row.get(1)?,
        owner: row.get(2)?,
        target: row.get(3)?,
        channel: row.get(10)?,
        standing: Standing {
            state: columns::from_word(row, 4)?,
            attempts: row.get(5)?,
            asked: row.get(6)?,
            queued: columns::stamp(row, 7)?,
            since: columns::stamp(row, 8)?,
        },
        next: columns::stamp(row, 9)?,
    })
}

impl Writer {
    /// The texts on their way, those first whose time comes first.
    pub fn outbox(&self) -> Result<Vec<Waiting>, StoreError> {
        let sql = format!("SELECT {ROW} FROM outbox o WHERE {OPEN} ORDER BY next, id LIMIT {MANY}");
        Ok(self.conn.prepare_cached(&sql)?.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Takes a queued text to be sent now with `target`, and has that on the disk before it gives the text out. Nothing
    /// when it is not there to be sent any more; what may not leave is given up, with its reason.
    pub fn claim(&mut self, id: i64, target: &str, real: Stamp) -> Result<Option<Parcel>, StoreError> {
        self.settling(id, real, |log, waiting| {
            if waiting.standing.state != State::Queued || waiting.next > real {
                return Ok(None);
            }
            if let Some(no) = held_back(log, waiting, real)? {
                give_up(log, waiting.id, &why(no))?;
                return Ok(None);
            }
            log.conn
                .prepare_cached(
                    "UPDATE outbox SET state = 'sending', attempts = attempts + 1, asked = 0, target = ?2, since = ?3,
                       next = ?3, why = NULL WHERE id = ?1",
                )?
                .execute(params![id, target, real.0])?;
            parcel(log.conn, id)
        })
        .map(Option::flatten)
    }

    /// What was sent, to ask the server about.
    pub fn parcel(&self, id: i64) -> Result<Option<Parcel>, StoreError> {
        parcel(&self.conn, id)
    }

    /// Takes in what was heard about a text, with the event that follows from it; whether the room changed.
    pub fn hear(&mut self, id: i64, heard: Heard, real: Stamp) -> Result<bool, StoreError> {
        let done = self.settling(id, real, |log, waiting| {
            match waiting.standing.after(heard, real) {
                Next::Sent(link) => {
                    let permalink = Some(link.as_str().to_owned());
                    end(log, id, State::Sent, None, |response, one| match one {
                        Some(mention) => {
                            let reply = Reply::Sent { permalink, changed_to: None };
                            Command::Replied(Replied { response: response.id, mention, reply })
                        }
                        None => Command::ConfirmPublished { response: response.id, permalink, changed_to: None },
                    })?;
                }
                Next::Failed(why) => give_up(log, id, &why)?,
                Next::Wait { state, why, next } => {
                    log.conn
                        .prepare_cached(
                            "UPDATE outbox SET state = ?2, why = ?3, next = ?4, asked = asked + 1 WHERE id = ?1",
                        )?
                        .execute(params![id, state.code(), why.map(|w| columns::json(&w)), next.0])?;
                }
            }
            Ok(())
        })?;
        Ok(done.is_some())
    }

    /// Changes an open row, in the name of whoever asked for it to be published.
    fn settling<T>(
        &mut self,
        id: i64,
        real: Stamp,
        work: impl FnOnce(&mut Log<'_>, &Waiting) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        let sql = format!("SELECT {ROW} FROM outbox o WHERE id = ?1 AND {OPEN}");
        let Some(waiting) = tx.prepare_cached(&sql)?.query_row([id], read).optional()? else { return Ok(None) };
        let who = asked_by(&tx, id)?;
        let mut log = Log::begin(&tx, &who, real)?;
        let done = work(&mut log, &waiting)?;
        tx.commit()?;
        Ok(Some(done))
    }
}

/// Why a queued text may not leave now, whatever put it there; nothing when it may.
fn held_back(log: &Log<'_>, waiting: &Waiting, real: Stamp) -> Result<Option<&'static str>, StoreError> {
    let (response, digest, reply): (i64, String, Option<i64>) = log
        .conn
        .prepare_cached("SELECT response, digest, reply FROM outbox WHERE id = ?1")?
        .query_row([waiting.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let response = load::response(log.conn, ResponseId(response))?;
    let approved = response.as_ref().is_some_and(|r| {
        let lasts = r.approval.as_ref().is_some_and(|a| a.digest == digest && log.now <= a.until);
        let covered = lasts && !r.unsure(log.now);
        r.state == ResponseState::Publishing && r.content.digest() == digest && covered
    });
    // what goes to one person after the other takes a while: what changes meanwhile stops the rest of it
    let goes_on = match response.filter(Response::to_each) {
        Some(r) => {
            let each = load::each(log.conn, &r)?;
            r.halted(each.moved, log.now).is_none() && reply.is_some_and(|m| each.waiting.contains(&MentionId(m)))
        }
        None => true,
    };
    Ok(match () {
        () if load::settings(log.conn)?.drill.is_some() => Some("publish-drill"),
        () if waiting.standing.stale(real) => Some("publish-waited"),
        () if !approved || !goes_on => Some("publish-changed"),
        () => None,
    })
}

fn parcel(conn: &Connection, id: i64) -> Result<Option<Parcel>, StoreError> {
    let row: Option<(i64, Option<i64>, Parcel)> = conn
        .prepare_cached(
            "SELECT o.response, o.key, CASE WHEN o.reply IS NULL THEN NULL ELSE coalesce(
                 (SELECT CASE WHEN m.pid LIKE 'at://%' THEN m.pid ELSE coalesce(m.url, m.pid) END
                  FROM mention m WHERE m.id = o.reply), '') END, o.first, o.reply
             FROM outbox o WHERE o.id = ?1",
        )?
        .query_row([id], |r| {
            let (text, lang, first) = (String::new(), Lang::default(), columns::stamp(r, 3)?);
            Ok((r.get(0)?, r.get(4)?, Parcel { key: r.get(1)?, text, lang, reply_to: r.get(2)?, first }))
        })
        .optional()?;
    let Some((response, reply, parcel)) = row else { return Ok(None) };
    let Some(response) = load::response(conn, ResponseId(response))? else { return Ok(None) };
    let (text, lang) = (response.content.text.trim_end(), response.content.lang);
    let text = match reply.filter(|_| response.to_each()) {
        Some(mention) => greeting::fill(text, lang, load::name(conn, MentionId(mention))?.as_deref()),
        None => text.to_owned(),
    };
    Ok(Some(Parcel { text, lang, ..parcel }))
}

/// It is not out: a person decides what to do.
fn give_up(log: &mut Log<'_>, id: i64, why: &Why) -> Result<(), StoreError> {
    let words = Words::new(load::settings(log.conn)?.lang);
    let reason = reason(&words, why);
    end(log, id, State::Failed, Some(why), |response, _| Command::PublishingFailed { response: response.id, reason })
}

/// Closes a row with the event that says so: about the one reply that it is, when the text goes to each by themselves. Of
/// several replies one that failed says nothing yet: when the others are through, a person sees to what is left, or all of
/// it did not go out. A response that somebody else has spoken about already stays as it is.
fn end(
    log: &mut Log<'_>,
    id: i64,
    state: State,
    why: Option<&Why>,
    command: impl FnOnce(&Response, Option<MentionId>) -> Command,
) -> Result<(), StoreError> {
    let (response, reply): (i64, Option<i64>) = log
        .conn
        .prepare_cached("UPDATE outbox SET state = ?2, why = ?3 WHERE id = ?1 RETURNING response, reply")?
        .query_row(params![id, state.code(), why.map(columns::json)], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let Some(response) = load::response(log.conn, ResponseId(response))? else { return Ok(()) };
    let one = reply.map(MentionId).filter(|_| response.to_each());
    if state == State::Failed && one.is_some() {
        let open = format!("SELECT 1 FROM outbox WHERE response = ?1 AND {OPEN}");
        if !response.review.sent.is_empty() || log.conn.prepare_cached(&open)?.exists([response.id.0])? {
            return Ok(());
        }
    }
    match decide::run(log, &command(&response, one), &()) {
        Ok(_) | Err(Denied::Refused(_)) => Ok(()),
        Err(Denied::Store(e)) => Err(e),
    }
}

/// Who asked for a text to be published; the room itself where no event tells.
fn asked_by(conn: &Connection, id: i64) -> rusqlite::Result<Actor> {
    let found = conn
        .prepare_cached(
            "SELECT e.actor, e.role, e.behind FROM outbox o JOIN event e ON e.seq = o.event WHERE o.id = ?1",
        )?
        .query_row([id], |r| {
            Ok(Actor { name: columns::clean(r, 0)?, role: columns::clean(r, 1)?, behind: columns::clean(r, 2)? })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

#[cfg(test)]
impl Writer {
    /// A response as it stands.
    pub(crate) fn response(&self, id: ResponseId) -> Result<Option<crate::domain::response::Response>, StoreError> {
        Ok(load::response(&self.conn, id)?)
    }

    /// Writes a row that no decision made.
    pub(crate) fn plant(&self, id: ResponseId, account: &str, who: &Actor, real: Stamp) -> Result<(), StoreError> {
        let digest = load::response(&self.conn, id)?.map(|r| r.content.digest());
        self.conn.execute(
            "INSERT INTO outbox (response, event, digest, account, owner, key, state, first, queued, since, next)
             VALUES (?1, 1, ?2, ?3, ?4, 'k', 'queued', ?5, ?5, ?5, ?5)",
            params![id.0, digest, account, owner(who), real.0],
        )?;
        Ok(())
    }
}
