//! What a person should do now, and by when. Computed from all axes; the page's own suggestion from the order status alone.

use super::axis::{AgentPushStatus, OrderStatus, ProfitShareStatus, UserNotifyStatus};
use super::figures::refund_debt_label;
use super::order::ResaleOrder;
use super::payload::RefundLeg;
use super::platform_log::PlatformNews;
use super::platform_news::PlatformNewsKind;
use crate::domain::order::next::{ActiveDeadline, NextAction, NextTask, OpenDebt, QueuePlace, deny_delivery};
use crate::domain::order::notice::{BuyerNotice, PartState};
use crate::domain::value::shell::{quote_word, shell_command};
use crate::domain::value::time::{Day, Timestamp};

/// How long each step may take: decisions of a shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResaleDeadlines {
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

/// The group that would take the order, as far as the next action depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupRoute {
    /// This group, open.
    Open(String),
    /// This group, paused.
    Paused(String),
    Unrouted,
}

impl GroupRoute {
    pub fn group_name(&self) -> Option<&str> {
        match self {
            Self::Open(name) | Self::Paused(name) => Some(name),
            Self::Unrouted => None,
        }
    }
}

/// The page's suggestion, from the order status alone.
pub const fn suggest_action(status: OrderStatus) -> NextAction {
    match status {
        OrderStatus::UserInfoPending => NextAction::CollectUserInfo,
        OrderStatus::AgentPaymentPending => NextAction::ConfirmAgentPayment,
        OrderStatus::AgentPaymentConfirmed => NextAction::UploadProofOrPush,
        OrderStatus::AgentPushed => NextAction::UploadScreenshot,
        OrderStatus::ScreenshotReview => NextAction::ReviewScreenshot,
        OrderStatus::TicketMatched => NextAction::NotifyUser,
        OrderStatus::Completed => NextAction::SettleProfitShare,
        OrderStatus::CancelPending => NextAction::ConfirmCancel,
        OrderStatus::RefundPending => NextAction::HandleRefund,
        OrderStatus::Cancelled | OrderStatus::Refunded => NextAction::None,
    }
}

/// What to do with `order` at `now`, from all axes.
pub fn next_task(order: &ResaleOrder, route: &GroupRoute, deadlines: &ResaleDeadlines, now: Timestamp) -> NextTask {
    let due = active_deadline(order, deadlines);
    let unknown = unknown_delivery(order);
    if let Some(news) = order.news_to_decide().filter(|_| unknown.is_none()) {
        return platform_task(order, news);
    }
    let action = unknown.unwrap_or_else(|| choose_step(order, route, due, now));
    if let Some(task) = second_payment_task(order, action) {
        return task;
    }
    // While the agent's answer is awaited, the screenshot has a deadline of its own.
    let due = if action == NextAction::UploadScreenshot { Some(screenshot_due(order, deadlines)) } else { due };
    let command = action_command(order, action, route);
    let alternatives = command.as_deref().and_then(deny_delivery).into_iter().collect();
    NextTask { action, alternatives, command, due, owed: list_debts(order) }
}

/// What is still to be done of a refund under way: who owes whom, and how much.
fn list_debts(order: &ResaleOrder) -> Vec<OpenDebt> {
    if order.open_refund().is_none() {
        return Vec::new();
    }
    let debt =
        |leg: RefundLeg| OpenDebt { leg: leg.code(), label: refund_debt_label(leg), amount: order.leg_amount(leg) };
    order.open_legs().into_iter().map(debt).collect()
}

/// What the queue knows of `order` without its log: the group that takes it is asked for when the queue is read.
pub fn queue_place(order: &ResaleOrder, deadlines: &ResaleDeadlines) -> QueuePlace {
    let day_over = order.play_date.map(Day::end_in_shanghai);
    let overdue = active_deadline(order, deadlines).map(|due| due.at.plus_millis(1));
    let turns: Vec<_> = day_over.into_iter().chain(overdue).collect();
    QueuePlace::from_turns(&turns, |at| next_task(order, &GroupRoute::Open(String::new()), deadlines, at))
}

/// What nobody knows the outcome of is looked into first, wherever the order has got to meanwhile.
const fn unknown_delivery(order: &ResaleOrder) -> Option<NextAction> {
    match (order.status.agent_push, order.status.user_notify) {
        (AgentPushStatus::Unknown, _) => Some(NextAction::ResolveUnknownPush),
        (_, UserNotifyStatus::Unknown) => Some(NextAction::ResolveUnknownNotice),
        _ => None,
    }
}

