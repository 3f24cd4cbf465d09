//! From the rules' refusals to errors with exit codes.

use super::errors::WriteError;
use crate::domain::order::event::EventError;
use crate::domain::value::rejection::{Rejection, RejectionKind};
use crate::error::{Error, Exit};

impl From<RejectionKind> for Exit {
    fn from(kind: RejectionKind) -> Self {
        match kind {
            RejectionKind::Input => Self::Usage,
            RejectionKind::Missing => Self::NotFound,
            RejectionKind::Rule => Self::Refused,
            RejectionKind::Config => Self::Config,
        }
    }
}

impl From<Rejection> for Box<Error> {
    fn from(rejection: Rejection) -> Self {
        Error::from_catalogue(rejection.code, rejection.kind.into(), rejection.message, rejection.hint)
    }
}

impl From<EventError> for Box<Error> {
    fn from(error: EventError) -> Self {
        WriteError::LogUnreadable { error: &error }.into_error()
    }
}
