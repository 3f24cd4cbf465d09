//! Who holds a delivery, and what becomes of deliveries whose holder died.
//!
//! Liveness is a file lock and not a clock: the system frees it the moment the process is gone, and a process that was
//! merely stopped keeps it.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::flow::Deliverable;
use crate::app::App;
use crate::app::write::id_source::random_id;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::delivery::{DeliveryState, FailureClass};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::order::ResaleOrder;
use crate::error::{Error, Exit, Result};
use crate::store::Tx;
use crate::store::outbox::deliveries::{Delivery, DeliveryClaim, DeliveryEnd};

const LOCK_PREFIX: &str = "worker-";
const LOCK_SUFFIX: &str = ".lock";

/// A process that holds deliveries, as long as this value lives.
pub struct ProcessLease {
    path: PathBuf,
    name: String,
    _lock: File,
}

impl ProcessLease {
    /// Takes a lock of its own under `dir`.
    pub fn acquire(dir: &Path) -> Result<Self> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| Error::io(dir, &error))?;
        loop {
            let name = format!("{LOCK_PREFIX}{}{LOCK_SUFFIX}", random_id());
            let path = dir.join(&name);
            let made = File::options().write(true).create_new(true).mode(0o600).open(&path);
            let lock = made.map_err(|error| Error::io(&path, &error))?;
            lock.lock().map_err(|error| Error::io(&path, &error))?;
            // A sweep may have taken the file for a leftover before it was locked: then it has no name any more.
            if lock.metadata().map_err(|error| Error::io(&path, &error))?.nlink() > 0 {
                return Ok(Self { path, name, _lock: lock });
            }
        }
    }

    /// Where the lock files are.
    pub fn locks(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// A claim of this process.
    pub fn new_claim(&self) -> DeliveryClaim {
        DeliveryClaim { holder: self.name.clone(), token: random_id() }
    }
}

impl Drop for ProcessLease {
    fn drop(&mut self) {
        // A lock file that stays is free, and the next sweep removes it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Removes the lock files of processes that are gone. One that can't be removed is tried again by the next sweep.
fn remove_dead_locks(dir: &Path) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(LOCK_PREFIX) && name.ends_with(LOCK_SUFFIX));
        let Some(file) = ours.then(|| File::open(entry.path()).ok()).flatten() else { continue };
        if file.try_lock().is_ok() {
            // Locked while it is removed, so that a process that has just made it finds it gone.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether the holder of this name still lives.
pub fn is_alive(dir: &Path, holder: &str) -> bool {
    match File::open(dir.join(holder)) {
        // Only a lock that is taken proves that nobody holds it; a failure to ask proves nothing.
        Ok(file) => file.try_lock_shared().is_err(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Whether nobody holds a delivery any more.
fn is_dead(delivery: &Delivery, dir: &Path) -> bool {
    !delivery.holder.as_deref().is_some_and(|holder| is_alive(dir, holder))
}

/// What became of the deliveries of dead processes.
#[derive(Debug, Default)]
pub struct RecoverySummary {
    /// How many deliveries have an outcome now.
    pub ended: usize,
    /// Orders whose deliveries could not be ended, and why.
    pub failed: Vec<(OrderNo, Box<Error>)>,
}

impl App {
    /// A lock of this process for what it is about to send.
    pub fn acquire_lease(&self) -> Result<ProcessLease> {
        ProcessLease::acquire(&self.lease_dir())
    }

    /// Where the lock files are: beside the database, so that everyone who opens it sees them.
    pub fn lease_dir(&self) -> PathBuf {
        self.paths.db.parent().unwrap_or(Path::new("")).join("run")
    }

    /// Ends what dead processes left: a message that surely was not sent is failed, one that may have been is unknown. An
    /// order that can't be recovered does not hold up the others.
    pub fn recover_deliveries(&mut self) -> Result<RecoverySummary> {
        let dir = self.lease_dir();
        let held = self.store.read(|tx| tx.held_deliveries())?;
        let dead = held.into_iter().filter(|delivery| is_dead(delivery, &dir));
        let mut orders: Vec<String> = dead.map(|delivery| delivery.order_no).collect();
        orders.sort();
        orders.dedup();
        let mut summary = RecoverySummary::default();
        for order_no in orders {
            let Ok(order_no) = OrderNo::parse(&order_no) else { continue };
            let recovered = match order_no.flow() {
                OrderFlow::Resale => self.recover_order::<ResaleOrder>(&order_no, &dir),
                OrderFlow::Checkout => self.recover_order::<CheckoutOrder>(&order_no, &dir),
            };
            match recovered {
                Ok(ended) => summary.ended += ended,
                Err(error) if error.exit == Exit::Busy => return Err(error),
                Err(error) => summary.failed.push((order_no, error)),
            }
        }
        if !self.caller.dry_run {
            remove_dead_locks(&dir);
        }
        Ok(summary)
    }

    /// Gives how many deliveries were ended: none if another process was first.
    fn recover_order<S: Deliverable>(&mut self, order_no: &OrderNo, dir: &Path) -> Result<usize> {
        let writer = self.order_writer().without_key();
        self.store.write(self.transaction_ending(), |tx| {
            let abandoned = abandoned_deliveries(tx, order_no, dir)?;
            if abandoned.is_empty() {
                return Ok(0);
            }
            let change = writer.load::<S>(tx, order_no)?;
            let command = change.order.interrupted_command(&abandoned);
            let decided = change.decide(&command)?;
            for delivery in &abandoned {
                tx.finish_delivery(&delivery.id, &abandoned_end(delivery.state), decided.as_written().now)?;
            }
            // Whoever died before anything was sent may have died while fetching a token.
            tx.release_token_leases()?;
            decided.commit()?;
            Ok(abandoned.len())
        })
    }
}

/// How a delivery ends whose holder died: one that may have been sent is unknown, the others may go again.
const fn abandoned_end(state: DeliveryState) -> DeliveryEnd<'static> {
    match state {
        DeliveryState::InFlight => {
            DeliveryEnd { failure_code: Some("OUTCOME_UNKNOWN"), ..DeliveryEnd::in_state(DeliveryState::Unknown) }
        }
        _ => DeliveryEnd {
            failure_code: Some("INTERRUPTED"),
            failure_class: Some(FailureClass::RetryAfter),
            ..DeliveryEnd::in_state(DeliveryState::Failed)
        },
    }
}

fn abandoned_deliveries(tx: &Tx<'_>, order_no: &OrderNo, dir: &Path) -> Result<Vec<Delivery>> {
    Ok(tx
        .deliveries_of_order(order_no.as_str())?
        .into_iter()
        .filter(|d| d.state.is_held() && is_dead(d, dir))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_dead_only_where_its_lock_is_surely_free() {
        let dir = tempfile::tempdir().unwrap();
        let lease = ProcessLease::acquire(dir.path()).unwrap();
        let name = lease.name.clone();
        assert!(is_alive(dir.path(), &name));
        drop(lease);
        assert!(!is_alive(dir.path(), &name), "its file is gone");
        std::fs::write(dir.path().join(&name), "").unwrap();
        assert!(!is_alive(dir.path(), &name), "nobody locks it");
        assert!(is_alive(dir.path(), &"x".repeat(300)), "what can't be asked is not taken for dead");
    }
}
