//! Who has an order on the screen, so that two operators who walk the queue get different ones.
//!
//! A claim is a file lock beside the database: the system frees it with the process. It keeps people out of one another's way
//! and no more; what may be done to an order is decided when it is done.

use std::fs::{File, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::PathBuf;

use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::error::{Error, Result};

/// An order that nobody else gets as long as this value lives.
#[derive(Debug)]
pub struct OrderClaim {
    path: PathBuf,
    _lock: File,
}

impl Drop for OrderClaim {
    fn drop(&mut self) {
        // Removed while it is locked; whoever opened it meanwhile sees that it has no name any more. One that stays is free.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl App {
    /// Takes an order to work on; none where somebody else has it.
    pub fn claim_order(&self, order_no: &OrderNo) -> Result<Option<OrderClaim>> {
        let dir = self.lease_dir();
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&dir).map_err(|error| Error::io(&dir, &error))?;
        let path = dir.join(format!("work-{order_no}.lock"));
        loop {
            let made = File::options().write(true).create(true).truncate(false).mode(0o600).open(&path);
            let lock = made.map_err(|error| Error::io(&path, &error))?;
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(Error::io(&path, &error)),
                // Its last holder removed it between our opening and locking it: the name is another file's now, or nobody's.
                Ok(()) if lock.metadata().map_err(|error| Error::io(&path, &error))?.nlink() == 0 => {}
                Ok(()) => return Ok(Some(OrderClaim { path, _lock: lock })),
            }
        }
    }
}
