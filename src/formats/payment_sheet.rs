//! A sheet of payments to agents: a row for each, with everything that is wrong with it.

use super::cell;
use super::errors::FormatError;
use super::field::{self, shorten_key};
use super::form_fields::ORDER;
use super::problem::show_value;
use super::sheet::{IMPORT_LIMITS, SheetColumn, SheetReader, SheetRow};
use super::source::InputSource;
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::say;

const fn optional(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: false }
}

const AMOUNT: SheetColumn = optional(
    "amount",
    &["金额", "付款金额", "支付金额", "代付金额", "实付代理", "应付代理", "应付", "amount", "paidamount", "payable"],
);
const CHANNEL: SheetColumn = optional(
    "channel",
    &["渠道", "付款渠道", "支付渠道", "付款方式", "支付方式", "channel", "paymentchannel", "method"],
);
const REFERENCE: SheetColumn = optional(
    "reference",
    &[
        "流水号",
        "付款单号",
        "支付单号",
        "交易单号",
        "交易号",
        "转账单号",
        "ref",
        "reference",
        "paymentreference",
        "transactionid",
    ],
);
const TIME: SheetColumn =
    optional("time", &["付款时间", "支付时间", "交易时间", "时间", "time", "paidat", "paymenttime"]);
const REASON: SheetColumn = optional("amount_reason", &["差额原因", "金额原因", "amountreason", "reason"]);

/// The columns of a sheet of payments.
const PAYMENT_COLUMNS: [SheetColumn; 6] = [ORDER, AMOUNT, CHANNEL, REFERENCE, TIME, REASON];

/// The longest number of a payment, and the longest reason.
const MAX_REFERENCE: usize = 64;
const MAX_REASON: usize = 200;

/// One payment, as a row has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    pub amount: Option<Fen>,
    pub channel: Option<PaymentChannel>,
    pub reference: Option<String>,
    pub amount_reason: Option<String>,
}

/// A row: where it is, whose payment it is, and what it says.
#[derive(Debug)]
pub struct PaymentLine {
    /// As a spreadsheet counts, from 1.
    pub line: u64,
    /// The order's number as it is written.
    pub order: Option<String>,
    pub payment: Result<PaymentRow>,
}

/// Every row of a sheet of payments; none of them may lie behind `now`.
pub fn read_payment_sheet(source: InputSource<'_>, sheet: Option<&str>, now: Timestamp) -> Result<Vec<PaymentLine>> {
    let mut reader = SheetReader::open(source, &PAYMENT_COLUMNS, sheet, IMPORT_LIMITS)?;
    let mut lines = Vec::new();
    while let Some(row) = reader.next().transpose()? {
        let order = cell_text(&reader, &row, ORDER).map(str::to_owned);
        let payment = reader.check_width(&row).and_then(|()| read_payment(&reader, &row, now));
        let payment = payment.map_err(|error| name_column(error, &reader, &row));
        lines.push(PaymentLine { line: row.number, order, payment });
    }
    if lines.is_empty() { Err(FormatError::SheetEmpty.into()) } else { Ok(lines) }
}

/// The error of a cell with the column that it stands in, as the sheet calls it, and what it says.
fn name_column(mut error: Box<Error>, reader: &SheetReader, row: &SheetRow) -> Box<Error> {
    let named = error.details.get("field").and_then(serde_json::Value::as_str);
    let Some(column) = named.and_then(|name| PAYMENT_COLUMNS.into_iter().find(|column| column.name == name)) else {
        return error;
    };
    let heading = reader.find_column(column).and_then(|at| reader.headings().get(at)).map(|text| shorten_key(text));
    let BilingualText { zh, en } = column.label();
    let (zh, en) = heading.as_ref().map_or((zh, en), |heading| (heading.as_str(), heading.as_str()));
    let value = cell_text(reader, row, column).map(|value| show_value(column.name, value)).unwrap_or_default();
    let (value_zh, value_en) = match value.as_str() {
        "" => (String::new(), String::new()),
        value => (format!("「{value}」"), format!(" \"{value}\"")),
    };
    let BilingualMessage { zh: why_zh, en: why_en } = &error.message;
    let (joint_zh, joint_en) = if value.is_empty() { ("", " ") } else { ("：", ": ") };
    error.message = say!("{zh}{value_zh}{joint_zh}{why_zh}", "{en}{value_en}{joint_en}{why_en}");
    error
}

fn cell_text<'r>(reader: &SheetReader, row: &'r SheetRow, column: SheetColumn) -> Option<&'r str> {
    row.cell_text(reader.find_column(column)?)
}

fn read_payment(reader: &SheetReader, row: &SheetRow, now: Timestamp) -> Result<PaymentRow> {
    let text = |column: SheetColumn| cell_text(reader, row, column);
    if text(ORDER).is_none() {
        return Err(cell::missing_cell(ORDER.name));
    }
    let unit = reader.amount_unit(reader.find_column(AMOUNT).unwrap_or_default());
    let amount = text(AMOUNT).map(|text| cell::read_amount(AMOUNT.name, unit, text)).transpose()?;
    let channel = text(CHANNEL).map(read_channel).transpose()?;
    let clean = |column: SheetColumn, limit| -> Result<Option<String>> {
        let Some(text) = text(column) else { return Ok(None) };
        field::check_text(column.name, text, limit).map(|()| Some(text.to_owned()))
    };
    let (reference, amount_reason) = (clean(REFERENCE, MAX_REFERENCE)?, clean(REASON, MAX_REASON)?);
    let paid_at = text(TIME).map(|text| cell::read_moment_cell(TIME.name, text)).transpose()?;
    if paid_at.is_some_and(|at| at > now) {
        return Err(FormatError::CellTimeAhead.into_error().detail("field", TIME.name));
    }
    Ok(PaymentRow { amount, channel, reference, amount_reason })
}

fn read_channel(text: &str) -> Result<PaymentChannel> {
    PaymentChannel::read(text).ok_or_else(|| -> Box<Error> {
        let known = PaymentChannel::ALL.iter().map(|channel| channel.label());
        let (zh, en): (Vec<_>, Vec<_>) = known.map(|label| (label.zh, label.en)).unzip();
        let (zh, en) = (zh.join("、"), en.join(", "));
        FormatError::CellChannel { zh: &zh, en: &en }.into_error().detail("field", CHANNEL.name)
    })
}
