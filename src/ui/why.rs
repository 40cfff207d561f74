//! The lines under the mention list: the selected one's whole words, and why it ranks where it does.

use super::keys::key;
use super::parts::{figures, fit};
use super::{Ctx, mentions, put, row};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::domain::affected::Care;
use crate::domain::mention::{Part, Tone};
use crate::domain::pace;
use crate::domain::time::MINUTE;
use crate::rows::{MentionDetail, MentionRow};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// As much as fits: a rule, its words, and the why on the last line or two.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let app = ctx.app;
    let Some(m) = app.mentions.selected.and_then(|id| app.mentions.window.rows.iter().find(|r| r.id == id)) else {
        return;
    };
    let cells = usize::from(area.width).saturating_sub(3);
    let height = usize::from(area.height);
    let parts = parts(ctx, m);
    let (why, why_rows): (Vec<String>, usize) = if app.why_whole {
        // the words keep their rule and two lines
        let most = height.saturating_sub(3);
        let lines = parts.iter().flat_map(|part| clamp(ctx, part, cells, 3)).collect();
        let lines = shorten(ctx, lines, cells, most);
        let rows = lines.len();
        (lines, rows)
    } else {
        // a short why leaves its second line empty, so that nothing moves from one mention to the next
        let rows = if height >= 5 || height == 2 { 2 } else { 1 };
        (clamp(ctx, &parts.join(&format!(" {} ", ctx.symbols.dot)), cells, rows), rows)
    };
    if height >= 3 {
        put(frame, row(area, 0), Line::styled(ctx.symbols.rule.repeat(usize::from(area.width)), ctx.theme.rule));
        let text = if m.erased {
            ctx.t("text-erased")
        } else if m.abusive {
            ctx.t("text-abusive-open")
        } else {
            m.text.show_with(ctx.audience, &ctx.app.ours).into_owned()
        };
        let most = height - 1 - why_rows;
        for (n, line) in clamp(ctx, &text, cells, most).into_iter().enumerate() {
            put(frame, row(area, 1 + n), Line::raw(format!("   {line}")));
        }
    }
    for (n, line) in why.into_iter().enumerate() {
        let sign = if n == 0 { format!(" {} ", ctx.symbols.why) } else { "   ".to_owned() };
        let line = Line::from(vec![Span::styled(sign, ctx.theme.key), Span::styled(line, ctx.theme.dim)]);
        put(frame, row(area, height - why_rows + n), line);
    }
}

/// Wrapped, and the last line cut with a sign when there is more.
fn clamp(ctx: &Ctx, text: &str, cells: usize, most: usize) -> Vec<String> {
    shorten(ctx, fit::wrap(text, cells, most + 1), cells, most)
}

fn shorten(ctx: &Ctx, mut lines: Vec<String>, cells: usize, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = ctx.cut(&format!("{last}{}", " ".repeat(cells + 1)), cells.min(fit::width(last) + 2));
        }
    }
    lines
}

/// `P1 78`, and that a person affected comes before all others.
pub fn rank(ctx: &Ctx, m: &MentionRow) -> String {
    let rank = ctx.words.f("why-rank", &[("band", format!("{:?}", m.band).into()), ("score", m.score.into())]);
    match m.affected {
        Some(Care::Waiting | Care::Contacted) => format!("{rank}, {}", ctx.t("why-affected-first")),
        Some(Care::Closed) | None => rank,
    }
}

/// What of this is a person's word, so that nobody looks for it among what the machine read.
pub fn said(ctx: &Ctx, m: &MentionRow) -> Option<String> {
    let said = &m.attention.said;
    let of = [
        ("why-said-priority", said.score.is_some()),
        ("why-said-tone", said.tone.is_some()),
        ("why-said-language", said.language.is_some()),
    ];
    let what: Vec<String> = of.into_iter().filter(|(_, is)| *is).map(|(key, _)| ctx.t(key)).collect();
    (!what.is_empty()).then(|| ctx.words.f("why-said", &[("what", what.join(", ").into())]))
}

/// The parts that were read; without their words where those are folded. Where a person said the priority they do not add
/// up to it, and the first says why.
pub fn read(ctx: &Ctx, d: &MentionDetail, folded: bool) -> Vec<String> {
    let mut parts: Vec<String> = d.parts.iter().map(|p| part(ctx, p, folded)).collect();
    if let Some(first) = parts.first_mut().filter(|_| d.row.attention.said.score.is_some()) {
        *first = ctx.words.f("why-read", &[("part", first.as_str().into())]);
    }
    parts
}

