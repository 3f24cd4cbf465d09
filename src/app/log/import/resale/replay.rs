//! One order from its exported rows, each checked against the rules and against the rows before it.

use serde_json::{Map, Value};

use super::{ImportRules, checks};
use crate::app::log::errors::LogError;
use crate::app::log::import::refusal::{RowRefusal, contradict, with_codes};
use crate::app::write::stored_flow::RecordedHistory;
use crate::domain::order::event::{EventEnvelope, EventSource};
use crate::domain::order::flow::ReplayContradiction;
use crate::domain::order::foreign_row::set_apart;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ResaleAxis;
use crate::domain::resale::event::{ResaleEvent, page_order};
use crate::domain::resale::event_log::check_foreign_row;
use crate::domain::resale::evolve::{RecordedEvent, begin_order, evolve};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::outgoing::TICKET_MATCHED;
use crate::domain::resale::payload::{
    DeliveryResolved, NoticeFailed, NoticeStarted, PartRef, PayableFixed, PushStarted, PushUncertain,
};
use crate::domain::resale::rule_table::check_event_allowed;
use crate::error::Result;
use crate::formats::export::ExportedEvent;

const PAYABLE: &str = "agent_payable_fixed";
/// Why an outcome was unknown, where the export does not tell.
const NOT_TOLD: &str = "the export does not tell why";

/// An order as its rows add up.
pub(crate) type RebuiltResale = RecordedHistory<ResaleOrder>;

/// Replays the rows of one order, oldest first.
pub(crate) fn rebuild_resale(
    order_no: &OrderNo,
    exported: &[ExportedEvent],
    rules: &ImportRules,
) -> Result<RebuiltResale> {
    let mut history: Option<RebuiltResale> = None;
    for (number, row) in (1..).zip(exported) {
        let event = ResaleEvent::parse(&row.kind, row.result, &row.payload)
            .map_err(|error| RowRefusal::from(error).at_row(row, number))?;
        let stored = stored_row(row, &event);
        let checked = match history.take() {
            None => open_order(order_no, event, stored, row),
            Some(before) => add_event(add_start(before, &event, &stored), event, stored, row, rules),
        };
        let mut rebuilt = checked.map_err(|refusal| refusal.at_row(row, number))?;
        // `number` counts from 1, so as an index it is the next row. Our own export has the event; it must not come
        // twice.
        let fixed = exported.get(number as usize).is_some_and(|next| next.kind == PAYABLE);
        if !fixed {
            fix_payable(&mut rebuilt, rules);
        }
        history = Some(rebuilt);
    }
    history.ok_or_else(|| LogError::ExportEmpty.into_error())
}

fn open_order(
    order_no: &OrderNo,
    event: ResaleEvent,
    row: EventEnvelope,
    exported: &ExportedEvent,
) -> Result<RebuiltResale, RowRefusal> {
    let ResaleEvent::PaidDetected(paid) = &event else {
        return Err(out_of_place(&event, "-").into());
    };
    checks::check_paid(paid)?;
    let order = begin_order(order_no.clone(), paid, exported.processed_at)?;
    check_foreign_row(None, &order, &event, &row)?;
    Ok(RebuiltResale { order, rows: vec![with_codes(row)], events: vec![event] })
}

fn add_event(
    mut before: RebuiltResale,
    event: ResaleEvent,
    mut row: EventEnvelope,
    exported: &ExportedEvent,
    rules: &ImportRules,
) -> Result<RebuiltResale, RowRefusal> {
    if matches!(event, ResaleEvent::PaidDetected(_)) {
        return Err(out_of_place(&event, before.order.status.code(ResaleAxis::Order)).into());
    }
    let recorded = RecordedEvent { event, at: exported.processed_at, by: row.operator.clone() };
    // First evolved, then compared: what the row says is held against what follows by our own rules, axis by axis.
    let after = evolve(before.order.clone(), &recorded);
    check_foreign_row(Some(&before.order), &after, &recorded.event, &row)?;
    checks::check_event(&before.order, &recorded.event, exported.created_at, rules.tolerance)?;
    row.version = after.version;
    before.order = after;
    before.rows.push(with_codes(row));
    before.events.push(recorded.event);
    Ok(before)
}

/// What the agent is owed follows a price check here as it does live; the other system keeps it elsewhere.
fn fix_payable(rebuilt: &mut RebuiltResale, rules: &ImportRules) {
    let Some(ResaleEvent::PriceCheckPassed(check) | ResaleEvent::PriceCheckFailed(check)) = rebuilt.events.last()
    else {
        return;
    };
    let Some(last) = rebuilt.rows.last().cloned() else { return };
    insert_event(
        rebuilt,
        ResaleEvent::PayableFixed(PayableFixed::from_settlement(check.settlement_amount, rules.rate)),
        &last,
    );
}

/// The other system tells the outcome of a push or a notice alone; here each begins with an event of its own. What a person found
/// out about one of unknown outcome follows the event that says so.
fn add_start(mut before: RebuiltResale, outcome: &ResaleEvent, row: &EventEnvelope) -> RebuiltResale {
    // Where the rules do not admit a start, the outcome stays without one and is refused under its own name.
    let started = start_of(&before.order, outcome).filter(|event| check_event_allowed(&before.order, event).is_ok());
    if let Some(started) = started {
        insert_event(&mut before, started, row);
    }
    let uncertain = uncertain_of(&before.order, outcome);
    if let Some(uncertain) = uncertain.filter(|event| check_event_allowed(&before.order, event).is_ok()) {
        insert_event(&mut before, uncertain, row);
    }
    before
}

