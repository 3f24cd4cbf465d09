//! Sessions and payments: b4 to b8.

use super::place::require_live_lock;
use super::refund::refund_of_the_unfulfillable;
use super::ticket::ticket_issued_events;
use super::{CheckoutRefusal, check_mandate, require_allowed, unapplied};
use crate::domain::checkout::axis::{CheckoutStatus, PaymentStatus};
use crate::domain::checkout::command::{CompleteCheckout, OpenSession, SeatAvailability};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::{BuyerPayment, CheckoutOrder, PaymentSession};
use crate::domain::checkout::payload::*;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::checkout::unapplied::UnappliedReason;
use crate::domain::checkout::unfulfillable::UnfulfillableReason;
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::text::number::is_same_number;

/// b4. A session that ran out unnoticed is closed first.
pub(super) fn open_session(
    order: &CheckoutOrder,
    open: &OpenSession,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let method = order.method.clone().unwrap_or_default();
    let created = SessionCreated {
        session_id: open.session_id.clone(),
        protocol: open.protocol.clone(),
        payment_method: method,
        expiry_at: open.expires_at,
    };
    let mut events = Vec::new();
    match order.latest_session().filter(|_| order.status.payment == PaymentStatus::SessionCreated) {
        Some(session) if session.is_open(by.now) => return Err(still_open(order, session).into()),
        Some(session) => events.push(CheckoutEvent::SessionExpired(SessionExpired {
            session_id: session.created.session_id.clone(),
            expiry_at: session.created.expiry_at,
        })),
        None => require_allowed(order, &CheckoutEvent::SessionCreated(created.clone()))?,
    }
    require_live_lock(order, by.now)?;
    events.push(CheckoutEvent::SessionCreated(created));
    events.extend(open.signed.clone().map(CheckoutEvent::SessionSigned));
    Ok(events)
}

fn still_open(order: &CheckoutOrder, session: &PaymentSession) -> Rejection {
    let (no, id, until) = (&order.order_no, &session.created.session_id, session.created.expiry_at.format_rfc3339());
    CheckoutRejection::SessionOpen { no: &no, id: &id, until: &until }.into_rejection()
}

/// b6, b8. Money that came is always recorded, in time or not; what it buys depends on the places. What it can't buy at all
/// is kept as a payment to be given back.
pub(super) fn complete_checkout(
    order: &CheckoutOrder,
    complete: &CompleteCheckout,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let session = find_session(order, &complete.session_id)?;
    let reference = parse_operator_text(&complete.reference, "payment-ref")?;
    reference_free(complete, &reference)?;
    if order.payment.as_ref().is_some_and(|payment| is_same_number(&payment.reference, &reference)) {
        return Ok(Vec::new());
    }
    let arrived = unapplied::ArrivedPayment::of(order, complete, reference.clone())?;
    if let Some(payment) = &order.payment {
        return Err(arrived.keep(order, UnappliedReason::AlreadyPaid, already_paid(order, payment, &reference)));
    }
    amount_agrees(order, &arrived).map_err(|refused| arrived.keep(order, UnappliedReason::AmountDiffers, refused))?;
    let open = order.status.order == CheckoutStatus::CheckoutPending && session.is_open(by.now);
    let agreed = session.mandate.is_some() || !session.requires_mandate();
    let mut events = match &complete.mandate {
        Some(check) if open => check_mandate(order, check)
            .map_err(|refused| arrived.keep_beside(order, UnappliedReason::MandateRejected, refused))?,
        None if open && !agreed => {
            let refused = CheckoutRejection::MandateRequired { no: &order.order_no }.into_rejection();
            return Err(arrived.keep(order, UnappliedReason::MandateRequired, refused));
        }
        // A session that is closed takes no mandate any more; the money is here all the same.
        Some(_) | None => Vec::new(),
    };
    let (session_id, method) = (complete.session_id.clone(), session.created.payment_method.clone());
    let agreed = agreed || !events.is_empty();
    let unwanted = unwanted_reason(order, (agreed, complete.mandate.is_some()), by);
    let ours = complete.seats == SeatAvailability::Available && unwanted.is_none();
    if open && ours {
        events.push(CheckoutEvent::Completed(CheckoutCompleted {
            session_id,
            payment_method: method,
            payment_ref: reference,
        }));
    } else {
        let late = PaymentLate { session_id, payment_method: method, payment_ref: reference, places_regained: ours };
        events.push(CheckoutEvent::PaymentLate(late));
    }
    if !ours {
        let reason = unwanted.unwrap_or(UnfulfillableReason::SoldMeanwhile);
        events.push(refund_of_the_unfulfillable(order.draft.quote.amount, reason));
    } else if let Some(ticket) = &complete.ticket {
        events.extend(ticket_issued_events(ticket));
    }
    Ok(events)
}

