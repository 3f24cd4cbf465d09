//! What a run tells while it runs.

use super::job::DeliveryJob;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::value::time::Timestamp;
use crate::error::Result;

#[derive(Clone, Copy, Debug)]
pub enum RunProgress<'a> {
    Ended(&'a DeliveryJob, &'a Result<OrderOutcome>),
    /// Everything that is left waits for its destination's rate limit.
    Waiting {
        /// The first one that may send again.
        destination: &'a str,
        until: Timestamp,
        millis: i64,
    },
}

/// Told of what happens while it happens.
pub type ProgressSink<'a> = &'a mut dyn FnMut(RunProgress<'_>);
