//! What an alert says, and why one did not get there. Owns which sentence belongs to which moment; it goes to people of whom
//! nobody knows who they are, so that everything in it is masked as on a shared screen, and drafts and colleagues are not
//! named at all.

use super::Words;
use super::signals::signal;
use crate::domain::alert::Occasion;
use crate::domain::event::Event;
use crate::domain::incident::{Incident, Severity};
use crate::domain::private::{Allow, Audience, mask_prose};
use crate::domain::reminder::Subject;
use crate::domain::room::Arg;
use crate::domain::source::Why;
use crate::domain::text::Clean;

/// Longest text of an alert, in characters: a line to be read on a telephone's locked screen.
const MAX_TEXT: usize = 300;

/// Reasons that this version knows.
const REASONS: [&str; 17] = [
    "alert-unreachable",
    "alert-no-such-host",
    "alert-tls",
    "alert-broke-off",
    "alert-silent",
    "alert-status",
    "alert-refused",
    "alert-moved",
    "alert-private",
    "alert-open",
    "alert-url",
    "alert-no-secret",
    "alert-bad-secret",
    "alert-keyring-none",
    "alert-keyring",
    "alert-full",
    "alert-old",
];

/// Text of a room as anybody may read it, on one line.
pub fn masked(text: &str) -> Clean {
    let short: String = mask_prose(text, &Allow::none()).chars().take(MAX_TEXT).collect();
    Clean::line(&short)
}

