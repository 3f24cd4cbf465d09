//! The ticket of a checkout order: issued once, let in once, and found by its code alone.

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::write::execute::{Loaded, load_of};
use crate::app::write::id_source::IdSource;
use crate::app::write::outcome::Outcome;
use crate::domain::checkout::axis::FulfillmentStatus;
use crate::domain::checkout::command::{Command, NewTicket};
use crate::domain::checkout::order::Order;
use crate::domain::checkout::view::fulfillment;
use crate::domain::order::flow::Flow as _;
use crate::domain::order::number::{OrderNo, clocked};
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;

/// What the reference system makes of a code. Stored as data; nothing here ever asks that address for anything.
pub(crate) const QR_URL: &str = "https://api.qrserver.com/v1/create-qr-code/?size=240x240&data=";

/// Draws the ids of a ticket.
pub(crate) fn new_ticket(ids: &mut IdSource, at: Timestamp) -> Result<NewTicket> {
    let fulfillment_id = clocked("ful", at, &ids.checkout()?);
    let code = clocked("ticket", at, &ids.checkout()?);
    let qr_url = Personal::new(format!("{QR_URL}{code}"));
    Ok(NewTicket { fulfillment_id, code: Personal::new(code), qr_url })
}

/// The ticket of an order as it is shown. Not `Debug`: a revealed one must not reach a log.
pub struct TicketView {
    pub order_no: OrderNo,
    /// The page's 出票结果, its secrets only where they are revealed.
    pub fulfillment: Map<String, Value>,
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
            "redeemed_at": redeemed.map(|(at, _)| at.rfc3339()),
            "redeemed_by": redeemed.map(|(_, by)| by),
            "revoked_at": revoked.map(|(at, _)| at.rfc3339()),
            "revoked_for": revoked.map(|(_, why)| why),
        })
    }
}

/// Whom a ticket lets in today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    pub order_no: OrderNo,
    pub product_name: String,
    /// Today, where the merchant is.
    pub visit_date: Day,
    pub quantity: u32,
}

impl Admission {
    pub fn to_json(&self) -> Value {
        json!({
            "order_no": self.order_no.as_str(), "admitted": true, "product_name": self.product_name,
            "visit_date": self.visit_date.to_string(), "quantity": self.quantity,
        })
    }
}

impl App {
    /// The ticket of an order; its code and address only if `reveal`, and then the access must have been recorded.
    pub fn ticket(&mut self, order_no: &OrderNo, reveal: bool) -> Result<TicketView> {
        let order = self.store.read(|tx| load_of::<Order>(tx, order_no))?.order;
        let (Some(fulfillment), Some(ticket)) = (fulfillment(&order, reveal), &order.ticket) else {
            return Err(Error::new(
                "ticket_not_issued",
                Exit::Refused,
                say!("订单 {order_no} 还没有出票", "order {order_no} has no ticket yet"),
            )
            .hint(say!("用 `ticketctl next {order_no}` 看下一步", "`ticketctl next {order_no}` says what to do now")));
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
    pub fn ticket_verify(&mut self, code: &Personal) -> Result<Admission> {
        let order_no = self.order_of_ticket(code)?;
        let actor = self.scribe().actor();
        let order = self.store.read(|tx| load_of::<Order>(tx, &order_no))?.order;
        let redeem = Command::Redeem { shown: Some(code.clone()) };
        order.decide(&redeem, &actor).map_err(|refused| Box::<Error>::from(refused.rejection))?;
        Ok(Admission {
            order_no,
            product_name: order.terms.product_name,
            visit_date: order.draft.date,
            quantity: order.draft.quantity,
        })
    }

    /// b9: issues the ticket of a paid order, once.
    pub fn ticket_issue(&mut self, order_no: &OrderNo) -> Result<Outcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed())?;
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Issue(ticket));
        self.execute_of(order_no, "ticket issue", &json!({}), gather, |_, _| Ok(()))
    }

    /// b10: lets a visitor in. `shown` is the code, where it was shown and not only the order named.
    pub fn ticket_redeem(&mut self, order_no: &OrderNo, shown: Option<Personal>) -> Result<Outcome> {
        let content = json!({ "code": shown.as_ref().and_then(Personal::reveal) });
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Redeem { shown });
        self.execute_of(order_no, "ticket redeem", &content, gather, |_, _| Ok(()))
    }

    /// b10: takes a redemption back that was a mistake.
    pub fn ticket_revert(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::RevertRedeem { reason });
        self.execute_of(order_no, "ticket redeem --revert", &content, gather, |_, _| Ok(()))
    }

    /// b10: makes the ticket worthless.
    pub fn ticket_revoke(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Revoke { reason });
        self.execute_of(order_no, "ticket revoke", &content, gather, |_, _| Ok(()))
    }

    /// b10: gives out a new code; the old one dies first.
    pub fn ticket_reissue(&mut self, order_no: &OrderNo, reason: &str) -> Result<Outcome> {
        let ticket = new_ticket(&mut self.ids, self.clock.processed())?;
        let (content, reason) = (json!({ "reason": reason }), reason.to_owned());
        let gather = |_: &Tx<'_>, _: &Loaded<Order>| Ok(Command::Reissue { ticket, reason });
        self.execute_of(order_no, "ticket reissue", &content, gather, |_, _| Ok(()))
    }

    /// The order that a code belongs to, or belonged to before it was replaced.
    pub fn order_of_ticket(&mut self, code: &Personal) -> Result<OrderNo> {
        self.store.read(|tx| tx.order_of_ticket(code))?.ok_or_else(|| {
            Error::new("ticket_unknown", Exit::Refused, say!("没有这个票码", "no ticket has this code"))
                .hint(say!("核对整个票码；票码以 ticket_ 开头", "check the whole code; it begins with ticket_"))
        })
    }
}
