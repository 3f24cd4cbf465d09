//! The ticket of a checkout order: issued once, let in once, and found by its code alone.

use serde_json::{Value, json};

use super::errors::CheckoutError;
use super::unfulfillable::commit_with_warning;
use crate::app::App;
use crate::app::write::id_source::IdSource;
use crate::app::write::load::load_order;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::axis::FulfillmentStatus;
use crate::domain::checkout::command::{CheckoutCommand, NewTicket};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::view::FulfillmentView;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::number::{OrderNo, format_checkout_id};
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};

/// What the reference system makes of a code. Stored as data; nothing here ever asks that address for anything.
pub(crate) const QR_URL: &str = "https://api.qrserver.com/v1/create-qr-code/?size=240x240&data=";

/// Draws the ids of a ticket.
pub(crate) fn new_ticket(ids: &mut IdSource, at: Timestamp) -> Result<NewTicket> {
    let fulfillment_id = format_checkout_id("ful", at, &ids.draw_checkout_id()?);
    let code = format_checkout_id("ticket", at, &ids.draw_checkout_id()?);
    let qr_url = Personal::new(format!("{QR_URL}{code}"));
    Ok(NewTicket { fulfillment_id, code: Personal::new(code), qr_url })
}

/// The ticket of an order as it is shown. Not `Debug`: a revealed one must not reach a log.
pub struct TicketView {
    pub order_no: OrderNo,
    /// The page's 出票结果, its secrets only where they are revealed.
    pub fulfillment: FulfillmentView,
    pub status: FulfillmentStatus,
    /// How many visitors it lets in.
    pub quantity: u32,
    /// When, and by whom, they were let in.
    pub redeemed: Option<(Timestamp, String)>,
    /// When and why it was revoked, where it is.
    pub revoked: Option<(Timestamp, String)>,
    /// The code, where it is revealed and the person was not erased.
    pub code: Option<Personal>,
}

impl TicketView {
    pub fn to_json(&self) -> Value {
        let (redeemed, revoked) = (self.redeemed.as_ref(), self.revoked.as_ref());
        json!({
            "order_no": self.order_no.as_str(),
            "fulfillment": self.fulfillment,
            "status": self.status.code(),
            "quantity": self.quantity,
            "redeemed_at": redeemed.map(|(at, _)| at.format_rfc3339()),
            "redeemed_by": redeemed.map(|(_, by)| by),
            "revoked_at": revoked.map(|(at, _)| at.format_rfc3339()),
            "revoked_reason": revoked.map(|(_, why)| why),
            // The older name of the same.
            "revoked_for": revoked.map(|(_, why)| why),
        })
    }
}

/// Whom a ticket lets in today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketAdmission {
    pub order_no: OrderNo,
    pub product_name: String,
    /// Today, where the merchant is.
    pub visit_date: Day,
    pub quantity: u32,
}

impl TicketAdmission {
    pub fn to_json(&self) -> Value {
        json!({
            "order_no": self.order_no.as_str(), "admitted": true, "product_name": self.product_name,
            "visit_date": self.visit_date.to_string(), "quantity": self.quantity,
        })
    }
}

impl App {
    /// The ticket of an order; its code and address only if `reveal`, and then the access must have been recorded.
    pub fn view_ticket(&mut self, order_no: &OrderNo, reveal: bool) -> Result<TicketView> {
        let order = self.store.read(|tx| load_order::<CheckoutOrder>(tx, order_no))?.order;
        let (Some(fulfillment), Some(ticket)) = (FulfillmentView::from_order(&order, reveal), &order.ticket) else {
            return Err(CheckoutError::TicketNotIssued { order_no: &order_no }.into());
        };
        let status = order.status.fulfillment;
        Ok(TicketView {
            order_no: order.order_no.clone(),
            fulfillment,
            status,
            quantity: order.draft.quantity,
            redeemed: ticket.redeemed.clone(),
            revoked: ticket.revoked.clone().filter(|_| status == FulfillmentStatus::Revoked),
            code: Some(ticket.code.clone()).filter(|code| reveal && code.reveal().is_some()),
        })
    }

    /// Whether the ticket with this code lets somebody in now: what a redemption would say, without one.
    pub fn verify_ticket(&mut self, code: &Personal) -> Result<TicketAdmission> {
        let order_no = self.order_of_ticket(code)?;
        let actor = self.order_writer().current_actor();
        let order = self.store.read(|tx| load_order::<CheckoutOrder>(tx, &order_no))?.order;
        let redeem = CheckoutCommand::Redeem { shown: Some(code.clone()) };
        order.decide(&redeem, &actor).map_err(|refused| Box::<Error>::from(refused.rejection))?;
        Ok(TicketAdmission {
            order_no,
            product_name: order.terms.product_name,
            visit_date: order.draft.date,
            quantity: order.draft.quantity,
        })
    }

    /// b9: issues the ticket of a paid order, once; after the day of the visit its money goes back instead.
    pub fn issue_ticket(&mut self, order_no: &OrderNo) -> Result<OrderOutcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed_at())?;
        let outcome = self.change_order(order_no, "ticket issue", &json!({}), |tx, writer| {
            commit_with_warning(writer.load::<CheckoutOrder>(tx, order_no)?.decide(&CheckoutCommand::Issue(ticket))?)
        })?;
        self.warn_again(order_no, outcome)
    }

    /// b10: lets a visitor in. `shown` is the code, where it was shown and not only the order named.
    pub fn redeem_ticket(&mut self, order_no: &OrderNo, shown: Option<Personal>) -> Result<OrderOutcome> {
        let content = json!({ "code": shown.as_ref().and_then(Personal::reveal) });
        self.execute_command::<CheckoutOrder>(order_no, "ticket redeem", &content, &CheckoutCommand::Redeem { shown })
    }

    /// b10: takes a redemption back that was a mistake.
    pub fn revert_redemption(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        self.execute_command::<CheckoutOrder>(
            order_no,
            "ticket redeem --revert",
            &content,
            &CheckoutCommand::RevertRedeem { reason },
        )
    }

    /// b10: makes the ticket worthless.
    pub fn revoke_ticket(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        self.execute_command::<CheckoutOrder>(order_no, "ticket revoke", &content, &CheckoutCommand::Revoke { reason })
    }

    /// b10: issues a new code; the old one is revoked first.
    pub fn reissue_ticket(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed_at())?;
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        self.execute_command::<CheckoutOrder>(
            order_no,
            "ticket reissue",
            &content,
            &CheckoutCommand::Reissue { ticket, reason },
        )
    }

    /// The order that a code belongs to, or belonged to before it was replaced.
    pub fn order_of_ticket(&mut self, code: &Personal) -> Result<OrderNo> {
        self.store.read(|tx| tx.find_order_of_ticket(code))?.ok_or_else(|| CheckoutError::TicketUnknown.into_error())
    }
}
