//! The charts of a review: volume and tone with what happened on it, response times, coverage, the funnel of mentions.

use super::super::doc::{Bar, Chart, Column, Mark};
use super::Writer;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::review::{Figure, Slice, Value, What};

/// From one hour of the line to the next.
const STEPS: [i64; 11] =
    [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
/// Most of them.
const MOST_HOURS: i64 = 5;

/// What happened at one moment stands as one mark.
fn at_once(marks: Vec<(Stamp, String)>) -> Vec<(Stamp, String)> {
    let mut all: Vec<(Stamp, String)> = Vec::new();
    for (at, said) in marks {
        match all.last_mut() {
            Some((last, words)) if *last == at => {
                if !words.split(", ").any(|word| word == said) {
                    words.push_str(&format!(", {said}"));
                }
            }
            _ => all.push((at, said)),
        }
    }
    all
}

impl Writer<'_> {
    pub(super) fn charts(&self) -> Vec<Chart> {
        vec![self.volume(), self.times(), self.coverage(), self.funnel()]
    }

    fn volume(&self) -> Chart {
        let of = &self.of.review;
        let series = &of.series;
        let span = (series.width * series.buckets.len() as i64).max(1);
        let end = series.from.plus(span);
        let columns =
            series.buckets.iter().map(|b| Column { dark: b.negative, light: b.positive, all: b.all }).collect();
        let mut marks: Vec<(_, String)> = of
            .moments
            .each()
            .into_iter()
            .filter_map(|(key, moment)| Some((moment?.0, self.words.t(key))))
            .chain(of.severities.iter().skip(1).map(|(at, _, severity)| (*at, severity.code().to_owned())))
            .chain(of.texts.iter().map(|text| (text.when.1, self.words.t(text.kind.key()))))
            .filter(|(at, _)| *at >= series.from && *at <= end)
            .collect();
        marks.sort();
        let marks = at_once(marks);
        let mark = |(at, said): (Stamp, String)| Mark {
            at: at.since(series.from) as f64 / span as f64,
            said: format!("{} {said}", self.time(at)),
        };
        let most = series.buckets.iter().map(|b| b.all).max().unwrap_or(0);
        let colours =
            ["review-legend-negative", "review-legend-positive", "review-legend-rest"].map(|key| self.words.t(key));
        let legend =
            vec![format!("{} – {} · {} · ≤ {most}", self.time(series.from), self.time(end), self.span(series.width))];
        let title = self.words.t("review-chart-volume");
        let marks = marks.into_iter().map(mark).collect();
        Chart::Columns { title, colours, legend, columns, marks, hours: self.hours(series.from, span) }
    }

    /// Full hours of the room's zone along the line, as many as have room on a phone; with the day where it is longer.
    fn hours(&self, from: Stamp, span: i64) -> Vec<Mark> {
        let step = STEPS.into_iter().find(|step| span / step <= MOST_HOURS).unwrap_or(span / MOST_HOURS);
        let form = if span > DAY { "%d-%m %H:%M" } else { "%H:%M" };
        let local = |at: Stamp| at.plus(i64::from(at.offset(self.zone)) * MINUTE);
        let first = (step - local(from).0.rem_euclid(step)) % step;
        let all = (0..).map(|n| first + n * step).take_while(|after| *after <= span);
        // a word at either end would stand outside the page
        let inside = all.map(|after| (after, after as f64 / span as f64)).filter(|(_, at)| (0.04..=0.96).contains(at));
        inside.map(|(after, at)| Mark { at, said: local(from.plus(after)).utc().format(form).to_string() }).collect()
    }

    fn of(&self, what: What) -> impl Iterator<Item = &Figure> {
        self.of.review.figures.iter().filter(move |figure| figure.what == what)
    }

    /// The longest bar is the longest p90 or clock.
    fn times(&self) -> Chart {
        let spreads: Vec<_> = self
            .of(What::MentionResponse)
            .filter_map(|figure| match (&figure.slice, figure.value) {
                (Slice::Band(band), Value::Spread(spread)) => Some((figure, *band, spread)),
                _ => None,
            })
            .collect();
        let patience = &self.of.review.patience;
        let longest = spreads.iter().map(|(_, band, s)| s.p90.least().max(patience.now(*band))).max();
        let longest = longest.unwrap_or(1).max(1) as f64;
        let bars = spreads.iter().map(|(figure, band, spread)| Bar {
            label: self.slice(&figure.slice),
            said: self.value(figure),
            part: spread.median.least() as f64 / longest,
            behind: spread.p90.least() as f64 / longest,
            aim: Some(patience.now(*band) as f64 / longest),
        });
        Chart::Bars { title: self.words.t("review-chart-times"), bars: bars.collect() }
    }

    fn coverage(&self) -> Chart {
        let bars = self.of(What::Coverage).filter_map(|figure| {
            let Value::Share(n, of) = figure.value else { return None };
            let aim = match figure.target {
                Some(crate::review::Target::Percent(n)) => Some(f64::from(n) / 100.0),
                _ => None,
            };
            let part = f64::from(n) / f64::from(of.max(1));
            Some(Bar { label: self.slice(&figure.slice), said: self.value(figure), part, behind: part, aim })
        });
        Chart::Bars { title: self.words.t("review-chart-coverage"), bars: bars.collect() }
    }

    fn funnel(&self) -> Chart {
        let funnel = &self.of.review.funnel;
        let most = f64::from(funnel.room.unwrap_or(funnel.own).max(1));
        let bar = |label: String, n: u32| {
            let part = f64::from(n) / most;
            Bar { label, said: n.to_string(), part, behind: part, aim: None }
        };
        let steps = [
            ("review-f-room", funnel.room),
            ("review-f-own", Some(funnel.own)),
            ("review-f-needing", funnel.needing),
            ("review-f-attended", funnel.attended),
            ("review-f-answered", funnel.answered),
        ];
        let untold = || self.words.t("review-unknown-bundle");
        let none = |key| Bar { label: self.words.t(key), said: untold(), part: 0.0, behind: 0.0, aim: None };
        let steps = steps.into_iter().map(|(key, n)| n.map_or_else(|| none(key), |n| bar(self.words.t(key), n)));
        let decided = funnel.decided.iter().map(|(disposition, n)| bar(self.words.t(disposition.key()), *n));
        Chart::Bars { title: self.words.t("review-chart-funnel"), bars: steps.chain(decided).collect() }
    }
}
