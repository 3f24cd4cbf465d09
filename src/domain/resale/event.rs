//! What can happen to a resale order, and how each event is spelled in the log.
//!
//! Invariant: an event's type and its payload's keys are the reference page's where the page knows the event. A rename
//! breaks old logs: `tests/golden/resale-events.json` holds one of each.

use serde_json::{Map, Value};

use super::axis::ResaleAxis;
use super::payload::*;
use crate::domain::order::event::{EventSource, events};
use crate::domain::order::foreign_row::KnownEvent;
use crate::domain::order::service_text::is_code;
use crate::domain::resale::matching::is_conclusion;

events! {
    ResaleEvent of ResaleAxis, spelled page_order;
    /// a1: the marketplace says that the buyer paid.
    PaidDetected(PaidDetected) = "xianyu_order_paid_detected" Accepted Visible [Order],
    /// a2: the price table agrees with what was paid.
    PriceCheckPassed(PriceCheck) = "price_check_passed" Accepted Visible [],
    /// a2: it does not.
    PriceCheckFailed(PriceCheck) = "price_check_failed" Rejected Visible [Review],
    /// a3: the buyer filled the form.
    FormSubmitted(FormSubmitted) = "user_form_submitted" Accepted Visible [Order],
    /// A form that was wrong is replaced by the right one.
    FormCorrected(FormCorrected) = "user_form_corrected" Accepted Visible [Order AgentPush ScreenshotMatch],
    /// What the agent is owed, fixed at the rate of the moment.
    PayableFixed(PayableFixed) = "agent_payable_fixed" Accepted Internal [],
    /// a4: nothing speaks against the order.
    AutoReviewPassed(ReviewOutcome) = "auto_review_passed" Accepted Visible [],
    /// a4: a person must look.
    ManualReviewRequired(ReviewOutcome) = "manual_review_required" Accepted Visible [Review],
    /// a5: a person looked, and it is fine.
    ManualReviewPassed(ReviewDecision) = "manual_review_passed" Accepted Visible [Review],
    /// a5: a person looked, and it is not.
    ManualReviewRejected(ReviewDecision) = "manual_review_rejected" Accepted Visible [Order Review],
    /// a6: the operator paid the agent.
    PaymentConfirmed(PaymentConfirmed) = "agent_payment_manually_confirmed" Accepted Visible [Order AgentPayment],
    /// a6: a second confirmation with another reference, refused and kept.
    PaymentRefused(PaymentRefused) = "agent_payment_manually_confirmed" Rejected Visible [Order AgentPayment],
    /// a6: the agent gave the second payment back.
    SecondPaymentReturned(SecondPaymentReturned) = "agent_second_payment_returned" Accepted Visible [],
    /// a6: nothing is to come back for it.
    SecondPaymentDismissed(SecondPaymentDismissed) = "agent_second_payment_dismissed" Accepted Visible [],
    /// a7: the proof of that payment.
    ProofUploaded(ProofUploaded) = "agent_payment_proof_uploaded" Accepted Visible [],
    /// a8: a push to the agent's group begins.
    PushStarted(PushStarted) = "agent_group_push_started" Accepted Internal [Order AgentPush],
    /// a9: a definite no.
    PushFailed(PushFailed) = "agent_group_push_failed" Rejected Visible [Order AgentPush],
    /// a10: every part was accepted.
    PushSucceeded(PushSucceeded) = "agent_group_push_succeeded" Accepted Visible [Order AgentPush],
    /// a11: bytes may have left, and no answer was read.
    PushUncertain(PushUncertain) = "agent_group_push_uncertain" Rejected Internal [Order AgentPush],
    /// a11: an operator looked into the group.
    PushResolved(DeliveryResolved) = "agent_group_push_resolved" Accepted Visible [Order AgentPush],
    /// a12: the agent answered in the group.
    Acknowledged(PushAcknowledged) = "agent_group_acknowledged" Accepted Visible [AgentPush],
    /// a13: the agent's screenshot.
    ScreenshotUploaded(ScreenshotUploaded) = "agent_screenshot_uploaded" Accepted Visible [ScreenshotMatch],
    /// a14: what an engine read on it.
    OcrCompleted(OcrCompleted) = "ocr_completed" Accepted Visible [],
    /// a14: the engine could not read it.
    OcrFailed(OcrFailed) = "ocr_failed" Rejected Visible [Order ScreenshotMatch],
    /// a15: every required field agrees.
    MatchPassed(MatchOutcome) = "screenshot_match_passed" Accepted Visible [Order ScreenshotMatch],
    /// a16: it does not, or not surely.
    MatchFailed(MatchOutcome) = "screenshot_match_failed" Rejected Visible [Order ScreenshotMatch],
    /// a17: a person accepted the screenshot.
    ScreenshotReviewPassed(ReviewDecision) = "screenshot_review_passed" Accepted Visible [Order ScreenshotMatch],
    /// a17: a person refused the screenshot; another one is awaited.
    ScreenshotReviewRejected(ReviewDecision) = "screenshot_review_rejected" Accepted Visible [Order ScreenshotMatch],
    /// a18: a notice to the buyer begins.
    NoticeStarted(NoticeStarted) = "user_notification_started" Accepted Internal [Order UserNotify],
    /// a18: the channel took it.
    NoticeSent(NoticeSent) = "user_notification_sent" Accepted Visible [Order UserNotify ProfitShare],
    /// a18: a definite no.
    NoticeFailed(NoticeFailed) = "user_notification_failed" Rejected Visible [Order UserNotify],
    /// a18: bytes may have left, and no answer was read.
    NoticeUncertain(NoticeFailed) = "user_notification_uncertain" Rejected Internal [Order UserNotify],
    /// a18: an operator asked the buyer.
    NoticeResolved(DeliveryResolved) = "user_notification_resolved" Accepted Visible [Order UserNotify ProfitShare],
    /// a19: the share was paid out.
    ShareSettled(ShareSettled) = "profit_share_settled" Accepted Visible [ProfitShare],
    /// a19: a refund took the ground from under it.
    ShareReversed(ShareReversed) = "profit_share_reversed" Accepted Visible [ProfitShare],
    /// a20: the order shall not be fulfilled; pushes are frozen.
    CancelRequested(CancelRequested) = "order_cancel_requested" Accepted Visible [Order],
    /// a20: the agent took the order back.
    CancelConfirmed(StatedEvidence) = "agent_cancel_confirmed" Accepted Visible [Order],
    /// a20: and the money is back where it came from.
    OrderCancelled(OrderClosed) = "order_cancelled" Accepted Visible [Order],
    /// a21: the buyer shall have the money back.
    RefundRequested(ResaleRefundRequested) = "refund_requested" Accepted Visible [Order],
    /// a21: one leg is done, with evidence.
    RefundLegConfirmed(LegConfirmed) = "refund_leg_confirmed" Accepted Visible [AgentPayment],
    /// a21: all legs are.
    RefundCompleted(OrderClosed) = "refund_completed" Accepted Visible [Order ProfitShare],
    /// a22: a deadline passed. Nothing changes but the place in the queue.
    DeadlineMissed(DeadlineMissed) = "deadline_missed" Accepted Visible [],
    /// a23: the platform says something else of the order than was known.
    PlatformOrderChanged(PlatformOrderChanged) = "platform_order_changed" Accepted Visible [],
    /// a24: somebody decided that the order goes on all the same.
    PlatformChangeDismissed(ReviewDecision) = "platform_change_dismissed" Accepted Visible [],
    /// a25: what was bought was written down wrong, and is set right.
    OrderCorrected(OrderCorrected) = "order_corrected" Accepted Visible [Review],
    /// a26: what somebody wants to remember.
    OrderNoted(OrderNoted) = "order_noted" Accepted Internal [],
    /// a27: the payment was booked under a wrong number or channel, and is set right.
    PaymentCorrected(PaymentCorrected) = "agent_payment_corrected" Accepted Visible [],
    /// Personal data of the order was shown to an operator.
    PersonRevealed(PersonRevealed) = "personal_data_revealed" Accepted Internal [],
    /// The person's key was destroyed.
    PersonErased(ReviewDecision) = "person_erased" Accepted Internal [],
}

