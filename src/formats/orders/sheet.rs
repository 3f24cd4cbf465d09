//! Orders in a sheet, as seller tools and spreadsheets export them. Receiver columns are never read.

use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, PaidFacts, PlatformFacts, parse_event_key, parse_platform};
use super::standing;
use super::standing::{PlatformState, StateReading};
use super::{EntryContent, FileEntry, RawEntry};
use crate::domain::resale::platform_news::PlatformStanding;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result, RowProblem};
use crate::formats::cell;
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::MAX_NAME;
use crate::formats::problem::show_value;
use crate::formats::sheet::reader::SheetFormat;
use crate::formats::sheet::{IMPORT_LIMITS, SheetColumn, SheetReader, SheetRow};
use crate::formats::source::InputSource;

/// Rows of a sheet as orders.
pub(crate) struct SheetOrders {
    sheet: SheetReader,
    columns: OrderColumns,
}

/// Where each fact stands: its column, and the place of that in this sheet.
struct OrderColumns(Vec<(SheetColumn, usize)>);

const fn required(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: true }
}

const fn optional(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: false }
}

pub(crate) const ORDER_NO: SheetColumn = required(
    "externalOrderNo",
    &["订单号", "订单编号", "订单id", "主订单编号", "交易编号", "平台订单号", "externalorderno", "orderno"],
);
pub(crate) const PRODUCT: SheetColumn = required(
    "productName",
    &["商品名称", "商品名", "宝贝标题", "宝贝名称", "商品标题", "标题", "productname", "itemtitle"],
);
pub(crate) const AMOUNT: SheetColumn = required(
    "paidAmount",
    &[
        "实付金额",
        "买家实际支付金额",
        "买家实付金额",
        "买家实付",
        "实际支付金额",
        "实付款",
        "支付金额",
        "付款金额",
        "成交金额",
        "订单金额",
        "金额",
        "paidamount",
    ],
);
pub(crate) const PAID_AT: SheetColumn =
    required("paidAt", &["付款时间", "订单付款时间", "支付时间", "买家付款时间", "付款日期", "paidat", "paytime"]);
const SKU: SheetColumn =
    optional("skuText", &["商品规格1", "商品规格", "规格", "规格名称", "商品属性", "销售属性", "sku名称", "skutext"]);
const TICKET_TYPE: SheetColumn = optional("ticketType", &["票种", "票型", "tickettype"]);
const PLAY_DATE: SheetColumn = optional("playDate", &["游玩日", "游玩日期", "使用日期", "出行日期", "playdate"]);
const BUYER: SheetColumn = optional("externalUserId", &["买家id", "买家编号", "externaluserid", "buyerid"]);
pub(crate) const NICK: SheetColumn =
    optional("buyerNick", &["买家昵称", "买家会员名", "会员名", "昵称", "买家", "buyernick"]);
pub(crate) const STATUS: SheetColumn =
    optional("orderStatus", &["订单状态", "交易状态", "状态", "orderstatus", "status"]);
pub(crate) const REFUND: SheetColumn = optional("refundStatus", &["退款状态", "售后状态", "refundstatus"]);
const PLATFORM: SheetColumn = optional("sourcePlatform", &["平台", "来源平台", "sourceplatform"]);
const EVENT_KEY: SheetColumn = optional("eventKey", &["eventkey"]);
const QUANTITY: SheetColumn =
    optional("quantity", &["数量", "宝贝总数量", "购买数量", "商品数量", "件数", "张数", "quantity", "buynum"]);
pub(crate) const PAY_NO: SheetColumn =
    optional("payNo", &["支付宝交易号", "支付单号", "支付编号", "支付流水号", "交易号", "payno"]);
const TOTAL: SheetColumn =
    optional("totalAmount", &["总金额", "订单总额", "总价", "商品总价", "买家应付货款", "应付金额", "totalamount"]);

const UPDATED: SheetColumn = optional(
    "updatedAt",
    &["更新时间", "最近更新时间", "最后更新时间", "修改时间", "最近修改时间", "updatedat", "updatetime", "modifytime"],
);

const COLUMNS: [SheetColumn; 17] = [
    ORDER_NO,
    PRODUCT,
    AMOUNT,
    PAID_AT,
    SKU,
    TICKET_TYPE,
    PLAY_DATE,
    BUYER,
    NICK,
    STATUS,
    REFUND,
    PLATFORM,
    EVENT_KEY,
    QUANTITY,
    PAY_NO,
    TOTAL,
    UPDATED,
];

impl SheetOrders {
    /// Finds the headings; `sheet` names the one of a workbook that is meant.
    pub(crate) fn open(source: InputSource<'_>, sheet: Option<&str>) -> Result<Self> {
        let sheet = SheetReader::open(source, &COLUMNS, sheet, IMPORT_LIMITS)?;
        let places = COLUMNS.iter().filter_map(|column| Some((*column, sheet.find_column(*column)?)));
        let columns = OrderColumns(places.collect());
        Ok(Self { sheet, columns })
    }

