//! The outbox worker: hands jobs to the sender, and records in one transaction per step what happened to them.
//!
//! Invariant: a message leaves only after a commit that says it is about to, under this process's claim; and what a job
//! meant for its order is recorded in the same transaction as the end of its last message.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::sync::oneshot;

use super::breaker::is_resting;
use super::context::WorkerContext;
use super::destination::Destination;
use super::earlier_run::answer_repeat;
use super::eligibility::{is_notice_due, is_push_ready};
use super::errors::DeliveryError;
use super::job::{DeliveryJob, JobKind, JobSelection};
use super::progress::{ProgressSink, RunProgress};
use super::queue::{DestinationQueues, SkipReason, SkippedJobs};
use super::recovery::ProcessLease;
use super::result::SendResult;
use super::settle::settle_job;
use super::start::{StartResult, StartedJob, first_result, pause_reason, start_job};
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::protocol::{PermitDecision, SendPermit, SenderEvent, TokenAnswer};
use crate::gateway::sender::{DeliveryWorker, NextSend, SendJob, WorkerStep};
use crate::gateway::{RefusalClass, SendOutcome, SendRefusal};
use crate::store::outbox::tokens::TokenLookup;
use crate::store::{DatabaseKind, Store, Tx};

/// How long a job waits for its destination, in milliseconds. A rate limit is a minute; only a service asks for more.
const LONGEST_WAIT_MILLIS: i64 = 5 * 60_000;
/// The longest sleep before the clock is looked at again: it may have been set meanwhile.
const MAX_SLEEP: Duration = Duration::from_mins(1);

pub(crate) struct OutboxWorker<'a> {
    store: &'a mut Store,
    context: WorkerContext,
    lease: &'a ProcessLease,
    jobs: JobTable,
    destinations: BTreeMap<String, Destination>,
    /// Nothing starts after it.
    until: Option<Instant>,
    report: ProgressSink<'a>,
    /// The wait that was reported last.
    announced_wait: Option<Timestamp>,
    /// Why nothing more starts, where the database was in use for too long.
    gave_up: Option<Box<Error>>,
}

/// The jobs that wait, and those whose messages are on their way.
struct JobTable {
    queues: DestinationQueues,
    started: BTreeMap<u64, StartedJob>,
    next_id: u64,
}

/// What a step leaves to be done after its commit.
#[derive(Default)]
struct AfterCommit {
    permits: Vec<(oneshot::Sender<PermitDecision>, PermitDecision)>,
    tokens: Vec<(oneshot::Sender<TokenAnswer>, TokenAnswer)>,
    done: Vec<(DeliveryJob, Result<OrderOutcome>)>,
    jobs: Vec<SendJob>,
}

impl<'a> OutboxWorker<'a> {
    pub(crate) fn new(
        app: &'a mut App,
        lease: &'a ProcessLease,
        queues: DestinationQueues,
        until: Option<Instant>,
        report: ProgressSink<'a>,
    ) -> Self {
        let context = WorkerContext::from_app(app);
        Self {
            store: &mut app.store,
            context,
            lease,
            jobs: JobTable { queues, started: BTreeMap::new(), next_id: 0 },
            destinations: BTreeMap::new(),
            until,
            report,
            announced_wait: None,
            gave_up: None,
        }
    }

    /// The orders whose messages may be on their way although the sender has ended: after a failure.
    pub(crate) fn unfinished_count(&self) -> usize {
        self.jobs.started.len()
    }

    /// Why a run that recorded everything begun nothing more, where that was no decision of its own.
    pub(crate) fn take_failure(&mut self) -> Option<Box<Error>> {
        self.gave_up.take()
    }

    pub(crate) fn into_skipped(mut self) -> Vec<SkippedJobs> {
        // Only a signal ends a run while something still waits.
        self.jobs.queues.skip_all(SkipReason::Signal);
        self.jobs.queues.into_skipped()
    }

    fn wall_time(&self) -> Timestamp {
        self.context.writer.clock.wall_time()
    }

