//! Calls of an application for one message, with its token: fetched once, and once more if the service refuses it.

use std::future::Future;
use std::time::Duration;

use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::address::Base;
use super::app::App;
use super::idempotent_call::unseen;
use super::media;
use super::media::Media;
use super::message_body::Words;
use super::{answer, token};
use crate::gateway::http::{Fault, Reply, Wire};
use crate::gateway::send_permit::Gate;
use crate::gateway::sender::Counter;
use crate::gateway::{Class, Outcome};

/// How long to try to get a token or to read something. The desk lets another process try after 20 s.
const READ_PATIENCE: Duration = Duration::from_secs(18);
/// How long to try to upload something.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(60);

pub(in crate::gateway) struct Session<'a> {
    app: &'a App,
    wire: &'a Wire,
    desk: &'a Counter,
    base: Base,
    token: SecretString,
    renewed: bool,
}

impl<'a> Session<'a> {
    /// Gets a token.
    ///
    /// # Errors
    /// A definite no.
    pub(in crate::gateway) async fn open(app: &'a App, wire: &'a Wire, desk: &'a Counter) -> Result<Self, Outcome> {
        let base = Base::parse(&app.base_url)?;
        let token = app.tokens.get(None, desk, fetch(app, wire, &base)).await?;
        Ok(Self { app, wire, desk, base, token, renewed: false })
    }

    /// Reads something that is guarded like a send.
    ///
    /// # Errors
    /// A definite no.
    pub(in crate::gateway) async fn read(&mut self, path: &str, query: &[(&str, &str)]) -> Result<Value, Outcome> {
        let wire = self.wire;
        self.unseen(path, query, READ_PATIENCE, move |url| wire.get(url)).await
    }

    /// Uploads a file and gives the words that show it.
    ///
    /// # Errors
    /// A definite no.
    pub(in crate::gateway) async fn upload(&mut self, media: Media<'_>) -> Result<Words, Outcome> {
        let wire = self.wire;
        let query = [("type", media.kind)];
        let call = move |url| wire.upload(url, media.form());
        let answer = self.unseen("media/upload", &query, UPLOAD_PATIENCE, call).await?;
        Ok(Words::media(media.kind, &media::id_of(&answer, &self.base.host())?))
    }

    /// Sends a message through its gate, and once more if its token was refused: then it was surely not taken.
    pub(in crate::gateway) async fn send(&mut self, path: &str, body: &str, gate: &Gate) -> Result<Value, Outcome> {
        let mut gate = gate.clone();
        loop {
            let reply = self.wire.send(self.address(path, &[]), body.to_owned(), &gate).await;
            let read = reply.map_err(|fault| answer::fault(fault, &self.base.host())).and_then(|r| answer::read(&r));
            match read {
                Ok(answer) => return Ok(answer),
                Err(no) => self.renew(no).await?,
            }
            gate = gate.anew();
        }
    }

    async fn unseen<F>(
        &mut self,
        path: &str,
        query: &[(&str, &str)],
        patience: Duration,
        call: impl Fn(Url) -> F,
    ) -> Result<Value, Outcome>
    where
        F: Future<Output = Result<Reply, Fault>>,
    {
        loop {
            let url = self.address(path, query);
            match unseen(&self.base.host(), patience, || call(url.clone())).await {
                Ok(answer) => return Ok(answer),
                Err(no) => self.renew(no).await?,
            }
        }
    }

    /// The address of a call, made anew for every call: it carries the token.
    fn address(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let token = [("access_token", self.token.expose_secret())];
        self.base.call(path, &[&token, query].concat())
    }

    /// Gets another token in place of a refused one, once.
    ///
    /// # Errors
    /// The outcome, if a token would not change it.
    async fn renew(&mut self, refused: Outcome) -> Result<(), Outcome> {
        let refused = refused.without(self.token.expose_secret());
        let Some(refusal) = answer::refused_as(&refused, Class::RefreshToken) else { return Err(refused) };
        if std::mem::replace(&mut self.renewed, true) {
            return Err(token::mismatch(refusal.clone()));
        }
        let fetch = fetch(self.app, self.wire, &self.base);
        self.token = self.app.tokens.get(Some(&self.token), self.desk, fetch).await?;
        Ok(())
    }
}

async fn fetch(app: &App, wire: &Wire, base: &Base) -> Result<token::Fetched, Outcome> {
    let query = [("corpid", app.corp_id.as_str()), ("corpsecret", app.secret.expose_secret())];
    let url = base.call("gettoken", &query);
    let answer = unseen(&base.host(), READ_PATIENCE, || wire.get(url.clone())).await.map_err(token::refused)?;
    token::read(&answer, &base.host())
}
