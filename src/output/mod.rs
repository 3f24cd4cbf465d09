//! Rendering: tables, JSON and jq, pages, QR codes. Knows no command, no store and no use case.
//!
//! Invariant: stdout gets only what was asked for; text from outside passes through [`text::visible`] or a JSON string.

pub mod checkout_page;
pub mod checkout_show;
pub mod details;
pub mod error;
pub mod fields;
pub mod format;
pub mod jq;
pub mod json;
pub mod order_page;
mod order_parts;
pub mod order_show;
pub mod order_words;
pub mod out;
pub mod qr;
pub mod rows;
pub mod screenshot;
pub mod table;
pub mod terminal;
pub mod text;
