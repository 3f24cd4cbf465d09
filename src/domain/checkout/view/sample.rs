//! Orders for tests: the one of the reference page, and one whose payment came too late.

#![cfg(test)]

use super::{CheckoutOrderView, CheckoutViewOptions, build_view};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::event_log::{open_order, record_events};
use crate::domain::checkout::next::ShopFacts;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::*;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::{EventEnvelope, EventSource};
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

/// The code of the page's ticket.
pub const CODE: &str = "ticket_cf2c37e9b06bc19d0a63e5bf";
const SESSION: &str = "ps_0db6e88e8763119d0a637f7f";
const LOCK: &str = "lock_3642f77f45b6a19d0a63581e";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn stamp(received: &str, processed: &str) -> EventStamp {
    EventStamp {
        created_at: at(received),
        processed_at: at(processed),
        operator: "op-1".to_owned(),
        source: EventSource::Admin,
        key: None,
    }
}

fn draft() -> (CheckoutOrder, Vec<EventEnvelope>) {
    let customer = serde_json::json!({"telegram_user_id": "6761269319", "telegram_username": "bestjustin"});
    let draft = DraftCreated {
        sku_id: "sentosa_family_pack".to_owned(),
        quantity: 3,
        date: Day::parse("2026-03-21").unwrap(),
        quote: PriceQuote { amount: Fen::new(11_900), currency: "SGD".to_owned() },
        channel: "telegram".to_owned(),
        customer: customer.as_object().cloned().map(CustomerFacts::new),
    };
    let terms = TermsFixed {
        merchant_id: "sentosa_demo".to_owned(),
        product_name: "Sentosa 家庭套票(2大1小)".to_owned(),
        unit_price: Fen::new(11_900),
        currency: "SGD".to_owned(),
        price_basis: "pack".to_owned(),
        pack_size: 3,
        zone: "Asia/Singapore".to_owned(),
    };
    let number = OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap();
    let moment = "2026-03-20T08:36:16.028Z";
    let (order, rows) = open_order(&number, draft, terms, &stamp(moment, moment));
    (order, rows.to_vec())
}

fn add(made: &mut (CheckoutOrder, Vec<EventEnvelope>), events: &[CheckoutEvent], stamp: &EventStamp) {
    let (order, rows) = record_events(&made.0, events, stamp);
    made.0 = order;
    made.1.extend(rows);
}

/// Held, requested, and a session open.
pub fn waiting() -> (CheckoutOrder, Vec<EventEnvelope>) {
    let mut made = draft();
    let lock = InventoryLocked {
        lock_id: LOCK.to_owned(),
        sku_id: "sentosa_family_pack".to_owned(),
        quantity: 3,
        expiry_at: at("2026-03-20T08:41:16.030Z"),
    };
    let requested = CheckoutRequested { payment_method: "card".to_owned() };
    let session = SessionCreated {
        session_id: SESSION.to_owned(),
        protocol: "AP2".to_owned(),
        payment_method: "card".to_owned(),
        expiry_at: at("2026-03-20T08:41:26.111Z"),
    };
    for (moment, event) in [
        ("2026-03-20T08:36:16.030Z", CheckoutEvent::Locked(lock)),
        ("2026-03-20T08:36:20Z", CheckoutEvent::Requested(requested)),
        ("2026-03-20T08:36:26.111Z", CheckoutEvent::SessionCreated(session)),
    ] {
        add(&mut made, &[event], &stamp(moment, moment));
    }
    made
}

/// The order of the page, ticket and all.
pub fn fulfilled() -> (CheckoutOrder, Vec<EventEnvelope>) {
    let mut made = waiting();
    let url = format!("https://api.qrserver.com/v1/create-qr-code/?size=240x240&data={CODE}");
    let events = [
        CheckoutEvent::Completed(CheckoutCompleted {
            session_id: SESSION.to_owned(),
            payment_method: "card".to_owned(),
            payment_ref: "card_1773995812285".to_owned(),
        }),
        CheckoutEvent::Issued(FulfillmentIssued { ticket_code: Personal::new(CODE), qr_url: Personal::new(url) }),
        CheckoutEvent::IssueNumbered(FulfillmentNumbered { fulfillment_id: "ful_b0e3bae4f209f19d0a63e5bf".to_owned() }),
    ];
    add(&mut made, &events, &stamp("2026-03-20T08:36:52.285Z", "2026-03-20T08:36:52.287Z"));
    made
}

/// Paid after somebody else had the places: the money has to go back, and the first try failed.
pub fn too_late() -> (CheckoutOrder, Vec<EventEnvelope>) {
    let mut made = waiting();
    let events = [
        CheckoutEvent::PaymentLate(PaymentLate {
            session_id: SESSION.to_owned(),
            payment_method: "card".to_owned(),
            payment_ref: "card_late".to_owned(),
            places_regained: false,
        }),
        CheckoutEvent::RefundRequested(CheckoutRefundRequested {
            amount: Fen::new(11_900),
            reason: "sold_meanwhile".to_owned(),
            operator_id: None,
            redeemed_reason: None,
            keeps_ticket: false,
        }),
    ];
    add(&mut made, &events, &stamp("2026-03-20T08:42:00Z", "2026-03-20T08:42:00Z"));
    let failed = CheckoutEvent::RefundFailed(RefundFailed {
        failure_message: "card issuer is away".to_owned(),
        operator_id: "op-1".to_owned(),
    });
    add(&mut made, &[failed], &stamp("2026-03-20T08:50:00Z", "2026-03-20T08:50:00Z"));
    made
}

/// What an operator sees of it at `now`.
pub fn seen(made: &(CheckoutOrder, Vec<EventEnvelope>), now: &str, lang: Lang, reveal: bool) -> CheckoutOrderView {
    build_view(
        &made.0,
        &made.1,
        &CheckoutViewOptions { now: at(now), lang, reveal, internal: false, facts: ShopFacts::default() },
    )
}
