//! The money that an order says was moved: what a bill is held against.
//!
//! Invariant: nothing here names a person. The rows of the orders keep it in clear.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::value::code_enum::coded;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

coded! {
    /// Between whom money went for an order.
    #[derive(PartialOrd, Ord)]
    MovementRole {
        Income = "income", "买家付款", "paid by the buyer";
        AgentPayment = "agent_payment", "付给代理", "paid to the agent";
        BuyerRefund = "buyer_refund", "退给买家", "refunded to the buyer";
        AgentReturn = "agent_return", "代理退回", "returned by the agent";
    }
}

impl MovementRole {
    /// Whether money comes to the shop.
    pub const fn is_incoming(self) -> bool {
        matches!(self, Self::Income | Self::AgentReturn)
    }
}

/// By its code.
impl<'de> Deserialize<'de> for MovementRole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| D::Error::custom("no role of a movement"))
    }
}

/// One movement, as the order has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMovement {
    pub role: MovementRole,
    /// In hundredths of the order's currency. Zero where only its number is known: a payment that was reported twice.
    pub amount: Fen,
    pub at: Timestamp,
    /// The payment's number, where somebody gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// By which way, as a code: `wechat`, `alipay`, `bank`, `card`, or a marketplace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

/// The shortest text that is taken for the number of a payment. A phone number is shorter.
const MIN_NUMBER: usize = 15;

/// A text of evidence, where it is the number of a payment and nothing else: other words may name a person.
pub fn read_evidence_number(evidence: &str) -> Option<String> {
    let text = evidence.trim();
    let is_number = text.len() >= MIN_NUMBER
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'*'))
        && text.bytes().filter(u8::is_ascii_digit).count() >= MIN_NUMBER - 3;
    // An identity number has 18 characters and would be one.
    (is_number && text.len() != 18).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_a_payment_is_kept_of_the_evidence() {
        for number in ["2026060522001100000000000001", "50300000002026060500000001", "2026060522001100_4000000001"] {
            assert_eq!(read_evidence_number(&format!(" {number} ")).as_deref(), Some(number));
        }
        for words in [
            "支付宝退款给示例买家",
            "13800000000",
            "11010119900307123X",
            "微信 4200000000202606050001",
            "SCREENSHOT-OF-REFUND",
        ] {
            assert_eq!(read_evidence_number(words), None, "{words}");
        }
    }
}
