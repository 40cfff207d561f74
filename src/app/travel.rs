//! Time travel: the room as it was, under the same screens. Owns where one stands in the past, the ways from there, and
//! what goes on underneath meanwhile; how the room stood is the reader's to say.
//!
//! The app of now is set aside whole and goes on taking in what happens, so that nothing is missed and coming back is
//! immediate. What is shown is another one: it can change nothing, its questions are answered from its moment, and
//! nothing of it rings. What the present rings for still rings.

use super::acting;
use super::actions::Action;
use super::asking;
use super::compose;
use super::effect::Effect;
use super::facilitator;
use super::forms;
use super::geometry;
use super::layers::Layer;
use super::msg::Msg;
use super::pending::{Kind, Pending};
use super::update::{self, set_zone, update};
use super::{App, Now};
use crate::domain::clock::RoomClock;
use crate::domain::ids::EventSeq;
use crate::domain::private::Audience;
use crate::domain::time::{MINUTE, SECOND, Stamp};
use crate::rows::{Answer, Ask, Moment, Track, Way};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many times faster than it happened it can be played.
pub const SPEEDS: [u32; 6] = [1, 2, 5, 10, 30, 60];
/// So long after the room changed what is shown of the past is read anew: words of it may have been erased.
const ANEW: i64 = 2 * SECOND;
/// Most ways that wait for the one under way; of more, the newest are not gone.
const MAX_WAYS: usize = 32;

/// A look at the past.
#[derive(Debug, Clone)]
pub struct Travel {
    /// Where one stands.
    pub at: Moment,
    /// What the screen shows is of this event; until the first answer, of none.
    pub shown: Option<EventSeq>,
    /// The line of the incident's time.
    pub track: Option<Track>,
    /// Which of [`SPEEDS`].
    speed: usize,
    /// While it plays: since when by the clock on the wall, from which moment, and when it goes on.
    playing: Option<(Stamp, Stamp, Stamp)>,
    /// When what is shown is read anew.
    anew: Option<Stamp>,
    /// How many mentions have come in meanwhile.
    pub came: u64,
    /// What the room's clock says now.
    pub present: Stamp,
    /// Ways that wait, the next first.
    ways: VecDeque<Way>,
    /// The one under way.
    under_way: Option<Way>,
    /// Mentions that had come in when this began.
    arrived: u64,
    /// The app of now: drawn by nobody.
    live: Arc<App>,
}

impl Travel {
    /// How many times faster than it happened it plays; `None` while it stands still.
    pub fn plays(&self) -> Option<u32> {
        self.playing.map(|_| self.speed())
    }

    /// The speed at which it plays, or would.
    pub fn speed(&self) -> u32 {
        SPEEDS[self.speed] // never moved beyond the table's ends
    }

    /// The screen shows another moment than the one that was asked for.
    pub fn reads(&self) -> bool {
        self.shown != Some(self.at.seq)
    }

    /// The room is open to read only in the present, too.
    pub(super) fn watches(&self) -> bool {
        self.live.readonly()
    }
}

impl App {
    /// The room's clock as it goes now, whatever moment is shown.
    pub fn clock(&self) -> RoomClock {
        self.past.as_ref().map_or(self.pulse.clock, |past| past.live.pulse.clock)
    }

    /// Sets it, of the room that is about to open.
    pub fn set_clock(&mut self, clock: RoomClock) {
        match &mut self.past {
            Some(past) => Arc::make_mut(&mut past.live).pulse.clock = clock,
            None => self.pulse.clock = clock,
        }
    }
}

/// From now to the past: at first it looks as now.
fn enter(app: &mut App, out: &mut Vec<Effect>) {
    let live = Arc::new(app.clone());
    let incident = app.incident().map(|incident| incident.id);
    app.pending = Pending { ticket: app.pending.ticket, ..Pending::default() };
    // a meeting goes on looking at its figures
    app.layers.retain(|layer| matches!(layer, Layer::Present(_)));
    app.notices.remind(None, false);
    app.notices.list.clear();
    (app.suggestion, app.measured) = (None, None);
    if let Some(room) = &mut app.room {
        room.readonly = true;
    }
    let at = Moment { seq: app.pulse.head.unwrap_or(EventSeq(i64::MAX)), at: app.now.room, told: 0, of: 0 };
    app.past = Some(Travel {
        at,
        shown: None,
        track: None,
        speed: 0,
        playing: None,
        anew: None,
        came: 0,
        present: app.now.room,
        ways: VecDeque::new(),
        under_way: None,
        arrived: app.pulse.arrived,
        live,
    });
    geometry::fit(app);
    out.push(Effect::Title(app.title()));
    let now = app.now.room;
    asking::ask(app, out, Ask::Track { incident, now });
    go(app, out, Way::At(now));
}

