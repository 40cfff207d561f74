//! Before the next crisis, on the screen: what would fail tonight, what complaints are about, who stands up for the brand, what
//! is usual. Owns which page is shown, what is asked for it, and the ways from its rows; what stands on it is
//! `crate::prevent`'s and the reader's.

use super::acting::open;
use super::actions::Action;
use super::effect::Effect;
use super::layers::Layer;
use super::panes::feed;
use super::{App, asking, forms};
use crate::domain::mention::Tone;
use crate::domain::private::Audience;
use crate::prevent::ready::Finding;
use crate::rows::{Ambassadors, Answer, Ask, Complaints, UsualWeek};

/// Days over which complaints are looked at, and those over which people keep saying good things.
pub const DAYS: u16 = 7;
/// The same for ambassadors: fewer speak well, and more seldom.
pub const MONTH: u16 = 30;

/// The pages, in the order in which they are turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// What would fail tonight.
    #[default]
    Ready,
    /// What complaints are about.
    Complaints,
    /// Who stands up for the brand.
    Ambassadors,
    /// What is usual by hour of the week.
    Usual,
}

impl Page {
    /// Every page.
    pub const ALL: [Page; 4] = [Page::Ready, Page::Complaints, Page::Ambassadors, Page::Usual];

    /// Key of its title in `words`.
    pub const fn key(self) -> &'static str {
        ["prevention-ready", "prevention-complaints", "prevention-ambassadors", "prevention-usual"][self as usize]
    }
}

/// The pages of prevention. What somebody is reading does not change under the cursor: each is read once when it is turned to,
/// and anew when it is opened again.
#[derive(Debug, Clone, Default)]
pub struct PreventionView {
    /// Which page is shown.
    pub page: Page,
    /// What is lacking; `None` while it is being looked at, as for the others.
    pub ready: Option<Vec<Finding>>,
    /// What complaints are about.
    pub complaints: Option<Box<Complaints>>,
    /// Who stands up for the brand.
    pub ambassadors: Option<Box<Ambassadors>>,
    /// What is usual.
    pub usual: Option<Box<UsualWeek>>,
    /// Which row of the page keys act on.
    pub at: usize,
}

impl PreventionView {
    /// Rows of the page.
    pub fn length(&self) -> usize {
        match self.page {
            Page::Ready => self.ready.as_ref().map_or(0, Vec::len),
            Page::Complaints => self.complaints.as_ref().map_or(0, |c| c.themes.len()),
            Page::Ambassadors => self.ambassadors.as_ref().map_or(0, |a| a.people.len()),
            Page::Usual => 0,
        }
    }
}

/// Opens a page.
pub(super) fn show(app: &mut App, out: &mut Vec<Effect>, page: Page) {
    if matches!(app.layers.last(), Some(Layer::Prevention(_))) {
        app.layers.pop();
    }
    app.layers.push(Layer::Prevention(Box::new(PreventionView { page, ..PreventionView::default() })));
    ask(app, out);
}

/// Opens the page that an action names.
pub(super) fn page(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let page = match action {
        Action::Complaints => Page::Complaints,
        Action::Ambassadors => Page::Ambassadors,
        Action::UsualWeek => Page::Usual,
        _ => Page::Ready,
    };
    show(app, out, page);
}

/// Turns to the next page, or the one before; where no room is open there is only the first, in the past all but that.
pub(super) fn turn(app: &mut App, out: &mut Vec<Effect>, on: bool) {
    if app.room.is_none() {
        return app.notices.hint(app.words.t("refuse-no-room"));
    }
    let past = app.past.is_some();
    let Some(view) = view(app) else { return };
    let pages = Page::ALL.len();
    let beside = |page: Page| Page::ALL[(page as usize + if on { 1 } else { pages - 1 }) % pages];
    let page = beside(view.page);
    // what would fail tonight is asked of tonight
    view.page = if past && page == Page::Ready { beside(page) } else { page };
    view.at = 0;
    ask(app, out);
}

