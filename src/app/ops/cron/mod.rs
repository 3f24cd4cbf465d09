//! Everything that is due, in one run: what time did, pushes, notices; and what then needs a person.

pub(crate) mod due;
pub(crate) mod lock;

use std::time::{Duration, Instant};

pub use self::due::Paused;
pub use self::lock::CRON_RUNNING;

use self::due::Due;
use self::lock::Lock;
use super::sweep::Swept;
use crate::app::App;
use crate::app::delivery::job::{Task, What};
use crate::app::delivery::run::{Limits, Progress, Ran};
use crate::app::orders::notice::Sending;
use crate::app::resale::push::Delivery;
use crate::app::write::outcome::Outcome;
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};

/// How a run is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Nothing begins after so long.
    pub time: Duration,
    /// At most so many deadlines, pushes and notices each; 0 is all.
    pub limit: usize,
    pub concurrency: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Went {
    /// Taken by the other side.
    pub done: usize,
    /// Surely not taken.
    pub failed: usize,
}

/// A failure of one order, for a person to look at.
#[derive(Debug)]
pub struct Failure {
    pub order_no: OrderNo,
    pub error: Box<Error>,
}

/// What a run did, and what stands as it ended.
#[derive(Debug)]
pub struct Cron {
    /// Deadlines and deliveries that were cut short.
    pub swept: Swept,
    pub pushes: Went,
    pub notices: Went,
    /// How many failures pass by themselves: a later run tries again.
    pub transient: usize,
    /// The others, unknown outcomes aside.
    pub failures: Vec<Failure>,
    pub ran: Ran,
    /// Deliveries of unknown outcome, newest first.
    pub unknown: Vec<Delivery>,
    /// Pushes that were taken and not acknowledged in time, oldest first.
    pub overdue: Vec<Delivery>,
    /// Paused groups that orders wait for.
    pub paused: Vec<Paused>,
    /// Orders that are ready and that no group takes.
    pub unrouted: Vec<OrderNo>,
    pub took: Duration,
}

impl App {
    /// Does everything that is due. One run at a time per database; a dry run is none.
    ///
    /// # Errors
    /// Another run holds the lock, or the database is busy (exit 9); the database's. What fails for one order or one group
    /// is counted and keeps nobody else.
    pub fn cron(&mut self, bounds: Bounds) -> Result<Cron> {
        let began = Instant::now();
        let dir = self.holders();
        let _lock = if self.caller.dry_run { None } else { Some(Lock::take(&dir, self.clock.wall())?) };
        let limit = if bounds.limit == 0 { usize::MAX } else { bounds.limit };
        let swept = self.sweep(limit)?;
        let mut tasks = self.due_pushes(limit)?;
        tasks.extend(self.due_notices(limit)?);
        let until = began.checked_add(bounds.time);
        let mut count = Count::default();
        let ran = self.run(tasks, Limits { concurrency: bounds.concurrency, until }, &mut |progress| {
            if let Progress::Ended(task, result) = progress {
                count.add(task, result);
            }
        })?;
        self.clock = self.clock.renewed();
        let now = self.clock.received();
        let Due { paused, unrouted, .. } = self.store.read(|tx| Due::look(tx, now, 0))?;
        Ok(Cron {
            swept,
            pushes: count.pushes,
            notices: count.notices,
            transient: count.transient,
            failures: count.failures,
            ran,
            unknown: self.store.read(|tx| tx.deliveries(None, Some("unknown"), 0))?,
            overdue: self.overdue_pushes(0)?,
            paused,
            unrouted,
            took: began.elapsed(),
        })
    }

    /// A push for each order that is ready and whose group is open.
    fn due_pushes(&mut self, limit: usize) -> Result<Vec<Task>> {
        let now = self.clock.received();
        Ok(self.store.read(|tx| Due::look(tx, now, limit))?.into_tasks(limit))
    }

    /// A notice for each buyer who is to be told, over the channel of the order's flow.
    fn due_notices(&mut self, limit: usize) -> Result<Vec<Task>> {
        let mut tasks = Vec::new();
        for flow in [Flow::Resale, Flow::Checkout] {
            let Some(channel) = self.notice_channel(flow).map(str::to_owned) else { continue };
            let sending = Sending { channel, to: None, lang: Lang::Zh, resend: false };
            let notice = |order_no| Task::notice(order_no, sending.clone(), None).picked();
            tasks.extend(self.ready_to_notify(flow, limit)?.into_iter().map(notice));
        }
        Ok(tasks)
    }
}

