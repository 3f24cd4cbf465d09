//! What waits to leave: a queue for each destination, so that one without room keeps nobody else.

use std::collections::VecDeque;

use super::job::DeliveryJob;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    Paused,
    /// Their channel can't be used: its settings or its secret.
    Unusable,
    Unreachable,
    /// Their channel takes nothing more before the end of the run.
    RateLimited,
    Time,
    Signal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedJobs {
    pub reason: SkipReason,
    /// Their group or channel, where that is why.
    pub destination: String,
    pub count: usize,
}

/// The tasks of one destination, in order.
struct DestinationQueue {
    name: String,
    jobs: VecDeque<DeliveryJob>,
    free_at: Option<Timestamp>,
    probe: ProbeState,
}

/// What is known of a destination in this run. A channel that refuses everything refuses the first order, so the first that
/// was picked goes alone: the others stay as they are and nothing is spent on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProbeState {
    Untried,
    /// The first order is under way.
    Trying,
    /// It took a message.
    Proven,
}

/// Everything that waits to be begun, and what never was.
pub(crate) struct DestinationQueues {
    queues: Vec<DestinationQueue>,
    next_queue: usize,
    skipped: Vec<SkippedJobs>,
}

impl DestinationQueue {
    fn can_start(&self, now: Timestamp) -> bool {
        !self.jobs.is_empty() && self.probe != ProbeState::Trying && self.free_at.is_none_or(|until| until <= now)
    }
}

impl DestinationQueues {
    /// The tasks, each behind those that go the same way.
    pub(crate) fn from_jobs(tasks: Vec<DeliveryJob>) -> Self {
        let mut queues: Vec<DestinationQueue> = Vec::new();
        for task in tasks {
            match queues.iter_mut().find(|queue| queue.name == task.queue_name()) {
                Some(queue) => queue.jobs.push_back(task),
                None => queues.push(DestinationQueue {
                    name: task.queue_name().to_owned(),
                    jobs: VecDeque::from([task]),
                    free_at: None,
                    probe: ProbeState::Untried,
                }),
            }
        }
        Self { queues, next_queue: 0, skipped: Vec::new() }
    }

    /// The next task, the destinations in turns.
    pub(crate) fn pop_job(&mut self, now: Timestamp) -> Option<DeliveryJob> {
        let count = self.queues.len();
        let at = (0..count).map(|step| (self.next_queue + step) % count).find(|at| self.queues[*at].can_start(now))?;
        self.next_queue = at + 1;
        let queue = &mut self.queues[at];
        if queue.probe == ProbeState::Untried && queue.jobs.front().is_some_and(|task| task.picked) {
            queue.probe = ProbeState::Trying;
        }
        queue.jobs.pop_front()
    }

    /// The destination of `task` took a message, or takes whatever it is given.
    pub(crate) fn mark_proven(&mut self, task: &DeliveryJob) {
        if let Some(queue) = self.queue_of(task) {
            queue.probe = ProbeState::Proven;
        }
    }

    /// `task` ended, or never began: if it was to prove its destination and did not, the next one is to.
    pub(crate) fn mark_ended(&mut self, task: &DeliveryJob) {
        if let Some(queue) = self.queue_of(task).filter(|queue| queue.probe == ProbeState::Trying) {
            queue.probe = ProbeState::Untried;
        }
    }

    fn queue_of(&mut self, task: &DeliveryJob) -> Option<&mut DestinationQueue> {
        self.queues.iter_mut().find(|queue| queue.name == task.queue_name())
    }

    /// Puts a task back to the front: its destination has no room before `until`.
    pub(crate) fn put_back(&mut self, task: DeliveryJob, until: Timestamp) {
        self.mark_ended(&task);
        if let Some(queue) = self.queue_of(&task) {
            queue.jobs.push_front(task);
            queue.free_at = Some(until);
        }
    }

    /// Leaves what was picked and goes the way of `task` as it is, because of the state of `destination`. What somebody
    /// asked for by name is tried, and told of.
    pub(crate) fn skip_picked(&mut self, task: &DeliveryJob, destination: &str, why: SkipReason) {
        self.mark_ended(task);
        let Some(queue) = self.queue_of(task) else { return };
        let all = queue.jobs.len();
        queue.jobs.retain(|task| !task.picked);
        let count = all - queue.jobs.len();
        self.add_skipped(why, destination, count);
    }

    /// As [`skip_picked`](Self::skip_picked), and leaves `task` too.
    pub(crate) fn skip_with_picked(&mut self, task: &DeliveryJob, destination: &str, why: SkipReason) {
        self.add_skipped(why, destination, 1);
        self.skip_picked(task, destination, why);
    }

    /// Leaves everything as it is.
    pub(crate) fn skip_all(&mut self, why: SkipReason) {
        let count = self.len();
        self.queues.clear();
        self.add_skipped(why, "", count);
    }

    /// Leaves what can't begin before `end`.
    pub(crate) fn skip_rate_limited(&mut self, end: Timestamp) {
        let too_late = |queue: &&mut DestinationQueue| queue.free_at.is_some_and(|until| until >= end);
        let mut given_up = Vec::new();
        for queue in self.queues.iter_mut().filter(too_late) {
            given_up.push((queue.name.clone(), queue.jobs.len()));
            queue.jobs.clear();
        }
        for (name, count) in given_up {
            self.add_skipped(SkipReason::RateLimited, &name, count);
        }
    }

