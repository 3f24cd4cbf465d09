//! Taking in what another system recorded: its export, replayed through the same core as every live command.
//!
//! Invariant: all orders of a file come in, or none. A row that the rules would not have admitted, or whose states do not
//! follow from the rows before it, refuses the whole file, with the order, the event and the axis.

mod facts;
mod kept;
mod rebuild;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::App;
use super::execute::Written;
use super::flows::Kept as _;
use super::idsource::opaque;
use super::intake::export::ExportedEvent;
use crate::domain::event::{Envelope, Visibility};
use crate::domain::ids::{Flow, OrderNo};
use crate::domain::money::{BasisPoints, Fen};
use crate::domain::person::is_erased;
use crate::domain::resale::event::Event;
use crate::domain::resale::flow::line;
use crate::domain::resale::next::Deadlines;
use crate::domain::resale::order::Order;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::blob::BlobStore;
use crate::store::events::NO_HEAD;
use crate::store::persons::Person;
use crate::store::requests::Request;
use crate::store::{Ending, Tx};
use rebuild::Rebuilt;

/// What became of one order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replayed {
    /// The order.
    pub order_no: String,
    /// `created`, or `exists` where the same events are there already.
    pub verdict: String,
    /// How many events of the file it has.
    pub events: usize,
    /// How many of its proofs only the other system has.
    pub external_proofs: usize,
    /// Groups that were unknown and are paused now.
    pub groups: Vec<String>,
}

/// What the replay needs to know beside the file.
struct Rules {
    rate: BasisPoints,
    tolerance: Fen,
    deadlines: Deadlines,
    spool: PathBuf,
    blobs: BlobStore,
    proofs: kept::Proofs,
    keep: bool,
}

impl App {
    /// Takes in an export, in one transaction. The same events again change nothing.
    ///
    /// # Errors
    /// A row contradicts the rules or the rows before it, or an order is there with other events (4); a row is no event
    /// of this flow (2).
    pub fn import_events(&mut self, events: Vec<ExportedEvent>, proof_dir: Option<&Path>) -> Result<Vec<Replayed>> {
        let fingerprint = self.file_fingerprint(&events);
        let orders = by_order(events)?;
        let rules = Rules {
            rate: self.config.resale.rate,
            tolerance: self.config.resale.price_tolerance,
            deadlines: self.deadlines(),
            spool: self.paths.spool.clone(),
            blobs: self.blobs(),
            proofs: kept::Proofs::find(proof_dir, &orders)?,
            keep: self.ending() == Ending::Commit,
        };
        let (key, now) = (self.caller.key.clone(), self.clock.received());
        self.store.write(self.ending(), |tx| {
            if let Some(key) = &key {
                match tx.find_request(key, &fingerprint)? {
                    Request::Known(Some(first)) => return serde_json::from_str(&first).map_err(|_| unreadable()),
                    Request::Known(None) => {}
                    Request::New => tx.begin_request(key, &fingerprint, now)?,
                }
            }
            let report: Vec<Replayed> =
                orders.iter().map(|(no, events)| take_in(tx, &rules, no, events)).collect::<Result<_>>()?;
            if let Some(key) = &key {
                // Texts and numbers, no personal data: it always is JSON.
                tx.finish_request(key, &serde_json::to_string(&report).unwrap_or_default())?;
            }
            Ok(report)
        })
    }

    /// What a key stands for: every event of the file, in its order.
    fn file_fingerprint(&self, events: &[ExportedEvent]) -> [u8; 32] {
        let vault = self.store.vault();
        events.iter().fold([0; 32], |before, event| {
            let line = serde_json::json!([
                event.order_no.as_str(),
                event.kind,
                event.result.code(),
                event.created_at,
                event.processed_at,
                event.before,
                event.after,
                event.payload
            ]);
            vault.fingerprint("event import", &[&before, line.to_string().as_bytes()].concat())
        })
    }
}

/// The events of each order, oldest first, orders as they first appear.
fn by_order(events: Vec<ExportedEvent>) -> Result<Vec<(OrderNo, Vec<ExportedEvent>)>> {
    let mut places: BTreeMap<OrderNo, usize> = BTreeMap::new();
    let mut orders: Vec<(OrderNo, Vec<ExportedEvent>)> = Vec::new();
    for event in events {
        if event.order_no.flow() == Flow::Checkout {
            return Err(other_flow(&event));
        }
        let place = *places.entry(event.order_no.clone()).or_insert_with(|| {
            orders.push((event.order_no.clone(), Vec::new()));
            orders.len() - 1
        });
        orders[place].1.push(event);
    }
    for (_, events) in &mut orders {
        oldest_first(events);
    }
    Ok(orders)
}

/// A page lists its events newest first, a log oldest first, and many share a second: so the order of the file counts, and
/// the paid event, which is every order's first, says which way it runs. Only without it do the times decide.
fn oldest_first(events: &mut [ExportedEvent]) {
    let is_paid = |event: Option<&ExportedEvent>| event.is_some_and(|event| event.kind == rebuild::PAID);
    if is_paid(events.first()) {
        return;
    }
    let falls = |pair: &[ExportedEvent]| pair[0].processed_at > pair[1].processed_at;
    if is_paid(events.last()) || events.windows(2).any(falls) && !events.windows(2).any(rises) {
        events.reverse();
    } else {
        events.sort_by_key(|event| event.processed_at);
    }
}

