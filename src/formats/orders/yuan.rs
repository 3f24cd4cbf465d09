//! The shape of cookie tools (`outside-apis.md` 5.2): amounts as texts in yuan, states in words, local times.
//!
//! Nested as the marketplace answers (`commonData`, `buyerInfoVO`, `priceVO`), or flat as the tools keep it.

use serde_json::Value;

use super::EntryContent;
use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, MAX_SKU, PaidFacts, PlatformFacts};
use super::standing;
use super::standing::{PlatformState, StateReading};
use crate::domain::resale::platform_news::PlatformStanding;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::cell;
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing_field};
use crate::formats::object::JsonObject;

/// Where a fact may stand: an object inside the order (or the order itself, ""), and the key there.
type FieldPath = (&'static str, &'static str);

const ORDER_NO: [FieldPath; 3] = [("commonData", "orderId"), ("", "orderId"), ("", "order_id")];
const STATUS: [FieldPath; 4] =
    [("commonData", "orderStatus"), ("", "orderStatus"), ("", "order_status"), ("", "status")];
const IN_REFUND: [FieldPath; 2] = [("commonData", "inRefund"), ("", "inRefund")];
const AMOUNT: [FieldPath; 4] = [("priceVO", "totalPrice"), ("", "totalPrice"), ("", "total_price"), ("", "amount")];
/// The time of payment where the tool has it; else that of the order, which the marketplace allows a day to pay.
const TIME: [FieldPath; 12] = [
    ("commonData", "paySuccessTime"),
    ("commonData", "pay_success_time"),
    ("", "paySuccessTime"),
    ("", "pay_success_time"),
    ("commonData", "payTime"),
    ("", "payTime"),
    ("", "pay_time"),
    ("", "paid_at"),
    ("commonData", "createTime"),
    ("", "createTime"),
    ("", "create_time"),
    ("", "created_at"),
];
/// When the platform changed the order last.
const UPDATED: [FieldPath; 6] = [
    ("commonData", "updateTime"),
    ("commonData", "modifyTime"),
    ("", "updateTime"),
    ("", "update_time"),
    ("", "modifyTime"),
    ("", "modify_time"),
];
const TITLE: [FieldPath; 9] = [
    ("itemVO", "title"),
    ("itemInfoVO", "title"),
    ("item", "title"),
    ("commonData", "itemTitle"),
    ("commonData", "title"),
    ("", "itemTitle"),
    ("", "item_title"),
    ("", "title"),
    ("", "product_name"),
];
const ITEM: [FieldPath; 3] = [("commonData", "itemId"), ("", "itemId"), ("", "item_id")];
const SKU: [FieldPath; 5] =
    [("itemVO", "skuText"), ("commonData", "skuText"), ("", "skuText"), ("", "sku_text"), ("", "spec_value")];
const BUYER: [FieldPath; 6] = [
    ("buyerInfoVO", "buyerId"),
    ("", "buyerId"),
    ("", "buyer_id"),
    ("buyerInfoVO", "userNick"),
    ("", "userNick"),
    ("", "buyer_nick"),
];

const NICK: [FieldPath; 5] =
    [("buyerInfoVO", "userNick"), ("", "userNick"), ("", "buyerNick"), ("", "buyer_nick"), ("buyerInfoVO", "nick")];
const QUANTITY: [FieldPath; 5] =
    [("priceVO", "buyNum"), ("", "buyNum"), ("", "buy_num"), ("", "quantity"), ("itemVO", "buyNum")];
const PAY_NO: [FieldPath; 6] = [
    ("commonData", "payNo"),
    ("commonData", "alipayTradeNo"),
    ("", "payNo"),
    ("", "pay_no"),
    ("", "alipayTradeNo"),
    ("", "trade_no"),
];

/// Whether the keys are those of a flat order.
pub(crate) fn is_flat(order: &JsonObject<'_>) -> bool {
    let any = |paths: &[FieldPath]| paths.iter().any(|(inside, key)| inside.is_empty() && order.has_field(key));
    any(&ORDER_NO) && any(&STATUS)
}

pub(crate) fn order_no(order: &JsonObject<'_>) -> Result<String> {
    let (field, text) = need_text(order, &ORDER_NO)?;
    field::check_order_no(&field, &text).map(|()| text)
}

