//! The sender: messages of several orders on their way at once, on one thread.
//!
//! Each job is one order's messages in order; a message that is not taken ends its job. Everything that happens is reported
//! to the [`DeliveryWorker`] in steps: it records what happened, gives permits, and hands out the next jobs, all in one
//! transaction. While it does, nothing else runs, so the more is on its way, the more one commit records. A step starts few
//! jobs: the first leave while the next are prepared, instead of all waiting for the last, and all answers coming at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::channel::{LazyHttpClient, MessageChannel};
use super::errors::GatewayError;
use super::http::HttpClient;
use super::protocol::{PermitRequester, SenderEvent, WorkerHandle};
use super::{ChannelMessage, SendOutcome};
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};

/// One order's messages, in the order in which they leave.
#[derive(Debug)]
pub struct SendJob {
    /// What the worker calls it.
    pub id: u64,
    pub channel: Arc<MessageChannel>,
    pub messages: Vec<ChannelMessage>,
}

/// What the worker wants next.
#[derive(Debug)]
pub struct WorkerStep {
    pub jobs: Vec<SendJob>,
    pub next: NextSend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextSend {
    /// As soon as fewer jobs are on their way than may be.
    WhenFree,
    /// Not before something is reported of what is on its way.
    AfterEvent,
    /// Not before so long.
    AfterDelay(Duration),
    Never,
}

/// The side that records.
pub trait DeliveryWorker {
    /// Records what happened, answers it, and gives at most `capacity` new jobs.
    ///
    /// # Errors
    /// What can't be recorded ends the run: what was on its way must be checked by an operator.
    fn run_step(&mut self, happened: Vec<SenderEvent>, capacity: usize) -> Result<WorkerStep>;
}

/// Why a run ended while the worker had more to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShutdownSignal {
    /// SIGTERM.
    Terminated,
    /// SIGINT.
    Interrupted,
}

/// In how many steps all the jobs that may be on their way at once are started.
const RAMP_UP_STEPS: usize = 8;

/// The sender, with its runtime and its HTTP client.
pub struct MessageSender {
    runtime: Runtime,
    http: LazyHttpClient,
}

impl MessageSender {
    pub fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
        Ok(Self { runtime: runtime.map_err(|_| runtime_error())?, http: LazyHttpClient::new() })
    }

    /// Sends what the worker hands out, at most `concurrency` jobs at once, until it has no more. SIGTERM and SIGINT let
    /// what is on its way come to its end and start nothing more.
    pub fn run_jobs(&self, worker: &mut dyn DeliveryWorker, concurrency: usize) -> Result<Option<ShutdownSignal>> {
        self.runtime.block_on(self.run_loop(worker, concurrency.max(1)))
    }

    async fn run_loop(&self, worker: &mut dyn DeliveryWorker, concurrency: usize) -> Result<Option<ShutdownSignal>> {
        let (events, mut reported) = mpsc::unbounded_channel();
        let mut signals = SignalListener::register_signals()?;
        let mut sending = JoinSet::new();
        let (mut happened, mut stopped) = (Vec::new(), None);
        loop {
            // First the jobs that ended, then all that was reported: so what a job reported last is in the step that finds it
            // ended.
            while sending.try_join_next().is_some() {}
            happened.extend(std::iter::from_fn(|| reported.try_recv().ok()));
            let capacity = if stopped.is_some() { 0 } else { concurrency.saturating_sub(sending.len()) };
            let capacity = capacity.min(concurrency.div_ceil(RAMP_UP_STEPS));
            let step = worker.run_step(std::mem::take(&mut happened), capacity)?;
            for job in step.jobs {
                let http = self.client_for(&job.channel)?;
                let handle = WorkerHandle { events: events.clone() };
                sending.spawn(async move { send_job(job, http.as_deref(), &handle).await });
            }
            let next = if stopped.is_some() { NextSend::Never } else { step.next };
            if sending.is_empty() && matches!(next, NextSend::Never | NextSend::AfterEvent) {
                return Ok(stopped);
            }
            tokio::select! {
                event = reported.recv() => happened.extend(event),
                () = wait_for_jobs(next, sending.len() < concurrency) => {}
                stop = signals.next_signal() => {
                    // Asked twice: what is on its way is left for an operator to check, and what is reported is recorded.
                    if stopped.replace(stop) == Some(ShutdownSignal::Interrupted) {
                        happened.extend(std::iter::from_fn(|| reported.try_recv().ok()));
                        worker.run_step(happened, 0)?;
                        return Ok(stopped);
                    }
                }
            }
            // Whatever else is ready goes into the same step.
            tokio::task::yield_now().await;
        }
    }

    /// Asks a channel whether it could send, with the worker's tokens.
    pub fn probe_channel(
        &self,
        worker: &mut dyn DeliveryWorker,
        channel: &MessageChannel,
        to: &str,
    ) -> Result<Result<BilingualMessage, SendOutcome>> {
        let http = self.client_for(channel)?;
        self.runtime.block_on(async {
            let (events, mut reported) = mpsc::unbounded_channel();
            let handle = WorkerHandle { events };
            let mut probe = std::pin::pin!(channel.probe_recipient(http.as_deref(), to, &handle));
            loop {
                tokio::select! {
                    found = &mut probe => {
                        let rest = std::iter::from_fn(|| reported.try_recv().ok()).collect();
                        worker.run_step(rest, 0)?;
                        return Ok(found);
                    }
                    Some(event) = reported.recv() => drop(worker.run_step(vec![event], 0)?),
                }
            }
        })
    }

    /// The HTTP client, where the channel needs one.
    fn client_for(&self, channel: &MessageChannel) -> Result<Option<Arc<HttpClient>>> {
        channel.is_remote().then(|| self.http.http_client()).transpose()
    }
}

