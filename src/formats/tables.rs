//! The price table and the season calendar.

use super::cell;
use super::errors::FormatError;
use super::field;
use super::field::MAX_NAME;
use super::problem::{ProblemList, show_value};
use super::sheet::{IMPORT_LIMITS, SheetColumn, SheetReader, SheetRow};
use super::source::InputSource;
use crate::domain::resale::season::Season;
use crate::domain::value::money::Fen;
use crate::domain::value::text::fold::compact_text;
use crate::domain::value::time::Day;
use crate::error::{Error, Result, RowProblem};

/// One price: a ticket type in a season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRow {
    /// The ticket type, as orders name it.
    pub ticket_type: String,
    pub season: Season,
    /// The price of one ticket.
    pub price: Fen,
}

/// One range of the season calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeasonRow {
    pub from: Day,
    /// The last day, included.
    pub to: Day,
    pub season: Season,
}

const fn table_column(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: true }
}

const TICKET_TYPE: SheetColumn = table_column("ticket_type", &["tickettype", "票种", "票型"]);
const SEASON: SheetColumn = table_column("season", &["season", "季节"]);
const PRICE: SheetColumn = table_column("price", &["price", "价格", "单价", "结算价"]);
const FROM: SheetColumn = table_column("from", &["from", "开始", "开始日期"]);
const TO: SheetColumn = table_column("to", &["to", "结束", "结束日期"]);

/// Reads a sheet `ticket_type,season,price` (`票种,季节,价格`), or says everything that is wrong with its rows at once.
///
/// `sheet` names the one of a workbook that is meant, where several have prices.
pub fn parse_prices(source: InputSource<'_>, sheet: Option<&str>) -> Result<Vec<PriceRow>> {
    let columns = [TICKET_TYPE, SEASON, PRICE];
    let sheet = TableSheet::open(source, &columns, sheet)?;
    let unit = sheet.reader.amount_unit(sheet.place(PRICE));
    let mut seen = std::collections::HashMap::new();
    let read = |sheet: &TableSheet<'_>, row: &SheetRow, wrong: &mut Vec<RowProblem>| {
        let ticket_type = sheet.read(row, TICKET_TYPE, wrong, |name, text| {
            field::check_text(name, text, MAX_NAME).map(|()| text.to_owned())
        });
        let season = sheet.read(row, SEASON, wrong, read_season);
        let price = sheet.read(row, PRICE, wrong, |name, text| cell::read_amount(name, unit, text));
        let read = PriceRow { ticket_type: ticket_type?, season: season?, price: price? };
        if let Some(first) = seen.insert((compact_text(&read.ticket_type), read.season), row.number) {
            wrong.push(RowProblem::of_row(row.number, None, duplicate_rows(first, row.number)));
        }
        Some(read)
    };
    let rows = sheet.read_rows(read)?;
    not_empty(rows.into_iter().map(|(_, row)| row).collect())
}

/// Reads a sheet `from,to,season` (`开始,结束,季节`), both days included; sorted by day. What is wrong with its rows is said at
/// once, and then which ranges overlap.
pub fn parse_seasons(source: InputSource<'_>, sheet: Option<&str>) -> Result<Vec<SeasonRow>> {
    let columns = [FROM, TO, SEASON];
    let sheet = TableSheet::open(source, &columns, sheet)?;
    let mut rows = sheet.read_rows(|sheet, row, wrong| {
        let from = sheet.read(row, FROM, wrong, cell::read_day_cell);
        let to = sheet.read(row, TO, wrong, cell::read_day_cell);
        let season = sheet.read(row, SEASON, wrong, read_season);
        let read = SeasonRow { from: from?, to: to?, season: season? };
        if read.to < read.from {
            let error = FormatError::SeasonOrder.into_error().detail("field", TO.name);
            wrong.push(sheet.locate(row, TO, error));
        }
        Some(read)
    })?;
    rows.sort_by_key(|(line, row)| (row.from, *line));
    for pair in rows.windows(2) {
        if let [(first, before), (second, after)] = pair
            && after.from <= before.to
        {
            return Err(overlapping_ranges(*first, *second));
        }
    }
    not_empty(rows.into_iter().map(|(_, row)| row).collect())
}

/// A sheet of known columns, all of which it has.
struct TableSheet<'c> {
    reader: SheetReader,
    columns: &'c [SheetColumn],
}

impl<'c> TableSheet<'c> {
    fn open(source: InputSource<'_>, columns: &'c [SheetColumn], sheet: Option<&str>) -> Result<Self> {
        let reader = SheetReader::open(source, columns, sheet, IMPORT_LIMITS)?;
        reader.deny_unknown(columns)?;
        Ok(Self { reader, columns })
    }

    /// Its rows with their numbers, or all that is wrong with them.
    fn read_rows<R>(
        mut self,
        mut read: impl FnMut(&Self, &SheetRow, &mut Vec<RowProblem>) -> Option<R>,
    ) -> Result<Vec<(u64, R)>> {
        let mut problems = ProblemList::default();
        let mut rows = Vec::new();
        while let Some(row) = self.reader.next().transpose()? {
            let mut wrong = Vec::new();
            match self.reader.check_width(&row) {
                Ok(()) => rows.extend(read(&self, &row, &mut wrong).map(|read| (row.number, read))),
                Err(error) => wrong.push(RowProblem::of_row(row.number, None, error)),
            }
            problems.add_row(wrong);
        }
        problems.into_error().map_or(Ok(rows), Err)
    }

    fn place(&self, column: SheetColumn) -> usize {
        debug_assert!(self.columns.iter().any(|known| known.name == column.name));
        // Found when the sheet was opened.
        self.reader.find_column(column).unwrap_or_default()
    }

