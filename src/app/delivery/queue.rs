//! What waits to leave: a queue for each destination, so that one without room keeps nobody else.

use std::collections::VecDeque;

use super::job::Task;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Paused,
    /// Their channel can't be used: its settings or its secret.
    Unusable,
    Unreachable,
    /// Their channel takes nothing more before the end of the run.
    Resting,
    Time,
    Signal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub why: Why,
    /// Their group or channel, where that is why.
    pub destination: String,
    pub count: usize,
}

/// The tasks of one destination, in order.
struct Queue {
    name: String,
    tasks: VecDeque<Task>,
    rests: Option<Timestamp>,
    trust: Trust,
}

/// What is known of a destination in this run. A channel that refuses everything refuses the first order, so the first that
/// was picked goes alone: the others stay as they are and nothing is spent on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    None,
    /// The first order is under way.
    Trying,
    /// It took a message.
    Proven,
}

/// Everything that waits to be begun, and what never was.
pub(crate) struct Waiting {
    queues: Vec<Queue>,
    turn: usize,
    left: Vec<Left>,
}

impl Queue {
    fn can_go(&self, now: Timestamp) -> bool {
        !self.tasks.is_empty() && self.trust != Trust::Trying && self.rests.is_none_or(|until| until <= now)
    }
}

impl Waiting {
    /// The tasks, each behind those that go the same way.
    pub(crate) fn of(tasks: Vec<Task>) -> Self {
        let mut queues: Vec<Queue> = Vec::new();
        for task in tasks {
            match queues.iter_mut().find(|queue| queue.name == task.way()) {
                Some(queue) => queue.tasks.push_back(task),
                None => queues.push(Queue {
                    name: task.way().to_owned(),
                    tasks: VecDeque::from([task]),
                    rests: None,
                    trust: Trust::None,
                }),
            }
        }
        Self { queues, turn: 0, left: Vec::new() }
    }

    /// The next task, the destinations in turns.
    pub(crate) fn pop(&mut self, now: Timestamp) -> Option<Task> {
        let count = self.queues.len();
        let at = (0..count).map(|step| (self.turn + step) % count).find(|at| self.queues[*at].can_go(now))?;
        self.turn = at + 1;
        let queue = &mut self.queues[at];
        if queue.trust == Trust::None && queue.tasks.front().is_some_and(|task| task.picked) {
            queue.trust = Trust::Trying;
        }
        queue.tasks.pop_front()
    }

    /// The destination of `task` took a message, or takes whatever it is given.
    pub(crate) fn proven(&mut self, task: &Task) {
        if let Some(queue) = self.queue_of(task) {
            queue.trust = Trust::Proven;
        }
    }

    /// `task` ended, or never began: if it was to prove its destination and did not, the next one is to.
    pub(crate) fn ended(&mut self, task: &Task) {
        if let Some(queue) = self.queue_of(task).filter(|queue| queue.trust == Trust::Trying) {
            queue.trust = Trust::None;
        }
    }

    fn queue_of(&mut self, task: &Task) -> Option<&mut Queue> {
        self.queues.iter_mut().find(|queue| queue.name == task.way())
    }

    /// Puts a task back to the front: its destination has no room before `until`.
    pub(crate) fn put_back(&mut self, task: Task, until: Timestamp) {
        self.ended(&task);
        if let Some(queue) = self.queue_of(&task) {
            queue.tasks.push_front(task);
            queue.rests = Some(until);
        }
    }

    /// Leaves what was picked and goes the way of `task` as it is, because of the state of `destination`. What somebody
    /// asked for by name is tried, and told of.
    pub(crate) fn halt(&mut self, task: &Task, destination: &str, why: Why) {
        self.ended(task);
        let Some(queue) = self.queue_of(task) else { return };
        let all = queue.tasks.len();
        queue.tasks.retain(|task| !task.picked);
        let count = all - queue.tasks.len();
        self.leave(why, destination, count);
    }

    /// As [`halt`](Self::halt), and leaves `task` too.
    pub(crate) fn halt_before(&mut self, task: &Task, destination: &str, why: Why) {
        self.leave(why, destination, 1);
        self.halt(task, destination, why);
    }

    /// Leaves everything as it is.
    pub(crate) fn give_up(&mut self, why: Why) {
        let count = self.len();
        self.queues.clear();
        self.leave(why, "", count);
    }

    /// Leaves what can't begin before `end`.
    pub(crate) fn give_up_resting(&mut self, end: Timestamp) {
        let too_late = |queue: &&mut Queue| queue.rests.is_some_and(|until| until >= end);
        let mut given_up = Vec::new();
        for queue in self.queues.iter_mut().filter(too_late) {
            given_up.push((queue.name.clone(), queue.tasks.len()));
            queue.tasks.clear();
        }
        for (name, count) in given_up {
            self.leave(Why::Resting, &name, count);
        }
    }

