//! Whether a request is granted, and what it makes happen.

mod correct;
mod deliver;
mod place;
mod settle;
mod verify;

pub use self::correct::correctable;

use super::command::Command;
use super::event::Event;
use super::evolve::{Recorded, evolve};
use super::order::Order;
use super::rule_table::permit;
use crate::domain::order::actor::Actor;
use crate::domain::order::rejection::{Rejection, stated};

pub type Refused = crate::domain::order::flow::Refused<Event>;

/// The events that `command` makes happen to `order`, oldest first; none where it was done before.
///
/// Invariant: each returned event is permitted by the rule table in the state that the ones before it leave.
pub fn decide(order: &Order, command: &Command, by: &Actor) -> Result<Vec<Event>, Refused> {
    let events = match command {
        Command::SubmitForm(form) => place::submit_form(order, form, by)?,
        Command::CorrectForm(form) => correct::correct_form(order, form, by)?,
        Command::Review { pass, reason } => place::review(order, *pass, reason, by)?,
        Command::ConfirmPayment(payment) => place::confirm_payment(order, payment, by)?,
        Command::UploadProof(proof) => place::upload_proof(order, proof)?,
        Command::StartPush(start) => deliver::start_push(order, start, by)?,
        Command::FinishPush(outcome) => deliver::finish_push(order, outcome, by)?,
        Command::ResolvePush(resolve) => deliver::resolve_push(order, resolve, by)?,
        Command::Acknowledge { note } => deliver::acknowledge(order, note.as_deref(), by)?,
        Command::ReadScreenshot(read) => verify::read_screenshot(order, read)?,
        Command::ReviewScreenshot { accept, reason } => verify::review(*accept, reason, by)?,
        Command::StartNotice(start) => deliver::start_notice(order, start, by)?,
        Command::FinishNotice(outcome) => deliver::finish_notice(order, outcome, by)?,
        Command::ResolveNotice(resolve) => deliver::resolve_notice(order, resolve, by)?,
        Command::SettleShare { parties } => settle::share(order, parties, by)?,
        Command::Cancel { reason } => settle::cancel(order, reason, by)?,
        Command::ConfirmCancel { evidence } => settle::confirm_cancel(order, evidence, by)?,
        Command::OpenRefund { reason, amount } => settle::open_refund(order, reason, *amount, by)?,
        Command::ConfirmLeg { leg, evidence, amount } => settle::confirm_leg(order, *leg, evidence, *amount, by)?,
        Command::CompleteRefund => settle::complete_refund(order, by)?,
        Command::MissDeadline(missed) => settle::miss_deadline(order, missed),
        Command::Reveal { command } => settle::reveal(command, by),
        Command::Erase { reason } => settle::erase(order, reason, by)?,
    };
    permit_all(order, &events, by)?;
    Ok(events)
}

/// Walks the events through the rule table.
fn permit_all(order: &Order, events: &[Event], by: &Actor) -> Result<(), Rejection> {
    let mut state = order.clone();
    for event in events {
        permit(&state, event).map_err(|breach| wrong_state(&state, &breach.message(&state.order_no)))?;
        state = evolve(state, &Recorded { event: event.clone(), at: by.now, by: Some(by.operator.clone()) });
    }
    Ok(())
}

/// The refusal of a request that the state does not admit.
fn wrong_state(order: &Order, why: &crate::domain::value::message::Message) -> Rejection {
    let no = &order.order_no;
    Rejection::rule("wrong_state", why.clone())
        .hint(crate::say!("用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` says what to do now"))
}

/// Refuses unless the rule table admits `event` now: for guards that must not speak before the state does.
fn admit(order: &Order, event: &Event) -> Result<(), Rejection> {
    permit(order, event).map_err(|breach| wrong_state(order, &breach.message(&order.order_no)))
}
