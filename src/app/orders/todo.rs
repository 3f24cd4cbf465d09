//! What to do now: over all orders, most urgent first, each with the command that does it.

use super::queue_merge::{QueueKey, QueueMerge, queue_key};
use super::row_task::{ListContext, find_shop_facts, is_due};
use crate::app::App;
use crate::app::delivery::routing::find_route;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::axes::order_statuses;
use crate::domain::checkout::next::next_task;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::next::{NextAction, NextTask};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale;
use crate::domain::resale::doubt::{CertificateDoubt, find_certificate_doubts};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::mask::mask_account;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::queue::{OpenOrder, OpenOrders};

/// What is less urgent is never done.
const LEAST_URGENT: u8 = 8;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodoItem {
    pub order_no: OrderNo,
    pub next: NextTask,
    /// The ticket type, once known.
    pub ticket_type: Option<String>,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
    /// How many tickets or visitors.
    pub quantity: u32,
    /// What the agent is to be paid, in yuan; none once the agent was, and where nobody knows it yet.
    pub payable: Option<Fen>,
    /// What the buyer is called at the marketplace, masked.
    pub buyer_nick: Option<String>,
    /// What is odd about the certificates, while the agent has not booked by them.
    pub doubts: Vec<CertificateDoubt>,
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

    fn queue_key(&self) -> QueueKey {
        queue_key(self.next.action, self.next.due.map(|due| due.at), self.play_date, &self.order_no)
    }
}

/// The most urgent things to do, and how many orders are in which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodoList {
    /// Most urgent first.
    pub items: Vec<TodoItem>,
    /// Whether there are as many as were asked for: perhaps there are more.
    pub is_full: bool,
    /// How many orders have which order status, in the order of the flows; none of those that have no order.
    pub counts: Vec<(OrderFlow, BilingualText, u64)>,
    /// How much of the bills needs a person.
    pub bills: u64,
}

impl App {
    /// The `limit` most urgent things to do; 0 is all of them.
    pub fn list_todo(&mut self, limit: usize) -> Result<TodoList> {
        self.refresh_projection()?;
        let moment = self.list_context();
        self.store.read(|tx| {
            let items = QueueMerge::begin(tx, moment.now, moment.tells_buyers)?.take(limit, |order_no| {
                let item = todo_item(tx, order_no, &moment)?;
                Ok((item.queue_key(), item))
            })?;
            let is_full = limit > 0 && items.len() == limit;
            Ok(TodoList { is_full, items, counts: count_states(tx)?, bills: tx.count_bill_findings()? })
        })
    }

    /// What to do with one order; with none named, the most urgent thing over all orders, if there is any.
    pub fn next_todo(&mut self, order_no: Option<&OrderNo>) -> Result<Option<TodoItem>> {
        let Some(order_no) = order_no else { return Ok(self.list_todo(1)?.items.pop()) };
        let moment = self.list_context();
        self.store.read(|tx| todo_item(tx, order_no, &moment)).map(Some)
    }
}

/// Whether the agent has yet to book by what the form says, so that a wrong number can still be put right.
const fn is_open_to_doubt(action: NextAction) -> bool {
    use NextAction as Next;
    matches!(
        action,
        Next::ReviewOrder | Next::ConfirmAgentPayment | Next::UploadProof | Next::PushAgentGroup | Next::FixPushFailure
    )
}

/// How many orders the queue shows as late.
pub(crate) fn count_late_orders(tx: &Tx<'_>, now: Timestamp) -> Result<usize> {
    let mut late = 0;
    let mut count = |order: OpenOrder| {
        // A hold that ran out leaves nothing to do.
        let is_hold = matches!(order.action, NextAction::RequestCheckout | NextAction::CreateSession);
        late += usize::from(!is_hold && is_due(order.due, now));
        Ok(())
    };
    for action in NextAction::ALL.iter().filter(|action| action.urgency() <= LEAST_URGENT) {
        tx.for_each_open_order(*action, OpenOrders::Late, now, &mut count)?;
    }
    tx.for_each_turned_order(LEAST_URGENT, now, &mut count)?;
    Ok(late)
}

/// What is to be done about an order, from its log.
pub(crate) fn todo_item(tx: &Tx<'_>, order_no: &OrderNo, moment: &ListContext) -> Result<TodoItem> {
    let now = moment.now;
    Ok(match order_no.flow() {
        OrderFlow::Resale => {
            let order = load_resale(tx, order_no)?.order;
            let next = resale::next::next_task(&order, &find_route(tx, &order)?, &moment.deadlines, now);
            let unpaid = matches!(next.action, NextAction::ConfirmAgentPayment | NextAction::ReviewOrder);
            let doubts = if is_open_to_doubt(next.action) { find_certificate_doubts(&order) } else { Vec::new() };
            let payable = order.agent_payable_amount.filter(|_| unpaid && order.payment.is_none());
            let ResaleOrder { order_no, ticket_type, play_date, purchase, .. } = order;
            let nick = purchase.buyer_nick.as_ref().map(mask_account);
            let buyer_nick = nick.and_then(|nick| nick.visible_text().map(str::to_owned));
            let quantity = purchase.quantity;
            TodoItem { order_no, next, ticket_type, play_date, quantity, payable, buyer_nick, doubts, now }
        }
        OrderFlow::Checkout => {
            let order = load_order::<CheckoutOrder>(tx, order_no)?.order;
            let next = next_task(&order, &find_shop_facts(tx, &order, moment, now)?, now);
            let (ticket_type, play_date) = (Some(order.draft.sku_id), Some(order.draft.date));
            let quantity = order.draft.quantity;
            let (payable, buyer_nick, doubts) = (None, None, Vec::new());
            TodoItem {
                order_no: order.order_no,
                next,
                ticket_type,
                play_date,
                quantity,
                payable,
                buyer_nick,
                doubts,
                now,
            }
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
