//! What a column of a bill says, and where each stands in one file.

use crate::domain::bill::row::BillFee;
use crate::domain::bill::service::BillTimeUnit;
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_signed_amount;
use crate::domain::value::text::char_is_unseen;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::bills::errors::BillError;
use crate::formats::bills::moment::read_bill_time;
use crate::formats::field::{is_scientific, shorten_key};
use crate::formats::sheet::SheetRow;
use crate::formats::sheet::column::{AmountUnit, clean_heading};

/// What a column says, whatever a service calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BillField {
    /// When the money moved; of a bank the day, where [`Clock`](Self::Clock) has the rest.
    Time,
    Clock,
    /// When it was asked for: for what was never paid.
    Created,
    Category,
    Direction,
    Status,
    RefundStatus,
    FundState,
    Method,
    Party,
    Item,
    Note,
    Amount,
    AmountIn,
    AmountOut,
    /// Counted the other way round: of a credit card, where what was spent is positive.
    AmountSpent,
    Asked,
    Refund,
    AskedRefund,
    CouponRefund,
    Fee,
    Refunded,
    Balance,
    /// The service's own number of the transaction.
    Number,
    RefundNumber,
    MerchantNumber,
    /// A platform's own number of the order, beside the merchant's.
    BaseOrder,
    /// Whose the account is, where each row says so.
    Merchant,
}

impl BillField {
    const COUNT: usize = Self::Merchant as usize + 1;
    /// Numbers of which a lost digit makes another one.
    pub(crate) const NUMBERS: [Self; 4] = [Self::Number, Self::RefundNumber, Self::MerchantNumber, Self::BaseOrder];
}

/// A column under the names that files of one service have for it, spelled as `clean_heading` makes them.
pub(crate) type NamedField = (BillField, &'static [&'static str]);

/// Where the columns of one file stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BillColumns {
    places: [Option<usize>; BillField::COUNT],
    /// By place: the heading as the file spells it, and what amounts under it are counted in.
    headings: Vec<(String, AmountUnit)>,
}

/// A row of headings, ready to be looked up.
pub(crate) struct HeadingRow {
    spelled: Vec<String>,
    names: Vec<(String, AmountUnit)>,
}

impl HeadingRow {
    pub(crate) fn new<'t>(cells: impl Iterator<Item = &'t str>) -> Self {
        let spelled: Vec<String> = cells.map(str::to_owned).collect();
        let names = spelled.iter().map(|cell| clean_heading(cell)).collect();
        Self { spelled, names }
    }

    /// How many cells say something.
    pub(crate) fn filled(&self) -> usize {
        self.names.iter().filter(|(name, _)| !name.is_empty()).count()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|(known, _)| known == name)
    }

    /// Where `fields` stand here, if all of `required` do.
    pub(crate) fn locate<'n>(
        &self,
        fields: impl Iterator<Item = (BillField, &'n [&'n str])>,
        required: &[BillField],
    ) -> Option<BillColumns> {
        let mut places = [None; BillField::COUNT];
        for (field, names) in fields {
            // By the field's own order and not the file's: its best name wins wherever it stands.
            if let Some(place) = places.get_mut(field as usize) {
                *place = names.iter().find_map(|name| self.place(name));
            }
        }
        let headings = self.spelled.iter().zip(&self.names).map(|(spelled, (_, unit))| (spelled.clone(), *unit));
        let columns = BillColumns { places, headings: headings.collect() };
        required.iter().all(|field| columns.place(*field).is_some()).then_some(columns)
    }
}

impl BillColumns {
    pub(crate) fn place(&self, field: BillField) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }

    pub(crate) fn width(&self) -> usize {
        self.headings.len()
    }

    /// The heading as the file has it, for messages.
    pub(crate) fn heading(&self, field: BillField) -> String {
        let heading = self.place(field).and_then(|place| self.headings.get(place));
        heading.map(|(heading, _)| shorten_key(heading)).unwrap_or_default()
    }

    fn unit(&self, field: BillField) -> AmountUnit {
        let heading = self.place(field).and_then(|place| self.headings.get(place));
        heading.map_or(AmountUnit::Yuan, |(_, unit)| *unit)
    }
}

/// The cells of one row under their meanings.
#[derive(Clone, Copy)]
pub(crate) struct BillCells<'r> {
    row: &'r SheetRow,
    columns: &'r BillColumns,
}

/// Decimals of a fee, and of every amount whose sum is compared.
pub(crate) const FEE_DECIMALS: usize = 5;

impl<'r> BillCells<'r> {
    pub(crate) const fn new(row: &'r SheetRow, columns: &'r BillColumns) -> Self {
        Self { row, columns }
    }

    pub(crate) const fn line(&self) -> u64 {
        self.row.number
    }

