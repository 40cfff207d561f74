//! Windows of a list, read by key: where the anchor stands, what comes before and after. Must not know what the rows
//! hold.

use super::{Budget, MAX_MARGIN, ReadError};
use crate::rows::Anchor;
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

/// A list as SQL: what it is read from, what it leaves out and how it is sorted. Only `'static` text of this crate is put
/// together; everything that a person chose is bound.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Tables, with the index that is to be used.
    pub from: String,
    /// Conditions, joined by AND.
    pub conditions: Vec<&'static str>,
    /// What the conditions bind, in their order.
    pub args: Vec<Value>,
    /// The sorting column, when it is not the id.
    pub key: Option<&'static str>,
    /// The id's column.
    pub id: &'static str,
    /// Highest first, by key and id alike.
    pub descending: bool,
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
    pub fn scan(
        &self,
        conn: &Connection,
        budget: &Budget,
        way: Way,
        (from, to): (Option<Place>, Option<Place>),
        limit: usize,
    ) -> Result<Scan, ReadError> {
        let falling = self.descending == (way == Way::Down);
        let start = match (falling, way) {
            (true, Way::Down) => "<=",
            (true, Way::Up) => "<",
            (false, Way::Down) => ">=",
            (false, Way::Up) => ">",
        };
        let mut args = self.args.clone();
        let mut sql = format!("SELECT {}, {} FROM {}", self.key.unwrap_or("0"), self.id, self.from);
        let mut joint = " WHERE ";
        let mut add = |sql: &mut String, condition: &str| {
            sql.push_str(joint);
            sql.push_str(condition);
            joint = " AND ";
        };
        for condition in &self.conditions {
            add(&mut sql, condition);
        }
        for (place, sign) in [(from, start), (to, if falling { ">=" } else { "<=" })] {
            let Some(place) = place else { continue };
            match self.key {
                Some(key) => {
                    add(&mut sql, &format!("({key}, {}) {sign} (?, ?)", self.id));
                    args.push(Value::Integer(place.key));
                }
                None => add(&mut sql, &format!("{} {sign} ?", self.id)),
            }
            args.push(Value::Integer(place.id));
        }
        let turn = if falling { "DESC" } else { "ASC" };
        let key = self.key.map(|key| format!("{key} {turn}, ")).unwrap_or_default();
        sql.push_str(&format!(" ORDER BY {key}{} {turn} LIMIT ?", self.id));
        args.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        let mut places = Vec::new();
        let whole = budget.run(|| {
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(&args))?;
            while let Some(row) = rows.next()? {
                places.push(Place { key: row.get(0)?, id: row.get(1)? });
            }
            Ok(())
        })?;
        Ok(Scan { places, partial: !whole })
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
