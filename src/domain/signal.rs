//! A signal: the room says that something is unusual, with its figures. Owns what signals there are, how grave each is,
//! how long it then keeps quiet; must not know how the figures came about. Its sentence stands beside it.
//!
//! A signal never names a person: it points at a mention or at the first mention of a group of alike ones, and the screen
//! looks those up as [`crate::domain::private`] allows.

mod sentence;

pub use sentence::{Sentence, weekday_key};

use super::ids::MentionId;
use super::text::Clean;
use super::time::{DAY, HOUR, MINUTE, Stamp};
use serde::{Deserialize, Serialize};

/// Something unusual. Figures are kept as whole numbers, so that an event reads the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "signal", rename_all = "snake_case")]
pub enum Signal {
    /// More mentions than usual.
    VolumeSpike {
        /// Mentions an hour, by the pace of the last `minutes`.
        per_hour: u32,
        /// Mentions that this hour usually brings.
        usual: u32,
        /// How many times the usual, in tenths.
        times: u32,
        /// Standard deviations above the usual, in tenths.
        z: u32,
        /// Local day of the week, Monday is 0.
        weekday: u8,
        /// Local hour of the day, 0 to 23.
        hour: u8,
        /// How many hours the usual rests on.
        weeks: u8,
        /// Which hours those are.
        basis: Basis,
        /// How many minutes the pace was taken of.
        #[serde(default = "whole_hour", skip_serializing_if = "is_whole_hour")]
        minutes: u8,
    },
    /// More mentions than in the hour before, where nobody knows yet what is usual.
    VolumeGrowth {
        /// Mentions an hour, by the pace of the last `minutes`.
        per_hour: u32,
        /// Mentions in the hour before them.
        before: u32,
        /// How many times the hour before, in tenths.
        times: u32,
        /// As in [`Signal::VolumeSpike`].
        #[serde(default = "whole_hour", skip_serializing_if = "is_whole_hour")]
        minutes: u8,
    },
    /// A larger part sounds negative than before.
    NegativeSurge {
        /// Percent of the classified of the last hour that sound negative.
        share: u8,
        /// The same of the hour before, or of the week before; none where too few were classified to compare.
        before: Option<u8>,
        /// It is of the week before: of the hour too few could be told.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        week: bool,
        /// Negative mentions in the last hour.
        negative: u32,
        /// Mentions of the last hour whose tone could be told.
        classified: u32,
    },
    /// Ever more people say the same.
    ClusterGrowing {
        /// The group's first mention, which names it.
        cluster: MentionId,
        /// Mentions in it.
        size: u32,
        /// How many of them came in the last hour.
        per_hour: u32,
        /// What they say, shortened; a person's words. Empty in the chain, looked up where it is shown.
        text: Clean,
    },
    /// Somebody whom many hear speaks.
    HighReach {
        /// Their mention.
        mention: MentionId,
        /// How many it may reach.
        reach: u64,
    },
    /// It is talked about on a platform where it was not.
    NewPlatform {
        /// The platform.
        platform: Clean,
        /// Mentions on it in the last hour.
        count: u32,
        /// Where it was talked about until now, most first.
        others: Vec<Clean>,
    },
    /// It is talked about in a language in which it was not.
    NewLanguage {
        /// The language's code, `pt`.
        language: Clean,
        /// Mentions in it in the last hour.
        count: u32,
        /// In which it was talked about until now, most first.
        others: Vec<Clean>,
    },
    /// A group of mentions looks coordinated. Says nothing about whether they are true, nor who coordinates.
    Coordinated {
        /// The group's first mention, which names it.
        cluster: MentionId,
        /// How sure that is.
        level: Level,
        /// Keys of words: what points to it.
        indicators: Vec<String>,
        /// As in [`Signal::ClusterGrowing`].
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
    },
    /// No source brings anything.
    Silence {
        /// Minutes since the last mention.
        minutes: u32,
        /// Mentions that this hour usually brings.
        usual_per_hour: u32,
    },
    /// A source is not heard: what is said there now reaches nobody.
    Blind {
        /// The source.
        source: Clean,
        /// Key of a few words: why.
        why: String,
        /// Minutes since it was heard, when this was raised.
        minutes: u32,
        /// The room's local time since which it is not heard; empty where that is not known.
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        since: Clean,
    },
    /// A source is heard again, and what was said meanwhile is in the room.
    CaughtUp {
        /// The source.
        source: Clean,
        /// Mentions that were said meanwhile.
        count: u32,
        /// The room's local time at which the first of them was said; without any, from which it had not been heard.
        from: Clean,
        /// The room's local time at which the last of them was said; without any, up to which it had not been heard.
        to: Clean,
        /// When the room had caught up.
        at: Stamp,
    },
}

const HOUR_MINUTES: u8 = 60;

