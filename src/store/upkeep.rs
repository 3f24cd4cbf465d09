//! When upkeep was last done: facts about the database that no order rests on.

use super::Tx;
use super::shop::settings;
use crate::domain::value::time::Timestamp;
use crate::error::Result;

const LAST_BACKUP: &str = "last_backup_at";
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

    fn read_moment(&self, name: &str) -> Result<Option<Timestamp>> {
        Ok(settings::read_setting(&self.conn, name)?.and_then(|text| Timestamp::parse(&text).ok()))
    }
}
