//! The desk: hands tasks to the line, and records in one transaction a turn what happened to them.
//!
//! Invariant: a message leaves only after a commit that says it is about to, under this process's claim; and what a task
//! meant for its order is recorded in the same transaction as the end of its last message.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::destination::{Destination, DestinationFactory};
use super::job::{DeliveryJob, JobKind};
use super::queue::DestinationQueues;
use super::recovery::ProcessLease;
use super::result::SendResult;
use super::run::{ProgressSink, RunProgress, SkipReason, SkippedJobs};
use super::settle::settle_job;
use super::start::{InFlight, StartResult, first_result, pause_reason, start_job};
use crate::app::App;
use crate::app::orders::notice::is_notice_due;
use crate::app::resale::push::is_push_ready;
use crate::app::write::execute::OrderWriter;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::{
    DeliveryWorker as LineDesk, NextSend, PermitDecision, SendJob, SenderEvent, TokenAnswer, WorkerStep,
};
use crate::gateway::{RefusalClass, SendOutcome as Reply};
use crate::say;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::DeliveryClaim;
use crate::store::outbox::tokens::TokenLookup;
use crate::store::{DatabaseKind, Store, Tx, TxEnding};

/// What the desk knows of the shop besides its database.
pub(crate) struct WorkerContext {
    pub writer: OrderWriter,
    pub blobs: BlobStore,
    /// Credentials, addresses and limits.
    pub destinations: DestinationFactory,
    pub push_lang: Lang,
    pub kind: DatabaseKind,
    pub ending: TxEnding,
}

/// The longest sleep before the clock is looked at again: it may have been set meanwhile.
const MAX_SLEEP: Duration = Duration::from_mins(1);

pub(crate) struct OutboxWorker<'a> {
    store: &'a mut Store,
    context: WorkerContext,
    lease: &'a ProcessLease,
    queues: DestinationQueues,
    in_flight: BTreeMap<u64, InFlight>,
    next_id: u64,
    destinations: BTreeMap<String, Destination>,
    /// Nothing begins after it.
    until: Option<Instant>,
    report: ProgressSink<'a>,
    /// The rest that was told of.
    announced_wait: Option<Timestamp>,
}

/// What a turn leaves to be done after its commit.
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
        let book = WorkerContext {
            writer: app.order_writer(),
            blobs: app.blob_store(),
            destinations: DestinationFactory::from_app(app),
            push_lang: app.config.resale.push_text_lang,
            kind: app.store.kind(),
            ending: app.transaction_ending(),
        };
        Self {
            store: &mut app.store,
            context: book,
            lease,
            queues,
            in_flight: BTreeMap::new(),
            next_id: 0,
            destinations: BTreeMap::new(),
            until,
            report,
            announced_wait: None,
        }
    }

    /// What has not ended, once the line has: the orders whose messages may be under way, after a failure.
    pub(crate) fn unfinished_count(&self) -> usize {
        self.in_flight.len()
    }

    pub(crate) fn into_skipped(mut self) -> Vec<SkippedJobs> {
        // Only a signal ends a line while something waits.
        self.queues.skip_all(SkipReason::Signal);
        self.queues.into_skipped()
    }

    fn wall_time(&self) -> Timestamp {
        self.context.writer.clock.wall_time()
    }

    /// The time that is left; without end where none was set.
    fn time_left(&self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Leaves what has no time any more, or its channel no room before the end.
    fn skip_late(&mut self) {
        let Some(time) = self.time_left() else { return };
        if time.is_zero() {
            self.queues.skip_all(SkipReason::Time);
        }
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.queues.skip_rate_limited(Timestamp::from_millis(self.wall_time().millis().saturating_add(millis)));
    }

    /// When there is more to begin; a wait is told once.
    fn next_action(&mut self) -> NextSend {
        if self.queues.len() == 0 {
            return NextSend::Never;
        }
        let now = self.wall_time();
        if self.queues.can_start(now) {
            return NextSend::WhenFree;
        }
        let Some((until, destination)) = self.queues.next_free() else { return NextSend::AfterEvent };
        let millis = until.millis() - now.millis();
        if self.announced_wait.replace(until) != Some(until) {
            (self.report)(RunProgress::Waiting { destination, until, millis });
        }
        // At least a moment, so that a clock's rounding is no spin.
        let pause = Duration::from_millis(u64::try_from(millis).unwrap_or(0).max(1)).min(MAX_SLEEP);
        NextSend::AfterDelay(self.time_left().map_or(pause, |time| pause.min(time)))
    }
}

