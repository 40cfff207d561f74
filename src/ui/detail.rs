//! A mention opened: its words, its author, why it ranks there, what was done about it, and what lies around it.

use super::parts::figures;
use super::parts::page::Page;
use super::parts::rule::{self, Title};
use super::rows::widest;
use super::{Ctx, checklist, mentions, put, responses, row, timeline, why};
use crate::domain::affected::Care;
use crate::domain::mention::Tone;
use crate::domain::reveal::Subject;
use crate::rows::{BelongsBy, EvidenceRow, GroupGlance, MentionDetail, MentionRow, ResponseRow, TimelineRow};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The third column of a wide screen: the selected mention opened beside the list.
pub fn beside(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let title = Title { name: ctx.t("detail-title"), ..Title::default() };
    put(frame, row(area, 0), rule::title(title, usize::from(area.width), ctx.theme, ctx.symbols));
    let Some(selected) = ctx.app.mentions.selected else { return };
    let body = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 1, height: area.height.saturating_sub(1) };
    match ctx.app.preview.as_ref().filter(|d| d.row.id == selected) {
        Some(detail) => mention(frame, ctx, body, detail, 0, false),
        None => put(frame, row(body, 1), Line::styled(ctx.t("loading"), ctx.theme.dim)),
    }
}

/// Everything about a mention, from `scroll` rows down.
pub fn mention(frame: &mut Frame, ctx: &Ctx, area: Rect, d: &MentionDetail, scroll: usize, unfolded: bool) {
    let ctx = &ctx.of(Subject::Mention(d.row.id));
    let mut page = Page::new(area, scroll, ctx.theme, ctx.symbols);
    head(&mut page, ctx, d);
    words(&mut page, ctx, d, unfolded);
    what_was_decided(&mut page, ctx, &d.row);
    belongs(&mut page, ctx, d);
    page.heading(&ctx.t("detail-why"), "");
    page.text(&why::rank(ctx, &d.row), 1, ctx.theme.strong);
    if let Some(said) = why::said(ctx, &d.row) {
        page.text(&said, 1, ctx.theme.strong);
    }
    let folded = d.row.abusive && !unfolded;
    for part in why::read(ctx, d, folded) {
        page.text(&part, 1, Style::new());
    }
    if d.row.reach.is_none() {
        page.text(&ctx.t("why-unknown-reach"), 1, ctx.theme.dim);
    }
    if let Some(waiting) = why::waiting(ctx, &d.row, &d.parts) {
        page.text(&waiting, 1, Style::new());
    }
    tone(&mut page, ctx, d, folded);
    if let Some(earlier) = why::earlier(ctx, d) {
        page.text(&earlier, 1, ctx.theme.waiting);
    }
    list_of_responses(&mut page, ctx, &d.responses);
    evidence(&mut page, ctx, &d.evidence);
    list(&mut page, ctx, &ctx.t("detail-thread"), &d.thread, d.row.id.0);
    if d.row.alike > 1 {
        let (contrary, same): (Vec<_>, Vec<_>) = d.alike.iter().cloned().partition(|row| d.contrary.contains(&row.id));
        let others = (d.row.alike - 1).saturating_sub(contrary.len() as u32);
        let title = ctx.words.f("detail-alike", &[("n", others.into())]);
        list(&mut page, ctx, &title, &same, d.row.id.0);
        list(&mut page, ctx, &ctx.t("detail-contrary"), &contrary, d.row.id.0);
        d.group.iter().for_each(|group| glance(&mut page, ctx, group));
    }
    list(&mut page, ctx, &ctx.t("detail-claim"), &d.claim, d.row.id.0);
    list(&mut page, ctx, &ctx.t("detail-author"), &d.author, d.row.id.0);
    history(&mut page, ctx, &d.history);
    where_from(&mut page, ctx, d);
    page.draw(frame, area, scroll);
}

