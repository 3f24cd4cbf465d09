//! Changes of the shop's files, the configuration and its secrets: recorded in the shop's log, where there is a shop.

use serde_json::Value;

use crate::app::{App, ShopOptions};
use crate::error::{Error, Exit, Result};
pub use crate::store::log::shop_events::ShopSubject;

/// What is done to a file, as the log has it.
pub struct FileChange<'a> {
    /// Such as `config set`.
    pub command: &'static str,
    pub subject: ShopSubject,
    pub name: &'a str,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Writes the file within the transaction that records it: a change that could not be made is in no log, and what is made is in
/// it. Gives why it is in none: a configuration has to be repairable where nothing opens.
///
/// # Errors
/// As `write`; the sandbox's clock on a live database (exit 4); busy (exit 9).
pub fn record_file_change(
    opening: ShopOptions,
    change: FileChange<'_>,
    write: impl FnOnce() -> Result<()>,
) -> Result<Option<Box<Error>>> {
    if opening.paths.db.symlink_metadata().is_err() {
        return write().map(|()| None);
    }
    let mut app = match App::open(opening) {
        Ok(app) => app,
        Err(error) if matches!(error.exit, Exit::Refused | Exit::Busy) => return Err(error),
        Err(error) => return write().map(|()| Some(error)),
    };
    let (by, ending) = (app.order_writer().shop_stamp(change.command), app.transaction_ending());
    app.store.write(ending, |tx| {
        tx.edit_shop(by).record(change.subject, change.name, change.before, change.after)?;
        write().map(|()| None)
    })
}
