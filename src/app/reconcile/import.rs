//! Reading bills: their rows become facts, all of the files in one transaction, and what needs a person is found anew.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::agreement::refresh_findings;
use super::errors::ReconcileError;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillKind, BillMovement};
use crate::domain::bill::statement::BillHead;
use crate::domain::value::code_enum::coded;
use crate::domain::value::mask::mask_account;
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::bills::{BillEntry, BillReader, open_bill};
use crate::store::bills::files::{BillAccount, NewBillFile};
use crate::store::bills::rows::{BillRowPlace, RowArrival};
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;

/// What whoever hands a bill over knows of it, and whether it asks for a password.
pub use crate::formats::bills::{BankMapping, BillOptions, is_encrypted_bill};

/// At most so many refused rows of a file are named.
const MAX_NAMED: usize = 20;

coded! {
    /// What became of a file.
    BillFileVerdict {
        Imported = "imported", "已导入", "imported";
        Repeated = "repeated", "以前导入过", "imported before";
    }
}

/// How many rows of a file ended how. Together they are all of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct BillRowCounts {
    added: u64,
    changed: u64,
    known: u64,
    /// Added, and no money moved.
    no_movement: u64,
    /// Added, and nobody knows what they are.
    to_look_at: u64,
    refused: u64,
}

impl BillRowCounts {
    fn count(&mut self, arrival: RowArrival, movement: BillMovement) {
        let counter = match (arrival, movement) {
            (RowArrival::Added, BillMovement::NotMoved) => &mut self.no_movement,
            (RowArrival::Added, BillMovement::Unclear) => &mut self.to_look_at,
            (RowArrival::Added, BillMovement::Moved | BillMovement::OnTheWay) => &mut self.added,
            (RowArrival::Changed, _) => &mut self.changed,
            (RowArrival::Known | RowArrival::Contradicts, _) => &mut self.known,
        };
        *counter += 1;
    }

    const fn sum(self) -> u64 {
        self.added + self.changed + self.known + self.no_movement + self.to_look_at + self.refused
    }
}

/// A bill that is open, with the name that it is told by.
struct OpenBill {
    name: String,
    sha256: String,
    reader: BillReader,
}

impl App {
    /// Reads bills, all or none of them.
    ///
    /// # Errors
    /// `bill_row_changed`, exit 4, where a row contradicts an earlier file; those of the files.
    pub fn import_bills(&mut self, files: Vec<CommandInput<'_>>, options: BillOptions<'_>) -> Result<ShopChange> {
        self.refresh_projection()?;
        let mut bills = files.into_iter().map(|file| OpenBill::open(file, options)).collect::<Result<Vec<_>>>()?;
        let content = json!({ "files": bills.iter().map(|bill| bill.sha256.as_str()).collect::<Vec<_>>() });
        let terms = self.platform_terms();
        self.change_shop("reconcile import", &content, |edit, now| {
            let files = bills.drain(..).map(|bill| import_file(edit, bill)).collect::<Result<Vec<_>>>()?;
            let open = refresh_findings(edit, terms, now)?;
            Ok(json!({ "files": files, "needs_person": open }))
        })
    }
}

impl OpenBill {
    fn open(file: CommandInput<'_>, options: BillOptions<'_>) -> Result<Self> {
        let name = name_of_file(file.path());
        let reader = open_bill(file.open()?, options)?;
        if reader.head().account.trim().is_empty() {
            return Err(ReconcileError::AccountMissing { file: &name }.into_error());
        }
        let sha256 = encode_hex(&reader.sha256());
        Ok(Self { name, sha256, reader })
    }
}

