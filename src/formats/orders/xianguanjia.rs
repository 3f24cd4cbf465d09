//! The 闲管家 shape (`outside-apis.md` 5.1): snake_case keys, numbers for states, amounts in fen, epoch seconds.
//!
//! It has some fifty keys and grows, so unknown ones are passed over, and the receiver's are never read.

use super::EntryContent;
use super::facts::{DEFAULT_PLATFORM, MAX_ACCOUNT, MAX_SKU, PaidFacts, PlatformFacts};
use super::standing;
use super::standing::{PlatformState, StateReading};
use crate::domain::resale::platform_news::{PlatformStanding, SaleStage};
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::cell;
use crate::formats::errors::FormatError;
use crate::formats::field;
use crate::formats::field::{MAX_NAME, missing_field};
use crate::formats::object::JsonObject;

/// Reads an order: paid if its state is 12, 21 or 22, it has a time of payment, and no refund is open or done.
pub(crate) fn read_xianguanjia(order: &JsonObject<'_>) -> Result<EntryContent> {
    let external_order_no = order.order_no("order_no")?;
    // The platform's push notice has the same keys and none of the facts: it only says that something changed.
    if !order.has_field("pay_amount") && !order.has_field("goods") {
        return Err(FormatError::OrderNoticeOnly.into_error().detail("field", "pay_amount"));
    }
    let state = read_state(order)?;
    let updated_at = read_updated_at(order);
    if !state.is_paid() {
        let reading = StateReading {
            state,
            source_platform: DEFAULT_PLATFORM.to_owned(),
            platform_status: Some(spell_status(order)?),
            paid_amount: order.fen_amount("pay_amount").ok(),
            updated_at,
        };
        return Ok(reading.into_skipped());
    }
    let goods = goods_object(order)?;
    let sku = goods.optional_text("sku_text", MAX_SKU).map_err(|error| error.detail("field", "goods.sku_text"))?;
    let title = goods.required_text("title", MAX_NAME).map_err(|error| error.detail("field", "goods.title"))?;
    let facts = PaidFacts {
        external_order_no,
        source_platform: DEFAULT_PLATFORM.to_owned(),
        product_name: title.to_owned(),
        sku_text: sku.map(str::to_owned),
        ticket_type: None,
        play_date: None,
        paid_amount: order.fen_amount("pay_amount")?,
        paid_at: field::parse_epoch_seconds("pay_time", &order.spelled_text("pay_time")?)?,
        external_user_id: buyer_id(order)?,
        event_key: None,
        platform: read_platform_facts(order, &goods, (state, updated_at))?,
    };
    Ok(EntryContent::Paid(Box::new(facts.into_order()?)))
}

fn read_platform_facts(
    order: &JsonObject<'_>,
    goods: &JsonObject<'_>,
    (state, updated_at): (PlatformState, Option<Timestamp>),
) -> Result<PlatformFacts> {
    let quantity = goods.get("quantity").map(|_| goods.spelled_text("quantity")).transpose()?;
    let quantity = quantity.map(|text| cell::read_quantity("goods.quantity", &text)).transpose()?;
    let total = order.get("total_amount").map(|_| order.fen_amount("total_amount")).transpose()?;
    Ok(PlatformFacts {
        pay_no: order.get("pay_no").map(|_| order.spelled_text("pay_no")).transpose()?,
        buyer_nick: order.optional_personal("buyer_nick", MAX_ACCOUNT)?,
        quantity,
        total_amount: total,
        platform_status: Some(order.spelled_text("order_status")?),
        state,
        updated_at,
    })
}

/// Where an order stands by its two numbers.
pub(crate) fn read_state(order: &JsonObject<'_>) -> Result<PlatformState> {
    let refund =
        if order.get("refund_status").is_some() { order.spelled_text("refund_status")? } else { "0".to_owned() };
    let status = order.spelled_text("order_status")?;
    let stage = match status.as_str() {
        "12" => SaleStage::Paid,
        "21" => SaleStage::Shipped,
        _ => SaleStage::Completed,
    };
    let known = |standing| PlatformState::Known(standing, Some(stage));
    match (status.as_str(), refund.as_str()) {
        ("11", _) => Ok(PlatformState::Unpaid),
        // The refund's own state first: an order that was refunded keeps its state of shipping.
        ("23", _) => Ok(PlatformState::Known(PlatformStanding::Refunded, None)),
        ("12" | "21" | "22", "5") => Ok(known(PlatformStanding::Refunded)),
        (_, "5") => Ok(PlatformState::Known(PlatformStanding::Refunded, None)),
        ("24", _) => Ok(PlatformState::Known(PlatformStanding::Closed, None)),
        ("12" | "21" | "22", "1") => Ok(known(PlatformStanding::RefundAsked)),
        ("12" | "21" | "22", "2" | "3" | "8") => Ok(known(PlatformStanding::Refunding)),
        ("12" | "21" | "22", "0") => expect_paid_time(order, known(PlatformStanding::Stands)),
        ("12" | "21" | "22", "4" | "6") => expect_paid_time(order, known(PlatformStanding::RefundEnded)),
        // A new number may mean that the money is gone: an unknown state is refused, never taken for none.
        ("12" | "21" | "22", _) => Err(standing::unknown_state("refund_status")),
        _ => Err(standing::unknown_state("order_status")),
    }
}

/// The order's number, and behind it the refund's where there is one.
pub(crate) fn spell_status(order: &JsonObject<'_>) -> Result<String> {
    let status = order.spelled_text("order_status")?;
    let refund = order.get("refund_status").map(|_| order.spelled_text("refund_status")).transpose()?;
    Ok(refund.filter(|refund| refund != "0").map_or_else(|| status.clone(), |refund| format!("{status}/{refund}")))
}

/// 0 stands for "unset", and what can't be read for no time: nothing else of the order depends on it.
fn read_updated_at(order: &JsonObject<'_>) -> Option<Timestamp> {
    let text =
        order.get("update_time").and_then(|_| order.spelled_text("update_time").ok()).filter(|text| text != "0")?;
    field::parse_epoch_seconds("update_time", &text).ok()
}

/// 0 stands for "unset": a state that says paid beside it contradicts itself.
fn expect_paid_time(order: &JsonObject<'_>, state: PlatformState) -> Result<PlatformState> {
    if order.spelled_text("pay_time")? != "0" {
        return Ok(state);
    }
    Err(FormatError::OrderNotPaid.into_error().detail("field", "pay_time"))
}

fn goods_object<'a>(order: &JsonObject<'a>) -> Result<JsonObject<'a>> {
    order.nested_object("goods")?.map(JsonObject::new).ok_or_else(|| missing_field("goods"))
}

fn buyer_id(order: &JsonObject<'_>) -> Result<Option<Personal>> {
    // The id stays when a buyer renames himself; the nickname does not.
    match order.optional_personal("buyer_eid", MAX_ACCOUNT)? {
        Some(id) => Ok(Some(id)),
        None => order.optional_personal("buyer_nick", MAX_ACCOUNT),
    }
}
