//! The plan's file while a room is open: looked at now and then by the writer's thread, so that a change of it in the
//! middle of an incident is told, and which plan is in force is known to the screen. Changes nothing by itself.

use crate::app::msg::{Msg, PlanNews};
use crate::config;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::plan::{Fault, Plan};
use crate::store::error::StoreError;
use crate::store::policy::Policy;
use crate::store::writer::{PlanStanding, Writer};
use crate::words::Words;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// How often the file's time and length are asked for, in milliseconds.
const LOOK: i64 = 5 * SECOND;

/// What is known of the file and of the plan in force.
pub struct Watch {
    file: PathBuf,
    hand: Arc<Plan>,
    digest: String,
    seen: Option<(SystemTime, u64)>,
    next: Stamp,
    told: Option<(PlanStanding, String)>,
}

impl Watch {
    /// Watches `file`, of which `hand` was read, or another plan where it is not there.
    pub fn new(file: PathBuf, hand: Arc<Plan>) -> Watch {
        let digest = hand.digest();
        Watch { file, hand, digest, seen: None, next: Stamp(0), told: None }
    }

    /// When the file is looked at next.
    pub fn next(&self) -> Stamp {
        self.next
    }

    /// Looks at the file when its time has come, and tells what is new: another plan in force, one that waits to be
    /// adopted, a fault with its place. Each is told once.
    pub fn turn(&mut self, writer: &mut Writer, words: &Words, real: Stamp) -> Result<Vec<Msg>, StoreError> {
        let mut news = Vec::new();
        // a clock that was put back must not keep it from looking
        if real >= self.next || self.next.since(real) > LOOK {
            self.next = real.plus(LOOK);
            news.extend(self.look(writer, words));
        }
        let standing = writer.plan_standing()?;
        let now = (standing, self.digest.clone());
        if self.told.as_ref() != Some(&now) {
            news.push(self.stands(writer, &now.0)?);
            self.told = Some(now);
        }
        Ok(news)
    }

    /// A file that is not there is about to be written anew, or never was: what was read before stays.
    fn look(&mut self, writer: &mut Writer, words: &Words) -> Option<Msg> {
        let about = std::fs::metadata(&self.file).ok()?;
        let seen = (about.modified().ok()?, about.len());
        if self.seen.replace(seen) == Some(seen) {
            return None;
        }
        let said = match config::read(&self.file) {
            Err(e) => {
                let args = [("path", shown(&self.file).into()), ("why", e.to_string().into())];
                words.f("plan-unreadable", &args)
            }
            Ok(source) => match Plan::parse(&source) {
                Ok(plan) => {
                    (self.digest, self.hand) = (plan.digest(), Arc::new(plan));
                    writer.set_policy(Arc::clone(&self.hand) as Arc<dyn Policy>);
                    return None;
                }
                Err(faults) => {
                    let first = faults.first().map(|f| place(&self.file, f, words)).unwrap_or_default();
                    words.f("plan-faulty", &[("fault", first.into()), ("n", faults.len().into())])
                }
            },
        };
        Some(Msg::Failed(said))
    }

    fn stands(&self, writer: &Writer, standing: &PlanStanding) -> Result<Msg, StoreError> {
        let other = standing.in_force.as_ref().filter(|force| **force != self.digest);
        let Some(text) = other.and(writer.kept_plan()?) else {
            return Ok(Msg::PlanStands { plan: Arc::clone(&self.hand), waiting: None });
        };
        // words that an older version kept and this one cannot read: the plan at hand is all there is
        let plan = Plan::parse_written(&text).map_or_else(|_| Arc::clone(&self.hand), Arc::new);
        let waiting = (standing.declined.as_ref() != Some(&self.digest)).then(|| PlanNews {
            room: writer.path().display().to_string(),
            digest: self.digest.clone(),
            name: self.hand.name.clone(),
            version: self.hand.version.clone(),
            changes: self.hand.changes(&text),
        });
        Ok(Msg::PlanStands { plan, waiting: waiting.map(Box::new) })
    }
}

/// A fault with its place: `FILE:LINE:COLUMN: what`.
fn place(path: &Path, fault: &Fault, words: &Words) -> String {
    let args: Vec<(&str, Arg)> = fault.args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    format!("{}:{}:{}: {}", shown(path), fault.line, fault.column, words.f(fault.key, &args))
}

