//! What the detail of a checkout order has: the page's own two objects, key for key, and what the shop knows beside them.
//!
//! Invariant: an unset key is absent and never null; the fields stand in the page's order.

mod exceptions;
mod records;
fn build_notice(notice: &BuyerNotice) -> Value {
    let (code, message) = notice.failure.clone().unzip();
    json!({
        "id": notice.id,
        "channel": notice.channel,
        "template": notice.template,
        "state": notice.state.code(),
        "at": notice.at.format_rfc3339(),
        "failure_code": code,
        "failure_message": message,
    })
}

#[cfg(test)]
pub mod sample;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::next::next_task_with_notices;
use super::order::{CheckoutOrder, CheckoutStatuses, PaymentSession};
use super::payload::plain_amount;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::notice::BuyerNotice;
use crate::domain::order::number::OrderFlow;
use crate::domain::order::view::{EventView, NextStepView, OrderException};
use crate::domain::value::mask::mask_person;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;

pub use self::records::{LockView, PaymentView, RefundView, TicketStatusView};

/// The version of the contract.
pub const SCHEMA_VERSION: u32 = 1;

const MASKED: &str = "[masked]";

#[derive(Clone, Copy, Debug)]
pub struct CheckoutViewOptions {
    pub now: Timestamp,
    pub lang: Lang,
    /// The buyer and the ticket's code too; the access must have been recorded.
    pub reveal: bool,
    /// Internal events too.
    pub internal: bool,
    /// Whether the shop tells its buyers what happens.
    pub notifies_buyers: bool,
}

/// One checkout order in full. Not `Debug`: a revealed one must not reach a log.
#[derive(Clone, Serialize)]
pub struct CheckoutOrderView {
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
    pub lock: Option<LockView>,
    pub payment: Option<PaymentView>,
    pub ticket: Option<TicketStatusView>,
    /// Every refund, oldest first.
    pub refunds: Vec<RefundView>,
    /// Every notice to the buyer, oldest first.
    pub notices: Vec<Value>,
    pub next: NextStepView,
    pub exceptions: Vec<OrderException>,
    /// What happened, oldest first.
    pub events: Vec<EventView>,
    #[serde(skip)]
    pub status: CheckoutStatuses,
    #[serde(skip)]
    pub erased: bool,
    #[serde(skip)]
    pub now: Timestamp,
    /// The merchant's clock, in seconds east of UTC.
    #[serde(skip)]
    pub offset_seconds: i32,
    /// The name of that clock.
    #[serde(skip)]
    pub zone: &'static str,
}

impl CheckoutOrderView {
    pub fn to_json(&self) -> Value {
        // Texts, numbers and maps with text keys: it always is JSON.
        serde_json::to_value(self).unwrap_or_default()
    }
}

pub fn build_view(order: &CheckoutOrder, rows: &[EventEnvelope], look: &CheckoutViewOptions) -> CheckoutOrderView {
    let shown = |row: &&EventEnvelope| look.internal || row.visibility == EventVisibility::Visible;
    CheckoutOrderView {
        schema_version: SCHEMA_VERSION,
        flow: OrderFlow::Checkout.code(),
        order_no: order.order_no.to_string(),
        order: build_page_order(order, look.reveal),
        fulfillment: build_fulfillment(order, look.reveal),
        payment_session: order.latest_session().map(|session| self::build_session(session, look.now)),
        lock: LockView::from_order(order),
        payment: PaymentView::from_order(order),
        ticket: TicketStatusView::from_order(order),
        refunds: RefundView::all_from_order(order),
        notices: order.notices.iter().map(build_notice).collect(),
        next: NextStepView::from_task(next_task_with_notices(order, look.notifies_buyers, look.now), look.lang),
        exceptions: exceptions::list_exceptions(order, rows, look.lang),
        events: rows.iter().filter(shown).map(|row| EventView::from_envelope(row, look.reveal)).collect(),
        status: order.status,
        erased: order.erased,
        now: look.now,
        offset_seconds: order.offset_seconds(),
        zone: super::sku::Zone::parse(&order.terms.zone).map_or("UTC", super::sku::Zone::abbreviation),
    }
}

