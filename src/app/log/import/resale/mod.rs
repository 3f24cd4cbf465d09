//! Orders of the resale flow in an export.

pub(crate) mod checks;
pub(crate) mod proof_files;
pub(crate) mod replay;

use std::path::PathBuf;

pub(crate) use self::proof_files::ProofFiles;
use self::replay::RebuiltResale;
use super::{ImportedOrder, belongs_to, same_again};
use crate::app::write::execute::WrittenChange;
use crate::app::write::id_source::random_id;
use crate::app::write::side_tables::StoredFlow as _;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::flow::summarise_order;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::error::Result;
use crate::formats::export::ExportedEvent;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::log::events::NO_HASH;
use crate::store::people::persons::StoredPerson;

/// The type of every order's first event.
pub(crate) const PAID: &str = "xianyu_order_paid_detected";

/// What the replay of this flow needs to know beside the file.
pub(crate) struct ImportRules {
    pub(crate) rate: BasisPoints,
    pub(crate) tolerance: Fen,
    pub(crate) deadlines: ResaleDeadlines,
    pub(crate) spool: PathBuf,
    pub(crate) blobs: BlobStore,
    pub(crate) proofs: ProofFiles,
    pub(crate) keep: bool,
}

pub(crate) fn import_order(
    tx: &Tx<'_>,
    rules: &ImportRules,
    order_no: &OrderNo,
    events: &[ExportedEvent],
) -> Result<ImportedOrder> {
    let rebuilt = crate::app::log::import::resale::replay::rebuild_resale(order_no, events, rules)?;
    let mut report = ImportedOrder::from_existing(order_no, events.len());
    if let Some(anchor) = tx.find_chain_head(order_no)? {
        let person = tx.load_person(&anchor.person_id)?;
        same_again(order_no, &tx.load_events(order_no, &person)?, &rebuilt.rows)?;
        return Ok(report);
    }
    report.mark_created();
    expect_unused(tx, &rebuilt)?;
    let person = write_rebuilt(tx, rules, &rebuilt)?;
    report.external_proofs = crate::app::log::import::resale::proof_files::record_files(tx, rules, &rebuilt)?;
    report.groups = crate::app::log::import::resale::proof_files::add_groups(tx, rules, &rebuilt)?;
    let beside: Vec<ResaleEvent> = rebuilt
        .events
        .iter()
        .filter(|event| !crate::app::log::import::resale::proof_files::has_file(event))
        .cloned()
        .collect();
    let now = rebuilt.order.updated_at;
    ResaleOrder::write_side_tables(
        tx,
        &WrittenChange { order: &rebuilt.order, events: &beside, person: &person, now },
    )?;
    Ok(report)
}

/// Appends the rows and adds the order.
fn write_rebuilt(tx: &Tx<'_>, rules: &ImportRules, rebuilt: &RebuiltResale) -> Result<StoredPerson> {
    let person = tx.add_person(random_id())?;
    let head = tx.append_events(NO_HASH, &person, &rebuilt.rows)?;
    tx.add_order(&summarise_order(&rebuilt.order, &rules.deadlines), &head, &person.id)?;
    if let Some(account) = &rebuilt.order.purchase.external_user_id {
        tx.index_account(&person.id, account)?;
    }
    Ok(person)
}

/// The purchase and the payments of a new order belong to no other.
fn expect_unused(tx: &Tx<'_>, rebuilt: &RebuiltResale) -> Result<()> {
    let purchase = &rebuilt.order.purchase;
    let taken = tx.order_of_purchase(&purchase.external_order_no, &purchase.source_platform, &purchase.event_key)?;
    if let Some(other) = taken {
        return Err(belongs_to(&rebuilt.order.order_no, "externalOrderNo, eventKey", &other));
    }
    for event in &rebuilt.events {
        let ResaleEvent::PaymentConfirmed(payment) = event else { continue };
        let Some(reference) = &payment.payment_reference else { continue };
        if let Some(other) = tx.order_of_payment(&payment.pay_channel, reference)? {
            return Err(belongs_to(&rebuilt.order.order_no, "paymentReference", &other));
        }
    }
    Ok(())
}