/// How it sounds, and where that was read how sure that is and by which words, where they are not folded.
fn tone(page: &mut Page, ctx: &Ctx, d: &MentionDetail, folded: bool) {
    if d.row.tone == Tone::Unknown {
        return;
    }
    let (confidence, words) = &d.tone;
    let tone = ("tone", mentions::tone(ctx, d.row.tone).into());
    let words = words.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", ");
    let text = match confidence {
        _ if d.row.attention.said.tone.is_some() => ctx.words.f("why-tone-said", &[tone]),
        _ if d.heeds.is_some() => ctx.words.f("why-tone-heeded", &[tone]),
        0 => ctx.words.f("why-tone", &[tone]),
        sure if words.is_empty() || folded => ctx.words.f("why-tone-sure", &[tone, ("sure", (*sure).into())]),
        sure => ctx.words.f("why-tone-words", &[tone, ("sure", (*sure).into()), ("words", words.into())]),
    };
    page.text(&text, 1, ctx.theme.dim);
}

/// A group at a glance: how fast it grows, who spoke first and loudest, where, and whether it looks coordinated.
fn glance(page: &mut Page, ctx: &Ctx, group: &GroupGlance) {
    let width = 12;
    let tally = |counts: &[(crate::domain::text::Clean, u32)]| {
        counts.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(&format!(" {} ", ctx.symbols.dot))
    };
    let grows = ctx.words.f("group-grows", &[("n", group.last_hour.into())]);
    page.field(&ctx.t("group-growth"), width, &grows, Style::new());
    let (first, at) = &group.first;
    let first = format!("{}  {}", first.show(ctx.audience), figures::when(&ctx.app.zone, ctx.now, *at));
    page.field(&ctx.t("group-first"), width, first.trim(), Style::new());
    if let Some((loudest, reach)) = &group.loudest {
        let loudest = format!("{}  {}", loudest.show(ctx.audience), figures::big(ctx.words, *reach));
        page.field(&ctx.t("group-loudest"), width, loudest.trim(), Style::new());
    }
    if group.reach > 0 {
        page.field(&ctx.t("group-reach"), width, &figures::big(ctx.words, group.reach), Style::new());
    }
    page.field(&ctx.t("group-where"), width, &tally(&group.platforms), Style::new());
    if group.languages.len() > 1 {
        page.field(&ctx.t("group-languages"), width, &tally(&group.languages), Style::new());
    }
    if let Some((level, indicators)) = &group.coordination {
        let level = ctx.t(level.key());
        let why = indicators.iter().map(|key| ctx.t(key)).collect::<Vec<_>>().join(", ");
        page.field(&ctx.t("group-coordinated"), width, &format!("{level}: {why}"), ctx.theme.waiting);
    }
}

fn head(page: &mut Page, ctx: &Ctx, d: &MentionDetail) {
    let m = &d.row;
    let handle = m.handle.show_with(ctx.audience, &ctx.app.ours);
    let author = mentions::author(ctx, m);
    let mut who = vec![Span::styled(author.clone(), ctx.theme.strong)];
    if !handle.is_empty() && handle != author {
        who.push(Span::styled(format!("  {handle}"), ctx.theme.dim));
    }
    page.line(Line::from(who));
    let mut facts =
        vec![m.platform.as_str().to_owned(), ctx.t(mention_kind(m)), figures::moment(&ctx.app.zone, m.posted)];
    facts.extend(m.reach.map(|r| ctx.words.f("detail-reach", &[("n", figures::big(ctx.words, r).into())])));
    facts.extend(m.language.as_ref().map(|l| l.as_str().to_owned()));
    if m.direct {
        facts.push(ctx.t("flag-direct"));
    }
    page.text(&facts.join(&format!(" {} ", ctx.symbols.dot)), 0, ctx.theme.dim);
    let known = why::author(ctx, d, false).join(&format!(" {} ", ctx.symbols.dot));
    if !known.is_empty() {
        page.text(&known, 0, ctx.theme.dim);
    }
    if let Some(url) = d.url.as_ref().map(|u| u.show_with(ctx.audience, &ctx.app.ours)).filter(|u| !u.is_empty()) {
        page.line(Line::styled(url.into_owned(), ctx.theme.link));
    }
}