/// After the message with which somebody set out: what else it asked was of now.
pub(super) fn set_out(app: &mut App, out: &mut Vec<Effect>) {
    if app.past.is_some() {
        out.retain(|effect| match effect {
            Effect::Ask(ask) => finds(ask),
            effect => !matches!(effect, Effect::WakeAt(_)),
        });
        app.pending.asked.retain(|kind, _| matches!(kind, Kind::Moment | Kind::Track));
    }
}

/// Whether a question is about the way, and not about how the room was: it is asked of the room as it is.
const fn finds(ask: &Ask) -> bool {
    matches!(ask, Ask::Moment { .. } | Ask::Track { .. })
}

/// Back to now, with the screen as who travelled has it.
fn leave(app: &mut App, out: &mut Vec<Effect>) {
    let Some(past) = app.past.take() else { return };
    let real = app.now.real;
    let mut live = Arc::unwrap_or_clone(past.live);
    live.now = Now { room: live.pulse.clock.at(real), real };
    live.words = app.words.clone();
    live.audience = app.audience;
    live.sharing = app.sharing.clone();
    (live.mouse, live.size, live.dirty) = (app.mouse, app.size, true);
    *app = live;
    if app.audience == Audience::Shared {
        facilitator::leave(app);
    }
    acting::spoken(app);
    set_zone(app);
    geometry::fit(app);
    out.push(Effect::Title(app.title()));
    // a script that is open is read with it, in the language of now
    asking::refresh(app, out);
}

/// What takes somebody to the past, through it and back. False for every other action.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) -> bool {
    let Some(past) = &mut app.past else {
        if action == Action::Travel {
            enter(app, out);
        }
        return action == Action::Travel;
    };
    let over = app.layers.is_empty() && app.notices.staying() == 0;
    if over && matches!(action, Action::Back | Action::CloseLayer) {
        leave(app, out);
        return true;
    }
    let way = match action {
        Action::Travel => {
            acting::open(app, forms::past::time);
            return true;
        }
        Action::NextEvent => Way::Events(1),
        Action::PreviousEvent => Way::Events(-1),
        Action::NextMinute => Way::At(minute(past, 1)),
        Action::PreviousMinute => Way::At(minute(past, -1)),
        Action::NextDecision => Way::Decisions(1),
        Action::PreviousDecision => Way::Decisions(-1),
        Action::PastStart => Way::At(past.track.as_ref().map_or(past.at.at, |track| track.from)),
        Action::PastEnd => Way::At(past.present),
        Action::Play => {
            play(app, out);
            return true;
        }
        Action::PlayFaster | Action::PlaySlower => {
            let at = past.speed;
            past.speed =
                if action == Action::PlayFaster { (at + 1).min(SPEEDS.len() - 1) } else { at.saturating_sub(1) };
            if past.playing.is_some() {
                begin(app, out);
            }
            return true;
        }
        _ => return false,
    };
    past.playing = None;
    go(app, out, way);
    true
}

/// The full minute after, or before, the last moment that is on its way.
fn minute(past: &Travel, by: i64) -> Stamp {
    let going = past.ways.iter().rev().chain(&past.under_way);
    let from = going.copied().find_map(|way| if let Way::At(at) = way { Some(at) } else { None }).unwrap_or(past.at.at);
    let minute = if by < 0 { -(-from.0).div_euclid(MINUTE) } else { from.0.div_euclid(MINUTE) };
    Stamp(minute.saturating_add(by).saturating_mul(MINUTE)).min(past.present)
}

/// Goes a way, or lets it wait for the one under way. Steps of a kind become one.
pub(super) fn go(app: &mut App, out: &mut Vec<Effect>, way: Way) {
    let Some(past) = &mut app.past else { return };
    let free = past.ways.len() < MAX_WAYS;
    match (past.ways.back_mut(), way) {
        (Some(Way::Events(n)), Way::Events(more)) | (Some(Way::Decisions(n)), Way::Decisions(more)) => *n += more,
        (Some(Way::At(at)), Way::At(then)) => *at = then,
        _ if free => past.ways.push_back(way),
        _ => {}
    }
    on(app, out);
}

/// The next way, unless one is under way.
fn on(app: &mut App, out: &mut Vec<Effect>) {
    let Some(past) = app.past.as_mut().filter(|past| past.under_way.is_none()) else { return };
    let Some(way) = past.ways.pop_front() else { return };
    past.under_way = Some(way);
    let (from, now) = (past.at.seq, past.present);
    asking::ask(app, out, Ask::Moment { from, way, now });
}

