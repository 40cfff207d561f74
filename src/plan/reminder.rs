//! When the room reminds, of what and whom: how a plan writes its rules. What they mean is the domain's.

use super::due::spell;
use crate::domain::incident::Severity;
use crate::domain::reminder::Rule;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// As plans write it.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        map.serialize_entry("code", &self.code)?;
        map.serialize_entry("when", &self.when)?;
        if self.after != 0 {
            map.serialize_entry("after", &spell(self.after))?;
        }
        match self.every {
            Some(ms) => map.serialize_entry("every", &spell(ms))?,
            None => map.serialize_entry("once", &true)?,
        }
        if let Some(most) = self.at_most {
            map.serialize_entry("at_most", &most)?;
        }
        if !self.to.is_empty() {
            map.serialize_entry("to", &self.to)?;
        }
        map.serialize_entry("severity", &self.severity.level())?;
        if self.bell {
            map.serialize_entry("bell", &true)?;
        }
        map.end()
    }
}

/// A severity as plans number it.
pub(super) fn level<S: Serializer>(severity: &Severity, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_u8(severity.level())
}
