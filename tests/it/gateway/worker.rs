//! A worker that lets everything leave and remembers what happened, and a server that answers by a script.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use ticketctl::domain::value::message::BilingualMessage as Words;
use ticketctl::error::Result;
use ticketctl::gateway::channel::MessageChannel;
use ticketctl::gateway::protocol::{PermitDecision, SendPermit, SenderEvent, TokenAnswer};
use ticketctl::gateway::sender::{DeliveryWorker, MessageSender, NextSend, SendJob, WorkerStep};
use ticketctl::gateway::{ChannelMessage, MessageAudience, MessagePart, SendOutcome, SendRefusal};

use crate::support::fake_server::{Endpoint, FakeServer, Fault};

/// The delivery of every test.
pub(crate) const DELIVERY: &str = "d-1";

/// What a call is answered with.
#[derive(Clone)]
pub(crate) enum Say {
    /// HTTP 200, the header `Error-Code` and this body.
    Json(&'static str),
    /// The raw answer.
    Raw(&'static str),
    /// The connection ends once the request was read.
    Hangup,
}

impl Say {
    fn fault(&self) -> Fault {
        match self {
            Self::Hangup => Fault::DropAfterBody,
            Self::Raw(text) => Fault::Answer((*text).to_owned()),
            Self::Json(body) => {
                let code = serde_json::from_str::<serde_json::Value>(body).unwrap()["errcode"].to_string();
                let length = body.len();
                Fault::Answer(format!(
                    "HTTP/1.1 200 OK\r\nError-Code: {code}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                ))
            }
        }
    }
}

/// The calls of WeCom, and what each is answered with where the script says nothing.
const USUAL: [(&str, &str); 8] = [
    ("gettoken", r#"{"errcode":0,"errmsg":"ok","access_token":"TOKEN-1","expires_in":7200}"#),
    ("media/upload", UPLOADED),
    ("webhook/upload_media", UPLOADED),
    ("message/send", r#"{"errcode":0,"errmsg":"ok","msgid":"MSG-1"}"#),
    ("appchat/send", OK),
    ("appchat/get", OK),
    ("agent/get", OK),
    ("webhook/send", OK),
];
const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;
const UPLOADED: &str = r#"{"errcode":0,"errmsg":"","type":"file","media_id":"MEDIA-1","created_at":"1380000000"}"#;

/// The fake server, whose every answer is written out.
pub(crate) struct ScriptedServer {
    server: FakeServer,
    /// Its address.
    pub(crate) base_url: String,
}

impl ScriptedServer {
    /// A server that answers the calls of a path in turn, the last answer from then on; of others with what is usual.
    pub(crate) fn start(script: &[(&str, &[Say])]) -> Self {
        let server = FakeServer::start();
        for (path, usual) in USUAL {
            let planned = script.iter().find(|(planned, _)| *planned == path).map(|(_, says)| *says);
            let usual = [Say::Json(usual)];
            let (last, before) = planned.unwrap_or(&usual).split_last().unwrap();
            before.iter().for_each(|say| server.fault(endpoint(path), say.fault()));
            server.always(endpoint(path), last.fault());
        }
        Self { base_url: server.base_url(), server }
    }

    /// The bodies that a path received.
    pub(crate) fn bodies(&self, path: &str) -> Vec<String> {
        let received = self.server.received_at(endpoint(path));
        received.iter().map(|entry| String::from_utf8_lossy(&entry.body).into_owned()).collect()
    }

    /// What stood behind the path, call by call.
    pub(crate) fn queries(&self, path: &str) -> Vec<String> {
        let received = self.server.received_at(endpoint(path));
        received.iter().map(|entry| entry.target.split_once('?').unwrap().1.to_owned()).collect()
    }
}

fn endpoint(path: &str) -> Endpoint {
    Endpoint::of(&format!("/cgi-bin/{path}"))
}

/// A worker that hands out jobs, lets everything leave, and remembers what happened.
#[derive(Default)]
pub(crate) struct RecordingWorker {
    jobs: Vec<SendJob>,
    tokens: BTreeMap<String, SecretString>,
    /// The lives of the tokens that were told, and `None` for each that could not be had.
    pub(crate) told: Vec<Option<Duration>>,
    /// How often something asked to leave.
    pub(crate) left: usize,
    /// How messages ended.
    pub(crate) outcomes: Vec<SendOutcome>,
    /// How many may leave, if not all.
    most: Option<usize>,
}

impl DeliveryWorker for RecordingWorker {
    fn run_step(&mut self, happened: Vec<SenderEvent>, room: usize) -> Result<WorkerStep> {
        for event in happened {
            match event {
                SenderEvent::PermitRequested { answer, .. } => {
                    self.left += 1;
                    drop(answer.send(if self.most.is_some_and(|most| self.left > most) {
                        PermitDecision::Denied
                    } else {
                        PermitDecision::Granted(SendPermit::for_recorded_message(None))
                    }));
                }
                SenderEvent::MessageEnded { outcome, .. } => self.outcomes.push(outcome),
                SenderEvent::JobClosed { .. } => {}
                SenderEvent::TokenRequested { account, stale, answer } => {
                    let fresh = |token: &&SecretString| {
                        stale.as_ref().is_none_or(|old| old.expose_secret() != token.expose_secret())
                    };
                    let token = self.tokens.get(&account).filter(fresh);
                    drop(answer.send(token.map_or(TokenAnswer::Fetch, |token| TokenAnswer::Valid(token.clone()))));
                }
                SenderEvent::TokenFetched { account, token } => {
                    self.told.push(token.as_ref().map(|(_, holds)| *holds));
                    self.tokens.extend(token.map(|(token, _)| (account, token)));
                }
            }
        }
        let jobs: Vec<SendJob> = self.jobs.drain(..room.min(self.jobs.len())).collect();
        let next = if self.jobs.is_empty() { NextSend::Never } else { NextSend::WhenFree };
        Ok(WorkerStep { jobs, next })
    }
}

impl RecordingWorker {
    /// A worker that lets something leave so many times, and afterwards holds everything back.
    pub(crate) fn letting(most: usize) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// Remembers a token of an earlier run.
    pub(crate) fn knows(mut self, account: &str, token: &str) -> Self {
        self.tokens.insert(account.to_owned(), SecretString::from(token));
        self
    }

    /// Sends each part in a job of its own, at most `concurrency` at once.
    pub(crate) fn send(
        &mut self,
        channel: &Arc<MessageChannel>,
        to: &str,
        parts: Vec<MessagePart>,
        concurrency: usize,
    ) {
        self.jobs = parts
            .into_iter()
            .enumerate()
            .map(|(n, part)| {
                let message = ChannelMessage {
                    delivery_id: DELIVERY.to_owned(),
                    to: to.to_owned(),
                    audience: MessageAudience::Group,
                    part,
                };
                SendJob { id: n as u64, channel: Arc::clone(channel), messages: vec![message] }
            })
            .collect();
        MessageSender::new().unwrap().run_jobs(self, concurrency).unwrap();
    }

    /// Sends one part and tells how it ended.
    pub(crate) fn send_one(&mut self, channel: MessageChannel, to: &str, part: MessagePart) -> SendOutcome {
        self.send(&Arc::new(channel), to, vec![part], 1);
        self.outcomes.pop().unwrap()
    }

    /// Asks a channel whether it could send.
    pub(crate) fn probe(&mut self, channel: &MessageChannel, to: &str) -> std::result::Result<Words, SendOutcome> {
        MessageSender::new().unwrap().probe_channel(self, channel, to).unwrap()
    }
}

/// A text.
pub(crate) fn text(body: &str) -> MessagePart {
    MessagePart::Text { body: body.to_owned() }
}

/// A picture.
pub(crate) fn image() -> MessagePart {
    MessagePart::Image { file_name: "付款凭证.png".to_owned(), bytes: b"\x89PNG\r\n\x1a\n proof".to_vec() }
}

/// The refusal that an outcome is.
pub(crate) fn refusal(outcome: SendOutcome) -> SendRefusal {
    match outcome {
        SendOutcome::Refused(refusal) => *refusal,
        other => panic!("{other:?}"),
    }
}
