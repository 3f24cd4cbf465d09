//! Pushing orders to agents' groups, and finding out about those that nobody knows of.

use serde_json::json;
use zeroize::Zeroizing;

use super::errors::ResaleError;
use crate::app::App;
use crate::app::channels::groups::load_group;
use crate::app::delivery::flow::Deliverable;
use crate::app::delivery::result::{JobResult, SendResult};
use crate::app::write::load::load_person;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::LoadedOrder;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState, FailureClass};
use crate::domain::order::notice::ResolveDelivery;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ReviewStatus};
use crate::domain::resale::command::{GroupFacts, ProofState, PushOutcome, ResaleCommand, StartPush};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::outgoing::PUSH_PARTS;
use crate::domain::value::time::Timestamp;
use crate::domain::{checkout, resale};
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
pub use crate::store::outbox::deliveries::Delivery;
use crate::store::outbox::deliveries::DeliveryEnd;
use crate::store::projection::orders::{OrderQuery, OrderRow};
use crate::store::shop::groups::AgentGroup;

/// The only order status that a push begins at by itself.
const READY_STATUS: OrderStatus = OrderStatus::AgentPaymentConfirmed;
/// How long a throttled or busy channel rests before an automatic push tries again.
const BACK_OFF_MILLIS: i64 = 60_000;

impl App {
    /// The orders that are ready for a group, oldest first.
    pub fn ready_for_group(&mut self, group: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let now = self.clock.received_at();
        self.store.read(|tx| {
            let group = load_group(tx, group)?;
            if let Some(reason) = &group.paused {
                return Err(group_is_paused(&group.name, reason));
            }
            oldest_orders(tx, &in_status(READY_STATUS), limit, |order| {
                Ok(is_routed(tx, order, &group)? && is_push_ready(tx, order, now)?)
            })
        })
    }

    /// Records what an operator found out about a delivery of unknown outcome.
    pub fn resolve_delivery(&mut self, id: &str, delivered: bool, evidence: &str) -> Result<OrderOutcome> {
        let delivery = self.find_delivery(id)?;
        let resolve = ResolveDelivery { delivery: id.to_owned(), delivered, evidence: evidence.to_owned() };
        match order_of(&delivery)?.flow() {
            OrderFlow::Resale => self.resolve_delivery_of::<resale::order::ResaleOrder>(&delivery, resolve),
            OrderFlow::Checkout => self.resolve_delivery_of::<checkout::order::CheckoutOrder>(&delivery, resolve),
        }
    }

    fn resolve_delivery_of<S: Deliverable>(
        &mut self,
        delivery: &Delivery,
        resolve: ResolveDelivery,
    ) -> Result<OrderOutcome> {
        let ResolveDelivery { delivered, evidence, .. } = &resolve;
        let (delivered, id) = (*delivered, delivery.id.as_str());
        let content = json!({ "delivery": id, "delivered": delivered, "evidence": evidence });
        let is_notice = delivery.kind == DeliveryKind::Notice;
        let order_no = order_of(delivery)?;
        self.change_order(&order_no, "push resolve", &content, |tx, writer| {
            let command = S::resolve_command(is_notice, resolve);
            let decided = writer.load::<S>(tx, &order_no)?.decide(&command)?;
            let ended = match delivered {
                true => DeliveryEnd::in_state(DeliveryState::Accepted),
                false => DeliveryEnd {
                    failure_code: Some("NOT_DELIVERED"),
                    failure_class: Some(FailureClass::RetryAfter),
                    ..DeliveryEnd::in_state(DeliveryState::Failed)
                },
            };
            tx.finish_delivery(id, &ended, decided.as_written().now)?;
            decided.commit()
        })
    }

    pub fn find_delivery(&mut self, id: &str) -> Result<Delivery> {
        self.store
            .read(|tx| tx.find_delivery(id))?
            .ok_or_else(|| ResaleError::DeliveryNotFound { id: &id }.into_error())
    }

    /// Deliveries of a kind, newest first.
    pub fn list_deliveries(
        &mut self,
        kind: DeliveryKind,
        state: Option<DeliveryState>,
        limit: usize,
    ) -> Result<Vec<Delivery>> {
        self.store.read(|tx| tx.list_deliveries(Some(kind), state, limit))
    }

    /// Pushes that were taken and not acknowledged within the deadline, oldest first: the text of each.
    pub fn overdue_pushes(&mut self, limit: usize) -> Result<Vec<Delivery>> {
        let before = self.clock.received_at().plus_minutes(-self.resale_deadlines().ack);
        self.store.read(|tx| tx.unacknowledged_pushes(before, limit))
    }

    /// The frozen body of a delivery; `None` once its person was erased.
    pub fn delivery_body(&mut self, delivery: &Delivery) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let order_no = order_of(delivery)?;
        self.store.read(|tx| {
            let person = load_person(tx, &order_no)?;
            person.key.as_ref().map(|_| tx.read_delivery_body(&delivery.id, &person)).transpose()
        })
    }

    /// Records that the agent answered in the group.
    pub fn acknowledge_push(&mut self, order_no: &OrderNo, note: Option<String>) -> Result<OrderOutcome> {
        let content = json!({ "note": note });
        self.execute_command::<ResaleOrder>(order_no, "push ack", &content, &ResaleCommand::Acknowledge { note })
    }
}

