//! The facilitator's view of a drill, twelve minutes after its start: what has come, what is next, what is to come.

use super::check;
use super::planted::{prose, text};
use super::room::{self, clean, fitted, now};
use gabinete::app::App;
use gabinete::app::facilitator::FacilitatorView;
use gabinete::app::keymap::Key;
use gabinete::app::layers::Layer;
use gabinete::app::msg::Msg;
use gabinete::app::update;
use gabinete::domain::mention::Disposition::{self, *};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::room::Lang;
use gabinete::domain::time::{MINUTE, SECOND, Stamp};
use gabinete::rows::*;

fn start() -> Stamp {
    now().plus(-12 * MINUTE)
}

/// A mention of the script: name, platform, author, words; when it comes, whether it is so, what would be right and for how long.
fn post(
    [name, platform, author, words]: [&str; 4],
    at: i64,
    truth: &'static str,
    expected: &[Disposition],
    within: i64,
) -> (CueRow, PostCue) {
    let person = |name: &str| Private::person(clean(name), false);
    let post = PostCue {
        id: name.to_owned(),
        name: clean(name),
        platform: clean(platform),
        author: person(author),
        handle: person(&author.to_lowercase().replace([' ', '.'], "")),
        direct: platform == "instagram",
        affected: name.starts_with("marta"),
        evidence: truth == "drill-truth-false",
        about: (name == "marta-3").then(|| "diario-2".to_owned()),
        truth,
        expected: expected.to_vec(),
        by: (within > 0).then(|| start().plus(at + within * MINUTE)),
        given: None,
        handled: Handled::Open,
    };
    let came = (at <= 12 * MINUTE).then(|| start().plus(at));
    (
        CueRow {
            at,
            came,
            text: Private::prose(clean(words)),
            what: CueKind::Wave { name: clean(""), count: (0, 0), over: 0 },
        },
        post,
    )
}

/// The same, decided.
fn decided((mut row, mut post): (CueRow, PostCue), handled: Handled, given: Option<Disposition>) -> CueRow {
    (post.handled, post.given) = (handled, given);
    row.what = CueKind::Post(Box::new(post));
    row
}

fn row(at: i64, came: bool, words: &str, what: CueKind) -> CueRow {
    CueRow { at, came: came.then(|| start().plus(at)), text: Private::prose(clean(words)), what }
}

const TRUE: &str = "drill-truth-true";
const FALSE: &str = "drill-truth-false";
const UNKNOWN: &str = "drill-truth-unknown";

/// Words of a mother.
const ILL: &str = "My little one has been in hospital since last night after eating your strawberry yoghurt. Batch A12. Has this \
                   happened to anybody else?";

fn script() -> ScriptNow {
    let s = SECOND;
    let told = Some((0, clean("Your approver is in a plane until 16:00 and cannot be reached.")));
    let early = {
        let seen = post(
            ["pau-2", "tiktok", "Pau V.", "Film of the shelf: A12 is still on sale, look at the date"],
            21 * MINUTE,
            TRUE,
            &[Escalate],
            10,
        );
        let mut row = decided((seen.0, PostCue { by: Some(now().plus(8 * MINUTE)), ..seen.1 }), Handled::Open, None);
        row.came = Some(now().plus(-2 * MINUTE));
        row
    };
    let rows = vec![
        row(
            0,
            false,
            "Two parents tell of sick children. A good team hears them, asks, and declares.",
            CueKind::Phase(clean("Early witnesses")),
        ),
        decided(
            post(["marta-1", "x", "Marta Ruiz", ILL], 150 * s, TRUE, &[RespondPublic, RespondThenPrivate], 6),
            Handled::Right,
            Some(RespondPublic),
        ),
        decided(
            post(
                ["pau-1", "mastodon", "Pau V.", "Same here: @acme strawberry, A12, two days of stomach ache"],
                200 * s,
                UNKNOWN,
                &[JoinCluster, RespondPublic],
                8,
            ),
            Handled::Late,
            Some(JoinCluster),
        ),
        decided(
            post(
                ["troll-1", "x", "YogurLover88", "they all deserve it lol"],
                260 * s,
                UNKNOWN,
                &[Monitor, Moderate],
                0,
            ),
            Handled::Otherwise,
            Some(RespondPublic),
        ),
        row(
            300 * s,
            false,
            "strawberry A12, both kids ill",
            CueKind::Wave { name: clean("copies-of-marta"), count: (31, 40), over: 12 * MINUTE },
        ),
        decided(
            post(
                [
                    "retailer-1",
                    "instagram",
                    "Super Sol",
                    "Do we take A12 off the shelves? Our staff asks and nobody answers the phone",
                ],
                330 * s,
                UNKNOWN,
                &[Escalate],
                5,
            ),
            Handled::Open,
            None,
        ),
        row(
            480 * s,
            true,
            "Who may approve when the approver is away? The deputy; the plan says so.",
            CueKind::Twist { sort: "twist-approver-absent", told },
        ),
        row(
            600 * s,
            false,
            "A newspaper asks; a forged statement goes round.",
            CueKind::Phase(clean("The press and a forgery")),
        ),
        decided(
            post(
                [
                    "diario-1",
                    "web",
                    "El Diario",
                    "Parents report sick children after eating Acme yoghurt; the company has not answered yet",
                ],
                640 * s,
                TRUE,
                &[RespondPublic, Escalate],
                15,
            ),
            Handled::Open,
            None,
        ),
        decided(
            post(
                ["forger-1", "x", "Acme_Oficial_", "STATEMENT: batch A12 has a virus, we pay no refunds"],
                750 * s,
                FALSE,
                &[Correct],
                10,
            ),
            Handled::Open,
            None,
        ),
        decided(
            post(
                ["diario-2", "web", "El Diario", "Acme denies refunds, says statement"],
                900 * s,
                FALSE,
                &[Correct],
                12,
            ),
            Handled::Open,
            None,
        ),
        decided(
            post(
                ["marta-3", "x", "Marta Ruiz", "So you will not pay? Shame on you"],
                960 * s,
                TRUE,
                &[RespondPublic],
                8,
            ),
            Handled::Open,
            None,
        ),
        row(
            1_020 * s,
            false,
            "What X says is held back, and comes all at once ten minutes later.",
            CueKind::Twist { sort: "twist-feed-silent", told: None },
        ),
        early,
        decided(
            post(
                ["agency-1", "web", "AESAN", "We have opened an inquiry into batch A12"],
                1_500 * s,
                TRUE,
                &[Escalate],
                5,
            ),
            Handled::Open,
            None,
        ),
    ];
    ScriptNow { start: start(), lasts: 40 * MINUTE, rows, chatter: (21, 96), score: 5_912 }
}

