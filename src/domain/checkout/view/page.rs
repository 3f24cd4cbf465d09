//! The two objects of the reference page, key for key and in its order: 订单详情 and 出票结果.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::domain::checkout::axis::{CheckoutStatus, FulfillmentStatus, PaymentStatus};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{InventoryLocked, PriceQuote, plain_amount};
use crate::domain::order::number::OrderNo;
use crate::domain::value::mask::mask_person;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

const MASKED: &str = "[masked]";

/// The page's order. Not `Debug`: a revealed customer must not reach a log.
#[derive(Clone, Serialize)]
pub struct PageOrderView {
    pub order_id: OrderNo,
    pub merchant_id: String,
    pub sku_id: String,
    pub product_name: String,
    /// Visitors.
    pub quantity: u32,
    /// The day of the visit.
    pub date: Day,
    #[serde(flatten, serialize_with = "serialize_quote")]
    pub quote: PriceQuote,
    /// Such as `telegram`.
    pub channel: String,
    /// The buyer's account as the channel spells it; none once the person was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<Map<String, Value>>,
    pub status: CheckoutStatus,
    pub payment_status: PaymentStatus,
    pub fulfillment_status: FulfillmentStatus,
    pub created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_lock: Option<PageLockView>,
    /// The payment's number at the payment side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_ref: Option<String>,
    /// Such as `card`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
}

/// The places that are, or were, held, in the page's keys.
#[derive(Clone, Serialize)]
pub struct PageLockView {
    pub lock_id: String,
    pub sku_id: String,
    pub quantity: u32,
    pub expiry_at: Timestamp,
}

/// The page's ticket. Not `Debug`: the code lets its holder in.
#[derive(Clone, Serialize)]
pub struct FulfillmentView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_id: Option<String>,
    pub order_id: OrderNo,
    #[serde(skip_serializing_if = "TicketSecret::is_erased")]
    pub ticket_code: TicketSecret,
    pub product_name: String,
    pub visit_date: Day,
    #[serde(skip_serializing_if = "TicketSecret::is_erased")]
    pub qr_url: TicketSecret,
    pub issued_at: Timestamp,
}

/// The ticket's code or its address, which are shown as a person's data is: a text, or absent once it was erased.
#[derive(Clone, PartialEq, Eq)]
pub enum TicketSecret {
    Revealed(String),
    Masked,
    Erased,
}

/// `"quote_amount_sgd": 119, "currency": "SGD"`: the page names the currency in the key too.
fn serialize_quote<S: Serializer>(quote: &PriceQuote, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(&quote.snake_key(), &plain_amount(quote.amount))?;
    map.serialize_entry("currency", &quote.currency)?;
    map.end()
}

impl PageOrderView {
    pub(super) fn from_order(order: &CheckoutOrder, reveal: bool) -> Self {
        let (draft, terms) = (&order.draft, &order.terms);
        let mut customer = draft.customer.as_ref().and_then(|customer| customer.reveal().cloned());
        if let Some(facts) = customer.as_mut().filter(|_| !reveal) {
            mask_person(facts);
        }
        Self {
            order_id: order.order_no.clone(),
            merchant_id: terms.merchant_id.clone(),
            sku_id: draft.sku_id.clone(),
            product_name: terms.product_name.clone(),
            quantity: draft.quantity,
            date: draft.date,
            quote: draft.quote.clone(),
            channel: draft.channel.clone(),
            customer,
            status: order.status.order,
            payment_status: order.status.payment,
            fulfillment_status: order.status.fulfillment,
            created_at: order.created_at,
            inventory_lock: order.lock.clone().map(PageLockView::from),
            payment_ref: order.payment.as_ref().map(|payment| payment.reference.clone()),
            payment_method: order.method.clone(),
        }
    }
}

impl From<InventoryLocked> for PageLockView {
    fn from(InventoryLocked { lock_id, sku_id, quantity, expiry_at }: InventoryLocked) -> Self {
        Self { lock_id, sku_id, quantity, expiry_at }
    }
}

impl FulfillmentView {
    /// The ticket of `order`; none before there is one.
    pub fn from_order(order: &CheckoutOrder, reveal: bool) -> Option<Self> {
        let ticket = order.ticket.as_ref()?;
        Some(Self {
            fulfillment_id: ticket.fulfillment_id.clone(),
            order_id: order.order_no.clone(),
            ticket_code: TicketSecret::from_personal(&ticket.code, reveal),
            product_name: order.terms.product_name.clone(),
            visit_date: order.draft.date,
            qr_url: TicketSecret::from_personal(&ticket.qr_url, reveal),
            issued_at: ticket.issued_at,
        })
    }
}

impl TicketSecret {
    fn from_personal(secret: &Personal, reveal: bool) -> Self {
        match secret.reveal() {
            Some(text) if reveal => Self::Revealed(text.to_owned()),
            Some(_) => Self::Masked,
            None => Self::Erased,
        }
    }

    const fn is_erased(&self) -> bool {
        matches!(self, Self::Erased)
    }

    /// What stands for it; nothing once it was erased.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Revealed(text) => Some(text),
            Self::Masked => Some(MASKED),
            Self::Erased => None,
        }
    }
}

impl Serialize for TicketSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_text().serialize(serializer)
    }
}
