//! What an earlier run under the same key left that began and never said how it ended: it was killed, or runs still.

use std::path::Path;

use super::by_hand::delivery_line;
use super::errors::DeliveryError;
use super::job::{DeliveryJob, JobKind};
use super::recovery::is_alive;
use super::start::{StartResult, job_idempotency_key};
use crate::app::write::load::load_order;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::AgentPushStatus;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::outbox::deliveries::Delivery;
use crate::store::projection::orders::OrderRow;

/// How long a repeat waits before it looks again whether the first run has ended, in milliseconds.
const MOMENT_MILLIS: i64 = 100;

/// What a repeat is answered; `None` where nothing of the first run stands in the way of another try.
pub(crate) fn answer_repeat(
    tx: &Tx<'_>,
    job: &DeliveryJob,
    locks: &Path,
    now: Timestamp,
) -> Result<Option<StartResult>> {
    let Some(keyed) = job_idempotency_key(tx, job) else { return Ok(None) };
    if !keyed.was_cut_short(tx)? {
        return Ok(None);
    }
    let kind = match job.kind {
        JobKind::Push { .. } => DeliveryKind::Push,
        JobKind::Notice(_) => DeliveryKind::Notice,
    };
    let mut latest = tx.deliveries_of_kind(&job.order_no, kind)?;
    let attempt = latest.iter().map(|delivery| delivery.attempt).max();
    latest.retain(|delivery| Some(delivery.attempt) == attempt);
    if let Some(held) = latest.iter().find(|delivery| delivery.state.is_held()) {
        let runs = held.holder.as_deref().is_some_and(|holder| is_alive(locks, holder));
        return Ok(Some(match runs {
            true => StartResult::RateLimited(now.plus_millis(MOMENT_MILLIS)),
            false => StartResult::done(Err(DeliveryError::DeliveriesInterrupted { count: &1 }.into())),
        }));
    }
    if let Some(unknown) = latest.iter().find(|delivery| delivery.state == DeliveryState::Unknown) {
        let reason = say!(
            "同一操作键的第一次执行没有读到回答就结束了",
            "the first run with this key ended before it read an answer"
        );
        let error = DeliveryError::OutcomeUnknown {
            order_no: &job.order_no,
            group: &unknown.destination,
            zh: &reason.zh,
            en: &reason.en,
            noun: &job.noun(),
            delivery: &unknown.id,
        };
        let error = error.into_error().detail("delivery", unknown.id.as_str());
        return Ok(Some(StartResult::done(Err(error.detail("order_no", job.order_no.as_str())))));
    }
    let Some(row) = tx.find_order_row(&job.order_no)? else { return Ok(None) };
    if !has_arrived(kind, &row, &latest) {
        return Ok(None);
    }
    let outcome = arrived_outcome(tx, &job.order_no, &latest)?;
    keyed.finish(tx, &outcome, Exit::Ok)?;
    Ok(Some(StartResult::done(Ok(outcome.as_replayed()))))
}

/// Whether all of it is there: a person found out, or the rest went another way.
fn has_arrived(kind: DeliveryKind, row: &OrderRow, latest: &[Delivery]) -> bool {
    match kind {
        DeliveryKind::Push => matches!(
            AgentPushStatus::from_code(row.status_code("agent_push")),
            Some(AgentPushStatus::Accepted | AgentPushStatus::Acked)
        ),
        DeliveryKind::Notice => latest.iter().any(|delivery| delivery.state == DeliveryState::Accepted),
    }
}

/// What the first run would have said, as far as the outbox knows it.
fn arrived_outcome(tx: &Tx<'_>, order_no: &OrderNo, latest: &[Delivery]) -> Result<OrderOutcome> {
    let mut outcome = match order_no.flow() {
        OrderFlow::Resale => OrderOutcome::from_events(&load_order::<ResaleOrder>(tx, order_no)?.order, &[], false),
        OrderFlow::Checkout => OrderOutcome::from_events(&load_order::<CheckoutOrder>(tx, order_no)?.order, &[], false),
    };
    outcome.messages = latest.iter().rev().map(delivery_line).collect();
    Ok(outcome)
}