/// Asks for what the page shows, where it is not there yet.
fn ask(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now.room;
    let Some(view) = view(app) else { return };
    let question = match view.page {
        Page::Ready if view.ready.is_none() => return out.push(Effect::LookReady),
        Page::Complaints if view.complaints.is_none() => Ask::Complaints { days: DAYS, now },
        Page::Ambassadors if view.ambassadors.is_none() => Ask::Ambassadors { days: MONTH, now },
        Page::Usual if view.usual.is_none() => Ask::UsualWeek { now },
        _ => return,
    };
    asking::ask(app, out, question);
}

fn view(app: &mut App) -> Option<&mut PreventionView> {
    match app.layers.last_mut() {
        Some(Layer::Prevention(view)) => Some(view),
        _ => None,
    }
}

/// What is lacking was found out.
pub(super) fn looked(app: &mut App, found: &[Finding]) {
    for layer in &mut app.layers {
        match layer {
            Layer::Prevention(view) if view.ready.is_none() => {
                app.dirty = true;
                view.ready = Some(found.to_vec());
            }
            Layer::Start(start) => {
                app.dirty = true;
                start.lacking = Some(found.to_vec());
            }
            _ => {}
        }
    }
}

/// What the reader answered.
pub(super) fn take(app: &mut App, answer: Answer) {
    let mut views = app.layers.iter_mut().filter_map(|layer| match layer {
        Layer::Prevention(view) => Some(view),
        _ => None,
    });
    let Some(view) = views.next() else { return };
    match answer {
        Answer::Complaints(found) if view.complaints.is_none() => view.complaints = Some(found),
        Answer::Ambassadors(found) if view.ambassadors.is_none() => view.ambassadors = Some(found),
        Answer::UsualWeek(found) if view.usual.is_none() => view.usual = Some(found),
        _ => return,
    }
    app.dirty = true;
}

/// What was read is read again: what a clue was handed on for stands beside it.
pub(super) fn handed(app: &mut App, out: &mut Vec<Effect>) {
    if let Some(view) = view(app).filter(|view| view.page == Page::Complaints) {
        view.complaints = None;
        ask(app, out);
    }
}

pub(super) fn act(app: &mut App, action: Action) {
    let Some(Layer::Prevention(view)) = app.layers.last() else { return };
    let found = view.complaints.as_ref().filter(|_| view.page == Page::Complaints);
    let theme = found.and_then(|c| c.themes.get(view.at)).cloned();
    let clues = found.map(|c| c.clues.clone()).unwrap_or_default();
    match (action, theme) {
        (Action::HandTheme, Some(theme)) => open(app, |app| forms::clues::hand(app, &theme, &clues)),
        (Action::HandTheme, None) => app.notices.hint(app.words.t("clue-which")),
        (Action::StepAction, _) if clues.is_empty() => app.notices.hint(app.words.t("clue-none")),
        (Action::StepAction, theme) => open(app, |app| forms::clues::step(app, &clues, theme.as_ref())),
        _ => {}
    }
}

/// From a theme to those who say it, from a person to what they said: there they are answered and thanked as all others are.
pub(super) fn enter(app: &mut App, out: &mut Vec<Effect>) {
    let Some(Layer::Prevention(view)) = app.layers.last() else { return };
    match view.page {
        Page::Complaints => {
            // the search is the person's own, on the person's own screen: it is masked where it is shown
            let theme = view.complaints.as_ref().and_then(|c| c.themes.get(view.at));
            let Some(phrase) = theme.map(|t| t.phrase.show(Audience::Operator).into_owned()) else { return };
            feed::saying(app, out, phrase, Some(Tone::Negative));
        }
        Page::Ambassadors => {
            let person = view.ambassadors.as_ref().and_then(|a| a.people.get(view.at));
            let Some(id) = person.map(|person| person.mention.id) else { return };
            feed::open_one(app, out, id);
        }
        Page::Ready | Page::Usual => {}
    }
}
