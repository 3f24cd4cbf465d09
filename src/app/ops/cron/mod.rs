//! Everything that is due, in one run: deadlines, pushes, notices; and what then needs a person.

pub(crate) mod due;
pub(crate) mod lock;
pub mod standing;

use std::time::{Duration, Instant};

pub use self::due::PausedGroup;

use self::due::DuePushes;
use self::lock::{CronLock, CronLockResult};
use self::standing::{StandingKind, StandingReport};
use super::sweep::SweepSummary;
use crate::app::App;
use crate::app::delivery::job::{DeliveryJob, JobKind, JobSelection, NoticeOptions};
use crate::app::delivery::operators::OperatorsReport;
use crate::app::delivery::progress::RunProgress;
use crate::app::delivery::queue::{Parallelism, SkipReason};
use crate::app::delivery::resolve::Delivery;
use crate::app::delivery::run::{RunSummary, SendLimits};
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::notice::BY_HAND;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};

/// How a run is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CronLimits {
    /// Nothing begins after so long.
    pub time: Duration,
    /// At most N deadlines, pushes and notices each; 0 means all.
    pub limit: usize,
    pub parallelism: Parallelism,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendCount {
    /// Taken by the remote service.
    pub done: usize,
    /// Surely not taken.
    pub failed: usize,
}

/// A failure of one order, for a person to look at.
#[derive(Debug)]
pub struct OrderFailure {
    pub order_no: OrderNo,
    pub error: Box<Error>,
}

/// What a run did, and what stands as it ended.
#[derive(Debug)]
pub struct CronReport {
    /// Deadlines and deliveries that were interrupted.
    pub swept: SweepSummary,
    pub pushes: SendCount,
    pub notices: SendCount,
    /// How many failures pass by themselves: a later run tries again.
    pub transient: usize,
    /// The others, unknown outcomes aside.
    pub failures: Vec<OrderFailure>,
    pub ran: RunSummary,
    /// Deliveries of unknown outcome, newest first.
    pub unknown: Vec<Delivery>,
    /// What needs a person, in this run and in every one until it is done.
    pub standing: StandingReport,
    /// How many notices wait for a person to pass them on. That is no fault: it changes no exit code.
    pub by_hand: usize,
    /// How much of the bills needs a person. That is no fault of the run either.
    pub bills: u64,
    /// What became of the message to the shop's own people.
    pub operators: OperatorsReport,
    pub took: Duration,
}

/// How a run went.
#[derive(Debug)]
pub enum CronResult {
    Finished(Box<CronReport>),
    /// Another run holds the lock; the refusal that says so (exit 9).
    AlreadyRunning(Box<Error>),
}

impl App {
    /// Does everything that is due. One run at a time per database; a dry run is none.
    ///
    /// # Errors
    /// The database is busy (exit 9); the database's. What fails for one order or one group
    /// is counted and keeps nobody else.
    pub fn run_cron(&mut self, bounds: CronLimits) -> Result<CronResult> {
        let began = Instant::now();
        let dir = self.lease_dir();
        let _lock = if self.caller.dry_run {
            None
        } else {
            match CronLock::acquire(&dir, self.clock.wall_time())? {
                CronLockResult::Acquired(lock) => Some(lock),
                CronLockResult::Busy(error) => return Ok(CronResult::AlreadyRunning(error)),
            }
        };
        let limit = if bounds.limit == 0 { usize::MAX } else { bounds.limit };
        let swept = self.run_sweep(limit)?;
        let mut tasks = self.due_pushes(limit)?;
        tasks.extend(self.due_notices(limit)?);
        let until = began.checked_add(bounds.time);
        let mut count = CronCounts::default();
        let ran = self.run_jobs(tasks, SendLimits { parallelism: bounds.parallelism, until }, &mut |progress| {
            if let RunProgress::Ended(task, result) = progress {
                count.add_result(task, result);
            }
        })?;
        self.clock = self.clock.for_next_request();
        let moment = self.list_context();
        let standing = self.store.read(|tx| StandingReport::collect(tx, &moment))?;
        let by_hand = self.count_notices_by_hand(standing.by_hand)?;
        let bills = self.recheck_bills()?;
        let operators = self.tell_operators(&standing.operators_news(by_hand, self.caller.lang))?;
        Ok(CronResult::Finished(Box::new(CronReport {
            operators,
            by_hand,
            bills,
            swept,
            pushes: count.pushes,
            notices: count.notices,
            transient: count.transient,
            failures: count.failures,
            ran,
            unknown: self.store.read(|tx| tx.list_deliveries(None, Some(DeliveryState::Unknown), 0))?,
            standing,
            took: began.elapsed(),
        })))
    }

