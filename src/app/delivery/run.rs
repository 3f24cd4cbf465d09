//! What commands call: jobs are sent, one or many at once, and each is reported as it ends.

use std::time::Instant;

use super::errors::DeliveryError;
use super::job::DeliveryJob;
use super::progress::{ProgressSink, RunProgress};
use super::queue::{DestinationQueues, Parallelism, SkippedJobs};
use super::worker::OutboxWorker;
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::{MessageSender, ShutdownSignal};

/// How much at once, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendLimits {
    pub parallelism: Parallelism,
    /// Nothing starts after it. Not the time of day: one that is set during a run must neither cut it short nor make it
    /// endless.
    pub until: Option<Instant>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSummary {
    pub skipped: Vec<SkippedJobs>,
    /// The signal that ended it early.
    pub stopped: Option<StopSignal>,
}

impl RunSummary {
    pub fn skipped_count(&self) -> usize {
        self.skipped.iter().map(|skipped| skipped.count).sum()
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
    /// Sends jobs. What each did is recorded, and reported as it ends.
    ///
    /// # Errors
    /// The database's, or exit 12 where a run was interrupted twice: what was in flight is recovered by the next sweep.
    pub fn run_jobs(
        &mut self,
        jobs: Vec<DeliveryJob>,
        limits: SendLimits,
        report: ProgressSink<'_>,
    ) -> Result<RunSummary> {
        if jobs.is_empty() {
            return Ok(RunSummary::default());
        }
        let lease = self.acquire_lease()?;
        let sender = MessageSender::new()?;
        let queues = DestinationQueues::from_jobs(jobs, limits.parallelism);
        let mut worker = OutboxWorker::new(self, &lease, queues, limits.until, report);
        let ended = sender.run_jobs(&mut worker, limits.parallelism.max());
        // Whatever ended the run: that messages may have arrived is what matters.
        let unfinished = worker.unfinished_count();
        if unfinished > 0 {
            let error = DeliveryError::DeliveriesInterrupted { count: &unfinished }.into_error();
            return Err(ended.err().map_or(error.clone(), |cause| error.detail("cause", cause.code)));
        }
        let stop = ended?;
        if let Some(error) = worker.take_failure() {
            return Err(error);
        }
        let stopped = stop.map(|stop| match stop {
            ShutdownSignal::Terminated => StopSignal::Terminated,
            ShutdownSignal::Interrupted => StopSignal::Interrupted,
        });
        Ok(RunSummary { skipped: worker.into_skipped(), stopped })
    }

    /// Sends one job.
    ///
    /// # Errors
    /// The rules refuse (4, 5), the service refuses (5, 6, 7), or the outcome is unknown (12). What happened is recorded
    /// either way.
    pub fn run_job(&mut self, job: DeliveryJob) -> Result<OrderOutcome> {
        let mut done = None;
        let limits = SendLimits { parallelism: Parallelism::Mixed(1), until: None };
        let ran = self.run_jobs(vec![job], limits, &mut |progress| {
            if let RunProgress::Ended(_, result) = progress {
                done = Some(result.clone());
            }
        })?;
        done.unwrap_or_else(|| Err(not_started(ran.stopped)))
    }
}

/// A signal came before the job was started.
fn not_started(stopped: Option<StopSignal>) -> Box<Error> {
    let mut error = DeliveryError::NotBegun.into_error();
    if stopped == Some(StopSignal::Interrupted) {
        error.exit = Exit::Interrupted;
    }
    error
}
