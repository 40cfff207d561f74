//! What complaints are about over some days: themes with their counts by day, whether they grow, and who says them. Owns how a
//! theme is counted and when it is said to grow; which phrases are themes is triage's, which texts are read is the store's.
//!
//! Of each day as many complaints are read, evenly over it, so that a loud day does not speak for a quiet one; counts are of
//! what was read, and stand beside how many that were. A theme grows when more say it than in the same number of days before
//! and its share of the complaints is set apart from its share then, near-copies counted once: two hundred copies are one
//! voice.

use crate::domain::ids::MentionId;
use crate::domain::text::Clean;
use crate::rows::Trend;
use crate::triage::themes::{SET_APART, Themes, Voice, apart};
use std::collections::{HashMap, HashSet};

/// Most themes that are told.
pub const MOST: usize = 20;
/// Verbatims of a theme.
pub const EXAMPLES: usize = 3;
/// Distinct texts of a theme, now and before together, under which nobody can say whether it grows.
const FEW: u32 = 5;

/// Other mentions under which nothing can be set apart from them: then what most complaints say is what they are about.
const CONTRAST: usize = 50;

/// A complaint that was read.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Which mention.
    pub id: MentionId,
    /// What it says.
    pub text: &'a Clean,
    /// Its group of near-copies.
    pub cluster: Option<MentionId>,
    /// The day, counted from the first of the days that are looked at.
    pub day: usize,
}

impl<'a> Said<'a> {
    fn voice(&self) -> Voice<'a> {
        Voice { text: self.text, cluster: self.cluster }
    }

    /// What makes it the same voice as another.
    fn group(&self) -> MentionId {
        self.cluster.unwrap_or(self.id)
    }
}

/// What one theme comes to; places are those of the list of complaints.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// What it is about, in people's own words.
    pub phrase: Clean,
    /// Places of the complaints that say it, the newest first.
    pub places: Vec<usize>,
    /// How many different texts those are.
    pub voices: u32,
    /// Complaints that said it in the days before, and different texts of those.
    pub before: (u32, u32),
    /// Complaints that say it, by day, the first day first.
    pub by_day: Vec<u32>,
    /// Where it goes.
    pub trend: Trend,
    /// Places of a few verbatims: those that most repeat, then the newest; no two say the same.
    pub examples: Vec<usize>,
}

/// The themes of the complaints `now` (the newest first), set apart from what `others` talk about in the same days, with
/// where they go since `before`, of as many `days`; the most frequent first.
pub fn complaints(themes: &Themes, now: &[Said], before: &[Said], others: &[Voice], days: usize) -> Vec<Complaint> {
    let voices: Vec<Voice> = now.iter().map(Said::voice).collect();
    let earlier: Vec<Voice> = before.iter().map(Said::voice).collect();
    let others = if others.len() < CONTRAST { &[] } else { others };
    let phrases: Vec<Clean> = themes.find(&voices, others, MOST).into_iter().map(|theme| theme.phrase).collect();
    let (have, had) = (themes.holders(&phrases, &voices), themes.holders(&phrases, &earlier));
    let (all, of) = (distinct(now, 0..now.len()), distinct(before, 0..before.len()));
    let mut found: Vec<Complaint> = phrases
        .into_iter()
        .zip(have)
        .zip(had)
        .map(|((phrase, places), had)| {
            let voices = distinct(now, places.iter().copied());
            let earlier = distinct(before, had.iter().copied());
            let mut by_day = vec![0; days];
            for at in places.iter().filter(|at| now[**at].day < days) {
                by_day[now[*at].day] += 1;
            }
            Complaint {
                phrase,
                voices,
                before: (had.len() as u32, earlier),
                by_day,
                trend: counted(trend((voices, all), (earlier, of)), places.len(), had.len()),
                examples: verbatims(now, &places),
                places,
            }
        })
        .collect();
    found.sort_by_key(|complaint| std::cmp::Reverse((complaint.voices, complaint.places.len())));
    found
}

