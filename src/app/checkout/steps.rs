//! The steps of a checkout order: draft, lock, request, session, payment; and what time or a change of mind makes of it.

use serde_json::json;

use super::mandate::{MandateVerifier, PresentedMandates};
use super::ticket::new_ticket;
use super::unfulfillable::commit_with_warning;
use crate::app::App;
use crate::app::write::order_writer::OrderWriter;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::side_tables::PAYMENT_CHANNEL;
use crate::domain::checkout::command::{CheckoutCommand, CompleteCheckout, LockPlaces, OpenSession, SeatAvailability};
use crate::domain::checkout::order::{CheckoutOrder, ExpiryPolicy};
use crate::domain::order::number::{OrderNo, format_checkout_id};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

pub use super::draft::DraftRequest;

/// How a session is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionOptions {
    /// `AP2`.
    pub protocol: String,
    /// Whether it may outlive its lock; as configured where nothing is said.
    pub expiry: Option<ExpiryPolicy>,
    /// Whether no payment is taken without a mandate, beyond what the shop configured.
    pub require_mandate: bool,
}

/// What the payment side says. Not `Debug`: a mandate may name its signer.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckoutPayment {
    pub session_id: String,
    /// The payment's number there.
    pub reference: String,
    pub amount: Option<Fen>,
    /// In which currency, where it says so.
    pub currency: Option<String>,
    pub mandates: Option<PresentedMandates>,
    /// Whether the ticket is issued at once.
    pub issue: bool,
}

impl App {
    /// b2: holds the places of an order.
    pub fn lock_checkout(&mut self, order_no: &OrderNo) -> Result<OrderOutcome> {
        let minutes = i64::from(self.config.checkout.lock_minutes);
        let lock_id = format_checkout_id("lock", self.clock.received_at(), &self.ids.draw_checkout_id()?);
        self.change_order(order_no, "checkout lock", &json!({}), |tx, writer| {
            let change = writer.load::<CheckoutOrder>(tx, order_no)?;
            let left = free_seats(tx, &change.order, writer)?;
            change.decide(&CheckoutCommand::Lock(LockPlaces { lock_id, minutes, left }))?.commit()
        })
    }

    /// b3: the buyer's agent wants to pay by `method`.
    pub fn request_checkout(&mut self, order_no: &OrderNo, method: &str) -> Result<OrderOutcome> {
        let (method, allowed) = (method.to_owned(), self.config.checkout.methods.clone());
        let content = json!({ "method": method });
        self.execute_command::<CheckoutOrder>(
            order_no,
            "checkout request",
            &content,
            &CheckoutCommand::Request { method, allowed },
        )
    }

    /// b4: opens a payment session.
    pub fn open_checkout_session(&mut self, order_no: &OrderNo, wish: &SessionOptions) -> Result<OrderOutcome> {
        let set = &self.config.checkout;
        let (policy, minutes) = (wish.expiry.unwrap_or(set.session_expiry), i64::from(set.session_minutes));
        let now = self.clock.received_at();
        let session_id = format_checkout_id("ps", now, &self.ids.draw_checkout_id()?);
        let protocol = wish.protocol.clone();
        let content = json!({
            "protocol": wish.protocol, "expiry": policy.code(), "require_mandate": wish.require_mandate,
        });
        let must = wish.require_mandate || set.mandate_required;
        let judge = MandateVerifier::for_app(self)?;
        self.change_order(order_no, "checkout session", &content, |tx, writer| {
            let change = writer.load::<CheckoutOrder>(tx, order_no)?;
            let expires_at = change.order.session_expiry(policy, minutes, now);
            let signed = Some(judge.sign_session(&change.order, &session_id, expires_at, must));
            let session = OpenSession { session_id, protocol, expires_at, signed };
            change.decide(&CheckoutCommand::OpenSession(session))?.commit()
        })
    }

