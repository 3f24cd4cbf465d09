//! 闲管家's orders as `order/list` and `order/detail` give them: amounts in fen, times in seconds since 1970.

use std::io::Cursor;

use serde_json::Value;

use super::standing::{SaleRefund, movement_of_sale};
use crate::domain::bill::row::{BillRow, BillWords};
use crate::domain::bill::service::{BillDirection, BillKind, BillTimeUnit};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::bills::columns::is_damaged_number;
use crate::formats::bills::errors::BillError;
use crate::formats::elements::{JsonElement, JsonElements, JsonPiece};
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing_field};
use crate::formats::json::{DOCUMENT_LIMITS, FilePosition};
use crate::formats::object::JsonObject;
use crate::formats::orders::facts::MAX_ACCOUNT;
use crate::formats::orders::no_error_answer;
use crate::formats::orders::xianguanjia::{read_state, spell_status};
use crate::formats::source::InputSource;

/// The orders of one answer, one after another.
pub(crate) struct JsonSales {
    elements: JsonElements<'static>,
}

/// When it was paid; what never was, when it was made or last changed.
const TIMES: [&str; 3] = ["pay_time", "create_time", "update_time"];

impl JsonSales {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self> {
        let source = InputSource::from_reader("-", Cursor::new(bytes))?;
        Ok(Self { elements: JsonElements::new(source, FilePosition::START, DOCUMENT_LIMITS) })
    }

    /// The next order with its line, read or refused. An `Err` outside is a broken file.
    pub(crate) fn next_sale(&mut self) -> Result<Option<(u64, Result<BillRow>)>> {
        loop {
            match self.elements.next().transpose()? {
                None => return Ok(None),
                // Of a failed answer its envelope is all there is.
                Some(JsonPiece::Envelope(envelope)) => no_error_answer(&envelope)?,
                Some(JsonPiece::Element(JsonElement { position, value })) => {
                    let line = position.line;
                    let order = find_order(&value).map_err(|error| error.detail("line", line))?;
                    return Ok(Some((line, read_sale(&order, line).map_err(|error| error.detail("line", line)))));
                }
            }
        }
    }
}

/// The order, under the envelope of a detail answer where there is one. What is none refuses the file: it is another kind of
/// answer, or another program's.
fn find_order(value: &Value) -> Result<JsonObject<'_>> {
    let outer = JsonObject::from_value(value)?;
    no_error_answer(value)?;
    let order = outer.nested_object("data").ok().flatten().map_or(outer, JsonObject::new);
    if order.has_field("order_no") { Ok(order) } else { Err(FormatError::OrderShapeUnknown.into()) }
}

fn read_sale(order: &JsonObject<'_>, line: u64) -> Result<BillRow> {
    let number = order.order_no("order_no")?;
    let amount = read_fen(order, "pay_amount")?.ok_or_else(|| missing_field("pay_amount"))?;
    let refunded = read_fen(order, "refund_amount")?.filter(|amount| *amount > Fen::ZERO);
    let goods = order.nested_object("goods")?.map(JsonObject::new);
    let title = goods.and_then(|goods| goods.optional_text("title", MAX_NAME).ok().flatten());
    let nick = order.optional_personal("buyer_nick", MAX_ACCOUNT)?;
    Ok(BillRow {
        line,
        kind: BillKind::Sale,
        direction: BillDirection::In,
        movement: movement_of_sale(read_state(order).ok(), SaleRefund { paid: amount, refunded }),
        amount,
        asked: None,
        fee: None,
        refunded,
        at: read_time(order)?,
        time_unit: BillTimeUnit::Second,
        number: read_pay_no(order, line)?,
        refund_of: None,
        merchant_number: Some(number.clone()),
        order_numbers: vec![number],
        party: nick.and_then(|nick| nick.reveal().map(str::to_owned)),
        note: title.map(str::to_owned),
        words: BillWords {
            status: spell_status(order)?,
            amount: order.spelled_text("pay_amount")?,
            ..BillWords::default()
        },
    })
}

/// The number of the payment at Alipay: the only key to its bill that needs no parsing.
fn read_pay_no(order: &JsonObject<'_>, line: u64) -> Result<Option<String>> {
    let Some(value) = order.get("pay_no") else { return Ok(None) };
    let number = order.spelled_text("pay_no")?;
    if value.is_number() && field::is_rounded_by_float(&number) || is_damaged_number(&number) {
        return Err(refuse_damage(line, "pay_no"));
    }
    Ok(Some(number).filter(|number| !number.is_empty() && number != "0"))
}

fn refuse_damage(line: u64, column: &str) -> Box<Error> {
    BillError::BillNumberDamaged { line: &line, column: &column }.into()
}

/// A whole number of fen, as a number or a text; zero is one, as of an order that cost nothing.
fn read_fen(order: &JsonObject<'_>, name: &str) -> Result<Option<Fen>> {
    if order.get(name).is_none() {
        return Ok(None);
    }
    let text = order.spelled_text(name)?;
    let fen =
        text.parse::<u32>().map_err(|_| FormatError::AmountInvalid { field: &name }.into_error().detail("field", name));
    fen.map(|fen| Some(Fen::new(i64::from(fen))))
}

/// 0 stands for "unset".
fn read_time(order: &JsonObject<'_>) -> Result<Timestamp> {
    let told = |name: &&&str| order.get(name).is_some() && order.spelled_text(name).is_ok_and(|text| text != "0");
    let name = TIMES.iter().find(told).ok_or_else(|| missing_field("pay_time"))?;
    field::parse_epoch_seconds(name, &order.spelled_text(name)?)
}
