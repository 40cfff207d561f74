//! An expression as a tree of terms. Owns precedence, and what may stand inside what; must not know how texts are read.

use super::lex::{Lexeme, Sign, lex};
use super::term::{Bare, Term};
use super::{EXPRESSION_MAX, NotUnderstood, Problem, TERMS_MAX};
use std::collections::HashMap;
use std::fmt;

/// Deepest that brackets, exclusions and `near` may stand inside each other.
pub const DEPTH_MAX: usize = 32;

/// What must hold; terms by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    Term(usize),
    /// All of them, with at most so many other words among them.
    Within(Vec<usize>, u32),
    /// One on each side, with at most so many words between.
    Near(Box<Expr>, Box<Expr>, u32),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
}

impl Expr {
    /// Whether it asks for something, rather than only for the absence of something.
    fn positive(&self) -> bool {
        match self {
            Expr::Term(_) | Expr::Within(..) | Expr::Near(..) => true,
            Expr::And(all) => all.iter().any(Expr::positive),
            Expr::Or(any) => any.iter().all(Expr::positive),
            Expr::Not(_) => false,
        }
    }

    /// Whether it stands at places of a text, so that something can be near it.
    fn placed(&self) -> bool {
        match self {
            Expr::Term(_) | Expr::Within(..) | Expr::Near(..) => true,
            Expr::Or(any) => any.iter().all(Expr::placed),
            Expr::And(_) | Expr::Not(_) => false,
        }
    }
}

/// A tree and its terms, each once.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    pub all: Vec<Term>,
    known: HashMap<Term, usize>,
}

impl Terms {
    /// The index of a term.
    pub fn index(&mut self, term: Term) -> usize {
        let next = self.all.len();
        let index = *self.known.entry(term.clone()).or_insert(next);
        if index == next {
            self.all.push(term);
        }
        index
    }
}

/// Reads an expression.
pub fn parse(text: &str) -> Result<(Expr, Terms), NotUnderstood> {
    if text.chars().nth(EXPRESSION_MAX).is_some() {
        return Err(NotUnderstood { column: EXPRESSION_MAX + 1, problem: Problem::Long { most: EXPRESSION_MAX } });
    }
    let lexemes = lex(text)?;
    let Some(first) = lexemes.first() else { return Err(NotUnderstood { column: 1, problem: Problem::Empty }) };
    let column = first.column;
    let mut parser = Parser { lexemes: &lexemes, at: 0, depth: 0, terms: Terms::default(), asked: 0 };
    let whole = parser.any()?;
    if let Some(left) = parser.lexemes.get(parser.at) {
        return Err(NotUnderstood { column: left.column, problem: Problem::Close });
    }
    if !whole.positive() {
        return Err(NotUnderstood { column, problem: Problem::OnlyNot });
    }
    Ok((whole, parser.terms))
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    depth: usize,
    terms: Terms,
    asked: usize,
}

type Parsed = Result<Expr, NotUnderstood>;