/// Where something goes that `a` of `all` say now and `b` of `of` said before.
pub fn trend((a, all): (u32, u32), (b, of): (u32, u32)) -> Trend {
    match () {
        () if of == 0 => Trend::Unknown,
        () if a + b < FEW => Trend::Few,
        () if a > b && apart(a, all, b, of) >= SET_APART => Trend::Growing,
        () if a < b && apart(b, of, a, all) >= SET_APART => Trend::Fading,
        () => Trend::Steady,
    }
}

/// The same, where it is `n` complaints after `before`: what is said twice as often is not told as if nothing had happened,
/// be it that all complaints grew or that many repeat the same words.
fn counted(trend: Trend, n: usize, before: usize) -> Trend {
    let more = n >= (2 * before).max(before + FEW as usize);
    if trend == Trend::Steady && more { Trend::More } else { trend }
}

/// How many different texts stand at these places.
pub fn distinct(said: &[Said], places: impl Iterator<Item = usize>) -> u32 {
    places.map(|at| said[at].group()).collect::<HashSet<_>>().len() as u32
}

fn verbatims(said: &[Said], places: &[usize]) -> Vec<usize> {
    let mut groups: HashMap<MentionId, (usize, usize)> = HashMap::new();
    for at in places {
        // the first is the newest
        groups.entry(said[*at].group()).or_insert((0, *at)).0 += 1;
    }
    let mut all: Vec<(usize, usize)> = groups.into_values().collect();
    all.sort_by_key(|(copies, at)| (std::cmp::Reverse(*copies), *at));
    all.into_iter().map(|(_, at)| at).take(EXAMPLES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &[(&str, usize, Option<i64>)]) -> Vec<(Clean, usize, Option<MentionId>)> {
        words.iter().map(|(text, day, cluster)| (Clean::new(text), *day, cluster.map(MentionId))).collect()
    }

    fn said(texts: &[(Clean, usize, Option<MentionId>)]) -> Vec<Said<'_>> {
        texts
            .iter()
            .enumerate()
            .map(|(n, (text, day, cluster))| Said {
                id: MentionId(1_000 + n as i64),
                text,
                cluster: *cluster,
                day: *day,
            })
            .collect()
    }

    #[test]
    fn complaints_are_grouped_by_what_they_are_about_and_not_by_how_angry_they_are() {
        let now = texts(&[
            ("the parcel never came, terrible", 2, None),
            ("awful: my parcel came broken", 2, None),
            ("where is my parcel? terrible", 1, None),
            ("terrible, terrible app, cannot log in", 1, None),
            ("the app does not log in, awful", 0, None),
            ("cannot log in to the app. terrible", 0, None),
        ]);
        let others = texts(&[("what a nice day at the beach", 0, None), ("new flavours in the shop", 1, None)]);
        let others: Vec<Voice> = others.iter().map(|(text, ..)| Voice { text, cluster: None }).collect();
        let found = complaints(&Themes::of_complaints(&[]), &said(&now), &[], &others, 3);
        let told: Vec<(&str, Vec<u32>)> = found.iter().map(|c| (c.phrase.as_str(), c.by_day.clone())).collect();
        assert!(told.contains(&("parcel", vec![0, 1, 2])), "{told:?}");
        assert!(!told.iter().any(|(phrase, _)| phrase.contains("terrible") || phrase.contains("awful")), "{told:?}");
        assert!(found.iter().all(|c| c.trend == Trend::Unknown), "nothing was read of the days before");
    }

    #[test]
    fn what_everybody_says_in_these_days_is_no_complaint() {
        let words: Vec<String> = (0..40).map(|n| format!("the lid leaks! black friday, box{n}")).collect();
        let now: Vec<_> = words.iter().map(|text| (Clean::new(text), 0, None)).collect();
        let talk: Vec<Clean> = (0..60).map(|n| Clean::new(&format!("off to black friday with friend{n}"))).collect();
        let others: Vec<Voice> = talk.iter().map(|text| Voice { text, cluster: None }).collect();
        let about = |others: &[Voice]| -> Vec<String> {
            let found = complaints(&Themes::of_complaints(&[]), &said(&now), &[], others, 1);
            found.into_iter().map(|c| c.phrase.as_str().to_owned()).collect()
        };
        assert_eq!(about(&others), ["lid leaks"]);
    }

    #[test]
    fn copies_are_counted_and_are_one_voice() {
        let mut words: Vec<(String, usize, Option<i64>)> =
            (0..40).map(|_| ("they changed the recipe of the yoghurt".to_owned(), 0, Some(7))).collect();
        words.extend((0..4).map(|n| (format!("recipe number{n} was better"), 1, None)));
        let now: Vec<_> = words.iter().map(|(t, d, c)| (Clean::new(t), *d, c.map(MentionId))).collect();
        let found = complaints(&Themes::of_complaints(&[]), &said(&now), &[], &[], 2);
        let recipe = found.iter().find(|c| c.phrase.as_str() == "recipe").unwrap();
        assert_eq!((recipe.places.len(), recipe.voices, &recipe.by_day[..]), (44, 5, &[40, 4][..]));
        let verbatims: Vec<&str> = recipe.examples.iter().map(|at| now[*at].0.as_str()).collect();
        assert_eq!(verbatims[0], "they changed the recipe of the yoghurt", "what most repeat stands first");
        assert_eq!(verbatims.iter().collect::<HashSet<_>>().len(), EXAMPLES, "no two say the same");
    }

    #[test]
    fn a_theme_grows_by_its_share_and_not_by_the_noise_around_it() {
        assert_eq!(trend((30, 100), (10, 100)), Trend::Growing);
        assert_eq!(trend((10, 100), (30, 100)), Trend::Fading);
        assert_eq!(trend((28, 200), (28, 56)), Trend::Steady, "as many as before: another theme grew");
        assert_eq!(trend((28, 56), (28, 200)), Trend::Steady, "as many as before: another theme went");
        assert_eq!(trend((30, 300), (10, 100)), Trend::Steady, "three times as many complaints, of all sorts");
        assert_eq!(trend((12, 100), (10, 100)), Trend::Steady, "chance");
        assert_eq!(trend((4, 100), (0, 100)), Trend::Few);
        assert_eq!(trend((9, 100), (0, 0)), Trend::Unknown);
    }

    #[test]
    fn twice_as_many_complaints_are_not_told_as_steady() {
        assert_eq!(counted(Trend::Steady, 63, 14), Trend::More);
        assert_eq!(counted(Trend::Steady, 27, 14), Trend::Steady, "not yet twice as many");
        assert_eq!(counted(Trend::Steady, FEW as usize, 1), Trend::Steady, "one and a few");
        assert_eq!(counted(Trend::Growing, 63, 14), Trend::Growing);
        assert_eq!(counted(Trend::Fading, 63, 14), Trend::Fading);
    }

    #[test]
    fn where_it_goes_is_told_from_different_texts() {
        let before: Vec<_> = (0..60).map(|n| (Clean::new(&format!("queue at counter{n}")), 0, None)).collect();
        // one text, copied: forty accounts say it, one voice does
        let mut now: Vec<_> = (0..60).map(|n| (Clean::new(&format!("queue at till{n}")), 0, None)).collect();
        now.extend((0..40).map(|_| (Clean::new("boycott the shop now"), 0, Some(MentionId(3)))));
        let found = complaints(&Themes::of_complaints(&[]), &said(&now), &said(&before), &[], 1);
        assert!(!found.iter().any(|c| c.phrase.as_str().contains("boycott") && c.trend == Trend::Growing), "{found:?}");
        assert!(found.iter().any(|c| c.phrase.as_str() == "queue" && c.trend == Trend::Steady), "{found:?}");
    }
}
