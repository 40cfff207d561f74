//! The header's word on whether anybody listens: calm only when every source is known to be alive.

use crate::rows::{Pulse, SourceRow};
use crate::ui::Ctx;
use crate::ui::parts::figures;
use crate::ui::parts::strip::Piece;

/// Whether everything that is listened to is known to be alive, and something is: no other quiet is calm.
pub fn calm(pulse: &Pulse) -> bool {
    let mut listened = pulse.sources.iter().filter(|s| s.live || s.silent || s.health.is_some()).peekable();
    listened.peek().is_some() && listened.all(|s| s.live && !s.silent)
}

/// Blind is said where "live" stood, also when others are live.
pub fn piece(ctx: &Ctx, pulse: &Pulse, wide: bool) -> Piece {
    let blind: Vec<&SourceRow> = pulse.sources.iter().filter(|s| s.silent).collect();
    if let Some(first) = longest(&blind) {
        return deaf(ctx, first, blind.len() - 1, wide);
    }
    let live = pulse.sources.iter().filter(|s| s.live).count();
    let all = pulse.sources.iter().filter(|s| s.live || s.health.is_some()).count();
    if live < all {
        let key = if wide { "header-live-some" } else { "header-live-some-short" };
        let text = ctx.words.f(key, &[("n", live.into()), ("all", all.into())]);
        // before the rate: a flat curve of a room that hears nothing is what calm looks like
        let brief = format!("{} {live}/{all}", ctx.symbols.waits);
        let said = Piece::new(13).with(format!("{} {text}", ctx.symbols.waits), ctx.theme.waiting);
        return said.or_brief(brief, ctx.theme.waiting);
    }
    if live > 0 {
        let key = if wide { "header-live" } else { "header-live-short" };
        let text = ctx.words.f(key, &[("n", live.into())]);
        // all being well it gives way before the rate and after the tone; being blind is the last
        let brief = format!("{} {live}", ctx.symbols.live);
        let said = Piece::new(6).with(format!("{} ", ctx.symbols.live), ctx.theme.kept).with(text, ctx.theme.kept);
        return said.or_brief(brief, ctx.theme.kept);
    }
    let quiet = match pulse.sources.iter().filter_map(|s| s.last_seen).max() {
        Some(seen) => {
            let at = figures::when(&ctx.app.zone, ctx.now, seen);
            ctx.words.f("header-last-seen", &[("time", at.into())])
        }
        None => ctx.t("header-no-source"),
    };
    Piece::new(4).with(format!("{} {quiet}", ctx.symbols.idle), ctx.theme.dim)
}

/// The one that has not been heard for the longest time.
fn longest<'a>(blind: &[&'a SourceRow]) -> Option<&'a SourceRow> {
    blind.iter().copied().min_by_key(|s| s.silent_since())
}

/// What is not heard and since when, in words; nothing while nothing is blind.
pub fn blind(ctx: &Ctx, wide: bool) -> Option<String> {
    let blind: Vec<&SourceRow> = ctx.app.pulse.sources.iter().filter(|s| s.silent).collect();
    longest(&blind).map(|first| unheard(ctx, first, blind.len() - 1, wide))
}

/// The same where it is said already that something is not heard: which, and since when.
pub fn where_blind(ctx: &Ctx) -> Option<String> {
    let blind: Vec<&SourceRow> = ctx.app.pulse.sources.iter().filter(|s| s.silent).collect();
    let first = longest(&blind)?;
    let since = first.silent_since().filter(|at| at.0 > 0);
    let since = since.map_or(String::new(), |at| format!(" {}", figures::when(&ctx.app.zone, ctx.now, at)));
    let more = if blind.len() > 1 { format!(" +{}", blind.len() - 1) } else { String::new() };
    Some(format!("{}{since}{more}", ctx.cut(first.name.as_str(), 12)))
}

fn deaf(ctx: &Ctx, row: &SourceRow, more: usize, wide: bool) -> Piece {
    let said = |said: &str| format!(" {} {said} ", ctx.symbols.late);
    // before all else, for all that the header says is said of what was heard; where room is short without its name
    let (whole, brief) = (said(&unheard(ctx, row, more, wide)), said(&ctx.t("header-blind-brief")));
    Piece::new(13).with(whole, ctx.theme.blind).or_brief(brief, ctx.theme.blind)
}

