//! Who asks and when: what every request of either flow carries beside its content.

use super::event::EventSource;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub operator: String,
    pub source: EventSource,
    /// When the command was received.
    pub now: Timestamp,
}

/// What the envelopes of one command share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventStamp {
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    pub operator: String,
    pub source: EventSource,
    pub key: Option<String>,
}
