//! The line: messages of several orders under way at once, on one thread.
//!
//! Each job is one order's parts in order; a part that is not taken ends its job. Everything that happens is told to the
//! [`DeliveryWorker`] in turns: it records what happened, answers who may leave, and hands out the next jobs, all in one transaction.
//! While it does, nothing else runs, so the more is under way, the more one commit records. A turn begins few jobs: the
//! first leave while the next are prepared, instead of all waiting for the last, and all answers coming at once.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal as Source, SignalKind, signal};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::channel::{LazyHttpClient, MessageChannel};
use super::errors::GatewayError;
use super::send_permit::SendPermit;
use super::{ChannelMessage, SendOutcome};
use crate::domain::value::message::BilingualMessage as Words;
use crate::error::{Error, Result};

/// One order's messages, in the order in which they leave.
#[derive(Debug)]
pub struct SendJob {
    /// What the desk calls it.
    pub id: u64,
    pub channel: Arc<MessageChannel>,
    pub messages: Vec<ChannelMessage>,
}

#[derive(Debug)]
pub enum SenderEvent {
    /// The connection stands and not a byte has left: may it leave?
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PermitDecision {
    /// It is recorded; in a sandbox with what the embedded channel answers.
    Granted(Option<Vec<u8>>),
    /// Another process holds it now.
    Denied,
}

#[derive(Clone, Debug)]
pub enum TokenAnswer {
    Valid(SecretString),
    /// Fetch one and tell: nobody else does.
    Fetch,
    /// Another process fetches one: ask again in a moment.
    Wait,
}

/// What the desk says at the end of a turn.
#[derive(Debug)]
pub struct WorkerStep {
    pub jobs: Vec<SendJob>,
    pub next: NextSend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextSend {
    /// As soon as there is room.
    WhenFree,
    /// Not before something that is under way is told of.
    AfterEvent,
    /// Not before so long.
    AfterDelay(Duration),
    Never,
}

/// The side that records.
pub trait DeliveryWorker {
    /// Records what happened, answers it, and gives at most `room` new jobs.
    ///
    /// # Errors
    /// What can't be recorded ends the line: what was under way is for a person to look at.
    fn run_step(&mut self, happened: Vec<SenderEvent>, room: usize) -> Result<WorkerStep>;
}

/// Why a line ended before the desk had nothing left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShutdownSignal {
    /// SIGTERM.
    Terminated,
    /// SIGINT.
    Interrupted,
}

/// How a channel asks the desk.
#[derive(Clone)]
pub(super) struct WorkerHandle {
    desk: mpsc::UnboundedSender<SenderEvent>,
}

impl WorkerHandle {
    /// A token that the service has not refused, or `None` where this caller must fetch one and [`report_token`](Self::report_token) it.
    pub(super) async fn request_token(&self, account: &str, stale: Option<&SecretString>) -> Option<SecretString> {
        const MOMENT: Duration = Duration::from_millis(50);
        loop {
            let (answer, said) = oneshot::channel();
            let wanted = SenderEvent::TokenRequested { account: account.to_owned(), stale: stale.cloned(), answer };
            self.desk.send(wanted).ok()?;
            match said.await {
                Ok(TokenAnswer::Valid(token)) => return Some(token),
                Ok(TokenAnswer::Wait) => tokio::time::sleep(MOMENT).await,
                Ok(TokenAnswer::Fetch) | Err(_) => return None,
            }
        }
    }

    /// Tells what was fetched.
    pub(super) fn report_token(&self, account: &str, token: Option<(SecretString, Duration)>) {
        // A desk that is gone has no use for it.
        let _ = self.desk.send(SenderEvent::TokenFetched { account: account.to_owned(), token });
    }
}

/// In how many turns a whole line begins.
const RAMP_UP_STEPS: usize = 8;

/// The line, with its runtime and its client.
pub struct MessageSender {
    runtime: Runtime,
    outside: LazyHttpClient,
}

impl MessageSender {
    pub fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
        Ok(Self { runtime: runtime.map_err(|_| runtime_error())?, outside: LazyHttpClient::new() })
    }

    /// Sends what the desk hands out, at most `concurrency` jobs at once, until it has nothing left. SIGTERM and SIGINT let
    /// what is under way come to its end and begin nothing more.
    pub fn run_jobs(&self, desk: &mut dyn DeliveryWorker, concurrency: usize) -> Result<Option<ShutdownSignal>> {
        self.runtime.block_on(self.run_loop(desk, concurrency.max(1)))
    }

    async fn run_loop(&self, desk: &mut dyn DeliveryWorker, concurrency: usize) -> Result<Option<ShutdownSignal>> {
        let (tell, mut heard) = mpsc::unbounded_channel();
        let mut signals = SignalListener::register_signals()?;
        let mut under_way = JoinSet::new();
        let (mut happened, mut stopped) = (Vec::new(), None);
        loop {
            // First the jobs that ended, then all that was told: so what a job told last is in the turn that finds it ended.
            while under_way.try_join_next().is_some() {}
            happened.extend(std::iter::from_fn(|| heard.try_recv().ok()));
            let room = if stopped.is_some() { 0 } else { concurrency.saturating_sub(under_way.len()) };
            let room = room.min(concurrency.div_ceil(RAMP_UP_STEPS));
            let turn = desk.run_step(std::mem::take(&mut happened), room)?;
            for job in turn.jobs {
                let wire = if job.channel.is_remote() { Some(self.outside.http_client()?) } else { None };
                let counter = WorkerHandle { desk: tell.clone() };
                under_way.spawn(async move { send_job(job, wire.as_deref(), &counter).await });
            }
            let next = if stopped.is_some() { NextSend::Never } else { turn.next };
            if under_way.is_empty() && matches!(next, NextSend::Never | NextSend::AfterEvent) {
                return Ok(stopped);
            }
            tokio::select! {
                event = heard.recv() => happened.extend(event),
                () = wait_for_jobs(next, under_way.len() < concurrency) => {}
                stop = signals.next_signal() => {
                    // Asked twice: what is under way is left to be looked at.
                    if stopped.replace(stop) == Some(ShutdownSignal::Interrupted) {
                        return Ok(stopped);
                    }
                }
            }
            // Whatever else is ready goes into the same turn.
            tokio::task::yield_now().await;
        }
    }

