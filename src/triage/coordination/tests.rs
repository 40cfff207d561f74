use super::*;
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, SECOND};
use crate::triage::Fingerprint;
use crate::triage::clusters::Member;

const NOON: Stamp = Stamp(1_772_452_800_000);

/// A cluster that was made up: what each of its posts has.
#[derive(Clone, Copy)]
struct Made {
    posts: u32,
    /// Accounts that take turns.
    authors: u32,
    apart: i64,
    text: fn(u32) -> String,
    repost: bool,
    quote: bool,
    platforms: &'static [&'static str],
    /// Days from the making of an account to its post.
    age: Option<fn(u32) -> i64>,
    followers: Option<u64>,
    languages: Option<(&'static str, &'static str)>,
}

const ORGANIC: Made = Made {
    posts: 40,
    authors: 40,
    apart: 11 * MINUTE,
    text: |n| format!("My own words number {n} about the yoghurt, {} of them", n * 7),
    repost: false,
    quote: false,
    platforms: &["x"],
    age: Some(|n| 400 + 61 * i64::from(n)),
    followers: Some(300),
    languages: Some(("en", "en")),
};

fn of(made: Made) -> (Option<Level>, Vec<Indicator>) {
    assess(&summary(made))
}

fn summary(made: Made) -> Summary {
    let mut summary = Summary::default();
    for n in 0..made.posts {
        let text = Clean::new(&(made.text)(n));
        let m = RawMention {
            text: text.as_str().into(),
            repost_of: made.repost.then(|| "first".into()),
            quote_of: made.quote.then(|| "first".into()),
            ..RawMention::default()
        };
        let at = NOON.plus(i64::from(n) * made.apart);
        summary.add(&Member {
            at,
            text: &text,
            print: &Fingerprint::read(&m, &text),
            same: crate::domain::text::fingerprint(text.as_str().bytes()),
            author: &format!("author {}", n % made.authors),
            platform: made.platforms[n as usize % made.platforms.len()],
            language: made.languages.map(|(own, _)| own),
            account_language: made.languages.map(|(_, account)| account),
            followers: made.followers,
            reach: None,
            account_since: made.age.map(|age| at.plus(-age(n) * DAY)),
        });
    }
    summary
}

#[test]
fn clusters_that_were_labelled() {
    use Indicator::*;
    let copied: fn(u32) -> String = |_| "Acme poisons children #boycott #acme https://news.example/a".into();
    let cases: [(&str, Made, Option<Level>, &[Indicator]); 9] = [
        ("people talking", ORGANIC, None, &[]),
        (
            "one post that thousands pass on",
            Made { posts: 3_000, authors: 3_000, apart: 50, text: copied, repost: true, ..ORGANIC },
            None,
            &[],
        ),
        (
            "a news event: many at once, each in their own words",
            Made { apart: SECOND, ..ORGANIC },
            Some(Level::Possible),
            &[TightWindow],
        ),
        (
            "volunteers with an agreed text",
            Made { text: |_| "Save the river, sign today please".into(), ..ORGANIC },
            Some(Level::Possible),
            &[SameText],
        ),
        ("five friends", Made { posts: 5, authors: 5, apart: SECOND, text: copied, ..ORGANIC }, None, &[]),
        ("one annoyed customer", Made { posts: 20, authors: 1, ..ORGANIC }, Some(Level::Possible), &[FewVoices]),
        (
            "one text on one platform, by people like any others: to share it is no sign",
            Made { text: copied, apart: SECOND, ..ORGANIC },
            Some(Level::Possible),
            &[SameText, SameTags, TightWindow, SameLink],
        ),
        (
            "a farm of new accounts",
            Made { text: copied, apart: SECOND, age: Some(|_| 4), followers: Some(3), ..ORGANIC },
            Some(Level::VeryLikely),
            &[SameText, SameTags, TightWindow, SameLink, YoungAccounts, MadeTogether, NoAudience],
        ),
        (
            "an operation across platforms and languages",
            Made {
                text: copied,
                apart: SECOND,
                platforms: &["x", "tiktok"],
                age: None,
                followers: None,
                languages: Some(("en", "ru")),
                ..ORGANIC
            },
            Some(Level::VeryLikely),
            &[SameText, SameTags, TightWindow, SameLink, ForeignLanguage, SeveralPlatforms],
        ),
    ];
    for (name, made, level, indicators) in cases {
        assert_eq!(of(made), (level, indicators.to_vec()), "{name}");
    }
}