/// Reads an order: paid if its state is a word for paid and no refund is under way.
pub(crate) fn read_yuan(order: &JsonObject<'_>) -> Result<EntryContent> {
    let external_order_no = order_no(order)?;
    let state = read_state(order)?;
    let updated_at = read_updated_at(order);
    if !state.is_paid() {
        let reading = StateReading {
            state,
            source_platform: DEFAULT_PLATFORM.to_owned(),
            platform_status: find_text(order, &STATUS, MAX_NAME)?,
            paid_amount: read_amount(order).ok(),
            updated_at,
        };
        return Ok(reading.into_skipped());
    }
    let facts = PaidFacts {
        external_order_no,
        source_platform: DEFAULT_PLATFORM.to_owned(),
        product_name: read_product(order)?,
        sku_text: find_text(order, &SKU, MAX_SKU)?,
        ticket_type: None,
        play_date: None,
        paid_amount: read_amount(order)?,
        paid_at: read_paid_at(order)?,
        external_user_id: find_text(order, &BUYER, MAX_ACCOUNT)?.map(Personal::new),
        event_key: None,
        platform: read_platform_facts(order, (state, updated_at))?,
    };
    Ok(EntryContent::Paid(Box::new(facts.into_order()?)))
}

fn read_platform_facts(
    order: &JsonObject<'_>,
    (state, updated_at): (PlatformState, Option<Timestamp>),
) -> Result<PlatformFacts> {
    let quantity = find_text(order, &QUANTITY, MAX_NAME)?;
    Ok(PlatformFacts {
        pay_no: find_text(order, &PAY_NO, MAX_NAME)?,
        buyer_nick: find_text(order, &NICK, MAX_ACCOUNT)?.map(Personal::new),
        quantity: quantity.map(|text| cell::read_quantity("buyNum", &text)).transpose()?,
        total_amount: None,
        platform_status: find_text(order, &STATUS, MAX_NAME)?,
        state,
        updated_at,
    })
}

fn read_state(order: &JsonObject<'_>) -> Result<PlatformState> {
    let (field, status) = need_text(order, &STATUS)?;
    let standing = standing::parse_word(&field, &status)?;
    let in_refund = match locate_path(order, &IN_REFUND).and_then(|(inside, path)| inside.get(path.1)) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true",
        _ => false,
    };
    // Some tools leave the state at paid until the refund is through and only set the flag.
    Ok(if in_refund { standing.with_refund(PlatformStanding::Refunding) } else { standing })
}

/// An amount without a point could as well be fen, unless the marketplace's own field says yuan.
fn read_amount(order: &JsonObject<'_>) -> Result<Fen> {
    let (field, text) = need_text(order, &AMOUNT)?;
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(&text);
    if field != "priceVO.totalPrice" && !text.contains('.') {
        return Err(FormatError::AmountUnit { field: &field }.into_error().detail("field", field));
    }
    field::parse_yuan(&field, text)
}

/// What can't be read is no time: nothing else of the order depends on it.
fn read_updated_at(order: &JsonObject<'_>) -> Option<Timestamp> {
    let text = find_text(order, &UPDATED, MAX_NAME).ok().flatten()?;
    field::parse_local_instant("updateTime", &text).ok()
}

fn read_paid_at(order: &JsonObject<'_>) -> Result<Timestamp> {
    let (field, text) = need_text(order, &TIME)?;
    field::parse_local_instant(&field, &text)
}

/// The title; a tool that keeps none still has the number of the item.
fn read_product(order: &JsonObject<'_>) -> Result<String> {
    if let Some(title) = find_text(order, &TITLE, MAX_NAME)? {
        return Ok(title);
    }
    let item = find_text(order, &ITEM, MAX_NAME - 3)?.ok_or_else(|| missing_field("title"))?;
    Ok(format!("商品 {item}"))
}

fn find_text(order: &JsonObject<'_>, paths: &[FieldPath], max: usize) -> Result<Option<String>> {
    // Absent is fine here; there and of the wrong type is an error, which `need_text` tells.
    if locate_path(order, paths).is_none() {
        return Ok(None);
    }
    let (field, text) = need_text(order, paths)?;
    if text.is_empty() {
        return Ok(None);
    }
    field::check_text(&field, &text, max).map(|()| Some(text))
}

fn need_text(order: &JsonObject<'_>, paths: &[FieldPath]) -> Result<(String, String)> {
    let absent = || missing_field(&paths.first().map(dotted_path).unwrap_or_default());
    let (inside, path) = locate_path(order, paths).ok_or_else(absent)?;
    let text = inside.spelled_text(path.1).map_err(|error| error.detail("field", dotted_path(path)))?;
    Ok((dotted_path(path), text))
}

/// The first of `paths` that has a value, and the object it stands in.
fn locate_path<'a, 'p>(order: &JsonObject<'a>, paths: &'p [FieldPath]) -> Option<(JsonObject<'a>, &'p FieldPath)> {
    paths.iter().find_map(|path| {
        let inside = match path.0 {
            "" => Some(*order),
            // Another type under such a name belongs to another tool: the fact is not there.
            name => order.nested_object(name).ok().flatten().map(JsonObject::new),
        };
        inside.filter(|object| object.get(path.1).is_some()).map(|object| (object, path))
    })
}

fn dotted_path(path: &FieldPath) -> String {
    if path.0.is_empty() { path.1.to_owned() } else { format!("{}.{}", path.0, path.1) }
}
