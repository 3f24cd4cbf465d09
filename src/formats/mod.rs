//! Files into values: paid orders, buyers' forms, price and season tables, event exports, backups.
//!
//! Invariant: nothing here stores, asks a clock or knows the state of an order. A file is read once, front to back: JSON in
//! memory that does not grow with it, a sheet within the limits of [`sheet`]. Whatever it holds ends as a value, a skip with a
//! reason, or an error.
//!
//! Invariant: an error names the place (line, column, field) and the limit, never the value: a cell may hold a person. Only
//! [`problem`] puts values beside errors, and masks what may be personal.
//!
//! The way of a byte: [`source`] opens and bounds it; [`elements`] (JSON) or [`sheet`] (CSV, XLSX, XLS) cuts out one order;
//! [`json`] makes a value of it; [`object`] and [`field`] check it, `cell` the cells of a sheet; [`orders`], [`form`],
//! [`tables`] and [`export`] say what it means. [`bills`] does the same for what wallets, payment services and banks state.
//! [`backup`] is on its own: an archive, written and read.

pub mod backup;
pub mod bills;
pub(crate) mod bytes;
pub(crate) mod cell;
pub mod elements;
pub mod errors;
pub mod export;
pub mod field;
pub mod form;
pub mod form_fields;
pub mod form_sheet;
pub mod form_text;
pub mod json;
pub mod object;
pub mod orders;
pub mod partial_form;
pub mod payment_sheet;
pub mod problem;
pub mod sheet;
pub mod source;
pub mod tables;
