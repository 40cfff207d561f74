//! Forms: a box with what is asked; what will happen is shown whole above it.

use super::{boxed, cursor, highlight, trial};
use crate::app::editor::Editor;
use crate::app::form::{Field, Form, Hidden, Input, Purpose, letters};
use crate::domain::private::Audience;
use crate::domain::text::Clean;
use crate::ui::parts::fit;
use crate::ui::{Ctx, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows that a text of many lines gets.
const AREA_ROWS: usize = 6;
/// The same where what it matches stands below it.
const TRIED_ROWS: usize = 4;

/// The form, as high as it needs to be: the explanation, the fields around the one that has the keys, what was wrong.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, form: &Form) {
    let cells = usize::from(area.width).saturating_sub(4);
    let most = usize::from(area.height).saturating_sub(2);
    let label = form.label_cells(cells);
    let shape = |n: usize, tight: bool| {
        let (here, last) = (n == form.at, n + 1 == form.fields.len());
        Shape { label, area: area_rows(form, most), here, last, small: tight && !here }
    };
    let heights = |tight: bool| -> Vec<usize> {
        let each = form.fields.iter().enumerate();
        each.map(|(n, f)| height(ctx, f, cells.saturating_sub(label + 2), shape(n, tight))).collect()
    };
    let end = end(ctx, form, cells, (most / 2).saturating_sub(2).max(4));
    let intro = intro(form, cells);
    // what will happen is shown whole where it can be, and scrolled where not; fields give way to half of the box
    let fields = heights(false).iter().sum::<usize>();
    let shown = intro.len().min(most.saturating_sub(fields + end.len() + 1).max(most / 2));
    let gap = usize::from(shown > 0 && !form.fields.is_empty());
    let space = most.saturating_sub(shown + gap + end.len());
    // where not all fields fit, a choice that is made shows what was chosen and no more: it is never out of sight
    let tight = fields > space;
    let heights = heights(tight);
    let room = space.min(heights.iter().sum());
    let wanted = (2 + shown + gap + room + end.len()) as u16;
    let inner = boxed(frame, ctx, Rect { height: wanted.min(area.height), ..area }, &form.title);
    explain(frame, ctx, Rect { height: inner.height.min((shown + gap) as u16), ..inner }, &intro, form.scroll);
    let list = Rect { height: room as u16, ..below_of(inner, shown + gap) }.intersection(inner);
    fields_in(frame, ctx, list, form, &heights, &|n| shape(n, tight));
    let from = usize::from(inner.height).saturating_sub(end.len());
    for (n, line) in end.into_iter().enumerate() {
        put(frame, row(inner, from + n), line);
    }
}

/// The fields from the first that leaves room for the one that has the keys, and in the last row how many more there are.
fn fields_in(frame: &mut Frame, ctx: &Ctx, list: Rect, form: &Form, heights: &[usize], shape: &dyn Fn(usize) -> Shape) {
    let room = usize::from(list.height);
    let first_of = |fit: usize| {
        let leaves = |first: &usize| heights[*first..=form.at].iter().sum::<usize>() <= fit;
        (0..form.at).find(leaves).unwrap_or(form.at.min(heights.len()))
    };
    // those that begin below are out of sight; of one that begins above, its input is seen
    let hidden = |first: usize, fit: usize| {
        let begins = heights[first..].iter().scan(0, |at, height| {
            *at += height;
            Some(*at - height)
        });
        begins.filter(|at| *at >= fit).count()
    };
    let (mut first, mut below) = (first_of(room), 0);
    if room > 1 && hidden(first, room) > 0 {
        first = first_of(room - 1);
        below = hidden(first, room - 1);
    }
    let shown = Rect { height: list.height - u16::from(below > 0), ..list };
    let mut at = 0;
    for (n, field) in form.fields.iter().enumerate().skip(first) {
        draw_field(frame, ctx, below_of(shown, at), field, shape(n));
        at += heights[n];
    }
    if below > 0 {
        let said = ctx.words.f("form-more-fields", &[("n", below.into())]);
        put(frame, row(list, room - 1), Line::styled(said, ctx.theme.waiting));
    }
}

/// The explanation, `shown` lines of it, and how many more there are.
fn explain(frame: &mut Frame, ctx: &Ctx, area: Rect, intro: &[String], scroll: usize) {
    let all = usize::from(area.height);
    // the row below it is a gap, or says how much more there is
    let shown = if intro.len() <= all { all } else { all.saturating_sub(1).max(1) };
    let scroll = scroll.min(intro.len().saturating_sub(shown));
    for (n, line) in intro.iter().skip(scroll).take(shown).enumerate() {
        put(frame, row(area, n), Line::raw(line.clone()));
    }
    if intro.len() > shown {
        let left = intro.len() - shown - scroll;
        let note = ctx.words.f("form-more", &[("n", left.into())]);
        put(frame, row(area, shown), Line::styled(note, ctx.theme.waiting));
    }
}

