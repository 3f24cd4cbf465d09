//! The steps of a checkout order: draft, lock, request, session, payment; and what time or a change of mind makes of it.

use serde_json::json;

use super::mandate::{Judge, Mandates};
use super::ticket::new_ticket;
use crate::app::App;
use crate::app::write::execute::{Loaded, Scribe};
use crate::app::write::outcome::Outcome;
use crate::app::write::side_tables::PAYMENTS;
use crate::domain::checkout::command::{Command, Complete, Ground, LockPlaces, OpenSession};
use crate::domain::checkout::order::{ExpiryPolicy, Order};
use crate::domain::order::number::{OrderNo, clocked};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

pub use super::draft::Draft;

/// How a session is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionWish {
    /// `AP2`.
    pub protocol: String,
    /// Whether it may outlive its lock; as configured where nothing is said.
    pub expiry: Option<ExpiryPolicy>,
    /// Whether no payment is taken without a mandate, beyond what the shop configured.
    pub require_mandate: bool,
}

/// What the payment side says. Not `Debug`: a mandate may name its signer.
#[derive(Clone, PartialEq, Eq)]
pub struct Paid {
    pub session_id: String,
    /// The payment's number there.
    pub reference: String,
    pub amount: Option<Fen>,
    /// In which currency, where it says so.
    pub currency: Option<String>,
    pub mandates: Option<Mandates>,
    /// Whether the ticket is issued at once.
    pub issue: bool,
}

impl App {
    /// b2: holds the places of an order.
    pub fn checkout_lock(&mut self, order_no: &OrderNo) -> Result<Outcome> {
        let (scribe, minutes) = (self.scribe(), i64::from(self.config.checkout.lock_minutes));
        let lock_id = clocked("lock", scribe.clock.received(), &self.ids.checkout()?);
        let gather = |tx: &Tx<'_>, loaded: &Loaded<Order>| {
            let left = places_left(tx, &loaded.order, &scribe)?;
            Ok(Command::Lock(LockPlaces { lock_id, minutes, left }))
        };
        self.execute_of(order_no, "checkout lock", &json!({}), gather, |_, _| Ok(()))
    }

    /// b3: the buyer's agent wants to pay by `method`.
    pub fn checkout_request(&mut self, order_no: &OrderNo, method: &str) -> Result<Outcome> {
        let (method, allowed) = (method.to_owned(), self.config.checkout.methods.clone());
        let content = json!({ "method": method });
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Request { method, allowed });
        self.execute_of(order_no, "checkout request", &content, gather, |_, _| Ok(()))
    }

    /// b4: opens a payment session.
    pub fn checkout_session(&mut self, order_no: &OrderNo, wish: &SessionWish) -> Result<Outcome> {
        let scribe = self.scribe();
        let set = &self.config.checkout;
        let (policy, minutes) = (wish.expiry.unwrap_or(set.session_expiry), i64::from(set.session_minutes));
        let now = scribe.clock.received();
        let session_id = clocked("ps", now, &self.ids.checkout()?);
        let protocol = wish.protocol.clone();
        let content = json!({
            "protocol": wish.protocol, "expiry": policy.code(), "require_mandate": wish.require_mandate,
        });
        let must = wish.require_mandate || set.mandate_required;
        let judge = Judge::new(&self.paths, now, self.ending())?;
        let gather = |_: &Tx<'_>, loaded: &Loaded<Order>| {
            let expires_at = loaded.order.session_expiry(policy, minutes, now);
            let signed = Some(judge.signed(&loaded.order, &session_id, expires_at, must));
            Ok(Command::OpenSession(OpenSession { session_id, protocol, expires_at, signed }))
        };
        self.execute_of(order_no, "checkout session", &content, gather, |_, _| Ok(()))
    }

    /// b6, b8: the payment side says that the buyer paid.
    pub fn checkout_complete(&mut self, order_no: &OrderNo, paid: &Paid) -> Result<Outcome> {
        let scribe = self.scribe();
        let content = json!({
            "session": paid.session_id, "ref": paid.reference, "amount": paid.amount, "currency": paid.currency,
            "issue": paid.issue, "mandate": paid.mandates.as_ref().map(|given| given.checkout.as_str()),
        });
        let ticket = if paid.issue { Some(new_ticket(&mut self.ids, scribe.clock.processed())?) } else { None };
        let (now, ending) = (scribe.clock.received(), self.ending());
        let judged = paid.mandates.as_ref().map(|_| Judge::new(&self.paths, now, ending)).transpose()?;
        let paid = paid.clone();
        let gather = |tx: &Tx<'_>, loaded: &Loaded<Order>| {
            let given = judged.as_ref().zip(paid.mandates.as_ref());
            let mandate = given.map(|(judge, given)| judge.check(tx, &loaded.order, given)).transpose()?;
            let other = tx.order_of_payment(PAYMENTS, &paid.reference)?;
            Ok(Command::Complete(Box::new(Complete {
                ground: ground(tx, &loaded.order, scribe.clock.processed())?,
                reference_used_by: other.filter(|other| *other != loaded.order.order_no),
                session_id: paid.session_id,
                reference: paid.reference,
                amount: paid.amount,
                currency: paid.currency,
                mandate: mandate.flatten(),
                ticket,
            })))
        };
        self.execute_of(order_no, "checkout complete", &content, gather, |_, _| Ok(()))
    }

    /// b7: the payment side said no.
    pub fn checkout_fail(
        &mut self,
        order_no: &OrderNo,
        session_id: Option<String>,
        code: &str,
        message: &str,
    ) -> Result<Outcome> {
        let content = json!({ "session": session_id, "code": code, "reason": message });
        let (code, message) = (code.to_owned(), message.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::FailPayment { session_id, code, message });
        self.execute_of(order_no, "checkout fail", &content, gather, |_, _| Ok(()))
    }

    /// b12: calls an order off that is not paid.
    pub fn checkout_cancel(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Cancel { reason });
        self.execute_of(order_no, "checkout cancel", &content, gather, |_, _| Ok(()))
    }

    /// b7, b11: records what time did to an order.
    pub fn checkout_expire(&mut self, order_no: &OrderNo) -> Result<Outcome> {
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Expire);
        self.execute_of(order_no, "sweep", &json!({}), gather, |_, _| Ok(()))
    }
}

/// How many places are free on the day of an order; none where the day has no stock.
fn places_left(tx: &Tx<'_>, order: &Order, scribe: &Scribe) -> Result<Option<u32>> {
    let (sku, day) = (&order.draft.sku_id, order.draft.date);
    if tx.capacity(sku, day)?.is_none() {
        return Ok(None);
    }
    Ok(Some(tx.availability(sku, day, scribe.clock.processed())?.left()))
}

/// Whether the places of an order can be sold for good at `now`: they are held, or free again.
fn ground(tx: &Tx<'_>, order: &Order, now: Timestamp) -> Result<Ground> {
    let Some(lock) = &order.lock else { return Ok(Ground::Sold) };
    let Some(hold) = tx.hold_of(&lock.lock_id)? else { return Ok(Ground::Sold) };
    let own = if hold.is_live(now) { hold.quantity } else { 0 };
    let free = tx.availability(&hold.sku_id, hold.visit_date, now)?.fits(hold.quantity, own);
    Ok(if free { Ground::Ours } else { Ground::Sold })
}
