//! What the messages of a destination met since it last answered: in the database, so that every process and every run counts
//! on.

use rusqlite::Row;

use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

/// What a destination's messages met since it last answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DestinationTrouble {
    /// Messages of unknown outcome in a row.
    pub unknown_in_row: u32,
    /// Attempts in a row that found no connection.
    pub unreachable_in_row: u32,
    /// When the latest of either ended.
    pub at: Timestamp,
}

/// So many messages in a row whose outcome nobody knows pause a group: each costs a person a look.
pub const MAX_UNKNOWN_IN_ROW: u32 = 2;

const FIND: &str = "select unknown_in_row, unreachable_in_row, at from destination_trouble where destination = $1";
const STORE: &str = "insert into destination_trouble (destination, unknown_in_row, unreachable_in_row, at)
    values ($1, $2, $3, $4) on conflict (destination) do update set unknown_in_row = excluded.unknown_in_row,
    unreachable_in_row = excluded.unreachable_in_row, at = excluded.at";
const ALLOW_TRIAL: &str = "update destination_trouble set unknown_in_row = min(unknown_in_row, $1),
    unreachable_in_row = 0 where destination = $2";
const FORGET: &str = "delete from destination_trouble where destination = $1";

impl Tx<'_> {
    /// What a group's or a channel's messages met; nothing where it answered last.
    pub fn find_trouble(&self, destination: &str) -> Result<DestinationTrouble> {
        Ok(self.find_row(FIND, [destination], read_trouble)?.unwrap_or_default())
    }

    pub fn store_trouble(&self, destination: &str, trouble: &DestinationTrouble) -> Result<()> {
        let DestinationTrouble { unknown_in_row, unreachable_in_row, at } = *trouble;
        self.run_statement(STORE, (destination, unknown_in_row, unreachable_in_row, at.millis()))
    }

    /// Opens the way again: what could not be reached is tried at once. The first message decides: if its outcome is unknown
    /// too, the count is full again.
    pub fn allow_trial(&self, destination: &str) -> Result<()> {
        self.run_statement(ALLOW_TRIAL, (MAX_UNKNOWN_IN_ROW - 1, destination))
    }

    pub fn forget_trouble(&self, destination: &str) -> Result<()> {
        self.run_statement(FORGET, [destination])
    }
}

fn read_trouble(row: &Row<'_>) -> Result<DestinationTrouble> {
    Ok(DestinationTrouble {
        unknown_in_row: row.get(0)?,
        unreachable_in_row: row.get(1)?,
        at: Timestamp::from_millis(row.get(2)?),
    })
}