fn shown(lang: Lang, size: (u16, u16), change: impl FnOnce(&mut FacilitatorView, &mut App)) -> App {
    let mut app = room::drill(lang, size);
    app.layers.clear();
    let mut view = FacilitatorView::of(Ok(script()));
    change(&mut view, &mut app);
    app.layers.push(Layer::Facilitator(Box::new(view)));
    fitted(app)
}

fn pressed(mut app: App, keys: &str) -> App {
    for name in keys.split(' ') {
        let now = app.now;
        update(&mut app, now, Msg::Key(Key::parse(name).unwrap()));
    }
    fitted(app)
}

#[test]
fn the_facilitators_view_looks_as_it_did() {
    for lang in [Lang::En, Lang::Es] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let at = |n: usize| shown(lang, size, |view, _| view.selected = Some(n));
            let paused = shown(lang, size, |view, app| {
                (view.selected, app.pulse.clock.speed) = (Some(6), 0);
            });
            check("facilitator", lang, &shown(lang, size, |_, _| {}));
            check("facilitator-came", lang, &at(1));
            check("facilitator-bring", lang, &pressed(at(11), "enter"));
            if lang == Lang::Es && size != (80, 24) {
                continue;
            }
            check("facilitator-word-paused", lang, &paused);
            check("facilitator-early", lang, &at(13));
            check("facilitator-shared", lang, &shown(lang, size, |_, app| app.audience = Audience::Shared));
            check(
                "facilitator-unread",
                lang,
                &shown(lang, size, |view, app| {
                    let why = app.words.f("drill-no-scenario", &[("why", "…".into())]);
                    view.script = Some(Err(why));
                }),
            );
            let asks = room::drill(lang, size);
            check("facilitator-ask", lang, &pressed(asks, "f3"));
            check("mono-facilitator", lang, &shown(lang, size, |_, app| app.ascii = true));
        }
    }
}

/// A script whose every word is somebody's secret, for a screen that is shared.
pub fn planted() -> Layer {
    let mut script = script();
    for row in &mut script.rows {
        row.text = Private::prose(prose("script"));
        match &mut row.what {
            CueKind::Phase(title) => *title = prose("phase"),
            CueKind::Post(post) => {
                (post.name, post.platform) = (prose("name"), clean("x"));
                [&mut post.author, &mut post.handle]
                    .into_iter()
                    .for_each(|who| *who = Private::person(prose("who"), false));
            }
            CueKind::Twist { told: Some((_, told)), .. } => *told = prose("told"),
            CueKind::Twist { told: None, .. } => {}
            CueKind::Wave { name, .. } => *name = prose("wave"),
        }
    }
    Layer::Facilitator(Box::new(FacilitatorView::of(Ok(script))))
}

/// The same where it cannot be read.
pub fn unread() -> Layer {
    Layer::Facilitator(Box::new(FacilitatorView::of(Err(text("script")))))
}
