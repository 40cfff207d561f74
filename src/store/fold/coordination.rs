//! What events do to an incident's lists, to what is to be decided, and to its reports.

use super::super::columns::{json, word};
use super::super::load;
use crate::domain::event::{Event, Header};
use crate::domain::item::Outcome;
use rusqlite::{Connection, params};

/// Applies an event about any of them; all others do nothing here.
pub fn fold(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    item(conn, header, event)?;
    clue(conn, event)?;
    matter(conn, header, event)?;
    report(conn, header, event)
}

/// A line of a list as an event leaves it.
fn item(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::ItemAdded { item, incident, list, text, owner, due } => conn
            .prepare_cached(
                "INSERT INTO item (id, incident, list, text, owner, due, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                item.0,
                incident.0,
                word(list),
                text.as_str(),
                owner.as_ref().map(|o| o.as_str()),
                due.map(|d| d.0),
                header.logged.0,
            ])?,
        Event::ItemChanged { item, owner, due, .. } => conn
            .prepare_cached("UPDATE item SET owner = ?2, due = ?3 WHERE id = ?1")?
            .execute(params![item.0, owner.as_ref().map(|o| o.as_str()), due.map(|d| d.0)])?,
        Event::ItemSettled { item, how, .. } => {
            let outcome = Outcome { how: how.clone(), by: header.actor.name.clone(), at: header.logged };
            conn.prepare_cached("UPDATE item SET outcome = ?2 WHERE id = ?1")?
                .execute(params![item.0, json(&outcome)])?
        }
        _ => 0,
    };
    Ok(())
}

/// What goes with an action item that a theme became; how far it comes is the item's.
fn clue(conn: &Connection, event: &Event) -> rusqlite::Result<()> {
    let Event::ThemeHanded { item, phrase, mentions, .. } = event else { return Ok(()) };
    conn.prepare_cached("INSERT INTO clue (item, phrase, mentions) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![item.0, phrase.as_str(), json(mentions)])?;
    Ok(())
}

/// A matter as an event leaves it.
fn matter(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::MatterOpened { matter, incident, question, due } => {
            conn.prepare_cached(
                "INSERT INTO matter (id, incident, question, due, by, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                matter.0,
                incident.map(|i| i.0),
                question.as_str(),
                due.map(|d| d.0),
                header.actor.name.as_str(),
                header.logged.0,
            ])?;
        }
        Event::MatterObjected { matter, objection, .. } => {
            if let Some(mut now) = load::matter(conn, *matter)? {
                now.objections.push(objection.clone());
                conn.prepare_cached("UPDATE matter SET objections = ?2 WHERE id = ?1")?
                    .execute(params![matter.0, json(&now.objections)])?;
            }
        }
        Event::MatterDecided { matter, ruling, .. } => {
            conn.prepare_cached("UPDATE matter SET ruling = ?2 WHERE id = ?1")?
                .execute(params![matter.0, json(ruling)])?;
        }
        _ => {}
    }
    Ok(())
}

/// A report as it was issued; nothing changes it afterwards.
fn report(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let Event::ReportIssued { incident, kind, number, lang, text, figures } = event else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO report (incident, kind, number, lang, seq, at, by, text, figures)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        incident.0,
        word(kind),
        number,
        word(lang),
        header.seq.0,
        header.logged.0,
        header.actor.name.as_str(),
        text.as_str(),
        json(figures),
    ])?;
    Ok(())
}
