//! Whose bill it is: told by a row of headings near the top, never by the name of the file.

use super::alipay::funds::ALIPAY_FUNDS;
use super::alipay::trade::ALIPAY_TRADE;
use super::alipay::wallet::ALIPAY_WALLET;
use super::alipay::web::ALIPAY_WEB;
use super::bank::mapping::BankMapping;
use super::bank::profiles::{BANKS, MAPPED_BANK};
use super::columns::{BillColumns, HeadingRow};
use super::errors::BillError;
use super::layout::BillLayout;
use super::marketplace::sheet::MARKETPLACE_SHEET;
use super::wechat::funds::WECHAT_FUNDS;
use super::wechat::trade::WECHAT_TRADE;
use super::wechat::wallet::WECHAT_WALLET;
use crate::domain::value::spelling::cell::tidy_cell;
use crate::error::{Error, Result};
use crate::formats::sheet::SheetRow;
use crate::formats::sheet::delimited::DELIMITERS;

/// Among how many lines the headings are looked for: Alipay has the most above them, 24.
pub(crate) const HEAD_LINES: usize = 60;

/// Every shape whose headings are its own.
static LAYOUTS: [BillLayout; 7] =
    [WECHAT_WALLET, WECHAT_TRADE, WECHAT_FUNDS, ALIPAY_WALLET, ALIPAY_WEB, ALIPAY_TRADE, ALIPAY_FUNDS];
static BANK_LAYOUTS: [BillLayout; BANKS.len()] = BANKS;
/// Under names that any sheet may have: only where nothing else fits.
static SALES: BillLayout = MARKETPLACE_SHEET;
static MAPPED: BillLayout = MAPPED_BANK;

/// The headings of what its user wrote.
const DIARY: [&str; 3] = ["记录时间", "收支类型", "分类"];
/// How many cells a row of headings has at least.
const LEAST_CELLS: usize = 3;

/// A shape, and where its columns stand in one file.
#[derive(Clone)]
pub(crate) struct RecognisedBill {
    pub(crate) layout: &'static BillLayout,
    pub(crate) columns: BillColumns,
}

/// What a row of headings is; `None` for a row that is none.
///
/// # Errors
/// Several services have all of these headings, or the file is no statement at all.
pub(crate) fn recognise_headings(
    headings: &HeadingRow,
    mapping: Option<&BankMapping>,
) -> Result<Option<RecognisedBill>> {
    if let Some(mapping) = mapping {
        return Ok(mapping.locate(headings).map(|columns| RecognisedBill { layout: &MAPPED, columns }));
    }
    if headings.filled() < LEAST_CELLS {
        return Ok(None);
    }
    let locate = |layout: &'static BillLayout| {
        let columns = headings.locate(layout.fields.iter().copied(), layout.required)?;
        Some(RecognisedBill { layout, columns })
    };
    let mut found: Vec<RecognisedBill> = LAYOUTS.iter().chain(&BANK_LAYOUTS).filter_map(locate).collect();
    if found.len() > 1 {
        let names: Vec<&str> = found.iter().map(|bill| bill.layout.service.label().zh).collect();
        return Err(BillError::BillAmbiguous { names: &names.join("、") }.into());
    }
    if found.is_empty() && DIARY.iter().all(|name| headings.has(name)) {
        return Err(BillError::BillDiary.into());
    }
    Ok(found.pop().or_else(|| locate(&SALES)))
}

/// The headings of a text: what it is, what parts its cells, where the line of headings begins, and the lines before it.
pub(crate) struct TextHead {
    pub(crate) bill: RecognisedBill,
    pub(crate) delimiter: u8,
    pub(crate) start: usize,
    pub(crate) before: Vec<String>,
}

pub(crate) fn find_text_head(text: &str, mapping: Option<&BankMapping>) -> Result<TextHead> {
    let mut before = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').flat_map(|line| line.split_inclusive('\r')).take(HEAD_LINES * 2) {
        let plain = line.trim_end_matches(['\r', '\n']);
        for delimiter in DELIMITERS {
            let cells = plain.split(char::from(delimiter)).map(|cell| tidy_cell(tidy_cell(cell).trim_matches('"')));
            if let Some(bill) = recognise_headings(&HeadingRow::new(cells), mapping)? {
                return Ok(TextHead { bill, delimiter, start, before });
            }
        }
        // A CSV pads what stands above its rows with commas to their width.
        let said = plain.trim_end_matches([',', '\t', ' ', ';']).trim().trim_matches('"');
        if !said.is_empty() {
            before.push(said.to_owned());
        }
        start += line.len();
    }
    Err(refuse_unknown(mapping))
}

/// The headings of a sheet: what it is, the row that they stand in, and the rows before it.
pub(crate) struct SheetHead {
    pub(crate) bill: RecognisedBill,
    pub(crate) row: u64,
    pub(crate) before: Vec<String>,
}

/// `None` where no row has them.
pub(crate) fn find_sheet_head(
    rows: impl Iterator<Item = SheetRow>,
    mapping: Option<&BankMapping>,
) -> Result<Option<SheetHead>> {
    let mut before = Vec::new();
    for row in rows.take(HEAD_LINES) {
        let headings = HeadingRow::new(row.cells().iter().map(String::as_str));
        if let Some(bill) = recognise_headings(&headings, mapping)? {
            return Ok(Some(SheetHead { bill, row: row.number, before }));
        }
        let said = row.cells().iter().filter(|cell| !cell.is_empty()).map(String::as_str);
        before.push(said.collect::<Vec<_>>().join(" "));
    }
    Ok(None)
}

pub(crate) fn refuse_unknown(mapping: Option<&BankMapping>) -> Box<Error> {
    mapping.map_or_else(|| BillError::BillUnknown.into(), BankMapping::refuse_headings)
}
