//! How soon a mention wants a person: an additive score whose every part is shown. Owns the points; must not know how
//! words are found.
//!
//! practice.md's table gives 30 of its 100 points to what is not known when a mention arrives (velocity, novelty,
//! coverage). Those stay unsaid here, and their points go where a person would look first: to harm, to who speaks and
//! to whether an answer is waited for. So a mention reaches the top on arrival alone, not only after it has spread.
//!
//! Spreading and waiting are added later, by [`crate::domain::pace`]. Novelty, coverage and the 20 points that the table
//! takes from what looks coordinated are given to nobody: they change with what others say and with what is answered, so
//! every mention that comes would move others in the list, and a wrong guess of coordination would hide people.

use super::lexicon::{Cue, Match, Meaning};
use super::sentiment::Mood;
use super::tokens::Tokens;
use crate::domain::mention::{Flag, MentionKind, Part, RawMention, Tone};
use crate::domain::text::Clean;

/// Most points for harm; a threat to life, a death or a harmed child may pass it, since those come first whoever says so.
const HARM: i16 = 60;
const GRAVEST: i16 = 70;
/// What a child beside harm adds that is not done to it.
const MINOR: i16 = 12;
const AUTHORITY: i16 = 20;
const EMOTION: i16 = 10;
const ANSWER: i16 = 15;

/// Most words that explain one part or a tone, and their length.
const MAX_WORDS: usize = 4;
const MAX_WORD: usize = 60;

/// What is known of a mention when it arrives.
pub(super) struct Evidence<'a> {
    pub mention: &'a RawMention,
    pub tokens: &'a Tokens<'a>,
    pub matches: &'a [Match],
    /// What tells that an outlet of the plan speaks.
    pub outlet: Option<&'a str>,
    /// Words in the author's name and handle that tell a newsroom or a public body.
    pub author_words: Vec<&'a str>,
    pub mood: &'a Mood,
    /// The brand's handles that the text addresses.
    pub addressed: Option<&'a str>,
}

/// The parts of the score; their sum may pass 100.
pub(super) fn parts(evidence: &Evidence) -> Vec<Part> {
    let mut parts = Vec::with_capacity(8);
    harm(evidence, &mut parts);
    authority(evidence, &mut parts);
    emotion(evidence, &mut parts);
    media(evidence, &mut parts);
    answer(evidence, &mut parts);
    parts
}

/// The score of the parts.
pub fn score(parts: &[Part]) -> u8 {
    let sum: i32 = parts.iter().map(|p| i32::from(p.points)).sum();
    u8::try_from(sum.clamp(0, 100)).unwrap_or(100)
}

/// Parts of one kind share a bound: the last ones get what is left.
struct Budget<'a> {
    left: i16,
    parts: &'a mut Vec<Part>,
}

impl Budget<'_> {
    fn add<'w>(&mut self, key: &'static str, points: i16, words: impl IntoIterator<Item = &'w str>) {
        let points = points.min(self.left);
        if points > 0 {
            self.left -= points;
            self.parts.push(Part { key: key.into(), points, words: bounded(words) });
        }
    }
}

pub(super) fn bounded<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Clean> {
    let mut kept: Vec<Clean> = Vec::new();
    for word in words {
        let short = word.char_indices().nth(MAX_WORD).map_or(word, |(end, _)| &word[..end]);
        let word = Clean::line(short);
        // "got sick" says it all beside "sick"
        if !word.is_empty() && !kept.iter().any(|k| k.as_str().contains(word.as_str())) {
            kept.push(word);
        }
        if kept.len() == MAX_WORDS {
            break;
        }
    }
    kept
}

impl<'a> Evidence<'a> {
    /// The words that matched a cue.
    fn cue(&self, cue: Cue) -> impl Iterator<Item = &'a str> {
        let (tokens, matches) = (self.tokens, self.matches);
        matches.iter().filter(move |m| m.meaning == Meaning::Cue(cue)).map(move |m| tokens.original(m.at, m.end))
    }

    fn has(&self, cue: Cue) -> bool {
        self.matches.iter().any(|m| m.meaning == Meaning::Cue(cue))
    }
}

