//! One order from its exported rows, each checked against the rules and against the rows before it.

use serde_json::{Map, Value};

use super::super::intake::export::ExportedEvent;
use super::{Rules, facts};
use crate::domain::event::{Envelope, Source};
use crate::domain::ids::OrderNo;
use crate::domain::resale::axes::Axis;
use crate::domain::resale::event::{Event, EventError, page_order};
use crate::domain::resale::evolve::{Recorded, begin, evolve};
use crate::domain::resale::order::Order;
use crate::domain::resale::payload::PayableFixed;
use crate::domain::resale::record::{Contradiction, check_foreign};
use crate::error::{Error, Exit, Result};
use crate::say;

/// The type of every order's first event.
pub(super) const PAID: &str = "xianyu_order_paid_detected";
const PAYABLE: &str = "agent_payable_fixed";

/// An order as its rows add up.
pub(super) struct Rebuilt {
    pub(super) order: Order,
    /// As they will be stored, with what follows from them.
    pub(super) rows: Vec<Envelope>,
    /// What the rows say.
    pub(super) events: Vec<Event>,
}

/// Replays the rows of one order, oldest first.
pub(super) fn rebuild(order_no: &OrderNo, exported: &[ExportedEvent], rules: &Rules) -> Result<Rebuilt> {
    let mut history: Option<Rebuilt> = None;
    for (number, row) in (1..).zip(exported) {
        let event = Event::parse(&row.kind, row.result, &row.payload).map_err(|error| unusable(row, &error))?;
        let stored = stored(row, &event);
        let checked = match history.take() {
            None => open(order_no, event, stored, row),
            Some(before) => add(before, event, stored, row, rules),
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

/// Why a row is refused.
enum Refusal {
    Contradicts(Contradiction),
    Unusable(EventError),
}

impl From<Contradiction> for Refusal {
    fn from(contradiction: Contradiction) -> Self {
        Self::Contradicts(contradiction)
    }
}

impl Refusal {
    fn at(self, row: &ExportedEvent, number: u32) -> Box<Error> {
        match self {
            Self::Contradicts(contradiction) => contradicts(row, number, &contradiction),
            Self::Unusable(error) => unusable(row, &error),
        }
    }
}

fn open(order_no: &OrderNo, event: Event, row: Envelope, exported: &ExportedEvent) -> Result<Rebuilt, Refusal> {
    let Event::PaidDetected(paid) = &event else {
        return Err(out_of_place(&event, "-").into());
    };
    facts::paid(paid)?;
    let order = begin(order_no.clone(), paid, exported.processed_at).map_err(Refusal::Unusable)?;
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
    facts::check(&before.order, &recorded.event, exported.created_at, rules.tolerance)?;
    row.version = after.version;
    before.order = after;
    before.rows.push(coded(row));
    before.events.push(recorded.event);
    Ok(before)
}

/// What the agent is owed follows a price check here as it does live; the other system keeps it elsewhere.
fn fix_payable(rebuilt: &mut Rebuilt, rules: &Rules) {
    let Some(Event::PriceCheckPassed(check) | Event::PriceCheckFailed(check)) = rebuilt.events.last() else { return };
    let Some(last) = rebuilt.rows.last() else { return };
    let event = Event::PayableFixed(PayableFixed::at(check.settlement_amount, rules.rate));
    let row = Envelope {
        version: last.version + 1,
        kind: event.kind().to_owned(),
        source: Source::System,
        result: event.result(),
        visibility: event.visibility(),
        error_code: None,
        error_message: None,
        before: Map::new(),
        after: Map::new(),
        payload: event.payload(),
        ..last.clone()
    };
    let recorded = Recorded { event: event.clone(), at: row.processed_at, by: None };
    rebuilt.order = evolve(rebuilt.order.clone(), &recorded);
    rebuilt.rows.push(row);
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

fn contradicts(row: &ExportedEvent, number: u32, found: &Contradiction) -> Box<Error> {
    let (no, kind, line) = (&row.order_no, &row.kind, row.line);
    let (axis, follows) = (shorten(&found.axis), &found.follows);
    let said = shorten(&found.said);
    Error::new(
        "import_contradiction",
        Exit::Refused,
        say!(
            "第 {line} 行：订单 {no} 的第 {number} 个事件 {kind} 在 {axis} 上矛盾：文件说 {said}，应为 {follows}；什么都没有写入",
            "line {line}: event {number} of order {no}, {kind}, contradicts {axis}: the file says {said}, what follows is {follows}; nothing was written"
        ),
    )
    .hint(say!("核对导出是否完整、顺序是否被改动", "check that the export is whole and in its own order"))
    .detail("order_no", no.as_str())
    .detail("event", number)
    .detail("type", kind.as_str())
    .detail("axis", axis)
    .detail("line", line)
}

/// A key or a state of the file, fit for a message.
fn shorten(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn unusable(row: &ExportedEvent, error: &EventError) -> Box<Error> {
    let (no, line) = (&row.order_no, row.line);
    Error::usage(
        "event_unusable",
        say!(
            "第 {line} 行：订单 {no} 的事件无法使用：{error}；什么都没有写入",
            "line {line}: an event of order {no} is unusable: {error}; nothing was written"
        ),
    )
    .detail("order_no", no.as_str())
    .detail("type", row.kind.as_str())
    .detail("line", line)
}
