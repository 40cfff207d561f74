//! What is known of one source while it is listened to: how it is, since when it was deaf, what filled the gap. Owns when a
//! gap begins and ends and what counts as caught up on; must not know how a source is run, nor the room's tables.

use super::why;
use crate::domain::ids::MentionId;
use crate::domain::source::{Blind, Caught, Health, Posts, State, Why};
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, SECOND, Stamp};
use crate::sources::live::settings::Entry;
use crate::sources::live::{Batch, kinds};

/// A gap is filled when nothing late came for so long.
const SETTLED: i64 = 10 * SECOND;

/// One source.
pub(super) struct Ear {
    pub entry: Entry,
    /// The number of its start; nothing while it is not started. One that is paused is started, and hears nothing.
    pub run: Option<u64>,
    pub health: Health,
    /// Whether it was deaf when that was looked at last.
    blind: bool,
    /// What was said to the room last.
    pub said: Option<Health>,
    /// It was not heard, and has not caught up yet.
    gap: Option<Gap>,
    /// The last full minute of what was looked at.
    minute: (Stamp, u64),
}

/// A time in which a source was not heard, and what came of it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// When it was heard last.
    from: Stamp,
    /// Since when it can be heard again.
    back: Option<Stamp>,
    /// It counted as deaf meanwhile.
    deaf: bool,
    /// Something of now came after it.
    through: bool,
    /// What filled it.
    filled: InGap,
    /// Of these as many were late: too old to count as news.
    late: u32,
    /// When one of them came last.
    came: Option<Stamp>,
}

/// Of what a batch brought, that which was said in a gap.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct InGap {
    count: u32,
    /// When the first and the last of it was said.
    span: Option<(Stamp, Stamp)>,
}

/// Whether nothing is heard, and is told so.
fn is_deaf(health: &Health, real: Stamp) -> bool {
    matches!(health.blind(real), Some(Blind::Failing(_) | Blind::Silent | Blind::Unheard))
}

impl InGap {
    fn add(&mut self, more: InGap) {
        let spans = || self.span.into_iter().chain(more.span);
        let (first, last) = (spans().map(|(first, _)| first).min(), spans().map(|(_, last)| last).max());
        *self = InGap { count: self.count + more.count, span: first.zip(last) };
    }
}

impl Gap {
    fn since(from: Stamp) -> Gap {
        Gap { from, back: None, deaf: false, through: false, filled: InGap::default(), late: 0, came: None }
    }

    fn fill(&mut self, said: InGap, late: bool, real: Stamp) {
        self.filled.add(said);
        if late {
            self.late += said.count;
            self.came = Some(real);
        }
    }

    /// What was caught up on. What little came after a failure that nobody noticed is no news of its own.
    fn caught(&self, real: Stamp) -> Option<Caught> {
        let tells = self.deaf || self.late > 0;
        let nothing = (self.from, self.back.unwrap_or(real).max(self.from));
        let (from, to) = self.filled.span.unwrap_or(nothing);
        tells.then_some(Caught { count: self.filled.count, from, to, at: real })
    }
}

impl Ear {
    pub fn new(entry: Entry, real: Stamp) -> Ear {
        let health = Health::begin(&entry.kind, real);
        Ear { entry, run: None, health, blind: false, said: None, gap: None, minute: (real, 0) }
    }

    /// Whether it can go on as it is. One that a person must put right is tried again, and says where it stands now.
    pub fn is_as(&self, entry: &Entry) -> bool {
        self.entry == *entry && self.health.state != State::Stopped
    }

    /// It goes on, wherever it stands in the file now.
    pub fn moved(self, entry: Entry) -> Ear {
        Ear { entry, ..self }
    }

    /// It was changed, and is listened to anew: what is being caught up on still is.
    pub fn anew(entry: Entry, before: &Ear, real: Stamp) -> Ear {
        Ear { gap: before.gap, ..Ear::new(entry, real) }
    }

    /// Goes on from how the source was when it was last heard, here or by another process: what was missed since is a gap.
    pub fn begin(&mut self, before: Option<&Health>, real: Stamp) {
        let mut health = Health::begin(&self.entry.kind, real);
        health.gap = kinds::gap(&self.entry);
        let posts = before.and_then(|before| before.posts.as_ref());
        health.posts = kinds::expect(&self.entry).map(|expect| Posts::begin(expect, posts));
        if let Some(before) = before {
            health.go_on(before, real);
            self.lost(before.open_until().filter(|_| before.state != State::Paused), is_deaf(before, real));
        }
        self.health = health;
    }

    /// It failed, and is tried again then; not before somebody puts it right when there is no then.
    pub fn fail(&mut self, real: Stamp, why: Why, again: Option<Stamp>) {
        self.lost(self.health.open_until(), false);
        self.health.fail(real, why, again);
    }

    /// Nothing comes over its line any more: that it was open again meanwhile filled no gap.
    fn lost(&mut self, heard: Option<Stamp>, deaf: bool) {
        self.gap_from(heard, deaf);
        self.gap.iter_mut().filter(|gap| !gap.through).for_each(|gap| gap.back = None);
    }

    /// What is about to be taken in: all that it holds was looked at, and that a line is open is told by nothing beside it.
    pub fn meets(&mut self, batch: &mut Batch, real: Stamp) {
        match batch.heard.len() {
            0 if batch.aside => self.opened(real),
            n if !batch.aside && !batch.still => batch.looked = batch.looked.max(n as u64),
            _ => {}
        }
    }

