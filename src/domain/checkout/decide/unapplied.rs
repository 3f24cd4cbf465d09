//! Payments that buy nothing: kept when they come, and what becomes of them.

use super::{CheckoutRefusal, require_allowed};
use crate::domain::checkout::command::CompleteCheckout;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{CompletionRefused, UnappliedDismissed, UnappliedReturned};
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::checkout::unapplied::{UnappliedPayment, UnappliedReason, UnappliedState};
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::money::Fen;
use crate::domain::value::rejection::Rejection;

/// A payment as it is known: what is told now, and what was told of it before.
pub(super) struct ArrivedPayment {
    session_id: String,
    pub(super) reference: String,
    pub(super) amount: Option<Fen>,
    pub(super) currency: Option<String>,
}

impl ArrivedPayment {
    /// An amount that was told once is not forgotten because a repeat leaves it out.
    ///
    /// # Errors
    /// The payment went back to the buyer, and buys nothing any more.
    pub(super) fn of(order: &CheckoutOrder, complete: &CompleteCheckout, reference: String) -> Result<Self, Rejection> {
        let known = order.find_unapplied(&reference);
        if known.is_some_and(|payment| payment.returned > Fen::ZERO) {
            return Err(CheckoutRejection::PaymentReturned { no: &order.order_no, reference: &reference }.into());
        }
        let open = known.filter(|payment| payment.state == UnappliedState::Open);
        Ok(Self {
            session_id: complete.session_id.clone(),
            reference,
            amount: complete.amount.or_else(|| open?.amount),
            currency: complete.currency.clone().or_else(|| open?.currency.clone()),
        })
    }

    /// Refuses the payment and keeps it. Told just so before, it is no second event.
    pub(super) fn keep(&self, order: &CheckoutOrder, reason: UnappliedReason, rejection: Rejection) -> CheckoutRefusal {
        self.keep_beside(order, reason, rejection.into())
    }

    /// The same where the refusal has something to record already.
    pub(super) fn keep_beside(
        &self,
        order: &CheckoutOrder,
        reason: UnappliedReason,
        mut refusal: CheckoutRefusal,
    ) -> CheckoutRefusal {
        let refused = CompletionRefused {
            session_id: self.session_id.clone(),
            payment_ref: self.reference.clone(),
            amount: self.amount,
            currency: self.currency.clone(),
            failure_code: reason.into(),
            failure_message: refusal.rejection.message.en.clone(),
        };
        if !order.find_unapplied(&self.reference).is_some_and(|known| says_the_same(known, &refused)) {
            refusal.records.push(CheckoutEvent::CompletionRefused(refused));
        }
        refusal
    }
}

/// Whether a payment was told before just so, and nothing was done about it since.
fn says_the_same(known: &UnappliedPayment, refused: &CompletionRefused) -> bool {
    known.state == UnappliedState::Open
        && known.amount == refused.amount
        && known.currency == refused.currency
        && known.reason == refused.failure_code
}

/// b12: it went back to the buyer, all of it unless `amount` says less.
pub(super) fn return_payment(
    order: &CheckoutOrder,
    reference: &str,
    amount: Option<Fen>,
    evidence: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let payment = find_payment(order, reference)?;
    let evidence = parse_operator_text(evidence, "evidence")?;
    if payment.state == UnappliedState::Returned {
        return Ok(Vec::new());
    }
    require_open(order, payment)?;
    let left = order.unreturned_amount(payment);
    let amount = amount.unwrap_or(left);
    if amount <= Fen::ZERO || amount > left {
        let currency = order.unapplied_currency(payment);
        return Err(CheckoutRejection::RefundAmount { amount: &amount, currency: &currency, left: &left }
            .into_rejection()
            .into());
    }
    let (payment_ref, operator_id) = (payment.reference.clone(), by.operator.clone());
    let event = CheckoutEvent::UnappliedReturned(UnappliedReturned { payment_ref, amount, evidence, operator_id });
    require_allowed(order, &event)?;
    Ok(vec![event])
}

/// b12: nothing is owed for it: no money came, it belongs to another order, or it was settled otherwise.
pub(super) fn dismiss_payment(
    order: &CheckoutOrder,
    reference: &str,
    reason: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let payment = find_payment(order, reference)?;
    let reason = parse_operator_text(reason, "reason")?;
    if payment.state == UnappliedState::Dismissed {
        return Ok(Vec::new());
    }
    require_open(order, payment)?;
    let (payment_ref, operator_id) = (payment.reference.clone(), by.operator.clone());
    Ok(vec![CheckoutEvent::UnappliedDismissed(UnappliedDismissed { payment_ref, reason, operator_id })])
}

fn find_payment<'a>(order: &'a CheckoutOrder, reference: &str) -> Result<&'a UnappliedPayment, Rejection> {
    let no = &order.order_no;
    order
        .find_unapplied(reference)
        .ok_or_else(|| CheckoutRejection::UnappliedNotFound { no, reference: &reference }.into_rejection())
}

fn require_open(order: &CheckoutOrder, payment: &UnappliedPayment) -> Result<(), Rejection> {
    let (no, reference) = (&order.order_no, &payment.reference);
    let label = payment.state.label();
    match payment.state {
        UnappliedState::Open => Ok(()),
        UnappliedState::Returned | UnappliedState::Dismissed | UnappliedState::Applied => {
            let (zh, en) = (label.zh, label.en);
            Err(CheckoutRejection::UnappliedClosed { no, reference: &reference, zh: &zh, en: &en }.into())
        }
    }
}