    /// b6, b8: the payment side says that the buyer paid.
    pub fn complete_checkout(&mut self, order_no: &OrderNo, paid: &CheckoutPayment) -> Result<OrderOutcome> {
        let mut content = json!({
            "session": paid.session_id, "ref": paid.reference, "amount": paid.amount, "currency": paid.currency,
            "issue": paid.issue, "mandate": paid.mandates.as_ref().map(|given| given.checkout.as_str()),
        });
        // Only where there is one: a key of a payment without it stands for what it always stood for.
        if let Some(payment) = paid.mandates.as_ref().and_then(|given| given.payment.as_deref()) {
            content["payment_mandate"] = payment.into();
        }
        let ticket = if paid.issue { Some(new_ticket(&mut self.ids, self.clock.processed_at())?) } else { None };
        let judged = paid.mandates.as_ref().map(|_| MandateVerifier::for_app(self)).transpose()?;
        let paid = paid.clone();
        let outcome = self.change_order(order_no, "checkout complete", &content, |tx, writer| {
            let change = writer.load::<CheckoutOrder>(tx, order_no)?;
            let given = judged.as_ref().zip(paid.mandates.as_ref());
            let mandate = given.map(|(judge, given)| judge.check_mandate(tx, &change.order, given)).transpose()?;
            let other = tx.order_of_payment(PAYMENT_CHANNEL, &paid.reference)?;
            let complete = CompleteCheckout {
                seats: find_seats(tx, &change.order, writer.clock.processed_at())?,
                reference_used_by: other.filter(|other| *other != change.order.order_no),
                session_id: paid.session_id,
                reference: paid.reference,
                amount: paid.amount,
                currency: paid.currency,
                mandate: mandate.flatten(),
                ticket,
            };
            commit_with_warning(change.decide(&CheckoutCommand::Complete(Box::new(complete)))?)
        })?;
        self.warn_again(order_no, outcome)
    }

    /// b7: the payment side said no.
    pub fn fail_checkout(
        &mut self,
        order_no: &OrderNo,
        session_id: Option<String>,
        code: &str,
        message: &str,
    ) -> Result<OrderOutcome> {
        let content = json!({ "session": session_id, "code": code, "reason": message });
        let (code, message) = (code.to_owned(), message.to_owned());
        self.execute_command::<CheckoutOrder>(
            order_no,
            "checkout fail",
            &content,
            &CheckoutCommand::FailPayment { session_id, code, message },
        )
    }

    /// b12: calls an order off that is not paid.
    pub fn cancel_checkout(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        self.execute_command::<CheckoutOrder>(
            order_no,
            "checkout cancel",
            &content,
            &CheckoutCommand::Cancel { reason },
        )
    }

    /// b7, b11: records what has expired for an order.
    pub fn expire_checkout(&mut self, order_no: &OrderNo) -> Result<OrderOutcome> {
        self.execute_command::<CheckoutOrder>(order_no, "sweep", &json!({}), &CheckoutCommand::Expire)
    }
}

/// How many places are free on the day of an order; none where the day has no stock.
fn free_seats(tx: &Tx<'_>, order: &CheckoutOrder, writer: &OrderWriter) -> Result<Option<u32>> {
    let (sku, day) = (&order.draft.sku_id, order.draft.date);
    if tx.find_capacity(sku, day)?.is_none() {
        return Ok(None);
    }
    Ok(Some(tx.stock_on_day(sku, day, writer.clock.processed_at())?.free_seats()))
}

/// Whether the places of an order can be sold for good at `now`: they are held, or free again.
fn find_seats(tx: &Tx<'_>, order: &CheckoutOrder, now: Timestamp) -> Result<SeatAvailability> {
    let Some(lock) = &order.lock else { return Ok(SeatAvailability::Gone) };
    let Some(hold) = tx.find_hold(&lock.lock_id)? else { return Ok(SeatAvailability::Gone) };
    let own = if hold.is_live(now) { hold.quantity } else { 0 };
    let free = tx.stock_on_day(&hold.sku_id, hold.visit_date, now)?.has_room_for(hold.quantity, own);
    Ok(if free { SeatAvailability::Available } else { SeatAvailability::Gone })
}