impl LineDesk for OutboxWorker<'_> {
    fn run_step(&mut self, happened: Vec<SenderEvent>, room: usize) -> Result<WorkerStep> {
        self.skip_late();
        let begins = room > 0 && self.queues.can_start(self.wall_time());
        let after =
            if happened.is_empty() && !begins { AfterCommit::default() } else { self.record_events(happened, room)? };
        for (answer, leave) in after.permits {
            // A message that nobody waits for any more stays in flight, and so becomes unknown.
            let _ = answer.send(leave);
        }
        for (answer, token) in after.tokens {
            let _ = answer.send(token);
        }
        for (task, result) in &after.done {
            (self.report)(RunProgress::Ended(task, result));
        }
        self.skip_late();
        Ok(WorkerStep { jobs: after.jobs, next: self.next_action() })
    }
}

impl OutboxWorker<'_> {
    /// One transaction: everything that happened, then what begins.
    fn record_events(&mut self, happened: Vec<SenderEvent>, room: usize) -> Result<AfterCommit> {
        let Self { store, context: book, lease, queues, in_flight: open, next_id, destinations: outlets, .. } = self;
        let mut after = AfterCommit::default();
        store.write(book.ending, |tx| {
            for event in happened {
                apply_event(tx, book, open, queues, event, &mut after)?;
            }
            while after.jobs.len() < room {
                let Some(task) = queues.pop_job(book.writer.clock.wall_time()) else { break };
                match start_or_skip(tx, book, outlets, queues, &task, &lease.new_claim())? {
                    StartResult::InFlight(opened, messages) => {
                        *next_id += 1;
                        let (id, channel) = (*next_id, Arc::clone(&opened.destination.channel));
                        after.jobs.push(SendJob { id, channel, messages });
                        open.insert(id, *opened);
                    }
                    StartResult::Done(result) => {
                        queues.mark_ended(&task);
                        after.done.push((task, result));
                    }
                    StartResult::Skipped => queues.mark_ended(&task),
                    StartResult::RateLimited(at) => {
                        tx.clamp_future_sends(book.writer.clock.wall_time())?;
                        queues.put_back(task, at);
                    }
                }
            }
            Ok(())
        })?;
        Ok(after)
    }
}

/// Begins a task, unless its key, its channel or another process has settled it.
fn start_or_skip(
    tx: &Tx<'_>,
    book: &WorkerContext,
    outlets: &mut BTreeMap<String, Destination>,
    queues: &mut DestinationQueues,
    task: &DeliveryJob,
    claim: &DeliveryClaim,
) -> Result<StartResult> {
    if let Some(first) = first_result(tx, task).transpose() {
        return Ok(StartResult::Done(first));
    }
    let outlet = match cached_destination(tx, book, outlets, task) {
        Ok(outlet) => outlet,
        Err(error) => {
            // The others of this destination would fail alike.
            queues.skip_picked(task, task.queue_name(), SkipReason::Unusable);
            return Ok(StartResult::Done(Err(error)));
        }
    };
    if !outlet.channel.is_remote() {
        queues.mark_proven(task);
    }
    if task.picked && !is_still_due(tx, task, book.writer.clock.for_next_request().received_at())? {
        return Ok(StartResult::Skipped);
    }
    if task.picked && pause_reason(tx, &outlet)?.is_some() {
        queues.skip_with_picked(task, &outlet.name, SkipReason::Paused);
        return Ok(StartResult::Skipped);
    }
    start_job(tx, book, &outlet, task, claim)
}

