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

/// Most errors kept; later ones are counted in the last place, since the first ones tell why.
pub const MAX_ERRORS: usize = 20;
/// Longest notice, in characters.
const MAX_TEXT: usize = 600;

/// The notices at hand.
#[derive(Debug, Default)]
pub struct Notices {
    /// Errors first come first shown, at most 20; then at most one other.
    pub list: Vec<Notice>,
}

impl Notices {
    /// The one that is shown: the oldest error, else the word of the moment.
    pub fn shown(&self) -> Option<&Notice> {
        self.list.first()
    }

    /// How many errors wait, the shown one among them.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|n| n.level == Level::Error).count()
    }

    /// Something went wrong. Said once, however often it comes.
    pub fn error(&mut self, text: impl Into<String>) {
        let text = bounded(text.into());
        let errors = self.errors();
        if self.list[..errors].iter().any(|n| n.text == text) {
            return;
        }
        if errors == MAX_ERRORS {
            self.list.remove(errors - 1);
        }
        self.list.insert(self.errors(), Notice { level: Level::Error, text });
    }

    /// Something was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.say(Level::Done, text.into());
    }

    /// Something is worth knowing.
    pub fn hint(&mut self, text: impl Into<String>) {
        self.say(Level::Hint, text.into());
    }

    fn say(&mut self, level: Level, text: String) {
        self.quiet();
        self.list.push(Notice { level, text: bounded(text) });
    }

    /// Lets the word of the moment go; errors stay. True when something went.
    pub fn quiet(&mut self) -> bool {
        let before = self.list.len();
        self.list.retain(|n| n.level == Level::Error);
        self.list.len() != before
    }

    /// Dismisses the shown one. False when there is none.
    pub fn dismiss(&mut self) -> bool {
        let any = !self.list.is_empty();
        self.list.drain(..usize::from(any));
        any
    }
}

fn bounded(text: String) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stay_until_dismissed_and_the_rest_gives_way() {
        let mut n = Notices::default();
        n.done("one");
        n.error("broken");
        n.error("broken");
        n.hint("two");
        assert_eq!(n.list.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(), ["broken", "two"]);
        assert!(n.quiet() && n.shown().is_some_and(|n| n.level == Level::Error));
        assert!(n.dismiss() && !n.dismiss());
        (0..50).for_each(|i| n.error(format!("{i}{}", "x".repeat(1_000))));
        assert_eq!(n.list.len(), MAX_ERRORS);
        assert!(n.list[0].text.chars().count() <= MAX_TEXT + 1);
    }
}
