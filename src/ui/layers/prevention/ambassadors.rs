//! Who stands up for the brand: the shares of good and bad words that were attended, side by side, then the people.

use crate::app::share::words_of;
use crate::rows::{AmbassadorRow, Ambassadors, Thanks};
use crate::ui::parts::columns::{columns, window};
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the columns: thanks, who, and what they did.
const THANKS: usize = 15;
const WHO: usize = 22;

/// The shares, the list, and what the selected one said below it.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, found: &Ambassadors, at: usize) {
    let heading = fit::wrap(&shares(ctx, found), usize::from(area.width), 3);
    let head = heading.len() as u16 + 1;
    for (n, line) in heading.into_iter().enumerate() {
        put(frame, row(area, n), Line::raw(line));
    }
    let list = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    if found.people.is_empty() {
        let args = [("read", found.read.into()), ("days", found.days.into())];
        let none = [ctx.t("empty-ambassadors"), ctx.words.f("empty-ambassadors-do", &args)];
        return empty::draw(frame, ctx, list, &none);
    }
    let below = 5.min(list.height / 2);
    let height = usize::from(list.height - below);
    let cells = usize::from(list.width).saturating_sub(2 + THANKS + WHO);
    let lines = |person: &AmbassadorRow| {
        let (symbol, style) = thanks(ctx, person.thanks);
        let who = person.mention.author.show_with(ctx.audience, &ctx.app.ours);
        let said = format!(" {symbol} {}", ctx.t(person.thanks.key()));
        columns(
            ctx,
            &[(&said, THANKS, style), (&who, WHO - 1, ctx.theme.strong), (&deeds(ctx, person), cells, Style::new())],
        )
    };
    window(frame, ctx, Rect { height: list.height - below, ..list }, (&found.people, at), lines);
    let Some(chosen) = found.people.get(at) else { return };
    let text = words_of(ctx.app, &chosen.mention.text, chosen.mention.abusive);
    let mut lines = fit::wrap(&format!("“{text}”"), usize::from(list.width).saturating_sub(2), usize::from(below - 2));
    lines.push(ctx.t("ambassador-keys"));
    for (n, line) in lines.into_iter().enumerate().take(usize::from(below) - 1) {
        put(frame, row(list, height + 1 + n), Line::styled(format!(" {line}"), ctx.theme.dim));
    }
}

/// Both shares with what they are of: neither says anything without the other.
fn shares(ctx: &Ctx, found: &Ambassadors) -> String {
    let (good, bad) = (found.positive, found.negative);
    let share = |(n, of): (u32, u32)| if of == 0 { 0 } else { (u64::from(n) * 100 / u64::from(of)) as u32 };
    let big = |n: u32| figures::big(ctx.words, u64::from(n));
    let args = [
        ("days", found.days.into()),
        ("good", share(good).into()),
        ("good_n", big(good.0).into()),
        ("good_of", big(good.1).into()),
        ("bad", share(bad).into()),
        ("bad_n", big(bad.0).into()),
        ("bad_of", big(bad.1).into()),
    ];
    let said = ctx.words.f("ambassadors-shares", &args);
    if found.partial { format!("{said}. {}", ctx.t("ambassadors-partial")) } else { said }
}

/// What they did, in figures.
fn deeds(ctx: &Ctx, person: &AmbassadorRow) -> String {
    let mut said = vec![ctx.words.f("ambassador-said", &[("n", person.count.into()), ("days", person.days.into())])];
    if person.stood_up > 0 {
        said.insert(0, ctx.words.f("ambassador-stood-up", &[("n", person.stood_up.into())]));
    }
    if person.negative > 0 {
        said.push(ctx.words.f("ambassador-negative", &[("n", person.negative.into())]));
    }
    if let Some(reach) = person.reach {
        said.push(ctx.words.f("ambassador-reach", &[("n", figures::big(ctx.words, reach).into())]));
    }
    said.push(person.mention.platform.as_str().to_owned());
    said.join(&format!(" {} ", ctx.symbols.dot))
}

fn thanks(ctx: &Ctx, of: Thanks) -> (&'static str, Style) {
    match of {
        Thanks::Unthanked => (ctx.symbols.open, ctx.theme.waiting),
        Thanks::Owed => (ctx.symbols.waits, ctx.theme.waiting),
        Thanks::Thanked => (ctx.symbols.done, ctx.theme.kept),
    }
}