impl ResaleEvent {
    /// Where the event comes from when `caller` ran the command: the rules' own conclusions are the system's.
    pub const fn source(&self, caller: EventSource) -> EventSource {
        match self {
            Self::PaidDetected(_) | Self::PlatformOrderChanged(_) => EventSource::Xianyu,
            Self::FormSubmitted(_) => EventSource::Public,
            Self::PriceCheckPassed(_)
            | Self::PriceCheckFailed(_)
            | Self::PayableFixed(_)
            | Self::AutoReviewPassed(_)
            | Self::ManualReviewRequired(_)
            | Self::PushUncertain(_)
            | Self::OcrCompleted(_)
            | Self::OcrFailed(_)
            | Self::MatchPassed(_)
            | Self::MatchFailed(_)
            | Self::NoticeUncertain(_)
            | Self::OrderCancelled(_)
            | Self::ShareReversed(_) => EventSource::System,
            Self::DeadlineMissed(_) => EventSource::Cron,
            Self::FormCorrected(_)
            | Self::ManualReviewPassed(_)
            | Self::ManualReviewRejected(_)
            | Self::PaymentConfirmed(_)
            | Self::PaymentRefused(_)
            | Self::SecondPaymentReturned(_)
            | Self::SecondPaymentDismissed(_)
            | Self::ProofUploaded(_)
            | Self::PushStarted(_)
            | Self::PushFailed(_)
            | Self::PushSucceeded(_)
            | Self::PushResolved(_)
            | Self::Acknowledged(_)
            | Self::ScreenshotUploaded(_)
            | Self::ScreenshotReviewPassed(_)
            | Self::ScreenshotReviewRejected(_)
            | Self::NoticeStarted(_)
            | Self::NoticeSent(_)
            | Self::NoticeFailed(_)
            | Self::NoticeResolved(_)
            | Self::ShareSettled(_)
            | Self::CancelRequested(_)
            | Self::CancelConfirmed(_)
            | Self::RefundRequested(_)
            | Self::RefundLegConfirmed(_)
            | Self::RefundCompleted(_)
            | Self::PlatformChangeDismissed(_)
            | Self::OrderCorrected(_)
            | Self::OrderNoted(_)
            | Self::PaymentCorrected(_)
            | Self::PersonRevealed(_)
            | Self::PersonErased(_) => caller,
        }
    }

