//! One order from its exported rows, each checked against the rules and against the rows before it.

use serde_json::{Map, Value};

use super::{Rules, checks};
use crate::app::log::import::refusal::Refusal;
use crate::domain::order::event::{Envelope, Source};
use crate::domain::order::flow::Contradiction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::Axis;
use crate::domain::resale::event::{Event, page_order};
use crate::domain::resale::event_log::check_foreign;
use crate::domain::resale::evolve::{Recorded, begin, evolve};
use crate::domain::resale::order::Order;
use crate::domain::resale::outgoing::TICKET_MATCHED;
use crate::domain::resale::payload::{NoticeStarted, PayableFixed, PushStarted};
use crate::domain::resale::rule_table::permit;
use crate::error::{Error, Result};
use crate::formats::export::ExportedEvent;
use crate::say;

const PAYABLE: &str = "agent_payable_fixed";

/// An order as its rows add up.
pub(crate) struct Rebuilt {
    pub(crate) order: Order,
    /// As they will be stored, with what follows from them.
    pub(crate) rows: Vec<Envelope>,
    pub(crate) events: Vec<Event>,
}

/// Replays the rows of one order, oldest first.
pub(crate) fn rebuild(order_no: &OrderNo, exported: &[ExportedEvent], rules: &Rules) -> Result<Rebuilt> {
    let mut history: Option<Rebuilt> = None;
    for (number, row) in (1..).zip(exported) {
        let event =
            Event::parse(&row.kind, row.result, &row.payload).map_err(|error| Refusal::from(error).at(row, number))?;
        let stored = stored(row, &event);
        let checked = match history.take() {
            None => open(order_no, event, stored, row),
            Some(before) => add(begun(before, &event, &stored), event, stored, row, rules),
        };
        let mut rebuilt = checked.map_err(|refusal| refusal.at(row, number))?;
        let fixed = exported.get(number as usize).is_some_and(|next| next.kind == PAYABLE);
        if !fixed {
            fix_payable(&mut rebuilt, rules);
        }
        history = Some(rebuilt);
    }
    history.ok_or_else(|| Error::usage("export_empty", say!("文件里没有事件", "the file has no events")))
}

fn open(order_no: &OrderNo, event: Event, row: Envelope, exported: &ExportedEvent) -> Result<Rebuilt, Refusal> {
    let Event::PaidDetected(paid) = &event else {
        return Err(out_of_place(&event, "-").into());
    };
    checks::paid(paid)?;
    let order = begin(order_no.clone(), paid, exported.processed_at)?;
    check_foreign(None, &order, &event, &row)?;
    Ok(Rebuilt { order, rows: vec![coded(row)], events: vec![event] })
}

fn add(
    mut before: Rebuilt,
    event: Event,
    mut row: Envelope,
    exported: &ExportedEvent,
    rules: &Rules,
) -> Result<Rebuilt, Refusal> {
    if matches!(event, Event::PaidDetected(_)) {
        return Err(out_of_place(&event, before.order.status.code(Axis::Order)).into());
    }
    let recorded = Recorded { event, at: exported.processed_at, by: row.operator.clone() };
    let after = evolve(before.order.clone(), &recorded);
    check_foreign(Some(&before.order), &after, &recorded.event, &row)?;
    checks::check(&before.order, &recorded.event, exported.created_at, rules.tolerance)?;
    row.version = after.version;
    before.order = after;
    before.rows.push(coded(row));
    before.events.push(recorded.event);
    Ok(before)
}

/// What the agent is owed follows a price check here as it does live; the other system keeps it elsewhere.
fn fix_payable(rebuilt: &mut Rebuilt, rules: &Rules) {
    let Some(Event::PriceCheckPassed(check) | Event::PriceCheckFailed(check)) = rebuilt.events.last() else { return };
    let Some(last) = rebuilt.rows.last().cloned() else { return };
    insert(rebuilt, Event::PayableFixed(PayableFixed::at(check.settlement_amount, rules.rate)), &last);
}

