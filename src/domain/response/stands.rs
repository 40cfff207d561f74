//! What an approval still covers, and a text still says, once things around it change: a graver severity, more people to
//! answer, another text or a fact. Owns those three questions; when they are asked is decided elsewhere.

use super::decide::{grave, told};
use super::review::{Around, Review, Stood};
use super::{Approval, Response, ResponseKind, ResponseState, SAID};
use crate::domain::event::Event;
use crate::domain::incident::Severity;
use crate::domain::room::Refusal;
use crate::domain::time::Stamp;

impl Response {
    /// What is left of its review under a graver severity, which asks for the word of `needs` and lets an approval hold for
    /// `lasts` milliseconds; nothing where all of it still stands.
    pub fn narrowed(&self, severity: Severity, needs: &[String], lasts: i64) -> Option<Event> {
        let needs = Review::with_legal(needs, &self.review.waived);
        let apart = grave(Some(severity));
        let event = Event::ApprovalNarrowed { response: self.id, severity, needs, lasts, apart };
        let mut after = self.clone();
        after.apply(&event, &self.author, self.since);
        let same = (&after.approval, &after.review.given) == (&self.approval, &self.review.given);
        let missing = |r: &Response| r.review.missing(&r.review.needs).join(" ");
        (!same || missing(&after) != missing(self)).then_some(event)
    }

    /// The same words, approved as `earlier` and out as they were approved, go to more people: whoever gave their word for
    /// exactly this has given it, as long as it lasts. Nothing where somebody objects, or where it ran out.
    pub fn carried(&self, earlier: &Response, around: &Around<'_>, at: Stamp) -> Option<Event> {
        let digest = self.content.digest();
        let own = |a: &Approval| grave(around.severity) && a.by.same_name(&earlier.author);
        let stands = |a: &Approval| a.digest == digest && !a.alone && !own(a);
        let ends = |a: &Approval| a.until.min(a.at.plus(around.lasts));
        let given = earlier.review.given.iter().filter(|a| stands(a) && ends(a) > at);
        let given: Vec<Approval> = given.map(|a| Approval { until: ends(a), ..a.clone() }).collect();
        let any = !given.is_empty();
        let heard = [self, earlier].iter().all(|r| r.review.open_objection().is_none());
        let event = Event::ApprovalCarried { response: self.id, of: earlier.id, given, needs: self.needs(around) };
        let replies = [self, earlier].iter().all(|r| r.kind == ResponseKind::Reply);
        let as_approved = earlier.state.in_force() && earlier.published_text.is_none();
        (replies && as_approved && heard && any && self.state == ResponseState::InReview && !around.shut)
            .then_some(event)
    }

    /// What is said elsewhere may have changed since it was handed in: who let it stand, and who approved it, knew nothing of
    /// what came later, so that it goes back to whoever wrote it.
    pub(super) fn agrees(&self, around: &Around<'_>) -> Result<(), Refusal> {
        // what says other words since is another thing than was let stand
        let known: Vec<_> =
            self.review.waived.iter().flat_map(|w| &w.stands).filter_map(|stood| stood.against.as_ref()).collect();
        let new = |stood: &&Stood| stood.against.as_ref().is_some_and(|against| !known.contains(&against));
        // a doubt is asked about as an error is: whoever let the others stand has not seen it either
        let mut others = around.findings.iter().filter(|f| f.rule != SAID);
        let Some((rule, stood)) = others.find_map(|f| Some((&f.rule, f.stands.iter().find(new)?))) else {
            return Ok(());
        };
        let against = told(stood).unwrap_or_default();
        Err(self.called(Refusal::new("refuse-otherwise-since").with("rule", rule.as_str()).with("against", against)))
    }
}