/// A report is read whole before it is issued: it gets what there is.
fn area_rows(form: &Form, most: usize) -> usize {
    match form.purpose {
        Purpose::IssueReport(_) => (most * 2 / 3).max(AREA_ROWS),
        _ if trial::tells(form) => TRIED_ROWS,
        _ => AREA_ROWS,
    }
}

/// The last lines: what its words match, what was wrong with the last try in so many rows, or that it is on its way.
fn end(ctx: &Ctx, form: &Form, cells: usize, most: usize) -> Vec<Line<'static>> {
    // once the source itself was heard, that says more than what the room has
    let mut out = match &form.sample {
        Some((_, Some(sample))) => trial::heard(ctx, sample, cells),
        _ => trial::lines(ctx, form, cells),
    };
    for line in form.warned.iter().flat_map(|said| fit::wrap(&ctx.shown(&Clean::new(said)), cells, 4)) {
        // to be known, and no alarm
        out.push(Line::styled(line, ctx.theme.waiting));
    }
    if form.waiting.is_some() {
        let key = if matches!(form.sample, Some((_, None))) { "form-listening" } else { "form-waiting" };
        out.push(Line::styled(ctx.t(key), ctx.theme.dim));
    }
    let error = form.error.as_ref().map(|e| ctx.shown(&Clean::new(e)));
    for (n, line) in error.iter().flat_map(|e| fit::wrap(e, cells.saturating_sub(2), most)).enumerate() {
        let sign = if n == 0 { format!("{} ", ctx.symbols.late) } else { "  ".to_owned() };
        out.push(Line::styled(sign + &line, ctx.theme.error));
    }
    if !out.is_empty() {
        out.insert(0, Line::default());
    }
    out
}

fn below_of(area: Rect, rows: usize) -> Rect {
    let rows = (rows as u16).min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The explanation, wrapped; bounded, since a confirmation may show a whole text.
fn intro(form: &Form, cells: usize) -> Vec<String> {
    form.intro.iter().flat_map(|line| fit::wrap(line, cells, 400)).take(400).collect()
}

fn height(ctx: &Ctx, field: &Field, cells: usize, shape: Shape) -> usize {
    let input = match &field.input {
        Input::Area(_) => shape.area,
        Input::Choice(..) if shape.small => return 1,
        Input::Choice(options, at) => choices(ctx, options, *at, cells).len(),
        Input::Line(_) | Input::Toggle(_) => 1,
    };
    (input + hint(ctx, field, cells, shape).len()).max(label(ctx, field, shape).len())
}

/// The words of its label, in as many lines as its column makes of them.
fn label(ctx: &Ctx, field: &Field, shape: Shape) -> Vec<String> {
    let most = if shape.small { 1 } else { 3 };
    let mut lines = fit::wrap(&field.label, shape.label, most + 1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = ctx.cut(&format!("{last} {}", ctx.symbols.more), shape.label);
        }
    }
    lines
}

fn hint(ctx: &Ctx, field: &Field, cells: usize, shape: Shape) -> Vec<String> {
    if field.hint.is_empty() {
        return Vec::new();
    }
    // after the last one there is nothing to go on to
    let stays = shape.last && matches!(field.input, Input::Choice(..));
    fit::wrap(&if stays { ctx.t("form-choice-hint-last") } else { field.hint.clone() }, cells, 2)
}

/// How a field is drawn.
#[derive(Clone, Copy)]
struct Shape {
    /// Cells of the labels.
    label: usize,
    /// Rows of a text of many lines.
    area: usize,
    /// It has the keys.
    here: bool,
    /// There is none after it.
    last: bool,
    /// There is room for what is chosen alone.
    small: bool,
}

