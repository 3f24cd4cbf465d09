//! What a change of an order means in money: the amounts that a person wants to see beside the events.

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::Fen;

coded! {
    /// Which amount of an order it is.
    FigureKind {
        /// What the tickets cost by the price table.
        Settlement = "settlement", "结算金额", "settlement amount";
        /// What the agent is owed.
        Payable = "payable", "应付代理", "payable to the agent";
        /// What the agent was paid.
        AgentPaid = "agent_paid", "已付代理", "paid to the agent";
        /// What is left of the buyer's money once the agent has its part.
        Margin = "margin", "毛利", "margin";
        /// What the buyer is to get back.
        ToRefund = "to_refund", "要退买家", "to be refunded";
        /// What one leg of a refund brought back.
        Returned = "returned", "已退", "returned";
        /// What the buyer has back in all.
        Refunded = "refunded", "已退买家", "refunded to the buyer";
        /// What the buyer paid and does not get back.
        Kept = "kept", "买家的钱还留下", "kept of the buyer's money";
        /// What was shared out.
        Share = "share", "分润", "profit share";
        /// What had been shared out and no longer is.
        ShareReversed = "share_reversed", "已冲正的分润", "profit share reversed";
        /// What a buyer of the checkout flow pays.
        Price = "price", "应收", "price";
        /// What a buyer of the checkout flow paid.
        Paid = "paid", "已收", "paid";
    }
}

/// An amount of an order, after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub kind: FigureKind,
    /// Three letters.
    pub currency: String,
    /// What it was, where it was another amount.
    pub before: Option<Fen>,
    pub amount: Fen,
    /// What else is to be said of it: who got which part, by which way it was paid.
    pub detail: Option<BilingualMessage>,
}

/// What a change did to the money of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeFigures {
    pub figures: Vec<Figure>,
    /// What is still to be done before the money is where it belongs.
    pub left: Vec<BilingualText>,
}

impl ChangeFigures {
    pub const fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.left.is_empty()
    }
}
