//! What the detail of a checkout order has: the page's own two objects, key for key, and what the shop knows beside them.
//!
//! Invariant: an unset key is absent and never null; the fields stand in the page's order.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::axes::Status;
use super::next::next;
use super::order::{Order, Refund, Session};
use super::payload::plain;
use crate::domain::event::{Envelope, Visibility};
use crate::domain::ids::Flow;
use crate::domain::mask::mask_person;
use crate::domain::message::Lang;
use crate::domain::notice::Notice;
use crate::domain::shown::{Event, NextStep};
use crate::domain::time::Timestamp;

/// The version of the contract.
pub const SCHEMA_VERSION: u32 = 1;

const MASKED: &str = "[masked]";

/// How an order is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The moment of the look.
    pub now: Timestamp,
    /// The reader's language.
    pub lang: Lang,
    /// The buyer and the ticket's code too; the access must have been recorded.
    pub reveal: bool,
    /// Internal events too.
    pub internal: bool,
}

/// One checkout order in full. Not `Debug`: a revealed one must not reach a log.
#[derive(Clone, Serialize)]
pub struct OrderView {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// `checkout`.
    pub flow: &'static str,
    /// `order_…`.
    pub order_no: String,
    /// Exactly the page's object.
    pub order: Map<String, Value>,
    /// The page's 出票结果; null before there is a ticket.
    pub fulfillment: Option<Map<String, Value>>,
    /// The latest payment session.
    pub payment_session: Option<Map<String, Value>>,
    /// The places that are, or were, held.
    pub lock: Option<Map<String, Value>>,
    /// Every refund, oldest first.
    pub refunds: Vec<Value>,
    /// Every notice to the buyer, oldest first.
    pub notices: Vec<Value>,
    /// What to do now.
    pub next: NextStep,
    /// What stands in the way.
    pub exceptions: Vec<Value>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// The merchant's clock, in seconds east of UTC.
    #[serde(skip)]
    pub offset_seconds: i32,
    /// The name of that clock.
    #[serde(skip)]
    pub zone: &'static str,
}

