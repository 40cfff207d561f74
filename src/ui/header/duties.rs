//! What the header says of roles, quietly: a handover that waits for whoever reads it, a lead who should be relieved,
//! roles for which nobody could be reached by the plan that a brand made its own, and who is about.

use super::super::Ctx;
use super::super::keys::key;
use super::super::layers::roles::{named, tired};
use super::super::parts::fit;
use super::super::parts::strip::{self, Piece};
use super::URGENT;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::domain::incident::Severity;
use crate::domain::private::Audience;
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::plan::{Fatigue, fatigue};
use ratatui::text::{Line, Span};

/// Pieces of the line that says what is next; empty when there is nothing to say.
pub fn pieces(ctx: &Ctx) -> Vec<Piece> {
    let calm = !grave(ctx) && lacking(ctx) > 0;
    led(ctx).into_iter().chain(calm.then(|| lack(ctx, "header-lacking"))).collect()
}

/// A handover that waits for whoever reads this: until they answer, two people may each think that the other leads,
/// so it stands before every clock.
pub fn offered(ctx: &Ctx, wide: bool) -> Option<Piece> {
    let me = &ctx.app.me.name;
    let offer = ctx.app.pulse.roles.offers.iter().find(|o| o.to.same_name(me))?;
    let open = key(ctx, Scope::Global, Action::Roles);
    let args = [("from", Arg::from(&offer.from)), ("role", named(ctx, &offer.role).into()), ("key", open.into())];
    let [whole, short] = ["header-offer", "header-offer-short"].map(|key| ctx.words.f(key, &args));
    let said = if wide { whole } else { short.clone() };
    Some(Piece::new(11).with(said, ctx.theme.waiting).or_brief(short, ctx.theme.waiting))
}

/// Whoever leads, or stands in for who does, once a handover is advised: how long somebody has been at it is nobody else's.
fn led(ctx: &Ctx) -> Option<Piece> {
    if ctx.audience == Audience::Shared {
        return None;
    }
    let incident = ctx.app.incident().filter(|i| i.status.open())?;
    let lead = Role::lead();
    let duty = ctx.app.pulse.roles.duties.iter().find(|d| d.incident == incident.id && d.role == lead)?;
    let held = duty.holder.as_ref().map(|h| (&h.name, h.since));
    let (name, since) = duty.standing(ctx.now).map(|s| (&s.name, s.since)).or(held)?;
    let advised = fatigue(since, ctx.now, incident.severity, &ctx.app.plan())?;
    let said = tired(ctx, ["header-fatigue-suggest", "header-fatigue-insist"], advised, name, since);
    let (weight, style) = match advised {
        // before the next task, which whoever is worn out would do worse
        Fatigue::Insist => (8, ctx.theme.waiting),
        Fatigue::Suggest => (4, ctx.theme.dim),
    };
    Some(Piece::new(weight).with(said, style))
}

/// For how many roles nobody could be reached. A plan that names nobody yet, such as the built-in one, would say so for
/// ever.
fn lacking(ctx: &Ctx) -> usize {
    if ctx.app.plan.is_some() { ctx.app.roster().lacking() } else { 0 }
}

/// An incident that wants every role.
fn grave(ctx: &Ctx) -> bool {
    ctx.app.incident().is_some_and(|it| it.status.open() && it.rated && it.severity <= Severity::Sev2)
}

/// Whether roles are lacking in an incident that wants them all.
pub fn lacks(ctx: &Ctx) -> bool {
    grave(ctx) && lacking(ctx) > 0
}

/// Those roles, beside who leads.
pub fn alone(ctx: &Ctx, tight: bool) -> Option<Piece> {
    lacks(ctx).then(|| lack(ctx, if tight { "header-lacking-least" } else { "header-lacking-brief" }))
}

fn lack(ctx: &Ctx, key: &str) -> Piece {
    let said = ctx.words.f(key, &[("n", lacking(ctx).into())]);
    Piece::new(if grave(ctx) { URGENT } else { 4 }).with(format!("{} {said}", ctx.symbols.late), ctx.theme.waiting)
}

/// Whether anything can be changed from here, and who else is here, as far as there is room.
pub fn about(ctx: &Ctx, cells: usize) -> Line<'static> {
    let mut line = Line::default();
    let readonly = ctx.t("header-readonly");
    if ctx.app.room.as_ref().is_some_and(|r| r.readonly) && fit::width(&readonly) <= cells {
        line.spans.push(Span::styled(readonly, ctx.theme.waiting));
    }
    let room = cells.saturating_sub(strip::cells_of(&line));
    let gap = if line.spans.is_empty() { "" } else { "   " };
    let all = &ctx.app.pulse.people;
    let named = |n: usize| {
        let names: Vec<&str> = all.iter().take(n).map(|(name, _)| name.as_str()).collect();
        let more = if all.len() > n { format!(" +{}", all.len() - n) } else { String::new() };
        format!("{gap}{}{more}", names.join(", "))
    };
    let names = (1..=all.len().min(4)).rev().map(named).find(|names| fit::width(names) <= room);
    line.spans.extend(names.map(|names| Span::styled(names, ctx.theme.dim)));
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::incident;
    use crate::plan::Plan;
    use crate::rows::Backlog;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;
    use std::sync::Arc;

    #[test]
    fn roles_that_nobody_has_stay_in_the_header_of_a_grave_incident() {
        let theme = Theme::mono();
        let said = |severity: Severity| {
            let mut app = crate::app::tests::sized(120, 40);
            let own = Plan { name: "ours".into(), ..Plan::builtin() };
            app.plan = Some(Arc::new(own));
            app.pulse.incidents = vec![crate::domain::incident::Incident { severity, ..incident(1) }];
            app.pulse.affected = Backlog { count: 3, oldest: Some(app.now.room) };
            (app.pulse.tasks.late, app.pulse.responses.in_review) = (12, 2);
            let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
            let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
            let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 3)).unwrap();
            terminal.draw(|frame| super::super::draw(frame, &ctx, frame.area())).unwrap();
            terminal.backend().to_string()
        };
        for severity in [Severity::Sev1, Severity::Sev2] {
            let said = said(severity);
            assert!(said.contains(" roles") && said.contains("affected") && said.contains("12 tasks late"), "{said}");
        }
    }
}
