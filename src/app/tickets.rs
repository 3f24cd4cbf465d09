//! The ticket of a checkout order: issued once, let in once, and found by its code alone.

use serde_json::json;

use super::App;
use super::execute::Loaded;
use super::idsource::IdSource;
use super::outcome::Outcome;
use crate::domain::checkout::command::{Command, NewTicket};
use crate::domain::checkout::order::Order;
use crate::domain::ids::{OrderNo, clocked};
use crate::domain::person::Personal;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;

/// What the reference system makes of a code. Stored as data; nothing here ever asks that address for anything.
pub(super) const QR_URL: &str = "https://api.qrserver.com/v1/create-qr-code/?size=240x240&data=";

/// Draws the ids of a ticket.
///
/// # Errors
/// A sandbox's list of ids ran out (2).
pub(super) fn new_ticket(ids: &mut IdSource, at: Timestamp) -> Result<NewTicket> {
    let fulfillment_id = clocked("ful", at, &ids.checkout()?);
    let code = clocked("ticket", at, &ids.checkout()?);
    let qr_url = Personal::new(format!("{QR_URL}{code}"));
    Ok(NewTicket { fulfillment_id, code: Personal::new(code), qr_url })
}

impl App {
    /// b9: issues the ticket of a paid order, once.
    ///
    /// # Errors
    /// The order is not paid (4).
    pub fn ticket_issue(&mut self, order_no: &OrderNo) -> Result<Outcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed())?;
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Issue(ticket));
        self.execute_of(order_no, "ticket issue", &json!({}), gather, |_, _| Ok(()))
    }

    /// b10: lets a visitor in. `shown` is the code, where it was shown and not only the order named.
    ///
    /// # Errors
    /// Used, revoked, replaced, of another day, or never issued (4).
    pub fn ticket_redeem(&mut self, order_no: &OrderNo, shown: Option<Personal>) -> Result<Outcome> {
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Redeem { shown });
        self.execute_of(order_no, "ticket redeem", &json!({}), gather, |_, _| Ok(()))
    }

    /// b10: takes a redemption back that was a mistake.
    ///
    /// # Errors
    /// The ticket was not redeemed (4).
    pub fn ticket_revert(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::RevertRedeem { reason });
        self.execute_of(order_no, "ticket redeem --revert", &content, gather, |_, _| Ok(()))
    }

    /// b10: makes the ticket worthless.
    ///
    /// # Errors
    /// There is none (4).
    pub fn ticket_revoke(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Revoke { reason });
        self.execute_of(order_no, "ticket revoke", &content, gather, |_, _| Ok(()))
    }

    /// b10: gives out a new code; the old one dies first.
    ///
    /// # Errors
    /// There is no ticket, or it was used (4).
    pub fn ticket_reissue(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed())?;
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Reissue { ticket, reason });
        self.execute_of(order_no, "ticket reissue", &content, gather, |_, _| Ok(()))
    }

    /// The order that a code belongs to, or belonged to before it was replaced.
    ///
    /// # Errors
    /// No ticket has the code (3).
    pub fn order_of_ticket(&mut self, code: &Personal) -> Result<OrderNo> {
        self.store.read(|tx| tx.order_of_ticket(code))?.ok_or_else(|| {
            Error::new("ticket_unknown", Exit::NotFound, say!("没有这个票码", "no ticket has this code"))
                .hint(say!("核对整个票码；票码以 ticket_ 开头", "check the whole code; it begins with ticket_"))
        })
    }
}
