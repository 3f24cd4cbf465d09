//! The bills that were read: accounts, files, rows, what people decided about rows, and what needs a person.
//!
//! Invariant: a row is only ever added. A later file may say another state of it; `bill_change` keeps what it was. Which file is
//! the later one is told by when the service made it, so that the same files in another order leave the same rows.

pub mod files;
pub mod findings;
pub mod marks;
pub mod parties;
pub mod rows;