/// The event before the one that resolves it.
fn uncertain_of(order: &ResaleOrder, outcome: &ResaleEvent) -> Option<ResaleEvent> {
    match outcome {
        ResaleEvent::PushResolved(resolved) => Some(ResaleEvent::PushUncertain(PushUncertain {
            operator_id: resolved.operator_id.clone(),
            target_group_id: pushed_group(order, resolved),
            delivery_id: resolved.delivery_id.clone(),
            reason: NOT_TOLD.to_owned(),
            accepted_parts: Vec::new(),
        })),
        ResaleEvent::NoticeResolved(resolved) => Some(ResaleEvent::NoticeUncertain(NoticeFailed {
            operator_id: resolved.operator_id.clone(),
            channel: noticed_channel(resolved),
            delivery_id: resolved.delivery_id.clone(),
            failure_code: "OUTCOME_UNKNOWN".to_owned(),
            failure_message: NOT_TOLD.to_owned(),
        })),
        _ => None,
    }
}

/// The group of a resolved push; an export of the first versions does not name it.
fn pushed_group(order: &ResaleOrder, resolved: &DeliveryResolved) -> String {
    let known = resolved.destination.as_deref().or_else(|| Some(order.push.latest_attempt()?.group.as_str()));
    known.unwrap_or("unknown").to_owned()
}

fn noticed_channel(resolved: &DeliveryResolved) -> String {
    resolved.destination.as_deref().unwrap_or("spool").to_owned()
}

fn start_of(order: &ResaleOrder, outcome: &ResaleEvent) -> Option<ResaleEvent> {
    let attempt = u32::try_from(order.push.attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
    let push_of = |operator_id: &str, group: &str, parts: Vec<PartRef>| {
        ResaleEvent::PushStarted(PushStarted {
            operator_id: operator_id.to_owned(),
            target_group_id: group.to_owned(),
            attempt,
            parts,
            route_override: false,
        })
    };
    // The other system does not tell its parts, and one that may not have left must not be claimed.
    let push = |operator_id: &str, group: &str| push_of(operator_id, group, Vec::new());
    let notice = |operator_id: &str, channel: &str, delivery_id: &str| {
        ResaleEvent::NoticeStarted(NoticeStarted {
            operator_id: operator_id.to_owned(),
            channel: channel.to_owned(),
            delivery_id: delivery_id.to_owned(),
            template: TICKET_MATCHED.code.to_owned(),
            resend: false,
        })
    };
    match outcome {
        ResaleEvent::PushFailed(failed) => Some(push(&failed.operator_id, &failed.target_group_id)),
        ResaleEvent::PushSucceeded(done) => Some(push(&done.operator_id, &done.target_group_id)),
        // Of a resolved delivery the part is known: the last word of its id.
        ResaleEvent::PushResolved(resolved) => {
            let id = resolved.delivery_id.clone();
            let part = id.rsplit('-').next().unwrap_or_default().to_owned();
            Some(push_of(&resolved.operator_id, &pushed_group(order, resolved), vec![PartRef { id, part }]))
        }
        ResaleEvent::NoticeResolved(resolved) => {
            Some(notice(&resolved.operator_id, &noticed_channel(resolved), &resolved.delivery_id))
        }
        ResaleEvent::NoticeSent(sent) => Some(notice(&sent.operator_id, &sent.channel, &sent.delivery_id)),
        ResaleEvent::NoticeFailed(failed) => Some(notice(&failed.operator_id, &failed.channel, &failed.delivery_id)),
        _ => None,
    }
}

/// Adds an internal event that the rows imply, at the moment and in the name of the row that implies it.
fn insert_event(rebuilt: &mut RebuiltResale, event: ResaleEvent, implied_by: &EventEnvelope) {
    let source = event.source(implied_by.source);
    let order = evolve(
        rebuilt.order.clone(),
        &RecordedEvent { event: event.clone(), at: implied_by.processed_at, by: implied_by.operator.clone() },
    );
    let codes = |of: &ResaleOrder| -> Map<String, Value> {
        event.shown_axes().iter().map(|axis| (axis.key().to_owned(), Value::from(of.status.code(*axis)))).collect()
    };
    rebuilt.rows.push(EventEnvelope {
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
        operator: if source == EventSource::System { None } else { implied_by.operator.clone() },
        ..implied_by.clone()
    });
    rebuilt.order = order;
    rebuilt.events.push(event);
}

/// The row as it came, but for the version and the spelling of its states, which are still to be checked.
/// What this program does not know of it is set apart, to be sealed.
fn stored_row(exported: &ExportedEvent, event: &ResaleEvent) -> EventEnvelope {
    let text = |key: &str| exported.payload.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut row = EventEnvelope {
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
        payload: exported.payload.clone(),
        operator: text("operatorId"),
    };
    set_apart(&mut row, event);
    row.payload = page_order(row.payload);
    row
}

/// A row of the log as it would be if it came in a file today.
pub(crate) fn as_imported(mut row: EventEnvelope) -> EventEnvelope {
    if let Ok(event) = ResaleEvent::parse(&row.kind, row.result, &row.payload) {
        set_apart(&mut row, &event);
    }
    row
}

fn out_of_place(event: &ResaleEvent, follows: &str) -> ReplayContradiction {
    contradict(ResaleAxis::Order.key(), event.kind(), follows)
}
