//! The native shape: the payload of the page's `xianyu_order_paid_detected`.

use serde_json::{Value, json};

use super::Reading;
use super::facts::{Facts, MAX_ACCOUNT, MAX_KEY, XIANYU, event_key, platform};
use crate::error::Result;
use crate::formats::field::MAX_NAME;
use crate::formats::object::Object;

pub(crate) const KEYS: [&str; 9] = [
    "externalOrderNo",
    "productName",
    "ticketType",
    "playDate",
    "paidAmount",
    "paidAt",
    "externalUserId",
    "sourcePlatform",
    "eventKey",
];

/// Reads a native order. There is no unpaid one: its being there says that it was paid.
pub(crate) fn read(order: &Object<'_>) -> Result<Reading> {
    order.deny_unknown(&KEYS)?;
    let source = order.optional_text("sourcePlatform", MAX_NAME)?.unwrap_or(XIANYU);
    let key = order.optional_text("eventKey", MAX_KEY)?;
    let facts = Facts {
        external_order_no: order.order_no("externalOrderNo")?,
        source_platform: platform("sourcePlatform", source)?,
        product_name: order.required_text("productName", MAX_NAME)?.to_owned(),
        sku_text: None,
        ticket_type: order.optional_text("ticketType", MAX_NAME)?.map(str::to_owned),
        play_date: order.optional_day("playDate")?,
        paid_amount: order.amount("paidAmount")?,
        paid_at: order.instant("paidAt")?,
        external_user_id: order.optional_personal("externalUserId", MAX_ACCOUNT)?,
        event_key: key.map(|key| event_key("eventKey", key)).transpose()?,
    };
    let key = facts.key();
    let mut payload = order.map().clone();
    // A number of 19 digits is a text to every reader that comes after this one: many lose its last digits.
    payload.insert("externalOrderNo".to_owned(), json!(facts.external_order_no));
    for (field, value) in [("sourcePlatform", json!(facts.source_platform)), ("eventKey", json!(key))] {
        if order.get(field).is_none() {
            payload.insert(field.to_owned(), value);
        }
    }
    for field in ["ticketType", "playDate", "externalUserId"] {
        payload.entry(field).or_insert(Value::Null);
    }
    Ok(Reading::Paid(Box::new(facts.with(key, payload))))
}
