//! A report of an incident: sitrep, executive brief, handover card. Owns how reports are numbered, what each may not say,
//! and the figures that are kept with each, so that the next one can say what has changed since (practice.md 8). What a
//! report says is made elsewhere and edited by a person; what was issued is never edited, a correction is a new one.

use super::command::Ctx;
use super::event::Event;
use super::ids::{EventSeq, IncidentId};
use super::incident::{Severity, Status};
use super::private::{self, Allow, DOTS, masks};
use super::room::{Lang, Refusal};
use super::text::Clean;
use super::time::Stamp;
use super::trace::Trace;
use serde::{Deserialize, Serialize};

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// The situation report: internal, one screen, in a fixed order.
    Sitrep,
    /// The executive brief: bottom line first, [`MAX_BRIEF`] words at most.
    Brief,
    /// The card that goes with a role to whoever takes it over.
    Handover,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: [ReportKind; 3] = [ReportKind::Sitrep, ReportKind::Brief, ReportKind::Handover];

    /// Key of its name in `words`.
    pub const fn key(self) -> &'static str {
        ["report-sitrep", "report-brief", "report-handover"][self as usize]
    }

    /// Its name in files and on the command line.
    pub const fn code(self) -> &'static str {
        ["sitrep", "brief", "handover"][self as usize]
    }
}

/// What the room's figures were when a report was made, and where the chain of events stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Figures {
    /// When the room was read.
    pub at: Stamp,
    /// The last event of the chain then.
    pub head: EventSeq,
    /// The first hexadecimal digits of its hash.
    pub hash: String,
    /// How grave; nothing while nobody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How grave it was in the report before, when that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Severity>,
    /// Where the incident stood.
    pub status: Status,
    /// Who led.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Clean>,
    /// When the next one of its kind is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Stamp>,
    /// Mentions in the hour before; nothing while nobody listens and nothing comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_hour: Option<u32>,
    /// What that hour usually brings, in tenths of a mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<u32>,
    /// Negative ones of those of that hour whose tone could be told, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative: Option<u8>,
    /// Where the figures above are of the incident's own mentions: how many those are, and how many of them wait. Nothing
    /// where they are the whole room's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<[u64; 2]>,
    /// Enquiries of the press that are open.
    pub media: u32,
    /// People affected: all, those contacted, those who wait.
    pub affected: [u32; 3],
    /// Facts: confirmed, unverified, false.
    pub claims: [u32; 3],
    /// Tasks: done, being done, blocked.
    pub tasks: [u32; 3],
}

/// Hexadecimal digits of the chain's head that a report shows.
pub const HASH_DIGITS: usize = 12;
/// Longest report, in characters.
pub const MAX_REPORT: usize = 6_000;
/// Most words of a brief (practice.md 8.2).
pub const MAX_BRIEF: usize = 120;
/// How a brief asks for its one decision, in both languages.
pub const DECISION_NEEDED: [&str; 2] = ["DECISION NEEDED", "DECISIÓN NECESARIA"];
/// How a situation report begins to tell what has changed, and since which one, in both languages.
pub const CHANGE_SINCE: [[&str; 2]; 2] = [["CHANGE", "since #"], ["CAMBIO", "desde el n.º "]];
/// What a person must still fill in stands between these.
pub const BLANK: [char; 2] = ['‹', '›'];

/// Issue a report: what a person made of the words that the room proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct IssueReport {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which report.
    pub kind: ReportKind,
    /// The language of its text.
    #[serde(default)]
    pub lang: Lang,
    /// The text, without title and foot: those are the room's.
    pub text: String,
    /// The figures that it was made from; the room's as they are now when absent.
    #[serde(default)]
    pub figures: Option<Box<Figures>>,
    /// The number of the report whose other language this is.
    #[serde(default)]
    pub twin_of: Option<u32>,
}

/// What a decision must know of the room.
#[derive(Debug, Clone)]
pub struct Before {
    /// The highest number of this kind in this incident; 0 for none.
    pub last: u32,
    /// The event that issued it.
    pub head: EventSeq,
    /// In which languages the named number was issued.
    pub twins: Vec<Lang>,
    /// Private people whom a brief must not name: those affected.
    pub people: Vec<Trace>,
    /// Our own names and handles; of a brief also whom it must not name by a part of their name.
    pub ours: Allow,
}