fn mention_kind(m: &MentionRow) -> &'static str {
    use crate::domain::mention::MentionKind::*;
    match m.kind {
        Post => "kind-post",
        Reply => "kind-reply",
        Quote => "kind-quote",
        Repost => "kind-repost",
        Review => "kind-review",
        Message => "kind-message",
    }
}

fn words(page: &mut Page, ctx: &Ctx, d: &MentionDetail, unfolded: bool) {
    page.gap();
    if d.row.reopened {
        page.text(&ctx.t("detail-reopened"), 0, ctx.theme.waiting);
    }
    if let Some(gone) = d.row.gone {
        let key = if d.row.erased { "detail-gone-erased" } else { "detail-gone" };
        let text = ctx.words.f(key, &[("time", figures::when(&ctx.app.zone, ctx.now, gone).into())]);
        page.text(&format!("{} {text}", ctx.symbols.blocked), 0, ctx.theme.dim);
    }
    if d.row.late {
        let arrived = figures::when(&ctx.app.zone, ctx.now, d.row.arrived);
        let text = ctx.words.f("detail-caught-up", &[("time", arrived.into())]);
        page.text(&format!("{} {text}", ctx.symbols.waits), 0, ctx.theme.dim);
    }
    if d.row.erased {
        page.text(&ctx.t("text-erased"), 0, ctx.theme.dim);
    } else if d.row.abusive && !unfolded {
        page.text(&ctx.t("text-abusive-open"), 0, ctx.theme.waiting);
    } else {
        page.text(&d.text.show_with(ctx.audience, &ctx.app.ours), 0, Style::new());
    }
    for (kind, link) in &d.media {
        page.field(kind.as_str(), 6, link.as_str(), ctx.theme.link);
    }
    let names = ["detail-likes", "detail-reposts", "detail-replies"];
    let counts = names
        .iter()
        .zip(d.engagement)
        .filter_map(|(key, n)| Some((key, n?)))
        .map(|(key, n)| ctx.words.f(key, &[("count", n.into()), ("n", figures::big(ctx.words, n).into())]));
    let counts = counts.collect::<Vec<_>>().join(&format!(" {} ", ctx.symbols.dot));
    if !counts.is_empty() {
        page.text(&counts, 0, ctx.theme.dim);
    }
}

fn what_was_decided(page: &mut Page, ctx: &Ctx, m: &MentionRow) {
    page.gap();
    let a = &m.attention;
    let by = |by: &Option<crate::domain::text::Clean>, at: Option<crate::domain::time::Stamp>| {
        let by = by.as_ref().map_or("", |b| b.as_str());
        let at = at.map_or(String::new(), |at| figures::when(&ctx.app.zone, ctx.now, at));
        format!("{by} {at}").trim().to_owned()
    };
    let width = 12;
    match a.disposition {
        Some(disposition) => {
            let text = format!("{} {} {}", ctx.t(disposition.key()), ctx.symbols.dash, by(&a.by, a.at));
            page.field(&ctx.t("detail-decided"), width, &text, ctx.theme.strong);
            if !a.reason.is_empty() {
                page.field("", width, a.reason.as_str(), Style::new());
            }
        }
        None if m.history => page.field(&ctx.t("detail-decided"), width, &ctx.t("flag-history"), ctx.theme.dim),
        None => page.field(&ctx.t("detail-decided"), width, &ctx.t("detail-undecided"), ctx.theme.waiting),
    }
    if let Some(care) = m.affected {
        let style = if care == Care::Waiting { ctx.theme.waiting } else { Style::new() };
        let text = format!("{} {}", ctx.symbols.care, ctx.t(care.key()));
        page.field(&ctx.t("detail-affected"), width, &text, style);
    }
    if let Some(owes) = a.owes {
        page.field(&ctx.t("detail-owes"), width, &ctx.t(owes.key()), ctx.theme.waiting);
    }
    if let Some(due) = mentions::due_at(ctx, m) {
        let style = if due < ctx.now { ctx.theme.late } else { Style::new() };
        page.field(&ctx.t("detail-due"), width, &figures::due(ctx.words, ctx.now, due), style);
    }
    if a.owner.is_some() {
        page.field(&ctx.t("detail-owner"), width, &by(&a.owner, a.owner_since), Style::new());
    }
    if a.snoozed_until.is_some() {
        page.field(&ctx.t("detail-snoozed"), width, &mentions::snoozed(ctx, a, "snoozed-over-long"), Style::new());
    }
}

