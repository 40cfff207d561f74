//! Keyword expressions: which texts of a network are about what the room listens for, and where in them. Owns the
//! language that people who know listening tools type, and its meaning; must not know where texts come from.
//!
//! ```text
//!  acme bank · acme AND bank · acme Y bank · acme + bank      both, anywhere
//!  acme OR bank · acme O bank · acme | bank                   one of them
//!  acme NOT bank · acme NO bank · acme -bank                  the first without the second
//!  "acme bank"                                                these words in a row
//!  "acme fraud"~5 · acme near/5 (fraud OR scam) · cerca/5     at most five other words between, in either order
//!  acm*                                                       words that begin so
//!  acme~ · acme~1 · estafado~2                                misspelt: one edit from 4 letters on, two from 8 on
//!  @acme                                                      this handle: also @acme@x.example, @acme.bsky.social
//!  #acme                                                      this hashtag, not #acmegate; #acme* is both
//!  acme.com                                                   this domain, in links and addresses too
//! ```
//!
//! - Operators of words are in capitals (`O`, `Y` and `NO` too): in small letters they are words; `"O"` is a word.
//! - NOT binds closest, then near, then AND, then OR; brackets decide otherwise. What only excludes is refused, as an
//!   expression and as one side of an OR: it would let a whole network in.
//! - Words are whole words: `acme` is in `#acme`, `@acme`, `acme.com` and `Acme’s`, not in `acmegate`. `mcdonald's` is
//!   `McDonald’s`, `McDonalds`; `coca-cola` is `Coca Cola`; any other punctuation inside a word must stand there as typed.
//! - Letter case, diacritics, full-width and fancy letters fold, as everywhere (`domain::text::fold`): ñ counts as n, as
//!   people without the key write it, so `ano` finds `año` too, and so do ø, ł, đ and ß (`strasse`). Cyrillic and Greek
//!   look-alikes of Latin letters stay themselves: they would need a list of their own. Characters that nobody sees
//!   (zero-width, soft hyphens, bidi) part no word.
//! - Scripts without blanks (Han, kana, Thai) and Korean, which hangs particles onto words, match anywhere in a run; each
//!   character counts as a word for `near`. An emoji is a word.

mod glyphs;
mod judge;
mod lex;
mod parse;
mod reader;
mod term;
#[cfg(test)]
mod tests;

use crate::domain::text::Clean;
use glyphs::Glyphs;
use judge::{Judge, Scratch};
use parse::{Expr, Shown, Terms};
use reader::Reader;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use term::Term;

/// Most characters of an expression.
pub const EXPRESSION_MAX: usize = 10_000;

/// Most terms of an expression.
pub const TERMS_MAX: usize = 1_000;

/// Most bytes of a text that are looked at.
pub const TEXT_MAX: usize = 100_000;

/// Most places that [`Matcher::found`] gives.
pub const FOUND_MAX: usize = 1_000;

/// An expression, ready to be asked about any number of texts from any number of threads. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Matcher(Arc<Ready>);

#[derive(Debug)]
struct Ready {
    judge: Judge,
    needs: Option<Vec<String>>,
}

/// Why an expression was not understood; [`NotUnderstood::key`] and [`NotUnderstood::args`] make its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Where, in characters, from 1.
    pub column: usize,
    /// Why.
    pub problem: Problem,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing in it.
    Empty,
    /// It is longer than this many characters.
    Long {
        /// [`EXPRESSION_MAX`].
        most: usize,
    },
    /// It has more terms than this.
    Many {
        /// [`TERMS_MAX`].
        most: usize,
    },
    /// Brackets, exclusions or nears in each other, more than this.
    Deep {
        /// How deep they may be.
        most: usize,
    },
    /// A quotation mark that opens and never closes.
    OpenQuote,
    /// A bracket that opens and never closes.
    Open,
    /// A bracket that closes what never opened.
    Close,
    /// An operator that stands beside nothing.
    Operand {
        /// The operator.
        word: String,
    },
    /// It only excludes.
    OnlyNot,
    /// A `near` or `~` without a number of words from 0 to 100.
    NearNumber,
    /// Beside `near` stands something that has no place in a text: an AND or a NOT.
    NearOperand,
    /// A star elsewhere than behind at least two letters at the end of a word.
    Star,
    /// Edits other than 1 or 2.
    FuzzyNumber,
    /// Misspellings of something that is no single word of letters.
    FuzzyWord,
    /// A word too short for so many edits.
    FuzzyShort {
        /// The edits.
        edits: u8,
        /// Letters that it takes.
        least: usize,
    },
    /// Nothing in it could be found.
    NoLetters {
        /// What stands there.
        word: String,
    },
}

