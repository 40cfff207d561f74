//! Near-duplicates, against the retweet clusters of CrisisLex (crisislex.org, T6 and T26): tweets of crises that were
//! passed on, copied, edited and cut off. `DIR/retweet_clusters.tsv` has a row a tweet: cluster, event, id, text. Where
//! `DIR/texts.tsv` (set, event, id, time, three labels, text) is there too, says how far unlabelled talk collapses.

#[path = "../gen/mod.rs"]
mod generator;

use crate::{Data, seconds};
use gabinete::domain::mention::RawMention;
use gabinete::domain::text::Clean;
use gabinete::triage::clusters::{Clusters, Narratives, Tie};
use gabinete::triage::{Claim, Fingerprint};
use std::collections::HashMap;
use std::io::{self, Write};

pub fn run(data: &Data) -> io::Result<()> {
    let table = std::fs::read_to_string(data.dir.join("retweet_clusters.tsv"))?;
    let mut rows: Vec<[&str; 4]> = table.lines().skip(1).filter_map(columns).collect();
    println!("retweet clusters: {} tweets", rows.len());
    score("as the file has them", &rows);
    rows.sort_by_key(|[_, _, id, _]| id.parse::<u64>().unwrap_or(0));
    score("by time", &rows);
    if let Ok(table) = std::fs::read_to_string(data.dir.join("texts.tsv")) {
        let mut texts: Vec<[&str; 8]> = table.lines().skip(1).filter_map(columns).collect();
        texts.sort_by_key(|row| row[2].parse::<u64>().unwrap_or(0));
        wild(&texts);
    }
    narratives();
    day()
}

/// Same claims in other words, against the project's own labelled pairs. The room has seen nothing before: no word is
/// known to be common.
fn narratives() {
    let table = include_str!("../../tests/data/narratives.tsv");
    println!("narratives: pairs of texts, each on its own");
    for half in ["tune", "measure"] {
        // right, wrong and missed
        let mut count = [0usize; 3];
        for [_, label, a, b] in table.lines().filter_map(columns::<4>).filter(|row| row[0] == half) {
            let [a, b] = [a, b].map(|text| Claim::read(&Clean::new(text)));
            match (label == "same", a.same(&b, |_| 1.0).is_some()) {
                (true, true) => count[0] += 1,
                (false, true) => count[1] += 1,
                (true, false) => count[2] += 1,
                (false, false) => {}
            }
        }
        let [right, wrong, missed] = count.map(|n| n as f64);
        println!(
            "  {half}: precision {:.3}, recall {:.3} of {} pairs that are the same",
            right / (right + wrong),
            right / (right + missed),
            right + missed
        );
    }
}

fn columns<const N: usize>(row: &str) -> Option<[&str; N]> {
    row.split('\t').collect::<Vec<_>>().try_into().ok()
}

/// A cluster for each text, by the row that began it, and what tied each to it.
fn clusters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(i64, Option<Tie>)> {
    let texts: Vec<(RawMention, Clean)> = texts.map(mention).collect();
    let began = seconds();
    let prints: Vec<Fingerprint> = texts.iter().map(|(m, text)| Fingerprint::read(m, text)).collect();
    let read = seconds() - began;
    let began = seconds();
    let mut clusters = Clusters::default();
    let all = (0..).zip(&prints).map(|(id, print)| match clusters.join(id, print).cluster {
        Some((first, tie)) => (first, Some(tie)),
        None => (id, None),
    });
    let all = all.collect();
    let joined = seconds() - began;
    let each = |took: f64| took * 1e6 / texts.len() as f64;
    println!(
        "  {:.2} us a mention to split and hash, {:.2} us to find its cluster; {:.1} MB of state, {} bytes a print",
        each(read),
        each(joined),
        clusters.bytes() as f64 / 1e6,
        prints.iter().map(|p| p.to_bytes().len()).sum::<usize>() / prints.len().max(1),
    );
    all
}

fn mention(text: &str) -> (RawMention, Clean) {
    let m = RawMention { text: text.into(), platform: Some("x".into()), ..RawMention::default() };
    let clean = Clean::new(&m.text);
    (m, clean)
}

