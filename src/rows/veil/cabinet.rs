//! The rows of the cabinet: incidents with their lists and decisions, roles and handovers, clocks and reminders.

use super::{Veil, Veiled};
use crate::domain::belonging::{Belonging, Rule};
use crate::domain::duty::{Duty, Held, Present, StandIn};
use crate::domain::handover::{Approval, Call, Card, Decision, Ending, Handover, Promise, Thread};
use crate::domain::incident::{Accepted, Check, Incident, Known};
use crate::domain::item::{Item, Outcome};
use crate::domain::matter::{Matter, Objection, Ruling};
use crate::domain::reminder::{Case, Facts, Sent, Standing, Subject};
use crate::domain::room::Arg;
use crate::review::ActionItem;
use crate::rows::{Belongs, BelongsBy, HandoverDetail, IncidentDetail, OfferRow, OwnMentions, RolesNow, RuleRow};

impl Veiled for Incident {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Incident {
            title,
            lead,
            known: Known { accepted, paused: _, baseline: _ },
            id: _,
            severity: _,
            kind: _,
            status: _,
            t0: _,
            td: _,
            tc: _,
            tr: _,
            rated: _,
            merged_into: _,
            rev: _,
        } = self;
        veil.prose(title);
        lead.iter_mut().for_each(|lead| veil.name(lead));
        accepted.values_mut().for_each(|accepted| accepted.veil(veil));
    }
}

impl Veiled for Accepted {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Accepted { by, why, at: _ } = self;
        veil.name(by);
        veil.prose(why);
    }
}

impl Veiled for Check {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Check { accepted, value, condition: _, met: _ } = self;
        accepted.veil(veil);
        for arg in value.values_mut() {
            match arg {
                Arg::Text(text) => veil.said(text),
                Arg::Number(_) | Arg::Decimal(_) => {}
            }
        }
    }
}

impl Veiled for Item {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Item { text, owner, outcome, id: _, incident: _, list: _, due: _, since: _ } = self;
        veil.prose(text);
        veil.owner(owner);
        if let Some(Outcome { how, by, at: _ }) = outcome {
            veil.prose(how);
            veil.name(by);
        }
    }
}

impl Veiled for ActionItem {
    fn veil(&mut self, veil: &Veil<'_>) {
        let ActionItem {
            text,
            owner,
            verify,
            note,
            item: _,
            incident: _,
            since: _,
            due: _,
            purpose: _,
            factor: _,
            progress: _,
            verified: _,
            looked: _,
        } = self;
        [text, verify, note].into_iter().for_each(|text| veil.prose(text));
        veil.owner(owner);
    }
}

impl Veiled for Matter {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Matter { question, by, objections, ruling, id: _, incident: _, due: _, since: _ } = self;
        veil.prose(question);
        veil.name(by);
        for Objection { text, by, at: _ } in objections {
            veil.hide(text);
            veil.name(by);
        }
        if let Some(Ruling { what, by, basis, recorded_by, at: _, dropped: _ }) = ruling {
            veil.prose(what);
            veil.name(by);
            // on what it was decided is often what counsel said
            veil.hide(basis);
            recorded_by.iter_mut().for_each(|by| veil.name(by));
        }
    }
}

impl Veiled for IncidentDetail {
    fn veil(&mut self, veil: &Veil<'_>) {
        let IncidentDetail { incident, step, matters, items, changed, own, actions, left } = self;
        incident.veil(veil);
        step.iter_mut().for_each(|(_, checks)| checks.veil(veil));
        matters.veil(veil);
        items.veil(veil);
        changed.veil(veil);
        actions.veil(veil);
        left.veil(veil);
        let OwnMentions { rules, all: _, open: _, looking: _ } = own;
        for RuleRow { rule, text, abusive: _ } in rules {
            rule.veil(veil);
            text.veil(veil.ours);
        }
    }
}

impl Veiled for Belonging {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Belonging { by, reason, rule, seq: _, at: _, incident: _, until: _ } = self;
        veil.name(by);
        veil.prose(reason);
        if let Rule::Query(words) = rule {
            veil.prose(words);
        }
    }
}

