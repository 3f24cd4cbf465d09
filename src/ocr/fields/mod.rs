//! Candidate fields out of text: what a line might be, never what an order wants it to be.

mod amount;
mod code;
mod date;
mod name;
mod number;
mod shape;
mod ticket;

#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::{Map, Value, json};

use super::blocks::{LabelledItem, group_blocks};
use super::field_label::LabelKind;
use super::layout::group_rows;
use super::{Confidence, OcrReading};
use crate::domain::resale::matching::{ScreenshotBlock, SeenValue};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;

/// The most candidates of one field that are kept; the best come first.
const MAX_CANDIDATES: usize = 50;

#[derive(Clone, PartialEq, Eq)]
pub struct FieldCandidate {
    /// The normalised value: `13800132376`, `2026-04-15` or `04-15`, `495.88`, `138****0000`.
    pub value: String,
    /// The folded text that it was taken from.
    pub raw: String,
    /// The engine's confidence in the line.
    pub confidence: Option<Confidence>,
    /// The index of the line in the reading.
    pub line: usize,
    /// It stood beside or under a label of its field.
    pub labelled: bool,
    /// Look-alike characters were repaired, or two lines were joined without proof that they belong together.
    pub repaired: bool,
}

impl fmt::Debug for FieldCandidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { confidence, line, labelled, repaired, .. } = self;
        f.debug_struct("Candidate")
            .field("line", line)
            .field("confidence", confidence)
            .field("labelled", labelled)
            .field("repaired", repaired)
            .finish_non_exhaustive()
    }
}

/// What one order's block on the screen may say, the best candidate of each field first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockFields {
    /// Names; without a label any 2 to 4 Chinese characters.
    pub name: Vec<FieldCandidate>,
    /// Phone numbers, possibly masked.
    pub phone: Vec<FieldCandidate>,
    /// Certificate numbers, possibly masked.
    pub id_number: Vec<FieldCandidate>,
    /// Days of the visit.
    pub date: Vec<FieldCandidate>,
    pub ticket_type: Vec<FieldCandidate>,
    /// Amounts paid, in yuan.
    pub amount: Vec<FieldCandidate>,
    /// Order numbers and ticket codes.
    pub code: Vec<FieldCandidate>,
    /// The screen says that this ticket is refunded or cancelled.
    pub void: bool,
    /// A QR code or bar code on the screen holds another ticket code than the one that is printed.
    pub code_contradicted: bool,
    /// The engine is known to misread names.
    pub names_unsure: bool,
}

/// What an extractor found in one text.
struct ExtractedValue {
    value: String,
    raw: String,
    labelled: bool,
    repaired: bool,
}

impl ExtractedValue {
    fn new(value: impl Into<String>, raw: impl Into<String>, labelled: bool) -> Self {
        Self { value: value.into(), raw: raw.into(), labelled, repaired: false }
    }

    fn with_repair(self) -> Self {
        Self { repaired: true, ..self }
    }
}

/// The fields of every order on the screen; one entry when there is one order or nothing tells them apart.
pub fn extract_fields(reading: &OcrReading) -> Vec<BlockFields> {
    let mut all: Vec<BlockFields> =
        group_blocks(&group_rows(reading)).iter().map(|block| BlockFields::from_items(block)).collect();
    let contradicted = code::is_contradicted(&all, &reading.codes);
    for fields in &mut all {
        fields.code_contradicted = contradicted;
        fields.names_unsure = reading.names_unsure();
    }
    all
}

impl BlockFields {
    fn from_items(items: &[LabelledItem]) -> Self {
        let each = |find: fn(&LabelledItem, Option<&LabelledItem>) -> Vec<ExtractedValue>| {
            let found = items.iter().enumerate().flat_map(|(at, item)| {
                let next = items.get(at + 1).filter(|next| next.line > item.line && next.kind.is_none());
                find(item, next).into_iter().map(|found| build_candidate(item, found))
            });
            sort_best_first(found.collect())
        };
        let mut fields = Self {
            name: each(|item, _| name::find_names(item)),
            phone: each(number::find_phones),
            id_number: each(number::find_certificates),
            date: each(|item, _| date::find_dates(item)),
            ticket_type: each(|item, _| ticket::find_ticket_types(item)),
            amount: each(|item, _| amount::find_amounts(item)),
            code: each(code::find_codes),
            void: items.iter().any(|item| item.void),
            ..Self::default()
        };
        date::prefer_visit_dates(&mut fields.date, items);
        ticket::prefer_known_types(&mut fields.ticket_type);
        fields
    }

