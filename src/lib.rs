//! `ticketctl`: tickets sold from a terminal, recorded in an append-only, tamper-evident log.
//!
//! # The map
//!
//! ```text
//! domain    pure: decide, evolve, next
//!   order      what both flows share: number, event envelope, actor, rejection, notice
//!   value      money, time, zones, persons, certificates, texts
//!   resale     the ski ticket flow        checkout   the attraction ticket flow
//!   ap2        mandates and receipts
//! store     the only place that knows SQLite
//!   log        events and their chains    projection   the rows that lists and searches read
//!   outbox     deliveries, rate limits    inventory    SKUs, reservations, what can be used once
//!   shop       groups, prices, settings   people       a key per person, search without decrypting
//!   crypto     keys and ciphers           attachments  proofs and screenshots
//! gateway   the only place that speaks HTTP: a message in, a verdict out
//! ocr       pictures → text → candidate fields
//! formats   files → values: JSON, CSV, forms, marketplace shapes, bills, exports
//! fs        opening, checking and replacing files
//! app       use cases
//!   write      the one write path         delivery   the outbox worker
//!   channels   groups, routes, secrets, templates
//!   resale     one file per step          checkout   one file per step
//!   orders     what both flows share: view, list, queue, refund, erase
//!   log        read, anchor, import       ops        cron, sweep, doctor, set-up
//!   sandbox    trigger, scenarios
//! cli       one file per noun: arguments in, a typed answer out
//! output    tables, pages, JSON, jq, QR codes
//! config    the configuration file        error      what every failure has
//! ```
//!
//! `main → cli → app → {store, gateway, ocr, formats} → domain` and `cli → output → domain`; all but `domain` may use `fs`.
//! `store` and `gateway` never meet. The test `tidy` reads the sources, checks it, and fails on a circle of imports.
//!
//! # A day in the life of an order
//!
//! `ticketctl form submit XY…` is parsed by [`cli`], which opens an [`app::App`] and calls one use case in [`app::resale`].
//! The use case goes through [`app::write`], the one write path: it opens an immediate transaction, folds the order's events
//! into a [`domain::resale::order::ResaleOrder`], looks up the facts that the rules need (a price, a duplicate), and lets
//! [`domain::resale::decide::decide`] say which events happen, or why none do. The events are appended to the order's hash
//! chain with every personal value encrypted, the order's row in [`store::projection`] is updated, and the transaction
//! commits. The answer comes back as a value and is printed once.
//!
//! `ticketctl push XY…` does that twice, through the outbox worker in [`app::delivery`]. A first transaction records that the
//! push began and queues its parts in [`store::outbox`], leased to this process. A sender in [`gateway`] connects. Only when
//! the connection is established, and before the first byte is sent, does it ask the worker for a permit: the worker commits that the
//! part is in flight, and the part is sent, once. A later transaction records the result and what it means for the order. No
//! transaction is open while anything is being sent, and one transaction records everything that has happened since the
//! last, so that many orders at once share their commits. A process that dies in between leaves rows whose lock file is
//! free: what certainly was not sent can be sent again; what may have been sent needs a person.
//!
//! # Invariants
//!
//! - Invariant: events are only ever added; each order's are chained by SHA-256, and its row names the head of the chain.
//! - Invariant: a state is what its events add up to, and nothing else.
//! - Invariant: every event is admitted by one rule table, live or imported.
//! - Invariant: no personal data is stored in clear, and destroying one key erases one person.
//! - Invariant: nothing is sent twice by itself, and nothing is lost silently.
//! - Invariant: money is an integer of minor units; no float touches it.
//! - Invariant: only `main` reads the clock, and a live order cannot be back-dated.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod formats;
pub mod fs;
pub mod gateway;
pub mod ocr;
pub mod output;
pub mod store;
