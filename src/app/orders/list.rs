//! Lists of orders: filtered, searched, page by page, each page from a snapshot of its own.

use super::row_task::{ListContext, RouteFinder, is_untold, notice_first, row_action};
use super::todo::todo_item;
use crate::app::App;
use crate::domain::axes::order_statuses;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderFlow;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::OrderRow;
use crate::store::projection::orders::list::{ListDirection, MAX_PAGE, OrderCursor, OrderQuery};

/// One line of a list, with the next action as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOrder {
    pub summary: OrderRow,
    pub action: NextAction,
    pub due: Option<Timestamp>,
}

/// Which orders a list is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Order status codes, any of them; none is all.
    pub status: Vec<&'static str>,
    /// What is to be done next, with routes and the clock considered.
    pub action: Option<NextAction>,
    pub flow: Option<OrderFlow>,
    /// First and last day of the visit.
    pub play_dates: Option<(Day, Day)>,
    /// Recorded at or after.
    pub since: Option<Timestamp>,
    /// At most N; 0 means all.
    pub limit: usize,
}

impl OrderFilter {
    /// What the rows say of the orders that it takes.
    fn to_query(&self, tells_buyers: bool) -> OrderQuery {
        // The orders of a flow are those in its states, which an index has.
        let of_flow = order_statuses().filter(|(flow, ..)| self.flow == Some(*flow)).map(|(_, code, _)| code);
        OrderQuery {
            status: if self.status.is_empty() { of_flow.collect() } else { self.status.clone() },
            action: self.action.map(|action| projected_actions(action, tells_buyers)).unwrap_or_default(),
            flow: self.flow,
            play_dates: self.play_dates,
            since: self.since,
            untold: false,
        }
    }
}

impl App {
    /// Hands every order that `filter` takes to `each`, newest first. Never holds more than a page, and no snapshot while `each`
    /// works: one that prints into a pipe which nobody reads would keep the write-ahead log growing, and an erased person in it.
    pub fn each_order(&mut self, filter: &OrderFilter, mut each: impl FnMut(ListedOrder) -> Result<()>) -> Result<()> {
        self.each_order_page(filter, |_, page| page.into_iter().try_for_each(&mut each))
    }

    /// As [`each_order`](Self::each_order), a page at a time.
    pub(crate) fn each_order_page(
        &mut self,
        filter: &OrderFilter,
        mut each: impl FnMut(&mut Self, Vec<ListedOrder>) -> Result<()>,
    ) -> Result<()> {
        self.refresh_projection()?;
        let moment = self.list_context();
        let mut routes = RouteFinder::default();
        let mut left = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let mut cursor = OrderCursor::new(filter.to_query(moment.tells_buyers), ListDirection::NewestFirst);
        // No more rows are read than are wanted; where some of a page may not be, the next one is longer.
        let mut size = MAX_PAGE.min(left);
        loop {
            let (listed, full) = self.store.read(|tx| {
                let summaries = tx.read_order_page(&mut cursor, size)?;
                let full = summaries.len() == size;
                let listed = summaries.into_iter().map(|summary| to_listed(tx, summary, &moment, &mut routes));
                Ok((listed.collect::<Result<Vec<_>>>()?, full))
            })?;
            let wanted = listed.into_iter().filter(|order| filter.action.is_none_or(|wanted| wanted == order.action));
            let taken: Vec<ListedOrder> = wanted.take(left).collect();
            left -= taken.len();
            size = MAX_PAGE.min(if filter.action.is_none() { left } else { size * 2 });
            each(self, taken)?;
            if !full || left == 0 {
                return Ok(());
            }
        }
    }

    /// The orders that `text` may mean: a number or a piece of it, a product, or exactly a person's name, phone or
    /// certificate number, or the last four of either number.
    pub fn search_orders(&mut self, text: &str, limit: usize) -> Result<Vec<ListedOrder>> {
        self.refresh_projection()?;
        let moment = self.list_context();
        let mut routes = RouteFinder::default();
        self.store.read(|tx| {
            let found = tx.search_orders(text, limit)?;
            found.into_iter().map(|summary| to_listed(tx, summary, &moment, &mut routes)).collect()
        })
    }
}

/// What is to be done now: the row says it with the routes and the clock, but for how many places a draft's day has left.
fn to_listed(tx: &Tx<'_>, summary: OrderRow, moment: &ListContext, routes: &mut RouteFinder) -> Result<ListedOrder> {
    let (known, due) = row_action(&summary.place, moment.now);
    let action = match known {
        NextAction::PushAgentGroup => {
            let OrderRow { push_group, ticket_type, product_name, .. } = &summary;
            routes.find_route(tx, (push_group.as_deref(), ticket_type.as_deref(), product_name))?.action()
        }
        NextAction::LockInventory => todo_item(tx, &summary.order_no, moment)?.next.action,
        known if moment.tells_buyers && is_untold(&summary.order_no, summary.status_code("user_notify")) => {
            notice_first(known)
        }
        known => known,
    };
    Ok(ListedOrder { summary, action, due })
}

/// The actions that rows have for orders whose action may be `action` by now: routes, time and notices turn one into another.
fn projected_actions(action: NextAction, tells_buyers: bool) -> Vec<&'static str> {
    use NextAction as Next;
    let kept: &[Next] = match action {
        Next::ResumeGroup | Next::RouteOrder => &[Next::PushAgentGroup],
        Next::ChaseAgent => &[Next::UploadScreenshot],
        Next::RefundMissedVisit => &[
            Next::CollectUserInfo,
            Next::ReviewOrder,
            Next::ConfirmAgentPayment,
            Next::UploadProof,
            Next::PushAgentGroup,
            Next::FixPushFailure,
        ],
        Next::CreateSession => &[Next::CreateSession, Next::AwaitPayment],
        Next::AddPlaces => &[Next::LockInventory],
        Next::RefundCustomer => &[Next::RefundCustomer, Next::IssueTicket, Next::ReissueTicket],
        Next::None => {
            &[Next::None, Next::LockInventory, Next::RequestCheckout, Next::CreateSession, Next::AwaitPayment]
        }
        Next::NotifyUser if tells_buyers => &[Next::NotifyUser, Next::None, Next::CreateSession],
        other => return vec![other.code()],
    };
    kept.iter().map(|action| action.code()).collect()
}
