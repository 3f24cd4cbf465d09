//! Making things happen in a sandbox: any event of the flow, where the rule table admits it.

pub(crate) mod checkout;
pub(crate) mod resale;

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::sandbox::errors::SandboxError;
use crate::app::write::execute::{
    IdempotencyKey, WrittenChange, finish_keyed, load_order, replay_result, write_events,
};
use crate::app::write::id_source::IdSource;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::side_tables::StoredFlow;
use crate::domain::order::event::{EventError, EventResult};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::rejection::Rejection;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::rule_table::check_event_allowed;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::say;

/// A flow whose events can be made to happen.
trait TriggerableFlow: StoredFlow {
    /// Every (type, result) of the flow; where a type has both results, the accepted one is first.
    const KINDS: &'static [(&'static str, EventResult)];

    fn parse_event(kind: &str, verdict: EventResult, payload: &Map<String, Value>) -> Result<Self::Event, EventError>;

    /// Refuses an event that the rule table does not admit.
    fn check_admitted(&self, event: &Self::Event) -> Result<(), BilingualMessage>;

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

    fn check_admitted(&self, event: &ResaleEvent) -> Result<(), BilingualMessage> {
        if matches!(event, ResaleEvent::PaidDetected(_)) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经付过款", "order {no} is paid already"));
        }
        check_event_allowed(self, event).map_err(|breach| breach.message(&self.order_no))
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

    fn check_admitted(&self, event: &Self::Event) -> Result<(), BilingualMessage> {
        if matches!(
            event,
            crate::domain::checkout::event::CheckoutEvent::Drafted(_)
                | crate::domain::checkout::event::CheckoutEvent::TermsFixed(_)
        ) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经下过单", "order {no} was drafted already"));
        }
        crate::domain::checkout::rule_table::check_event_allowed(self, event)
            .map_err(|breach| breach.message(&self.order_no))
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
        let (stamp, deadlines, caller, ending) =
            (self.row_stamp(), self.resale_deadlines(), self.caller.clone(), self.transaction_ending());
        let ids = &mut self.ids;
        self.store.write(ending, |tx| {
            if let Some(first) = replay_result(tx, keyed.as_ref())? {
                return Ok(first);
            }
            let loaded = load_order::<S>(tx, order_no)?;
            let mut around = SampleContext { operator: &caller.operator, now: stamp.created_at, ids };
            let mut payload = loaded.order.sample_payload(kind, &mut around)?;
            payload.extend(set.clone());
            let event = S::parse_event(kind, verdict, &payload).map_err(|error| unfit_payload(&error))?;
            loaded.order.check_admitted(&event).map_err(|why| Rejection::rule("wrong_state", why))?;
            let events = [event];
            let (order, rows) = loaded.order.record_events(&events, &stamp);
            write_events(tx, &loaded, &order, &rows, &deadlines)?;
            let now = stamp.processed_at;
            S::write_side_tables(tx, &WrittenChange { order: &order, events: &events, person: &loaded.person, now })?;
            let outcome = OrderOutcome::from_events(&order, &rows, caller.dry_run);
            finish_keyed(tx, keyed.as_ref(), &outcome, stamp.created_at)?;
            Ok(outcome)
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

fn unfit_payload(error: &EventError) -> Box<Error> {
    SandboxError::EventPayload { error: &error }.into_error()
}
