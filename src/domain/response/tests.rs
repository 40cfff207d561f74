//! What is allowed of a text, refused, and what becomes of it: practice.md 4.1, rule by rule.

use super::decide::safe;
use super::review::LEGAL;
use super::*;
use crate::domain::clock::approval_life;
use crate::domain::command::{Command, Ctx, Linked, NextIds, Retract};
use crate::domain::incident::Severity;
use crate::domain::room::Actor;
use crate::domain::time::{HOUR, MINUTE};

const AT: Stamp = Stamp(1_790_000_000_000);
const ID: ResponseId = ResponseId(1);

fn who(name: &str) -> Actor {
    Actor { name: Clean::line(name), ..Actor::default() }
}

fn ctx(who: &Actor) -> Ctx<'_> {
    Ctx { who, at: AT, now: AT, ids: NextIds::FIRST }
}

#[test]
fn an_answer_is_one_where_it_was_asked() {
    for kind in ResponseKind::ALL {
        for (channel, platform) in [("x", "x"), ("X ", "twitter"), ("web", "web"), ("x", ""), ("", "x")] {
            assert!(attends(kind, channel, platform), "{channel} {platform}");
        }
        for (channel, platform) in [("facebook", "instagram"), ("x", "web"), ("x", "reddit")] {
            assert!(!attends(kind, channel, platform), "{channel} {platform}");
        }
        // a reply to one person on our own pages or by letter leaves who asked elsewhere waiting
        for (channel, platform) in [("web", "x"), ("email", "reddit")] {
            assert_eq!(attends(kind, channel, platform), kind.to_all(), "{kind:?} {channel} {platform}");
        }
    }
}

#[test]
fn a_text_keeps_its_emoji_and_loses_what_a_terminal_obeys() {
    let content =
        |text: &str, channel: &str| Content { text: text.into(), channel: channel.into(), ..Content::default() };
    let good = content("Año 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\nsí", "x");
    assert_eq!(safe(&good), Ok(good));
    assert_eq!(safe(&content("a\u{1b}]0;t\u{7}\tb\r\n\u{202e}c", "x\u{1b}[31m")), Ok(content("a b\nc", "x")));
    assert_eq!(safe(&content("apo\u{ad}lo\u{200b}gise", "x")), Ok(content("apologise", "x")), "as it is read");
    assert!(safe(&content("\u{1b}\u{202e}", "x")).is_err(), "nothing is left");
}

/// A response driven by commands.
#[derive(Clone)]
struct Driven {
    now: Response,
    severity: Option<Severity>,
    needs: Vec<String>,
    findings: Vec<Finding>,
    said: Option<Finding>,
    cleared: bool,
    unsigned: bool,
    leads: bool,
    shut: bool,
    publishes: bool,
    note: Vec<Finding>,
}

/// Ana writes, Luis is the communications lead, Eva is legal.
fn speaks(role: &str, name: &Clean) -> bool {
    matches!((role, name.as_str()), ("comms_lead", "Luis") | ("legal", "Eva"))
}

impl Driven {
    fn new(author: &str, severity: Option<Severity>) -> Driven {
        Driven {
            needs: Vec::new(),
            findings: Vec::new(),
            said: None,
            cleared: false,
            unsigned: false,
            leads: false,
            shut: false,
            publishes: true,
            note: Vec::new(),
            now: Response {
                id: ResponseId(1),
                incident: None,
                title: Clean::line("Holding"),
                kind: ResponseKind::Holding,
                state: ResponseState::Draft,
                since: AT,
                author: Clean::line(author),
                content: Content::default(),
                answers: Vec::new(),
                approval: None,
                review: Review::default(),
                links: Links::default(),
                note: Clean::default(),
                permalink: None,
                published_text: None,
                rev: 1,
            },
            severity,
        }
    }

    fn decide(&mut self, name: &str, command: Command, at: Stamp) -> Result<(), &'static str> {
        let who = who(name);
        let ctx = Ctx { at, now: at, ..ctx(&who) };
        let around = Around {
            severity: self.severity,
            needs: self.needs.clone(),
            speaks: &speaks,
            findings: self.findings.clone(),
            said: self.said.clone(),
            cleared: self.cleared,
            unsigned: self.unsigned,
            leads: self.leads,
            shut: self.shut,
            publishes: self.publishes,
            note: self.note.clone(),
            lasts: approval_life(self.severity),
            ..Around::default()
        };
        let events = decide(Some(&self.now), &around, &command, &ctx).map_err(|r| r.key)?;
        for event in &events {
            self.now.apply(event, &who.name, at);
        }
        Ok(())
    }

    fn submit(&mut self, text: &str) -> Result<(), &'static str> {
        let content = Content { text: text.into(), channel: "x".into(), lang: Lang::En, ..Content::default() };
        self.decide(
            "Ana",
            Command::SubmitResponse { response: ResponseId(1), rev: None, content, waive: Vec::new() },
            AT,
        )
    }

    fn approve(&mut self, name: &str, aloud: Option<&str>) -> Result<(), &'static str> {
        let digest = self.now.content.digest();
        let aloud = aloud.map(str::to_owned);
        self.decide(name, Command::ApproveResponse { response: ResponseId(1), rev: None, digest, aloud }, AT)
    }

    fn publish(&mut self, at: Stamp) -> Result<(), &'static str> {
        self.decide("Ana", Command::StartPublishing { response: ResponseId(1), rev: None, via: None }, at)
    }
}

