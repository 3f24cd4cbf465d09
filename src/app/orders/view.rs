//! Looking at an order: reads, and the record of who saw personal data.

use serde_json::json;

use crate::app::App;
use crate::app::log::export::log;
use crate::app::resale::proof_state;
use crate::app::write::execute::{Loaded, load, load_of};
use crate::app::write::outcome::Outcome;
use crate::app::write::side_tables::Kept;
use crate::domain::checkout;
use crate::domain::order::event::{Envelope, Visibility};
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::order::view::Event;
use crate::domain::resale::command::Command;
use crate::domain::resale::next::Route;
use crate::domain::resale::order::Order;
use crate::domain::resale::view::build::{Surroundings, present};
use crate::domain::resale::view::{OrderView, PaymentQr};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// As it was then.
    pub at: Option<Timestamp>,
    /// Personal data too; the access must have been recorded.
    pub reveal: bool,
    /// Internal events too.
    pub internal: bool,
}

impl App {
    /// Records that the operator is about to see personal data of an order.
    ///
    /// # Errors
    /// The order does not exist (3), or the record can't be kept: then nothing may be shown.
    pub fn record_reveal(&mut self, order_no: &OrderNo, command: &str) -> Result<Outcome> {
        let command = command.to_owned();
        let (dry_run, key) = (self.caller.dry_run, self.caller.key.take());
        // Looking is always recorded: a dry run looks too, and a key belongs to what is done, not to what is seen.
        self.caller.dry_run = false;
        let content = json!({});
        let recorded = match order_no.flow() {
            Flow::Resale => {
                let gather = |_: &Tx<'_>, _: &Loaded| Ok(Command::Reveal { command });
                self.execute(order_no, "reveal", &content, gather, |_, _| Ok(()))
            }
            Flow::Checkout => {
                let gather = |_: &Tx<'_>, _: &Loaded<_>| Ok(checkout::command::Command::Reveal { command });
                self.execute_of::<checkout::order::Order>(order_no, "reveal", &content, gather, |_, _| Ok(()))
            }
        };
        (self.caller.dry_run, self.caller.key) = (dry_run, key);
        recorded
    }

    /// The detail of an order of the resale flow.
    pub fn view(&mut self, order_no: &OrderNo, look: Look) -> Result<OrderView> {
        let (deadlines, lang) = (self.deadlines(), self.caller.lang);
        let now = look.at.unwrap_or_else(|| self.clock.received());
        let blobs = self.blobs();
        self.store.read(|tx| {
            let mut loaded = load(tx, order_no)?;
            if let Some(at) = look.at {
                loaded = as_it_was(loaded, at)?;
            }
            let around = Surroundings {
                route: route(tx, &loaded.order)?,
                deadlines,
                now,
                lang,
                reveal: look.reveal,
                internal: look.internal,
                payment_qr: active_qr(tx)?,
                proof_state: proof_state::code(proof_state::proof_state(tx, &blobs, &loaded.order)?),
                proof_path: proof_state::current_proof_file(tx, &loaded.order)?.and_then(|(_, path)| path),
            };
            Ok(present(&loaded.order, &loaded.events, &around))
        })
    }

    /// The detail of an order of the checkout flow.
    pub fn view_checkout(&mut self, order_no: &OrderNo, look: Look) -> Result<checkout::view::OrderView> {
        let now = look.at.unwrap_or_else(|| self.clock.received());
        let Look { reveal, internal, .. } = look;
        let around = checkout::view::Look { now, lang: self.caller.lang, reveal, internal, tells: self.tells_buyers() };
        self.store.read(|tx| {
            let mut loaded = load_of::<checkout::order::Order>(tx, order_no)?;
            if let Some(at) = look.at {
                loaded = as_it_was(loaded, at)?;
            }
            Ok(checkout::view::present(&loaded.order, &loaded.events, &around))
        })
    }

    /// What happened to an order of either flow, oldest first; internal events too where `internal` says so.
    pub fn timeline(&mut self, order_no: &OrderNo, internal: bool) -> Result<Vec<Event>> {
        let rows = self.store.read(|tx| log(tx, order_no))?;
        let shown = |row: &&Envelope| internal || row.visibility == Visibility::Visible;
        Ok(rows.iter().filter(shown).map(|row| Event::of(row, false)).collect())
    }

    pub fn blobs(&self) -> BlobStore {
        BlobStore::new(self.paths.db.parent().unwrap_or(std::path::Path::new("")))
    }
}

fn as_it_was<S: Kept>(loaded: Loaded<S>, at: Timestamp) -> Result<Loaded<S>> {
    let events: Vec<_> = loaded.events.into_iter().filter(|event| event.processed_at <= at).collect();
    match S::replay(&events)? {
        Some(order) => Ok(Loaded { order, events, ..loaded }),
        None => {
            let (no, at) = (loaded.order.order_no(), at.rfc3339());
            Err(Error::new(
                "order_not_yet",
                Exit::NotFound,
                say!("{at} 时还没有订单 {no}", "there was no order {no} at {at}"),
            ))
        }
    }
}

/// The group that would take an order.
pub fn route(tx: &Tx<'_>, order: &Order) -> Result<Route> {
    let group = match order.push.committed_group() {
        Some(name) => tx.group(name)?,
        None => tx.routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?,
    };
    Ok(match group {
        None => Route::Nowhere,
        Some(group) if group.paused.is_some() => Route::Paused(group.name),
        Some(group) => Route::Open(group.name),
    })
}

fn active_qr(tx: &Tx<'_>) -> Result<Option<PaymentQr>> {
    Ok(tx.payment_qrs()?.into_iter().find(|qr| qr.active).map(|qr| PaymentQr { name: qr.name, sha256: None }))
}
