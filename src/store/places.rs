//! Where mentions stand: the identity that each gets by its time. Owns which places are taken; must not know what stands there.

use crate::domain::ids::MentionId;
use crate::domain::time::Stamp;
use rusqlite::{CachedStatement, Connection};
use std::collections::HashMap;

/// The first millisecond behind each full one that may have a place: a date without an hour puts all of its day on one
/// midnight. What is full stays full, so that it holds for as long as it is kept.
pub(super) type Full = HashMap<i64, i64>;

/// Full milliseconds that are remembered: some ten years of dates. Beyond that they are looked for again.
const REMEMBERED: usize = 4_000;

const TAKEN: &str = "SELECT max(id) FROM mention WHERE id BETWEEN ?1 AND ?2";

/// The free places of a room, while a batch takes some.
pub(super) struct Places<'a> {
    taken: CachedStatement<'a>,
    newest: Option<i64>,
    next: HashMap<i64, i64>,
    full: &'a mut Full,
}

impl<'a> Places<'a> {
    /// Those of a room.
    pub(super) fn of(conn: &'a Connection, full: &'a mut Full) -> rusqlite::Result<Places<'a>> {
        if full.len() > REMEMBERED {
            full.clear();
        }
        let newest = conn.prepare_cached("SELECT max(id) FROM mention")?.query_row([], |r| r.get(0))?;
        Ok(Places { taken: conn.prepare_cached(TAKEN)?, newest, next: HashMap::new(), full })
    }

    /// Takes the next free place of a moment, or of the next that has one.
    pub(super) fn take(&mut self, posted: Stamp) -> rusqlite::Result<MentionId> {
        let begins = MentionId::first_of(posted.0).posted().0;
        let mut ms = self.full.get(&begins).copied().unwrap_or(begins);
        loop {
            let first = ms * MentionId::PER_MS;
            let free = match self.next.get(&ms) {
                Some(free) => *free,
                // what comes in the order of its time needs no look
                None if self.newest.is_none_or(|newest| first > newest) => first,
                None => {
                    let max: Option<i64> =
                        self.taken.query_row([first, first + MentionId::PER_MS - 1], |r| r.get(0))?;
                    max.map_or(first, |max| max + 1)
                }
            };
            if free < first + MentionId::PER_MS {
                self.next.insert(ms, free + 1);
                if ms > begins {
                    self.full.insert(begins, ms);
                }
                return Ok(MentionId(free));
            }
            self.next.insert(ms, free);
            ms += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    const DAY: Stamp = Stamp(1_795_305_600_000);

    /// Puts so many batches on one midnight; how often it was asked what is taken.
    fn asked(batches: usize) -> i32 {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE mention (id INTEGER PRIMARY KEY)").unwrap();
        let mut full = Full::new();
        for _ in 0..batches {
            let mut places = Places::of(&conn, &mut full).unwrap();
            for _ in 0..250 {
                let id = places.take(DAY).unwrap();
                conn.prepare_cached("INSERT INTO mention VALUES (?1)").unwrap().execute([id.0]).unwrap();
            }
        }
        let last: i64 = conn.query_row("SELECT max(id) FROM mention", [], |r| r.get(0)).unwrap();
        assert_eq!(last, MentionId::first_of(DAY.0).0 + batches as i64 * 250 - 1, "without a gap");
        conn.prepare_cached(TAKEN).unwrap().get_status(StatementStatus::Run)
    }

    #[test]
    fn twice_the_mentions_of_one_day_cost_twice_the_looks() {
        let [half, whole] = [asked(40), asked(80)];
        assert!(f64::from(whole) < f64::from(half) * 2.3, "{half} {whole}");
    }

    #[test]
    fn what_claims_to_be_of_another_age_keeps_an_identity_that_json_keeps() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE mention (id INTEGER PRIMARY KEY)").unwrap();
        let mut full = Full::new();
        let mut places = Places::of(&conn, &mut full).unwrap();
        let ids: Vec<i64> = (0..3_000).map(|_| places.take(Stamp(253_402_300_799_999)).unwrap().0).collect();
        assert!(ids.windows(2).all(|two| two[0] < two[1]) && ids[2_999] < 1 << 53, "{:?}", &ids[2_990..]);
    }
}