impl Cron {
    /// The exit code, made for an alert: the most urgent thing that stands.
    pub fn exit(&self) -> Exit {
        let unusable = self.failures.iter().any(|failure| failure.error.exit == Exit::Config);
        match () {
            () if !self.unknown.is_empty() => Exit::Unknown,
            () if !self.paused.is_empty() || !self.unrouted.is_empty() || unusable => Exit::Config,
            () if !self.failures.is_empty() || !self.swept.failed.is_empty() || !self.overdue.is_empty() => {
                Exit::Partial
            }
            () if self.transient > 0 => Exit::Transient,
            () => Exit::Ok,
        }
    }

    /// How many orders wait for a paused group.
    pub fn waiting(&self) -> usize {
        self.paused.iter().map(|paused| paused.waiting).sum()
    }
}

/// How the messages of a run went so far.
#[derive(Default)]
struct Count {
    pushes: Went,
    notices: Went,
    transient: usize,
    failures: Vec<Failure>,
}

impl Count {
    fn add(&mut self, task: &Task, result: &Result<Outcome>) {
        let went = match task.what {
            What::Push { .. } => &mut self.pushes,
            What::Notice(_) => &mut self.notices,
        };
        match result {
            Ok(outcome) => went.done += usize::from(!outcome.events.is_empty()),
            // Counted from the outbox, with those of earlier runs.
            Err(error) if error.exit == Exit::Unknown => {}
            Err(error) => {
                went.failed += 1;
                if error.retryable() {
                    self.transient += 1;
                } else {
                    let failure = Failure { order_no: task.order_no.clone(), error: error.clone() };
                    self.failures.push(failure);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::time::Timestamp;
    use crate::say;

    fn quiet() -> Cron {
        Cron {
            swept: Swept::default(),
            pushes: Went::default(),
            notices: Went::default(),
            transient: 0,
            failures: Vec::new(),
            ran: Ran::default(),
            unknown: Vec::new(),
            overdue: Vec::new(),
            paused: Vec::new(),
            unrouted: Vec::new(),
            took: Duration::ZERO,
        }
    }

    fn number() -> OrderNo {
        OrderNo::parse("XY20260320033546715D3AV").unwrap()
    }

    fn delivery() -> Delivery {
        let at = Timestamp::from_millis(0);
        Delivery {
            id: "XY20260320033546715D3AV-p1-text".to_owned(),
            order_no: number().to_string(),
            kind: "push".to_owned(),
            destination: "g".to_owned(),
            part: "text".to_owned(),
            attempt: 1,
            state: "unknown".to_owned(),
            holder: None,
            receipt: None,
            failure_code: None,
            failure_message: None,
            failure_class: None,
            created_at: at,
            updated_at: at,
        }
    }

    fn failed(exit: Exit) -> Failure {
        Failure { order_no: number(), error: Error::new("x", exit, say!("x", "x")) }
    }

    #[test]
    fn the_most_urgent_thing_is_the_exit_code() {
        let mut cron = quiet();
        assert_eq!(cron.exit(), Exit::Ok);
        cron.transient = 1;
        assert_eq!(cron.exit(), Exit::Transient);
        cron.overdue.push(delivery());
        assert_eq!(cron.exit(), Exit::Partial);
        cron.paused.push(Paused { group: "g".to_owned(), reason: "r".to_owned(), waiting: 3 });
        assert_eq!((cron.exit(), cron.waiting()), (Exit::Config, 3));
        cron.unknown.push(delivery());
        assert_eq!(cron.exit(), Exit::Unknown);
        assert_eq!(Cron { failures: vec![failed(Exit::Refused)], ..quiet() }.exit(), Exit::Partial);
        assert_eq!(Cron { failures: vec![failed(Exit::Config)], ..quiet() }.exit(), Exit::Config);
        assert_eq!(Cron { unrouted: vec![number()], ..quiet() }.exit(), Exit::Config);
    }

    #[test]
    fn a_failure_that_passes_is_no_news_for_a_person() {
        let mut count = Count::default();
        let task = Task::push(number(), Some("g".to_owned()), None);
        for exit in [Exit::Transient, Exit::Busy, Exit::Remote, Exit::Unknown] {
            count.add(&task, &Err(failed(exit).error));
        }
        assert_eq!((count.pushes, count.transient, count.failures.len()), (Went { done: 0, failed: 3 }, 2, 1));
    }
}
