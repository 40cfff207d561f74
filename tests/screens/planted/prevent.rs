//! The pages of prevention, planted.

use super::{at, hidden, mention, prose, text};
use gabinete::app::prevention::{Page, PreventionView};
use gabinete::domain::ids::{ItemId, MentionId};
use gabinete::domain::private::Private;
use gabinete::domain::room::Refusal;
use gabinete::domain::text::Clean;
use gabinete::prevent::ready::{Area, Finding, Gravity};
use gabinete::rows::*;

/// A page with all that it can show.
pub fn page(page: Page) -> PreventionView {
    PreventionView {
        page,
        ready: Some(ready()),
        complaints: Some(Box::new(complaints())),
        ambassadors: Some(Box::new(ambassadors())),
        usual: Some(Box::default()),
        at: 0,
    }
}

/// The next row of a page, then the next page. A closed match: a new page does not compile before it stands here.
pub fn next_page(view: &PreventionView) -> Option<PreventionView> {
    if view.at + 1 < view.length() {
        return Some(PreventionView { at: view.at + 1, ..view.clone() });
    }
    match view.page {
        Page::Ready => Some(page(Page::Complaints)),
        Page::Complaints => Some(page(Page::Ambassadors)),
        Page::Ambassadors => Some(page(Page::Usual)),
        Page::Usual => None,
    }
}

pub fn complaints() -> Complaints {
    let theme = |n| ComplaintRow {
        phrase: Private::prose(prose("phrase")),
        count: 9,
        voices: 7,
        before: 2,
        by_day: vec![0, 2, 7],
        trend: Trend::Growing,
        examples: vec![mention(n, false, false), mention(2, true, false), mention(3, false, true)],
        mentions: vec![MentionId(n)],
    };
    let clue = ClueRow {
        item: ItemId(1),
        phrase: Private::prose(prose("clue")),
        owner: Some(hidden("clueowner")),
        due: Some(at(-60)),
        since: at(60),
        mentions: 9,
    };
    Complaints {
        days: 3,
        by_day: vec![(10, 10), (20, 20), (30, 30)],
        before: (40, 40),
        own: 5,
        partial: false,
        themes: vec![theme(1), theme(4)],
        clues: vec![clue],
    }
}

pub fn ambassadors() -> Ambassadors {
    let person = |mention, thanks| AmbassadorRow {
        count: 3,
        days: 2,
        stood_up: 1,
        negative: 1,
        thanks,
        reach: Some(9_000),
        mention,
    };
    Ambassadors {
        days: 30,
        positive: (1, 9),
        negative: (8, 9),
        read: 9,
        partial: false,
        people: vec![
            person(mention(1, false, false), Thanks::Unthanked),
            person(mention(3, false, true), Thanks::Thanked),
        ],
    }
}

fn ready() -> Vec<Finding> {
    let who = hidden("idle");
    let named = Refusal::new("plan-warn-untested").with("name", &who);
    let late = Refusal::new("ready-action-late").with("text", text("late").as_str()).with("days", 3);
    let todo = Refusal::new("ready-do-action").with("owner", &who);
    let finding = |what, todo| Finding {
        gravity: Gravity::Weak,
        area: Area::People,
        what,
        todo,
        place: Clean::from("/home/zqfolder/plan.toml:4"),
    };
    vec![finding(named, None), finding(late, Some(todo))]
}
