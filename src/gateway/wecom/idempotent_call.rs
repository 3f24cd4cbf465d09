//! Calls that nobody sees: a token, an upload, a look. They may be made again, so they are, a few times.

use std::future::Future;
use std::time::Duration;

use serde_json::Value;

use super::answer;
use crate::gateway::Outcome;
use crate::gateway::http::{Fault, Reply};

/// How long to wait before the second and before the third try (WeCom's list of error codes: -1, at most three times).
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// Makes a call until it is answered, at most three times and no longer than `patience`.
///
/// # Errors
/// A definite no, always: nothing of a call like this reaches a person.
pub(in crate::gateway) async fn unseen<F>(
    host: &str,
    patience: Duration,
    call: impl Fn() -> F,
) -> Result<Value, Outcome>
where
    F: Future<Output = Result<Reply, Fault>>,
{
    tokio::time::timeout(patience, tries(host, &PAUSES, call))
        .await
        .unwrap_or_else(|_| Err(answer::unreachable(host, "no answer in time")))
}

async fn tries<F>(host: &str, pauses: &[Duration], call: impl Fn() -> F) -> Result<Value, Outcome>
where
    F: Future<Output = Result<Reply, Fault>>,
{
    let mut pauses = pauses.iter();
    loop {
        let why = match call().await {
            Ok(reply) => match answer::read_unseen(&reply) {
                Err(Outcome::Unknown { .. }) => answer::looks_like(&reply),
                settled => return settled,
            },
            Err(_) => "no answer".to_owned(),
        };
        match pauses.next() {
            Some(pause) => tokio::time::sleep(*pause).await,
            None => return Err(answer::unreachable(host, &why)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::gateway::Class;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
    }

    /// Makes a call that is answered with `bodies` in turn, the last one from then on; how often it was made, and what came
    /// of it.
    fn called(bodies: &[Result<&str, Fault>]) -> (usize, Result<Value, Outcome>) {
        let made = Cell::new(0);
        let call = || {
            let answer = bodies[made.replace(made.get() + 1).min(bodies.len() - 1)].clone();
            async move {
                let body = answer?.as_bytes().to_vec();
                Ok(Reply { status: 200, error_code: None, retry_after: None, body })
            }
        };
        let found = runtime().block_on(tries("h", &[Duration::ZERO; PAUSES.len()], call));
        (made.get(), found)
    }

    #[test]
    fn busy_and_silent_are_asked_again_and_a_no_is_not() {
        const BUSY: &str = r#"{"errcode":-1,"errmsg":"system busy"}"#;
        let (made, found) = called(&[Ok(BUSY), Err(Fault::Unreachable), Ok(r#"{"errcode":0}"#)]);
        assert_eq!((made, found.is_ok()), (3, true));
        for silent in [Ok(BUSY), Ok("<html>"), Err(Fault::Unreachable)] {
            let (made, found) = called(std::slice::from_ref(&silent));
            let Err(Outcome::Refused(refusal)) = found else { panic!("{silent:?}") };
            assert_eq!((made, refusal.class), (3, Class::Unreachable), "{silent:?}");
        }
        let (made, found) = called(&[Ok(r#"{"errcode":40013,"errmsg":"invalid corpid"}"#)]);
        assert!(made == 1 && matches!(found, Err(Outcome::Refused(no)) if no.class == Class::Configuration));
    }

    #[test]
    fn patience_ends() {
        let silent = || std::future::pending::<Result<Reply, Fault>>();
        let found = runtime().block_on(unseen("h", Duration::from_millis(20), silent));
        assert!(matches!(found, Err(Outcome::Refused(no)) if no.class == Class::Unreachable));
    }
}
