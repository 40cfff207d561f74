//! The pages of prevention, planted.

use super::{hidden, text};
use gabinete::app::prevention::{Page, PreventionView};
use gabinete::domain::room::Refusal;
use gabinete::domain::text::Clean;
use gabinete::prevent::ready::{Area, Finding, Gravity};

/// A page with all that it can show.
pub fn page(page: Page) -> PreventionView {
    PreventionView { page, ready: Some(ready()), at: 0 }
}

/// The next row of a page, then the next page. A closed match: a new page does not compile before it stands here.
pub fn next_page(view: &PreventionView) -> Option<PreventionView> {
    if view.at + 1 < view.length() {
        return Some(PreventionView { at: view.at + 1, ..view.clone() });
    }
    match view.page {
        Page::Ready => None,
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
