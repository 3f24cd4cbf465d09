//! Orders of the resale flow in an export.

mod facts;
mod kept;
mod rebuild;

use std::path::PathBuf;

use super::super::execute::Written;
use super::super::flows::Kept as _;
use super::super::idsource::opaque;
use super::super::intake::export::ExportedEvent;
use super::{Replayed, belongs_to, same_again};
use crate::domain::ids::OrderNo;
use crate::domain::money::{BasisPoints, Fen};
use crate::domain::resale::event::Event;
use crate::domain::resale::flow::line;
use crate::domain::resale::next::Deadlines;
use crate::domain::resale::order::Order;
use crate::error::Result;
use crate::store::Tx;
use crate::store::blob::BlobStore;
use crate::store::events::NO_HEAD;
use crate::store::persons::Person;
pub(super) use kept::Proofs;
use rebuild::Rebuilt;

/// The type of every order's first event.
pub(super) const PAID: &str = "xianyu_order_paid_detected";

/// What the replay of this flow needs to know beside the file.
pub(super) struct Rules {
    pub(super) rate: BasisPoints,
    pub(super) tolerance: Fen,
    pub(super) deadlines: Deadlines,
    pub(super) spool: PathBuf,
    pub(super) blobs: BlobStore,
    pub(super) proofs: kept::Proofs,
    pub(super) keep: bool,
}

pub(super) fn take_in(tx: &Tx<'_>, rules: &Rules, order_no: &OrderNo, events: &[ExportedEvent]) -> Result<Replayed> {
    let rebuilt = rebuild::rebuild(order_no, events, rules)?;
    let mut report = Replayed::existing(order_no, events.len());
    if let Some(anchor) = tx.anchor(order_no)? {
        let person = tx.person(&anchor.person_id)?;
        same_again(order_no, &tx.events(order_no, &person)?, &rebuilt.rows)?;
        return Ok(report);
    }
    report.created();
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
