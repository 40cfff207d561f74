//! A text on its way to a platform through an account: from the queue to "out", "not out" or "nobody knows yet". Owns when
//! it may leave, what each answer makes of it and when it is tried or asked about again; must not know how a platform is
//! spoken to.
//!
//! ```text
//!  queued ──► sending ──► sent                      the server said where it stands
//!    ▲           │ ├────► failed                    surely not out: a person decides
//!    └───────────┘ └────► unknown ──► sent | failed asked about until the server says; never sent again
//! ```
//! A process that dies between sending and knowing leaves `sending` behind, which is asked about as `unknown` is.

use super::response::Response;
use super::room::Refusal;
use super::source::Why;
use super::text::Clean;
use super::time::{MINUTE, SECOND, Stamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Longest name of an account, in characters.
pub const MAX_ACCOUNT: usize = 40;
/// What waited in the queue for longer is not sent any more, in real milliseconds: a text of a crisis that goes out by
/// itself long after somebody asked for it, or out of a copy of the room, is worse than one that does not.
pub const FRESH: i64 = 10 * MINUTE;
/// A server may still be busy with what it was sent. Before this long is over, in real milliseconds, "not there" is no
/// answer. It is longer than the longest wait for an answer.
pub const GRACE: i64 = MINUTE;
/// Most times that a text is sent: the first, and after a server asked for patience.
const MAX_ATTEMPTS: u32 = 3;
/// Longest patience that a server may ask for; beyond it a person decides.
const PATIENCE: i64 = 5 * MINUTE;
/// First and longest pause before what went wrong is tried or asked again; it doubles in between.
const FIRST: i64 = 2 * SECOND;
const LONGEST: i64 = 10 * MINUTE;

/// Where a text stands on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits to be sent.
    #[default]
    Queued,
    /// Written down before the first byte leaves.
    Sending,
    /// It may be out; the server is asked.
    Unknown,
    /// Out.
    Sent,
    /// Not out.
    Failed,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [State::Queued, State::Sending, State::Unknown, State::Sent, State::Failed];

    /// Its name in the room's file.
    pub const fn code(self) -> &'static str {
        ["queued", "sending", "unknown", "sent", "failed"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["outbox-queued", "outbox-sending", "outbox-unknown", "outbox-sent", "outbox-failed"][self as usize]
    }
}

/// How a text stands when something is heard about it. Times are real, of the clock on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// How often it was sent, this time included.
    pub attempts: u32,
    /// How often was asked about it.
    pub asked: u32,
    /// When it was put in the queue.
    pub queued: Stamp,
    /// When it was last sent; when it was queued before that.
    pub since: Stamp,
}

/// What was heard about a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It is out, and can be read here.
    Out(Clean),
    /// It was surely not taken; after how many milliseconds the server would take it.
    NotSent(Why, Option<i64>),
    /// It may be out.
    Lost(Why),
    /// The server was asked and has no such text.
    NotThere,
    /// The server could not be asked.
    Away(Why),
}

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Out, where it can be read.
    Sent(Clean),
    /// Not out, and why: a person decides.
    Failed(Why),
    /// It stands so, and is looked at again then.
    Wait {
        /// How it stands.
        state: State,
        /// Why nobody knows.
        why: Option<Why>,
        /// When it is sent or asked about next, in real time.
        next: Stamp,
    },
}

impl Standing {
    /// What `heard` makes of it at the real moment `now`.
    pub fn after(&self, heard: Heard, now: Stamp) -> Next {
        match heard {
            Heard::Out(link) => Next::Sent(link),
            Heard::NotSent(_, Some(wait)) if self.attempts < MAX_ATTEMPTS && (0..=PATIENCE).contains(&wait) => {
                Next::Wait { state: State::Queued, why: None, next: now.plus(wait) }
            }
            Heard::NotSent(why, _) => Next::Failed(why),
            Heard::NotThere if self.settled(now) => Next::Failed(why("publish-not-there")),
            Heard::NotThere => {
                // asked again as soon as "not there" means something
                let end = self.since.plus(GRACE);
                let next = now.plus(pause(self.asked)).min(end).max(now.plus(SECOND));
                Next::Wait { state: State::Unknown, why: None, next }
            }
            Heard::Lost(why) | Heard::Away(why) => {
                Next::Wait { state: State::Unknown, why: Some(why), next: now.plus(pause(self.asked)) }
            }
        }
    }

    /// Whether the server has surely done with what it was sent. A clock that was put back knows nothing.
    pub fn settled(&self, now: Stamp) -> bool {
        now.since(self.since) >= GRACE
    }

    /// Whether it waited for too long to be sent.
    pub fn stale(&self, now: Stamp) -> bool {
        !(-FRESH..=FRESH).contains(&now.since(self.queued))
    }
}

/// Milliseconds before what went wrong so often is tried again.
pub(super) fn pause(times: u32) -> i64 {
    (FIRST << times.min(20)).min(LONGEST)
}

/// A reason without arguments.
pub fn why(key: &str) -> Why {
    Why { key: key.to_owned(), args: Vec::new() }
}

/// Whether a text may leave this machine through an account: never out of a drill (invariant 8), never without what was
/// approved with it (invariant 7). What an approval covers is asked besides, as for a text that is taken out by hand.
///
/// # Errors
/// Why it may not.
pub fn leaves(now: &Response, account: &str, drill: bool) -> Result<Clean, Refusal> {
    if drill {
        return Err(Refusal::new("refuse-drill-publish"));
    }
    let account = Clean::line(account);
    if account.is_empty() || account.as_str().chars().count() > MAX_ACCOUNT {
        return Err(Refusal::new("refuse-account-name").with("max", MAX_ACCOUNT));
    }
    if !now.content.attachments.is_empty() {
        return Err(Refusal::new("refuse-account-attachments"));
    }
    Ok(account)
}

