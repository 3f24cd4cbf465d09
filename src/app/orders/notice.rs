//! Notices to buyers: from the template, over the channel, with the same guarantees as a push.

use crate::app::App;
use crate::app::delivery::result::{JobResult, SendResult};
use crate::app::resale::push::{has_passed, in_status, oldest_orders};
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::notice::NoticeOutcome;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::{OrderStatus, UserNotifyStatus};
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::{OrderQuery, OrderRow};

/// How a notice is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeOptions {
    pub channel: String,
    /// The contact, if not the recorded one.
    pub to: Option<String>,
    pub lang: Lang,
    /// Whether a notice that was sent goes out once more.
    pub resend: bool,
}

impl App {
    /// The orders of a flow whose buyers are to be told, oldest first.
    pub fn ready_to_notify(&mut self, flow: OrderFlow, limit: usize) -> Result<Vec<OrderNo>> {
        let now = self.clock.received_at();
        // A resale order is done once its buyer knows, so its status alone finds it.
        let filter = match flow {
            OrderFlow::Resale => in_status(OrderStatus::TicketMatched),
            OrderFlow::Checkout => {
                OrderQuery { flow: Some(flow.code().to_owned()), untold: true, ..OrderQuery::default() }
            }
        };
        self.store.read(|tx| oldest_orders(tx, &filter, limit, |order| is_notice_due(tx, order, now)))
    }

    /// Whether the buyers of checkout orders are told what happens without being asked for it.
    pub(crate) fn tells_buyers(&self) -> bool {
        self.notice_channel(OrderFlow::Checkout).is_some()
    }

    /// The channel of notices to the buyers of a flow; none where the shop leaves them to a person.
    pub fn notice_channel(&self, flow: OrderFlow) -> Option<&str> {
        match flow {
            OrderFlow::Resale => Some(&self.config.resale.default_notice_channel),
            OrderFlow::Checkout => self.config.checkout.notice_channel.as_deref(),
        }
    }
}

/// Whether the buyer of an order is still to be told: never tried, or failed with a verdict that passes by itself.
pub(crate) fn is_notice_due(tx: &Tx<'_>, summary: &OrderRow, now: Timestamp) -> Result<bool> {
    // An order of the checkout flow has no such status while there is nothing to tell.
    if summary.order_no.flow() == OrderFlow::Resale && summary.status_code("order") != OrderStatus::TicketMatched.code()
    {
        return Ok(false);
    }
    match UserNotifyStatus::from_code(summary.status_code("user_notify")) {
        Some(UserNotifyStatus::NotStarted) => Ok(true),
        Some(UserNotifyStatus::Failed) => has_passed(tx, &summary.order_no, DeliveryKind::Notice, now.millis()),
        _ => Ok(false),
    }
}

/// What the tally means for the order; `None` where another process took over and will say.
pub(crate) fn notice_outcome(tally: &JobResult) -> Option<NoticeOutcome> {
    match &tally.sent {
        SendResult::All => Some(NoticeOutcome::Sent),
        SendResult::Refused(refusal) => {
            Some(NoticeOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone() })
        }
        SendResult::Unknown { reason, .. } => Some(NoticeOutcome::Unknown { reason: reason.en.clone() }),
        SendResult::ClaimLost { .. } => None,
    }
}
