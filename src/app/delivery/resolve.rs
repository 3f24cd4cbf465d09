//! Looking at deliveries, and recording what an operator found out about those whose outcome is unknown.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::errors::DeliveryError;
use super::flow::Deliverable;
use crate::app::App;
use crate::app::write::load::{load_person, load_resale};
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart, DeliveryState, FailureClass};
use crate::domain::order::next::NextAction;
use crate::domain::order::notice::ResolveDelivery;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::outgoing::text_number_of_attempt;
use crate::domain::{checkout, resale};
use crate::error::Result;
pub use crate::store::outbox::deliveries::Delivery;
use crate::store::outbox::deliveries::DeliveryEnd;

impl App {
    /// Records what an operator found out about a delivery of unknown outcome, or says of a notice that waits for them.
    pub fn resolve_delivery(&mut self, id: &str, delivered: bool, evidence: &str) -> Result<OrderOutcome> {
        let delivery = self.find_delivery(id)?;
        if delivery.state == DeliveryState::Queued {
            let content = resolution_content(id, delivered, evidence);
            return self.resolve_waiting_notice(&delivery, delivered, evidence, &content);
        }
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
        let content = resolution_content(id, delivered, evidence);
        let is_notice = delivery.kind == DeliveryKind::Notice;
        let order_no = order_of(delivery)?;
        self.change_order(&order_no, "push resolve", &content, |tx, writer| {
            let command = S::resolve_command(is_notice, resolve);
            let decided = writer.load::<S>(tx, &order_no)?.decide(&command)?;
            let ended = match delivered {
                true => DeliveryEnd::in_state(DeliveryState::Accepted),
                false => DeliveryEnd {
                    failure_code: Some("NOT_DELIVERED"),
                    failure_class: Some(FailureClass::NotDelivered),
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
            .ok_or_else(|| DeliveryError::DeliveryNotFound { id: &id }.into_error())
    }

    /// Deliveries of a kind of one order, newest first.
    pub fn list_order_deliveries(&mut self, order_no: &OrderNo, kind: DeliveryKind) -> Result<Vec<Delivery>> {
        self.store.read(|tx| tx.deliveries_of_kind(order_no, kind))
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
        self.refresh_projection()?;
        let now = self.clock.received_at();
        let limit = if limit == 0 { usize::MAX } else { limit };
        self.store.read(|tx| {
            let mut pushes = Vec::new();
            for order_no in tx.list_turned_orders(NextAction::ChaseAgent, now)? {
                if pushes.len() >= limit {
                    break;
                }
                pushes.extend(tx.unanswered_pushes_of(&order_no)?.into_iter().rev());
            }
            pushes.truncate(limit);
            Ok(pushes)
        })
    }

    /// Which text of its order each push's text is, as it says itself, of those whose outcome matters now: unknown ones,
    /// and those that were taken.
    pub fn text_numbers(&mut self, deliveries: &[Delivery]) -> Result<BTreeMap<String, usize>> {
        let told = |delivery: &&Delivery| {
            delivery.kind == DeliveryKind::Push
                && delivery.part == DeliveryPart::Text
                && delivery.attempt > 1
                && matches!(delivery.state, DeliveryState::Unknown | DeliveryState::Accepted)
        };
        self.store.read(|tx| {
            let mut numbers = BTreeMap::new();
            for delivery in deliveries.iter().filter(told) {
                let order = load_resale(tx, &order_of(delivery)?)?.order;
                if let Some(number) = text_number_of_attempt(&order, delivery.attempt) {
                    numbers.insert(delivery.id.clone(), number);
                }
            }
            Ok(numbers)
        })
    }

    /// The frozen body of a delivery; `None` once its person was erased.
    pub fn delivery_body(&mut self, delivery: &Delivery) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let order_no = order_of(delivery)?;
        self.store.read(|tx| {
            let person = load_person(tx, &order_no)?;
            person.key.as_ref().map(|_| tx.read_delivery_body(&delivery.id, &person)).transpose()
        })
    }
}

/// What a key of the command stands for.
fn resolution_content(id: &str, delivered: bool, evidence: &str) -> Value {
    json!({ "delivery": id, "delivered": delivered, "evidence": evidence })
}

/// The order that a delivery belongs to.
pub fn order_of(delivery: &Delivery) -> Result<OrderNo> {
    OrderNo::parse(&delivery.order_no).map_err(|_| DeliveryError::DeliveryDamaged.into_error())
}
