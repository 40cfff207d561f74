//! The review of a response: whose word it needs and has, what was objected, what a reviewer would rather say.

use super::LABEL;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::proofing::let_stand;
use crate::domain::response::{Approval, Objection, Response};
use crate::domain::text::Clean;
use crate::ui::Ctx;
use crate::ui::keys::key;
use crate::ui::parts::page::Page;
use crate::ui::parts::{diff, figures};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Whose word, objections, findings that stand, and other responses that it belongs to.
pub fn draw(page: &mut Page, ctx: &Ctx, r: &Response) {
    let label = |page: &mut Page, first: bool, key: &str, text: &str, style: Style| {
        let label = if first { ctx.t(key) } else { String::new() };
        page.field(&label, LABEL, text, style);
    };
    // one approval that was enough stands above already
    if r.state.open() && !r.review.needs.is_empty() {
        let missing = called(ctx, &r.review.missing(&r.review.needs));
        let given = r.review.given.iter().map(|a| (given(ctx, a), Style::new()));
        let missing = (!missing.is_empty())
            .then(|| (ctx.words.f("response-missing", &[("roles", missing.into())]), ctx.theme.waiting));
        let escalated = (!r.review.escalated.is_empty()).then(|| {
            let roles = called(ctx, &r.review.escalated);
            (ctx.words.f("response-escalated", &[("roles", roles.into())]), ctx.theme.waiting)
        });
        for (n, (text, style)) in given.chain(missing).chain(escalated).enumerate() {
            label(page, n == 0, "response-needs", &text, style);
        }
    }
    for (n, objection) in r.review.objections.iter().enumerate() {
        let style = if objection.settled.is_none() { ctx.theme.late } else { Style::new() };
        label(page, n == 0, "response-objections", &objected(ctx, objection), style);
    }
    for (n, line) in let_stand(ctx.app, &r.review).iter().enumerate() {
        label(page, n == 0, "response-waived", line, ctx.theme.waiting);
    }
    let linked = [
        ("response-corrects", r.links.corrects),
        ("response-twin", r.links.twin),
        ("response-instead", r.links.instead_of),
    ];
    for (key, id) in linked.into_iter().filter_map(|(key, id)| Some((key, id?))) {
        page.field("", LABEL, &ctx.words.f(key, &[("id", id.0.to_string().into())]), ctx.theme.dim);
    }
}

/// Roles as the plan calls them, one after another.
fn called<T: AsRef<str>>(ctx: &Ctx, codes: &[T]) -> String {
    codes.iter().map(|code| ctx.app.role_called(code.as_ref())).collect::<Vec<_>>().join(", ")
}

fn given(ctx: &Ctx, approval: &Approval) -> String {
    let at = figures::when(&ctx.app.zone, ctx.now, approval.at);
    if approval.alone {
        return ctx.words.f("response-alone", &[("by", (&approval.by).into())]);
    }
    let args = [("by", (&approval.by).into()), ("at", at.into()), ("roles", called(ctx, &approval.roles).into())];
    ctx.words.f(if approval.roles.is_empty() { "response-given-any" } else { "response-given" }, &args)
}

fn objected(ctx: &Ctx, o: &Objection) -> String {
    let at = figures::when(&ctx.app.zone, ctx.now, o.at);
    let mut args = vec![("by", (&o.by).into()), ("at", at.into()), ("text", ctx.shown(&o.text).into())];
    match &o.settled {
        None => ctx.words.f("response-objection-open", &args),
        Some((by, how)) => {
            args.extend([("settler", by.into()), ("how", ctx.shown(how).into())]);
            ctx.words.f("response-objection-settled", &args)
        }
    }
}

/// What a reviewer would rather say, with what differs marked by sign and colour.
pub fn proposal(page: &mut Page, ctx: &Ctx, r: &Response) {
    let Some(proposal) = &r.review.proposal else { return };
    page.heading(&ctx.words.f("response-proposal", &[("by", (&proposal.by).into())]), "");
    against(page, ctx, &r.content.text, &proposal.text);
    let keys = [
        ("edit", key(ctx, Scope::ResponseView, Action::Edit).into()),
        ("take", key(ctx, Scope::Compose, Action::TakeTheirs).into()),
    ];
    page.text(&ctx.words.f("response-proposal-how", &keys), 2, ctx.theme.dim);
}

/// One text against another, with what differs marked by sign and colour.
pub fn against(page: &mut Page, ctx: &Ctx, old: &str, new: &str) {
    let shown = |text: &str| ctx.shown(&Clean::new(text));
    for part in diff::words(&shown(old), &shown(new)) {
        let (sign, style) = match part.side {
            diff::Side::Old => ("-", ctx.theme.late),
            diff::Side::New => ("+", ctx.theme.kept),
            diff::Side::Both => (" ", Style::new()),
        };
        for (n, line) in page.wrapped(&part.text, 4).into_iter().enumerate() {
            let sign = if n == 0 { sign } else { " " };
            page.line(Line::from(vec![Span::styled(format!("  {sign} "), style), Span::styled(line, style)]));
        }
    }
}