fn choose_step(order: &ResaleOrder, route: &GroupRoute, due: Option<ActiveDeadline>, now: Timestamp) -> NextAction {
    match order.status.order {
        OrderStatus::UserInfoPending | OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed
            if missed_visit(order, now) =>
        {
            NextAction::RefundMissedVisit
        }
        OrderStatus::UserInfoPending => NextAction::CollectUserInfo,
        OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed if order.awaits_review() => {
            NextAction::ReviewOrder
        }
        OrderStatus::AgentPaymentPending => NextAction::ConfirmAgentPayment,
        OrderStatus::AgentPaymentConfirmed => push_action(order, route),
        OrderStatus::AgentPushed
            if due.is_some_and(|due| due.deadline == "ack" && due.at < now) && !has_answered_with_picture(order) =>
        {
            NextAction::ChaseAgent
        }
        OrderStatus::AgentPushed => NextAction::UploadScreenshot,
        OrderStatus::ScreenshotReview => NextAction::ReviewScreenshot,
        OrderStatus::TicketMatched | OrderStatus::Completed if waiting_notice(order).is_some() => {
            NextAction::HandOverNotice
        }
        OrderStatus::TicketMatched => notice_action(order),
        OrderStatus::Completed => match order.status.profit_share {
            ProfitShareStatus::Ready => NextAction::SettleProfitShare,
            ProfitShareStatus::NotReady | ProfitShareStatus::Settled | ProfitShareStatus::Reversed => NextAction::None,
        },
        OrderStatus::CancelPending => NextAction::ConfirmCancel,
        OrderStatus::RefundPending => NextAction::HandleRefund,
        OrderStatus::Cancelled | OrderStatus::Refunded => NextAction::None,
    }
}

/// Whether the day of the visit went by before the agent had the order: nobody fills in a form, pays or pushes for it now.
fn missed_visit(order: &ResaleOrder, now: Timestamp) -> bool {
    order.status.agent_push != AgentPushStatus::Sending
        && order.play_date.is_some_and(|day| now >= day.end_in_shanghai())
}

/// The agent was perhaps paid twice: somebody has to ask, once nothing is more urgent.
fn second_payment_task(order: &ResaleOrder, action: NextAction) -> Option<NextTask> {
    let payment = order.open_second_payment().filter(|_| NextAction::HandleRefund.urgency() < action.urgency())?;
    let (no, reference) = (&order.order_no, quote_word(&payment.reference));
    Some(NextTask {
        action: NextAction::HandleRefund,
        command: Some(format!("ticketctl refund complete {no} --payment-ref {reference} --evidence TEXT")),
        alternatives: Vec::new(),
        owed: Vec::new(),
        due: Some(ActiveDeadline { deadline: "refund", at: payment.at }),
    })
}

/// What the platform says is in the way of everything else. Three commands decide, of which the likeliest is the first.
fn platform_task(order: &ResaleOrder, news: &PlatformNews) -> NextTask {
    let no = &order.order_no;
    let likeliest = match news.what.news_kind.known() {
        Some(PlatformNewsKind::Amount) => "order keep",
        _ if order.status.order == OrderStatus::Completed => "refund open",
        _ => "order cancel",
    };
    let command = |answer: &str| format!("ticketctl {answer} {no} --reason REASON");
    let others = ["order cancel", "refund open", "order keep"].into_iter().filter(|answer| *answer != likeliest);
    NextTask {
        action: NextAction::HandlePlatformChange,
        command: Some(command(likeliest)),
        alternatives: others.map(command).collect(),
        owed: Vec::new(),
        due: Some(ActiveDeadline { deadline: "platform", at: news.at }),
    }
}

fn push_action(order: &ResaleOrder, route: &GroupRoute) -> NextAction {
    match (order.status.agent_push, route) {
        (AgentPushStatus::Sending, _) => NextAction::Wait,
        (AgentPushStatus::Failed, _) => NextAction::FixPushFailure,
        _ if order.current_proof().is_none() => NextAction::UploadProof,
        (_, GroupRoute::Unrouted) => NextAction::RouteOrder,
        (_, GroupRoute::Paused(_)) => NextAction::ResumeGroup,
        (_, GroupRoute::Open(_)) => NextAction::PushAgentGroup,
    }
}

/// Whether the agent sent a screenshot of what was pushed: it has the order, whatever became of the picture.
fn has_answered_with_picture(order: &ResaleOrder) -> bool {
    order.screenshots.last().is_some_and(|shot| order.push.accepted_at.is_none_or(|pushed| shot.at >= pushed))
}

/// The notice whose text waits for a person.
fn waiting_notice(order: &ResaleOrder) -> Option<&BuyerNotice> {
    order.notices.last().filter(|notice| notice.waits_for_person())
}

fn notice_action(order: &ResaleOrder) -> NextAction {
    match order.status.user_notify {
        UserNotifyStatus::Failed => NextAction::FixNotification,
        UserNotifyStatus::Sending => NextAction::Wait,
        UserNotifyStatus::NotStarted | UserNotifyStatus::Sent | UserNotifyStatus::Unknown => NextAction::NotifyUser,
    }
}

