//! One HTTP call, once: what came back, or how sure we are that nothing was sent.
//!
//! Invariant: no redirect, no retry, no proxy, no pooled connection: a call is one connection and at most one body. Addresses
//! carry the secret, so no address and no error of the HTTP library ever leaves this file.

use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::multipart::Form;
use reqwest::{Client, RequestBuilder, Response, Url};
use tokio::sync::oneshot;

use super::errors::GatewayError;
use super::held_connector::HoldLayer;
use super::protocol::{NoPermit, PermitRequester, SendPermit};
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

/// The largest answer that is read, in bytes.
pub(super) const REPLY_LIMIT: usize = 64 * 1024;
/// How long a connection may take, TLS included.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// From the permit to the last byte of the answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(15);
/// The same for a call that may be repeated, such as an upload.
const REPEATABLE_LIMIT: Duration = Duration::from_secs(20);
/// Extra time to read what arrived while this thread was in the database.
const GRACE: Duration = Duration::from_millis(500);

/// What all calls share: made once, when something is first sent.
pub(super) struct HttpClient {
    tls: rustls::ClientConfig,
}

/// An answer that was read whole.
#[derive(Debug)]
pub(super) struct HttpReply {
    pub status: u16,
    /// WeCom's `Error-Code` header.
    pub error_code: Option<i64>,
    /// The `Retry-After` header, in seconds.
    pub retry_after: Option<u32>,
    pub body: Vec<u8>,
}

/// No answer was read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TransportError {
    /// Nothing was sent: there was no connection.
    Unreachable,
    /// Nothing was sent: the worker gave no permit.
    NotPermitted,
    /// It may have been received.
    Lost(BilingualMessage),
}

/// A call whose connection is established and of which no byte was sent. Dropped, it closes the connection.
struct ConnectedCall {
    reply: ReplyFuture,
    release: oneshot::Sender<()>,
}

type ReplyFuture = Pin<Box<dyn Future<Output = Result<HttpReply, BilingualMessage>> + Send>>;

impl HttpClient {
    /// Prepares TLS by rustls with ring, and the roots that are compiled in.
    pub(super) fn new() -> Result<Self> {
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| GatewayError::TlsSetup.into_error())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls })
    }

    pub(super) async fn get(&self, url: Url) -> Result<HttpReply, TransportError> {
        self.call_repeatable(|client| client.get(url)).await
    }

    /// Posts JSON whose effect does not change if it is sent twice.
    pub(super) async fn post(&self, url: Url, body: String) -> Result<HttpReply, TransportError> {
        self.call_repeatable(|client| with_json_body(client.post(url), body)).await
    }

    /// Uploads a form. A file that was uploaded is seen by nobody until it is sent.
    pub(super) async fn upload_form(&self, url: Url, form: Form) -> Result<HttpReply, TransportError> {
        self.call_repeatable(|client| client.post(url).multipart(form)).await
    }

    /// Sends a message as JSON.
    pub(super) async fn send_json(
        &self,
        url: Url,
        body: String,
        permits: &PermitRequester,
    ) -> Result<HttpReply, TransportError> {
        self.send_message(|client| with_json_body(client.post(url), body), permits).await
    }

    /// Sends a message as a form.
    pub(super) async fn send_form(
        &self,
        url: Url,
        form: Form,
        permits: &PermitRequester,
    ) -> Result<HttpReply, TransportError> {
        self.send_message(|client| client.post(url).multipart(form), permits).await
    }

    /// The only path of a message: connect, be permitted, post. A failure before the permit proves that nothing was sent;
    /// after it, nothing proves that.
    async fn send_message(
        &self,
        request: impl FnOnce(&Client) -> RequestBuilder,
        permits: &PermitRequester,
    ) -> Result<HttpReply, TransportError> {
        let call = self.connect(request).await?;
        let permit = permits.request_permit().await.map_err(|no| match no {
            NoPermit::Denied => TransportError::NotPermitted,
            // Nothing was sent, and the next try makes a connection of its own.
            NoPermit::Stale => TransportError::Unreachable,
        })?;
        call.post(permit).await
    }

    /// A call that sends nothing that could not be sent twice, so it makes no difference how far it came.
    async fn call_repeatable(
        &self,
        request: impl FnOnce(&Client) -> RequestBuilder,
    ) -> Result<HttpReply, TransportError> {
        let call = self.connect(request).await?;
        call.run(REPEATABLE_LIMIT).await.map_err(|_| TransportError::Unreachable)
    }

    /// Connects, TLS included. No byte of the request leaves.
    async fn connect(&self, request: impl FnOnce(&Client) -> RequestBuilder) -> Result<ConnectedCall, TransportError> {
        let (layer, held) = HoldLayer::new();
        let client = self.client_with(layer).map_err(|_| TransportError::Unreachable)?;
        let mut reply: ReplyFuture = Box::pin(read_reply(request(&client)));
        tokio::select! {
            biased;
            Ok(()) = held.connected => Ok(ConnectedCall { reply, release: held.release }),
            _ = &mut reply => Err(TransportError::Unreachable),
            () = sleep_with_grace(CONNECT_LIMIT) => Err(TransportError::Unreachable),
        }
    }

    /// A client for one call: its connection is held by `layer`, and there is no other one.
    fn client_with(&self, layer: HoldLayer) -> reqwest::Result<Client> {
        Client::builder()
            .user_agent(concat!("ticketctl/", env!("CARGO_PKG_VERSION")))
            .tls_backend_preconfigured(self.tls.clone())
            .connector_layer(layer)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(0)
            .http1_only()
            .no_proxy()
            .referer(false)
            .build()
    }
}

