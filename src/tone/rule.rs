//! The catalogue: the rules of tone (practice.md 5.3), how grave each is, and the elements of a good text (5.2). Owns
//! their names and the keys of their sentences; must not know how any is found.

use crate::domain::response::ResponseKind;

/// How grave a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Blocks: it goes on only as a request to legal, with a reason.
    Error,
    /// Needs a reason that is kept.
    Warning,
    /// Worth a look.
    Info,
}

impl Level {
    /// The letter of the catalogue.
    pub const fn code(self) -> &'static str {
        ["E", "W", "I"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["tone-error", "tone-warning", "tone-info"][self as usize]
    }

    /// What one hit takes from 100.
    pub const fn cost(self) -> u32 {
        [25, 8, 1][self as usize]
    }
}

macro_rules! rules {
    ($($name:ident $code:literal $level:ident $title:literal $why:literal $better:literal, $doc:literal;)*) => {
        /// A rule of tone.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $doc] $name),* }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: [Rule; [$($code),*].len()] = [$(Rule::$name),*];

            /// The code that both languages share: `T01`.
            pub const fn code(self) -> &'static str { [$($code),*][self as usize] }
            /// How grave a hit is.
            pub const fn level(self) -> Level { [$(Level::$level),*][self as usize] }
            /// Key of its name in `words`.
            pub const fn key(self) -> &'static str { [$($title),*][self as usize] }
            /// Key of the sentence that says why, in `words`.
            pub const fn why(self) -> &'static str { [$($why),*][self as usize] }
            /// Key of the sentence that says what to write instead, in `words`.
            pub const fn better(self) -> &'static str { [$($better),*][self as usize] }
        }
    };
}

rules! {
    Conditional "T01" Error "tone-t01" "tone-t01-why" "tone-t01-better", "An apology with a condition, or for \"any\" harm.";
    ButApology "T02" Error "tone-t02" "tone-t02-why" "tone-t02-better", "An apology that a \"but\" takes back.";
    Agentless "T03" Warning "tone-t03" "tone-t03-why" "tone-t03-better", "A mistake that nobody made.";
    BlamesPeople "T04" Error "tone-t04" "tone-t04-why" "tone-t04-better", "Blames the people who read it.";
    BlamesOthers "T05" Error "tone-t05" "tone-t05-why" "tone-t05-better", "Blames a third party before that is cleared.";
    Minimises "T06" Warning "tone-t06" "tone-t06-why" "tone-t06-better", "Makes the harm small.";
    Defensive "T07" Warning "tone-t07" "tone-t07-why" "tone-t07-better", "Denies or defends out of reflex.";
    Absolute "T08" Warning "tone-t08" "tone-t08-why" "tone-t08-better", "Absolutes and guarantees.";
    Speculates "T09" Warning "tone-t09" "tone-t09-why" "tone-t09-better", "Guesses.";
    Unconfirmed "T10" Error "tone-t10" "tone-t10-why" "tone-t10-better", "A figure or a cause that no confirmed fact has.";
    Eta "T11" Error "tone-t11" "tone-t11-why" "tone-t11-better", "Says when it will be fixed.";
    Legalese "T12" Warning "tone-t12" "tone-t12-why" "tone-t12-better", "Legalese.";
    Jargon "T13" Warning "tone-t13" "tone-t13-why" "tone-t13-better", "Corporate jargon.";
    SelfFirst "T14" Warning "tone-t14" "tone-t14-why" "tone-t14-better", "Opens with ourselves.";
    Shouts "T15" Warning "tone-t15" "tone-t15-why" "tone-t15-better", "Capitals and rows of marks.";
    Jokes "T16" Warning "tone-t16" "tone-t16-why" "tone-t16-better", "Emoji, humour, marketing.";
    PersonalData "T17" Error "tone-t17" "tone-t17-why" "tone-t17-better", "A private person's data.";
    Identifies "T18" Error "tone-t18" "tone-t18-why" "tone-t18-better", "Makes a victim, a minor or an accused employee known.";
    Threatens "T19" Error "tone-t19" "tone-t19-why" "tone-t19-better", "Threatens or presses.";
    FalseFirst "T20" Warning "tone-t20" "tone-t20-why" "tone-t20-better", "Says the falsehood first.";
    Register "T21" Warning "tone-t21" "tone-t21-why" "tone-t21-better", "Mixes registers; unpaired ¿ or ¡.";
    LongSentence "T22" Warning "tone-t22" "tone-t22-why" "tone-t22-better", "A sentence too long to take in.";
    Missing "T23" Warning "tone-t23" "tone-t23-why" "tone-t23-better", "Lacks what its type needs.";
    SameAgain "T24" Warning "tone-t24" "tone-t24-why" "tone-t24-better", "The same answer to many people.";
    Assumes "T25" Warning "tone-t25" "tone-t25-why" "tone-t25-better", "Assumes a religion, a nation or a gender.";
    DeadEnd "T26" Info "tone-t26" "tone-t26-why" "tone-t26-better", "A blank not filled in, a dead link, no contact.";
    Contradicts "T27" Error "tone-t27" "tone-t27-why" "tone-t27-better",
        "Says otherwise than a published text or a fact: the one-voice check finds it, and adds it to the report.";
    Compensates "T28" Warning "tone-t28" "tone-t28-why" "tone-t28-better", "Offers compensation in public too early.";
    SaidAlready "T29" Warning "tone-t29" "tone-t29-why" "tone-t29-better",
        "Says word for word what is out there already: proofreading finds it among the live texts.";
    OtherLanguage "T30" Warning "tone-t30" "tone-t30-why" "tone-t30-better",
        "Reads like the other language than it is marked with: proofreading finds it, and reads it in that one.";
    DoNotSay "DNS" Error "tone-dns" "tone-dns-why" "tone-dns-better", "Words that the plan says are never said.";
}

