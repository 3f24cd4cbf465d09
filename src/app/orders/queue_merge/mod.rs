//! The queue, merged from streams that each know its order already.
//!
//! A row's place is never behind its order's: the log of the foremost row says where the order really stands, and where that
//! is further back, it waits until its turn comes. So the logs that are read are those of the orders that are shown.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet, VecDeque};

use super::row_task::{RouteFinder, notice_first, row_action};
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::queue::{QueueEntry, QueueStream};

/// How many rows of each stream are read first, most of them in vain; each further page doubles what was read of it.
const FIRST_PAGE: usize = 8;

/// What the queue is sorted by: the urgency, the deadline in milliseconds and the day of the visit (what has none comes last),
/// the number.
pub(crate) type QueueKey = (u8, i64, (bool, Option<Day>), OrderNo);

pub(crate) fn queue_key(
    action: NextAction,
    due: Option<Timestamp>,
    visit: Option<Day>,
    order_no: &OrderNo,
) -> QueueKey {
    (action.urgency(), due.map_or(i64::MAX, Timestamp::millis), (visit.is_none(), visit), order_no.clone())
}

/// A stream, and how far it was read.
struct StreamCursor {
    stream: QueueStream,
    /// What stands in the way of every order of it, if anything does.
    blocked: Option<NextAction>,
    page: VecDeque<QueueEntry>,
    read: usize,
    ended: bool,
}

impl StreamCursor {
    const fn new(stream: QueueStream, blocked: Option<NextAction>) -> Self {
        Self { stream, blocked, page: VecDeque::new(), read: 0, ended: false }
    }

    /// The foremost place that the next order of the stream can have.
    fn peek(&mut self, tx: &Tx<'_>, now: Timestamp) -> Result<Option<QueueKey>> {
        if self.page.is_empty() && !self.ended {
            let wanted = self.read.max(FIRST_PAGE);
            let page = tx.read_queue_page(&self.stream, now, self.read, wanted)?;
            self.ended = page.len() < wanted;
            self.read += page.len();
            self.page = page.into();
        }
        Ok(self.page.front().map(|entry| {
            let (action, due) = match self.stream {
                // Told or not, its row stands where nothing has turned it.
                QueueStream::Untold => (notice_first(entry.place.action), entry.place.due),
                QueueStream::Unturned | QueueStream::Waiting(_) => (entry.place.action, entry.place.due),
                QueueStream::Turned => entry.place.at(now),
            };
            queue_key(self.blocked.unwrap_or(action), due, entry.play_date, &entry.order_no)
        }))
    }
}

/// The streams of the queue at `now`.
pub(crate) struct QueueMerge<'a> {
    tx: &'a Tx<'a>,
    now: Timestamp,
    tells_buyers: bool,
    cursors: Vec<StreamCursor>,
    seen: HashSet<OrderNo>,
}

impl<'a> QueueMerge<'a> {
    pub(crate) fn begin(tx: &'a Tx<'a>, now: Timestamp, tells_buyers: bool) -> Result<Self> {
        let mut cursors =
            vec![StreamCursor::new(QueueStream::Unturned, None), StreamCursor::new(QueueStream::Turned, None)];
        let mut routes = RouteFinder::default();
        for facts in tx.list_waiting_routes()? {
            let action = routes.find_by_facts(tx, &facts)?.action();
            if action != NextAction::PushAgentGroup {
                cursors.push(StreamCursor::new(QueueStream::Waiting(facts), Some(action)));
            }
        }
        if tells_buyers {
            cursors.push(StreamCursor::new(QueueStream::Untold, None));
        }
        Ok(Self { tx, now, tells_buyers, cursors, seen: HashSet::new() })
    }

    /// The orders in the queue's order, at most `limit` (0 is all). `settle` reads what an order really asks for, and its place.
    pub(crate) fn take<T>(
        mut self,
        limit: usize,
        mut settle: impl FnMut(&OrderNo) -> Result<(QueueKey, T)>,
    ) -> Result<Vec<T>> {
        let wanted = if limit == 0 { usize::MAX } else { limit };
        let mut settled: BinaryHeap<Reverse<(QueueKey, usize)>> = BinaryHeap::new();
        let mut items: Vec<Option<T>> = Vec::new();
        let mut taken = Vec::new();
        while taken.len() < wanted {
            let next = self.peek_row()?;
            let row_first = match (&next, settled.peek()) {
                (Some((key, _)), Some(Reverse((waiting, _)))) => key < waiting,
                (next, None) => next.is_some(),
                (None, Some(_)) => false,
            };
            match next.filter(|_| row_first) {
                Some((_, cursor)) => {
                    if let Some(order_no) = self.pop_row(cursor) {
                        let (key, item) = settle(&order_no)?;
                        if key.0 < NextAction::None.urgency() {
                            settled.push(Reverse((key, items.len())));
                            items.push(Some(item));
                        }
                    }
                }
                None => match settled.pop() {
                    Some(Reverse((_, place))) => taken.extend(items.get_mut(place).and_then(Option::take)),
                    None => break,
                },
            }
        }
        Ok(taken)
    }

    /// The foremost row of all streams, and which stream has it.
    fn peek_row(&mut self) -> Result<Option<(QueueKey, usize)>> {
        let mut foremost: Option<(QueueKey, usize)> = None;
        for (place, cursor) in self.cursors.iter_mut().enumerate() {
            if let Some(key) = cursor.peek(self.tx, self.now)?
                && foremost.as_ref().is_none_or(|(best, _)| key < *best)
            {
                foremost = Some((key, place));
            }
        }
        Ok(foremost)
    }

    /// Takes the first row of a stream, unless another stream had its order, or the row says already that nothing is to do.
    fn pop_row(&mut self, cursor: usize) -> Option<OrderNo> {
        let cursor = self.cursors.get_mut(cursor)?;
        let entry = cursor.page.pop_front()?;
        let untold = self.tells_buyers && cursor.stream == QueueStream::Untold;
        let over = !untold && row_action(&entry.place, self.now).0.urgency() >= NextAction::None.urgency();
        (!over && self.seen.insert(entry.order_no.clone())).then_some(entry.order_no)
    }
}

#[cfg(test)]
mod tests;
