//! Short words to the person. Errors and news stay until dismissed; the rest gives way to the next.
//!
//! What stays is kept with what it was made of, so that it speaks the reader's language when that changes. What came
//! as a finished sentence (why a file could not be opened, in the words of whoever tried) stays as it came.

use crate::domain::room::Refusal;
use crate::words::Words;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Done as asked.
    Done,
    /// Worth knowing.
    Hint,
    /// Must be seen; stays until dismissed.
    News,
    /// Holds still; stays until it does no more, or is dismissed. Gives way to all others.
    Reminder,
    /// Went wrong; stays until dismissed.
    Error,
}

/// One notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How much it matters.
    pub level: Level,
    /// What it says, in the reader's language, safe to show.
    pub text: String,
    /// What it was made of.
    pub said: Option<Refusal>,
}

/// Most errors kept; later ones are counted in the last place, since the first ones tell why.
pub const MAX_ERRORS: usize = 20;
/// Longest notice, in characters.
const MAX_TEXT: usize = 600;

/// The notices at hand.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    /// Errors first come first shown, at most 20; then news; then at most one other; then at most one reminder.
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

    /// How many stay until they are dismissed.
    pub fn staying(&self) -> usize {
        self.list.iter().filter(|n| matches!(n.level, Level::Error | Level::News)).count()
    }

    /// Something went wrong, told in a finished sentence. Said once, however often it comes.
    pub fn error(&mut self, text: impl Into<String>) {
        self.wrong(text.into(), None);
    }

    /// Something went wrong, or is refused.
    pub fn refuse(&mut self, words: &Words, why: Refusal) {
        self.wrong(words.refusal(&why), Some(why));
    }

    /// Something that must be seen. Said once.
    pub fn news(&mut self, words: &Words, what: Refusal) {
        let (text, at) = (bounded(words.refusal(&what)), self.errors());
        if !self.list.iter().any(|n| n.level == Level::News && n.text == text) {
            self.list.insert(at, Notice { level: Level::News, text, said: Some(what) });
        }
    }

    /// Lets go of the news of this key that hold no more.
    pub fn only(&mut self, key: &str, hold: &[Refusal]) {
        self.list.retain(|n| n.said.as_ref().is_none_or(|said| said.key != key || hold.contains(said)));
    }

    /// What holds still and is to be said, in one line; nothing when nothing does. `fresh` says it anew where it was
    /// dismissed. True when the line changed.
    pub fn remind(&mut self, text: Option<String>, fresh: bool) -> bool {
        let at = self.list.iter().position(|n| n.level == Level::Reminder);
        match (at, text) {
            (Some(at), Some(text)) => {
                let text = bounded(text);
                let other = self.list[at].text != text;
                self.list[at].text = text;
                other
            }
            (Some(at), None) => {
                self.list.remove(at);
                true
            }
            (None, Some(text)) if fresh => {
                self.list.push(Notice { level: Level::Reminder, text: bounded(text), said: None });
                true
            }
            (None, _) => false,
        }
    }

    /// The reader's language has changed.
    pub fn speak(&mut self, words: &Words) {
        for notice in &mut self.list {
            if let Some(said) = &notice.said {
                notice.text = bounded(words.refusal(said));
            }
        }
    }

    fn wrong(&mut self, text: String, said: Option<Refusal>) {
        let text = bounded(text);
        let errors = self.errors();
        if self.list[..errors].iter().any(|n| n.text == text) {
            return;
        }
        if errors == MAX_ERRORS {
            self.list.remove(errors - 1);
        }
        self.list.insert(self.errors(), Notice { level: Level::Error, text, said });
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
        let at = self.list.iter().take_while(|n| n.level != Level::Reminder).count();
        self.list.insert(at, Notice { level, text: bounded(text), said: None });
    }

    /// Lets the word of the moment go; what stays stays. True when something went.
    pub fn quiet(&mut self) -> bool {
        let before = self.list.len();
        self.list.retain(|n| matches!(n.level, Level::Error | Level::News | Level::Reminder));
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
    use crate::domain::room::Lang;

    #[test]
    fn what_stays_speaks_the_readers_language_and_news_outlive_keys() {
        let (en, es) = (Words::new(Lang::En), Words::new(Lang::Es));
        let mut n = Notices::default();
        n.refuse(&en, Refusal::new("refuse-readonly"));
        n.news(&en, Refusal::new("drill-over"));
        n.news(&en, Refusal::new("drill-over"));
        n.error("as it came");
        n.quiet();
        assert_eq!((n.errors(), n.staying(), n.list.len()), (2, 3, 3));
        n.speak(&es);
        let text = |key| es.t(key);
        let all: Vec<&str> = n.list.iter().map(|n| n.text.as_str()).collect();
        assert_eq!(all, [text("refuse-readonly").as_str(), "as it came", text("drill-over").as_str()]);
    }

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
