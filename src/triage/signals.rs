//! Is this unusual at all? Owns the rules by which a room's figures become signals: when one is raised, when it ends, when
//! it keeps quiet. Stateless: what was raised before comes in. Must not know where the figures or the events are kept.
//!
//! Each rule raises above one line and ends below a lower one, so that a figure that trembles between them raises once.
//! Raised and graver later, a signal is raised anew and the former ends; once ended, its subject rests for a while. The
//! lines of the grades stand with the signals, in [`crate::domain::signal`].

#[cfg(test)]
mod tests;

use super::usual::{Kind, Usual, local};
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::signal::{Basis, FLOORS, Grade, Level, NEGATIVE_SHARE, REACH, Signal};
use crate::domain::source::Caught;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use unicode_segmentation::UnicodeSegmentation;

/// What a room looks like at a moment, in few figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// The room's time.
    pub now: Stamp,
    /// Minutes by which local time is ahead of UTC.
    pub offset: i32,
    /// Mentions a minute, oldest first, the running minute last. 120 are read; the last 60 are the last hour.
    pub minutes: Vec<u32>,
    /// Negative, and classified, mentions of the last hour.
    pub negative: (u32, u32),
    /// The same of the hour before.
    pub negative_before: (u32, u32),
    /// The same of the week before the last hour, what was brought in as history included.
    pub negative_week: (u32, u32),
    /// What is usual for the last sixty minutes ([`super::usual::usual_until`]).
    pub usual: Option<Usual>,
    /// Platforms of the last hour with their mentions, most first.
    pub platforms: Vec<(Clean, u32)>,
    /// Platforms of the seven days before the last hour with their mentions, most first.
    pub platforms_before: Vec<(Clean, u32)>,
    /// Languages of the last hour, by code, most first; an empty code is one that is not known.
    pub languages: Vec<(Clean, u32)>,
    /// Languages of the seven days before the last hour, most first.
    pub languages_before: Vec<(Clean, u32)>,
    /// Mentions of the last minutes that may reach many, with their reach.
    pub reached: Vec<(MentionId, u64)>,
    /// The reach that about one mention in a hundred of the past week has or exceeds; none when not known.
    pub reach_usual: Option<u64>,
    /// The groups of alike mentions that grew fastest in the last hour.
    pub clusters: Vec<Growing>,
    /// Minutes since the last mention of any source; none while nobody collects, or when nothing ever came.
    pub silent: Option<u32>,
    /// The sources that are listened to over a network.
    pub sources: Vec<Listened>,
}

/// A source that is listened to.
#[derive(Debug, Clone, PartialEq)]
pub struct Listened {
    /// Its name.
    pub name: Clean,
    /// Why it is deaf, as a key of a few words, and since when.
    pub blind: Option<(String, Stamp)>,
    /// When it last caught up, and on what.
    pub caught: Option<Caught>,
}

/// A group of alike mentions, as it grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Growing {
    /// Its first mention, which names it.
    pub cluster: MentionId,
    /// Mentions in it.
    pub size: u32,
    /// Mentions in it an hour ago.
    pub hour_ago: u32,
    /// When its first mention came.
    pub first: Stamp,
    /// What they say.
    pub text: Clean,
    /// How coordinated it looks, and the keys of what points to it.
    pub coordination: Option<(Level, Vec<String>)>,
}

/// A signal that was raised before: all that is open, and what ended within the last two days.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// The event that raised it.
    pub seq: EventSeq,
    /// What it says.
    pub signal: Signal,
    /// When it was raised.
    pub raised: Stamp,
    /// When it ended; none while it goes on.
    pub ended: Option<Stamp>,
    /// Somebody said that they know.
    pub acknowledged: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// Signals to raise.
    pub raise: Vec<Signal>,
    /// Signals to end.
    pub end: Vec<EventSeq>,
    /// Those of them that are not over: a graver one takes their place.
    pub graver: Vec<EventSeq>,
}