fn rises(pair: &[ExportedEvent]) -> bool {
    pair[0].processed_at < pair[1].processed_at
}

fn take_in(tx: &Tx<'_>, rules: &Rules, order_no: &OrderNo, events: &[ExportedEvent]) -> Result<Replayed> {
    let rebuilt = rebuild::rebuild(order_no, events, rules)?;
    let mut report = Replayed {
        order_no: order_no.to_string(),
        verdict: "exists".to_owned(),
        events: events.len(),
        external_proofs: 0,
        groups: Vec::new(),
    };
    if let Some(anchor) = tx.anchor(order_no)? {
        let person = tx.person(&anchor.person_id)?;
        same_again(order_no, &tx.events(order_no, &person)?, &rebuilt.rows)?;
        return Ok(report);
    }
    report.verdict = "created".to_owned();
    free(tx, &rebuilt)?;
    let person = write(tx, rules, &rebuilt)?;
    report.external_proofs = kept::files(tx, rules, &rebuilt)?;
    report.groups = kept::groups(tx, rules, &rebuilt)?;
    let beside: Vec<Event> = rebuilt.events.iter().filter(|event| !kept::has_file(event)).cloned().collect();
    let now = rebuilt.order.updated_at;
    Order::index(tx, &Written { order: &rebuilt.order, events: &beside, person: &person, now })?;
    Ok(report)
}

/// Appends the rows and adds the order.
fn write(tx: &Tx<'_>, rules: &Rules, rebuilt: &Rebuilt) -> Result<Person> {
    let person = tx.add_person(opaque())?;
    let head = tx.append(NO_HEAD, &person, &rebuilt.rows)?;
    tx.add_order(&line(&rebuilt.order, &rules.deadlines), &head, &person.id)?;
    if let Some(account) = &rebuilt.order.purchase.external_user_id {
        tx.index_account(&person.id, account)?;
    }
    Ok(person)
}

/// The purchase and the payments of a new order belong to no other.
fn free(tx: &Tx<'_>, rebuilt: &Rebuilt) -> Result<()> {
    let purchase = &rebuilt.order.purchase;
    let taken = tx.order_of_purchase(&purchase.external_order_no, &purchase.source_platform, &purchase.event_key)?;
    if let Some(other) = taken {
        return Err(belongs_to(&rebuilt.order.order_no, "externalOrderNo, eventKey", &other));
    }
    for event in &rebuilt.events {
        let Event::PaymentConfirmed(payment) = event else { continue };
        let Some(reference) = &payment.payment_reference else { continue };
        if let Some(other) = tx.order_of_payment(&payment.pay_channel, reference)? {
            return Err(belongs_to(&rebuilt.order.order_no, "paymentReference", &other));
        }
    }
    Ok(())
}

/// The visible events of the file must be the first visible events of the log; the order may have gone on since.
fn same_again(order_no: &OrderNo, stored: &[Envelope], rows: &[Envelope]) -> Result<()> {
    let visible = |row: &&Envelope| row.visibility == Visibility::Visible;
    let mut stored = stored.iter().filter(visible);
    for (number, row) in (1..).zip(rows.iter().filter(visible)) {
        if !stored.next().is_some_and(|stored| same(stored, row)) {
            return Err(differs(order_no, number, &row.kind));
        }
    }
    Ok(())
}

/// Equal but for the version, and for what was erased here since.
fn same(stored: &Envelope, row: &Envelope) -> bool {
    let mut stored = stored.clone();
    stored.version = row.version;
    for (key, value) in &mut stored.payload {
        if is_erased(value) {
            *value = row.payload.get(key).cloned().unwrap_or_default();
        }
    }
    stored == *row
}

fn differs(order_no: &OrderNo, number: u32, kind: &str) -> Box<Error> {
    Error::new(
        "order_differs",
        Exit::Refused,
        say!(
            "订单 {order_no} 已存在，而文件里第 {number} 个事件（{kind}）与已有的不同；什么都没有写入",
            "order {order_no} exists, and event {number} ({kind}) of the file is not the one it has; nothing was written"
        ),
    )
    .hint(say!("用 `ticketctl order timeline {order_no}` 对照", "compare with `ticketctl order timeline {order_no}`"))
    .detail("order_no", order_no.as_str())
    .detail("event", number)
}

fn belongs_to(order_no: &OrderNo, field: &str, other: &OrderNo) -> Box<Error> {
    Error::new(
        "import_duplicate",
        Exit::Refused,
        say!(
            "订单 {order_no} 的 {field} 已属于订单 {other}；什么都没有写入",
            "the {field} of order {order_no} belongs to order {other}; nothing was written"
        ),
    )
    .hint(say!("用 `ticketctl order show {other}` 查看那一单", "look at it with `ticketctl order show {other}`"))
    .detail("order_no", order_no.as_str())
    .detail("field", field)
}

fn other_flow(event: &ExportedEvent) -> Box<Error> {
    let (no, line) = (&event.order_no, event.line);
    Error::new(
        "flow_not_supported",
        Exit::Refused,
        say!(
            "第 {line} 行：订单 {no} 属于结账流程，还不支持；什么都没有写入",
            "line {line}: order {no} is of the checkout flow, which is not supported yet; nothing was written"
        ),
    )
    .detail("line", line)
}

fn unreadable() -> Box<Error> {
    Error::new("request_unreadable", Exit::Data, say!("操作键的记录无法读取", "the record of the key is unreadable"))
}