    pub(crate) const fn format(&self) -> SheetFormat {
        self.sheet.format()
    }

    pub(crate) fn headings(&self) -> &[String] {
        self.sheet.headings()
    }

    /// The next row, as the `index`th entry.
    pub(crate) fn next_entry(&mut self, index: u64) -> Result<Option<FileEntry>> {
        let Some(row) = self.sheet.next().transpose()? else {
            // A sheet with nothing below its headings may be the wrong export; an answer of no orders says so itself.
            return if index == 1 { Err(FormatError::SheetEmpty.into()) } else { Ok(None) };
        };
        let line = row.number;
        // For the report, and apart from the rest: a row that is refused is still named by its number.
        let number = self.columns.cell(&row, ORDER_NO).and_then(|text| cell::read_order_no(ORDER_NO.name, text).ok());
        let reading = match self.sheet.check_width(&row) {
            Ok(()) => self.read_row(&row).unwrap_or_else(|errors| {
                let problem = |error| self.locate_problem(&row, number.clone(), Box::new(error));
                EntryContent::Refused(errors.into_iter().map(problem).collect())
            }),
            Err(error) => EntryContent::Refused(vec![RowProblem::of_row(line, number.clone(), error)]),
        };
        Ok(Some(FileEntry {
            index,
            line,
            external_order_no: number,
            reading,
            raw: RawEntry::Cells(row.cells().to_vec()),
        }))
    }

    /// Everything that is wrong with a row, or what it says.
    fn read_row(&self, row: &SheetRow) -> std::result::Result<EntryContent, Vec<Error>> {
        let columns = &self.columns;
        // Before the facts are read: an unpaid row may have no amount and no time, and is no error.
        let state = columns.read_state(row);
        if let Ok(Some(state)) = state
            && !state.is_paid()
        {
            return self.read_skipped(row, state);
        }
        let unit = |column| self.amount_reader(column);
        let mut wrong = ErrorList(Vec::new());
        let state = wrong.take(state).flatten().unwrap_or(PlatformState::PAID);
        let external_order_no = wrong.take(columns.need(row, ORDER_NO, cell::read_order_no));
        let source_platform = wrong.take(columns.find(row, PLATFORM, parse_platform));
        let product_name = wrong.take(columns.need(row, PRODUCT, read_name));
        let paid_amount = wrong.take(columns.need(row, AMOUNT, unit(AMOUNT)));
        let paid_at = wrong.take(columns.need(row, PAID_AT, cell::read_moment_cell));
        let sku_text = wrong.take(columns.find(row, SKU, read_sku));
        let ticket_type = wrong.take(columns.find(row, TICKET_TYPE, read_name));
        let play_date = wrong.take(columns.find(row, PLAY_DATE, cell::read_day_cell));
        let buyer = wrong.take(columns.find(row, BUYER, read_account));
        let nick = wrong.take(columns.find(row, NICK, read_account));
        let event_key = wrong.take(columns.find(row, EVENT_KEY, parse_event_key));
        let quantity = wrong.take(columns.find(row, QUANTITY, cell::read_quantity));
        let pay_no = wrong.take(columns.find(row, PAY_NO, read_name));
        let total_amount = wrong.take(columns.find(row, TOTAL, unit(TOTAL)));
        let all = (external_order_no, product_name, paid_amount, paid_at, play_date, event_key);
        let (
            Some(external_order_no),
            Some(product_name),
            Some(paid_amount),
            Some(paid_at),
            Some(play_date),
            Some(event_key),
        ) = all
        else {
            return Err(wrong.0);
        };
        if !wrong.0.is_empty() {
            return Err(wrong.0);
        }
        let nick = nick.flatten().map(Personal::new);
        let facts = PaidFacts {
            external_order_no,
            source_platform: source_platform.flatten().unwrap_or_else(|| DEFAULT_PLATFORM.to_owned()),
            product_name,
            sku_text: sku_text.flatten(),
            ticket_type: ticket_type.flatten(),
            play_date,
            paid_amount,
            paid_at,
            // Where an export has no account, the nickname is what the buyer is known by.
            external_user_id: buyer.flatten().map(Personal::new).or_else(|| nick.clone()),
            event_key,
            platform: PlatformFacts {
                pay_no: pay_no.flatten(),
                buyer_nick: nick,
                quantity: quantity.flatten(),
                total_amount: total_amount.flatten(),
                platform_status: columns.cell(row, STATUS).map(str::to_owned),
                state,
                updated_at: columns.read_updated_at(row),
            },
        };
        Ok(EntryContent::Paid(Box::new(facts.into_order().map_err(|error| vec![*error])?)))
    }