/// An older event counted the whole last hour.
const fn whole_hour() -> u8 {
    HOUR_MINUTES
}

// serde hands over a reference
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_whole_hour(minutes: &u8) -> bool {
    *minutes == HOUR_MINUTES
}

/// Which hours a usual rate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The same hour of past weeks.
    Weeks,
    /// The same time of the past days.
    Days,
    /// Any hours of the past week.
    Hours,
}

/// How sure it is that a group of mentions is coordinated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One or two indicators, or all of one family.
    Possible,
    /// Three indicators or more, of two families or more.
    Likely,
    /// Five indicators or more, of three families or more.
    VeryLikely,
}

impl Level {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["level-possible", "level-likely", "level-very-likely"][self as usize]
    }
}

/// How grave a signal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Worth a look.
    Notice,
    /// Worth somebody's time now.
    Warning,
    /// Worth waking somebody.
    Alarm,
}

impl Grade {
    /// From the least grave.
    pub const ALL: [Grade; 3] = [Grade::Notice, Grade::Warning, Grade::Alarm];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["grade-notice", "grade-warning", "grade-alarm"][self as usize]
    }
}

/// Mentions an hour (or classified ones, or more of a group in an hour) from which a signal may be a notice, a warning, an
/// alarm: the counts of practice.md 2.4 under which small brands would be called out of bed by noise.
pub const FLOORS: [u32; 3] = [20, 60, 200];
/// Times the usual, in tenths, for the three grades (practice.md 2.4).
pub const SPIKE_TIMES: [u32; 3] = [20, 50, 100];
/// Standard deviations above the usual, in tenths, for the three grades (practice.md 2.4).
pub const SPIKE_Z: [u32; 3] = [25, 40, 60];
/// The same for a pace of less than an hour: what is told before its time must be sure.
pub const SURE_Z: u32 = SPIKE_Z[1];
/// Times the hour before, in tenths, for a notice and a warning. Coarser than against the usual, since a day has its
/// mornings; and never an alarm.
pub const GROWTH_TIMES: [u32; 2] = [30, 100];
/// Percent negative for the three grades (practice.md 2.4).
pub const NEGATIVE_SHARE: [u8; 3] = [30, 50, 70];
/// Points of percent above the hour before from which the negative surge. Where there is nothing to compare with, the
/// hour before counts as if it had the share of a notice.
pub const NEGATIVE_RISE: u8 = 20;
/// Reach for the three grades (practice.md 2.4, the row of authority).
pub const REACH: [u64; 3] = [10_000, 100_000, 1_000_000];
/// Mentions in an hour from which a platform or language counts as reached: fewer are somebody passing by.
pub const SPREAD: u32 = 10;
/// Minutes for which one source may be deaf before that is an alarm: as long as the silence of all that is a warning.
pub const BLIND: u32 = 15;
/// Minutes of silence for a warning and an alarm.
pub const SILENCE: [u32; 2] = [15, 60];
/// Mentions that would usually have come meanwhile. When thirty are due, none coming is no chance any more, even where
/// they come two or three at a time and the hour is quieter than its like.
pub const SILENCE_MISSED: [u32; 2] = [30, 60];

/// Mentions that were heard in so many minutes of a pace: floors are of what came, not of what it would make in an hour.
fn heard(per_hour: u32, minutes: u8) -> u32 {
    u32::try_from(u64::from(per_hour) * u64::from(minutes) / u64::from(HOUR_MINUTES)).unwrap_or(u32::MAX)
}

/// The last of the rungs that is reached, counting from the first without a gap.
fn rung(reached: impl IntoIterator<Item = bool>) -> Option<Grade> {
    let rungs = reached.into_iter().take_while(|r| *r).count();
    rungs.checked_sub(1).and_then(|i| Grade::ALL.get(i)).copied()
}

