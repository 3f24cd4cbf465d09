//! An application's access token: one for the whole process, fetched by one caller at a time.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use tokio::sync::Mutex;

use super::answer;
use super::codes;
use crate::gateway::protocol::WorkerHandle;
use crate::gateway::{RefusalClass, SendOutcome, SendRefusal};
use crate::say;

/// How long a token holds where the answer does not say (document 91039).
const USUAL: Duration = Duration::from_secs(7200);
/// The longest token, in bytes (document 91039).
const LONGEST: usize = 512;

/// A token and for how long it holds.
pub(in crate::gateway) type FetchedToken = (SecretString, Duration);

/// Where the messages of an application get their token. Its `Debug` shows no token.
#[derive(Debug)]
pub(in crate::gateway) struct TokenCache {
    account: String,
    known: Mutex<CachedToken>,
    fetches: AtomicU64,
}

#[derive(Debug, Default)]
struct CachedToken {
    token: Option<SecretString>,
    refused: Option<Box<SendRefusal>>,
}

impl TokenCache {
    /// The tokens of an account, as the worker calls it.
    pub(in crate::gateway) fn new(account: String) -> Self {
        Self { account, known: Mutex::default(), fetches: AtomicU64::new(0) }
    }

    /// A token that the service has not refused. `fetch` is only run if neither this process nor the worker has one.
    ///
    /// # Errors
    /// A definite no. Whoever waited while the fetch failed fails alike, and after a no that only an operator can change
    /// nobody asks again: a wrong secret used again and again gets the whole address banned.
    pub(in crate::gateway) async fn get_token(
        &self,
        stale: Option<&SecretString>,
        worker: &WorkerHandle,
        fetch: impl Future<Output = Result<FetchedToken, SendOutcome>>,
    ) -> Result<SecretString, SendOutcome> {
        let before = self.fetches.load(Ordering::Relaxed);
        let mut known = self.known.lock().await;
        let fresh = |token: &&SecretString| stale.is_none_or(|old| old.expose_secret() != token.expose_secret());
        if let Some(token) = known.token.as_ref().filter(fresh) {
            return Ok(token.clone());
        }
        let waited = self.fetches.load(Ordering::Relaxed) != before;
        if let Some(refusal) = known.refused.as_ref().filter(|no| waited || no.class == RefusalClass::Configuration) {
            return Err(SendOutcome::Refused(refusal.clone()));
        }
        let token = match worker.request_token(&self.account, stale).await {
            Some(token) => Ok(token),
            None => self.report_fetched(worker, fetch.await),
        };
        known.token = token.as_ref().ok().cloned();
        known.refused = match &token {
            Err(SendOutcome::Refused(refusal)) => Some(refusal.clone()),
            _ => None,
        };
        token
    }

    /// Tells the worker, which made everybody else wait.
    fn report_fetched(
        &self,
        worker: &WorkerHandle,
        answer: Result<FetchedToken, SendOutcome>,
    ) -> Result<SecretString, SendOutcome> {
        self.fetches.fetch_add(1, Ordering::Relaxed);
        worker.report_token(&self.account, answer.as_ref().ok().cloned());
        answer.map(|(token, _)| token)
    }
}

/// Reads the answer of `gettoken`.
pub(in crate::gateway) fn read_token(answer: &Value, host: &str) -> Result<FetchedToken, SendOutcome> {
    let token = answer.get("access_token").and_then(Value::as_str);
    let sound = |token: &&str| (1..=LONGEST).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic());
    let token = token
        .filter(sound)
        .ok_or_else(|| answer::unreachable_outcome(host, "the answer of gettoken holds no token"))?;
    let holds = answer.get("expires_in").and_then(Value::as_u64).map_or(USUAL, Duration::from_secs);
    Ok((SecretString::from(token), holds))
}

/// A refusal of `gettoken` by its own rules: the codes of a stale token mean the secret, and none of them is tried again.
pub(in crate::gateway) fn judge_token_refusal(outcome: SendOutcome) -> SendOutcome {
    let SendOutcome::Refused(mut refusal) = outcome else { return outcome };
    if let Some((class, advice)) = refusal.remote_code.and_then(codes::find_token_code) {
        (refusal.class, refusal.advice) = (class, advice.into());
    } else if matches!(refusal.class, RefusalClass::RefreshToken | RefusalClass::Reupload) {
        refusal.class = RefusalClass::Configuration;
    }
    SendOutcome::Refused(refusal)
}

/// A business call that refused a token, and the new one as well.
pub(in crate::gateway) fn token_mismatch(mut refusal: SendRefusal) -> SendOutcome {
    refusal.class = RefusalClass::Configuration;
    refusal.advice = say!(
        "新取得的 access_token 也被拒绝：Secret 与应用不匹配，或应用被停用；核对 CorpID、AgentId 与 Secret 后恢复该群",
        "a token that was just fetched is refused too: app and secret do not match, or the app is disabled; check corp id, agent id and secret, then resume the group"
    );
    SendOutcome::Refused(Box::new(refusal))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_is_read_with_its_time() {
        let of = |answer: Value| {
            read_token(&answer, "h").map(|(token, holds)| (token.expose_secret().to_owned(), holds.as_secs())).ok()
        };
        assert_eq!(of(json!({ "access_token": "t", "expires_in": 600 })), Some(("t".to_owned(), 600)));
        assert_eq!(of(json!({ "access_token": "t" })), Some(("t".to_owned(), 7200)));
        for bad in
            [json!({}), json!({ "access_token": "" }), json!({ "access_token": 1 }), json!({ "access_token": "a b" })]
        {
            assert_eq!(of(bad.clone()), None, "{bad}");
        }
        assert_eq!(of(json!({ "access_token": "x".repeat(513) })), None);
    }

    #[test]
    fn gettoken_has_its_own_rules() {
        for (code, class) in [
            (40001, RefusalClass::Configuration),
            (40013, RefusalClass::Configuration),
            (40014, RefusalClass::Configuration),
            (40091, RefusalClass::Configuration),
            (41002, RefusalClass::Configuration),
            (41004, RefusalClass::Configuration),
            (42001, RefusalClass::Configuration),
            (45009, RefusalClass::Throttled),
            (50003, RefusalClass::Configuration),
            (99999, RefusalClass::Configuration),
        ] {
            let outcome = judge_token_refusal(crate::gateway::wecom::verdict::judge_wecom(
                &json!({ "errcode": code, "errmsg": "x" }),
            ));
            let SendOutcome::Refused(refusal) = outcome else { panic!("{code}") };
            assert_eq!((refusal.class, refusal.known), (class, code != 99999), "{code}");
        }
    }
}
