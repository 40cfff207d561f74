//! The card of a handover in words, part by part in the order of practice.md 8.3: screens, exports and reports speak it alike.

use super::Words;
use crate::domain::handover::{Approval, Call, Card, Decision, Promise, Thread};
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::response::TO_CONFIRM;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// One part of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub label: String,
    /// What it says, a line each; never empty.
    pub lines: Vec<String>,
}

/// Who looks, and how a moment is said.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Who looks.
    pub audience: Audience,
    /// Who may be named to everybody.
    pub ours: &'a Allow,
    /// A moment as the room's clock shows it.
    pub local: &'a dyn Fn(Stamp) -> String,
}

impl Look<'_> {
    fn prose(&self, text: &Clean) -> String {
        Private::prose(text.clone()).show_with(self.audience, self.ours).into_owned()
    }
}

/// Every part of a card, in its order; what only its giver can say is left out of a card that nobody was offered.
pub fn card(words: &Words, card: &Card, look: Look) -> Vec<Part> {
    let mut parts = Parts { words, look, parts: Vec::new() };
    parts.severity(card);
    if !card.picture.is_empty() {
        let sure = words.f("card-sure", &[("sure", words.t(card.sure.key()).into())]);
        parts.add("card-picture", vec![look.prose(&card.picture), sure]);
    }
    let facts =
        [("confirmed", card.facts.confirmed), ("unverified", card.facts.unverified), ("wrong", card.facts.wrong)];
    parts.say("card-facts", "card-facts-are", &facts.map(|(name, n)| (name, Arg::from(n))));
    parts.list("card-promises", &card.promises, promise);
    parts.list("card-approvals", &card.approvals, approval);
    parts.list("card-threads", &card.threads, thread);
    let more = card.threads_all.saturating_sub(card.threads.len() as u64);
    parts.more(more);
    match card.affected_since.filter(|_| card.affected > 0) {
        Some(since) => {
            let args = [("n", Arg::from(card.affected)), ("since", (look.local)(since).into())];
            parts.say("card-affected", "card-affected-wait", &args);
        }
        None => parts.none("card-affected"),
    }
    parts.list("card-decisions", &card.decisions, decision);
    parts.list("card-media", &card.media, call);
    parts.text("card-next", &card.next);
    if !card.contacts.is_empty() {
        // how people are reached is for whoever takes the role over
        let contacts = Private::hidden(card.contacts.clone());
        parts.add("card-contacts", vec![contacts.show(look.audience).into_owned()]);
    }
    if let Some(held) = card.held {
        let args = [("name", Arg::from(&card.from)), ("since", (look.local)(held).into())];
        parts.say("card-held", "card-held-since", &args);
    }
    parts.text("card-available", &card.available);
    parts.parts
}

struct Parts<'a> {
    words: &'a Words,
    look: Look<'a>,
    parts: Vec<Part>,
}

impl Parts<'_> {
    fn add(&mut self, label: &str, lines: Vec<String>) {
        self.parts.push(Part { label: self.words.t(label), lines });
    }

    fn none(&mut self, label: &str) {
        let none = self.words.t("card-none");
        self.add(label, vec![none]);
    }

    fn say(&mut self, label: &str, key: &str, args: &[(&str, Arg)]) {
        let said = self.words.f(key, args);
        self.add(label, vec![said]);
    }

    fn text(&mut self, label: &str, text: &Clean) {
        if !text.is_empty() {
            let shown = self.look.prose(text);
            self.add(label, vec![shown]);
        }
    }

    fn list<T>(&mut self, label: &str, all: &[T], line: fn(&Words, &T, Look) -> String) {
        if all.is_empty() {
            return self.none(label);
        }
        let lines = all.iter().map(|one| line(self.words, one, self.look)).collect();
        self.add(label, lines);
    }

    /// How many there are besides those that the last part names.
    fn more(&mut self, n: u64) {
        if let Some(last) = self.parts.last_mut().filter(|_| n > 0) {
            last.lines.push(self.words.f("card-more", &[("n", n.into())]));
        }
    }

    fn severity(&mut self, card: &Card) {
        let code = if card.rated { card.severity.code().to_owned() } else { self.words.t("card-unrated") };
        let args = [
            ("severity", Arg::from(code)),
            ("status", self.words.t(card.status.key()).into()),
            ("title", self.look.prose(&card.title).into()),
            ("why", self.look.prose(&card.why).into()),
        ];
        self.say("card-severity", if card.why.is_empty() { "card-severity-is" } else { "card-severity-why" }, &args);
    }
}