impl ConnectedCall {
    /// Lets the request leave, once, and reads the answer.
    async fn post(self, _permit: SendPermit) -> Result<HttpReply, TransportError> {
        self.run(ANSWER_LIMIT).await.map_err(TransportError::Lost)
    }

    async fn run(self, limit: Duration) -> Result<HttpReply, BilingualMessage> {
        let _ = self.release.send(());
        tokio::select! {
            biased;
            answer = self.reply => answer,
            () = sleep_with_grace(limit) => {
                let seconds = limit.as_secs();
                Err(say!("{seconds} 秒内没有回答", "no answer within {seconds} seconds"))
            }
        }
    }
}

fn with_json_body(request: RequestBuilder, body: String) -> RequestBuilder {
    request.header(reqwest::header::CONTENT_TYPE, "application/json; charset=utf-8").body(body)
}

/// Ends after so long. The one thread of a run also waits for the database, and then reads nothing: a limit that passed
/// meanwhile leaves a moment for what has come.
async fn sleep_with_grace(limit: Duration) {
    tokio::time::sleep(limit).await;
    tokio::time::sleep(GRACE).await;
}

/// One request, one whole answer.
async fn read_reply(request: RequestBuilder) -> Result<HttpReply, BilingualMessage> {
    let closed = |_| say!("连接在回答之前断开", "the connection ended before the answer did");
    let mut response = request.send().await.map_err(closed)?;
    let status = response.status().as_u16();
    let (error_code, retry_after) = (header_number(&response, "error-code"), header_number(&response, "retry-after"));
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(closed)? {
        if body.len() + chunk.len() > REPLY_LIMIT {
            return Err(say!("回答超过 64 KiB", "the answer is larger than 64 KiB"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(HttpReply { status, error_code, retry_after, body })
}

fn header_number<T: FromStr>(response: &Response, header: &str) -> Option<T> {
    response.headers().get(header)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;
    use tokio::net::TcpListener;
    use tokio::sync::mpsc;

    use super::*;
    use crate::gateway::protocol::{PermitDecision, SenderEvent, WorkerHandle};

    /// What a server reads of one message whose permit is decided so; and how the send ends.
    async fn bytes_sent(decide: impl FnOnce() -> Option<PermitDecision>) -> (Vec<u8>, TransportError) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let (events, mut asked) = mpsc::unbounded_channel();
        let permits = PermitRequester::new(1, "d-1", WorkerHandle { events });
        let server = async {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut read = vec![0; 4096];
            let count = connection.read(&mut read).await.unwrap();
            read.truncate(count);
            read
        };
        let worker = async {
            let Some(SenderEvent::PermitRequested { answer, .. }) = asked.recv().await else { panic!() };
            match decide() {
                Some(decision) => drop(answer.send(decision)),
                None => drop(answer),
            }
        };
        let client = HttpClient::new().unwrap();
        let (read, (), sent) = tokio::join!(server, worker, client.send_json(url, "{}".to_owned(), &permits));
        (read, sent.unwrap_err())
    }

    #[tokio::test]
    async fn a_message_leaves_after_its_permit() {
        let granted = || Some(PermitDecision::Granted(SendPermit::for_recorded_message(None)));
        let (read, fault) = bytes_sent(granted).await;
        assert!(read.starts_with(b"POST / HTTP/1.1\r\n"), "{}", String::from_utf8_lossy(&read));
        assert!(matches!(fault, TransportError::Lost(_)), "the server gave no answer: {fault:?}");
    }

    #[tokio::test]
    async fn a_message_without_a_permit_connects_and_sends_nothing() {
        for decide in [|| Some(PermitDecision::Denied), || None] {
            assert_eq!(bytes_sent(decide).await, (Vec::new(), TransportError::NotPermitted));
        }
    }

    #[tokio::test]
    async fn a_message_whose_connection_grew_old_sends_nothing_and_may_go_again() {
        assert_eq!(bytes_sent(|| Some(PermitDecision::Stale)).await, (Vec::new(), TransportError::Unreachable));
    }

    #[tokio::test]
    async fn a_call_that_is_not_released_sends_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let client = HttpClient::new().unwrap();
        let (accepted, call) = tokio::join!(listener.accept(), client.connect(|client| client.post(url)));
        let mut call = call.unwrap();
        // Even one that runs on waits for its release.
        tokio::time::timeout(Duration::from_millis(100), &mut call.reply).await.unwrap_err();
        drop(call);
        let mut read = Vec::new();
        accepted.unwrap().0.read_to_end(&mut read).await.unwrap();
        assert_eq!(read, b"");
    }

    #[tokio::test]
    async fn where_nobody_listens_nothing_left() {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let url: Url = format!("http://{closed}/").parse().unwrap();
        assert_eq!(HttpClient::new().unwrap().get(url).await.unwrap_err(), TransportError::Unreachable);
    }
}
