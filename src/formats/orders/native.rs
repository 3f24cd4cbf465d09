//! The native shape: the payload of the page's `xianyu_order_paid_detected`.

use serde_json::{Value, json};

use super::EntryContent;
use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, MAX_KEY, PaidFacts, PlatformFacts, parse_event_key, parse_platform};
use super::standing::{PlatformState, StateReading};
use crate::domain::resale::payload::PaidDetected;
use crate::error::Result;
use crate::formats::cell;
use crate::formats::field::MAX_NAME;
use crate::formats::object::JsonObject;

/// Reads a native order. Its being there says that it was paid, unless the state that it tells is a word that says otherwise.
pub(crate) fn read_native(order: &JsonObject<'_>) -> Result<EntryContent> {
    order.deny_unknown(&PaidDetected::KEYS)?;
    let source = order.optional_text("sourcePlatform", MAX_NAME)?.unwrap_or(DEFAULT_PLATFORM);
    let key = order.optional_text("eventKey", MAX_KEY)?;
    let platform = read_platform_facts(order)?;
    if !platform.state.is_paid() {
        let reading = StateReading {
            state: platform.state,
            source_platform: parse_platform("sourcePlatform", source)?,
            platform_status: platform.platform_status,
            paid_amount: order.yuan_amount("paidAmount").ok(),
            updated_at: None,
        };
        return order.order_no("externalOrderNo").map(|_| reading.into_skipped());
    }
    let facts = PaidFacts {
        external_order_no: order.order_no("externalOrderNo")?,
        source_platform: parse_platform("sourcePlatform", source)?,
        product_name: order.required_text("productName", MAX_NAME)?.to_owned(),
        sku_text: None,
        ticket_type: order.optional_text("ticketType", MAX_NAME)?.map(str::to_owned),
        play_date: order.optional_day("playDate")?,
        paid_amount: order.yuan_amount("paidAmount")?,
        paid_at: order.required_instant("paidAt")?,
        external_user_id: order.optional_personal("externalUserId", MAX_ACCOUNT)?,
        event_key: key.map(|key| parse_event_key("eventKey", key)).transpose()?,
        // Checked here, and kept as they came with the rest of the payload.
        platform,
    };
    let key = facts.derive_event_key();
    let mut payload = order.as_map().clone();
    // A number of 19 digits is a text to every reader that comes after this one: many lose its last digits.
    payload.insert("externalOrderNo".to_owned(), json!(facts.external_order_no));
    for (field, value) in [("sourcePlatform", json!(facts.source_platform)), ("eventKey", json!(key))] {
        if order.get(field).is_none() {
            payload.insert(field.to_owned(), value);
        }
    }
    // The event has the same keys whatever the file left out, so that two imports of one order are one payload.
    for field in ["ticketType", "playDate", "externalUserId"] {
        if order.get(field).is_none() {
            payload.insert(field.to_owned(), Value::Null);
        }
    }
    payload.retain(|field, _| !OPTIONAL.contains(&field.as_str()) || order.get(field).is_some());
    Ok(EntryContent::Paid(Box::new(facts.with_payload(key, payload))))
}

/// What is absent from the event where the platform does not say it.
const OPTIONAL: [&str; 5] = ["quantity", "payNo", "totalAmount", "platformStatus", "buyerNick"];

fn read_platform_facts(order: &JsonObject<'_>) -> Result<PlatformFacts> {
    let spelled = |field: &str| order.get(field).map(|_| order.spelled_text(field)).transpose();
    let quantity = spelled("quantity")?.map(|text| cell::read_quantity("quantity", &text)).transpose()?;
    let total_amount = order.get("totalAmount").map(|_| order.yuan_amount("totalAmount")).transpose()?;
    let platform_status = order.optional_text("platformStatus", MAX_NAME)?.map(str::to_owned);
    // Numbers, and words that nobody knows, say no more than the order itself.
    let state = platform_status.as_deref().and_then(PlatformState::from_word).unwrap_or(PlatformState::PAID);
    Ok(PlatformFacts {
        pay_no: order.optional_text("payNo", MAX_NAME)?.map(str::to_owned),
        buyer_nick: order.optional_personal("buyerNick", MAX_ACCOUNT)?,
        quantity,
        total_amount,
        platform_status,
        state,
        updated_at: None,
    })
}