/// Why no ticket is made of money that came, whatever the places: nobody is there to have it, nobody agreed to it, or the
/// day that it was for is over.
fn unwanted_reason(
    order: &CheckoutOrder,
    (agreed, has_mandate): (bool, bool),
    by: &Actor,
) -> Option<UnfulfillableReason> {
    match order.status.order {
        CheckoutStatus::Cancelled => Some(UnfulfillableReason::OrderCancelled),
        _ if order.erased => Some(UnfulfillableReason::PersonErased),
        _ if !agreed && has_mandate => Some(UnfulfillableReason::MandateLate),
        _ if !agreed => Some(UnfulfillableReason::MandateMissing),
        _ if order.draft.date < order.local_today(by.now) => Some(UnfulfillableReason::VisitDatePast),
        _ => None,
    }
}

fn find_session<'a>(order: &'a CheckoutOrder, session_id: &str) -> Result<&'a PaymentSession, Rejection> {
    order.sessions.iter().find(|session| session.created.session_id == session_id).ok_or_else(|| {
        let no = &order.order_no;
        CheckoutRejection::SessionNotFound { no: &no, session_id: &session_id }.into_rejection()
    })
}

fn already_paid(order: &CheckoutOrder, paid: &BuyerPayment, reference: &str) -> Rejection {
    let (no, known, at) = (&order.order_no, &paid.reference, paid.at.format_rfc3339());
    CheckoutRejection::PaymentAlreadyCompleted { no, at: &at, known: &known, reference: &reference }.into_rejection()
}

fn reference_free(complete: &CompleteCheckout, reference: &str) -> Result<(), Rejection> {
    let Some(other) = &complete.reference_used_by else { return Ok(()) };
    Err(CheckoutRejection::PaymentReferenceUsed { reference: &reference, other: &other }.into())
}

fn amount_agrees(order: &CheckoutOrder, arrived: &unapplied::ArrivedPayment) -> Result<(), Rejection> {
    let PriceQuote { amount, currency } = &order.draft.quote;
    let differs = arrived.amount.is_some_and(|paid| paid != *amount)
        || arrived.currency.as_ref().is_some_and(|paid| paid != currency);
    if !differs {
        return Ok(());
    }
    let paid = arrived.amount.map_or_else(|| "?".to_owned(), |paid| paid.to_string());
    let in_currency = arrived.currency.as_deref().unwrap_or(currency);
    Err(CheckoutRejection::PaymentAmountDiffers {
        no: &order.order_no,
        reference: &arrived.reference,
        paid: &paid,
        in_currency: &in_currency,
        amount: &amount,
        currency: &currency,
    }
    .into_rejection())
}

/// b7.
pub(super) fn fail_payment(
    order: &CheckoutOrder,
    session_id: Option<&str>,
    code: &str,
    message: &str,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let session = match (session_id, order.latest_session()) {
        (Some(id), _) => find_session(order, id)?,
        (None, Some(latest)) => latest,
        (None, None) => {
            let no = &order.order_no;
            return Err(CheckoutRejection::NoSession { no: &no }.into_rejection().into());
        }
    };
    let event = CheckoutEvent::PaymentFailed(PaymentFailed {
        session_id: session.created.session_id.clone(),
        failure_code: parse_operator_text(code, "code")?,
        failure_message: parse_operator_text(message, "reason")?,
    });
    // A session that ended before is done with: the one that is open now must not be closed in its name.
    let latest = order.latest_session().is_some_and(|latest| latest.created.session_id == session.created.session_id);
    if session.closed && (!latest || order.status.payment == PaymentStatus::Failed) {
        return Ok(Vec::new());
    }
    Ok(vec![event])
}
