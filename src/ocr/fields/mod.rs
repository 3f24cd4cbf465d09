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

use super::blocks::{Item, blocks};
use super::field_label::Kind;
use super::layout::rows;
use super::{Confidence, Reading};
use crate::domain::resale::matching::{Evidence, Seen};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;

/// The most candidates of one field that are kept; the best come first.
const MAX_CANDIDATES: usize = 50;

#[derive(Clone, PartialEq, Eq)]
pub struct Candidate {
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

impl fmt::Debug for Candidate {
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
pub struct Fields {
    /// Names; without a label any 2 to 4 Chinese characters.
    pub name: Vec<Candidate>,
    /// Phone numbers, possibly masked.
    pub phone: Vec<Candidate>,
    /// Certificate numbers, possibly masked.
    pub id_number: Vec<Candidate>,
    /// Days of the visit.
    pub date: Vec<Candidate>,
    pub ticket_type: Vec<Candidate>,
    /// Amounts paid, in yuan.
    pub amount: Vec<Candidate>,
    /// Order numbers and ticket codes.
    pub code: Vec<Candidate>,
    /// The screen says that this ticket is refunded or cancelled.
    pub void: bool,
    /// A QR code or bar code on the screen holds another ticket code than the one that is printed.
    pub code_contradicted: bool,
    /// The engine is known to misread names.
    pub names_unsure: bool,
}

/// What an extractor found in one text.
struct Found {
    value: String,
    raw: String,
    labelled: bool,
    repaired: bool,
}

impl Found {
    fn new(value: impl Into<String>, raw: impl Into<String>, labelled: bool) -> Self {
        Self { value: value.into(), raw: raw.into(), labelled, repaired: false }
    }

    fn repaired(self) -> Self {
        Self { repaired: true, ..self }
    }
}

/// The fields of every order on the screen; one entry when there is one order or nothing tells them apart.
pub fn extract(reading: &Reading) -> Vec<Fields> {
    let mut all: Vec<Fields> = blocks(&rows(reading)).iter().map(|block| Fields::of(block)).collect();
    let contradicted = code::contradicted(&all, &reading.codes);
    for fields in &mut all {
        fields.code_contradicted = contradicted;
        fields.names_unsure = reading.names_unsure();
    }
    all
}

impl Fields {
    fn of(items: &[Item]) -> Self {
        let each = |find: fn(&Item, Option<&Item>) -> Vec<Found>| {
            let found = items.iter().enumerate().flat_map(|(at, item)| {
                let next = items.get(at + 1).filter(|next| next.line > item.line && next.kind.is_none());
                find(item, next).into_iter().map(|found| candidate(item, found))
            });
            best_first(found.collect())
        };
        let mut fields = Self {
            name: each(|item, _| name::find(item)),
            phone: each(number::phones),
            id_number: each(number::certificates),
            date: each(|item, _| date::find(item)),
            ticket_type: each(|item, _| ticket::find(item)),
            amount: each(|item, _| amount::find(item)),
            code: each(code::find),
            void: items.iter().any(|item| item.void),
            ..Self::default()
        };
        date::prefer_visits(&mut fields.date, items);
        ticket::prefer_grammar(&mut fields.ticket_type);
        fields
    }

    /// The same as the matcher wants it.
    pub fn evidence(&self) -> Evidence {
        Evidence {
            name: seen(&self.name, |one| Some(Personal::new(one.value.as_str()))),
            phone: seen(&self.phone, |one| Some(Personal::new(one.value.as_str()))),
            certificate_no: seen(&self.id_number, |one| Some(Personal::new(one.value.as_str()))),
            play_date: seen(&self.date, |one| date::read(&one.raw)),
            ticket_type: seen(&self.ticket_type, |one| Some(one.value.clone())),
            amount: seen(&self.amount, |one| Fen::parse(&one.value).ok()),
            code: seen(&self.code, |one| Some(one.value.clone())),
            void: self.void,
            code_contradicted: self.code_contradicted,
            names_unsure: self.names_unsure,
        }
    }

    /// Each field with its key, in the order of the JSON.
    fn parts(&self) -> [(&'static str, &[Candidate]); 7] {
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

/// `{name: [{value, confidence, line}], …}`: the candidates of all blocks together, best first.
pub(super) fn to_json(blocks: &[Fields]) -> Value {
    let keys = Fields::default().parts().map(|(key, _)| key);
    let field = |at: usize| {
        let all = blocks.iter().flat_map(|block| block.parts()[at].1).cloned().collect();
        let one = |one: Candidate| {
            let confidence = one.confidence.map(Confidence::to_json);
            json!({ "value": one.value, "confidence": confidence, "line": one.line })
        };
        Value::from(best_first(all).into_iter().map(one).collect::<Vec<_>>())
    };
    Value::Object(keys.iter().enumerate().map(|(at, key)| ((*key).to_owned(), field(at))).collect::<Map<_, _>>())
}

fn candidate(item: &Item, found: Found) -> Candidate {
    let Found { value, raw, labelled, repaired } = found;
    Candidate { value, raw, confidence: item.confidence, line: item.line, labelled, repaired }
}

/// Labelled before unlabelled, as read before repaired, surer before less sure, upper before lower; each value once.
fn best_first(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.sort_by_key(|one| (!one.labelled, one.repaired, std::cmp::Reverse(one.confidence), one.line));
    let mut kept: Vec<Candidate> = Vec::new();
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

fn seen<T>(candidates: &[Candidate], value: impl Fn(&Candidate) -> Option<T>) -> Vec<Seen<T>> {
    candidates
        .iter()
        .filter_map(|one| Some(Seen { value: value(one)?, labelled: one.labelled, repaired: one.repaired }))
        .collect()
}

/// Whether a text under this label may hold other fields too, as in `出行人: 陈思琪 13751840019`.
fn is_open(kind: Option<Kind>) -> bool {
    !matches!(kind, Some(Kind::Other | Kind::Order | Kind::Code))
}
