//! A text cut into rows of cells, whatever parts them and ends its lines.

use csv::{ByteRecord, ReaderBuilder, Terminator};

use super::limits::SheetLimits;
use super::row::SheetRow;
use crate::domain::value::byte_size::ByteSize;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;

/// What may part cells, the most common first.
pub(crate) const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Rows of a text, their numbers those of the lines where they begin: CR, LF and CRLF each end one.
pub(crate) struct DelimitedRows {
    reader: csv::Reader<std::io::Cursor<String>>,
    record: ByteRecord,
    limits: SheetLimits,
    /// The byte of the text from which the reader counts.
    origin: usize,
    /// Up to where lines are counted, and the line there, from 1.
    counted: (usize, u64),
}

impl DelimitedRows {
    /// Rows of `text` behind `start`, which is the beginning of a line.
    pub(crate) fn new(text: String, start: usize, delimiter: u8, limits: SheetLimits) -> Self {
        Self::with_quoting(text, start, (delimiter, true), limits)
    }

    /// The same of a text in which a quotation mark is a letter like any other.
    pub(crate) fn unquoted(text: String, start: usize, delimiter: u8, limits: SheetLimits) -> Self {
        Self::with_quoting(text, start, (delimiter, false), limits)
    }

    fn with_quoting(text: String, start: usize, (delimiter, quoting): (u8, bool), limits: SheetLimits) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quoting).terminator(Terminator::CRLF);
        let mut source = std::io::Cursor::new(text);
        source.set_position(start as u64);
        let line = 1 + count_line_ends(source.get_ref().as_bytes().get(..start).unwrap_or_default());
        Self {
            reader: builder.from_reader(source),
            record: ByteRecord::new(),
            limits,
            origin: start,
            counted: (start, line),
        }
    }

    /// The same text, to be cut at another delimiter.
    pub(crate) fn into_text(self) -> String {
        self.reader.into_inner().into_inner()
    }

    pub(crate) fn next_row(&mut self) -> Result<Option<SheetRow>> {
        // A text in memory fails nowhere, and lengths are flexible.
        if !self.reader.read_byte_record(&mut self.record).map_err(|_| FormatError::Csv.into_error())? {
            return Ok(None);
        }
        let begun = self.record.position().map_or(0, csv::Position::byte);
        let number = self.count_lines_to(self.origin.saturating_add(usize::try_from(begun).unwrap_or(usize::MAX)));
        if self.record.len() > self.limits.columns {
            let limit = self.limits.columns;
            return Err(
                at_line(FormatError::CsvTooManyColumns { line: &number, limit: &limit }, number).detail("limit", limit)
            );
        }
        let cells =
            self.record.iter().enumerate().map(|(index, cell)| check_cell(cell, number, index + 1, self.limits));
        let cells = cells.collect::<Result<Vec<_>>>()?;
        Ok(Some(SheetRow::new(number, cells.into_iter())))
    }

    fn count_lines_to(&mut self, byte: usize) -> u64 {
        let bytes = self.reader.get_ref().get_ref().as_bytes();
        // Blank lines belong to no row, and the reader passes over them on its way to the next.
        let blanks = bytes.get(byte..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let to = byte + blanks.count();
        let (from, line) = self.counted;
        let line = line + count_line_ends(bytes.get(from..to).unwrap_or_default());
        self.counted = (to, line);
        line
    }
}

/// How many lines end in `bytes`, which begin behind a line's end and stop behind one or inside a line.
fn count_line_ends(bytes: &[u8]) -> u64 {
    let mut ends = 0;
    let mut before = 0;
    for byte in bytes {
        // A CRLF ends one line, not two.
        ends += u64::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
        before = *byte;
    }
    ends
}

fn check_cell(cell: &[u8], line: u64, column: usize, limits: SheetLimits) -> Result<&str> {
    let limit = limits.cell;
    if cell.len() > limit {
        let wrong = FormatError::CsvCellTooLong { line: &line, column: &column, limit: &ByteSize(limit as u64) };
        return Err(at_line(wrong, line).detail("column", column).detail("limit", limit));
    }
    match std::str::from_utf8(cell) {
        // SQLite and C programs end a text there: what was checked would not be what is shown.
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(at_line(FormatError::CsvNul { line: &line, column: &column }, line).detail("column", column)),
    }
}

fn at_line(wrong: FormatError<'_>, line: u64) -> Box<Error> {
    wrong.into_error().detail("line", line)
}
