//! The communication plan of this person: which one is in use, how to get one of one's own, and what is wrong with it.

use super::run::{Context, Failure, Outcome};
use super::{PlanArgs, PlanVerb, say, shown};
use crate::config;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::plan::{BUILTIN, Fault, Plan, place_of};
use std::io::Write;
use std::path::Path;
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

    fn plan_file(&self, path: &Path) -> Result<String, Failure> {
        config::read(path).map_err(|e| {
            let args = [("path", shown(path).into()), ("why", e.to_string().into())];
            Failure::refused(self.words.f("plan-unreadable", &args))
        })
    }

    fn plan_fault(&self, path: &Path, fault: &Fault) -> String {
        self.plan_line(path, (fault.line, fault.column), fault.key, &fault.args)
    }

    fn plan_line(
        &self,
        path: &Path,
        (line, column): (usize, usize),
        key: &str,
        args: &[(&'static str, Clean)],
    ) -> String {
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        format!("{}:{line}:{column}: {}", shown(path), self.words.f(key, &args))
    }
}

/// `plan`, `plan init`, `plan check`.
pub fn plan(context: &Context, args: &PlanArgs) -> Outcome {
    match args.verb {
        None => used(context),
        Some(PlanVerb::Init) => init(context, args.file.as_deref()),
        Some(PlanVerb::Check) => check(context, args.file.as_deref()),
    }
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
        Some(path) => {
            let source = context.plan_file(&path)?;
            (path, source)
        }
        None => (context.words.t("plan-name-built-in").into(), BUILTIN.to_owned()),
    };
    let lines: Vec<String> = match Plan::parse(&source) {
        Err(faults) => faults.iter().map(|f| context.plan_fault(&path, f)).collect(),
        Ok(plan) => {
            let warnings = plan.warnings();
            warnings.iter().map(|w| context.plan_line(&path, place_of(&source, w), w.key, &w.args)).collect()
        }
    };
    for line in &lines {
        say(line)?;
    }
    if lines.is_empty() {
        say(&context.words.f("plan-good", &[("path", shown(&path).into())]))?;
    }
    Ok(u8::from(!lines.is_empty()))
}
