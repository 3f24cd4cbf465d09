//! The checkout flow behind the one write path, and the line that lists know of each of its orders.

use super::axis::Axis;
use super::command::Command;
use super::decide::decide;
use super::event::Event;
use super::event_log::{record, replay};
use super::next::{miss_at, next};
use super::order::Order;
use crate::domain::order::actor::{Actor, Stamp};
use crate::domain::order::event::{Envelope, EventError};
use crate::domain::order::flow::{Flow, Line, Refused};
use crate::domain::order::number::OrderNo;

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

/// What lists know of `order`. Its next action is the one of the moment at which it was last changed.
pub fn line(order: &Order) -> Line {
    let next = next(order, order.updated_at);
    let number = order.order_no.to_string();
    Line {
        order_no: order.order_no.clone(),
        version: order.version,
        platform: order.draft.channel.clone(),
        external_order_no: number.clone(),
        event_key: number,
        product_name: order.terms.product_name.clone(),
        ticket_type: Some(order.draft.sku_id.clone()),
        play_date: Some(order.draft.date),
        amount: order.draft.quote.amount,
        currency: order.draft.quote.currency.clone(),
        status: Axis::ALL
            .into_iter()
            .map(|axis| (axis.short(), order.status.code(axis)))
            .chain(order.notify_status().map(|code| ("user_notify", code)))
            .collect(),
        action: next.action,
        due_at: next.due.map(|due| due.at),
        miss_at: miss_at(order),
        created_at: order.created_at,
        updated_at: order.updated_at,
    }
}
