//! The page of an incident. Owns the order of its lines; the conditions are measured as a decision would.

use super::{ReadError, mention};
use crate::domain::belonging::Rule;
use crate::domain::fact::Fact;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Condition, Incident, Standing, Status, checks};
use crate::domain::item::{Item, List};
use crate::domain::matter::Matter;
use crate::domain::private::Private;
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{IncidentDetail, OwnMentions, RuleRow};
use crate::store::columns::{self, MATTER};
use crate::store::{load, review};
use rusqlite::{Connection, params};

/// Most matters that are shown, of the open ones and of the decided.
const MAX_OPEN: i64 = 100;
const MAX_DECIDED: i64 = 20;

/// One incident, opened; `None` when there is none.
pub fn detail(
    conn: &Connection,
    id: IncidentId,
    triggers: &[String],
    now: Stamp,
) -> Result<Option<IncidentDetail>, ReadError> {
    let Some(incident) = load::incident(conn, id)? else { return Ok(None) };
    let step = onward(&incident).map(|to| {
        let standing = load::standing(conn, &incident, triggers, now)?;
        // whom a plan names, the room asks when the step is taken
        let comms = Role::parse("comms_lead").map(|role| load::duty(conn, id, &role)).transpose()?;
        let held = comms.is_some_and(|duty| duty.holder.is_some() || duty.standing(now).is_some());
        let standing = Standing { comms: held.then_some(false), ..standing };
        let mut checks = checks(&incident, to, &standing);
        checks.retain(|c| c.condition != Condition::Who);
        Ok::<_, ReadError>((to, checks))
    });
    let mut items = load::items(conn, id)?;
    items.sort_by_key(|i| (i.list, i.outcome.is_some(), i.due.unwrap_or(Stamp(i64::MAX)), i.id));
    let (actions, left) = review::action_items(conn, id, now)?;
    Ok(Some(IncidentDetail {
        step: step.transpose()?,
        matters: matters(conn, id)?,
        changed: changed(conn, id, &items)?,
        items,
        own: own(conn, id)?,
        actions,
        left,
        incident,
    }))
}

/// The facts that whoever lets something go on again must hold it against.
fn changed(conn: &Connection, id: IncidentId, items: &[Item]) -> rusqlite::Result<Vec<Fact>> {
    let paused = items.iter().filter(|item| item.list == List::Paused && item.outcome.is_none());
    let Some(since) = paused.map(|item| item.since).min() else { return Ok(Vec::new()) };
    let mut facts = load::facts(conn, Some(id))?;
    facts.retain(|fact| fact.since >= since);
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.since));
    Ok(facts)
}

/// Its mentions and its rules.
fn own(conn: &Connection, id: IncidentId) -> Result<OwnMentions, ReadError> {
    let mut rules = Vec::new();
    for rule in load::belongings(conn)?.into_iter().filter(|rule| rule.incident == id) {
        let said = match rule.rule {
            Rule::Cluster(mention) => mention::row(conn, mention.0)?.map(|row| (row.text, row.abusive)),
            Rule::Query(_) => None,
        };
        let (text, abusive) = said.unwrap_or_else(|| (Private::prose(Clean::default()), false));
        rules.push(RuleRow { rule, text, abusive });
    }
    let (all, open) = load::counted(conn, id)?;
    Ok(OwnMentions { rules, all, open, looking: load::belonging_pending(conn)? })
}

/// The step that leads on: the first that may follow.
fn onward(incident: &Incident) -> Option<Status> {
    incident.status.next().first().copied()
}

/// Those of the incident and those of none, which concern whoever decides now.
fn matters(conn: &Connection, id: IncidentId) -> Result<Vec<Matter>, ReadError> {
    let sql = |open: bool| match open {
        true => format!(
            "SELECT {MATTER} FROM matter WHERE ruling IS NULL AND (incident IS NULL OR incident = ?1)
             ORDER BY due IS NULL, due, id LIMIT ?2"
        ),
        false => format!(
            "SELECT {MATTER} FROM matter WHERE ruling IS NOT NULL AND (incident IS NULL OR incident = ?1)
             ORDER BY ruling ->> 'at' DESC, id DESC LIMIT ?2"
        ),
    };
    let mut all = Vec::new();
    for (open, most) in [(true, MAX_OPEN), (false, MAX_DECIDED)] {
        let mut query = conn.prepare_cached(&sql(open))?;
        let rows = query.query_map(params![id.0, most], columns::matter)?;
        all.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(all)
}