#[test]
fn who_has_approved_a_text_does_not_approve_it_again() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    r.needs = vec!["comms_lead".into(), "legal".into()];
    r.submit("We know.").unwrap();
    r.approve("Luis", None).unwrap();
    assert_eq!(r.approve("Luis", None), Err("refuse-approved-already"));
    assert_eq!(r.approve("Eva", None), Ok(()));
}

#[test]
fn only_what_was_approved_as_it_stands_can_be_published() {
    let mut r = Driven::new("Ana", None);
    assert_eq!(r.submit("  "), Err("refuse-empty-text"));
    assert_eq!(r.publish(AT), Err("refuse-response-state"));
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    let changes: [fn(&mut Content); 4] = [
        |c| c.text.push('.'),
        |c| c.channel = "bluesky".into(),
        |c| c.lang = Lang::Es,
        |c| c.attachments.push("ab".into()),
    ];
    for change in changes {
        let mut changed = r.clone();
        let mut content = changed.now.content.clone();
        change(&mut content);
        changed.decide("Ana", Command::ReviseResponse { response: ResponseId(1), rev: None, content }, AT).unwrap();
        assert_eq!(changed.now.state, ResponseState::Stale);
        assert_eq!(changed.publish(AT), Err("refuse-response-state"));
        assert_eq!(changed.approve("Luis", None), Err("refuse-response-state"), "stale goes through review again");
    }
    let mut forged = r.clone();
    forged.now.content.text.push('!');
    assert_eq!(forged.publish(AT), Err("refuse-stale"), "even if somebody edited the file");
    r.publish(AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Publishing);
    let said = Command::ConfirmPublished { response: ResponseId(1), permalink: Some(" ".into()), changed_to: None };
    r.decide("Ana", said, AT).unwrap();
    assert_eq!((r.now.state, r.now.permalink.clone()), (ResponseState::Published, None));
    assert_eq!(r.submit("again"), Err("refuse-response-state"));
}

#[test]
fn a_link_is_given_once_it_is_out_and_put_right() {
    let link = |to: &str| Command::LinkResponse(Linked { response: ID, permalink: to.into() });
    let mut r = Driven::new("Ana", None);
    assert_eq!(r.decide("Ana", link("https://x.com/a/status/1"), AT), Err("refuse-response-state"), "nothing is out");
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    r.publish(AT).unwrap();
    let out = Command::ConfirmPublished { response: ID, permalink: None, changed_to: None };
    r.decide("Ana", out, AT).unwrap();
    let later = AT.plus(MINUTE);
    assert_eq!(r.decide("Ana", link(" "), later), Err("refuse-needs-link"));
    assert_eq!(r.decide("Ana", link("javascript:alert(1)"), later), Err("refuse-permalink-odd"));
    r.decide("Ana", link("https://x.com/a/status/1"), later).unwrap();
    assert_eq!(r.decide("Ana", link("https://x.com/a/status/1"), later), Err("refuse-same-link"));
    r.decide("Ana", link("https://x.com/a/status/2"), later).unwrap();
    assert_eq!(r.now.permalink.as_ref().map(Clean::as_str), Some("https://x.com/a/status/2"));
    assert_eq!((r.now.state, r.now.since), (ResponseState::Published, AT), "where it stands is what it was");
}

#[test]
fn an_approval_is_of_the_text_that_was_read_by_another_and_runs_out() {
    let mut r = Driven::new("Ana", Some(Severity::Sev2));
    r.submit("We are checking.").unwrap();
    let other = Command::ApproveResponse { response: ResponseId(1), rev: None, digest: "00".into(), aloud: None };
    assert_eq!(r.decide("Luis", other, AT), Err("refuse-approve-other-text"));
    assert_eq!(r.approve("Ana", None), Err("refuse-own-text"));
    assert_eq!(r.approve("Luis", Some("Ana")), Err("refuse-own-text"));
    r.approve("Ana", Some("Luis")).unwrap();
    let approval = r.now.approval.clone().unwrap();
    assert_eq!((approval.by.as_str(), approval.recorded_by.unwrap().as_str()), ("Luis", "Ana"));
    assert_eq!(approval.until, AT.plus(60 * MINUTE));
    assert_eq!(r.publish(AT.plus(61 * MINUTE)), Err("refuse-expired"));
    let again = Command::ApproveResponse { response: ID, rev: None, digest: r.now.content.digest(), aloud: None };
    let soon = AT.plus(MINUTE / 2);
    assert_eq!(r.decide("Luis", again.clone(), soon), Err("refuse-approved-already"), "a second key says nothing new");
    r.decide("Luis", again, AT.plus(61 * MINUTE)).unwrap();
    r.publish(AT.plus(120 * MINUTE)).unwrap();
    let failed = Command::PublishingFailed { response: ResponseId(1), reason: "the site is down".into() };
    r.decide("Ana", failed, AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Approved, "what did not go out is still approved");
    let stale = Command::RequestChanges { response: ResponseId(1), rev: Some(1), note: "softer".into() };
    assert_eq!(r.decide("Luis", stale, AT), Err("refuse-changed-meanwhile"));
}

