//! What the header says of roles, quietly: a handover that waits for whoever reads it, a lead who should be relieved,
//! roles for which nobody could be reached by the plan that a brand made its own, and who is about.

use super::super::Ctx;
use super::super::keys::key;
use super::super::layers::roles::{named, tired};
use super::super::parts::fit;
use super::super::parts::strip::{self, Piece};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::domain::private::Audience;
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::plan::{Fatigue, fatigue};
use ratatui::text::{Line, Span};

/// Pieces of the line that says what is next; empty when there is nothing to say.
pub fn pieces(ctx: &Ctx) -> Vec<Piece> {
    [led(ctx), lacking(ctx)].into_iter().flatten().collect()
}

/// A handover that waits for whoever reads this: until they answer, two people may each think that the other leads,
/// so it stands before every clock.
pub fn offered(ctx: &Ctx, wide: bool) -> Option<Piece> {
    let me = &ctx.app.me.name;
    let offer = ctx.app.pulse.roles.offers.iter().find(|o| o.to.same_name(me))?;
    let open = key(ctx, Scope::Global, Action::Roles);
    let args = [("from", Arg::from(&offer.from)), ("role", named(ctx, &offer.role).into()), ("key", open.into())];
    let key = if wide { "header-offer" } else { "header-offer-short" };
    Some(Piece::new(11).with(ctx.words.f(key, &args), ctx.theme.waiting))
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

/// A plan that names nobody yet, such as the built-in one, would say so for ever.
fn lacking(ctx: &Ctx) -> Option<Piece> {
    ctx.app.plan.as_ref()?;
    let n = ctx.app.roster().lacking();
    let said = ctx.words.f("header-lacking", &[("n", n.into())]);
    (n > 0).then(|| Piece::new(4).with(format!("{} {said}", ctx.symbols.late), ctx.theme.waiting))
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