/// Minutes over which the header counts its rate.
pub const PRESENT: u8 = 5;
/// Minutes whose pace is looked at, the longest first; less than an hour of them is without the minute that still runs, as
/// in the header. What lasts half an hour or the whole one is told (practice.md 2.4), with the gravest of all paces: when a
/// flood comes up, the last minutes say how large it is.
const SPANS: [u8; 4] = [60, LASTS, 15, PRESENT];
const LASTS: u8 = 30;
/// Minutes of an hour, as the last figures are counted.
const MINUTES: usize = 60;
/// A volume signal ends below this many tenths of what it is compared with, or this many tenths of a standard deviation.
const CALM_TIMES: u32 = 15;
const CALM_Z: u32 = 15;
/// Minutes at the start of the hour before in which something must have been heard: without them the room has just begun
/// to listen, and any hour looks larger than the half one before.
const LISTENED: usize = 10;
/// Standard deviations that two shares of negatives must lie apart. The share is looked at every minute, some dozens of
/// times a day independently of one another, so chance alone must be rarer than one in 4,000.
const APART: f64 = 3.5;
/// A negative surge ends below this share (percent), when it is less than this many points above what it rose from, or when
/// fewer than so many can be told.
const CALM_SHARE: u32 = 25;
const CALM_RISE: u32 = 10;
const CALM_CLASSIFIED: u32 = 10;
/// Part of the last hour's mentions that a group must bring to be worth a signal: one in twenty. A large brand always has
/// some text that a score of people repeat.
const CLUSTER_PART: u32 = 20;
/// Groups told of at once, the fastest first.
const MAX_CLUSTERS: usize = 3;
/// A group no longer grows when it got fewer than so many in an hour.
const CALM_CLUSTER: u32 = FLOORS[0] / 2;
/// Far-reaching voices told of within an hour, the loudest first; alarms always are.
const MAX_VOICES: usize = 3;
/// Mentions of the week before from which a new platform or language can be told from a room that knows none yet.
const LEAST_WEEK: u64 = 100;
/// Hardly heard of before: under one in two hundred of the week before.
const HARDLY: u64 = 200;
/// One in so many of the last hour's mentions must be in a language for it to be new: a language is guessed, and a guess
/// in a hundred is wrong.
const LANGUAGE_PART: u64 = 20;
/// A platform or language fell silent again under so many in an hour.
const CALM_SPREAD: u32 = 3;
/// Platforms and languages that are looked at, and named in a sentence.
const MAX_SPREAD: usize = 200;
const MAX_NAMED: usize = 3;
/// A silence ends when something came in the last minutes.
const HEARD: u32 = 5;
/// Where the expected band reaches down to nothing, a silence must last so many minutes.
const SPARSE: u32 = 120;
/// That a source is heard again is news for so long, in milliseconds.
const NEWS: i64 = 15 * MINUTE;
/// Graphemes of a text in a sentence.
const MAX_TEXT: usize = 80;
/// What was acknowledged rests this many times as long: somebody knows.
const KNOWN: i64 = 2;

/// Judges a room's figures by what was raised before.
pub fn judge(facts: &Facts, before: &[Open]) -> Judged {
    let subjects: Vec<String> = before.iter().map(|o| o.signal.subject()).collect();
    let may = |signal: &Signal| {
        let subject = signal.subject();
        before.iter().zip(&subjects).all(|(o, s)| *s != subject || gives_way(o, signal, facts.now))
    };
    let mut raise = Vec::new();
    raise.extend(volume(facts));
    raise.extend(negative(facts));
    raise.extend(silence(facts));
    raise.extend(blind(facts));
    raise.extend(caught_up(facts, before));
    raise.extend(clusters(facts));
    raise.extend(coordinated(facts));
    raise.extend(platforms(facts));
    raise.extend(languages(facts));
    raise.retain(may);
    raise.extend(voices(facts, before, may));
    let raised: Vec<String> = raise.iter().map(Signal::subject).collect();
    let ends = |(o, subject): &(&Open, &String)| {
        o.ended.is_none() && (raised.contains(subject) || !goes_on(&o.signal, o.raised, facts))
    };
    // another reason alone makes a case of its own, and the former is over
    let grew = |(o, subject): &(&Open, &String)| {
        raise.iter().zip(&raised).any(|(signal, new)| new == *subject && signal.grade() > o.signal.grade())
    };
    let ending: Vec<(&Open, &String)> = before.iter().zip(&subjects).filter(ends).collect();
    let graver = ending.iter().filter(|one| grew(one)).map(|(o, _)| o.seq).collect();
    let end = ending.into_iter().map(|(o, _)| o.seq).collect();
    Judged { raise, end, graver }
}