#[test]
fn every_role_that_the_plan_names_gives_its_own_word() {
    let mut r = Driven::new("Ana", Some(Severity::Sev2));
    r.needs = vec!["comms_lead".into(), "legal".into()];
    r.submit("We are checking.").unwrap();
    assert_eq!(r.approve("Juan", None), Err("refuse-not-approver"));
    assert_eq!(r.approve("Ana", Some("Juan")), Err("refuse-not-approver"), "said aloud or not");
    r.approve("Luis", None).unwrap();
    assert_eq!((r.now.state, r.now.approval.is_some()), (ResponseState::InReview, false), "one of two");
    assert_eq!(r.publish(AT), Err("refuse-response-state"));
    r.approve("Eva", None).unwrap();
    assert_eq!(r.now.state, ResponseState::Approved);
    r.publish(AT).unwrap();
}

#[test]
fn an_approval_lasts_as_long_as_the_first_word_of_it() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    r.needs = vec!["comms_lead".into(), "legal".into()];
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    let (response, digest) = (ID, r.now.content.digest());
    let later = Command::ApproveResponse { response, rev: None, digest: digest.clone(), aloud: None };
    r.decide("Eva", later, AT.plus(15 * MINUTE)).unwrap();
    assert_eq!(r.now.approval.as_ref().unwrap().until, AT.plus(20 * MINUTE));
    let again = Command::ApproveResponse { response, rev: None, digest, aloud: None };
    r.decide("Eva", again, AT.plus(21 * MINUTE)).unwrap();
    assert_eq!(r.now.state, ResponseState::InReview, "the other word ran out, and nothing goes out on half of it");
}

#[test]
fn a_graver_incident_needs_more_words_than_were_given() {
    let mut r = Driven::new("Ana", Some(Severity::Sev3));
    r.needs = vec!["comms_lead".into()];
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    (r.severity, r.needs) = (Some(Severity::Sev1), vec!["comms_lead".into(), "legal".into()]);
    assert_eq!(r.publish(AT), Err("refuse-needs-more"));
    r.approve("Eva", None).unwrap();
    r.publish(AT).unwrap();
}

#[test]
fn a_finding_stands_with_a_reason_and_an_error_only_by_legal() {
    let mut r = Driven::new("Ana", Some(Severity::Sev3));
    r.needs = vec!["comms_lead".into()];
    r.findings = vec![Finding { rule: "T22".into(), grave: false, stands: vec![] }];
    assert_eq!(r.submit("Long."), Err("refuse-tone"));
    let hand_in = |rules: &[(&str, &str)]| Command::SubmitResponse {
        response: ID,
        rev: None,
        content: Content { text: "Long.".into(), channel: "x".into(), ..Content::default() },
        waive: rules
            .iter()
            .map(|(rule, reason)| Waiver { rule: (*rule).into(), reason: (*reason).into(), ..Waiver::default() })
            .collect(),
    };
    assert_eq!(r.decide("Ana", hand_in(&[("T22", " ")]), AT), Err("refuse-tone"), "a reason says something");
    r.decide("Ana", hand_in(&[("T22", "one sentence is quoted")]), AT).unwrap();
    assert_eq!((r.now.review.needs.len(), r.now.review.waived.len()), (1, 1));
    r.findings.push(Finding { rule: "T19".into(), grave: true, stands: vec![] });
    assert_eq!(r.decide("Ana", hand_in(&[("T22", "quoted")]), AT), Err("refuse-tone-grave"));
    r.decide("Ana", hand_in(&[("T22", "quoted"), ("T19", "a court asks for it")]), AT).unwrap();
    r.approve("Luis", None).unwrap();
    assert_eq!(r.now.state, ResponseState::InReview, "legal lets it stand, nobody else");
    r.approve("Eva", None).unwrap();
    r.publish(AT).unwrap();
}

