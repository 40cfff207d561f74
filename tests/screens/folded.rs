//! Abuse on a screen that nobody shares: every pane and layer, with each mention in it abusive, whichever words of it are
//! shown beside it. What a person opens by its key is shown.

use super::planted;
use super::room::{clean, fitted};
use super::shared::{layers, over, screen};
use gabinete::app::keymap::Key;
use gabinete::app::layers::*;
use gabinete::app::msg::Msg;
use gabinete::app::prevention::PreventionView;
use gabinete::app::{App, Pane, update};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::room::Lang;
use gabinete::rows::*;

/// A word of what every mention says.
const SAID: &str = "zvabuse";

fn said() -> Private<gabinete::domain::text::Clean> {
    Private::prose(clean(SAID))
}

fn row(row: &mut MentionRow, abusive: bool) {
    (row.text, row.abusive, row.direct) = (said(), abusive, false);
}

fn rows(all: &mut [MentionRow], abusive: bool) {
    all.iter_mut().for_each(|one| row(one, abusive));
}

fn detail(d: &mut MentionDetail, abusive: bool) {
    let MentionDetail { row: own, text, parts, tone: (_, tipping), thread, alike, claim, author, .. } = d;
    row(own, abusive);
    *text = said();
    *tipping = vec![clean(SAID)];
    parts.iter_mut().for_each(|part| part.words = vec![clean(SAID)]);
    [thread, alike, claim, author].into_iter().for_each(|list| rows(list, abusive));
}

/// Makes what is said in a layer abuse, or the same words and none. A closed match: a new layer does not compile before
/// somebody said whether it repeats what a mention says.
fn layer(layer: &mut Layer, abusive: bool) {
    match layer {
        Layer::Mention(MentionView { detail: found, unfolded, .. }) => {
            *unfolded = false;
            found.iter_mut().for_each(|d| detail(d, abusive));
        }
        Layer::Response(ResponseView { detail: Some(d), .. }) => {
            rows(&mut d.answers, abusive);
            d.each.iter_mut().filter_map(|each| each.next.as_mut()).for_each(|next| row(&mut next.mention, abusive));
        }
        Layer::Compose(composer) => rows(&mut composer.answering, abusive),
        Layer::Themes(found, _) => {
            found.iter_mut().flatten().for_each(|theme| rows(&mut theme.examples, abusive));
        }
        Layer::People(PeopleView { rows: Some(people), .. }) => {
            for one in people {
                (one.said, one.abusive) = (Private::hidden(clean(SAID)), abusive);
                one.affected.note = Private::hidden(clean(""));
            }
        }
        Layer::Incident(IncidentView { detail: Some(d), .. }) => {
            for rule in d.own.rules.iter_mut().filter(|r| !r.text.show(Audience::Operator).is_empty()) {
                (rule.text, rule.abusive) = (said(), abusive);
            }
        }
        Layer::Prevention(view) => {
            let PreventionView { complaints, ambassadors, .. } = &mut **view;
            for found in complaints.iter_mut() {
                found.themes.iter_mut().for_each(|theme| rows(&mut theme.examples, abusive));
            }
            for found in ambassadors.iter_mut() {
                found.people.iter_mut().for_each(|one| row(&mut one.mention, abusive));
            }
        }
        // a group that is abusive has no words in its signal, nor a thread in its card: the store leaves them out
        Layer::Signals(..) | Layer::Handover(_) => {}
        Layer::Response(_) | Layer::People(_) | Layer::Incident(_) => {}
        // nothing of them is a mention's
        Layer::Start(_)
        | Layer::Help(_)
        | Layer::Palette(_)
        | Layer::Form(_)
        | Layer::Event(_)
        | Layer::Incidents(..)
        | Layer::Sources(_)
        | Layer::Facts(_)
        | Layer::Line(_)
        | Layer::Present(_)
        | Layer::Roles(_)
        | Layer::Reminders(_)
        | Layer::Report(_)
        | Layer::Review(_)
        | Layer::Events(_)
        | Layer::Facilitator(_) => {}
    }
}

/// The room as its own people see it, with this on top.
fn room(lang: Lang, size: (u16, u16), pane: Pane, top: Option<Layer>, abusive: bool) -> App {
    let mut app = over(lang, size, pane, top);
    app.audience = Audience::Operator;
    rows(&mut app.mentions.window.rows, abusive);
    app.preview.iter_mut().for_each(|d| detail(d, abusive));
    app.layers.iter_mut().for_each(|one| layer(one, abusive));
    fitted(app)
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split(' ') {
        let now = app.now;
        update(app, now, Msg::Key(Key::parse(key).unwrap()));
    }
}

#[test]
fn abuse_is_folded_in_every_pane_and_layer() {
    let mut shown = [0, 0];
    for lang in [Lang::En, Lang::Es] {
        for size in [(80, 24), (200, 60)] {
            for abusive in [true, false] {
                let panes = [Pane::Mentions, Pane::Responses].map(|pane| room(lang, size, pane, None, abusive));
                let whole = {
                    let mut app = room(lang, size, Pane::Mentions, None, abusive);
                    app.why_whole = true;
                    fitted(app)
                };
                let over = layers().into_iter().map(|top| room(lang, size, Pane::Mentions, Some(top), abusive));
                // what a form about one repeats
                let forms = ["d", "s", "A", "r"].map(|key| {
                    let mut app = room(lang, size, Pane::Mentions, None, abusive);
                    press(&mut app, key);
                    fitted(app)
                });
                for app in panes.into_iter().chain([whole]).chain(over).chain(forms) {
                    let text = screen(&app);
                    let found = text.to_lowercase().contains(SAID);
                    shown[usize::from(abusive)] += u32::from(found);
                    assert!(!(abusive && found), "{:?} {size:?} {:?}:\n{text}", app.layers.last(), app.lang());
                }
            }
        }
    }
    assert!(shown[0] > 40, "the same words show where they are none: {shown:?}");
}

#[test]
fn what_is_unfolded_shows_with_the_words_that_its_priority_rests_on() {
    let view = MentionView {
        id: gabinete::domain::ids::MentionId(1),
        detail: Some(Box::new(planted::detail(false, true))),
        scroll: 0,
        unfolded: false,
    };
    let mut app = room(Lang::En, (200, 60), Pane::Mentions, Some(Layer::Mention(view)), true);
    assert_eq!(screen(&app).matches(SAID).count(), 0);
    if let Some(Layer::Mention(view)) = app.layers.last_mut() {
        view.unfolded = true;
    }
    // itself, one part of its priority, and how it sounds
    assert_eq!(screen(&app).matches(SAID).count(), 3, "{}", screen(&app));
}
