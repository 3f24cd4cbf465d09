//! Forgetting a person: the key, the files, the messages; and the blocklist.
//!
//! Invariant: the key goes first, in one transaction. What is removed after it was readable until then and is found again by
//! its name, in the places that the outbox recorded, so a run that was interrupted is finished by the same command. What
//! lies beyond this machine is told of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::errors::OrderError;
use crate::app::App;
use crate::app::channels::groups::SPOOL;
use crate::app::resale::screenshot::clear_cache;
use crate::app::write::errors::WriteError;
use crate::app::write::load::{load_order, load_resale};
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::shop_change::ShopChange;
use crate::app::write::stored_flow::LoadedOrder;
use crate::domain::checkout;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::FormSubmitted;
use crate::error::{Error, MachineError, Result};
use crate::gateway::spool::UNFINISHED;
use crate::store::attachments::files::{StoredFile, StoredFileKind};
use crate::store::outbox::deliveries::Delivery;
use crate::store::{Tx, TxEnding};

/// What erasing the person of an order destroys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasePlan {
    pub order_no: OrderNo,
    pub erased: bool,
    pub form: bool,
    /// Whether a channel told of the buyer.
    pub customer: bool,
    pub ticket: bool,
    /// Kept proofs and screenshots.
    pub files: usize,
    /// Messages that the embedded channel wrote.
    pub spooled: Vec<PathBuf>,
    /// Frozen bodies of messages.
    pub messages: usize,
    /// Other orders with the same phone or certificate: they keep their data.
    pub others: Vec<String>,
    /// Messages that left for where this machine does not reach.
    pub beyond: Vec<BeyondReach>,
    /// Proofs whose bytes only another system has.
    pub external_proofs: usize,
}

/// Messages of an order that somebody else has to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondReach {
    /// The group's or the channel's name.
    pub destination: String,
    /// The directory that is not on this machine; none where the messages left for a service.
    pub place: Option<String>,
    pub messages: usize,
}

impl ErasePlan {
    pub fn to_json(&self) -> Value {
        json!({
            "form": self.form,
            "customer": self.customer,
            "ticket": self.ticket,
            "files": self.files,
            "spooled": self.spooled.len(),
            "messages": self.messages,
            "other_orders": self.others,
            "beyond": self.beyond.iter().map(|beyond| json!({
                "destination": beyond.destination, "place": beyond.place, "messages": beyond.messages,
            })).collect::<Vec<_>>(),
            "external_proofs": self.external_proofs,
        })
    }
}

impl App {
    /// What [`erase_person`](Self::erase_person) would destroy.
    pub fn plan_erase(&mut self, order_no: &OrderNo) -> Result<ErasePlan> {
        let spooled = self.spooled_files(order_no)?;
        let spool_dirs = self.spool_dirs()?;
        let files = self.blob_store().count_order_files(order_no)?;
        self.store.read(|tx| {
            let PersonData { erased, form, customer, ticket, person_id } = find_person_data(tx, order_no)?;
            let deliveries = tx.deliveries_of_order(order_no.as_str())?;
            let kept = tx.files_of_order(order_no)?;
            Ok(ErasePlan {
                order_no: order_no.clone(),
                erased,
                form: form && !erased,
                customer: customer && !erased,
                ticket: ticket && !erased,
                files,
                spooled,
                // Their bodies stay sealed with a key that is gone.
                messages: if erased { 0 } else { deliveries.len() },
                others: tx.find_other_orders(&person_id)?,
                beyond: beyond_reach(&deliveries, &spool_dirs),
                external_proofs: kept.iter().filter(|file| is_external_proof(file)).count(),
            })
        })
    }

    /// Destroys the key of an order's person, then the files and messages of `plan`, then what SQLite kept of old pages.
    ///
    /// # Errors
    /// The order is still open (4); a file can't be removed (1) or another process reads the database (9): the key is gone
    /// then, and the same command does the rest.
    pub fn erase_person(&mut self, plan: &ErasePlan, reason: &str) -> Result<OrderOutcome> {
        let (order_no, reason) = (&plan.order_no, reason.to_owned());
        let content = json!({ "reason": reason });
        let name = "person erase";
        let outcome = match order_no.flow() {
            OrderFlow::Resale => {
                self.execute_command::<ResaleOrder>(order_no, name, &content, &ResaleCommand::Erase { reason })?
            }
            OrderFlow::Checkout => self.execute_command::<checkout::order::CheckoutOrder>(
                order_no,
                name,
                &content,
                &checkout::command::CheckoutCommand::Erase { reason },
            )?,
        };
        if self.caller.dry_run {
            return Ok(outcome);
        }
        self.store.write(TxEnding::Commit, |tx| tx.forget_bill_parties(order_no))?;
        self.blob_store().remove_order_files(order_no)?;
        for path in self.spooled_files(order_no)? {
            remove_if_exists(&path)?;
        }
        clear_cache(&self.paths.state).map_err(|error| Error::io(&self.paths.state, &error))?;
        self.store.truncate_wal()?;
        Ok(outcome)
    }

    /// Puts the people of an order on the blocklist: later orders with one of them wait for a person to look.
    pub fn block_person(&mut self, order_no: &OrderNo, reason: &str) -> Result<ShopChange> {
        self.set_block(order_no, Some(reason))
    }

