//! b1: a new order, quoted from the catalogue of the moment.

use serde_json::{Value, json};

use super::errors::CheckoutError;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::errors::WriteError;
use crate::app::write::idempotency::IdempotencyKey;
use crate::app::write::order_numbers::draw_order_no;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::side_tables::checkout::CheckoutDraft;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::CustomerFacts;
use crate::domain::order::number::OrderFlow;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::formats::json::{DOCUMENT_LIMITS, FilePosition, JsonLimits, parse_json};

/// The largest description of a buyer, in bytes.
const CUSTOMER_LIMIT: usize = 16 * 1024;
/// How many facts it may hold.
const CUSTOMER_FACTS: usize = 32;

/// What a buyer's agent asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRequest {
    pub sku_id: String,
    pub quantity: u32,
    /// The day of the visit.
    pub date: Day,
    /// Such as `telegram`.
    pub channel: String,
    /// The buyer, as the channel tells of him.
    pub customer: Option<CustomerFacts>,
}

/// Reads the buyer from a file or from standard input: never from argv, where everybody sees it.
pub fn read_customer(file: CommandInput<'_>) -> Result<CustomerFacts> {
    let bytes = file.read_past(CUSTOMER_LIMIT)?;
    let limits = JsonLimits { bytes: CUSTOMER_LIMIT, ..DOCUMENT_LIMITS };
    let Value::Object(facts) = parse_json(&bytes, limits, FilePosition::START)? else {
        return Err(CheckoutError::CustomerInvalid { most: &CUSTOMER_FACTS }.into());
    };
    if !(1..=CUSTOMER_FACTS).contains(&facts.len()) {
        return Err(CheckoutError::CustomerInvalid { most: &CUSTOMER_FACTS }.into());
    }
    if !facts.values().all(|value| value.is_string() || value.is_number()) {
        return Err(CheckoutError::CustomerFactInvalid.into());
    }
    Ok(CustomerFacts::new(facts))
}

impl App {
    /// Makes an order of what was asked for.
    pub fn draft_checkout(&mut self, draft: DraftRequest) -> Result<OrderOutcome> {
        self.require_disk_space(0)?;
        let content = json!({
            "sku": draft.sku_id, "quantity": draft.quantity, "date": draft.date, "channel": draft.channel,
            "customer": draft.customer,
        });
        let keyed = IdempotencyKey::for_content(
            self.store.derived_keys(),
            self.caller.key.as_deref(),
            "checkout draft",
            &content,
        );
        let (writer, ids) = (self.order_writer(), &mut self.ids);
        writer.run_request(&mut self.store, keyed.as_ref(), |tx| {
            let DraftRequest { sku_id, quantity, date, channel, customer } = draft;
            let sku = tx.find_sku(&sku_id)?.ok_or_else(|| WriteError::SkuNotFound { sku_id: &sku_id }.into_error())?;
            let order_no = draw_order_no(tx, OrderFlow::Checkout, ids, writer.clock)?;
            let facts = CheckoutDraft { sku, quantity, date, channel, customer };
            writer.open_new(tx, order_no).decide::<CheckoutOrder>(facts)?.commit()
        })
    }
}
