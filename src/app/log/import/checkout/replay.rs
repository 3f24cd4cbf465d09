//! One order from its exported rows, each checked against the rules and against the rows before it.

use serde_json::{Map, Value};

use super::checks;
use crate::app::log::errors::LogError;
use crate::app::log::import::refusal::{RowRefusal, contradict, with_codes};
use crate::app::write::errors::WriteError;
use crate::app::write::id_source::IdSource;
use crate::app::write::stored_flow::RecordedHistory;
use crate::domain::checkout::axis::CheckoutAxis;
use crate::domain::checkout::decide::current_terms;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::event_log::{check_foreign_row, open_order, record_events};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{DraftCreated, FulfillmentNumbered, TermsFixed};
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::{EventEnvelope, EventSource};
use crate::domain::order::flow::ReplayContradiction;
use crate::domain::order::foreign_row::set_apart;
use crate::domain::order::number::{OrderNo, format_checkout_id};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::export::ExportedEvent;
use crate::store::Tx;

const TERMS: &str = "ORDER_TERMS_FIXED";
const NUMBERED: &str = "FULFILLMENT_NUMBERED";

/// An order as its rows add up.
pub(crate) type RebuiltCheckout = RecordedHistory<CheckoutOrder>;

/// Where that comes from which the page's events do not tell: the order itself where it is here already, so that nothing is
/// drawn for a file that changes nothing; else the catalogue of the moment and the source of ids.
pub(crate) struct MissingFacts<'a, 'tx> {
    pub(crate) tx: &'a Tx<'tx>,
    pub(crate) ids: &'a mut IdSource,
    pub(crate) known: Option<&'a [EventEnvelope]>,
}

impl MissingFacts<'_, '_> {
    /// The terms of the draft's SKU.
    fn sku_terms(&self, draft: &DraftCreated) -> Result<TermsFixed> {
        if let Some(CheckoutEvent::TermsFixed(terms)) = self.stored_event(TERMS) {
            return Ok(terms);
        }
        let sku_id = &draft.sku_id;
        let sku = self.tx.find_sku(sku_id)?.ok_or_else(|| {
            WriteError::ImportedSkuNotFound { sku_id: &sku_id, currency: &draft.quote.currency }
                .into_error()
                .detail("sku_id", sku_id.as_str())
        })?;
        Ok(current_terms(&sku))
    }

    /// The id of the fulfilment that was issued at `at`.
    fn fulfillment_number(&mut self, at: Timestamp) -> Result<FulfillmentNumbered> {
        match self.stored_event(NUMBERED) {
            Some(CheckoutEvent::IssueNumbered(numbered)) => Ok(numbered),
            _ => {
                Ok(FulfillmentNumbered { fulfillment_id: format_checkout_id("ful", at, &self.ids.draw_checkout_id()?) })
            }
        }
    }

    fn stored_event(&self, kind: &str) -> Option<CheckoutEvent> {
        let row = self.known?.iter().find(|row| row.kind == kind)?;
        CheckoutEvent::parse(&row.kind, row.result, &row.payload).ok()
    }
}

/// Replays the rows of one order, oldest first.
pub(crate) fn rebuild_checkout(
    order_no: &OrderNo,
    exported: &[ExportedEvent],
    missing: &mut MissingFacts<'_, '_>,
) -> Result<RebuiltCheckout> {
    let mut history: Option<RebuiltCheckout> = None;
    for (number, row) in (1..).zip(exported) {
        let refused = |refusal: RowRefusal| refusal.at_row(row, number);
        let parsed = CheckoutEvent::parse(&row.kind, row.result, &row.payload);
        let event = parsed.map_err(|error| refused(error.into()))?;
        // What our own export tells of itself is taken from there; drawing it again would give the order another id.
        let next = exported.get(number as usize).filter(|next| next.kind == TERMS || next.kind == NUMBERED);
        history = Some(match (history.take(), event) {
            (None, CheckoutEvent::Drafted(draft)) => {
                let told = next.map(|next| CheckoutEvent::parse(&next.kind, next.result, &next.payload));
                let (terms, told) = match told {
                    Some(Ok(CheckoutEvent::TermsFixed(terms))) => (terms, next),
                    _ => (missing.sku_terms(&draft)?, None),
                };
                begin_order(order_no, draft, terms, (row, told)).map_err(refused)?
            }
            (None, other) => return Err(refused(out_of_place(&other, "-").into())),
            // The draft brought them.
            (Some(begun), CheckoutEvent::TermsFixed(_)) if number == 2 => begun,
            (Some(before), event) => {
                let issued = matches!(event, CheckoutEvent::Issued(_));
                let after = add_event(before, event, row).map_err(refused)?;
                if issued && next.is_none() { add_number(after, row, missing)? } else { after }
            }
        });
    }
    history.ok_or_else(|| LogError::ExportEmpty.into_error())
}

