//! The communication plan of this person: which one is in use, how to get one of one's own, what is wrong with it, what it
//! says and what differs between two.

mod page;
mod rules;
mod show;

use super::run::{Context, Failure, Outcome};
use super::{PlanArgs, PlanVerb, input, is_stdin, say, shown};
use crate::config;
use crate::domain::command::{Adopt, Command};
use crate::domain::event::Event;
use crate::domain::private::{Audience, Private};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::plan::{BUILTIN, Change, Contact, Fault, Look, Plan, diff};
use crate::shell::time;
use crate::store::writer;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Context {
    /// The plan that rooms are opened with: the one that the configuration names, else `plan.toml` beside it, else the
    /// one that is built in.
    ///
    /// # Errors
    /// A sentence with the file, line and column of its first fault: a checklist that is not the person's own would be
    /// taken for it.
    pub fn plan(&self) -> Result<Arc<Plan>, Failure> {
        let Some(path) = self.places.plan(&self.config) else { return Ok(Arc::new(Plan::builtin())) };
        let source = self.plan_file(&path)?;
        Plan::parse(&source).map(Arc::new).map_err(|faults| {
            let first = faults.first().map(|f| self.plan_fault(&path, f)).unwrap_or_default();
            let args = [("fault", first.into()), ("n", faults.len().into())];
            Failure::refused(self.words.f("plan-refused", &args))
        })
    }

    /// The plan for what is done in a room: while an incident has one in force, that will do where the file has faults.
    pub fn plan_for(&self, room: &Path) -> Result<Arc<Plan>, Failure> {
        self.plan().or_else(|fault| self.plan_kept(room).ok_or(fault))
    }

    /// The plan that is in force in a room, if there is one that can be read.
    pub(super) fn plan_kept(&self, room: &Path) -> Option<Arc<Plan>> {
        let text = writer::plan_in_force(room, self.options()).ok().flatten()?;
        Plan::parse_written(&text).ok().map(Arc::new)
    }

    fn plan_file(&self, path: &Path) -> Result<String, Failure> {
        config::read(path).map_err(|e| {
            let args = [("path", shown(path).into()), ("why", e.to_string().into())];
            Failure::refused(self.words.f("plan-unreadable", &args))
        })
    }

    /// A plan that is piped in.
    fn plan_piped(&self, path: &Path) -> Result<String, Failure> {
        let text = input::whole(&self.words, Some(path), config::MAX_FILE as usize)?;
        text.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| {
            let args = [("path", "-".into()), ("why", self.words.t("plan-no-text").into())];
            Failure::refused(self.words.f("plan-unreadable", &args))
        })
    }

    fn plan_fault(&self, path: &Path, fault: &Fault) -> String {
        let args: Vec<(&str, Arg)> = fault.args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        format!("{}:{}:{}: {}", shown(path), fault.line, fault.column, self.words.f(fault.key, &args))
    }

    /// A plan from a file, or the one in use.
    pub(super) fn plan_of(&self, file: Option<&Path>) -> Result<Plan, Failure> {
        let Some(path) = file else { return self.plan().map(|plan| Plan::clone(&plan)) };
        let source = self.plan_file(path)?;
        Plan::parse(&source).map_err(|faults| {
            Failure::refused(faults.iter().map(|f| self.plan_fault(path, f)).collect::<Vec<_>>().join("\n"))
        })
    }
}

/// `plan` and its verbs.
pub fn plan(context: &Context, args: &PlanArgs) -> Outcome {
    let names: Vec<&Path> = args.names.iter().map(PathBuf::as_path).collect();
    match (args.verb, &names[..]) {
        (None, _) => used(context),
        (Some(PlanVerb::Init), [] | [_]) => init(context, names.first().copied()),
        (Some(PlanVerb::Check), [] | [_]) => check(context, names.first().copied()),
        (Some(PlanVerb::Show), [] | [_]) => show(context, args, names.first().copied()),
        (Some(PlanVerb::Adopt), []) => adopt(context),
        (Some(PlanVerb::Diff), [old]) => differ(context, args, old, None),
        (Some(PlanVerb::Diff), [old, new]) => differ(context, args, old, Some(new)),
        _ => Err(Failure::usage(context.words.t("plan-usage"))),
    }
}

