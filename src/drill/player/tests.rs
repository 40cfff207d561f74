use super::*;
use crate::domain::time::MINUTE;

fn script(lang: Lang, seed: u64) -> Script {
    Script::new(&Scenario::builtin(), lang, seed)
}

fn named<'a>(script: &'a Script, name: &str) -> &'a Inject {
    script.injects().iter().find(|i| i.origin == Origin::Script(name.into())).unwrap()
}

#[test]
fn the_same_seed_plays_the_same_script() {
    assert_eq!(script(Lang::En, 7), script(Lang::En, 7));
    assert_ne!(script(Lang::En, 7), script(Lang::En, 8));
    assert_ne!(script(Lang::En, 7), script(Lang::Es, 7));
}

#[test]
fn everything_arrives_in_order_once_and_filled() {
    for lang in [Lang::En, Lang::Es] {
        let s = script(lang, 1);
        assert!(s.injects().is_sorted_by_key(|i| i.at_ms) && s.history().is_sorted_by_key(|i| i.at_ms));
        let mut ids = HashSet::new();
        for inject in s.injects().iter().chain(s.history()) {
            let m = &inject.mention;
            assert!(ids.insert(m.id.clone().unwrap()));
            assert!(!m.text.trim().is_empty() && !m.text.contains(['{', '}']), "{:?}", m.text);
            assert!(m.platform.is_some() && m.author.is_some() && m.handle.is_some() && m.followers.is_some());
            assert!(m.private || m.url.as_ref().unwrap().contains(".example/"));
        }
    }
}

#[test]
fn a_surge_rises_over_the_usual() {
    for lang in [Lang::En, Lang::Es] {
        let s = script(lang, 3);
        let half_hour = s.due(0, 30 * MINUTE).len();
        assert!((250..=400).contains(&half_hour), "{half_hour}");
        assert_eq!(s.history().len(), 25 * 72);
        assert!(
            s.history().first().unwrap().at_ms < -25 * 60 * MINUTE + 10 * MINUTE
                && s.history().iter().all(|i| i.at_ms < 0)
        );
        assert!(s.history().iter().all(|i| i.expected.is_none()));
        let peak = (0..30).map(|m| s.due(m * MINUTE, (m + 1) * MINUTE).len()).max().unwrap();
        assert!(peak >= 20, "{peak} a minute at most");
        assert!(s.due(0, 2 * MINUTE).len() <= 12);
        assert!(s.due(33 * MINUTE, 35 * MINUTE).len() <= 14);
    }
}

#[test]
fn due_misses_nothing_and_gives_nothing_twice() {
    let s = script(Lang::En, 1);
    let steps: Vec<Inject> = (0..).step_by(7_001).take(400).flat_map(|t| s.due(t, t + 7_001).to_vec()).collect();
    assert_eq!(steps, s.injects());
    assert!(s.due(5, 5).is_empty() && s.due(9, 3).is_empty() && s.due(s.lasts_ms() + 1, i64::MAX).is_empty());
}

#[test]
fn every_reference_leads_to_an_earlier_mention_of_the_same_platform() {
    let s = script(Lang::Es, 5);
    let (mut replies, mut reposts) = (0, 0);
    for inject in s.injects() {
        let m = &inject.mention;
        for target in m.reply_to.iter().chain(&m.quote_of).chain(&m.repost_of) {
            let first = s.injects().iter().find(|i| i.mention.id.as_ref() == Some(target)).unwrap();
            assert!(first.at_ms < inject.at_ms);
            assert_eq!(first.mention.platform, m.platform);
        }
        replies += usize::from(m.reply_to.is_some());
        reposts += usize::from(m.repost_of.is_some());
        assert_eq!(m.kind == MentionKind::Repost, m.repost_of.is_some());
        assert_eq!(m.kind == MentionKind::Quote, m.quote_of.is_some());
    }
    assert!(replies > 20 && reposts > 30, "{replies} {reposts}");
}

#[test]
fn the_author_of_a_thread_writes_again_under_it() {
    let s = script(Lang::En, 1);
    let (first, again) = (named(&s, "marta-1"), named(&s, "marta-2"));
    assert_eq!(again.mention.reply_to, first.mention.id);
    assert_eq!(again.mention.handle, first.mention.handle);
}

#[test]
fn what_is_expected_speaks_the_domain_and_comes_in_time() {
    let s = script(Lang::En, 1);
    for inject in s.injects() {
        let expected = inject.expected.as_ref().unwrap();
        assert!(!expected.dispositions.is_empty());
        assert!(expected.by_ms.is_none_or(|by| by > inject.at_ms));
    }
    let met: HashSet<Disposition> = s.injects().iter().flat_map(|i| i.expected.clone().unwrap().dispositions).collect();
    assert_eq!(met.len(), Disposition::ALL.len(), "a drill that asks for every disposition");
    assert_eq!(named(&s, "forger-1").expected.as_ref().unwrap().truth, Truth::False);
}