    fn add_skipped(&mut self, why: SkipReason, destination: &str, count: usize) {
        if count == 0 {
            return;
        }
        match self.skipped.iter_mut().find(|left| left.reason == why && left.destination == destination) {
            Some(left) => left.count += count,
            None => self.skipped.push(SkippedJobs { reason: why, destination: destination.to_owned(), count }),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.queues.iter().map(|queue| queue.jobs.len()).sum()
    }

    pub(crate) fn can_start(&self, now: Timestamp) -> bool {
        self.queues.iter().any(|queue| queue.can_start(now))
    }

    /// The destination that has room first, where nothing can go now and a time is all that it waits for.
    pub(crate) fn next_free(&self) -> Option<(Timestamp, &str)> {
        let resting = self.queues.iter().filter(|queue| !queue.jobs.is_empty());
        resting.filter_map(|queue| queue.free_at.map(|until| (until, queue.name.as_str()))).min()
    }

    pub(crate) fn into_skipped(self) -> Vec<SkippedJobs> {
        self.skipped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::number::OrderNo;

    fn task(n: u32, group: &str) -> DeliveryJob {
        let order_no = OrderNo::parse(&format!("XY20260320033546715{n:04}")).unwrap();
        DeliveryJob::for_push(order_no, Some(group.to_owned()), None).as_picked()
    }

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    /// What is begun, each destination taking what it is given.
    fn ends(waiting: &mut DestinationQueues, now: Timestamp) -> Vec<String> {
        let mut next = || {
            let task = waiting.pop_job(now)?;
            waiting.mark_proven(&task);
            Some(task.order_no.as_str()[19..].to_owned())
        };
        std::iter::from_fn(&mut next).collect()
    }

    #[test]
    fn the_first_order_of_a_destination_goes_alone_until_a_message_is_taken() {
        let mut waiting = DestinationQueues::from_jobs(vec![task(1, "a"), task(2, "a"), task(3, "b"), task(4, "b")]);
        let (first, other) = (waiting.pop_job(at(0)).unwrap(), waiting.pop_job(at(0)).unwrap());
        assert_eq!((first.queue_name(), other.queue_name()), ("a", "b"));
        assert!(waiting.pop_job(at(0)).is_none() && !waiting.can_start(at(0)) && waiting.next_free().is_none());
        waiting.mark_ended(&first);
        let second = waiting.pop_job(at(0)).unwrap();
        assert!(second.queue_name() == "a" && waiting.pop_job(at(0)).is_none(), "the next one is to prove it");
        waiting.mark_proven(&other);
        waiting.mark_ended(&other);
        assert_eq!(ends(&mut waiting, at(0)), ["0004"]);
    }

    #[test]
    fn destinations_take_turns_and_each_keeps_its_order() {
        let mut waiting =
            DestinationQueues::from_jobs(vec![task(1, "a"), task(2, "a"), task(3, "a"), task(4, "b"), task(5, "b")]);
        assert_eq!(ends(&mut waiting, at(0)), ["0001", "0004", "0002", "0005", "0003"]);
    }

    #[test]
    fn a_destination_without_room_lets_the_others_pass() {
        let mut waiting = DestinationQueues::from_jobs(vec![task(1, "a"), task(2, "a"), task(3, "b")]);
        let first = waiting.pop_job(at(0)).unwrap();
        waiting.put_back(first, at(10));
        assert!(waiting.can_start(at(0)), "b can go");
        assert_eq!(ends(&mut waiting, at(0)), ["0003"]);
        assert_eq!(waiting.next_free(), Some((at(10), "a")));
        assert_eq!(ends(&mut waiting, at(10)), ["0001", "0002"]);
        assert_eq!(waiting.next_free(), None);
    }

    #[test]
    fn a_halted_destination_leaves_what_was_picked_and_says_why() {
        let mut named = task(2, "a");
        named.picked = false;
        let mut waiting = DestinationQueues::from_jobs(vec![task(1, "a"), named, task(3, "a"), task(4, "b")]);
        let first = waiting.pop_job(at(0)).unwrap();
        waiting.skip_with_picked(&first, "group", SkipReason::Paused);
        assert_eq!(ends(&mut waiting, at(0)), ["0004", "0002"]);
        assert_eq!(
            waiting.into_skipped(),
            [SkippedJobs { reason: SkipReason::Paused, destination: "group".to_owned(), count: 2 }]
        );
    }

    #[test]
    fn what_has_no_room_before_the_end_is_left_at_once() {
        let mut waiting = DestinationQueues::from_jobs(vec![task(1, "a"), task(2, "a"), task(3, "b")]);
        let first = waiting.pop_job(at(0)).unwrap();
        waiting.put_back(first, at(60));
        waiting.skip_rate_limited(at(61));
        assert_eq!(waiting.len(), 3, "there is time for it");
        waiting.skip_rate_limited(at(60));
        assert_eq!(ends(&mut waiting, at(0)), ["0003"]);
        waiting.skip_all(SkipReason::Signal);
        assert_eq!(
            waiting.into_skipped(),
            [SkippedJobs { reason: SkipReason::RateLimited, destination: "a".to_owned(), count: 2 }]
        );
    }
}
