//! Where an order stands with its platform, whatever words the platform has for it.

use super::EntryContent;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::say;

/// Whether an order is to be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlatformState {
    Unpaid,
    Paid,
    Refunding,
    Refunded,
    Closed,
}

impl PlatformState {
    /// Reads the words of order pages, exports and tools, in Chinese and English.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.as_str() {
            "等待买家付款" | "待付款" | "未付款" | "pending_payment" => Some(Self::Unpaid),
            "待发货" | "等待卖家发货" | "买家已付款" | "已付款" | "已发货" | "待收货" | "交易成功" | "已完成"
            | "pending_ship" | "pending" | "paid" | "shipped" | "completed" => Some(Self::Paid),
            "退款中" | "refunding" => Some(Self::Refunding),
            "已退款" | "退款成功" | "refunded" => Some(Self::Refunded),
            "已关闭" | "交易关闭" | "已取消" | "cancelled" | "closed" => Some(Self::Closed),
            _ => None,
        }
    }

    /// The skip of an order that is not to be imported; `None` for a paid one.
    pub(crate) fn to_skipped(self) -> Option<EntryContent> {
        let (code, reason): (_, BilingualMessage) = match self {
            Self::Paid => return None,
            Self::Unpaid => ("unpaid", say!("买家尚未付款", "the buyer has not paid yet")),
            Self::Refunding => ("refunding", say!("退款处理中", "a refund is under way")),
            Self::Refunded => ("refunded", say!("已退款", "the order was refunded")),
            Self::Closed => ("closed", say!("交易已关闭", "the order was closed")),
        };
        Some(EntryContent::Skipped { code, reason })
    }
}

/// A state that no rule covers: nobody may guess whether it means paid.
pub(crate) fn unknown_state(field: &str) -> Box<Error> {
    FormatError::OrderStatusUnknown { field: &field }.into_error().detail("field", field)
}

/// Reads a word that has to be there.
pub(crate) fn parse_word(field: &str, text: &str) -> Result<PlatformState> {
    PlatformState::from_word(text).ok_or_else(|| unknown_state(field))
}
