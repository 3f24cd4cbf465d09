//! The one way out: tasks go over the line, one or many at once, and each is told of as it ends.

use std::time::Instant;

use super::job::DeliveryJob;
use super::queue::DestinationQueues;
pub use super::queue::{SkipReason, SkippedJobs};
use super::worker::{OutboxWorker, deliveries_cut_short};
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::{MessageSender, ShutdownSignal};
use crate::say;

/// How much at once, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendLimits {
    pub concurrency: usize,
    /// Nothing begins after it. No clock of the day: one that is set during a run must neither cut it short nor make it
    /// endless.
    pub until: Option<Instant>,
}

/// What a run tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum RunProgress<'a> {
    Ended(&'a DeliveryJob, &'a Result<OrderOutcome>),
    /// Everything that is left waits for its channel.
    Waiting {
        /// The first one to have room again.
        destination: &'a str,
        until: Timestamp,
        millis: i64,
    },
}

/// Told of what happens while it happens.
pub type ProgressSink<'a> = &'a mut dyn FnMut(RunProgress<'_>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSummary {
    pub skipped: Vec<SkippedJobs>,
    /// The signal that ended it early.
    pub stopped: Option<StopSignal>,
}

impl RunSummary {
    pub fn skipped_count(&self) -> usize {
        self.skipped.iter().map(|left| left.count).sum()
    }
}

/// A signal that asked for an early end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopSignal {
    /// SIGTERM.
    Terminated,
    /// SIGINT.
    Interrupted,
}

impl App {
    /// Sends what `tasks` say. What each did is recorded, and told to `report` as it ends.
    ///
    /// # Errors
    /// The database fails, or the run was interrupted twice (exit 12): what was under way is recovered by the next sweep.
    pub fn run_jobs(
        &mut self,
        tasks: Vec<DeliveryJob>,
        limits: SendLimits,
        report: ProgressSink<'_>,
    ) -> Result<RunSummary> {
        if tasks.is_empty() {
            return Ok(RunSummary::default());
        }
        let holder = self.acquire_lease()?;
        let line = MessageSender::new()?;
        let mut desk = OutboxWorker::new(self, &holder, DestinationQueues::from_jobs(tasks), limits.until, report);
        let stop = line.run_jobs(&mut desk, limits.concurrency)?;
        let unfinished = desk.unfinished_count();
        if unfinished > 0 {
            return Err(deliveries_cut_short(unfinished));
        }
        let stopped = stop.map(|stop| match stop {
            ShutdownSignal::Terminated => StopSignal::Terminated,
            ShutdownSignal::Interrupted => StopSignal::Interrupted,
        });
        Ok(RunSummary { skipped: desk.into_skipped(), stopped })
    }

    /// Sends one task.
    ///
    /// # Errors
    /// The rules refuse (4, 5), the other side refuses (5, 6, 7), or nobody knows (12). What happened is recorded either way.
    pub fn run_job(&mut self, task: DeliveryJob) -> Result<OrderOutcome> {
        let mut done = None;
        let limits = SendLimits { concurrency: 1, until: None };
        let ran = self.run_jobs(vec![task], limits, &mut |progress| {
            if let RunProgress::Ended(_, result) = progress {
                done = Some(result.clone());
            }
        })?;
        done.unwrap_or_else(|| Err(not_begun(ran.stopped)))
    }
}

fn not_begun(stopped: Option<StopSignal>) -> Box<Error> {
    let exit = if stopped == Some(StopSignal::Interrupted) { Exit::Interrupted } else { Exit::Transient };
    Error::new("not_begun", exit, say!("被信号中断，什么都没有发出", "a signal came first; nothing left"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}
