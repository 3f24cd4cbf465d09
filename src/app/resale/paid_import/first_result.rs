//! What an import did, as it is kept under its key to be told again: the verdicts of a short file, the counts of a long one.

use serde_json::{Value, json};

use super::{EntryVerdict, ImportSummary, ImportVerdict, RowPlace};
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::encode_hex;

pub(crate) enum FirstImport {
    Verdicts(Vec<ImportVerdict>),
    Counts(ImportSummary),
}

impl FirstImport {
    /// Reads what was kept; `None` for anything that was not spelled here.
    pub(crate) fn decode(kept: &Value) -> Option<Self> {
        if let Some(rows) = kept.as_array() {
            return rows.iter().map(decode_verdict).collect::<Option<_>>().map(Self::Verdicts);
        }
        let count = |key: &str| kept.get(key).and_then(Value::as_u64);
        Some(Self::Counts(ImportSummary {
            created: count("created")?,
            exists: count("exists")?,
            // A record of an older version has none.
            changed: count("changed").unwrap_or_default(),
            skipped: count("skipped")?,
            refused: count("refused")?,
            replayed: false,
        }))
    }
}

/// The counts of a long file, and the digest of its entries.
pub(crate) fn encode_counts(summary: &ImportSummary, entries: &[u8; 32]) -> Value {
    let ImportSummary { created, exists, changed, skipped, refused, .. } = *summary;
    let entries = encode_hex(entries);
    json!({ "created": created, "exists": exists, "changed": changed, "skipped": skipped, "refused": refused, "entries": entries })
}

/// Spells verdicts for the record of a key. They hold no personal data.
pub(crate) fn encode_verdicts(verdicts: &[ImportVerdict]) -> Value {
    verdicts.iter().map(encode_verdict).collect()
}

pub(crate) fn encode_verdict(verdict: &ImportVerdict) -> Value {
    let reason = verdict.reason.as_ref().map(|(code, why)| json!([code, why.zh, why.en]));
    let order_no = verdict.order_no.as_ref().map(ToString::to_string);
    let place = verdict.place.as_ref().map(|place| json!([place.row, place.column, place.value]));
    json!([verdict.external_order_no, verdict.verdict, order_no, reason, place])
}

pub(crate) fn decode_verdict(row: &Value) -> Option<ImportVerdict> {
    let text = |at: usize| row.get(at).and_then(Value::as_str);
    let reason = match row.get(3)? {
        Value::Null => None,
        said => {
            let part = |at: usize| said.get(at).and_then(Value::as_str).map(str::to_owned);
            Some((part(0)?, BilingualMessage { zh: part(1)?, en: part(2)? }))
        }
    };
    Some(ImportVerdict {
        external_order_no: text(0).map(str::to_owned),
        verdict: EntryVerdict::from_code(text(1)?)?,
        order_no: text(2).map(OrderNo::parse).transpose().ok()?,
        reason,
        // A record of an older version has none.
        place: row.get(4).and_then(decode_place),
    })
}

fn decode_place(place: &Value) -> Option<RowPlace> {
    let text = |at: usize| place.get(at).and_then(Value::as_str).map(str::to_owned);
    Some(RowPlace { row: place.get(0)?.as_u64()?, column: text(1), value: text(2) })
}
