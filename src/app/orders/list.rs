//! Lists of orders: filtered, searched, page by page from one snapshot.

use super::view::route;
use crate::app::App;
use crate::app::write::execute::{load, load_of};
use crate::domain::checkout;
use crate::domain::order::next::Action;
use crate::domain::order::number::Flow;
use crate::domain::resale::next::{Deadlines, next};
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::{Filter, Summary};

/// How many orders are read at once.
const PAGE: usize = 500;

/// One line of a list, with the next action as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub summary: Summary,
    pub action: Action,
}

/// Which orders a list is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Order status codes, any of them; none is all.
    pub status: Vec<&'static str>,
    /// What is to be done next, with routes and the clock considered.
    pub action: Option<Action>,
    /// `resale` or `checkout`.
    pub flow: Option<&'static str>,
    /// First and last day of the visit.
    pub play_dates: Option<(Day, Day)>,
    /// Recorded at or after.
    pub since: Option<Timestamp>,
    /// At most so many; 0 is all.
    pub limit: usize,
}

impl OrderFilter {
    /// The filter of the first page.
    fn page(&self) -> Filter {
        Filter {
            status: self.status.clone(),
            action: self.action.map(projected).unwrap_or_default(),
            flow: self.flow.map(str::to_owned),
            play_dates: self.play_dates.map(|(first, last)| (first.to_string(), last.to_string())),
            since: self.since,
            limit: PAGE,
            before: None,
            untold: false,
        }
    }
}

/// When a list is made, and the deadlines that hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    pub(crate) deadlines: Deadlines,
    /// Whether the shop tells the buyers of the checkout flow by itself.
    pub(crate) tells: bool,
}

impl App {
    /// Hands every order that `filter` takes to `each`, newest first, all from one snapshot. Never holds more than a page.
    pub fn each_order(&mut self, filter: &OrderFilter, mut each: impl FnMut(Listed) -> Result<()>) -> Result<()> {
        let moment = self.moment();
        let mut left = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let mut page = filter.page();
        self.store.read(|tx| {
            loop {
                let summaries = tx.list_orders(&page)?;
                let full = summaries.len() == PAGE;
                page.before = summaries.last().map(|summary| summary.id);
                for summary in summaries {
                    let listed = listed(tx, summary, &moment)?;
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
    pub fn search_orders(&mut self, text: &str, limit: usize) -> Result<Vec<Listed>> {
        let moment = self.moment();
        self.store.read(|tx| {
            let found = tx.search_orders(text, limit)?;
            found.into_iter().map(|summary| listed(tx, summary, &moment)).collect()
        })
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment { now: self.clock.received(), deadlines: self.deadlines(), tells: self.tells_buyers() }
    }
}

/// Whether the buyer of a checkout order is to be told something, and nobody tried.
fn is_untold(summary: &Summary) -> bool {
    summary.order_no.flow() == Flow::Checkout && summary.code("user_notify") == "not_started"
}

/// The projection knows neither routes nor the clock: where the action depends on them, the order itself is asked.
fn listed(tx: &Tx<'_>, summary: Summary, moment: &Moment) -> Result<Listed> {
    let known = Action::from_code(&summary.action).unwrap_or(Action::None);
    let action = match known {
        Action::PushAgentGroup | Action::UploadScreenshot => {
            let order = load(tx, &summary.order_no)?.order;
            next(&order, &route(tx, &order)?, &moment.deadlines, moment.now).action
        }
        // Places and sessions run out.
        Action::RequestCheckout | Action::CreateSession | Action::AwaitPayment => {
            let order = load_of::<checkout::order::Order>(tx, &summary.order_no)?.order;
            checkout::next::next_in(&order, moment.tells, moment.now).action
        }
        Action::None if moment.tells && is_untold(&summary) => Action::NotifyUser,
        known => known,
    };
    Ok(Listed { summary, action })
}

/// The actions that the projection has for orders whose action may be `action` by now: routes and time turn one into another.
fn projected(action: Action) -> Vec<&'static str> {
    let kept: &[Action] = match action {
        Action::ResumeGroup | Action::RouteOrder => &[Action::PushAgentGroup],
        Action::ChaseAgent => &[Action::UploadScreenshot],
        Action::CreateSession => &[Action::CreateSession, Action::AwaitPayment],
        Action::None => &[Action::None, Action::RequestCheckout, Action::CreateSession, Action::AwaitPayment],
        other => return vec![other.code()],
    };
    kept.iter().map(|action| action.code()).collect()
}