    /// Takes the people of an order off the blocklist.
    pub fn unblock_person(&mut self, order_no: &OrderNo) -> Result<ShopChange> {
        self.set_block(order_no, None)
    }

    fn set_block(&mut self, order_no: &OrderNo, reason: Option<&str>) -> Result<ShopChange> {
        let name = if reason.is_some() { "person block" } else { "person unblock" };
        let content = json!({ "order_no": order_no.as_str(), "reason": reason });
        self.change_shop(name, &content, |tx, now| {
            let loaded = match order_no.flow() {
                OrderFlow::Resale => load_resale(tx, order_no)?,
                OrderFlow::Checkout => return Err(find_person_data(tx, order_no).map_or_else(|error| error, |_| WriteError::NotOnBlocklist { order_no: &order_no }.into_error())),
            };
            let form = identifying_form(&loaded)?;
            let certificates: Vec<_> = form.certificate_numbers().collect();
            let was = tx.is_blocked(&form.phone, &certificates)?;
            tx.block_person(&form.phone, &certificates, reason, now)?;
            Ok(json!({ "order_no": order_no.as_str(), "blocked": reason.is_some(), "was_blocked": was, "reason": reason }))
        })
    }

    /// The files that the embedded channel wrote for an order: `<order number>-…` in each place that its messages record.
    /// Messages of older versions record none; theirs are looked for wherever the channel writes now.
    fn spooled_files(&mut self, order_no: &OrderNo) -> Result<Vec<PathBuf>> {
        let mut dirs = self.spool_dirs()?;
        let deliveries = self.store.read(|tx| tx.deliveries_of_order(order_no.as_str()))?;
        dirs.extend(deliveries.into_iter().filter_map(|delivery| delivery.place).map(PathBuf::from));
        let start = format!("{order_no}-");
        let mut found = BTreeSet::new();
        for dir in dirs.into_iter().map(|dir| dir.canonicalize().unwrap_or(dir)).collect::<BTreeSet<_>>() {
            let own = |path: &PathBuf| name_of(path).trim_start_matches(UNFINISHED).starts_with(&start);
            found.extend(list_directory(&dir)?.into_iter().filter(own));
        }
        Ok(found.into_iter().collect())
    }
}

/// The messages that may be where this machine does not reach: sent to a service, or written into a directory that is not
/// here.
fn beyond_reach(deliveries: &[Delivery], spool_dirs: &BTreeSet<PathBuf>) -> Vec<BeyondReach> {
    let mut counts: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for delivery in deliveries.iter().filter(|delivery| may_have_left(delivery.state)) {
        let place = delivery.place.as_deref();
        let reached = match place {
            Some(place) => Path::new(place).is_dir(),
            // Older than the record of places: its file is found by its name wherever the channel writes now.
            None => delivery.destination == SPOOL && !spool_dirs.is_empty(),
        };
        if !reached {
            *counts.entry((delivery.destination.as_str(), place)).or_default() += 1;
        }
    }
    let beyond = |((destination, place), messages): ((&str, Option<&str>), usize)| BeyondReach {
        destination: destination.to_owned(),
        place: place.map(str::to_owned),
        messages,
    };
    counts.into_iter().map(beyond).collect()
}

const fn may_have_left(state: DeliveryState) -> bool {
    matches!(state, DeliveryState::InFlight | DeliveryState::Accepted | DeliveryState::Acked | DeliveryState::Unknown)
}

fn is_external_proof(file: &StoredFile) -> bool {
    file.kind == StoredFileKind::Proof && file.path.is_none()
}

/// What an order of either flow has of its person.
struct PersonData {
    erased: bool,
    form: bool,
    customer: bool,
    ticket: bool,
    person_id: String,
}

fn find_person_data(tx: &Tx<'_>, order_no: &OrderNo) -> Result<PersonData> {
    Ok(match order_no.flow() {
        OrderFlow::Resale => {
            let LoadedOrder { order, person, .. } = load_resale(tx, order_no)?;
            let (erased, form) = (order.erased, order.form.is_some());
            PersonData { erased, form, customer: false, ticket: false, person_id: person.id }
        }
        OrderFlow::Checkout => {
            let LoadedOrder { order, person, .. } = load_order::<checkout::order::CheckoutOrder>(tx, order_no)?;
            let (customer, ticket) = (order.draft.customer.is_some(), order.ticket.is_some());
            PersonData { erased: order.erased, form: false, customer, ticket, person_id: person.id }
        }
    })
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// The paths in a directory; none where there is no directory.
fn list_directory(dir: &Path) -> Result<Vec<PathBuf>> {
    match std::fs::read_dir(dir) {
        Ok(listed) => listed
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<_>>()
            .map_err(|error| Error::io(dir, &error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::io(dir, &error)),
    }
}

fn remove_if_exists(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(MachineError::IoAfterErasure { path: &path.display(), error: &error }.into()),
    }
}

/// By what a person is recognised again.
fn identifying_form(loaded: &LoadedOrder) -> Result<&FormSubmitted> {
    let no = &loaded.order.order_no;
    match &loaded.order.form {
        _ if loaded.order.erased => Err(WriteError::PersonUnidentified { no }.into()),
        Some(form) => Ok(&form.what),
        None => Err(OrderError::NoForm { no }.into()),
    }
}