    /// The same as the matcher wants it.
    pub fn to_evidence(&self) -> ScreenshotBlock {
        ScreenshotBlock {
            name: to_seen_values(&self.name, |one| Some(Personal::new(one.value.as_str()))),
            phone: to_seen_values(&self.phone, |one| Some(Personal::new(one.value.as_str()))),
            certificate_no: to_seen_values(&self.id_number, |one| Some(Personal::new(one.value.as_str()))),
            play_date: to_seen_values(&self.date, |one| date::read_date(&one.raw)),
            ticket_type: to_seen_values(&self.ticket_type, |one| Some(one.value.clone())),
            amount: to_seen_values(&self.amount, |one| Fen::parse(&one.value).ok()),
            code: to_seen_values(&self.code, |one| Some(one.value.clone())),
            void: self.void,
            code_contradicted: self.code_contradicted,
            names_unsure: self.names_unsure,
        }
    }

    /// Each field with its key, in the order of the JSON.
    fn named_fields(&self) -> [(&'static str, &[FieldCandidate]); 7] {
        [
            ("name", &self.name),
            ("phone", &self.phone),
            ("id_number", &self.id_number),
            ("date", &self.date),
            ("ticket_type", &self.ticket_type),
            ("amount", &self.amount),
            ("code", &self.code),
        ]
    }
}

/// The object of `ocr text --json`: `{engine, model, ms, lines: [{text, confidence, box}], codes, fields: {…}}`. Candidates
/// of several orders on one screen stand together, best first.
pub fn reading_to_json(reading: &OcrReading, blocks: &[BlockFields]) -> Value {
    let lines: Vec<Value> = reading
        .lines
        .iter()
        .map(|line| {
            json!({ "text": line.text, "confidence": line.confidence.map(Confidence::to_json), "box": line.bbox })
        })
        .collect();
    json!({
        "engine": reading.engine,
        "model": reading.model,
        "ms": reading.ms,
        "lines": lines,
        "codes": reading.codes,
        "fields": fields_to_json(blocks),
    })
}

/// `{name: [{value, confidence, line}], …}`: the candidates of all blocks together, best first.
fn fields_to_json(blocks: &[BlockFields]) -> Value {
    let keys = BlockFields::default().named_fields().map(|(key, _)| key);
    let field = |at: usize| {
        let all = blocks.iter().flat_map(|block| block.named_fields()[at].1).cloned().collect();
        let one = |one: FieldCandidate| {
            let confidence = one.confidence.map(Confidence::to_json);
            json!({ "value": one.value, "confidence": confidence, "line": one.line })
        };
        Value::from(sort_best_first(all).into_iter().map(one).collect::<Vec<_>>())
    };
    Value::Object(keys.iter().enumerate().map(|(at, key)| ((*key).to_owned(), field(at))).collect::<Map<_, _>>())
}

fn build_candidate(item: &LabelledItem, found: ExtractedValue) -> FieldCandidate {
    let ExtractedValue { value, raw, labelled, repaired } = found;
    FieldCandidate { value, raw, confidence: item.confidence, line: item.line, labelled, repaired }
}

/// Labelled before unlabelled, as read before repaired, surer before less sure, upper before lower; each value once.
fn sort_best_first(mut all: Vec<FieldCandidate>) -> Vec<FieldCandidate> {
    all.sort_by_key(|one| (!one.labelled, one.repaired, std::cmp::Reverse(one.confidence), one.line));
    let mut kept: Vec<FieldCandidate> = Vec::new();
    for one in all {
        // The same date with and without a weekday are two statements, so the text counts where the value does not.
        let known =
            kept.iter().any(|other| other.value == one.value && (one.raw == other.raw || !one.raw.contains('周')));
        if !known && kept.len() < MAX_CANDIDATES {
            kept.push(one);
        }
    }
    kept
}

fn to_seen_values<T>(candidates: &[FieldCandidate], value: impl Fn(&FieldCandidate) -> Option<T>) -> Vec<SeenValue<T>> {
    candidates
        .iter()
        .filter_map(|one| Some(SeenValue { value: value(one)?, labelled: one.labelled, repaired: one.repaired }))
        .collect()
}

/// Whether a text under this label may hold other fields too, as in `出行人: 陈思琪 13751840019`.
fn may_hold_others(kind: Option<LabelKind>) -> bool {
    !matches!(kind, Some(LabelKind::Other | LabelKind::Order | LabelKind::Code))
}
