//! What an order loses, told before the agent is paid and before its share is settled.

use super::axis::OrderStatus;
use super::order::ResaleOrder;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::say;

/// What is left of the buyer's money beside what the agent gets. In yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderMargin {
    /// What the buyer paid, without what went back or is on its way.
    pub kept: Fen,
    /// What the agent was paid, or is owed.
    pub agent: Fen,
}

impl OrderMargin {
    /// None where nobody knows yet what the agent gets, and none for an order that ends: its money goes back on both sides.
    pub fn of_order(order: &ResaleOrder) -> Option<Self> {
        Self::with_payment(order, order.agent_paid_amount().or(order.agent_payable_amount)?)
    }

    /// As [`of_order`](Self::of_order), were the agent paid `agent`.
    pub fn with_payment(order: &ResaleOrder, agent: Fen) -> Option<Self> {
        let open = order.open_refund();
        let ended = matches!(order.status.order, OrderStatus::Cancelled | OrderStatus::Refunded);
        if ended || open.is_some_and(|refund| refund.resumes.is_none()) {
            return None;
        }
        let going = open.map_or(Fen::ZERO, |refund| refund.amount);
        Some(Self { kept: order.refundable_amount().saturating_sub(going), agent })
    }

    /// Negative where the order loses money.
    pub const fn amount(self) -> Fen {
        self.kept.saturating_sub(self.agent)
    }

    pub fn loss(self) -> Option<OrderLoss> {
        let Self { kept, agent } = self;
        (agent > kept).then_some(OrderLoss { kept, agent })
    }
}

/// The agent gets more than the buyer leaves here. In yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderLoss {
    /// What the buyer paid, without what went back or is on its way.
    pub kept: Fen,
    /// What the agent was paid, or is owed.
    pub agent: Fen,
}

impl OrderLoss {
    /// None where nothing is lost, and none for an order that ends: its money goes back on both sides.
    pub fn of_order(order: &ResaleOrder) -> Option<Self> {
        OrderMargin::of_order(order)?.loss()
    }

    pub const fn amount(self) -> Fen {
        self.agent.saturating_sub(self.kept)
    }

    pub fn message(self) -> BilingualMessage {
        let Self { kept, agent } = self;
        let lost = self.amount();
        say!(
            "亏损 ¥{lost}：付代理 ¥{agent}，买家的钱只留下 ¥{kept}",
            "a loss of ¥{lost}: the agent gets ¥{agent}, and ¥{kept} of the buyer's money is left"
        )
    }
}