    /// Its line is open again: whatever is said from now on is no part of the gap, however late the first of it comes.
    fn opened(&mut self, real: Stamp) {
        if self.health.state != State::Live {
            self.gap.iter_mut().for_each(|gap| gap.back = gap.back.or(Some(real)));
        }
    }

    /// A gap begins, unless there is one that is not filled yet.
    fn gap_from(&mut self, heard: Option<Stamp>, deaf: bool) {
        self.gap = self.gap.or(heard.map(Gap::since));
        self.gap.iter_mut().for_each(|gap| gap.deaf |= deaf);
    }

    /// The wall's clock was put back: what waits for a moment that was near must not wait until the old time comes again.
    pub fn put_back(&mut self, real: Stamp) {
        self.health.put_back(real);
        if let Some(gap) = &mut self.gap {
            gap.from = gap.from.min(real);
            let times = [gap.back.as_mut(), gap.came.as_mut()];
            times.into_iter().flatten().for_each(|at| *at = (*at).min(real));
        }
        self.minute.0 = self.minute.0.min(real);
    }

    /// Of the mentions that a batch brought, those that were said before the source could be heard again.
    pub fn in_gap(&self, late: bool, new: &[MentionId], real: Stamp) -> InGap {
        let back = self.gap.and_then(|gap| gap.back).unwrap_or(real);
        let mut said = InGap::default();
        for at in new.iter().map(|id| id.posted()).filter(|at| late || *at < back) {
            said.add(InGap { count: 1, span: Some((at, at)) });
        }
        said
    }

    /// What a batch says of the source, and what of it was said in a gap.
    pub fn heard(&mut self, batch: &Batch, said: InGap, real: Stamp) {
        self.hear_of(batch, said, real);
        // it knows better what is usual than whoever counts
        self.health.gap = batch.gap.unwrap_or(self.health.gap);
    }

    fn hear_of(&mut self, batch: &Batch, said: InGap, real: Stamp) {
        if let Some(part) = &batch.part {
            self.health.part(real, Clean::line(&part.name), part.fault.as_ref().map(|fault| why(&self.entry, fault)));
            self.health.leave_out(Clean::line(&part.name), part.older);
            if part.fault.is_some() {
                // that one of several fails is no sign of life of the whole
                return;
            }
        }
        if batch.cursor.is_some() {
            self.health.cursor_at = Some(real);
        }
        // all that there was has come, however old the last of it is: the line answers, and has no more to say
        let answers = batch.looked == 0 && batch.cursor.is_none();
        if answers {
            self.gap.iter_mut().for_each(|gap| gap.through |= gap.came.is_some());
        }
        // before any sign of life, be it that of an open line, takes the reason away
        if is_deaf(&self.health, real) {
            self.gap_from(self.health.open_until(), true);
        }
        if batch.still {
            self.opened(real);
            self.health.still(real);
            return;
        }
        if self.health.posts.is_some() && !batch.posted {
            self.health.open(real);
        } else {
            if matches!(self.health.blind(real), Some(Blind::Unposted { .. })) {
                self.gap_from(self.health.quiet_since(), true);
            }
            self.health.hear(real, batch.looked, batch.upto);
        }
        if let Some(gap) = &mut self.gap {
            gap.back = gap.back.or(Some(real));
            gap.through |= !batch.late;
            gap.fill(said, batch.late && !answers, real);
        }
    }

    /// Nobody wants it heard for now.
    pub fn pause(&mut self, before: Option<&Health>) {
        self.health.state = State::Paused;
        self.health.heard = self.health.heard.or(before.and_then(|before| before.heard));
    }

    /// Ends a gap once what filled it has come: pages of old and new take turns, so that it is waited until they settle.
    pub fn settle(&mut self, real: Stamp) {
        self.fill(real, |gap| gap.came.is_none_or(|came| real.since(came) >= SETTLED));
    }

    /// Whoever listens ends: what has come until now is told, for who comes next knows nothing of it.
    pub fn end(&mut self, real: Stamp) {
        self.fill(real, |_| true);
    }

    fn fill(&mut self, real: Stamp, settled: impl Fn(&Gap) -> bool) {
        let Some(gap) = self.gap.take_if(|gap| gap.through && settled(gap)) else { return };
        self.health.caught = gap.caught(real).or(self.health.caught);
    }

    /// Whether it was deaf and is not any more, the other way round, or has caught up since it was said: what the room notices.
    pub fn is_notable(&mut self, real: Stamp) -> bool {
        let blind = self.health.blind(real).is_some();
        let caught = self.said.as_ref().is_some_and(|said| said.caught != self.health.caught);
        std::mem::replace(&mut self.blind, blind) != blind || caught
    }

    /// Whether it is worse or better than was said, beside what is notable.
    pub fn is_news(&self, real: Stamp) -> bool {
        let now = &self.health;
        let poster = |health: &Health| {
            let unposted = matches!(health.blind(real), Some(Blind::Unposted { .. }));
            health.posts.is_some().then(|| (health.is_unsure(real), unposted))
        };
        self.said.as_ref().is_none_or(|was| {
            was.state != now.state
                || was.fault != now.fault
                || (&was.parts, &was.older) != (&now.parts, &now.older)
                || poster(was) != poster(now)
        })
    }

    /// Counts what was looked at in the last full minute.
    pub fn count(&mut self, real: Stamp) {
        let (since, before) = self.minute;
        let span = real.since(since);
        if span >= MINUTE {
            let looked = self.health.looked.saturating_sub(before);
            self.health.per_minute = looked * MINUTE as u64 / span.unsigned_abs().max(1);
            self.minute = (real, self.health.looked);
        }
    }
}
