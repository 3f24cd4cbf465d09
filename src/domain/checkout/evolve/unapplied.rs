//! Payments that bought nothing: kept, given back, dismissed, or applied after all.

use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{CompletionRefused, UnappliedDismissed, UnappliedReturned};
use crate::domain::checkout::unapplied::{UnappliedEnd, UnappliedPayment, UnappliedState};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// A payment that is told again is still one payment: what was said last counts, and it is owed again.
pub(super) fn keep_payment(order: &mut CheckoutOrder, refused: &CompletionRefused, at: Timestamp) {
    let known = order.unapplied.iter().position(|payment| payment.is_reference(&refused.payment_ref));
    let before = known.map(|place| order.unapplied.remove(place));
    let payment = UnappliedPayment {
        session_id: refused.session_id.clone(),
        reference: before.as_ref().map_or_else(|| refused.payment_ref.clone(), |known| known.reference.clone()),
        amount: refused.amount,
        currency: refused.currency.clone(),
        reason: refused.failure_code.clone(),
        at,
        returned: before.map_or(Fen::ZERO, |known| known.returned),
        state: UnappliedState::Open,
        end: None,
    };
    order.unapplied.insert(known.unwrap_or(order.unapplied.len()), payment);
}

/// A part leaves the rest owed.
pub(super) fn apply_returned(order: &mut CheckoutOrder, returned: &UnappliedReturned, at: Timestamp) {
    let left = order.find_unapplied(&returned.payment_ref).map(|payment| order.unreturned_amount(payment));
    let whole = left.is_none_or(|left| returned.amount >= left);
    with_payment(order, &returned.payment_ref, |payment| {
        payment.returned = Fen::new(payment.returned.in_fen().saturating_add(returned.amount.in_fen()));
        if whole {
            end_payment(payment, UnappliedState::Returned, Some(&returned.evidence), at);
        }
    });
}

pub(super) fn apply_dismissed(order: &mut CheckoutOrder, dismissed: &UnappliedDismissed, at: Timestamp) {
    with_payment(order, &dismissed.payment_ref, |payment| {
        end_payment(payment, UnappliedState::Dismissed, Some(&dismissed.reason), at);
    });
}

/// The payment completed the order after all.
pub(super) fn apply_to_order(order: &mut CheckoutOrder, reference: &str, at: Timestamp) {
    with_payment(order, reference, |payment| end_payment(payment, UnappliedState::Applied, None, at));
}

fn end_payment(payment: &mut UnappliedPayment, state: UnappliedState, note: Option<&str>, at: Timestamp) {
    payment.state = state;
    payment.end = Some(UnappliedEnd { at, note: note.map(str::to_owned) });
}

fn with_payment(order: &mut CheckoutOrder, reference: &str, then: impl FnOnce(&mut UnappliedPayment)) {
    if let Some(payment) = order.unapplied.iter_mut().find(|payment| payment.is_reference(reference)) {
        then(payment);
    }
}
