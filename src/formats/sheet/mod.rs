//! Sheets of any kind, row by row: CSV in any common encoding and with any common delimiter, XLSX, XLS.
//!
//! The way of a byte: `file_kind` says what a file is by its first bytes, `encoding` and `delimited` make rows of a
//! text, `workbook` makes them of a spreadsheet's own file and keeps them `packed`, and `reader` finds the headings
//! among them and hands the rows out. What a cell means is for whoever asked for the columns. `streamed` hands out the rows of
//! a workbook without keeping them. `writer` is the way back.
//!
//! Invariant: a file is held in memory once, within [`SheetLimits`]; what unpacks to more than its limit is refused before it
//! is unpacked.

pub(crate) mod column;
pub(crate) mod delimited;
pub(crate) mod encoding;
pub(crate) mod file_kind;
pub(crate) mod limits;
pub(crate) mod packed;
pub(crate) mod reader;
pub(crate) mod row;
pub(crate) mod streamed;
#[cfg(test)]
mod tests;
pub(crate) mod workbook;
pub mod writer;

pub use self::column::SheetColumn;
pub use self::limits::{IMPORT_LIMITS, SheetLimits};
pub use self::reader::SheetReader;
pub use self::row::SheetRow;
