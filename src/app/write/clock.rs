//! The time as a command sees it: the moment it was received, and the moment just before its commit.

use crate::domain::value::time::Timestamp;

/// A clock that a sandbox may set. The system's clock comes in as a function, so nothing but `main` reads it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    system: fn() -> Timestamp,
    received: Timestamp,
    set: Option<(Timestamp, Timestamp)>,
}

impl Clock {
    /// A clock that runs; the command was received now.
    pub fn from_system(system: fn() -> Timestamp) -> Self {
        Self { system, received: system(), set: None }
    }

    /// A clock that stands: received at `received`, processed at `processed`.
    #[must_use]
    pub const fn set_to(mut self, received: Timestamp, processed: Timestamp) -> Self {
        self.set = Some((received, processed));
        self
    }

    /// The clock of the next request of the same command: received now, unless it stands.
    #[must_use]
    pub fn for_next_request(self) -> Self {
        Self { received: (self.system)(), ..self }
    }

    /// The system's time, whatever somebody set: for waiting, never for recording.
    pub fn wall_time(&self) -> Timestamp {
        (self.system)()
    }

    pub const fn is_set(&self) -> bool {
        self.set.is_some()
    }

    pub fn received_at(&self) -> Timestamp {
        self.set.map_or(self.received, |(received, _)| received)
    }

    /// The moment that a new order's number carries.
    pub fn number_time(&self) -> Timestamp {
        self.set.map_or_else(self.system, |(received, _)| received)
    }

    /// Now: just before a commit.
    pub fn processed_at(&self) -> Timestamp {
        self.set.map_or_else(self.system, |(_, processed)| processed)
    }
}
