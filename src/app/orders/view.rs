//! Looking at an order: reads, and the record of who saw personal data.

use serde_json::json;

use super::errors::OrderError;
use crate::app::App;
use crate::app::log::export::load_events;
use crate::app::resale::proof_state;
use crate::app::write::load::{load_order, load_resale};
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::LoadedOrder;
use crate::app::write::stored_flow::StoredFlow;
use crate::domain::checkout;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::view::EventView;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::next::GroupRoute;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::view::build::{ResaleViewOptions, build_view};
use crate::domain::resale::view::{PaymentQrView, ResaleOrderView};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderViewOptions {
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
    pub fn record_reveal(&mut self, order_no: &OrderNo, command: &str) -> Result<OrderOutcome> {
        let command = command.to_owned();
        let (dry_run, key) = (self.caller.dry_run, self.caller.key.take());
        // Looking is always recorded: a dry run looks too, and a key belongs to what is done, not to what is seen.
        self.caller.dry_run = false;
        let content = json!({});
        let recorded = match order_no.flow() {
            OrderFlow::Resale => {
                self.execute_command::<ResaleOrder>(order_no, "reveal", &content, &ResaleCommand::Reveal { command })
            }
            OrderFlow::Checkout => self.execute_command::<checkout::order::CheckoutOrder>(
                order_no,
                "reveal",
                &content,
                &checkout::command::CheckoutCommand::Reveal { command },
            ),
        };
        (self.caller.dry_run, self.caller.key) = (dry_run, key);
        recorded
    }

    /// The detail of an order of the resale flow.
    pub fn view_resale(&mut self, order_no: &OrderNo, look: OrderViewOptions) -> Result<ResaleOrderView> {
        let (deadlines, lang) = (self.resale_deadlines(), self.caller.lang);
        let now = look.at.unwrap_or_else(|| self.clock.received_at());
        let blobs = self.blob_store();
        self.store.read(|tx| {
            let mut loaded = load_resale(tx, order_no)?;
            if let Some(at) = look.at {
                loaded = as_it_was(loaded, at)?;
            }
            let around = ResaleViewOptions {
                route: find_route(tx, &loaded.order)?,
                deadlines,
                now,
                lang,
                reveal: look.reveal,
                internal: look.internal,
                payment_qr: active_qr(tx)?,
                proof_state: proof_state::proof_state_code(proof_state::proof_state(tx, &blobs, &loaded.order)?),
                proof_path: proof_state::current_proof_file(tx, &loaded.order)?.and_then(|(_, path)| path),
            };
            Ok(build_view(&loaded.order, &loaded.events, &around))
        })
    }

    /// The detail of an order of the checkout flow.
    pub fn view_checkout(
        &mut self,
        order_no: &OrderNo,
        look: OrderViewOptions,
    ) -> Result<checkout::view::CheckoutOrderView> {
        let now = look.at.unwrap_or_else(|| self.clock.received_at());
        let OrderViewOptions { reveal, internal, .. } = look;
        let around = checkout::view::CheckoutViewOptions {
            now,
            lang: self.caller.lang,
            reveal,
            internal,
            notifies_buyers: self.tells_buyers(),
        };
        self.store.read(|tx| {
            let mut loaded = load_order::<checkout::order::CheckoutOrder>(tx, order_no)?;
            if let Some(at) = look.at {
                loaded = as_it_was(loaded, at)?;
            }
            Ok(checkout::view::build_view(&loaded.order, &loaded.events, &around))
        })
    }

    /// What happened to an order of either flow, oldest first; internal events too where `internal` says so.
    pub fn order_timeline(&mut self, order_no: &OrderNo, internal: bool) -> Result<Vec<EventView>> {
        let rows = self.store.read(|tx| load_events(tx, order_no))?;
        let shown = |row: &&EventEnvelope| internal || row.visibility == EventVisibility::Visible;
        Ok(rows.iter().filter(shown).map(|row| EventView::from_envelope(row, false)).collect())
    }

    pub fn blob_store(&self) -> BlobStore {
        BlobStore::new(self.paths.db.parent().unwrap_or(std::path::Path::new("")))
    }
}

fn as_it_was<S: StoredFlow>(loaded: LoadedOrder<S>, at: Timestamp) -> Result<LoadedOrder<S>> {
    let events: Vec<_> = loaded.events.into_iter().filter(|event| event.processed_at <= at).collect();
    match S::from_rows(&events)? {
        Some(order) => Ok(LoadedOrder { order, events, ..loaded }),
        None => {
            let (no, at) = (loaded.order.order_no(), at.format_rfc3339());
            Err(OrderError::OrderNotYet { at: &at, no: &no }.into_error())
        }
    }
}

/// The group that would take an order.
pub fn find_route(tx: &Tx<'_>, order: &ResaleOrder) -> Result<GroupRoute> {
    let group = match order.push.committed_group() {
        Some(name) => tx.find_group(name)?,
        None => tx.find_routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?,
    };
    Ok(match group {
        None => GroupRoute::Unrouted,
        Some(group) if group.paused.is_some() => GroupRoute::Paused(group.name),
        Some(group) => GroupRoute::Open(group.name),
    })
}

fn active_qr(tx: &Tx<'_>) -> Result<Option<PaymentQrView>> {
    Ok(tx.list_payment_qrs()?.into_iter().find(|qr| qr.active).map(|qr| PaymentQrView { name: qr.name, sha256: None }))
}
