//! Where an order stands with its platform, whatever words the platform has for it.

use super::EntryContent;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::fold::compact_text;
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
    /// Reads the words of order pages, exports and tools, in Chinese and English, whatever their width, case and commas.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let plain = compact_text(word).replace([',', '、', '。', '(', ')'], "").to_lowercase();
        WORDS.iter().find(|(words, _)| words.contains(&plain.as_str())).map(|(_, state)| *state)
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

/// What the seller's pages, their exports and the tools around them call a state.
const WORDS: [(&[&str], PlatformState); 5] = [
    (
        &["等待买家付款", "待付款", "未付款", "等待付款", "待支付", "未支付", "已拍下", "pending_payment", "unpaid"],
        PlatformState::Unpaid,
    ),
    (
        &[
            "待发货",
            "等待卖家发货",
            "等待发货",
            "未发货",
            "买家已付款",
            "买家已付款等待卖家发货",
            "已付款",
            "已付款待发货",
            "已支付",
            "付款完成",
            "部分发货",
            "卖家部分发货",
            "已发货",
            "卖家已发货",
            "卖家已发货等待买家确认",
            "卖家已发货等待买家确认收货",
            "已发货待确认",
            "等待买家确认",
            "等待买家确认收货",
            "待收货",
            "待确认收货",
            "待评价",
            "待卖家评价",
            "交易成功",
            "交易完成",
            "已完成",
            "已成功",
            "已签收",
            // A refund that was asked for and withdrawn, or not granted: the sale stands.
            "退款关闭",
            "退款已关闭",
            "pending_ship",
            "pending",
            "paid",
            "shipped",
            "completed",
        ],
        PlatformState::Paid,
    ),
    (
        &[
            "退款中",
            "退款处理中",
            "处理中",
            "申请退款",
            "退款申请中",
            "买家申请退款",
            "买家已申请退款",
            "买家已经申请退款等待卖家同意",
            "卖家已经同意退款等待买家退货",
            "买家已经退货等待卖家确认收货",
            "待商家处理",
            "待卖家处理",
            "待买家退货",
            "待商家收货",
            "退货退款中",
            "售后中",
            "退款待处理",
            "refunding",
        ],
        PlatformState::Refunding,
    ),
    (&["已退款", "退款成功", "退款完成", "全额退款", "refunded"], PlatformState::Refunded),
    (
        &[
            "已关闭",
            "交易关闭",
            "已取消",
            "订单关闭",
            "订单已关闭",
            "订单取消",
            "交易取消",
            "cancelled",
            "canceled",
            "closed",
        ],
        PlatformState::Closed,
    ),
];

/// What a column of refunds says where none is under way.
const NO_REFUND: [&str; 12] = [
    "没有申请退款",
    "未申请退款",
    "未申请",
    "无退款",
    "无",
    "-",
    "--",
    "退款关闭",
    "退款已关闭",
    "已拒绝退款",
    "卖家拒绝退款",
    "无售后或售后取消",
];

/// The words that a message shows as examples.
pub(crate) const KNOWN_WORDS: &str = "待付款、待发货、已发货、交易成功、退款中、已退款、交易关闭";

/// Reads a column of refunds: what it makes of a paid order. `None` for a word that no rule covers.
pub(crate) fn parse_refund(word: &str) -> Option<PlatformState> {
    if NO_REFUND.contains(&compact_text(word).as_str()) {
        return Some(PlatformState::Paid);
    }
    let state = PlatformState::from_word(word)?;
    matches!(state, PlatformState::Refunding | PlatformState::Refunded).then_some(state)
}

/// A state that no rule covers: nobody may guess whether it means paid.
pub(crate) fn unknown_state(field: &str) -> Box<Error> {
    FormatError::OrderStatusUnknown { field: &field }.into_error().detail("field", field)
}

/// Reads a word that has to be there.
pub(crate) fn parse_word(field: &str, text: &str) -> Result<PlatformState> {
    PlatformState::from_word(text).ok_or_else(|| unknown_state(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_word_is_read_as_it_is_written() {
        for (words, state) in WORDS {
            for word in words {
                assert_eq!(PlatformState::from_word(word), Some(state), "{word}");
            }
        }
        for (word, state) in [
            ("买家已付款，等待卖家发货", Some(PlatformState::Paid)),
            ("买家已付款,等待卖家发货 ", Some(PlatformState::Paid)),
            ("ＰＡＩＤ", Some(PlatformState::Paid)),
            ("Refunded", Some(PlatformState::Refunded)),
            ("明天再说", None),
            ("未知", None),
            ("", None),
        ] {
            assert_eq!(PlatformState::from_word(word), state, "{word}");
        }
    }

    #[test]
    fn a_column_of_refunds_never_makes_an_order_paid_by_a_guess() {
        for (word, state) in [
            ("没有申请退款", Some(PlatformState::Paid)),
            ("退款关闭", Some(PlatformState::Paid)),
            ("退款中", Some(PlatformState::Refunding)),
            ("买家已经申请退款，等待卖家同意", Some(PlatformState::Refunding)),
            ("退款成功", Some(PlatformState::Refunded)),
            ("待发货", None),
            ("也许", None),
        ] {
            assert_eq!(parse_refund(word), state, "{word}");
        }
    }
}
