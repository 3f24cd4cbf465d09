//! One HTTP call, once: what came back, or how sure we are that nothing left.
//!
//! Invariant: no redirect, no retry, no proxy, no pooled connection: a call is one connection and at most one body. Addresses
//! carry the secret, so no address and no error of the HTTP library ever leaves this file.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::multipart::Form;
use reqwest::{Client, RequestBuilder, Response, Url};

use super::errors::GatewayError;
use super::send_permit::{CallPermit, PermitLayer, SendPermit, sleep_with_grace};
use crate::domain::value::message::BilingualMessage as Words;
use crate::error::Result;
use crate::say;

/// The largest answer that is read, in bytes.
pub(super) const REPLY_LIMIT: usize = 64 * 1024;
/// From the open gate, or from the start of a call that sends nothing, to the last byte of the answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(15);
/// A call without a gate also has to connect.
const WHOLE_LIMIT: Duration = Duration::from_secs(20);

/// The HTTP client: made once, when something is first sent.
pub(super) struct HttpClient {
    client: Client,
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
    /// Nothing left: there was no connection.
    Unreachable,
    /// Nothing left: the desk kept it back.
    Held,
    /// It may have been received.
    Lost(Words),
}

impl HttpClient {
    /// Builds the client: TLS by rustls with ring, and the roots that are compiled in.
    pub(super) fn new() -> Result<Self> {
        let failed = |_| GatewayError::TlsSetup.into_error();
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| ())
            .map_err(failed)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .user_agent(concat!("ticketctl/", env!("CARGO_PKG_VERSION")))
            .tls_backend_preconfigured(tls)
            .connector_layer(PermitLayer)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(0)
            .http1_only()
            .no_proxy()
            .referer(false)
            .build();
        Ok(Self { client: client.map_err(|_| ()).map_err(failed)? })
    }

    pub(super) async fn get(&self, url: Url) -> Result<HttpReply, TransportError> {
        send_unguarded(self.client.get(url)).await
    }

    /// Posts JSON that has no effect that could not be had twice.
    pub(super) async fn post(&self, url: Url, body: String) -> Result<HttpReply, TransportError> {
        send_unguarded(with_json_body(self.client.post(url), body)).await
    }

    /// Uploads a form. A file that was uploaded is seen by nobody until it is sent.
    pub(super) async fn upload_form(&self, url: Url, form: Form) -> Result<HttpReply, TransportError> {
        send_unguarded(self.client.post(url).multipart(form)).await
    }

    /// Sends a message as JSON.
    pub(super) async fn send_json(
        &self,
        url: Url,
        body: String,
        gate: &SendPermit,
    ) -> Result<HttpReply, TransportError> {
        send_with_permit(with_json_body(self.client.post(url), body), gate).await
    }

    /// Sends a message as a form.
    pub(super) async fn send_form(&self, url: Url, form: Form, gate: &SendPermit) -> Result<HttpReply, TransportError> {
        send_with_permit(self.client.post(url).multipart(form), gate).await
    }
}

fn with_json_body(request: RequestBuilder, body: String) -> RequestBuilder {
    request.header(reqwest::header::CONTENT_TYPE, "application/json; charset=utf-8").body(body)
}

async fn send_unguarded(request: RequestBuilder) -> Result<HttpReply, TransportError> {
    // What cannot be had twice does not go this way, so it makes no difference how far the call came.
    tokio::select! {
        biased;
        answer = CallPermit::NotNeeded.run_call(read_reply(request)) => answer.map_err(|_| TransportError::Unreachable),
        () = sleep_with_grace(WHOLE_LIMIT) => Err(TransportError::Unreachable),
    }
}

async fn send_with_permit(request: RequestBuilder, gate: &SendPermit) -> Result<HttpReply, TransportError> {
    let answer = tokio::select! {
        biased;
        answer = CallPermit::Required(gate.clone()).run_call(read_reply(request)) => answer,
        () = gate.wait_until_expired(ANSWER_LIMIT) => Err(say!("15 秒内没有回答", "no answer within 15 seconds")),
    };
    answer.map_err(|why| {
        if gate.is_granted() {
            TransportError::Lost(why)
        } else if gate.is_denied() {
            TransportError::Held
        } else {
            TransportError::Unreachable
        }
    })
}

/// One request, one whole answer.
async fn read_reply(request: RequestBuilder) -> Result<HttpReply, Words> {
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

    use super::*;

    /// What a server reads of one POST that `run` sends.
    async fn bytes_sent<F: Future<Output = Result<HttpReply, Words>>>(
        run: impl FnOnce(RequestBuilder) -> F,
    ) -> Vec<u8> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let request = with_json_body(HttpClient::new().unwrap().client.post(url), "{}".to_owned());
        let server = async {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut read = vec![0; 4096];
            let count = connection.read(&mut read).await.unwrap();
            read.truncate(count);
            read
        };
        let (read, answer) = tokio::join!(server, run(request));
        answer.unwrap_err();
        read
    }

    #[tokio::test]
    async fn a_call_without_a_permit_connects_and_sends_nothing() {
        assert_eq!(bytes_sent(read_reply).await, b"");
        let sent = bytes_sent(|request| CallPermit::NotNeeded.run_call(read_reply(request))).await;
        assert!(sent.starts_with(b"POST / HTTP/1.1\r\n"), "{}", String::from_utf8_lossy(&sent));
    }

    #[tokio::test]
    async fn a_send_whose_permit_nobody_grants_sends_nothing() {
        let (worker, events) = tokio::sync::mpsc::unbounded_channel();
        drop(events);
        let permit = CallPermit::Required(SendPermit::new(1, "d-1", worker));
        assert_eq!(bytes_sent(|request| permit.run_call(read_reply(request))).await, b"");
    }
}