/// What happened: what, how grave, in which incident.
pub fn alert(words: &Words, event: &Event, occasion: &Occasion, incident: Option<&Incident>) -> Clean {
    let title = match event {
        Event::IncidentDeclared { title, .. } => title.as_str(),
        _ => incident.map_or("", |incident| incident.title.as_str()),
    };
    let code = |severity: Severity| Arg::from(severity.code());
    let of = |key: &str, alone: &str, (name, what): (&'static str, Arg)| match title {
        "" => words.f(alone, &[(name, what)]),
        _ => words.f(key, &[(name, what), ("title", title.into())]),
    };
    let response = |id: i64| of("alert-approval", "alert-approval-alone", ("response", id.to_string().into()));
    let said = match event {
        Event::SignalRaised { signal: it } => {
            let said = signal(words, it, (Audience::Shared, &Allow::none()));
            let grade = words.t(it.grade().key());
            words.f("alert-signal", &[("grade", capital(&grade).into()), ("said", said.into())])
        }
        Event::IncidentDeclared { severity, .. } => {
            words.f("alert-declared", &[("severity", code(*severity)), ("title", title.into())])
        }
        Event::SeverityChanged { to, first: true, .. } => {
            words.f("alert-rated", &[("to", code(*to)), ("title", title.into())])
        }
        Event::SeverityChanged { from, to, .. } => {
            words.f("alert-raised", &[("from", code(*from)), ("to", code(*to)), ("title", title.into())])
        }
        Event::PromiseBroken { .. } => words.f("alert-promise", &[("title", title.into())]),
        Event::ApprovalEscalated { response: id, .. } => response(id.0),
        Event::ReminderSent { when, subject, .. } => {
            let what = match subject {
                Subject::Source(name) => words.f("event-reminder-source", &[("name", name.into())]),
                _ => words.t(when.key()),
            };
            of("alert-reminder-of", "alert-reminder", ("what", what.into()))
        }
        _ => occasion.moment.code().to_owned(),
    };
    masked(&said)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The whole sentence of why an alert is not there.
pub fn reason(words: &Words, why: &Why) -> String {
    if !REASONS.contains(&why.key.as_str()) {
        return words.f("alert-unknown-reason", &[("what", why.key.as_str().into())]);
    }
    let args: Vec<(&str, Arg)> = why.args.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    words.f(&why.key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alert::occasion;
    use crate::domain::ids::{IncidentId, ResponseId, TaskId};
    use crate::domain::incident::{IncidentType, Status};
    use crate::domain::reminder::Condition;
    use crate::domain::room::Lang;
    use crate::domain::signal::Signal;
    use crate::domain::time::Stamp;

    /// What nobody outside may read.
    const SECRETS: [&str; 4] = ["marta_secret", "marta@secret.example", "600 123 123", "Luis"];

    fn incident(title: &str) -> Incident {
        Incident::new(IncidentId(1), title.into(), Status::Active, Stamp(0), Stamp(0))
    }

    fn all() -> Vec<Event> {
        let about = "Call @marta_secret, marta@secret.example, 600 123 123";
        let (incident, at) = (IncidentId(1), Stamp(1_795_341_600_000));
        vec![
            Event::IncidentDeclared {
                incident,
                title: about.into(),
                severity: Severity::Sev2,
                incident_type: IncidentType::ProductFailure,
                lead: Some("Luis".into()),
                since: at,
            },
            Event::SeverityChanged {
                incident,
                from: Severity::Sev3,
                to: Severity::Sev1,
                reason: about.into(),
                first: false,
            },
            Event::PromiseBroken { task: TaskId(1), incident, due: at, kept: None },
            Event::ApprovalEscalated {
                response: ResponseId(7),
                role: "legal".into(),
                to: vec!["Luis".into()],
                since: at,
            },
            Event::ReminderSent {
                rule: "lead".into(),
                when: Condition::NoLead,
                subject: Subject::Incident(incident),
                since: at,
                times: 1,
                incident: Some(incident),
            },
            Event::SignalRaised {
                signal: Signal::Blind {
                    source: "@marta_secret".into(),
                    why: "deaf-fault".into(),
                    minutes: 20,
                    since: "14:02".into(),
                },
            },
            Event::SignalRaised {
                signal: Signal::ClusterGrowing {
                    cluster: crate::domain::ids::MentionId(1),
                    size: 300,
                    per_hour: 250,
                    text: about.into(),
                },
            },
        ]
    }

    #[test]
    fn every_moment_is_a_sentence_without_anybodys_data() {
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            let mut incident = incident("Batch A12, says @marta_secret");
            incident.lead = Some("Luis".into());
            for event in all() {
                for of in [Some(&incident), None] {
                    let said = alert(&words, &event, &occasion(&event, |_| true).unwrap(), of);
                    let said = said.as_str();
                    assert!(said.len() > 10 && !said.contains(['{', '$', '\n']), "{said}");
                    for secret in SECRETS {
                        assert!(!said.contains(secret), "{secret}: {said}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_reminder_of_a_source_says_which() {
        let event = Event::ReminderSent {
            rule: "source".into(),
            when: Condition::SourceSilent,
            subject: Subject::Source("news".into()),
            since: Stamp(0),
            times: 1,
            incident: None,
        };
        let said = alert(&Words::new(Lang::En), &event, &occasion(&event, |_| true).unwrap(), None);
        assert_eq!(said.as_str(), "Reminder: news is not heard as it should be");
    }

    #[test]
    fn it_says_what_how_grave_and_where() {
        let say = |n: usize, lang| {
            let event = &all()[n];
            let of = incident("Batch A12");
            alert(&Words::new(lang), event, &occasion(event, |_| true).unwrap(), Some(&of)).as_str().to_owned()
        };
        assert_eq!(say(1, Lang::En), "Raised from SEV3 to SEV1: Batch A12");
        assert_eq!(say(1, Lang::Es), "Sube de SEV3 a SEV1: Batch A12");
        assert!(say(3, Lang::En).contains("#7") && say(3, Lang::En).ends_with(": Batch A12"));
        assert!(say(5, Lang::En).starts_with("Alarm: "), "{}", say(5, Lang::En));
        let long = alert(
            &Words::new(Lang::En),
            &Event::IncidentDeclared {
                incident: IncidentId(1),
                title: "x".repeat(4_000).as_str().into(),
                severity: Severity::Sev2,
                incident_type: IncidentType::ProductFailure,
                lead: None,
                since: Stamp(0),
            },
            &occasion(&all()[0], |_| true).unwrap(),
            None,
        );
        assert_eq!(long.as_str().chars().count(), MAX_TEXT);
    }

    #[test]
    fn every_reason_has_its_sentence() {
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            assert!(REASONS.iter().all(|key| words.has(key)));
            let why = |key: &str| Why { key: key.into(), args: vec![("what".into(), "ops".into())] };
            assert!(reason(&words, &why("alert-of-the-future")).contains("alert-of-the-future"));
            assert!(REASONS.iter().all(|key| !reason(&words, &why(key)).contains('{')));
        }
    }
}
