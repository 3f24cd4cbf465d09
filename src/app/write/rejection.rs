//! From the rules' refusals to errors with exit codes.

use super::errors::WriteError;
use crate::domain::order::event::EventError;
use crate::domain::order::rejection::{Rejection, RejectionKind};
use crate::error::{Error, Exit};

impl From<Rejection> for Box<Error> {
    fn from(rejection: Rejection) -> Self {
        let exit = match rejection.kind {
            RejectionKind::Input => Exit::Usage,
            RejectionKind::Missing => Exit::NotFound,
            RejectionKind::Rule => Exit::Refused,
            RejectionKind::Config => Exit::Config,
        };
        Error::from_catalogue(rejection.code, exit, rejection.message, rejection.hint)
    }
}

impl From<EventError> for Box<Error> {
    fn from(error: EventError) -> Self {
        WriteError::LogUnreadable { error: &error }.into_error()
    }
}
