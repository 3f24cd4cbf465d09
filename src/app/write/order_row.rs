//! The row of an order in the lists, written anew from its events.
//!
//! A row rests on more than its events: on what this program makes of them, and on the deadlines that the shop configured.
//! The file notes both. Where they are other ones now, the rows are brought along before the queue is read or written.

use std::time::{Duration, Instant};

use super::load::load_order;
use super::stored_flow::StoredFlow;
use crate::app::App;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::error::{Exit, Result};
use crate::store::people::blind_index::IndexedPeople;
use crate::store::projection::orders::refresh::RefreshScope;
use crate::store::{Store, Tx, TxEnding};

/// Counts up with each change of what a row says of the same events, or of the spellings that find a buyer.
const PROJECTION_VERSION: u32 = 9;

/// How many rows one transaction writes at most, and for how long: whoever else writes waits no longer than that.
const MAX_BATCH: usize = 200;
const MAX_BATCH_TIME: Duration = Duration::from_millis(50);

/// What the rows of a shop with these deadlines rest on.
pub(crate) fn projection_basis(deadlines: &ResaleDeadlines) -> String {
    let ResaleDeadlines { form, payment, push, ack, screenshot, screenshot_cutoff_hour, review } = deadlines;
    format!("{PROJECTION_VERSION}:{form},{payment},{push},{ack},{screenshot},{screenshot_cutoff_hour},{review}")
}

/// Writes the row of an order anew from its events, and gives the columns that change.
pub fn recompute_order_row(tx: &Tx<'_>, order_no: &OrderNo, deadlines: &ResaleDeadlines) -> Result<Vec<String>> {
    let (line, person_id) = summarise_from_log(tx, order_no, deadlines)?;
    let differing = tx.find_differing_columns(&line, &person_id)?;
    if !differing.is_empty() {
        tx.rewrite_order(&line, &person_id)?;
    }
    Ok(differing)
}

/// What lists should know of an order, and whose it is.
fn summarise_from_log(tx: &Tx<'_>, order_no: &OrderNo, deadlines: &ResaleDeadlines) -> Result<(OrderSummary, String)> {
    fn summarise<S: StoredFlow>(
        tx: &Tx<'_>,
        order_no: &OrderNo,
        deadlines: &ResaleDeadlines,
    ) -> Result<(OrderSummary, String)> {
        let loaded = load_order::<S>(tx, order_no)?;
        Ok((loaded.order.order_summary(deadlines), loaded.person.id))
    }
    match order_no.flow() {
        OrderFlow::Resale => summarise::<ResaleOrder>(tx, order_no, deadlines),
        OrderFlow::Checkout => summarise::<CheckoutOrder>(tx, order_no, deadlines),
    }
}

impl App {
    /// Brings the rows of all orders to the deadlines and the program of today. Costs one look where they are.
    ///
    /// In short transactions, each of which notes how far it came: what was interrupted goes on there. It changes no event
    /// and nothing that an order says of itself, so a dry run does it too.
    pub fn refresh_projection(&mut self) -> Result<()> {
        let deadlines = self.resale_deadlines();
        let basis = projection_basis(&deadlines);
        let known = self.store.read(|tx| tx.projection_basis())?;
        if known.as_deref() == Some(&basis) {
            return Ok(());
        }
        let same_program = known.is_some_and(|known| version_of(&known) == version_of(&basis));
        let scope = if same_program { RefreshScope::WithDeadline } else { RefreshScope::Every };
        while !refresh_batch(&mut self.store, scope, &basis, &deadlines)? {}
        Ok(())
    }
}

fn version_of(basis: &str) -> &str {
    basis.split_once(':').map_or("", |(version, _)| version)
}

/// Makes the buyer of an order findable by what this program takes for one name, phone or number.
fn reindex_buyer(tx: &Tx<'_>, order_no: &OrderNo) -> Result<()> {
    // Of a checkout order the account alone is known, and that has not changed.
    if order_no.flow() == OrderFlow::Checkout {
        return Ok(());
    }
    let loaded = load_order::<ResaleOrder>(tx, order_no)?;
    if let Some(nick) = &loaded.order.purchase.buyer_nick {
        tx.index_account(&loaded.person.id, nick)?;
    }
    let Some(form) = loaded.order.form.as_ref().map(|form| &form.what) else { return Ok(()) };
    tx.index_person(&loaded.person.id, IndexedPeople::of_form(form))
}

/// Writes the next rows anew; true where none was left.
pub(crate) fn refresh_batch(
    store: &mut Store,
    scope: RefreshScope,
    basis: &str,
    deadlines: &ResaleDeadlines,
) -> Result<bool> {
    store.write(TxEnding::Commit, |tx| {
        let began = Instant::now();
        let mut last = tx.refresh_progress(basis)?;
        let page = tx.list_refresh_page(scope, last, MAX_BATCH)?;
        let mut left = page.len() == MAX_BATCH;
        for (id, order_no) in page {
            if began.elapsed() > MAX_BATCH_TIME {
                left = true;
                break;
            }
            let refreshed = recompute_order_row(tx, &order_no, deadlines).and_then(|_| match scope {
                RefreshScope::Every => reindex_buyer(tx, &order_no),
                RefreshScope::WithDeadline => Ok(()),
            });
            match refreshed {
                // `doctor` names it; it does not keep the others from their places.
                Err(error) if error.exit != Exit::Data => return Err(error),
                Ok(()) | Err(_) => last = id,
            }
        }
        if left {
            tx.record_refresh_progress(basis, last)?;
        } else {
            tx.record_projection_basis(basis)?;
        }
        Ok(!left)
    })
}
