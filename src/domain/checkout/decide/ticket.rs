//! The ticket: b9 and b10.

use super::place::not_past;
use super::refund::refund_of_the_unfulfillable;
use super::{CheckoutRefusal, require_allowed, state_reason};
use crate::domain::checkout::axis::{CheckoutStatus, FulfillmentStatus};
use crate::domain::checkout::command::NewTicket;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::*;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::checkout::unfulfillable::UnfulfillableReason;
use crate::domain::order::actor::Actor;
use crate::domain::order::flow::OrderState as _;
use crate::domain::value::person::Personal;
use crate::domain::value::rejection::Rejection;

/// The events of a ticket that comes to be.
pub(super) fn ticket_issued_events(ticket: &NewTicket) -> [CheckoutEvent; 2] {
    [
        CheckoutEvent::Issued(ticket_issued(ticket)),
        CheckoutEvent::IssueNumbered(FulfillmentNumbered { fulfillment_id: ticket.fulfillment_id.clone() }),
    ]
}

fn ticket_issued(ticket: &NewTicket) -> FulfillmentIssued {
    FulfillmentIssued { ticket_code: ticket.code.clone(), qr_url: ticket.qr_url.clone() }
}

/// b9: exactly once, and never for a day that is over: the money of such an order goes back.
pub(super) fn issue_ticket(
    order: &CheckoutOrder,
    ticket: &NewTicket,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    order.require_person()?;
    if order.status.fulfillment == FulfillmentStatus::Revoked && order.status.order == CheckoutStatus::Fulfilled {
        return Err(ticket_revoked_rejection(order).into());
    }
    if order.ticket.is_some() && order.status.order == CheckoutStatus::Fulfilled {
        return Ok(Vec::new());
    }
    require_allowed(order, &CheckoutEvent::Issued(ticket_issued(ticket)))?;
    let today = order.local_today(by.now);
    if order.draft.date >= today {
        return Ok(ticket_issued_events(ticket).into());
    }
    let failed = FulfillmentFailed {
        failure_code: "VISIT_DATE_PAST".to_owned(),
        failure_message: format!("the visit date {} is past (today is {today} there)", order.draft.date),
    };
    let mut events = vec![CheckoutEvent::IssueFailed(failed)];
    // While a part is on its way back, the rest has to wait for it; `next` asks for it then.
    if order.open_refund().is_none() {
        events.push(refund_of_the_unfulfillable(order.refundable_amount(), UnfulfillableReason::VisitDatePast));
    }
    Ok(events)
}

/// b10: once, on the day of the visit.
pub(super) fn redeem_ticket(
    order: &CheckoutOrder,
    shown: Option<&Personal>,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    check_ticket_valid(order, shown)?;
    let event =
        CheckoutEvent::Redeemed(TicketRedeemed { operator_id: by.operator.clone(), visit_date: order.draft.date });
    require_allowed(order, &event)?;
    let (date, today) = (order.draft.date, order.local_today(by.now));
    if date == today {
        return Ok(vec![event]);
    }
    Err(CheckoutRejection::TicketOtherDay { date: &date, today: &today }.into_rejection().into())
}

/// Refuses a ticket that lets nobody in, and says why.
pub(super) fn check_ticket_valid(order: &CheckoutOrder, shown: Option<&Personal>) -> Result<(), Rejection> {
    let no = &order.order_no;
    let Some(ticket) = &order.ticket else {
        return Err(CheckoutRejection::TicketNotIssued { no }.into());
    };
    // Once the buyer is erased, nobody can tell the code that was good from one that was replaced.
    let erased = ticket.code.reveal().is_none();
    if shown.is_some_and(|shown| !erased && *shown != ticket.code) {
        return Err(CheckoutRejection::TicketReplaced.into());
    }
    match order.status.fulfillment {
        FulfillmentStatus::Revoked => Err(ticket_revoked_rejection(order)),
        FulfillmentStatus::Redeemed => Err(ticket_used_rejection(order)),
        FulfillmentStatus::NotStarted | FulfillmentStatus::Fulfilled | FulfillmentStatus::Failed => match shown {
            Some(_) if erased => Err(CheckoutRejection::TicketErased { no }.into()),
            Some(_) | None => Ok(()),
        },
    }
}

fn ticket_revoked_rejection(order: &CheckoutOrder) -> Rejection {
    let no = &order.order_no;
    let known = order.ticket.as_ref().and_then(|ticket| ticket.revoked.as_ref());
    let (at, reason) = known.map_or((String::new(), "?"), |(at, reason)| (at.format_rfc3339(), reason));
    match order.status.order {
        CheckoutStatus::Fulfilled => CheckoutRejection::TicketRevoked { no, at: &at, reason: &reason },
        _ => CheckoutRejection::TicketRefunded { no, at: &at, reason: &reason },
    }
    .into_rejection()
}

fn ticket_used_rejection(order: &CheckoutOrder) -> Rejection {
    let no = &order.order_no;
    let known = order.ticket.as_ref().and_then(|ticket| ticket.redeemed.as_ref());
    let (at, who) = known.map_or((String::new(), "?"), |(at, who)| (at.format_rfc3339(), who));
    CheckoutRejection::TicketAlreadyRedeemed { no, at: &at, who: &who }.into_rejection()
}

/// b10.
pub(super) fn revert_redemption(reason: &str, by: &Actor) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    Ok(vec![CheckoutEvent::RedeemReverted(state_reason(reason, by)?)])
}

/// b10.
pub(super) fn revoke_ticket(
    order: &CheckoutOrder,
    reason: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    match order.status.fulfillment {
        FulfillmentStatus::Revoked => Ok(Vec::new()),
        // Who was let in was let in. Only a refund, which says why, makes a used ticket void.
        FulfillmentStatus::Redeemed => Err(ticket_used_rejection(order).into()),
        FulfillmentStatus::NotStarted | FulfillmentStatus::Fulfilled | FulfillmentStatus::Failed => {
            Ok(vec![CheckoutEvent::Revoked(state_reason(reason, by)?)])
        }
    }
}

/// b10: the old code dies first.
pub(super) fn reissue_ticket(
    order: &CheckoutOrder,
    ticket: &NewTicket,
    reason: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    order.require_person()?;
    if order.status.fulfillment == FulfillmentStatus::Redeemed {
        return Err(ticket_used_rejection(order).into());
    }
    let why = state_reason(reason, by)?;
    let mut events = Vec::new();
    if order.status.fulfillment == FulfillmentStatus::Fulfilled {
        events.push(CheckoutEvent::Revoked(why.clone()));
    }
    let reissued = CheckoutEvent::Reissued(TicketReissued {
        ticket_code: ticket.code.clone(),
        qr_url: ticket.qr_url.clone(),
        operator_id: why.operator_id,
        reason: why.reason,
    });
    require_allowed(order, &reissued)?;
    not_past(order.draft.date, order.local_today(by.now))?;
    events.push(reissued);
    Ok(events)
}
