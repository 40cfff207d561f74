//! A matter: what is to be decided, by when, with the objections as they were spoken; once decided it says who decided, and
//! on what basis (practice.md 6.4, 8.1). Silence is not consent: the question is "any strong objections?".

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{IncidentId, MatterId};
use super::item::bounded;
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// A strong objection, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// What was said.
    pub text: Clean,
    /// Who said it.
    pub by: Clean,
    /// When.
    pub at: Stamp,
}

/// How a matter ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ruling {
    /// What was decided; empty when it was dropped.
    pub what: Clean,
    /// Who decided.
    pub by: Clean,
    /// On what basis; why it was dropped.
    pub basis: Clean,
    /// Who wrote it down, when another decided aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<Clean>,
    /// When.
    pub at: Stamp,
    /// It needs no decision any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// What is to be decided, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Which.
    pub id: MatterId,
    /// Of which incident.
    pub incident: Option<IncidentId>,
    /// The question, or what was decided at once.
    pub question: Clean,
    /// By when.
    pub due: Option<Stamp>,
    /// Who asked.
    pub by: Clean,
    /// When.
    pub since: Stamp,
    /// What was said against it.
    pub objections: Vec<Objection>,
    /// How it ended; `None` while it is open.
    pub ruling: Option<Ruling>,
}

/// Put something up for a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OpenMatter {
    /// Of which incident.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// What is to be decided.
    pub question: String,
    /// By when.
    #[serde(default)]
    pub due: Option<Stamp>,
}

/// Write down a strong objection, word for word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ObjectToMatter {
    /// Against which.
    pub matter: MatterId,
    /// What is said.
    pub text: String,
    /// Who says it; who writes it down when absent.
    #[serde(default)]
    pub by: Option<String>,
}

/// Decide a matter; or write down what was decided, when no matter was open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DecideMatter {
    /// Which; none for one that was decided at once.
    #[serde(default)]
    pub matter: Option<MatterId>,
    /// Of which incident, when no matter was open.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// What was decided; why it needs no decision when it is dropped.
    pub what: String,
    /// Who decided; who writes it down when absent.
    #[serde(default)]
    pub by: Option<String>,
    /// On what basis.
    #[serde(default)]
    pub basis: String,
    /// Strong objections that nobody had written down yet.
    #[serde(default)]
    pub objections: Vec<Spoken>,
    /// It needs no decision any more.
    #[serde(default)]
    pub dropped: bool,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Spoken {
    /// The words.
    pub text: String,
    /// Who said them.
    #[serde(default)]
    pub by: Option<String>,
}

/// Most objections to one matter.
pub const MAX_OBJECTIONS: usize = 50;

