//! From the TOML tree to a plan, a function a section. Knows which keys each section has and which it needs.

use super::fault::{Fault, Faults};
use super::read::{Reader, Section, Spot, tree};
use super::refs::{self, Codes};
use super::{
    Approval, Clocks, Limit, Outlet, Phase, Placeholder, Plan, Post, Rhythm, Rule, Task, Template, Variant, slot,
};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;

const LEVELS: [(&str, Severity); 4] =
    [("SEV1", Severity::Sev1), ("SEV2", Severity::Sev2), ("SEV3", Severity::Sev3), ("SEV4", Severity::Sev4)];

const TYPES: [(&str, IncidentType); 8] = [
    ("product_failure", IncidentType::ProductFailure),
    ("employee_misconduct", IncidentType::EmployeeMisconduct),
    ("data_breach", IncidentType::DataBreach),
    ("offensive_post", IncidentType::OffensivePost),
    ("misinformation", IncidentType::Misinformation),
    ("outage", IncidentType::Outage),
    ("account_hijack", IncidentType::AccountHijack),
    ("unknown", IncidentType::Unknown),
];

const PHASES: [(&str, Phase); 6] = [
    ("prepare", Phase::Prepare),
    ("detect", Phase::Detect),
    ("first15", Phase::First15),
    ("first_hour", Phase::FirstHour),
    ("first_day", Phase::FirstDay),
    ("recover", Phase::Recover),
];

const RHYTHMS: [(&str, Rhythm); 8] = [
    ("promise", Rhythm::Promise),
    ("shift", Rhythm::Shift),
    ("continuous", Rhythm::Continuous),
    ("meeting", Rhythm::Meeting),
    ("monthly", Rhythm::Monthly),
    ("quarterly", Rhythm::Quarterly),
    ("half_yearly", Rhythm::HalfYearly),
    ("yearly", Rhythm::Yearly),
];

const KINDS: [(&str, ()); 5] = [("media", ()), ("regulator", ()), ("official", ()), ("influencer", ()), ("sector", ())];

const SECTIONS: [&str; 12] = [
    "plan",
    "voice",
    "role",
    "severity",
    "band",
    "approval",
    "task",
    "variant",
    "placeholder",
    "template",
    "platform",
    "outlet",
];

/// Reads the whole plan, or tells every fault.
pub(super) fn plan(source: &str) -> Result<Plan, Vec<Fault>> {
    let mut faults = Faults::of(source);
    let Some(tree) = tree(source, &mut faults) else { return Err(faults.into_list()) };
    let root = Section::root(&tree);
    let mut reader = Reader { faults, languages: vec![Lang::En, Lang::Es], role_uses: Vec::new() };
    let mut codes = Codes::default();
    let plan = read(&mut reader, &root, &mut codes);
    refs::check(&mut reader, &plan, &codes);
    if reader.faults.is_empty() { Ok(plan) } else { Err(reader.faults.into_list()) }
}

fn read(r: &mut Reader, root: &Section, codes: &mut Codes) -> Plan {
    r.only(root, &SECTIONS);
    let (name, version) = head(r, root);
    let languages = r.languages.clone();
    let voice = r.table(root, "voice");
    if let Some(voice) = &voice {
        r.only(voice, &["key_messages", "do_not_say"]);
    }
    Plan {
        name,
        version,
        languages,
        key_messages: voice.as_ref().map(|v| r.boths(v, "key_messages")).unwrap_or_default(),
        do_not_say: voice.as_ref().map(|v| cleans(r, v, "do_not_say")).unwrap_or_default(),
        roles: each(r, root, "role", |r, s| post(r, s, codes)),
        clocks: clocks(r, root),
        bands: bands(r, root),
        approvals: each(r, root, "approval", |r, s| approval(r, s, codes)),
        tasks: tasks(r, root, codes),
        variants: each(r, root, "variant", |r, s| variant(r, s, codes)),
        placeholders: each(r, root, "placeholder", |r, s| placeholder(r, s, codes)),
        templates: each(r, root, "template", |r, s| template(r, s, codes)),
        platforms: each(r, root, "platform", |r, s| platform(r, s, codes)),
        outlets: each(r, root, "outlet", outlet),
    }
}

/// Reads every table of a name; those with a fault that leaves nothing to keep are left out.
fn each<T>(
    r: &mut Reader,
    root: &Section,
    name: &'static str,
    mut read: impl FnMut(&mut Reader, &Section) -> Option<T>,
) -> Vec<T> {
    r.tables(root, name).iter().filter_map(|section| read(r, section)).collect()
}

fn cleans(r: &mut Reader, section: &Section, key: &str) -> Vec<Clean> {
    r.texts(section, key).into_iter().map(|(text, _)| Clean::from(text.trim())).collect()
}

