//! The checkout flow behind the one write path, and the line that lists know of each of its orders.

use super::axis::CheckoutAxis;
use super::command::CheckoutCommand;
use super::decide::decide;
use super::event::CheckoutEvent;
use super::event_log::{record_events, replay_rows};
use super::figures::tell_figures;
use super::movements::list_movements;
use super::next::{miss_at, queue_place};
use super::order::CheckoutOrder;
use crate::domain::order::actor::{Actor, EventStamp};
use crate::domain::order::event::{EventEnvelope, EventError};
use crate::domain::order::figures::ChangeFigures;
use crate::domain::order::flow::{CommandRefusal, OrderState, OrderSummary};
use crate::domain::order::number::OrderNo;

impl OrderState for CheckoutOrder {
    type Event = CheckoutEvent;
    type Command = CheckoutCommand;

    fn read_event(row: &EventEnvelope) -> Result<CheckoutEvent, EventError> {
        CheckoutEvent::parse(&row.kind, row.result, &row.payload)
    }

    fn from_rows(rows: &[EventEnvelope]) -> Result<Option<Self>, EventError> {
        replay_rows(rows)
    }

    fn decide(
        &self,
        command: &CheckoutCommand,
        by: &Actor,
    ) -> Result<Vec<CheckoutEvent>, CommandRefusal<CheckoutEvent>> {
        decide(self, command, by)
    }

    fn record_events(&self, events: &[CheckoutEvent], stamp: &EventStamp) -> (Self, Vec<EventEnvelope>) {
        record_events(self, events, stamp)
    }

    fn order_no(&self) -> &OrderNo {
        &self.order_no
    }

    fn is_erased(&self) -> bool {
        self.erased
    }

    fn axis_codes(&self) -> Vec<(&'static str, &'static str)> {
        CheckoutAxis::ALL.into_iter().map(|axis| (axis.key(), self.status.code(axis))).collect()
    }

    fn tell_figures(&self, _: Option<&Self>, events: &[CheckoutEvent]) -> ChangeFigures {
        tell_figures(self, events)
    }
}

/// What lists know of `order`.
pub fn summarise_order(order: &CheckoutOrder) -> OrderSummary {
    let number = order.order_no.to_string();
    OrderSummary {
        order_no: order.order_no.clone(),
        version: order.version,
        platform: order.draft.channel.clone(),
        external_order_no: number.clone(),
        event_key: number,
        product_name: order.terms.product_name.clone(),
        ticket_type: Some(order.draft.sku_id.clone()),
        play_date: Some(order.draft.date),
        quantity: order.draft.quantity,
        amount: order.draft.quote.amount,
        currency: order.draft.quote.currency.clone(),
        status: CheckoutAxis::ALL
            .into_iter()
            .map(|axis| (axis.short_key(), order.status.code(axis)))
            .chain(order.notify_status().map(|code| ("user_notify", code)))
            .collect(),
        place: queue_place(order),
        miss_at: miss_at(order),
        push_group: None,
        share: None,
        movements: list_movements(order),
        created_at: order.created_at,
        updated_at: order.updated_at,
    }
}