/// The name under which a platform knows a text for good, so that it cannot be posted twice: 13 signs in the shape of
/// Bluesky's record keys (atproto's TID: microseconds and a clock's number, in base 32). `seed` tells rooms, responses
/// and texts of the same millisecond apart.
pub fn key(real: Stamp, seed: &str) -> String {
    const SIGNS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
    let digest = Sha256::digest(seed.as_bytes());
    let dice = u64::from_be_bytes([0, 0, 0, 0, digest[0], digest[1], digest[2], digest[3]]);
    let micros = real.0.max(0).unsigned_abs() * 1_000 + dice % 1_000;
    let id = ((micros << 10) | ((dice / 1_000) & 0x3ff)) & (u64::MAX >> 1);
    (0..13).rev().map(|at| char::from(SIGNS[(id >> (5 * at)) as usize & 31])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ResponseId;
    use crate::domain::response::{Content, ResponseKind, ResponseState};

    const AT: Stamp = Stamp(1_785_600_000_000);

    fn standing(state: State) -> Standing {
        Standing { state, attempts: 1, asked: 0, queued: AT, since: AT }
    }

    fn wait(next: &Next) -> (State, i64) {
        match next {
            Next::Wait { state, next, .. } => (*state, next.since(AT)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_sure_no_ends_it_and_only_a_sure_yes_confirms_it() {
        let sending = standing(State::Sending);
        assert_eq!(sending.after(Heard::Out("l".into()), AT), Next::Sent("l".into()));
        assert_eq!(sending.after(Heard::NotSent(why("a"), None), AT), Next::Failed(why("a")));
        assert_eq!(wait(&sending.after(Heard::Lost(why("a")), AT)), (State::Unknown, FIRST));
        assert_eq!(wait(&sending.after(Heard::Away(why("a")), AT)), (State::Unknown, FIRST));
    }

    #[test]
    fn not_there_counts_once_the_server_has_surely_done() {
        let unknown = standing(State::Unknown);
        assert_eq!(wait(&unknown.after(Heard::NotThere, AT.plus(1))), (State::Unknown, 1 + FIRST));
        let asked = Standing { asked: 9, ..unknown };
        assert_eq!(wait(&asked.after(Heard::NotThere, AT.plus(5))), (State::Unknown, GRACE), "not a pause longer");
        assert_eq!(unknown.after(Heard::NotThere, AT.plus(GRACE)), Next::Failed(why("publish-not-there")));
        assert!(matches!(unknown.after(Heard::NotThere, AT.plus(-GRACE)), Next::Wait { .. }), "a clock put back");
    }

    #[test]
    fn who_asks_for_patience_gets_a_little() {
        let sending = standing(State::Sending);
        let slower = |wait| Heard::NotSent(why("slower"), Some(wait));
        assert_eq!(wait(&sending.after(slower(7_000), AT)), (State::Queued, 7_000));
        assert_eq!(sending.after(slower(PATIENCE + 1), AT), Next::Failed(why("slower")));
        let third = Standing { attempts: MAX_ATTEMPTS, ..sending };
        assert_eq!(third.after(slower(1), AT), Next::Failed(why("slower")));
    }

    #[test]
    fn a_server_that_is_away_is_asked_less_and_less_and_without_end() {
        let pause = |asked| wait(&Standing { asked, ..standing(State::Unknown) }.after(Heard::Away(why("a")), AT)).1;
        assert_eq!([pause(0), pause(1), pause(2), pause(30), pause(u32::MAX)], [2_000, 4_000, 8_000, LONGEST, LONGEST]);
    }

    #[test]
    fn what_waited_too_long_is_stale() {
        let queued = standing(State::Queued);
        assert!(!queued.stale(AT.plus(FRESH)) && queued.stale(AT.plus(FRESH + 1)) && queued.stale(AT.plus(-FRESH - 1)));
    }

    #[test]
    fn a_key_has_the_shape_of_a_record_key_and_follows_time() {
        let one = key(AT, "room 1");
        assert_eq!(one, key(AT, "room 1"), "a retry has the same one");
        assert_ne!(one, key(AT, "room 2"));
        assert!(one.len() == 13 && one.bytes().all(|b| b"234567abcdefghijklmnopqrstuvwxyz".contains(&b)), "{one}");
        assert!(b"234567abcdefghij".contains(&one.as_bytes()[0]), "the first sign has four bits");
        assert!(one < key(AT.plus(1), "room 0"));
    }

    #[test]
    fn nothing_leaves_a_drill_or_without_what_belongs_to_it() {
        let mut response = Response {
            review: Default::default(),
            links: Default::default(),
            id: ResponseId(1),
            incident: None,
            title: "".into(),
            kind: ResponseKind::Reply,
            state: ResponseState::Approved,
            since: AT,
            author: "".into(),
            content: Content::default(),
            answers: Vec::new(),
            approval: None,
            note: "".into(),
            permalink: None,
            published_text: None,
            rev: 1,
        };
        assert_eq!(leaves(&response, " brand ", false), Ok("brand".into()));
        assert_eq!(leaves(&response, "brand", true).unwrap_err().key, "refuse-drill-publish");
        assert_eq!(leaves(&response, " ", false).unwrap_err().key, "refuse-account-name");
        assert_eq!(leaves(&response, &"a".repeat(41), false).unwrap_err().key, "refuse-account-name");
        response.content.attachments.push("00".into());
        assert_eq!(leaves(&response, "brand", false).unwrap_err().key, "refuse-account-attachments");
    }
}
