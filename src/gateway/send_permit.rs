//! The moment between "the connection stands" and "the first byte leaves".
//!
//! Invariant: a call that sends a message opens at most one connection, and not a byte of it leaves before the worker has
//! recorded that it may. So a call whose permit was not granted surely sent nothing, whatever its error says, and one whose
//! permit was granted may have been received, whatever its error says.
//!
//! Invariant: the connector refuses a call that says nothing of a permit. Calls that need none say so.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::{Notify, mpsc, oneshot};
use tower_layer::Layer;
use tower_service::Service;

use super::sender::{PermitDecision, SenderEvent};

/// How long a connection may take, TLS included.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// What came while this thread waited for the database is read within this time.
const GRACE: Duration = Duration::from_millis(500);

type ConnectError = Box<dyn std::error::Error + Send + Sync>;

tokio::task_local! {
    /// What the call that runs in this task may do once it is connected.
    static CURRENT_PERMIT: CallPermit;
}

/// What a call may do once its connection stands.
#[derive(Clone)]
pub(super) enum CallPermit {
    /// It sends a message: not a byte leaves before the worker has recorded that it may.
    Required(SendPermit),
    /// It sends nothing that could not be sent twice: a token, an upload, a probe.
    NotNeeded,
}

impl CallPermit {
    /// Runs a call under this permit.
    pub(super) async fn run_call<T>(self, call: impl Future<Output = T>) -> T {
        CURRENT_PERMIT.scope(self, call).await
    }
}

/// One permission to leave.
#[derive(Clone)]
pub(super) struct SendPermit(Arc<PermitState>);

struct PermitState {
    job: u64,
    delivery_id: String,
    desk: mpsc::UnboundedSender<SenderEvent>,
    tried: AtomicBool,
    open: AtomicBool,
    opened: Notify,
}

pub(super) enum PermitAnswer {
    /// Leave.
    Granted,
    /// Leave, and the embedded channel of a sandbox answers this.
    GrantedWithReply(Vec<u8>),
    /// Somebody else holds the message now.
    Denied,
}

impl SendPermit {
    /// A shut gate for one delivery.
    pub(super) fn new(job: u64, delivery_id: &str, desk: mpsc::UnboundedSender<SenderEvent>) -> Self {
        let delivery_id = delivery_id.to_owned();
        let (tried, open) = (AtomicBool::new(false), AtomicBool::new(false));
        Self(Arc::new(PermitState { job, delivery_id, desk, tried, open, opened: Notify::new() }))
    }

    /// Asks the desk, once; afterwards the gate gives no further permission.
    pub(super) async fn request_permit(&self) -> PermitAnswer {
        if self.0.tried.swap(true, Ordering::Relaxed) {
            return PermitAnswer::Denied;
        }
        let (answer, said) = oneshot::channel();
        let asked = SenderEvent::PermitRequested { job: self.0.job, delivery_id: self.0.delivery_id.clone(), answer };
        if self.0.desk.send(asked).is_err() {
            return PermitAnswer::Denied;
        }
        let pass = match said.await {
            Ok(PermitDecision::Granted(None)) => PermitAnswer::Granted,
            Ok(PermitDecision::Granted(Some(answer))) => PermitAnswer::GrantedWithReply(answer),
            Ok(PermitDecision::Denied) | Err(_) => return PermitAnswer::Denied,
        };
        self.0.open.store(true, Ordering::Relaxed);
        self.0.opened.notify_one();
        pass
    }

    /// Whether a byte may have left.
    pub(super) fn is_granted(&self) -> bool {
        self.0.open.load(Ordering::Relaxed)
    }

    /// Whether the desk was asked and said no.
    pub(super) fn is_denied(&self) -> bool {
        self.0.tried.load(Ordering::Relaxed) && !self.is_granted()
    }

    /// Ends so long after the gate was opened.
    pub(super) async fn wait_until_expired(&self, limit: Duration) {
        self.0.opened.notified().await;
        sleep_with_grace(limit).await;
    }

    /// A gate that stands open already: for repeating a message that the receiver recognises.
    pub(super) fn for_repeat(&self) -> Self {
        let PermitState { job, delivery_id, desk, .. } = &*self.0;
        let gate = Self::new(*job, delivery_id, desk.clone());
        gate.0.open.store(self.is_granted(), Ordering::Relaxed);
        gate
    }

    /// A shut gate for the same message: for sending it once more after it was surely not taken.
    pub(super) fn for_resend(&self) -> Self {
        let PermitState { job, delivery_id, desk, .. } = &*self.0;
        Self::new(*job, delivery_id, desk.clone())
    }
}

/// Ends after so long. The line's one thread also waits for the database, and then reads nothing: a limit that passed
/// meanwhile leaves a moment for what has come.
pub(super) async fn sleep_with_grace(limit: Duration) {
    tokio::time::sleep(limit).await;
    tokio::time::sleep(GRACE).await;
}

/// Puts the gate behind every new connection.
#[derive(Clone)]
pub(super) struct PermitLayer;

impl<S> Layer<S> for PermitLayer {
    type Service = PermitConnector<S>;

    fn layer(&self, inner: S) -> PermitConnector<S> {
        PermitConnector { inner }
    }
}

/// A connector whose connections wait at the gate of their call.
#[derive(Clone)]
pub(super) struct PermitConnector<S> {
    inner: S,
}

impl<S, R> Service<R> for PermitConnector<S>
where
    S: Service<R>,
    S::Error: Into<ConnectError>,
    S::Future: Send + 'static,
    S::Response: Send + 'static,
{
    type Response = S::Response;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, ConnectError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.inner.call(request);
        Box::pin(async move {
            let connection = tokio::select! {
                biased;
                connection = connecting => connection.map_err(Into::into)?,
                () = sleep_with_grace(CONNECT_LIMIT) => return Err("no connection in time".into()),
            };
            // A call that says nothing of a permit is a fault of this program, and must not be the one that sends twice.
            match CURRENT_PERMIT.try_with(CallPermit::clone) {
                Err(_) => Err("the call has no permit".into()),
                Ok(CallPermit::NotNeeded) => Ok(connection),
                Ok(CallPermit::Required(permit)) => match permit.request_permit().await {
                    PermitAnswer::Granted | PermitAnswer::GrantedWithReply(_) => Ok(connection),
                    PermitAnswer::Denied => Err("held back".into()),
                },
            }
        })
    }
}
