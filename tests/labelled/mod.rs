//! The labelled texts of the tone check (tests/data/tone.*.tsv), and how well it reads them: precision and recall per rule
//! on the half that the cues were tuned on and on the half that nobody tuned anything on.

use gabinete::domain::incident::Severity;
use gabinete::domain::response::ResponseKind;
use gabinete::domain::room::Lang;
use gabinete::domain::text::fingerprint;
use gabinete::domain::time::Stamp;
use gabinete::plan::Ban;
use gabinete::tone::{Ask, Level, Report, Rule, Statement, check};
use std::collections::BTreeSet;

/// A text and the rules that it must fire.
pub struct Labelled {
    pub lang: Lang,
    pub kind: ResponseKind,
    pub severity: Option<Severity>,
    pub rules: BTreeSet<Rule>,
    pub facts: Vec<String>,
    pub falsehoods: Vec<String>,
    pub never: Vec<Ban>,
    pub sent: Vec<String>,
    pub text: String,
    /// The rules that the check finds.
    pub found: BTreeSet<Rule>,
}

/// When all of them are checked: a Tuesday morning in Madrid.
pub const NOW: &str = "2026-03-10T09:00:00+01:00";
pub const ZONE: &str = "Europe/Madrid";

impl Labelled {
    /// The half that the cues were tuned on: those whose bytes have an even fingerprint.
    pub fn tuned(&self) -> bool {
        fingerprint(self.text.bytes()).is_multiple_of(2)
    }

    fn report(&self) -> Report {
        let now = Stamp::parse(NOW).unwrap();
        let read = |said: &[String]| said.iter().map(|s| Statement::of(s)).collect::<Vec<_>>();
        let ask = Ask {
            severity: self.severity,
            facts: &read(&self.facts),
            falsehoods: &read(&self.falsehoods),
            do_not_say: &self.never,
            sent: &self.sent,
            ..Ask::new(self.lang, self.kind, now, ZONE)
        };
        check(&self.text, &ask)
    }
}

/// Every labelled text of a language.
pub fn texts(lang: Lang) -> Vec<Labelled> {
    let file = match lang {
        Lang::En => include_str!("../data/tone.en.tsv"),
        Lang::Es => include_str!("../data/tone.es.tsv"),
    };
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| read(lang, line)).collect()
}

fn read(lang: Lang, line: &str) -> Labelled {
    let cells: Vec<&str> = line.split('\t').collect();
    let [kind, severity, rules, given, text] = cells[..] else { panic!("five cells: {line}") };
    let kind = ResponseKind::ALL.into_iter().find(|k| k.key().strip_prefix("response-") == Some(kind));
    let severity = severity.parse::<usize>().ok().map(|n| Severity::ALL[n - 1]);
    let rule = |code: &str| Rule::parse(code).unwrap_or_else(|| panic!("no rule {code}: {line}"));
    let mut one = Labelled {
        lang,
        kind: kind.unwrap_or_else(|| panic!("no such type: {line}")),
        severity,
        rules: rules.split(',').filter(|r| *r != "-").map(rule).collect(),
        facts: Vec::new(),
        falsehoods: Vec::new(),
        never: Vec::new(),
        sent: Vec::new(),
        text: text.to_owned(),
        found: BTreeSet::new(),
    };
    for given in given.split('|').filter(|g| *g != "-") {
        match given.split_once('=').unwrap_or_else(|| panic!("what is {given}? {line}")) {
            ("fact", fact) => one.facts.push(fact.to_owned()),
            ("false", claim) => one.falsehoods.push(claim.to_owned()),
            ("never", phrase) => {
                one.never.push(Ban { phrase: phrase.into(), language: None, why: None, better: "".into() });
            }
            ("near", other) => one.sent.push(other.to_owned()),
            ("same", n) => one.sent = vec![to_another(text); n.parse().unwrap()],
            _ => panic!("what is {given}? {line}"),
        }
    }
    one.found = one.report().hits.iter().map(|h| h.rule).collect();
    one
}

/// The same answer as it went to somebody else.
fn to_another(text: &str) -> String {
    ["Laura", "Alan", "Alba", "@kim_s"]
        .iter()
        .fold(text.to_owned(), |t, name| t.replace(name, if name.starts_with('@') { "@otto.b" } else { "Noor" }))
}

/// What a rule got right and wrong.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Texts that must fire it, and do.
    pub hits: usize,
    /// Texts that fire it and must not.
    pub wrong: usize,
    /// Texts that must fire it, and do not.
    pub missed: usize,
}

impl std::ops::Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        let Score { hits, wrong, missed } = other;
        Score { hits: self.hits + hits, wrong: self.wrong + wrong, missed: self.missed + missed }
    }
}

/// How a rule reads the texts of these languages in one half.
pub fn score(texts: &[Labelled], rule: Rule, tuned: bool) -> Score {
    let mut score = Score::default();
    for text in texts.iter().filter(|t| t.tuned() == tuned) {
        match (text.rules.contains(&rule), text.found.contains(&rule)) {
            (true, true) => score.hits += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.missed += 1,
            (false, false) => {}
        }
    }
    score
}

/// All rules of a level together.
pub fn level(texts: &[Labelled], level: Level, tuned: bool) -> Score {
    let rules = Rule::ALL.into_iter().filter(|r| r.level() == level);
    rules.map(|rule| score(texts, rule, tuned)).fold(Score::default(), |all, one| all + one)
}
