//! The shape of cookie tools (`outside-apis.md` 5.2): amounts as texts in yuan, states in words, local times.
//!
//! Nested as the marketplace answers (`commonData`, `buyerInfoVO`, `priceVO`), or flat as the tools keep it.

use serde_json::Value;

use super::Reading;
use super::facts::{Facts, MAX_ACCOUNT, MAX_SKU, XIANYU};
use super::standing;
use super::standing::Standing;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing, wrong};
use crate::formats::object::Object;
use crate::say;

/// Where a fact may stand: an object inside the order (or the order itself, ""), and the key there.
type Path = (&'static str, &'static str);

const ORDER_NO: [Path; 3] = [("commonData", "orderId"), ("", "orderId"), ("", "order_id")];
const STATUS: [Path; 4] = [("commonData", "orderStatus"), ("", "orderStatus"), ("", "order_status"), ("", "status")];
const IN_REFUND: [Path; 2] = [("commonData", "inRefund"), ("", "inRefund")];
const AMOUNT: [Path; 4] = [("priceVO", "totalPrice"), ("", "totalPrice"), ("", "total_price"), ("", "amount")];
/// The time of payment where the tool has it; else that of the order, which the marketplace allows a day to pay.
const TIME: [Path; 8] = [
    ("commonData", "payTime"),
    ("", "payTime"),
    ("", "pay_time"),
    ("", "paid_at"),
    ("commonData", "createTime"),
    ("", "createTime"),
    ("", "create_time"),
    ("", "created_at"),
];
const TITLE: [Path; 9] = [
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
const ITEM: [Path; 3] = [("commonData", "itemId"), ("", "itemId"), ("", "item_id")];
const SKU: [Path; 5] =
    [("itemVO", "skuText"), ("commonData", "skuText"), ("", "skuText"), ("", "sku_text"), ("", "spec_value")];
const BUYER: [Path; 6] = [
    ("buyerInfoVO", "buyerId"),
    ("", "buyerId"),
    ("", "buyer_id"),
    ("buyerInfoVO", "userNick"),
    ("", "userNick"),
    ("", "buyer_nick"),
];

/// Whether the keys are those of a flat order.
pub(crate) fn is_flat(order: &Object<'_>) -> bool {
    let any = |paths: &[Path]| paths.iter().any(|(inside, key)| inside.is_empty() && order.has(key));
    any(&ORDER_NO) && any(&STATUS)
}

pub(crate) fn order_no(order: &Object<'_>) -> Result<String> {
    let (field, text) = need(order, &ORDER_NO)?;
    field::order_no(&field, &text).map(|()| text)
}

/// Reads an order: paid if its state is a word for paid and no refund is under way.
pub(crate) fn read(order: &Object<'_>) -> Result<Reading> {
    let external_order_no = order_no(order)?;
    if let Some(skip) = standing(order)?.skip() {
        return Ok(skip);
    }
    let facts = Facts {
        external_order_no,
        source_platform: XIANYU.to_owned(),
        product_name: product(order)?,
        sku_text: text(order, &SKU, MAX_SKU)?,
        ticket_type: None,
        play_date: None,
        paid_amount: amount(order)?,
        paid_at: time(order)?,
        external_user_id: text(order, &BUYER, MAX_ACCOUNT)?.map(Personal::new),
        event_key: None,
    };
    Ok(Reading::Paid(Box::new(facts.order()?)))
}

fn standing(order: &Object<'_>) -> Result<Standing> {
    let (field, status) = need(order, &STATUS)?;
    let standing = standing::word(&field, &status)?;
    let in_refund = match locate(order, &IN_REFUND).and_then(|(inside, path)| inside.get(path.1)) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true",
        _ => false,
    };
    Ok(if in_refund && standing == Standing::Paid { Standing::Refunding } else { standing })
}

/// An amount without a point could as well be fen, unless the marketplace's own field says yuan.
fn amount(order: &Object<'_>) -> Result<Fen> {
    let (field, text) = need(order, &AMOUNT)?;
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(&text);
    if field != "priceVO.totalPrice" && !text.contains('.') {
        let message = say!(
            "字段 {field}：看不出单位是元还是分，应写成带小数的元，如 12.50",
            "the field {field}: yuan or fen? write yuan with decimals, such as 12.50"
        );
        return Err(wrong("amount_unit", &field, message));
    }
    field::yuan(&field, text)
}

fn time(order: &Object<'_>) -> Result<Timestamp> {
    let (field, text) = need(order, &TIME)?;
    field::local_instant(&field, &text)
}

/// The title; a tool that keeps none still has the number of the item.
fn product(order: &Object<'_>) -> Result<String> {
    if let Some(title) = text(order, &TITLE, MAX_NAME)? {
        return Ok(title);
    }
    let item = text(order, &ITEM, MAX_NAME - 3)?.ok_or_else(|| missing("title"))?;
    Ok(format!("商品 {item}"))
}

fn text(order: &Object<'_>, paths: &[Path], max: usize) -> Result<Option<String>> {
    if locate(order, paths).is_none() {
        return Ok(None);
    }
    let (field, text) = need(order, paths)?;
    if text.is_empty() {
        return Ok(None);
    }
    field::text(&field, &text, max).map(|()| Some(text))
}

fn need(order: &Object<'_>, paths: &[Path]) -> Result<(String, String)> {
    let absent = || missing(&paths.first().map(dotted).unwrap_or_default());
    let (inside, path) = locate(order, paths).ok_or_else(absent)?;
    let text = inside.spelled(path.1).map_err(|error| error.detail("field", dotted(path)))?;
    Ok((dotted(path), text))
}

/// The first of `paths` that has a value, and the object it stands in.
fn locate<'a, 'p>(order: &Object<'a>, paths: &'p [Path]) -> Option<(Object<'a>, &'p Path)> {
    paths.iter().find_map(|path| {
        let inside = match path.0 {
            "" => Some(*order),
            // Another type under such a name belongs to another tool: the fact is not there.
            name => order.object(name).ok().flatten().map(Object::new),
        };
        inside.filter(|object| object.get(path.1).is_some()).map(|object| (object, path))
    })
}

fn dotted(path: &Path) -> String {
    if path.0.is_empty() { path.1.to_owned() } else { format!("{}.{}", path.0, path.1) }
}