/// Decides whether the text may be issued; `figures` are those that it was made from.
pub fn decide(said: &IssueReport, figures: Figures, before: &Before, ctx: &Ctx) -> Result<Event, Refusal> {
    let text = Clean::new(said.text.trim());
    let number = match said.twin_of {
        // it says what has changed since the one before, and that is another one by now
        None if said.figures.as_ref().is_some_and(|made| made.head < before.head) => {
            return Err(Refusal::new("refuse-report-meanwhile").with("number", before.last));
        }
        // words that were kept, or written to a file, before another one was issued
        None if said.kind == ReportKind::Sitrep && since(text.as_str()).is_some_and(|number| number < before.last) => {
            return Err(Refusal::new("refuse-report-meanwhile").with("number", before.last));
        }
        None => before.last + 1,
        Some(_) if before.twins.is_empty() => return Err(Refusal::new("refuse-no-report")),
        Some(_) if before.twins.contains(&said.lang) => return Err(Refusal::new("refuse-report-twin")),
        Some(number) => number,
    };
    if text.is_empty() {
        return Err(Refusal::new("refuse-empty-report"));
    }
    if said.text.chars().count() > MAX_REPORT {
        return Err(Refusal::new("refuse-entry-long").with("max", MAX_REPORT));
    }
    if let Some(blank) = blanks(text.as_str()).next() {
        return Err(Refusal::new("refuse-report-blank").with("what", blank));
    }
    if said.kind == ReportKind::Brief {
        brief(text.as_str(), before)?;
    }
    // whoever made it may have read a clock that runs a little ahead
    let figures = Box::new(Figures { at: figures.at.min(ctx.at), ..figures });
    let (incident, kind, lang) = (said.incident, said.kind, said.lang);
    Ok(Event::ReportIssued { incident, kind, number, lang, text, figures })
}

/// What only a brief must be: short, with one decision, and naming no private person.
fn brief(text: &str, before: &Before) -> Result<(), Refusal> {
    let n = words(text);
    if n > MAX_BRIEF {
        return Err(Refusal::new("refuse-brief-long").with("n", n).with("max", MAX_BRIEF));
    }
    let asks = |line: &&str| DECISION_NEEDED.iter().any(|label| line.trim_start().starts_with(label));
    match text.lines().filter(asks).count() {
        1 => {}
        n => return Err(Refusal::new("refuse-brief-decision").with("n", n)),
    }
    let found = masks(text, &before.ours).into_iter().next();
    let named = || before.people.iter().any(|person| person.names_in(text)).then(|| DOTS.to_owned());
    match found.or_else(named) {
        Some(what) => Err(Refusal::new("refuse-brief-names").with("what", what)),
        None => Ok(()),
    }
}

/// Since which report a text tells what has changed, where it says so.
fn since(text: &str) -> Option<u32> {
    CHANGE_SINCE.iter().find_map(|[label, since]| {
        let told =
            text.lines().find_map(|line| line.trim_start().strip_prefix(label)?.trim_start().strip_prefix(since))?;
        told.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    })
}

/// The line of a text that tells what has changed, and since which report.
pub fn changed_since(text: &str) -> Option<&str> {
    text.lines().find(|line| since(line).is_some())
}

/// What is left to fill in, without the marks around it.
pub fn blanks(text: &str) -> impl Iterator<Item = &str> {
    let [open, close] = BLANK;
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(blank, _)| blank))
}

/// How many words a text has: what stands between blanks and holds a letter or digit.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// A text cut behind so many words, where it can be at the end of a sentence or a clause; `…` says that there was more.
pub fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    clause(text, most).unwrap_or_else(|| hard(text, most))
}

/// As much of a text as has so many words at the most and ends where a sentence or a clause does; nothing when none does
/// before.
pub fn clause(text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    if words(text) <= most {
        return Some(text.to_owned());
    }
    let ends = text.match_indices(ENDS).filter(|(at, _)| text[at + 1..].starts_with(char::is_whitespace));
    let kept = ends.map(|(at, sign)| at + usize::from(matches!(sign, "!" | "?")));
    let end = kept.take_while(|end| words(&text[..*end]) <= most).filter(|end| words(&text[..*end]) > 1).last()?;
    Some(format!("{}…", text[..private::whole(text, end)].trim_end()))
}

