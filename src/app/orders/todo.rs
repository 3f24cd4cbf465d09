//! What to do now: over all orders, most urgent first, each with the command that does it.

use super::list::Moment;
use super::view::route;
use crate::app::App;
use crate::app::write::execute::{load, load_of};
use crate::domain::checkout;
use crate::domain::order::axis::order_statuses;
use crate::domain::order::next::{Action, Next};
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::resale::next::next;
use crate::domain::value::message::Text;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::{Filter, Summary};

/// How many orders are looked at, at least, for the most urgent few: routes and the clock move an order up.
const WINDOW: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub order_no: OrderNo,
    pub next: Next,
    /// The ticket type, once known.
    pub ticket_type: Option<String>,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
    /// The moment that the list was made for.
    pub now: Timestamp,
}

impl Task {
    /// Minutes since the deadline passed; negative while it is ahead.
    pub fn minutes_late(&self) -> Option<i64> {
        self.next.due.map(|due| (self.now.millis() - due.at.millis()).div_euclid(60_000))
    }

    pub fn is_overdue(&self) -> bool {
        self.next.due.is_some_and(|due| due.at < self.now)
    }

    fn rank(&self) -> (u8, i64, String) {
        let due = self.next.due.map_or(i64::MAX, |due| due.at.millis());
        (self.next.action.urgency(), due, self.order_no.to_string())
    }
}

/// The most urgent things to do, and how many orders are in which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Most urgent first.
    pub tasks: Vec<Task>,
    /// How many orders have which order status, in the order of the flows; none of those that have no order.
    pub counts: Vec<(Flow, Text, u64)>,
}

impl App {
    /// The `limit` most urgent things to do; 0 is all of them.
    pub fn queue(&mut self, limit: usize) -> Result<Queue> {
        let moment = self.moment();
        self.store.read(|tx| {
            let mut tasks = Vec::new();
            for summary in candidates(tx, limit, &moment)? {
                tasks.push(task(tx, &summary.order_no, &moment)?);
            }
            tasks.retain(|task: &Task| task.next.action.urgency() < 9);
            tasks.sort_by_key(Task::rank);
            tasks.truncate(if limit == 0 { usize::MAX } else { limit });
            Ok(Queue { tasks, counts: counts(tx)? })
        })
    }

    /// What to do with one order; with none named, the most urgent thing over all orders, if there is any.
    pub fn next(&mut self, order_no: Option<&OrderNo>) -> Result<Option<Task>> {
        let Some(order_no) = order_no else { return Ok(self.queue(1)?.tasks.pop()) };
        let moment = self.moment();
        self.store.read(|tx| task(tx, order_no, &moment)).map(Some)
    }
}

/// The orders among which the most urgent are: the first of the projected queue, what is overdue (an agent to chase), and
/// what waits for a push (a group to resume or to name); and the buyers who are to be told.
fn candidates(tx: &Tx<'_>, limit: usize, moment: &Moment) -> Result<Vec<Summary>> {
    let window = if limit == 0 { 0 } else { limit.max(WINDOW) };
    let mut found = tx.queue(window)?;
    if window > 0 && found.len() == window {
        found.extend(tx.overdue(moment.now, window)?);
        let action = vec![Action::PushAgentGroup.code()];
        found.extend(tx.list_orders(&Filter { action, limit: window, ..Filter::default() })?);
    }
    if moment.tells {
        let flow = Some(Flow::Checkout.code().to_owned());
        found.extend(tx.list_orders(&Filter { flow, untold: true, limit: window, ..Filter::default() })?);
    }
    found.sort_by_key(|summary| summary.id);
    found.dedup_by_key(|summary| summary.id);
    Ok(found)
}

fn task(tx: &Tx<'_>, order_no: &OrderNo, moment: &Moment) -> Result<Task> {
    let now = moment.now;
    Ok(match order_no.flow() {
        Flow::Resale => {
            let order = load(tx, order_no)?.order;
            let next = next(&order, &route(tx, &order)?, &moment.deadlines, now);
            let (ticket_type, play_date) = (order.ticket_type, order.play_date);
            Task { order_no: order.order_no, next, ticket_type, play_date, now }
        }
        Flow::Checkout => {
            let order = load_of::<checkout::order::Order>(tx, order_no)?.order;
            let next = checkout::next::next_in(&order, moment.tells, now);
            let (ticket_type, play_date) = (Some(order.draft.sku_id), Some(order.draft.date));
            Task { order_no: order.order_no, next, ticket_type, play_date, now }
        }
    })
}

fn counts(tx: &Tx<'_>) -> Result<Vec<(Flow, Text, u64)>> {
    let known = tx.counts("order_status")?;
    let count = |(flow, code, label): (Flow, &str, Text)| {
        known.iter().find(|(known, _)| known == code).map(|(_, count)| (flow, label, *count))
    };
    Ok(order_statuses().filter_map(count).collect())
}