/// The page's order object.
fn build_page_order(order: &CheckoutOrder, reveal: bool) -> Map<String, Value> {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    let draft = &order.draft;
    set("order_id", order.order_no.as_str().into());
    set("merchant_id", order.terms.merchant_id.as_str().into());
    set("sku_id", draft.sku_id.as_str().into());
    set("product_name", order.terms.product_name.as_str().into());
    set("quantity", draft.quantity.into());
    set("date", draft.date.to_string().into());
    set(&draft.quote.snake_key(), plain_amount(draft.quote.amount));
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
    set("created_at", order.created_at.format_rfc3339().into());
    if let Some(lock) = &order.lock {
        let lock = json!({
            "lock_id": lock.lock_id, "sku_id": lock.sku_id, "quantity": lock.quantity,
            "expiry_at": lock.expiry_at.format_rfc3339(),
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
pub fn build_fulfillment(order: &CheckoutOrder, reveal: bool) -> Option<Map<String, Value>> {
    let ticket = order.ticket.as_ref()?;
    let secret = |text: Option<&str>| match text {
        Some(text) if reveal => Value::from(text),
        Some(_) => Value::from(MASKED),
        None => crate::domain::value::person::erased_value(),
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
    set("issued_at", ticket.issued_at.format_rfc3339().into());
    Some(object)
}

fn build_session(session: &PaymentSession, now: Timestamp) -> Map<String, Value> {
    let created = &session.created;
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    set("session_id", created.session_id.as_str().into());
    set("protocol", created.protocol.as_str().into());
    set("payment_method", created.payment_method.as_str().into());
    set("expiry_at", created.expiry_at.format_rfc3339().into());
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

#[cfg(test)]
mod tests {
    use super::sample::{CODE, fulfilled, seen, too_late, waiting};
    use super::*;

    const PAGE: &str = include_str!("../../../../fixtures/pages/merchant-order-page.txt");
    const NOW: &str = "2026-03-20T08:37:00Z";

    /// The JSON object under a heading of the page.
    fn under(heading: &str) -> String {
        let rest = PAGE.split(&format!("{heading}\n\n")).nth(1).unwrap();
        format!("{}\n}}", rest.split("\n}").next().unwrap())
    }

    #[test]
    fn the_two_objects_are_the_pages_key_for_key_in_its_order() {
        let view = seen(&fulfilled(), NOW, Lang::Zh, true);
        assert_eq!(serde_json::to_string_pretty(&view.order).unwrap(), under("订单详情"));
        assert_eq!(serde_json::to_string_pretty(&view.fulfillment).unwrap(), under("出票结果"));
    }

    #[test]
    fn nobody_sees_the_buyer_or_the_code_unless_it_is_revealed() {
        let masked = seen(&fulfilled(), NOW, Lang::Zh, false).to_json().to_string();
        for secret in ["6761269319", "bestjustin", CODE] {
            assert!(!masked.contains(secret), "{secret} in {masked}");
        }
        assert_eq!(masked.matches("[masked]").count(), 4, "code and address, in the object and in the event: {masked}");
    }

    #[test]
    fn a_late_payment_says_what_to_do_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let view = seen(&too_late(), "2026-03-20T09:00:00Z", lang, false);
            let kinds: Vec<_> = view.exceptions.iter().map(|exception| exception.kind.as_str()).collect();
            assert_eq!(kinds, ["late_payment", "refund_failed"]);
            let late = &view.exceptions[0];
            assert_eq!(
                late.advice.as_deref(),
                Some(crate::domain::order::next::NextAction::RefundCustomer.label().in_lang(lang))
            );
            assert!(late.reason.as_ref().unwrap().starts_with("card_late"));
            assert_eq!(view.exceptions[1].reason.as_deref(), Some("card issuer is away"));
            assert_eq!(view.next.code, "refund_customer");
            assert_eq!(view.refunds[0].amount, "119.00");
        }
        assert!(seen(&fulfilled(), NOW, Lang::En, false).exceptions.is_empty());
    }

    #[test]
    fn a_lock_lives_until_its_moment() {
        let lock = seen(&waiting(), NOW, Lang::En, false).lock.unwrap();
        assert!(lock.is_live(Timestamp::parse("2026-03-20T08:41:16.029Z").unwrap()));
        assert!(!lock.is_live(Timestamp::parse("2026-03-20T08:41:16.030Z").unwrap()));
        let sold = seen(&fulfilled(), NOW, Lang::En, false).lock.unwrap();
        assert!(!sold.is_live(Timestamp::parse(NOW).unwrap()), "what is sold waits for nothing");
    }
}