/// What ends a sentence or a clause, where a blank follows.
const ENDS: [char; 6] = ['.', ';', ':', ',', '!', '?'];

fn hard(text: &str, most: usize) -> String {
    let mut left = most;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = text.split(' ').take_while(|word| {
        let counts = word.chars().any(char::is_alphanumeric);
        let fits = !counts || left > 0;
        left -= usize::from(counts && fits);
        fits
    });
    let end = kept.map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    // half a number or an address says as much as the whole, and no check knows it
    format!("{}…", text[..private::whole(&text, end)].trim_end().trim_end_matches(['.', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::super::command::NextIds;
    use super::super::room::Actor;
    use super::*;
    use proptest::prelude::*;

    const AT: Stamp = Stamp(5_000);

    fn figures() -> Figures {
        Figures {
            at: AT,
            head: EventSeq(1),
            hash: "0".repeat(HASH_DIGITS),
            severity: None,
            was: None,
            status: Status::Active,
            lead: None,
            next: None,
            per_hour: None,
            usual: None,
            negative: None,
            own: None,
            media: 0,
            affected: [0; 3],
            claims: [0; 3],
            tasks: [0; 3],
        }
    }

    fn before() -> Before {
        let people = vec![Trace::new("Marta Ruiz", "@marta_r", ""), Trace::new("", "", "")];
        Before { last: 3, head: EventSeq(40), twins: vec![Lang::En], people, ours: Allow::new(["@acme"]) }
    }

    fn asked(kind: ReportKind, text: &str, lang: Lang, twin_of: Option<u32>) -> Result<Event, Refusal> {
        let who = Actor { name: "Ana".into(), ..Actor::default() };
        let said = IssueReport { incident: IncidentId(1), kind, lang, text: text.into(), figures: None, twin_of };
        let ctx = Ctx { who: &who, at: AT, now: AT, ids: NextIds::FIRST };
        decide(&said, Figures { at: AT.plus(9), ..figures() }, &before(), &ctx)
    }

    fn refused(kind: ReportKind, text: &str) -> &'static str {
        asked(kind, text, Lang::En, None).map_or_else(|r| r.key, |_| "")
    }

    #[test]
    fn words_that_were_made_before_another_was_issued_tell_a_change_that_is_none() {
        for (text, key) in [
            ("SITUATION  x\nCHANGE  since #2 (17:00): more", "refuse-report-meanwhile"),
            ("SITUACIÓN  x\nCAMBIO  desde el n.º 2 (17:00): más", "refuse-report-meanwhile"),
            ("SITUATION  x\nCHANGE  since #3 (17:00): more", ""),
            ("SITUATION  since #2 nothing", ""),
        ] {
            assert_eq!(refused(ReportKind::Sitrep, text), key, "{text}");
        }
        let twin = asked(ReportKind::Sitrep, "CHANGE  since #2 (17:00): more", Lang::Es, Some(3));
        assert!(twin.is_ok(), "its other language tells the same");
    }

    #[test]
    fn half_a_number_stays_behind_no_cut() {
        let ill = "Mother of three says she is ill: 600 123 456";
        for most in 8..10 {
            assert_eq!(cut(ill, most), "Mother of three says she is ill…", "{most}");
        }
        assert_eq!(cut(ill, 10), ill);
    }

    #[test]
    fn a_cut_is_made_at_the_end_of_a_clause_where_there_is_one() {
        let text = "Recall A13, of 1.5 kg, too? The lab has not said so far";
        for (most, kept) in [
            (11, "Recall A13, of 1.5 kg, too?…"),
            (6, "Recall A13, of 1.5 kg, too?…"),
            (5, "Recall A13, of 1.5 kg…"),
            (4, "Recall A13…"),
            (1, "Recall…"),
        ] {
            assert_eq!(cut(text, most), kept, "{most}");
        }
        assert_eq!(clause("one two three four", 3), None);
    }

    #[test]
    fn a_report_gets_the_next_number_and_a_twin_the_same_once() {
        let number = |lang, twin_of| {
            asked(ReportKind::Sitrep, "SITUATION  x", lang, twin_of).map_err(|r| r.key).map(|event| match event {
                Event::ReportIssued { number, figures, .. } => (number, figures.at),
                other => panic!("{other:?}"),
            })
        };
        assert_eq!(number(Lang::En, None), Ok((4, AT)), "its figures are no later than itself");
        assert_eq!(number(Lang::Es, Some(3)), Ok((3, AT)));
        assert_eq!(number(Lang::En, Some(3)), Err("refuse-report-twin"));
        let none = Before { twins: Vec::new(), ..before() };
        let said = IssueReport {
            incident: IncidentId(1),
            kind: ReportKind::Brief,
            lang: Lang::Es,
            text: "x".into(),
            figures: None,
            twin_of: Some(9),
        };
        let who = Actor::default();
        let ctx = Ctx { who: &who, at: AT, now: AT, ids: NextIds::FIRST };
        assert_eq!(decide(&said, figures(), &none, &ctx).unwrap_err().key, "refuse-no-report");
    }

    #[test]
    fn nothing_empty_endless_or_left_blank_is_issued() {
        for kind in ReportKind::ALL {
            assert_eq!(refused(kind, " \u{1b}[31m \n"), "refuse-empty-report");
            assert_eq!(refused(kind, &"x".repeat(MAX_REPORT + 1)), "refuse-entry-long");
        }
        let blank = asked(ReportKind::Sitrep, "CONFIDENCE  ‹high, medium or low›", Lang::En, None).unwrap_err();
        assert_eq!((blank.key, &blank.args["what"]), ("refuse-report-blank", &"high, medium or low".into()));
        assert_eq!(refused(ReportKind::Sitrep, "one ‹ alone › and › ‹"), "refuse-report-blank");
        assert_eq!(refused(ReportKind::Sitrep, "› one ‹ alone"), "");
    }

    #[test]
    fn a_brief_is_short_says_how_long_it_is_and_asks_for_one_decision() {
        let brief = |words: usize, decisions: usize| {
            format!("{}{}", "word ".repeat(words), "\nDECISION NEEDED  none".repeat(decisions))
        };
        assert_eq!(refused(ReportKind::Brief, &brief(MAX_BRIEF - 3, 1)), "");
        let long = asked(ReportKind::Brief, &brief(MAX_BRIEF - 2, 1), Lang::En, None).unwrap_err();
        assert_eq!((long.key, &long.args["n"]), ("refuse-brief-long", &(MAX_BRIEF + 1).into()));
        assert_eq!(refused(ReportKind::Brief, &brief(9, 0)), "refuse-brief-decision");
        assert_eq!(refused(ReportKind::Brief, &brief(9, 2)), "refuse-brief-decision");
        assert_eq!(refused(ReportKind::Brief, "x\n DECISIÓN NECESARIA  ninguna"), "");
        assert_eq!(refused(ReportKind::Sitrep, &brief(MAX_BRIEF * 2, 0)), "", "the others have no such rules");
    }

    #[test]
    fn a_brief_names_no_private_person_and_may_name_our_own() {
        let brief = |text: &str| format!("STATUS  {text}\nDECISION NEEDED  none");
        for text in ["ask @someone", "mail a.b@example.org", "600 123 456", "MARTA RUÍZ called", "marta_r", "marta r"]
        {
            let refusal = asked(ReportKind::Brief, &brief(text), Lang::En, None).unwrap_err();
            assert_eq!(refusal.key, "refuse-brief-names", "{text}");
            assert!(!format!("{refusal:?}").to_lowercase().contains("marta"), "{refusal:?}");
        }
        assert_eq!(refused(ReportKind::Brief, &brief("@acme says so, Marta knows, ruiz too")), "");
        assert_eq!(refused(ReportKind::Handover, "ask @someone"), "", "a card is for who takes over");
    }

    proptest! {
        #[test]
        fn a_cut_text_has_no_more_words_than_it_may(text in "[a-z0-9 .,·é\n-]{0,200}", most in 0usize..40) {
            let short = cut(&text, most);
            prop_assert!(words(&short) <= most);
            if words(&text) <= most {
                prop_assert_eq!(short, text.trim());
            }
        }
    }
}
