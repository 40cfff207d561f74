//! The rows of reports: the room as one finds it, and those that were issued.

use super::{Veil, Veiled};
use crate::domain::report::Figures;
use crate::domain::text::Clean;
use crate::rows::{IssuedReport, OpenTask, Published, Reported, Situation, Thread, Waiting};

impl Veiled for Situation {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Situation {
            incident,
            figures,
            why,
            before,
            blind,
            facts,
            published,
            promises,
            approvals,
            tasks,
            open,
            decided,
            items,
            threads,
            seats,
            hour_before: _,
            lately: _,
            last: _,
            deaf: _,
            correcting: _,
            longest_wait: _,
            replies: _,
            unowned: _,
            late: _,
        } = self;
        incident.veil(veil);
        figures.veil(veil);
        veil.prose(why);
        before.iter_mut().for_each(|figures| figures.veil(veil));
        blind.iter_mut().for_each(|(source, _)| veil.prose(source));
        facts.veil(veil);
        for Published { channel, kind: _, lang: _, at: _ } in published {
            veil.prose(channel);
        }
        promises.iter_mut().flat_map(|(words, _)| words).for_each(|words| veil.prose(words));
        for Waiting { channel, kind: _, lang: _, state: _, since: _, until: _, sure: _ } in approvals {
            veil.prose(channel);
        }
        for OpenTask { titles, owner, note, code: _, status: _, due: _ } in tasks {
            titles.iter_mut().chain([note]).for_each(|text| veil.prose(text));
            veil.owner(owner);
        }
        [open, decided].into_iter().for_each(|matters| matters.veil(veil));
        items.veil(veil);
        seats.iter_mut().for_each(|(_, holder)| veil.name(holder));
        for Thread { owner, mention, platform: _, since: _, alike: _ } in threads {
            *mention = None;
            veil.owner(owner);
        }
    }
}

impl Veiled for Figures {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Figures {
            lead,
            at: _,
            head: _,
            hash: _,
            severity: _,
            was: _,
            status: _,
            next: _,
            per_hour: _,
            usual: _,
            negative: _,
            media: _,
            affected: _,
            claims: _,
            tasks: _,
            own: _,
        } = self;
        lead.iter_mut().for_each(|lead| veil.name(lead));
    }
}

impl Veiled for IssuedReport {
    fn veil(&mut self, veil: &Veil<'_>) {
        let IssuedReport { reported, title, by, text, figures, seq: _, lang: _, at: _ } = self;
        let Reported { incident: _, kind: _, number: _, at: _ } = reported;
        title.veil(veil.ours);
        let named: Vec<Clean> = figures.lead.iter().chain([&*by]).cloned().collect();
        veil.colleagues(text, &named);
        text.veil(veil.ours);
        veil.name(by);
        figures.veil(veil);
    }
}
