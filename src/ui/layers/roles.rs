//! Roles: who does what, who can be reached, and what is wrong with that. A shared screen shows no way to
//! reach anybody, and nobody's absence.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::RolesView;
use crate::domain::private::Audience;
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::{By, Fatigue, Lack, Roster, Seat, Span as Wide};
use crate::ui::keys::key;
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the labels below the list.
const LABEL: usize = 13;
/// Rows that the selected role gets, and those that too wide spans may get besides.
const BELOW: u16 = 8;
const SPANS: usize = 3;

/// Those that matter, in the plan's order; the selected one below.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &RolesView) {
    let roster = ctx.app.roster();
    let what = match ctx.app.incident() {
        Some(incident) => {
            let title = ctx.cut(&ctx.shown(&incident.title), 40);
            let severity = if incident.rated { incident.severity.code().to_owned() } else { ctx.t("card-unrated") };
            let args = [("severity", Arg::from(severity)), ("title", title.into())];
            ctx.words.f("roles-of", &args)
        }
        None => ctx.t("roles-none-on"),
    };
    let inner = page(frame, ctx, area, &ctx.t("roles-title"), &what);
    if roster.seats.is_empty() {
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-roles"), ctx.t("empty-roles-do")]);
    }
    let warnings = warnings(ctx, &roster);
    let said = warnings.iter().map(|said| fit::wrap(said, usize::from(inner.width).saturating_sub(2), 9).len());
    let below = (BELOW + said.sum::<usize>() as u16 + 1).min(inner.height * 2 / 3);
    let height = roster.seats.len().min(usize::from(inner.height - below));
    let at = view.at(&roster);
    let first = (at + 1).saturating_sub(height);
    let cells = usize::from(inner.width);
    for (n, seat) in roster.seats.iter().enumerate().skip(first).take(height) {
        let line = line(ctx, seat, cells);
        put_row(frame, row(inner, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
    let left = roster.seats.len().saturating_sub(first + height);
    if left > 0 {
        let said = Line::styled(format!("  {}", ctx.words.f("roles-more", &[("n", left.into())])), ctx.theme.dim);
        put_row(frame, row(inner, height), said, None);
    }
    let taken = (height as u16 + 1).min(inner.height);
    let area = Rect { y: inner.y + taken, height: inner.height - taken, ..inner };
    let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
    for warning in &warnings {
        page.text(&format!("{} {warning}", ctx.symbols.late), 0, ctx.theme.waiting);
    }
    if let Some(seat) = roster.seats.get(at) {
        one(&mut page, ctx, seat);
    }
    page.draw(frame, area, 0);
}

/// Who carries too much, and for how many roles nobody can be reached.
fn warnings(ctx: &Ctx, roster: &Roster) -> Vec<String> {
    let mut said: Vec<String> = roster.spans.iter().take(SPANS).map(|span| wide(ctx, span)).collect();
    let n = roster.lacking();
    if n > 0 {
        said.push(ctx.words.f("roles-lacking", &[("n", n.into())]));
    }
    said
}

fn wide(ctx: &Ctx, span: &Wide) -> String {
    match span {
        Wide::Lead(name, roles) => {
            ctx.words.f("span-lead", &[("name", name.into()), ("roles", ctx.words.roles(roles))])
        }
        Wide::Roles(name, roles) => {
            let n = ("n", Arg::from(roles.len()));
            ctx.words.f("span-roles", &[("name", name.into()), n, ("roles", ctx.words.roles(roles))])
        }
        Wide::People(name, _, n) => ctx.words.f("span-people", &[("name", name.into()), ("n", (*n).into())]),
    }
}

/// Why nobody can be reached for a role.
fn lack(ctx: &Ctx, lack: Lack) -> String {
    match lack {
        Lack::Nobody => ctx.t("lack-nobody"),
        Lack::NoWay => ctx.t("lack-no-way"),
        Lack::Untested => ctx.t("lack-untested"),
        Lack::Unseen(ms) => ctx.words.f("lack-unseen", &[("t", figures::elapsed(ctx.words, ms).into())]),
    }
}

/// How tired whoever acts is, in words.
pub fn tired(ctx: &Ctx, [suggest, insist]: [&str; 2], fatigue: Fatigue, name: &Clean, since: Stamp) -> String {
    let t = figures::elapsed(ctx.words, ctx.now.since(since));
    let key = if fatigue == Fatigue::Insist { insist } else { suggest };
    ctx.words.f(key, &[("name", name.into()), ("t", t.into())])
}

fn how(ctx: &Ctx, seat: &Seat) -> String {
    let until = |at| ctx.words.f("role-until", &[("time", figures::when(&ctx.app.zone, ctx.now, at).into())]);
    match (&seat.stand_in, seat.by, seat.since) {
        (Some(stand_in), ..) => until(stand_in.until),
        _ if seat.holder.is_none() => String::new(),
        (_, By::Room, Some(since)) => {
            ctx.words.f("role-by-room", &[("time", figures::when(&ctx.app.zone, ctx.now, since).into())])
        }
        (_, By::Declared, _) => ctx.t("role-by-declared"),
        _ => ctx.t("role-by-plan"),
    }
}

fn line(ctx: &Ctx, seat: &Seat, cells: usize) -> Line<'static> {
    let narrow = cells < 100;
    let (titles, names, hows, seens) = if narrow { (21, 15, 13, 11) } else { (30, 22, 18, 12) };
    let rest = cells.saturating_sub(2 + titles + names + hows + seens + 4);
    let who = match (&seat.stand_in, &seat.holder) {
        (Some(stand_in), Some(holder)) => format!("{} ({})", stand_in.name.as_str(), holder.as_str()),
        (Some(acts), None) => acts.name.as_str().to_owned(),
        (None, Some(holder)) => holder.as_str().to_owned(),
        (None, None) => ctx.t("role-nobody"),
    };
    let seen = match (seat.seen, seat.acting()) {
        _ if ctx.audience == Audience::Shared => String::new(),
        (Some(seen), _) => ctx.words.f("role-seen", &[("t", figures::age(ctx.words, ctx.now.since(seen)).into())]),
        (None, Some(_)) => ctx.t("role-seen-never"),
        (None, None) => String::new(),
    };
    let last = match (seat.lack, seat.acting()) {
        (Some(Lack::Nobody), _) | (_, None) => String::new(),
        (Some(why), _) if !narrow => lack(ctx, why),
        _ => ctx.words.f("role-ways", &[("n", seat.ways.into())]),
    };
    let (sign, style) = match seat.lack {
        Some(_) => (ctx.symbols.late, ctx.theme.waiting),
        None => (" ", Style::new()),
    };
    Line::from(vec![
        Span::styled(format!("{sign} "), style),
        Span::raw(ctx.left(&ctx.app.role_title(seat), titles) + " "),
        Span::styled(ctx.left(&who, names) + " ", if seat.acting().is_some() { ctx.theme.strong } else { style }),
        Span::styled(ctx.left(&how(ctx, seat), hows) + " ", ctx.theme.dim),
        Span::styled(ctx.left(&seen, seens) + " ", ctx.theme.dim),
        Span::styled(ctx.left(&last, rest), style),
    ])
}

fn one(page: &mut Page, ctx: &Ctx, seat: &Seat) {
    let when = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    page.heading(&ctx.app.role_title(seat), "");
    if let Some(why) = seat.lack {
        page.field(&ctx.t("role-warning"), LABEL, &lack(ctx, why), ctx.theme.waiting);
    }
    let began = seat.stand_in.as_ref().map(|s| s.since).or(seat.since);
    if let (Some(fatigue), Some(since), Some(name)) = (seat.fatigue, began, seat.acting()) {
        let said = tired(ctx, ["fatigue-suggest", "fatigue-insist"], fatigue, name, since);
        page.field(&ctx.t("role-warning"), LABEL, &said, ctx.theme.waiting);
    }
    if let Some(offer) = ctx.app.incident().and_then(|i| ctx.app.pulse.roles.offer(i.id, &seat.role)) {
        let open = key(ctx, Scope::Roles, Action::Open);
        let t = figures::elapsed(ctx.words, ctx.now.since(offer.at));
        let args = [("to", Arg::from(&offer.to)), ("t", t.into()), ("key", open.into())];
        let said = if ctx.audience == Audience::Shared { "offer-waits-shared" } else { "offer-waits" };
        page.field(&ctx.t("role-handover"), LABEL, &ctx.words.f(said, &args), ctx.theme.waiting);
    }
    if seat.acting().is_none() {
        return;
    }
    let how = match (seat.by, seat.since) {
        (By::Room, Some(since)) => ctx.words.f("role-how-room", &[("time", when(since).into())]),
        (By::Declared, _) => ctx.t("role-how-declared"),
        _ => ctx.t("role-how-plan"),
    };
    let dot = ctx.symbols.dot;
    if let Some(holder) = &seat.holder {
        page.field(&ctx.t("role-holder"), LABEL, &format!("{} {dot} {how}", holder.as_str()), ctx.theme.strong);
    }
    if let Some(s) = &seat.stand_in {
        let args = [("name", Arg::from(&s.name)), ("time", when(s.until).into())];
        page.field(&ctx.t("role-stand-in"), LABEL, &ctx.words.f("role-stand-in-is", &args), Style::new());
    }
    page.field(&ctx.t("role-contacts"), LABEL, &contacts(ctx, seat), Style::new());
    if ctx.audience == Audience::Shared {
        return;
    }
    let seen = seat.seen.map_or_else(|| ctx.t("role-seen-never"), when);
    page.field(&ctx.t("role-last"), LABEL, &seen, Style::new());
}

/// Every way to reach whoever acts; a shared screen gets how many there are.
fn contacts(ctx: &Ctx, seat: &Seat) -> String {
    let plan = ctx.app.plan();
    let own = plan.post(&seat.role).map(|p| &p.reach);
    let theirs = seat.acting().and_then(|name| plan.person(name)).map(|p| &p.reach);
    let all: Vec<String> = own
        .into_iter()
        .chain(theirs)
        .flat_map(|reach| &reach.contacts)
        .map(|c| format!("{} {}", ctx.t(c.way.key()), c.to.show(ctx.audience)))
        .collect();
    if all.is_empty() { ctx.t("role-contacts-none") } else { all.join(&format!(" {} ", ctx.symbols.dot)) }
}

/// A role's name where no seat is at hand.
pub fn named(ctx: &Ctx, role: &Role) -> String {
    let plan = ctx.app.plan();
    let title = plan.post(role).map(|p| (&p.title.en, &p.title.es));
    ctx.words.role(role, title)
}
