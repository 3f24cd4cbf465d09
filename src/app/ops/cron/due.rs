//! What is due: orders that wait for a push, by the group that takes them.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;

use crate::app::delivery::eligibility::is_push_ready;
use crate::app::delivery::job::{DeliveryJob, JobSelection};
use crate::app::orders::row_task::{PushRoute, RouteFinder};
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::projection::orders::list::{ListDirection, OrderQuery};

/// A paused group that orders wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PausedGroup {
    pub group: String,
    pub reason: String,
    /// How many orders are ready for it.
    pub waiting: usize,
}

/// The orders that are ready for a push, by the open group that takes them.
#[derive(Debug, Default)]
pub(crate) struct DuePushes {
    open: BTreeMap<String, VecDeque<OrderNo>>,
}

impl DuePushes {
    /// The orders that are ready at `now`; at most `limit` of one group are kept, oldest first.
    pub(crate) fn from_ready_orders(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Self> {
        let mut due = Self::default();
        // Whatever else is to be done about an order comes before its push. What no group takes now is not looked at.
        let mut action = vec![NextAction::FixPushFailure.code()];
        let mut routes = RouteFinder::default();
        for facts in tx.list_waiting_routes()? {
            if *routes.find_by_facts(tx, &facts)? == PushRoute::Open {
                action.push(NextAction::PushAgentGroup.code());
                break;
            }
        }
        let query = OrderQuery { action, ..OrderQuery::default() };
        tx.for_each_order(&query, ListDirection::OldestFirst, |order| {
            if is_push_ready(tx, &order, JobSelection::Scheduled, now)? {
                let routed = tx.find_routed_group(order.ticket_type.as_deref(), &order.product_name)?;
                if let Some(group) = routed.filter(|group| group.paused.is_none()) {
                    let ready = due.open.entry(group.name).or_default();
                    if ready.len() < limit {
                        ready.push_back(order.order_no);
                    }
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(due)
    }

    /// At most `limit` pushes: the oldest of each group, then the next of each.
    pub(crate) fn into_jobs(mut self, limit: usize) -> Vec<DeliveryJob> {
        let mut tasks = Vec::new();
        while tasks.len() < limit && self.open.values().any(|ready| !ready.is_empty()) {
            for (group, ready) in &mut self.open {
                if let Some(order_no) = ready.pop_front().filter(|_| tasks.len() < limit) {
                    tasks.push(
                        DeliveryJob::for_push(order_no, Some(group.clone()), None).chosen_by(JobSelection::Scheduled),
                    );
                }
            }
        }
        tasks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(n: usize) -> OrderNo {
        OrderNo::parse(&format!("XY20260320033546715{n:04}")).unwrap()
    }

    #[test]
    fn a_group_with_many_orders_leaves_room_for_the_others() {
        let open = [("a", (0..10).map(number).collect()), ("b", [number(20)].into())];
        let due = DuePushes { open: open.map(|(name, ready)| (name.to_owned(), ready)).into() };
        let tasks = due.into_jobs(4);
        let way: Vec<_> = tasks.iter().map(|task| (task.queue_name(), task.order_no.clone())).collect();
        assert_eq!(way, [("a", number(0)), ("b", number(20)), ("a", number(1)), ("a", number(2))]);
        assert!(tasks.iter().all(|task| task.selection == JobSelection::Scheduled));
    }
}
