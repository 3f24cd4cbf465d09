//! When upkeep was last done: facts about the database that no order rests on.

use serde_json::Value;

use super::Tx;
use super::shop::settings;
use crate::domain::value::time::Timestamp;
use crate::error::Result;

const LAST_BACKUP: &str = "last_backup_at";
/// How the name of a repair's record begins; when it began follows.
const REPAIR: &str = "repair ";
const LAST_REPAIR: &str = "select name, value from meta where name > $1 and name < $2 order by name desc limit 1";
const LAST_ORPHAN_SEARCH: &str = "last_orphan_search_at";

impl Tx<'_> {
    /// When the last backup was made that is known here.
    pub fn last_backup_at(&self) -> Result<Option<Timestamp>> {
        self.read_moment(LAST_BACKUP)
    }

    /// Records that a backup was made. In the database and not beside it: whoever looks after the one has the other.
    pub fn record_backup(&self, at: Timestamp) -> Result<()> {
        settings::write_setting(&self.conn, LAST_BACKUP, &at.format_rfc3339())
    }

    /// When kept files were last compared with what orders know, by the machine's clock.
    pub fn last_orphan_search_at(&self) -> Result<Option<Timestamp>> {
        self.read_moment(LAST_ORPHAN_SEARCH)
    }

    pub fn record_orphan_search(&self, at: Timestamp) -> Result<()> {
        settings::write_setting(&self.conn, LAST_ORPHAN_SEARCH, &at.format_rfc3339())
    }

    /// Records what the repair that began at `at` has done so far: in the transaction that does it.
    pub fn record_repair(&self, at: Timestamp, done: &Value) -> Result<()> {
        settings::write_setting(&self.conn, &format!("{REPAIR}{}", at.format_rfc3339()), &done.to_string())
    }

    /// When the last repair began, and what it did.
    pub fn last_repair(&self) -> Result<Option<(Timestamp, Value)>> {
        let found: Option<(String, String)> =
            self.find_row(LAST_REPAIR, (REPAIR, format!("{REPAIR}\u{10ffff}")), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.and_then(|(name, done)| {
            let at = Timestamp::parse(name.strip_prefix(REPAIR)?).ok()?;
            Some((at, serde_json::from_str(&done).ok()?))
        }))
    }

    fn read_moment(&self, name: &str) -> Result<Option<Timestamp>> {
        Ok(settings::read_setting(&self.conn, name)?.and_then(|text| Timestamp::parse(&text).ok()))
    }
}
