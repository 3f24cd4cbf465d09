//! The rows of a workbook's sheet while they are read, and never all of them: a month of a busy wallet has 100,000.
//!
//! The reader of cells borrows the workbook that it reads, so both live on a thread of their own. It is a few batches ahead of
//! whoever takes the rows, and ends when nobody does any more.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::limits::SheetLimits;
use super::row::SheetRow;
use super::workbook::{Workbook, damaged_workbook};
use crate::error::Result;

/// Rows that are handed over together: one alone costs more to hand over than to read.
const BATCH: usize = 128;
/// Batches that wait to be taken.
const WAITING: usize = 4;

pub(crate) struct StreamedRows {
    pieces: Receiver<RowPiece>,
    ready: std::vec::IntoIter<SheetRow>,
    format: &'static str,
    ended: bool,
}

enum RowPiece {
    Rows(Vec<SheetRow>),
    /// Nothing comes behind it. Said and not left to be guessed: a thread that died ends without a word.
    End(Result<()>),
}

impl StreamedRows {
    /// Begins to read the sheet that is called `sheet`.
    pub(crate) fn start(mut book: Workbook, sheet: String, limits: SheetLimits) -> Self {
        let format = book.format_name();
        let (pieces, received) = sync_channel(WAITING);
        thread::spawn(move || {
            let mut gathering = GatheredRows { pieces, rows: Vec::new(), cells: Vec::new(), row: None };
            let read = book.visit_cells(&sheet, limits, &mut |at, text| Ok(gathering.take_cell(at, text)));
            gathering.finish(read);
        });
        Self { pieces: received, ready: Vec::new().into_iter(), format, ended: false }
    }

    /// The next row that has cells.
    pub(crate) fn next_row(&mut self) -> Result<Option<SheetRow>> {
        loop {
            if let Some(row) = self.ready.next() {
                return Ok(Some(row));
            }
            if self.ended {
                return Ok(None);
            }
            match self.pieces.recv() {
                Ok(RowPiece::Rows(rows)) => self.ready = rows.into_iter(),
                Ok(RowPiece::End(end)) => {
                    self.ended = true;
                    end?;
                }
                Err(_) => {
                    self.ended = true;
                    return Err(damaged_workbook(self.format));
                }
            }
        }
    }
}

/// Cells on their way to become rows.
struct GatheredRows {
    pieces: SyncSender<RowPiece>,
    rows: Vec<SheetRow>,
    cells: Vec<String>,
    /// The row that `cells` belong to, from 0.
    row: Option<u32>,
}

impl GatheredRows {
    /// Adds a cell, and answers whether anybody still wants rows.
    fn take_cell(&mut self, (row, column): (u32, u32), text: &str) -> bool {
        let wanted = self.row == Some(row) || self.end_row();
        self.row = Some(row);
        let column = column as usize;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        // Two cells of one place: the later one is what a spreadsheet shows.
        if let Some(place) = self.cells.get_mut(column) {
            text.clone_into(place);
        }
        wanted
    }

    fn end_row(&mut self) -> bool {
        let Some(row) = self.row.take() else { return true };
        self.rows.push(SheetRow::new(u64::from(row) + 1, self.cells.iter().map(String::as_str)));
        self.cells.clear();
        self.rows.len() < BATCH || self.send_rows()
    }

    fn send_rows(&mut self) -> bool {
        self.pieces.send(RowPiece::Rows(std::mem::take(&mut self.rows))).is_ok()
    }

    fn finish(mut self, read: Result<()>) {
        // Whoever went away wants neither the last rows nor the end.
        let wanted = self.end_row() && (self.rows.is_empty() || self.send_rows());
        if wanted {
            let _ = self.pieces.send(RowPiece::End(read));
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook as WrittenBook;

    use super::*;
    use crate::formats::sheet::IMPORT_LIMITS;

    fn start(rows: u32) -> StreamedRows {
        let mut book = WrittenBook::new();
        let sheet = book.add_worksheet();
        for row in 0..rows {
            // Every third row is missing.
            if row % 3 != 2 {
                sheet.write_string(row, 2, format!("`{row}")).unwrap();
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        StreamedRows::start(Workbook::open_archive(bytes, IMPORT_LIMITS).unwrap(), "Sheet1".to_owned(), IMPORT_LIMITS)
    }

    #[test]
    fn every_row_comes_once_with_its_own_number() {
        for rows in [0, 1, 127, 128, 129, 1_000] {
            let mut stream = start(rows);
            let mut found = Vec::new();
            while let Some(row) = stream.next_row().unwrap() {
                assert_eq!(row.cell_text(2), Some((row.number - 1).to_string().as_str()));
                found.push(row.number);
            }
            let want: Vec<u64> = (0..u64::from(rows)).filter(|row| row % 3 != 2).map(|row| row + 1).collect();
            assert_eq!(found, want);
            assert_eq!(stream.next_row().unwrap(), None);
        }
    }

    #[test]
    fn a_reader_that_dies_is_no_end_of_the_rows() {
        let (pieces, received) = sync_channel(1);
        pieces.send(RowPiece::Rows(vec![SheetRow::new(1, ["a"].into_iter())])).unwrap();
        drop(pieces);
        let mut stream = StreamedRows { pieces: received, ready: Vec::new().into_iter(), format: "xlsx", ended: false };
        assert!(stream.next_row().unwrap().is_some());
        assert_eq!(stream.next_row().unwrap_err().code, "workbook_damaged");
    }
}
