//! Making things happen in a sandbox: any event of the flow, where the rule table admits it.

pub(crate) mod checkout;
pub(crate) mod resale;

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::write::execute::{Keyed, Written, keep, known, load_of, write_events};
use crate::app::write::id_source::IdSource;
use crate::app::write::outcome::Outcome;
use crate::app::write::side_tables::Kept;
use crate::domain::order::event::{EventError, Verdict};
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::order::rejection::Rejection;
use crate::domain::resale::event::Event;
use crate::domain::resale::order::Order;
use crate::domain::resale::rule_table::permit;
use crate::domain::value::message::Message;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::say;

/// A flow whose events can be made to happen.
trait Playable: Kept {
    /// Every (type, result) of the flow; where a type has both results, the accepted one is first.
    const KINDS: &'static [(&'static str, Verdict)];

    fn parse(kind: &str, verdict: Verdict, payload: &Map<String, Value>) -> Result<Self::Event, EventError>;

    /// Refuses an event that the rule table does not admit.
    fn admit(&self, event: &Self::Event) -> Result<(), Message>;

    /// A payload of that type, as plain as the order allows.
    fn sample(&self, kind: &str, around: &mut Around<'_>) -> Result<Map<String, Value>>;
}

/// What a sample takes from outside of its order.
struct Around<'a> {
    operator: &'a str,
    now: Timestamp,
    ids: &'a mut IdSource,
}

impl Playable for Order {
    const KINDS: &'static [(&'static str, Verdict)] = Event::KINDS;

    fn parse(kind: &str, verdict: Verdict, payload: &Map<String, Value>) -> Result<Event, EventError> {
        Event::parse(kind, verdict, payload)
    }

    fn admit(&self, event: &Event) -> Result<(), Message> {
        if matches!(event, Event::PaidDetected(_)) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经付过款", "order {no} is paid already"));
        }
        permit(self, event).map_err(|breach| breach.message(&self.order_no))
    }

    fn sample(&self, kind: &str, around: &mut Around<'_>) -> Result<Map<String, Value>> {
        Ok(crate::app::sandbox::trigger::resale::payload(kind, self, around.operator, around.now))
    }
}

impl Playable for crate::domain::checkout::order::Order {
    const KINDS: &'static [(&'static str, Verdict)] = crate::domain::checkout::event::Event::KINDS;

    fn parse(kind: &str, verdict: Verdict, payload: &Map<String, Value>) -> Result<Self::Event, EventError> {
        crate::domain::checkout::event::Event::parse(kind, verdict, payload)
    }

    fn admit(&self, event: &Self::Event) -> Result<(), Message> {
        if matches!(
            event,
            crate::domain::checkout::event::Event::Drafted(_) | crate::domain::checkout::event::Event::TermsFixed(_)
        ) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经下过单", "order {no} was drafted already"));
        }
        crate::domain::checkout::rule_table::permit(self, event).map_err(|breach| breach.message(&self.order_no))
    }

    fn sample(&self, kind: &str, around: &mut Around<'_>) -> Result<Map<String, Value>> {
        crate::app::sandbox::trigger::checkout::payload(kind, self, around)
    }
}

impl App {
    /// Records an event of the type `kind` with a sample payload, in which `set` replaces or adds keys.
    pub fn trigger(&mut self, kind: &str, order_no: &OrderNo, set: &Map<String, Value>) -> Result<Outcome> {
        self.require_sandbox("trigger")?;
        match order_no.flow() {
            Flow::Resale => self.make_happen::<Order>(kind, order_no, set),
            Flow::Checkout => self.make_happen::<crate::domain::checkout::order::Order>(kind, order_no, set),
        }
    }

    fn make_happen<S: Playable>(
        &mut self,
        kind: &str,
        order_no: &OrderNo,
        set: &Map<String, Value>,
    ) -> Result<Outcome> {
        let verdict = verdict(S::KINDS, kind)?;
        let content = json!([kind, set]);
        let keyed = Keyed::of(self.store.vault(), self.caller.key.as_deref(), "trigger", order_no, &content);
        let (stamp, deadlines, caller, ending) = (self.stamp(), self.deadlines(), self.caller.clone(), self.ending());
        let ids = &mut self.ids;
        self.store.write(ending, |tx| {
            if let Some(first) = known(tx, keyed.as_ref())? {
                return Ok(first);
            }
            let loaded = load_of::<S>(tx, order_no)?;
            let mut around = Around { operator: &caller.operator, now: stamp.created_at, ids };
            let mut payload = loaded.order.sample(kind, &mut around)?;
            payload.extend(set.clone());
            let event = S::parse(kind, verdict, &payload).map_err(|error| unfit(&error))?;
            loaded.order.admit(&event).map_err(|why| Rejection::rule("wrong_state", why))?;
            let events = [event];
            let (order, rows) = loaded.order.record(&events, &stamp);
            write_events(tx, &loaded, &order, &rows, &deadlines)?;
            let now = stamp.processed_at;
            S::index(tx, &Written { order: &order, events: &events, person: &loaded.person, now })?;
            let outcome = Outcome::of(&order, &rows, caller.dry_run);
            keep(tx, keyed.as_ref(), &outcome, stamp.created_at)?;
            Ok(outcome)
        })
    }
}

/// The result that events of a type have; where a type has both, the accepted one.
fn verdict(kinds: &[(&'static str, Verdict)], kind: &str) -> Result<Verdict> {
    let known = kinds.iter().find(|(known, _)| *known == kind);
    known.map(|(_, verdict)| *verdict).ok_or_else(|| unknown(kinds, kind))
}

fn unknown(kinds: &[(&'static str, Verdict)], kind: &str) -> Box<Error> {
    let mut near: Vec<&str> = kinds.iter().map(|(known, _)| *known).collect();
    near.sort_by_key(|known| strsim::damerau_levenshtein(known, kind));
    near.dedup();
    near.truncate(3);
    let list = near.join(" ");
    Error::usage("event_type_unknown", say!("没有事件类型 {kind}", "there is no event type {kind}"))
        .hint(say!("是不是：{list}", "did you mean: {list}"))
        .detail("near", near)
}

fn unfit(error: &EventError) -> Box<Error> {
    Error::usage("event_payload", say!("事件内容不对：{error}", "the event's payload does not fit: {error}"))
        .hint(say!("用 --set 键=值 补上", "give it with --set key=value"))
}