    /// What a cell says; `/` says nothing, like a cell that is not there. A guard that WeChat Pay puts before every value is
    /// none of it.
    pub(crate) fn text(&self, field: BillField) -> &'r str {
        let cell = self.columns.place(field).and_then(|place| self.row.cell_text(place)).unwrap_or_default();
        let cell = cell.strip_prefix('`').unwrap_or(cell);
        if matches!(cell, "/" | "-") { "" } else { cell }
    }

    pub(crate) fn has(&self, field: BillField) -> bool {
        !self.text(field).is_empty()
    }

    /// Whether the file has such a column, whatever this row says in it.
    pub(crate) fn has_column(&self, field: BillField) -> bool {
        self.columns.place(field).is_some()
    }

    /// As the row spells it, to be kept.
    pub(crate) fn spelled(&self, field: BillField) -> String {
        self.text(field).to_owned()
    }

    /// A text that may not be there.
    pub(crate) fn optional(&self, field: BillField) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A number: white space may stand inside, and means nothing.
    pub(crate) fn number(&self, field: BillField) -> Option<String> {
        let text = self.text(field);
        let is_plain = text.bytes().all(|b| b.is_ascii_graphic());
        let number = if is_plain {
            text.to_owned()
        } else {
            text.chars().filter(|c| !c.is_whitespace() && !char_is_unseen(*c)).collect()
        };
        // WeChat Pay's word for no number.
        Some(number).filter(|number| !number.is_empty() && number != "0")
    }

    /// A signed amount that has to be there.
    pub(crate) fn signed_fen(&self, field: BillField) -> Result<i64> {
        let text = self.text(field);
        let read = match self.columns.unit(field) {
            AmountUnit::Yuan => read_signed_amount(text, 2),
            AmountUnit::Fen => read_signed_amount(text, 0),
        };
        read.map_err(|_| self.refuse_amount(field))
    }

    /// An amount that has to be there, without its sign.
    pub(crate) fn amount(&self, field: BillField) -> Result<Fen> {
        self.signed_fen(field).map(|fen| Fen::new(fen.saturating_abs()))
    }

    /// An amount that may not be there, without its sign.
    pub(crate) fn optional_amount(&self, field: BillField) -> Result<Option<Fen>> {
        if self.has(field) { self.amount(field).map(Some) } else { Ok(None) }
    }

    /// An amount that may not be there, with its sign and every decimal that a fee has.
    pub(crate) fn fee(&self, field: BillField) -> Result<Option<BillFee>> {
        if !self.has(field) {
            return Ok(None);
        }
        let scaled = read_signed_amount(self.text(field), FEE_DECIMALS).map_err(|_| self.refuse_amount(field))?;
        Ok(Some(BillFee::new(scaled)))
    }

    pub(crate) fn time(&self, field: BillField) -> Result<(Timestamp, BillTimeUnit)> {
        read_bill_time(self.text(field)).ok_or_else(|| self.refuse_time(field))
    }

    pub(crate) fn refuse_time(&self, field: BillField) -> Box<Error> {
        let (line, column) = (self.line(), self.columns.heading(field));
        BillError::BillTime { line: &line, column: &column }.into_error().detail("line", line)
    }

    pub(crate) fn refuse_amount(&self, field: BillField) -> Box<Error> {
        let (line, column) = (self.line(), self.columns.heading(field));
        BillError::BillAmount { line: &line, column: &column }.into_error().detail("line", line)
    }

    pub(crate) fn refuse_direction(&self, field: BillField) -> Box<Error> {
        let (line, column) = (self.line(), self.columns.heading(field));
        BillError::BillDirection { line: &line, column: &column }.into_error().detail("line", line)
    }

    pub(crate) fn refuse_missing_number(&self, field: BillField) -> Box<Error> {
        let (line, column) = (self.line(), self.columns.heading(field));
        BillError::BillNumberMissing { line: &line, column: &column }.into_error().detail("line", line)
    }

    pub(crate) fn refuse_second_number(&self, field: BillField) -> Box<Error> {
        let (line, column) = (self.line(), self.columns.heading(field));
        BillError::BillNumberTwice { line: &line, column: &column }.into_error().detail("line", line)
    }

    /// Why the row cannot be used, where a spreadsheet spoilt one of its numbers.
    pub(crate) fn find_damage(&self) -> Option<Box<Error>> {
        let damaged = BillField::NUMBERS.into_iter().find(|field| is_damaged_number(self.text(*field)))?;
        let (line, column) = (self.line(), self.columns.heading(damaged));
        Some(BillError::BillNumberDamaged { line: &line, column: &column }.into_error().detail("line", line))
    }
}

/// How many digits a spreadsheet keeps of a number, and how many zeros behind them are no accident any more.
const KEPT_DIGITS: usize = 15;
const TELLING_ZEROS: usize = 4;

/// Whether a spreadsheet took a number for a quantity: it keeps 15 digits, and puts zeros or an exponent for the rest.
///
/// All of the rest has to be zeros: of 10,000 true numbers of 28 digits one ends with four of them.
pub(crate) fn is_damaged_number(text: &str) -> bool {
    let rounded = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()) && digits.bytes().any(|b| b != b'0');
    let rest = text.get(KEPT_DIGITS..).unwrap_or_default();
    is_scientific(text)
        || rest.len() >= TELLING_ZEROS
            && rest.bytes().all(|b| b == b'0')
            && rounded(text.get(..KEPT_DIGITS).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_lost_its_last_digits_is_told_from_one_that_ends_with_zeros() {
        for text in
            ["4.2E+27", "1.00005E+33", "4200000000202600000000000000", "1000050001202610000", "1234567890123450000"]
        {
            assert!(is_damaged_number(text), "{text}");
        }
        for text in [
            "4200000000202606050000000003",
            "2026060522001100000000010000",
            "1000050001000000000000000000000001",
            "123456789012345000",
            "20260605",
            "12E34",
            "SAMPLE0003",
            "0000000000000000000",
            "2026060522001100000000000001_400000000000000001",
            "",
        ] {
            assert!(!is_damaged_number(text), "{text}");
        }
    }
}
