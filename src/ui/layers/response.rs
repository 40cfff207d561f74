//! A response opened: the whole text, where it stands, who approved exactly what, and what it answers.

mod leans;
mod review;

pub(super) use review::against;

use super::{counters, page};
use crate::app::layers::ResponseView;
use crate::app::proofing::waits_too;
use crate::domain::outbox::State;
use crate::domain::response::{Response, ResponseState};
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::rows::{Handed, ResponseDetail};
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, detail, put, responses, row};
use crate::words::greeting;
use crate::words::publish::reason;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const LABEL: usize = 13;
/// Where the text and what is said of it begins.
const INDENT: usize = 2;

/// The view, scrolled.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &ResponseView) {
    let ctx = &ctx.of(Subject::Response(view.id));
    let Some(d) = &view.detail else {
        let inner = page(frame, ctx, area, &ctx.t("response-title"), "");
        return put(frame, row(inner, 0), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    let r = &d.response;
    let what = format!(
        "#{} {} {} {} {}",
        r.id,
        ctx.t(r.kind.key()),
        ctx.symbols.dot,
        r.content.channel,
        r.content.lang.code().to_uppercase()
    );
    let title = if r.title.is_empty() { ctx.t("response-title") } else { ctx.shown(&r.title) };
    let inner = page(frame, ctx, area, &title, &what);
    let mut page = Page::new(inner, view.scroll, ctx.theme, ctx.symbols);
    state(&mut page, ctx, r);
    review::draw(&mut page, ctx, r);
    if let Some(told) = waits_too(ctx.app, d) {
        page.field("", LABEL, &told, ctx.theme.waiting);
    }
    if let Some(each) = d.each.as_ref().filter(|_| r.to_each()) {
        let args = [("sent", u64::from(each.sent).into()), ("total", u64::from(each.total()).into())];
        page.field(&ctx.t("response-each"), LABEL, &ctx.words.f("each-out", &args), Style::new());
    }
    if let Some(handed) = d.handed.as_ref().filter(|_| r.state != ResponseState::Published) {
        self::handed(&mut page, ctx, handed);
    }
    page.gap();
    text(&mut page, ctx, d, usize::from(inner.width));
    leans::draw(&mut page, ctx, d);
    review::proposal(&mut page, ctx, r);
    let total = ctx.words.f("response-answers", &[("n", d.answers_total.into())]);
    detail::list(&mut page, ctx, &total, &d.answers, i64::MIN);
    detail::evidence(&mut page, ctx, &d.evidence);
    if d.evidence.iter().any(|e| !r.content.attachments.iter().any(|hash| hash == e.sha256.as_str())) {
        page.text(&ctx.t("evidence-not-approved"), 1, ctx.theme.dim);
    }
    detail::history(&mut page, ctx, &d.history);
    page.draw(frame, inner, view.scroll);
}

fn state(page: &mut Page, ctx: &Ctx, r: &Response) {
    let unsure = r.state == ResponseState::Approved && r.unsure(ctx.now);
    let (symbol, style) = responses::look(ctx, if unsure { ResponseState::Stale } else { r.state });
    let since = figures::age(ctx.words, ctx.now.since(r.since));
    let text = format!("{symbol} {} {} {since}", ctx.t(r.standing(ctx.now)), ctx.symbols.dot);
    page.field(&ctx.t("response-state"), LABEL, &text, style);
    if r.state == ResponseState::Stale {
        page.field("", LABEL, &ctx.t("response-stale-note"), ctx.theme.waiting);
    }
    page.field(&ctx.t("response-author"), LABEL, r.author.as_str(), Style::new());
    if let Some(a) = &r.approval {
        let at = figures::when(&ctx.app.zone, ctx.now, a.at);
        let mut text = format!("{} {at}", a.by.as_str());
        if let Some(by) = &a.recorded_by {
            text = format!("{text} {}", ctx.words.f("approval-aloud", &[("name", by.into())]));
        }
        page.field(&ctx.t("response-approved"), LABEL, &text, Style::new());
        if unsure {
            page.field("", LABEL, &ctx.t("approval-unsure"), ctx.theme.waiting);
        } else if r.state == ResponseState::Approved {
            let (key, style) =
                if a.until < ctx.now { ("next-expired", ctx.theme.late) } else { ("next-expires", Style::new()) };
            let t = figures::age(ctx.words, a.until.since(ctx.now).abs());
            page.field("", LABEL, &ctx.words.f(key, &[("t", t.into())]), style);
        }
    }
    if !r.note.is_empty() {
        page.field(&ctx.t("response-note"), LABEL, &ctx.shown(&r.note), ctx.theme.waiting);
    }
    if let Some(link) = &r.permalink {
        page.field(&ctx.t("response-link"), LABEL, link.as_str(), ctx.theme.link);
    } else if r.state.is_out() && !r.to_each() {
        page.field(&ctx.t("response-link"), LABEL, &ctx.t("response-link-none"), ctx.theme.waiting);
    }
}

/// How it stands on its way out through an account.
fn handed(page: &mut Page, ctx: &Ctx, h: &Handed) {
    let mut text = ctx.words.f(h.state.key(), &[("account", (&h.account).into())]);
    let when = || figures::when(&ctx.app.zone, ctx.now, h.next);
    let again = match h.state {
        State::Unknown => Some("outbox-asks-again"),
        State::Queued if h.next > ctx.now => Some("outbox-sends-again"),
        _ => None,
    };
    if let Some(again) = again {
        text = format!("{text} {} {}", ctx.symbols.dot, ctx.words.f(again, &[("when", when().into())]));
    }
    let style = if matches!(h.state, State::Unknown | State::Failed) { ctx.theme.waiting } else { Style::new() };
    page.field(&ctx.t("response-account"), LABEL, &text, style);
    if let Some(why) = h.why.as_ref().filter(|_| h.state != State::Failed) {
        page.field("", LABEL, &reason(ctx.words, why), ctx.theme.dim);
    }
}

/// What will go out, as it stands; people named in it are masked on a shared screen.
fn text(page: &mut Page, ctx: &Ctx, d: &ResponseDetail, cells: usize) {
    let shown = |text: &str| ctx.shown(&Clean::new(text));
    let r = &d.response;
    if r.content.text.is_empty() {
        page.text(&ctx.t("response-no-text"), 0, ctx.theme.dim);
    } else {
        page.text(&shown(&r.content.text), 2, ctx.theme.strong);
    }
    if let Some(out) = &r.published_text {
        page.heading(&ctx.t("response-went-out"), "");
        page.text(&shown(out.as_str()), 2, ctx.theme.strong);
    }
    // of words that this screen hides it would count the dots
    if !r.said().is_empty() && (r.state.out() || !ctx.app.hides_draft(r.id)) {
        page.gap();
        let text = match r.to_each() && r.published_text.is_none() {
            true => greeting::fill(r.said(), r.content.lang, d.each.as_ref().and_then(|each| each.longest.as_deref())),
            false => r.said().to_owned(),
        };
        let count = counters::line(ctx, r.kind, &r.content.channel, &text, cells.saturating_sub(INDENT));
        page.line(indented(count));
    }
    for (n, file) in d.attached.iter().enumerate() {
        let label = if n == 0 { ctx.t("response-goes-with") } else { String::new() };
        page.field(&label, LABEL, &file.called(ctx.audience), Style::new());
    }
    if let Some(journal) = d.journal.as_ref().filter(|j| j.text != r.content.text) {
        let at = figures::when(&ctx.app.zone, ctx.now, journal.at);
        page.heading(&ctx.t("response-journal"), &at);
        page.text(&shown(&journal.text), 2, Style::new());
    }
}

fn indented(mut line: Line<'static>) -> Line<'static> {
    line.spans.insert(0, Span::raw(" ".repeat(INDENT)));
    line
}
