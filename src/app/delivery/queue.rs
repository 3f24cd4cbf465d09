//! What waits to be sent: a queue for each destination, so that one at its rate limit does not hold up the others.

use std::collections::VecDeque;

use super::job::{DeliveryJob, JobKind};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;

/// How many orders are on their way at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parallelism {
    /// So many groups side by side, and in each one order after another: a file stands below its own text.
    ByGroup(usize),
    /// So many orders, whatever their group: texts and files of different orders may mix.
    Mixed(usize),
}

impl Parallelism {
    /// What a person asked for; by default four groups side by side.
    pub fn from_flag(orders: Option<u16>) -> Self {
        orders.map_or(Self::ByGroup(4), |orders| Self::Mixed(orders.into()))
    }

    pub(crate) const fn max(self) -> usize {
        match self {
            Self::ByGroup(max) | Self::Mixed(max) => max,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    Paused,
    /// Their destination can't be used: its settings or its secret.
    Unusable,
    Unreachable,
    /// Their rate limit opens only after the end of the run.
    RateLimited,
    Time,
    Signal,
}

impl SkipReason {
    /// Whether the service let them wait, so that a later run sends them.
    pub const fn passes(self) -> bool {
        match self {
            Self::Unreachable | Self::RateLimited => true,
            Self::Paused | Self::Unusable | Self::Time | Self::Signal => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedJobs {
    pub reason: SkipReason,
    /// Their group or channel, where that is why.
    pub destination: String,
    pub count: usize,
}

/// The jobs of one destination, in order.
struct DestinationQueue {
    name: String,
    jobs: VecDeque<DeliveryJob>,
    free_at: Option<Timestamp>,
    trial: TrialState,
    /// Whether its orders go one after another, and the one that is on its way.
    one_by_one: bool,
    running: Option<OrderNo>,
}

/// What is known of a destination in this run. One that refuses everything refuses the first order, so the first that was
/// picked goes alone: the others stay as they are, and no attempt of theirs is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TrialState {
    Untried,
    /// The first order is on its way.
    Trying,
    /// It took a message.
    Proven,
}

/// Everything that waits to be started, and what was skipped.
pub(crate) struct DestinationQueues {
    queues: Vec<DestinationQueue>,
    next_queue: usize,
    skipped: Vec<SkippedJobs>,
}

impl DestinationQueue {
    fn can_start(&self, now: Timestamp) -> bool {
        !self.jobs.is_empty() && !self.waits_for_a_job() && self.free_at.is_none_or(|until| until <= now)
    }

    /// Whether nothing more of it starts before the one that is on its way has ended.
    fn waits_for_a_job(&self) -> bool {
        self.trial == TrialState::Trying || self.running.is_some()
    }
}

impl DestinationQueues {
    /// The jobs, each behind those that go the same way.
    pub(crate) fn from_jobs(jobs: Vec<DeliveryJob>, parallelism: Parallelism) -> Self {
        let mut queues: Vec<DestinationQueue> = Vec::new();
        for job in jobs {
            let is_push = matches!(job.kind, JobKind::Push { .. });
            match queues.iter_mut().find(|queue| queue.name == job.queue_name()) {
                Some(queue) => queue.jobs.push_back(job),
                None => queues.push(DestinationQueue {
                    name: job.queue_name().to_owned(),
                    jobs: VecDeque::from([job]),
                    free_at: None,
                    trial: TrialState::Untried,
                    // A notice is one message to one person: nothing of it can come apart.
                    one_by_one: matches!(parallelism, Parallelism::ByGroup(_)) && is_push,
                    running: None,
                }),
            }
        }
        Self { queues, next_queue: 0, skipped: Vec::new() }
    }

    /// The next job, taking turns among the destinations.
    pub(crate) fn pop_job(&mut self, now: Timestamp) -> Option<DeliveryJob> {
        let count = self.queues.len();
        let at = (0..count).map(|step| (self.next_queue + step) % count).find(|at| self.queues[*at].can_start(now))?;
        self.next_queue = at + 1;
        let queue = &mut self.queues[at];
        if queue.trial == TrialState::Untried && queue.jobs.front().is_some_and(DeliveryJob::is_picked) {
            queue.trial = TrialState::Trying;
        }
        let job = queue.jobs.pop_front();
        if queue.one_by_one {
            queue.running = job.as_ref().map(|job| job.order_no.clone());
        }
        job
    }

    /// The destination of `job` took a message, or takes whatever it is given.
    pub(crate) fn mark_proven(&mut self, job: &DeliveryJob) {
        if let Some(queue) = self.queue_of(job) {
            queue.trial = TrialState::Proven;
        }
    }

    /// `job` ended, or never started: if it was to prove its destination and did not, the next one is to.
    pub(crate) fn mark_ended(&mut self, job: &DeliveryJob) {
        let Some(queue) = self.queue_of(job) else { return };
        if queue.trial == TrialState::Trying {
            queue.trial = TrialState::Untried;
        }
        if queue.running.as_ref() == Some(&job.order_no) {
            queue.running = None;
        }
    }

    fn queue_of(&mut self, job: &DeliveryJob) -> Option<&mut DestinationQueue> {
        self.queues.iter_mut().find(|queue| queue.name == job.queue_name())
    }

    /// Puts a job back to the front: its destination may not send before `until`.
    pub(crate) fn put_back(&mut self, job: DeliveryJob, until: Timestamp) {
        self.mark_ended(&job);
        if let Some(queue) = self.queue_of(&job) {
            queue.jobs.push_front(job);
            queue.free_at = Some(until);
        }
    }

    /// Skips what was picked and goes the way of `job` as it is, because of the state of `destination`. What somebody
    /// asked for by name is tried, and told of.
    pub(crate) fn skip_picked(&mut self, job: &DeliveryJob, destination: &str, reason: SkipReason) {
        self.mark_ended(job);
        let Some(queue) = self.queue_of(job) else { return };
        let all = queue.jobs.len();
        queue.jobs.retain(|job| !job.is_picked());
        let count = all - queue.jobs.len();
        self.add_skipped(reason, destination, count);
    }

    /// As [`skip_picked`](Self::skip_picked), and skips `job` too.
    pub(crate) fn skip_with_picked(&mut self, job: &DeliveryJob, destination: &str, reason: SkipReason) {
        self.add_skipped(reason, destination, 1);
        self.skip_picked(job, destination, reason);
    }

    /// Skips everything.
    pub(crate) fn skip_all(&mut self, reason: SkipReason) {
        let count = self.len();
        self.queues.clear();
        self.add_skipped(reason, "", count);
    }

    /// Skips what can't start before `end`.
    pub(crate) fn skip_rate_limited(&mut self, end: Timestamp) {
        let too_late = |queue: &&mut DestinationQueue| queue.free_at.is_some_and(|until| until >= end);
        let mut too_late_jobs = Vec::new();
        for queue in self.queues.iter_mut().filter(too_late) {
            too_late_jobs.push((queue.name.clone(), queue.jobs.len()));
            queue.jobs.clear();
        }
        for (name, count) in too_late_jobs {
            self.add_skipped(SkipReason::RateLimited, &name, count);
        }
    }

    fn add_skipped(&mut self, reason: SkipReason, destination: &str, count: usize) {
        if count == 0 {
            return;
        }
        match self.skipped.iter_mut().find(|known| known.reason == reason && known.destination == destination) {
            Some(known) => known.count += count,
            None => self.skipped.push(SkippedJobs { reason, destination: destination.to_owned(), count }),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.queues.iter().map(|queue| queue.jobs.len()).sum()
    }

    pub(crate) fn can_start(&self, now: Timestamp) -> bool {
        self.queues.iter().any(|queue| queue.can_start(now))
    }

    /// The destination that may send first after `now`, of those that wait for nothing but a time.
    pub(crate) fn next_free(&self, now: Timestamp) -> Option<(Timestamp, &str)> {
        let limited = self.queues.iter().filter(|queue| !queue.jobs.is_empty() && !queue.waits_for_a_job());
        let waits = limited.filter_map(|queue| queue.free_at.map(|until| (until, queue.name.as_str())));
        waits.filter(|(until, _)| *until > now).min()
    }

    pub(crate) fn into_skipped(self) -> Vec<SkippedJobs> {
        self.skipped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::delivery::job::JobSelection;

    fn sample_job(n: u32, group: &str) -> DeliveryJob {
        let order_no = OrderNo::parse(&format!("XY20260320033546715{n:04}")).unwrap();
        DeliveryJob::for_push(order_no, Some(group.to_owned()), None).chosen_by(JobSelection::Ready)
    }

    fn queues_of(jobs: Vec<DeliveryJob>) -> DestinationQueues {
        DestinationQueues::from_jobs(jobs, Parallelism::Mixed(8))
    }

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    /// What is begun, each destination taking what it is given.
    fn ends(queues: &mut DestinationQueues, now: Timestamp) -> Vec<String> {
        let mut next = || {
            let job = queues.pop_job(now)?;
            queues.mark_proven(&job);
            Some(job.order_no.as_str()[19..].to_owned())
        };
        std::iter::from_fn(&mut next).collect()
    }

    #[test]
    fn the_first_order_of_a_destination_goes_alone_until_a_message_is_taken() {
        let mut queues =
            queues_of(vec![sample_job(1, "a"), sample_job(2, "a"), sample_job(3, "b"), sample_job(4, "b")]);
        let (first, other) = (queues.pop_job(at(0)).unwrap(), queues.pop_job(at(0)).unwrap());
        assert_eq!((first.queue_name(), other.queue_name()), ("a", "b"));
        assert!(queues.pop_job(at(0)).is_none() && !queues.can_start(at(0)) && queues.next_free(at(0)).is_none());
        queues.mark_ended(&first);
        let second = queues.pop_job(at(0)).unwrap();
        assert!(second.queue_name() == "a" && queues.pop_job(at(0)).is_none(), "the next one is to prove it");
        queues.mark_proven(&other);
        queues.mark_ended(&other);
        assert_eq!(ends(&mut queues, at(0)), ["0004"]);
    }

    #[test]
    fn the_orders_of_a_group_go_one_by_one_so_that_a_file_stands_below_its_text() {
        let jobs = vec![sample_job(1, "a"), sample_job(2, "a"), sample_job(3, "b")];
        let mut queues = DestinationQueues::from_jobs(jobs, Parallelism::ByGroup(8));
        let first = queues.pop_job(at(0)).unwrap();
        queues.mark_proven(&first);
        let other = queues.pop_job(at(0)).unwrap();
        assert_eq!((first.queue_name(), other.queue_name()), ("a", "b"), "groups side by side");
        assert!(!queues.can_start(at(0)) && queues.pop_job(at(0)).is_none() && queues.next_free(at(0)).is_none());
        queues.mark_ended(&other);
        assert!(queues.pop_job(at(0)).is_none(), "another group's end frees nobody");
        queues.mark_ended(&first);
        assert_eq!(ends(&mut queues, at(0)), ["0002"]);
    }

    #[test]
    fn destinations_take_turns_and_each_keeps_its_order() {
        let mut queues = queues_of(vec![
            sample_job(1, "a"),
            sample_job(2, "a"),
            sample_job(3, "a"),
            sample_job(4, "b"),
            sample_job(5, "b"),
        ]);
        assert_eq!(ends(&mut queues, at(0)), ["0001", "0004", "0002", "0005", "0003"]);
    }

    #[test]
    fn a_destination_without_room_lets_the_others_pass() {
        let mut queues = queues_of(vec![sample_job(1, "a"), sample_job(2, "a"), sample_job(3, "b")]);
        let first = queues.pop_job(at(0)).unwrap();
        queues.put_back(first, at(10));
        assert!(queues.can_start(at(0)), "b can go");
        assert_eq!(ends(&mut queues, at(0)), ["0003"]);
        assert_eq!(queues.next_free(at(0)), Some((at(10), "a")));
        assert_eq!(ends(&mut queues, at(10)), ["0001", "0002"]);
        assert_eq!(queues.next_free(at(10)), None);
    }

    #[test]
    fn a_destination_whose_first_order_is_tried_waits_for_no_time() {
        let mut queues = queues_of(vec![sample_job(1, "a"), sample_job(2, "a")]);
        let first = queues.pop_job(at(0)).unwrap();
        queues.put_back(first, at(10));
        assert_eq!(queues.next_free(at(0)), Some((at(10), "a")));
        queues.pop_job(at(10)).unwrap();
        assert_eq!(queues.next_free(at(11)), None, "a time that has passed is nothing to sleep for");
    }

    #[test]
    fn a_halted_destination_leaves_what_was_picked_and_says_why() {
        let named = sample_job(2, "a").chosen_by(JobSelection::Named);
        let mut queues = queues_of(vec![sample_job(1, "a"), named, sample_job(3, "a"), sample_job(4, "b")]);
        let first = queues.pop_job(at(0)).unwrap();
        queues.skip_with_picked(&first, "group", SkipReason::Paused);
        assert_eq!(ends(&mut queues, at(0)), ["0004", "0002"]);
        assert_eq!(
            queues.into_skipped(),
            [SkippedJobs { reason: SkipReason::Paused, destination: "group".to_owned(), count: 2 }]
        );
    }

    #[test]
    fn what_has_no_room_before_the_end_is_left_at_once() {
        let mut queues = queues_of(vec![sample_job(1, "a"), sample_job(2, "a"), sample_job(3, "b")]);
        let first = queues.pop_job(at(0)).unwrap();
        queues.put_back(first, at(60));
        queues.skip_rate_limited(at(61));
        assert_eq!(queues.len(), 3, "there is time for it");
        queues.skip_rate_limited(at(60));
        assert_eq!(ends(&mut queues, at(0)), ["0003"]);
        queues.skip_all(SkipReason::Signal);
        assert_eq!(
            queues.into_skipped(),
            [SkippedJobs { reason: SkipReason::RateLimited, destination: "a".to_owned(), count: 2 }]
        );
    }
}