fn begin_order(
    order_no: &OrderNo,
    draft: DraftCreated,
    terms: TermsFixed,
    (row, told): (&ExportedEvent, Option<&ExportedEvent>),
) -> Result<RebuiltCheckout, RowRefusal> {
    checks::check_draft(&draft, &terms, row.created_at)?;
    let (order, [first, second]) = open_order(order_no, draft.clone(), terms.clone(), &row_stamp(row));
    let event = CheckoutEvent::Drafted(draft);
    let first = imported_row(first, &event, row);
    check_foreign_row(None, &order, &event, &first)?;
    let fixed = CheckoutEvent::TermsFixed(terms);
    let second = told.map_or_else(|| second.clone(), |told| imported_row(second.clone(), &fixed, told));
    Ok(RebuiltCheckout { order, rows: vec![with_codes(first), with_codes(second)], events: vec![event, fixed] })
}

fn add_event(
    mut before: RebuiltCheckout,
    event: CheckoutEvent,
    row: &ExportedEvent,
) -> Result<RebuiltCheckout, RowRefusal> {
    if matches!(event, CheckoutEvent::Drafted(_) | CheckoutEvent::TermsFixed(_)) {
        return Err(out_of_place(&event, before.order.status.order.code()).into());
    }
    let (after, rows) = record_events(&before.order, std::slice::from_ref(&event), &row_stamp(row));
    for made in rows {
        let made = imported_row(made, &event, row);
        check_foreign_row(Some(&before.order), &after, &event, &made)?;
        before.rows.push(with_codes(made));
    }
    checks::check_event(&before.order, &event, row.created_at)?;
    before.order = after;
    before.events.push(event);
    Ok(before)
}

/// The page shows the fulfilment's id, and none of its events has it.
fn add_number(
    mut issued: RebuiltCheckout,
    row: &ExportedEvent,
    missing: &mut MissingFacts<'_, '_>,
) -> Result<RebuiltCheckout> {
    let event = CheckoutEvent::IssueNumbered(missing.fulfillment_number(row.processed_at)?);
    let (order, rows) = record_events(&issued.order, std::slice::from_ref(&event), &row_stamp(row));
    issued.order = order;
    issued.rows.extend(rows);
    issued.events.push(event);
    Ok(issued)
}

fn payload_text(row: &ExportedEvent, key: &str) -> Option<String> {
    row.payload.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn row_stamp(row: &ExportedEvent) -> EventStamp {
    EventStamp {
        created_at: row.created_at,
        processed_at: row.processed_at,
        operator: payload_text(row, "operatorId").unwrap_or_default(),
        source: row.source,
        key: None,
    }
}

/// The row as this program would have written it, with everything that the file tells in its place.
/// What this program does not know of it is set apart, to be sealed.
fn imported_row(made: EventEnvelope, event: &CheckoutEvent, row: &ExportedEvent) -> EventEnvelope {
    let acts = matches!(row.source, EventSource::Admin | EventSource::Agent | EventSource::Cron);
    let or_made = |told: &Map<String, Value>, made| if told.is_empty() { made } else { told.clone() };
    let mut stored = EventEnvelope {
        source: row.source,
        before: or_made(&row.before, made.before),
        after: or_made(&row.after, made.after),
        error_code: row.error_code.clone().or(made.error_code),
        error_message: row.error_message.clone().or(made.error_message),
        payload: row.payload.clone(),
        operator: payload_text(row, "operatorId").filter(|_| acts),
        ..made
    };
    set_apart(&mut stored, event);
    stored
}

/// A row of the log as it would be if it came in a file today.
pub(crate) fn as_imported(mut row: EventEnvelope) -> EventEnvelope {
    if let Ok(event) = CheckoutEvent::parse(&row.kind, row.result, &row.payload) {
        set_apart(&mut row, &event);
    }
    row
}

fn out_of_place(event: &CheckoutEvent, follows: &str) -> ReplayContradiction {
    contradict(CheckoutAxis::Order.key(), event.kind(), follows)
}
