//! Calls that nobody sees: a token, an upload, a look. They may be made again, so they are, a few times.

use std::future::Future;
use std::time::Duration;

use serde_json::Value;

use super::answer;
use crate::gateway::SendOutcome;
use crate::gateway::http::{HttpReply, TransportError};

/// How long to wait before the second and before the third try (WeCom's list of error codes: -1, at most three times).
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// Makes a call until it is answered, at most three times and no longer than `patience`.
///
/// # Errors
/// A definite no, always: nothing of a call like this reaches a person.
pub(in crate::gateway) async fn call_with_retries<F>(
    host: &str,
    patience: Duration,
    call: impl Fn() -> F,
) -> Result<Value, SendOutcome>
where
    F: Future<Output = Result<HttpReply, TransportError>>,
{
    tokio::time::timeout(patience, retry_call(host, &PAUSES, call))
        .await
        .unwrap_or_else(|_| Err(answer::unreachable_outcome(host, "no answer in time")))
}

async fn retry_call<F>(host: &str, pauses: &[Duration], call: impl Fn() -> F) -> Result<Value, SendOutcome>
where
    F: Future<Output = Result<HttpReply, TransportError>>,
{
    let mut pauses = pauses.iter();
    loop {
        let why = match call().await {
            Ok(reply) => match answer::read_idempotent_answer(&reply) {
                Err(SendOutcome::Unknown { .. }) => answer::describe_reply(&reply),
                settled => return settled,
            },
            Err(_) => "no answer".to_owned(),
        };
        match pauses.next() {
            Some(pause) => tokio::time::sleep(*pause).await,
            None => return Err(answer::unreachable_outcome(host, &why)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::gateway::RefusalClass;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
    }

    /// Makes a call that is answered with `bodies` in turn, the last one from then on; how often it was made, and what came
    /// of it.
    fn called(bodies: &[Result<&str, TransportError>]) -> (usize, Result<Value, SendOutcome>) {
        let made = Cell::new(0);
        let call = || {
            let answer = bodies[made.replace(made.get() + 1).min(bodies.len() - 1)].clone();
            async move {
                let body = answer?.as_bytes().to_vec();
                Ok(HttpReply { status: 200, error_code: None, retry_after: None, body })
            }
        };
        let found = runtime().block_on(retry_call("h", &[Duration::ZERO; PAUSES.len()], call));
        (made.get(), found)
    }

    #[test]
    fn busy_and_silent_are_asked_again_and_a_no_is_not() {
        const BUSY: &str = r#"{"errcode":-1,"errmsg":"system busy"}"#;
        let (made, found) = called(&[Ok(BUSY), Err(TransportError::Unreachable), Ok(r#"{"errcode":0}"#)]);
        assert_eq!((made, found.is_ok()), (3, true));
        for silent in [Ok(BUSY), Ok("<html>"), Err(TransportError::Unreachable)] {
            let (made, found) = called(std::slice::from_ref(&silent));
            let Err(SendOutcome::Refused(refusal)) = found else { panic!("{silent:?}") };
            assert_eq!((made, refusal.class), (3, RefusalClass::Unreachable), "{silent:?}");
        }
        let (made, found) = called(&[Ok(r#"{"errcode":40013,"errmsg":"invalid corpid"}"#)]);
        assert!(made == 1 && matches!(found, Err(SendOutcome::Refused(no)) if no.class == RefusalClass::Configuration));
    }

    #[test]
    fn patience_ends() {
        let silent = || std::future::pending::<Result<HttpReply, TransportError>>();
        let found = runtime().block_on(call_with_retries("h", Duration::from_millis(20), silent));
        assert!(matches!(found, Err(SendOutcome::Refused(no)) if no.class == RefusalClass::Unreachable));
    }
}
