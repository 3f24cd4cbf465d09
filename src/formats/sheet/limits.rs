//! What one sheet may cost.

/// Source: `promises.md` part 5, widened to what a shop's month and a marketplace's export of sixty columns need.
#[derive(Clone, Copy, Debug)]
pub struct SheetLimits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes that the sheets of a workbook unpack to; all its other parts together have a quarter of that.
    pub unpacked: u64,
    /// Rows under the headings.
    pub rows: u64,
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
    /// Rows among which the headings are looked for.
    pub head: usize,
}

/// The limits of every import.
pub const IMPORT_LIMITS: SheetLimits = SheetLimits {
    bytes: 64 * 1024 * 1024,
    unpacked: 256 * 1024 * 1024,
    rows: 200_000,
    columns: 256,
    cell: 4096,
    head: 30,
};
