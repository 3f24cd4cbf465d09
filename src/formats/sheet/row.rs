//! One row of a sheet.

use crate::domain::value::spelling::cell::tidy_cell;

/// A row, its cells without guards and without white space around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number as a spreadsheet counts, from 1; in a text the line where it begins.
    pub number: u64,
    cells: Vec<String>,
}

impl SheetRow {
    pub fn new<'t>(number: u64, cells: impl Iterator<Item = &'t str>) -> Self {
        Self { number, cells: cells.map(|cell| tidy_cell(cell).to_owned()).collect() }
    }

    /// The value in a column; `None` when blank, and where the row ends before it.
    pub fn cell_text(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// How many cells there are up to the last that is not blank.
    pub fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }
}
