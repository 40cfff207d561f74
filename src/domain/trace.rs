//! Whether words of our own tell who wrote a mention or what it said: what is asked when it is erased. Works on whole
//! words, folded; must not know where either text is kept.

use super::private::DOTS;
use super::text::fold;
use std::collections::HashSet;

/// Consecutive words that a title shares with a mention when it was made from it.
pub const IN_A_TITLE: usize = 3;
/// Consecutive words that a longer text shares with a mention when it repeats it, and not just a turn of phrase.
pub const IN_A_TEXT: usize = 5;

/// What would give a mention away.
#[derive(Debug, Clone)]
pub struct Trace {
    names: Vec<Vec<String>>,
    /// A handle that is a name with its sign alone, folded.
    signed: Option<String>,
    said: Vec<String>,
}

/// The lines of what somebody typed in whose place dots stand in what is kept of it: words that were erased meanwhile. None
/// where `kept` is another text.
pub fn taken_out<'t>(typed: &'t str, kept: &str) -> Vec<&'t str> {
    let both = || typed.lines().zip(kept.lines());
    let same = typed.lines().count() == kept.lines().count() && both().all(|(was, is)| is == was || is == DOTS);
    both().filter(|(was, is)| same && was != is).map(|(was, _)| was).collect()
}

/// A text with dots for each line that holds one of these lines, or says the same.
pub fn dotted(text: &str, gone: &[impl AsRef<str>]) -> String {
    let gone: Vec<&str> = gone.iter().map(|line| line.as_ref().trim()).filter(|line| !line.is_empty()).collect();
    let traces: Vec<Trace> = gone.iter().map(|line| Trace::new("", "", line)).collect();
    let tells = |line: &str| {
        gone.iter().any(|gone| line.contains(gone)) || traces.iter().any(|trace| trace.in_text(line, IN_A_TITLE))
    };
    text.lines().map(|line| if tells(line) { DOTS } else { line }).collect::<Vec<_>>().join("\n")
}

/// A text that was kept, without the lines that became dots; nothing where no other words are left.
pub fn without_dots(text: &str) -> Option<String> {
    if !text.lines().any(|line| line == DOTS) {
        return Some(text.to_owned());
    }
    let rest: Vec<&str> = text.lines().filter(|line| *line != DOTS).collect();
    rest.iter().any(|line| !line.trim().is_empty()).then(|| rest.join("\n"))
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

impl Trace {
    /// Of a mention by `author`, whose handle is `handle`, that said `text`.
    pub fn new(author: &str, handle: &str, text: &str) -> Trace {
        // One letter is nobody's name.
        let names = [author, handle].map(words).into_iter().filter(|n| n.iter().map(String::len).sum::<usize>() > 1);
        Trace { names: names.collect(), signed: None, said: words(text) }
    }

    /// The same, where the author had these names too.
    pub fn called<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Trace {
        let names = names.into_iter().map(words).filter(|n| n.iter().map(String::len).sum::<usize>() > 1);
        self.names.extend(names);
        self
    }

    /// The same, where this handle names the author at least with its sign.
    pub fn signed(self, handle: &str) -> Trace {
        let bare = fold(handle.trim().trim_start_matches(['@', '＠']));
        Trace { signed: Some(bare).filter(|bare| !bare.is_empty()).map(|bare| format!("@{bare}")), ..self }
    }

    /// Whether `ours` names the author, or shares `run` consecutive words with what the mention said; of a shorter text
    /// whether that is what the mention begins with.
    pub fn in_text(&self, ours: &str, run: usize) -> bool {
        self.names_in(ours) || self.quoted(&words(ours), run)
    }

    /// Whether `ours` names the author.
    pub fn names_in(&self, ours: &str) -> bool {
        let said = words(ours);
        self.names.iter().any(|name| said.windows(name.len()).any(|w| w == name.as_slice())) || self.signed_in(ours)
    }

    fn signed_in(&self, ours: &str) -> bool {
        let Some(signed) = &self.signed else { return false };
        let ours = fold(ours);
        ours.match_indices(signed.as_str())
            .any(|(at, _)| !ours[at + signed.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    }

    fn quoted(&self, ours: &[String], run: usize) -> bool {
        if ours.is_empty() || self.said.is_empty() {
            return false;
        }
        if ours.len() < run {
            // The last word of a title may have been cut.
            return self.said.join(" ").starts_with(&ours.join(" "));
        }
        if self.said.len() < run {
            // all of a short one is repeated: a turn of phrase has fewer words
            let whole = self.said.len() >= IN_A_TITLE && ours.windows(self.said.len()).any(|w| w == self.said);
            return whole || ours == self.said.as_slice();
        }
        let ours: HashSet<&[String]> = ours.windows(run).collect();
        self.said.windows(run).any(|w| ours.contains(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_named_or_quoted_is_told_and_nobody_else() {
        let trace = Trace::new("Ana Pérez", "@ana_p", "acme hurt my kid and nobody answers me");
        for ours in
            ["@ANA_P · acme hurt", "Answer to ana perez", "acme hurt my kid an", "acme hu", "x: nobody answers me!"]
        {
            assert!(trace.in_text(ours, IN_A_TITLE), "{ours}");
        }
        for ours in ["", "Anaconda recall", "To the parents", "Ana", "kid acme hurt"] {
            assert!(!trace.in_text(ours, IN_A_TITLE), "{ours}");
        }
        assert!(!trace.in_text("We are sorry that acme hurt my kid", IN_A_TEXT), "four words in a row");
        assert!(trace.in_text("They say acme hurt my kid and more", IN_A_TEXT));
        assert!(!Trace::new("", "", "").in_text("anything", IN_A_TITLE));
        let called = Trace::new("did:plc:abc", "", "").called(["ana_p.example", "", "x"]);
        assert!(called.names_in("We wrote to @ana_p.example") && !called.names_in("x marks the spot"));
        let short = Trace::new("", "", "acme hurt my kid");
        assert!(short.in_text("They wrote: Acme hurt my kid!", IN_A_TEXT), "all of a short one");
        assert!(!short.in_text("They wrote that acme hurt my leg", IN_A_TEXT));
        assert!(!Trace::new("", "", "my kid").in_text("I asked after my kid today", IN_A_TEXT));
    }

    #[test]
    fn lines_that_became_dots_are_told_from_other_changes_and_do_not_come_back() {
        let typed = "We are sorry.\nacme hurt my kid\nCall legal";
        assert_eq!(taken_out(typed, "We are sorry.\n•••\nCall legal"), ["acme hurt my kid"]);
        for other in [typed, "We are sorry.\n•••", "Sorry.\n•••\nCall legal", ""] {
            assert!(taken_out(typed, other).is_empty(), "{other}");
        }
        let went_on = "We are sorry.\nPS: acme hurt my kid, she says\nhurt my kid\nCall legal now";
        assert_eq!(dotted(went_on, &["acme hurt my kid"]), "We are sorry.\n•••\n•••\nCall legal now");
        assert_eq!(without_dots("We are sorry.\n•••").as_deref(), Some("We are sorry."));
        assert_eq!((without_dots("•••\n "), without_dots("")), (None, Some(String::new())));
    }

    #[test]
    fn a_wall_of_text_is_read_once() {
        let wall = "a ".repeat(500_000);
        assert!(Trace::new("b", "c", &wall).in_text(&wall, IN_A_TEXT));
        assert!(!Trace::new("bb", "cc", &"a".repeat(1_000_000)).in_text(&"b ".repeat(400_000), IN_A_TEXT));
    }
}
