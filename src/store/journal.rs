//! What a person was typing, kept outside the chain so that a crash takes no word; pruned when the text is handed in.

use super::error::StoreError;
use super::load;
use super::writer::{Durable, Writer};
use crate::domain::ids::ResponseId;
use crate::domain::response::MAX_CONTENT;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::domain::trace::{dotted, taken_out};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::borrow::Cow;

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

/// Who is typing words that `tells` says of, and of which text; none where it is a form.
pub fn telling(conn: &Connection, tells: &dyn Fn(&str) -> bool) -> rusqlite::Result<Vec<(Clean, Option<ResponseId>)>> {
    let mut typed = conn.prepare_cached("SELECT response, author, text FROM journal ORDER BY author, response")?;
    let mut rows = typed.query([])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let (response, text): (i64, String) = (row.get(0)?, row.get(2)?);
        let found = match serde_json::from_str::<Value>(&text) {
            Ok(mut forms) if response == FORMS.0 => in_each(&mut forms, &|text| tells(text).then(String::new)),
            _ => tells(&text),
        };
        if found {
            told.push((Clean::line(&row.get::<_, String>(1)?), (response != FORMS.0).then_some(ResponseId(response))));
        }
    }
    Ok(told)
}

/// What stands for it in every string of a document; whether there was any.
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

/// What is kept of the forms of one person, each a name with its fields.
fn read(forms: &str) -> Vec<Value> {
    serde_json::from_str(forms).unwrap_or_default()
}

/// Where a form has its words: those that were typed, and those that stood there before.
const FIELDS: [&str; 2] = ["fields", "stood"];

/// Puts dots into a form where words of it were erased since somebody had it `before` them.
fn follow(form: &mut Value, stand: &[Value], before: &[Value]) {
    let named = |all: &[Value]| all.iter().find(|other| other["form"] == form["form"]).cloned();
    let (Some(stand), Some(before)) = (named(stand), named(before)) else { return };
    let field = |form: &Value, name: &Value| -> Option<String> {
        let all = FIELDS.iter().filter_map(|which| form[which].as_array()).flatten();
        all.into_iter().find(|field| field[0] == *name)?[1].as_str().map(str::to_owned)
    };
    for which in FIELDS {
        for one in form.get_mut(which).and_then(Value::as_array_mut).into_iter().flatten() {
            let (Some(kept), Some(typed)) = (field(&stand, &one[0]), field(&before, &one[0])) else { continue };
            let gone = taken_out(&typed, &kept);
            if let Some(text) = one[1].as_str().filter(|_| !gone.is_empty()) {
                one[1] = dotted(text, &gone).into();
            }
        }
    }
}

/// What somebody typed, as it stands on their screen and as they last knew it to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// What they typed.
    pub text: &'a str,
    /// What they knew to be kept.
    pub before: &'a str,
}

impl Writer {
    /// Keeps what a person left in forms: of those that changed what they say now, nothing where they are gone; the others
    /// stay as they stand here. Words that were erased meanwhile do not come back.
    pub fn keep_words(
        &mut self,
        author: &str,
        typed: Typed<'_>,
        changed: &[String],
        real: Stamp,
    ) -> Result<(), StoreError> {
        let (stand, before) = (read(&in_forms(&self.conn, author)?), read(typed.before));
        let new = |form: &Value| form["form"].as_str().is_some_and(|name| changed.iter().any(|one| one == name));
        let mut forms: Vec<Value> = stand.iter().filter(|form| !new(form)).cloned().collect();
        for mut form in read(typed.text).into_iter().filter(new) {
            follow(&mut form, &stand, &before);
            forms.push(form);
        }
        match forms.is_empty() {
            true => self.drop_draft(FORMS, author),
            false => {
                let text = Value::Array(forms).to_string();
                self.keep_draft(FORMS, author, Typed { text: &text, before: "" }, 0, real).map(|_| ())
            }
        }
    }

    /// Keeps what a person has typed so far; `rev` is the response's revision when they began. What is longer than any
    /// text may be is kept up to there. Whether words of it were erased meanwhile: dots are kept for them.
    pub fn keep_draft(
        &mut self,
        response: ResponseId,
        author: &str,
        typed: Typed<'_>,
        rev: i64,
        real: Stamp,
    ) -> Result<bool, StoreError> {
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        let at = load::clock(&tx)?.at(real);
        let [text, before] = [typed.text, typed.before].map(|text| &text[..text.floor_char_boundary(MAX_CONTENT)]);
        let kept: Option<String> = tx
            .prepare_cached("SELECT text FROM journal WHERE response = ?1 AND author = ?2")?
            .query_row(params![response.0, author], |r| r.get(0))
            .optional()?;
        let gone = kept.as_deref().map_or_else(Vec::new, |kept| taken_out(before, kept));
        let text = if gone.is_empty() { Cow::Borrowed(text) } else { dotted(text, &gone).into() };
        tx.prepare_cached(
            "INSERT INTO journal (response, author, text, at, rev) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (response, author) DO UPDATE SET text = excluded.text, at = excluded.at, rev = excluded.rev",
        )?
        .execute(params![response.0, author, text, at.0, rev])?;
        tx.commit()?;
        Ok(!gone.is_empty())
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
