//! What an import of events did: order by order, and in all.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit};

const CREATED: &str = "created";
/// What a dry run says of an order that would be created.
pub const WOULD_CREATE: &str = "would_create";
const EXISTS: &str = "exists";
const REFUSED: &str = "refused";
/// How many orders, groups and days are named one by one.
const NAMED: usize = 20;

/// The result of importing one order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedOrder {
    pub order_no: String,
    /// `created`; `exists` where the same events are there already; `refused` where another command came before.
    pub verdict: String,
    /// How many events of the file it has.
    pub events: usize,
    /// How many of its proofs only the other system has.
    pub external_proofs: usize,
    /// Groups that were unknown and are paused now.
    pub groups: Vec<String>,
    /// The day whose stock was missing and is there now.
    #[serde(default)]
    pub stock: Option<MadeStock>,
    /// What the catalogue asks for the same, where that is another amount.
    #[serde(default)]
    pub catalogue_quote: Option<Fen>,
    /// Groups whose name no group can have here: none was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unnameable_groups: Vec<String>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<ImportRefusal>,
}

/// Why an order was refused: a code, and a sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRefusal {
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// A day of a SKU that had no stock, with just the places that imported orders have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeStock {
    pub sku_id: String,
    pub date: Day,
    /// How many places it has now.
    pub capacity: u32,
}

impl ImportedOrder {
    pub(super) fn from_existing(order_no: &OrderNo, events: usize) -> Self {
        Self {
            order_no: order_no.to_string(),
            verdict: EXISTS.to_owned(),
            events,
            external_proofs: 0,
            groups: Vec::new(),
            stock: None,
            catalogue_quote: None,
            unnameable_groups: Vec::new(),
            refusal: None,
        }
    }

    pub(super) fn refused(order_no: &OrderNo, events: usize, error: &Error) -> Self {
        let (zh, en) = (error.message.zh.clone(), error.message.en.clone());
        Self {
            verdict: REFUSED.to_owned(),
            refusal: Some(ImportRefusal { code: error.code.to_owned(), zh, en }),
            ..Self::from_existing(order_no, events)
        }
    }

    pub(super) fn mark_created(&mut self) {
        CREATED.clone_into(&mut self.verdict);
    }

    /// The verdict as a row says it: a dry run creates nothing.
    pub fn verdict_word(&self, dry_run: bool) -> &str {
        if dry_run && self.verdict == CREATED { WOULD_CREATE } else { &self.verdict }
    }
}

impl ImportRefusal {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What an import did in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventImportSummary {
    pub created: u64,
    pub exists: u64,
    /// Orders that another command came before, after the file was judged.
    pub refused: u64,
    pub external_proofs: usize,
    /// Groups that were unknown and are paused now.
    pub groups: BTreeSet<String>,
    /// Groups whose name no group can have here.
    pub unnameable_groups: BTreeSet<String>,
    /// The days whose stock was missing and is there now.
    pub stock: Vec<MadeStock>,
    /// The first orders for which the catalogue asks another amount, and that amount.
    pub quotes: Vec<(String, Fen)>,
    /// How many more there are.
    pub more_quotes: usize,
}

impl EventImportSummary {
    /// 8 where an order was refused after the file was judged.
    pub const fn exit_code(&self) -> Exit {
        if self.refused == 0 { Exit::Ok } else { Exit::Partial }
    }

    pub(super) fn count_order(&mut self, order: &ImportedOrder) {
        match order.verdict.as_str() {
            CREATED => self.created += 1,
            REFUSED => self.refused += 1,
            _ => self.exists += 1,
        }
        self.external_proofs += order.external_proofs;
        self.groups.extend(order.groups.iter().cloned());
        self.unnameable_groups.extend(order.unnameable_groups.iter().cloned());
        self.stock.extend(order.stock.clone());
        match order.catalogue_quote {
            Some(quote) if self.quotes.len() < NAMED => self.quotes.push((order.order_no.clone(), quote)),
            Some(_) => self.more_quotes += 1,
            None => {}
        }
    }

    pub(super) fn encode_counts(&self) -> Value {
        json!({ "created": self.created, "exists": self.exists, "refused": self.refused,
            "external_proofs": self.external_proofs })
    }

    /// What [`encode_counts`](Self::encode_counts) kept.
    pub(super) fn decode_counts(kept: &Value, exit: Exit) -> Option<Self> {
        let count = |key: &str| kept.get(key).and_then(Value::as_u64);
        let summary = Self {
            created: count("created")?,
            exists: count("exists")?,
            refused: count("refused")?,
            external_proofs: usize::try_from(count("external_proofs")?).ok()?,
            ..Self::default()
        };
        (summary.exit_code() == exit).then_some(summary)
    }
}

pub(super) fn encode_orders(orders: &[ImportedOrder]) -> Value {
    // Texts, numbers and lists of them: nothing here can fail to be JSON.
    serde_json::to_value(orders).unwrap_or_default()
}

pub(super) fn decode_orders(kept: &Value) -> Option<Vec<ImportedOrder>> {
    serde_json::from_value(kept.clone()).ok()
}
