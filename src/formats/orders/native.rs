//! The native shape: the payload of the page's `xianyu_order_paid_detected`.

use serde_json::{Value, json};

use super::EntryContent;
use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, MAX_KEY, PaidFacts, parse_event_key, parse_platform};
use crate::domain::resale::payload::PaidDetected;
use crate::error::Result;
use crate::formats::field::MAX_NAME;
use crate::formats::object::JsonObject;

/// Reads a native order. There is no unpaid one: its being there says that it was paid.
pub(crate) fn read_native(order: &JsonObject<'_>) -> Result<EntryContent> {
    order.deny_unknown(&PaidDetected::KEYS)?;
    let source = order.optional_text("sourcePlatform", MAX_NAME)?.unwrap_or(DEFAULT_PLATFORM);
    let key = order.optional_text("eventKey", MAX_KEY)?;
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
        payload.entry(field).or_insert(Value::Null);
    }
    Ok(EntryContent::Paid(Box::new(facts.with_payload(key, payload))))
}