/// A group of the project's own set.
struct Labelled {
    name: &'static str,
    coordinated: bool,
    held: bool,
    summary: Summary,
}

/// The project's own set, counted as a room counts its groups.
fn labelled() -> Vec<Labelled> {
    let mut groups: Vec<Labelled> = Vec::new();
    for row in include_str!("../../../tests/data/coordination.tsv").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        match columns[..] {
            ["=", _, label @ ("organic" | "coordinated"), part @ ("tune" | "held"), "en" | "es", name] => {
                let (coordinated, held) = (label == "coordinated", part == "held");
                groups.push(Labelled { name, coordinated, held, summary: Summary::default() });
            }
            [after, author, platform, followers, days, account, kind @ ("post" | "repost"), said] => {
                let group = groups.last_mut().unwrap_or_else(|| panic!("{row}"));
                let text = Clean::new(said);
                let repost_of = (kind == "repost").then(|| "first".to_owned());
                let m = RawMention { text: said.into(), repost_of, ..RawMention::default() };
                let at = NOON.plus((after.parse::<f64>().unwrap() * MINUTE as f64) as i64);
                group.summary.add(&Member {
                    at,
                    text: &text,
                    print: &Fingerprint::read(&m, &text),
                    same: crate::domain::text::fingerprint(crate::domain::text::fold(said).bytes()),
                    author,
                    platform,
                    language: crate::triage::language_of(said, None).as_deref(),
                    account_language: Some(account),
                    followers: followers.parse().ok(),
                    reach: None,
                    account_since: Some(at.plus(-days.parse::<i64>().unwrap() * DAY)),
                });
            }
            _ => panic!("{row}"),
        }
    }
    groups
}

/// What a room would be told of: `cargo test --lib coordination::tests::the_projects_own_set -- --nocapture` prints it.
#[test]
fn the_projects_own_set_is_told_with_few_false_alarms() {
    let groups = labelled();
    assert!(groups.len() >= 60 && groups.iter().filter(|g| g.coordinated).count() * 2 == groups.len());
    let figures = |held: bool| {
        let mut counts = [[0.0_f64; 2]; 2];
        for group in groups.iter().filter(|g| g.held == held) {
            let (level, indicators) = assess(&group.summary);
            let told = level >= Some(Level::Likely);
            counts[usize::from(group.coordinated)][usize::from(told)] += 1.0;
            if told != group.coordinated {
                let how = if told { "told, and is not" } else { "is, and is not told" };
                println!("  {how}: {} {indicators:?}", group.name);
            }
        }
        let [[quiet, alarms], [missed, found]] = counts;
        let (precision, recall) = (found / (found + alarms), found / (found + missed));
        let part = if held { "held back" } else { "tuned on" };
        println!("{part}: {} groups, precision {precision:.3}, recall {recall:.3}", quiet + alarms + missed + found);
        (precision, recall)
    };
    let (_, (precision, recall)) = (figures(false), figures(true));
    assert!(precision >= 0.8 && recall >= 0.5, "{precision} {recall}");
}

#[test]
fn many_of_one_family_are_only_possible() {
    use Indicator::*;
    let of = |found: &[Indicator]| level(found, true);
    assert_eq!(of(&[YoungAccounts, MadeTogether]), Some(Level::Possible));
    assert_eq!(of(&[SameText, SameTags, ForeignLanguage]), Some(Level::Likely));
    assert_eq!(of(&[SameText, SameTags, TightWindow, SameLink, ForeignLanguage]), Some(Level::Likely));
    assert_eq!(of(&[SameText, SameTags, TightWindow, SameLink, NoAudience]), Some(Level::VeryLikely));
}

