//! Which mentions belong to an incident: its rules of belonging, by group or by words, and what may be asked of them. A
//! mention belongs to one incident at most (practice.md 2.2). A person's word on it stands above every rule, a rule by
//! group above one by words, and of two of a kind the older. Must not know how words are looked for.

use super::command::Command;
use super::event::Event;
use super::ids::{EventSeq, IncidentId, MentionId};
use super::incident::{Incident, Status};
use super::item;
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// Most rules that one incident has, and that a room has in force.
pub const MAX_RULES: usize = 20;
/// Most rules of all incidents together: each costs a look at what comes in.
pub const MAX_ALL: usize = 100;
/// Longest words of a rule, in characters.
pub const MAX_QUERY: usize = 200;

/// Most characters of a search that are read.
pub const MAX_TYPED: usize = 256;

/// What makes a mention belong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// It says the same as this mention.
    Cluster(MentionId),
    /// It holds these words, as the search finds them; the last word is a whole one.
    Query(#[schemars(with = "String")] Clean),
}

/// A rule in its incident, with who set it and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// The event that set it, which names it.
    pub seq: EventSeq,
    /// Of which incident.
    pub incident: IncidentId,
    /// What it says.
    pub rule: Rule,
    /// Who set it.
    pub by: Clean,
    /// When.
    pub at: Stamp,
    /// Why; empty when it came with the incident itself.
    pub reason: Clean,
    /// What arrived later it does not take: its incident was over then.
    pub until: Option<Stamp>,
}

impl Status {
    /// Whether new mentions still come to an incident by its rules: until it is left to its review.
    pub const fn takes_mentions(self) -> bool {
        self.open() || matches!(self, Status::Resolved)
    }
}

/// Give an incident a rule of belonging.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AddBelonging {
    /// Which incident.
    pub incident: IncidentId,
    /// What makes a mention belong to it.
    pub rule: Rule,
    /// Why.
    pub reason: String,
}

/// Take a rule of belonging away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RemoveBelonging {
    /// The event that set it.
    pub rule: EventSeq,
    /// Why.
    pub reason: String,
}

/// Say by hand to which incident mentions belong, whatever its rules say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlaceMentions {
    /// Which.
    pub mentions: Vec<MentionId>,
    /// To which incident; to none when absent.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// Why.
    pub reason: String,
    /// The newest event when the person looked: what somebody else changed since is left alone.
    #[serde(default)]
    pub seen: Option<EventSeq>,
}

/// The incident that a search names, `incident:2` or `incidente:2` (0 is none), and the rest of the search. The last one
/// named counts.
pub fn named(typed: &str) -> (Option<IncidentId>, String) {
    let number_of = |word: &str| {
        let number = word.strip_prefix("incident:").or_else(|| word.strip_prefix("incidente:"))?;
        let number: u32 = number.parse().ok()?;
        Some(IncidentId(i64::from(number)))
    };
    let typed: String = typed.chars().take(MAX_TYPED).collect();
    let Some(found) = typed.split_whitespace().filter_map(number_of).next_back() else { return (None, typed) };
    // the space behind the last word says that it is whole
    let rest: String = typed.split_inclusive(char::is_whitespace).filter(|w| number_of(w.trim()).is_none()).collect();
    (Some(found), rest)
}

/// What a decision about a rule must know.
#[derive(Debug, Clone, Default)]
pub struct Now<'a> {
    /// The incident that it is about.
    pub incident: Option<&'a Incident>,
    /// The rules that it has.
    pub has: &'a [Belonging],
    /// How many rules all incidents have.
    pub all: usize,
    /// The rule that is to go.
    pub rule: Option<&'a Belonging>,
}