/// Decides a command about a matter; `now` is the one it names.
pub fn decide(now: Option<&Matter>, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::OpenMatter(OpenMatter { incident, question, due }) => {
            let question = bounded(question, "refuse-empty-matter")?;
            if due.is_some_and(|due| due <= ctx.now) {
                return Err(Refusal::new("refuse-past"));
            }
            Ok(vec![Event::MatterOpened { matter: ctx.ids.matter, incident: *incident, question, due: *due }])
        }
        Command::ObjectToMatter(ObjectToMatter { matter, text, by }) => {
            let now = open(now)?;
            Ok(vec![objection(*matter, now.incident, now.objections.len(), text, by.as_deref(), ctx)?])
        }
        Command::DecideMatter(said) => rule(now, said, ctx),
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

/// What was decided at once is opened and decided in one.
fn rule(now: Option<&Matter>, said: &DecideMatter, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let words = bounded(&said.what, if said.dropped { "refuse-needs-reason" } else { "refuse-empty-decision" })?;
    let mut events = Vec::new();
    let (matter, incident, have) = match said.matter {
        Some(id) => {
            let now = open(now)?;
            (id, now.incident, now.objections.len())
        }
        None if said.dropped => return Err(Refusal::new("refuse-no-matter")),
        None => {
            let (matter, incident) = (ctx.ids.matter, said.incident);
            events.push(Event::MatterOpened { matter, incident, question: words.clone(), due: None });
            (matter, incident, 0)
        }
    };
    for (n, spoken) in said.objections.iter().enumerate() {
        events.push(objection(matter, incident, have + n, &spoken.text, spoken.by.as_deref(), ctx)?);
    }
    let by = named(said.by.as_deref(), ctx);
    let recorded_by = Some(&ctx.who.name).filter(|me| !me.same_name(&by)).cloned();
    let (what, basis) = match said.dropped {
        true => (Clean::default(), words),
        false => (words, bounded(&said.basis, "refuse-no-basis")?),
    };
    let ruling = Ruling { what, by, basis, recorded_by, at: ctx.at, dropped: said.dropped };
    events.push(Event::MatterDecided { matter, incident, ruling });
    Ok(events)
}

fn objection(
    matter: MatterId,
    incident: Option<IncidentId>,
    have: usize,
    text: &str,
    by: Option<&str>,
    ctx: &Ctx,
) -> Result<Event, Refusal> {
    if have >= MAX_OBJECTIONS {
        return Err(Refusal::new("refuse-matter-objections").with("max", MAX_OBJECTIONS));
    }
    let objection = Objection { text: bounded(text, "refuse-empty-objection")?, by: named(by, ctx), at: ctx.at };
    Ok(Event::MatterObjected { matter, incident, objection })
}

fn named(name: Option<&str>, ctx: &Ctx) -> Clean {
    name.map(Clean::line).filter(|n| !n.is_empty()).unwrap_or_else(|| ctx.who.name.clone())
}

fn open(now: Option<&Matter>) -> Result<&Matter, Refusal> {
    match now {
        None => Err(Refusal::new("refuse-no-matter")),
        Some(matter) if matter.ruling.is_some() => Err(Refusal::new("refuse-matter-over")),
        Some(matter) => Ok(matter),
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::NextIds;
    use super::super::room::Actor;
    use super::*;

    const AT: Stamp = Stamp(1_000);

    fn asked(now: Option<&Matter>, command: &Command) -> Result<Vec<Event>, &'static str> {
        let who = Actor { name: Clean::line("Ana"), ..Actor::default() };
        decide(now, command, &Ctx { who: &who, at: AT, now: AT, ids: NextIds::FIRST }).map_err(|r| r.key)
    }

    fn matter(objections: usize) -> Matter {
        let objection = Objection { text: "no".into(), by: "Leo".into(), at: AT };
        Matter {
            id: MatterId(1),
            incident: Some(IncidentId(1)),
            question: "Recall batch A12?".into(),
            due: None,
            by: "Ana".into(),
            since: AT,
            objections: vec![objection; objections],
            ruling: None,
        }
    }

    fn decided(matter: Option<MatterId>, basis: &str) -> DecideMatter {
        DecideMatter {
            matter,
            incident: Some(IncidentId(1)),
            what: "Recall it".into(),
            by: Some("Eva".into()),
            basis: basis.into(),
            objections: vec![Spoken { text: "  The lab has not answered ".into(), by: Some("Leo".into()) }],
            dropped: false,
        }
    }

    #[test]
    fn a_matter_is_opened_for_a_time_that_is_still_to_come() {
        let open = |question: &str, due| {
            asked(None, &Command::OpenMatter(OpenMatter { incident: None, question: question.into(), due }))
        };
        assert_eq!(open(" ", None), Err("refuse-empty-matter"));
        assert_eq!(open("Recall?", Some(AT)), Err("refuse-past"));
        assert!(open("Recall?", Some(AT.plus(1))).is_ok());
    }

    #[test]
    fn objections_are_kept_word_for_word_with_who_spoke_them_and_bounded() {
        let object = |text: &str| {
            Command::ObjectToMatter(ObjectToMatter { matter: MatterId(1), text: text.into(), by: Some("Leo".into()) })
        };
        let events = asked(Some(&matter(0)), &object("The lab has not answered, I would wait.")).unwrap();
        let [Event::MatterObjected { objection, .. }] = events.as_slice() else { panic!() };
        assert_eq!(objection.text.as_str(), "The lab has not answered, I would wait.");
        assert_eq!(objection.by.as_str(), "Leo");
        assert_eq!(asked(Some(&matter(0)), &object(" ")), Err("refuse-empty-objection"));
        assert_eq!(asked(Some(&matter(MAX_OBJECTIONS)), &object("no")), Err("refuse-matter-objections"));
        assert_eq!(asked(None, &object("no")), Err("refuse-no-matter"));
    }

    #[test]
    fn a_decision_says_who_decided_on_what_basis_and_who_wrote_it_down() {
        let events = asked(Some(&matter(0)), &Command::DecideMatter(decided(Some(MatterId(1)), "lab report"))).unwrap();
        let [Event::MatterObjected { objection, .. }, Event::MatterDecided { ruling, .. }] = events.as_slice() else {
            panic!("{events:?}")
        };
        assert_eq!((objection.by.as_str(), ruling.by.as_str(), ruling.basis.as_str()), ("Leo", "Eva", "lab report"));
        assert_eq!(ruling.recorded_by.as_ref().map(Clean::as_str), Some("Ana"));
        let bare = Command::DecideMatter(decided(Some(MatterId(1)), " "));
        assert_eq!(asked(Some(&matter(0)), &bare), Err("refuse-no-basis"));
        let over = Matter { ruling: Some(ruling.clone()), ..matter(0) };
        assert_eq!(
            asked(Some(&over), &Command::DecideMatter(decided(Some(MatterId(1)), "x"))),
            Err("refuse-matter-over")
        );
        let own = DecideMatter { by: None, ..decided(Some(MatterId(1)), "x") };
        let events = asked(Some(&matter(0)), &Command::DecideMatter(own)).unwrap();
        assert!(matches!(&events[1], Event::MatterDecided { ruling, .. } if ruling.recorded_by.is_none()));
    }

    #[test]
    fn what_was_decided_at_once_is_opened_and_decided_in_one_and_what_is_dropped_says_why() {
        let events = asked(None, &Command::DecideMatter(decided(None, "the plan"))).unwrap();
        let kinds: Vec<_> = events.iter().map(Event::kind).collect();
        assert_eq!(kinds, ["matter_opened", "matter_objected", "matter_decided"]);
        let drop = |matter| DecideMatter {
            what: "It sold out".into(),
            dropped: true,
            objections: Vec::new(),
            ..decided(matter, "")
        };
        assert_eq!(asked(None, &Command::DecideMatter(drop(None))), Err("refuse-no-matter"));
        let events = asked(Some(&matter(0)), &Command::DecideMatter(drop(Some(MatterId(1))))).unwrap();
        let [Event::MatterDecided { ruling, .. }] = events.as_slice() else { panic!() };
        assert!(ruling.dropped && ruling.what.is_empty() && ruling.basis.as_str() == "It sold out");
    }
}