impl OrderView {
    /// The object that `--json` prints.
    pub fn to_json(&self) -> Value {
        // Texts, numbers and maps with text keys: it always is JSON.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// The detail of an order.
pub fn present(order: &Order, rows: &[Envelope], look: &Look) -> OrderView {
    let shown = |row: &&Envelope| look.internal || row.visibility == Visibility::Visible;
    OrderView {
        schema_version: SCHEMA_VERSION,
        flow: Flow::Checkout.code(),
        order_no: order.order_no.to_string(),
        order: page_object(order, look.reveal),
        fulfillment: fulfillment(order, look.reveal),
        payment_session: order.session().map(|session| self::session(session, look.now)),
        lock: lock(order),
        refunds: order.refunds.iter().map(|refund| self::refund(order, refund)).collect(),
        notices: order.notices.iter().map(notice).collect(),
        next: NextStep::of(next(order, look.now), look.lang),
        exceptions: exceptions(order),
        events: rows.iter().filter(shown).map(|row| Event::of(row, look.reveal)).collect(),
        offset_seconds: order.offset_seconds(),
        zone: super::sku::Zone::parse(&order.terms.zone).map_or("UTC", super::sku::Zone::abbreviation),
    }
}

/// The page's order object.
fn page_object(order: &Order, reveal: bool) -> Map<String, Value> {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    let draft = &order.draft;
    set("order_id", order.order_no.as_str().into());
    set("merchant_id", order.terms.merchant_id.as_str().into());
    set("sku_id", draft.sku_id.as_str().into());
    set("product_name", order.terms.product_name.as_str().into());
    set("quantity", draft.quantity.into());
    set("date", draft.date.to_string().into());
    set(&draft.quote.snake(), plain(draft.quote.amount));
    set("currency", draft.quote.currency.as_str().into());
    set("channel", draft.channel.as_str().into());
    if let Some(mut facts) = draft.customer.as_ref().and_then(|customer| customer.reveal().cloned()) {
        if !reveal {
            mask_person(&mut facts);
        }
        set("customer", Value::Object(facts));
    }
    set("status", order.status.order.code().into());
    set("payment_status", order.status.payment.code().into());
    set("fulfillment_status", order.status.fulfillment.code().into());
    set("created_at", order.created_at.rfc3339().into());
    if let Some(lock) = &order.lock {
        let lock = json!({
            "lock_id": lock.lock_id, "sku_id": lock.sku_id, "quantity": lock.quantity,
            "expiry_at": lock.expiry_at.rfc3339(),
        });
        set("inventory_lock", lock);
    }
    if let Some(payment) = &order.payment {
        set("payment_ref", payment.reference.as_str().into());
    }
    if let Some(method) = &order.method {
        set("payment_method", method.as_str().into());
    }
    object
}

/// The page's 出票结果; none before there is a ticket. The code lets its holder in, so it is shown as a person's data is.
pub fn fulfillment(order: &Order, reveal: bool) -> Option<Map<String, Value>> {
    let ticket = order.ticket.as_ref()?;
    let secret = |text: Option<&str>| match text {
        Some(text) if reveal => Value::from(text),
        Some(_) => Value::from(MASKED),
        None => crate::domain::person::erased_value(),
    };
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    if let Some(id) = &ticket.fulfillment_id {
        set("fulfillment_id", id.as_str().into());
    }
    set("order_id", order.order_no.as_str().into());
    set("ticket_code", secret(ticket.code.reveal()));
    set("product_name", order.terms.product_name.as_str().into());
    set("visit_date", order.draft.date.to_string().into());
    set("qr_url", secret(ticket.qr_url.reveal()));
    set("issued_at", ticket.issued_at.rfc3339().into());
    Some(object)
}

fn session(session: &Session, now: Timestamp) -> Map<String, Value> {
    let created = &session.created;
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    set("session_id", created.session_id.as_str().into());
    set("protocol", created.protocol.as_str().into());
    set("payment_method", created.payment_method.as_str().into());
    set("expiry_at", created.expiry_at.rfc3339().into());
    set("open", session.is_open(now).into());
    if let Some(signed) = &session.signed {
        set("protocol_version", signed.protocol_version.as_str().into());
        set("challenge", json!({ "aud": signed.aud, "nonce": signed.nonce }));
        set("checkout_jwt", signed.checkout_jwt.as_str().into());
        set("checkout_hash", signed.checkout_hash.as_str().into());
        set("mandate_required", signed.mandate_required.into());
    }
    if let Some(mandate) = &session.mandate {
        set("mandate", json!({ "mode": mandate.mode, "trusted_kid": mandate.trusted_kid }));
    }
    object
}

fn lock(order: &Order) -> Option<Map<String, Value>> {
    let lock = order.lock.as_ref()?;
    let mut object = Map::new();
    object.insert("lock_id".to_owned(), lock.lock_id.as_str().into());
    object.insert("status".to_owned(), order.status.lock.code().into());
    object.insert("quantity".to_owned(), lock.quantity.into());
    object.insert("expiry_at".to_owned(), lock.expiry_at.rfc3339().into());
    Some(object)
}

fn refund(order: &Order, refund: &Refund) -> Value {
    json!({
        "amount": refund.amount.to_string(),
        "currency": order.draft.quote.currency,
        "reason": refund.reason,
        "requested_at": refund.at.rfc3339(),
        "completed_at": refund.done.map(Timestamp::rfc3339),
        "failure": refund.failure,
    })
}

fn notice(notice: &Notice) -> Value {
    let (code, message) = notice.failure.clone().unzip();
    json!({
        "id": notice.id,
        "channel": notice.channel,
        "template": notice.template,
        "state": notice.state.code(),
        "at": notice.at.rfc3339(),
        "failure_code": code,
        "failure_message": message,
    })
}

/// What stands in the way: money that came too late.
fn exceptions(order: &Order) -> Vec<Value> {
    let late = order.payment.as_ref().filter(|payment| payment.late);
    let open = matches!(order.status.order, Status::PaidUnfulfillable);
    let kinds = late.filter(|_| open).map(|payment| {
        json!({
            "kind": "late_payment",
            "code": "PAYMENT_LATE",
            "reason": format!("{} came at {}", payment.reference, payment.at.rfc3339()),
            "at": payment.at.rfc3339(),
        })
    });
    kinds.into_iter().collect()
}