    fn leave(&mut self, why: Why, destination: &str, count: usize) {
        if count == 0 {
            return;
        }
        match self.left.iter_mut().find(|left| left.why == why && left.destination == destination) {
            Some(left) => left.count += count,
            None => self.left.push(Left { why, destination: destination.to_owned(), count }),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.queues.iter().map(|queue| queue.tasks.len()).sum()
    }

    pub(crate) fn can_go(&self, now: Timestamp) -> bool {
        self.queues.iter().any(|queue| queue.can_go(now))
    }

    /// The destination that has room first, where nothing can go now and a time is all that it waits for.
    pub(crate) fn first_room(&self) -> Option<(Timestamp, &str)> {
        let resting = self.queues.iter().filter(|queue| !queue.tasks.is_empty());
        resting.filter_map(|queue| queue.rests.map(|until| (until, queue.name.as_str()))).min()
    }

    pub(crate) fn into_left(self) -> Vec<Left> {
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::number::OrderNo;

    fn task(n: u32, group: &str) -> Task {
        let order_no = OrderNo::parse(&format!("XY20260320033546715{n:04}")).unwrap();
        Task::push(order_no, Some(group.to_owned()), None).picked()
    }

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    /// What is begun, each destination taking what it is given.
    fn ends(waiting: &mut Waiting, now: Timestamp) -> Vec<String> {
        let mut next = || {
            let task = waiting.pop(now)?;
            waiting.proven(&task);
            Some(task.order_no.as_str()[19..].to_owned())
        };
        std::iter::from_fn(&mut next).collect()
    }

    #[test]
    fn the_first_order_of_a_destination_goes_alone_until_a_message_is_taken() {
        let mut waiting = Waiting::of(vec![task(1, "a"), task(2, "a"), task(3, "b"), task(4, "b")]);
        let (first, other) = (waiting.pop(at(0)).unwrap(), waiting.pop(at(0)).unwrap());
        assert_eq!((first.way(), other.way()), ("a", "b"));
        assert!(waiting.pop(at(0)).is_none() && !waiting.can_go(at(0)) && waiting.first_room().is_none());
        waiting.ended(&first);
        let second = waiting.pop(at(0)).unwrap();
        assert!(second.way() == "a" && waiting.pop(at(0)).is_none(), "the next one is to prove it");
        waiting.proven(&other);
        waiting.ended(&other);
        assert_eq!(ends(&mut waiting, at(0)), ["0004"]);
    }

    #[test]
    fn destinations_take_turns_and_each_keeps_its_order() {
        let mut waiting = Waiting::of(vec![task(1, "a"), task(2, "a"), task(3, "a"), task(4, "b"), task(5, "b")]);
        assert_eq!(ends(&mut waiting, at(0)), ["0001", "0004", "0002", "0005", "0003"]);
    }

    #[test]
    fn a_destination_without_room_lets_the_others_pass() {
        let mut waiting = Waiting::of(vec![task(1, "a"), task(2, "a"), task(3, "b")]);
        let first = waiting.pop(at(0)).unwrap();
        waiting.put_back(first, at(10));
        assert!(waiting.can_go(at(0)), "b can go");
        assert_eq!(ends(&mut waiting, at(0)), ["0003"]);
        assert_eq!(waiting.first_room(), Some((at(10), "a")));
        assert_eq!(ends(&mut waiting, at(10)), ["0001", "0002"]);
        assert_eq!(waiting.first_room(), None);
    }

    #[test]
    fn a_halted_destination_leaves_what_was_picked_and_says_why() {
        let mut named = task(2, "a");
        named.picked = false;
        let mut waiting = Waiting::of(vec![task(1, "a"), named, task(3, "a"), task(4, "b")]);
        let first = waiting.pop(at(0)).unwrap();
        waiting.halt_before(&first, "group", Why::Paused);
        assert_eq!(ends(&mut waiting, at(0)), ["0004", "0002"]);
        assert_eq!(waiting.into_left(), [Left { why: Why::Paused, destination: "group".to_owned(), count: 2 }]);
    }

    #[test]
    fn what_has_no_room_before_the_end_is_left_at_once() {
        let mut waiting = Waiting::of(vec![task(1, "a"), task(2, "a"), task(3, "b")]);
        let first = waiting.pop(at(0)).unwrap();
        waiting.put_back(first, at(60));
        waiting.give_up_resting(at(61));
        assert_eq!(waiting.len(), 3, "there is time for it");
        waiting.give_up_resting(at(60));
        assert_eq!(ends(&mut waiting, at(0)), ["0003"]);
        waiting.give_up(Why::Signal);
        assert_eq!(waiting.into_left(), [Left { why: Why::Resting, destination: "a".to_owned(), count: 2 }]);
    }
}
