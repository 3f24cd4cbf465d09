//! From the draft to the checkout, and what time or a change of mind makes of it: b1, b2, b3, b11, b12.

use super::{CheckoutRefusal, require_allowed, state_reason};
use crate::domain::checkout::axis::{CheckoutStatus, LockStatus, PaymentStatus};
use crate::domain::checkout::command::LockPlaces;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::*;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::checkout::sku::Sku;
use crate::domain::order::actor::Actor;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::{Day, Timestamp};

/// b1: the draft of `quantity` visitors on `date`, and the SKU's terms.
pub fn quote_draft(
    sku: &Sku,
    quantity: u32,
    date: Day,
    channel: String,
    customer: Option<CustomerFacts>,
    now: Timestamp,
) -> Result<(DraftCreated, TermsFixed), Rejection> {
    if !sku.on_sale {
        let id = &sku.sku_id;
        return Err(CheckoutRejection::SkuNotOnSale { id: &id }.into());
    }
    not_past(date, sku.zone.day_at(now))?;
    let quote = PriceQuote { amount: sku.quote_price(quantity)?, currency: sku.currency.code().to_owned() };
    let draft = DraftCreated { sku_id: sku.sku_id.to_string(), quantity, date, quote, channel, customer };
    Ok((draft, current_terms(sku)))
}

/// The terms of a SKU, as they are now.
pub fn current_terms(sku: &Sku) -> TermsFixed {
    TermsFixed {
        merchant_id: sku.merchant_id.to_string(),
        product_name: sku.name.clone(),
        unit_price: sku.price,
        currency: sku.currency.code().to_owned(),
        price_basis: sku.basis.code().to_owned(),
        pack_size: sku.pack_size,
        zone: sku.zone.code().to_owned(),
    }
}

pub(super) fn not_past(date: Day, today: Day) -> Result<(), Rejection> {
    if date >= today {
        return Ok(());
    }
    Err(CheckoutRejection::VisitDatePast { date: &date, today: &today }.into())
}

/// b2.
pub(super) fn lock_places(
    order: &CheckoutOrder,
    lock: &LockPlaces,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let (sku_id, quantity, date) = (order.draft.sku_id.clone(), order.draft.quantity, order.draft.date);
    let event = CheckoutEvent::Locked(InventoryLocked {
        lock_id: lock.lock_id.clone(),
        sku_id: sku_id.clone(),
        quantity,
        expiry_at: by.now.plus_minutes(lock.minutes),
    });
    require_allowed(order, &event)?;
    not_past(date, order.local_today(by.now))?;
    let Some(left) = lock.left else {
        return Err(CheckoutRejection::NoStock { sku_id: &sku_id, date: &date }.into_rejection().into());
    };
    if left >= quantity {
        return Ok(vec![event]);
    }
    let rejection =
        CheckoutRejection::SoldOut { sku_id: &sku_id, date: &date, left: &left, quantity: &quantity }.into_rejection();
    let records = vec![CheckoutEvent::LockRejected(LockRejected { sku_id, date, quantity, left })];
    Err(CheckoutRefusal { rejection, records })
}

/// b3.
pub(super) fn request_checkout(
    order: &CheckoutOrder,
    method: &str,
    allowed: &[String],
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    // The same request again: done before.
    if order.status.order == CheckoutStatus::CheckoutPending && order.method.as_deref() == Some(method) {
        return Ok(Vec::new());
    }
    let event = CheckoutEvent::Requested(CheckoutRequested { payment_method: method.to_owned() });
    require_allowed(order, &event)?;
    require_live_lock(order, by.now)?;
    if !allowed.iter().any(|known| known == method) {
        let list = allowed.join(", ");
        return Err(CheckoutRejection::PaymentMethodNotAllowed { method: &method, list: &list }
            .into_rejection()
            .into());
    }
    Ok(vec![event])
}

/// Refuses where the places are no longer held.
pub(super) fn require_live_lock(order: &CheckoutOrder, now: Timestamp) -> Result<(), Rejection> {
    if order.lock_is_live(now) {
        return Ok(());
    }
    let no = &order.order_no;
    let until = order.lock.as_ref().map_or_else(String::new, |lock| lock.expiry_at.format_rfc3339());
    Err(CheckoutRejection::LockExpired { no, until: &until }.into())
}

/// b7, b11: what time did to an order that is not paid.
pub(super) fn expire_order(order: &CheckoutOrder, by: &Actor) -> Vec<CheckoutEvent> {
    let mut events = Vec::new();
    if order.status.order == CheckoutStatus::Draft && order.draft.date < order.local_today(by.now) {
        events.push(CheckoutEvent::DraftExpired(DraftExpired { date: order.draft.date }));
    }
    if let Some(session) =
        order.latest_session().filter(|session| !session.closed && by.now >= session.created.expiry_at)
    {
        events.push(CheckoutEvent::SessionExpired(SessionExpired {
            session_id: session.created.session_id.clone(),
            expiry_at: session.created.expiry_at,
        }));
    }
    let unpaid = matches!(order.status.order, CheckoutStatus::Locked | CheckoutStatus::CheckoutPending);
    if let Some(lock) = order.lock.as_ref().filter(|lock| unpaid && by.now >= lock.expiry_at)
        && order.status.lock == LockStatus::Held
    {
        events
            .push(CheckoutEvent::LockExpired(LockExpired { lock_id: lock.lock_id.clone(), expiry_at: lock.expiry_at }));
    }
    events
}

/// b12: calling an order off before it is paid closes its session and gives the places back.
pub(super) fn cancel_order(
    order: &CheckoutOrder,
    reason: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    if order.status.order == CheckoutStatus::Cancelled {
        return Ok(Vec::new());
    }
    let why = state_reason(reason, by)?;
    let mut events = Vec::new();
    if let Some(session) = order.latest_session().filter(|_| order.status.payment == PaymentStatus::SessionCreated) {
        events.push(CheckoutEvent::PaymentFailed(PaymentFailed {
            session_id: session.created.session_id.clone(),
            failure_code: "ORDER_CANCELLED".to_owned(),
            failure_message: why.reason.clone(),
        }));
    }
    if let Some(lock) = order.lock.as_ref().filter(|_| order.status.lock == LockStatus::Held) {
        events.push(CheckoutEvent::LockReleased(LockReleased {
            lock_id: lock.lock_id.clone(),
            reason: "cancelled".to_owned(),
        }));
    }
    events.push(CheckoutEvent::Cancelled(why));
    if order.payment.is_some() {
        let no = &order.order_no;
        return Err(CheckoutRejection::OrderIsPaid { no }.into_rejection().into());
    }
    Ok(events)
}
