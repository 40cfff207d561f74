//! How many follow an author, as mentions that arrive say it: what they bring is ranked by what is known of who wrote it, and
//! where they tell a new count, all that the author wrote is. Owns when an author's mentions are looked up for that: once a
//! transaction and not for everybody, for it is a search; what is kept of an account and how it ranks is [`super::author`]'s.

use super::author::{self, Known};
use super::incoming::Incoming;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Followers from which it is looked whether an author who arrives was here with fewer.
const LOUD: u64 = 10_000;
/// Authors whose mentions are looked up in one transaction: those with a new count and then the loudest; the others' turn
/// comes when they are heard again.
const LOOKS: usize = 60;

/// What the mentions of one transaction say of those authors of whom the room may have it otherwise, each by platform and
/// account.
#[derive(Default)]
pub(super) struct Arrivals(HashMap<(String, String), Count>);

/// How many follow an author, as the newest of their mentions in a transaction says it.
struct Count {
    /// Of which moment it tells that.
    at: Stamp,
    followers: u64,
    verified: Option<bool>,
    handle: String,
    name: String,
    doubt: Doubt,
}

/// Why the room may have it otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// They are loud, and nothing is known of them.
    Loud,
    /// Another count was told before.
    Differs,
}

impl Arrivals {
    /// Ranks mentions that have just come in by what is known of their authors already; and hears how many follow the authors
    /// of these and of those that came `again`. What comes as history tells how it was.
    pub(super) fn hear(
        &mut self,
        conn: &Connection,
        (new, again): (&[Incoming], &[Incoming]),
        now: Stamp,
    ) -> rusqlite::Result<()> {
        for mention in new {
            let Some(account) = author::account(mention) else { continue };
            let known = author::last(conn, &mention.platform, &account)?;
            if known.is_some() {
                author::rank(conn, mention.id.0, known.as_ref())?;
            }
            let Some(said) = said(mention) else { continue };
            let doubt = match known {
                Some(known) => differs(known.followers, said),
                None => (said >= LOUD).then_some(Doubt::Loud),
            };
            self.add(mention, account, said, doubt, now);
        }
        let mut came = conn.prepare_cached("SELECT followers FROM mention WHERE ident = ?1")?;
        for mention in again {
            let Some((account, said)) = author::account(mention).zip(said(mention)) else { continue };
            let told = match author::last(conn, &mention.platform, &account)? {
                Some(known) => known.followers,
                // how it came
                None => {
                    let own = came.query_row([mention.ident], |r| r.get::<_, Option<i64>>(0)).optional()?;
                    own.flatten().map(i64::unsigned_abs)
                }
            };
            self.add(mention, account, said, differs(told, said), now);
        }
        Ok(())
    }

    /// Adds what a mention says to what others of its author said.
    fn add(&mut self, mention: &Incoming, account: String, followers: u64, doubt: Option<Doubt>, now: Stamp) {
        let at = mention.posted.min(now);
        let count = |doubt| Count {
            // none tells of a moment that is still to come
            at,
            followers,
            verified: mention.arrival_of.raw.verified,
            handle: mention.handle.clone(),
            name: mention.author.clone(),
            doubt,
        };
        match (self.0.entry((mention.platform.clone(), account)), doubt) {
            (Entry::Vacant(author), Some(doubt)) => drop(author.insert(count(doubt))),
            (Entry::Vacant(_), None) => {}
            (Entry::Occupied(mut author), doubt) => {
                let doubt = doubt.map_or(author.get().doubt, |doubt| doubt.max(author.get().doubt));
                match author.get_mut() {
                    newer if at < newer.at => newer.doubt = doubt,
                    older => *older = count(doubt),
                }
            }
        }
    }

    /// Notes how many follow them, and ranks all that they wrote by it.
    pub(super) fn tell(self, conn: &Connection, now: Stamp) -> rusqlite::Result<()> {
        let mut authors: Vec<_> = self.0.into_iter().collect();
        authors.sort_unstable_by(|(a, one), (b, other)| {
            (other.doubt, other.followers).cmp(&(one.doubt, one.followers)).then_with(|| a.cmp(b))
        });
        authors.into_iter().take(LOOKS).try_for_each(|(who, count)| told(conn, (&who.0, &who.1), count, now))
    }
}

/// How many follow its author, as a mention says it.
fn said(mention: &Incoming) -> Option<u64> {
    mention.arrival_of.raw.followers.map(author::kept).filter(|_| !mention.arrival_of.history)
}

fn differs(told: Option<u64>, said: u64) -> Option<Doubt> {
    (told != Some(said)).then_some(Doubt::Differs)
}

/// Looks up what an author wrote, and notes how many follow them where that was told otherwise.
fn told(conn: &Connection, (platform, account): (&str, &str), count: Count, now: Stamp) -> rusqlite::Result<()> {
    let before = author::last(conn, platform, account)?;
    if before.as_ref().is_some_and(|known| known.followers == Some(count.followers)) {
        return Ok(());
    }
    let theirs = author::by(conn, platform, account)?;
    let newest = theirs.iter().max_by_key(|one| one.told).filter(|one| one.told > Some(count.at));
    let followers = match newest {
        None => Some(count.followers),
        // it, or what came since, told what is known
        Some(_) if before.as_ref().is_some_and(|known| known.followers.is_some()) => return Ok(()),
        Some(newer) => newer.followers,
    };
    if before.is_none() && theirs.iter().all(|one| one.followers == followers) {
        return Ok(());
    }
    let name = || Known {
        handle: Clean::line(&count.handle),
        name: Clean::line(&count.name),
        followers: None,
        verified: None,
        since: None,
    };
    let before = before.unwrap_or_else(name);
    let known = Known { followers, verified: count.verified.or(before.verified), ..before };
    author::keep(conn, (platform, account), &known, now)?;
    theirs.into_iter().try_for_each(|one| author::rank(conn, one.id, Some(&known)))
}
