//! A group of mentions that say the same, at a glance: its newest members are counted up as triage counts them. Owns which
//! members are read; what they amount to is triage's.

use super::author::{FOLLOWERS, HANDLE, SINCE};
use super::columns::{clean, stamp, stamp_opt};
use crate::domain::ids::MentionId;
use crate::domain::private::Private;
use crate::domain::signal::Level;
use crate::domain::text::{Clean, fingerprint, fold};
use crate::domain::time::Stamp;
use crate::rows::GroupGlance;
use crate::triage::Fingerprint;
use crate::triage::clusters::{Member, Summary};
use crate::triage::coordination;
use rusqlite::{Connection, params};

/// Members that are read: the newest, enough to tell how a group came about.
const MEMBERS: i64 = 500;

/// The group that `cluster` names, counted from its oldest member that is read to its newest.
pub(super) fn summary(conn: &Connection, cluster: i64) -> rusqlite::Result<Summary> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT * FROM (SELECT m.id, m.posted, m.text, s.sketch,
           CASE m.handle WHEN '' THEN coalesce(nullif({HANDLE}, ''), m.author) ELSE m.handle END,
           m.platform, s.language, m.more ->> 'lang', coalesce({FOLLOWERS}, m.followers), m.reach,
           m.more ->> '$.extra.account_created', {SINCE}
         FROM mention_state s JOIN mention m ON m.id = s.id
         WHERE s.cluster = ?1 AND s.erased = 0 ORDER BY s.id DESC LIMIT ?2) ORDER BY 1"
    ))?;
    let mut rows = query.query(params![cluster, MEMBERS])?;
    let mut summary = Summary::default();
    while let Some(row) = rows.next()? {
        let text = clean(row, 2)?;
        let sketch = row.get_ref(3)?.as_blob_or_null()?.and_then(Fingerprint::from_bytes).unwrap_or_default();
        let (author, platform): (String, String) = (row.get(4)?, row.get(5)?);
        let (language, own): (Option<String>, Option<String>) = (row.get(6)?, row.get(7)?);
        let number = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
        summary.add(&Member {
            at: stamp(row, 1)?,
            same: fingerprint(fold(text.as_str()).bytes()),
            text: &text,
            print: &sketch,
            author: &author,
            platform: &platform,
            language: language.as_deref(),
            account_language: own.as_deref(),
            followers: number(row.get(8)?),
            reach: number(row.get(9)?),
            account_since: row.get_ref(10)?.as_str_or_null()?.and_then(Stamp::parse).or(stamp_opt(row, 11)?),
        });
    }
    Ok(summary)
}

/// How coordinated a group looks, and the keys of what points to it.
pub(super) fn coordinated(summary: &Summary) -> Option<(Level, Vec<String>)> {
    let (level, indicators) = coordination::assess(summary);
    Some((level?, indicators.into_iter().map(|i| i.key().to_owned()).collect()))
}

/// The group at a glance, as screens show it.
pub(super) fn glance(conn: &Connection, cluster: i64) -> rusqlite::Result<GroupGlance> {
    let summary = summary(conn, cluster)?;
    let newest: Option<i64> = conn
        .prepare_cached("SELECT max(id) FROM mention_state WHERE cluster = ?1")?
        .query_row([cluster], |r| r.get(0))?;
    let newest = Stamp(newest.unwrap_or(0) / MentionId::PER_MS);
    // whether a public figure speaks is not known here, so everybody is a private person
    let voice = |author: &str| Private::person(Clean::line(author), false);
    let tally = |counts: Vec<(&str, u32)>| counts.into_iter().map(|(name, n)| (Clean::line(name), n)).collect();
    let loudest = summary.loudest();
    Ok(GroupGlance {
        last_hour: summary.growth(newest),
        first: (voice(&summary.first().author), summary.first().at),
        loudest: (loudest.reach > 0).then(|| (voice(&loudest.author), loudest.reach)),
        reach: summary.reach(),
        platforms: tally(summary.platforms()),
        languages: tally(summary.languages()),
        coordination: coordinated(&summary),
    })
}
