//! What a person was typing, kept outside the chain so that a crash takes no word; pruned when the text is handed in.

use super::error::StoreError;
use super::load;
use super::writer::{Durable, Writer};
use crate::domain::ids::ResponseId;
use crate::domain::response::MAX_CONTENT;
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};
use serde_json::Value;

/// Drops a person's journal of a response, inside the caller's transaction.
pub fn drop(conn: &Connection, response: ResponseId, author: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM journal WHERE response = ?1 AND author = ?2")?
        .execute(params![response.0, author])?;
    Ok(())
}

/// Puts in place of what people are typing, in texts and in the fields of forms, what `dotted` makes of it where it makes
/// anything.
pub fn forget(conn: &Connection, dotted: &dyn Fn(&str) -> Option<String>) -> rusqlite::Result<()> {
    let typed: Vec<(i64, String, String)> = conn
        .prepare_cached("SELECT response, author, text FROM journal")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (response, author, text) in typed {
        let kept = match serde_json::from_str::<Value>(&text) {
            Ok(mut forms) if response == FORMS.0 => in_each(&mut forms, dotted).then(|| forms.to_string()),
            _ => dotted(&text),
        };
        if let Some(kept) = kept {
            conn.execute(
                "UPDATE journal SET text = ?3 WHERE response = ?1 AND author = ?2",
                params![response, author, kept],
            )?;
        }
    }
    Ok(())
}

/// The same in every string of a document; whether there was any.
fn in_each(json: &mut Value, dotted: &dyn Fn(&str) -> Option<String>) -> bool {
    match json {
        Value::String(text) => dotted(text).map(|kept| *text = kept).is_some(),
        Value::Array(all) => all.iter_mut().fold(false, |told, one| in_each(one, dotted) | told),
        Value::Object(all) => all.values_mut().fold(false, |told, one| in_each(one, dotted) | told),
        _ => false,
    }
}

/// No response has this number: what a person typed into forms and left stands under it.
const FORMS: ResponseId = ResponseId(0);

/// What somebody left in forms; nothing where they left nothing.
pub fn in_forms(conn: &Connection, author: &str) -> rusqlite::Result<String> {
    let sql = "SELECT coalesce(max(text), '') FROM journal WHERE response = ?1 AND author = ?2";
    conn.query_row(sql, params![FORMS.0, author], |row| row.get(0))
}

impl Writer {
    /// Keeps what a person left in forms: of those that changed what they say now, nothing where they are gone; the others
    /// stay as they stand here, since words of theirs may have been erased meanwhile.
    pub fn keep_words(
        &mut self,
        author: &str,
        (forms, changed): (&str, &[String]),
        real: Stamp,
    ) -> Result<(), StoreError> {
        let read = |text: &str| serde_json::from_str::<Vec<Value>>(text).unwrap_or_default();
        let stand = in_forms(&self.conn, author)?;
        let new = |form: &Value| form["form"].as_str().is_some_and(|name| changed.iter().any(|one| one == name));
        let stand = read(&stand).into_iter().filter(|form| !new(form));
        let forms: Vec<Value> = stand.chain(read(forms).into_iter().filter(new)).collect();
        match forms.is_empty() {
            true => self.drop_draft(FORMS, author),
            false => self.keep_draft(FORMS, author, &Value::Array(forms).to_string(), 0, real),
        }
    }

    /// Keeps what a person has typed so far; `rev` is the response's revision when they began. What is longer than any
    /// text may be is kept up to there.
    pub fn keep_draft(
        &mut self,
        response: ResponseId,
        author: &str,
        text: &str,
        rev: i64,
        real: Stamp,
    ) -> Result<(), StoreError> {
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        let at = load::clock(&tx)?.at(real);
        let text = &text[..text.floor_char_boundary(MAX_CONTENT)];
        tx.prepare_cached(
            "INSERT INTO journal (response, author, text, at, rev) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (response, author) DO UPDATE SET text = excluded.text, at = excluded.at, rev = excluded.rev",
        )?
        .execute(params![response.0, author, text, at.0, rev])?;
        Ok(tx.commit()?)
    }

    /// Forgets what a person has typed.
    pub fn drop_draft(&mut self, response: ResponseId, author: &str) -> Result<(), StoreError> {
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        drop(&tx, response, author)?;
        Ok(tx.commit()?)
    }
}
