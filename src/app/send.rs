//! The one way out: tasks go over the line, one or many at once, and each is told of as it ends.

use super::App;
use super::desk::{Desk, Report, cut_short};
use super::outcome::Outcome;
use super::task::Task;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::line::{Line, Stop};
use crate::say;

/// How much at once, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Orders under way at once.
    pub concurrency: usize,
    /// Nothing begins after it, by the system's clock.
    pub until: Option<Timestamp>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Tasks that were not begun: their channel takes nothing now, or there was no time.
    pub left: usize,
    /// The signal that ended it early.
    pub stopped: Option<Stopped>,
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
        let all = tasks.len();
        let mut ended = 0;
        let mut count = |task: &Task, result: &Result<Outcome>| {
            ended += 1;
            report(task, result);
        };
        let mut desk = Desk::new(self, &holder, tasks.into(), limits.until, &mut count);
        let stop = line.run(&mut desk, limits.concurrency)?;
        let (left, unfinished) = (desk.left, desk.unfinished());
        if unfinished > 0 {
            return Err(cut_short(unfinished));
        }
        let stopped = stop.map(|stop| match stop {
            Stop::Terminated => Stopped::Terminated,
            Stop::Interrupted => Stopped::Interrupted,
        });
        // What a signal kept from beginning was not told of.
        let left = if stopped.is_some() { all - ended } else { left };
        Ok(Ran { left, stopped })
    }

    /// Sends one task.
    ///
    /// # Errors
    /// The rules refuse (4, 5), the other side refuses (5, 6, 7), or nobody knows (12). What happened is recorded either way.
    pub fn run_one(&mut self, task: Task) -> Result<Outcome> {
        let mut done = None;
        let limits = Limits { concurrency: 1, until: None };
        let ran = self.run(vec![task], limits, &mut |_, result| done = Some(result.clone()))?;
        done.unwrap_or_else(|| Err(not_begun(ran.stopped)))
    }
}

fn not_begun(stopped: Option<Stopped>) -> Box<Error> {
    let exit = if stopped == Some(Stopped::Interrupted) { Exit::Interrupted } else { Exit::Transient };
    Error::new("not_begun", exit, say!("被信号中断，什么都没有发出", "a signal came first; nothing left"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}
