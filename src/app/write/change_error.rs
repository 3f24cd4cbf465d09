//! Why a change came to nothing, and what of it stays.

use super::errors::WriteError;
use crate::domain::order::event::EventError;
use crate::domain::value::rejection::Rejection;
use crate::error::{Error, Result};

/// Why a change came to nothing.
#[derive(Debug)]
pub enum ChangeError {
    /// The rules refused. What they wanted recorded is, so the transaction is committed all the same.
    Refused(Box<Error>),
    /// Nothing of the transaction may stay.
    Failed(Box<Error>),
    /// The seats that a checkout order holds ran out or were taken just now; nothing may stay.
    SeatsGone,
}

pub type ChangeResult<T> = Result<T, ChangeError>;

impl From<Box<Error>> for ChangeError {
    fn from(error: Box<Error>) -> Self {
        Self::Failed(error)
    }
}

impl From<Rejection> for ChangeError {
    fn from(rejection: Rejection) -> Self {
        Self::Failed(rejection.into())
    }
}

impl From<EventError> for ChangeError {
    fn from(error: EventError) -> Self {
        Self::Failed(error.into())
    }
}

/// For callers whose commands the rules can't refuse with a record: whatever happened, nothing may stay.
impl From<ChangeError> for Box<Error> {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Refused(error) | ChangeError::Failed(error) => error,
            // The rules saw the seats in this very transaction: only a lock that ran out between its two looks at the clock
            // gets here.
            ChangeError::SeatsGone => WriteError::PlacesGone.into_error(),
        }
    }
}
