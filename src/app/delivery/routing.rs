//! Which agent's group takes an order: the one that it was pushed to, else the one that the routes name.

use super::errors::DeliveryError;
use crate::app::write::load::load_resale;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::AgentPushStatus;
use crate::domain::resale::next::GroupRoute;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::rejections::ResaleRejection;
use crate::error::Result;
use crate::store::Tx;

/// The group that would take an order, and whether it is open.
pub fn find_route(tx: &Tx<'_>, order: &ResaleOrder) -> Result<GroupRoute> {
    let group = match order.push.committed_group() {
        Some(name) => tx.find_group(name)?,
        None => tx.find_routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?,
    };
    Ok(match group {
        None => GroupRoute::Unrouted,
        Some(group) if group.paused.is_some() => GroupRoute::Paused(group.name),
        Some(group) => GroupRoute::Open(group.name),
    })
}

/// The name of the group that would take an order.
pub(crate) fn routed_group(tx: &Tx<'_>, order_no: &OrderNo) -> Result<String> {
    let loaded = load_resale(tx, order_no)?;
    // First things first: without a look nothing is sent, wherever it would go.
    if loaded.order.status.agent_push == AgentPushStatus::Unknown {
        return Err(ResaleRejection::PushOutcomeUnknown { no: &order_no }.into_rejection().into());
    }
    match find_route(tx, &loaded.order)?.group_name() {
        Some(group) => Ok(group.to_owned()),
        None => Err(DeliveryError::NoGroup { order_no: &order_no }.into_error()),
    }
}
