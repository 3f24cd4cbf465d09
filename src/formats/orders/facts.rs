//! What every shape of an order comes down to, and the payload made of it.

use serde_json::{Map, Value, json};

use super::PaidOrder;
use super::standing::{PlatformState, StateReading};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::MAX_NAME;

/// What every shape gives of a paid order; the rest follows from it.
pub(crate) struct PaidFacts {
    pub(crate) external_order_no: String,
    pub(crate) source_platform: String,
    pub(crate) product_name: String,
    pub(crate) sku_text: Option<String>,
    pub(crate) ticket_type: Option<String>,
    pub(crate) play_date: Option<Day>,
    pub(crate) paid_amount: Fen,
    pub(crate) paid_at: Timestamp,
    pub(crate) external_user_id: Option<Personal>,
    pub(crate) event_key: Option<String>,
    pub(crate) platform: PlatformFacts,
}

/// What the platform says beside the sale, where it says it: it cannot be fetched later.
#[derive(Clone, Debug)]
pub(crate) struct PlatformFacts {
    /// The payment's number, 支付宝交易号.
    pub(crate) pay_no: Option<String>,
    pub(crate) buyer_nick: Option<Personal>,
    /// How many tickets were bought.
    pub(crate) quantity: Option<u32>,
    /// The price before what was paid less.
    pub(crate) total_amount: Option<Fen>,
    /// The order's state in the platform's own word or number.
    pub(crate) platform_status: Option<String>,
    /// Where the sale stands, as read.
    pub(crate) state: PlatformState,
    /// When the platform changed the order last, by its own clock.
    pub(crate) updated_at: Option<Timestamp>,
}

/// The marketplace of every shape that does not say.
pub(crate) const DEFAULT_PLATFORM: &str = "xianyu";
pub(crate) const MAX_SKU: usize = 256;
pub(crate) const MAX_ACCOUNT: usize = 128;
pub(crate) const MAX_KEY: usize = 160;

impl PaidFacts {
    /// The order with a payload in the native keys.
    pub(crate) fn into_order(self) -> Result<PaidOrder> {
        field::check_text("productName", &self.product_name, MAX_NAME)?;
        if let Some(sku) = &self.sku_text {
            field::check_text("skuText", sku, MAX_SKU)?;
        }
        let event_key = self.derive_event_key();
        let mut payload = Map::new();
        let mut put = |key: &str, value: Value| payload.insert(key.to_owned(), value);
        put("paidAt", json!(self.paid_at.format_rfc3339()));
        put("eventKey", json!(event_key));
        put("playDate", json!(self.play_date.map(|day| day.to_string())));
        put("paidAmount", json!(self.paid_amount.to_string()));
        put("ticketType", json!(self.ticket_type));
        put("productName", json!(self.product_name));
        put("externalUserId", self.external_user_id.as_ref().map_or(Value::Null, Personal::to_payload));
        put("sourcePlatform", json!(self.source_platform));
        put("externalOrderNo", json!(self.external_order_no));
        self.platform.add_to(&mut payload);
        Ok(self.with_payload(event_key, payload))
    }

    pub(crate) fn derive_event_key(&self) -> String {
        let default = || format!("{}-{}-paid", self.source_platform, self.external_order_no);
        self.event_key.clone().unwrap_or_else(default)
    }

    pub(crate) fn with_payload(self, event_key: String, payload: Map<String, Value>) -> PaidOrder {
        let reading = StateReading {
            state: self.platform.state,
            source_platform: self.source_platform.clone(),
            platform_status: self.platform.platform_status,
            paid_amount: Some(self.paid_amount),
            updated_at: self.platform.updated_at,
        };
        PaidOrder {
            report: reading.into_report().map(Box::new),
            external_order_no: self.external_order_no,
            source_platform: self.source_platform,
            product_name: self.product_name,
            sku_text: self.sku_text,
            ticket_type: self.ticket_type,
            play_date: self.play_date,
            paid_amount: self.paid_amount,
            paid_at: self.paid_at,
            external_user_id: self.external_user_id,
            event_key,
            payload,
        }
    }
}

impl PlatformFacts {
    /// Adds what is there: an event without it is the page's own.
    fn add_to(&self, payload: &mut Map<String, Value>) {
        let nick = self.buyer_nick.as_ref().map(Personal::to_payload);
        for (key, value) in [
            ("quantity", self.quantity.map(Value::from)),
            ("payNo", self.pay_no.as_deref().map(Value::from)),
            ("totalAmount", self.total_amount.map(|amount| Value::from(amount.to_string()))),
            ("platformStatus", self.platform_status.as_deref().map(Value::from)),
            ("buyerNick", nick),
        ] {
            if let Some(value) = value {
                payload.insert(key.to_owned(), value);
            }
        }
    }
}

/// A platform's code: 1 to 32 of `[a-z0-9_-]`; 闲鱼 by its name.
pub(crate) fn parse_platform(field: &str, text: &str) -> Result<String> {
    let code = if text == "闲鱼" { DEFAULT_PLATFORM } else { text };
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    if (1..=32).contains(&code.len()) && code.bytes().all(allowed) {
        return Ok(code.to_owned());
    }
    Err(FormatError::PlatformInvalid { field: &field }.into_error().detail("field", field))
}

/// An event key: 1 to 160 visible ASCII characters.
pub(crate) fn parse_event_key(field: &str, text: &str) -> Result<String> {
    if (1..=MAX_KEY).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    Err(FormatError::EventKeyInvalid { field: &field, max_key: &MAX_KEY }
        .into_error()
        .detail("field", field)
        .detail("limit", MAX_KEY))
}
