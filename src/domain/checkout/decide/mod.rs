//! Decides whether a command is accepted, and which events it makes.

mod notice;
mod pay;
mod place;
mod refund;
mod ticket;
mod unapplied;

use super::command::{CheckoutCommand, MandateCheck};
use super::event::CheckoutEvent;
use super::evolve::{EventTimes, evolve};
use super::order::CheckoutOrder;
use super::payload::{CustomerRevealed, StatedReason};
use super::rule_table::check_event_allowed;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::rejection::Rejection;
use crate::say;

pub type CheckoutRefusal = crate::domain::order::flow::CommandRefusal<CheckoutEvent>;

pub use self::place::{current_terms, quote_draft};

/// The events that `command` makes happen to `order`, oldest first; none where it was done before.
///
/// Invariant: each returned event is permitted by the rule table in the state that the ones before it leave.
pub fn decide(
    order: &CheckoutOrder,
    command: &CheckoutCommand,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let events = match command {
        CheckoutCommand::Lock(lock) => place::lock_places(order, lock, by)?,
        CheckoutCommand::Request { method, allowed } => place::request_checkout(order, method, allowed, by)?,
        CheckoutCommand::OpenSession(open) => pay::open_session(order, open, by)?,
        CheckoutCommand::Complete(complete) => pay::complete_checkout(order, complete, by)?,
        CheckoutCommand::CheckMandate(check) => check_mandate(order, check)?,
        CheckoutCommand::MandateKnown => Vec::new(),
        CheckoutCommand::FailPayment { session_id, code, message } => {
            pay::fail_payment(order, session_id.as_deref(), code, message)?
        }
        CheckoutCommand::Expire => place::expire_order(order, by),
        CheckoutCommand::Issue(ticket) => ticket::issue_ticket(order, ticket, by)?,
        CheckoutCommand::Redeem { shown } => ticket::redeem_ticket(order, shown.as_ref(), by)?,
        CheckoutCommand::RevertRedeem { reason } => ticket::revert_redemption(reason, by)?,
        CheckoutCommand::Revoke { reason } => ticket::revoke_ticket(order, reason, by)?,
        CheckoutCommand::Reissue { ticket, reason } => ticket::reissue_ticket(order, ticket, reason, by)?,
        CheckoutCommand::Cancel { reason } => place::cancel_order(order, reason, by)?,
        CheckoutCommand::OpenRefund(wish) => refund::open_refund(order, wish, by)?,
        CheckoutCommand::CompleteRefund { evidence } => refund::complete_refund(order, evidence, by)?,
        CheckoutCommand::FailRefund { reason } => refund::fail_refund(reason, by)?,
        CheckoutCommand::ReturnUnapplied { reference, amount, evidence } => {
            unapplied::return_payment(order, reference, *amount, evidence, by)?
        }
        CheckoutCommand::DismissUnapplied { reference, reason } => {
            unapplied::dismiss_payment(order, reference, reason, by)?
        }
        CheckoutCommand::StartNotice { channel, resend } => notice::start_notice(order, channel, *resend, by)?,
        CheckoutCommand::FinishNotice(outcome) => notice::finish_notice(order, outcome, by)?,
        CheckoutCommand::ResolveNotice(resolve) => notice::resolve_notice(order, resolve, by)?,
        CheckoutCommand::Reveal { command } => {
            vec![CheckoutEvent::PersonRevealed(CustomerRevealed {
                operator_id: by.operator.clone(),
                command: command.clone(),
            })]
        }
        CheckoutCommand::Erase { reason } => erase_person(order, reason, by)?,
    };
    permit_all(order, &events, by)?;
    Ok(events)
}

/// Walks the events through the rule table.
fn permit_all(order: &CheckoutOrder, events: &[CheckoutEvent], by: &Actor) -> Result<(), Rejection> {
    let mut state = order.clone();
    for event in events {
        require_allowed(&state, event)?;
        state = evolve(state, event, EventTimes { received: by.now, processed: by.now });
    }
    Ok(())
}

/// Refuses unless the rule table admits `event` now: for guards that must not speak before the state does.
fn require_allowed(order: &CheckoutOrder, event: &CheckoutEvent) -> Result<(), Rejection> {
    check_event_allowed(order, event).map_err(|barrier| barrier.into_rejection(&order.order_no))
}

fn state_reason(reason: &str, by: &Actor) -> Result<StatedReason, Rejection> {
    Ok(StatedReason { operator_id: by.operator.clone(), reason: parse_operator_text(reason, "reason")? })
}

/// b5. A mandate that fails is kept, unless there is no payment that it could be for. The same one again, refused for the same
/// reason, teaches nothing new and is only answered: an agent that retries fills no log.
fn check_mandate(order: &CheckoutOrder, check: &MandateCheck) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    match check {
        MandateCheck::Holds(verified) => Ok(vec![CheckoutEvent::MandateVerified(verified.clone())]),
        MandateCheck::Fails(rejected, rejection) => {
            let event = CheckoutEvent::MandateRejected(rejected.clone());
            require_allowed(order, &event)?;
            let known = order.sessions.iter().flat_map(|session| &session.refused_mandates);
            if !known.into_iter().any(|refused| refused.repeats(rejected)) {
                return Err(CheckoutRefusal { rejection: rejection.clone(), records: vec![event] });
            }
            let BilingualMessage { zh, en } = &rejection.message;
            let message = say!("{zh}；此前已因此拒绝并记录过", "{en}; it was refused for this before, as is recorded");
            Err(CheckoutRefusal { rejection: Rejection { message, ..rejection.clone() }, records: Vec::new() })
        }
    }
}

/// The person of an order that is over can be erased; while it runs, somebody still has to be reached.
fn erase_person(order: &CheckoutOrder, reason: &str, by: &Actor) -> Result<Vec<CheckoutEvent>, Rejection> {
    if order.erased {
        return Ok(Vec::new());
    }
    let over = order.is_over(by.now);
    if !over {
        let no = &order.order_no;
        return Err(CheckoutRejection::OrderOpen { no }.into());
    }
    Ok(vec![CheckoutEvent::PersonErased(state_reason(reason, by)?)])
}

#[cfg(test)]
mod tests;
