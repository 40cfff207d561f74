//! Cadence: which promise only follows another. Owns when the hour of a next word, or of what one person was promised,
//! takes the place of an earlier one instead of contradicting it; must not know how promises are read.
//!
//! An update that goes out on time always names a later hour than the text before it. That is how readers are kept
//! informed, and no contradiction. It is one where both hours would stand at the same time for the same readers: in two
//! channels or two languages of which one has not heard the earlier hour, or when the new hour comes before the one that
//! was promised.

use super::{Desk, Draft, Standing};
use crate::domain::response::LiveText;
use crate::domain::time::Stamp;
use crate::voice::{Claim, Conflict, Due, Promise, What};

/// Whether what a draft promises follows what a live text promised.
pub(super) fn follows(desk: &Desk, draft: &Draft<'_>, conflict: &Conflict<'_, usize>) -> bool {
    let Some(other) = desk.live.get(conflict.other) else { return false };
    let (Some(p), Some(q)) = (promise(conflict.draft_claim), promise(conflict.other_claim)) else { return false };
    let (text, reply) = (&other.text, draft.kind == crate::domain::response::ResponseKind::Reply);
    match (reply, text.reply) {
        // each person was promised their own hour, of whatever was promised
        (true, true) if !text.shares => return true,
        // what one person was told of the next word binds nobody else
        (false, true) => return p.what == Due::NextUpdate,
        _ if p.what != Due::NextUpdate => return false,
        _ => {}
    }
    if !text.reply && !stands(desk, other) {
        return true;
    }
    let moved = text.moved.filter(|moved| *moved != q.due);
    if moved.is_some_and(|moved| p.due == moved) {
        return true;
    }
    // a reply tells the hour that stands, it sets none
    let earlier = p.due < moved.map_or(q.due, |moved| moved.min(q.due));
    if earlier || text.twin || reply != text.reply {
        return false;
    }
    same_readers(draft, text) || text.out && (heard(desk, draft, q.due) || late(draft, text, q.due))
}

fn promise(claim: &Claim) -> Option<&Promise> {
    match &claim.what {
        What::Promise(promise) => Some(promise),
        _ => None,
    }
}

fn same_readers(draft: &Draft<'_>, text: &LiveText) -> bool {
    draft.channel == text.channel && draft.lang == text.lang
}

/// The hour of the next word that a text names.
fn next(of: &Standing) -> Option<Stamp> {
    let promises = of.claims.list.iter().filter_map(promise).filter(|p| p.what == Due::NextUpdate);
    promises.map(|p| p.due).max()
}

/// Whether nothing newer that is out has told the same readers another hour.
fn stands(desk: &Desk, of: &Standing) -> bool {
    let newer = |s: &&Standing| {
        let (text, than) = (&s.text, &of.text);
        text.out && !text.reply && text.at > than.at && text.channel == than.channel && text.lang == than.lang
    };
    !(of.text.out && desk.live.iter().filter(newer).any(|s| next(s).is_some()))
}

/// Whether the draft's own readers have been told of that hour or a later one.
fn heard(desk: &Desk, draft: &Draft<'_>, due: Stamp) -> bool {
    let own = desk.live.iter().filter(|s| s.text.out && !s.text.reply && same_readers(draft, &s.text));
    own.filter_map(next).any(|hour| hour >= due)
}

/// Whether most of the time until that hour has gone by: what is said now is the next word, not the same one elsewhere.
fn late(draft: &Draft<'_>, text: &LiveText, due: Stamp) -> bool {
    draft.now.since(text.at) * 2 >= due.since(text.at)
}
