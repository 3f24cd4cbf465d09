//! Lists of orders: filtered, searched, page by page from one snapshot.

use crate::app::App;
use crate::app::delivery::routing::find_route;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::checkout;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::axis::UserNotifyStatus;
use crate::domain::resale::next::{ResaleDeadlines, next_task};
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::{OrderQuery, OrderRow};

/// How many orders are read at once.
const PAGE_SIZE: usize = 500;

/// One line of a list, with the next action as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOrder {
    pub summary: OrderRow,
    pub action: NextAction,
}

/// Which orders a list is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Order status codes, any of them; none is all.
    pub status: Vec<&'static str>,
    /// What is to be done next, with routes and the clock considered.
    pub action: Option<NextAction>,
    /// `resale` or `checkout`.
    pub flow: Option<&'static str>,
    /// First and last day of the visit.
    pub play_dates: Option<(Day, Day)>,
    /// Recorded at or after.
    pub since: Option<Timestamp>,
    /// At most N; 0 means all.
    pub limit: usize,
}

impl OrderFilter {
    /// The filter of the first page.
    fn first_page(&self) -> OrderQuery {
        OrderQuery {
            status: self.status.clone(),
            action: self.action.map(projected_actions).unwrap_or_default(),
            flow: self.flow.map(str::to_owned),
            play_dates: self.play_dates.map(|(first, last)| (first.to_string(), last.to_string())),
            since: self.since,
            limit: PAGE_SIZE,
            before: None,
            untold: false,
        }
    }
}

/// When a list is made, and the deadlines that hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListContext {
    pub(crate) now: Timestamp,
    pub(crate) deadlines: ResaleDeadlines,
    /// Whether the shop tells the buyers of the checkout flow by itself.
    pub(crate) tells_buyers: bool,
}

impl App {
    /// Hands every order that `filter` takes to `each`, newest first, all from one snapshot. Never holds more than a page.
    pub fn each_order(&mut self, filter: &OrderFilter, mut each: impl FnMut(ListedOrder) -> Result<()>) -> Result<()> {
        let moment = self.list_context();
        let mut left = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let mut page = filter.first_page();
        self.store.read(|tx| {
            loop {
                let summaries = tx.list_orders(&page)?;
                let full = summaries.len() == PAGE_SIZE;
                page.before = summaries.last().map(|summary| summary.id);
                for summary in summaries {
                    let listed = to_listed(tx, summary, &moment)?;
                    if filter.action.is_some_and(|wanted| wanted != listed.action) {
                        continue;
                    }
                    if left == 0 {
                        return Ok(());
                    }
                    left -= 1;
                    each(listed)?;
                }
                if !full {
                    return Ok(());
                }
            }
        })
    }

    /// The orders that `text` may mean: a number or its beginning, a product, or exactly a person's name, phone or
    /// certificate number, or the last four of either number.
    pub fn search_orders(&mut self, text: &str, limit: usize) -> Result<Vec<ListedOrder>> {
        let moment = self.list_context();
        self.store.read(|tx| {
            let found = tx.search_orders(text, limit)?;
            found.into_iter().map(|summary| to_listed(tx, summary, &moment)).collect()
        })
    }

    pub(crate) fn list_context(&self) -> ListContext {
        ListContext {
            now: self.clock.received_at(),
            deadlines: self.resale_deadlines(),
            tells_buyers: self.tells_buyers(),
        }
    }
}

/// Whether the buyer of a checkout order is to be told something, and nobody tried.
fn is_untold(summary: &OrderRow) -> bool {
    let told = UserNotifyStatus::from_code(summary.status_code("user_notify"));
    summary.order_no.flow() == OrderFlow::Checkout && told == Some(UserNotifyStatus::NotStarted)
}

/// The projection knows neither routes nor the clock: where the action depends on them, the order itself is asked.
fn to_listed(tx: &Tx<'_>, summary: OrderRow, moment: &ListContext) -> Result<ListedOrder> {
    let known = NextAction::from_code(&summary.action).unwrap_or(NextAction::None);
    let action = match known {
        NextAction::PushAgentGroup | NextAction::UploadScreenshot => {
            let order = load_resale(tx, &summary.order_no)?.order;
            next_task(&order, &find_route(tx, &order)?, &moment.deadlines, moment.now).action
        }
        // Places and sessions run out.
        NextAction::RequestCheckout | NextAction::CreateSession | NextAction::AwaitPayment => {
            let order = load_order::<checkout::order::CheckoutOrder>(tx, &summary.order_no)?.order;
            checkout::next::next_task_with_notices(&order, moment.tells_buyers, moment.now).action
        }
        NextAction::None if moment.tells_buyers && is_untold(&summary) => NextAction::NotifyUser,
        known => known,
    };
    Ok(ListedOrder { summary, action })
}

/// The actions that the projection has for orders whose action may be `action` by now: routes and time turn one into another.
fn projected_actions(action: NextAction) -> Vec<&'static str> {
    let kept: &[NextAction] = match action {
        NextAction::ResumeGroup | NextAction::RouteOrder => &[NextAction::PushAgentGroup],
        NextAction::ChaseAgent => &[NextAction::UploadScreenshot],
        NextAction::CreateSession => &[NextAction::CreateSession, NextAction::AwaitPayment],
        NextAction::None => {
            &[NextAction::None, NextAction::RequestCheckout, NextAction::CreateSession, NextAction::AwaitPayment]
        }
        other => return vec![other.code()],
    };
    kept.iter().map(|action| action.code()).collect()
}