impl NotUnderstood {
    /// Key of its sentence in `words`.
    pub fn key(&self) -> &'static str {
        match self.problem {
            Problem::Empty => "match-empty",
            Problem::Long { .. } => "match-long",
            Problem::Many { .. } => "match-many",
            Problem::Deep { .. } => "match-deep",
            Problem::OpenQuote => "match-quote",
            Problem::Open => "match-open",
            Problem::Close => "match-close",
            Problem::Operand { .. } => "match-operand",
            Problem::OnlyNot => "match-only-not",
            Problem::NearNumber => "match-near-number",
            Problem::NearOperand => "match-near-operand",
            Problem::Star => "match-star",
            Problem::FuzzyNumber => "match-fuzzy-number",
            Problem::FuzzyWord => "match-fuzzy-word",
            Problem::FuzzyShort { .. } => "match-fuzzy-short",
            Problem::NoLetters { .. } => "match-no-letters",
        }
    }

    /// What its sentence is filled with, its column among it; already safe to show.
    pub fn args(&self) -> Vec<(&'static str, Clean)> {
        let number = |n: usize| Clean::from(n.to_string().as_str());
        let mut args = vec![("column", number(self.column))];
        match &self.problem {
            Problem::Long { most } | Problem::Many { most } | Problem::Deep { most } => {
                args.push(("most", number(*most)));
            }
            Problem::Operand { word } | Problem::NoLetters { word } => args.push(("word", Clean::line(word))),
            Problem::FuzzyShort { edits, least } => {
                args.push(("edits", number(usize::from(*edits))));
                args.push(("least", number(*least)));
            }
            _ => {}
        }
        args
    }
}

impl fmt::Display for NotUnderstood {
    /// For logs; people read the sentence of [`NotUnderstood::key`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at column {}", self.key(), self.column)
    }
}

impl std::error::Error for NotUnderstood {}

thread_local! {
    /// Room to work in: asking about a text that is about something else allocates nothing.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Matcher {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`NotUnderstood`] with the column.
    pub fn parse(text: &str) -> Result<Matcher, NotUnderstood> {
        parse::parse(text).map(|(expr, terms)| Matcher::new(expr, terms))
    }

    /// Texts in which one of these stands: names, phrases, handles and hashtags as a person typed them, without
    /// operators. No keywords match nothing.
    pub fn of_keywords(keywords: &[String]) -> Matcher {
        let (mut terms, mut reader) = (Terms::default(), Reader::default());
        let bounded = keywords.iter().filter(|k| k.len() <= EXPRESSION_MAX).take(TERMS_MAX);
        for term in bounded.filter_map(|word| lex::keyword(word, &mut reader)) {
            terms.index(term);
        }
        let expr = match terms.all.len() {
            1 => Expr::Term(0),
            count => Expr::Or((0..count).map(Expr::Term).collect()),
        };
        Matcher::new(expr, terms)
    }

    fn new(expr: Expr, terms: Terms) -> Matcher {
        let needs = needs(&expr, &terms.all);
        let judge = Judge::new(expr, terms.all, needs.as_deref());
        // made here rather than when the first text is waiting
        let _ = Glyphs::get();
        Matcher(Arc::new(Ready { judge, needs }))
    }

    /// Whether a text is about it.
    pub fn is_match(&self, text: &str) -> bool {
        with_scratch(|scratch| self.0.judge.holds(cut(text), scratch))
    }

    /// The parts of a text that make it match, in bytes: in order, apart, at most [`FOUND_MAX`]. Empty exactly where
    /// [`Matcher::is_match`] says no.
    pub fn found(&self, text: &str) -> Vec<Range<usize>> {
        with_scratch(|scratch| self.0.judge.places(cut(text), scratch, FOUND_MAX))
    }

    /// Texts one of which every match contains, folded: what a source can ask a network for. Nothing where misspellings
    /// are looked for, which no such text is part of.
    pub fn needs(&self) -> Option<&[String]> {
        self.0.needs.as_deref()
    }
}

impl fmt::Display for Matcher {
    /// The expression as it was understood; typed again it means the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let judge = &self.0.judge;
        write!(f, "{}", Shown { expr: judge.expr(), terms: judge.terms() })
    }
}

fn with_scratch<T>(work: impl Fn(&mut Scratch) -> T) -> T {
    let kept = SCRATCH.try_with(|scratch| scratch.try_borrow_mut().ok().map(|mut scratch| work(&mut scratch)));
    // a thread that is ending has none any more
    kept.ok().flatten().unwrap_or_else(|| work(&mut Scratch::default()))
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_MAX)]
}

/// Texts one of which every match contains; nothing where there are no such.
fn needs(expr: &Expr, terms: &[Term]) -> Option<Vec<String>> {
    // of several that must all be there, the one that is rarest by its length
    let rarest = |all: Vec<Vec<String>>| all.into_iter().max_by_key(|one| one.iter().map(String::len).min());
    let mut found = match expr {
        Expr::Term(index) => vec![terms.get(*index)?.literal()?],
        Expr::Within(all, _) => {
            rarest(all.iter().filter_map(|index| Some(vec![terms.get(*index)?.literal()?])).collect())?
        }
        Expr::Near(left, right, _) => rarest([left, right].into_iter().filter_map(|e| needs(e, terms)).collect())?,
        Expr::And(all) => rarest(all.iter().filter_map(|one| needs(one, terms)).collect())?,
        Expr::Or(any) => any.iter().map(|one| needs(one, terms)).collect::<Option<Vec<_>>>()?.concat(),
        Expr::Not(_) => return None,
    };
    found.sort_unstable();
    found.dedup();
    Some(found)
}