impl Veiled for Belongs {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Belongs { incident, why } = self;
        incident.iter_mut().for_each(|(_, title)| veil.prose(title));
        match why {
            BelongsBy::Rule(rule) => rule.veil(veil),
            BelongsBy::Hand(Some((by, _, reason))) => {
                veil.name(by);
                veil.prose(reason);
            }
            BelongsBy::Hand(None) => {}
        }
    }
}

impl Veiled for RolesNow {
    fn veil(&mut self, veil: &Veil<'_>) {
        let RolesNow { duties, people, offers } = self;
        for Duty { holder, stand_in, incident: _, role: _ } in duties {
            holder.iter_mut().for_each(|Held { name, since: _ }| veil.name(name));
            stand_in.iter_mut().for_each(|StandIn { name, since: _, until: _ }| veil.name(name));
        }
        people.iter_mut().for_each(|Present { name, role: _, seen: _ }| veil.name(name));
        for OfferRow { from, to, id: _, incident: _, role: _, at: _ } in offers {
            [from, to].into_iter().for_each(|name| veil.name(name));
        }
    }
}

impl Veiled for HandoverDetail {
    fn veil(&mut self, veil: &Veil<'_>) {
        let HandoverDetail { handover: Handover { card, ending, id: _ }, promises, chain: _ } = self;
        card.veil(veil);
        promises.veil(veil);
        match ending {
            Some(
                Ending::Accepted { readback: said, at: _ }
                | Ending::Refused { reason: said, at: _ }
                | Ending::Withdrawn { reason: said, at: _ },
            ) => veil.prose(said),
            None => {}
        }
    }
}

impl Veiled for Promise {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Promise { words, owner, task: _, response: _, due: _ } = self;
        veil.prose(words);
        veil.owner(owner);
    }
}

impl Veiled for Card {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Card {
            title,
            from,
            to,
            why,
            picture,
            promises,
            approvals,
            threads,
            decisions,
            media,
            contacts,
            next,
            available,
            incident: _,
            role: _,
            at: _,
            severity: _,
            rated: _,
            status: _,
            sure: _,
            facts: _,
            threads_all: _,
            affected: _,
            affected_since: _,
            held: _,
        } = self;
        [title, why, picture, next].into_iter().for_each(|text| veil.prose(text));
        [from, to].into_iter().for_each(|name| veil.name(name));
        // how to reach people, and how tired somebody is
        [contacts, available].into_iter().for_each(|text| veil.hide(text));
        promises.veil(veil);
        for Approval { missing, response: _, kind: _, channel: _, state: _, since: _, until: _, unsure: _ } in approvals
        {
            missing.iter_mut().for_each(|name| veil.name(name));
        }
        for Thread { owner, said, mention: _, platform: _, band: _, since: _, alike: _ } in threads {
            veil.owner(owner);
            if let Some((author, words)) = said {
                veil.hide(author);
                veil.prose(words);
            }
        }
        for Decision { question, decided, objections, matter: _, due: _ } in decisions {
            veil.prose(question);
            decided.iter_mut().for_each(|decided| veil.prose(decided));
            for (by, text) in objections {
                veil.name(by);
                veil.hide(text);
            }
        }
        for Call { text, owner, item: _, due: _ } in media {
            veil.prose(text);
            veil.owner(owner);
        }
    }
}

impl Veiled for Facts {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Facts { cases, silent, promises: _, approvals: _ } = self;
        for Case { incident, marks: _, promised: _, late: _, due: _, fell: _ } in cases {
            incident.veil(veil);
        }
        silent.iter_mut().for_each(|(source, _)| veil.prose(source));
    }
}

impl Veiled for Sent {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Sent { subject, seq: _, rule: _, since: _, times: _, at: _, snoozed: _, dismissed: _ } = self;
        subject.veil(veil);
    }
}

impl Veiled for Subject {
    fn veil(&mut self, veil: &Veil<'_>) {
        match self {
            Subject::Source(name) => veil.prose(name),
            Subject::Incident(_) | Subject::Task(_) | Subject::Response(_) => {}
        }
    }
}

impl Veiled for Standing {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Standing { held, sent, rule: _, bell: _, to: _ } = self;
        held.subject.veil(veil);
        sent.veil(veil);
    }
}