fn shown(path: &Path) -> String {
    Clean::line(&path.display().to_string()).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Adopt, Command};
    use crate::domain::event::Event;
    use crate::domain::incident::DeclareIncident;
    use crate::domain::incident::{IncidentType, Severity};
    use crate::domain::room::{Actor, Lang, RoomSettings};
    use crate::plan::BUILTIN;
    use crate::store::{Options, create, writer};

    const NOW: Stamp = Stamp(1_785_600_000_000);

    fn waits(news: &[Msg]) -> Option<PlanNews> {
        news.iter()
            .find_map(|m| if let Msg::PlanStands { waiting, .. } = m { waiting.as_deref().cloned() } else { None })
    }

    #[test]
    fn a_changed_plan_is_told_once_adopted_by_an_event_and_a_fault_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let (path, file) = (home.path().join("a.room"), home.path().join("plan.toml"));
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        let me = Actor { name: "Ana".into(), ..Actor::default() };
        create(&path, &settings, &me, NOW, Options::default()).unwrap();
        let mut at = NOW;
        let hand = Arc::new(Plan::builtin());
        let mut writer = writer::open(&path, Options::default()).unwrap().with_policy(hand.clone());
        let (words, mut watch) = (Words::new(Lang::En), Watch::new(file.clone(), hand));
        let mut turn = |writer: &mut Writer| {
            at = at.plus(LOOK);
            watch.turn(writer, &words, at).unwrap()
        };
        assert!(waits(&turn(&mut writer)).is_none(), "nothing is in force, and there is no file");
        let declare = Command::DeclareIncident(DeclareIncident {
            title: "t".into(),
            severity: Severity::Sev1,
            kind: IncidentType::default(),
            lead: None,
            since: None,
            about: None,
        });
        writer.decide(&me, &declare, NOW, None).unwrap();
        assert!(waits(&turn(&mut writer)).is_none(), "the plan at hand is in force now");
        let steps = |writer: &mut Writer| writer.steps_at(Severity::Sev1);
        let before = steps(&mut writer);

        let from = BUILTIN[..BUILTIN.find("code = \"F01\"").unwrap()].rfind("[[task]]").unwrap();
        let end = from + 8 + BUILTIN[from + 8..].find("[[").unwrap();
        let one_more = BUILTIN[from..end].replacen("code = \"F01\"", "code = \"Z01\"", 1);
        std::fs::write(&file, format!("{BUILTIN}\n{one_more}\n")).unwrap();
        let news = waits(&turn(&mut writer)).expect("a change");
        assert!(!news.changes.is_empty() && news.room.ends_with("a.room"), "{news:?}");
        assert!(turn(&mut writer).is_empty(), "told once");
        assert_eq!(steps(&mut writer), before, "what nobody adopted is not in force");

        std::fs::write(&file, format!("{BUILTIN}\n[[task]\n")).unwrap();
        let told = turn(&mut writer);
        let said: Vec<_> = told.iter().filter_map(|m| if let Msg::Failed(s) = m { Some(s) } else { None }).collect();
        assert!(said.len() == 1 && said[0].contains("plan.toml:"), "{told:?}");
        assert!(turn(&mut writer).is_empty(), "once");

        let say = |digest: &str, decline| Command::AdoptPlan(Adopt { digest: Some(digest.into()), decline });
        assert!(writer.decide(&me, &say("other", false), NOW, None).is_err(), "another than was shown");
        writer.decide(&me, &say(&news.digest, true), NOW, None).unwrap();
        assert!(waits(&turn(&mut writer)).is_none(), "remembered for that content");
        writer.decide(&me, &declare, NOW, None).unwrap();
        assert_eq!(steps(&mut writer), before, "nor does a declaration bring in what was refused");
        let adopted = writer.decide(&me, &say(&news.digest, false), NOW, None).unwrap();
        let Event::PlanAdopted { changes, .. } = &adopted.events[0].1 else { panic!("{adopted:?}") };
        assert_eq!(changes, &news.changes, "the event shows the difference");
        assert!(steps(&mut writer) > before);
        let Msg::PlanStands { plan, waiting: None } = &turn(&mut writer)[0] else { panic!() };
        assert_eq!(plan.digest(), news.digest);

        // whoever opens the room with another plan at hand goes by the one in force
        let mut other = writer::open(&path, Options::default()).unwrap().with_policy(Arc::new(Plan::builtin()));
        other.decide(&me, &Command::DeclareSelf { name: "Ana".into(), role: String::new() }, NOW, None).unwrap();
        assert_eq!(steps(&mut other), steps(&mut writer));
    }
}
