//! The first line of a drill, a bundle and a shared screen. Owns its words; must not know what the header below says.

use crate::domain::private::Audience;
use crate::ui::parts::figures;
use crate::ui::parts::strip;
use crate::ui::{Ctx, put, put_row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The first line of a drill and of a shared screen: neither must ever be mistaken for the real and private thing.
pub fn banner(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let cells = usize::from(area.width);
    let shared = ctx.audience == Audience::Shared;
    let bundle = ctx.app.pulse.bundle.as_ref().map(|bundle| {
        let room = bundle.room.show_with(ctx.audience, &ctx.app.ours).into_owned();
        let args = [("incident", bundle.incident.0.into()), ("room", room.into())];
        ctx.words.f("banner-bundle", &args)
    });
    if let Some(bundle) = &bundle
        && !ctx.app.drill()
    {
        let right = if shared { format!("{} ", ctx.t("banner-shared")) } else { String::new() };
        let line = strip::ends(Line::raw(format!(" {bundle}")), Line::raw(right), cells, ctx.symbols.more);
        return put_row(frame, area, line, Some(ctx.theme.shared));
    }
    if !ctx.app.drill() {
        let note = if ctx.app.sharing.glimpse.is_some() { "banner-revealed-note" } else { "banner-shared-note" };
        let line = Line::from(vec![
            Span::styled(format!(" {} ", ctx.t("banner-shared")), ctx.theme.shared),
            Span::styled(ctx.t(note), ctx.theme.dim),
        ]);
        return put(frame, area, line);
    }
    let speed = ctx.app.pulse.clock.speed;
    // then it was not
    let over = if ctx.app.drill_over && ctx.app.past.is_none() { ctx.t("banner-over") } else { String::new() };
    let pace = match speed {
        0 => ctx.t("banner-paused"),
        1000 => String::new(),
        _ => ctx.words.f("banner-speed", &[("n", figures::factor(ctx.words, speed).into())]),
    };
    let mut right = vec![over, pace, if shared { ctx.t("banner-shared") } else { String::new() }];
    right.retain(|t| !t.is_empty());
    let right = format!("{} ", right.join("  "));
    // in both languages always: whoever looks at a screenshot tomorrow may read only one of them
    let left = format!(" DRILL / SIMULACRO   {}", bundle.unwrap_or_else(|| ctx.t("banner-drill-note")));
    let line = strip::ends(Line::raw(left), Line::raw(right), cells, ctx.symbols.more);
    put_row(frame, area, line, Some(ctx.theme.drill));
}
