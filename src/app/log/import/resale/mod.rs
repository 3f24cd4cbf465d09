//! Orders of the resale flow in an export.

pub(crate) mod checks;
pub(crate) mod proof_files;
pub(crate) mod replay;

use std::path::PathBuf;

pub(crate) use self::proof_files::ProofFiles;
use self::replay::{RebuiltResale, as_imported, rebuild_resale};
use super::{ImportedOrder, UsedOnce, expect_unused, same_again};
use crate::app::write::order_writer::OrderWriter;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::order::MarketplacePurchase;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;
use crate::formats::export::ExportedEvent;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::people::persons::StoredPerson;

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

/// Replays an order and holds it against what is here. Gives what it alone may have; nothing of an order that is here.
pub(crate) fn judge_order(
    tx: &Tx<'_>,
    rules: &ImportRules,
    order_no: &OrderNo,
    events: &[ExportedEvent],
) -> Result<Vec<UsedOnce>> {
    let rebuilt = rebuild_resale(order_no, events, rules)?;
    if find_same(tx, &rebuilt)?.is_some() { Ok(Vec::new()) } else { used_once(tx, &rebuilt) }
}

pub(crate) fn import_order(
    tx: &Tx<'_>,
    rules: &ImportRules,
    order_no: &OrderNo,
    events: &[ExportedEvent],
) -> Result<ImportedOrder> {
    let rebuilt = rebuild_resale(order_no, events, rules)?;
    let mut report = ImportedOrder::from_existing(order_no, events.len());
    if let Some(person) = find_same(tx, &rebuilt)? {
        // The bytes of a proof may be at hand now that were not the first time.
        if person.key.is_some() && !rules.proofs.is_empty() {
            report.external_proofs = proof_files::record_files(tx, rules, &rebuilt)?;
        }
        return Ok(report);
    }
    report.mark_created();
    // Before anything is written beside the log: a purchase that was imported twice under two numbers is refused by its
    // own keys.
    expect_unused(order_no, &used_once(tx, &rebuilt)?)?;
    report.external_proofs = proof_files::record_files(tx, rules, &rebuilt)?;
    let groups = proof_files::add_groups(tx, rules, &rebuilt)?;
    (report.groups, report.unnameable_groups) = (groups.added, groups.unnameable);
    // Tables beside the log say when it happened there: by today's clock every deadline would begin anew.
    let now = rebuilt.order.updated_at;
    rules.writer.open_new(tx, order_no.clone()).admit(rebuilt, now)?.commit()?;
    Ok(report)
}

/// Whose order it is that is here with the same events; none where the order is new.
fn find_same(tx: &Tx<'_>, rebuilt: &RebuiltResale) -> Result<Option<StoredPerson>> {
    let order_no = &rebuilt.order.order_no;
    let Some(anchor) = tx.find_chain_head(order_no)? else { return Ok(None) };
    let person = tx.load_person(&anchor.person_id)?;
    same_again(order_no, &tx.load_events(order_no, &person)?, &rebuilt.rows, as_imported)?;
    Ok(Some(person))
}

/// The purchase and the payments of a new order belong to no other.
fn used_once(tx: &Tx<'_>, rebuilt: &RebuiltResale) -> Result<Vec<UsedOnce>> {
    let MarketplacePurchase { external_order_no, source_platform, event_key, .. } = &rebuilt.order.purchase;
    let mut uses = vec![
        UsedOnce {
            field: "externalOrderNo",
            name: format!("{source_platform}\n{external_order_no}"),
            here: tx.find_purchase(external_order_no, source_platform)?,
        },
        UsedOnce { field: "eventKey", name: event_key.clone(), here: tx.find_event_key(event_key)? },
    ];
    // A number that was corrected later is this order's no longer.
    if let Some(payment) = rebuilt.order.payment.as_ref().map(|payment| &payment.what)
        && let Some(reference) = &payment.payment_reference
    {
        uses.push(UsedOnce {
            field: "paymentReference",
            name: format!("{}\n{}", payment.pay_channel, CanonicalNumber::of(reference).as_str()),
            here: tx.order_of_payment(&payment.pay_channel, reference)?,
        });
    }
    Ok(uses)
}
