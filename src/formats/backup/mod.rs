//! A backup: one file with a database, what is kept beside it, and a manifest that says what all of it has to be.
//!
//! A tar archive, which any machine opens: `backup.json` (which shop, when), `manifest.json` (the SHA-256 of every entry behind
//! it), then the entries in the manifest's order. Sealed, the same archive is inside a frame of its own (`seal`), and
//! `backup.json` alone stays readable in front, so that old backups of a shop can be told from other files without the
//! passphrase.
//!
//! Invariant: nothing of an entry is handed on before its size and hash are the manifest's; the database's bytes go into a
//! file that nobody reads before that.

pub mod manifest;
pub mod reader;
pub(crate) mod seal;
pub mod writer;

/// The newest form of the file that is written, and the newest that is read.
pub const BACKUP_FORMAT: u32 = 1;

/// The entry in front.
const HEAD: &str = "backup.json";
const MANIFEST: &str = "manifest.json";

/// The entry with the database, the configuration and the key file.
pub const DATABASE_ENTRY: &str = "ticketctl.db";
pub const CONFIG_ENTRY: &str = "config.toml";
pub const KEY_ENTRY: &str = "master.key";