impl Rule {
    /// The other texts, the facts or its language show whether it is broken: proofreading finds it, not the tone check.
    pub const fn beside_others(self) -> bool {
        matches!(self, Rule::Contradicts | Rule::SaidAlready | Rule::OtherLanguage)
    }

    /// The rule of a code, in any case.
    pub fn parse(code: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|r| r.code().eq_ignore_ascii_case(code))
    }
}

/// What a good text is made of (practice.md 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// We know of it.
    Acknowledges,
    /// We feel with those whom it harms.
    Empathy,
    /// It was ours.
    Owns,
    /// What we are doing.
    Action,
    /// When the next word comes: a moment that can be told, and still lies ahead.
    Time,
    /// Where it comes.
    Place,
    /// What people can do.
    Help,
    /// What we do not know yet.
    Unknown,
    /// How it is made good.
    Repair,
    /// What keeps it from happening again.
    Prevent,
}

impl Element {
    /// Every element, in the order of a good text.
    pub const ALL: [Element; 10] = [
        Element::Acknowledges,
        Element::Empathy,
        Element::Owns,
        Element::Action,
        Element::Time,
        Element::Place,
        Element::Help,
        Element::Unknown,
        Element::Repair,
        Element::Prevent,
    ];

    /// The code that both languages share: `ACK`.
    pub const fn code(self) -> &'static str {
        ["ACK", "EMP", "OWN", "ACT", "TIME", "PLACE", "HELP", "UNK", "REPAIR", "PREVENT"][self as usize]
    }

    /// Key of its name in `words`.
    pub const fn key(self) -> &'static str {
        [
            "element-ack",
            "element-emp",
            "element-own",
            "element-act",
            "element-time",
            "element-place",
            "element-help",
            "element-unk",
            "element-repair",
            "element-prevent",
        ][self as usize]
    }

    /// Key of the sentence that shows one, in `words`.
    pub const fn better(self) -> &'static str {
        [
            "element-ack-better",
            "element-emp-better",
            "element-own-better",
            "element-act-better",
            "element-time-better",
            "element-place-better",
            "element-help-better",
            "element-unk-better",
            "element-repair-better",
            "element-prevent-better",
        ][self as usize]
    }

    /// What a text of a type must have (practice.md 4.3 and 5.1). A reply must have nothing, since what it needs depends on
    /// what it answers; an apology must feel with people in some words, and need not say "sorry".
    pub const fn required(kind: ResponseKind) -> &'static [Element] {
        use Element::*;
        match kind {
            ResponseKind::Reply => &[],
            ResponseKind::Holding => &[Acknowledges, Empathy, Action, Time, Place],
            ResponseKind::Update => &[Time, Help],
            ResponseKind::Correction => &[Place, Help],
            ResponseKind::Apology => &[Empathy, Owns, Repair, Prevent],
            ResponseKind::Resolution => &[Help, Prevent],
            ResponseKind::Internal => &[Help],
        }
    }

    /// What each missing element takes from 100, in place of what a warning takes.
    pub const COST: u32 = 15;
}
