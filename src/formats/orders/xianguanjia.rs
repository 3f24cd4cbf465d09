//! The 闲管家 shape (`outside-apis.md` 5.1): snake_case keys, numbers for states, amounts in fen, epoch seconds.
//!
//! It has some fifty keys and grows, so unknown ones are passed over, and the receiver's are never read.

use super::Reading;
use super::facts::{Facts, MAX_ACCOUNT, MAX_SKU, XIANYU};
use super::standing;
use super::standing::Standing;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing, wrong};
use crate::formats::object::Object;
use crate::say;

/// Reads an order: paid if its state is 12, 21 or 22, it has a time of payment, and no refund is open or done.
pub(crate) fn read(order: &Object<'_>) -> Result<Reading> {
    let external_order_no = order.order_no("order_no")?;
    if !order.has("pay_amount") && !order.has("goods") {
        let message =
            say!("这是订单推送通知，只有单号和状态", "this is a push notice: it has only the number and the state");
        return Err(wrong("order_notice_only", "pay_amount", message).hint(say!(
            "取订单详情（order/detail）后导入",
            "fetch the order's detail (order/detail) and import that"
        )));
    }
    if let Some(skip) = standing(order)?.skip() {
        return Ok(skip);
    }
    let goods = goods(order)?;
    let sku = goods.optional_text("sku_text", MAX_SKU).map_err(|error| error.detail("field", "goods.sku_text"))?;
    let title = goods.required_text("title", MAX_NAME).map_err(|error| error.detail("field", "goods.title"))?;
    let facts = Facts {
        external_order_no,
        source_platform: XIANYU.to_owned(),
        product_name: title.to_owned(),
        sku_text: sku.map(str::to_owned),
        ticket_type: None,
        play_date: None,
        paid_amount: order.fen("pay_amount")?,
        paid_at: field::epoch_seconds("pay_time", &order.spelled("pay_time")?)?,
        external_user_id: buyer(order)?,
        event_key: None,
    };
    Ok(Reading::Paid(Box::new(facts.order()?)))
}

fn standing(order: &Object<'_>) -> Result<Standing> {
    let refund = if order.get("refund_status").is_some() { order.spelled("refund_status")? } else { "0".to_owned() };
    let status = order.spelled("order_status")?;
    match (status.as_str(), refund.as_str()) {
        ("11", _) => Ok(Standing::Unpaid),
        ("23", _) | (_, "5") => Ok(Standing::Refunded),
        ("24", _) => Ok(Standing::Closed),
        ("12" | "21" | "22", "1" | "2" | "3" | "8") => Ok(Standing::Refunding),
        ("12" | "21" | "22", "0" | "4" | "6") => paid(order),
        ("12" | "21" | "22", _) => Err(standing::unknown("refund_status")),
        _ => Err(standing::unknown("order_status")),
    }
}

/// 0 stands for "unset": a state that says paid beside it contradicts itself.
fn paid(order: &Object<'_>) -> Result<Standing> {
    if order.spelled("pay_time")? != "0" {
        return Ok(Standing::Paid);
    }
    let message = say!("字段 pay_time 为 0，而状态说已付款", "the field pay_time is 0 although the state says paid");
    Err(wrong("order_not_paid", "pay_time", message)
        .hint(say!("到平台核对是否已付款", "look on the platform whether it was paid")))
}

fn goods<'a>(order: &Object<'a>) -> Result<Object<'a>> {
    order.object("goods")?.map(Object::new).ok_or_else(|| missing("goods"))
}

fn buyer(order: &Object<'_>) -> Result<Option<Personal>> {
    match order.optional_personal("buyer_eid", MAX_ACCOUNT)? {
        Some(id) => Ok(Some(id)),
        None => order.optional_personal("buyer_nick", MAX_ACCOUNT),
    }
}
