//! The checklist and its variants. Knows their keys.

use super::each;
use super::levels::severity;
use super::reader::{Reader, Section, Spot, code_of};
use super::refs::Codes;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::report::ReportKind;
use crate::plan::{Gate, Phase, Rhythm, Task, Variant};

/// The tasks of the core, then those of the variants.
pub(super) fn tasks(r: &mut Reader, root: &Section, codes: &mut Codes) -> Vec<Task> {
    let mut tasks = each(r, root, "task", |r, s| task(r, s, Severity::Sev4, None, codes));
    for v in r.tables(root, "variant") {
        let severity = severity(r, &v).unwrap_or(Severity::Sev4);
        // The variant's own reading tells a wrong type; its tasks are read all the same.
        let named = v.get("type").and_then(|(t, _)| t.as_str()).unwrap_or_default();
        let kind = IncidentType::ALL.into_iter().find(|kind| code_of(kind) == named);
        let kind = Some(kind.unwrap_or(IncidentType::Unknown));
        tasks.extend(each(r, &v, "task", |r, s| task(r, s, severity, kind, codes)));
    }
    tasks
}

fn task(r: &mut Reader, s: &Section, mildest: Severity, kind: Option<IncidentType>, codes: &mut Codes) -> Option<Task> {
    r.only(s, &["code", "phase", "title", "owner", "due", "again", "rhythm", "gate", "report", "after", "severity"]);
    let title = r.need_both(s, "title");
    let due = r.by_level(s, "due", |r, s, key| r.due(s, key));
    let again = r.due(s, "again");
    let rhythm = r.choice(s, "rhythm", &Rhythm::ALL);
    let gate = r.choice(s, "gate", &Gate::ALL);
    let report = r.choice(s, "report", &ReportKind::ALL);
    let severity = severity(r, s).unwrap_or(mildest);
    let phase = r.need_choice(s, "phase", &Phase::ALL);
    let owner = r.need(s, "owner").and_then(|(text, at)| r.role(text, &at));
    let after: Vec<(String, Spot)> = r.texts(s, "after").into_iter().map(|(t, at)| (t.to_owned(), at)).collect();
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "task", &code, &at);
    codes.waits(&code, &after);
    let after = after.into_iter().map(|(code, _)| code).collect();
    Some(Task { code, phase: phase?, title, owner: owner?, due, again, rhythm, gate, report, after, severity, kind })
}

pub(super) fn variant(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Variant> {
    r.only(s, &["type", "severity", "traps", "task"]);
    let traps = r.boths(s, "traps");
    let (text, at) = r.need(s, "type")?;
    codes.once(r, s, "variant", text, &at);
    let kind = r.one_of(text, &at, &IncidentType::ALL)?;
    Some(Variant { kind, traps })
}
