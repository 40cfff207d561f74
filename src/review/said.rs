//! What was said in public, and what people wrote down about it: texts with the reactions to them, promises, notes.

use super::answers::When;
use super::story::Story;
use super::tone::Bucket;
use super::{Entry, Room};
use crate::domain::event::Event;
use crate::domain::ids::ResponseId;
use crate::domain::matter::Ruling;
use crate::domain::response::{Response, ResponseKind};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, Stamp};
use crate::domain::timeline::EntryKind;

/// How long before and after a text went out mentions are compared.
pub const REACTION: i64 = HOUR;

/// Mentions of the hour before a text and of the hour after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reaction {
    /// All, those whose tone could be told, the negative ones among these: before.
    pub before: [u32; 3],
    /// The same after.
    pub after: [u32; 3],
}

/// A text that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOut {
    /// Which.
    pub response: ResponseId,
    /// When it went out; for one that goes to each person by themselves, the first time.
    pub when: When,
    /// To how many people it went one by one; 0 for one that went out once.
    pub each: u32,
    /// What sort of text.
    pub kind: ResponseKind,
    /// Where.
    pub channel: String,
    /// Its language.
    pub lang: Lang,
    /// The words, as they went out.
    pub text: Clean,
    /// Where it can be read.
    pub permalink: Option<Clean>,
    /// Rules of tone that were let stand.
    pub waived: Vec<String>,
    /// What people made of it, as somebody wrote it down.
    pub followed: Vec<Clean>,
    /// It was put right, by this event.
    pub corrected: Option<When>,
    /// It was taken back, by this event.
    pub retracted: Option<When>,
    /// What was said in public of that: words or where they can be read.
    pub public_note: Clean,
    /// How its mentions changed.
    pub reaction: Reaction,
}

/// A promise that a text made, or that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// When.
    pub made: When,
    /// What, in English and Spanish.
    pub words: [Clean; 2],
    /// The text that made it.
    pub response: Option<ResponseId>,
    /// By when.
    pub due: Option<Stamp>,
    /// When it was kept.
    pub kept: Option<When>,
    /// Its time passed before that.
    pub late: bool,
    /// Nobody has to keep it any more.
    pub ended: bool,
}

impl Promise {
    pub(super) fn is_late(&self, until: Stamp) -> bool {
        let ended = self.kept.map(|(_, at)| at).unwrap_or(until);
        self.late || self.due.is_some_and(|due| ended > due) && (self.kept.is_some() || !self.ended)
    }

    /// Its time has come: it was kept, or should have been.
    pub fn is_due(&self, until: Stamp) -> bool {
        self.kept.is_some() || self.late || self.due.is_some_and(|due| due <= until)
    }
}

/// What a person wrote for the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The event.
    pub when: When,
    /// What sort: what went well, what did not, luck, a contributing factor, the summary.
    pub kind: EntryKind,
    /// The words, as they were last corrected.
    pub text: Clean,
    /// Who wrote it.
    pub who: Clean,
    /// In which role.
    pub role: Clean,
    /// It is kept off what others read.
    pub private: bool,
}

/// A question that was decided or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The event.
    pub when: When,
    /// The question; empty where it was decided at once.
    pub question: Clean,
    /// What was decided, on what basis.
    pub ruling: Ruling,
}

/// A text on its way.
pub struct Draft {
    /// The text as the room has it: how long a word holds, and whether it is all that is needed, is the room's to say.
    now: Response,
    changed_to: Option<Clean>,
    permalink: Option<Clean>,
    pub(super) submitted: Option<When>,
    pub(super) waiting: Option<When>,
    pub(super) changes: Option<When>,
    pub(super) waived: Vec<String>,
    /// Approvals: when handed in, when given, by whom, for which role.
    pub(super) approvals: Vec<(When, When, Clean, String)>,
    standing: Option<(When, Stamp)>,
    pub(super) expired: Vec<When>,
    pub(super) out: Option<When>,
    each: u32,
    followed: Vec<Clean>,
    pub(super) corrected: Option<When>,
    pub(super) retracted: Option<When>,
    public_note: Clean,
    over: bool,
}

impl Draft {
    /// The text that an event opens; nothing where it opens none.
    pub(super) fn opened(entry: &Entry) -> Option<Draft> {
        let now = Response::opened(&entry.event, &entry.who, entry.at)?;
        Some(Draft {
            // whom it answers is told elsewhere
            now: Response { answers: Vec::new(), ..now },
            changed_to: None,
            permalink: None,
            submitted: None,
            waiting: None,
            changes: None,
            waived: Vec::new(),
            approvals: Vec::new(),
            standing: None,
            expired: Vec::new(),
            out: None,
            each: 0,
            followed: Vec::new(),
            corrected: None,
            retracted: None,
            public_note: Clean::default(),
            over: false,
        })
    }

    /// It speaks to everybody.
    pub(super) fn to_all(&self) -> bool {
        self.now.kind.to_all()
    }

    /// People outside can read it.
    pub(super) fn public(&self) -> bool {
        self.now.kind != ResponseKind::Internal
    }

    /// It puts something right that others say.
    pub(super) fn corrects(&self) -> bool {
        self.now.kind == ResponseKind::Correction
    }

