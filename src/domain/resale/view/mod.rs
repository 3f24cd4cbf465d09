//! What the detail of a resale order has: the contract of `order show --json`, and what every page is drawn from.
//!
//! Invariant: the fields stand in the order in which they are printed; fields are only ever added (`schema_version`).
//! Personal values come in masked or revealed by whoever fills the view, so neither the view nor its form, comparison,
//! events and deliveries are `Debug`: a revealed one must not reach a log.

use serde::Serialize;
use serde_json::Value;

use super::season::Season;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::currency::Currency;
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};

pub use super::order::ResaleStatuses;
pub use crate::domain::order::view::{EventView, NextStepView, OrderException};

pub mod build;
mod records;
pub mod sample;
pub mod screenshot;

pub use self::records::{
    DeliveryView, EarlierMatchView, FormView, LatestPayment, LatestPush, LatestRecords, LatestReview, LatestScreenshot,
    LatestShare, MatchFieldView, MatchView, OrderNoteView, PaymentOutcome, PaymentQrView, ProofView, RefundLegView,
    ResaleRefundView, VisitorMatchView, VisitorView, page_proof_code,
};

/// The version of the contract.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Clone, Serialize)]
pub struct ResaleOrderView {
    pub schema_version: u32,
    pub flow: OrderFlow,
    pub order_no: OrderNo,
    /// The marketplace's number.
    pub external_order_no: String,
    /// `xianyu`.
    pub source_platform: String,
    /// As the marketplace calls it.
    pub product_name: String,
    /// As the price table calls it; missing until the form says it.
    pub ticket_type: Option<String>,
    /// Missing until the form says it.
    pub play_date: Option<Day>,
    /// How many tickets.
    pub quantity: u32,
    pub currency: Currency,
    pub paid_amount: Fen,
    /// What the price table says; missing until the price was checked.
    pub settlement_amount: Option<Fen>,
    pub agent_payable_amount: Option<Fen>,
    pub status: ResaleStatuses,
    /// The page's suggestion, from the order status alone.
    pub suggested_action: SuggestedAction,
    /// What to do now, from all axes.
    pub next: NextStepView,
    pub exceptions: Vec<OrderException>,
    pub form: Option<FormView>,
    pub latest: LatestRecords,
    pub proof: Option<ProofView>,
    #[serde(rename = "match")]
    pub matching: MatchView,
    /// The payment code that an operator scans; `None` when none is active.
    pub payment_qr: Option<PaymentQrView>,
    /// The buyer on the marketplace, masked unless revealed.
    pub external_user_id: Option<String>,
    /// What the buyer is called there, masked unless revealed.
    pub buyer_nick: Option<String>,
    pub paid_at: Timestamp,
    /// Missing until the price was checked.
    pub season_type: Option<RecordedCode<Season>>,
    /// Cancellations and refunds, oldest first.
    pub refunds: Vec<ResaleRefundView>,
    /// What operators wrote down, oldest first.
    pub notes: Vec<OrderNoteView>,
    /// Pushes and notices, newest first.
    pub deliveries: Vec<DeliveryView>,
    /// The log, newest first.
    pub events: Vec<EventView>,
}

impl ResaleOrderView {
    /// The document that `--json` prints, keys in the order of the contract.
    pub fn to_json(&self) -> Value {
        // Strings, numbers and maps with string keys: nothing here can fail to be JSON.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The latest failed push, where one is the reason why the order stands.
    pub fn push_failure(&self) -> Option<&OrderException> {
        self.exceptions.iter().find(|exception| exception.kind == ExceptionKind::PushFailed)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestedAction {
    pub code: NextAction,
    /// In the reader's language.
    pub label: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(value: &Value) -> Vec<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn the_keys_of_the_contract_stand_in_its_order() {
        let view = sample::reference().to_json();
        let expected = "schema_version flow order_no external_order_no source_platform product_name ticket_type \
            play_date quantity currency paid_amount settlement_amount agent_payable_amount status suggested_action next \
            exceptions form latest proof match payment_qr external_user_id buyer_nick paid_at season_type \
            refunds notes deliveries events";
        assert_eq!(keys(&view).join(" "), expected);
        let inside = |key: &str| keys(&view[key]).join(" ");
        assert_eq!(inside("status"), "order review agent_payment agent_push screenshot_match user_notify profit_share");
        assert_eq!(inside("suggested_action"), "code label");
        assert_eq!(inside("next"), "code label command deadline");
        assert_eq!(inside("form"), "name phone gender birthday userType certificateType certificateNo");
        assert_eq!(inside("latest"), "review payment push screenshot profit_share");
        assert_eq!(inside("match"), "status reason fields");
        assert_eq!(keys(&view["exceptions"][0]).join(" "), "kind code reason advice hint from_ip at");
        let event = "id version type source result created_at processed_at key error_code error_message before after \
            payload operator visibility";
        assert_eq!(keys(&view["events"][0]).join(" "), event);
    }

    #[test]
    fn what_is_not_there_is_null_and_states_are_codes() {
        let view = sample::reference().to_json();
        assert!(view["payment_qr"].is_null() && view["latest"]["review"].is_null());
        assert_eq!(view["status"]["agent_push"], "failed");
        assert_eq!(view["latest"]["push"], serde_json::json!({ "status": "failed", "group": "wecom-group-smoke" }));
        assert_eq!(view["schema_version"], 1);
        assert_eq!(view["flow"], "resale");
    }
}
