//! The rows of what people write and keep: texts on their way out, tasks, facts, people affected, evidence.

use super::{Veil, Veiled};
use crate::domain::affected::Affected;
use crate::domain::fact::{Fact, FactState};
use crate::domain::private::{DOTS, Private};
use crate::domain::response::{Against, Approval, Content, Objection, Proposal, Response, Review, Stood, Waiver};
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::proof::Lean;
use crate::rows::{
    AffectedRow, EachRow, EvidenceRow, FactDetail, FactRow, Handed, JournalText, LineRow, NextReply, ResponseDetail,
    ResponseRow, TaskRow,
};

impl Veiled for ResponseRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ResponseRow {
            id,
            title,
            state,
            author,
            approved_by,
            taken_by,
            preview,
            note,
            kind: _,
            since: _,
            channel: _,
            lang: _,
            until: _,
            sure: _,
            answers: _,
            outgoing: _,
            sent: _,
            missing: _,
            changed: _,
            shaken: _,
            rev: _,
        } = self;
        if veil.lifts(Subject::Response(*id)) {
            return [title, preview].into_iter().for_each(Private::lift);
        }
        title.veil(veil.ours);
        // beside the author stands how long it has taken them
        *author = Clean::default();
        approved_by.iter_mut().chain(taken_by).for_each(|by| veil.name(by));
        veil.hide(note);
        match state.out() {
            true => preview.veil(veil.ours),
            false => *preview = Private::hidden(Clean::line(DOTS)),
        }
    }
}

impl Veiled for Response {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Response {
            id,
            title,
            state,
            author,
            content,
            approval,
            review,
            note,
            permalink,
            published_text,
            incident: _,
            kind: _,
            since: _,
            answers: _,
            links: _,
            rev: _,
        } = self;
        if veil.lifts(Subject::Response(*id)) {
            return;
        }
        veil.prose(title);
        veil.hide(author);
        let Content { text, channel: _, lang: _, attachments: _, facts: _, from } = content;
        *from = None;
        if state.out() {
            veil.said(text)
        } else {
            veil.dots(text)
        }
        approval.veil(veil);
        review.veil(veil);
        veil.hide(note);
        permalink.iter_mut().for_each(|link| veil.prose(link));
        published_text.iter_mut().for_each(|text| veil.prose(text));
    }
}

impl Veiled for Approval {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Approval { by, recorded_by, at: _, until: _, digest: _, roles: _, alone: _ } = self;
        veil.name(by);
        recorded_by.iter_mut().for_each(|by| veil.name(by));
    }
}

impl Veiled for Review {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Review {
            given,
            objections,
            proposal,
            waived,
            needs: _,
            escalated: _,
            held_from: _,
            held_by,
            sent: _,
            taken_by,
        } = self;
        held_by.iter_mut().chain(taken_by).for_each(|by| veil.name(by));
        given.veil(veil);
        for Objection { by, text, settled, at: _ } in objections {
            veil.name(by);
            veil.hide(text);
            if let Some((settler, how)) = settled {
                veil.name(settler);
                veil.hide(how);
            }
        }
        if let Some(Proposal { by, text }) = proposal {
            veil.name(by);
            veil.dots(text);
        }
        for Waiver { reason, stands, rule: _, grave: _ } in waived {
            veil.dots(reason);
            for Stood { words, against, missing: _ } in stands {
                veil.dots(words);
                if let Some(Against::Response(_, says) | Against::Fact(_, says)) = against {
                    veil.dots(says);
                }
            }
        }
    }
}

impl Veiled for ResponseDetail {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ResponseDetail {
            response,
            answers,
            history,
            journal,
            evidence,
            attached,
            handed,
            twin,
            earlier,
            each,
            leans,
            same: _,
            waits_too: _,
            answers_total: _,
            apart: _,
        } = self;
        let lifted = veil.lifts(Subject::Response(response.id));
        let told = lifted || response.state.out();
        response.veil(veil);
        answers.veil(veil);
        history.veil(veil);
        evidence.veil(veil);
        attached.veil(veil);
        twin.veil(veil);
        if let Some(Handed { account, state: _, why: _, next: _ }) = handed {
            veil.prose(account);
        }
        if !lifted {
            journal.iter_mut().for_each(|JournalText { text, at: _, rev: _ }| veil.dots(text));
            *earlier = None;
        }
        each.veil(veil);
        leans.veil(veil);
        // they are words of the text
        leans.iter_mut().filter(|_| !told).for_each(|lean| lean.says.clear());
    }
}

impl Veiled for Lean {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Lean { fact, says, rev: _ } = self;
        fact.veil(veil);
        says.iter_mut().for_each(|words| veil.said(words));
    }
}

impl Veiled for EachRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let EachRow { longest, next, sent: _, waiting: _, unnamed: _, twins: _, moved: _ } = self;
        *longest = None;
        if let Some(NextReply { mention, url, name }) = next {
            mention.veil(veil);
            *url = None;
            name.iter_mut().for_each(|name| veil.dots(name));
        }
    }
}

impl Veiled for TaskRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let TaskRow {
            id,
            en,
            es,
            role,
            owner,
            note,
            by,
            incident: _,
            code: _,
            phase: _,
            due: _,
            due_rule: _,
            status: _,
            waits_for: _,
            gate: _,
            at: _,
            rev: _,
        } = self;
        if veil.lifts(Subject::Task(*id)) {
            return;
        }
        [en, es, note].into_iter().for_each(|text| veil.prose(text));
        by.iter_mut().for_each(|by| veil.name(by));
        // beside the owner stands how late it is: the role says enough
        match role.is_empty() {
            true => veil.owner(owner),
            false => *owner = None,
        }
    }
}

impl Veiled for FactRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let FactRow { fact, leaning: _ } = self;
        fact.veil(veil);
    }
}

impl Veiled for Fact {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Fact { id, state, by, incident: _, superseded_by: _, since: _, rev: _ } = self;
        if veil.lifts(Subject::Fact(*id)) {
            return;
        }
        let FactState { en, es, source, confirmed_by, status: _ } = state;
        [en, es].into_iter().for_each(|text| veil.prose(text));
        // a source is often a person, by name
        if !veil.ours.permits(source.as_str()) {
            veil.hide(source);
        }
        veil.name(confirmed_by);
        veil.name(by);
    }
}

impl Veiled for FactDetail {
    fn veil(&mut self, veil: &Veil<'_>) {
        let FactDetail { fact, responses, tasks, evidence, history, radius: _ } = self;
        fact.veil(veil);
        responses.veil(veil);
        tasks.veil(veil);
        evidence.veil(veil);
        history.veil(veil);
    }
}

impl Veiled for AffectedRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let AffectedRow { affected, who, said, incident, abusive: _ } = self;
        let Affected { id, name, note, incident: _, mention: _, care: _, since: _, contacted: _, closed: _ } = affected;
        let person = [name, note, who, said];
        match veil.lifts(Subject::Affected(*id)) {
            true => person.into_iter().for_each(Private::lift),
            false => person.into_iter().for_each(|data| data.veil(veil.ours)),
        }
        incident.veil(veil.ours);
    }
}

impl Veiled for EvidenceRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let EvidenceRow { name, by, note, id: _, sha256: _, bytes: _, at: _ } = self;
        name.veil(veil.ours);
        note.veil(veil.ours);
        veil.name(by);
    }
}

impl Veiled for LineRow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let LineRow { title, incident, text, approved_by, response: _, lang: _, issued: _, version: _, shaken: _ } =
            self;
        [title, incident, text].into_iter().for_each(|text| text.veil(veil.ours));
        veil.names(approved_by);
    }
}
