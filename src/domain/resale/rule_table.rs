//! The rule table of the resale flow: which states an event may happen in.
//!
//! One table for the live path and for the replay of an export, so both admit the same histories. Source: `domain.md`, the
//! axes and the guards of a1–a22.

use super::axis::{
    AgentPaymentStatus as Payment, AgentPushStatus as Push, Axis, OrderStatus as S, ProfitShareStatus as Share,
    ReviewStatus as Review, ScreenshotMatchStatus as Shot, UserNotifyStatus as Notify,
};
use super::event::Event;
use super::order::Order;
use crate::domain::order::axis::Axis as Any;
use crate::domain::order::rule_violation::{Breach, one_of};

/// What an event needs of the state before it. An empty list admits every value of the axis.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// 订单状态
    pub order: &'static [S],
    /// 审核
    pub review: &'static [Review],
    /// 代付
    pub payment: &'static [Payment],
    /// 推单
    pub push: &'static [Push],
    /// 截图匹配
    pub shot: &'static [Shot],
    /// 用户通知
    pub notify: &'static [Notify],
    /// 分润
    pub share: &'static [Share],
}

const ANY: Needs = Needs { order: &[], review: &[], payment: &[], push: &[], shot: &[], notify: &[], share: &[] };

const LIVE: &[S] = &[
    S::UserInfoPending,
    S::AgentPaymentPending,
    S::AgentPaymentConfirmed,
    S::AgentPushed,
    S::ScreenshotReview,
    S::TicketMatched,
    S::Completed,
];
const PAID_LIVE: &[S] =
    &[S::AgentPaymentConfirmed, S::AgentPushed, S::ScreenshotReview, S::TicketMatched, S::Completed];
const CANCELLABLE: &[S] = &[
    S::UserInfoPending,
    S::AgentPaymentPending,
    S::AgentPaymentConfirmed,
    S::AgentPushed,
    S::ScreenshotReview,
    S::TicketMatched,
    S::CancelPending,
];
/// The outcome of a push is recorded even where the order went on or was frozen while it ran: what left, left.
const PUSH_OUTCOME: &[S] = &[
    S::AgentPaymentConfirmed,
    S::ScreenshotReview,
    S::TicketMatched,
    S::Completed,
    S::CancelPending,
    S::Cancelled,
    S::RefundPending,
    S::Refunded,
];
const WAS_PAID: &[Payment] = &[Payment::Paid, Payment::Refunded];
const AFTER_PUSH: &[S] =
    &[S::AgentPushed, S::ScreenshotReview, S::TicketMatched, S::Completed, S::CancelPending, S::RefundPending];
const AWAITING_SHOT: &[S] = &[S::AgentPaymentConfirmed, S::AgentPushed, S::ScreenshotReview];
const NOTICE_OUTCOME: &[S] =
    &[S::TicketMatched, S::Completed, S::CancelPending, S::Cancelled, S::RefundPending, S::Refunded];
/// From the form until the ticket is there: from then on another person's ticket is another order.
const CORRECTABLE: &[S] = &[S::AgentPaymentPending, S::AgentPaymentConfirmed, S::AgentPushed, S::ScreenshotReview];
/// No push that runs, and none that nobody knows of: what the agent was told must be certain.
const PUSH_SETTLED: &[Push] = &[Push::NotStarted, Push::Failed, Push::Accepted, Push::Acked];
/// A correction may ask for a review after the payment, too.
const REVIEWABLE: &[S] = &[S::AgentPaymentPending, S::AgentPaymentConfirmed];
const REVIEW_PASSED: &[Review] = &[Review::AutoPassed, Review::ManualPassed];
/// An import has no started events: the outcome then follows the state before the attempt.
const PUSH_RUNNING: &[Push] = &[Push::NotStarted, Push::Failed, Push::Sending];
const NOTICE_RUNNING: &[Notify] = &[Notify::NotStarted, Notify::Failed, Notify::Sent, Notify::Sending];

