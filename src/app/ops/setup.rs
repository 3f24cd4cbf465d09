//! What `init` makes: directories, key file, configuration, database.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk_quota::require_free_space;
use crate::app::write::order_row::projection_basis;
use crate::config::{Config, Paths};
use crate::domain::order::notice::BY_HAND;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::fs::new_file::parent_directory;
use crate::store::crypto::ap2_keys::Ap2KeyFiles;
use crate::store::crypto::key_file;
use crate::store::errors::StoreError;
use crate::store::{DatabaseKind, Store, TxEnding};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedItem {
    /// `key`, `config` or `database`.
    pub what: &'static str,
    pub path: PathBuf,
}

/// What `init` would make.
pub fn plan_init(paths: &Paths) -> Result<Vec<CreatedItem>> {
    expect_no_database(paths)?;
    if paths.key.exists() {
        key_file::load_key_file(&paths.key)?;
    }
    let missing = [("key", &paths.key), ("config", &paths.config), ("database", &paths.db)];
    let made = missing.into_iter().filter(|(_, path)| !path.exists());
    Ok(made.map(|(what, path)| CreatedItem { what, path: path.clone() }).collect())
}

fn expect_no_database(paths: &Paths) -> Result<()> {
    // A link that leads nowhere stands in the way too.
    if paths.db.symlink_metadata().is_ok() {
        let shown = paths.db.display();
        return Err(StoreError::DatabaseKept { shown: &shown }.into());
    }
    Ok(())
}

/// What the person who makes a shop says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewShop {
    pub sandbox: bool,
    /// The language that a new configuration says; none leaves it to the locale of whoever runs a command.
    pub lang: Option<Lang>,
}

/// Makes what is missing of a shop; a key file and a configuration that exist are used.
pub fn init_shop(paths: &Paths, config: &Config, new: NewShop, now: Timestamp) -> Result<Vec<CreatedItem>> {
    expect_no_database(paths)?;
    for dir in [paths.db.parent(), paths.key.parent(), paths.config.parent()].into_iter().flatten() {
        make_directory(dir)?;
    }
    require_free_space(parent_directory(&paths.db), config)?;
    let mut made = Vec::new();
    let mut note = |what, path: &Path| made.push(CreatedItem { what, path: path.to_owned() });
    let master = if paths.key.exists() {
        key_file::load_key_file(&paths.key)?
    } else {
        note("key", &paths.key);
        key_file::create_key_file(&paths.key)?
    };
    // A buyer of a live shop is told by a person; a file that nobody looks into tells nobody.
    if Config::create_file(&paths.config, new.lang, (!new.sandbox).then_some(BY_HAND))? {
        note("config", &paths.config);
    }
    let kind = if new.sandbox { DatabaseKind::Sandbox } else { DatabaseKind::Live };
    let busy = Duration::from_millis(u64::from(config.store.busy_timeout_ms));
    let mut store = Store::create(&paths.db, kind, &master, now, busy)?;
    // No order is there yet: every row that comes rests on these deadlines.
    let shop_id = store.write(TxEnding::Commit, |tx| {
        tx.record_projection_basis(&projection_basis(&config.resale.deadlines))?;
        tx.shop_id()
    })?;
    Ap2KeyFiles::claim_directory(&paths.ap2, &shop_id)?;
    note("database", &paths.db);
    Ok(made)
}

/// Makes a directory with what is above it, mode 0700.
pub(super) fn make_directory(dir: &Path) -> Result<()> {
    // Links on the way are followed: a home may be one.
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| Error::io(dir, &error))
}
