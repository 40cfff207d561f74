//! Near-duplicates, against the retweet clusters of CrisisLex (crisislex.org, T6 and T26): tweets of crises that were
//! passed on, copied, edited and cut off. `DIR/retweet_clusters.tsv` has a row a tweet: cluster, event, id, text. Where
//! `DIR/texts.tsv` (set, event, id, time, three labels, text) is there too, says how far unlabelled talk collapses.

use crate::{Data, start};
use gabinete::domain::mention::RawMention;
use gabinete::domain::text::Clean;
use gabinete::triage::Fingerprint;
use gabinete::triage::clusters::{Clusters, Tie};
use std::collections::HashMap;
use std::io;

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
    Ok(())
}

fn columns<const N: usize>(row: &str) -> Option<[&str; N]> {
    row.split('\t').collect::<Vec<_>>().try_into().ok()
}

/// A cluster for each text, by the row that began it, and what tied each to it.
fn clusters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(i64, Option<Tie>)> {
    let texts: Vec<(RawMention, Clean)> = texts.map(mention).collect();
    let began = start();
    let prints: Vec<Fingerprint> = texts.iter().map(|(m, text)| Fingerprint::read(m, text)).collect();
    let read = began.elapsed();
    let began = start();
    let mut clusters = Clusters::default();
    let all = (0..).zip(&prints).map(|(id, print)| match clusters.join(id, print).cluster {
        Some((first, tie)) => (first, Some(tie)),
        None => (id, None),
    });
    let all = all.collect();
    let joined = began.elapsed();
    let each = |took: std::time::Duration| took.as_secs_f64() * 1e6 / texts.len() as f64;
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