impl Signal {
    /// Its sort, as one word; what may stand for it in a file.
    pub const fn kind(&self) -> &'static str {
        match self {
            Signal::VolumeSpike { .. } => "volume_spike",
            Signal::VolumeGrowth { .. } => "volume_growth",
            Signal::NegativeSurge { .. } => "negative_surge",
            Signal::ClusterGrowing { .. } => "cluster_growing",
            Signal::HighReach { .. } => "high_reach",
            Signal::NewPlatform { .. } => "new_platform",
            Signal::NewLanguage { .. } => "new_language",
            Signal::Coordinated { .. } => "coordinated",
            Signal::Silence { .. } => "silence",
            Signal::Blind { .. } => "blind",
            Signal::CaughtUp { .. } => "caught_up",
        }
    }

    /// Key of the word for its sort in `words`.
    pub const fn key(&self) -> &'static str {
        match self {
            Signal::VolumeSpike { .. } | Signal::VolumeGrowth { .. } => "signal-volume",
            Signal::NegativeSurge { .. } => "signal-negative",
            Signal::ClusterGrowing { .. } => "signal-cluster",
            Signal::HighReach { .. } => "signal-reach",
            Signal::NewPlatform { .. } => "signal-platform",
            Signal::NewLanguage { .. } => "signal-language",
            Signal::Coordinated { .. } => "signal-coordinated",
            Signal::Silence { .. } => "signal-silence",
            Signal::Blind { .. } | Signal::CaughtUp { .. } => "signal-source",
        }
    }

    /// What it is about. Signals of one subject are one matter, told again only when it got graver or after a rest.
    /// A spike and a growth are both about the volume.
    pub fn subject(&self) -> String {
        let kind = self.kind();
        match (self, self.mention(), self.named()) {
            (Signal::VolumeSpike { .. } | Signal::VolumeGrowth { .. }, ..) => "volume".to_owned(),
            (Signal::CaughtUp { source, at, .. }, ..) => format!("{kind}:{source}:{}", at.0),
            (_, Some(mention), _) => format!("{kind}:{mention}"),
            (_, None, Some(name)) => format!("{kind}:{name}"),
            _ => kind.to_owned(),
        }
    }

    /// The source, platform or language that it is about, if it is about one.
    pub const fn named(&self) -> Option<&Clean> {
        match self {
            Signal::Blind { source: name, .. }
            | Signal::CaughtUp { source: name, .. }
            | Signal::NewPlatform { platform: name, .. }
            | Signal::NewLanguage { language: name, .. } => Some(name),
            _ => None,
        }
    }

    /// Why it is so, as a key of a few words, where that makes it another case.
    pub const fn cause(&self) -> Option<&String> {
        match self {
            Signal::Blind { why, .. } => Some(why),
            _ => None,
        }
    }

    /// The group that it is about, by its first mention, if it is about one.
    pub const fn group(&self) -> Option<MentionId> {
        match self {
            Signal::ClusterGrowing { cluster, .. } | Signal::Coordinated { cluster, .. } => Some(*cluster),
            _ => None,
        }
    }

    /// The mention that it points at, if it points at one.
    pub const fn mention(&self) -> Option<MentionId> {
        match self {
            Signal::HighReach { mention, .. } => Some(*mention),
            _ => self.group(),
        }
    }

    /// How grave its figures make it; `None` when they are below what deserves a signal at all.
    pub fn reaches(&self) -> Option<Grade> {
        match self {
            Signal::VolumeSpike { per_hour, times, z, minutes, .. } => {
                let heard = heard(*per_hour, *minutes);
                let sure = if is_whole_hour(minutes) { 0 } else { SURE_Z };
                rung((0..3).map(|i| heard >= FLOORS[i] && *times >= SPIKE_TIMES[i] && *z >= SPIKE_Z[i].max(sure)))
            }
            Signal::VolumeGrowth { per_hour, before, times, minutes } => {
                let heard = heard(*per_hour, *minutes);
                rung((0..2).map(|i| *before >= FLOORS[0] && heard >= FLOORS[i + 1] && *times >= GROWTH_TIMES[i]))
            }
            Signal::NegativeSurge { share, before, classified, .. } => {
                let rose = *share >= before.unwrap_or(NEGATIVE_SHARE[0]).saturating_add(NEGATIVE_RISE);
                rung((0..3).map(|i| rose && *classified >= FLOORS[i] && *share >= NEGATIVE_SHARE[i]))
            }
            Signal::ClusterGrowing { per_hour, .. } => rung(FLOORS.map(|floor| *per_hour >= floor)),
            Signal::HighReach { reach, .. } => rung(REACH.map(|floor| *reach >= floor)),
            Signal::NewPlatform { count, .. } | Signal::NewLanguage { count, .. } => rung([*count >= SPREAD]),
            // one or two indicators are found in most floods: they are shown with the group, and told of by no signal
            Signal::Coordinated { level: Level::Possible, .. } => None,
            Signal::Coordinated { .. } => Some(Grade::Warning),
            Signal::Silence { minutes, usual_per_hour } => {
                let missed = u64::from(*minutes) * u64::from(*usual_per_hour) / 60;
                let long = (0..2).map(|i| *minutes >= SILENCE[i] && missed >= u64::from(SILENCE_MISSED[i]));
                rung([true].into_iter().chain(long)).filter(|grade| *grade > Grade::Notice)
            }
            Signal::Blind { minutes, .. } => rung([true, true, *minutes >= BLIND]),
            Signal::CaughtUp { .. } => Some(Grade::Notice),
        }
    }

    /// How grave it is.
    pub fn grade(&self) -> Grade {
        self.reaches().unwrap_or(Grade::Notice)
    }

    /// For how long after its end the same subject is not told again (milliseconds), unless it got graver: an hour where
    /// the figure is one of the last hour, a day where the news is that something happened at all, and no time where each
    /// case is one of its own: what was said in each of two gaps is missing.
    pub const fn cool_down(&self) -> i64 {
        match self {
            Signal::VolumeSpike { .. } | Signal::VolumeGrowth { .. } | Signal::NegativeSurge { .. } => HOUR,
            Signal::ClusterGrowing { .. } => 2 * HOUR,
            Signal::Silence { .. } => 15 * MINUTE,
            Signal::Blind { .. } => 0,
            Signal::HighReach { .. } | Signal::NewPlatform { .. } | Signal::CaughtUp { .. } => DAY,
            Signal::NewLanguage { .. } | Signal::Coordinated { .. } => DAY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_survives_json_and_keeps_its_subject() {
        let spike = Signal::VolumeSpike {
            per_hour: 412,
            usual: 87,
            times: 47,
            z: 90,
            weekday: 6,
            hour: 15,
            weeks: 6,
            basis: Basis::Weeks,
            minutes: 60,
        };
        let json = serde_json::to_string(&spike).unwrap();
        assert!(json.starts_with(r#"{"signal":"volume_spike","per_hour":412"#), "{json}");
        assert_eq!(serde_json::from_str::<Signal>(&json).unwrap(), spike);
        assert!(!json.contains("minutes"), "as older programs wrote it: {json}");
        let growth = Signal::VolumeGrowth { per_hour: 90, before: 30, times: 30, minutes: 30 };
        assert_eq!(spike.subject(), growth.subject());
        let cluster = |id| Signal::ClusterGrowing { cluster: MentionId(id), size: 9, per_hour: 9, text: "a".into() };
        let coordinated = Signal::Coordinated {
            cluster: MentionId(1),
            level: Level::Likely,
            indicators: Vec::new(),
            text: Clean::default(),
        };
        assert!(cluster(1).subject() != cluster(2).subject() && cluster(1).subject() != coordinated.subject());
        assert_eq!(cluster(2).mention(), Some(MentionId(2)));
        let platform = Signal::NewPlatform { platform: "x".into(), count: 9, others: Vec::new() };
        let caught = Signal::CaughtUp { source: "a".into(), count: 9, from: "".into(), to: "".into(), at: Stamp(7) };
        let reach = Signal::HighReach { mention: MentionId(3), reach: 9 };
        let silence = Signal::Silence { minutes: 22, usual_per_hour: 87 };
        let subjects = [cluster(2), reach, platform, caught, silence].map(|signal| signal.subject());
        assert_eq!(subjects, ["cluster_growing:2", "high_reach:3", "new_platform:x", "caught_up:a:7", "silence"]);
    }

    #[test]
    fn a_pace_of_minutes_needs_as_many_mentions_and_is_sure() {
        let of = |heard: u32, minutes: u8, z| {
            let (per_hour, basis) = (heard * 60 / u32::from(minutes), Basis::Weeks);
            let (usual, times, weekday, hour, weeks) = (1, 130, 0, 0, 8);
            Signal::VolumeSpike { per_hour, usual, times, z, weekday, hour, weeks, basis, minutes }.reaches()
        };
        assert_eq!([of(19, 5, 60), of(20, 5, 39), of(20, 60, 25)], [None, None, Some(Grade::Notice)]);
        let grades = [20, 59, 60, 199, 200].map(|heard| of(heard, 5, 60).unwrap());
        assert_eq!(grades, [Grade::Notice, Grade::Notice, Grade::Warning, Grade::Warning, Grade::Alarm]);
        let grown = |heard: u32| Signal::VolumeGrowth { per_hour: heard * 2, before: 20, times: 100, minutes: 30 };
        assert_eq!(
            [59, 60, 200].map(|heard| grown(heard).reaches()),
            [None, Some(Grade::Notice), Some(Grade::Warning)]
        );
    }

    #[test]
    fn grades_need_every_rung() {
        let silence = |minutes, usual_per_hour| Signal::Silence { minutes, usual_per_hour }.reaches();
        assert_eq!([silence(14, 9_000), silence(15, 119)], [None, None]);
        assert_eq!([silence(15, 120), silence(60, 59)], [Some(Grade::Warning); 2]);
        assert_eq!([silence(60, 60), silence(u32::MAX, u32::MAX)], [Some(Grade::Alarm); 2]);
        let reach = |reach| Signal::HighReach { mention: MentionId(1), reach }.reaches();
        assert_eq!([reach(9_999), reach(10_000)], [None, Some(Grade::Notice)]);
        assert_eq!([reach(100_000), reach(1_000_000)], [Some(Grade::Warning), Some(Grade::Alarm)]);
        // a share of an alarm among a notice's few is a notice
        let few = Signal::NegativeSurge { share: 90, before: Some(10), week: false, negative: 27, classified: 30 };
        assert_eq!(few.reaches(), Some(Grade::Notice));
    }
}
