use super::*;
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use proptest::prelude::*;

fn print(m: &RawMention) -> Fingerprint {
    Fingerprint::read(m, &Clean::new(&m.text))
}

fn said(text: &str) -> Fingerprint {
    print(&RawMention { text: text.into(), ..RawMention::default() })
}

/// The cluster of each text, by its place in the list.
fn clusters(texts: &[&str]) -> Vec<i64> {
    let mut clusters = Clusters::remembering(1_000);
    (0..).zip(texts).map(|(id, text)| clusters.join(id, &said(text)).cluster.map_or(id, |(first, _)| first)).collect()
}

const CLAIM: &str =
    "My daughter got sick after eating the Acme yoghurt from batch L2231, please check your fridge tonight";

#[test]
fn copies_join_however_they_were_passed_on() {
    #[rustfmt::skip]
    let copies = [
        CLAIM,
        "my daughter got SICK after eating the acme yoghurt, from batch l2231! please check your fridge tonight!!!",
        "RT @ana: My daughter got sick after eating the Acme yoghurt from batch L2231, please check your fridge tonight",
        "RT @ana: My daughter got sick after eating the Acme yoghurt from batch L2231, please che…",
        "RT @bo: RT @ana: My daughter got sick after eating the Acme yoghurt from batch L2231, ple... https://t.co/abc123",
        "Omg wow unbelievable!! “@ana: My daughter got sick after eating the Acme yoghurt from batch L2231, please check your fridge tonight”",
        "My daughter got really sick after eating the Acme yoghurt from batch L2231, please check your fridge tonight #acme",
    ];
    assert_eq!(clusters(&copies), vec![0; copies.len()]);
}

#[test]
fn other_texts_do_not() {
    let others = [
        CLAIM,
        "My son got a refund after eating the Acme yoghurt, their support was lovely",
        "Please check your fridge tonight",
        "Acme yoghurt",
        "Mi hija se ha puesto enferma tras comer el yogur Acme del lote L2231, mirad la nevera esta noche",
        "👍👍👍",
        "👍👍👍",
        "",
        "",
    ];
    assert_eq!(clusters(&others), (0..others.len() as i64).collect::<Vec<_>>());
}

#[test]
fn word_for_word_copies_go_where_the_first_of_them_went() {
    let base = "So this delivery company lost my parcel again and nobody answers the phone, avoid them";
    let copy = "This delivery company lost my parcel again and nobody answers the phone, avoid them all";
    let mut clusters = Clusters::remembering(100);
    assert_eq!(clusters.join(1, &said(base)).cluster, None);
    for id in 2..200 {
        assert_eq!(clusters.join(id, &said(copy)).cluster, Some((1, Tie::Text)), "other words than the first's");
    }
    // one that resembles a later text more than the cluster's first goes where its copies are all the same
    let later = "Today another company lost my parcel again and nobody answers the phone, avoid them all of you";
    clusters.join(200, &said(later));
    assert_eq!(clusters.join(201, &said(copy)).cluster, Some((1, Tie::Text)));
}

#[test]
fn a_few_words_are_compared_word_for_word() {
    let texts = [
        "Boycott Acme",
        "#BoycottAcme",
        "boycott ACME!!! @acme",
        "Estafadores",
        "Boycott Acme now",
        "#boycottacme",
        "estafadores 😡",
        "Shame on you",
        "Shame on us",
        "SHAME on you…",
        "RT @ana: shame on you",
    ];
    assert_eq!(clusters(&texts), [0, 1, 0, 3, 4, 1, 3, 7, 8, 9, 7]);
    assert_eq!(clusters(&["ok", "ok", "👍", "👍", "12", "12", "@acme", "@acme"]), [0, 1, 2, 3, 4, 5, 6, 7]);
    // of two pages, or two posts, they say two things
    let page = |n: u32| format!("look at this https://news.example/{n}");
    assert_eq!(clusters(&[&page(1), &page(2), &page(1), "look at this"]), [0, 1, 0, 3]);
    let quoting = |id: &str| {
        let to = RawMention { quote_of: Some(id.into()), text: "is it true?".into(), ..RawMention::default() };
        print(&to)
    };
    let mut clusters = Clusters::remembering(100);
    let mut join = |id, of: &str| clusters.join(id, &quoting(of)).cluster.map(|(first, _)| first);
    assert_eq!([join(1, "a"), join(2, "b"), join(3, "a"), join(4, "b")], [None, None, Some(1), Some(2)]);
}