    /// It speaks to everybody and says more than that facts are being looked into.
    pub(super) fn fuller(&self) -> bool {
        self.to_all() && self.now.kind != ResponseKind::Holding
    }

    pub(super) fn take(&mut self, entry: &Entry) {
        let (event, when) = (&entry.event, (entry.seq, entry.at));
        self.lapse(event, when);
        self.now.apply(event, &entry.who, entry.at);
        match event {
            Event::ResponseSubmitted { waived, .. } => {
                self.submitted.get_or_insert(when);
                (self.waiting, self.standing) = (Some(when), None);
                self.waived = waived.iter().map(|waiver| waiver.rule.clone()).collect();
            }
            Event::ResponseRevised { .. } => (self.waiting, self.standing) = (None, None),
            Event::ResponseApproved { by, until, roles, .. } => {
                let since = self.waiting.or(self.submitted).unwrap_or(when);
                self.approvals.push((since, when, by.clone(), roles.first().cloned().unwrap_or_default()));
                (self.waiting, self.standing) = (None, Some((when, *until)));
            }
            Event::ApprovalCarried { .. } => {
                let stands = self.now.approval.as_ref().map(|approval| (when, approval.until));
                (self.waiting, self.standing) = (self.waiting.filter(|_| stands.is_none()), stands);
            }
            Event::ApprovalNarrowed { .. } => {
                let Some((given, _)) = self.standing else { return };
                match &self.now.approval {
                    Some(approval) => self.standing = Some((given, approval.until)),
                    // from here on it waits for the word that it lacks
                    None => (self.waiting, self.standing) = (Some(when), None),
                }
            }
            Event::ChangesRequested { .. } => {
                self.changes.get_or_insert(when);
                self.waiting = None;
            }
            Event::ResponseStaled { .. } => self.standing = None,
            Event::ResponsePublished { changed_to, permalink, .. } | Event::ReplySent { changed_to, permalink, .. } => {
                self.each += u32::from(matches!(event, Event::ReplySent { .. }));
                if self.out.is_none() {
                    (self.changed_to, self.permalink) = (changed_to.clone(), permalink.clone());
                }
                self.out.get_or_insert(when);
                self.standing = None;
            }
            Event::ResponseLinked { permalink, .. } => self.permalink = Some(permalink.clone()),
            Event::ResponseDiscarded { .. } | Event::ResponseRetired { .. } => {
                (self.over, self.waiting, self.standing) = (true, None, None);
            }
            Event::ResponseFollowedUp { note, .. } if !note.is_empty() => self.followed.push(note.clone()),
            Event::ResponseCorrected { .. } => _ = self.corrected.get_or_insert(when),
            Event::ResponseRetracted { public_note, .. } => {
                self.retracted.get_or_insert(when);
                self.public_note.clone_from(public_note);
            }
            _ => {}
        }
    }

    /// An approval runs out where the text is not on its way by then.
    fn lapse(&mut self, event: &Event, when: When) {
        let Some((given, until)) = self.standing else { return };
        if when.1 > until {
            self.expired.push(given);
            self.standing = None;
        } else if matches!(event, Event::PublishingStarted { .. }) {
            self.standing = None;
        }
    }

    /// Approvals that ran out, until a moment.
    pub(super) fn expired(&self, until: Stamp) -> impl Iterator<Item = When> + '_ {
        let last = self.standing.filter(|(_, end)| !self.over && until > *end).map(|(given, _)| given);
        self.expired.iter().copied().chain(last)
    }

    fn words(&self) -> Clean {
        self.changed_to.clone().unwrap_or_else(|| Clean::new(&self.now.content.text))
    }
}

/// Every text that went out to people outside.
pub(super) fn texts(room: &Room<'_>, story: &Story<'_>) -> Vec<TextOut> {
    let mut all: Vec<TextOut> = story
        .drafts
        .iter()
        .filter(|(_, draft)| draft.public())
        .filter_map(|(id, draft)| {
            let when = draft.out?;
            Some(TextOut {
                response: *id,
                when,
                each: draft.each,
                kind: draft.now.kind,
                channel: draft.now.content.channel.clone(),
                lang: draft.now.content.lang,
                text: draft.words(),
                permalink: draft.permalink.clone(),
                waived: draft.waived.clone(),
                followed: draft.followed.clone(),
                corrected: draft.corrected,
                retracted: draft.retracted,
                public_note: draft.public_note.clone(),
                reaction: reaction(room, when.1),
            })
        })
        .collect();
    all.sort_by_key(|text| text.when.0);
    all
}

/// The incident's mentions by the time of posting, which are in their order.
fn reaction(room: &Room<'_>, at: Stamp) -> Reaction {
    let count = |from: Stamp, to: Stamp| {
        let first = room.arrivals.partition_point(|a| a.posted < from);
        let last = room.arrivals.partition_point(|a| a.posted < to);
        let all = Bucket::of(room.arrivals[first..last].iter().filter(|a| a.own).map(|a| a.tone));
        [all.all, all.classified, all.negative]
    };
    Reaction { before: count(at.plus(-REACTION), at), after: count(at, at.plus(REACTION)) }
}