fn name_of_file(path: &Path) -> String {
    path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn import_file(edit: &ShopEdit<'_>, bill: OpenBill) -> Result<Value> {
    let OpenBill { name, sha256, mut reader } = bill;
    let head = reader.head().clone();
    let masked = mask_account(&Personal::new(head.account.as_str()));
    let label = masked.in_lang(Lang::En).to_owned();
    let about = json!({ "file": name, "service": head.service, "account": label });
    if edit.has_bill_file(&sha256)? {
        return Ok(merge(about, json!({ "verdict": BillFileVerdict::Repeated })));
    }
    let account =
        edit.find_or_add_bill_account(&BillAccount { service: head.service, name: &head.account, label: &label })?;
    let file = edit.add_bill_file(&NewBillFile {
        account,
        sha256: &sha256,
        name: &name,
        period: head.period,
        scope: head.scope,
        exported_at: head.exported_at,
    })?;
    let mut rows =
        RowImport { edit, name: &name, account, file, keys: RowKeys::default(), counts: BillRowCounts::default() };
    let mut refused = Vec::new();
    while let Some(entry) = reader.next_entry() {
        match entry? {
            BillEntry::Row(row) => rows.import_row(&row)?,
            BillEntry::Refused { line, why } => {
                rows.counts.refused += 1;
                if refused.len() < MAX_NAMED {
                    refused.push(json!({ "line": line, "code": why.code, "message": why.message.en, "message_zh": why.message.zh }));
                }
            }
        }
    }
    let counts = rows.counts;
    let check = reader.finish()?;
    debug_assert_eq!(check.rows, counts.sum(), "every row ends somewhere");
    edit.record_bill_rows(file, check.rows)?;
    let gone = mark_gone(edit, account, &head)?;
    let warnings: Vec<Value> = check
        .warnings
        .iter()
        .map(|warning| {
            let text = warning.to_message();
            json!({ "message": text.en, "message_zh": text.zh })
        })
        .collect();
    let result = json!({
        "verdict": BillFileVerdict::Imported,
        "from": head.period.map(|(from, _)| from), "until": head.period.map(|(_, until)| until), "scope": head.scope,
        "rows": check.rows, "added": counts.added, "changed": counts.changed, "known": counts.known,
        "no_movement": counts.no_movement, "to_look_at": counts.to_look_at, "refused": counts.refused,
        "refused_rows": refused, "gone": gone, "warnings": warnings,
    });
    let result = merge(about, result);
    edit.record(ShopSubject::Bill, &sha256, None, Some(result.clone()))?;
    Ok(result)
}

/// The rows of the covered time that the newest file no longer has.
fn mark_gone(edit: &ShopEdit<'_>, account: i64, head: &BillHead) -> Result<u64> {
    match head.period {
        Some((from, until)) => edit.mark_gone_bill_rows(account, from, until),
        None => edit.mark_gone_bill_rows(account, Timestamp::from_millis(i64::MIN), Timestamp::from_millis(i64::MAX)),
    }
}

fn merge(mut one: Value, other: Value) -> Value {
    if let (Value::Object(map), Value::Object(more)) = (&mut one, other) {
        map.extend(more);
    }
    one
}

/// The rows of one file on their way into the store.
struct RowImport<'a> {
    edit: &'a ShopEdit<'a>,
    name: &'a str,
    account: i64,
    file: i64,
    keys: RowKeys,
    counts: BillRowCounts,
}

impl RowImport<'_> {
    fn import_row(&mut self, row: &BillRow) -> Result<()> {
        let key = self.keys.key_of(row);
        let arrival =
            self.edit.put_bill_row(BillRowPlace { account: self.account, file: self.file, key: &key }, row)?;
        if arrival == RowArrival::Contradicts {
            return Err(ReconcileError::RowChanged { file: &self.name, line: &row.line }.into_error());
        }
        self.counts.count(arrival, row.movement);
        Ok(())
    }
}

/// What each row is known by within its account.
#[derive(Default)]
struct RowKeys {
    /// How often a row without a number came that is equal to another.
    equals: HashMap<[u8; 32], u32>,
}

impl RowKeys {
    /// The row's number, that of a refund apart: it may be its payment's. Without one, a digest of the row and how many of its
    /// equals stand before it: two equal rows may both be real.
    fn key_of(&mut self, row: &BillRow) -> String {
        if let (BillKind::Sale, Some(order)) = (row.kind, row.order_numbers.first()) {
            return format!("s:{order}");
        }
        let prefix = if row.kind == BillKind::Refund { 'r' } else { 'n' };
        if let Some(number) = &row.number {
            return format!("{prefix}:{number}");
        }
        let mut hash = Sha256::new();
        let words = &row.words;
        let (at, amount) = (row.at.millis().to_string(), row.amount.to_string());
        let texts = [at.as_str(), &amount, row.direction.code(), &words.category, &words.method];
        let free = [row.merchant_number.as_deref(), row.party.as_deref(), row.note.as_deref()];
        for text in texts.into_iter().chain(free.into_iter().map(Option::unwrap_or_default)) {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
        let digest: [u8; 32] = hash.finalize().into();
        let count = self.equals.entry(digest).or_default();
        *count += 1;
        format!("h:{}:{count}", encode_hex(&digest[..16]))
    }
}