#[test]
fn scripts_without_blanks() {
    let texts = [
        "注文した商品がまだ届きません。返金してください。もう三週間も待っています",
        "RT @a: 注文した商品がまだ届きません。返金してください。もう三週間も待って…",
        "新しい広告がとても好きです。ありがとうございました。また来年も見たいです",
    ];
    assert_eq!(clusters(&texts), [0, 0, 2]);
}

#[test]
fn posts_that_pass_on_or_quote_one_that_the_room_saw_or_not() {
    let of = |id: &str, text: &str| RawMention {
        id: Some(id.into()),
        platform: Some("x".into()),
        text: text.into(),
        ..RawMention::default()
    };
    let to = |id: &str| Some(id.to_owned());
    let mut clusters = Clusters::remembering(100);
    let own =
        RawMention { quote_of: to("a"), ..of("q", "Is this true? Somebody ought to look into it before they say so") };
    assert_eq!(clusters.join(1, &print(&of("a", CLAIM))), Joined::default());
    assert_eq!(
        clusters.join(9, &print(&own)),
        Joined { cluster: None, alike: Some(1) },
        "words of its own are its own"
    );
    let mut join = |id, m: RawMention| clusters.join(id, &print(&m)).cluster;
    assert_eq!(join(2, RawMention { repost_of: to("a"), ..of("b", "") }), Some((1, Tie::Repost)));
    assert_eq!(join(3, RawMention { quote_of: to("b"), ..of("c", "Is this true?") }), Some((1, Tie::Quote)));
    // one that was never seen brings together those that pass it on
    assert_eq!(join(4, RawMention { repost_of: to("unseen"), ..of("d", "") }), None);
    assert_eq!(join(5, RawMention { repost_of: to("unseen"), ..of("e", "") }), Some((4, Tie::Repost)));
    // the same identity on another platform is another post
    assert_eq!(join(6, RawMention { repost_of: to("a"), platform: to("bluesky"), ..of("f", "") }), None);
}

#[test]
fn a_shared_link_joins_bare_links_and_suggests_the_rest() {
    let mut clusters = Clusters::remembering(100);
    let page = "https://www.news.example/acme-recall?utm_source=x";
    assert_eq!(clusters.join(1, &said(&format!("{CLAIM} {page}"))), Joined::default());
    assert_eq!(clusters.join(2, &said("https://news.example/acme-recall")).cluster, Some((1, Tie::Link)));
    let other =
        said("The minister says that nobody was in danger at any moment of it https://news.example/acme-recall/");
    assert_eq!(clusters.join(3, &other), Joined { cluster: None, alike: Some(1) });
    // three words are a claim, also beside the link that stood alone first
    let [one, two] = ["https://news.example/one", "https://news.example/two"];
    for (id, text, page, to) in [
        (11, "look at this Acme", one, None),
        (12, "totally another claim about trains and Acme", one, None),
        (13, "Acme cheese is vegan now", one, None),
        (21, "", two, None),
        (22, "Acme recalls yoghurt", two, None),
        (23, "Acme opens shop", two, None),
        (24, "wow", two, Some((21, Tie::Link))),
    ] {
        assert_eq!(clusters.join(id, &said(&format!("{text} {page}"))).cluster, to, "{text}");
    }
    let home = |text: &str| said(&format!("{text} https://acme.example/"));
    assert_eq!(clusters.join(4, &home("")), Joined::default());
    assert_eq!(clusters.join(5, &home("")), Joined::default());
}

