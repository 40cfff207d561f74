//! Which sentence says a signal. Owns its key and what goes into it; must not know its words, nor who reads them.

use super::{Basis, Level, Signal};
use crate::domain::room::Arg;
use crate::domain::text::Clean;

/// A sentence to be said by `words`: a key, its arguments, and what of them must be looked up or masked first.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The sentence's key.
    pub key: &'static str,
    /// Figures and names that go into it as they are.
    pub args: Vec<(&'static str, Arg)>,
    /// Arguments that are lists of keys of words.
    pub words: Vec<(&'static str, Vec<String>)>,
    /// An argument that is a person's own words, masked on a shared screen.
    pub prose: Option<(&'static str, Clean)>,
}

impl Signal {
    /// What it says, with its figures.
    pub fn sentence(&self) -> Sentence {
        match self {
            Signal::VolumeSpike { .. } | Signal::VolumeGrowth { .. } => self.volume(),
            Signal::NegativeSurge { share, before, week, negative, classified } => {
                let key = match (before, week) {
                    (None, _) => "signal-negative-alone",
                    (Some(_), false) => "signal-negative-surge",
                    (Some(_), true) => "signal-negative-week",
                };
                let said = Sentence::new(key)
                    .with("share", *share)
                    .with("negative", *negative)
                    .with("classified", *classified);
                if let Some(before) = before { said.with("before", *before) } else { said }
            }
            Signal::ClusterGrowing { size, per_hour, text, .. } if text.is_empty() => {
                Sentence::new("signal-cluster-grows").with("size", *size).with("per_hour", *per_hour)
            }
            Signal::ClusterGrowing { size, per_hour, text, .. } => Sentence {
                prose: Some(("text", text.clone())),
                ..Sentence::new("signal-cluster-growing").with("size", *size).with("per_hour", *per_hour)
            },
            Signal::HighReach { reach, .. } => Sentence::new("signal-high-reach").with("reach", *reach),
            Signal::NewPlatform { platform, count, others } => {
                let others = others.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
                Sentence::new("signal-new-platform")
                    .with("platform", platform)
                    .with("count", *count)
                    .with("others", others)
            }
            Signal::NewLanguage { language, count, others } => {
                let mut said = Sentence::new("signal-new-language").with("count", *count);
                said.words.push(("language", vec![language_key(language)]));
                said.words.push(("others", others.iter().map(language_key).collect()));
                said
            }
            Signal::Coordinated { level, indicators, text, .. } => {
                let key = match (level, text.is_empty()) {
                    (Level::Possible, true) => "signal-coordinated-possible",
                    (Level::Likely, true) => "signal-coordinated-likely",
                    (Level::VeryLikely, true) => "signal-coordinated-very-likely",
                    (Level::Possible, false) => "signal-coordinated-possible-of",
                    (Level::Likely, false) => "signal-coordinated-likely-of",
                    (Level::VeryLikely, false) => "signal-coordinated-very-likely-of",
                };
                let mut said = Sentence::new(key).with("count", indicators.len());
                said.words.push(("indicators", indicators.clone()));
                said.prose = Some(("text", text.clone())).filter(|_| !text.is_empty());
                said
            }
            Signal::Silence { minutes, usual_per_hour } => {
                Sentence::new("signal-no-mentions").with("minutes", *minutes).with("usual", *usual_per_hour)
            }
            Signal::Blind { source, why, since, .. } => {
                let key = if since.is_empty() { "signal-blind-never" } else { "signal-blind" };
                let mut said = Sentence::new(key).with("source", source).with("since", since);
                said.words.push(("why", vec![why.clone()]));
                said
            }
            Signal::CaughtUp { source, count, from, to, .. } => Sentence::new("signal-caught-up")
                .with("source", source)
                .with("count", *count)
                .with("from", from)
                .with("to", to),
        }
    }

    fn volume(&self) -> Sentence {
        let tenths = |n: u32| f64::from(n) / 10.0;
        match self {
            Signal::VolumeSpike { per_hour, usual, times, weekday, hour, weeks, basis, minutes, .. } => {
                let said = |key| {
                    let said = Sentence::new(key).with("times", tenths(*times)).with("minutes", *minutes);
                    said.with("per_hour", *per_hour).with("usual", *usual)
                };
                match basis {
                    Basis::Weeks => {
                        said("signal-volume-weekly").with("hour", *hour).word("weekday", weekday_key(*weekday))
                    }
                    Basis::Days => said("signal-volume-daily"),
                    Basis::Hours => said("signal-volume-lately").with("hours", *weeks),
                }
            }
            Signal::VolumeGrowth { per_hour, before, times, minutes } => Sentence::new("signal-volume-growth")
                .with("times", tenths(*times))
                .with("minutes", *minutes)
                .with("per_hour", *per_hour)
                .with("before", *before),
            _ => Sentence::new(self.key()),
        }
    }
}

impl Sentence {
    fn new(key: &'static str) -> Sentence {
        Sentence { key, args: Vec::new(), words: Vec::new(), prose: None }
    }

    fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Sentence {
        self.args.push((name, value.into()));
        self
    }

    fn word(mut self, name: &'static str, key: &'static str) -> Sentence {
        self.words.push((name, vec![key.to_owned()]));
        self
    }
}

/// Key of the word for a day of the week, Monday is 0.
pub const fn weekday_key(day: u8) -> &'static str {
    const DAYS: [&str; 7] = [
        "weekday-monday",
        "weekday-tuesday",
        "weekday-wednesday",
        "weekday-thursday",
        "weekday-friday",
        "weekday-saturday",
        "weekday-sunday",
    ];
    DAYS[day as usize % 7]
}

/// Key of the word for a language; the code itself where there is no word.
fn language_key(code: &Clean) -> String {
    match code.as_str() {
        "en" => "lang-en",
        "es" => "lang-es",
        "pt" => "lang-pt",
        "fr" => "lang-fr",
        "ca" => "lang-ca",
        "it" => "lang-it",
        "de" => "lang-de",
        other => other,
    }
    .to_owned()
}
