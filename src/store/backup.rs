//! A copy of the database as one snapshot, while others write, and what tells whether it is one.
//!
//! SQLite's backup interface and not `vacuum into`: it copies pages, so damage is copied and then found instead of being read
//! around; it needs no second schema on the connection, which may attach none; and it takes as long as the disk does. All in
//! one step: between steps, each writer would make it begin anew.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest as _, Sha256};

use super::connection::open_connection;
use super::errors::StoreError;
use super::shop::settings;
use super::{Store, Tx};
use crate::domain::value::text::encode_hex;
use crate::error::Result;

const NEWEST_EVENT: &str = "select coalesce(max(id), 0) from event";
const SHOP_TAG: &str = "ticketctl/shop/1";

impl Store {
    /// Copies what is committed now into an empty file.
    pub fn copy_into(&self, file: &Path, busy: Duration) -> Result<()> {
        let mut copy = open_connection(file, busy)?;
        // Nobody reads the copy before all of it is there, and whoever names it syncs it.
        copy.execute_batch("pragma synchronous = off; pragma journal_mode = memory;")?;
        match Backup::new(&self.conn, &mut copy)?.step(-1)? {
            StepResult::Done => Ok(()),
            _ => Err(StoreError::DatabaseBusy.into()),
        }
    }
}

impl Tx<'_> {
    /// Which shop this is: the same in each of its backups, and another for each `init`. Tells nothing about it.
    pub fn shop_id(&self) -> Result<String> {
        let mut hash = Sha256::new_with_prefix(SHOP_TAG);
        for name in ["kind", "created_at", "key_id"] {
            let value = settings::read_setting(&self.conn, name)?.unwrap_or_default();
            hash.update((value.len() as u64).to_be_bytes());
            hash.update(value);
        }
        Ok(encode_hex(&hash.finalize()[..16]))
    }

    /// The place of the newest event in the log; 0 where there is none.
    pub fn newest_event_id(&self) -> Result<i64> {
        self.load_row(NEWEST_EVENT, [], |row| Ok(row.get(0)?))
    }
}
