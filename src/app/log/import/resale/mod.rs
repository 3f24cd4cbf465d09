//! Orders of the resale flow in an export.

pub(crate) mod checks;
pub(crate) mod proof_files;
pub(crate) mod replay;

use std::path::PathBuf;

pub(crate) use self::proof_files::Proofs;
use self::replay::Rebuilt;
use super::{Replayed, belongs_to, same_again};
use crate::app::write::execute::Written;
use crate::app::write::id_source::opaque;
use crate::app::write::side_tables::Kept as _;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::event::Event;
use crate::domain::resale::flow::line;
use crate::domain::resale::next::Deadlines;
use crate::domain::resale::order::Order;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::error::Result;
use crate::formats::export::ExportedEvent;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::log::events::NO_HEAD;
use crate::store::people::persons::Person;

/// The type of every order's first event.
pub(crate) const PAID: &str = "xianyu_order_paid_detected";

/// What the replay of this flow needs to know beside the file.
pub(crate) struct Rules {
    pub(crate) rate: BasisPoints,
    pub(crate) tolerance: Fen,
    pub(crate) deadlines: Deadlines,
    pub(crate) spool: PathBuf,
    pub(crate) blobs: BlobStore,
    pub(crate) proofs: Proofs,
    pub(crate) keep: bool,
}

pub(crate) fn take_in(tx: &Tx<'_>, rules: &Rules, order_no: &OrderNo, events: &[ExportedEvent]) -> Result<Replayed> {
    let rebuilt = crate::app::log::import::resale::replay::rebuild(order_no, events, rules)?;
    let mut report = Replayed::existing(order_no, events.len());
    if let Some(anchor) = tx.anchor(order_no)? {
        let person = tx.person(&anchor.person_id)?;
        same_again(order_no, &tx.events(order_no, &person)?, &rebuilt.rows)?;
        return Ok(report);
    }
    report.created();
    free(tx, &rebuilt)?;
    let person = write(tx, rules, &rebuilt)?;
    report.external_proofs = crate::app::log::import::resale::proof_files::files(tx, rules, &rebuilt)?;
    report.groups = crate::app::log::import::resale::proof_files::groups(tx, rules, &rebuilt)?;
    let beside: Vec<Event> = rebuilt
        .events
        .iter()
        .filter(|event| !crate::app::log::import::resale::proof_files::has_file(event))
        .cloned()
        .collect();
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
