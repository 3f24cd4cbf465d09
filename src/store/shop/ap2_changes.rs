//! Which issuers of mandates were believed, and which key signed, each since when: an entry for each change, never taken back.

use rusqlite::Row;

use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::damaged_value;

coded! {
    /// What was done to a key.
    TrustAction {
        Added = "added", "加入信任", "added";
        Removed = "removed", "移出信任", "removed";
    }
}

/// One change of the list of trusted issuers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustChange {
    pub changed_at: Timestamp,
    pub operator: String,
    pub action: TrustAction,
    pub kid: String,
    /// RFC 7638: which key it was, should its `kid` be given to another one.
    pub thumbprint: String,
}

/// One change of the key that signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    pub changed_at: Timestamp,
    pub operator: String,
    /// The key that signs from then on.
    pub kid: String,
    /// The one before it, if there was one.
    pub retired: Option<String>,
}

const ADD_KEY: &str = "insert into ap2_key_change (changed_at, operator, kid, retired) values ($1, $2, $3, $4)";
const ALL_KEYS: &str = "select changed_at, operator, kid, retired from ap2_key_change order by change_no";
const ADD: &str =
    "insert into ap2_trust_change (changed_at, operator, action, kid, thumbprint) values ($1, $2, $3, $4, $5)";
const ALL: &str = "select changed_at, operator, action, kid, thumbprint from ap2_trust_change order by change_no";

impl Tx<'_> {
    pub fn record_trust_change(&self, change: &TrustChange) -> Result<()> {
        let TrustChange { changed_at, operator, action, kid, thumbprint } = change;
        self.run_statement(ADD, (changed_at.millis(), operator, action.code(), kid, thumbprint))
    }

    /// Every change, oldest first.
    pub fn list_trust_changes(&self) -> Result<Vec<TrustChange>> {
        self.list_rows(ALL, [], read_change)
    }
}

impl Tx<'_> {
    pub fn record_key_change(&self, change: &KeyChange) -> Result<()> {
        let KeyChange { changed_at, operator, kid, retired } = change;
        self.run_statement(ADD_KEY, (changed_at.millis(), operator, kid, retired))
    }

    /// Every change, oldest first.
    pub fn list_key_changes(&self) -> Result<Vec<KeyChange>> {
        self.list_rows(ALL_KEYS, [], |row| {
            Ok(KeyChange {
                changed_at: Timestamp::from_millis(row.get(0)?),
                operator: row.get(1)?,
                kid: row.get(2)?,
                retired: row.get(3)?,
            })
        })
    }
}

fn read_change(row: &Row<'_>) -> Result<TrustChange> {
    let action: String = row.get(2)?;
    Ok(TrustChange {
        changed_at: Timestamp::from_millis(row.get(0)?),
        operator: row.get(1)?,
        action: TrustAction::from_code(&action).ok_or_else(|| damaged_value("trust action"))?,
        kid: row.get(3)?,
        thumbprint: row.get(4)?,
    })
}