#[test]
fn to_pass_a_thing_on_is_only_possible_whatever_comes_with_it() {
    use Indicator::*;
    let shared = [SameText, SameTags, TightWindow, SameLink, SeveralPlatforms];
    assert_eq!(level(&shared, true), Some(Level::Possible));
    assert_eq!(
        level(&[SameText, SameTags, SameLink, NoAudience], true),
        Some(Level::Possible),
        "few follow most people"
    );
    assert_eq!(
        level(&[SameTags, TightWindow, SameLink], false),
        Some(Level::Likely),
        "texts of their own, one list of tags"
    );
    assert_eq!(level(&[TightWindow, SameLink, SeveralPlatforms], false), Some(Level::Possible), "the news of a minute");
}

#[test]
fn reposts_quotes_and_news_links_of_ordinary_people_are_not_likely_coordinated() {
    let at_once = Made { apart: SECOND, platforms: &["x", "facebook", "bluesky"], ..ORGANIC };
    let copied: fn(u32) -> String =
        |_| "The recall of the Acme yoghurt, by La Gaceta #acme #a12 https://news.example/a12".into();
    let edited: fn(u32) -> String = |n| {
        let end = ["", " please share", " careful everybody", " via La Gaceta"][n as usize % 4];
        format!("Nine children ill after eating Acme yoghurt of batch A12, says the hospital #acme #a12{end}")
    };
    let linked: fn(u32) -> String = |n| format!("What number {n} thinks of {} things https://news.example/a12", n * 7);
    for (name, text) in [("a share button", copied), ("copied and edited", edited), ("one article", linked)] {
        let (level, found) = of(Made { text, ..at_once });
        assert!(level == Some(Level::Possible) && found.len() >= 3, "{name}: {found:?}");
    }
    let by_hand: fn(u32) -> String = |_| "RT @marta: Acme yoghurt of batch A12 made us ill #acme #a12".into();
    assert_eq!(of(Made { text: by_hand, ..at_once }), (None, vec![]));
    assert_eq!(of(Made { text: copied, quote: true, ..at_once }), (None, vec![]));
}

#[test]
fn a_summary_counts() {
    let summary = summary(Made { platforms: &["x", "x", "tiktok"], ..ORGANIC });
    assert_eq!((summary.size(), summary.reach()), (40, 12_000));
    assert_eq!(summary.platforms(), [("x", 27), ("tiktok", 13)]);
    assert_eq!(summary.languages(), [("en", 40)]);
    assert!((38..=42).contains(&summary.authors()), "{}", summary.authors());
    assert_eq!(summary.first().author, "author 0");
    assert_eq!(summary.text(), "My own words number 0 about the yoghurt, 0 of them");
    let last = NOON.plus(39 * 11 * MINUTE);
    assert!((5..=6).contains(&summary.growth(last)), "{}", summary.growth(last));
    assert_eq!(summary.growth(last.plus(2 * HOUR)), 0);
    assert_eq!(summary.growth(NOON), 0, "what came after does not count before");
}

#[test]
fn hostile_members() {
    let mut summary = Summary::default();
    let long = "# ".repeat(400_000);
    let text = Clean::new(&long);
    for (n, at) in [0, i64::MAX, i64::MIN, -1, i64::MAX].into_iter().enumerate() {
        summary.add(&Member {
            at: Stamp(at),
            text: &text,
            print: &Fingerprint::default(),
            same: 0,
            author: &long,
            platform: &long[n..],
            language: Some(""),
            account_language: None,
            followers: Some(u64::MAX),
            reach: Some(u64::MAX),
            account_since: Some(Stamp(i64::MIN)),
        });
    }
    assert_eq!((summary.size(), summary.reach()), (5, u64::MAX));
    assert!(summary.first().author.len() <= 60 && summary.platforms().is_empty());
    for now in [i64::MIN, 0, i64::MAX] {
        summary.growth(Stamp(now));
    }
    assess(&summary);
}