fn head(r: &mut Reader, root: &Section) -> (Clean, Clean) {
    let Some(head) = r.table(root, "plan") else {
        r.missing(root, "plan");
        return Default::default();
    };
    r.only(&head, &["name", "version", "languages"]);
    let mut languages = Vec::new();
    for (text, at) in r.texts(&head, "languages") {
        languages.extend(r.choose(text, &at, &[("en", Lang::En), ("es", Lang::Es)]));
    }
    languages.dedup();
    if !languages.is_empty() {
        r.languages = languages;
    } else if head.get("languages").is_none() {
        r.missing(&head, "languages");
    }
    let name = r.need(&head, "name").map(|(text, _)| Clean::from(text.trim())).unwrap_or_default();
    (name, r.clean(&head, "version"))
}

fn post(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Post> {
    r.only(s, &["code", "title", "holder", "backup", "contact", "tested"]);
    let title = r.need_both(s, "title");
    let [holder, backup, contact, tested] = ["holder", "backup", "contact", "tested"].map(|key| r.clean(s, key));
    let (text, at) = r.need(s, "code")?;
    let Some(role) = Role::parse(text) else {
        r.faults.add(&at, "plan-fault-bad-role", &[("text", text)]);
        return None;
    };
    codes.once(&mut r.faults, "role", text, &at);
    Some(Post { role, title, holder, backup, contact, tested })
}

fn clocks(r: &mut Reader, root: &Section) -> [Clocks; 4] {
    let mut found: [Option<Clocks>; 4] = Default::default();
    for s in r.tables(root, "severity") {
        let clocks = level_clocks(r, &s);
        let Some((text, at)) = r.need(&s, "level") else { continue };
        let Some(level) = r.choose(text, &at, &LEVELS) else { continue };
        if found[slot(level)].replace(clocks).is_some() {
            r.faults.add(&at, "plan-fault-duplicate", &[("code", text)]);
        }
    }
    let mut levels = LEVELS.iter();
    found.map(|clocks| {
        let name = levels.next().map_or("", |(name, _)| *name);
        clocks.unwrap_or_else(|| {
            r.faults.add(&root.at, "plan-fault-missing-level", &[("section", "severity"), ("level", name)]);
            Clocks::default()
        })
    })
}

fn level_clocks(r: &mut Reader, s: &Section) -> Clocks {
    const OPTIONAL: [&str; 10] = [
        "public_ack",
        "public_ack_max",
        "statement",
        "public_update",
        "public_update_for",
        "public_update_later",
        "sitrep",
        "brief",
        "meeting",
        "lead_shift",
    ];
    r.only(s, &[&["level", "title", "acknowledge", "declare", "approval", "review"][..], &OPTIONAL[..]].concat());
    let title = r.need_both(s, "title");
    let [
        public_ack,
        public_ack_max,
        statement,
        public_update,
        public_update_for,
        public_update_later,
        sitrep,
        brief,
        meeting,
        lead_shift,
    ] = OPTIONAL.map(|key| r.duration(s, key));
    Clocks {
        title,
        acknowledge: r.need_duration(s, "acknowledge"),
        declare: r.need_duration(s, "declare"),
        public_ack,
        public_ack_max,
        statement,
        public_update,
        public_update_for,
        public_update_later,
        sitrep,
        brief,
        meeting,
        lead_shift,
        approval: r.need_duration(s, "approval"),
        review: r.duration(s, "review"),
    }
}

fn bands(r: &mut Reader, root: &Section) -> [i64; 4] {
    const BANDS: [(&str, usize); 4] = [("P1", 0), ("P2", 1), ("P3", 2), ("P4", 3)];
    let mut found = [None; 4];
    for s in r.tables(root, "band") {
        r.only(&s, &["band", "answer"]);
        let answer = r.need_duration(&s, "answer");
        let Some((text, at)) = r.need(&s, "band") else { continue };
        let Some(place) = r.choose(text, &at, &BANDS) else { continue };
        if found[place].replace(answer).is_some() {
            r.faults.add(&at, "plan-fault-duplicate", &[("code", text)]);
        }
    }
    BANDS.map(|(name, place)| {
        found[place].unwrap_or_else(|| {
            r.faults.add(&root.at, "plan-fault-missing-level", &[("section", "band"), ("level", name)]);
            0
        })
    })
}

fn approval(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Approval> {
    r.only(s, &["text", "title", "SEV1", "SEV2", "SEV3", "SEV4", "if_liability", "note"]);
    let title = r.need_both(s, "title");
    let by = LEVELS.map(|(level, _)| r.roles(s, level));
    let if_liability = r.roles(s, "if_liability");
    let note = r.both(s, "note");
    let (text_type, at) = r.code(s, "text")?;
    codes.once(&mut r.faults, "approval", &text_type, &at);
    Some(Approval { text_type, title, by, if_liability, note })
}

/// The tasks of the core, then those of the variants.
fn tasks(r: &mut Reader, root: &Section, codes: &mut Codes) -> Vec<Task> {
    let mut tasks = each(r, root, "task", |r, s| task(r, s, Severity::Sev4, None, codes));
    for v in r.tables(root, "variant") {
        let severity = severity(r, &v).unwrap_or(Severity::Sev4);
        // The variant's own reading tells a wrong type; its tasks are read all the same.
        let kind = v.get("type").and_then(|(t, _)| t.as_str()).and_then(type_of).unwrap_or(IncidentType::Unknown);
        tasks.extend(each(r, &v, "task", |r, s| task(r, s, severity, Some(kind), codes)));
    }
    tasks
}

fn type_of(text: &str) -> Option<IncidentType> {
    TYPES.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind)
}

fn severity(r: &mut Reader, s: &Section) -> Option<Severity> {
    let level = r.number(s, "severity", 1, 4)?;
    LEVELS.get(level - 1).map(|(_, severity)| *severity)
}

fn task(r: &mut Reader, s: &Section, mildest: Severity, kind: Option<IncidentType>, codes: &mut Codes) -> Option<Task> {
    r.only(s, &["code", "phase", "title", "owner", "due", "again", "rhythm", "after", "severity"]);
    let title = r.need_both(s, "title");
    let due = r.dues(s);
    let again = r.due(s, "again");
    let rhythm = r.choice(s, "rhythm", &RHYTHMS);
    let severity = severity(r, s).unwrap_or(mildest);
    let phase = r.need(s, "phase").and_then(|(text, at)| r.choose(text, &at, &PHASES));
    let owner = r.need(s, "owner").and_then(|(text, at)| r.role(text, &at));
    let after: Vec<(String, Spot)> = r.texts(s, "after").into_iter().map(|(t, at)| (t.to_owned(), at)).collect();
    let (code, at) = r.code(s, "code")?;
    codes.once(&mut r.faults, "task", &code, &at);
    codes.waits(&code, &after);
    let after = after.into_iter().map(|(code, _)| code).collect();
    Some(Task { code, phase: phase?, title, owner: owner?, due, again, rhythm, after, severity, kind })
}

fn variant(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Variant> {
    r.only(s, &["type", "severity", "traps", "task"]);
    let traps = r.boths(s, "traps");
    let (text, at) = r.need(s, "type")?;
    codes.once(&mut r.faults, "variant", text, &at);
    let kind = r.choose(text, &at, &TYPES)?;
    Some(Variant { kind, traps })
}

fn placeholder(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Placeholder> {
    r.only(s, &["name", "title", "length"]);
    let title = r.need_both(s, "title");
    if s.get("length").is_none() {
        r.missing(s, "length");
    }
    let length = r.number(s, "length", 1, 1_000).unwrap_or(0);
    let (name, at) = r.code(s, "name")?;
    codes.once(&mut r.faults, "placeholder", &name, &at);
    Some(Placeholder { name, title, length })
}

fn template(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Template> {
    r.only(s, &["code", "text_type", "types", "precondition", "text"]);
    let mut types = Vec::new();
    for (text, at) in r.texts(s, "types") {
        types.extend(r.choose(text, &at, &TYPES));
    }
    let precondition = r.both(s, "precondition");
    let text = r.need_both(s, "text");
    let text_type = r.code(s, "text_type");
    let (code, at) = r.code(s, "code")?;
    codes.once(&mut r.faults, "template", &code, &at);
    if let Some((text_type, at)) = &text_type {
        codes.makes(text_type, at);
    }
    for language in ["en", "es"] {
        codes.fills(r, s, language);
    }
    Some(Template { code, text_type: text_type?.0, types, precondition, text })
}

fn platform(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Limit> {
    const LARGEST: usize = 1_000_000;
    r.only(s, &["code", "title", "rule", "post", "reply", "bytes", "advised", "visible", "checked_on", "source"]);
    let [post, reply, bytes, advised, visible] =
        ["post", "reply", "bytes", "advised", "visible"].map(|key| r.number(s, key, 1, LARGEST));
    let title = r.need(s, "title").map(|(text, _)| Clean::from(text.trim())).unwrap_or_default();
    let source = r.clean(s, "source");
    let checked_on = r.need(s, "checked_on").map(|(text, _)| Clean::from(text.trim())).unwrap_or_default();
    let rules = [
        ("x", Rule::X),
        ("graphemes_bytes", Rule::GraphemesBytes { bytes }),
        ("mastodon", Rule::Mastodon),
        ("chars", Rule::Chars),
        ("none", Rule::None),
    ];
    let rule = r.need(s, "rule").and_then(|(text, at)| r.choose(text, &at, &rules));
    if rule.is_some_and(|rule| rule != Rule::None) && s.get("post").is_none() {
        r.missing(s, "post");
    }
    let (code, at) = r.code(s, "code")?;
    codes.once(&mut r.faults, "platform", &code, &at);
    Some(Limit { code, title, rule: rule?, post, reply, advised, visible, checked_on, source })
}

fn outlet(r: &mut Reader, s: &Section) -> Option<Outlet> {
    r.only(s, &["name", "kind", "handles", "domains"]);
    let (kind, at) = r.need(s, "kind")?;
    r.choose(kind, &at, &KINDS)?;
    let (handles, domains) = (cleans(r, s, "handles"), cleans(r, s, "domains"));
    let (name, _) = r.need(s, "name")?;
    Some(Outlet { name: Clean::from(name.trim()), kind: kind.to_owned(), handles, domains })
}
