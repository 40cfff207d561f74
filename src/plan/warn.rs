//! What a crisis would find out too late: roles that nobody holds, tasks that cannot be done in time,
//! templates that do not fit, languages left out.

use super::due::Due;
use super::refs::placeholders;
use super::{Both, Plan, Post, Template, Warning};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::room::Lang;
use std::collections::{HashMap, HashSet};

/// Every warning of a plan, in the order of the file.
pub(super) fn warnings(plan: &Plan) -> Vec<Warning> {
    let mut found = Vec::new();
    for language in [Lang::En, Lang::Es] {
        if !plan.languages.contains(&language) {
            found.push(Warning::new("plan-warn-language-missing", &[("language", language.code())]));
        }
    }
    found.extend(plan.roles.iter().filter_map(|post| role(plan, post)));
    too_early(plan, &mut found);
    for template in &plan.templates {
        template_fits(plan, template, &mut found);
    }
    found
}

/// Tasks that are due before one for which they wait: nobody can be on time with those.
fn too_early(plan: &Plan, found: &mut Vec<Warning>) {
    let mut told: HashSet<(String, String)> = HashSet::new();
    let kinds = IncidentType::ALL.iter().flat_map(|kind| Severity::ALL.iter().map(move |severity| (*severity, *kind)));
    for (severity, kind) in kinds {
        let steps = plan.checklist(severity, kind);
        let due: HashMap<&str, Due> = steps.iter().filter_map(|s| Some((s.code.as_str(), s.due?))).collect();
        for (step, code) in steps.iter().flat_map(|s| s.after.iter().map(move |code| (s, code))) {
            let (Some(is), Some(first)) = (step.due, due.get(code.as_str())) else { continue };
            if first.surely_after(is) && told.insert((step.code.clone(), code.clone())) {
                let (is, first) = (is.to_string(), first.to_string());
                let args = [("task", step.code.as_str()), ("due", &is), ("after", code.as_str()), ("first", &first)];
                found.push(Warning::new("plan-warn-too-early", &args));
            }
        }
    }
}

/// A role is checked when the plan leans on it: it owns a task or approves a text.
fn role(plan: &Plan, post: &Post) -> Option<Warning> {
    let approves =
        |a: &super::Approval| a.by.iter().flatten().any(|r| *r == post.role) || a.if_liability.contains(&post.role);
    let leaned_on = plan.tasks.iter().any(|t| t.owner == post.role) || plan.approvals.iter().any(approves);
    if !leaned_on {
        return None;
    }
    let args = [("role", post.role.as_str())];
    if post.holder.as_str().is_empty() {
        Some(Warning::new("plan-warn-role-empty", &args))
    } else if post.backup.as_str().is_empty() {
        Some(Warning::new("plan-warn-role-no-backup", &args))
    } else if post.backup == post.holder {
        Some(Warning::new("plan-warn-role-same-backup", &args))
    } else if post.contact.as_str().is_empty() || post.tested.as_str().is_empty() {
        Some(Warning::new("plan-warn-role-untested", &args))
    } else {
        None
    }
}

fn template_fits(plan: &Plan, template: &Template, found: &mut Vec<Warning>) {
    let names = |text: &str| {
        let mut names: Vec<String> = placeholders(text).into_iter().flatten().map(str::to_owned).collect();
        names.sort();
        names.dedup();
        names
    };
    let Both { en, es } = &template.text;
    if plan.languages.len() > 1 && names(en.as_str()) != names(es.as_str()) {
        found.push(Warning::new("plan-warn-template-parity", &[("template", &template.code)]));
    }
    for language in &plan.languages {
        let text = filled(plan, template.text.get(*language).as_str());
        for platform in &plan.platforms {
            let count = platform.count_post(&text);
            if count.over {
                let (used, limit) = (count.used.to_string(), count.limit.unwrap_or(0).to_string());
                let args = [
                    ("template", template.code.as_str()),
                    ("language", language.code()),
                    ("platform", platform.title.as_str()),
                    ("used", &used),
                    ("limit", &limit),
                ];
                found.push(Warning::new("plan-warn-template-long", &args));
            }
        }
    }
}

/// A template's text with each placeholder as long as it usually is.
fn filled(plan: &Plan, text: &str) -> String {
    plan.placeholders.iter().fold(text.to_owned(), |text, p| {
        let name = format!("{{{}}}", p.name);
        if text.contains(&name) { text.replace(&name, &"x".repeat(p.length)) } else { text }
    })
}