#[test]
fn words_that_are_out_already_go_out_again_only_with_a_reason_for_each_text_that_says_them() {
    let live = |ids: &[i64]| -> Vec<LiveText> {
        let text = |id: &i64| LiveText::new(ResponseId(*id), Lang::En, "We are  CHECKING.", AT);
        ids.iter().map(|id| LiveText { channel: "x".into(), ..text(id) }).collect()
    };
    let content = Content { text: "We are checking.".into(), channel: "x".into(), ..Content::default() };
    let said = |ids: &[i64]| repeats(ResponseKind::Holding, &content, &live(ids));
    let waive =
        |rule: &str| vec![Waiver { rule: rule.into(), reason: "asked again by many".into(), ..Waiver::default() }];
    let submit = |r: &mut Driven, waive| {
        let content = content.clone();
        r.decide("Ana", Command::SubmitResponse { response: ID, rev: None, content, waive }, AT)
    };
    // what was out when it was handed in: nothing, one, the same one once more, one more
    for (before, reasons, handed_in, since, out) in [
        (&[][..], "", Ok(()), &[][..], Ok(())),
        (&[7], "", Err("refuse-said-already"), &[7], Ok(())),
        (&[7], "T23", Err("refuse-said-already"), &[7], Ok(())),
        (&[7], SAID, Ok(()), &[7], Ok(())),
        (&[7], SAID, Ok(()), &[9, 7], Err("refuse-said-already")),
        (&[], "", Ok(()), &[7], Err("refuse-said-already")),
        (&[], SAID, Ok(()), &[7], Err("refuse-said-already")),
        (&[9, 7], SAID, Ok(()), &[9, 7], Ok(())),
    ] {
        let case = format!("{before:?} {reasons} {since:?}");
        let mut r = Driven::new("Ana", None);
        r.said = said(before);
        assert_eq!(submit(&mut r, waive(reasons)), handed_in, "{case}");
        if handed_in.is_err() {
            continue;
        }
        r.approve("Luis", None).unwrap();
        r.said = said(since);
        assert_eq!(r.publish(AT), out, "{case}");
        if out.is_err() {
            submit(&mut r, waive(SAID)).unwrap();
            assert_eq!(r.now.state, ResponseState::InReview, "who approves sees the reason");
            r.approve("Luis", None).unwrap();
            r.publish(AT).unwrap();
        }
    }
}

#[test]
fn a_refusal_of_the_same_words_names_the_text_that_is_out() {
    let finding = Finding {
        rule: SAID.into(),
        grave: false,
        stands: vec![Stood { against: Some(Against::Response(ResponseId(7), "We are.".into())), ..Stood::default() }],
    };
    let around = Around { said: Some(finding), ..Around::default() };
    let r = Driven::new("Ana", None);
    let who = who("Ana");
    let content = Content { text: "We are.".into(), channel: "x".into(), ..Content::default() };
    let submit = Command::SubmitResponse { response: ID, rev: None, content, waive: Vec::new() };
    let refusal = decide(Some(&r.now), &around, &submit, &ctx(&who)).unwrap_err();
    for lang in [Lang::En, Lang::Es] {
        let told = crate::words::Words::new(lang).refusal(&refusal);
        assert!(told.contains("Holding") && told.contains('7') && told.contains(SAID), "{told}");
    }
}

#[test]
fn the_lead_alone_publishes_a_cleared_text_at_sev1_and_says_why() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    r.needs = vec!["comms_lead".into(), "legal".into()];
    r.submit("We know.").unwrap();
    let alone = |r: &Driven, reason: &str| Command::PublishAlone {
        response: ID,
        rev: None,
        digest: r.now.content.digest(),
        reason: reason.into(),
    };
    let go = |r: &mut Driven, reason| {
        let command = alone(r, reason);
        r.decide("Ana", command, AT)
    };
    assert_eq!(go(&mut r, "x"), Err("refuse-alone-lead"));
    r.leads = true;
    assert_eq!(go(&mut r, "x"), Err("refuse-alone-text"));
    r.unsigned = true;
    assert_eq!(go(&mut r, "x"), Err("refuse-alone-unsigned"), "nothing was changed");
    r.unsigned = false;
    r.cleared = true;
    assert_eq!(go(&mut r, ""), Err("refuse-needs-reason"));
    r.severity = Some(Severity::Sev2);
    assert_eq!(go(&mut r, "x"), Err("refuse-alone-severity"));
    r.severity = Some(Severity::Sev1);
    go(&mut r, "people may still be eating it").unwrap();
    assert!(r.now.approval.as_ref().unwrap().alone);
    r.publish(AT).unwrap();
}

#[test]
fn a_strong_objection_is_kept_word_for_word_and_stops_the_text_until_another_decides() {
    let mut r = Driven::new("Ana", None);
    r.submit("We are checking.").unwrap();
    r.decide("Eva", Command::Object { response: ID, text: "  This admits liability.  ".into() }, AT).unwrap();
    assert_eq!(r.now.review.objections[0].text.as_str(), "This admits liability.");
    r.approve("Luis", None).unwrap();
    assert_eq!(r.publish(AT), Err("refuse-objection"));
    let settle = |how: &str| Command::SettleObjection { response: ID, objection: 0, how: how.into() };
    assert_eq!(r.decide("Ana", settle("no"), AT), Err("refuse-settle-own"), "not the author");
    assert_eq!(r.decide("Luis", settle(""), AT), Err("refuse-needs-reason"));
    r.decide("Luis", settle("it says what the law asks for"), AT).unwrap();
    assert_eq!(r.decide("Luis", settle("again"), AT), Err("refuse-no-objection"));
    r.publish(AT).unwrap();
}

