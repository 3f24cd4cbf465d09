//! What is to be done about an order, as its row says it with the routes, the clock and the shop's settings, without its log.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::checkout::next::{FreePlaces, ShopFacts};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::next::{NextAction, QueuePlace};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::UserNotifyStatus;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::queue::RouteFacts;
use crate::store::shop::groups::GroupRoutes;

/// When a list is made, and what holds then.
#[derive(Clone, Debug)]
pub(crate) struct ListContext {
    pub(crate) now: Timestamp,
    pub(crate) deadlines: ResaleDeadlines,
    /// Whether the shop tells the buyers of the checkout flow by itself.
    pub(crate) tells_buyers: bool,
    /// The payment method that the shop names first.
    pub(crate) method: Option<String>,
}

impl App {
    pub(crate) fn list_context(&self) -> ListContext {
        ListContext {
            now: self.clock.received_at(),
            deadlines: self.resale_deadlines(),
            tells_buyers: self.tells_buyers(),
            method: self.config.checkout.methods.first().cloned(),
        }
    }
}

/// Why an order that is ready can't be pushed, or into which group it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PushRoute {
    Open,
    Paused { group: String, reason: String },
    Missing,
}

impl PushRoute {
    /// What is to be done about an order that waits for a push.
    pub(crate) const fn action(&self) -> NextAction {
        match self {
            Self::Open => NextAction::PushAgentGroup,
            Self::Paused { .. } => NextAction::ResumeGroup,
            Self::Missing => NextAction::RouteOrder,
        }
    }
}

/// The group that takes an order: asked once for orders of one kind, of which there are few, and read once for all of them.
#[derive(Default)]
pub(crate) struct RouteFinder {
    shop: Option<GroupRoutes>,
    /// By group, ticket type and product.
    known: HashMap<(Option<String>, Option<String>, String), PushRoute>,
}

impl RouteFinder {
    pub(crate) fn find_route(
        &mut self,
        tx: &Tx<'_>,
        (push_group, ticket_type, product): (Option<&str>, Option<&str>, &str),
    ) -> Result<&PushRoute> {
        let key = (push_group.map(str::to_owned), ticket_type.map(str::to_owned), product.to_owned());
        if !self.known.contains_key(&key) {
            let shop = match self.shop.take() {
                Some(shop) => shop,
                None => tx.load_group_routes()?,
            };
            let shop = self.shop.insert(shop);
            let group = match push_group {
                Some(name) => shop.find_named(name),
                None => shop.find_group(ticket_type, product),
            };
            let route = match group {
                None => PushRoute::Missing,
                Some(group) => match &group.paused {
                    Some(reason) => PushRoute::Paused { group: group.name.clone(), reason: reason.clone() },
                    None => PushRoute::Open,
                },
            };
            self.known.insert(key.clone(), route);
        }
        Ok(self.known.get(&key).unwrap_or(&PushRoute::Missing))
    }

    pub(crate) fn find_by_facts(&mut self, tx: &Tx<'_>, facts: &RouteFacts) -> Result<&PushRoute> {
        self.find_route(tx, (facts.push_group.as_deref(), facts.ticket_type.as_deref(), &facts.product_name))
    }
}

/// What the row says for `now`, routes and notices aside. Places that were held until then leave nothing to do.
pub(crate) fn row_action(place: &QueuePlace, now: Timestamp) -> (NextAction, Option<Timestamp>) {
    let (action, due) = place.at(now);
    let held_until_due = matches!(action, NextAction::RequestCheckout | NextAction::CreateSession);
    if held_until_due && due.is_some_and(|due| due <= now) { (NextAction::None, None) } else { (action, due) }
}

/// Whether a deadline has passed.
pub(crate) fn is_due(due: Option<Timestamp>, now: Timestamp) -> bool {
    due.is_some_and(|due| due < now)
}

/// What a buyer who is to be told makes of the next step, in a shop that tells its buyers by itself.
pub(crate) const fn notice_first(action: NextAction) -> NextAction {
    if NextAction::NotifyUser.urgency() < action.urgency() { NextAction::NotifyUser } else { action }
}

/// What the next step of a checkout order depends on beside itself.
pub(crate) fn find_shop_facts(
    tx: &Tx<'_>,
    order: &CheckoutOrder,
    moment: &ListContext,
    now: Timestamp,
) -> Result<ShopFacts> {
    let ListContext { tells_buyers, ref method, .. } = *moment;
    let method = method.clone();
    let (sku, day) = (&order.draft.sku_id, order.draft.date);
    // Whoever holds places, or did, is asked nothing about free ones.
    if order.lock.is_some() {
        return Ok(ShopFacts { tells_buyers, free_places: None, method });
    }
    let free_places = Some(match tx.find_capacity(sku, day)? {
        None => FreePlaces::NoStock,
        Some(_) => FreePlaces::Left(tx.stock_on_day(sku, day, now)?.free_seats()),
    });
    Ok(ShopFacts { tells_buyers, free_places, method })
}

/// Whether nobody tried yet to tell the buyer of a checkout order what there is to be told.
pub(crate) fn is_untold(order_no: &OrderNo, user_notify: &str) -> bool {
    order_no.flow() == OrderFlow::Checkout
        && UserNotifyStatus::from_code(user_notify) == Some(UserNotifyStatus::NotStarted)
}
