//! Looking at an order: reads, and the record of who saw personal data.

use serde_json::{Map, Value};

use super::errors::OrderError;
use super::row_task::find_shop_facts;
use crate::app::App;
use crate::app::delivery::kept_proof;
use crate::app::delivery::routing::find_route;
use crate::app::log::export::load_events;
use crate::app::resale::errors::ResaleError;
use crate::app::resale::form::form_warnings;
use crate::app::write::load::{load_order, load_resale};
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::LoadedOrder;
use crate::app::write::stored_flow::StoredFlow;
use crate::domain::checkout;
use crate::domain::checkout::command::CheckoutCommand;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::view::{EventView, FailureHint};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::view::build::{ResaleViewOptions, build_view};
use crate::domain::resale::view::{FormView, PaymentQrView, ResaleOrderView};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::fs::new_file::parent_directory;
use crate::gateway::wecom::hint::{WecomHint, parse_hint};
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

/// A submitted form, masked for display.
pub struct ShownForm {
    /// The page's keys, masked unless revealed.
    pub form: FormView,
    /// The object for scripts: the order, the page's keys, and when it came.
    pub value: Value,
}

impl App {
    /// Records that the operator is about to see personal data of an order.
    ///
    /// # Errors
    /// The order does not exist (3), or the record can't be kept: then nothing may be shown.
    pub fn record_reveal(&mut self, order_no: &OrderNo, command: &str) -> Result<OrderOutcome> {
        let command = command.to_owned();
        // Looking is always recorded: a dry run looks too, and a key belongs to what is done, not to what is seen.
        let mut writer = self.order_writer().without_key();
        writer.caller.dry_run = false;
        writer.run_request(&mut self.store, None, |tx| match order_no.flow() {
            OrderFlow::Resale => {
                writer.load::<ResaleOrder>(tx, order_no)?.decide(&ResaleCommand::Reveal { command })?.commit()
            }
            OrderFlow::Checkout => {
                let command = CheckoutCommand::Reveal { command };
                writer.load::<CheckoutOrder>(tx, order_no)?.decide(&command)?.commit()
            }
        })
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
                failure_hint: read_failure_hint(&loaded.order),
                proof_state: kept_proof::proof_state(tx, &blobs, &loaded.order)?,
                proof_path: kept_proof::current_proof_file(tx, &loaded.order)?.and_then(|(_, path)| path),
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
        let (lang, moment) = (self.caller.lang, self.list_context());
        self.store.read(|tx| {
            let mut loaded = load_order::<CheckoutOrder>(tx, order_no)?;
            if let Some(at) = look.at {
                loaded = as_it_was(loaded, at)?;
            }
            let facts = find_shop_facts(tx, &loaded.order, &moment, now)?;
            let around = checkout::view::CheckoutViewOptions { now, lang, reveal, internal, facts };
            Ok(checkout::view::build_view(&loaded.order, &loaded.events, &around))
        })
    }

    /// The form of an order; in clear only where `reveal` says that the access was recorded.
    pub fn view_form(&mut self, order_no: &OrderNo, reveal: bool) -> Result<ShownForm> {
        let form = self
            .view_resale(order_no, OrderViewOptions { reveal, ..OrderViewOptions::default() })?
            .form
            .ok_or_else(|| ResaleError::FormMissing { order_no: &order_no }.into_error())?;
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        let mut value = Map::new();
        value.insert("order_no".to_owned(), order_no.as_str().into());
        if let Ok(Value::Object(keys)) = serde_json::to_value(&form) {
            value.extend(keys);
        }
        let submitted = order.form.as_ref();
        value.insert("ticketType".to_owned(), order.ticket_type.clone().into());
        value.insert("playDate".to_owned(), order.play_date.map(|day| day.to_string()).into());
        value.insert("warnings".to_owned(), submitted.map(|form| form_warnings(&form.what)).into());
        value.insert("submitted_at".to_owned(), submitted.map(|form| form.at.format_rfc3339()).into());
        Ok(ShownForm { form, value: Value::Object(value) })
    }

    /// What happened to an order of either flow, oldest first; internal events too where `internal` says so.
    pub fn order_timeline(&mut self, order_no: &OrderNo, internal: bool) -> Result<Vec<EventView>> {
        let rows = self.store.read(|tx| load_events(tx, order_no))?;
        let shown = |row: &&EventEnvelope| internal || row.visibility == EventVisibility::Visible;
        Ok(rows.iter().filter(shown).map(|row| EventView::from_envelope(row, false)).collect())
    }

    pub fn blob_store(&self) -> BlobStore {
        BlobStore::new(parent_directory(&self.paths.db))
    }
}

/// What the words of the latest push's failure hide, if they are WeCom's.
fn read_failure_hint(order: &ResaleOrder) -> FailureHint {
    let failure = order.push.latest_attempt().and_then(|attempt| attempt.failure.as_ref());
    let WecomHint { hint, at, from_ip, .. } = failure.and_then(|(_, words)| parse_hint(words)).unwrap_or_default();
    FailureHint { reference: hint, at, from_ip }
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

fn active_qr(tx: &Tx<'_>) -> Result<Option<PaymentQrView>> {
    Ok(tx.list_payment_qrs()?.into_iter().find(|qr| qr.active).map(|qr| PaymentQrView { name: qr.name, sha256: None }))
}