/// To which incident it belongs, and what says so.
fn belongs(page: &mut Page, ctx: &Ctx, d: &MentionDetail) {
    let Some(belongs) = &d.belongs else { return };
    let when = |at| figures::when(&ctx.app.zone, ctx.now, at);
    let incident = match &belongs.incident {
        Some((id, title)) => format!("#{} {}", id.0, ctx.shown(title)),
        None => ctx.t("belong-none"),
    };
    page.field(&ctx.t("detail-incident"), 12, &incident, ctx.theme.strong);
    let (how, by) = match &belongs.why {
        BelongsBy::Rule(rule) => (ctx.app.rule_in_words(&rule.rule), Some((&rule.by, rule.at, &rule.reason))),
        BelongsBy::Hand(by) => (ctx.t("belong-by-hand"), by.as_ref().map(|(by, at, why)| (by, *at, why))),
    };
    let by = by.map_or(String::new(), |(by, at, why)| {
        let why = if why.is_empty() { String::new() } else { format!(": {}", ctx.shown(why)) };
        format!(" ({by} {}{why})", when(at))
    });
    page.field("", 12, &format!("{how}{by}"), ctx.theme.dim);
}

/// Responses, each with where it stands.
fn list_of_responses(page: &mut Page, ctx: &Ctx, rows: &[ResponseRow]) {
    if rows.is_empty() {
        return;
    }
    page.heading(&ctx.t("detail-responses"), "");
    for r in rows {
        let (symbol, style) = responses::look_of(ctx, r);
        page.line(Line::from(vec![
            Span::styled(format!(" {symbol} "), style),
            Span::raw(responses::name(ctx, r)),
            Span::styled(format!("  {}", ctx.t(r.standing(ctx.now))), style),
        ]));
    }
}

/// Files that were kept as evidence: name, first digits of the hash, who captured it and when, what it shows.
pub fn evidence(page: &mut Page, ctx: &Ctx, rows: &[EvidenceRow]) {
    if rows.is_empty() {
        return;
    }
    page.heading(&ctx.t("detail-evidence"), "");
    for e in rows {
        let hash: String = e.sha256.as_str().chars().take(12).collect();
        let at = figures::when(&ctx.app.zone, ctx.now, e.at);
        let rest = format!("  {hash}  {}  {at}", e.by.as_str());
        let note = e.note.show(ctx.audience);
        let note = if note.is_empty() { String::new() } else { format!("  {note}") };
        page.line(Line::from(vec![
            Span::raw(format!(" {}", e.name.show(ctx.audience))),
            Span::styled(rest, ctx.theme.dim),
            Span::raw(note),
        ]));
    }
}

/// Other mentions, each on two lines at most: who and when, then the first words.
pub fn list(page: &mut Page, ctx: &Ctx, title: &str, rows: &[MentionRow], this: i64) {
    if rows.is_empty() {
        return;
    }
    page.heading(title, "");
    let authors: Vec<String> = rows.iter().map(|m| mentions::author(ctx, m)).collect();
    let author = widest(authors.iter().map(String::as_str), 14);
    for m in rows {
        if page.full() {
            return;
        }
        let here = m.id.0 == this;
        let sign = if here { ctx.symbols.here } else { " " };
        let text = if m.abusive {
            ctx.t("text-abusive")
        } else if m.erased {
            ctx.t("text-erased")
        } else {
            m.text.show_with(ctx.audience, &ctx.app.ours).into_owned()
        };
        page.line(Line::from(vec![
            Span::styled(sign, ctx.theme.mark),
            Span::styled(figures::when(&ctx.app.zone, ctx.now, m.posted) + " ", ctx.theme.dim),
            Span::styled(ctx.left(mentions::platform(m.platform.as_str()), 5) + " ", ctx.theme.dim),
            Span::styled(
                ctx.left(&mentions::author(ctx, m), author) + " ",
                if here { ctx.theme.strong } else { Style::new() },
            ),
            Span::raw(text),
        ]));
    }
}