/// Points of the hard triggers, the gravest first; only the gravest counts, its words and the others' explain it.
const HARD: [(Cue, i16, Flag); 8] = [
    (Cue::LifeThreat, GRAVEST, Flag::LifeThreat),
    (Cue::Recall, 50, Flag::Recall),
    (Cue::Takeover, 50, Flag::Takeover),
    (Cue::PersonalData, 45, Flag::PersonalData),
    (Cue::Discrimination, 40, Flag::Discrimination),
    (Cue::Misconduct, 40, Flag::Misconduct),
    (Cue::Authorities, 40, Flag::Authorities),
    (Cue::Forgery, 40, Flag::Forgery),
];

/// What a mention is marked with. A minor counts beside harm alone: most children in posts are well.
pub(super) fn flags(evidence: &Evidence) -> Vec<Flag> {
    let hard = HARD.iter().filter(|(cue, ..)| evidence.has(*cue)).map(|(.., flag)| *flag);
    let said = [
        (Cue::Person, Flag::AffectedPerson),
        (Cue::Death, Flag::AffectedPerson),
        // who died of it tells that others may
        (Cue::Death, Flag::LifeThreat),
        (Cue::Risk, Flag::RiskQuestion),
    ];
    let mut flags: Vec<Flag> = hard.chain(said.into_iter().filter(|(c, _)| evidence.has(*c)).map(|(_, f)| f)).collect();
    if !flags.is_empty() && evidence.has(Cue::Minor) {
        flags.push(Flag::Minor);
    }
    if evidence.matches.iter().any(|m| matches!(m.meaning, Meaning::Abuse | Meaning::Threat)) {
        flags.push(Flag::Abusive);
    }
    if evidence.mention.private {
        flags.push(Flag::DirectMessage);
    }
    flags.sort_unstable();
    flags.dedup();
    flags
}

fn harm(evidence: &Evidence, parts: &mut Vec<Part>) {
    let before = parts.len();
    let died = evidence.has(Cue::Death);
    let child = evidence.has(Cue::Person) && evidence.has(Cue::Minor);
    let left = if died || child || evidence.has(Cue::LifeThreat) { GRAVEST } else { HARM };
    let mut budget = Budget { left, parts };
    // whatever else it says, it says that after this
    if died {
        let minor = if evidence.has(Cue::Minor) { MINOR } else { 0 };
        budget.add("why-death", GRAVEST - minor, evidence.cue(Cue::Death));
        budget.add("why-minor", minor, evidence.cue(Cue::Minor));
    }
    if let Some((_, points, _)) = HARD.iter().find(|(cue, ..)| evidence.has(*cue)) {
        budget.add("why-hard-trigger", *points, HARD.iter().flat_map(|(cue, ..)| evidence.cue(*cue)));
    }
    if evidence.has(Cue::Person) {
        budget.add("why-affected-person", 40, evidence.cue(Cue::Person));
    }
    if evidence.has(Cue::Risk) {
        let points = if evidence.tokens.question { 18 } else { 9 };
        budget.add("why-risk-question", points, evidence.cue(Cue::Risk));
    }
    if budget.parts.len() > before && evidence.has(Cue::Minor) && !died {
        budget.add("why-minor", if child { 30 } else { MINOR }, evidence.cue(Cue::Minor));
    }
    if budget.parts.len() == before && evidence.mood.tone == Tone::Negative {
        budget.add("why-complaint", 10, []);
    }
}

fn authority(evidence: &Evidence, parts: &mut Vec<Part>) {
    let mut budget = Budget { left: AUTHORITY, parts };
    if let Some(outlet) = evidence.outlet {
        budget.add("why-authority", AUTHORITY, [outlet]);
    } else if evidence.has(Cue::Press) {
        budget.add("why-press", AUTHORITY, evidence.cue(Cue::Press));
    } else if !evidence.author_words.is_empty() {
        budget.add("why-authority", 12, evidence.author_words.iter().copied());
    }
    let mention = evidence.mention;
    renown(&mut budget, mention.followers.or(mention.reach), mention.verified);
}

/// Parts that come of how a mention sounds.
const OF_TONE: [&str; 2] = ["why-complaint", "why-emotion"];

