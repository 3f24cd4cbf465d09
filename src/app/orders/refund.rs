//! The ways out of an order: cancellation (a20) and refund, which is a legged one in the resale flow (a21) and one with the
//! payment side in the checkout flow (b12).

use serde_json::{Value, json};

use crate::app::App;
use crate::app::resale::share::commit_with_loss_warning;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout;
use crate::domain::checkout::command::OpenRefund;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::RefundLeg;
use crate::domain::value::money::Fen;
use crate::error::Result;

type RefundableOrder = checkout::order::CheckoutOrder;

impl App {
    /// Asks for an order to be cancelled: nothing is sent for it any more, and its money goes back.
    pub fn cancel_order(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let reason = reason.to_owned();
        let content = json!({ "reason": reason });
        self.execute_command::<ResaleOrder>(order_no, "order cancel", &content, &ResaleCommand::Cancel { reason })
    }

    /// Records that the agent took the order back.
    pub fn confirm_cancel(&mut self, order_no: &OrderNo, evidence: &str) -> Result<OrderOutcome> {
        let evidence = evidence.to_owned();
        let content = json!({ "evidence": evidence });
        let name = "order cancel --agent-confirmed";
        self.execute_command::<ResaleOrder>(order_no, name, &content, &ResaleCommand::ConfirmCancel { evidence })
    }

    /// Opens a refund, of everything that is left unless `amount` says less. A part leaves the order as it is, unless its
    /// ticket is revoked with it; where the order then loses money, the outcome says so.
    pub fn open_refund(
        &mut self,
        order_no: &OrderNo,
        reason: &str,
        amount: Option<Fen>,
        revokes_ticket: bool,
    ) -> Result<OrderOutcome> {
        let reason = reason.to_owned();
        let mut content = json!({ "reason": reason, "amount": amount.map(|fen| fen.to_string()) });
        mark_revoked(&mut content, revokes_ticket);
        let command = ResaleCommand::OpenRefund { reason, amount, revokes_ticket };
        self.change_order(order_no, "refund open", &content, |tx, writer| {
            commit_with_loss_warning(writer.load::<ResaleOrder>(tx, order_no)?.decide(&command)?)
        })
    }

    /// The legs of the refund under way that are not done yet.
    pub fn list_open_legs(&mut self, order_no: &OrderNo) -> Result<Vec<RefundLeg>> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        Ok(if order.open_refund().is_some() { order.open_legs() } else { Vec::new() })
    }

    /// What a leg of the refund under way gives back in full; none where it moves no money.
    pub fn find_leg_amount(&mut self, order_no: &OrderNo, leg: RefundLeg) -> Result<Option<Fen>> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        Ok(order.leg_amount(leg).filter(|_| order.open_legs().contains(&leg)))
    }

    /// Records that one leg of a refund is done.
    pub fn confirm_refund_leg(
        &mut self,
        order_no: &OrderNo,
        leg: RefundLeg,
        evidence: &str,
        amount: Option<Fen>,
    ) -> Result<OrderOutcome> {
        let evidence = evidence.to_owned();
        let amount_text = amount.map(|fen| fen.to_string());
        let content = json!({ "leg": leg.code(), "evidence": evidence, "amount": amount_text });
        let command = ResaleCommand::ConfirmLeg { leg, evidence, amount };
        self.execute_command::<ResaleOrder>(order_no, "refund leg", &content, &command)
    }

    /// Closes a refund whose legs are all done.
    pub fn complete_refund(&mut self, order_no: &OrderNo) -> Result<OrderOutcome> {
        self.execute_command::<ResaleOrder>(order_no, "refund complete", &json!({}), &ResaleCommand::CompleteRefund)
    }

    /// b12: opens a refund of a checkout order. The ticket is revoked with a refund of everything that is left.
    pub fn refund_checkout(&mut self, order_no: &OrderNo, wish: OpenRefund) -> Result<OrderOutcome> {
        let amount_text = wish.amount.map(|fen| fen.to_string());
        let mut content = json!({ "reason": wish.reason, "amount": amount_text, "redeemed": wish.redeemed_reason });
        mark_revoked(&mut content, wish.revokes_ticket);
        let command = checkout::command::CheckoutCommand::OpenRefund(wish);
        self.execute_command::<RefundableOrder>(order_no, "refund open", &content, &command)
    }

    /// b12: the money of a checkout order is back.
    pub fn complete_checkout_refund(&mut self, order_no: &OrderNo, evidence: &str) -> Result<OrderOutcome> {
        let (content, evidence) = (json!({ "evidence": evidence }), evidence.to_owned());
        let command = checkout::command::CheckoutCommand::CompleteRefund { evidence };
        self.execute_command::<RefundableOrder>(order_no, "refund complete", &content, &command)
    }

    /// a6: the agent gave a second payment back.
    pub fn return_second_payment(
        &mut self,
        order_no: &OrderNo,
        reference: &str,
        evidence: &str,
    ) -> Result<OrderOutcome> {
        let content = json!({ "ref": reference, "evidence": evidence });
        let (reference, evidence) = (reference.to_owned(), evidence.to_owned());
        let command = ResaleCommand::ReturnSecondPayment { reference, evidence };
        self.execute_command::<ResaleOrder>(order_no, "refund complete --payment-ref", &content, &command)
    }

    /// a6: nothing is to come back for a second payment of the agent, and why.
    pub fn dismiss_second_payment(
        &mut self,
        order_no: &OrderNo,
        reference: &str,
        reason: &str,
    ) -> Result<OrderOutcome> {
        let content = json!({ "ref": reference, "reason": reason });
        let (reference, reason) = (reference.to_owned(), reason.to_owned());
        let command = ResaleCommand::DismissSecondPayment { reference, reason };
        self.execute_command::<ResaleOrder>(order_no, "refund dismiss", &content, &command)
    }

    /// b12: a payment that bought nothing went back to the buyer, all of it unless `amount` says less.
    pub fn return_unapplied_payment(
        &mut self,
        order_no: &OrderNo,
        reference: &str,
        amount: Option<Fen>,
        evidence: &str,
    ) -> Result<OrderOutcome> {
        let amount_text = amount.map(|fen| fen.to_string());
        let content = json!({ "ref": reference, "amount": amount_text, "evidence": evidence });
        let (reference, evidence) = (reference.to_owned(), evidence.to_owned());
        let command = checkout::command::CheckoutCommand::ReturnUnapplied { reference, amount, evidence };
        self.execute_command::<RefundableOrder>(order_no, "refund complete --payment-ref", &content, &command)
    }

    /// b12: nothing is owed for a payment that bought nothing, and why.
    pub fn dismiss_unapplied_payment(
        &mut self,
        order_no: &OrderNo,
        reference: &str,
        reason: &str,
    ) -> Result<OrderOutcome> {
        let content = json!({ "ref": reference, "reason": reason });
        let (reference, reason) = (reference.to_owned(), reason.to_owned());
        let command = checkout::command::CheckoutCommand::DismissUnapplied { reference, reason };
        self.execute_command::<RefundableOrder>(order_no, "refund dismiss", &content, &command)
    }

    /// b12: the payment side could not give the money back; the refund stays open.
    pub fn fail_checkout_refund(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let command = checkout::command::CheckoutCommand::FailRefund { reason };
        self.execute_command::<RefundableOrder>(order_no, "refund fail", &content, &command)
    }
}

/// Absent where it is not given: a key that an older version took still stands for the same content.
fn mark_revoked(content: &mut Value, revokes_ticket: bool) {
    if revokes_ticket {
        content["revoke_ticket"] = true.into();
    }
}
