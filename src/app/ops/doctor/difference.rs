//! One order beside its events: every row that follows from them, as it is and as it has to be.

use std::collections::BTreeSet;

use super::damage::DamageKind;
use crate::app::write::side_rows::{FileKey, PaymentClaim, PaymentKey, SideRows};
use crate::app::write::stored_flow::{LoadedOrder, StoredFlow, ToldDelivery};
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::notice::PartState;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::{BlobArea, BlobOwner, BlobState, BlobStore};
use crate::store::attachments::files::{StoredFile, StoredFileKind};
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::Hold;
use crate::store::people::blind_index::DigestKind;

/// With what every order is compared.
pub(crate) struct ComparisonContext<'a> {
    pub deadlines: ResaleDeadlines,
    pub blobs: &'a BlobStore,
    pub now: Timestamp,
}

/// Something of an order that is not what its events say.
pub(crate) struct Difference {
    pub kind: DamageKind,
    /// What of it: columns, `missing`, `extra`.
    pub what: String,
    /// What makes it right; none where the events do not say it.
    pub mend: Option<Mend>,
}

/// What makes something right.
pub(crate) enum Mend {
    Row(Box<OrderSummary>),
    Hold(Hold),
    /// A number that paid for the order.
    Payment(PaymentKey),
    /// A number that is kept for the order unless another one had it, and gave it up.
    KeptPayment(PaymentKey),
    TicketCode([u8; 32]),
    Use(SingleUseKind, [u8; 32]),
    Digests(Vec<(DigestKind, [u8; 32])>),
    File {
        file: FileKey,
        path: Option<String>,
        created_at: Timestamp,
    },
    ExtraFile(FileKey),
    DestroyKey(Timestamp),
}

