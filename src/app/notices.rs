//! Notices to buyers: from the template, over the channel, with the same guarantees as a push.

use serde_json::json;

use super::App;
use super::dispatch::{Sent, Tally};
use super::outcome::Outcome;
use super::recover::Holder;
use crate::domain::ids::OrderNo;
use crate::domain::message::Lang;
use crate::domain::resale::command::{Command, NoticeOutcome, StartNotice};
use crate::domain::resale::notices::Template;
use crate::domain::resale::order::Order;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::orders::Filter;

/// How a notice is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The channel's name.
    pub channel: String,
    /// The contact, if not the recorded one.
    pub to: Option<String>,
    /// The language of the text.
    pub lang: Lang,
    /// Whether a notice that was sent goes out once more.
    pub resend: bool,
}

impl App {
    /// Sends the notice that an order's state calls for.
    ///
    /// # Errors
    /// The rules refuse (4), no contact (4), the channel refuses (5, 6, 7), or nobody knows (12). Recorded either way.
    pub fn notify(&mut self, order_no: &OrderNo, sending: &Sending, holder: &Holder) -> Result<Outcome> {
        let content = json!({ "channel": sending.channel, "to": sending.to, "resend": sending.resend });
        let fingerprint = self.fingerprint("notify", order_no, &content);
        self.once(&fingerprint, |app| {
            let contact = app.contact(order_no, sending)?;
            let destination = app.destination(&sending.channel, &contact)?;
            let start = StartNotice {
                channel: sending.channel.clone(),
                template: Template::TicketMatched.code().to_owned(),
                resend: sending.resend,
            };
            let end = |tally: &Tally| notice_outcome(tally).map(Command::FinishNotice);
            app.deliver(order_no, &destination, holder, sending.lang, |_, _| Ok(Command::StartNotice(start)), end)
        })
    }

    /// The buyer's recorded contact, unless another one is given.
    fn contact(&mut self, order_no: &OrderNo, sending: &Sending) -> Result<String> {
        if let Some(to) = &sending.to {
            return Ok(to.clone());
        }
        let loaded = self.store.read(|tx| super::execute::load(tx, order_no))?;
        recorded_contact(&loaded.order).ok_or_else(|| {
            Error::new(
                "no_contact",
                Exit::Refused,
                say!("订单 {order_no} 没有买家联系方式", "order {order_no} has no contact of the buyer"),
            )
            .hint(say!("用 --to 给出", "give one with --to"))
        })
    }

    /// The orders whose buyers are to be told, oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn ready_to_notify(&mut self, limit: usize) -> Result<Vec<OrderNo>> {
        let filter = Filter { status: Some("ticket_matched".to_owned()), ..Filter::default() };
        let all = self.store.read(|tx: &Tx<'_>| tx.list_orders(&filter))?;
        let ready = all.into_iter().rev().filter(|summary| summary.status[5] == "not_started");
        let take = if limit == 0 { usize::MAX } else { limit };
        Ok(ready.map(|summary| summary.order_no).take(take).collect())
    }
}

/// What the tally means for the order; `None` where another process took over and will say.
fn notice_outcome(tally: &Tally) -> Option<NoticeOutcome> {
    match &tally.sent {
        Sent::All => Some(NoticeOutcome::Sent),
        Sent::Refused(refusal) => {
            Some(NoticeOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone() })
        }
        Sent::Unknown { reason, .. } => Some(NoticeOutcome::Unknown { reason: reason.en.clone() }),
        Sent::Fenced => None,
    }
}

fn recorded_contact(order: &Order) -> Option<String> {
    order.purchase.external_user_id.as_ref()?.reveal().map(str::to_owned)
}
