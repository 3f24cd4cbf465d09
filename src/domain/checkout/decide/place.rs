//! From the draft to the checkout, and what time or a change of mind makes of it: b1, b2, b3, b11, b12.

use super::{Refused, admit, by_operator};
use crate::domain::checkout::axis::{LockStatus, PaymentStatus, Status};
use crate::domain::checkout::command::LockPlaces;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::Order;
use crate::domain::checkout::payload::*;
use crate::domain::checkout::sku::Sku;
use crate::domain::order::actor::Actor;
use crate::domain::order::rejection::Rejection;
use crate::domain::value::time::{Day, Timestamp};
use crate::say;

/// b1: the draft of `quantity` visitors on `date`, and the SKU's terms.
pub fn quoted(
    sku: &Sku,
    quantity: u32,
    date: Day,
    channel: String,
    customer: Option<Customer>,
    now: Timestamp,
) -> Result<(DraftCreated, TermsFixed), Rejection> {
    if !sku.on_sale {
        let id = &sku.sku_id;
        return Err(Rejection::rule("sku_not_on_sale", say!("{id} 已停售", "{id} is not on sale"))
            .hint(say!("`ticketctl sku resume {id}` 恢复销售", "`ticketctl sku resume {id}` puts it on sale again")));
    }
    not_past(date, sku.zone.day(now))?;
    let quote = Quote { amount: sku.quote(quantity)?, currency: sku.currency.code().to_owned() };
    let draft = DraftCreated { sku_id: sku.sku_id.to_string(), quantity, date, quote, channel, customer };
    Ok((draft, terms(sku)))
}

/// The terms of a SKU, as they are now.
pub fn terms(sku: &Sku) -> TermsFixed {
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

fn not_past(date: Day, today: Day) -> Result<(), Rejection> {
    if date >= today {
        return Ok(());
    }
    Err(Rejection::rule(
        "visit_date_past",
        say!("游玩日 {date} 已过（当地今天是 {today}）", "the visit date {date} is past (there it is {today})"),
    )
    .hint(say!("换一个日期重新下单", "make a new draft for another day")))
}

/// b2.
pub(super) fn lock(order: &Order, lock: &LockPlaces, by: &Actor) -> Result<Vec<Event>, Refused> {
    let (sku_id, quantity, date) = (order.draft.sku_id.clone(), order.draft.quantity, order.draft.date);
    let event = Event::Locked(InventoryLocked {
        lock_id: lock.lock_id.clone(),
        sku_id: sku_id.clone(),
        quantity,
        expiry_at: by.now.plus_minutes(lock.minutes),
    });
    admit(order, &event)?;
    not_past(date, order.today(by.now))?;
    let Some(left) = lock.left else {
        return Err(Rejection::rule(
            "no_stock",
            say!("{sku_id} 在 {date} 没有设库存", "{sku_id} has no stock on {date}"),
        )
        .hint(say!(
            "`ticketctl sku stock {sku_id} --date {date} --capacity N` 设置库存",
            "`ticketctl sku stock {sku_id} --date {date} --capacity N` sets it"
        ))
        .into());
    };
    if left >= quantity {
        return Ok(vec![event]);
    }
    let rejection = Rejection::rule(
        "sold_out",
        say!(
            "{sku_id} 在 {date} 只剩 {left} 位，需要 {quantity} 位",
            "{sku_id} has {left} places left on {date}, and {quantity} are needed"
        ),
    )
    .hint(say!("换一个日期或数量重新下单", "make a new draft for another day or another quantity"));
    let record = Some(Box::new(Event::LockRejected(LockRejected { sku_id, date, quantity, left })));
    Err(Refused { rejection, record })
}

/// b3.
pub(super) fn request(order: &Order, method: &str, allowed: &[String], by: &Actor) -> Result<Vec<Event>, Refused> {
    // The same request again: done before.
    if order.status.order == Status::CheckoutPending && order.method.as_deref() == Some(method) {
        return Ok(Vec::new());
    }
    let event = Event::Requested(CheckoutRequested { payment_method: method.to_owned() });
    admit(order, &event)?;
    live(order, by.now)?;
    if !allowed.iter().any(|known| known == method) {
        let list = allowed.join(", ");
        return Err(Rejection::rule(
            "payment_method_not_allowed",
            say!(
                "不接受支付方式 {method}；可用：{list}",
                "the payment method {method} is not taken; these are: {list}"
            ),
        )
        .hint(say!("在 checkout.methods 里设置可用的支付方式", "checkout.methods says which are taken"))
        .into());
    }
    Ok(vec![event])
}

/// Refuses where the places are no longer held.
pub(super) fn live(order: &Order, now: Timestamp) -> Result<(), Rejection> {
    if order.lock_is_live(now) {
        return Ok(());
    }
    let no = &order.order_no;
    let until = order.lock.as_ref().map_or_else(String::new, |lock| lock.expiry_at.rfc3339());
    Err(Rejection::rule(
        "lock_expired",
        say!("订单 {no} 的库存锁已在 {until} 过期", "the lock of order {no} expired at {until}"),
    )
    .hint(say!("重新下单：`ticketctl checkout draft …`", "make a new order: `ticketctl checkout draft …`")))
}

/// b7, b11: what time did to an order that is not paid.
pub(super) fn expire(order: &Order, by: &Actor) -> Vec<Event> {
    let mut events = Vec::new();
    if let Some(session) = order.session().filter(|session| !session.closed && by.now >= session.created.expiry_at) {
        events.push(Event::SessionExpired(SessionExpired {
            session_id: session.created.session_id.clone(),
            expiry_at: session.created.expiry_at,
        }));
    }
    let unpaid = matches!(order.status.order, Status::Locked | Status::CheckoutPending);
    if let Some(lock) = order.lock.as_ref().filter(|lock| unpaid && by.now >= lock.expiry_at)
        && order.status.lock == LockStatus::Held
    {
        events.push(Event::LockExpired(LockExpired { lock_id: lock.lock_id.clone(), expiry_at: lock.expiry_at }));
    }
    events
}

/// b12: calling an order off before it is paid closes its session and gives the places back.
pub(super) fn cancel(order: &Order, reason: &str, by: &Actor) -> Result<Vec<Event>, Refused> {
    if order.status.order == Status::Cancelled {
        return Ok(Vec::new());
    }
    let why = by_operator(reason, by)?;
    let mut events = Vec::new();
    if let Some(session) = order.session().filter(|_| order.status.payment == PaymentStatus::SessionCreated) {
        events.push(Event::PaymentFailed(PaymentFailed {
            session_id: session.created.session_id.clone(),
            failure_code: "ORDER_CANCELLED".to_owned(),
            failure_message: why.reason.clone(),
        }));
    }
    if let Some(lock) = order.lock.as_ref().filter(|_| order.status.lock == LockStatus::Held) {
        events
            .push(Event::LockReleased(LockReleased { lock_id: lock.lock_id.clone(), reason: "cancelled".to_owned() }));
    }
    events.push(Event::Cancelled(why));
    if order.payment.is_some() {
        let no = &order.order_no;
        return Err(Rejection::rule(
            "order_is_paid",
            say!("订单 {no} 已支付，不能取消", "order {no} is paid, so it can't be cancelled"),
        )
        .hint(say!(
            "改为退款：`ticketctl refund open {no} --reason 原因`",
            "refund it: `ticketctl refund open {no} --reason REASON`"
        ))
        .into());
    }
    Ok(events)
}
