//! The queue of responses and one opened, as whoever answers reads them: rows that can be told apart, whose word they
//! wait for, who writes them and since when, how long they are where they go, and the facts behind them.

use super::room::{busy, clean, composer, fitted, now, response_view};
use super::{drawn, dump};
use gabinete::app::compose::Composer;
use gabinete::app::keymap::Key;
use gabinete::app::layers::Layer;
use gabinete::app::msg::Msg;
use gabinete::app::update;
use gabinete::app::{App, Pane};
use gabinete::domain::fact::{Fact, FactState, FactStatus};
use gabinete::domain::ids::{FactId, ResponseId};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{Proposal, ResponseKind, ResponseState};
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::proof::{self, Desk, Draft, Lean};
use gabinete::rows::ResponseRow;
use gabinete::ui::theme::Theme;

/// Languages and sizes at which everything here is looked at.
pub const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn ago(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

/// A statement that nobody gave a title, with its first words.
fn untitled(id: i64, state: ResponseState, words: &str, minutes: i64) -> ResponseRow {
    ResponseRow {
        id: ResponseId(id),
        title: Private::prose(Clean::default()),
        kind: ResponseKind::Holding,
        state,
        since: ago(minutes),
        channel: clean("x"),
        lang: Lang::En,
        author: clean("Luis Pardo Villanueva"),
        approved_by: None,
        taken_by: None,
        until: None,
        sure: None,
        answers: 0,
        preview: Private::prose(clean(words)),
        note: Clean::default(),
        outgoing: None,
        sent: 0,
        missing: vec![],
        changed: false,
        shaken: false,
        rev: 2,
    }
}

const MILK: &str = "We are checking the milk of batch A12 and say more here at 18:00.";
const SHOPS: &str = "All shops have taken batch A12 off their shelves since noon.";
const LEMON: &str = "The lemon yoghurt is not affected: it comes from another dairy.";

/// A queue in which only the words tell the rows apart.
pub fn queue(lang: Lang, size: (u16, u16)) -> App {
    use ResponseState::*;
    let mut app = busy(lang, size);
    let mut rows = vec![
        untitled(11, InReview, MILK, 4),
        untitled(12, InReview, SHOPS, 127),
        untitled(13, Approved, LEMON, 9),
        untitled(14, ChangesRequested, "Nobody else has been taken ill since Tuesday.", 6),
        untitled(15, Draft, "", 2),
        untitled(16, Stale, "Batch A13 is safe to eat.", 11),
        untitled(17, Published, "We know of the reports about batch A12.", 18),
    ];
    rows[0].missing = vec![clean("legal")];
    rows[1].missing = vec![clean("comms_lead"), clean("legal"), clean("exec")];
    rows[2].until = Some(now().plus(16 * MINUTE));
    app.responses.window.rows = rows;
    app.responses.selected = Some(ResponseId(11));
    // somebody has taken the first mention
    let first = &mut app.mentions.window.rows[0].attention;
    (first.owner, first.owner_since) = (Some(clean("Maximiliano Ortega")), Some(ago(12)));
    app.focus = Pane::Responses;
    fitted(app)
}

/// The same while others look on.
pub fn shared(lang: Lang, size: (u16, u16)) -> App {
    let mut app = queue(lang, size);
    app.audience = Audience::Shared;
    fitted(app)
}

fn lean(id: i64, status: FactStatus, text: [&str; 2], moved: bool, says: &[&str]) -> Lean {
    let [en, es] = text.map(clean);
    let fact = Fact {
        id: FactId(id),
        incident: None,
        state: FactState { status, en, es, ..FactState::default() },
        superseded_by: None,
        since: ago(20),
        by: clean("Eva"),
        rev: 3,
    };
    Lean { fact, rev: if moved { 2 } else { 3 }, says: says.iter().map(|s| (*s).to_owned()).collect() }
}

/// A text for X that is too long there, on two facts of which one has changed.
pub fn opened(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    app.layers.push(view(ResponseState::InReview));
    fitted(app)
}

fn view(state: ResponseState) -> Layer {
    let Layer::Response(mut view) = response_view(state) else { unreachable!() };
    let detail = view.detail.as_mut().unwrap();
    let r = &mut detail.response;
    "x".clone_into(&mut r.content.channel);
    r.content.text = format!(
        "{} {}",
        r.content.text, "Call 900 123 456 before 20:00 if 2 or more at home have eaten it, please: we pay for it."
    );
    r.review.needs = vec!["comms_lead".into(), "legal".into()];
    detail.leans = vec![
        lean(
            3,
            FactStatus::Confirmed,
            ["Batch A12 is withdrawn from every shop", "El lote A12 se retira de todas las tiendas"],
            false,
            &["batch A12"],
        ),
        lean(
            5,
            FactStatus::False,
            ["The care line 900 123 456 is open until 20:00", "El teléfono 900 123 456 atiende hasta las 20:00"],
            true,
            &["900 123 456", "20:00"],
        ),
    ];
    Layer::Response(view)
}

fn lines(app: &App) -> Vec<String> {
    let text = dump(&drawn(app, &Theme::mono()));
    text.lines().take_while(|line| *line != "--- styles").map(str::to_owned).collect()
}

/// What stands between a name and an age: the pane of the smallest screen is the widest.
fn gap(size: (u16, u16)) -> &'static str {
    if size.0 == 80 { "  " } else { " " }
}