/// `P1 78`, `as a person said: tone`, `late 3 min`, `+20 affected person`, `37 say the same`
fn parts(ctx: &Ctx, m: &MentionRow) -> Vec<String> {
    let mut parts = vec![rank(ctx, m)];
    parts.extend(said(ctx, m));
    if let Some(due) = mentions::due_at(ctx, m) {
        parts.push(ctx.words.f("why-due", &[("due", figures::due(ctx.words, ctx.now, due).into())]));
        parts.extend(lag(ctx, m));
    }
    let detail = ctx.app.preview.as_ref().filter(|d| d.row.id == m.id);
    if let Some(d) = detail {
        parts.extend(earlier(ctx, d));
        parts.extend(read(ctx, d, m.abusive));
        parts.extend(author(ctx, d, true));
        parts.extend(waiting(ctx, m, &d.parts));
    }
    let alike = m.alike.saturating_sub(detail.map_or(0, |d| d.contrary.len() as u32));
    if alike > 1 {
        parts.push(ctx.words.f("why-alike", &[("n", alike.into())]));
    }
    if m.tone != Tone::Unknown {
        let tone = mentions::tone(ctx, m.tone);
        let key = if m.attention.said.tone.is_some() { "why-tone-said" } else { "why-tone" };
        parts.push(ctx.words.f(key, &[("tone", tone.into())]));
    }
    parts
}

/// What is known of its author: how many follow, whether they are vouched for, how old their account was when they wrote it.
/// `besides`: of that, what no part of the priority says.
pub fn author(ctx: &Ctx, d: &MentionDetail, besides: bool) -> Vec<String> {
    let unsaid = |key: &str| !besides || d.parts.iter().all(|p| p.key != key);
    let followers = d.known.followers.filter(|_| unsaid(FOLLOWERS));
    let followers = followers.map(|n| ctx.words.f("account-followers", &[("n", figures::big(ctx.words, n).into())]));
    let vouched = (d.known.verified == Some(true) && unsaid(VERIFIED)).then(|| ctx.t("account-verified"));
    let age = d.known.age_at(d.row.posted).map(|(key, n)| ctx.words.f(key, &[("n", n.into())]));
    [followers, vouched, age].into_iter().flatten().collect()
}

/// Others who say the same were answered already, and by which key the same words are offered.
pub fn earlier(ctx: &Ctx, d: &MentionDetail) -> Option<String> {
    let id = d.earlier?;
    let respond = key(ctx, Scope::Mentions, Action::Respond);
    Some(ctx.words.f("why-answered-before", &[("id", id.0.to_string().into()), ("key", respond.into())]))
}

/// From how much later than it was posted a mention came in on that is said.
const LAG: i64 = 5 * MINUTE;

/// Its clock runs from when it came in (practice.md 3.3): whoever wrote it has waited for longer where that was later.
fn lag(ctx: &Ctx, m: &MentionRow) -> Option<String> {
    let late = m.arrived.since(m.posted);
    (late >= LAG).then(|| ctx.words.f("why-came-later", &[("t", figures::age(ctx.words, late).into())]))
}

/// The part that grows while somebody waits for an answer; worked out as it is shown.
pub fn waiting(ctx: &Ctx, m: &MentionRow, parts: &[Part]) -> Option<String> {
    let asks = parts.iter().any(|p| ANSWER.contains(&&*p.key));
    let points = pace::waiting(m.arrived, ctx.now, asks && m.attention.unattended());
    let age = figures::age(ctx.words, ctx.now.since(m.arrived));
    (points > 0).then(|| format!("{points:+} {}", ctx.words.f("why-waiting", &[("t", age.into())])))
}

/// The parts that say that an answer is waited for.
const ANSWER: [&str; 3] = ["why-question", "why-direct", "why-message"];

/// The part whose words are a figure, kept as `1.2M` in every room.
const FOLLOWERS: &str = "why-followers";
const VERIFIED: &str = "why-verified";
/// Those whose words are figures or names, and none of the mention's own.
const NOT_SAID: [&str; 3] = [FOLLOWERS, "why-authority", "why-spreading"];

/// One part of a priority: its sentence, its words, its points. The words of a text that is folded stay folded with it.
pub fn part(ctx: &Ctx, part: &Part, folded: bool) -> String {
    let mut words = part.words.iter().take(3).map(|w| w.as_str()).collect::<Vec<_>>().join(", ");
    if folded && !words.is_empty() && !NOT_SAID.contains(&&*part.key) {
        words = ctx.t("words-folded");
    }
    if part.key == FOLLOWERS {
        words = ctx.words.point(&words);
    }
    let name = ctx.words.f(&part.key, &[("words", words.as_str().into()), ("points", i64::from(part.points).into())]);
    let words = if words.is_empty() || name.contains(&words) { String::new() } else { format!(" ({words})") };
    format!("{:+} {name}{words}", part.points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{mention, room_app};
    use crate::domain::private::Audience;
    use crate::domain::room::Lang;
    use crate::domain::time::HOUR;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;
    use crate::words::Words;

    #[test]
    fn that_a_clock_runs_from_when_a_mention_came_in_is_said_where_that_was_later() {
        let theme = Theme::mono();
        for (lang, word) in [(Lang::En, "3 h after it was posted"), (Lang::Es, "3 h después de publicarse")] {
            let mut app = room_app();
            app.words = Words::new(lang);
            let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
            let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
            let said = |lag: i64| {
                let arrived = now.plus(-HOUR);
                let m = MentionRow { arrived, asked: arrived, posted: arrived.plus(-lag), ..mention(1) };
                parts(&ctx, &m).join(" · ")
            };
            assert!(said(3 * HOUR).contains(word), "{}", said(3 * HOUR));
            assert!(!said(LAG - 1).contains("posted") && !said(LAG - 1).contains("publicarse"));
        }
    }
}