pub(crate) fn in_status(status: OrderStatus) -> OrderQuery {
    OrderQuery { status: vec![status.code()], ..OrderQuery::default() }
}

/// The orders that `takes` takes, oldest first, at most `limit`; 0 is all.
pub(crate) fn oldest_orders(
    tx: &Tx<'_>,
    filter: &OrderQuery,
    limit: usize,
    takes: impl Fn(&OrderRow) -> Result<bool>,
) -> Result<Vec<OrderNo>> {
    let mut taken = Vec::new();
    for order in tx.list_orders(filter)?.into_iter().rev() {
        if limit > 0 && taken.len() >= limit {
            break;
        }
        if takes(&order)? {
            taken.push(order.order_no);
        }
    }
    Ok(taken)
}

pub fn order_of(delivery: &Delivery) -> Result<OrderNo> {
    OrderNo::parse(&delivery.order_no).map_err(|_| ResaleError::DeliveryDamaged.into_error())
}

/// The group that would take an order.
pub(crate) fn routed_group(tx: &Tx<'_>, order_no: &OrderNo) -> Result<String> {
    let loaded = crate::app::write::load::load_resale(tx, order_no)?;
    match crate::app::orders::view::find_route(tx, &loaded.order)?.group_name() {
        Some(group) => Ok(group.to_owned()),
        None => Err(ResaleError::NoGroup { order_no: &order_no }.into_error()),
    }
}

/// The facts that judge a push.
pub(crate) fn start_facts(
    tx: &Tx<'_>,
    loaded: &LoadedOrder,
    name: &str,
    proof: Option<ProofState>,
) -> Result<StartPush> {
    let group = load_group(tx, name)?;
    let order = &loaded.order;
    let routed = tx.find_routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?;
    Ok(StartPush {
        route_override: routed.is_none_or(|routed| routed.name != group.name),
        group: GroupFacts { name: group.name, paused: group.paused },
        proof,
        parts: PUSH_PARTS.to_vec(),
    })
}

/// What the tally means for the order; `None` where another process took over and will say.
pub(crate) fn push_outcome(tally: &JobResult) -> Option<PushOutcome> {
    let accepted = tally.accepted.clone();
    match &tally.sent {
        SendResult::All => Some(PushOutcome::Accepted { accepted }),
        SendResult::Refused(refusal) => {
            Some(PushOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone(), accepted })
        }
        SendResult::Unknown { delivery, reason } => {
            Some(PushOutcome::Unknown { delivery: delivery.clone(), reason: reason.en.clone(), accepted })
        }
        SendResult::ClaimLost { .. } => None,
    }
}

/// The refusal of a group that is paused.
pub(crate) fn group_is_paused(name: &str, reason: &str) -> Box<Error> {
    Error::new("group_paused", Exit::Config, say!("群 {name} 已暂停：{reason}", "group {name} is paused: {reason}"))
        .hint(say!("排除原因后 `ticketctl group resume {name}`", "fix the cause, then `ticketctl group resume {name}`"))
}

fn is_routed(tx: &Tx<'_>, summary: &OrderRow, group: &AgentGroup) -> Result<bool> {
    let routed = tx.find_routed_group(summary.ticket_type.as_deref(), &summary.product_name)?;
    Ok(routed.is_some_and(|routed| routed.name == group.name))
}

/// Whether an automatic push may take the order now, routes aside.
pub(crate) fn is_push_ready(tx: &Tx<'_>, summary: &OrderRow, now: Timestamp) -> Result<bool> {
    let today = now.shanghai_day().to_string();
    let late = summary.play_date.as_deref().is_some_and(|day| day < today.as_str());
    Ok(summary.status_code("order") == READY_STATUS.code() && !late && may_push(tx, summary, now.millis())?)
}

/// Whether an automatic push may take the order: never pushed and proven, or failed with a verdict that passes by itself.
fn may_push(tx: &Tx<'_>, summary: &OrderRow, now: i64) -> Result<bool> {
    // A correction may have brought the review back.
    if !matches!(
        ReviewStatus::from_code(summary.status_code("review")),
        Some(ReviewStatus::AutoPassed | ReviewStatus::ManualPassed)
    ) {
        return Ok(false);
    }
    let push = AgentPushStatus::from_code(summary.status_code("agent_push"));
    if push == Some(AgentPushStatus::NotStarted) {
        return Ok(tx
            .files_of_order(&summary.order_no)?
            .iter()
            .any(|file| file.kind == "proof" && file.path.is_some()));
    }
    if push != Some(AgentPushStatus::Failed) {
        return Ok(false);
    }
    has_passed(tx, &summary.order_no, DeliveryKind::Push, now)
}

/// Whether the latest failure of a kind is one that passes by itself, and has had its rest.
pub(crate) fn has_passed(tx: &Tx<'_>, order_no: &OrderNo, kind: DeliveryKind, now: i64) -> Result<bool> {
    let is_failure = |delivery: &Delivery| delivery.kind == kind && delivery.state == DeliveryState::Failed;
    let failed = tx.deliveries_of_order(order_no.as_str())?.into_iter().find(is_failure);
    Ok(failed.is_some_and(|failed| match failed.failure_class {
        Some(FailureClass::Configuration) => true,
        Some(FailureClass::RetryAfter | FailureClass::Throttled | FailureClass::Unreachable) => {
            now - failed.updated_at.millis() >= BACK_OFF_MILLIS
        }
        _ => false,
    }))
}
