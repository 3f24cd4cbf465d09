//! b1: a new order, quoted from the catalogue of the moment.

use serde_json::json;

use crate::app::App;
use crate::app::write::execute::{Keyed, keep, known};
use crate::app::write::id_source::{IdSource, opaque};
use crate::app::write::outcome::Outcome;
use crate::domain::checkout::decide::quoted;
use crate::domain::checkout::event_log::open;
use crate::domain::checkout::flow::line;
use crate::domain::checkout::payload::Customer;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::log::events::NO_HEAD;

/// How often a number that is taken is drawn again.
const DRAWS: usize = 64;

/// What a buyer's agent asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub sku_id: String,
    pub quantity: u32,
    /// The day of the visit.
    pub date: Day,
    /// Such as `telegram`.
    pub channel: String,
    /// The buyer, as the channel tells of him.
    pub customer: Option<Customer>,
}

impl App {
    /// Makes an order of what was asked for.
    pub fn checkout_draft(&mut self, draft: Draft) -> Result<Outcome> {
        let content = json!({
            "sku": draft.sku_id, "quantity": draft.quantity, "date": draft.date, "channel": draft.channel,
            "customer": draft.customer,
        });
        let keyed = Keyed::of_new(self.store.vault(), self.caller.key.as_deref(), "checkout draft", &content);
        let (ending, stamp, clock) = (self.ending(), self.stamp(), self.clock);
        let (dry_run, ids) = (self.caller.dry_run, &mut self.ids);
        self.store.write(ending, |tx| {
            if let Some(first) = known(tx, keyed.as_ref())? {
                return Ok(first);
            }
            let sku = tx.sku(&draft.sku_id)?.ok_or_else(|| no_sku(&draft.sku_id))?;
            let account = draft.customer.as_ref().and_then(|customer| customer.contact(&draft.channel));
            let Draft { quantity, date, channel, customer, .. } = draft;
            let (drafted, terms) = quoted(&sku, quantity, date, channel, customer, stamp.created_at)?;
            let order_no = draw(tx, ids, clock.number())?;
            let (order, rows) = open(&order_no, drafted, terms, &stamp);
            let person = tx.add_person(opaque())?;
            if let Some(account) = account {
                tx.index_account(&person.id, &Personal::new(account))?;
            }
            let head = tx.append(NO_HEAD, &person, &rows)?;
            tx.add_order(&line(&order), &head, &person.id)?;
            let outcome = Outcome::of(&order, &rows, dry_run);
            keep(tx, keyed.as_ref(), &outcome, stamp.created_at)?;
            Ok(outcome)
        })
    }
}

fn no_sku(sku_id: &str) -> Box<Error> {
    Error::new("sku_not_found", Exit::NotFound, say!("没有 SKU {sku_id}", "there is no SKU {sku_id}"))
        .hint(say!("`ticketctl sku list` 列出全部", "`ticketctl sku list` lists them"))
}

/// A number that no order has.
fn draw(tx: &Tx<'_>, ids: &mut IdSource, at: Timestamp) -> Result<OrderNo> {
    for _ in 0..DRAWS {
        let order_no = OrderNo::checkout(at, &ids.checkout()?)
            .map_err(|error| Error::usage("ids_shape", say!("--ids：{error}", "--ids: {error}")))?;
        if tx.anchor(&order_no)?.is_none() {
            return Ok(order_no);
        }
    }
    Err(Error::new(
        "numbers_exhausted",
        Exit::Transient,
        say!("这一毫秒的订单号用完了", "no order number is left for this millisecond"),
    ))
}
