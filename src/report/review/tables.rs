//! The tables of a review: metrics, moments, decisions, texts, promises, action items, timeline.

use super::super::doc::{Cell, Table};
use super::Writer;
use crate::domain::event::{Event, Visibility};
use crate::domain::ids::EventSeq;
use crate::domain::private::{Audience, DOTS};
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, Stamp};
use crate::review::{ActionItem, Promise, TextOut};
use crate::rows::TimelineRow;
use crate::rows::veil::{Veil, Veiled};
use crate::words::events::event;

impl Writer<'_> {
    fn head(&self, columns: &[&'static str]) -> Vec<(&'static str, String)> {
        let called = |key: &'static str| match key {
            "review-col-when" => format!("{} ({})", self.words.t(key), self.zones()),
            _ => self.words.t(key),
        };
        columns.iter().map(|key| (key.trim_start_matches("review-col-"), called(key))).collect()
    }

    pub(super) fn metrics(&self) -> Table {
        let rows = self.of.review.figures.iter().map(|figure| {
            vec![
                Cell::Text(self.words.t(figure.what.key())),
                Cell::Text(self.slice(&figure.slice)),
                Cell::Text(self.value(figure)),
                Cell::Text(self.target(figure)),
                Cell::Text(self.met(figure)),
                Cell::Events(figure.events.clone()),
            ]
        });
        let head = self.head(&[
            "review-col-what",
            "review-col-of",
            "review-col-value",
            "review-col-target",
            "review-col-met",
            "review-col-events",
        ]);
        Table { code: "metrics", head, rows: rows.collect(), named: &[] }
    }

    pub(super) fn moments(&self) -> Table {
        let rows = self.of.review.moments.each().into_iter().filter_map(|(key, moment)| {
            let (at, seq) = moment?;
            let events = Cell::Events(seq.into_iter().collect());
            Some(vec![self.when(at), Cell::Text(self.words.t(key)), events])
        });
        Table {
            code: "moments",
            head: self.head(&["review-col-when", "review-col-what", "review-col-events"]),
            rows: rows.collect(),
            named: &[],
        }
    }

    pub(super) fn decisions(&self) -> Table {
        let rows = self.of.review.matters.iter().map(|matter| {
            let decided = self.prose(&matter.ruling.what);
            // on what advice it rests is no part of a shared page
            let basis = match self.audience.0 {
                Audience::Operator => self.prose(&matter.ruling.basis),
                Audience::Shared if matter.ruling.basis.is_empty() => String::new(),
                Audience::Shared => DOTS.to_owned(),
            };
            let by = self.person(&matter.ruling.by, "");
            let (when, question) = (self.when(matter.when.1), Cell::Text(self.prose(&matter.question)));
            vec![when, question, Cell::Text(decided), Cell::Text(basis), Cell::Text(by), seq(matter.when.0)]
        });
        let head = self.head(&[
            "review-col-when",
            "review-col-question",
            "review-col-decided",
            "review-col-basis",
            "review-col-who",
            "review-col-events",
        ]);
        Table { code: "decisions", head, rows: rows.collect(), named: &[3] }
    }

    pub(super) fn texts(&self) -> Table {
        let share = |[all, told, negative]: [u32; 3]| {
            let percent = (told > 0).then(|| format!(", {} %", u64::from(negative) * 100 / u64::from(told.max(1))));
            format!("{all}{}", percent.unwrap_or_default())
        };
        let rows = self.of.review.texts.iter().map(|text: &TextOut| {
            let what = format!("{} · {} · {}", self.words.t(text.kind.key()), text.channel, text.lang.code());
            let mut notes: Vec<String> = Vec::new();
            if text.each > 0 {
                notes.push(self.words.f("review-each", &[("n", text.each.into())]));
            }
            for (key, by) in [("review-corrected-by", text.corrected), ("review-retracted-by", text.retracted)] {
                notes.extend(by.map(|(seq, _)| self.words.f(key, &[("seq", seq.0.to_string().into())])));
            }
            let told = !text.public_note.is_empty() && self.audience.0 == Audience::Operator;
            notes.extend(told.then(|| self.prose(&text.public_note)));
            notes.extend(text.waived.iter().cloned());
            notes.extend(text.followed.iter().map(|said| self.prose(said)));
            let link = text.permalink.as_ref().map(|link| self.prose(link)).unwrap_or_default();
            let reaction = text.reaction;
            vec![
                self.when(text.when.1),
                Cell::Text(what),
                Cell::Text(self.prose(&text.text)),
                Cell::Text(share(reaction.before)),
                Cell::Text(share(reaction.after)),
                Cell::Text(notes.join("; ")),
                Cell::Text(link),
                seq(text.when.0),
            ]
        });
        let head = self.head(&[
            "review-col-when",
            "review-col-what",
            "review-col-text",
            "review-col-before",
            "review-col-after",
            "review-col-notes",
            "review-col-link",
            "review-col-events",
        ]);
        Table { code: "texts", head, rows: rows.collect(), named: &[3, 4] }
    }

    pub(super) fn promises(&self) -> Table {
        let state = |promise: &Promise| match (promise.kept, promise.late) {
            (Some(_), false) => "review-in-time",
            (Some(_), true) => "review-late",
            (None, true) => "review-broken",
            (None, false) if promise.ended => "review-let-go",
            (None, false) => "review-promise-open",
        };
        let rows = self.of.review.promises.iter().map(|promise| {
            let [en, es] = &promise.words;
            let words = if self.words.lang() == crate::domain::room::Lang::Es { es } else { en };
            let events = [Some(promise.made), promise.kept].into_iter().flatten().map(|(seq, _)| seq);
            vec![
                self.when(promise.made.1),
                Cell::Text(self.prose(words)),
                self.maybe(promise.due),
                self.maybe(promise.kept.map(|(_, at)| at)),
                Cell::Text(self.words.t(state(promise))),
                Cell::Events(events.collect()),
            ]
        });
        let head = self.head(&[
            "review-col-when",
            "review-col-what",
            "review-col-due",
            "review-col-kept",
            "review-col-state",
            "review-col-events",
        ]);
        Table { code: "promises", head, rows: rows.collect(), named: &[2, 3] }
    }

    pub(super) fn actions(&self, code: &'static str, of: &[ActionItem]) -> Table {
        let rows = of.iter().map(|action| {
            let note = self.prose(&action.note);
            let state = self.words.t(action.progress.0.key());
            let state = if note.is_empty() { state } else { format!("{state}: {note}") };
            let text = self.prose(&action.text);
            let text = match action.from().filter(|from| *from != self.of.review.incident) {
                Some(other) => format!("{}: {text}", self.incident(other)),
                None => text,
            };
            vec![
                Cell::Text(text),
                Cell::Text(action.owner.as_ref().map(|o| self.person(o, "")).unwrap_or_default()),
                self.maybe(action.due),
                Cell::Text(action.purpose.map(|p| self.words.t(p.key())).unwrap_or_default()),
                Cell::Text(self.prose(&action.verify)),
                Cell::Text(state),
                self.maybe(action.next_look()),
                Cell::Events(action.events()),
            ]
        });
        let head = self.head(&[
            "review-col-what",
            "review-col-owner",
            "review-col-due",
            "review-col-purpose",
            "review-col-verify",
            "review-col-state",
            "review-col-look",
            "review-col-events",
        ]);
        Table { code, head, rows: rows.collect(), named: &[4, 6] }
    }

    /// Each row names its event, which is where it comes from.
    pub(super) fn timeline(&self) -> Table {
        let shared = self.audience.0 == Audience::Shared;
        let seen = |row: &&crate::review::Row| !(shared && row.visibility == Visibility::Private);
        let rows = self.of.review.timeline.iter().filter(seen).filter_map(|row| {
            // a correction is as private as what it puts right
            let told = self.of.rows.get(&row.seq).filter(|told| !(shared && told.visibility == Visibility::Private))?;
            let who = self.person(&told.actor.name, told.actor.role.as_str());
            let mut said = self.event(told);
            if row.logged.since(row.at) >= MINUTE {
                let logged = self.words.f("event-logged", &[("time", self.clock(row.logged, row.at).into())]);
                said = format!("{said} ({logged})");
            }
            Some(vec![Cell::Row(row.seq), self.when(row.at), Cell::Text(said), Cell::Text(who), self.link(row.seq)])
        });
        let head = self.head(&[
            "review-col-events",
            "review-col-when",
            "review-col-what",
            "review-col-who",
            "review-col-link",
        ]);
        Table { code: "timeline", head, rows: rows.collect(), named: &[] }
    }

    /// Where it can be read; of somebody's post for this terminal's person alone.
    fn link(&self, of: EventSeq) -> Cell {
        let link = self.of.links.get(&of).map(|link| link.show_with(self.audience.0, self.audience.1).into_owned());
        Cell::Text(link.filter(|link| link != DOTS).unwrap_or_default())
    }

    /// What an event says to who reads: what was put right as it should have said, and what was taken back marked.
    fn event(&self, row: &TimelineRow) -> String {
        let say = |row: &TimelineRow| {
            let mut said = match &row.corrected {
                Some((by, text)) => {
                    let note = self.words.f("event-was-corrected", &[("seq", by.0.to_string().into())]);
                    format!("{} ({note})", text.show_with(self.audience.0, self.audience.1))
                }
                None => event(self.words, row, self.audience, &|at| self.time(at)),
            };
            if let Some(by) = row.undone {
                said = format!("{} (#{}): {said}", self.words.t("event-was-undone"), by.0);
            }
            said
        };
        if self.audience.0 == Audience::Operator {
            return say(row);
        }
        let mut row = row.clone();
        row.veil(&Veil { ours: &self.open, lifted: None });
        nameless(&mut row);
        self.by_role(&say(&row))
    }

    fn when(&self, at: Stamp) -> Cell {
        Cell::Text(self.time(at))
    }

    fn maybe(&self, at: Option<Stamp>) -> Cell {
        Cell::Text(at.map(|at| self.time(at)).unwrap_or_default())
    }
}

/// Who has a role is its name: a mask beside it says nothing, and points at somebody.
fn nameless(row: &mut TimelineRow) {
    row.undid.iter_mut().for_each(|row| nameless(row));
    match &mut row.event {
        Some(Event::RoleAssigned { to, .. } | Event::StandInBegan { to, .. }) => *to = Clean::default(),
        Some(Event::RoleReleased { name, .. }) => *name = Clean::default(),
        Some(Event::HandoverOffered { card, .. }) => card.to = Clean::default(),
        _ => {}
    }
}

fn seq(seq: EventSeq) -> Cell {
    Cell::Events(vec![seq])
}