/// Sends the messages of a job until one is not taken.
async fn send_job(job: SendJob, http: Option<&HttpClient>, worker: &WorkerHandle) {
    for message in &job.messages {
        let permits = PermitRequester::new(job.id, &message.delivery_id, worker.clone());
        let outcome = job.channel.send_message(http, message, &permits, worker).await;
        let taken = matches!(outcome, SendOutcome::Accepted { .. });
        let delivery_id = message.delivery_id.clone();
        if worker.events.send(SenderEvent::MessageEnded { job: job.id, delivery_id, outcome }).is_err() || !taken {
            break;
        }
    }
    // The worker outlives its jobs, unless it failed.
    let _ = worker.events.send(SenderEvent::JobClosed { job: job.id });
}

/// Until there may be more to send; forever where only an event can bring it.
async fn wait_for_jobs(next: NextSend, has_capacity: bool) {
    match next {
        NextSend::AfterDelay(time) if has_capacity => tokio::time::sleep(time).await,
        NextSend::WhenFree if has_capacity => {}
        _ => std::future::pending().await,
    }
}

struct SignalListener {
    terminate: Signal,
    interrupt: Signal,
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
    use tokio::sync::oneshot;

    use super::*;
    use crate::gateway::protocol::{PermitDecision, SendPermit};
    use crate::gateway::{MessageAudience, MessagePart};

    /// Permits messages once as many wait as may be on their way.
    struct BatchingWorker {
        jobs: Vec<SendJob>,
        concurrency: usize,
        started: Vec<usize>,
        waiting: Vec<oneshot::Sender<PermitDecision>>,
        taken: usize,
    }

    impl DeliveryWorker for BatchingWorker {
        fn run_step(&mut self, happened: Vec<SenderEvent>, capacity: usize) -> Result<WorkerStep> {
            for event in happened {
                match event {
                    SenderEvent::PermitRequested { answer, .. } => self.waiting.push(answer),
                    SenderEvent::MessageEnded { outcome: SendOutcome::Accepted { .. }, .. } => self.taken += 1,
                    _ => {}
                }
            }
            assert!(self.waiting.len() <= self.concurrency && self.started.len() < 1_000, "{:?}", self.started);
            if self.waiting.len() == self.concurrency {
                self.waiting.drain(..).for_each(|answer| {
                    drop(answer.send(PermitDecision::Granted(SendPermit::for_recorded_message(None))))
                });
            }
            let jobs: Vec<SendJob> = self.jobs.drain(..capacity.min(self.jobs.len())).collect();
            self.started.push(jobs.len());
            let next = if self.jobs.is_empty() { NextSend::Never } else { NextSend::WhenFree };
            Ok(WorkerStep { jobs, next })
        }
    }

    #[test]
    fn jobs_are_started_a_few_a_step() {
        let dir = tempfile::tempdir().unwrap();
        let channel = Arc::new(MessageChannel::Spool { dir: dir.path().to_owned() });
        let job = |id: u64| {
            let part = MessagePart::Text { body: "text".to_owned() };
            let message = ChannelMessage {
                delivery_id: format!("d-{id}"),
                to: "g".to_owned(),
                audience: MessageAudience::Group,
                part,
            };
            SendJob { id, channel: Arc::clone(&channel), messages: vec![message] }
        };
        for (concurrency, few) in [(1, 1), (8, 1), (16, 2)] {
            let jobs = (0..48).map(|n| job(concurrency as u64 * 100 + n)).collect();
            let mut worker = BatchingWorker { jobs, concurrency, started: Vec::new(), waiting: Vec::new(), taken: 0 };
            assert_eq!(MessageSender::new().unwrap().run_jobs(&mut worker, concurrency).unwrap(), None);
            assert_eq!((worker.taken, worker.started.iter().max()), (48, Some(&few)), "{concurrency}");
        }
    }
}
