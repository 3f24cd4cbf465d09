//! The resale flow behind the one write path, and the line that lists know of each of its orders.

use super::axis::{OrderStatus, ProfitShareStatus, ResaleAxis};
use super::command::ResaleCommand;
use super::decide::decide;
use super::event::ResaleEvent;
use super::event_log::{record_events, replay_rows};
use super::figures::tell_figures;
use super::movements::list_movements;
use super::next::{ResaleDeadlines, active_deadline, queue_place};
use super::order::ResaleOrder;
use crate::domain::order::actor::{Actor, EventStamp};
use crate::domain::order::event::{EventEnvelope, EventError};
use crate::domain::order::figures::ChangeFigures;
use crate::domain::order::flow::{CommandRefusal, OrderState, OrderSummary, PartyAmount, ShareSummary};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;

/// The flow's one currency.
const CURRENCY: &str = "CNY";

impl OrderState for ResaleOrder {
    type Event = ResaleEvent;
    type Command = ResaleCommand;

    fn read_event(row: &EventEnvelope) -> Result<ResaleEvent, EventError> {
        ResaleEvent::parse(&row.kind, row.result, &row.payload)
    }

    fn from_rows(rows: &[EventEnvelope]) -> Result<Option<Self>, EventError> {
        replay_rows(rows)
    }

    fn decide(&self, command: &ResaleCommand, by: &Actor) -> Result<Vec<ResaleEvent>, CommandRefusal<ResaleEvent>> {
        decide(self, command, by)
    }

    fn record_events(&self, events: &[ResaleEvent], stamp: &EventStamp) -> (Self, Vec<EventEnvelope>) {
        record_events(self, events, stamp)
    }

    fn order_no(&self) -> &OrderNo {
        &self.order_no
    }

    fn is_erased(&self) -> bool {
        self.erased
    }

    fn axis_codes(&self) -> Vec<(&'static str, &'static str)> {
        ResaleAxis::ALL.into_iter().map(|axis| (axis.key(), self.status.code(axis))).collect()
    }

    fn tell_figures(&self, before: Option<&Self>, events: &[ResaleEvent]) -> ChangeFigures {
        tell_figures(before, self, events)
    }
}

/// What lists know of `order`. Which group takes it comes in when the line is read.
pub fn summarise_order(order: &ResaleOrder, deadlines: &ResaleDeadlines) -> OrderSummary {
    let purchase = &order.purchase;
    OrderSummary {
        order_no: order.order_no.clone(),
        version: order.version,
        platform: purchase.source_platform.clone(),
        external_order_no: purchase.external_order_no.clone(),
        event_key: purchase.event_key.clone(),
        product_name: purchase.product_name.clone(),
        ticket_type: order.ticket_type.clone(),
        play_date: order.play_date,
        quantity: purchase.quantity,
        amount: purchase.paid_amount,
        currency: CURRENCY.to_owned(),
        status: ResaleAxis::ALL.into_iter().map(|axis| (axis.short_key(), order.status.code(axis))).collect(),
        place: queue_place(order, deadlines),
        miss_at: unrecorded_deadline(order, deadlines),
        push_group: order.push.committed_group().map(str::to_owned),
        share: summarise_share(order),
        movements: list_movements(order),
        created_at: order.created_at,
        updated_at: order.updated_at,
    }
}

/// What there is to share out of an order that was completed, or that was and is given back.
fn summarise_share(order: &ResaleOrder) -> Option<ShareSummary> {
    let ResaleOrder { status, .. } = order;
    let ended = matches!(status.order, OrderStatus::Completed | OrderStatus::RefundPending | OrderStatus::Refunded);
    if !ended || status.profit_share == ProfitShareStatus::NotReady {
        return None;
    }
    let settled = order.share.as_ref().map(|share| &share.what);
    let parties = settled.map(|share| share.parties.as_slice()).unwrap_or_default();
    Some(ShareSummary {
        refunded: order.refunded_amount(),
        agent_paid: order.agent_paid_amount(),
        amount: settled.map_or_else(|| order.share_amount(), |share| share.share_amount),
        left: order.share_amount(),
        parties: parties.iter().map(|part| PartyAmount { party: part.party.clone(), amount: part.amount }).collect(),
        since: order.since.shanghai_day(),
    })
}

/// The deadline that runs now, unless the log has its passing already.
fn unrecorded_deadline(order: &ResaleOrder, deadlines: &ResaleDeadlines) -> Option<Timestamp> {
    let due = active_deadline(order, deadlines)?;
    let recorded = order.missed.iter().any(|missed| missed.deadline == due.deadline && missed.due_at == due.at);
    (!recorded).then_some(due.at)
}
