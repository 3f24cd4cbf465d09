//! Money that came and bought nothing: the amount was another, the order was paid already, nobody had agreed. It is kept, and
//! is somebody's to give back, until that is recorded or an operator says why nothing is owed.
//!
//! Invariant: no more is given back than came.

use crate::domain::value::code_enum::{RecordedCode, coded};
use crate::domain::value::money::Fen;
use crate::domain::value::text::number::is_same_number;
use crate::domain::value::time::Timestamp;

coded! {
    /// Why a payment was not applied to its order.
    UnappliedReason {
        AlreadyPaid = "PAYMENT_ALREADY_COMPLETED", "订单已由另一笔款支付", "the order was paid by another payment";
        AmountDiffers = "PAYMENT_AMOUNT_DIFFERS", "金额或币种与订单不符", "the amount or the currency is not the order's";
        MandateRequired = "MANDATE_REQUIRED", "缺少所需的授权书", "the mandate that the session requires is missing";
        MandateRejected = "MANDATE_REJECTED", "授权书未通过", "its mandate was rejected";
    }
}

coded! {
    /// What became of it.
    UnappliedState {
        /// It is to be given back.
        Open = "open", "待退回", "to be given back";
        Returned = "returned", "已退回", "given back";
        /// An operator said why nothing is owed.
        Dismissed = "dismissed", "不需退回", "nothing is owed";
        /// It completed the order after all.
        Applied = "applied", "已入单", "applied to the order";
    }
}

/// When and why a payment is nobody's to give back any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnappliedEnd {
    pub at: Timestamp,
    /// The evidence that it went back, or the reason why it need not.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnappliedPayment {
    pub session_id: String,
    /// Its number at the payment side, as it was told first.
    pub reference: String,
    /// How much came, where the payment side said it.
    pub amount: Option<Fen>,
    /// In which currency, where it said so.
    pub currency: Option<String>,
    pub reason: RecordedCode<UnappliedReason>,
    /// When it was told last.
    pub at: Timestamp,
    /// How much of it went back.
    pub returned: Fen,
    pub state: UnappliedState,
    pub end: Option<UnappliedEnd>,
}

impl UnappliedPayment {
    pub fn is_reference(&self, reference: &str) -> bool {
        is_same_number(&self.reference, reference)
    }
}