fn unheard(ctx: &Ctx, row: &SourceRow, more: usize, wide: bool) -> String {
    let name = ctx.cut(row.name.as_str(), if wide { 24 } else { 12 });
    let args = |time: String| [("name", name.as_str().into()), ("time", time.into())];
    let key = if wide { "header-blind" } else { "header-blind-short" };
    // what a later version wrote about it cannot be read here: since when is not known
    let said = match row.silent_since().filter(|at| at.0 > 0) {
        Some(at) => ctx.words.f(key, &args(figures::when(&ctx.app.zone, ctx.now, at))),
        None => ctx.words.f("header-blind-never", &args(String::new())[..1]),
    };
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    format!("{said}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{room_app, source};
    use crate::domain::private::Audience;
    use crate::domain::room::Lang;
    use crate::domain::source::{Blind, Posts, State};
    use crate::domain::time::HOUR;
    use crate::rows::Backlog;
    use crate::ui::parts::strip;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;
    use crate::words::Words;
    use ratatui::text::Span;

    /// What stands there for these sources, on a wide screen and a narrow one, and whether the room may look calm.
    fn said(sources: Vec<SourceRow>) -> (String, String, bool) {
        let (mut app, theme) = (room_app(), Theme::mono());
        app.pulse.sources = sources;
        let (words, now) = (&app.words, app.now.room);
        let symbols = Symbols::of(false);
        let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
        let [wide, narrow] = [true, false]
            .map(|wide| strip::strip(vec![piece(&ctx, &app.pulse, wide)], &Span::raw(""), 200).to_string());
        (wide, narrow, calm(&app.pulse))
    }

    fn blind(name: &str) -> SourceRow {
        SourceRow { live: false, silent: true, blind: Some(Blind::Silent), ..source(name, "rss", State::Live) }
    }

    #[test]
    fn only_when_every_source_is_alive_is_it_calm() {
        let live = |name| source(name, "rss", State::Live);
        assert_eq!(said(vec![live("a"), live("b")]), ("● 2 sources live".into(), "● 2 live".into(), true));
        for state in [State::Connecting, State::Waiting, State::Paused, State::Left] {
            let some = said(vec![live("a"), live("b"), source("c", "rss", state)]);
            assert_eq!(some, ("◷ 2 of 3 sources live".into(), "◷ 2 of 3 live".into(), false), "{state:?}");
        }
        // what the room's file says of one of whose parts one is not heard
        let partly = SourceRow { live: false, ..live("c") };
        assert_eq!(said(vec![live("a"), partly]), ("◷ 1 of 2 sources live".into(), "◷ 1 of 2 live".into(), false));
        let mut hook = live("hook");
        hook.health.iter_mut().for_each(|health| health.posts = Some(Posts::default()));
        hook.live = false;
        assert!(!said(vec![live("a"), hook]).2, "whether its poster lives is not known");
        assert!(!said(Vec::new()).2, "nobody listens at all");
        let file = SourceRow { health: None, live: false, ..live("file.csv") };
        assert_eq!(said(vec![live("a"), file]).1, "● 1 live", "what was brought in once is listened to by nobody");
    }

    #[test]
    fn a_narrow_header_leaves_out_the_rate_before_it_hides_that_nobody_listens() {
        let theme = Theme::mono();
        let said = |state| {
            let mut app = room_app();
            app.size = (80, 24);
            let pulse = &mut app.pulse;
            pulse.sources = vec![source("q", "jetstream", state)];
            (pulse.unattended.count, pulse.owed.count) = (31_000, 1_200);
            let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
            let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
            super::super::figures_line(&ctx, false, &Span::raw(" | "), 45).to_string()
        };
        let (paused, live) = (said(State::Paused), said(State::Live));
        assert!(paused.contains("0 of 1 live") && !paused.contains("/min"), "{paused}");
        assert!(!live.contains(" live") && live.contains("/min"), "{live}");
    }

    #[test]
    fn that_something_is_not_heard_is_the_last_thing_that_is_left_out() {
        let theme = Theme::mono();
        for (lang, blind_is, some) in [(Lang::En, "! BLIND", "1/2"), (Lang::Es, "! A CIEGAS", "1/2")] {
            for cells in [30, 45, 60, 79] {
                let said = |sources| {
                    let mut app = room_app();
                    (app.size, app.words) = ((80, 24), Words::new(lang));
                    let (pulse, old) = (&mut app.pulse, app.now.room.plus(-9 * HOUR));
                    pulse.sources = sources;
                    pulse.affected = Backlog { count: 12, oldest: Some(old) };
                    pulse.unattended = Backlog { count: 31_000, oldest: Some(old) };
                    pulse.owed = Backlog { count: 1_200, oldest: Some(old) };
                    let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
                    let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
                    super::super::figures_line(&ctx, false, &Span::raw(" | "), cells).to_string()
                };
                let deaf = said(vec![blind("bluesky-prensa")]);
                assert!(deaf.contains(blind_is), "{cells}: {deaf}");
                let partly = said(vec![source("a", "rss", State::Live), source("q", "jetstream", State::Paused)]);
                assert!(
                    partly.contains(some) || partly.contains("1 of 2") || partly.contains("1 de 2"),
                    "{cells}: {partly}"
                );
            }
        }
    }

    #[test]
    fn the_deaf_one_is_named_whoever_else_lives() {
        let live = source("a", "rss", State::Live);
        let (wide, narrow, calm) = said(vec![live.clone(), blind("news"), blind("blogs")]);
        assert!(wide.starts_with(" ! BLIND news since ") && wide.ends_with(" +1 "), "{wide:?}");
        assert!(narrow.starts_with(" ! BLIND news ") && !narrow.contains("since") && !calm, "{narrow:?}");
        let left = SourceRow { blind: Some(Blind::Unheard), ..source("news", "rss", State::Left) };
        let (wide, _, calm) = said(vec![SourceRow { silent: true, ..left }]);
        assert!(wide.starts_with(" ! BLIND news since ") && !calm, "nobody listens, on purpose or not: {wide:?}");
        let unread = SourceRow { health: Some(Default::default()), ..blind("later") };
        assert_eq!(said(vec![live, unread]).0, " ! BLIND later ", "since when is not known");
    }
}
