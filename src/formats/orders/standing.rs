//! Where an order stands with its platform, whatever words the platform has for it.

use super::EntryContent;
use crate::domain::resale::payload::PlatformStatement;
use crate::domain::resale::platform_log::PlatformReport;
use crate::domain::resale::platform_news::{PlatformStanding, SaleStage};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::domain::value::text::fold::compact_text;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::say;

/// Whether an order is to be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlatformState {
    Unpaid,
    /// Paid: where it stands since, and how far the sale is, where the word says it.
    Known(PlatformStanding, Option<SaleStage>),
}

impl PlatformState {
    /// Paid, by a file that says no more of it.
    pub(crate) const PAID: Self = Self::Known(PlatformStanding::Stands, None);

    /// Reads the words of order pages, exports and tools, in Chinese and English, whatever their width, case and commas.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let plain = compact_text(word).replace([',', '、', '。', '(', ')'], "").to_lowercase();
        WORDS.iter().find(|(words, _)| words.contains(&plain.as_str())).map(|(_, state)| *state)
    }

    /// The same order, with a refund of which another field tells. A sale that does not stand has its own word.
    pub(crate) const fn with_refund(self, refund: PlatformStanding) -> Self {
        match self {
            Self::Known(PlatformStanding::Stands | PlatformStanding::RefundEnded, stage) => Self::Known(refund, stage),
            Self::Known(..) | Self::Unpaid => self,
        }
    }

    /// Whether it is to be imported.
    pub(crate) fn is_paid(self) -> bool {
        matches!(self, Self::Known(standing, _) if standing.trouble().is_none())
    }
}

/// Where an order stands, and what else the platform says of it.
pub(crate) struct StateReading {
    pub(crate) state: PlatformState,
    pub(crate) source_platform: String,
    /// The platform's own words or numbers.
    pub(crate) platform_status: Option<String>,
    pub(crate) paid_amount: Option<Fen>,
    pub(crate) updated_at: Option<Timestamp>,
}

impl StateReading {
    /// What is said of an order that was paid; nothing of one that was not.
    pub(crate) fn into_report(self) -> Option<PlatformReport> {
        let PlatformState::Known(standing, stage) = self.state else { return None };
        let statement = PlatformStatement {
            source_platform: self.source_platform,
            platform_status: self.platform_status,
            paid_amount: self.paid_amount,
            sale_stage: stage.map(RecordedCode::Known),
            platform_updated_at: self.updated_at,
        };
        Some(PlatformReport { standing: standing.into(), statement })
    }

    /// The skip of an order that is not to be imported, with what is news where it is here already.
    pub(crate) fn into_skipped(self) -> EntryContent {
        let (code, reason): (_, BilingualMessage) = match self.state {
            PlatformState::Known(PlatformStanding::RefundAsked | PlatformStanding::Refunding, _) => {
                ("refunding", say!("退款处理中", "a refund is under way"))
            }
            PlatformState::Known(PlatformStanding::Refunded, _) => {
                ("refunded", say!("已退款", "the order was refunded"))
            }
            PlatformState::Known(..) => ("closed", say!("交易已关闭", "the order was closed")),
            PlatformState::Unpaid => ("unpaid", say!("买家尚未付款", "the buyer has not paid yet")),
        };
        EntryContent::Skipped { code, reason, report: self.into_report().map(Box::new) }
    }
}

const fn stands(stage: SaleStage) -> PlatformState {
    PlatformState::Known(PlatformStanding::Stands, Some(stage))
}

const fn known(standing: PlatformStanding) -> PlatformState {
    PlatformState::Known(standing, None)
}

/// What the seller's pages, their exports and the tools around them call a state.
const WORDS: [(&[&str], PlatformState); 9] = [
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
            "pending_ship",
            "pending",
            "paid",
        ],
        stands(SaleStage::Paid),
    ),
    (
        &[
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
            "shipped",
        ],
        stands(SaleStage::Shipped),
    ),
    (
        &["待评价", "待卖家评价", "交易成功", "交易完成", "已完成", "已成功", "已签收", "completed"],
        stands(SaleStage::Completed),
    ),
    // A refund that was asked for and withdrawn, or not granted: the sale stands.
    (&["退款关闭", "退款已关闭"], known(PlatformStanding::RefundEnded)),
    (
        &[
            "申请退款",
            "退款申请中",
            "买家申请退款",
            "买家已申请退款",
            "买家已经申请退款等待卖家同意",
            "待商家处理",
            "待卖家处理",
            "退款待处理",
        ],
        known(PlatformStanding::RefundAsked),
    ),
    (
        &[
            "退款中",
            "退款处理中",
            "处理中",
            "卖家已经同意退款等待买家退货",
            "买家已经退货等待卖家确认收货",
            "待买家退货",
            "待商家收货",
            "退货退款中",
            "售后中",
            "refunding",
        ],
        known(PlatformStanding::Refunding),
    ),
    (&["已退款", "退款成功", "退款完成", "全额退款", "refunded"], known(PlatformStanding::Refunded)),
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
        known(PlatformStanding::Closed),
    ),
];

/// What a column of refunds says where none is under way.
const NO_REFUND: [&str; 8] = ["没有申请退款", "未申请退款", "未申请", "无退款", "无", "-", "--", "无售后或售后取消"];

/// What it says where one was asked for and not granted; that it was withdrawn is one of [`WORDS`].
const REFUND_DENIED: [&str; 2] = ["已拒绝退款", "卖家拒绝退款"];

/// The words that a message shows as examples.
pub(crate) const KNOWN_WORDS: &str = "待付款、待发货、已发货、交易成功、退款中、已退款、交易关闭";

/// Reads a column of refunds: what it makes of a paid order. `None` for a word that no rule covers.
pub(crate) fn parse_refund(word: &str) -> Option<PlatformStanding> {
    let plain = compact_text(word);
    if NO_REFUND.contains(&plain.as_str()) {
        return Some(PlatformStanding::Stands);
    }
    if REFUND_DENIED.contains(&plain.as_str()) {
        return Some(PlatformStanding::RefundEnded);
    }
    match PlatformState::from_word(word)? {
        // The word for a sale, or for its end, says nothing of a refund.
        PlatformState::Known(_, Some(_))
        | PlatformState::Known(PlatformStanding::Closed, _)
        | PlatformState::Unpaid => None,
        PlatformState::Known(standing, None) => Some(standing),
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
            ("买家已付款，等待卖家发货", Some(stands(SaleStage::Paid))),
            ("买家已付款,等待卖家发货 ", Some(stands(SaleStage::Paid))),
            ("ＰＡＩＤ", Some(stands(SaleStage::Paid))),
            ("Refunded", Some(known(PlatformStanding::Refunded))),
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
            ("没有申请退款", Some(PlatformStanding::Stands)),
            ("退款关闭", Some(PlatformStanding::RefundEnded)),
            ("卖家拒绝退款", Some(PlatformStanding::RefundEnded)),
            ("退款中", Some(PlatformStanding::Refunding)),
            ("买家已经申请退款，等待卖家同意", Some(PlatformStanding::RefundAsked)),
            ("退款成功", Some(PlatformStanding::Refunded)),
            ("待发货", None),
            ("交易关闭", None),
            ("也许", None),
        ] {
            assert_eq!(parse_refund(word), state, "{word}");
        }
    }
}