/// Makes the plan in use the one in force in the room, and tells what that changes; 1 when it is so already.
fn adopt(context: &Context) -> Outcome {
    context.may_write()?;
    let decided = context.decide(&context.room(), &context.plan()?, &Command::AdoptPlan(Adopt::default()))?;
    for (_, event) in &decided.events {
        let Event::PlanAdopted { name, version, changes, .. } = event else { continue };
        for line in changes {
            say(&Private::prose(line.clone()).show(context.audience()))?;
        }
        say(&context.words.f("event-plan-adopted", &[("name", name.into()), ("version", version.into())]))?;
    }
    Ok(0)
}

fn used(context: &Context) -> Outcome {
    let own = context.places.plan(&context.config);
    let plan = context.plan()?;
    let args = [
        ("path", own.as_deref().map(shown).unwrap_or_default().into()),
        ("own", shown(&context.places.own_plan()).into()),
        ("name", Arg::from(&plan.name)),
        ("tasks", plan.tasks.len().into()),
        ("roles", plan.roles.len().into()),
    ];
    say(&context.words.f(if own.is_some() { "plan-in-use" } else { "plan-built-in" }, &args))?;
    Ok(0)
}

/// Writes the built-in plan, comments and all: to a file that must not exist, or to standard output.
fn init(context: &Context, file: Option<&Path>) -> Outcome {
    let Some(path) = file else {
        say(BUILTIN.trim_end())?;
        return Ok(0);
    };
    let written = std::fs::File::create_new(path).and_then(|mut f| f.write_all(BUILTIN.as_bytes()));
    let args = |why: String| [("path", shown(path).into()), ("why", why.into())];
    match written {
        Ok(()) => say(&context.words.f("plan-written", &args(String::new())))?,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(Failure::refused(context.words.f("plan-exists", &args(String::new()))));
        }
        Err(e) => return Err(Failure::refused(context.words.f("plan-not-written", &args(e.to_string())))),
    }
    Ok(0)
}

/// Tells every fault, or every warning of a plan that has none; 1 when there is any.
fn check(context: &Context, file: Option<&Path>) -> Outcome {
    let path = file.map(Path::to_owned).or_else(|| context.places.plan(&context.config));
    let (path, source) = match path {
        Some(path) if is_stdin(&path) => (context.words.t("plan-name-stdin").into(), context.plan_piped(&path)?),
        Some(path) => {
            let source = context.plan_file(&path)?;
            (path, source)
        }
        None => (context.words.t("plan-name-built-in").into(), BUILTIN.to_owned()),
    };
    let look = Look { today: Some(today(context)) };
    let (Ok(found) | Err(found)) = Plan::check(&source, &look);
    let lines: Vec<String> = found.iter().map(|f| context.plan_fault(&path, f)).collect();
    for line in &lines {
        say(line)?;
    }
    // which one it was: whoever pipes a plan in without naming "-" checks the one in use
    let said = if lines.is_empty() { "plan-good" } else { "plan-checked" };
    say(&context.words.f(said, &[("path", shown(&path).into()), ("n", lines.len().into())]))?;
    Ok(u8::from(!lines.is_empty()))
}

/// Today, where the reader is.
fn today(context: &Context) -> NaiveDate {
    time::now().local(&context.zone()).date_naive()
}

