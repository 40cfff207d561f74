//! Windows of a list, read by key: where the anchor stands, what comes before and after. Must not know what the rows
//! hold.

use super::{Budget, FEW_STEPS, MAX_MARGIN, ReadError, STEPS};
use crate::rows::Anchor;
use crate::store::hints::Hinted;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Where a row stands: the value by which its list is sorted, then its id. Lists sorted by id alone leave `key` at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The sorting column's value.
    pub key: i64,
    /// The row.
    pub id: i64,
}

/// Which way a scan goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As the list is read; the place it starts from is the first.
    Down,
    /// Against it; the place it starts from is left out.
    Up,
}

/// A list as SQL: what it is read from, what it leaves out and how it is sorted. Only text of this crate is put together;
/// everything that a person chose is bound.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Tables, with the index that is to be used.
    pub from: String,
    /// The same tables read in their own order, for when the index finds too little in what it may cost.
    pub plain: Option<String>,
    /// Conditions, joined by AND.
    pub conditions: Vec<String>,
    /// What the conditions bind, in their order.
    pub args: Vec<Value>,
    /// The sorting column, when it is not the id.
    pub key: Option<&'static str>,
    /// The id's column.
    pub id: &'static str,
    /// Highest first, by key and id alike.
    pub descending: bool,
    /// No id below this one belongs to the list.
    pub floor: Option<i64>,
}

/// Places in the list's order, and whether the scan stopped before it had looked at everything.
pub struct Scan {
    /// In the order of the scan.
    pub places: Vec<Place>,
    /// It ran out of budget.
    pub partial: bool,
}

/// A window of places.
pub struct Span {
    /// In the list's order.
    pub places: Vec<Place>,
    /// Where the anchor is or would be; never past the last row.
    pub at: usize,
    /// There are, or may be, more before.
    pub above: bool,
    /// There are, or may be, more after.
    pub below: bool,
    /// A scan ran out of budget.
    pub partial: bool,
}

impl Listing {
    /// Up to `limit` places from `from` on, and not beyond `to`.
    ///
    /// The index gives the first rows at once when most rows are wanted, but jumps to and fro for each one that is not;
    /// where it finds too little for a few jumps, reading everything in its own order and sorting what is left is quicker.
    pub fn scan(
        &self,
        conn: &Connection,
        budget: &Budget,
        way: Way,
        ends: (Option<Place>, Option<Place>),
        limit: usize,
    ) -> Result<Scan, ReadError> {
        let Some(plain) = &self.plain else { return self.read(conn, budget, &self.from, STEPS, way, ends, limit) };
        let scan = self.read(conn, budget, &self.from, FEW_STEPS, way, ends, limit)?;
        if !scan.partial {
            return Ok(scan);
        }
        let whole = self.read(conn, budget, plain, STEPS, way, ends, limit)?;
        Ok(if whole.partial { scan } else { whole })
    }

    #[expect(clippy::too_many_arguments, reason = "what a scan is made of, named once")]
    fn read(
        &self,
        conn: &Connection,
        budget: &Budget,
        tables: &str,
        steps: u32,
        way: Way,
        ends: (Option<Place>, Option<Place>),
        limit: usize,
    ) -> Result<Scan, ReadError> {
        let (sql, args) = self.sql(tables, way, ends, limit);
        let mut places = Vec::new();
        let whole = budget.run(steps, || {
            let mut statement = conn.prepare_hinted(&sql)?;
            let mut rows = statement.query(params_from_iter(&args))?;
            while let Some(row) = rows.next()? {
                places.push(Place { key: row.get(0)?, id: row.get(1)? });
            }
            Ok(())
        })?;
        Ok(Scan { places, partial: !whole })
    }

    fn sql(&self, tables: &str, way: Way, ends: (Option<Place>, Option<Place>), limit: usize) -> (String, Vec<Value>) {
        let falling = self.descending == (way == Way::Down);
        let start = match (falling, way) {
            (true, Way::Down) => "<=",
            (true, Way::Up) => "<",
            (false, Way::Down) => ">=",
            (false, Way::Up) => ">",
        };
        let mut args = self.args.clone();
        let mut conditions = self.conditions.clone();
        for (place, sign) in [(ends.0, start), (ends.1, if falling { ">=" } else { "<=" })] {
            let Some(place) = place else { continue };
            if let Some(key) = self.key {
                conditions.push(format!("({key}, {}) {sign} (?, ?)", self.id));
                args.push(Value::Integer(place.key));
            } else {
                conditions.push(format!("{} {sign} ?", self.id));
            }
            args.push(Value::Integer(place.id));
        }
        // A second lower bound would keep the full-text index from starting at the first.
        let bounded = if falling { ends.1.is_some() } else { ends.0.is_some() };
        if let Some(floor) = self.floor.filter(|_| !bounded) {
            conditions.push(format!("{} >= ?", self.id));
            args.push(Value::Integer(floor));
        }
        args.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        let filter = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let turn = if falling { "DESC" } else { "ASC" };
        let sort = self.key.map(|key| format!("{key} {turn}, ")).unwrap_or_default();
        let (key, id) = (self.key.unwrap_or("0"), self.id);
        (format!("SELECT {key}, {id} FROM {tables} {filter} ORDER BY {sort}{id} {turn} LIMIT ?"), args)
    }