    /// The time that is left; without end where none was set.
    fn time_left(&self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Skips what has no time left, or whose rate limit opens only after the end of the run.
    fn skip_late(&mut self) {
        let Some(time) = self.time_left() else { return };
        if time.is_zero() {
            self.jobs.queues.skip_all(SkipReason::Time);
        }
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        let end = Timestamp::from_millis(self.wall_time().millis().saturating_add(millis));
        self.jobs.queues.skip_rate_limited(end);
    }

    /// When there is more to start; a wait is reported once.
    fn next_action(&mut self) -> NextSend {
        if self.jobs.queues.len() == 0 || self.gave_up.is_some() {
            return NextSend::Never;
        }
        let now = self.wall_time();
        if self.jobs.queues.can_start(now) {
            return NextSend::WhenFree;
        }
        let Some((until, destination)) = self.jobs.queues.next_free(now) else { return NextSend::AfterEvent };
        let millis = until.millis() - now.millis();
        if self.announced_wait.replace(until) != Some(until) {
            (self.report)(RunProgress::Waiting { destination, until, millis });
        }
        // At least a millisecond: the clock is rounded down, and a wait of zero would spin.
        let pause = Duration::from_millis(u64::try_from(millis).unwrap_or(0).max(1)).min(MAX_SLEEP);
        NextSend::AfterDelay(self.time_left().map_or(pause, |time| pause.min(time)))
    }

    /// One transaction: everything that happened, then what starts. What happened is recorded however long that takes; what would
    /// only start gives up where the database is in use for too long, and lets what is on its way come to its end.
    fn record_step(&mut self, happened: Vec<SenderEvent>, capacity: usize) -> Result<AfterCommit> {
        let Self { store, context, lease, jobs, destinations, .. } = self;
        let mut after = AfterCommit::default();
        if !happened.is_empty() {
            store.write_fact(context.ending, |tx, waited| {
                for event in happened {
                    apply_event(tx, context, jobs, event, waited, &mut after)?;
                }
                start_jobs(tx, context, destinations, lease, jobs, capacity, &mut after)
            })?;
            return Ok(after);
        }
        let started =
            store.write(context.ending, |tx| start_jobs(tx, context, destinations, lease, jobs, capacity, &mut after));
        match started {
            Err(busy) if busy.exit == Exit::Busy && !jobs.started.is_empty() => {
                self.gave_up = Some(busy);
                Ok(AfterCommit::default())
            }
            started => started.map(|()| after),
        }
    }
}

impl DeliveryWorker for OutboxWorker<'_> {
    fn run_step(&mut self, happened: Vec<SenderEvent>, capacity: usize) -> Result<WorkerStep> {
        self.skip_late();
        let capacity = if self.gave_up.is_some() { 0 } else { capacity };
        let starts = capacity > 0 && self.jobs.queues.can_start(self.wall_time());
        // A step in which nothing happens costs no transaction.
        let after =
            if happened.is_empty() && !starts { AfterCommit::default() } else { self.record_step(happened, capacity)? };
        // Only now: a permit given before the commit could be forgotten by a crash.
        for (answer, decision) in after.permits {
            // A message that nobody waits for any more stays in flight, and so becomes unknown.
            let _ = answer.send(decision);
        }
        for (answer, token) in after.tokens {
            let _ = answer.send(token);
        }
        for (job, result) in &after.done {
            (self.report)(RunProgress::Ended(job, result));
        }
        self.skip_late();
        Ok(WorkerStep { jobs: after.jobs, next: self.next_action() })
    }
}

