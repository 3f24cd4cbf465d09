//! What a person should do now, and by when. Computed from all axes; the page's own suggestion from the order status alone.

use super::axis::{AgentPushStatus, OrderStatus, ProfitShareStatus, ReviewStatus, UserNotifyStatus};
use super::order::Order;
use crate::domain::order::next::{Action, Due, Next};
use crate::domain::value::time::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// From the paid event to the form, in minutes.
    pub form: i64,
    /// From the review to the payment confirmation, in minutes.
    pub payment: i64,
    /// From the proof to the push, in minutes.
    pub push: i64,
    /// From the push to the agent's answer, in minutes.
    pub ack: i64,
    /// From the push to the screenshot, in minutes.
    pub screenshot: i64,
    /// The hour of the day before the play date by which the screenshot must be there.
    pub screenshot_cutoff_hour: u32,
    /// From the question to a person's answer, in minutes.
    pub review: i64,
}

impl Default for Deadlines {
    /// The decisions of `domain.md`, "Deadlines".
    fn default() -> Self {
        Self { form: 24 * 60, payment: 30, push: 10, ack: 10, screenshot: 240, screenshot_cutoff_hour: 18, review: 120 }
    }
}

/// The group that would take the order, as far as the next action depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// This group, open.
    Open(String),
    /// This group, paused.
    Paused(String),
    Nowhere,
}

impl Route {
    pub fn group(&self) -> Option<&str> {
        match self {
            Self::Open(name) | Self::Paused(name) => Some(name),
            Self::Nowhere => None,
        }
    }
}

/// The page's suggestion, from the order status alone.
pub const fn suggested(status: OrderStatus) -> Action {
    match status {
        OrderStatus::UserInfoPending => Action::CollectUserInfo,
        OrderStatus::AgentPaymentPending => Action::ConfirmAgentPayment,
        OrderStatus::AgentPaymentConfirmed => Action::UploadProofOrPush,
        OrderStatus::AgentPushed => Action::UploadScreenshot,
        OrderStatus::ScreenshotReview => Action::ReviewScreenshot,
        OrderStatus::TicketMatched => Action::NotifyUser,
        OrderStatus::Completed => Action::SettleProfitShare,
        OrderStatus::CancelPending => Action::ConfirmCancel,
        OrderStatus::RefundPending => Action::HandleRefund,
        OrderStatus::Cancelled | OrderStatus::Refunded => Action::None,
    }
}

/// What to do with `order` at `now`, from all axes.
pub fn next(order: &Order, route: &Route, deadlines: &Deadlines, now: Timestamp) -> Next {
    let due = due(order, deadlines);
    let overdue = |name| due.is_some_and(|due| due.deadline == name && due.at < now);
    let action = match order.status.order {
        OrderStatus::UserInfoPending => Action::CollectUserInfo,
        OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed
            if order.status.review == ReviewStatus::ManualPending =>
        {
            Action::ReviewOrder
        }
        OrderStatus::AgentPaymentPending => Action::ConfirmAgentPayment,
        OrderStatus::AgentPaymentConfirmed => push_action(order, route),
        OrderStatus::AgentPushed if overdue("ack") => Action::ChaseAgent,
        OrderStatus::AgentPushed => Action::UploadScreenshot,
        OrderStatus::ScreenshotReview => Action::ReviewScreenshot,
        OrderStatus::TicketMatched => notice_action(order),
        OrderStatus::Completed => match (order.status.user_notify, order.status.profit_share) {
            (UserNotifyStatus::Unknown, _) => Action::ResolveUnknownNotice,
            (_, ProfitShareStatus::Ready) => Action::SettleProfitShare,
            (_, ProfitShareStatus::NotReady | ProfitShareStatus::Settled | ProfitShareStatus::Reversed) => Action::None,
        },
        OrderStatus::CancelPending | OrderStatus::RefundPending
            if order.status.agent_push == AgentPushStatus::Unknown =>
        {
            Action::ResolveUnknownPush
        }
        OrderStatus::CancelPending => Action::ConfirmCancel,
        OrderStatus::RefundPending => Action::HandleRefund,
        OrderStatus::Cancelled | OrderStatus::Refunded => Action::None,
    };
    Next { action, command: command(order, action, route), due }
}

fn push_action(order: &Order, route: &Route) -> Action {
    match (order.status.agent_push, route) {
        (AgentPushStatus::Unknown, _) => Action::ResolveUnknownPush,
        (AgentPushStatus::Sending, _) => Action::Wait,
        (AgentPushStatus::Failed, _) => Action::FixPushFailure,
        _ if order.current_proof().is_none() => Action::UploadProof,
        (_, Route::Nowhere) => Action::RouteOrder,
        (_, Route::Paused(_)) => Action::ResumeGroup,
        (_, Route::Open(_)) => Action::PushAgentGroup,
    }
}

fn notice_action(order: &Order) -> Action {
    match order.status.user_notify {
        UserNotifyStatus::Unknown => Action::ResolveUnknownNotice,
        UserNotifyStatus::Failed => Action::FixNotification,
        UserNotifyStatus::Sending => Action::Wait,
        UserNotifyStatus::NotStarted | UserNotifyStatus::Sent => Action::NotifyUser,
    }
}

