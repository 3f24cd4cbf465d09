//! The verdicts of an import as they are kept under its key, to be given again.

use serde_json::{Value, json};

use super::{EntryVerdict, ImportVerdict};
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;

/// Spells verdicts for the record of a key. They hold no personal data.
pub(crate) fn encode_verdicts(verdicts: &[ImportVerdict]) -> Value {
    let one = |verdict: &ImportVerdict| {
        let reason = verdict.reason.as_ref().map(|(code, why)| json!([code, why.zh, why.en]));
        let order_no = verdict.order_no.as_ref().map(ToString::to_string);
        json!([verdict.external_order_no, verdict.verdict, order_no, reason])
    };
    Value::Array(verdicts.iter().map(one).collect())
}

/// Reads them again; `None` for anything that was not spelled here.
pub(crate) fn decode_verdicts(kept: &Value) -> Option<Vec<ImportVerdict>> {
    kept.as_array()?.iter().map(decode_verdict).collect()
}

fn decode_verdict(row: &Value) -> Option<ImportVerdict> {
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
    })
}
