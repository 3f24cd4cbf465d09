//! What a row says about amounts and days, beside the states: as far as the row and the rows before it can tell.

use serde_json::Value;

use crate::app::log::import::refusal::{FactCheck, contradict, expect_equal};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{
    FormCorrected, OrderCorrected, PaidDetected, PaymentConfirmed, PaymentCorrected, PriceCheck, RefundLeg,
    ResaleRefundRequested, ShareSettled,
};
use crate::domain::value::money::{AmountError, Fen};
use crate::domain::value::spelling::quantity::{MAX_QUANTITY, quantity_of_payload};
use crate::domain::value::time::{Day, Timestamp};

/// a1: an amount and a number of tickets that one order may have.
pub(crate) fn check_paid(paid: &PaidDetected) -> FactCheck {
    if let Some(Err(AmountError::Range)) = paid.0.get("paidAmount").map(Fen::from_json) {
        return Err(contradict("paidAmount", spell_value(&paid.0["paidAmount"]), "> 0"));
    }
    match paid.0.get("quantity").filter(|said| quantity_of_payload(Some(said)).is_none()) {
        Some(said) => Err(contradict("quantity", spell_value(said), format!("1-{MAX_QUANTITY}"))),
        None => Ok(()),
    }
}

/// The amounts and the days of an event that follows others; `at` is when it was received.
pub(crate) fn check_event(order: &ResaleOrder, event: &ResaleEvent, at: Timestamp, tolerance: Fen) -> FactCheck {
    match event {
        ResaleEvent::PriceCheckPassed(check) => {
            check_price(order, check)?;
            check_tolerance(check, tolerance)
        }
        ResaleEvent::PriceCheckFailed(check) => check_price(order, check),
        ResaleEvent::FormSubmitted(form) => not_past(order, form.play_date, at),
        ResaleEvent::FormCorrected(corrected) => check_correction(order, corrected, at),
        ResaleEvent::PushStarted(_) => not_past(order, None, at),
        ResaleEvent::PayableFixed(fixed) => {
            expect_equal("settlementAmount", fixed.settlement_amount, order.settlement_amount.unwrap_or_default())
        }
        ResaleEvent::PaymentConfirmed(payment) => check_payable(order, payment),
        ResaleEvent::PaymentCorrected(corrected) => check_payment_correction(order, corrected),
        ResaleEvent::SecondPaymentReturned(returned) => check_second_payment(order, &returned.payment_reference),
        ResaleEvent::SecondPaymentDismissed(dismissed) => check_second_payment(order, &dismissed.payment_reference),
        ResaleEvent::PlatformChangeDismissed(_) => check_dismissed(order),
        ResaleEvent::OrderCorrected(corrected) => check_order_correction(corrected, at),
        ResaleEvent::ShareSettled(share) => check_share(order, share),
        ResaleEvent::RefundRequested(refund) => check_refund(order, refund),
        ResaleEvent::RefundLegConfirmed(leg) => match (leg.leg.known(), leg.amount) {
            (Some(RefundLeg::Buyer), Some(amount)) => expect_at_most("amount", amount, order.refundable_amount()),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The price check is about this order.
fn check_price(order: &ResaleOrder, check: &PriceCheck) -> FactCheck {
    expect_equal("paidAmount", check.paid_amount, order.purchase.paid_amount)?;
    if let Some(quantity) = check.quantity {
        expect_equal("quantity", quantity, order.purchase.quantity)?;
    }
    if let Some(day) = order.play_date {
        expect_equal("playDate", check.play_date, day)?;
    }
    match &order.ticket_type {
        Some(ticket_type) => expect_equal("ticketType", &check.ticket_type, ticket_type),
        None => Ok(()),
    }
}

fn check_tolerance(check: &PriceCheck, tolerance: Fen) -> FactCheck {
    let off = check.paid_amount.in_fen().abs_diff(check.settlement_amount.in_fen());
    if off <= tolerance.in_fen().unsigned_abs() {
        return Ok(());
    }
    expect_equal("settlementAmount", check.settlement_amount, check.paid_amount)
}

fn not_past(order: &ResaleOrder, said: Option<Day>, at: Timestamp) -> FactCheck {
    day_not_past(order.play_date.or(said), at)
}

fn day_not_past(day: Option<Day>, at: Timestamp) -> FactCheck {
    match day {
        Some(day) if day < at.shanghai_day() => Err(contradict("playDate", day, format!(">= {}", at.shanghai_day()))),
        _ => Ok(()),
    }
}

/// A correction leaves what was bought as it was, and counts revisions as they are counted here.
fn check_correction(order: &ResaleOrder, corrected: &FormCorrected, at: Timestamp) -> FactCheck {
    not_past(order, None, at)?;
    if let (Some(said), Some(day)) = (corrected.form.play_date, order.play_date) {
        expect_equal("playDate", said, day)?;
    }
    if let (Some(said), Some(ticket_type)) = (&corrected.form.ticket_type, &order.ticket_type) {
        expect_equal("ticketType", said, ticket_type)?;
    }
    expect_equal("revision", corrected.revision, order.corrected_revision())
}

/// It was reported, and is not settled yet.
fn check_second_payment(order: &ResaleOrder, reference: &str) -> FactCheck {
    let open = order.find_second_payment(reference).is_some_and(|payment| payment.settled_at.is_none());
    if open { Ok(()) } else { Err(contradict("paymentReference", reference, "-")) }
}

/// It corrects the payment that was booked, into another.
fn check_payment_correction(order: &ResaleOrder, corrected: &PaymentCorrected) -> FactCheck {
    let booked = order.payment.as_ref().map(|payment| &payment.what);
    let channel = booked.map_or("-", |booked| booked.pay_channel.as_str());
    let number = booked.and_then(|booked| booked.payment_reference.as_deref()).unwrap_or("-");
    expect_equal("previousChannel", corrected.previous_channel.as_str(), channel)?;
    expect_equal("previousReference", corrected.previous_reference.as_deref().unwrap_or("-"), number)?;
    if corrected.changes_payment() {
        return Ok(());
    }
    Err(contradict("paymentReference", &corrected.payment_reference, format!("not {number}")))
}

/// A day that is ahead, and a number of tickets that one order may have.
fn check_order_correction(corrected: &OrderCorrected, at: Timestamp) -> FactCheck {
    day_not_past(corrected.play_date, at)?;
    match corrected.quantity.filter(|quantity| !(1..=MAX_QUANTITY).contains(quantity)) {
        Some(quantity) => Err(contradict("quantity", quantity, format!("1-{MAX_QUANTITY}"))),
        None => Ok(()),
    }
}

/// There was something to decide.
fn check_dismissed(order: &ResaleOrder) -> FactCheck {
    match order.platform.open_news().next() {
        Some(_) => Ok(()),
        None => Err(contradict("platform", "platform_change_dismissed", "-")),
    }
}

/// Another amount than the payable one has a reason.
fn check_payable(order: &ResaleOrder, payment: &PaymentConfirmed) -> FactCheck {
    match (payment.paid_amount, order.agent_payable_amount) {
        (Some(paid), Some(payable)) if payment.amount_reason.is_none() => expect_equal("paidAmount", paid, payable),
        _ => Ok(()),
    }
}

/// No more than is left, and an order goes on only where something is.
fn check_refund(order: &ResaleOrder, refund: &ResaleRefundRequested) -> FactCheck {
    expect_at_most("amount", refund.amount, order.refundable_amount())?;
    expect_equal("keepsOrder", refund.keeps_order, refund.keeps_order && refund.amount < order.refundable_amount())
}

/// The share is the difference, and its parts are the share.
fn check_share(order: &ResaleOrder, share: &ShareSettled) -> FactCheck {
    expect_equal("paidAmount", share.paid_amount, order.purchase.paid_amount)?;
    expect_equal("refundedAmount", share.refunded_amount.unwrap_or_default(), order.refunded_amount())?;
    let difference = share.paid_amount.saturating_sub(order.refunded_amount()).saturating_sub(share.agent_paid_amount);
    expect_equal("shareAmount", share.share_amount, difference)?;
    let parts = share.parties.iter().try_fold(Fen::default(), |sum, party| sum.checked_add(party.amount));
    expect_equal("parties", parts.unwrap_or_default(), share.share_amount)
}

fn expect_at_most(field: &str, said: Fen, most: Fen) -> FactCheck {
    if said <= most { Ok(()) } else { Err(contradict(field, said, format!("<= {most}"))) }
}

fn spell_value(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