/// The one line that holds this.
fn line<'a>(lines: &'a [String], part: &str) -> &'a str {
    let mut found = lines.iter().filter(|line| line.contains(part));
    let first = found.next().unwrap_or_else(|| panic!("{part} in\n{}", lines.join("\n")));
    assert!(found.next().is_none(), "{part} stands twice in\n{}", lines.join("\n"));
    first
}

fn everywhere(look: impl Fn(Lang, (u16, u16))) {
    for lang in [Lang::En, Lang::Es] {
        SIZES.into_iter().for_each(|size| look(lang, size));
    }
}

#[test]
fn rows_without_a_title_are_told_apart_by_their_first_words() {
    everywhere(|lang, size| {
        let lines = lines(&queue(lang, size));
        for words in ["We are checking", "All shops have", "The lemon yogh", "Nobody else ha", "Batch A13 is s"] {
            line(&lines, words);
        }
        // what nobody has written yet is called by its sort
        let sort = if lang == Lang::En { "✎ Holding" } else { "✎ Declaraci" };
        line(&lines, sort);
        assert!(
            lines
                .iter()
                .all(|line| !line.contains("we are checking the milk of batch A12 and say more here at 18:00."))
        );
    });
}

#[test]
fn a_shared_screen_calls_hidden_drafts_by_their_sort_and_shows_what_is_out() {
    everywhere(|lang, size| {
        let lines = lines(&shared(lang, size));
        let row = |line: &String| {
            ["◷", "►", "✎"].iter().find_map(|sign| Some(line.split_once(sign)?.1.chars().take(50).collect::<String>()))
        };
        let rows: Vec<String> = lines.iter().filter_map(row).collect();
        assert!(rows.len() >= 5, "{rows:?}");
        for words in ["checking", "All shops", "lemon", "Nobody else", "A13 is", "•••", "Pardo", "Luis"] {
            assert!(rows.iter().all(|row| !row.contains(words)), "{words} in {rows:?}");
        }
        line(&lines, "✓ We know of the");
    });
}

