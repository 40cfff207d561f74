//! Short words to the person. Errors stay until dismissed; the rest gives way to the next.

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Done as asked.
    Done,
    /// Worth knowing.
    Hint,
    /// Went wrong; stays until dismissed.
    Error,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub level: Level,
    /// What it says, in the reader's language, safe to show.
    pub text: String,
}

/// The notices at hand.
#[derive(Debug, Default)]
pub struct Notices {
    /// Errors first come first shown, at most 20; then at most one other.
    pub list: Vec<Notice>,
}