/// B-cubed precision and recall (Bagga and Baldwin 1998): for each tweet, how much of the cluster that it was given is of
/// its own, and how much of its own was given the same; the mean over tweets.
fn score(order: &str, rows: &[[&str; 4]]) {
    let given = clusters(rows.iter().map(|row| row[3]));
    let mut sizes: (HashMap<&str, usize>, HashMap<i64, usize>) = Default::default();
    let mut both: HashMap<(&str, i64), usize> = HashMap::new();
    for (row, (cluster, _)) in rows.iter().zip(&given) {
        *sizes.0.entry(row[0]).or_default() += 1;
        *sizes.1.entry(*cluster).or_default() += 1;
        *both.entry((row[0], *cluster)).or_default() += 1;
    }
    let square = |n: &usize| (n * n) as f64;
    let precision: f64 = both.iter().map(|((_, c), n)| square(n) / sizes.1[c] as f64).sum();
    let recall: f64 = both.iter().map(|((t, _), n)| square(n) / sizes.0[t] as f64).sum();
    let all = rows.len() as f64;
    println!("  {order}: B-cubed precision {:.3}, recall {:.3}", precision / all, recall / all);
}

/// What becomes of talk that nobody labelled: the largest clusters, with texts to judge by.
fn wild(rows: &[[&str; 8]]) {
    println!("all texts, by time: {} tweets", rows.len());
    let given = clusters(rows.iter().map(|row| row[7]));
    let mut members: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, (cluster, _)) in given.iter().enumerate() {
        members.entry(*cluster).or_default().push(at);
    }
    let tied = |by: Tie| given.iter().filter(|(_, tie)| *tie == Some(by)).count();
    println!("  {} clusters; joined by text {}, by link {}", members.len(), tied(Tie::Text), tied(Tie::Link));
    let mut largest: Vec<&Vec<usize>> = members.values().collect();
    largest.sort_by_key(|m| std::cmp::Reverse((m.len(), std::cmp::Reverse(m[0]))));
    for cluster in largest.iter().take(12) {
        println!("  {:4}  {}", cluster.len(), rows[cluster[0]][7]);
        println!("        {}", rows[cluster[cluster.len() / 2]][7]);
    }
}

/// A day of a million invented mentions: what it costs, and what is held at its end.
fn day() -> io::Result<()> {
    let mut day = Day::default();
    generator::Order { count: 1_000_000, ..generator::Order::default() }.write(&mut day)?;
    day.take_in();
    let each = |took: f64| took * 1e6 / day.count as f64;
    println!("a day of {} invented mentions", day.count);
    println!(
        "  {:.2} us a mention to split and hash, {:.2} us to find its cluster; {:.2} us to split and read its claim, \
         {:.2} us to find its narrative",
        each(day.read),
        each(day.joined),
        each(day.claims),
        each(day.compared)
    );
    println!(
        "  state: {:.1} MB of clusters, {:.1} MB of narratives",
        day.clusters.bytes() as f64 / 1e6,
        day.narratives.bytes() as f64 / 1e6
    );
    println!("  joined a cluster: {}; the rest joined a narrative: {}", day.ties, day.told);
    println!("  clusters remembered: {}", day.clusters.len());
    Ok(())
}

/// Takes in lines as they are written, a few thousand at a time.
#[derive(Default)]
struct Day {
    rest: Vec<u8>,
    waiting: Vec<(RawMention, Clean)>,
    clusters: Clusters,
    narratives: Narratives,
    count: i64,
    ties: usize,
    told: usize,
    read: f64,
    joined: f64,
    claims: f64,
    compared: f64,
}

impl Write for Day {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let end = self.rest.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let rest = self.rest.split_off(end);
        for line in std::mem::replace(&mut self.rest, rest).split(|b| *b == b'\n') {
            if let Ok(m) = serde_json::from_slice::<RawMention>(line) {
                let text = Clean::new(&m.text);
                self.waiting.push((m, text));
            }
        }
        if self.waiting.len() > 5_000 {
            self.take_in();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Day {
    fn take_in(&mut self) {
        let began = seconds();
        let prints: Vec<Fingerprint> = self.waiting.iter().map(|(m, text)| Fingerprint::read(m, text)).collect();
        let read = seconds();
        let from = self.count;
        let joined: Vec<bool> =
            (from..).zip(&prints).map(|(n, p)| self.clusters.join(n, p).cluster.is_some()).collect();
        let found = seconds();
        let claims: Vec<Claim> = self.waiting.iter().map(|(_, text)| Claim::read(text)).collect();
        let claimed = seconds();
        for ((id, _), claim) in (from..).zip(&joined).zip(&claims).filter(|((_, joined), _)| !**joined) {
            self.told += usize::from(self.narratives.join(id, claim).is_some());
        }
        self.compared += seconds() - claimed;
        self.count += prints.len() as i64;
        self.ties += joined.iter().filter(|j| **j).count();
        self.claims += claimed - found;
        self.joined += found - read;
        self.read += read - began;
        self.waiting.clear();
    }
}