#[test]
fn where_harm_is_likely_an_objection_is_decided_about_by_those_who_have_a_say() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    r.submit("We are checking.").unwrap();
    r.decide("Bea", Command::Object { response: ID, text: "Too early.".into() }, AT).unwrap();
    let settle = Command::SettleObjection { response: ID, objection: 0, how: "no".into() };
    assert_eq!(r.decide("Random", settle.clone(), AT), Err("refuse-settle-say"));
    for name in ["Bea", "Luis", "Eva"] {
        r.clone().decide(name, settle.clone(), AT).unwrap();
    }
    r.leads = true;
    r.decide("Random", settle, AT).unwrap();
}

#[test]
fn a_cell_that_names_nobody_is_no_word_of_everybody() {
    let mut r = Driven::new("Ana", Some(Severity::Sev3));
    r.submit("We are checking.").unwrap();
    r.shut = true;
    assert_eq!(r.approve("Luis", None), Err("refuse-nobody-approves"));
}

#[test]
fn nobody_publishes_alone_what_legal_must_let_stand() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    (r.needs, r.leads, r.cleared) = (vec!["incident_lead".into()], true, true);
    r.findings = vec![Finding { rule: "T05".into(), grave: true, stands: vec![] }];
    let waive = vec![Waiver { rule: "T05".into(), reason: "it is so".into(), ..Waiver::default() }];
    let content = Content { text: "The supplier did it.".into(), channel: "x".into(), ..Content::default() };
    r.decide("Ana", Command::SubmitResponse { response: ID, rev: None, content, waive }, AT).unwrap();
    let digest = r.now.content.digest();
    let alone = Command::PublishAlone { response: ID, rev: None, digest: digest.clone(), reason: "now".into() };
    assert_eq!(r.decide("Ana", alone, AT), Err("refuse-alone-errs"));
    // nor does such a word, once given, stand for legal's
    let by = Clean::line("Ana");
    r.now.review.given =
        vec![Approval { by, recorded_by: None, at: AT, until: AT, digest, roles: Vec::new(), alone: true }];
    assert_eq!(r.now.review.missing(&["incident_lead".to_owned(), LEGAL.to_owned()]), [LEGAL]);
    r.now.review.waived.clear();
    assert!(r.now.review.missing(&["incident_lead".to_owned(), LEGAL.to_owned()]).is_empty());
}

#[test]
fn words_are_whose_they_are_whoever_hands_them_in() {
    let hand_in = |text: &str| Command::SubmitResponse {
        response: ID,
        rev: None,
        content: Content { text: text.into(), channel: "x".into(), ..Content::default() },
        waive: Vec::new(),
    };
    let revise = |text: &str| Command::ReviseResponse {
        response: ID,
        rev: None,
        content: Content { text: text.into(), channel: "x".into(), ..Content::default() },
    };
    let mut r = Driven::new("Luis", Some(Severity::Sev2));
    r.decide("Luis", hand_in("We check."), AT).unwrap();
    r.decide("Ana", hand_in("We  check. "), AT).unwrap();
    assert_eq!(r.now.author.as_str(), "Luis", "handing in is not writing");
    assert_eq!(r.approve("Luis", None), Err("refuse-own-text"));
    let mut r = Driven::new("Ana", Some(Severity::Sev2));
    r.decide("Luis", revise("We are checking."), AT).unwrap();
    r.decide("Ana", hand_in("We are checking."), AT).unwrap();
    assert_eq!(r.approve("Luis", None), Err("refuse-own-text"));
    // other words are another's; a proposal is the author's who takes it, and no third person's
    r.decide("Ana", hand_in("We look into it."), AT).unwrap();
    assert_eq!(r.now.author.as_str(), "Ana");
    let propose = Command::ProposeEdit { response: ID, rev: None, text: "We look into it now.".into() };
    r.decide("Luis", propose, AT).unwrap();
    let mut taken = r.clone();
    taken.decide("Ana", hand_in("We look into it now."), AT).unwrap();
    assert_eq!(taken.approve("Luis", None), Ok(()));
    r.decide("Zoe", hand_in("We look into it now."), AT).unwrap();
    assert_eq!(r.approve("Luis", None), Err("refuse-own-text"));
}

#[test]
fn a_reviewer_proposes_words_and_the_author_hands_them_in() {
    let mut r = Driven::new("Ana", Some(Severity::Sev2));
    r.submit("We check.").unwrap();
    let propose = |text: &str| Command::ProposeEdit { response: ID, rev: None, text: text.into() };
    assert_eq!(r.decide("Ana", propose("We are checking."), AT), Err("refuse-propose-own"));
    assert_eq!(r.decide("Luis", propose("We check."), AT), Err("refuse-same-text"));
    r.decide("Luis", propose("We are checking."), AT).unwrap();
    assert_eq!((r.now.state, r.now.content.text.as_str()), (ResponseState::ChangesRequested, "We check."));
    assert_eq!(r.approve("Luis", None), Err("refuse-response-state"), "proposing is no approval");
    r.submit("We are checking.").unwrap();
    assert_eq!(r.now.review.proposal, None);
    r.approve("Luis", None).unwrap();
}