/// Whether a signal may be raised although this one of the same subject was.
fn gives_way(former: &Open, signal: &Signal, now: Stamp) -> bool {
    let rest = former.signal.cool_down() * if former.acknowledged { KNOWN } else { 1 };
    let rested = former.ended.is_some_and(|ended| now.since(ended) >= rest);
    rested || signal.grade() > former.signal.grade() || signal.cause() != former.signal.cause()
}

/// Whether what a signal says still holds, by the lower line.
fn goes_on(signal: &Signal, raised: Stamp, facts: &Facts) -> bool {
    let lasting: Vec<Span> = spans(facts).take_while(|span| span.minutes >= LASTS).collect();
    let over = |base: u32| lasting.iter().any(|s| u64::from(s.pace()) * 10 >= u64::from(base) * u64::from(CALM_TIMES));
    let unusual = |usual: &Usual| {
        let times = |s: &Span| usual.times(s.pace() as f32) * 10.0 >= CALM_TIMES as f32;
        lasting.iter().any(|s| times(s) && usual.z(s.count as f32, s.minutes) * 10.0 >= CALM_Z as f32)
    };
    let is_blind = |name: &Clean| facts.sources.iter().any(|s| s.name == *name && s.blind.is_some());
    match signal {
        Signal::VolumeSpike { usual, .. } => facts.usual.as_ref().map_or_else(|| over(*usual), unusual),
        Signal::VolumeGrowth { before, .. } => over(*before) && facts.usual.as_ref().is_none_or(unusual),
        Signal::NegativeSurge { before, .. } => {
            let (negative, classified) = facts.negative;
            let before = u32::from(before.unwrap_or(NEGATIVE_SHARE[0]));
            let share = u32::from(percent(negative, classified));
            classified >= CALM_CLASSIFIED && share >= CALM_SHARE && share >= before + CALM_RISE
        }
        Signal::ClusterGrowing { cluster, .. } => {
            facts.clusters.iter().any(|c| c.cluster == *cluster && c.size.saturating_sub(c.hour_ago) >= CALM_CLUSTER)
        }
        // told at most once a day of a group, so a lower line would only keep up what is no longer held to be likely
        Signal::Coordinated { cluster, .. } => {
            facts.clusters.iter().filter(|c| c.cluster == *cluster).any(|c| likely(c).is_some())
        }
        Signal::HighReach { .. } => facts.now.since(raised) < HOUR,
        Signal::NewPlatform { platform, .. } => spreads(platform, &facts.platforms) && facts.now.since(raised) < DAY,
        Signal::NewLanguage { language, .. } => spreads(language, &facts.languages) && facts.now.since(raised) < DAY,
        Signal::Silence { .. } => facts.silent.is_some_and(|minutes| minutes >= HEARD),
        Signal::Blind { source, .. } => is_blind(source),
        // that it is heard again does not hold once it is deaf again
        Signal::CaughtUp { source, .. } => facts.now.since(raised) < NEWS && !is_blind(source),
    }
}

fn spreads(name: &Clean, now: &[(Clean, u32)]) -> bool {
    now.iter().take(MAX_SPREAD).any(|(n, count)| n == name && *count >= CALM_SPREAD)
}

/// The last minutes, as far as they are known.
struct Span {
    minutes: u8,
    /// Mentions in them.
    count: u32,
    /// Mentions in the hour before them; none when nobody listened from its beginning.
    before: Option<u32>,
}

