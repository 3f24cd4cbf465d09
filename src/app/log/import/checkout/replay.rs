//! One order from its exported rows, each checked against the rules and against the rows before it.

use serde_json::{Map, Value};

use super::checks;
use crate::app::log::import::refusal::Refusal;
use crate::app::write::id_source::IdSource;
use crate::domain::checkout::axis::Axis;
use crate::domain::checkout::decide::terms;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::event_log::{check_foreign, open, record};
use crate::domain::checkout::order::Order;
use crate::domain::checkout::payload::{DraftCreated, FulfillmentNumbered, TermsFixed};
use crate::domain::order::actor::Stamp;
use crate::domain::order::event::{Envelope, Source};
use crate::domain::order::flow::Contradiction;
use crate::domain::order::number::{OrderNo, clocked};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::formats::export::ExportedEvent;
use crate::say;
use crate::store::Tx;

const TERMS: &str = "ORDER_TERMS_FIXED";
const NUMBERED: &str = "FULFILLMENT_NUMBERED";

/// An order as its rows add up.
pub(crate) struct Rebuilt {
    pub(crate) order: Order,
    /// As they will be stored, with what follows from them.
    pub(crate) rows: Vec<Envelope>,
    pub(crate) events: Vec<Event>,
}

/// Where that comes from which the page's events do not tell: the order itself where it is here already, so that nothing is
/// drawn for a file that changes nothing; else the catalogue of the moment and the source of ids.
pub(crate) struct Missing<'a, 'tx> {
    pub(crate) tx: &'a Tx<'tx>,
    pub(crate) ids: &'a mut IdSource,
    pub(crate) known: Option<&'a [Envelope]>,
}

impl Missing<'_, '_> {
    /// The terms of the draft's SKU.
    fn terms(&self, draft: &DraftCreated) -> Result<TermsFixed> {
        if let Some(Event::TermsFixed(terms)) = self.stored(TERMS) {
            return Ok(terms);
        }
        let sku_id = &draft.sku_id;
        let sku = self.tx.sku(sku_id)?.ok_or_else(|| {
            Error::new(
                "sku_not_found",
                Exit::NotFound,
                say!(
                    "没有 SKU {sku_id}；什么都没有写入",
                    "there is no SKU {sku_id}; nothing was written"
                ),
            )
            .hint(say!(
                "先建立：`ticketctl sku add {sku_id} --name 名称 --merchant 商户 --price 单价 --currency {}`",
                "add it first: `ticketctl sku add {sku_id} --name NAME --merchant MERCHANT --price PRICE --currency {}`",
                draft.quote.currency
            ))
            .detail("sku_id", sku_id.as_str())
        })?;
        Ok(terms(&sku))
    }

    /// The id of the fulfilment that was issued at `at`.
    fn number(&mut self, at: Timestamp) -> Result<FulfillmentNumbered> {
        match self.stored(NUMBERED) {
            Some(Event::IssueNumbered(numbered)) => Ok(numbered),
            _ => Ok(FulfillmentNumbered { fulfillment_id: clocked("ful", at, &self.ids.checkout()?) }),
        }
    }

    fn stored(&self, kind: &str) -> Option<Event> {
        let row = self.known?.iter().find(|row| row.kind == kind)?;
        Event::parse(&row.kind, row.result, &row.payload).ok()
    }
}

/// Replays the rows of one order, oldest first.
pub(crate) fn rebuild(
    order_no: &OrderNo,
    exported: &[ExportedEvent],
    missing: &mut Missing<'_, '_>,
) -> Result<Rebuilt> {
    let mut history: Option<Rebuilt> = None;
    for (number, row) in (1..).zip(exported) {
        let refused = |refusal: Refusal| refusal.at(row, number);
        let parsed = Event::parse(&row.kind, row.result, &row.payload);
        let event = parsed.map_err(|error| refused(error.into()))?;
        let next = exported.get(number as usize).filter(|next| next.kind == TERMS || next.kind == NUMBERED);
        history = Some(match (history.take(), event) {
            (None, Event::Drafted(draft)) => {
                let told = next.map(|next| Event::parse(&next.kind, next.result, &next.payload));
                let terms = match told {
                    Some(Ok(Event::TermsFixed(terms))) => terms,
                    _ => missing.terms(&draft)?,
                };
                begin(order_no, draft, terms, row).map_err(refused)?
            }
            (None, other) => return Err(refused(out_of_place(&other, "-").into())),
            // The draft brought them.
            (Some(begun), Event::TermsFixed(_)) if number == 2 => begun,
            (Some(before), event) => {
                let issued = matches!(event, Event::Issued(_));
                let after = add(before, event, row).map_err(refused)?;
                if issued && next.is_none() { numbered(after, row, missing)? } else { after }
            }
        });
    }
    history.ok_or_else(|| Error::usage("export_empty", say!("文件里没有事件", "the file has no events")))
}

fn begin(order_no: &OrderNo, draft: DraftCreated, terms: TermsFixed, row: &ExportedEvent) -> Result<Rebuilt, Refusal> {
    checks::draft(&draft, &terms, row.created_at)?;
    let (order, [first, second]) = open(order_no, draft.clone(), terms.clone(), &stamp(row));
    let event = Event::Drafted(draft);
    let first = told(first, row);
    check_foreign(None, &order, &event, &first)?;
    Ok(Rebuilt { order, rows: vec![coded(first), second], events: vec![event, Event::TermsFixed(terms)] })
}

fn add(mut before: Rebuilt, event: Event, row: &ExportedEvent) -> Result<Rebuilt, Refusal> {
    if matches!(event, Event::Drafted(_) | Event::TermsFixed(_)) {
        return Err(out_of_place(&event, before.order.status.order.code()).into());
    }
    let (after, rows) = record(&before.order, std::slice::from_ref(&event), &stamp(row));
    for made in rows {
        let made = told(made, row);
        check_foreign(Some(&before.order), &after, &event, &made)?;
        before.rows.push(coded(made));
    }
    checks::check(&before.order, &event, row.created_at)?;
    before.order = after;
    before.events.push(event);
    Ok(before)
}

/// The page shows the fulfilment's id, and none of its events has it.
fn numbered(mut issued: Rebuilt, row: &ExportedEvent, missing: &mut Missing<'_, '_>) -> Result<Rebuilt> {
    let event = Event::IssueNumbered(missing.number(row.processed_at)?);
    let (order, rows) = record(&issued.order, std::slice::from_ref(&event), &stamp(row));
    issued.order = order;
    issued.rows.extend(rows);
    issued.events.push(event);
    Ok(issued)
}

fn text(row: &ExportedEvent, key: &str) -> Option<String> {
    row.payload.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn stamp(row: &ExportedEvent) -> Stamp {
    Stamp {
        created_at: row.created_at,
        processed_at: row.processed_at,
        operator: text(row, "operatorId").unwrap_or_default(),
        source: row.source,
        key: None,
    }
}

/// The row as this program would have written it, with everything that the file tells in its place.
fn told(made: Envelope, row: &ExportedEvent) -> Envelope {
    let acts = matches!(row.source, Source::Admin | Source::Agent | Source::Cron);
    let or_made = |told: &Map<String, Value>, made| if told.is_empty() { made } else { told.clone() };
    Envelope {
        source: row.source,
        before: or_made(&row.before, made.before),
        after: or_made(&row.after, made.after),
        error_code: row.error_code.clone().or(made.error_code),
        error_message: row.error_message.clone().or(made.error_message),
        payload: row.payload.clone(),
        operator: text(row, "operatorId").filter(|_| acts),
        ..made
    }
}

/// Labels become codes; the check has read each of them already.
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
