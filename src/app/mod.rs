//! Use cases: what the commands do, without knowing how they were asked or how the answer looks.
//!
//! Invariant: every change of an order goes through [`mod@write`], the one write path, and everything that is sent through
//! [`delivery`], the outbox worker. Nothing here prints.

pub mod channels;
pub mod checkout;
pub mod delivery;
pub mod errors;
pub mod input;
pub mod log;
pub mod ops;
pub mod orders;
pub mod reconcile;
pub mod resale;
pub mod sandbox;
pub mod similar_type;
pub mod write;

use self::sandbox::errors::SandboxError;
use crate::config::{Config, Paths};
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::EventSource;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::store::crypto::key_file;
use crate::store::{DatabaseKind, Store, TxEnding};

use self::write::clock::Clock;
use self::write::id_source::IdSource;

/// Who runs a command, and how it is to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub operator: String,
    pub source: EventSource,
    /// The operation key, if one was given.
    pub key: Option<String>,
    /// Whether everything is undone at the end and only told.
    pub dry_run: bool,
    /// The language of advice that is computed here.
    pub lang: Lang,
}

/// One shop, open: its database, its files, its rules, and the command that runs.
pub struct App {
    pub store: Store,
    pub paths: Paths,
    pub config: Config,
    pub clock: Clock,
    /// The random parts of numbers.
    pub ids: IdSource,
    pub caller: Caller,
}

/// Everything a command line says about the world, before the database is open.
pub struct ShopOptions {
    pub paths: Paths,
    pub config: Config,
    pub clock: Clock,
    /// The random parts of numbers.
    pub ids: IdSource,
    pub caller: Caller,
}

impl App {
    /// Opens the shop.
    ///
    /// # Errors
    /// No database or no key (exit 5), a newer or a damaged database (11), busy (9); the sandbox's clock or ids on a live
    /// database (4).
    pub fn open(opening: ShopOptions) -> Result<Self> {
        let ShopOptions { paths, config, clock, ids, caller } = opening;
        let busy = std::time::Duration::from_millis(u64::from(config.store.busy_timeout_ms));
        Store::check_path(&paths.db)?;
        let store = Store::open(&paths.db, &key_file::load_key_file(&paths.key)?, busy)?;
        let app = Self { store, paths, config, clock, ids, caller };
        if app.clock.is_set() || app.ids.is_set() {
            app.require_sandbox("--now, --ids")?;
        }
        Ok(app)
    }

    /// Refuses on a live database: real orders can't be back-dated or invented.
    pub fn require_sandbox(&self, what: &str) -> Result<()> {
        if self.store.kind() == DatabaseKind::Sandbox {
            return Ok(());
        }
        Err(SandboxError::SandboxOnly { what: &what }.into_error())
    }

    pub const fn transaction_ending(&self) -> TxEnding {
        if self.caller.dry_run { TxEnding::RollBack } else { TxEnding::Commit }
    }

    /// What the rows of this command share, taken just before its commit.
    pub fn row_stamp(&self) -> EventStamp {
        self.order_writer().row_stamp()
    }

    /// A number that changes when another command writes to the shop.
    pub fn change_counter(&self) -> Result<i64> {
        self.store.change_counter()
    }

    pub const fn resale_deadlines(&self) -> ResaleDeadlines {
        self.config.resale.deadlines
    }
}
