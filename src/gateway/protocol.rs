//! What the sender and the worker say to each other: a message may leave only with a permit, which the worker gives after it
//! has recorded that the message is about to.

use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot};

use super::SendOutcome;

#[derive(Debug)]
pub enum SenderEvent {
    /// The connection is established and not a byte was sent: may it be?
    PermitRequested {
        job: u64,
        delivery_id: String,
        /// To be answered once that is recorded.
        answer: oneshot::Sender<PermitDecision>,
    },
    MessageEnded {
        job: u64,
        delivery_id: String,
        outcome: SendOutcome,
    },
    /// Nothing more of a job will leave.
    JobClosed {
        job: u64,
    },
    TokenRequested {
        account: String,
        /// The one that the service does not take any more.
        stale: Option<SecretString>,
        /// To be answered at once.
        answer: oneshot::Sender<TokenAnswer>,
    },
    /// An account's new token, or none where it could not be had.
    TokenFetched {
        account: String,
        /// The token, and for how long it holds.
        token: Option<(SecretString, Duration)>,
    },
}

#[derive(Debug)]
pub enum PermitDecision {
    Granted(SendPermit),
    /// Another process holds the message now.
    Denied,
    /// The database was in use for so long that the connection, idle meanwhile, may be dead: it is to be closed, and nothing
    /// to be sent.
    Stale,
}

/// Why a message may not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPermit {
    /// Another process holds the message, or the worker is gone.
    Denied,
    /// The connection is too old.
    Stale,
}

/// The permission to send one message once. Not `Clone`: a send consumes it, so a second one has to ask again.
#[derive(Debug)]
pub struct SendPermit {
    sandbox_reply: Option<Vec<u8>>,
}

impl SendPermit {
    /// For a message whose row is committed as in flight. In a sandbox it carries what the embedded channel answers.
    pub const fn for_recorded_message(sandbox_reply: Option<Vec<u8>>) -> Self {
        Self { sandbox_reply }
    }

    pub(super) fn into_sandbox_reply(self) -> Option<Vec<u8>> {
        self.sandbox_reply
    }
}

#[derive(Clone, Debug)]
pub enum TokenAnswer {
    Valid(SecretString),
    /// Fetch one and report it: nobody else does.
    Fetch,
    /// Another process fetches one: ask again in a moment.
    Wait,
}

/// How a channel asks the worker for tokens.
#[derive(Clone)]
pub(super) struct WorkerHandle {
    pub(super) events: mpsc::UnboundedSender<SenderEvent>,
}

impl WorkerHandle {
    /// A token that the service has not refused, or `None` where this caller must fetch one and [`report_token`](Self::report_token) it.
    pub(super) async fn request_token(&self, account: &str, stale: Option<&SecretString>) -> Option<SecretString> {
        const MOMENT: Duration = Duration::from_millis(50);
        loop {
            let (answer, reply) = oneshot::channel();
            let wanted = SenderEvent::TokenRequested { account: account.to_owned(), stale: stale.cloned(), answer };
            self.events.send(wanted).ok()?;
            match reply.await {
                Ok(TokenAnswer::Valid(token)) => return Some(token),
                Ok(TokenAnswer::Wait) => tokio::time::sleep(MOMENT).await,
                Ok(TokenAnswer::Fetch) | Err(_) => return None,
            }
        }
    }

    /// Reports what was fetched.
    pub(super) fn report_token(&self, account: &str, token: Option<(SecretString, Duration)>) {
        // A worker that is gone has no use for it.
        let _ = self.events.send(SenderEvent::TokenFetched { account: account.to_owned(), token });
    }
}

/// How the calls of one message ask the worker for their permits.
pub(super) struct PermitRequester {
    job: u64,
    delivery_id: String,
    worker: WorkerHandle,
}

impl PermitRequester {
    pub(super) fn new(job: u64, delivery_id: &str, worker: WorkerHandle) -> Self {
        Self { job, delivery_id: delivery_id.to_owned(), worker }
    }

    /// A permit for one send.
    pub(super) async fn request_permit(&self) -> Result<SendPermit, NoPermit> {
        let (answer, decision) = oneshot::channel();
        let asked = SenderEvent::PermitRequested { job: self.job, delivery_id: self.delivery_id.clone(), answer };
        self.worker.events.send(asked).map_err(|_| NoPermit::Denied)?;
        match decision.await {
            Ok(PermitDecision::Granted(permit)) => Ok(permit),
            Ok(PermitDecision::Stale) => Err(NoPermit::Stale),
            Ok(PermitDecision::Denied) | Err(_) => Err(NoPermit::Denied),
        }
    }
}