#[test]
fn a_held_text_goes_on_from_where_it_stood() {
    let mut r = Driven::new("Ana", None);
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    let hold = |reason: &str| Command::HoldResponse { response: ID, reason: reason.into() };
    assert_eq!(r.decide("Eva", hold(""), AT), Err("refuse-needs-reason"));
    r.decide("Eva", hold("embargo until noon"), AT).unwrap();
    assert_eq!(r.publish(AT), Err("refuse-response-state"));
    let release = Command::ReleaseResponse { response: ID };
    assert_eq!(r.decide("Random", release.clone(), AT), Err("refuse-release"), "what legal stopped stays stopped");
    r.decide("Luis", release.clone(), AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Approved);
    r.decide("Random", hold("embargo"), AT).unwrap();
    r.decide("Random", release, AT).unwrap();
    assert_eq!((r.now.state, &r.now.review.held_by), (ResponseState::Approved, &None));
}

#[test]
fn nothing_that_is_out_disappears_in_silence() {
    let mut r = Driven::new("Ana", None);
    let retract = |note: &str| taken_back(note, &[], &[]);
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    assert_eq!(r.decide("Ana", retract("https://acme.example/note"), AT), Err("refuse-response-state"));
    r.publish(AT).unwrap();
    let out = Command::ConfirmPublished { response: ID, permalink: None, changed_to: None };
    r.decide("Ana", out, AT).unwrap();
    assert_eq!(r.decide("Ana", retract(" "), AT), Err("refuse-silent"));
    let follow = Command::FollowUp { response: ID, note: "calmer".into(), done: false };
    r.decide("Ana", follow, AT).unwrap();
    assert_eq!(r.now.state, ResponseState::FollowedUp);
    r.decide("Ana", retract("https://acme.example/note"), AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Retracted);
}

#[test]
fn a_fact_that_changes_takes_the_approval_with_it() {
    let mut r = Driven::new("Ana", None);
    r.submit("Lot 7 is withdrawn.").unwrap();
    r.approve("Luis", None).unwrap();
    r.now.apply(
        &crate::domain::event::Event::ResponseStaled { response: ID, fact: crate::domain::ids::FactId(1) },
        &Clean::default(),
        AT,
    );
    assert_eq!(r.publish(AT), Err("refuse-response-state"));
    assert_eq!(r.approve("Luis", None), Err("refuse-response-state"));
    r.submit("Lots 7 and 8 are withdrawn.").unwrap();
    assert!(r.now.approval.is_none() && r.now.review.given.is_empty());
}

#[test]
fn a_graver_severity_leaves_of_an_approval_what_it_would_have_given() {
    let both = ["comms_lead".to_owned(), "legal".to_owned()];
    let graver = |r: &mut Driven, severity, needs: &[String]| {
        let event = r.now.narrowed(severity, needs, approval_life(Some(severity)));
        event.iter().for_each(|event| r.now.apply(event, &Clean::default(), AT.plus(MINUTE)));
        event.is_some()
    };
    let mut r = Driven::new("Ana", Some(Severity::Sev3));
    r.needs = both[..1].to_vec();
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    assert_eq!(r.now.approval.as_ref().unwrap().until, AT.plus(4 * 60 * MINUTE));
    // no other word is asked: it is valid for less time, from when it was given
    let mut same = r.clone();
    assert!(graver(&mut same, Severity::Sev2, &both[..1]));
    assert_eq!(
        (same.now.state, same.now.approval.as_ref().unwrap().until),
        (ResponseState::Approved, AT.plus(60 * MINUTE))
    );
    assert!(!graver(&mut same, Severity::Sev2, &both[..1]), "once");
    // another word is asked: it waits for that one, and the first still counts
    let mut more = r.clone();
    assert!(graver(&mut more, Severity::Sev2, &both));
    assert_eq!((more.now.state, more.now.approval.is_none()), (ResponseState::InReview, true));
    assert_eq!(more.now.review.missing(&more.now.review.needs), ["legal"]);
    (more.needs, more.severity) = (both.to_vec(), Some(Severity::Sev2));
    more.approve("Eva", None).unwrap();
    assert_eq!(
        (more.now.state, more.now.approval.as_ref().unwrap().until),
        (ResponseState::Approved, AT.plus(60 * MINUTE))
    );
    // held meanwhile, it does not come back as approved
    let mut held = r.clone();
    held.decide("Luis", Command::HoldResponse { response: ID, reason: "embargo".into() }, AT).unwrap();
    assert!(graver(&mut held, Severity::Sev2, &both));
    held.decide("Luis", Command::ReleaseResponse { response: ID }, AT).unwrap();
    assert_eq!(held.now.state, ResponseState::InReview);
    // nobody approves their own words where harm is likely
    let mut own = Driven::new("Ana", Some(Severity::Sev3));
    own.submit("We are checking.").unwrap();
    own.approve("Ana", None).unwrap();
    assert!(graver(&mut own, Severity::Sev2, &[]));
    assert_eq!((own.now.state, own.now.review.given.len()), (ResponseState::InReview, 0));
}