#[test]
fn a_row_in_review_names_the_roles_it_waits_for_in_the_readers_words() {
    everywhere(|lang, size| {
        let lines = lines(&queue(lang, size));
        let [legal, two] = ["We are checking", "All shops have"].map(|words| line(&lines, words).to_owned());
        let (whole, short, hours) = match lang {
            Lang::En => ("Legal counsel  4 min", "legal 4 min", "comms +2"),
            Lang::Es => ("Asesoría jurídica  4 min", "jurídico 4 min", "dircom +2"),
        };
        assert!(legal.contains(if size.0 == 80 { whole } else { short }), "{legal}");
        assert!(two.contains(&format!("{hours}{}2 h", gap(size))), "{two}");
        assert!(lines.iter().all(|line| !line.contains("comms_lead")), "no code is shown");
    });
}

#[test]
fn a_plan_that_calls_a_role_by_another_name_is_followed() {
    for (size, name) in [((80, 24), "Abogada de guardia  4 min"), ((120, 40), "Abogad")] {
        let mut app = queue(Lang::Es, size);
        let mut plan = gabinete::plan::Plan::builtin();
        let post = plan.roles.iter_mut().find(|post| post.role.as_str() == "legal").unwrap();
        post.title.es = clean("Abogada de guardia");
        app.plan = Some(std::sync::Arc::new(plan));
        assert!(line(&lines(&app), "We are checking").contains(name), "{name}");
    }
}

#[test]
fn every_open_row_says_who_writes_it_and_since_when_and_the_age_stays_whole() {
    everywhere(|lang, size| {
        let lines = lines(&queue(lang, size));
        let row = |words: &str| line(&lines, words).trim_end().to_owned();
        let name = if size.0 == 80 { "Luis Pardo Vill…" } else { "Luis" };
        for (words, age) in [("Nobody else", "6 min"), ("Batch A13", "11 min"), ("✎ ", "2 min")] {
            let rows =
                lines.iter().filter(|line| line.contains(words) && line.contains(&format!("{name}{}{age}", gap(size))));
            assert_eq!(rows.count(), 1, "{words} by {name} for {age} in\n{}", lines.join("\n"));
        }
        let left = if lang == Lang::En { "16 min left" } else { "quedan 16 min" };
        assert!(row("The lemon").contains(left), "{}", row("The lemon"));
        if size.0 == 200 {
            for words in ["We are", "All shops", "The lemon"] {
                assert!(row(words).contains("Luis"), "who writes what waits: {}", row(words));
            }
        }
    });
}

#[test]
fn a_claimed_mention_says_who_has_it_and_for_how_long_at_every_width() {
    everywhere(|lang, size| {
        let mut app = queue(lang, size);
        app.focus = Pane::Mentions;
        let lines = lines(&fitted(app));
        let row = lines.iter().find(|line| line.contains("Marta R.")).unwrap();
        assert!(row.contains("Maxi… 12 min"), "the name gives way: {row}");
    });
}

#[test]
fn an_opened_response_counts_its_text_where_it_goes_and_says_when_it_is_too_long() {
    everywhere(|lang, size| {
        let app = opened(lang, size);
        let Some(Layer::Response(view)) = app.layers.last() else { panic!() };
        let text = &view.detail.as_ref().unwrap().response.content.text;
        let over = text.chars().count() - 280;
        let lines = lines(&app);
        let wanted = match lang {
            Lang::En => format!("X {}/280 ! {over} too many", text.chars().count()),
            Lang::Es => format!("X {}/280 ! sobran {over}", text.chars().count()),
        };
        assert!(line(&lines, &wanted).contains("Bluesky"), "{wanted}");
        let mut hidden = opened(lang, size);
        hidden.audience = Audience::Shared;
        assert!(self::lines(&fitted(hidden)).iter().all(|line| !line.contains("/280")), "dots are not counted");
    });
}