/// Starts jobs until `capacity` of them send.
fn start_jobs(
    tx: &Tx<'_>,
    context: &WorkerContext,
    destinations: &mut BTreeMap<String, Destination>,
    lease: &ProcessLease,
    jobs: &mut JobTable,
    capacity: usize,
    after: &mut AfterCommit,
) -> Result<()> {
    let wall_time = || context.writer.clock.wall_time();
    while after.jobs.len() < capacity {
        let Some(job) = jobs.queues.pop_job(wall_time()) else { break };
        match start_or_skip(tx, context, destinations, &mut jobs.queues, &job, lease)? {
            StartResult::Started(started, messages) => {
                jobs.next_id += 1;
                let channel = Arc::clone(&started.destination.channel);
                after.jobs.push(SendJob { id: jobs.next_id, channel, messages });
                jobs.started.insert(jobs.next_id, *started);
            }
            StartResult::Done(result) => {
                jobs.queues.mark_ended(&job);
                after.done.push((job, *result));
            }
            StartResult::Skipped => jobs.queues.mark_ended(&job),
            StartResult::RateLimited(until) => {
                // Sends that a clock set ahead left in the future would block the limit until then.
                tx.clamp_future_sends(wall_time())?;
                if until.millis() - wall_time().millis() <= LONGEST_WAIT_MILLIS {
                    jobs.queues.put_back(job, until);
                } else if job.is_picked() {
                    let name = job.resolve_destination(tx)?;
                    jobs.queues.skip_with_picked(&job, &name, SkipReason::RateLimited);
                } else {
                    jobs.queues.mark_ended(&job);
                    after.done.push((job.clone(), Err(still_resting(tx, &job, until)?)));
                }
            }
        }
    }
    Ok(())
}

/// The refusal of a job whose destination asked to be left alone for longer than anybody waits.
fn still_resting(tx: &Tx<'_>, job: &DeliveryJob, until: Timestamp) -> Result<Box<Error>> {
    let (group, at) = (job.resolve_destination(tx)?, until.format_minute());
    let error = DeliveryError::ChannelResting { group: &group, word: &quote_word(&group), until: &at }.into_error();
    Ok(error.detail("group", group).detail("until", until.format_rfc3339()))
}

/// Starts a job, unless its key, its destination or another process has settled it.
fn start_or_skip(
    tx: &Tx<'_>,
    context: &WorkerContext,
    destinations: &mut BTreeMap<String, Destination>,
    queues: &mut DestinationQueues,
    job: &DeliveryJob,
    lease: &ProcessLease,
) -> Result<StartResult> {
    if let Some(first) = first_result(tx, job).transpose() {
        return Ok(StartResult::done(first));
    }
    if let Some(answer) = answer_repeat(tx, job, lease.locks(), context.writer.clock.wall_time())? {
        return Ok(answer);
    }
    let claim = &lease.new_claim();
    let destination = match cached_destination(tx, context, destinations, job) {
        Ok(destination) => destination,
        Err(error) => {
            // The others of this destination would fail alike.
            queues.skip_picked(job, job.queue_name(), SkipReason::Unusable);
            return Ok(StartResult::done(Err(error)));
        }
    };
    if !destination.channel.is_remote() {
        queues.mark_proven(job);
    }
    let now = context.writer.clock.for_next_request().received_at();
    if job.is_picked() && !is_still_due(tx, job, now)? {
        return Ok(StartResult::Skipped);
    }
    if job.selection == JobSelection::Scheduled && is_resting(tx, &destination, now)? {
        queues.skip_with_picked(job, &destination.name, SkipReason::Unreachable);
        return Ok(StartResult::Skipped);
    }
    if job.is_picked() && pause_reason(tx, &destination)?.is_some() {
        queues.skip_with_picked(job, &destination.name, SkipReason::Paused);
        return Ok(StartResult::Skipped);
    }
    start_job(tx, context, &destination, job, claim)
}

/// The destination of a job, built once for each name.
fn cached_destination(
    tx: &Tx<'_>,
    context: &WorkerContext,
    cache: &mut BTreeMap<String, Destination>,
    job: &DeliveryJob,
) -> Result<Destination> {
    let name = job.resolve_destination(tx)?;
    if let Some(destination) = cache.get(&name) {
        return Ok(destination.clone());
    }
    let destination = context.destinations.by_name(tx, &name)?;
    cache.insert(name, destination.clone());
    Ok(destination)
}

/// Whether an order that was picked is still to be served.
fn is_still_due(tx: &Tx<'_>, job: &DeliveryJob, now: Timestamp) -> Result<bool> {
    let Some(summary) = tx.find_order_row(&job.order_no)? else { return Ok(false) };
    match &job.kind {
        JobKind::Push { .. } => is_push_ready(tx, &summary, job.selection, now),
        JobKind::Notice(_) => is_notice_due(tx, &summary, job.selection, now),
    }
}

