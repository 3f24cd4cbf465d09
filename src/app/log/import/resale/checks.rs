//! What a row says about amounts and days, beside the states: as far as the row and the rows before it can tell.

use serde_json::Value;

use crate::domain::order::flow::Contradiction;
use crate::domain::resale::event::Event;
use crate::domain::resale::order::Order;
use crate::domain::resale::payload::{FormCorrected, PaidDetected, PaymentConfirmed, PriceCheck, ShareSettled};
use crate::domain::value::money::{AmountError, Fen};
use crate::domain::value::time::Timestamp;

type Checked = Result<(), Contradiction>;

/// a1: an amount that one order may have.
pub(crate) fn paid(paid: &PaidDetected) -> Checked {
    match paid.0.get("paidAmount").map(Fen::from_json) {
        Some(Err(AmountError::Range)) => Err(contradiction("paidAmount", spelled(&paid.0["paidAmount"]), "> 0")),
        _ => Ok(()),
    }
}

/// The amounts and the days of an event that follows others; `at` is when it was received.
pub(crate) fn check(order: &Order, event: &Event, at: Timestamp, tolerance: Fen) -> Checked {
    match event {
        Event::PriceCheckPassed(check) => {
            priced(order, check)?;
            within(check, tolerance)
        }
        Event::PriceCheckFailed(check) => priced(order, check),
        Event::FormSubmitted(form) => not_past(order, form.play_date, at),
        Event::FormCorrected(corrected) => correction(order, corrected, at),
        Event::PushStarted(_) => not_past(order, None, at),
        Event::PayableFixed(fixed) => {
            equal("settlementAmount", fixed.settlement_amount, order.settlement_amount.unwrap_or_default())
        }
        Event::PaymentConfirmed(payment) => payable(order, payment),
        Event::ShareSettled(share) => shared(order, share),
        Event::RefundRequested(refund) => at_most("amount", refund.amount, order.purchase.paid_amount),
        Event::RefundLegConfirmed(leg) => match (leg.leg.as_str(), leg.amount) {
            ("buyer", Some(amount)) => at_most("amount", amount, order.purchase.paid_amount),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The price check is about this order.
fn priced(order: &Order, check: &PriceCheck) -> Checked {
    equal("paidAmount", check.paid_amount, order.purchase.paid_amount)?;
    if let Some(day) = order.play_date {
        equal("playDate", check.play_date, day)?;
    }
    match &order.ticket_type {
        Some(ticket_type) => equal("ticketType", &check.ticket_type, ticket_type),
        None => Ok(()),
    }
}

fn within(check: &PriceCheck, tolerance: Fen) -> Checked {
    let off = check.paid_amount.get().abs_diff(check.settlement_amount.get());
    if off <= tolerance.get().unsigned_abs() {
        return Ok(());
    }
    equal("settlementAmount", check.settlement_amount, check.paid_amount)
}

fn not_past(order: &Order, said: Option<crate::domain::value::time::Day>, at: Timestamp) -> Checked {
    match order.play_date.or(said) {
        Some(day) if day < at.day() => Err(contradiction("playDate", day.to_string(), &format!(">= {}", at.day()))),
        _ => Ok(()),
    }
}

/// A correction leaves what was bought as it was, and counts revisions as they are counted here.
fn correction(order: &Order, corrected: &FormCorrected, at: Timestamp) -> Checked {
    not_past(order, None, at)?;
    if let (Some(said), Some(day)) = (corrected.form.play_date, order.play_date) {
        equal("playDate", said, day)?;
    }
    if let (Some(said), Some(ticket_type)) = (&corrected.form.ticket_type, &order.ticket_type) {
        equal("ticketType", said, ticket_type)?;
    }
    equal("revision", corrected.revision, order.corrected_revision())
}

/// Another amount than the payable one has a reason.
fn payable(order: &Order, payment: &PaymentConfirmed) -> Checked {
    match (payment.paid_amount, order.agent_payable_amount) {
        (Some(paid), Some(payable)) if payment.amount_reason.is_none() => equal("paidAmount", paid, payable),
        _ => Ok(()),
    }
}

/// The share is the difference, and its parts are the share.
fn shared(order: &Order, share: &ShareSettled) -> Checked {
    equal("paidAmount", share.paid_amount, order.purchase.paid_amount)?;
    let difference = share.paid_amount.checked_sub(share.agent_paid_amount).unwrap_or_default();
    equal("shareAmount", share.share_amount, difference)?;
    let parts = share.parties.iter().try_fold(Fen::default(), |sum, party| sum.checked_add(party.amount));
    equal("parties", parts.unwrap_or_default(), share.share_amount)
}

fn at_most(field: &str, said: Fen, most: Fen) -> Checked {
    if said <= most { Ok(()) } else { Err(contradiction(field, said.to_string(), &format!("<= {most}"))) }
}

fn equal<T: PartialEq + ToString>(field: &str, said: T, follows: T) -> Checked {
    if said == follows { Ok(()) } else { Err(contradiction(field, said.to_string(), &follows.to_string())) }
}

fn contradiction(field: &str, said: String, follows: &str) -> Contradiction {
    Contradiction { axis: field.to_owned(), said, follows: follows.to_owned() }
}

fn spelled(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