#[test]
fn an_opened_response_shows_the_facts_it_leans_on_how_each_stands_and_where() {
    everywhere(|lang, size| {
        let at = |scroll| {
            let mut app = opened(lang, size);
            let Some(Layer::Response(view)) = app.layers.last_mut() else { panic!() };
            view.scroll = scroll;
            lines(&app)
        };
        let lines = [at(0), at(9)].concat();
        let [confirmed, wrong, moved, quote] = match lang {
            Lang::En => {
                ["confirmed  #3 Batch A12 is withdrawn", "false      #5 The care line", "changed since", "“20:00”"]
            }
            Lang::Es => {
                ["confirmado  #3 El lote A12 se retira", "falso       #5 El teléfono", "ha cambiado desde", "«20:00»"]
            }
        };
        for part in [confirmed, wrong, moved, quote] {
            assert!(lines.iter().any(|line| line.contains(part)), "{part} in\n{}", lines.join("\n"));
        }
    });
}

#[test]
fn while_one_writes_the_facts_under_the_words_stand_beside_the_tone() {
    let fact = |id, status, en: &str| lean(id, status, [en, ""], false, &[]).fact;
    let facts = vec![
        fact(3, FactStatus::Confirmed, "We have withdrawn 1,200 units of lot 7"),
        fact(5, FactStatus::Unverified, "12 people are affected"),
        fact(6, FactStatus::Confirmed, "The dairy opened in 1950"),
    ];
    everywhere(|lang, size| {
        let mut app = busy(lang, size);
        let Layer::Compose(mut c) = composer(1) else { panic!() };
        let text = "We have withdrawn 1,200 units of lot 7. 12 people are affected.";
        c.editor.replace_all(text);
        let desk = Desk::new(facts.clone(), &[], now(), "Europe/Madrid");
        let (kind, channel, now, zone) = (c.kind, c.channel.as_str(), now(), "Europe/Madrid");
        let draft = Draft { kind, lang: Lang::En, text, channel, private: false, now, zone };
        c.proof = Some(proof::read(&app.plan(), &desk, &draft));
        c.desk = Some(Box::new(desk));
        app.layers.push(Layer::Compose(c));
        let lines = lines(&fitted(app));
        let wanted = match lang {
            Lang::En => "leans on ✓ #3 confirmed │ ○ #5 unverified",
            Lang::Es => "se apoya en ✓ #3 confirmado │ ○ #5 sin verificar",
        };
        assert!(!line(&lines, wanted).contains("#6"), "what it does not speak of");
    });
}

/// A text with more findings than a small screen has room for, while somebody else kept another one.
fn with_findings(app: &App) -> Box<Composer> {
    let Layer::Compose(mut c) = composer(1) else { panic!() };
    let text = "We are sorry if anyone was offended. An intern posted it. You are holding it wrong. 12 people died. \
                We will take legal action. Do not worry, it is always safe!!! Call Mr John Smith.";
    c.editor.replace_all(text);
    let desk = Desk::new(Vec::new(), &[], now(), "Europe/Madrid");
    let (kind, channel, now, zone) = (c.kind, c.channel.as_str(), now(), "Europe/Madrid");
    let draft = Draft { kind, lang: Lang::En, text, channel, private: false, now, zone };
    c.proof = Some(proof::read(&app.plan(), &desk, &draft));
    assert!(c.proof.as_ref().unwrap().remarks.len() > 5);
    let Layer::Response(view) = response_view(ResponseState::Draft) else { panic!() };
    let mut newer = view.detail.unwrap().response;
    newer.content.text = "Zurita kept these words meanwhile.".into();
    c.newer = Some(Box::new(newer));
    c
}

#[test]
fn what_somebody_else_kept_stands_before_what_is_said_of_the_words_and_all_of_that_can_be_read() {
    everywhere(|lang, size| {
        let mut app = busy(lang, size);
        let c = with_findings(&app);
        app.layers.push(Layer::Compose(c));
        let first = lines(&fitted(app.clone())).join("\n");
        assert!(first.contains("Zurita kept these words"), "{first}");
        let mut seen = first.clone();
        for _ in 0..40 {
            {
                let now = app.now;
                update(&mut app, now, Msg::Key(Key::parse("pgdn").unwrap()));
            }
            seen += &lines(&fitted(app.clone())).join("\n");
        }
        let last = lines(&fitted(app.clone())).join("\n");
        let more = if lang == Lang::En { "more below" } else { "sigue abajo" };
        assert!(!last.contains(more), "{last}");
        let Some(Layer::Compose(c)) = app.layers.last() else { panic!() };
        for remark in &c.proof.as_ref().unwrap().remarks {
            let name = app.words.t(remark.rule.key());
            assert!(seen.contains(&name), "{name}\n{first}");
        }
        assert!(size != (80, 24) || first.contains(more), "{first}");
    });
}