fn draw_field(frame: &mut Frame, ctx: &Ctx, area: Rect, field: &Field, shape: Shape) {
    let Shape { label: labels, here, small, .. } = shape;
    if area.height == 0 {
        return;
    }
    let style = if here { ctx.theme.title_focus } else { ctx.theme.dim };
    let sign = if here { ctx.symbols.here } else { " " };
    for (n, name) in label(ctx, field, shape).into_iter().enumerate() {
        let sign = if n == 0 { sign } else { " " };
        put(frame, row(area, n), Line::from(vec![Span::styled(sign, ctx.theme.mark), Span::styled(name, style)]));
    }
    let x = labels as u16 + 2;
    let input = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
    let rows = match &field.input {
        Input::Line(line) => {
            let (text, column) = line.view(usize::from(input.width).saturating_sub(1));
            let text = if hides(ctx, field) { ctx.symbols.secret.repeat(fit::width(&text)) } else { text };
            put(frame, row(input, 0), Line::raw(text));
            underline(frame, ctx, row(input, 0), here);
            if here {
                cursor(frame, row(input, 0), column, 0);
            }
            1
        }
        Input::Area(editor) => {
            let area = Rect { height: input.height.min(shape.area as u16), ..input };
            text_area(frame, ctx, area, editor, here);
            shape.area
        }
        Input::Choice(options, at) if small => {
            let chosen = options.get(*at..=*at).unwrap_or_default();
            let lines = choices(ctx, chosen, 0, usize::from(input.width));
            lines.into_iter().take(1).for_each(|line| put(frame, row(input, 0), line));
            return;
        }
        Input::Choice(options, at) => {
            let lines = choices(ctx, options, *at, usize::from(input.width));
            let n = lines.len();
            for (y, line) in lines.into_iter().enumerate().take(usize::from(input.height)) {
                put(frame, row(input, y), line);
            }
            n
        }
        Input::Toggle(on) => {
            let word = ctx.t(if *on { "yes" } else { "no" });
            let sign = if *on { ctx.symbols.done } else { ctx.symbols.open };
            put(frame, row(input, 0), Line::raw(format!("{sign} {word}")));
            1
        }
    };
    for (n, line) in hint(ctx, field, usize::from(input.width), shape).into_iter().enumerate() {
        put(frame, row(input, rows + n), Line::styled(line, ctx.theme.dim));
    }
}

/// Whether the letters of a field are for nobody who looks at this screen.
fn hides(ctx: &Ctx, field: &Field) -> bool {
    match field.hidden {
        Hidden::No => false,
        Hidden::Shared => ctx.audience == Audience::Shared,
        Hidden::Always => true,
    }
}

/// An input's line shows where it is, in every theme: underlined cells.
fn underline(frame: &mut Frame, ctx: &Ctx, area: Rect, here: bool) {
    let style = Style::new().underlined();
    highlight(frame, area, if here { style } else { style.patch(ctx.theme.dim) });
}

/// The options one after another, wrapped by whole options; the chosen one in the selection's style and in brackets.
fn choices(ctx: &Ctx, options: &[String], at: usize, cells: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    let letters = letters(options);
    let mut used = 0;
    for (n, option) in options.iter().enumerate() {
        let text = if n == at { format!("[{option}]") } else { format!(" {option} ") };
        let text = ctx.cut(&text, cells);
        let w = fit::width(&text) + 1;
        if used > 0 && used + w > cells + 1 {
            lines.push(Line::default());
            used = 0;
        }
        used += w;
        let style = if n == at { ctx.theme.selected } else { Style::new() };
        if let Some(line) = lines.last_mut() {
            // the letter that chooses it is underlined, in every theme; a cut label keeps what stands before the cut
            let stands = |at: usize| text.as_bytes().get(1..at + 2) == option.as_bytes().get(..=at);
            let own = letters[n].filter(|(at, _)| stands(*at));
            let at = own.map(|(at, _)| at + 1);
            let (before, rest) = text.split_at(at.unwrap_or(0));
            let (letter, after) = rest.split_at(at.map_or(0, |_| rest.chars().next().map_or(0, char::len_utf8)));
            line.spans.extend([
                Span::styled(before.to_owned(), style),
                Span::styled(letter.to_owned(), style.underlined()),
                Span::styled(after.to_owned(), style),
                Span::raw(" "),
            ]);
        }
    }
    lines
}

/// A text of many lines around its cursor.
pub fn text_area(frame: &mut Frame, ctx: &Ctx, area: Rect, editor: &Editor, here: bool) {
    let laid = editor.view(editor.width.min(usize::from(area.width)), usize::from(area.height));
    for (n, line) in laid.lines.iter().enumerate() {
        put(frame, row(area, n), Line::raw(line.clone()));
    }
    if let Some(((r0, c0), (r1, c1))) = laid.selection {
        for r in r0..=r1.min(usize::from(area.height).saturating_sub(1)) {
            let from = if r == r0 { c0 } else { 0 };
            let to = if r == r1 { c1 } else { laid.lines.get(r).map_or(0, |l| fit::width(l)) };
            let line = row(area, r);
            let x = line.x + (from as u16).min(area.width);
            let width = (to.saturating_sub(from) as u16).min(area.right().saturating_sub(x));
            highlight(frame, Rect { x, width, ..line }, ctx.theme.selected);
        }
    }
    if here {
        cursor(frame, area, laid.cursor.1, laid.cursor.0);
    }
}
