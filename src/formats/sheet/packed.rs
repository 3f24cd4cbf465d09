//! The rows of a workbook's sheet, packed into one text: a cell costs its bytes and eight more.

use super::row::SheetRow;

#[derive(Debug, Default)]
pub(crate) struct PackedRows {
    text: String,
    cells: Vec<PackedCell>,
    rows: Vec<PackedRow>,
}

#[derive(Clone, Copy, Debug)]
struct PackedCell {
    column: u32,
    /// Where its text ends.
    end: u32,
}

#[derive(Clone, Copy, Debug)]
struct PackedRow {
    /// From 1.
    number: u32,
    /// How many cells there are up to its end.
    end: u32,
}

/// The texts of a sheet are more than can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedTooBig;

impl PackedRows {
    /// Adds a cell behind all others. `row` is counted from 1, `column` from 0.
    pub(crate) fn push_cell(&mut self, row: u32, column: u32, text: &str) -> Result<(), PackedTooBig> {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).map_err(|_| PackedTooBig)?;
        self.cells.push(PackedCell { column, end });
        let cells = u32::try_from(self.cells.len()).map_err(|_| PackedTooBig)?;
        match self.rows.last_mut().filter(|last| last.number == row) {
            Some(last) => last.end = cells,
            None => self.rows.push(PackedRow { number: row, end: cells }),
        }
        Ok(())
    }

    pub(crate) fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The row at `index` among those that have cells.
    pub(crate) fn row_at(&self, index: usize) -> Option<SheetRow> {
        let row = self.rows.get(index)?;
        let before = index.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |row| row.end);
        let cells = self.cells.get(before as usize..row.end as usize)?;
        let mut start = before.checked_sub(1).and_then(|last| self.cells.get(last as usize)).map_or(0, |cell| cell.end);
        let mut texts: Vec<&str> = Vec::with_capacity(cells.len());
        for cell in cells {
            let text = self.text.get(start as usize..cell.end as usize).unwrap_or_default();
            start = cell.end;
            let column = cell.column as usize;
            // Two cells of one place: the later one is what a spreadsheet shows.
            if texts.len() <= column {
                texts.resize(column + 1, "");
            }
            if let Some(place) = texts.get_mut(column) {
                *place = text;
            }
        }
        Some(SheetRow::new(u64::from(row.number), texts.into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_with_their_gaps() {
        let mut rows = PackedRows::default();
        for (row, column, text) in [(1, 1, "订单号"), (1, 3, "b"), (4, 0, "x"), (4, 1, "")] {
            rows.push_cell(row, column, text).unwrap();
        }
        let cells = |index| rows.row_at(index).map(|row| (row.number, row.cells().join("|")));
        assert_eq!(rows.row_count(), 2);
        assert_eq!(cells(0), Some((1, "|订单号||b".to_owned())));
        assert_eq!(cells(1), Some((4, "x|".to_owned())));
        assert_eq!(cells(2), None);
    }
}