    /// A push for each order that is ready and whose group is open.
    fn due_pushes(&mut self, limit: usize) -> Result<Vec<DeliveryJob>> {
        let now = self.clock.received_at();
        Ok(self.store.read(|tx| DuePushes::from_ready_orders(tx, now, limit))?.into_jobs(limit))
    }

    /// A notice for each buyer who is to be told, over the channel of the order's flow. Nobody's hands are at work here.
    fn due_notices(&mut self, limit: usize) -> Result<Vec<DeliveryJob>> {
        let mut tasks = Vec::new();
        for flow in [OrderFlow::Resale, OrderFlow::Checkout] {
            let automatic = self.notice_channel(flow).filter(|channel| *channel != BY_HAND);
            let Some(channel) = automatic.map(str::to_owned) else { continue };
            let sending = NoticeOptions { channel, to: None, lang: Lang::Zh, resend_of: None };
            let selection = JobSelection::Scheduled;
            let notice = |order_no| DeliveryJob::for_notice(order_no, sending.clone(), None).chosen_by(selection);
            tasks.extend(self.ready_to_notify(flow, selection, limit)?.into_iter().map(notice));
        }
        Ok(tasks)
    }
}

impl App {
    /// How many notices wait for a person to pass them on: those whose text is ready, and those that are to be prepared.
    fn count_notices_by_hand(&mut self, prepared: usize) -> Result<usize> {
        let mut count = prepared;
        for flow in [OrderFlow::Resale, OrderFlow::Checkout] {
            if self.notice_channel(flow) == Some(BY_HAND) {
                count += self.ready_to_notify(flow, JobSelection::Scheduled, 0)?.len();
            }
        }
        Ok(count)
    }
}

impl CronReport {
    /// The exit code, made for an alert: the most urgent thing that stands or went wrong.
    pub fn exit_code(&self) -> Exit {
        let standing = self.standing.exit_code();
        let unusable = self.failures.iter().any(|failure| failure.error.exit == Exit::Config);
        match () {
            () if standing == Exit::Unknown || !self.unknown.is_empty() => Exit::Unknown,
            () if standing == Exit::Config || unusable => Exit::Config,
            () if standing == Exit::Partial || !self.failures.is_empty() || !self.swept.failed.is_empty() => {
                Exit::Partial
            }
            () if standing == Exit::Transient || self.transient > 0 || self.waits_for_connection() => Exit::Transient,
            () => Exit::Ok,
        }
    }

    /// Whether orders were left alone because nothing connects to their destination.
    fn waits_for_connection(&self) -> bool {
        self.ran.skipped.iter().any(|skipped| skipped.reason == SkipReason::Unreachable)
    }

    /// How many orders wait for a paused group, or for one to be named.
    pub fn waiting_orders(&self) -> usize {
        self.standing.count_of(StandingKind::PausedGroup) + self.standing.count_of(StandingKind::NoRoute)
    }
}

/// How the messages of a run went so far.
#[derive(Default)]
struct CronCounts {
    pushes: SendCount,
    notices: SendCount,
    transient: usize,
    failures: Vec<OrderFailure>,
}

