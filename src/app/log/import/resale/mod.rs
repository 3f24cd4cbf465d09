//! Orders of the resale flow in an export.

pub(crate) mod checks;
pub(crate) mod proof_files;
pub(crate) mod replay;

use std::path::PathBuf;

pub(crate) use self::proof_files::ProofFiles;
use self::replay::{RebuiltResale, as_imported, rebuild_resale};
use super::{ImportedOrder, belongs_to, same_again};
use crate::app::write::order_writer::OrderWriter;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::error::Result;
use crate::formats::export::ExportedEvent;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;

/// The type of every order's first event.
pub(crate) const PAID: &str = "xianyu_order_paid_detected";

/// What the replay of this flow needs to know beside the file.
pub(crate) struct ImportRules {
    pub(crate) rate: BasisPoints,
    pub(crate) tolerance: Fen,
    pub(crate) writer: OrderWriter,
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
    let rebuilt = rebuild_resale(order_no, events, rules)?;
    let mut report = ImportedOrder::from_existing(order_no, events.len());
    if let Some(anchor) = tx.find_chain_head(order_no)? {
        let person = tx.load_person(&anchor.person_id)?;
        same_again(order_no, &tx.load_events(order_no, &person)?, &rebuilt.rows, as_imported)?;
        return Ok(report);
    }
    report.mark_created();
    // Before anything is written beside the log: a purchase that was imported twice under two numbers is refused by its
    // own keys.
    expect_unused(tx, &rebuilt)?;
    report.external_proofs = proof_files::record_files(tx, rules, &rebuilt)?;
    report.groups = proof_files::add_groups(tx, rules, &rebuilt)?;
    // Tables beside the log say when it happened there: by today's clock every deadline would begin anew.
    let now = rebuilt.order.updated_at;
    rules.writer.open_new(tx, order_no.clone()).admit(rebuilt, now)?.commit()?;
    Ok(report)
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
