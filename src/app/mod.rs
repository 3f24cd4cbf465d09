//! Use cases: what the commands do, without knowing how they were asked or how the answer looks.
//!
//! Invariant: every change of an order goes through [`App::execute`] (or its twin for a new order), and everything that leaves
//! the house through [`send`]. A command never prints.

pub mod anchor;
pub mod ap2_keys;
mod begin;
pub mod candidates;
pub mod change;
pub mod channel;
pub mod checkout;
pub mod clock;
pub mod code_picture;
pub mod cron;
mod desk;
pub mod doctor;
pub mod erase;
pub mod events;
pub mod execute;
pub mod export;
mod finish;
pub mod flows;
pub mod forms;
pub mod groups;
pub mod idsource;
pub mod import;
pub mod intake;
mod leftovers;
pub mod mandates;
pub mod notices;
pub mod ocr_models;
pub mod orders;
mod outbound;
pub mod outcome;
pub mod outlet;
pub mod payments;
pub mod proof_state;
pub mod proofs;
pub mod push;
pub mod queue;
pub mod recover;
pub mod refunds;
pub mod refusal;
pub mod replay;
pub mod reviews;
pub mod room;
pub mod sandbox;
pub mod scenario;
pub mod screenshots;
pub mod secrets;
pub mod send;
pub mod setup;
pub mod shares;
pub mod skus;
pub mod sweep;
pub mod tables;
pub mod tally;
pub mod task;
pub mod tickets;
pub mod view;
mod waiting;
pub mod wordings;

use crate::config::{Config, Paths};
use crate::domain::actor::Stamp;
use crate::domain::event::Source;
use crate::domain::message::Lang;
use crate::domain::resale::next::Deadlines;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::keyfile;
use crate::store::{Ending, Kind, Store};

use clock::Clock;
use idsource::IdSource;

/// Who runs a command, and how it is to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub operator: String,
    pub source: Source,
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
pub struct Opening {
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
    pub fn open(opening: Opening) -> Result<Self> {
        let Opening { paths, config, clock, ids, caller } = opening;
        let busy = std::time::Duration::from_millis(u64::from(config.store.busy_timeout_ms));
        Store::check(&paths.db)?;
        let store = Store::open(&paths.db, &keyfile::load(&paths.key)?, busy)?;
        let app = Self { store, paths, config, clock, ids, caller };
        if app.clock.is_set() || app.ids.is_set() {
            app.require_sandbox("--now, --ids")?;
        }
        Ok(app)
    }

    /// Refuses on a live database: real orders can't be back-dated or invented.
    pub fn require_sandbox(&self, what: &str) -> Result<()> {
        if self.store.kind() == Kind::Sandbox {
            return Ok(());
        }
        Err(Error::new(
            "sandbox_only",
            Exit::Refused,
            say!("{what} 只能在沙盒数据库里使用", "{what} works in a sandbox database only"),
        )
        .hint(say!(
            "`ticketctl init --sandbox --db 路径` 建一个沙盒",
            "`ticketctl init --sandbox --db PATH` makes one"
        )))
    }

    pub const fn ending(&self) -> Ending {
        if self.caller.dry_run { Ending::RollBack } else { Ending::Commit }
    }

    /// What the rows of this command share, taken just before its commit.
    pub fn stamp(&self) -> Stamp {
        self.scribe().stamp()
    }

    pub fn deadlines(&self) -> Deadlines {
        let set = &self.config.resale.deadlines;
        Deadlines {
            form: i64::from(set.form_hours) * 60,
            payment: i64::from(set.payment_minutes),
            push: i64::from(set.push_minutes),
            ack: i64::from(set.ack_minutes),
            screenshot: i64::from(set.screenshot_hours) * 60,
            screenshot_cutoff_hour: set.screenshot_cutoff_hour,
            review: i64::from(set.review_hours) * 60,
        }
    }
}
