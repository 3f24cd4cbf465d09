//! Orders in CSV, as seller tools and spreadsheets export them. Receiver columns are never read.

use super::facts::{Facts, MAX_ACCOUNT, XIANYU, event_key, platform};
use super::standing;
use super::{Item, Reading};
use crate::domain::value::person::Personal;
use crate::error::{Error, Result};
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing};
use crate::formats::sheet::{Column, Row, SHEET, Sheet};
use crate::formats::source::Source;
use crate::say;

pub(crate) struct Orders<'a> {
    sheet: Sheet<'a>,
    columns: Columns,
}

/// Where each fact stands, as the index of its column.
struct Columns {
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

const fn column(name: &'static str, headings: &'static [&'static str]) -> Column {
    Column { name, headings }
}

const ORDER_NO: Column = column("externalOrderNo", &["订单号", "订单编号", "externalorderno"]);
const PRODUCT: Column = column("productName", &["商品名称", "商品名", "宝贝标题", "商品标题", "productname"]);
const AMOUNT: Column = column("paidAmount", &["实付金额", "支付金额", "金额", "paidamount"]);
const PAID_AT: Column = column("paidAt", &["付款时间", "支付时间", "paidat"]);
const SKU: Column = column("skuText", &["商品规格1", "商品规格", "规格", "skutext"]);
const TICKET_TYPE: Column = column("ticketType", &["票种", "tickettype"]);
const PLAY_DATE: Column = column("playDate", &["游玩日", "游玩日期", "使用日期", "playdate"]);
const BUYER: Column = column("externalUserId", &["买家id", "买家昵称", "买家", "externaluserid"]);
const STATUS: Column = column("orderStatus", &["订单状态", "orderstatus", "status"]);
const PLATFORM: Column = column("sourcePlatform", &["平台", "来源平台", "sourceplatform"]);
const EVENT_KEY: Column = column("eventKey", &["eventkey"]);

impl<'a> Orders<'a> {
    /// Reads the header and finds the columns.
    pub(crate) fn open(source: Source<'a>, lines_before: u64) -> Result<Self> {
        let sheet = Sheet::open(source, lines_before, SHEET)?;
        let all = [ORDER_NO, PRODUCT, AMOUNT, PAID_AT, SKU, TICKET_TYPE, PLAY_DATE, BUYER, STATUS, PLATFORM, EVENT_KEY];
        if all.iter().all(|column| sheet.column(*column).is_none()) {
            return Err(no_orders());
        }
        let columns = Columns {
            order_no: sheet.require(ORDER_NO)?,
            product: sheet.require(PRODUCT)?,
            amount: sheet.require(AMOUNT)?,
            paid_at: sheet.require(PAID_AT)?,
            sku: sheet.column(SKU),
            ticket_type: sheet.column(TICKET_TYPE),
            play_date: sheet.column(PLAY_DATE),
            buyer: sheet.column(BUYER),
            status: sheet.column(STATUS),
            platform: sheet.column(PLATFORM),
            event_key: sheet.column(EVENT_KEY),
        };
        Ok(Self { sheet, columns })
    }

    /// The next row, as the `index`th entry.
    pub(crate) fn next(&mut self, index: u64) -> Result<Option<Item>> {
        let Some(row) = self.sheet.next() else { return Ok(None) };
        let row = row?;
        let line = row.line;
        let external_order_no = self.columns.order_no(&row).ok();
        let reading = Reading::of(self.columns.read(&row).map_err(|error| error.detail("line", line)));
        Ok(Some(Item { index, line, external_order_no, reading }))
    }
}

impl Columns {
    fn read(&self, row: &Row) -> Result<Reading> {
        let external_order_no = self.order_no(row)?;
        if let Some(word) = self.status.and_then(|column| row.cell(column))
            && let Some(skip) = standing::word(STATUS.name, word)?.skip()
        {
            return Ok(skip);
        }
        let amount = need(row, self.amount, AMOUNT)?;
        let day = self.play_date.and_then(|column| row.cell(column));
        let key = self.event_key.and_then(|column| row.cell(column));
        let source = self.platform.and_then(|column| row.cell(column)).unwrap_or(XIANYU);
        let facts = Facts {
            external_order_no,
            source_platform: platform(PLATFORM.name, source)?,
            product_name: need(row, self.product, PRODUCT)?.to_owned(),
            sku_text: self.sku.and_then(|column| row.cell(column)).map(str::to_owned),
            ticket_type: text(row, self.ticket_type, TICKET_TYPE, MAX_NAME)?,
            play_date: day.map(|day| field::sheet_day(PLAY_DATE.name, day)).transpose()?,
            paid_amount: field::yuan(AMOUNT.name, amount.strip_prefix(['¥', '￥']).unwrap_or(amount))?,
            paid_at: field::local_instant(PAID_AT.name, need(row, self.paid_at, PAID_AT)?)?,
            external_user_id: text(row, self.buyer, BUYER, MAX_ACCOUNT)?.map(Personal::new),
            event_key: key.map(|key| event_key(EVENT_KEY.name, key)).transpose()?,
        };
        Ok(Reading::Paid(Box::new(facts.order()?)))
    }

    /// The number; exports put a `'` before it to keep a spreadsheet from counting with it.
    fn order_no(&self, row: &Row) -> Result<String> {
        let text = need(row, self.order_no, ORDER_NO)?;
        let text = text.strip_prefix('\'').unwrap_or(text);
        field::sheet_order_no(ORDER_NO.name, text).map(|()| text.to_owned())
    }
}

fn need(row: &Row, place: usize, column: Column) -> Result<&str> {
    row.cell(place).ok_or_else(|| missing(column.name))
}

fn text(row: &Row, place: Option<usize>, column: Column, max: usize) -> Result<Option<String>> {
    let Some(text) = place.and_then(|place| row.cell(place)) else { return Ok(None) };
    field::text(column.name, text, max).map(|()| Some(text.to_owned()))
}

fn no_orders() -> Box<Error> {
    let message = say!(
        "文件既不是 JSON，也不是有订单表头的 CSV",
        "the file is neither JSON nor a CSV with the headings of orders"
    );
    Error::usage("import_format_unknown", message).hint(say!(
        "CSV 第一行应有：订单号、商品名称、实付金额、付款时间（或 externalOrderNo, productName, paidAmount, paidAt）",
        "the first line of a CSV has: externalOrderNo, productName, paidAmount, paidAt (or 订单号, 商品名称, 实付金额, 付款时间)"
    ))
}
