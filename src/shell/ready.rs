//! Looking whether one could begin tonight: the plan's file, the room, its disk, who hears of it, what is listened to, the
//! last drill. Owns where each of these is found; what is lacking is `prevent`'s to say.

use super::time;
use crate::alert::webhook::key;
use crate::config::{self, Config, Places, Way};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::{BUILTIN, Look as PlanCheck, Plan};
use crate::prevent::ready::{Disk, Finding, Look, OutletLook, PlanLook, SourceLook, ready};
use crate::rows::{Answer, Ask, RoomReady};
use crate::sources::live::settings;
use crate::store::open::{self, Options};
use crate::store::reader::Reader;
use crate::store::{alerts, info};
use std::path::Path;

/// What is asked about.
pub struct About<'a> {
    /// The room, whether it is there or not.
    pub room: &'a Path,
    /// How it is opened.
    pub options: Options,
    /// What this person keeps, and where.
    pub config: &'a Config,
    /// Where.
    pub places: &'a Places,
    /// The zone in which plans write days.
    pub zone: &'a str,
}

/// What is lacking, the gravest first. Whatever cannot be read is told as lacking, never passed over in silence.
pub fn look(about: &About<'_>) -> Vec<Finding> {
    ready(&looked(about, time::now()))
}

fn looked(about: &About<'_>, real: Stamp) -> Look {
    let info = info::info(about.room, about.options).ok();
    let now = info.as_ref().map_or(real, |info| info.clock.at(real));
    let room = info.as_ref().and_then(|_| room(about.room, now));
    let name = room.as_ref().map(|room| room.name.as_str().to_owned()).unwrap_or_default();
    let folder = about.room.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    let bytes = info.map_or(0, |info| info.bytes.0.saturating_add(info.bytes.1));
    Look {
        real,
        now,
        plan: plan(about, real),
        unwritable: !open::writable(about.room) && folder.exists(),
        disk: open::free(there).map(|free| Disk { free, room: bytes }),
        outlets: outlets(about, &name),
        sources: sources(about.places, &name),
        drill: about.places.recent().into_iter().filter(|room| room.drill).map(|room| room.used).max(),
        room,
    }
}

fn room(path: &Path, now: Stamp) -> Option<RoomReady> {
    match Reader::open(path).ok()?.answer(&Ask::Ready { now }).ok()? {
        Answer::Ready(room) => Some(*room),
        _ => None,
    }
}

/// The plan that is used, with what `plan check` says of it.
fn plan(about: &About<'_>, real: Stamp) -> PlanLook {
    let check = PlanCheck { today: Some(real.local(about.zone).date_naive()) };
    let own = Clean::line(&about.places.own_plan().display().to_string());
    let Some(path) = about.places.plan(about.config) else {
        // who is named nowhere cannot be reached: one sentence says it, and the template's own gaps say it again
        let found = Plan::check(BUILTIN, &check).unwrap_or_default();
        return PlanLook { found, own, ..PlanLook::default() };
    };
    let file = Clean::line(&path.display().to_string());
    match config::read(&path) {
        Ok(source) => match Plan::check(&source, &check) {
            Ok(found) => PlanLook { file, own, faulty: false, found },
            Err(found) => PlanLook { file, own, faulty: true, found },
        },
        Err(e) => {
            let args = vec![("path", file.clone()), ("why", Clean::line(&e.to_string()))];
            let found = vec![crate::plan::Fault { line: 1, column: 1, key: "plan-unreadable", args }];
            PlanLook { file, own, faulty: true, found }
        }
    }
}

fn outlets(about: &About<'_>, room: &str) -> Vec<OutletLook> {
    let own = about.config.alerts.iter().filter(|outlet| room.is_empty() || outlet.is_for(room));
    own.map(|outlet| {
        let standing = match &outlet.way {
            Way::Webhook(hook) => alerts::standing(about.room, about.options, &key(outlet, hook)).unwrap_or_default(),
            _ => alerts::Standing::default(),
        };
        let address = matches!(outlet.way, Way::Webhook(_));
        OutletLook { name: Clean::line(&outlet.name), address, sent: standing.sent, failed: standing.failed }
    })
    .collect()
}

/// What the person keeps to listen to; a file that cannot be read holds nothing that is heard.
fn sources(places: &Places, room: &str) -> Vec<SourceLook> {
    let all = settings::read(&places.sources()).unwrap_or_default();
    let own = all.into_iter().filter(|entry| room.is_empty() || entry.is_for(room));
    own.map(|entry| SourceLook { name: Clean::line(&entry.name), paused: entry.paused }).collect()
}