/// The parts that stand of those that a mention arrived with, once a person said how it sounds: what came of anger that is
/// none goes.
pub fn retoned(mut arrived: Vec<Part>, said: Option<Tone>) -> Vec<Part> {
    let calm = said.is_some_and(|tone| tone != Tone::Negative);
    arrived.retain(|part| !(calm && OF_TONE.contains(&&*part.key)));
    arrived
}

/// Parts of the authority's bound.
const RENOWN: [&str; 4] = ["why-authority", "why-press", "why-followers", "why-verified"];

/// How many listen to an author, and whether a platform vouches for them. What is not known gives nothing.
fn renown(budget: &mut Budget<'_>, followers: Option<u64>, verified: Option<bool>) {
    let followers = followers.unwrap_or(0);
    // 2.5 points for each tenfold, so that a million fills the scale
    let scaled = ((followers.max(1) as f64).log10() * 2.5).round().min(15.0) as i16;
    budget.add("why-followers", scaled, [rounded(followers).as_str()]);
    if verified == Some(true) {
        budget.add("why-verified", 3, []);
    }
}

/// The parts that a mention arrived with, and what its author's renown gives by what is known of it since: as much as it would
/// have given then. What is known anew takes the place of what its source said on arrival.
pub fn renowned(mut arrived: Vec<Part>, followers: Option<u64>, verified: Option<bool>) -> Vec<Part> {
    let anew = [("why-followers", followers.is_some()), ("why-verified", verified.is_some())];
    arrived.retain(|part| !anew.iter().any(|(key, anew)| *anew && part.key == *key));
    let given = arrived.iter().filter(|part| RENOWN.contains(&&*part.key)).map(|part| part.points);
    let left = AUTHORITY.saturating_sub(given.fold(0, i16::saturating_add));
    renown(&mut Budget { left, parts: &mut arrived }, followers, verified);
    arrived
}

/// A figure short enough for a part: `950`, `48k`, `1.2M`.
fn rounded(figure: u64) -> String {
    match figure {
        0..1_000 => figure.to_string(),
        1_000..1_000_000 => format!("{}k", figure / 1_000),
        _ => format!("{:.1}M", figure as f64 / 1e6),
    }
}

fn emotion(evidence: &Evidence, parts: &mut Vec<Part>) {
    let mood = evidence.mood;
    let calm = mood.aroused.is_empty() && mood.faces.is_empty();
    if mood.tone == Tone::Positive || (calm && mood.tone != Tone::Negative) {
        return;
    }
    let words = (mood.aroused.len() + mood.faces.len()).min(3) as i16 * 3;
    let shouting = if evidence.tokens.shouted >= 3 { 2 } else { 0 };
    let marks = if evidence.tokens.exclamations >= 2 { 1 } else { 0 };
    let faces: Vec<String> = mood.faces.iter().map(char::to_string).collect();
    let said = mood.aroused.iter().map(|(at, end)| evidence.tokens.original(*at, *end));
    let mut budget = Budget { left: EMOTION, parts };
    budget.add("why-emotion", words + shouting + marks, said.chain(faces.iter().map(String::as_str)));
}

fn media(evidence: &Evidence, parts: &mut Vec<Part>) {
    let mut budget = Budget { left: 5, parts };
    let carries = |kinds: &[&str]| {
        evidence.mention.media.iter().take(16).any(|m| kinds.iter().any(|k| m.kind.eq_ignore_ascii_case(k)))
    };
    if carries(&["video", "gifv", "gif", "animated_gif", "live"]) {
        budget.add("why-video", 5, []);
    } else if carries(&["image", "photo", "picture"]) {
        budget.add("why-picture", 3, []);
    }
}

/// Whether an answer is waited for. One who only passes another's post on asks nothing.
fn answer(evidence: &Evidence, parts: &mut Vec<Part>) {
    let mention = evidence.mention;
    if mention.kind == MentionKind::Repost {
        return;
    }
    let mut budget = Budget { left: ANSWER, parts };
    if evidence.tokens.question || evidence.has(Cue::Ask) {
        budget.add("why-question", 10, evidence.cue(Cue::Ask));
    }
    if mention.private {
        budget.add("why-message", 8, []);
    }
    if let Some(handle) = evidence.addressed {
        budget.add("why-direct", 5, [handle]);
    }
    if mention.kind == MentionKind::Reply || mention.reply_to.is_some() {
        budget.add("why-reply", 2, []);
    }
}