/// Decides a command about a rule.
pub fn decide(now: &Now<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddBelonging(said) => {
            let Some(incident) = now.incident else { return Err(Refusal::new("refuse-no-incident")) };
            let reason = item::bounded(&said.reason, "refuse-needs-reason")?;
            added(incident, now, &said.rule, reason).map(|event| vec![event])
        }
        Command::RemoveBelonging(said) => {
            let Some(rule) = now.rule else { return Err(Refusal::new("refuse-no-belonging")) };
            let reason = item::bounded(&said.reason, "refuse-needs-reason")?;
            let (incident, was) = (rule.incident, rule.rule.clone());
            Ok(vec![Event::BelongingRemoved { rule: rule.seq, incident, was, reason }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

/// The event that gives an incident a rule, once it can have it.
pub fn added(incident: &Incident, now: &Now<'_>, rule: &Rule, reason: Clean) -> Result<Event, Refusal> {
    let rule = match rule {
        Rule::Query(words) => {
            let words = Clean::line(words.as_str());
            Rule::Query(Clean::line(&words.as_str().split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        cluster => cluster.clone(),
    };
    let long = matches!(&rule, Rule::Query(words) if words.as_str().chars().count() > MAX_QUERY);
    let refusal = match () {
        () if !incident.status.takes_mentions() => Refusal::new("refuse-belonging-over"),
        () if now.has.len() >= MAX_RULES || now.all >= MAX_ALL => {
            Refusal::new("refuse-belongings-many").with("max", MAX_RULES).with("all", MAX_ALL)
        }
        () if long => Refusal::new("refuse-query-long").with("max", MAX_QUERY),
        () if now.has.iter().any(|b| b.rule == rule) => Refusal::new("refuse-same-belonging"),
        () => return Ok(Event::BelongingAdded { incident: incident.id, rule, reason }),
    };
    Err(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belonging(seq: i64, rule: Rule) -> Belonging {
        let (incident, by) = (IncidentId(1), "Ana".into());
        Belonging { seq: EventSeq(seq), incident, rule, by, at: Stamp(1), reason: "x".into(), until: None }
    }

    #[test]
    fn a_rule_is_set_once_with_a_reason_where_mentions_still_come() {
        let mut incident = Incident::new(IncidentId(1), "Batch".into(), Status::Active, Stamp(1), Stamp(1));
        let words = |text: &str| Rule::Query(Clean::from(text));
        let has = vec![belonging(3, words("battery fire"))];
        let add = |incident: Option<&Incident>, has: &[Belonging], all, rule: Rule, reason: &str| {
            let said = AddBelonging { incident: IncidentId(1), rule, reason: reason.into() };
            let now = Now { incident, has, all, rule: None };
            decide(&now, &Command::AddBelonging(said)).map(|e| e[0].kind()).map_err(|r| r.key)
        };
        let full: Vec<Belonging> = (0..MAX_RULES as i64).map(|n| belonging(n, Rule::Cluster(MentionId(n)))).collect();
        let long = "x".repeat(MAX_QUERY + 1);
        let table = [
            (has.as_slice(), 1, words("recall"), "the recall is another matter", Ok("belonging_added")),
            (&has, 1, Rule::Cluster(MentionId(7)), "all of them", Ok("belonging_added")),
            (&has, 1, words(" battery  \u{7} fire "), "again", Err("refuse-same-belonging")),
            (&has, 1, words("recall"), "  ", Err("refuse-needs-reason")),
            (&has, 1, words(&long), "long", Err("refuse-query-long")),
            (&full, MAX_RULES, words("recall"), "one more", Err("refuse-belongings-many")),
            (&has, MAX_ALL, words("recall"), "one more", Err("refuse-belongings-many")),
            (&[], 0, words("recall"), "first", Ok("belonging_added")),
        ];
        for (has, all, rule, reason, expected) in table {
            assert_eq!(add(Some(&incident), has, all, rule.clone(), reason), expected, "{rule:?} {reason}");
        }
        assert_eq!(add(None, &has, 1, words("recall"), "x"), Err("refuse-no-incident"));
        for status in Status::ALL {
            incident.status = status;
            let takes = add(Some(&incident), &has, 1, words("recall"), "x").is_ok();
            assert_eq!(takes, status.open() || status == Status::Resolved, "{status:?}");
        }
    }

    #[test]
    fn a_rule_goes_with_a_reason() {
        let rule = belonging(3, Rule::Cluster(MentionId(7)));
        let go = |rule: Option<&Belonging>, reason: &str| {
            let said = RemoveBelonging { rule: EventSeq(3), reason: reason.into() };
            decide(&Now { rule, ..Now::default() }, &Command::RemoveBelonging(said)).map_err(|r| r.key)
        };
        assert_eq!(go(None, "x"), Err("refuse-no-belonging"));
        assert_eq!(go(Some(&rule), " "), Err("refuse-needs-reason"));
        let was = Rule::Cluster(MentionId(7));
        let event =
            Event::BelongingRemoved { rule: EventSeq(3), incident: IncidentId(1), was, reason: "another".into() };
        assert_eq!(go(Some(&rule), "another"), Ok(vec![event]));
    }

    #[test]
    fn a_search_may_name_an_incident() {
        let found = |typed| {
            let (of, rest) = named(typed);
            (of.map(|of| of.0), rest)
        };
        for (typed, of, rest) in [
            ("incident:2", Some(2), ""),
            ("fire incident:2 kitchen", Some(2), "fire kitchen"),
            ("incidente:3 fire", Some(3), "fire"),
            ("incident:1 incident:0 ", Some(0), ""),
            ("incident: 2", None, "incident: 2"),
            ("incident:x", None, "incident:x"),
            ("incident:-1", None, "incident:-1"),
            ("\"incident:2\"", None, "\"incident:2\""),
            ("incident:99999999999999999999", None, "incident:99999999999999999999"),
        ] {
            assert_eq!(found(typed), (of, rest.to_owned()), "{typed}");
        }
    }
}
