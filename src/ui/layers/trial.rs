//! What a form's words match in the room, under its fields: one line where fields are many, else a line for each day too;
//! and what a source said when it was tried.

use crate::app::actions::Action;
use crate::app::form::{Form, Input, Purpose};
use crate::app::keymap::Scope;
use crate::app::trial::{DAYS, Trial};
use crate::domain::keywords::Misread;
use crate::domain::text::Clean;
use crate::rows::{Sample, SamplePost, Tried};
use crate::ui::Ctx;
use crate::ui::keys::key;
use crate::ui::parts::{figures, fit};
use crate::words::expressions;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the longest bar.
const BAR: u64 = 30;
/// Cells of what stands before a bar: day, matches, share.
const BEFORE: usize = 28;
/// Field whose words are tried.
pub const FIELDS: [&str; 2] = ["keywords", "match"];

/// The lines; none where nothing was tried.
pub fn lines(ctx: &Ctx, form: &Form, cells: usize) -> Vec<Line<'static>> {
    match &form.trial {
        None => Vec::new(),
        Some(Trial::Counting) => vec![Line::styled(ctx.t("trial-counting"), ctx.theme.dim)],
        Some(Trial::Failed(why)) => {
            vec![Line::styled(
                ctx.cut(&ctx.words.f("trial-failed", &[("why", why.as_str().into())]), cells),
                ctx.theme.waiting,
            )]
        }
        Some(Trial::Misread(misread)) => misread_lines(ctx, form, misread, cells),
        Some(Trial::Counted(tried)) => counted(ctx, form, tried, cells),
    }
}

/// What a source said when it was tried: its last posts, how it is heard or why not, and what to do now.
pub fn heard(ctx: &Ctx, sample: &Sample, cells: usize) -> Vec<Line<'static>> {
    let post = |post: &SamplePost| {
        let at = post.at.map_or(String::new(), |at| figures::when(&ctx.app.zone, ctx.now, at));
        let (who, text) = (post.who.show(ctx.audience), post.text.show_with(ctx.audience, &ctx.app.ours));
        Line::raw(ctx.cut(&format!("  {at:5}  {who}: {text}"), cells))
    };
    let mut out: Vec<Line<'static>> = sample.posts.iter().map(post).collect();
    let style = if sample.well { ctx.theme.strong } else { ctx.theme.waiting };
    for said in &sample.said {
        out.extend(
            fit::wrap(&ctx.shown(&Clean::line(said)), cells, 3).into_iter().map(|line| Line::styled(line, style)),
        );
    }
    let send = [("key", key(ctx, Scope::Form, Action::Send).into())];
    let what = ctx.words.f(if sample.well { "form-heard" } else { "form-not-heard" }, &send);
    out.extend(fit::wrap(&what, cells, 2).into_iter().map(|line| Line::styled(line, ctx.theme.dim)));
    out
}

/// The sentence, unless it stands as an error already, and the words with a mark where they go wrong.
fn misread_lines(ctx: &Ctx, form: &Form, misread: &Misread, cells: usize) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    if form.error.is_none() {
        let sentence = ctx.words.refusal(&misread.why);
        out.extend(fit::wrap(&sentence, cells, 3).into_iter().map(|line| Line::styled(line, ctx.theme.waiting)));
    }
    let typed = FIELDS.iter().map(|field| form.text(field)).find(|text| !text.is_empty()).unwrap_or_default();
    // half on each side of the mark, and two cells of margin
    if let Some((line, at)) = expressions::place(typed, misread.column, cells.saturating_sub(4) / 2) {
        out.push(Line::raw(format!("  {}", ctx.cut(line.as_str(), cells.saturating_sub(2)))));
        out.push(Line::styled(format!("  {}^", " ".repeat(at)), ctx.theme.waiting));
    }
    out
}

fn counted(ctx: &Ctx, form: &Form, tried: &Tried, cells: usize) -> Vec<Line<'static>> {
    let (matched, all) = tried.total();
    if all == 0 {
        return vec![Line::styled(ctx.t("trial-nothing-there"), ctx.theme.dim)];
    }
    let args = [
        ("matched", matched.into()),
        ("all", all.into()),
        ("days", DAYS.into()),
        ("share", ctx.words.share(matched, all, 1).into()),
    ];
    let style = if matched == 0 { ctx.theme.waiting } else { ctx.theme.strong };
    let said = fit::wrap(&ctx.words.f("trial-counted", &args), cells, 2);
    let mut out: Vec<Line<'static>> = said.into_iter().map(|line| Line::styled(line, style)).collect();
    if form.purpose == Purpose::Keywords {
        out.extend(days(ctx, tried, cells));
    }
    out
}

fn days(ctx: &Ctx, tried: &Tried, cells: usize) -> Vec<Line<'static>> {
    let most = tried.days.iter().map(|day| day.matched).max().unwrap_or(0).max(1);
    let longest = BAR.min(cells.saturating_sub(BEFORE) as u64);
    let day = |day: &crate::rows::TriedDay| {
        let bar = day.matched.saturating_mul(longest).div_ceil(most).min(longest) as usize;
        let count = ctx.right(&ctx.words.count(day.matched), 9);
        let share = ctx.right(&ctx.words.share(day.matched, day.all, 1), 9);
        Line::from(vec![
            Span::styled(format!("  {}", day.day.format("%d-%m")), ctx.theme.dim),
            Span::raw(count),
            Span::styled(share, ctx.theme.dim),
            Span::styled(format!("  {}", ctx.symbols.spark[3].repeat(bar)), Style::new()),
        ])
    };
    tried.days.iter().map(day).collect()
}

/// Whether a field of many lines gives rows to what is told below it.
pub fn tells(form: &Form) -> bool {
    form.trial.is_some() && form.fields.iter().any(|f| matches!(f.input, Input::Area(_)))
}
