//! The pages of prevention, as the screen shows them.

use super::room::{busy, clean, fitted};
use gabinete::app::App;
use gabinete::app::layers::Layer;
use gabinete::app::prevention::{Page, PreventionView};
use gabinete::domain::private::Audience;
use gabinete::domain::room::{Lang, Refusal};
use gabinete::prevent::ready::{Area, Finding, Gravity};

fn over(lang: Lang, size: (u16, u16), view: PreventionView) -> App {
    let mut app = busy(lang, size);
    app.layers.push(Layer::Prevention(Box::new(view)));
    fitted(app)
}

/// What an ordinary Monday lacks.
pub fn lacking() -> Vec<Finding> {
    let finding = |gravity, area, what: Refusal, todo: Option<Refusal>, place: &str| Finding {
        gravity,
        area,
        what,
        todo,
        place: clean(place),
    };
    let said = |key, args: &[(&'static str, &str)]| {
        args.iter().fold(Refusal::new(key), |all: Refusal, (name, value)| all.with(name, *value))
    };
    let role = said("plan-warn-role-no-contact", &[("role", "legal")]);
    let deaf = said("ready-source-deaf", &[("source", "mastodon")]);
    let test = said("ready-do-test", &[("source", "mastodon")]);
    let tried = said("plan-warn-tested-long-ago", &[("name", "Luis Prada"), ("days", "210")]);
    let late = said("ready-action-late", &[("text", "Listen for lot numbers")]).with("days", 12);
    let part = Refusal::new("ready-usual-part").with("n", 121).with("of", 168);
    let plan = "/home/ana/.config/gabinete/plan.toml";
    vec![
        finding(
            Gravity::Fails,
            Area::People,
            role,
            Some(Refusal::new("ready-do-contact")),
            &format!("{plan}:41"),
        ),
        finding(Gravity::Fails, Area::Sources, deaf, Some(test), ""),
        finding(Gravity::Weak, Area::People, tried, None, &format!("{plan}:77")),
        finding(Gravity::Weak, Area::Actions, late, Some(said("ready-do-action", &[("owner", "Ana M.")])), ""),
        finding(
            Gravity::Weak,
            Area::Drills,
            Refusal::new("ready-drill-old").with("days", 201),
            Some(Refusal::new("ready-do-drill")),
            "",
        ),
        finding(Gravity::Note, Area::Usual, part, Some(Refusal::new("ready-do-usual")), ""),
    ]
}

fn page(page: Page, at: usize) -> PreventionView {
    PreventionView { page, ready: Some(lacking()), at }
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let mut shared = over(lang, size, page(Page::Ready, 2));
    shared.audience = Audience::Shared;
    vec![
        ("prevention-ready", over(lang, size, page(Page::Ready, 0))),
        ("prevention-ready-shared", shared),
        ("prevention-well", over(lang, size, PreventionView { ready: Some(vec![]), ..page(Page::Ready, 0) })),
        ("prevention-looking", over(lang, size, PreventionView::default())),
    ]
}
