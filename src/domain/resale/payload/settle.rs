//! Payloads of money and the ways out: a19 to a22, reveals and erasure.

use serde::{Deserialize, Serialize};

use crate::domain::value::code_enum::{RecordedCode, coded};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartyShare {
    /// The party, as configured.
    pub party: String,
    /// In basis points.
    pub bp: u32,
    /// In yuan; negative where the order lost money.
    pub amount: Fen,
}

/// a19. The share was paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareSettled {
    pub operator_id: String,
    /// What the buyer paid, in yuan.
    pub paid_amount: Fen,
    /// What the buyer got back of it, in yuan; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded_amount: Option<Fen>,
    /// What the agent was paid, in yuan.
    pub agent_paid_amount: Fen,
    /// What is left of both, in yuan; negative where the order lost money.
    pub share_amount: Fen,
    pub parties: Vec<PartyShare>,
}

/// a19. A refund took the ground from under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareReversed {
    pub reason: String,
    /// What had been settled, in yuan; absent where nothing was yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_amount: Option<Fen>,
}

/// a20. The order shall not be fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelRequested {
    pub operator_id: String,
    pub reason: String,
    /// Whether the agent has to confirm first, because the order may have reached the group.
    pub agent_must_confirm: bool,
}

/// a20. What shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatedEvidence {
    pub operator_id: String,
    pub evidence: String,
}

/// a20, a21. The end of a cancellation or a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderClosed {
    pub operator_id: String,
    /// What the buyer got back, in yuan.
    pub refunded_amount: Fen,
}

/// a21. The buyer shall have the money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResaleRefundRequested {
    pub operator_id: String,
    pub reason: String,
    /// How much, in yuan.
    pub amount: Fen,
    /// Whether only a part of the money goes back, and the order goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_order: bool,
}

coded! {
    /// What a refund has to bring back.
    RefundLeg {
        /// The buyer has the money back.
        Buyer = "buyer", "退买家", "buyer refunded";
        /// The agent gave the money back.
        Agent = "agent", "代理退回", "agent refunded";
        /// The ticket is void.
        Ticket = "ticket", "退票", "ticket cancelled";
    }
}

/// a21. One leg is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegConfirmed {
    pub operator_id: String,
    pub leg: RecordedCode<RefundLeg>,
    pub evidence: String,
    /// How much, in yuan; absent for the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
}

/// a22. Which deadline, and when it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineMissed {
    /// `form`, `payment`, `push`, `ack`, `screenshot` or `review`.
    pub deadline: String,
    pub due_at: Timestamp,
}

/// Who saw personal data, and with which command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonRevealed {
    pub operator_id: String,
    /// The command, without its arguments.
    pub command: String,
}
