//! Figures as sentences and as JSON.

use super::Writer;
use crate::domain::room::{Arg, Lang};
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND};
use crate::review::spread::{Quantile, Spread};
use crate::review::{Figure, Slice, Target, Value, What};
use serde_json::json;

impl Writer<'_> {
    /// `Time to detect: 12 min`.
    pub(super) fn line(&self, what: What) -> String {
        let said =
            self.of.review.figure(what).map_or_else(|| self.words.t("review-unknown-not-yet"), |f| self.value(f));
        format!("{}: {said}", self.words.t(what.key()))
    }

    /// `41 min`, `2 h 05 min`, `3 d 4 h`, and seconds under two minutes.
    pub(super) fn span(&self, ms: i64) -> String {
        let (sign, ms) = if ms < 0 { ("−", -ms) } else { ("", ms) };
        let said = match ms {
            ms if ms < 2 * MINUTE => format!("{} s", ms / SECOND),
            ..HOUR => format!("{} min", ms / MINUTE),
            HOUR..DAY => format!("{} h {:02} min", ms / HOUR, ms % HOUR / MINUTE),
            _ => format!("{} d {} h", ms / DAY, ms % DAY / HOUR),
        };
        format!("{sign}{said}")
    }

    fn quantile(&self, quantile: Quantile) -> String {
        match quantile {
            Quantile::At(ms) => self.span(ms),
            Quantile::Beyond(ms) => self.words.f("review-beyond", &[("span", self.span(ms).into())]),
        }
    }

    /// What a figure says.
    pub(super) fn value(&self, figure: &Figure) -> String {
        let w = self.words;
        match figure.value {
            Value::Unknown(why) => w.t(why),
            Value::Span(ms) => self.span(ms),
            Value::Running(ms) => w.f("review-running", &[("span", self.span(ms).into())]),
            Value::Share(_, 0) => w.t("review-of-none"),
            Value::Share(n, of) => {
                let percent = u64::from(n) * 100 / u64::from(of);
                let args = [("n", Arg::from(n)), ("of", of.into()), ("percent", (percent as i64).into())];
                w.f("review-of", &args)
            }
            Value::Spread(Spread { ended, open, median, p90, .. }) => {
                let args = [
                    ("median", Arg::from(self.quantile(median))),
                    ("p90", self.quantile(p90).into()),
                    ("ended", ended.into()),
                    ("open", open.into()),
                ];
                w.f("review-spread", &args)
            }
            Value::Count(n) => n.to_string(),
            Value::Hundredths(n) => match figure.what {
                What::Trough => format!("{n} %"),
                What::PeakRatio => format!("{} ×", self.hundredths(n)),
                _ => self.hundredths(n),
            },
        }
    }

    fn hundredths(&self, n: i64) -> String {
        let sign = if n < 0 { "−" } else { "" };
        let point = if self.words.lang() == Lang::Es { ',' } else { '.' };
        format!("{sign}{}{point}{:02}", n.abs() / 100, n.abs() % 100)
    }

    pub(super) fn target(&self, figure: &Figure) -> String {
        let w = self.words;
        match figure.target {
            None => String::new(),
            Some(Target::Within(ms)) => w.f("review-target-within", &[("span", self.span(ms).into())]),
            Some(Target::Percent(n)) => w.f("review-target-percent", &[("n", n.into())]),
            Some(Target::AtMost(n)) => w.f("review-target-most", &[("n", n.into())]),
        }
    }

    pub(super) fn met(&self, figure: &Figure) -> String {
        match (figure.target, figure.met()) {
            (_, Some(true)) => self.words.t("review-met"),
            (_, Some(false)) => self.words.t("review-missed"),
            (Some(_), None) => self.words.t("review-no-target"),
            (None, None) => String::new(),
        }
    }

    pub(super) fn slice(&self, slice: &Slice) -> String {
        match slice {
            Slice::All => self.words.t("review-slice-all"),
            Slice::Band(band) => format!("{band:?}"),
            Slice::Platform(name) | Slice::Language(name) if name.is_empty() => self.words.t("review-slice-unknown"),
            Slice::Platform(name) | Slice::Language(name) => name.to_string(),
            Slice::Person(name, role) => self.person(name, role.as_str()),
            Slice::Rule(code) => code.clone(),
        }
    }

    /// What JSON holds of every figure.
    pub(super) fn data(&self) -> serde_json::Value {
        let quantile = |q: Quantile| match q {
            Quantile::At(ms) => json!({"ms": ms}),
            Quantile::Beyond(ms) => json!({"more_than_ms": ms}),
        };
        let value = |value: Value| match value {
            Value::Unknown(why) => json!({"unknown": why.trim_start_matches("review-unknown-")}),
            Value::Span(ms) => json!({"ms": ms}),
            Value::Running(ms) => json!({"at_least_ms": ms}),
            Value::Share(n, of) => json!({"n": n, "of": of}),
            Value::Spread(s) => json!({
                "median": quantile(s.median), "p90": quantile(s.p90), "ended": s.ended, "open": s.open,
                "oldest_open_ms": s.oldest,
            }),
            Value::Count(n) => json!({"count": n}),
            Value::Hundredths(n) => json!({"hundredths": n}),
        };
        let target = |target: Target| match target {
            Target::Within(ms) => json!({"within_ms": ms}),
            Target::Percent(n) => json!({"percent": n}),
            Target::AtMost(n) => json!({"at_most": n}),
        };
        let slice = |slice: &Slice| {
            let kind = match slice {
                Slice::All => "all",
                Slice::Band(_) => "band",
                Slice::Platform(_) => "platform",
                Slice::Language(_) => "language",
                Slice::Person(..) => "person",
                Slice::Rule(_) => "rule",
            };
            json!({"by": kind, "name": self.slice(slice)})
        };
        let figures = self.of.review.figures.iter().map(|figure| {
            json!({
                "what": figure.what.code(), "slice": slice(&figure.slice), "value": value(figure.value),
                "target": figure.target.map(target), "met": figure.met(), "events": figure.events,
            })
        });
        let funnel = &self.of.review.funnel;
        let series = &self.of.review.series;
        let buckets = series.buckets.iter().map(|b| json!([b.all, b.negative, b.positive, b.classified]));
        json!({
            "incident": self.of.review.incident,
            "figures": figures.collect::<Vec<_>>(),
            "funnel": {
                "room": funnel.room, "own": funnel.own, "needing": funnel.needing, "attended": funnel.attended,
                "answered": funnel.answered,
            },
            "volume": {"from": series.from, "width_ms": series.width, "buckets": buckets.collect::<Vec<_>>()},
            "chain": {"seq": self.of.head.0, "hash": self.of.head.1},
        })
    }
}
