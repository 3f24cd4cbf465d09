//! Orders in CSV, as seller tools and spreadsheets export them. Receiver columns are never read.

use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, PaidFacts, parse_event_key, parse_platform};
use super::standing;
use super::{EntryContent, FileEntry};
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing_field};
use crate::formats::sheet::{CsvSheet, IMPORT_LIMITS, SheetColumn, SheetRow};
use crate::formats::source::InputSource;

pub(crate) struct SheetOrders<'a> {
    sheet: CsvSheet<'a>,
    columns: OrderColumns,
}

/// Where each fact stands, as the index of its column.
struct OrderColumns {
    order_no: usize,
    product: usize,
    amount: usize,
    paid_at: usize,
    sku: Option<usize>,
    ticket_type: Option<usize>,
    play_date: Option<usize>,
    buyer: Option<usize>,
    status: Option<usize>,
    platform: Option<usize>,
    event_key: Option<usize>,
}

const fn order_column(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings }
}

const ORDER_NO: SheetColumn = order_column("externalOrderNo", &["订单号", "订单编号", "externalorderno"]);
const PRODUCT: SheetColumn =
    order_column("productName", &["商品名称", "商品名", "宝贝标题", "商品标题", "productname"]);
const AMOUNT: SheetColumn = order_column("paidAmount", &["实付金额", "支付金额", "金额", "paidamount"]);
const PAID_AT: SheetColumn = order_column("paidAt", &["付款时间", "支付时间", "paidat"]);
const SKU: SheetColumn = order_column("skuText", &["商品规格1", "商品规格", "规格", "skutext"]);
const TICKET_TYPE: SheetColumn = order_column("ticketType", &["票种", "tickettype"]);
const PLAY_DATE: SheetColumn = order_column("playDate", &["游玩日", "游玩日期", "使用日期", "playdate"]);
const BUYER: SheetColumn = order_column("externalUserId", &["买家id", "买家昵称", "买家", "externaluserid"]);
const STATUS: SheetColumn = order_column("orderStatus", &["订单状态", "orderstatus", "status"]);
const PLATFORM: SheetColumn = order_column("sourcePlatform", &["平台", "来源平台", "sourceplatform"]);
const EVENT_KEY: SheetColumn = order_column("eventKey", &["eventkey"]);

impl<'a> SheetOrders<'a> {
    /// Reads the header and finds the columns.
    pub(crate) fn open(source: InputSource<'a>, lines_before: u64) -> Result<Self> {
        let sheet = CsvSheet::open(source, lines_before, IMPORT_LIMITS)?;
        let all = [ORDER_NO, PRODUCT, AMOUNT, PAID_AT, SKU, TICKET_TYPE, PLAY_DATE, BUYER, STATUS, PLATFORM, EVENT_KEY];
        // Not one heading is known: it is another kind of file, and naming a missing column would only puzzle.
        if all.iter().all(|column| sheet.find_column(*column).is_none()) {
            return Err(FormatError::ImportNoOrders.into());
        }
        let columns = OrderColumns {
            order_no: sheet.require_column(ORDER_NO)?,
            product: sheet.require_column(PRODUCT)?,
            amount: sheet.require_column(AMOUNT)?,
            paid_at: sheet.require_column(PAID_AT)?,
            sku: sheet.find_column(SKU),
            ticket_type: sheet.find_column(TICKET_TYPE),
            play_date: sheet.find_column(PLAY_DATE),
            buyer: sheet.find_column(BUYER),
            status: sheet.find_column(STATUS),
            platform: sheet.find_column(PLATFORM),
            event_key: sheet.find_column(EVENT_KEY),
        };
        Ok(Self { sheet, columns })
    }

    /// The next row, as the `index`th entry.
    pub(crate) fn next_entry(&mut self, index: u64) -> Result<Option<FileEntry>> {
        let Some(row) = self.sheet.next() else { return Ok(None) };
        let row = row?;
        let line = row.line;
        // For the report, and apart from the rest: a row that is refused is still named by its number.
        let external_order_no = self.columns.order_no(&row).ok();
        let reading =
            EntryContent::from_result(self.columns.read_row(&row).map_err(|error| error.detail("line", line)));
        Ok(Some(FileEntry { index, line, external_order_no, reading }))
    }
}

impl OrderColumns {
    fn read_row(&self, row: &SheetRow) -> Result<EntryContent> {
        let external_order_no = self.order_no(row)?;
        // Before the facts are read: an unpaid row may have no amount and no time, and is no error.
        if let Some(word) = self.status.and_then(|column| row.cell_text(column))
            && let Some(skip) = standing::parse_word(STATUS.name, word)?.to_skipped()
        {
            return Ok(skip);
        }
        let amount = need_cell(row, self.amount, AMOUNT)?;
        let day = self.play_date.and_then(|column| row.cell_text(column));
        let key = self.event_key.and_then(|column| row.cell_text(column));
        let source = self.platform.and_then(|column| row.cell_text(column)).unwrap_or(DEFAULT_PLATFORM);
        let facts = PaidFacts {
            external_order_no,
            source_platform: parse_platform(PLATFORM.name, source)?,
            product_name: need_cell(row, self.product, PRODUCT)?.to_owned(),
            sku_text: self.sku.and_then(|column| row.cell_text(column)).map(str::to_owned),
            ticket_type: optional_cell(row, self.ticket_type, TICKET_TYPE, MAX_NAME)?,
            play_date: day.map(|day| field::parse_sheet_day(PLAY_DATE.name, day)).transpose()?,
            paid_amount: field::parse_yuan(AMOUNT.name, amount.strip_prefix(['¥', '￥']).unwrap_or(amount))?,
            paid_at: field::parse_local_instant(PAID_AT.name, need_cell(row, self.paid_at, PAID_AT)?)?,
            external_user_id: optional_cell(row, self.buyer, BUYER, MAX_ACCOUNT)?.map(Personal::new),
            event_key: key.map(|key| parse_event_key(EVENT_KEY.name, key)).transpose()?,
        };
        Ok(EntryContent::Paid(Box::new(facts.into_order()?)))
    }

    /// The number; exports put a `'` before it to keep a spreadsheet from counting with it.
    fn order_no(&self, row: &SheetRow) -> Result<String> {
        let text = need_cell(row, self.order_no, ORDER_NO)?;
        let text = text.strip_prefix('\'').unwrap_or(text);
        field::check_sheet_order_no(ORDER_NO.name, text).map(|()| text.to_owned())
    }
}

fn need_cell(row: &SheetRow, place: usize, column: SheetColumn) -> Result<&str> {
    row.cell_text(place).ok_or_else(|| missing_field(column.name))
}

fn optional_cell(row: &SheetRow, place: Option<usize>, column: SheetColumn, max: usize) -> Result<Option<String>> {
    let Some(text) = place.and_then(|place| row.cell_text(place)) else { return Ok(None) };
    field::check_text(column.name, text, max).map(|()| Some(text.to_owned()))
}