/// The deadline that runs now, if the state has one.
pub fn due(order: &Order, deadlines: &Deadlines) -> Option<Due> {
    let at = |deadline, from: Timestamp, minutes| Some(Due { deadline, at: from.plus_minutes(minutes) });
    match order.status.order {
        OrderStatus::UserInfoPending => at("form", order.created_at, deadlines.form),
        OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed
            if order.status.review == ReviewStatus::ManualPending =>
        {
            at("review", order.auto_review.as_ref().map_or(order.since, |review| review.at), deadlines.review)
        }
        OrderStatus::AgentPaymentPending => {
            at("payment", order.review.as_ref().map_or(order.since, |review| review.at), deadlines.payment)
        }
        OrderStatus::AgentPaymentConfirmed => {
            // A correction sets the clock anew: nobody could have pushed what was not known.
            let proven = order.proofs.last().map_or(order.since, |proof| proof.at);
            let from = order.form.as_ref().map_or(proven, |form| proven.max(form.at));
            at("push", from, deadlines.push)
        }
        OrderStatus::AgentPushed if order.status.agent_push != AgentPushStatus::Acked => {
            at("ack", order.push.accepted_at.unwrap_or(order.since), deadlines.ack)
        }
        OrderStatus::AgentPushed => Some(screenshot_due(order, deadlines)),
        OrderStatus::ScreenshotReview => at("review", order.since, deadlines.review),
        OrderStatus::TicketMatched
        | OrderStatus::Completed
        | OrderStatus::CancelPending
        | OrderStatus::Cancelled
        | OrderStatus::RefundPending
        | OrderStatus::Refunded => None,
    }
}

/// Four hours after the push, or the evening before the visit if that is earlier.
fn screenshot_due(order: &Order, deadlines: &Deadlines) -> Due {
    let from = order.push.accepted_at.unwrap_or(order.since).plus_minutes(deadlines.screenshot);
    let evening = order.play_date.map(|day| day.before().at_hour(deadlines.screenshot_cutoff_hour));
    Due { deadline: "screenshot", at: evening.map_or(from, |evening| evening.min(from)) }
}

fn command(order: &Order, action: Action, route: &Route) -> Option<String> {
    let no = &order.order_no;
    let group = order.push.committed_group().or_else(|| route.group()).unwrap_or("GROUP");
    let paused = matches!(route, Route::Paused(_));
    Some(match action {
        Action::CollectUserInfo => format!("ticketctl form submit {no}"),
        Action::ReviewOrder => format!("ticketctl review pass {no} --reason REASON"),
        Action::ConfirmAgentPayment => format!("ticketctl payment confirm {no} --channel wechat"),
        Action::UploadProof => format!("ticketctl proof upload {no} FILE"),
        Action::FixPushFailure if paused => format!("ticketctl group resume {group}"),
        Action::PushAgentGroup | Action::FixPushFailure => format!("ticketctl push {no} --group {group}"),
        Action::ResumeGroup => format!("ticketctl group resume {group}"),
        Action::RouteOrder => route_command(order),
        Action::ChaseAgent => format!("ticketctl push ack {no}"),
        Action::ResolveUnknownPush => {
            let id = order.push.latest().and_then(|attempt| attempt.parts.iter().find(|p| p.state.code() == "unknown"));
            format!("ticketctl push resolve {} --delivered --evidence TEXT", id.map_or("ID", |part| &part.id))
        }
        Action::ResolveUnknownNotice => {
            let id = order.notices.last().map_or("ID", |notice| notice.id.as_str());
            format!("ticketctl notify resolve {id} --delivered --evidence TEXT")
        }
        Action::UploadScreenshot => format!("ticketctl ocr run {no} IMAGE"),
        Action::ReviewScreenshot => format!("ticketctl match show {no}"),
        Action::NotifyUser | Action::FixNotification => format!("ticketctl notify send {no}"),
        Action::SettleProfitShare => format!("ticketctl share settle {no}"),
        Action::HandleRefund => refund_command(order),
        Action::ConfirmCancel if order.refund.is_none() => format!("ticketctl order cancel {no} --reason REASON"),
        Action::ConfirmCancel => format!("ticketctl order cancel {no} --agent-confirmed --evidence TEXT"),
        Action::UploadProofOrPush | Action::Wait | Action::None => return None,
        // Steps of the checkout flow.
        Action::LockInventory
        | Action::RequestCheckout
        | Action::CreateSession
        | Action::AwaitPayment
        | Action::IssueTicket
        | Action::RefundCustomer
        | Action::CompleteRefund => return None,
    })
}

fn route_command(order: &Order) -> String {
    let ticket = order.ticket_type.as_deref().unwrap_or("TYPE");
    format!("ticketctl group route GROUP --ticket-type '{ticket}'")
}

fn refund_command(order: &Order) -> String {
    let no = &order.order_no;
    match order.open_legs().first() {
        Some(leg) => format!("ticketctl refund leg {no} --leg {} --evidence TEXT", leg.code()),
        None => format!("ticketctl refund complete {no}"),
    }
}
