//! The pages of prevention, as the screen shows them.

use super::room::{busy, clean, fitted, mentions, now};
use gabinete::app::keymap::Key;
use gabinete::app::layers::Layer;
use gabinete::app::msg::Msg;
use gabinete::app::prevention::{Page, PreventionView};
use gabinete::app::{App, update};
use gabinete::domain::ids::{ItemId, MentionId};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::room::{Lang, Refusal};
use gabinete::domain::time::{DAY, HOUR};
use gabinete::prevent::ready::{Area, Finding, Gravity};
use gabinete::rows::*;

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
        finding(Gravity::Fails, Area::People, role, Some(Refusal::new("ready-do-contact")), &format!("{plan}:41")),
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
    PreventionView {
        page,
        ready: Some(lacking()),
        complaints: Some(Box::new(complaints())),
        ambassadors: Some(Box::new(ambassadors())),
        usual: Some(Box::new(usual())),
        at,
    }
}

fn complaints() -> Complaints {
    let theme = |phrase: &str, by_day: [u32; 7], before, trend| ComplaintRow {
        phrase: Private::prose(clean(phrase)),
        count: by_day.iter().sum(),
        voices: by_day.iter().sum::<u32>() / 2 + 1,
        before,
        by_day: by_day.to_vec(),
        trend,
        examples: mentions()[2..5].to_vec(),
        mentions: vec![MentionId(1)],
    };
    Complaints {
        days: 7,
        by_day: vec![(310, 171), (280, 171), (402, 171), (390, 171), (350, 171), (610, 171), (720, 171)],
        before: (1_900, 1_180),
        own: 4_210,
        partial: false,
        themes: vec![
            theme("refund", [20, 24, 19, 22, 30, 31, 28], 160, Trend::Steady),
            theme("lid leaks", [1, 0, 4, 9, 12, 30, 41], 6, Trend::Growing),
            theme("app login", [14, 9, 8, 3, 2, 1, 0], 90, Trend::Fading),
            theme("no cuida a sus clientes", [0, 0, 1, 0, 1, 1, 0], 1, Trend::Few),
        ],
        clues: vec![ClueRow {
            item: ItemId(4),
            phrase: Private::prose(clean("app login")),
            owner: Some(clean("Marta R.")),
            due: Some(now().plus(2 * DAY)),
            since: now().plus(-DAY),
            mentions: 37,
        }],
    }
}

fn ambassadors() -> Ambassadors {
    let person = |n: usize, stood_up, count, thanks, reach| AmbassadorRow {
        count,
        days: count.min(4),
        stood_up,
        negative: u32::from(n == 1),
        thanks,
        reach,
        mention: mentions()[n].clone(),
    };
    Ambassadors {
        days: 30,
        positive: (14, 212),
        negative: (1_840, 2_110),
        read: 212,
        partial: false,
        people: vec![
            person(0, 2, 3, Thanks::Unthanked, Some(48_200)),
            person(1, 0, 4, Thanks::Unthanked, None),
            person(2, 1, 1, Thanks::Owed, Some(310)),
            person(3, 1, 2, Thanks::Thanked, Some(1_200)),
        ],
    }
}

/// Nights are quiet, Sundays were never heard, Saturdays by other days alone.
fn usual() -> UsualWeek {
    let hour = |at: usize| {
        let (day, hour) = (at / 24, at % 24);
        let per_hour = if hour < 8 { 3.0 } else { 40.0 + (hour * 7 % 30) as f32 * 10.0 };
        let (basis, hours) = if day == 5 { (Basis::Time, 12) } else { (Basis::Own, 4) };
        (day < 6).then_some(UsualHour { per_hour, band: (per_hour / 2.0, per_hour * 1.5), basis, hours })
    };
    UsualWeek {
        hours: (0..168).map(hour).collect(),
        now: 2 * 24 + 15,
        heard: (604, 720),
        first: Some(now().plus(-720 * HOUR)),
        aside: 31,
    }
}

fn empty() -> Box<UsualWeek> {
    Box::new(UsualWeek { hours: vec![None; 168], ..UsualWeek::default() })
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let mut shared = over(lang, size, page(Page::Ready, 2));
    shared.audience = Audience::Shared;
    vec![
        ("prevention-ready", over(lang, size, page(Page::Ready, 0))),
        ("prevention-ready-shared", shared),
        ("prevention-well", over(lang, size, PreventionView { ready: Some(vec![]), ..page(Page::Ready, 0) })),
        ("prevention-complaints", over(lang, size, page(Page::Complaints, 1))),
        ("prevention-ambassadors", over(lang, size, page(Page::Ambassadors, 0))),
        ("prevention-ambassadors-shared", {
            let mut app = over(lang, size, page(Page::Ambassadors, 1));
            app.audience = Audience::Shared;
            app
        }),
        ("prevention-usual", over(lang, size, page(Page::Usual, 0))),
        ("prevention-unknown", over(lang, size, PreventionView { usual: Some(empty()), ..page(Page::Usual, 0) })),
        (
            "prevention-nobody",
            over(lang, size, PreventionView { ambassadors: Some(Box::default()), ..page(Page::Ambassadors, 0) }),
        ),
        (
            "prevention-quiet",
            over(lang, size, PreventionView { complaints: Some(Box::default()), ..page(Page::Complaints, 0) }),
        ),
        ("clue", {
            let mut app = over(lang, size, page(Page::Complaints, 1));
            let at = app.now;
            update(&mut app, at, Msg::Key(Key::parse("a").unwrap()));
            fitted(app)
        }),
        ("prevention-looking", over(lang, size, PreventionView::default())),
    ]
}
