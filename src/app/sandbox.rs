//! Making things happen in a sandbox: any event of the flow, where the rule table admits it.

mod samples;

use serde_json::{Map, Value, json};

use super::App;
use super::execute::{Keyed, Written, keep, known, load, write_events};
use super::flows::Kept as _;
use super::outcome::Outcome;
use crate::domain::event::Verdict;
use crate::domain::ids::OrderNo;
use crate::domain::rejection::Rejection;
use crate::domain::resale::event::Event;
use crate::domain::resale::order::Order;
use crate::domain::resale::record::record;
use crate::domain::resale::rules::permit;
use crate::error::{Error, Result};
use crate::say;

impl App {
    /// Records an event of the type `kind` with a sample payload, in which `set` replaces or adds keys.
    ///
    /// # Errors
    /// A live database, or the state does not admit the event (4); no such type, or a payload of another shape (2); no
    /// such order (3).
    pub fn trigger(&mut self, kind: &str, order_no: &OrderNo, set: &Map<String, Value>) -> Result<Outcome> {
        self.require_sandbox("trigger")?;
        let verdict = verdict(kind)?;
        let content = json!([kind, set]);
        let keyed = Keyed::of(self.store.vault(), self.caller.key.as_deref(), "trigger", order_no, &content);
        let (stamp, deadlines, caller, ending) = (self.stamp(), self.deadlines(), self.caller.clone(), self.ending());
        self.store.write(ending, |tx| {
            if let Some(first) = known(tx, keyed.as_ref())? {
                return Ok(first);
            }
            let loaded = load(tx, order_no)?;
            let mut payload = samples::payload(kind, &loaded.order, &caller.operator, stamp.created_at);
            payload.extend(set.clone());
            let event = Event::parse(kind, verdict, &payload).map_err(|error| unfit(&error))?;
            admit(&loaded.order, &event)?;
            let events = [event];
            let (order, rows) = record(&loaded.order, &events, &stamp);
            write_events(tx, &loaded, &order, &rows, &deadlines)?;
            let now = stamp.processed_at;
            Order::index(tx, &Written { order: &order, events: &events, person: &loaded.person, now })?;
            let outcome = Outcome::of(&order, &rows, caller.dry_run);
            keep(tx, keyed.as_ref(), &outcome, stamp.created_at)?;
            Ok(outcome)
        })
    }
}

/// The result that events of a type have; where a type has both, the accepted one.
fn verdict(kind: &str) -> Result<Verdict> {
    let known = Event::KINDS.iter().find(|(known, _)| *known == kind);
    known.map(|(_, verdict)| *verdict).ok_or_else(|| unknown(kind))
}

fn admit(order: &Order, event: &Event) -> Result<()> {
    let refused = |why| Rejection::rule("wrong_state", why);
    if matches!(event, Event::PaidDetected(_)) {
        let no = &order.order_no;
        return Err(refused(say!("订单 {no} 已经付过款", "order {no} is paid already")).into());
    }
    permit(order, event).map_err(|breach| refused(breach.message(order)).into())
}

fn unknown(kind: &str) -> Box<Error> {
    let mut near: Vec<&str> = Event::KINDS.iter().map(|(known, _)| *known).collect();
    near.sort_by_key(|known| strsim::damerau_levenshtein(known, kind));
    near.dedup();
    near.truncate(3);
    let list = near.join(" ");
    Error::usage("event_type_unknown", say!("没有事件类型 {kind}", "there is no event type {kind}"))
        .hint(say!("是不是：{list}", "did you mean: {list}"))
        .detail("near", near)
}

fn unfit(error: &crate::domain::event::EventError) -> Box<Error> {
    Error::usage("event_payload", say!("事件内容不对：{error}", "the event's payload does not fit: {error}"))
        .hint(say!("用 --set 键=值 补上", "give it with --set key=value"))
}