/// What the plan says, for people; or the whole as JSON.
fn show(context: &Context, args: &PlanArgs, topic: Option<&Path>) -> Outcome {
    let topic = topic.map(shown);
    let audience = context.audience();
    let plan = seen_by(context.plan_of(args.file.as_deref())?, audience);
    if args.json {
        return say(&json(&plan, audience).to_string()).map(|()| 0);
    }
    let reader = show::Reader { words: &context.words, audience, today: today(context) };
    let Some(text) = show::shown(&plan, topic.as_deref(), &reader) else {
        let args = [("text", topic.unwrap_or_default().into()), ("topics", show::TOPICS.join(", ").into())];
        return Err(Failure::refused(context.words.f("plan-show-unknown", &args)));
    };
    say(&text).map(|()| 0)
}

/// The plan without the names of its people and how to reach them, when others look.
fn seen_by(mut plan: Plan, audience: Audience) -> Plan {
    if audience == Audience::Operator {
        return plan;
    }
    let mask = |name: &mut Clean| {
        if !name.is_empty() {
            *name = Clean::line(&Private::person(name.clone(), false).show(audience));
        }
    };
    for post in &mut plan.roles {
        mask(&mut post.holder);
        post.backups.iter_mut().for_each(mask);
        post.reach.contacts.clear();
    }
    for person in &mut plan.people {
        mask(&mut person.name);
        person.reach.contacts.clear();
    }
    plan.lines.iter_mut().for_each(|line| mask(&mut line.clearance.approved_by));
    plan.templates.iter_mut().for_each(|template| mask(&mut template.clearance.approved_by));
    plan
}

/// The whole plan as its file has it, with how people are reached.
fn json(plan: &Plan, audience: Audience) -> Value {
    let mut whole = serde_json::to_value(plan).unwrap_or_default();
    let reach = |contacts: &[Contact], tested: &Clean| -> Value {
        let contacts = contacts.iter().map(|c| json!({ "way": c.way, "to": c.to.show(audience) }));
        json!({ "contacts": contacts.collect::<Vec<_>>(), "tested": tested.as_str() })
    };
    let roles = plan.roles.iter().map(|p| &p.reach);
    let people = plan.people.iter().map(|p| &p.reach);
    for (section, all) in [("role", roles.collect::<Vec<_>>()), ("person", people.collect())] {
        let tables = whole.get_mut(section).and_then(Value::as_array_mut);
        for (table, how) in tables.into_iter().flatten().zip(all) {
            if !how.contacts.is_empty() || !how.tested.is_empty() {
                table["reach"] = reach(&how.contacts, &how.tested);
            }
        }
    }
    whole
}

/// What differs from one plan to another, or to the one in use; 1 when anything does.
fn differ(context: &Context, args: &PlanArgs, old: &Path, new: Option<&Path>) -> Outcome {
    let audience = context.audience();
    let (old, new) = (context.plan_of(Some(old))?, context.plan_of(new)?);
    // Two names may have one mask: whether anything differs is not asked of those.
    let differs = old.digest() != new.digest();
    let changes = diff(&seen_by(old, audience), &seen_by(new, audience));
    if args.json {
        say(&serde_json::to_string(&changes).unwrap_or_default())?;
    } else if !differs {
        say(&context.words.t("plan-show-same"))?;
    }
    for change in changes.iter().filter(|_| !args.json) {
        say(&told(context, change))?;
    }
    Ok(u8::from(differs))
}

/// One difference in a few lines: where, what it was and what it is.
fn told(context: &Context, change: &Change) -> String {
    if change.section.is_empty() {
        return context.words.t("plan-show-more");
    }
    let order = change.field.as_str() == "order";
    let field = if order { context.words.t("plan-show-order") } else { change.field.as_str().to_owned() };
    let place = [change.section.as_str(), change.item.as_str(), &field];
    let place = place.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let line = |sign: &str, text: &Option<Clean>| {
        text.as_ref().map(|t| format!("\n  {sign} {}", Clean::line(t.as_str()))).unwrap_or_default()
    };
    format!("{place}{}{}", line("−", &change.before), line("+", &change.after))
}