/// The outlet of a task, made once for each name.
fn cached_destination(
    tx: &Tx<'_>,
    book: &WorkerContext,
    made: &mut BTreeMap<String, Destination>,
    task: &DeliveryJob,
) -> Result<Destination> {
    let name = task.resolve_destination(tx)?;
    if let Some(outlet) = made.get(&name) {
        return Ok(outlet.clone());
    }
    let outlet = book.destinations.by_name(tx, &name)?;
    made.insert(name, outlet.clone());
    Ok(outlet)
}

/// Whether an order that was picked is still to be served.
fn is_still_due(tx: &Tx<'_>, task: &DeliveryJob, now: Timestamp) -> Result<bool> {
    let Some(summary) = tx.find_order_row(&task.order_no)? else { return Ok(false) };
    match &task.kind {
        JobKind::Push { .. } => is_push_ready(tx, &summary, now),
        JobKind::Notice(_) => is_notice_due(tx, &summary, now),
    }
}

fn apply_event(
    tx: &Tx<'_>,
    book: &WorkerContext,
    open: &mut BTreeMap<u64, InFlight>,
    queues: &mut DestinationQueues,
    event: SenderEvent,
    after: &mut AfterCommit,
) -> Result<()> {
    let now = book.writer.clock.processed_at();
    match event {
        SenderEvent::PermitRequested { job, delivery_id, answer } => {
            let leave = match open.get(&job) {
                Some(open) if tx.mark_in_flight(&delivery_id, &open.claim, now)? => {
                    let sandbox = book.kind == DatabaseKind::Sandbox && !open.destination.channel.is_remote();
                    PermitDecision::Granted(if sandbox { tx.take_answer(&open.destination.name)? } else { None })
                }
                _ => PermitDecision::Denied,
            };
            after.permits.push((answer, leave));
        }
        SenderEvent::MessageEnded { job, delivery_id, outcome } => {
            if let Some(open) = open.get_mut(&job) {
                if matches!(outcome, Reply::Accepted { .. }) {
                    queues.mark_proven(&open.job);
                }
                let (claim, outcome) = (open.claim.clone(), open.redact_reply(outcome));
                open.result.count_reply(tx, &delivery_id, outcome, &claim, now)?;
            }
        }
        SenderEvent::JobClosed { job } => {
            if let Some(closed) = open.remove(&job) {
                queues.mark_ended(&closed.job);
                if let SendResult::Refused(refusal) = &closed.result.sent
                    && refusal.class.stops_channel()
                {
                    let name = &closed.destination.name;
                    let why = match refusal.class {
                        RefusalClass::Unreachable => SkipReason::Unreachable,
                        _ if tx.find_group(name)?.is_some() => SkipReason::Paused,
                        _ => SkipReason::Unusable,
                    };
                    queues.skip_picked(&closed.job, name, why);
                }
                let result = settle_job(tx, book, &closed)?;
                after.done.push((closed.job, result));
            }
        }
        SenderEvent::TokenRequested { account, stale, answer } => {
            let wall = book.writer.clock.wall_time();
            let known = match tx.find_or_lease_token(&account, stale.as_ref(), wall)? {
                TokenLookup::Holds(token) => TokenAnswer::Valid(token),
                TokenLookup::Fetch => TokenAnswer::Fetch,
                TokenLookup::Fetching => TokenAnswer::Wait,
            };
            after.tokens.push((answer, known));
        }
        SenderEvent::TokenFetched { account, token } => {
            let wall = book.writer.clock.wall_time();
            let until = |lives: Duration| wall.plus_millis(i64::try_from(lives.as_millis()).unwrap_or(i64::MAX));
            let token = token.map(|(token, lives)| (token, until(lives)));
            tx.store_token(&account, token.as_ref().map(|(token, at)| (token, *at)))?;
        }
    }
    Ok(())
}

/// The failure of a command whose line ended while messages were under way.
pub(crate) fn deliveries_cut_short(count: usize) -> Box<Error> {
    Error::new(
        "cut_short",
        Exit::Unknown,
        say!(
            "有 {count} 张订单的投递被中断，结果未知",
            "the deliveries of {count} orders were cut short, and nobody knows how they ended"
        ),
    )
    .hint(say!(
        "`ticketctl sweep`，然后 `ticketctl push list --state unknown`",
        "`ticketctl sweep`, then `ticketctl push list --state unknown`"
    ))
}
