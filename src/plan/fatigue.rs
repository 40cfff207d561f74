//! When whoever leads should be relieved. Knows the plan's shift; who has led since when is the room's to say.

use super::Plan;
use crate::domain::incident::Severity;
use crate::domain::time::Stamp;

/// How strongly a handover is advised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fatigue {
    /// A quarter of the shift is over: look for whom to hand over to.
    Suggest,
    /// Three quarters are: hand over now, while there is time to do it well.
    Insist,
}

/// Whether whoever has led since `since` should hand over. The plan's `lead_shift` is how long the desk is bearable: after a
/// quarter of it a handover is suggested, after three quarters it is insisted on. At SEV1, with the shift of four hours
/// that the built-in plan has, that is after one hour and after three. A severity without a shift tires nobody.
pub fn fatigue(since: Stamp, now: Stamp, severity: Severity, plan: &Plan) -> Option<Fatigue> {
    let cadence = plan.clock(severity).cadence();
    let (shift, relief) = (cadence.lead_shift?.max(0), cadence.relief()?);
    let led = now.since(since);
    match () {
        () if led >= relief => Some(Fatigue::Insist),
        () if led >= shift / 4 => Some(Fatigue::Suggest),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{HOUR, MINUTE};

    #[test]
    fn a_handover_is_suggested_after_an_hour_and_insisted_on_after_three_at_sev1() {
        let mut plan = Plan::builtin();
        let led = |minutes: i64, severity, plan: &Plan| fatigue(Stamp(0), Stamp(minutes * MINUTE), severity, plan);
        for (minutes, severity, expected) in [
            (0, Severity::Sev1, None),
            (59, Severity::Sev1, None),
            (60, Severity::Sev1, Some(Fatigue::Suggest)),
            (179, Severity::Sev1, Some(Fatigue::Suggest)),
            (180, Severity::Sev1, Some(Fatigue::Insist)),
            (6_000, Severity::Sev1, Some(Fatigue::Insist)),
            (119, Severity::Sev2, None),
            (120, Severity::Sev2, Some(Fatigue::Suggest)),
            (360, Severity::Sev2, Some(Fatigue::Insist)),
            (6_000, Severity::Sev3, None),
            (6_000, Severity::Sev4, None),
            (-5, Severity::Sev1, None),
        ] {
            assert_eq!(led(minutes, severity, &plan), expected, "{minutes} minutes at {severity:?}");
        }
        plan.clocks[Severity::Sev1].lead_shift = Some(2 * HOUR);
        assert_eq!(led(90, Severity::Sev1, &plan), Some(Fatigue::Insist), "the plan's own shift counts");
    }
}
