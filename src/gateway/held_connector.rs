//! The moment between "the connection is established" and "the first byte is sent", made visible to the caller.
//!
//! The HTTP library connects and sends in one call. This layer stops it in between: it reports that the connection is established,
//! and hands it on when it is told to. A call that is dropped there closes its connection, and no byte of it was sent.
//!
//! Invariant: a call opens at most one connection. The library asks for a second one only to send again by itself.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::sync::oneshot;
use tower_layer::Layer;
use tower_service::Service;

type ConnectError = Box<dyn std::error::Error + Send + Sync>;

/// The caller's side of one connection that is held.
pub(super) struct HeldConnection {
    /// Resolves once the connection is established.
    pub connected: oneshot::Receiver<()>,
    /// Lets the bytes go.
    pub release: oneshot::Sender<()>,
}

/// Holds the one connection of a call.
#[derive(Clone)]
pub(super) struct HoldLayer(Arc<Mutex<Option<ConnectorSide>>>);

struct ConnectorSide {
    connected: oneshot::Sender<()>,
    released: oneshot::Receiver<()>,
}

impl HoldLayer {
    pub(super) fn new() -> (Self, HeldConnection) {
        let (connected, on_connected) = oneshot::channel();
        let (release, released) = oneshot::channel();
        let side = ConnectorSide { connected, released };
        (Self(Arc::new(Mutex::new(Some(side)))), HeldConnection { connected: on_connected, release })
    }
}

impl<S> Layer<S> for HoldLayer {
    type Service = HeldConnector<S>;

    fn layer(&self, inner: S) -> HeldConnector<S> {
        HeldConnector { inner, hold: self.clone() }
    }
}

#[derive(Clone)]
pub(super) struct HeldConnector<S> {
    inner: S,
    hold: HoldLayer,
}

impl<S, R> Service<R> for HeldConnector<S>
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
        let side = self.hold.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let connecting = self.inner.call(request);
        Box::pin(async move {
            let side = side.ok_or("the call had its connection already")?;
            let connection = connecting.await.map_err(Into::into)?;
            let _ = side.connected.send(());
            side.released.await.map_err(|_| "the call was not released")?;
            Ok(connection)
        })
    }
}