impl Parser<'_> {
    fn sign(&self) -> Option<&Sign> {
        self.lexemes.get(self.at).map(|l| &l.sign)
    }

    fn no<T>(&self, at: usize, problem: Problem) -> Result<T, NotUnderstood> {
        let column = self.lexemes.get(at).map_or(1, |l| l.column);
        Err(NotUnderstood { column, problem })
    }

    fn deeper(&mut self, at: usize) -> Result<(), NotUnderstood> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { self.no(at, Problem::Deep { most: DEPTH_MAX }) } else { Ok(()) }
    }

    fn any(&mut self) -> Parsed {
        let (mut any, mut from) = (Vec::new(), self.at);
        let mut first_negative = None;
        loop {
            let one = self.all()?;
            if !one.positive() && first_negative.is_none() {
                first_negative = Some(from);
            }
            match one {
                Expr::Or(more) => any.extend(more),
                one => any.push(one),
            }
            if self.sign() != Some(&Sign::Or) {
                break;
            }
            self.at += 1;
            from = self.at;
        }
        match (any.len(), first_negative) {
            (1, _) => Ok(any.remove(0)),
            (_, Some(at)) => self.no(at, Problem::OnlyNot),
            _ => Ok(Expr::Or(any)),
        }
    }

    fn all(&mut self) -> Parsed {
        let mut all = Vec::new();
        loop {
            match self.near()? {
                Expr::And(more) => all.extend(more),
                one => all.push(one),
            }
            match self.sign() {
                Some(Sign::And) => self.at += 1,
                Some(Sign::Plus | Sign::Open | Sign::Not | Sign::Term(_) | Sign::Within(..)) => {}
                _ => break,
            }
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Expr::And(all) })
    }

    fn near(&mut self) -> Parsed {
        let mut left = self.one()?;
        let depth = self.depth;
        while let Some(Sign::Near(most)) = self.sign() {
            let (near, most) = (self.at, *most);
            self.deeper(near)?;
            self.at += 1;
            let right = self.one()?;
            if !left.placed() || !right.placed() {
                return self.no(near, Problem::NearOperand);
            }
            left = Expr::Near(Box::new(left), Box::new(right), most);
        }
        self.depth = depth;
        Ok(left)
    }

    fn one(&mut self) -> Parsed {
        while self.sign() == Some(&Sign::Plus) && self.lexemes.len() > self.at + 1 {
            self.at += 1;
        }
        let at = self.at;
        self.at += 1;
        match self.lexemes.get(at).map(|l| l.sign.clone()) {
            Some(Sign::Term(term)) => Ok(Expr::Term(self.term(at, term)?)),
            Some(Sign::Within(terms, most)) => {
                let terms: Result<Vec<usize>, _> = terms.into_iter().map(|term| self.term(at, term)).collect();
                Ok(Expr::Within(terms?, most))
            }
            Some(Sign::Not) => {
                self.deeper(at)?;
                let inner = self.one()?;
                self.depth -= 1;
                Ok(Expr::Not(Box::new(inner)))
            }
            Some(Sign::Open) => {
                self.deeper(at)?;
                if self.sign() == Some(&Sign::Close) {
                    return self.no(at, Problem::NoLetters { word: "()".to_owned() });
                }
                let inner = self.any()?;
                if self.sign() != Some(&Sign::Close) {
                    return self.no(at, Problem::Open);
                }
                self.at += 1;
                self.depth -= 1;
                Ok(inner)
            }
            // what is missing something: this operator before it, or the one before the end
            Some(Sign::Close) if at > 0 && self.lexemes[at - 1].sign != Sign::Close => self.operand(at - 1),
            Some(Sign::Close) => self.no(at, Problem::Close),
            Some(_) => self.operand(at),
            None => self.operand(at.saturating_sub(1)),
        }
    }

    fn operand<T>(&self, at: usize) -> Result<T, NotUnderstood> {
        let word = self.lexemes.get(at).map_or_else(String::new, |l| l.typed.clone());
        self.no(at, Problem::Operand { word })
    }

    fn term(&mut self, at: usize, term: Term) -> Result<usize, NotUnderstood> {
        self.asked += 1;
        if self.asked > TERMS_MAX {
            return self.no(at, Problem::Many { most: TERMS_MAX });
        }
        Ok(self.terms.index(term))
    }
}

/// A tree as it can be typed again.
pub struct Shown<'a> {
    /// The tree.
    pub expr: &'a Expr,
    /// Its terms.
    pub terms: &'a [Term],
}

impl<'a> Shown<'a> {
    fn part(&self, expr: &'a Expr, f: &mut fmt::Formatter<'_>, brackets: bool) -> fmt::Result {
        let shown = Shown { expr, terms: self.terms };
        if brackets { write!(f, "({shown})") } else { write!(f, "{shown}") }
    }

    fn listed(&self, all: &'a [Expr], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, one) in all.iter().enumerate() {
            if n > 0 {
                f.write_str(between)?;
            }
            self.part(one, f, matches!(one, Expr::Or(_)))?;
        }
        Ok(())
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let term = |index: &usize| self.terms.get(*index);
        match self.expr {
            Expr::Term(index) => term(index).map_or(Ok(()), |term| write!(f, "{term}")),
            Expr::Within(indices, most) => {
                f.write_str("\"")?;
                for (n, term) in indices.iter().filter_map(term).enumerate() {
                    write!(f, "{}{}", if n > 0 { " " } else { "" }, Bare(term))?;
                }
                write!(f, "\"~{most}")
            }
            Expr::Near(left, right, most) => {
                self.part(left, f, matches!(**left, Expr::Or(_)))?;
                write!(f, " near/{most} ")?;
                self.part(right, f, matches!(**right, Expr::Or(_) | Expr::Near(..)))
            }
            Expr::And(all) => self.listed(all, " AND ", f),
            Expr::Or(any) => self.listed(any, " OR ", f),
            Expr::Not(inner) => {
                f.write_str("NOT ")?;
                self.part(inner, f, matches!(**inner, Expr::Or(_) | Expr::And(_) | Expr::Near(..)))
            }
        }
    }
}
