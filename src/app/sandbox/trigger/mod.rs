//! Triggers events in a sandbox: any event of the flow that the rule table admits.

pub(crate) mod checkout;
pub(crate) mod resale;

use serde_json::{Map, Value, json};

use super::errors::SandboxError;
use crate::app::App;
use crate::app::write::id_source::IdSource;
use crate::app::write::idempotency::IdempotencyKey;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::StoredFlow;
use crate::domain::order::event::{EventError, EventResult};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::rejections::OrderRejection;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};

/// A flow whose events can be made to happen.
trait TriggerableFlow: StoredFlow {
    /// Every (type, result) of the flow; where a type has both results, the accepted one is first.
    const KINDS: &'static [(&'static str, EventResult)];

    fn parse_event(kind: &str, verdict: EventResult, payload: &Map<String, Value>) -> Result<Self::Event, EventError>;

    /// A payload of that type, as plain as the order allows.
    fn sample_payload(&self, kind: &str, around: &mut SampleContext<'_>) -> Result<Map<String, Value>>;
}

/// What a sample takes from outside of its order.
struct SampleContext<'a> {
    operator: &'a str,
    now: Timestamp,
    ids: &'a mut IdSource,
}

impl TriggerableFlow for ResaleOrder {
    const KINDS: &'static [(&'static str, EventResult)] = ResaleEvent::KINDS;

    fn parse_event(kind: &str, verdict: EventResult, payload: &Map<String, Value>) -> Result<ResaleEvent, EventError> {
        ResaleEvent::parse(kind, verdict, payload)
    }

    fn sample_payload(&self, kind: &str, around: &mut SampleContext<'_>) -> Result<Map<String, Value>> {
        Ok(crate::app::sandbox::trigger::resale::resale_payload(kind, self, around.operator, around.now))
    }
}

impl TriggerableFlow for crate::domain::checkout::order::CheckoutOrder {
    const KINDS: &'static [(&'static str, EventResult)] = crate::domain::checkout::event::CheckoutEvent::KINDS;

    fn parse_event(kind: &str, verdict: EventResult, payload: &Map<String, Value>) -> Result<Self::Event, EventError> {
        crate::domain::checkout::event::CheckoutEvent::parse(kind, verdict, payload)
    }

    fn sample_payload(&self, kind: &str, around: &mut SampleContext<'_>) -> Result<Map<String, Value>> {
        crate::app::sandbox::trigger::checkout::checkout_payload(kind, self, around)
    }
}

impl App {
    /// Records an event of the type `kind` with a sample payload, in which `set` replaces or adds keys.
    pub fn trigger_event(&mut self, kind: &str, order_no: &OrderNo, set: &Map<String, Value>) -> Result<OrderOutcome> {
        self.require_sandbox("trigger")?;
        match order_no.flow() {
            OrderFlow::Resale => self.record_triggered::<ResaleOrder>(kind, order_no, set),
            OrderFlow::Checkout => {
                self.record_triggered::<crate::domain::checkout::order::CheckoutOrder>(kind, order_no, set)
            }
        }
    }

    fn record_triggered<S: TriggerableFlow>(
        &mut self,
        kind: &str,
        order_no: &OrderNo,
        set: &Map<String, Value>,
    ) -> Result<OrderOutcome> {
        let verdict = kind_verdict(S::KINDS, kind)?;
        let content = json!([kind, set]);
        let keyed = IdempotencyKey::for_order(
            self.store.derived_keys(),
            self.caller.key.as_deref(),
            "trigger",
            order_no,
            &content,
        );
        let (writer, ids) = (self.order_writer(), &mut self.ids);
        writer.run_request(&mut self.store, keyed.as_ref(), |tx| {
            let change = writer.load::<S>(tx, order_no)?;
            let now = writer.clock.received_at();
            let mut around = SampleContext { operator: &writer.caller.operator, now, ids };
            let mut payload = change.order.sample_payload(kind, &mut around)?;
            payload.extend(set.clone());
            let event = S::parse_event(kind, verdict, &payload)
                .map_err(|error| SandboxError::EventPayload { error: &error }.into_error())?;
            change
                .admit(event)
                .map_err(|why| OrderRejection::WrongState { no: order_no, zh: &why.zh, en: &why.en }.into_rejection())?
                .commit()
        })
    }
}

/// The result that events of a type have; where a type has both, the accepted one.
fn kind_verdict(kinds: &[(&'static str, EventResult)], kind: &str) -> Result<EventResult> {
    let known = kinds.iter().find(|(known, _)| *known == kind);
    known.map(|(_, verdict)| *verdict).ok_or_else(|| unknown_kind(kinds, kind))
}

fn unknown_kind(kinds: &[(&'static str, EventResult)], kind: &str) -> Box<Error> {
    let mut near: Vec<&str> = kinds.iter().map(|(known, _)| *known).collect();
    near.sort_by_key(|known| strsim::damerau_levenshtein(known, kind));
    near.dedup();
    near.truncate(3);
    let list = near.join(" ");
    SandboxError::EventTypeUnknown { kind: &kind, list: &list }.into_error().detail("near", near)
}