#[test]
fn an_approval_holds_for_the_same_reply_to_others_no_longer_and_for_no_more_than_it_would_be_given_for() {
    let minutes = |n| AT.plus(n * MINUTE);
    let reply = |author: &str, severity, approver: &str| {
        let mut r = Driven::new(author, Some(severity));
        r.now.kind = ResponseKind::Reply;
        r.submit("We are checking.").unwrap();
        r.approve(approver, None).unwrap();
        r
    };
    let again = |r: &Driven, severity, needs: &[&str], at| {
        let earlier = Response { state: ResponseState::Published, ..r.now.clone() };
        let mut more = Response { id: ResponseId(2), state: ResponseState::InReview, approval: None, ..r.now.clone() };
        more.review = Review::default();
        let needs: Vec<String> = needs.iter().map(|role| (*role).to_owned()).collect();
        let lasts = approval_life(Some(severity));
        let around = Around { severity: Some(severity), needs, lasts, ..Around::default() };
        let event = more.carried(&earlier, &around, at)?;
        more.apply(&event, &Clean::from("Eva"), at);
        Some((more.state, more.approval.map(|a| (a.by.to_string(), a.until))))
    };
    let mut luis = reply("Ana", Severity::Sev3, "Luis");
    let ok = |until| Some((ResponseState::Approved, Some(("Luis".to_owned(), until))));
    assert_eq!(again(&luis, Severity::Sev3, &[], minutes(30)), ok(minutes(240)));
    assert_eq!(again(&luis, Severity::Sev2, &[], minutes(30)), ok(minutes(60)), "graver by now: for less time");
    assert_eq!(again(&luis, Severity::Sev2, &[], minutes(60)), None, "which is over");
    let waits = Some((ResponseState::InReview, None));
    assert_eq!(again(&luis, Severity::Sev2, &["legal"], minutes(30)), waits, "another word is asked besides");
    let own = reply("Ana", Severity::Sev3, "Ana");
    assert!(again(&own, Severity::Sev3, &[], minutes(1)).is_some());
    assert_eq!(
        again(&own, Severity::Sev2, &[], minutes(1)),
        None,
        "nobody's word about their own where harm is likely"
    );
    luis.now.published_text = Some("We have checked.".into());
    assert_eq!(again(&luis, Severity::Sev3, &[], minutes(1)), None, "something else went out");
}

#[test]
fn nobody_takes_a_text_back_alone_where_the_plan_asks_for_more() {
    let mut r = Driven::new("Ana", Some(Severity::Sev1));
    r.now.state = ResponseState::Published;
    r.needs = ["comms_lead", "legal"].map(str::to_owned).into();
    let take_back = |r: &mut Driven, who: &str, words: &[&str]| {
        r.decide(who, taken_back("https://acme.example/note", words, &[]), AT)
    };
    for (who, words) in [("Mallory", &[][..]), ("Luis", &[]), ("Mallory", &["Luis"]), ("Luis", &["Mallory", " "])] {
        assert_eq!(take_back(&mut r, who, words), Err("refuse-retract-word"), "{who} {words:?}");
    }
    take_back(&mut r.clone(), "Mallory", &["Eva", "Luis"]).expect("recorded by whoever writes it down");
    take_back(&mut r, "Luis", &["Eva"]).unwrap();
    assert_eq!(r.now.state, ResponseState::Retracted);
}

#[test]
fn a_permalink_is_a_whole_address_of_the_web() {
    let long = format!("https://x.com/{}", "a".repeat(2_000));
    for odd in ["x.com/us/1", "javascript:alert(1)", "https://", "https://x.com/a b", &long] {
        assert_eq!(super::decide::permalink(Some(odd)).map_err(|r| r.key), Err("refuse-permalink-odd"), "{odd}");
    }
    assert_eq!(super::decide::permalink(Some("  ")), Ok(None));
    assert_eq!(super::decide::permalink(Some(" https://x.com/us/1 ")), Ok(Some("https://x.com/us/1".into())));
}

#[test]
fn a_doubt_that_came_later_is_asked_about_as_an_error_is() {
    let says = |id: i64| Some(Against::Fact(id, "The shop is open".into()));
    let found = |id: i64| {
        let stands = vec![Stood { against: says(id), ..Stood::default() }];
        vec![Finding { rule: "T27".into(), grave: false, stands }]
    };
    let mut r = Driven::new("Ana", None);
    r.submit("The shop is closed.").unwrap();
    r.findings = found(1);
    assert_eq!(r.approve("Luis", None), Err("refuse-otherwise-since"));
    let content = r.now.content.clone();
    let waive = vec![Waiver { rule: "T27".into(), reason: "another shop".into(), ..Waiver::default() }];
    r.decide("Ana", Command::SubmitResponse { response: ID, rev: None, content, waive }, AT).unwrap();
    r.approve("Luis", None).unwrap();
    r.findings = found(2);
    assert_eq!(r.publish(AT), Err("refuse-otherwise-since"), "nor does it go out with another");
    r.findings = found(1);
    r.publish(AT).unwrap();
}

