//! `ticketctl`: tickets sold from a terminal, on an append-only log that proves itself.
//!
//! # The house
//!
//! ```text
//! main ─ cli ─ app ─ store      the only place that knows SQLite
//!              │     gateway    the only place that speaks to the outside
//!              │     ocr        pictures → text → candidate fields
//!              └──── domain     pure: decide, evolve, rules, next, matching
//!        cli ─ output           tables, pages, JSON, jq, QR codes
//! ```
//!
//! Arrows point one way only; the test `tidy` reads the sources and holds it.
//!
//! # A day in the life of an order
//!
//! `ticketctl form submit XY…` is parsed by [`cli`], which opens an [`app::App`] and calls one use case. The use case asks
//! [`app::App::execute`], the one write path: it opens an immediate transaction, folds the order's events into a
//! [`domain::resale::order::ResaleOrder`], looks up the facts that the rules need (a price, a duplicate), and lets
//! [`domain::resale::decide::decide`] say which events happen or why none do. The events are appended to the order's hash
//! chain with every personal value sealed, the order's row is brought along, and the transaction commits. What the command
//! has to say comes back as a value and is printed once.
//!
//! `ticketctl push XY…` does that twice. It hands a [`app::task::Task`] to [`app::App::run`], the one way out. There a *desk*
//! (in `app`, over the store) and a *line* (in [`gateway::line`], over the channels) talk in turns. In one transaction the
//! desk records that the push began and queues its parts in the outbox, held by this process. The line connects, and only when
//! the connection stands and not a byte has left does it ask at its *gate* for leave; the desk records that the part is
//! in flight, under the token of its claim, and the part leaves, once. How it ended, and what that means for the order,
//! is recorded in a later turn. No transaction is open while anything is under way, and a turn records whatever has happened
//! since the last one, so many orders at once share their commits. A process that dies in between leaves rows whose
//! holder's file lock is free: what surely did not leave may be sent again, what may have left is for a person.
//!
//! # Invariants
//!
//! - Invariant: events are only ever added; each order's are chained by SHA-256, and its row names the chain's head.
//! - Invariant: a state is what its events add up to, and nothing else.
//! - Invariant: every event is admitted by one rule table, live or imported.
//! - Invariant: nothing that names a person is stored in clear, and destroying one key erases one person.
//! - Invariant: nothing is sent twice by itself, and nothing is lost silently.
//! - Invariant: money is integer fen; a float never touches it.
//! - Invariant: the clock is read in `main` alone, and a live order can never be back-dated.

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