/// Events, one line each.
pub fn history(page: &mut Page, ctx: &Ctx, rows: &[TimelineRow]) {
    if rows.is_empty() {
        return;
    }
    page.heading(&ctx.t("detail-history"), "");
    for event in rows {
        if page.full() {
            return;
        }
        let time = Span::styled(format!(" {} ", figures::when(&ctx.app.zone, ctx.now, event.at)), ctx.theme.dim);
        let mut line = timeline::sentence(ctx, event);
        line.spans.insert(0, time);
        page.line(line);
    }
}

fn where_from(page: &mut Page, ctx: &Ctx, d: &MentionDetail) {
    page.heading(&ctx.t("detail-from"), "");
    let width = 12;
    page.field(&ctx.t("detail-id"), width, &d.row.id.0.to_string(), ctx.theme.dim);
    page.field(&ctx.t("detail-source"), width, &ctx.words.source(d.source.as_str()), Style::new());
    page.field(&ctx.t("detail-arrived"), width, &figures::moment(&ctx.app.zone, d.row.arrived), Style::new());
    if let Some(given) = &d.given {
        page.field(&ctx.t("detail-given"), width, given.as_str(), ctx.theme.waiting);
    }
    if !d.cut.is_empty() {
        page.field(&ctx.t("detail-cut"), width, d.cut.as_str(), ctx.theme.waiting);
    }
}

/// An event opened: the whole of it, both times, who was behind it.
pub fn event(frame: &mut Frame, ctx: &Ctx, area: Rect, e: &TimelineRow) {
    let ctx = &ctx.of(Subject::Entry(e.seq));
    let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
    page.text(&timeline::words(ctx, e), 0, ctx.theme.strong);
    page.gap();
    let width = 14;
    let zone = &ctx.app.zone;
    page.field(&ctx.t("event-happened"), width, &figures::moment(zone, e.at), Style::new());
    page.field(&ctx.t("event-logged-at"), width, &figures::moment(zone, e.logged), Style::new());
    let role = checklist::role(ctx, e.actor.role.as_str());
    let name = ctx.words.source(e.actor.name.as_str());
    let who = if role.is_empty() { name.into_owned() } else { format!("{name} ({role})") };
    page.field(&ctx.t("event-who"), width, &who, Style::new());
    if !e.actor.behind.is_empty() {
        page.field(&ctx.t("event-behind"), width, e.actor.behind.as_str(), ctx.theme.dim);
    }
    page.field(&ctx.t("event-group"), width, &ctx.t(e.group.key()), Style::new());
    let chain = ctx.words.f("event-place", &[("seq", e.seq.0.into()), ("decision", e.decision.0.into())]);
    page.field(&ctx.t("event-chain"), width, &chain, Style::new());
    if e.touched > 0 {
        page.field(&ctx.t("event-touched"), width, &e.touched.to_string(), Style::new());
    }
    if e.pinned {
        page.field(&ctx.t("timeline-pinned"), width, ctx.symbols.pin, ctx.theme.mark);
    }
    if let Some((by, text)) = &e.corrected {
        let note = ctx.words.f("event-was-corrected", &[("seq", by.0.into())]);
        page.field(
            &note,
            width.max(super::fit::width(&note)),
            &text.show_with(ctx.audience, &ctx.app.ours),
            ctx.theme.waiting,
        );
    }
    if let Some(by) = e.undone {
        page.field(&ctx.t("event-was-undone"), width, &format!("#{by}"), ctx.theme.waiting);
    }
    page.draw(frame, area, 0);
}
