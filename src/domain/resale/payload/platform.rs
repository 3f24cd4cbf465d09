//! Payloads of what the platform says later of an order, and of what the shop sets right or writes down: a23 to a26.

use serde::{Deserialize, Serialize};

use crate::domain::resale::platform_news::{PlatformNewsKind, SaleStage};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::Fen;
use crate::domain::value::person::{Personal, personal, personal_opt};
use crate::domain::value::time::{Day, Timestamp};

/// What a platform says of an order at one moment, as far as a file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlatformStatement {
    pub source_platform: String,
    /// The order's state in the platform's own word or number; where it has one of its own, the refund's behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform_status: Option<String>,
    /// What the buyer paid, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<Fen>,
    /// How far the sale is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_stage: Option<RecordedCode<SaleStage>>,
    /// When the platform changed the order last, by its own clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform_updated_at: Option<Timestamp>,
}

/// a23. Something else than what was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlatformOrderChanged {
    pub news_kind: RecordedCode<PlatformNewsKind>,
    #[serde(flatten)]
    pub statement: PlatformStatement,
}

impl PlatformOrderChanged {
    /// The type of the event.
    pub const TYPE: &'static str = "platform_order_changed";

    /// What is new, in words.
    pub fn label(&self) -> BilingualText {
        let unknown = BilingualText { zh: "订单有变化", en: "the order changed" };
        self.news_kind.known().map_or(unknown, PlatformNewsKind::label)
    }
}

/// a25. What was bought was written down wrong. Only what changes is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderCorrected {
    pub operator_id: String,
    pub reason: String,
    /// As the price table calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play_date: Option<Day>,
    /// How many tickets, 1 to 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// The buyer's nickname at the platform.
    #[serde(with = "personal_opt", default, skip_serializing_if = "Option::is_none")]
    pub buyer_nick: Option<Personal>,
}

impl OrderCorrected {
    /// Whether what was bought is another than was judged; what the buyer is called changes nothing of it.
    pub const fn changes_sale(&self) -> bool {
        self.ticket_type.is_some() || self.play_date.is_some() || self.quantity.is_some()
    }
}

/// a26. What somebody wants to remember of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderNoted {
    pub operator_id: String,
    /// Free, and so it may name anybody.
    #[serde(with = "personal")]
    pub note_text: Personal,
}
