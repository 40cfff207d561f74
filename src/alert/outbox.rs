//! Drives the room's alerts: looks at what happened, queues what somebody chose to hear of, hands each alert to a thread that
//! speaks to its address, and rings here. Owns when that is looked at; what an answer means is the domain's, and the table the
//! store's.
//!
//! Any process that has the room open to write does so, with the outlets of the person who runs it. An alert is queued once for
//! each address and taken in a transaction, so that of several processes one sends it; one that ends half-way leaves it to the
//! next.

use super::webhook::{self, Letter};
use crate::config::{Outlet, Way, Webhook};
use crate::domain::alert::{Heard, Next};
use crate::domain::room::Lang;
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::publish::desk::{self, Desk};
use crate::sources::live::{self, Clock};
use crate::store::StoreError;
use crate::store::alerts::Told;
use crate::store::writer::Writer;
use crate::words::Words;
use crate::words::alerts::{alert, masked};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Most notifications that one look makes: of more the newest count.
const MANY_RINGS: usize = 3;

/// What came of an alert that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    id: i64,
    outlet: usize,
    heard: Heard,
}

/// Takes what came of alerts.
pub type Sink = live::Sink<Came>;

/// Something for this screen and desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ring {
    /// The terminal's bell.
    Bell,
    /// A notification: the room's name, and what happened.
    Desktop(Clean, Clean),
}

/// What a person should know about an alert that did not get there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The outlet's name.
    pub outlet: String,
    /// Why.
    pub why: Why,
    /// It is given up; else it is tried again.
    pub lost: bool,
}

impl Trouble {
    /// As a sentence.
    pub fn says(&self, words: &Words) -> String {
        let why = crate::words::alerts::reason(words, &self.why);
        let key = if self.lost { "alert-lost" } else { "alert-late" };
        words.f(key, &[("name", self.outlet.as_str().into()), ("why", why.into())])
    }
}

/// What a look brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// Something is done at once again: there is more to look at.
    pub more: bool,
    /// What rings here.
    pub rings: Vec<Ring>,
    /// What did not get there.
    pub troubles: Vec<Trouble>,
}

/// An address, and how far its alerts are.
struct Hook {
    outlet: Outlet,
    hook: Webhook,
    key: String,
    words: Words,
    /// Event up to which was looked; nothing before the first look.
    seen: Option<i64>,
    /// The alert that is on its way: one at a time.
    under_way: Option<i64>,
    /// The last one did not get there, and that was told.
    troubled: bool,
}

/// The room's way to whoever is not at its screen.
pub struct Alerter {
    hooks: Vec<Hook>,
    here: Vec<Outlet>,
    words: Words,
    /// Event up to which was looked for what rings here: what happened before is no news.
    seen: Option<i64>,
    sink: Sink,
    now: Clock,
    /// The thread that speaks to addresses.
    desk: Option<Desk<Work>>,
    next: Option<Stamp>,
}

impl Alerter {
    /// Tells these outlets, those alone that are for the room of this name; nothing when there are none. What comes of it comes
    /// back through `sink`, to be given to [`Alerter::take`].
    pub fn new(outlets: &[Outlet], room: &str, lang: Lang, sink: Sink, now: Clock) -> Option<Alerter> {
        let (mut hooks, mut here) = (Vec::new(), Vec::new());
        for outlet in outlets.iter().filter(|outlet| outlet.is_for(room)) {
            match &outlet.way {
                Way::Bell | Way::Desktop => here.push(outlet.clone()),
                Way::Webhook(hook) => {
                    let (key, words) = (webhook::key(outlet, hook), Words::new(hook.lang.unwrap_or(lang)));
                    let (outlet, hook) = (outlet.clone(), hook.clone());
                    hooks.push(Hook { outlet, hook, key, words, seen: None, under_way: None, troubled: false });
                }
            }
        }
        if hooks.is_empty() && here.is_empty() {
            return None;
        }
        Some(Alerter { hooks, here, words: Words::new(lang), seen: None, sink, now, desk: None, next: None })
    }

    /// The moment at which [`Alerter::turn`] has something to do again, as far as that is known now.
    pub fn next(&self) -> Option<Stamp> {
        self.next
    }

    /// Looks at what happened since the last time, and sends what is due. What `me` did rings with nobody here.
    pub fn turn(&mut self, writer: &mut Writer, me: &Clean, real: Stamp) -> Result<Turn, StoreError> {
        self.next = None;
        let end = writer.chain_end()?;
        let mut turn = Turn { rings: self.ring(writer, me, end, real)?, ..Turn::default() };
        for at in 0..self.hooks.len() {
            turn.more |= self.queue(at, writer, end, real, &mut turn.troubles)?;
            self.go(at, writer, real)?;
        }
        Ok(turn)
    }

    /// Takes in what came of an alert: what a person should know of it.
    pub fn take(&mut self, writer: &mut Writer, came: Came, real: Stamp) -> Result<Option<Trouble>, StoreError> {
        let Some(hook) = self.hooks.get_mut(came.outlet) else { return Ok(None) };
        hook.under_way = None;
        let next = writer.hear_alert(came.id, came.heard, real, RandomState::new().build_hasher().finish())?;
        self.next = Some(real);
        let (why, lost) = match next {
            Some(Next::Failed(why)) => (why, true),
            Some(Next::Again(why, _)) => (why, false),
            Some(Next::Sent) => {
                hook.troubled = false;
                return Ok(None);
            }
            None => return Ok(None),
        };
        // that it does not get there is told once, and each that is given up
        let news = lost || !std::mem::replace(&mut hook.troubled, true);
        Ok(news.then(|| Trouble { outlet: hook.outlet.name.clone(), why, lost }))
    }