#[test]
fn while_the_author_writes_what_was_proposed_stands_beside_with_its_key() {
    everywhere(|lang, size| {
        let Layer::Response(view) = response_view(ResponseState::ChangesRequested) else { panic!() };
        let mut base = view.detail.unwrap().response;
        base.content.text = "We are checking batch A12.".into();
        base.review.proposal =
            Some(Proposal { by: clean("Dora Vin"), text: "We are checking lot A12 and say more at noon.".into() });
        let mut app = busy(lang, size);
        let Layer::Compose(mut c) = composer(1) else { panic!() };
        c.editor.replace_all(&base.content.text);
        c.base = Some(Box::new(base));
        app.layers.push(Layer::Compose(c));
        let mut shared = fitted(app.clone());
        let lines = lines(&fitted(app));
        let wanted = match lang {
            Lang::En => "Dora Vin would rather say it otherwise: F2 puts those words in",
            Lang::Es => "Dora Vin preferiría decirlo de otro modo: F2 pone esas palabras",
        };
        line(&lines, wanted);
        assert!(lines.iter().any(|line| line.contains("+ lot")), "what differs\n{}", lines.join("\n"));
        let keys = lines.iter().rfind(|line| line.contains("Ctrl-D"));
        assert!(keys.is_some_and(|keys| keys.contains(" F2 ")), "the footer names it: {keys:?}");
        shared.audience = Audience::Shared;
        let shared = self::lines(&shared).join("\n");
        assert!(!shared.contains("Dora") && !shared.contains("noon"), "{shared}");
    });
}

#[test]
fn what_goes_out_with_a_text_is_told_on_its_page_in_both_languages() {
    everywhere(|lang, size| {
        let Layer::Response(mut view) = response_view(ResponseState::InReview) else { panic!() };
        let detail = view.detail.as_mut().unwrap();
        detail.response.content.text = "See the notice.".into();
        detail.response.content.attachments = vec!["7a32fff6".repeat(8)];
        detail.attached = super::ledger::evidence();
        detail.evidence = super::ledger::evidence();
        let name = detail.attached[0].name.show(Audience::Operator).to_string();
        let mut app = busy(lang, size);
        app.layers.push(Layer::Response(view));
        let lines = lines(&fitted(app));
        let wanted = if lang == Lang::En { "Goes with it" } else { "Va con él" };
        assert!(line(&lines, wanted).contains(&name), "{}", lines.join("\n"));
    });
}

#[test]
fn what_must_be_confirmed_never_looks_approved() {
    for (lang, said, counted) in [
        (Lang::En, ["to be confirmed", "to confirm"], "1 approval to be confirmed"),
        (Lang::Es, ["por confirmar", "por confirmar"], "1 aprobación por confirmar"),
    ] {
        for size in [(80, 24), (140, 40), (200, 60)] {
            let mut app = queue(lang, size);
            let row = &mut app.responses.window.rows[2];
            (row.until, row.sure) = (Some(now().plus(600 * MINUTE)), Some(now().plus(540 * MINUTE)));
            (app.pulse.responses.approved, app.pulse.responses.unsure) = (0, 1);
            let shown = super::shared::screen(&app);
            assert!(said.iter().any(|word| shown.contains(word)), "{shown}");
            assert!(size.0 < 200 || shown.contains(counted), "{shown}");
        }
    }
}
