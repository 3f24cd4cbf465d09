//! Notices to buyers: from the template, over the channel, with the same guarantees as a push.

use super::App;
use super::execute::Loaded;
use super::push::{has_passed, oldest};
use super::tally::{Sent, Tally};
use crate::domain::ids::OrderNo;
use crate::domain::message::Lang;
use crate::domain::resale::axes::{OrderStatus, UserNotifyStatus};
use crate::domain::resale::command::NoticeOutcome;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::orders::Summary;

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
    /// The orders whose buyers are to be told, oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn ready_to_notify(&mut self, limit: usize) -> Result<Vec<OrderNo>> {
        let now = self.clock.received();
        self.store.read(|tx| oldest(tx, OrderStatus::TicketMatched, limit, |order| is_due(tx, order, now)))
    }
}

/// Whether the buyer of an order is still to be told: never tried, or failed with a verdict that passes by itself.
///
/// # Errors
/// The database's.
pub(super) fn is_due(tx: &Tx<'_>, summary: &Summary, now: Timestamp) -> Result<bool> {
    if summary.code("order") != OrderStatus::TicketMatched.code() {
        return Ok(false);
    }
    match UserNotifyStatus::from_code(summary.code("user_notify")) {
        Some(UserNotifyStatus::NotStarted) => Ok(true),
        Some(UserNotifyStatus::Failed) => has_passed(tx, &summary.order_no, "notice", now.millis()),
        _ => Ok(false),
    }
}

/// What the tally means for the order; `None` where another process took over and will say.
pub(super) fn notice_outcome(tally: &Tally) -> Option<NoticeOutcome> {
    match &tally.sent {
        Sent::All => Some(NoticeOutcome::Sent),
        Sent::Refused(refusal) => {
            Some(NoticeOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone() })
        }
        Sent::Unknown { reason, .. } => Some(NoticeOutcome::Unknown { reason: reason.en.clone() }),
        Sent::Fenced { .. } => None,
    }
}

/// The contact that was given, else the buyer's recorded one.
///
/// # Errors
/// There is none (exit 4).
pub(super) fn recorded_contact(loaded: &Loaded, sending: &Sending) -> Result<String> {
    if let Some(to) = &sending.to {
        return Ok(to.clone());
    }
    let recorded = loaded.order.purchase.external_user_id.as_ref().and_then(|contact| contact.reveal());
    recorded.map(str::to_owned).ok_or_else(|| {
        let order_no = &loaded.order.order_no;
        Error::new(
            "no_contact",
            Exit::Refused,
            say!("订单 {order_no} 没有买家联系方式", "order {order_no} has no contact of the buyer"),
        )
        .hint(say!("用 --to 给出", "give one with --to"))
    })
}
