//! The generator of mentions that the figures are measured on: the same on every machine, and as it promises.

#[path = "../benches/gen/mod.rs"]
mod generator;

use generator::{COMMON, Order, RARE, RARE_COUNT};
use sha2::{Digest, Sha256};

fn lines(order: Order) -> String {
    let mut out = Vec::new();
    order.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn texts(count: u64) -> Vec<gabinete::domain::mention::RawMention> {
    lines(Order { count, ..Order::default() }).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn ten_thousand_lines_are_the_same_everywhere() {
    let hash = Sha256::digest(lines(Order::default()));
    let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    // README's figures are measured on these bytes: a change here means measuring again
    assert_eq!(hex, "2c186055e530736aeb5bf3c5d729cd205d2857ede6234eff344d177346838c0e");
    assert_ne!(lines(Order { count: 50, seed: 8, ..Order::default() }), lines(Order { count: 50, ..Order::default() }));
}

#[test]
fn every_line_is_a_mention_in_the_order_of_time() {
    let all = texts(5_000);
    assert_eq!(all.len(), 5_000);
    assert!(all.is_sorted_by_key(|m| m.ts));
    let (first, last) = (all[0].ts.unwrap(), all[4_999].ts.unwrap());
    assert_eq!(&first.rfc3339()[..10], "2026-03-02");
    assert_eq!(&last.rfc3339()[..13], "2026-03-02T23");
    let ids: std::collections::HashSet<_> = all.iter().map(|m| m.id.clone().unwrap()).collect();
    assert_eq!(ids.len(), 5_000);
    assert!(all.iter().all(|m| m.extra.is_empty()), "only canonical keys");
}

#[test]
fn rare_and_common_words_are_as_many_as_promised() {
    for count in [10, 5_000, 20_000] {
        let all = texts(count);
        let rare = all.iter().filter(|m| m.text.contains(RARE)).count();
        assert_eq!(rare, RARE_COUNT.min(count as usize));
        let common = all.iter().filter(|m| m.text.contains(COMMON)).count() as u64;
        assert!(count < 5_000 || (count * 8..count * 12).contains(&(common * 100)), "{common} of {count}");
    }
}

#[test]
fn a_day_has_a_surge_copies_threads_and_hostile_texts() {
    let all = texts(20_000);
    let hour = |h: usize| all.iter().filter(|m| m.ts.unwrap().rfc3339()[11..13] == format!("{h:02}")).count();
    assert!(hour(20) > 8 * hour(10), "{} against {}", hour(20), hour(10));
    let of = |test: fn(&gabinete::domain::mention::RawMention) -> bool| all.iter().filter(|m| test(m)).count();
    assert!(of(|m| m.reply_to.is_some()) > 2_000);
    assert!(of(|m| m.repost_of.is_some()) > 800);
    let control = of(|m| m.text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)));
    assert!((40..200).contains(&control), "{control}");
    let mut copies = std::collections::HashMap::<&str, usize>::new();
    all.iter().for_each(|m| *copies.entry(&m.text).or_default() += 1);
    let loudest = copies.values().max().unwrap();
    assert!((20..400).contains(loudest), "{loudest}");
    let distinct: std::collections::HashSet<_> = all.iter().map(|m| &m.text).collect();
    assert!(distinct.len() < 18_500 && distinct.len() > 14_000, "{}", distinct.len());
}

#[test]
fn csv_holds_the_same_mentions() {
    let order = Order { count: 2_000, ..Order::default() };
    let table = lines(Order { csv: true, ..order });
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let text = reader.headers().unwrap().iter().position(|h| h == "text").unwrap();
    let rows: Vec<String> = reader.records().map(|r| r.unwrap()[text].to_owned()).collect();
    assert_eq!(rows, texts(2_000).into_iter().map(|m| m.text).collect::<Vec<_>>());
}