/// The deadline that runs now, if the state has one. None runs while the platform's news stop the order.
pub fn active_deadline(order: &ResaleOrder, deadlines: &ResaleDeadlines) -> Option<ActiveDeadline> {
    if order.news_to_decide().is_some() {
        return None;
    }
    let at = |deadline, from: Timestamp, minutes| Some(ActiveDeadline { deadline, at: from.plus_minutes(minutes) });
    match order.status.order {
        OrderStatus::UserInfoPending => at("form", order.purchase.paid_at, deadlines.form),
        OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed if order.awaits_review() => {
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
fn screenshot_due(order: &ResaleOrder, deadlines: &ResaleDeadlines) -> ActiveDeadline {
    let from = order.push.accepted_at.unwrap_or(order.since).plus_minutes(deadlines.screenshot);
    let evening = order.play_date.map(|day| day.previous_day().at_hour(deadlines.screenshot_cutoff_hour));
    ActiveDeadline { deadline: "screenshot", at: evening.map_or(from, |evening| evening.min(from)) }
}

fn action_command(order: &ResaleOrder, action: NextAction, route: &GroupRoute) -> Option<String> {
    let no = &order.order_no;
    let group = order.push.committed_group().or_else(|| route.group_name()).unwrap_or("GROUP");
    let group = quote_word(group);
    let paused = matches!(route, GroupRoute::Paused(_));
    Some(match action {
        NextAction::CollectUserInfo => format!("ticketctl form submit {no}"),
        NextAction::ReviewOrder => format!("ticketctl review pass {no} --reason REASON"),
        NextAction::ConfirmAgentPayment => format!("ticketctl payment confirm {no} --channel CHANNEL --ref REF"),
        NextAction::UploadProof => format!("ticketctl proof upload {no} FILE"),
        NextAction::FixPushFailure if paused => format!("ticketctl group resume {group}"),
        NextAction::PushAgentGroup | NextAction::FixPushFailure => format!("ticketctl push {no} --group {group}"),
        NextAction::ResumeGroup => format!("ticketctl group resume {group}"),
        NextAction::RouteOrder => route_command(order),
        NextAction::ChaseAgent => format!("ticketctl push ack {no}"),
        NextAction::ResolveUnknownPush => {
            let id = order
                .push
                .latest_attempt()
                .and_then(|attempt| attempt.parts.iter().find(|p| p.state == PartState::Unknown));
            format!(
                "ticketctl push resolve {} --delivered --evidence TEXT",
                quote_word(id.map_or("ID", |part| &part.id))
            )
        }
        NextAction::ResolveUnknownNotice => {
            let id = quote_word(order.notices.last().map_or("ID", |notice| notice.id.as_str()));
            format!("ticketctl notify resolve {id} --delivered --evidence TEXT")
        }
        NextAction::UploadScreenshot => format!("ticketctl ocr run {no} IMAGE"),
        NextAction::ReviewScreenshot => format!("ticketctl match show {no}"),
        NextAction::NotifyUser | NextAction::FixNotification => format!("ticketctl notify send {no}"),
        NextAction::HandOverNotice => format!("ticketctl notify sent {no}"),
        NextAction::SettleProfitShare => format!("ticketctl share settle {no}"),
        NextAction::RefundMissedVisit => format!("ticketctl order cancel {no} --reason REASON"),
        NextAction::HandleRefund => refund_command(order),
        NextAction::ConfirmCancel if order.open_refund().is_none() => {
            format!("ticketctl order cancel {no} --reason REASON")
        }
        NextAction::ConfirmCancel => format!("ticketctl order cancel {no} --agent-confirmed --evidence TEXT"),
        // Its command depends on what the news are.
        NextAction::HandlePlatformChange => return None,
        NextAction::UploadProofOrPush | NextAction::Wait | NextAction::None => return None,
        // Steps of the checkout flow.
        NextAction::LockInventory
        | NextAction::AddPlaces
        | NextAction::RequestCheckout
        | NextAction::CreateSession
        | NextAction::AwaitPayment
        | NextAction::IssueTicket
        | NextAction::ReissueTicket
        | NextAction::RefundCustomer
        | NextAction::CompleteRefund => return None,
    })
}

fn route_command(order: &ResaleOrder) -> String {
    let ticket = order.ticket_type.as_deref().unwrap_or("TYPE");
    shell_command(&["ticketctl", "group", "route", "GROUP", "--ticket-type", ticket])
}

fn refund_command(order: &ResaleOrder) -> String {
    let no = &order.order_no;
    match order.open_legs().first() {
        Some(leg) => format!("ticketctl refund leg {no} --leg {} --evidence TEXT", leg.code()),
        None => format!("ticketctl refund complete {no}"),
    }
}
