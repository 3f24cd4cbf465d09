//! b1: a new order, quoted from the catalogue of the moment.

use serde_json::json;

use crate::app::App;
use crate::app::checkout::errors::CheckoutError;
use crate::app::write::execute::{IdempotencyKey, finish_keyed, replay_result};
use crate::app::write::id_source::{IdSource, random_id};
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::decide::quote_draft;
use crate::domain::checkout::event_log::open_order;
use crate::domain::checkout::flow::summarise_order;
use crate::domain::checkout::payload::CustomerFacts;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::store::Tx;
use crate::store::log::events::NO_HASH;

/// How often a number that is taken is drawn again.
const MAX_DRAWS: usize = 64;

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

impl App {
    /// Makes an order of what was asked for.
    pub fn draft_checkout(&mut self, draft: DraftRequest) -> Result<OrderOutcome> {
        let content = json!({
            "sku": draft.sku_id, "quantity": draft.quantity, "date": draft.date, "channel": draft.channel,
            "customer": draft.customer,
        });
        let keyed = IdempotencyKey::for_new_order(
            self.store.derived_keys(),
            self.caller.key.as_deref(),
            "checkout draft",
            &content,
        );
        let (ending, stamp, clock) = (self.transaction_ending(), self.row_stamp(), self.clock);
        let (dry_run, ids) = (self.caller.dry_run, &mut self.ids);
        self.store.write(ending, |tx| {
            if let Some(first) = replay_result(tx, keyed.as_ref())? {
                return Ok(first);
            }
            let sku = tx.find_sku(&draft.sku_id)?.ok_or_else(|| no_sku(&draft.sku_id))?;
            let account = draft.customer.as_ref().and_then(|customer| customer.channel_contact(&draft.channel));
            let DraftRequest { quantity, date, channel, customer, .. } = draft;
            let (drafted, terms) = quote_draft(&sku, quantity, date, channel, customer, stamp.created_at)?;
            let order_no = draw_checkout_no(tx, ids, clock.number_time())?;
            let (order, rows) = open_order(&order_no, drafted, terms, &stamp);
            let person = tx.add_person(random_id())?;
            if let Some(account) = account {
                tx.index_account(&person.id, &Personal::new(account))?;
            }
            let head = tx.append_events(NO_HASH, &person, &rows)?;
            tx.add_order(&summarise_order(&order), &head, &person.id)?;
            let outcome = OrderOutcome::from_events(&order, &rows, dry_run);
            finish_keyed(tx, keyed.as_ref(), &outcome, stamp.created_at)?;
            Ok(outcome)
        })
    }
}

fn no_sku(sku_id: &str) -> Box<Error> {
    CheckoutError::SkuNotFound { sku_id: &sku_id }.into_error()
}

/// A number that no order has.
fn draw_checkout_no(tx: &Tx<'_>, ids: &mut IdSource, at: Timestamp) -> Result<OrderNo> {
    for _ in 0..MAX_DRAWS {
        let order_no = OrderNo::new_checkout(at, &ids.draw_checkout_id()?)
            .map_err(|error| CheckoutError::IdsShape { error: &error }.into_error())?;
        if tx.find_chain_head(&order_no)?.is_none() {
            return Ok(order_no);
        }
    }
    Err(CheckoutError::NumbersExhausted.into_error())
}