/// Records one thing that the sender reported.
fn apply_event(
    tx: &Tx<'_>,
    context: &WorkerContext,
    jobs: &mut JobTable,
    event: SenderEvent,
    waited: bool,
    after: &mut AfterCommit,
) -> Result<()> {
    match event {
        SenderEvent::PermitRequested { job, delivery_id, answer } => {
            let decision = decide_permit(tx, context, jobs.started.get_mut(&job), &delivery_id, waited)?;
            after.permits.push((answer, decision));
        }
        SenderEvent::MessageEnded { job, delivery_id, outcome } => {
            if let Some(sending) = jobs.started.get_mut(&job) {
                if matches!(outcome, SendOutcome::Accepted { .. }) {
                    jobs.queues.mark_proven(&sending.job);
                }
                let outcome = sending.redact_outcome(outcome);
                let now = context.writer.clock.processed_at();
                sending.result.record_outcome(tx, &delivery_id, outcome, &sending.claim, now)?;
            }
        }
        SenderEvent::JobClosed { job } => {
            if let Some(ended) = jobs.started.remove(&job) {
                release_queue(tx, &mut jobs.queues, &ended)?;
                let result = settle_job(tx, context, &ended)?;
                after.done.push((ended.job, result));
            }
        }
        SenderEvent::TokenRequested { account, stale, answer } => {
            let token = look_up_token(tx, context, &account, stale.as_ref())?;
            after.tokens.push((answer, token));
        }
        SenderEvent::TokenFetched { account, token } => {
            let wall = context.writer.clock.wall_time();
            let until = |lives: Duration| wall.plus_millis(i64::try_from(lives.as_millis()).unwrap_or(i64::MAX));
            let token = token.map(|(token, lives)| (token, until(lives)));
            tx.store_token(&account, token.as_ref().map(|(token, at)| (token, *at)))?;
        }
    }
    Ok(())
}

/// Marks a message as in flight and permits it; or denies it, because its row is not this process's any more, or because its
/// connection has `waited` for the database.
fn decide_permit(
    tx: &Tx<'_>,
    context: &WorkerContext,
    sending: Option<&mut StartedJob>,
    delivery_id: &str,
    waited: bool,
) -> Result<PermitDecision> {
    let Some(sending) = sending else { return Ok(PermitDecision::Denied) };
    if waited && sending.destination.channel.is_remote() {
        return Ok(PermitDecision::Stale);
    }
    if !tx.mark_in_flight(delivery_id, &sending.claim, context.writer.clock.processed_at())? {
        return Ok(PermitDecision::Denied);
    }
    sending.result.note_permit(delivery_id);
    let sandbox = context.kind == DatabaseKind::Sandbox && !sending.destination.channel.is_remote();
    let reply = if sandbox { tx.take_answer(&sending.destination.name)? } else { None };
    Ok(PermitDecision::Granted(SendPermit::for_recorded_message(reply)))
}

/// Lets the next job of the destination be tried, or skips what was picked for one that refuses everything.
fn release_queue(tx: &Tx<'_>, queues: &mut DestinationQueues, ended: &StartedJob) -> Result<()> {
    queues.mark_ended(&ended.job);
    if let SendResult::Refused(refusal) = &ended.result.sent
        && refusal.class.stops_channel()
    {
        let name = &ended.destination.name;
        queues.skip_picked(&ended.job, name, skip_reason(tx, name, refusal)?);
    }
    Ok(())
}

fn skip_reason(tx: &Tx<'_>, name: &str, refusal: &SendRefusal) -> Result<SkipReason> {
    Ok(match refusal.class {
        RefusalClass::Unreachable => SkipReason::Unreachable,
        // A group is paused with the refusal, a channel without a group can't be.
        _ if tx.find_group(name)?.is_some() => SkipReason::Paused,
        _ => SkipReason::Unusable,
    })
}

pub(super) fn look_up_token(
    tx: &Tx<'_>,
    context: &WorkerContext,
    account: &str,
    stale: Option<&SecretString>,
) -> Result<TokenAnswer> {
    Ok(match tx.find_or_lease_token(account, stale, context.writer.clock.wall_time())? {
        TokenLookup::Holds(token) => TokenAnswer::Valid(token),
        TokenLookup::Fetch => TokenAnswer::Fetch,
        TokenLookup::Fetching => TokenAnswer::Wait,
    })
}