    /// A window around a place, from the top or from the bottom.
    pub fn span(
        &self,
        conn: &Connection,
        budget: &Budget,
        anchor: Anchor<Place>,
        margin: usize,
    ) -> Result<Span, ReadError> {
        let margin = margin.min(MAX_MARGIN);
        let scan = |way, from, limit| self.scan(conn, budget, way, (from, None), limit);
        let mut span = Span { places: Vec::new(), at: 0, above: false, below: false, partial: false };
        if let Anchor::Bottom | Anchor::Around(_) = anchor {
            let (from, limit) = match anchor {
                Anchor::Around(place) => (Some(place), margin),
                _ => (None, margin + 1),
            };
            let up = scan(Way::Up, from, limit + 1)?;
            span.above = up.partial || up.places.len() > limit;
            span.partial = up.partial;
            span.places = up.places.into_iter().take(limit).collect();
            span.places.reverse();
        }
        if let Anchor::Top | Anchor::Around(_) = anchor {
            span.at = span.places.len();
            let from = if let Anchor::Around(place) = anchor { Some(place) } else { None };
            let down = scan(Way::Down, from, margin + 2)?;
            let first = from.is_none() || down.places.first().copied() == from;
            let limit = margin + usize::from(first);
            span.below = down.partial || down.places.len() > limit;
            span.partial |= down.partial;
            span.places.extend(down.places.into_iter().take(limit));
            span.at = span.at.min(span.places.len().saturating_sub(1));
        } else {
            span.at = span.places.len().saturating_sub(1);
        }
        Ok(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(condition: &'static str) -> (Connection, Budget, Listing) {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, k INTEGER NOT NULL); CREATE INDEX t_k ON t (k DESC, id DESC);
             INSERT INTO t SELECT value, value % 100 FROM (WITH RECURSIVE n(value) AS
               (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 150000) SELECT value FROM n)",
        )
        .unwrap();
        let listing = Listing {
            from: "t INDEXED BY t_k".into(),
            plain: None,
            conditions: vec![condition.to_owned()],
            args: Vec::new(),
            key: Some("k"),
            id: "id",
            descending: true,
            floor: None,
        };
        let budget = Budget::of(&mut conn).unwrap();
        (conn, budget, listing)
    }

    /// A hundred instructions for each row that it leaves out.
    const DEAR: &str = "(id + 0 IN (7, 9) OR \
        abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(id)))))))))))))))))))))))) + \
        abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(id)))))))))))))))))))))))) + \
        abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(id)))))))))))))))))))))))) < 0)";

    #[test]
    fn a_scan_that_looked_at_enough_gives_what_it_found_and_says_so() {
        let (conn, budget, listing) = numbers(DEAR);
        let span = listing.span(&conn, &budget, Anchor::Top, 5).unwrap();
        assert_eq!((span.places.len(), span.below, span.partial), (0, true, true));
        let near = Anchor::Around(Place { key: 9, id: 200 });
        let span = listing.span(&conn, &budget, near, 5).unwrap();
        let ids: Vec<i64> = span.places.iter().map(|p| p.id).collect();
        assert_eq!((ids.as_slice(), span.at, span.below), (&[9, 7][..], 0, false), "asked further down it goes on");
    }

    #[test]
    fn where_the_index_finds_too_little_the_table_is_read_in_its_own_order() {
        let (conn, budget, mut listing) = numbers("id + 0 IN (7, 9)");
        let sorted = |listing: &Listing| {
            let span = listing.span(&conn, &budget, Anchor::Top, 5).unwrap();
            (span.places.iter().map(|p| p.id).collect::<Vec<_>>(), span.partial)
        };
        assert_eq!(sorted(&listing), (vec![9, 7], false));
        listing.plain = Some("t NOT INDEXED".into());
        assert_eq!(sorted(&listing), (vec![9, 7], false));
        assert!(
            budget.run(0, || Ok(conn.query_row("SELECT 1", [], |_| Ok(()))?)).unwrap(),
            "small questions end in time"
        );
    }
}
