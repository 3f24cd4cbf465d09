//! Decides whether a command is accepted, and which events it makes.

mod correct;
mod deliver;
mod pay;
mod place;
mod platform;
mod settle;
mod verify;

pub use self::correct::check_correctable;

use super::command::ResaleCommand;
use super::event::ResaleEvent;
use super::evolve::{RecordedEvent, evolve};
use super::order::ResaleOrder;
use super::rule_table::check_event_allowed;
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::rejection::Rejection;

pub type ResaleRefusal = crate::domain::order::flow::CommandRefusal<ResaleEvent>;

/// The events that `command` makes happen to `order`, oldest first; none where it was done before.
///
/// Invariant: each returned event is permitted by the rule table in the state that the ones before it leave.
pub fn decide(order: &ResaleOrder, command: &ResaleCommand, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let events = match command {
        ResaleCommand::SubmitForm(form) => place::submit_form(order, form, by)?,
        ResaleCommand::CorrectForm(form) => correct::correct_form(order, form, by)?,
        ResaleCommand::Review { pass, reason } => place::review_order(order, *pass, reason, by)?,
        ResaleCommand::ConfirmPayment(payment) => pay::confirm_payment(order, payment, by)?,
        ResaleCommand::CorrectPayment(correct) => pay::correct_payment(order, correct, by)?,
        ResaleCommand::UploadProof(proof) => pay::upload_proof(order, proof)?,
        ResaleCommand::StartPush(start) => deliver::start_push(order, start, by)?,
        ResaleCommand::FinishPush(outcome) => deliver::finish_push(order, outcome, by)?,
        ResaleCommand::ResolvePush(resolve) => deliver::resolve_push(order, resolve, by)?,
        ResaleCommand::Acknowledge { note } => deliver::acknowledge_push(order, note.as_deref(), by)?,
        ResaleCommand::ReadScreenshot(read) => verify::read_screenshot(order, read)?,
        ResaleCommand::ReviewScreenshot { accept, reason } => verify::review_screenshot(order, *accept, reason, by)?,
        ResaleCommand::StartNotice(start) => deliver::start_notice(order, start, by)?,
        ResaleCommand::FinishNotice(outcome) => deliver::finish_notice(order, outcome, by)?,
        ResaleCommand::ResolveNotice(resolve) => deliver::resolve_notice(order, resolve, by)?,
        ResaleCommand::SettleShare { parties } => settle::settle_share(order, parties, by)?,
        ResaleCommand::Cancel { reason } => settle::cancel_order(order, reason, by)?,
        ResaleCommand::ConfirmCancel { evidence } => settle::confirm_cancel(order, evidence, by)?,
        ResaleCommand::OpenRefund { reason, amount, revokes_ticket } => {
            settle::open_refund(order, reason, *amount, *revokes_ticket, by)?
        }
        ResaleCommand::ConfirmLeg { leg, evidence, amount } => settle::confirm_leg(order, *leg, evidence, *amount, by)?,
        ResaleCommand::CompleteRefund => settle::complete_refund(order, by)?,
        ResaleCommand::ReturnSecondPayment { reference, evidence } => {
            pay::return_second_payment(order, reference, evidence, by)?
        }
        ResaleCommand::DismissSecondPayment { reference, reason } => {
            pay::dismiss_second_payment(order, reference, reason, by)?
        }
        ResaleCommand::HearPlatform(report) => platform::hear_platform(order, report),
        ResaleCommand::KeepOrder { reason } => platform::keep_order(order, reason, by)?,
        ResaleCommand::CorrectOrder(correct) => platform::correct_order(order, correct, by)?,
        ResaleCommand::NoteOrder { text } => platform::note_order(order, text, by)?,
        ResaleCommand::MissDeadline(missed) => settle::miss_deadline(order, missed),
        ResaleCommand::Reveal { command } => settle::reveal_person(command, by),
        ResaleCommand::Erase { reason } => settle::erase_person(order, reason, by)?,
    };
    permit_all(order, &events, by)?;
    Ok(events)
}

/// Walks the events through the rule table.
fn permit_all(order: &ResaleOrder, events: &[ResaleEvent], by: &Actor) -> Result<(), Rejection> {
    let mut state = order.clone();
    for event in events {
        check_event_allowed(&state, event).map_err(|barrier| barrier.into_rejection(&state.order_no))?;
        state = evolve(state, &RecordedEvent { event: event.clone(), at: by.now, by: Some(by.operator.clone()) });
    }
    Ok(())
}

/// Refuses unless the rule table admits `event` now: for guards that must not speak before the state does.
fn require_allowed(order: &ResaleOrder, event: &ResaleEvent) -> Result<(), Rejection> {
    check_event_allowed(order, event).map_err(|barrier| barrier.into_rejection(&order.order_no))
}