#[test]
fn where_harm_is_likely_those_who_publish_take_it_out_and_say_that_it_is() {
    let confirm = || Command::ConfirmPublished { response: ID, permalink: None, changed_to: None };
    for (severity, publishes, leads, may) in [
        (Some(Severity::Sev1), false, false, false),
        (Some(Severity::Sev2), false, false, false),
        (Some(Severity::Sev1), false, true, true),
        (Some(Severity::Sev1), true, false, true),
        (Some(Severity::Sev3), false, false, true),
        (None, false, false, true),
    ] {
        let mut r = Driven::new("Ana", severity);
        r.submit("We are checking.").unwrap();
        r.approve("Luis", None).unwrap();
        (r.publishes, r.leads) = (publishes, leads);
        let told = if may { Ok(()) } else { Err("refuse-publish-say") };
        assert_eq!(r.clone().publish(AT), told, "{severity:?}");
        r.publishes = true;
        r.publish(AT).unwrap();
        r.publishes = publishes;
        assert_eq!(r.clone().decide("Bea", confirm(), AT), told, "{severity:?}");
        let failed = Command::PublishingFailed { response: ID, reason: "x".into() };
        assert_eq!(r.clone().decide("Bea", failed, AT), told, "nor that it did not go out: {severity:?}");
        r.decide("Ana", confirm(), AT).expect("who took it out says how that went");
    }
}

#[test]
fn a_word_from_a_fast_clock_holds_up_no_text_that_others_have_approved() {
    let mut r = Driven::new("Bea", None);
    r.submit("We are checking.").unwrap();
    let digest = r.now.content.digest();
    let approve = || Command::ApproveResponse { response: ID, rev: None, digest: digest.clone(), aloud: None };
    r.decide("Eva", approve(), AT.plus(48 * HOUR)).unwrap();
    assert_eq!(r.publish(AT), Err("refuse-to-confirm"), "nobody knows when that word runs out");
    let mut anew = r.clone();
    anew.decide("Luis", approve(), AT).unwrap();
    assert_eq!(anew.publish(AT), Ok(()), "his is enough");
    let mut r = Driven::new("Bea", None);
    r.needs = vec!["comms_lead".into(), "legal".into()];
    r.submit("We are checking.").unwrap();
    r.decide("Eva", approve(), AT.plus(48 * HOUR)).unwrap();
    r.decide("Luis", approve(), AT).unwrap();
    assert_eq!(r.publish(AT), Err("refuse-to-confirm"), "legal's is needed, and nobody knows when hers runs out");
}

#[test]
fn the_public_note_of_what_is_taken_back_is_read_as_any_text() {
    let mut r = Driven::new("Ana", None);
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    r.publish(AT).unwrap();
    r.decide("Ana", Command::ConfirmPublished { response: ID, permalink: None, changed_to: None }, AT).unwrap();
    let retract = |words: &[&str]| taken_back("Sorry if anyone was offended.", words, &["T01"]);
    r.note = vec![Finding { rule: "T01".into(), grave: true, stands: vec![] }];
    assert_eq!(r.decide("Ana", retract(&["Luis"]), AT), Err("refuse-note-grave"));
    r.clone().decide("Ana", retract(&["Eva"]), AT).expect("legal lets it stand");
    r.clone().decide("Eva", retract(&[]), AT).expect("legal is at the keyboard");
    let (ana, anybody) = (who("Ana"), Around { note: r.note.clone(), ..Around::default() });
    let by_ana = |words| decide(Some(&r.now), &anybody, &retract(words), &ctx(&ana)).map(|_| ()).map_err(|no| no.key);
    assert_eq!(by_ana(&[]), Err("refuse-note-grave"), "nobody is legal: another than who writes it looks at it");
    assert_eq!(by_ana(&["Luis"]), Ok(()));
    let eva = |stands: &[&str]| taken_back("Sorry if anyone was offended.", &["Eva"], stands);
    r.note.push(Finding { rule: "T10".into(), grave: true, stands: vec![] });
    for stands in [&[][..], &["T01"], &["T10", "T27"]] {
        assert_eq!(
            r.clone().decide("Ana", eva(stands), AT),
            Err("refuse-note-grave"),
            "{stands:?}: nobody said so of both"
        );
    }
    r.clone().decide("Ana", eva(&["T01", "T10"]), AT).unwrap();
    r.note.iter_mut().for_each(|f| f.grave = false);
    for note in ["x", "our page", "https://", "www.acme.example", "We took it back."] {
        let short = note.split(' ').count() < 3;
        assert_eq!(r.clone().decide("Ana", taken_back(note, &[], &[]), AT).is_err(), short, "{note}");
    }
    r.decide("Ana", retract(&[]), AT).unwrap();
}

/// A text is taken back with this note, on these people's word, of whom legal lets these rules stand.
fn taken_back(note: &str, words: &[&str], stands: &[&str]) -> Command {
    let [words, stands] = [words, stands].map(|all| all.iter().map(|w| (*w).to_owned()).collect());
    let (reason, public_note) = ("it was wrong".to_owned(), note.to_owned());
    Command::RetractResponse(Retract { response: ID, reason, public_note, words, stands })
}
