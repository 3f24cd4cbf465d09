//! From the rules' refusals to errors with exit codes.

use crate::domain::order::event::EventError;
use crate::domain::order::rejection::{Rejection, RejectionKind};
use crate::error::{Error, Exit};
use crate::say;

impl From<Rejection> for Box<Error> {
    fn from(rejection: Rejection) -> Self {
        let exit = match rejection.kind {
            RejectionKind::Input => Exit::Usage,
            RejectionKind::Missing => Exit::NotFound,
            RejectionKind::Rule => Exit::Refused,
            RejectionKind::Config => Exit::Config,
        };
        let mut error = Error::new(rejection.code, exit, rejection.message);
        error.hint = rejection.hint;
        error
    }
}

impl From<EventError> for Box<Error> {
    fn from(error: EventError) -> Self {
        Error::new(
            "log_unreadable",
            Exit::Data,
            say!("日志里有无法识别的事件：{error}", "the log holds an unreadable event: {error}"),
        )
        .hint(say!("用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`"))
    }
}
