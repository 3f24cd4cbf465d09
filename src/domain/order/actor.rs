//! Who asks and when: what every request of either flow carries beside its content.

use super::event::EventSource;
pub use super::event::EventStamp;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub operator: String,
    pub source: EventSource,
    /// When the command was received.
    pub now: Timestamp,
}