#[test]
fn two_clusters_found_alike_are_only_suggested() {
    let mut clusters = Clusters::remembering(100);
    let (a, b) = ("one two three four five six seven", "eight nine ten eleven twelve thirteen fourteen");
    assert_eq!(clusters.join(1, &said(a)), Joined::default());
    assert_eq!(clusters.join(2, &said(b)), Joined::default());
    let both = clusters.join(3, &said(&format!("{a} {b}")));
    let (cluster, alike) = (both.cluster.map(|(first, _)| first), both.alike);
    assert!([(Some(1), Some(2)), (Some(2), Some(1))].contains(&(cluster, alike)), "{both:?}");
    // both stay what they were
    assert_eq!(clusters.join(4, &said(a)).cluster, Some((1, Tie::Copy)));
    assert_eq!(clusters.join(5, &said(b)).cluster, Some((2, Tie::Copy)));
}

/// A text that shares next to nothing with those of other numbers.
fn invented(n: u64) -> String {
    (0..14).map(|i| format!("w{:x} ", crate::triage::near::mixed(n * 14 + i) >> 40)).collect()
}

#[test]
fn memory_is_bounded_and_what_grows_is_kept() {
    const MAX: usize = 10_000;
    let mut clusters = Clusters::remembering(MAX);
    clusters.join(-1, &said(CLAIM));
    clusters.join(-2, &said(CLAIM));
    for n in 0..25_000 {
        assert_eq!(clusters.join(n, &said(&invented(n as u64))).cluster, None, "{n}");
    }
    assert_eq!(clusters.len(), MAX);
    // 122 bytes a cluster, the tables rounded up to a power of two
    assert!(clusters.bytes() < 72 * (MAX + 1) + 50 * MAX.next_power_of_two() + 1_000, "{}", clusters.bytes());
    let again = |n: u64, c: &mut Clusters| c.join(99_999, &said(&invented(n))).cluster.map(|(first, _)| first);
    assert_eq!(clusters.join(-3, &said(CLAIM)).cluster, Some((-1, Tie::Copy)), "two lives outlast two rounds");
    assert_eq!(again(24_999, &mut clusters), Some(24_999));
    assert_eq!(again(14_000, &mut clusters), None, "a cluster of one goes when its place is wanted");
}

#[test]
fn the_bound_of_a_day() {
    let clusters = Clusters::default();
    let full = clusters.bytes() + Clusters::MAX * size_of::<ring::Place<Sketch>>();
    // 8 bytes a cluster for the hash of the whole: a copy is told from what changes one word; 8 for where each wording went
    assert!(full < 32_100_000, "{full}");
}

#[test]
fn a_place_given_to_another_cluster_ties_nobody() {
    let mut clusters = Clusters::remembering(16);
    let link = |n: u64| said(&format!("https://news.example/{n}"));
    for n in 0..100 {
        clusters.join(n, &link(n as u64));
    }
    assert_eq!(clusters.join(200, &link(0)).cluster, None);
    assert_eq!(clusters.join(201, &link(99)).cluster, Some((99, Tie::Link)));
}

#[test]
fn a_takeover_knows_what_the_room_knows() {
    let texts: Vec<Fingerprint> = (0..400u64).map(|n| said(&invented(n % 150))).collect();
    let mut first = Clusters::remembering(1_000);
    let mut second = Clusters::remembering(1_000);
    for (id, text) in (0..).zip(&texts[..300]) {
        let cluster = first.join(id, text).cluster.map_or(id, |(first, _)| first);
        let kept = Fingerprint::from_bytes(&text.to_bytes()).unwrap_or_default();
        assert_eq!(kept, *text);
        second.learn(id, cluster, &kept);
    }
    for (id, text) in (300..).zip(&texts[300..]) {
        assert_eq!(first.join(id, text), second.join(id, text));
    }
    // a person took it out of its cluster: it must not name one of its own
    let mut third = Clusters::remembering(1_000);
    third.learn(7, 3, &said(CLAIM));
    assert_eq!(third.join(8, &said(CLAIM)).cluster, None);
}

