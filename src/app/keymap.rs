//! Keys: how `assets/keymap.toml` maps them to actions.

/// A key as terminals report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Shift, where the terminal tells (never for letters: those come as capitals).
    pub shift: bool,
    /// With Alt.
    pub alt: bool,
}

/// The keys that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// The keys of every scope.
#[derive(Debug, Default)]
pub struct Keymap {}
