//! The one way out: tasks go over the line, one or many at once, and each is told of as it ends.

use std::time::Instant;

use super::job::Task;
use super::queue::Waiting;
pub use super::queue::{Left, Why};
use super::worker::{Desk, cut_short};
use crate::app::App;
use crate::app::write::outcome::Outcome;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::{Line, Stop};
use crate::say;

/// How much at once, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub concurrency: usize,
    /// Nothing begins after it. No clock of the day: one that is set during a run must neither cut it short nor make it
    /// endless.
    pub until: Option<Instant>,
}

/// What a run tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    Ended(&'a Task, &'a Result<Outcome>),
    /// Everything that is left waits for its channel.
    Waiting {
        /// The first one to have room again.
        destination: &'a str,
        until: Timestamp,
        millis: i64,
    },
}

/// Told of what happens while it happens.
pub type Report<'a> = &'a mut dyn FnMut(Progress<'_>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    pub left: Vec<Left>,
    /// The signal that ended it early.
    pub stopped: Option<Stopped>,
}

impl Ran {
    pub fn left(&self) -> usize {
        self.left.iter().map(|left| left.count).sum()
    }
}

/// A signal that asked for an early end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
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
    pub fn run(&mut self, tasks: Vec<Task>, limits: Limits, report: Report<'_>) -> Result<Ran> {
        if tasks.is_empty() {
            return Ok(Ran::default());
        }
        let holder = self.hold()?;
        let line = Line::new()?;
        let mut desk = Desk::new(self, &holder, Waiting::of(tasks), limits.until, report);
        let stop = line.run(&mut desk, limits.concurrency)?;
        let unfinished = desk.unfinished();
        if unfinished > 0 {
            return Err(cut_short(unfinished));
        }
        let stopped = stop.map(|stop| match stop {
            Stop::Terminated => Stopped::Terminated,
            Stop::Interrupted => Stopped::Interrupted,
        });
        Ok(Ran { left: desk.into_left(), stopped })
    }

    /// Sends one task.
    ///
    /// # Errors
    /// The rules refuse (4, 5), the other side refuses (5, 6, 7), or nobody knows (12). What happened is recorded either way.
    pub fn run_one(&mut self, task: Task) -> Result<Outcome> {
        let mut done = None;
        let limits = Limits { concurrency: 1, until: None };
        let ran = self.run(vec![task], limits, &mut |progress| {
            if let Progress::Ended(_, result) = progress {
                done = Some(result.clone());
            }
        })?;
        done.unwrap_or_else(|| Err(not_begun(ran.stopped)))
    }
}

fn not_begun(stopped: Option<Stopped>) -> Box<Error> {
    let exit = if stopped == Some(Stopped::Interrupted) { Exit::Interrupted } else { Exit::Transient };
    Error::new("not_begun", exit, say!("被信号中断，什么都没有发出", "a signal came first; nothing left"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}