    /// The error code and sentence that a rejected event carries.
    pub fn error(&self) -> Option<(String, String)> {
        let (code, message) = match self {
            Self::PushFailed(failed) => (failed.failure_code.clone(), failed.failure_message.clone()),
            Self::NoticeFailed(failed) | Self::NoticeUncertain(failed) => {
                (failed.failure_code.clone(), failed.failure_message.clone())
            }
            Self::PushUncertain(uncertain) => ("OUTCOME_UNKNOWN".to_owned(), uncertain.reason.clone()),
            Self::PriceCheckFailed(check) => ("PRICE_MISMATCH".to_owned(), check.price_difference()),
            Self::PaymentRefused(refused) => (refused.failure_code.clone(), refused.failure_message.clone()),
            Self::OcrFailed(failed) => ("OCR_FAILED".to_owned(), failed.reason.clone()),
            Self::MatchFailed(outcome) => (outcome.error_code().to_owned(), outcome.reason.clone()),
            _ => return None,
        };
        Some((code, message))
    }
}

impl KnownEvent for ResaleEvent {
    fn known_payload(&self) -> Map<String, Value> {
        match self {
            Self::PaidDetected(paid) => paid.known_part(),
            Self::MatchPassed(outcome) | Self::MatchFailed(outcome) => {
                let mut payload = self.payload();
                payload.insert("verdicts".to_owned(), Value::Object(outcome.known_verdicts()));
                payload
            }
            _ => self.payload(),
        }
    }

    fn has_machine_reason(&self) -> bool {
        matches!(self, Self::PushUncertain(_) | Self::OcrFailed(_) | Self::MatchPassed(_) | Self::MatchFailed(_))
    }

    fn is_own_wording(&self, text: &str) -> bool {
        match self {
            Self::PriceCheckFailed(check) => text == check.price_difference(),
            Self::MatchPassed(_) | Self::MatchFailed(_) => is_conclusion(text),
            Self::OcrFailed(_) => is_code(text),
            _ => false,
        }
    }
}

/// A payload's keys in the page's order: the page's database keeps them by length, then by bytes.
pub fn page_order(map: Map<String, Value>) -> Map<String, Value> {
    let mut entries: Vec<_> = map.into_iter().collect();
    entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
    entries.into_iter().collect()
}
