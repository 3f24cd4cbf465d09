//! Rendering: tables, JSON and jq, pages, QR codes. Knows no command, no store and no use case.
//!
//! Invariant: stdout gets only what was asked for; text from outside passes through [`text::escape_hidden`] or a JSON string.

pub mod checkout_page;
pub mod checkout_show;
pub mod error;
pub mod errors;
pub mod field_selection;
pub mod figures;
pub mod format;
pub mod jq;
pub mod json;
pub mod order_labels;
pub mod order_sections;
pub mod output_writer;
pub mod placeholder;
pub mod print;
pub mod qr_code;
pub mod resale_page;
pub mod resale_show;
pub mod row_writer;
pub mod schema;
pub mod screenshot;
pub mod section;
pub mod table;
pub mod terminal;
pub mod text;
pub mod watch_frame;
pub mod words;
pub mod wrap;
