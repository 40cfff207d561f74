//! Unusual volume against the Numenta Anomaly Benchmark's series of Twitter mentions and their labels
//! (github.com/numenta/NAB, MIT). `DIR` is laid out as that repository: `data/realTweets`, `labels`.
//!
//! The score is the published rule (Lavin and Ahmad 2015, arXiv:1510.03336), standard profile: each labelled window
//! gives up to 1 for its earliest alert, less the later it comes, or takes 1 if there is none; each row that alerts
//! outside takes up to 0.11. It is put between 0 for no alert at all and 100 for one at the begin of every window. Beside
//! it stands what matters to a person on watch: labelled moments with an alert between 30 minutes before and an hour
//! after, and false alarms, where alerts up to an hour apart are one.

use crate::Data;
use gabinete::domain::time::{DAY, HOUR, MINUTE, Stamp};
use gabinete::sources::dates::Dates;
use gabinete::triage::detect::Detector;
use serde_json::Value;
use std::io::{Error, Result};
use std::path::Path;

/// What an alert outside the windows costs, at most.
const FALSE_POSITIVE: f64 = 0.11;

/// The first rows are for learning and not scored: this share of a series, but no more than of 5,000 rows.
const PROBATION: (f64, f64) = (0.15, 5_000.0);

/// A labelled series.
struct Series {
    name: String,
    rows: Vec<(Stamp, f64)>,
    /// First and last row of each window.
    windows: Vec<(usize, usize)>,
    labels: Vec<Stamp>,
}

/// What was found in a series, or in all of them.
#[derive(Default)]
struct Found {
    raw: f64,
    windows: usize,
    hit: usize,
    labels: usize,
    prompt: usize,
    false_rows: usize,
    false_alarms: usize,
    weeks: f64,
}

pub fn run(data: &Data) -> Result<()> {
    let mut all = Found::default();
    println!(
        "{:8}{:>8}{:>9}{:>9}{:>12}{:>14}{:>12}",
        "series", "score", "windows", "prompt", "false rows", "false alarms", "a week"
    );
    for series in read(&data.dir)? {
        let found = series.measure();
        found.print(&series.name);
        all.add(&found);
    }
    all.print("all");
    Ok(())
}

/// Every series of the folder whose labels are there, by name.
fn read(dir: &Path) -> Result<Vec<Series>> {
    let labels =
        |file: &str| -> Result<Value> { Ok(serde_json::from_slice(&std::fs::read(dir.join("labels").join(file))?)?) };
    let (windows, moments) = (labels("combined_windows.json")?, labels("combined_labels.json")?);
    let mut series = Vec::new();
    for entry in std::fs::read_dir(dir.join("data/realTweets"))? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = file.strip_prefix("Twitter_volume_").and_then(|f| f.strip_suffix(".csv")) else { continue };
        let key = format!("realTweets/{file}");
        let mut rows = Vec::new();
        for line in std::fs::read_to_string(&path)?.lines().skip(1) {
            let (at, value) = line.split_once(',').ok_or_else(|| odd(&file, line))?;
            rows.push((stamp(at)?, value.parse().map_err(|_| odd(&file, line))?));
        }
        let row = |at: &Value| -> Result<usize> {
            let at = stamp(at.as_str().unwrap_or_default())?;
            rows.binary_search_by_key(&at, |r| r.0).map_err(|_| odd(&file, &at.rfc3339()))
        };
        let list = |of: &Value| of[&key].as_array().cloned().unwrap_or_default();
        let windows = list(&windows).iter().map(|w| Ok((row(&w[0])?, row(&w[1])?))).collect::<Result<_>>()?;
        let labels = list(&moments).iter().map(|l| stamp(l.as_str().unwrap_or_default())).collect::<Result<_>>()?;
        series.push(Series { name: name.to_owned(), rows, windows, labels });
    }
    series.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(series)
}

fn stamp(text: &str) -> Result<Stamp> {
    Dates::default().read(text).ok_or_else(|| odd("a time", text))
}

fn odd(place: &str, what: &str) -> Error {
    Error::other(format!("{place}: not understood: {what}"))
}

/// What an alert is worth by where it stands: nearly 1 well before the end of a window, 0 there, nearly -1 well after.
fn worth(y: f64) -> f64 {
    if y > 3.0 { -1.0 } else { 2.0 / (1.0 + (5.0 * y).exp()) - 1.0 }
}

impl Series {
    /// The rows that alert, after those for learning.
    fn alerts(&self) -> Vec<usize> {
        let probation = (PROBATION.0 * (self.rows.len() as f64).min(PROBATION.1)) as usize;
        let mut detector = Detector::of_unknown_step();
        let mut alert = |(at, value): (Stamp, f64)| detector.next(at, value).is_ok_and(|v| v.alert);
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(n, row)| alert(*row).then_some(n)).filter(|n| *n >= probation).collect()
    }

    fn measure(&self) -> Found {
        let alerts = self.alerts();
        let times: Vec<Stamp> = alerts.iter().map(|n| self.rows[*n].0).collect();
        let mut best: Vec<Option<f64>> = vec![None; self.windows.len()];
        let mut found = Found { windows: self.windows.len(), labels: self.labels.len(), ..Found::default() };
        let mut last = None;
        for n in &alerts {
            match self.windows.iter().rposition(|(first, _)| first <= n) {
                Some(w) if *n <= self.windows[w].1 => {
                    let (first, end) = self.windows[w];
                    let y = -((end - n + 1) as f64) / (end - first + 1) as f64;
                    let value = worth(y) / worth(-1.0);
                    best[w] = Some(best[w].map_or(value, |b| b.max(value)));
                }
                before => {
                    found.raw += FALSE_POSITIVE
                        * before.map_or(-1.0, |w| {
                            let (first, end) = self.windows[w];
                            worth((n - end) as f64 / (end - first) as f64)
                        });
                    found.false_rows += 1;
                    let hour = (HOUR / (5 * MINUTE)) as usize;
                    found.false_alarms += usize::from(last.is_none_or(|last| n - last > hour));
                    last = Some(*n);
                }
            }
        }
        found.hit = best.iter().flatten().count();
        found.raw += best.iter().map(|b| b.unwrap_or(-1.0)).sum::<f64>();
        let prompt = |label: &Stamp| times.iter().any(|t| (-30 * MINUTE..=HOUR).contains(&t.since(*label)));
        found.prompt = self.labels.iter().filter(|l| prompt(l)).count();
        let probation = (PROBATION.0 * (self.rows.len() as f64).min(PROBATION.1)) as usize;
        found.weeks = (self.rows.len() - probation) as f64 * (5 * MINUTE) as f64 / (7 * DAY) as f64;
        found
    }
}

impl Found {
    fn add(&mut self, other: &Found) {
        self.raw += other.raw;
        self.windows += other.windows;
        self.hit += other.hit;
        self.labels += other.labels;
        self.prompt += other.prompt;
        self.false_rows += other.false_rows;
        self.false_alarms += other.false_alarms;
        self.weeks += other.weeks;
    }

    fn print(&self, name: &str) {
        let windows = self.windows as f64;
        let score = 100.0 * (self.raw + windows) / (2.0 * windows);
        let (hit, prompt) = (format!("{}/{}", self.hit, self.windows), format!("{}/{}", self.prompt, self.labels));
        let a_week = self.false_alarms as f64 / self.weeks;
        println!("{name:8}{score:8.2}{hit:>9}{prompt:>9}{:12}{:14}{a_week:12.2}", self.false_rows, self.false_alarms);
    }
}
