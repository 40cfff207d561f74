//! Roles that nobody holds or nobody can reach, people who stand alone or would answer to themselves.

use super::Warner;
use crate::domain::incident::Severity;
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::plan::roster::TESTED_DAYS;
use crate::plan::{Approval, Person, Plan, Post, Reach};

pub(super) fn all(w: &mut Warner) {
    let plan = w.plan;
    for post in plan.roles.iter().filter(|post| leaned_on(plan, &post.role)) {
        role(w, post);
    }
    for person in &plan.people {
        let named = |p: &Post| p.holder.same_name(&person.name) || p.backups.iter().any(|b| b.same_name(&person.name));
        let code = person.name.fold();
        if !plan.roles.iter().any(named) {
            w.warn(("person", &code, "name"), "plan-warn-person-idle", &[("name", person.name.as_str())]);
        } else if !person.reach.contacts.is_empty() {
            tested(w, "person", &code, person.name.as_str(), &person.reach);
        }
    }
    lead_elsewhere(w);
    for approval in &plan.approvals {
        twice_asked(w, approval);
        nobody_asked(w, approval);
    }
}

/// A role is checked when the plan leans on it: it owns a task, approves a text or is reminded.
fn leaned_on(plan: &Plan, role: &Role) -> bool {
    plan.tasks.iter().any(|t| t.owner == *role)
        || plan.approvals.iter().any(|a| a.asks(role))
        || plan.reminders.iter().any(|r| r.to.contains(role))
}

fn role(w: &mut Warner, post: &Post) {
    let code = post.role.as_str();
    let args = [("role", code)];
    if post.holder.is_empty() {
        return w.warn(("role", code, "holder"), "plan-warn-role-empty", &args);
    }
    if post.backups.is_empty() {
        let levels = approves_at(w.plan, &post.role);
        let key = if levels.is_empty() { "plan-warn-role-no-backup" } else { "plan-warn-approver-no-backup" };
        w.warn(("role", code, "backup"), key, &[("role", code), ("levels", &levels)]);
    } else if post.backups.iter().any(|backup| backup.same_name(&post.holder)) {
        w.warn(("role", code, "backup"), "plan-warn-role-same-backup", &args);
    }
    let reachable = |person: Option<&Person>| person.is_some_and(|p| !p.reach.contacts.is_empty());
    if w.plan.contacts(&post.role).next().is_none() {
        w.warn(("role", code, "contact"), "plan-warn-role-no-contact", &args);
    }
    for backup in post.backups.iter().filter(|b| !b.same_name(&post.holder)) {
        if !reachable(w.plan.person(backup)) {
            let args = [("role", code), ("name", backup.as_str())];
            w.warn(("role", code, "backup"), "plan-warn-backup-no-contact", &args);
        }
    }
    if !post.reach.contacts.is_empty() {
        tested(w, "role", code, code, &post.reach);
    }
}

/// The severities at which a role approves something, gravest first.
fn approves_at(plan: &Plan, role: &Role) -> String {
    let asked = |s: &Severity| plan.approvals.iter().any(|a| plan.approvers(&a.text_type, *s, true).contains(role));
    Severity::ALL.iter().filter(|s| asked(s)).map(|s| s.code()).collect::<Vec<_>>().join(", ")
}

/// Contacts that nobody ever tried, or that worked too long ago.
fn tested(w: &mut Warner, sort: &'static str, code: &str, name: &str, reach: &Reach) {
    let at = (sort, code, "tested");
    let written = reach.tested.as_str();
    if written.is_empty() {
        return w.warn(at, "plan-warn-untested", &[("name", name)]);
    }
    match w.days_since(written) {
        Err(()) => w.warn(at, "plan-warn-day-unreadable", &[("text", written)]),
        Ok(Some(days)) if days > TESTED_DAYS => {
            w.warn(at, "plan-warn-tested-long-ago", &[("name", name), ("days", &days.to_string())]);
        }
        Ok(Some(days)) if days < 0 => w.warn(at, "plan-warn-tested-ahead", &[("name", name), ("day", written)]),
        Ok(_) => {}
    }
}

/// The lead holds no other role (practice.md 6.1): who does two things in a crisis leads badly.
fn lead_elsewhere(w: &mut Warner) {
    let Some(lead) = Role::parse("incident_lead").and_then(|role| w.plan.holder(&role)) else { return };
    let others = w.plan.roles.iter().filter(|p| p.role.as_str() != "incident_lead" && p.holder.same_name(lead));
    let found: Vec<&str> = others.filter(|p| leaned_on(w.plan, &p.role)).map(|p| p.role.as_str()).collect();
    for role in found {
        w.warn(("role", role, "holder"), "plan-warn-lead-elsewhere", &[("name", lead.as_str()), ("role", role)]);
    }
}

/// A type of text that no word lets out, at some severity.
fn nobody_asked(w: &mut Warner, approval: &Approval) {
    let shut = Severity::ALL.into_iter().filter(|s| approval.by[*s].is_empty());
    let levels: Vec<&str> = shut.map(Severity::code).collect();
    if let Some(first) = levels.first() {
        let args = [("text", approval.text_type.as_str()), ("levels", &levels.join(", "))];
        w.warn(("approval", &approval.text_type, first), "plan-warn-nobody-approves", &args);
    }
}

/// Somebody whose two roles must both approve a text: the second look is the first one's.
fn twice_asked(w: &mut Warner, approval: &Approval) {
    let mut found: Vec<(&Clean, Vec<Role>, Vec<Severity>)> = Vec::new();
    for severity in Severity::ALL {
        let needed = w.plan.approvers(&approval.text_type, severity, true);
        let mut holders: Vec<(&Clean, Vec<Role>)> = Vec::new();
        for role in needed {
            let Some(holder) = w.plan.holder(&role) else { continue };
            match holders.iter_mut().find(|(name, _)| name.same_name(holder)) {
                Some((_, roles)) => roles.push(role),
                None => holders.push((holder, vec![role])),
            }
        }
        for (name, roles) in holders.into_iter().filter(|(_, roles)| roles.len() > 1) {
            match found.iter_mut().find(|(n, r, _)| *n == name && *r == roles) {
                Some((_, _, levels)) => levels.push(severity),
                None => found.push((name, roles, vec![severity])),
            }
        }
    }
    for (name, roles, levels) in found {
        let roles = roles.iter().map(Role::as_str).collect::<Vec<_>>().join(", ");
        let first = levels.first().map_or("", |s| s.code());
        let levels = levels.iter().map(|s| s.code()).collect::<Vec<_>>().join(", ");
        let args =
            [("name", name.as_str()), ("text", approval.text_type.as_str()), ("roles", &roles), ("levels", &levels)];
        w.warn(("approval", &approval.text_type, first), "plan-warn-approver-twice", &args);
    }
}
