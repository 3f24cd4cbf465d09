//! The rule table of the resale flow: which states an event may happen in.
//!
//! One table for the live path and for the replay of an export, so both admit the same histories. Source: `domain.md`, the
//! axes and the guards of a1–a27.

use super::axis::{
    AgentPaymentStatus as Payment, AgentPushStatus as Push, OrderStatus as S, ProfitShareStatus as Share, ResaleAxis,
    ReviewStatus as Review, ScreenshotMatchStatus as Shot, UserNotifyStatus as Notify,
};
use super::event::ResaleEvent;
use super::order::ResaleOrder;
use crate::domain::order::rule_violation::{EventBarrier, RuleViolation, one_of};

/// What an event needs of the state before it. An empty list admits every value of the axis.
#[derive(Clone, Copy, Debug)]
pub struct ResalePrecondition {
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

const ANY: ResalePrecondition =
    ResalePrecondition { order: &[], review: &[], payment: &[], push: &[], shot: &[], notify: &[], share: &[] };

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
/// While the agent has no money for it, the sale itself may be set right.
const BEFORE_PAYMENT: &[S] = &[S::UserInfoPending, S::AgentPaymentPending];
/// Its number is set right as long as the payment stands, also while it is on its way back.
const PAYMENT_STANDS: &[S] = &[
    S::AgentPaymentConfirmed,
    S::AgentPushed,
    S::ScreenshotReview,
    S::TicketMatched,
    S::Completed,
    S::CancelPending,
    S::RefundPending,
];
/// A correction may ask for a review after the payment, too.
const REVIEWABLE: &[S] = &[S::AgentPaymentPending, S::AgentPaymentConfirmed];
/// Asked, or never begun: so an order comes from a system that did not review it.
const REVIEW_OPEN: &[Review] = &[Review::NotStarted, Review::ManualPending];
const REVIEW_PASSED: &[Review] = &[Review::AutoPassed, Review::ManualPassed];
/// An import has no started events: the outcome then follows the state before the attempt.
const PUSH_RUNNING: &[Push] = &[Push::NotStarted, Push::Failed, Push::Sending];
const NOTICE_RUNNING: &[Notify] = &[Notify::NotStarted, Notify::Failed, Notify::Sent, Notify::Sending];

/// What `event` needs of the state before it.
#[expect(clippy::too_many_lines, reason = "one row an event")]
pub const fn event_precondition(event: &ResaleEvent) -> ResalePrecondition {
    match event {
        ResaleEvent::PaidDetected(_) => ANY,
        ResaleEvent::FormSubmitted(_) => ResalePrecondition { order: &[S::UserInfoPending], ..ANY },
        ResaleEvent::FormCorrected(_) => ResalePrecondition { order: CORRECTABLE, push: PUSH_SETTLED, ..ANY },
        ResaleEvent::PriceCheckPassed(_)
        | ResaleEvent::PriceCheckFailed(_)
        | ResaleEvent::PayableFixed(_)
        | ResaleEvent::OrderCorrected(_) => ResalePrecondition { order: BEFORE_PAYMENT, ..ANY },
        ResaleEvent::AutoReviewPassed(_) => {
            ResalePrecondition { order: &[S::AgentPaymentPending], review: &[Review::NotStarted], ..ANY }
        }
        ResaleEvent::ManualReviewRequired(_) => ResalePrecondition {
            order: REVIEWABLE,
            review: &[Review::NotStarted, Review::AutoPassed, Review::ManualPending, Review::ManualPassed],
            ..ANY
        },
        ResaleEvent::ManualReviewPassed(_) | ResaleEvent::ManualReviewRejected(_) => {
            ResalePrecondition { order: REVIEWABLE, review: REVIEW_OPEN, ..ANY }
        }
        ResaleEvent::PaymentConfirmed(_) => ResalePrecondition {
            order: &[S::AgentPaymentPending],
            review: REVIEW_PASSED,
            payment: &[Payment::NotStarted],
            ..ANY
        },
        ResaleEvent::PaymentCorrected(_) => {
            ResalePrecondition { order: PAYMENT_STANDS, payment: &[Payment::Paid], ..ANY }
        }
        ResaleEvent::PaymentRefused(_)
        | ResaleEvent::SecondPaymentReturned(_)
        | ResaleEvent::SecondPaymentDismissed(_) => ResalePrecondition { payment: WAS_PAID, ..ANY },
        ResaleEvent::ProofUploaded(_) => ResalePrecondition { order: PAID_LIVE, ..ANY },
        ResaleEvent::PushStarted(_) => ResalePrecondition {
            order: &[S::AgentPaymentConfirmed],
            review: REVIEW_PASSED,
            payment: &[Payment::Paid],
            push: &[Push::NotStarted, Push::Failed],
            ..ANY
        },
        ResaleEvent::PushFailed(_) | ResaleEvent::PushSucceeded(_) | ResaleEvent::PushUncertain(_) => {
            ResalePrecondition { order: PUSH_OUTCOME, payment: WAS_PAID, push: PUSH_RUNNING, ..ANY }
        }
        ResaleEvent::PushResolved(_) => ResalePrecondition { order: PUSH_OUTCOME, push: &[Push::Unknown], ..ANY },
        ResaleEvent::Acknowledged(_) => ResalePrecondition { order: AFTER_PUSH, push: &[Push::Accepted], ..ANY },
        ResaleEvent::ScreenshotUploaded(_) => ResalePrecondition { order: AWAITING_SHOT, review: REVIEW_PASSED, ..ANY },
        ResaleEvent::OcrCompleted(_)
        | ResaleEvent::OcrFailed(_)
        | ResaleEvent::MatchPassed(_)
        | ResaleEvent::MatchFailed(_) => ResalePrecondition { order: AWAITING_SHOT, shot: &[Shot::Uploaded], ..ANY },
        ResaleEvent::ScreenshotReviewPassed(_) | ResaleEvent::ScreenshotReviewRejected(_) => {
            ResalePrecondition { order: &[S::ScreenshotReview], shot: &[Shot::Mismatched, Shot::PendingReview], ..ANY }
        }
        ResaleEvent::NoticeStarted(_) => ResalePrecondition {
            order: &[S::TicketMatched, S::Completed],
            notify: &[Notify::NotStarted, Notify::Failed, Notify::Sent],
            ..ANY
        },
        ResaleEvent::NoticeSent(_) | ResaleEvent::NoticeFailed(_) | ResaleEvent::NoticeUncertain(_) => {
            ResalePrecondition { order: NOTICE_OUTCOME, notify: NOTICE_RUNNING, ..ANY }
        }
        ResaleEvent::NoticeResolved(_) => {
            ResalePrecondition { order: NOTICE_OUTCOME, notify: &[Notify::Unknown], ..ANY }
        }
        ResaleEvent::ShareSettled(_) => ResalePrecondition { order: &[S::Completed], share: &[Share::Ready], ..ANY },
        ResaleEvent::ShareReversed(_) => {
            ResalePrecondition { order: &[S::RefundPending], share: &[Share::Ready, Share::Settled], ..ANY }
        }
        ResaleEvent::CancelRequested(_) => ResalePrecondition { order: CANCELLABLE, ..ANY },
        ResaleEvent::CancelConfirmed(_) => ResalePrecondition { order: &[S::CancelPending], ..ANY },
        ResaleEvent::RefundRequested(_) => ResalePrecondition { order: LIVE, ..ANY },
        ResaleEvent::OrderCancelled(_) | ResaleEvent::RefundLegConfirmed(_) | ResaleEvent::RefundCompleted(_) => {
            ResalePrecondition { order: &[S::RefundPending], ..ANY }
        }
        ResaleEvent::DeadlineMissed(_) => ResalePrecondition { order: LIVE, ..ANY },
        ResaleEvent::PlatformOrderChanged(_)
        | ResaleEvent::PlatformChangeDismissed(_)
        | ResaleEvent::OrderNoted(_)
        | ResaleEvent::PersonRevealed(_)
        | ResaleEvent::PersonErased(_) => ANY,
    }
}

/// Whether an event waits while the platform says that the sale does not stand: money that goes out, and what leaves the
/// house.
pub const fn waits_for_decision(event: &ResaleEvent) -> bool {
    matches!(
        event,
        ResaleEvent::PaymentConfirmed(_)
            | ResaleEvent::PushStarted(_)
            | ResaleEvent::NoticeStarted(_)
            | ResaleEvent::ShareSettled(_)
    )
}

/// Whether an event stores or sends something of the order's person: an erased order admits none that does. What left
/// before is told all the same, and money has no person.
pub const fn needs_person(event: &ResaleEvent) -> bool {
    match event {
        ResaleEvent::PaidDetected(_)
        | ResaleEvent::FormSubmitted(_)
        | ResaleEvent::FormCorrected(_)
        | ResaleEvent::ProofUploaded(_)
        | ResaleEvent::PushStarted(_)
        | ResaleEvent::ScreenshotUploaded(_)
        | ResaleEvent::OcrCompleted(_)
        | ResaleEvent::OcrFailed(_)
        | ResaleEvent::MatchPassed(_)
        | ResaleEvent::MatchFailed(_)
        | ResaleEvent::NoticeStarted(_)
        | ResaleEvent::OrderCorrected(_)
        | ResaleEvent::OrderNoted(_) => true,
        ResaleEvent::PriceCheckPassed(_)
        | ResaleEvent::PriceCheckFailed(_)
        | ResaleEvent::PayableFixed(_)
        | ResaleEvent::AutoReviewPassed(_)
        | ResaleEvent::ManualReviewRequired(_)
        | ResaleEvent::ManualReviewPassed(_)
        | ResaleEvent::ManualReviewRejected(_)
        | ResaleEvent::PaymentConfirmed(_)
        | ResaleEvent::PaymentCorrected(_)
        | ResaleEvent::PaymentRefused(_)
        | ResaleEvent::PushFailed(_)
        | ResaleEvent::PushSucceeded(_)
        | ResaleEvent::PushUncertain(_)
        | ResaleEvent::PushResolved(_)
        | ResaleEvent::Acknowledged(_)
        | ResaleEvent::ScreenshotReviewPassed(_)
        | ResaleEvent::ScreenshotReviewRejected(_)
        | ResaleEvent::NoticeSent(_)
        | ResaleEvent::NoticeFailed(_)
        | ResaleEvent::NoticeUncertain(_)
        | ResaleEvent::NoticeResolved(_)
        | ResaleEvent::ShareSettled(_)
        | ResaleEvent::ShareReversed(_)
        | ResaleEvent::CancelRequested(_)
        | ResaleEvent::CancelConfirmed(_)
        | ResaleEvent::OrderCancelled(_)
        | ResaleEvent::RefundRequested(_)
        | ResaleEvent::RefundLegConfirmed(_)
        | ResaleEvent::RefundCompleted(_)
        | ResaleEvent::DeadlineMissed(_)
        | ResaleEvent::PlatformOrderChanged(_)
        | ResaleEvent::PlatformChangeDismissed(_)
        | ResaleEvent::PersonRevealed(_)
        | ResaleEvent::SecondPaymentReturned(_)
        | ResaleEvent::SecondPaymentDismissed(_)
        | ResaleEvent::PersonErased(_) => false,
    }
}

pub fn check_event_allowed(order: &ResaleOrder, event: &ResaleEvent) -> Result<(), EventBarrier<ResaleAxis>> {
    if order.erased && needs_person(event) {
        return Err(EventBarrier::PersonErased);
    }
    if let Some(news) = order.news_to_decide().filter(|_| waits_for_decision(event)) {
        return Err(EventBarrier::PlatformChanged(news.what.label()));
    }
    Ok(check_states(order, event)?)
}

fn check_states(order: &ResaleOrder, event: &ResaleEvent) -> Result<(), RuleViolation<ResaleAxis>> {
    let needs = event_precondition(event);
    let status = &order.status;
    one_of(ResaleAxis::Order, status.order, needs.order, S::code)?;
    one_of(ResaleAxis::Review, status.review, needs.review, Review::code)?;
    one_of(ResaleAxis::AgentPayment, status.agent_payment, needs.payment, Payment::code)?;
    one_of(ResaleAxis::AgentPush, status.agent_push, needs.push, Push::code)?;
    one_of(ResaleAxis::ScreenshotMatch, status.screenshot_match, needs.shot, Shot::code)?;
    one_of(ResaleAxis::UserNotify, status.user_notify, needs.notify, Notify::code)?;
    one_of(ResaleAxis::ProfitShare, status.profit_share, needs.share, Share::code)
}
