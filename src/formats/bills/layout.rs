//! What a reader must know of one service's bills: which columns they have, how a row is read, and what stands below the rows.

use super::columns::{BillCells, BillField, NamedField};
use super::totals::BillSums;
use crate::domain::bill::row::{BillRow, BillWords};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService, BillTimeUnit};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;

/// One shape of a bill.
pub(crate) struct BillLayout {
    pub(crate) service: BillService,
    pub(crate) fields: &'static [NamedField],
    /// The columns by which it is recognised: no two layouts share all of them.
    pub(crate) required: &'static [BillField],
    /// Whether a quotation mark is a letter like any other, as in what guards its values with a backquote.
    pub(crate) unquoted: bool,
    pub(crate) key: BillKey,
    /// Whether a row that cannot be read is refused alone: what a platform sold is no account that has to add up.
    pub(crate) by_row: bool,
    /// How the first row below the last begins.
    pub(crate) footers: &'static [&'static str],
    /// Whether the end has to be there, and all that it states must be what the rows add up to: else the download was cut.
    pub(crate) sealed: bool,
    pub(crate) read_row: fn(&BillCells<'_>) -> Result<BillRow>,
    /// Adds a row to the sums that the bill states.
    pub(crate) tally_row: fn(&BillCells<'_>, &BillRow, &mut BillSums) -> Result<()>,
}

/// What tells the rows of one bill apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BillKey {
    /// Each row has a number of the service.
    Number,
    /// A row may have one.
    OptionalNumber,
    /// The platform's number of the order: several orders may be paid at once.
    Order,
}

impl BillKey {
    pub(crate) const fn field(self) -> BillField {
        match self {
            Self::Number | Self::OptionalNumber => BillField::Number,
            Self::Order => BillField::MerchantNumber,
        }
    }

    pub(crate) const fn is_required(self) -> bool {
        matches!(self, Self::Number | Self::Order)
    }

    pub(crate) fn of_row(self, row: &BillRow) -> Option<&str> {
        match self {
            Self::Number | Self::OptionalNumber => row.number.as_deref(),
            Self::Order => row.merchant_number.as_deref(),
        }
    }
}

/// A row with everything in it that needs no table; the rest says nothing yet.
pub(crate) fn start_row(cells: &BillCells<'_>, (at, time_unit): (Timestamp, BillTimeUnit), amount: Fen) -> BillRow {
    BillRow {
        line: cells.line(),
        kind: BillKind::Other,
        direction: BillDirection::Neither,
        movement: BillMovement::Unclear,
        amount,
        asked: None,
        fee: None,
        refunded: None,
        at,
        time_unit,
        number: cells.number(BillField::Number),
        refund_of: None,
        merchant_number: cells.number(BillField::MerchantNumber),
        order_numbers: Vec::new(),
        party: cells.optional(BillField::Party),
        note: join_notes(cells.text(BillField::Item), cells.text(BillField::Note)),
        words: BillWords {
            status: cells.spelled(BillField::Status),
            direction: cells.spelled(BillField::Direction),
            method: cells.spelled(BillField::Method),
            category: cells.spelled(BillField::Category),
            amount: spell_amount(cells),
        },
    }
}

/// The amount in the first of its columns that says one.
fn spell_amount(cells: &BillCells<'_>) -> String {
    let fields = [BillField::Amount, BillField::AmountIn, BillField::AmountOut, BillField::AmountSpent];
    fields.into_iter().map(|field| cells.spelled(field)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The same, its time in the column of times and its amount in that of amounts.
pub(crate) fn start_plain_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let (at, unit) = cells.time(BillField::Time)?;
    // A wallet's times have seconds: a spreadsheet leaves them out at midnight.
    let unit = if unit == BillTimeUnit::Day { BillTimeUnit::Second } else { unit };
    Ok(start_row(cells, (at, unit), cells.amount(BillField::Amount)?))
}

/// `asked`, where it is another amount than `moved`.
pub(crate) fn differing_amount(asked: Option<Fen>, moved: Fen) -> Option<Fen> {
    asked.filter(|asked| *asked != moved)
}

fn join_notes(item: &str, note: &str) -> Option<String> {
    match (item, note) {
        ("", "") => None,
        (one, "") | ("", one) => Some(one.to_owned()),
        (item, note) => Some(format!("{item} / {note}")),
    }
}