impl Span {
    /// What their pace would make in an hour.
    fn pace(&self) -> u32 {
        let hour = u64::from(self.count) * MINUTES as u64 / u64::from(self.minutes);
        u32::try_from(hour).unwrap_or(u32::MAX)
    }
}

/// The paces of a room, the longest span first.
fn spans(facts: &Facts) -> impl Iterator<Item = Span> {
    SPANS.into_iter().map(|minutes| {
        let over = facts.minutes.len().saturating_sub(usize::from(usize::from(minutes) < MINUTES));
        let begins = over.saturating_sub(minutes.into());
        let before = begins.checked_sub(MINUTES).map(|from| &facts.minutes[from..begins]);
        let before = before.filter(|before| before[..LISTENED].iter().any(|n| *n > 0));
        Span { minutes, count: sum(&facts.minutes[begins..over]), before: before.map(sum) }
    })
}

fn sum(minutes: &[u32]) -> u32 {
    minutes.iter().fold(0, |n, m| n.saturating_add(*m))
}

/// Percent, rounded down: a signal never says more than there is.
fn percent(part: u32, of: u32) -> u8 {
    (u64::from(part) * 100 / u64::from(of.max(1))).min(100) as u8
}

fn volume(facts: &Facts) -> Option<Signal> {
    let of = |span: Span| {
        let signal = paced(facts, &span)?;
        signal.reaches().map(|grade| (span.minutes, grade, signal))
    };
    let told: Vec<_> = spans(facts).filter_map(of).collect();
    // the longest stands first, and of the gravest the shortest is taken
    let lasts = told.first().is_some_and(|(minutes, ..)| *minutes >= LASTS);
    told.into_iter().filter(|_| lasts).max_by_key(|(_, grade, _)| *grade).map(|(.., signal)| signal)
}

/// What the pace of a span says, however little it is.
fn paced(facts: &Facts, span: &Span) -> Option<Signal> {
    let (per_hour, minutes) = (span.pace(), span.minutes);
    let Some(usual) = &facts.usual else {
        let before = span.before?;
        let times = u32::try_from(u64::from(per_hour) * 10 / u64::from(before.max(1))).unwrap_or(u32::MAX);
        return Some(Signal::VolumeGrowth { per_hour, before, times, minutes });
    };
    // most of what is usual for the last hour lies in the hour that was half an hour ago
    let (weekday, hour) = local(facts.now.plus(-HOUR / 2).0.div_euclid(HOUR), facts.offset);
    Some(Signal::VolumeSpike {
        per_hour,
        // what the rate is divided by, so that the sentence's figures agree
        usual: usual.per_hour.max(1.0).round() as u32,
        times: (usual.times(per_hour as f32) * 10.0) as u32,
        z: (usual.z(span.count as f32, minutes) * 10.0).max(0.0) as u32,
        weekday,
        hour,
        weeks: usual.weeks,
        basis: match usual.kind {
            Kind::SameHour => Basis::Weeks,
            Kind::SameTime => Basis::Days,
            Kind::AnyHour => Basis::Hours,
        },
        minutes,
    })
}

fn negative(facts: &Facts) -> Option<Signal> {
    let (negative, classified) = facts.negative;
    // a room that listens since an hour knows what is usual by its history alone
    let week = facts.negative_before.1 < FLOORS[0] && facts.negative_week.1 >= FLOORS[0];
    let (earlier, of) = if week { facts.negative_week } else { facts.negative_before };
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of.max(1));
    let compared = of >= FLOORS[0];
    let apart = if compared {
        let both = share(negative.saturating_add(earlier), classified.saturating_add(of));
        let scatter = both * (1.0 - both) * (1.0 / f64::from(classified.max(1)) + 1.0 / f64::from(of));
        (share(negative, classified) - share(earlier, of)) / scatter.max(0.0).sqrt().max(1e-9)
    } else {
        let expected = f64::from(NEGATIVE_SHARE[0]) / 100.0;
        let scatter = expected * (1.0 - expected) / f64::from(classified.max(1));
        (share(negative, classified) - expected) / scatter.sqrt()
    };
    let signal = Signal::NegativeSurge {
        share: percent(negative, classified),
        before: compared.then(|| percent(earlier, of)),
        week,
        negative,
        classified,
    };
    (apart >= APART).then_some(signal).filter(|s| s.reaches().is_some())
}