/// A way led here: what is on screen is asked for as it was then. It is drawn with the first answer, not before, so that no
/// clock stands over rows of another moment.
pub(super) fn arrive(app: &mut App, out: &mut Vec<Effect>, mut moment: Moment) {
    let Some(past) = &mut app.past else { return };
    if moment.seq == past.at.seq && matches!(past.under_way, Some(Way::Events(_) | Way::Decisions(_))) {
        // there was nowhere to go: the clock stays, too
        moment.at = past.at.at;
    }
    let (before, way) = (std::mem::replace(&mut past.at, moment), past.under_way.take());
    let (now, incident) = (past.present, past.live.incident().map(|incident| incident.id));
    let beyond = past.track.as_ref().is_some_and(|track| track.to < moment.at);
    app.now.room = moment.at;
    set_zone(app);
    if beyond {
        // what happened while somebody looked is on the line too
        asking::ask(app, out, Ask::Track { incident, now });
    }
    let stays = moment.seq == before.seq && !past_is_new(app);
    if !stays {
        asking::refresh(app, out);
    } else {
        app.dirty = true;
        if moment.at.0.div_euclid(MINUTE) != before.at.0.div_euclid(MINUTE) {
            asking::ask(app, out, Ask::Pulse { now: moment.at });
        }
    }
    if let Some(said) = way.and_then(|way| forms::past::short_of(app, way, before.at, stays)) {
        app.notices.hint(said);
    }
    on(app, out);
}

/// Nothing was shown of it yet.
fn past_is_new(app: &App) -> bool {
    app.past.as_ref().is_some_and(|past| past.shown.is_none())
}

/// The line of the incident's time.
pub(super) fn take(app: &mut App, track: Track) {
    if let Some(past) = &mut app.past {
        past.track = Some(track);
        app.dirty = true;
    }
}

/// Plays on from here, or stands still. At the end there is nothing to play.
fn play(app: &mut App, out: &mut Vec<Effect>) {
    let Some(past) = &mut app.past else { return };
    if past.playing.take().is_some() {
        return;
    }
    if past.at.at >= past.present {
        return app.notices.hint(app.words.t("past-nothing-to-play"));
    }
    begin(app, out);
}

fn begin(app: &mut App, out: &mut Vec<Effect>) {
    let real = app.now.real;
    if let Some(past) = &mut app.past {
        let next = real.plus(tick(past.speed()));
        past.playing = Some((real, past.at.at, next));
        out.push(Effect::WakeAtReal(next));
    }
}

/// How long a picture stands while it plays.
const fn tick(speed: u32) -> i64 {
    if speed <= 2 { SECOND } else { SECOND / 4 }
}

/// Time passed on the wall: what plays goes on. A moment that is still being read is waited for.
fn time_passed(app: &mut App, out: &mut Vec<Effect>) {
    let real = app.now.real;
    let Some(past) = &mut app.past else { return };
    match past.anew {
        Some(anew) if anew > real => out.push(Effect::WakeAtReal(anew)),
        Some(_) => {
            past.anew = None;
            asking::refresh(app, out);
        }
        None => {}
    }
    let Some(past) = &mut app.past else { return };
    let speed = past.speed();
    let Some((since, from, next)) = &mut past.playing else { return };
    if real < *next {
        return out.push(Effect::WakeAtReal(*next));
    }
    *next = real.plus(tick(speed));
    out.push(Effect::WakeAtReal(*next));
    let at = from.plus(real.since(*since).saturating_mul(i64::from(speed)));
    let waits = past.under_way.is_some() || past.reads();
    if at >= past.present {
        let now = past.present;
        past.playing = None;
        app.notices.hint(app.words.t("past-caught-up"));
        app.dirty = true;
        return go(app, out, Way::At(now));
    }
    if !waits {
        go(app, out, Way::At(at));
    }
}

/// A question was answered from this moment of the past; without an answer it had been left behind.
fn told(app: &mut App, out: &mut Vec<Effect>, seq: EventSeq, ask: &Ask, answer: Option<Box<Answer>>) {
    let Some(past) = &mut app.past else { return };
    let here = past.at.seq == seq;
    match answer.filter(|_| here) {
        Some(answer) => {
            let pulse = matches!(*answer, Answer::Pulse(_));
            if pulse {
                past.shown = Some(seq);
                app.dirty = true;
            }
            asking::answered(app, out, *answer);
            if pulse {
                // there is nothing new in the past
                app.saw_top();
            }
        }
        None => asking::passed(app, out, Kind::of(ask)),
    }
}