#[test]
fn bytes_of_others_are_refused() {
    let good = said(&format!("{CLAIM} https://news.example/x")).to_bytes();
    assert!(Fingerprint::from_bytes(&good).is_some());
    assert!(good.len() <= 68, "{}", good.len());
    for end in 0..good.len() {
        assert_eq!(Fingerprint::from_bytes(&good[..end]), None);
    }
    let mut unsorted = good.clone();
    unsorted.copy_within(10..13, 7);
    assert_eq!(Fingerprint::from_bytes(&unsorted), None);
    let mut newer = good;
    newer[0] += 1;
    assert_eq!(Fingerprint::from_bytes(&newer), None);
}

#[test]
fn hostile_texts() {
    let long = "a".repeat(1_000_000);
    let words = "ay ".repeat(300_000);
    let zalgo = "z\u{301}\u{302}\u{303}\u{304} ".repeat(50_000);
    let links = "https://a.example/b ".repeat(50_000);
    for text in
        [&long, &words, &zalgo, &links, "\0\0\0", "…", "...", "@", "RT", "RT @a:", "https://", &"👍".repeat(99_999)]
    {
        let mut clusters = Clusters::remembering(16);
        let print = said(text);
        assert_eq!(clusters.join(1, &print), Joined::default());
        let again = clusters.join(2, &print);
        assert!(again.cluster.is_none_or(|(first, _)| first == 1));
        assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print));
    }
}

proptest! {
    #[test]
    fn any_text_is_its_own_copy(text in "\\PC{0,300}") {
        let print = said(&text);
        prop_assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print));
        let mut clusters = Clusters::remembering(16);
        clusters.join(1, &print);
        let again = clusters.join(2, &print).cluster;
        if print.pairs().is_empty() {
            prop_assert!(again.is_none_or(|(_, tie)| tie == Tie::Link));
        } else {
            prop_assert_eq!(again, Some((1, Tie::Copy)));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..150)) {
        if let Some(print) = Fingerprint::from_bytes(&bytes) {
            prop_assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print));
        }
    }
}

#[test]
fn a_word_more_less_or_other_is_no_copy() {
    let tie = |first: &str, then: &str| {
        let mut clusters = Clusters::remembering(100);
        clusters.join(1, &said(first));
        clusters.join(2, &said(then)).cluster.map(|(_, tie)| tie)
    };
    let safe = "Acme yoghurt from the north plant is safe to eat, says the food safety agency this morning";
    for copy in [
        "RT @ana: Acme yoghurt from the north plant is safe to eat, says the food safety agency this morning",
        "ACME yoghurt from the north plant is safe to eat: says the food safety agency this morning! https://t.example/1",
        "Acme yoghurt from the north plant is safe to eat, says the food safety agen…",
    ] {
        assert_eq!(tie(safe, copy), Some(Tie::Copy), "{copy}");
    }
    for other in [
        "Acme yoghurt from the north plant is not safe to eat, says the food safety agency this morning",
        "Hoax: Acme yoghurt from the north plant is safe to eat, says the food safety agency this morning",
        "Acme yoghurt from the south plant is safe to eat, says the food safety agency this morning",
        "I do not believe it. Acme yoghurt from the north plant is safe to eat, says the food safety agency this morning",
    ] {
        assert_eq!(tie(safe, other), Some(Tie::Text), "{other}");
        assert_eq!(tie(other, safe), Some(Tie::Text), "{other}");
    }
    let long = |lot: &str| {
        format!(
            "{safe} and here is a longer text with so many words that only some of their pairs are kept for comparing, about lot {lot} of it all"
        )
    };
    assert_eq!(tie(&long("4417"), &long("4417")), Some(Tie::Copy));
    assert_eq!(tie(&long("4417"), &long("4418")), Some(Tie::Text));
}