fn silence(facts: &Facts) -> Option<Signal> {
    let (minutes, usual) = (facts.silent?, facts.usual?);
    let signal = Signal::Silence { minutes, usual_per_hour: usual.per_hour as u32 };
    (usual.low > 0.0 || minutes >= SPARSE).then_some(signal).filter(|s| s.reaches().is_some())
}

/// Sources that are not heard.
fn blind(facts: &Facts) -> Vec<Signal> {
    let deaf = facts.sources.iter().filter_map(|s| Some((s, s.blind.as_ref()?)));
    deaf.map(|(s, (why, since))| {
        let minutes = u32::try_from(facts.now.since(*since) / MINUTE).unwrap_or(0);
        // what a later version wrote about it cannot be read here: since when is not known
        let since = if since.0 > 0 { told_at(facts, *since) } else { Clean::default() };
        Signal::Blind { source: s.name.clone(), why: why.clone(), minutes, since }
    })
    .collect()
}

/// A moment as the room's clock shows it. A sentence stays when the room's zone has changed: it says what was said then.
fn told_at(facts: &Facts, at: Stamp) -> Clean {
    let local = at.plus(i64::from(facts.offset) * MINUTE);
    let near = facts.now.since(at) < DAY / 2;
    Clean::line(&local.utc().format(if near { "%H:%M" } else { "%Y-%m-%d %H:%M" }).to_string())
}

/// Sources that are heard again: those that brought what was missed, and those that were told to be deaf.
fn caught_up(facts: &Facts, before: &[Open]) -> Vec<Signal> {
    let told = |name: &Clean| {
        let lately = |o: &Open| o.ended.is_none_or(|ended| facts.now.since(ended) < HOUR);
        before.iter().any(|o| lately(o) && matches!(&o.signal, Signal::Blind { source, .. } if source == name))
    };
    let back = |s: &Listened| {
        let caught = s.caught.filter(|c| s.blind.is_none() && facts.now.since(c.at) < NEWS)?;
        let (from, to) = (told_at(facts, caught.from), told_at(facts, caught.to));
        let signal = Signal::CaughtUp { source: s.name.clone(), count: caught.count, from, to, at: caught.at };
        (caught.count > 0 || told(&s.name)).then_some(signal)
    };
    facts.sources.iter().filter_map(back).collect()
}

/// Groups that at least doubled within the hour, the fastest first.
fn clusters(facts: &Facts) -> Vec<Signal> {
    let floor = FLOORS[0].max(sum(&facts.minutes[facts.minutes.len().saturating_sub(MINUTES)..]) / CLUSTER_PART);
    let grown = |c: &Growing| c.size.saturating_sub(c.hour_ago);
    let fast = |c: &&Growing| grown(c) >= floor && grown(c) >= c.hour_ago && facts.now.since(c.first) < DAY;
    let mut fastest: Vec<&Growing> = facts.clusters.iter().filter(fast).collect();
    fastest.sort_by_key(|c| std::cmp::Reverse(grown(c)));
    let tell = |c: &&Growing| Signal::ClusterGrowing {
        cluster: c.cluster,
        size: c.size,
        per_hour: grown(c),
        text: short(&c.text),
    };
    fastest.iter().take(MAX_CLUSTERS).map(tell).collect()
}

/// The start of a text, on one line.
fn short(text: &Clean) -> Clean {
    let line = Clean::line(text.as_str());
    match line.as_str().grapheme_indices(true).nth(MAX_TEXT) {
        Some((end, _)) => Clean::line(&format!("{}…", line.as_str()[..end].trim_end())),
        None => line,
    }
}