    /// Asks a channel whether it could send, with the desk's tokens.
    pub fn probe_channel(
        &self,
        desk: &mut dyn DeliveryWorker,
        channel: &MessageChannel,
        to: &str,
    ) -> Result<Result<Words, SendOutcome>> {
        let wire = if channel.is_remote() { Some(self.outside.http_client()?) } else { None };
        self.runtime.block_on(async {
            let (tell, mut heard) = mpsc::unbounded_channel();
            let counter = WorkerHandle { desk: tell };
            let mut probe = std::pin::pin!(channel.probe_recipient(wire.as_deref(), to, &counter));
            loop {
                tokio::select! {
                    found = &mut probe => {
                        let rest = std::iter::from_fn(|| heard.try_recv().ok()).collect();
                        desk.run_step(rest, 0)?;
                        return Ok(found);
                    }
                    Some(event) = heard.recv() => drop(desk.run_step(vec![event], 0)?),
                }
            }
        })
    }
}

/// Sends the messages of a job until one is not taken.
async fn send_job(job: SendJob, wire: Option<&super::http::HttpClient>, counter: &WorkerHandle) {
    for message in &job.messages {
        let gate = SendPermit::new(job.id, &message.delivery_id, counter.desk.clone());
        let outcome = job.channel.send_message(wire, message, &gate, counter).await;
        let taken = matches!(outcome, SendOutcome::Accepted { .. });
        let delivery_id = message.delivery_id.clone();
        if counter.desk.send(SenderEvent::MessageEnded { job: job.id, delivery_id, outcome }).is_err() || !taken {
            break;
        }
    }
    // The desk outlives its jobs, unless it failed.
    let _ = counter.desk.send(SenderEvent::JobClosed { job: job.id });
}

/// Until there may be more to send; forever where only an event can bring it.
async fn wait_for_jobs(next: NextSend, room: bool) {
    match next {
        NextSend::AfterDelay(time) if room => tokio::time::sleep(time).await,
        NextSend::WhenFree if room => {}
        _ => std::future::pending().await,
    }
}

struct SignalListener {
    terminate: Source,
    interrupt: Source,
}

impl SignalListener {
    fn register_signals() -> Result<Self> {
        let on = |kind| signal(kind).map_err(|_| runtime_error());
        Ok(Self { terminate: on(SignalKind::terminate())?, interrupt: on(SignalKind::interrupt())? })
    }

    async fn next_signal(&mut self) -> ShutdownSignal {
        tokio::select! {
            _ = self.terminate.recv() => ShutdownSignal::Terminated,
            _ = self.interrupt.recv() => ShutdownSignal::Interrupted,
        }
    }
}

fn runtime_error() -> Box<Error> {
    GatewayError::NoRuntime.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::MessagePart;

    /// Lets messages leave once a whole line of them waits to.
    struct Full {
        jobs: Vec<SendJob>,
        line: usize,
        begun: Vec<usize>,
        waiting: Vec<oneshot::Sender<PermitDecision>>,
        taken: usize,
    }

    impl DeliveryWorker for Full {
        fn run_step(&mut self, happened: Vec<SenderEvent>, room: usize) -> Result<WorkerStep> {
            for event in happened {
                match event {
                    SenderEvent::PermitRequested { answer, .. } => self.waiting.push(answer),
                    SenderEvent::MessageEnded { outcome: SendOutcome::Accepted { .. }, .. } => self.taken += 1,
                    _ => {}
                }
            }
            assert!(self.waiting.len() <= self.line && self.begun.len() < 1_000, "{:?}", self.begun);
            if self.waiting.len() == self.line {
                self.waiting.drain(..).for_each(|answer| drop(answer.send(PermitDecision::Granted(None))));
            }
            let jobs: Vec<SendJob> = self.jobs.drain(..room.min(self.jobs.len())).collect();
            self.begun.push(jobs.len());
            let next = if self.jobs.is_empty() { NextSend::Never } else { NextSend::WhenFree };
            Ok(WorkerStep { jobs, next })
        }
    }

    #[test]
    fn a_line_is_filled_a_few_jobs_a_turn() {
        let dir = tempfile::tempdir().unwrap();
        let channel = Arc::new(MessageChannel::Spool { dir: dir.path().to_owned() });
        let job = |id: u64| {
            let part = MessagePart::Text { body: "text".to_owned() };
            let message = ChannelMessage { delivery_id: format!("d-{id}"), to: "g".to_owned(), part };
            SendJob { id, channel: Arc::clone(&channel), messages: vec![message] }
        };
        for (line, few) in [(1, 1), (8, 1), (16, 2)] {
            let jobs = (0..48).map(|n| job(line as u64 * 100 + n)).collect();
            let mut desk = Full { jobs, line, begun: Vec::new(), waiting: Vec::new(), taken: 0 };
            assert_eq!(MessageSender::new().unwrap().run_jobs(&mut desk, line).unwrap(), None);
            assert_eq!((desk.taken, desk.begun.iter().max()), (48, Some(&few)), "{line}");
        }
    }
}
