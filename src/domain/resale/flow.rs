//! The resale flow behind the one write path, and the line that lists know of each of its orders.

use super::axis::Axis;
use super::command::Command;
use super::decide::decide;
use super::event::Event;
use super::event_log::{record, replay};
use super::next::{Deadlines, Route, next};
use super::order::Order;
use crate::domain::order::actor::{Actor, Stamp};
use crate::domain::order::event::{Envelope, EventError};
use crate::domain::order::flow::{Flow, Line, Refused};
use crate::domain::order::next::Next;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;

/// The flow's one currency.
const CURRENCY: &str = "CNY";

impl Flow for Order {
    type Event = Event;
    type Command = Command;

    fn replay(rows: &[Envelope]) -> Result<Option<Self>, EventError> {
        replay(rows)
    }

    fn decide(&self, command: &Command, by: &Actor) -> Result<Vec<Event>, Refused<Event>> {
        decide(self, command, by)
    }

    fn record(&self, events: &[Event], stamp: &Stamp) -> (Self, Vec<Envelope>) {
        record(self, events, stamp)
    }

    fn order_no(&self) -> &OrderNo {
        &self.order_no
    }

    fn axes(&self) -> Vec<(&'static str, &'static str)> {
        Axis::ALL.into_iter().map(|axis| (axis.key(), self.status.code(axis))).collect()
    }
}

/// What lists know of `order`. Its next action is the one that the order alone says: routes and the clock come in when it is
/// read.
pub fn line(order: &Order, deadlines: &Deadlines) -> Line {
    let next = next(order, &Route::Open(String::new()), deadlines, order.since);
    let purchase = &order.purchase;
    Line {
        order_no: order.order_no.clone(),
        version: order.version,
        platform: purchase.source_platform.clone(),
        external_order_no: purchase.external_order_no.clone(),
        event_key: purchase.event_key.clone(),
        product_name: purchase.product_name.clone(),
        ticket_type: order.ticket_type.clone(),
        play_date: order.play_date,
        amount: purchase.paid_amount,
        currency: CURRENCY.to_owned(),
        status: Axis::ALL.into_iter().map(|axis| (axis.short(), order.status.code(axis))).collect(),
        action: next.action,
        due_at: next.due.map(|due| due.at),
        miss_at: unrecorded(order, &next),
        created_at: order.created_at,
        updated_at: order.updated_at,
    }
}

/// The deadline that runs now, unless the log has its passing already.
fn unrecorded(order: &Order, next: &Next) -> Option<Timestamp> {
    let due = next.due?;
    let recorded = order.missed.iter().any(|missed| missed.deadline == due.deadline && missed.due_at == due.at);
    (!recorded).then_some(due.at)
}
