//! What to do now: over all orders, most urgent first, each with the command that does it.

use super::list::ListContext;
use crate::app::App;
use crate::app::delivery::routing::find_route;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::axes::order_statuses;
use crate::domain::checkout;
use crate::domain::order::next::{NextAction, NextTask};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::next::next_task;
use crate::domain::value::message::BilingualText;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::{OrderQuery, OrderRow};

/// How many orders are looked at, at least, for the most urgent few: routes and the clock move an order up.
const WINDOW: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodoItem {
    pub order_no: OrderNo,
    pub next: NextTask,
    /// The ticket type, once known.
    pub ticket_type: Option<String>,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
    /// The moment that the list was made for.
    pub now: Timestamp,
}

impl TodoItem {
    /// Minutes since the deadline passed; negative while it is ahead.
    pub fn minutes_late(&self) -> Option<i64> {
        self.next.due.map(|due| (self.now.millis() - due.at.millis()).div_euclid(60_000))
    }

    pub fn is_overdue(&self) -> bool {
        self.next.due.is_some_and(|due| due.at < self.now)
    }

    fn sort_key(&self) -> (u8, i64, String) {
        let due = self.next.due.map_or(i64::MAX, |due| due.at.millis());
        (self.next.action.urgency(), due, self.order_no.to_string())
    }
}

/// The most urgent things to do, and how many orders are in which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodoList {
    /// Most urgent first.
    pub items: Vec<TodoItem>,
    /// How many orders have which order status, in the order of the flows; none of those that have no order.
    pub counts: Vec<(OrderFlow, BilingualText, u64)>,
}

impl App {
    /// The `limit` most urgent things to do; 0 is all of them.
    pub fn list_todo(&mut self, limit: usize) -> Result<TodoList> {
        let moment = self.list_context();
        self.store.read(|tx| {
            let mut tasks = Vec::new();
            for summary in todo_candidates(tx, limit, &moment)? {
                tasks.push(todo_item(tx, &summary.order_no, &moment)?);
            }
            tasks.retain(|task: &TodoItem| task.next.action.urgency() < 9);
            tasks.sort_by_key(TodoItem::sort_key);
            tasks.truncate(if limit == 0 { usize::MAX } else { limit });
            Ok(TodoList { items: tasks, counts: count_states(tx)? })
        })
    }

    /// What to do with one order; with none named, the most urgent thing over all orders, if there is any.
    pub fn next_todo(&mut self, order_no: Option<&OrderNo>) -> Result<Option<TodoItem>> {
        let Some(order_no) = order_no else { return Ok(self.list_todo(1)?.items.pop()) };
        let moment = self.list_context();
        self.store.read(|tx| todo_item(tx, order_no, &moment)).map(Some)
    }
}

/// The orders among which the most urgent are: the first of the projected queue, what is overdue (an agent to chase), and
/// what waits for a push (a group to resume or to name); and the buyers who are to be told.
fn todo_candidates(tx: &Tx<'_>, limit: usize, moment: &ListContext) -> Result<Vec<OrderRow>> {
    let window = if limit == 0 { 0 } else { limit.max(WINDOW) };
    let mut found = tx.list_waiting_orders(window)?;
    if window > 0 && found.len() == window {
        found.extend(tx.list_overdue_orders(moment.now, window)?);
        let action = vec![NextAction::PushAgentGroup.code()];
        found.extend(tx.list_orders(&OrderQuery { action, limit: window, ..OrderQuery::default() })?);
    }
    if moment.tells_buyers {
        let flow = Some(OrderFlow::Checkout.code().to_owned());
        found.extend(tx.list_orders(&OrderQuery { flow, untold: true, limit: window, ..OrderQuery::default() })?);
    }
    found.sort_by_key(|summary| summary.id);
    found.dedup_by_key(|summary| summary.id);
    Ok(found)
}

fn todo_item(tx: &Tx<'_>, order_no: &OrderNo, moment: &ListContext) -> Result<TodoItem> {
    let now = moment.now;
    Ok(match order_no.flow() {
        OrderFlow::Resale => {
            let order = load_resale(tx, order_no)?.order;
            let next = next_task(&order, &find_route(tx, &order)?, &moment.deadlines, now);
            let (ticket_type, play_date) = (order.ticket_type, order.play_date);
            TodoItem { order_no: order.order_no, next, ticket_type, play_date, now }
        }
        OrderFlow::Checkout => {
            let order = load_order::<checkout::order::CheckoutOrder>(tx, order_no)?.order;
            let next = checkout::next::next_task_with_notices(&order, moment.tells_buyers, now);
            let (ticket_type, play_date) = (Some(order.draft.sku_id), Some(order.draft.date));
            TodoItem { order_no: order.order_no, next, ticket_type, play_date, now }
        }
    })
}

fn count_states(tx: &Tx<'_>) -> Result<Vec<(OrderFlow, BilingualText, u64)>> {
    let known = tx.list_order_counts("order_status")?;
    let count = |(flow, code, label): (OrderFlow, &str, BilingualText)| {
        known.iter().find(|(known, _)| known == code).map(|(_, count)| (flow, label, *count))
    };
    Ok(order_statuses().filter_map(count).collect())
}
