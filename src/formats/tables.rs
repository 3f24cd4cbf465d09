//! The price table and the season calendar.

use super::errors::FormatError;
use super::field;
use super::field::{MAX_NAME, missing_field};
use super::sheet::{CsvSheet, IMPORT_LIMITS, SheetColumn, SheetRow};
use super::source::InputSource;
use crate::domain::resale::season::Season;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::say;

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

const TICKET_TYPE: SheetColumn = SheetColumn { name: "ticket_type", headings: &["tickettype", "票种"] };
const SEASON: SheetColumn = SheetColumn { name: "season", headings: &["season", "季节"] };
const PRICE: SheetColumn = SheetColumn { name: "price", headings: &["price", "价格"] };
const FROM: SheetColumn = SheetColumn { name: "from", headings: &["from", "开始", "开始日期"] };
const TO: SheetColumn = SheetColumn { name: "to", headings: &["to", "结束", "结束日期"] };

/// Reads CSV `ticket_type,season,price` (`票种,季节,价格`).
pub fn parse_prices(source: InputSource<'_>) -> Result<Vec<PriceRow>> {
    let sheet = CsvSheet::open(source, 0, IMPORT_LIMITS)?;
    let [kind, season, price] = find_columns(&sheet, [TICKET_TYPE, SEASON, PRICE])?;
    let mut seen = std::collections::HashMap::new();
    let mut rows = Vec::new();
    for row in sheet {
        let row = row?;
        let read = price_row(&row, kind, season, price).map_err(|error| on_line(error, row.line))?;
        if let Some(first) = seen.insert((read.ticket_type.clone(), read.season), row.line) {
            return Err(duplicate_rows(first, row.line));
        }
        rows.push(read);
    }
    not_empty(rows)
}

/// Reads CSV `from,to,season` (`开始,结束,季节`), both days included; sorted by day.
pub fn parse_seasons(source: InputSource<'_>) -> Result<Vec<SeasonRow>> {
    let sheet = CsvSheet::open(source, 0, IMPORT_LIMITS)?;
    let [from, to, season] = find_columns(&sheet, [FROM, TO, SEASON])?;
    let mut rows = Vec::new();
    for row in sheet {
        let row = row?;
        let read = season_row(&row, from, to, season).map_err(|error| on_line(error, row.line))?;
        rows.push((row.line, read));
    }
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

/// Says on which line it went wrong.
fn on_line(mut error: Box<Error>, line: u64) -> Box<Error> {
    let (zh, en) = (&error.message.zh, &error.message.en);
    error.message = say!("第 {line} 行：{zh}", "line {line}: {en}");
    error.detail("line", line)
}

fn find_columns<const N: usize>(sheet: &CsvSheet<'_>, columns: [SheetColumn; N]) -> Result<[usize; N]> {
    if sheet.is_empty() {
        return Err(FormatError::CsvEmpty.into());
    }
    sheet.deny_unknown(&columns)?;
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = sheet.require_column(column)?;
    }
    Ok(places)
}

fn price_row(row: &SheetRow, kind: usize, season: usize, price: usize) -> Result<PriceRow> {
    let ticket_type = row.cell_text(kind).ok_or_else(|| missing_field(TICKET_TYPE.name))?;
    field::check_text(TICKET_TYPE.name, ticket_type, MAX_NAME)?;
    let price = field::parse_yuan(PRICE.name, row.cell_text(price).ok_or_else(|| missing_field(PRICE.name))?)?;
    Ok(PriceRow { ticket_type: ticket_type.to_owned(), season: read_season(row, season)?, price })
}

fn season_row(row: &SheetRow, from: usize, to: usize, season: usize) -> Result<SeasonRow> {
    let day = |column: SheetColumn, place| {
        row.cell_text(place)
            .ok_or_else(|| missing_field(column.name))
            .and_then(|text| field::parse_sheet_day(column.name, text))
    };
    let read = SeasonRow { from: day(FROM, from)?, to: day(TO, to)?, season: read_season(row, season)? };
    if read.to < read.from {
        return Err(FormatError::SeasonOrder.into_error().detail("field", TO.name));
    }
    Ok(read)
}

fn read_season(row: &SheetRow, place: usize) -> Result<Season> {
    let text = row.cell_text(place).ok_or_else(|| missing_field(SEASON.name))?;
    Season::read(text).ok_or_else(|| FormatError::SeasonUnknown.into_error().detail("field", SEASON.name))
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
        parse_prices(InputSource::from_reader("-", text.as_bytes()).unwrap())
    }

    fn read_seasons(text: &str) -> Result<Vec<SeasonRow>> {
        parse_seasons(InputSource::from_reader("-", text.as_bytes()).unwrap())
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