    /// What rings here of what others did.
    fn ring(&mut self, writer: &mut Writer, me: &Clean, end: i64, real: Stamp) -> Result<Vec<Ring>, StoreError> {
        let seen = *self.seen.get_or_insert(end);
        if self.here.is_empty() || seen == end {
            return Ok(Vec::new());
        }
        let (all, upto) = writer.moments(seen, real)?;
        self.seen = Some(upto);
        let mut rings = Vec::new();
        for outlet in &self.here {
            let mine = |told: &&Told| told.by.is_empty() || told.by != *me;
            let wanted = all.iter().filter(mine).filter(|told| told.wanted(&outlet.choice)).rev();
            match outlet.way {
                Way::Desktop => rings.extend(wanted.take(MANY_RINGS).map(|told| {
                    let said = alert(&self.words, &told.event, &told.occasion, told.incident.as_ref());
                    Ring::Desktop(masked(told.room.as_str()), said)
                })),
                _ => rings.extend(wanted.take(1).map(|_| Ring::Bell)),
            }
        }
        Ok(rings)
    }

    /// Queues for an address what it is to hear of; whether there is more to look at.
    fn queue(
        &mut self,
        at: usize,
        writer: &mut Writer,
        end: i64,
        real: Stamp,
        troubles: &mut Vec<Trouble>,
    ) -> Result<bool, StoreError> {
        let hook = &mut self.hooks[at];
        let seen = match hook.seen {
            Some(seen) => seen,
            None => writer.alerts_seen(&hook.key)?,
        };
        hook.seen = Some(seen);
        if seen >= end {
            return Ok(false);
        }
        let (all, upto) = writer.moments(seen, real)?;
        let wanted: Vec<&Told> = all.iter().filter(|told| told.wanted(&hook.outlet.choice)).collect();
        // where there is nothing to tell, nothing is written: a room that is only looked at stays as it is
        if !wanted.is_empty() {
            let dropped = writer.queue_alerts(&hook.key, &wanted, upto, real)?;
            let full = || crate::domain::outbox::why("alert-full");
            let lost = || Trouble { outlet: hook.outlet.name.clone(), why: full(), lost: true };
            troubles.extend((dropped > 0).then(lost));
        }
        hook.seen = Some(upto);
        Ok(upto < end)
    }

    /// Sends what is due to an address, unless something is on its way there.
    fn go(&mut self, at: usize, writer: &mut Writer, real: Stamp) -> Result<(), StoreError> {
        if self.hooks[at].under_way.is_some() {
            return Ok(());
        }
        let Some(first) = writer.next_alert(&self.hooks[at].key)? else { return Ok(()) };
        if first.next > real {
            self.wake(first.next);
            return Ok(());
        }
        if !self.at_desk() {
            self.wake(real.plus(SECOND));
            return Ok(());
        }
        let Some(told) = writer.claim_alert(first.id, real)? else {
            // another process has it, or it is old: there may be one behind it
            self.wake(real);
            return Ok(());
        };
        let hook = &mut self.hooks[at];
        let letter = webhook::letter(&hook.hook, &hook.words, &told);
        let work = Work { id: first.id, at, outlet: hook.outlet.clone(), hook: hook.hook.clone(), letter };
        if self.desk.as_ref().is_some_and(|desk| desk.hand(work)) {
            hook.under_way = Some(first.id);
        }
        Ok(())
    }

    fn wake(&mut self, at: Stamp) {
        self.next = Some(self.next.map_or(at, |next| next.min(at)));
    }

    /// Whether there is a thread to send with.
    fn at_desk(&mut self) -> bool {
        if self.desk.is_none() {
            let (sink, now) = (Arc::clone(&self.sink), self.now);
            self.desk = Desk::start("alert", move |inbox| serve(inbox, sink, now)).ok();
        }
        self.desk.is_some()
    }
}

/// One thing for the desk to do.
struct Work {
    id: i64,
    at: usize,
    outlet: Outlet,
    hook: Webhook,
    letter: Letter,
}

async fn serve(mut inbox: mpsc::Receiver<Work>, sink: Sink, now: Clock) {
    let mut tasks = tokio::task::JoinSet::new();
    while let Some(work) = inbox.recv().await {
        while tasks.try_join_next().is_some() {}
        let sink = Arc::clone(&sink);
        tasks.spawn(async move {
            let heard = webhook::send(&work.outlet, &work.hook, &work.letter, now).await;
            live::tell(&sink, Came { id: work.id, outlet: work.at, heard }).await;
        });
    }
    tasks.shutdown().await;
}

/// Tells an outlet once that this is a test, and waits for what comes of it.
pub fn test(outlet: &Outlet, hook: &Webhook, words: &Words, now: Clock) -> Heard {
    let letter = webhook::trial(outlet, hook, words, now);
    let nobody = |_| Heard::Later(crate::domain::outbox::why("alert-silent"), None);
    desk::ask(webhook::send(outlet, hook, &letter, now)).unwrap_or_else(nobody)
}
