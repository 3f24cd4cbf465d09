//! Who asks and when: what every request of either flow carries beside its content.

use super::event::Source;
use super::time::Timestamp;

/// Who asks, from where, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The operator's id.
    pub operator: String,
    /// A person or a schedule.
    pub source: Source,
    /// When the command was received.
    pub now: Timestamp,
}

/// What the envelopes of one command share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    /// Who ran it.
    pub operator: String,
    /// A person or a schedule.
    pub source: Source,
    /// Its operation key.
    pub key: Option<String>,
}