    fn read<T>(
        &self,
        row: &SheetRow,
        column: SheetColumn,
        wrong: &mut Vec<RowProblem>,
        read: impl Fn(&str, &str) -> Result<T>,
    ) -> Option<T> {
        let value = row.cell_text(self.place(column));
        let read = value.map_or_else(|| Err(cell::missing_cell(column.name)), |text| read(column.name, text));
        read.map_err(|error| wrong.push(self.locate(row, column, error))).ok()
    }

    fn locate(&self, row: &SheetRow, column: SheetColumn, error: Box<Error>) -> RowProblem {
        let place = self.place(column);
        let heading = self.reader.headings().get(place).map(|heading| field::shorten_key(heading));
        let value = row.cell_text(place).map(|value| show_value(column.name, value));
        RowProblem { row: row.number, order_no: None, column: heading, value, error }
    }
}

fn read_season(name: &str, text: &str) -> Result<Season> {
    Season::read(text).ok_or_else(|| FormatError::SeasonUnknown.into_error().detail("field", name))
}

fn not_empty<T>(rows: Vec<T>) -> Result<Vec<T>> {
    if rows.is_empty() { Err(FormatError::CsvEmpty.into_error()) } else { Ok(rows) }
}

fn duplicate_rows(first: u64, second: u64) -> Box<Error> {
    FormatError::PriceDuplicate { first: &first, second: &second }
        .into_error()
        .detail("line", second)
        .detail("first_line", first)
}

fn overlapping_ranges(first: u64, second: u64) -> Box<Error> {
    FormatError::SeasonOverlap { first: &first, second: &second }
        .into_error()
        .detail("line", second)
        .detail("first_line", first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_prices(text: &str) -> Result<Vec<PriceRow>> {
        parse_prices(InputSource::from_reader("-", text.as_bytes()).unwrap(), None)
    }

    fn read_seasons(text: &str) -> Result<Vec<SeasonRow>> {
        parse_seasons(InputSource::from_reader("-", text.as_bytes()).unwrap(), None)
    }

    #[test]
    fn prices_are_read_under_either_language() {
        for text in [
            "ticket_type,season,price\n初级道 3 小时,high,506.00\n初级道 3 小时,low,306\n",
            "\u{feff}价格,票种,季节\r\n506,初级道 3 小时,旺季\r\n306.00,初级道 3 小时,淡季\r\n",
        ] {
            let rows = read_prices(text).unwrap();
            let shown: Vec<String> =
                rows.iter().map(|r| format!("{} {} {}", r.ticket_type, r.season.code(), r.price)).collect();
            assert_eq!(shown, ["初级道 3 小时 high 506.00", "初级道 3 小时 low 306.00"]);
        }
    }

    #[test]
    fn wrong_prices_are_refused_by_line() {
        let header = "ticket_type,season,price\n";
        for (rows, code, line) in [
            ("a,low,1\nb,low,1\na,low,2\n", "price_duplicate", 4),
            ("a 3,low,1\nＡ３,淡,2\n", "price_duplicate", 3),
            ("a,summer,1\n", "season_unknown", 2),
            ("a,low,0\n", "amount_range", 2),
            ("a,low,1.234\n", "amount_invalid", 2),
            ("a,low,\n", "field_missing", 2),
            (",low,1\n", "field_missing", 2),
        ] {
            let error = read_prices(&format!("{header}{rows}")).unwrap_err();
            assert_eq!((error.code, &error.details["line"]), (code, &line.into()), "{rows}");
        }
        assert_eq!(read_prices(&format!("{header}a,low,1\nb,low,1\na,low,2\n")).unwrap_err().details["first_line"], 2);
        assert_eq!(read_prices(header).unwrap_err().code, "csv_empty");
        assert_eq!(read_prices("").unwrap_err().code, "csv_empty");
        assert_eq!(read_prices("ticket_type,season\n").unwrap_err().code, "csv_column_missing");
        assert_eq!(read_prices("ticket_type,season,price,cost\n").unwrap_err().code, "csv_column_unknown");
    }

    #[test]
    fn seasons_are_sorted_and_may_touch() {
        let rows = read_seasons("from,to,season\n2026-04-01,2026-04-30,high\n2026/3/1,2026/3/31,low\n").unwrap();
        let shown: Vec<String> = rows.iter().map(|r| format!("{} {} {}", r.from, r.to, r.season.code())).collect();
        assert_eq!(shown, ["2026-03-01 2026-03-31 low", "2026-04-01 2026-04-30 high"]);
        assert!(read_seasons("开始,结束,季节\n2026-03-01,2026-03-01,平季\n").is_ok());
    }

    #[test]
    fn overlapping_or_backward_ranges_are_refused() {
        let rows = "from,to,season\n2026-04-15,2026-04-30,high\n2026-01-01,2026-01-02,low\n2026-04-01,2026-04-15,low\n";
        let error = read_seasons(rows).unwrap_err();
        assert_eq!(
            (error.code, &error.details["first_line"], &error.details["line"]),
            ("season_overlap", &4.into(), &2.into())
        );
        // A range inside a longer one that is not its neighbour by start.
        let rows =
            "from,to,season\n2026-01-01,2026-12-31,low\n2026-02-01,2026-02-02,high\n2026-03-01,2026-03-02,high\n";
        assert_eq!(read_seasons(rows).unwrap_err().code, "season_overlap");
        let error = read_seasons("from,to,season\n2026-04-15,2026-04-14,high\n").unwrap_err();
        assert_eq!((error.code, &error.details["line"]), ("season_order", &2.into()));
        assert_eq!(read_seasons("from,to,season\n2026-04-31,2026-05-14,high\n").unwrap_err().code, "time_invalid");
    }
}