/// An order that was compared.
#[derive(Default)]
pub(crate) struct ComparedOrder {
    pub differences: Vec<Difference>,
    /// How many rows of each table that is not sorted by orders are this order's and right.
    pub rows: RowCounts,
    /// How many codes of tickets it has whose digests cannot be made any more.
    pub sealed_codes: usize,
    pub dropped: BTreeSet<PaymentKey>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowCounts {
    pub holds: usize,
    pub payments: usize,
    pub ticket_codes: usize,
    pub uses: usize,
    /// Of tables that are sorted by orders or persons.
    pub others: usize,
}

impl ComparedOrder {
    fn add(&mut self, kind: DamageKind, what: impl Into<String>, mend: Option<Mend>) {
        self.differences.push(Difference { kind, what: what.into(), mend });
    }
}

/// The rows that an order has to have.
pub(crate) fn expect_side_rows<S: StoredFlow>(loaded: &LoadedOrder<S>) -> Result<SideRows> {
    let events = loaded.events.iter().map(S::read_event).collect::<Result<Vec<_>, _>>()?;
    Ok(SideRows::of_history(&loaded.order, &events, &loaded.events))
}

/// Compares everything that follows from the events of an order. Reads only.
pub(crate) fn compare_order<S: StoredFlow>(
    tx: &Tx<'_>,
    loaded: &LoadedOrder<S>,
    context: &ComparisonContext<'_>,
) -> Result<ComparedOrder> {
    let LoadedOrder { order, person, .. } = loaded;
    let mut compared = ComparedOrder::default();
    let summary = order.order_summary(&context.deadlines);
    let columns = tx.find_differing_columns(&summary, &person.id)?;
    if !columns.is_empty() {
        compared.add(DamageKind::OrderRow, columns.join(" "), Some(Mend::Row(Box::new(summary))));
    }
    let expected = expect_side_rows(loaded)?;
    match (&person.key, expected.erased_at) {
        // What the person's values were, nobody can say: nothing that rests on them is judged.
        (None, None) => compared.add(DamageKind::LostKey, "key", None),
        (Some(_), Some(at)) => compared.add(DamageKind::ErasedKey, "key", Some(Mend::DestroyKey(at))),
        _ => {}
    }
    if person.key.is_some() || expected.erased_at.is_some() {
        compare_digests(tx, &person.id, &expected, &mut compared)?;
    }
    compare_holds(tx, &expected, context.now, &mut compared)?;
    compare_payments(tx, order.order_no(), &expected, &mut compared)?;
    compare_codes(tx, order.order_no(), &expected, &mut compared)?;
    compare_uses(tx, order.order_no(), &expected, &mut compared)?;
    let owner = person.key.as_ref().map(|key| BlobOwner { key, person_id: &person.id });
    compare_files(tx, order.order_no(), &expected, &OrderFiles { blobs: context.blobs, owner }, &mut compared)?;
    compare_deliveries(tx, order.order_no(), &order.told_deliveries(), &mut compared)?;
    compared.dropped = expected.dropped_payments;
    Ok(compared)
}

fn compare_digests(tx: &Tx<'_>, person_id: &str, expected: &SideRows, compared: &mut ComparedOrder) -> Result<()> {
    let keys = tx.derived_keys();
    let form = expected.form.as_ref();
    let mut wanted = form.map_or_else(Vec::new, |form| keys.form_digests(form.as_people()));
    let accounts = expected.account.iter().chain(&expected.nicks).filter_map(Personal::reveal);
    wanted.extend(accounts.map(|text| (DigestKind::ExternalUser, keys.digest_text(DigestKind::ExternalUser, text))));
    let there: BTreeSet<(String, Vec<u8>)> = tx.digests_of_person(person_id)?.into_iter().collect();
    let right: BTreeSet<_> = wanted.iter().map(|(kind, digest)| (kind.code().to_owned(), digest.to_vec())).collect();
    compared.rows.others += there.len();
    if there != right {
        let what = if there.is_subset(&right) { "missing" } else { "extra" };
        compared.add(DamageKind::PersonIndex, what, Some(Mend::Digests(wanted)));
    }
    Ok(())
}

fn compare_holds(tx: &Tx<'_>, expected: &SideRows, now: Timestamp, compared: &mut ComparedOrder) -> Result<()> {
    for wanted in expected.holds.values() {
        let found = tx.find_hold(&wanted.lock_id)?;
        let what = match &found {
            None => "missing".to_owned(),
            Some(found) => {
                compared.rows.holds += 1;
                differing_fields(found, wanted)
            }
        };
        if what.is_empty() {
            continue;
        }
        // An operator decides what becomes of places that were sold twice meanwhile.
        let own = found.filter(|found| found.is_live(now) && found.visit_date == wanted.visit_date);
        let own = own.filter(|found| found.sku_id == wanted.sku_id).map_or(0, |found| found.quantity);
        let levels = tx.stock_on_day(&wanted.sku_id, wanted.visit_date, now)?;
        if !wanted.is_live(now) || levels.has_room_for(wanted.quantity, own) {
            compared.add(DamageKind::Hold, what, Some(Mend::Hold(wanted.clone())));
        } else {
            compared.add(DamageKind::Hold, format!("{what}, no places left"), None);
        }
    }
    Ok(())
}

/// The fields of a hold that are not right. When it last changed is not told by every log: an import wrote it its own way.
fn differing_fields(found: &Hold, wanted: &Hold) -> String {
    let checks = [
        ("order_no", found.order_no != wanted.order_no),
        ("sku_id", found.sku_id != wanted.sku_id),
        ("visit_date", found.visit_date != wanted.visit_date),
        ("quantity", found.quantity != wanted.quantity),
        ("state", found.state != wanted.state),
        ("held_at", found.held_at != wanted.held_at),
        ("expires_at", found.expires_at != wanted.expires_at),
    ];
    checks.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

fn compare_payments(tx: &Tx<'_>, order_no: &OrderNo, expected: &SideRows, compared: &mut ComparedOrder) -> Result<()> {
    for (key, claim) in &expected.payments {
        let owner = tx.order_of_payment(&key.channel, key.reference.as_str())?;
        if owner.as_ref() == Some(order_no) {
            compared.rows.payments += 1;
            continue;
        }
        match claim {
            PaymentClaim::Kept if owner.is_some() => {}
            PaymentClaim::Kept => {
                compared.add(DamageKind::Payment, "missing", Some(Mend::KeptPayment(key.clone())));
            }
            // Two numbers of a file of the first version may be one: the second stands as it was typed.
            PaymentClaim::Paid { typed } if tx.has_payment_row(&key.channel, typed, order_no)? => {
                compared.rows.payments += 1;
            }
            PaymentClaim::Paid { .. } => {
                let what = owner.map_or_else(|| "missing".to_owned(), |owner| format!("{owner} has it"));
                compared.add(DamageKind::Payment, what, Some(Mend::Payment(key.clone())));
            }
        }
    }
    Ok(())
}

fn compare_codes(tx: &Tx<'_>, order_no: &OrderNo, expected: &SideRows, compared: &mut ComparedOrder) -> Result<()> {
    for code in &expected.ticket_codes {
        let Some(digest) = tx.derived_keys().digest_ticket_code(code) else {
            compared.sealed_codes += 1;
            continue;
        };
        let owner = tx.find_order_of_ticket(code)?;
        compared.rows.ticket_codes += usize::from(owner.is_some());
        if owner.as_ref() != Some(order_no) {
            let what = if owner.is_some() { "order_no" } else { "missing" };
            compared.add(DamageKind::TicketCode, what, Some(Mend::TicketCode(digest)));
        }
    }
    Ok(())
}

fn compare_uses(tx: &Tx<'_>, order_no: &OrderNo, expected: &SideRows, compared: &mut ComparedOrder) -> Result<()> {
    for (kind, used) in &expected.uses {
        let owner = tx.find_order_of_use(*kind, used)?;
        compared.rows.uses += usize::from(owner.is_some());
        if owner.as_ref() != Some(order_no) {
            let what = if owner.is_some() { "order_no" } else { "missing" };
            let digest = tx.derived_keys().digest_use(*kind, used);
            compared.add(DamageKind::SingleUse, what, Some(Mend::Use(*kind, digest)));
        }
    }
    Ok(())
}

/// The kept files of one order, and what opens them.
struct OrderFiles<'a> {
    blobs: &'a BlobStore,
    owner: Option<BlobOwner<'a>>,
}

impl OrderFiles<'_> {
    /// Where the whole file is, whatever the database says.
    fn find(&self, order_no: &OrderNo, file: &FileKey) -> Result<Option<String>> {
        let area = match file.kind {
            StoredFileKind::Proof => BlobArea::PaymentProof,
            StoredFileKind::Screenshot => BlobArea::Screenshot,
        };
        for path in self.blobs.find_stored_paths(area, order_no, &file.sha256)? {
            if self.blobs.check_file(&path, &file.sha256, self.owner)? == BlobState::Intact {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }
}

fn compare_files(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    expected: &SideRows,
    kept: &OrderFiles<'_>,
    compared: &mut ComparedOrder,
) -> Result<()> {
    let found = tx.files_of_order(order_no)?;
    compared.rows.others += found.len();
    for (file, wanted) in &expected.files {
        let row = found.iter().find(|row| is_row_of(row, file));
        let right = match row.map(|row| row.path.as_deref()) {
            None => false,
            Some(None) => kept.find(order_no, file)?.is_none(),
            Some(Some(path)) => path == wanted.path || kept.find(order_no, file)?.as_deref() == Some(path),
        };
        if !right {
            let path = kept.find(order_no, file)?;
            let what = if row.is_some() { "path" } else { "missing" };
            let mend = Mend::File { file: file.clone(), path, created_at: wanted.created_at };
            compared.add(DamageKind::FileRow, what, Some(mend));
        }
    }
    for row in found {
        let file = FileKey { kind: row.kind, sha256: row.sha256 };
        if !expected.files.contains_key(&file) {
            compared.add(DamageKind::FileRow, "extra", Some(Mend::ExtraFile(file)));
        }
    }
    Ok(())
}

fn is_row_of(row: &StoredFile, file: &FileKey) -> bool {
    row.kind == file.kind && row.sha256 == file.sha256
}

/// What a message is in the outbox is a fact of its own, so nothing of it is ever mended from the log.
fn compare_deliveries(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    told: &[ToldDelivery<'_>],
    compared: &mut ComparedOrder,
) -> Result<()> {
    let found = tx.deliveries_of_order(order_no.as_str())?;
    compared.rows.others += found.len();
    for message in told {
        match found.iter().find(|row| row.id == message.id) {
            None => compared.add(DamageKind::Delivery, format!("{} missing", message.id), None),
            Some(row) if row.kind != message.kind || !may_stand_so(message.state, row.state) => {
                compared.add(DamageKind::Delivery, format!("{} {}", message.id, row.state.code()), None);
            }
            Some(_) => {}
        }
    }
    for row in found.iter().filter(|row| told.iter().all(|message| message.id != row.id)) {
        compared.add(DamageKind::Delivery, format!("{} extra", row.id), None);
    }
    Ok(())
}

/// Whether a row may be in `row` where the events of its order say `told`. A part that was taken waits for the others of its
/// push before an event says so; of several that a dead process held, one is the failure, and the others were never tried.
const fn may_stand_so(told: PartState, row: DeliveryState) -> bool {
    match told {
        PartState::Sending => matches!(
            row,
            DeliveryState::Queued | DeliveryState::Claimed | DeliveryState::InFlight | DeliveryState::Accepted
        ),
        PartState::Accepted => matches!(row, DeliveryState::Accepted | DeliveryState::Acked),
        PartState::Failed => matches!(row, DeliveryState::Failed | DeliveryState::Rejected),
        PartState::Cancelled => matches!(row, DeliveryState::Cancelled | DeliveryState::Failed),
        PartState::Unknown => matches!(row, DeliveryState::Unknown),
    }
}