    /// A row that is not to be imported: of what else it says only the number has to be right.
    fn read_skipped(&self, row: &SheetRow, state: PlatformState) -> std::result::Result<EntryContent, Vec<Error>> {
        let columns = &self.columns;
        columns.need(row, ORDER_NO, cell::read_order_no).map_err(|error| vec![*error])?;
        let platform = columns.find(row, PLATFORM, parse_platform).ok().flatten();
        let reading = StateReading {
            state,
            source_platform: platform.unwrap_or_else(|| DEFAULT_PLATFORM.to_owned()),
            platform_status: columns.spell_status(row),
            paid_amount: columns.find(row, AMOUNT, self.amount_reader(AMOUNT)).ok().flatten(),
            updated_at: columns.read_updated_at(row),
        };
        Ok(reading.into_skipped())
    }

    /// Reads the cells of a column as amounts, in the unit that its heading names.
    fn amount_reader(&self, column: SheetColumn) -> impl Fn(&str, &str) -> Result<Fen> {
        let unit = self.sheet.amount_unit(self.columns.place(column).unwrap_or_default());
        move |name, text| cell::read_amount(name, unit, text)
    }

    fn locate_problem(&self, row: &SheetRow, order_no: Option<String>, error: Box<Error>) -> RowProblem {
        let named = error.details.get("field").and_then(serde_json::Value::as_str).unwrap_or_default();
        let found = self.columns.0.iter().find(|(column, _)| column.name == named);
        let Some((column, place)) = found else { return RowProblem::of_row(row.number, order_no, error) };
        let heading = self.sheet.headings().get(*place).map(|heading| field::shorten_key(heading));
        let value = row.cell_text(*place).map(|value| show_value(column.name, value));
        RowProblem { row: row.number, order_no, column: heading, value, error }
    }
}

/// Errors put aside, so that one does not hide the next.
struct ErrorList(Vec<Error>);

impl ErrorList {
    fn take<T>(&mut self, read: Result<T>) -> Option<T> {
        read.map_err(|error| self.0.push(*error)).ok()
    }
}

impl OrderColumns {
    fn place(&self, column: SheetColumn) -> Option<usize> {
        self.0.iter().find(|(known, _)| known.name == column.name).map(|(_, place)| *place)
    }

    fn cell<'r>(&self, row: &'r SheetRow, column: SheetColumn) -> Option<&'r str> {
        row.cell_text(self.place(column)?)
    }

    fn find<T>(
        &self,
        row: &SheetRow,
        column: SheetColumn,
        read: impl Fn(&str, &str) -> Result<T>,
    ) -> Result<Option<T>> {
        self.cell(row, column).map(|text| read(column.name, text)).transpose()
    }

    fn need<T>(&self, row: &SheetRow, column: SheetColumn, read: impl Fn(&str, &str) -> Result<T>) -> Result<T> {
        self.find(row, column, read)?.ok_or_else(|| cell::missing_cell(column.name))
    }

    /// Where the order stands; `None` where the sheet has no column of states. A blank state is none, and nobody may guess
    /// that it means paid.
    fn read_state(&self, row: &SheetRow) -> Result<Option<PlatformState>> {
        let unknown = |column: SheetColumn| {
            FormatError::CellStatus { known: &standing::KNOWN_WORDS }.into_error().detail("field", column.name)
        };
        let refund = match self.cell(row, REFUND) {
            Some(word) => standing::parse_refund(word).ok_or_else(|| unknown(REFUND))?,
            None => PlatformStanding::Stands,
        };
        if self.place(STATUS).is_none() {
            return Ok(self.place(REFUND).map(|_| PlatformState::PAID.with_refund(refund)));
        }
        let word = self.cell(row, STATUS).unwrap_or_default();
        let state = PlatformState::from_word(word).ok_or_else(|| unknown(STATUS))?;
        // The refund's own state wins: an order that was refunded keeps its state of shipping.
        Ok(Some(if refund == PlatformStanding::Stands { state } else { state.with_refund(refund) }))
    }

    /// The state, and behind it the refund's where the sheet has a column of them that says something.
    fn spell_status(&self, row: &SheetRow) -> Option<String> {
        let refund =
            self.cell(row, REFUND).filter(|word| standing::parse_refund(word) != Some(PlatformStanding::Stands));
        let said: Vec<&str> = self.cell(row, STATUS).into_iter().chain(refund).collect();
        (!said.is_empty()).then(|| said.join(" / "))
    }

    /// What can't be read is no time: nothing else of the order depends on it.
    fn read_updated_at(&self, row: &SheetRow) -> Option<Timestamp> {
        self.find(row, UPDATED, cell::read_moment_cell).ok().flatten()
    }
}

fn read_name(name: &str, text: &str) -> Result<String> {
    field::check_text(name, text, MAX_NAME).map(|()| text.to_owned())
}

fn read_sku(name: &str, text: &str) -> Result<String> {
    field::check_text(name, text, super::facts::MAX_SKU).map(|()| text.to_owned())
}

fn read_account(name: &str, text: &str) -> Result<String> {
    field::check_text(name, text, MAX_ACCOUNT).map(|()| text.to_owned())
}
