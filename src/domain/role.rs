//! A role: what a person does in an incident. Owns the shape of its code; who holds it is the plan's to say.

use serde::{Deserialize, Deserializer, Serialize, de};

/// The code of a role, such as `social_lead`: a lower-case letter, then letters, digits and `_`, 40 at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Role(String);

impl Role {
    /// The longest code.
    pub const MAX: usize = 40;

    /// What [`Role::parse`] takes, as a schema says it.
    pub const PATTERN: &'static str = "^[a-z][a-z0-9_]{0,39}$";

    /// The roles that the built-in plan describes; a brand's own plan may add others.
    pub const KNOWN: [&'static str; 20] = [
        "incident_lead",
        "deputy",
        "scribe",
        "social_lead",
        "responder",
        "listening",
        "comms_lead",
        "media",
        "spokesperson",
        "legal",
        "dpo",
        "exec",
        "care",
        "internal",
        "sme",
        "hr",
        "security",
        "paid",
        "crisis_team",
        "pir_owner",
    ];

    /// Reads a code; nothing when it is not shaped like one.
    pub fn parse(code: &str) -> Option<Self> {
        let mut chars = code.chars();
        let starts = chars.next().is_some_and(|c| c.is_ascii_lowercase());
        let goes_on = chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        (starts && goes_on && code.len() <= Self::MAX).then(|| Role(code.to_owned()))
    }

    /// Who leads an incident.
    pub fn lead() -> Self {
        Role("incident_lead".to_owned())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the built-in plan describes it.
    pub fn is_known(&self) -> bool {
        Self::KNOWN.contains(&self.as_str())
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(d)?;
        Role::parse(&code).ok_or_else(|| de::Error::custom(format!("not a role's code: {code}")))
    }
}

impl schemars::JsonSchema for Role {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Role".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": Role::PATTERN})
    }
}

/// Whether who holds one role may give their word for another: those who lead answer for what is done under them, while
/// an expert's word is nobody else's (practice.md 4.2, 6.2).
pub fn speaks_for(own: &str, role: &str) -> bool {
    let under: &[&str] = match own {
        "incident_lead" => &["deputy", "social_lead", "responder"],
        "comms_lead" => &["social_lead", "responder", "media", "internal"],
        "social_lead" => &["responder"],
        _ => &[],
    };
    own == role || under.contains(&role)
}

/// The role to which another one reports, when somebody has it; the last of the chain reports to who leads (practice.md
/// 6.1). Nothing for who leads, and for those who stand beside the incident and not under it.
pub fn reports_to(role: &str) -> Option<&'static str> {
    match role {
        "incident_lead" | "exec" | "crisis_team" | "pir_owner" => None,
        "responder" | "listening" => Some("social_lead"),
        "social_lead" | "media" | "spokesperson" | "internal" => Some("comms_lead"),
        _ => Some("incident_lead"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_code_is_a_role_and_nothing_else_shaped_is() {
        for code in Role::KNOWN {
            assert!(Role::parse(code).is_some_and(|r| r.is_known()), "{code}");
        }
        assert!(!Role::parse("union_rep").unwrap().is_known());
        for code in ["", "Legal", "2nd", "_x", "a b", "niño", "a".repeat(41).as_str()] {
            assert_eq!(Role::parse(code), None, "{code:?}");
        }
    }

    #[test]
    fn who_leads_speaks_for_those_below_and_nobody_for_an_expert() {
        assert!(speaks_for("comms_lead", "social_lead") && speaks_for("incident_lead", "responder"));
        for (own, role) in
            [("comms_lead", "legal"), ("incident_lead", "comms_lead"), ("responder", "social_lead"), ("", "sme")]
        {
            assert!(!speaks_for(own, role), "{own} for {role}");
        }
        assert!(speaks_for("legal", "legal"));
    }

    #[test]
    fn a_role_is_a_plain_string_in_json_and_is_checked_when_read() {
        let role = Role::parse("social_lead").unwrap();
        assert_eq!(serde_json::to_string(&role).unwrap(), "\"social_lead\"");
        assert_eq!(serde_json::from_str::<Role>("\"social_lead\"").unwrap(), role);
        assert!(serde_json::from_str::<Role>("\"Social lead\"").is_err());
    }
}