/// The other system tells the outcome of a push or a notice alone; here each begins with an event of its own.
fn begun(mut before: Rebuilt, outcome: &Event, row: &Envelope) -> Rebuilt {
    if let Some(started) = start_of(&before.order, outcome).filter(|started| permit(&before.order, started).is_ok()) {
        insert(&mut before, started, row);
    }
    before
}

fn start_of(order: &Order, outcome: &Event) -> Option<Event> {
    let attempt = u32::try_from(order.push.attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
    let push = |operator_id: &str, group: &str| {
        Event::PushStarted(PushStarted {
            operator_id: operator_id.to_owned(),
            target_group_id: group.to_owned(),
            attempt,
            parts: Vec::new(),
            route_override: false,
        })
    };
    let notice = |operator_id: &str, channel: &str, delivery_id: &str| {
        Event::NoticeStarted(NoticeStarted {
            operator_id: operator_id.to_owned(),
            channel: channel.to_owned(),
            delivery_id: delivery_id.to_owned(),
            template: TICKET_MATCHED.code.to_owned(),
            resend: false,
        })
    };
    match outcome {
        Event::PushFailed(failed) => Some(push(&failed.operator_id, &failed.target_group_id)),
        Event::PushSucceeded(done) => Some(push(&done.operator_id, &done.target_group_id)),
        Event::NoticeSent(sent) => Some(notice(&sent.operator_id, &sent.channel, &sent.delivery_id)),
        Event::NoticeFailed(failed) => Some(notice(&failed.operator_id, &failed.channel, &failed.delivery_id)),
        _ => None,
    }
}

/// Adds an internal event that the rows imply, at the moment and in the name of the row that implies it.
fn insert(rebuilt: &mut Rebuilt, event: Event, implied_by: &Envelope) {
    let source = event.source(implied_by.source);
    let order = evolve(
        rebuilt.order.clone(),
        &Recorded { event: event.clone(), at: implied_by.processed_at, by: implied_by.operator.clone() },
    );
    let codes = |of: &Order| -> Map<String, Value> {
        event.shown_axes().iter().map(|axis| (axis.key().to_owned(), Value::from(of.status.code(*axis)))).collect()
    };
    rebuilt.rows.push(Envelope {
        version: order.version,
        kind: event.kind().to_owned(),
        source,
        result: event.result(),
        visibility: event.visibility(),
        key: None,
        error_code: None,
        error_message: None,
        before: codes(&rebuilt.order),
        after: codes(&order),
        payload: event.payload(),
        operator: if source == Source::System { None } else { implied_by.operator.clone() },
        ..implied_by.clone()
    });
    rebuilt.order = order;
    rebuilt.events.push(event);
}

/// The row as it came, but for the version and the spelling of its states, which are still to be checked.
fn stored(exported: &ExportedEvent, event: &Event) -> Envelope {
    let text = |key: &str| exported.payload.get(key).and_then(Value::as_str).map(str::to_owned);
    Envelope {
        order_no: exported.order_no.clone(),
        version: 1,
        kind: exported.kind.clone(),
        source: exported.source,
        result: exported.result,
        visibility: event.visibility(),
        created_at: exported.created_at,
        processed_at: exported.processed_at,
        key: text("operationKey"),
        error_code: exported.error_code.clone(),
        error_message: exported.error_message.clone(),
        before: exported.before.clone(),
        after: exported.after.clone(),
        payload: page_order(exported.payload.clone()),
        operator: text("operatorId"),
    }
}

/// Labels of the page become codes; the check has read each of them already.
fn coded(mut row: Envelope) -> Envelope {
    for (key, value) in row.before.iter_mut().chain(row.after.iter_mut()) {
        let code = Axis::from_key(key).zip(value.as_str()).and_then(|(axis, text)| axis.read_value(text));
        if let Some(code) = code {
            *value = Value::from(code);
        }
    }
    row
}

fn out_of_place(event: &Event, follows: &str) -> Contradiction {
    Contradiction { axis: Axis::Order.key().to_owned(), said: event.kind().to_owned(), follows: follows.to_owned() }
}