/// What is told of a group that looks coordinated; nothing of one that only may be.
fn likely(group: &Growing) -> Option<Signal> {
    let (level, indicators) = group.coordination.clone()?;
    let signal = Signal::Coordinated { cluster: group.cluster, level, indicators, text: Clean::default() };
    signal.reaches().map(|_| signal)
}

/// The groups that look coordinated, the surest first.
fn coordinated(facts: &Facts) -> Vec<Signal> {
    let mut groups: Vec<&Growing> = facts.clusters.iter().filter(|c| c.coordination.is_some()).collect();
    groups.sort_by_key(|c| std::cmp::Reverse(c.coordination.as_ref().map(|(level, _)| *level)));
    groups.into_iter().filter_map(likely).take(MAX_CLUSTERS).collect()
}

/// Far-reaching voices, the loudest first, that may be told of.
fn voices(facts: &Facts, before: &[Open], may: impl Fn(&Signal) -> bool) -> Vec<Signal> {
    let lately = |o: &&Open| matches!(o.signal, Signal::HighReach { .. }) && facts.now.since(o.raised) < HOUR;
    let mut left = MAX_VOICES.saturating_sub(before.iter().filter(lately).count());
    let floor = facts.reach_usual.unwrap_or(0).max(REACH[0]);
    let mut loud: Vec<(MentionId, u64)> = facts.reached.iter().filter(|(_, reach)| *reach >= floor).copied().collect();
    loud.sort_by_key(|(mention, reach)| (std::cmp::Reverse(*reach), *mention));
    loud.dedup_by_key(|(mention, _)| *mention);
    let voices = loud.into_iter().map(|(mention, reach)| Signal::HighReach { mention, reach });
    let told = voices.filter(|signal| {
        let tell = (left > 0 || signal.grade() == Grade::Alarm) && may(signal);
        left = left.saturating_sub(usize::from(tell));
        tell
    });
    told.collect()
}

fn platforms(facts: &Facts) -> Vec<Signal> {
    let tell = |(platform, count, others)| Signal::NewPlatform { platform, count, others };
    spread(&facts.platforms, &facts.platforms_before, u64::MAX).into_iter().map(tell).collect()
}

fn languages(facts: &Facts) -> Vec<Signal> {
    let tell = |(language, count, others)| Signal::NewLanguage { language, count, others };
    spread(&facts.languages, &facts.languages_before, LANGUAGE_PART).into_iter().map(tell).collect()
}

/// What the last hour has that the week before hardly had, with its count and what there was; at least one in `part`.
fn spread(now: &[(Clean, u32)], before: &[(Clean, u32)], part: u64) -> Vec<(Clean, u32, Vec<Clean>)> {
    let sum = |list: &[(Clean, u32)]| list.iter().map(|(_, n)| u64::from(*n)).sum::<u64>();
    let (week, hour) = (sum(before), sum(now));
    if week < LEAST_WEEK {
        return Vec::new();
    }
    let before = &before[..before.len().min(MAX_SPREAD)];
    let known = |name: &Clean| before.iter().find(|(n, _)| n == name).map_or(0, |(_, n)| u64::from(*n));
    let news = now.iter().take(MAX_SPREAD).filter(|(name, count)| {
        let much = *count >= crate::domain::signal::SPREAD && u64::from(*count).saturating_mul(part) >= hour;
        much && !unknown(name) && known(name) * HARDLY < week
    });
    // a few of the newcomer were there before: it is not what there was until now
    let others = |new: &Clean| {
        let names = before.iter().map(|(name, _)| name).filter(|name| !unknown(name) && *name != new);
        names.take(MAX_NAMED).cloned().collect()
    };
    news.take(MAX_NAMED).map(|(name, count)| (name.clone(), *count, others(name))).collect()
}

/// Not a name: what stands where a source or a rule could not tell.
fn unknown(name: &Clean) -> bool {
    matches!(name.as_str(), "" | "other" | "unknown" | "und")
}