impl CronCounts {
    fn add_result(&mut self, task: &DeliveryJob, result: &Result<OrderOutcome>) {
        let went = match task.kind {
            JobKind::Push { .. } => &mut self.pushes,
            JobKind::Notice(_) => &mut self.notices,
        };
        match result {
            Ok(outcome) => went.done += usize::from(!outcome.events.is_empty()),
            // Counted from the outbox, with those of earlier runs.
            Err(error) if error.exit == Exit::Unknown => {}
            Err(error) => {
                went.failed += 1;
                if error.is_retryable() {
                    self.transient += 1;
                } else {
                    let failure = OrderFailure { order_no: task.order_no.clone(), error: error.clone() };
                    self.failures.push(failure);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::standing::StandingProblem;
    use super::*;
    use crate::app::ops::errors::OpsError;
    use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};
    use crate::domain::value::time::Timestamp;

    fn quiet() -> CronReport {
        CronReport {
            swept: SweepSummary::default(),
            pushes: SendCount::default(),
            notices: SendCount::default(),
            transient: 0,
            failures: Vec::new(),
            ran: RunSummary::default(),
            unknown: Vec::new(),
            standing: StandingReport::default(),
            by_hand: 0,
            bills: 0,
            operators: OperatorsReport::default(),
            took: Duration::ZERO,
        }
    }

    fn number() -> OrderNo {
        OrderNo::parse("XY20260320033546715D3AV").unwrap()
    }

    fn delivery() -> Delivery {
        let at = Timestamp::from_millis(0);
        Delivery {
            place: None,
            id: "XY20260320033546715D3AV-p1-text".to_owned(),
            order_no: number().to_string(),
            kind: DeliveryKind::Push,
            destination: "g".to_owned(),
            part: DeliveryPart::Text,
            attempt: 1,
            state: DeliveryState::Unknown,
            holder: None,
            receipt: None,
            failure_code: None,
            failure_message: None,
            failure_class: None,
            created_at: at,
            updated_at: at,
        }
    }

    fn problem(kind: StandingKind, count: usize) -> StandingProblem {
        StandingProblem { kind, count, first_order: number(), command: None }
    }

    fn failed(exit: Exit) -> OrderFailure {
        OrderFailure { order_no: number(), error: OpsError::CronRunningUnknown.into_error().with_exit(exit) }
    }

    #[test]
    fn the_most_urgent_thing_is_the_exit_code() {
        let mut cron = quiet();
        assert_eq!(cron.exit_code(), Exit::Ok);
        cron.transient = 1;
        assert_eq!(cron.exit_code(), Exit::Transient);
        cron.standing.problems.push(problem(StandingKind::UnansweredPush, 1));
        assert_eq!(cron.exit_code(), Exit::Partial);
        cron.standing.problems.insert(0, problem(StandingKind::PausedGroup, 3));
        assert_eq!((cron.exit_code(), cron.waiting_orders()), (Exit::Config, 3));
        cron.standing.problems.insert(0, problem(StandingKind::UnknownPush, 1));
        assert_eq!(cron.exit_code(), Exit::Unknown);
        assert_eq!(CronReport { unknown: vec![delivery()], ..quiet() }.exit_code(), Exit::Unknown);
        assert_eq!(CronReport { failures: vec![failed(Exit::Refused)], ..quiet() }.exit_code(), Exit::Partial);
        assert_eq!(CronReport { failures: vec![failed(Exit::Config)], ..quiet() }.exit_code(), Exit::Config);
        let passing = StandingReport { passing: 1, ..StandingReport::default() };
        assert_eq!(CronReport { standing: passing, ..quiet() }.exit_code(), Exit::Transient);
        for kind in StandingKind::ALL {
            let mut cron = quiet();
            cron.standing.problems.push(problem(*kind, 1));
            assert_eq!(cron.exit_code(), kind.exit());
        }
    }

    #[test]
    fn a_failure_that_passes_is_no_news_for_a_person() {
        let mut count = CronCounts::default();
        let task = DeliveryJob::for_push(number(), Some("g".to_owned()), None);
        for exit in [Exit::Transient, Exit::Busy, Exit::Remote, Exit::Unknown] {
            count.add_result(&task, &Err(failed(exit).error));
        }
        assert_eq!((count.pushes, count.transient, count.failures.len()), (SendCount { done: 0, failed: 3 }, 2, 1));
    }
}
