use super::*;
use crate::domain::room::Lang;

fn heap(zone: &str, mentions: &[(&str, &str)], expression: &str) -> (Heap, Matcher) {
    let matcher = Matcher::parse(expression).unwrap();
    let mut heap = Heap { days: Tally::new(zone, Stamp(i64::MAX)), last: Vec::new() };
    for (ts, text) in mentions {
        let (posted, platform) = (Stamp::parse(ts).unwrap(), Clean::from("x"));
        let handle = Private::person(Clean::from("eva"), false);
        heap.count(
            &matcher,
            Hit { id: None, posted, platform, handle, text: Private::prose(Clean::from(*text)), abusive: false },
        );
    }
    (heap, matcher)
}

fn found<'a>(heap: &'a Heap, matcher: &'a Matcher, ours: &'a Allow, days: u32) -> Found<'a> {
    static TYPED: std::sync::LazyLock<Clean> = std::sync::LazyLock::new(|| Clean::from("Ácme"));
    Found { heap, typed: &TYPED, matcher, who: (Audience::Operator, ours), drill: false, days }
}

#[test]
fn only_the_last_days_count_in_whatever_order_they_come() {
    let mentions =
        [("2026-03-09T10:00:00Z", "acme 9"), ("2026-03-01T10:00:00Z", "acme 1"), ("2026-03-08T10:00:00Z", "acme 8")];
    let (mut heap, matcher) = heap("UTC", &mentions, "acme");
    heap.only_last(2);
    let allow = Allow::none();
    let found = found(&heap, &matcher, &allow, 2);
    assert_eq!(found.total(), (2, 2));
    let texts: Vec<_> = heap.last.iter().map(|hit| hit.text.show(Audience::Operator).into_owned()).collect();
    assert_eq!(texts, ["acme 9", "acme 8"], "newest first");
    let said = found.json();
    assert_eq!((&said["matched"], &said["last"][0]["found"][0]), (&2.into(), &"acme".into()));
    assert_eq!(said["expression"], "Ácme", "as it was typed");
}

#[test]
fn the_last_five_are_kept() {
    let stamps: Vec<String> = (0..20).map(|n| format!("2026-03-01T10:00:{n:02}Z")).collect();
    let mentions: Vec<(&str, &str)> = stamps.iter().map(|ts| (ts.as_str(), "acme")).collect();
    let (heap, _) = heap("UTC", &mentions, "acme");
    let last: Vec<i64> = heap.last.iter().map(|hit| hit.posted.0 / 1000 % 60).collect();
    assert_eq!(last, [19, 18, 17, 16, 15]);
}

#[test]
fn an_excerpt_shows_the_place() {
    let (heap, matcher) = heap("UTC", &[], "acme");
    let allow = Allow::none();
    let found = found(&heap, &matcher, &allow, 30);
    assert_eq!(found.excerpt("short\nacme\tline"), "short acme line");
    let long = format!("{} acme {}", "x ".repeat(200), "y ".repeat(200));
    let said = found.excerpt(&long);
    assert!(said.starts_with('…') && said.ends_with('…') && said.contains("acme"), "{said}");
    assert!(said.chars().count() <= EXCERPT + 2);
    assert!(found.excerpt(&format!("{} acme", "ñ ".repeat(200))).ends_with("acme"));
}

#[test]
fn a_mark_stands_under_what_is_wrong() {
    let said = |expression: &str| {
        let e = Matcher::parse(expression).unwrap_err();
        not_understood(&Words::new(Lang::En), expression, &misread(&e))
    };
    let under = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        (lines[1].to_owned(), lines[2].chars().count())
    };
    assert_eq!(under(&said("ñ (b")), ("  ñ (b".to_owned(), 5));
    assert_eq!(under(&said("東京 (b")), ("  東京 (b".to_owned(), 8), "by cells");
    assert_eq!(under(&said("a\n(b\u{1b}[31m")), ("  a (b".to_owned(), 5));
    assert_eq!(said("").lines().count(), 1);
    let (line, at) = under(&said(&format!("{} (b", "w ".repeat(500))));
    assert_eq!((line.chars().count(), line.chars().nth(at - 1)), (64, Some('(')));
    for lang in [Lang::En, Lang::Es] {
        let e = Matcher::parse("abc~1").unwrap_err();
        assert!(not_understood(&Words::new(lang), "abc~1", &misread(&e)).contains("4"));
    }
}