#[test]
fn copies_are_exact_reposted_or_slightly_edited() {
    let s = script(Lang::En, 2);
    let original = &named(&s, "forger-1").mention.text;
    let copies: Vec<&Inject> =
        s.injects().iter().filter(|i| i.origin == Origin::Wave("forgery-shared".into())).collect();
    let exact = copies.iter().filter(|i| i.mention.text == *original).count();
    assert!(exact >= 10 && exact < copies.len(), "{exact} of {}", copies.len());
    let handles: HashSet<_> = copies.iter().map(|i| i.mention.handle.clone()).collect();
    assert!(handles.len() > copies.len() - 3, "different people");
}

#[test]
fn foreigners_write_the_other_language() {
    let (en, es) = (script(Lang::En, 1), script(Lang::Es, 1));
    assert!(named(&en, "derek-1").mention.text.starts_with("De vacaciones"));
    assert!(named(&es, "derek-1").mention.text.starts_with("On holiday"));
    assert_eq!(named(&en, "mark-1").mention.lang.as_deref(), Some("es"));
}

#[test]
fn a_direct_message_has_no_link_and_a_mention_gets_its_time_on_arrival() {
    let s = script(Lang::En, 1);
    let message = named(&s, "wendy-dm");
    assert!(message.mention.private && message.mention.url.is_none());
    assert_eq!(message.mention.kind, MentionKind::Message);
    let arriving = message.arriving(Stamp(1_000_000));
    assert_eq!(arriving.ts, Some(Stamp(1_000_000 + 5 * MINUTE + s.later_ms())));
    assert_eq!(message.mention.ts, None);
}

#[test]
fn a_seed_says_when_it_begins_within_its_limits() {
    let scenario = Scenario::load("false_rumour").unwrap();
    let starts: HashSet<i64> = (0..40).map(|seed| Script::new(&scenario, Lang::En, seed).later_ms()).collect();
    assert!(starts.len() > 20 && starts.iter().all(|ms| (0..=4 * MINUTE).contains(ms)), "{starts:?}");
    let s = Script::new(&scenario, Lang::En, 5);
    let first = named(&s, "rumour-1");
    assert_eq!(first.at_ms, 90_000 + s.later_ms());
    assert_eq!(first.expected.as_ref().unwrap().by_ms, Some(first.at_ms + 10 * MINUTE));
    assert_eq!(s.lasts_ms(), 30 * MINUTE + s.later_ms());
    // README tells of the first drill that a child is ill within a minute, at five times the wall's speed
    let first: HashSet<i64> = (0..40).map(|seed| script(Lang::En, seed).later_ms()).collect();
    assert!(first.len() > 20 && first.iter().all(|ms| (0..=2 * MINUTE).contains(ms)), "{first:?}");
}

#[test]
fn a_silent_feed_speaks_all_at_once_with_its_true_times() {
    let scenario = Scenario::load("false_rumour").unwrap();
    let s = Script::new(&scenario, Lang::En, 2);
    let (from, to) = (11 * MINUTE + s.later_ms(), 16 * MINUTE + s.later_ms());
    let held: Vec<&Inject> = s.injects().iter().filter(|i| i.posted_ms < i.at_ms).collect();
    assert!(held.len() >= 3, "{}", held.len());
    for inject in &held {
        assert_eq!((inject.mention.platform.as_deref(), inject.at_ms), (Some("facebook"), to));
        assert!((from..to).contains(&inject.posted_ms));
        assert_eq!(inject.arriving(Stamp(0)).ts, Some(Stamp(inject.posted_ms)));
    }
    assert!(held.is_sorted_by_key(|i| i.posted_ms));
    let there = |i: &&Inject| i.mention.platform.as_deref() == Some("facebook") && (from..to).contains(&i.at_ms);
    assert_eq!(s.injects().iter().find(there), None);
    assert!(held.iter().any(|i| i.origin == Origin::Script("pilar-2".into())));
}

#[test]
fn the_team_is_told_of_twists_in_its_language_and_in_order() {
    let s = Script::new(&Scenario::load("outage_hijack").unwrap(), Lang::Es, 1);
    let words = s.words();
    assert!(words.len() == 2 && words.is_sorted_by_key(|w| w.at_ms));
    assert!(words[0].text.starts_with("Dirección del simulacro: no se puede hablar con Jurídico"), "{words:?}");
    assert_eq!(words[0].at_ms, 17 * MINUTE + s.later_ms());
}