/// Takes in what happened while the past is shown: what concerns the present goes on underneath.
pub(super) fn update_in_the_past(app: &mut App, now: Now, msg: Msg) -> Vec<Effect> {
    let mut out = Vec::new();
    if let Msg::RoomOpened { .. } = msg {
        // another room has another past
        leave(app, &mut out);
        return update(app, now, msg);
    }
    let mut both = |msg: &dyn Fn() -> Msg| {
        present(app, &mut out, now, msg());
        shown(app, &mut out, now, |app, out| update::handle(app, out, msg()));
    };
    match msg {
        Msg::Resized(w, h) => both(&|| Msg::Resized(w, h)),
        // it says what is so tonight, and either may show the rooms to choose from
        Msg::ReadyLooked(found) => both(&|| Msg::ReadyLooked(found.clone())),
        // whoever looks at the past must know as well, and on coming back
        Msg::Strayed(why) => both(&|| Msg::Strayed(why.clone())),
        Msg::RoomChanged => {
            present(app, &mut out, now, Msg::RoomChanged);
            if let Some(past) = app.past.as_mut().filter(|past| past.anew.is_none()) {
                let anew = now.real.plus(ANEW);
                past.anew = Some(anew);
                out.push(Effect::WakeAtReal(anew));
            }
        }
        Msg::TimePassed => {
            present(app, &mut out, now, Msg::TimePassed);
            shown(app, &mut out, now, time_passed);
        }
        Msg::ReadFailed(why) => {
            present(app, &mut out, now, Msg::ReadFailed(why.clone()));
            shown(app, &mut out, now, |app, out| failed(app, out, &why));
        }
        Msg::AnsweredAt(seq, ask, answer) => shown(app, &mut out, now, |app, out| match answer {
            Ok(answer) => told(app, out, seq, &ask, answer),
            Err(why) => failed(app, out, &why),
        }),
        Msg::Answered(answer) if !matches!(*answer, Answer::Moment(_) | Answer::Track(_)) => {
            present(app, &mut out, now, Msg::Answered(answer));
        }
        msg @ (Msg::Key(_)
        | Msg::Pasted(_)
        | Msg::Clicked(..)
        | Msg::Scrolled(..)
        | Msg::Answered(_)
        | Msg::OpenFailed(_)
        | Msg::RoomsFound(_)
        | Msg::Copied(_)
        | Msg::LinkOpened(_)
        | Msg::Failed(_)
        | Msg::Ending) => shown(app, &mut out, now, |app, out| update::handle(app, out, msg)),
        msg => present(app, &mut out, now, msg),
    }
    out
}

fn failed(app: &mut App, out: &mut Vec<Effect>, why: &str) {
    if let Some(past) = &mut app.past {
        (past.under_way, past.playing) = (None, None);
        past.ways.clear();
    }
    update::handle(app, out, Msg::ReadFailed(why.to_owned()));
}

/// The app of now takes a message in. Its screen is not the one that is shown: nothing of that is carried out.
fn present(app: &mut App, out: &mut Vec<Effect>, now: Now, msg: Msg) {
    let Some(past) = &mut app.past else { return };
    let live = Arc::make_mut(&mut past.live);
    let effects = update(live, now, msg);
    let own = |effect: &Effect| !matches!(effect, Effect::Title(_) | Effect::Mouse(_) | Effect::Redraw);
    out.extend(effects.into_iter().filter(own));
    let came = past.live.pulse.arrived.saturating_sub(past.arrived);
    app.dirty |= came != past.came;
    (past.came, past.present) = (came, past.live.pulse.clock.at(now.real));
}

/// The app that is shown takes something in, at its moment. It asks the past, and writes nothing.
fn shown(app: &mut App, out: &mut Vec<Effect>, now: Now, take: impl FnOnce(&mut App, &mut Vec<Effect>)) {
    let Some(past) = &mut app.past else { return };
    past.present = past.live.pulse.clock.at(now.real);
    let at = Now { room: past.at.at, real: now.real };
    let mut wanted = Vec::new();
    update::around(app, &mut wanted, at, take);
    let Some(past) = &mut app.past else { return out.append(&mut wanted) };
    let (seq, mut refused) = (past.at.seq, false);
    for effect in wanted {
        match effect {
            Effect::Ask(ask) if finds(&ask) => out.push(Effect::Ask(ask)),
            Effect::Ask(ask) => out.push(Effect::AskAt(seq, ask)),
            // the clock of that moment stands still, and whatever rings there rang then
            Effect::WakeAt(_) | Effect::Bell => {}
            Effect::Quit => {
                compose::leave(Arc::make_mut(&mut past.live), out);
                out.push(Effect::Quit);
            }
            effect if effect.is_harmless() => out.push(effect),
            _ => refused = true,
        }
    }
    if refused {
        acting::refuse(app, "refuse-as-it-was");
    }
}