/// What `event` needs of the state before it.
pub const fn needs(event: &Event) -> Needs {
    match event {
        Event::PaidDetected(_) => ANY,
        Event::PriceCheckPassed(_) | Event::PriceCheckFailed(_) | Event::FormSubmitted(_) => {
            Needs { order: &[S::UserInfoPending], ..ANY }
        }
        Event::FormCorrected(_) => Needs { order: CORRECTABLE, push: PUSH_SETTLED, ..ANY },
        Event::PayableFixed(_) => Needs { order: &[S::UserInfoPending, S::AgentPaymentPending], ..ANY },
        Event::AutoReviewPassed(_) => Needs { order: &[S::AgentPaymentPending], review: &[Review::NotStarted], ..ANY },
        Event::ManualReviewRequired(_) => Needs {
            order: REVIEWABLE,
            review: &[Review::NotStarted, Review::AutoPassed, Review::ManualPending, Review::ManualPassed],
            ..ANY
        },
        Event::ManualReviewPassed(_) | Event::ManualReviewRejected(_) => {
            Needs { order: REVIEWABLE, review: &[Review::ManualPending], ..ANY }
        }
        Event::PaymentConfirmed(_) => {
            Needs { order: &[S::AgentPaymentPending], review: REVIEW_PASSED, payment: &[Payment::NotStarted], ..ANY }
        }
        Event::PaymentRefused(_) => Needs { payment: WAS_PAID, ..ANY },
        Event::ProofUploaded(_) => Needs { order: PAID_LIVE, ..ANY },
        Event::PushStarted(_) => Needs {
            order: &[S::AgentPaymentConfirmed],
            review: REVIEW_PASSED,
            payment: &[Payment::Paid],
            push: &[Push::NotStarted, Push::Failed],
            ..ANY
        },
        Event::PushFailed(_) | Event::PushSucceeded(_) | Event::PushUncertain(_) => {
            Needs { order: PUSH_OUTCOME, payment: WAS_PAID, push: PUSH_RUNNING, ..ANY }
        }
        Event::PushResolved(_) => Needs { order: PUSH_OUTCOME, push: &[Push::Unknown], ..ANY },
        Event::Acknowledged(_) => Needs { order: AFTER_PUSH, push: &[Push::Accepted], ..ANY },
        Event::ScreenshotUploaded(_) => Needs { order: AWAITING_SHOT, review: REVIEW_PASSED, ..ANY },
        Event::OcrCompleted(_) | Event::OcrFailed(_) | Event::MatchPassed(_) | Event::MatchFailed(_) => {
            Needs { order: AWAITING_SHOT, shot: &[Shot::Uploaded], ..ANY }
        }
        Event::ScreenshotReviewPassed(_) | Event::ScreenshotReviewRejected(_) => {
            Needs { order: &[S::ScreenshotReview], shot: &[Shot::Mismatched, Shot::PendingReview], ..ANY }
        }
        Event::NoticeStarted(_) => Needs {
            order: &[S::TicketMatched, S::Completed],
            notify: &[Notify::NotStarted, Notify::Failed, Notify::Sent],
            ..ANY
        },
        Event::NoticeSent(_) | Event::NoticeFailed(_) | Event::NoticeUncertain(_) => {
            Needs { order: NOTICE_OUTCOME, notify: NOTICE_RUNNING, ..ANY }
        }
        Event::NoticeResolved(_) => Needs { order: NOTICE_OUTCOME, notify: &[Notify::Unknown], ..ANY },
        Event::ShareSettled(_) => Needs { order: &[S::Completed], share: &[Share::Ready], ..ANY },
        Event::ShareReversed(_) => Needs { order: &[S::RefundPending], share: &[Share::Ready, Share::Settled], ..ANY },
        Event::CancelRequested(_) => Needs { order: CANCELLABLE, ..ANY },
        Event::CancelConfirmed(_) => Needs { order: &[S::CancelPending], ..ANY },
        Event::RefundRequested(_) => Needs { order: LIVE, ..ANY },
        Event::OrderCancelled(_) | Event::RefundLegConfirmed(_) | Event::RefundCompleted(_) => {
            Needs { order: &[S::RefundPending], ..ANY }
        }
        Event::DeadlineMissed(_) => Needs { order: LIVE, ..ANY },
        Event::PersonRevealed(_) | Event::PersonErased(_) => ANY,
    }
}

pub fn permit(order: &Order, event: &Event) -> Result<(), Breach> {
    let needs = needs(event);
    let status = &order.status;
    one_of(Any::Resale(Axis::Order), status.order, needs.order, S::code)?;
    one_of(Any::Resale(Axis::Review), status.review, needs.review, Review::code)?;
    one_of(Any::Resale(Axis::AgentPayment), status.agent_payment, needs.payment, Payment::code)?;
    one_of(Any::Resale(Axis::AgentPush), status.agent_push, needs.push, Push::code)?;
    one_of(Any::Resale(Axis::ScreenshotMatch), status.screenshot_match, needs.shot, Shot::code)?;
    one_of(Any::Resale(Axis::UserNotify), status.user_notify, needs.notify, Notify::code)?;
    one_of(Any::Resale(Axis::ProfitShare), status.profit_share, needs.share, Share::code)
}
