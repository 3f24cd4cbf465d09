//! Calls of an application for one message, with its token: fetched once, and once more if the service refuses it.

use std::future::Future;
use std::time::Duration;

use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::account::WecomAccount;
use super::address::WecomBaseUrl;
use super::idempotent_call::call_with_retries;
use super::media;
use super::media::MediaFile;
use super::message_body::MessageBody;
use super::{answer, token};
use crate::gateway::http::{HttpClient, HttpReply, TransportError};
use crate::gateway::protocol::PermitRequester;
use crate::gateway::protocol::WorkerHandle;
use crate::gateway::{RefusalClass, SendOutcome};

/// How long to try to get a token or to read something. The worker lets another process try after 20 s.
const READ_PATIENCE: Duration = Duration::from_secs(18);
/// How long to try to upload something.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(60);

pub(in crate::gateway) struct AppSession<'a> {
    account: &'a WecomAccount,
    http: &'a HttpClient,
    worker: &'a WorkerHandle,
    base: WecomBaseUrl,
    token: SecretString,
    renewed: bool,
}

/// An error of these is a definite no: nothing of them reaches a person.
impl<'a> AppSession<'a> {
    /// Gets a token.
    pub(in crate::gateway) async fn open(
        account: &'a WecomAccount,
        http: &'a HttpClient,
        worker: &'a WorkerHandle,
    ) -> Result<Self, SendOutcome> {
        let base = WecomBaseUrl::parse(&account.base_url)?;
        let token = account.tokens.get_token(None, worker, fetch_token(account, http, &base)).await?;
        Ok(Self { account, http, worker, base, token, renewed: false })
    }

    /// Reads something that is guarded like a send.
    pub(in crate::gateway) async fn call_read(
        &mut self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Value, SendOutcome> {
        let http = self.http;
        self.call_idempotent(path, query, READ_PATIENCE, move |url| http.get(url)).await
    }

    /// Uploads a file and gives the message body that shows it.
    pub(in crate::gateway) async fn upload_media(&mut self, media: MediaFile<'_>) -> Result<MessageBody, SendOutcome> {
        let http = self.http;
        let query = [("type", media.kind)];
        let call = move |url| http.upload_form(url, media.upload_form());
        let answer = self.call_idempotent("media/upload", &query, UPLOAD_PATIENCE, call).await?;
        Ok(MessageBody::from_media(media.kind, &media::read_media_id(&answer, &self.base.host_and_port())?))
    }

    /// Sends a message with a permit, and once more, with another, if its token was refused: then it was surely not taken.
    pub(in crate::gateway) async fn send_message(
        &mut self,
        path: &str,
        body: &str,
        permits: &PermitRequester,
    ) -> Result<Value, SendOutcome> {
        loop {
            let reply = self.http.send_json(self.call_url(path, &[]), body.to_owned(), permits).await;
            let read = reply
                .map_err(|fault| answer::transport_outcome(fault, &self.base.host_and_port()))
                .and_then(|r| answer::read_answer(&r));
            match read {
                Ok(answer) => return Ok(answer),
                Err(no) => self.renew_token(no).await?,
            }
        }
    }

    async fn call_idempotent<F>(
        &mut self,
        path: &str,
        query: &[(&str, &str)],
        patience: Duration,
        call: impl Fn(Url) -> F,
    ) -> Result<Value, SendOutcome>
    where
        F: Future<Output = Result<HttpReply, TransportError>>,
    {
        loop {
            let url = self.call_url(path, query);
            match call_with_retries(&self.base.host_and_port(), patience, || call(url.clone())).await {
                Ok(answer) => return Ok(answer),
                Err(no) => self.renew_token(no).await?,
            }
        }
    }

    /// The address of a call, made anew for every call: it carries the token.
    fn call_url(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let token = [("access_token", self.token.expose_secret())];
        self.base.call_url(path, &[&token, query].concat())
    }

    /// Gets another token in place of a refused one, once.
    ///
    /// # Errors
    /// The outcome, if a token would not change it.
    async fn renew_token(&mut self, refused: SendOutcome) -> Result<(), SendOutcome> {
        let refused = refused.redact_text(self.token.expose_secret());
        let Some(refusal) = answer::refused_as(&refused, RefusalClass::RefreshToken) else { return Err(refused) };
        if std::mem::replace(&mut self.renewed, true) {
            return Err(token::token_mismatch(refusal.clone()));
        }
        let fetch = fetch_token(self.account, self.http, &self.base);
        self.token = self.account.tokens.get_token(Some(&self.token), self.worker, fetch).await?;
        Ok(())
    }
}

async fn fetch_token(
    account: &WecomAccount,
    http: &HttpClient,
    base: &WecomBaseUrl,
) -> Result<token::FetchedToken, SendOutcome> {
    let query = [("corpid", account.corp_id.as_str()), ("corpsecret", account.secret.expose_secret())];
    let url = base.call_url("gettoken", &query);
    let answer = call_with_retries(&base.host_and_port(), READ_PATIENCE, || http.get(url.clone()))
        .await
        .map_err(token::judge_token_refusal)?;
    token::read_token(&answer, &base.host_and_port())
}
