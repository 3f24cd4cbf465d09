//! Which orders are due: ready for a push, or with a buyer who is still to be told.
//!
//! The worker asks again in the transaction that starts a job, so an order that another process served meanwhile is skipped.

use std::ops::ControlFlow;

use super::errors::DeliveryError;
use super::job::JobSelection;
use super::retry::RetryVerdict;
use crate::app::App;
use crate::app::channels::groups::load_agent_group;
use crate::app::write::load::load_resale;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ReviewStatus, UserNotifyStatus};
use crate::domain::resale::payload::PlatformOrderChanged;
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::files::StoredFileKind;
use crate::store::projection::orders::OrderRow;
use crate::store::projection::orders::list::{ListDirection, OrderQuery};
use crate::store::shop::groups::AgentGroup;

/// The only order status that a push begins at by itself.
const READY_STATUS: OrderStatus = OrderStatus::AgentPaymentConfirmed;

impl App {
    /// The orders that are ready for a group, oldest first, for a person who asks for them.
    pub fn ready_for_group(&mut self, group: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let now = self.clock.received_at();
        self.store.read(|tx| {
            let group = load_agent_group(tx, group)?;
            if let Some(reason) = &group.paused {
                return Err(
                    DeliveryError::GroupPaused { name: &group.name, word: &quote_word(&group.name), reason }.into()
                );
            }
            oldest_orders(tx, &OrderQuery::in_status(READY_STATUS.code()), limit, |order| {
                Ok(is_routed_to(tx, order, &group)? && is_push_ready(tx, order, JobSelection::Ready, now)?)
            })
        })
    }

    /// The orders of a flow whose buyers are to be told, oldest first.
    pub fn ready_to_notify(&mut self, flow: OrderFlow, selection: JobSelection, limit: usize) -> Result<Vec<OrderNo>> {
        let now = self.clock.received_at();
        // A resale order is done once its buyer knows, so its status alone finds it.
        let filter = match flow {
            OrderFlow::Resale => OrderQuery::in_status(OrderStatus::TicketMatched.code()),
            OrderFlow::Checkout => OrderQuery { flow: Some(flow), untold: true, ..OrderQuery::default() },
        };
        self.store.read(|tx| oldest_orders(tx, &filter, limit, |order| is_notice_due(tx, order, selection, now)))
    }

    /// Whether a schedule sends what is missing of an order's push, or its notice, by itself.
    pub fn sends_rest(&mut self, order_no: &OrderNo, kind: DeliveryKind) -> Result<bool> {
        let (now, flow) = (self.clock.received_at(), order_no.flow());
        let told = self.notice_channel(flow).is_some();
        self.store.read(|tx| {
            let Some(row) = tx.find_order_row(order_no)? else { return Ok(false) };
            match kind {
                DeliveryKind::Push => is_push_ready(tx, &row, JobSelection::Scheduled, now),
                DeliveryKind::Notice => Ok(told && is_notice_due(tx, &row, JobSelection::Scheduled, now)?),
            }
        })
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

/// Whether an automatic push may take the order now, routes aside.
pub(crate) fn is_push_ready(tx: &Tx<'_>, summary: &OrderRow, selection: JobSelection, now: Timestamp) -> Result<bool> {
    let today = now.shanghai_day().to_string();
    let late = summary.play_date.as_deref().is_some_and(|day| day < today.as_str());
    Ok(summary.status_code("order") == READY_STATUS.code()
        && !late
        && may_push(tx, summary, selection, now)?
        && !is_frozen_by_platform(tx, &summary.order_no)?)
}

/// Whether the platform says something of the order that nobody has decided about. Few have any news, so few logs are read.
fn is_frozen_by_platform(tx: &Tx<'_>, order_no: &OrderNo) -> Result<bool> {
    Ok(tx.has_event_of_type(order_no, PlatformOrderChanged::TYPE)?
        && load_resale(tx, order_no)?.order.news_to_decide().is_some())
}

/// Whether the buyer of an order is still to be told: never tried, or failed with a verdict that passes by itself.
pub(crate) fn is_notice_due(tx: &Tx<'_>, summary: &OrderRow, selection: JobSelection, now: Timestamp) -> Result<bool> {
    // An order of the checkout flow has no such status while there is nothing to tell.
    if summary.order_no.flow() == OrderFlow::Resale && summary.status_code("order") != OrderStatus::TicketMatched.code()
    {
        return Ok(false);
    }
    let due = match UserNotifyStatus::from_code(summary.status_code("user_notify")) {
        Some(UserNotifyStatus::NotStarted) => true,
        Some(UserNotifyStatus::Failed) => may_try_again(tx, &summary.order_no, DeliveryKind::Notice, selection, now)?,
        _ => false,
    };
    Ok(due && !is_frozen_by_platform(tx, &summary.order_no)?)
}

/// The orders that `takes` takes, oldest first, at most `limit`; 0 is all.
fn oldest_orders(
    tx: &Tx<'_>,
    filter: &OrderQuery,
    limit: usize,
    takes: impl Fn(&OrderRow) -> Result<bool>,
) -> Result<Vec<OrderNo>> {
    let mut taken = Vec::new();
    tx.for_each_order(filter, ListDirection::OldestFirst, |order| {
        if takes(&order)? {
            taken.push(order.order_no);
        }
        let full = limit > 0 && taken.len() >= limit;
        Ok(if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(taken)
}

fn is_routed_to(tx: &Tx<'_>, summary: &OrderRow, group: &AgentGroup) -> Result<bool> {
    let routed = tx.find_routed_group(summary.ticket_type.as_deref(), &summary.product_name)?;
    Ok(routed.is_some_and(|routed| routed.name == group.name))
}

/// Whether an automatic push may take the order: never pushed and with a proof file, or with parts missing that no verdict
/// forbids to send.
fn may_push(tx: &Tx<'_>, summary: &OrderRow, selection: JobSelection, now: Timestamp) -> Result<bool> {
    // A correction may have brought the review back.
    if !matches!(
        ReviewStatus::from_code(summary.status_code("review")),
        Some(ReviewStatus::AutoPassed | ReviewStatus::ManualPassed)
    ) {
        return Ok(false);
    }
    match AgentPushStatus::from_code(summary.status_code("agent_push")) {
        Some(AgentPushStatus::NotStarted) => {
            let files = tx.files_of_order(&summary.order_no)?;
            Ok(files.iter().any(|file| file.kind == StoredFileKind::Proof && file.path.is_some()))
        }
        Some(AgentPushStatus::Failed) => may_try_again(tx, &summary.order_no, DeliveryKind::Push, selection, now),
        _ => Ok(false),
    }
}

/// Whether what the latest attempt of a kind left unsent may go now.
fn may_try_again(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    kind: DeliveryKind,
    selection: JobSelection,
    now: Timestamp,
) -> Result<bool> {
    let deliveries = tx.deliveries_of_kind(order_no, kind)?;
    let verdict = RetryVerdict::from_deliveries(&deliveries);
    // The group was paused with a refusal of everything: that it is open again says that somebody fixed the cause.
    let resumed = match &verdict {
        RetryVerdict::ChannelRefused { destination, .. } => tx.find_group(destination)?.is_some(),
        _ => false,
    };
    Ok(resumed || verdict.allows(selection, now))
}
