//! The one place that reads the clock on the wall.

use crate::domain::time::Stamp;
use std::time::{Duration, Instant};

/// Now, by the clock on the wall.
#[expect(clippy::disallowed_methods, reason = "the one place that may")]
pub fn now() -> Stamp {
    Stamp(chrono::Utc::now().timestamp_millis())
}

/// Now, by the clock that never steps: for pauses, never for records.
#[expect(clippy::disallowed_methods, reason = "the one place that may")]
pub fn instant() -> Instant {
    Instant::now()
}

/// How long until a moment on the wall; nothing when it has passed, a day at most.
pub fn until(moment: Stamp) -> Duration {
    Duration::from_millis(moment.since(now()).clamp(0, crate::domain::time::DAY) as u64)
}