fn due(words: &Words, due: Option<Stamp>, look: Look) -> String {
    due.map_or_else(|| words.t("card-no-time"), look.local)
}

fn owner(words: &Words, owner: Option<&Clean>) -> String {
    owner.map_or_else(|| words.t("card-nobody"), |name| name.as_str().to_owned())
}

/// A promise on one line: when, what, who.
pub fn promise(words: &Words, p: &Promise, look: Look) -> String {
    let args = [
        ("due", Arg::from(due(words, p.due, look))),
        ("words", look.prose(&p.words).into()),
        ("owner", owner(words, p.owner.as_ref()).into()),
    ];
    words.f("card-promise", &args)
}

fn approval(words: &Words, a: &Approval, look: Look) -> String {
    let missing: Vec<&str> = a.missing.iter().map(Clean::as_str).collect();
    let args = [
        ("response", Arg::from(a.response.0.to_string())),
        ("kind", words.t(a.kind.key()).into()),
        ("channel", a.channel.as_str().into()),
        ("state", words.t(if a.unsure { TO_CONFIRM } else { a.state.key() }).into()),
        ("roles", words.roles_of(&missing.join(", ")).into()),
        ("until", a.until.map_or_else(String::new, look.local).into()),
    ];
    let key = match (a.until, missing.is_empty()) {
        (Some(_), _) => "card-approval-until",
        (None, false) => "card-approval-missing",
        (None, true) => "card-approval",
    };
    words.f(key, &args)
}

fn thread(words: &Words, t: &Thread, look: Look) -> String {
    let args = [
        ("posted", Arg::from((look.local)(t.mention.posted()))),
        ("platform", t.platform.as_str().into()),
        ("band", format!("{:?}", t.band).into()),
        ("since", (look.local)(t.since).into()),
        ("owner", owner(words, t.owner.as_ref()).into()),
    ];
    if let Some((author, said)) = &t.said {
        let author = Private::person(author.clone(), false).show_with(look.audience, look.ours).into_owned();
        let mut told = args.to_vec();
        told.extend([("author", author.into()), ("words", look.prose(said).into()), ("alike", t.alike.into())]);
        return words.f(if t.alike > 1 { "card-thread-alike" } else { "card-thread-said" }, &told);
    }
    words.f("card-thread", &args)
}

fn decision(words: &Words, d: &Decision, look: Look) -> String {
    let args = [
        ("question", Arg::from(look.prose(&d.question))),
        ("due", due(words, d.due, look).into()),
        ("decided", d.decided.as_ref().map_or_else(String::new, |what| look.prose(what)).into()),
    ];
    let mut said = words.f(if d.decided.is_some() { "card-decided" } else { "card-decision" }, &args);
    for (by, text) in &d.objections {
        let args = [("by", Arg::from(by)), ("text", look.prose(text).into())];
        said.push(' ');
        said.push_str(&words.f("card-objection", &args));
    }
    said
}

fn call(words: &Words, c: &Call, look: Look) -> String {
    let args = [
        ("due", Arg::from(due(words, c.due, look))),
        ("text", look.prose(&c.text).into()),
        ("owner", owner(words, c.owner.as_ref()).into()),
    ];
    words.f("card-call", &args)
}
