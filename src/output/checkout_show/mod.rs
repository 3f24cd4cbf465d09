//! `order show`: a checkout order for a terminal, from what matters now to what happened when, on the merchant's clock.

use serde_json::{Map, Value};

use crate::domain::checkout::axis::Axis;
use crate::domain::checkout::view::{OrderView, Refund, Ticket};
use crate::domain::value::message::{Lang, Text};
use crate::domain::value::money::Fen;
use crate::domain::value::person::is_erased;
use crate::domain::value::time::Timestamp;
use crate::say;

use super::json;
use super::order_labels::{amount, joined, or_dash, text};
use super::order_sections::{Manner, add_events, exceptions, fields, next, section};
use super::section::{Section, layout};
use super::terminal::{Surface, Tone};
use super::text::visible;

const ERASED: Text = text("[已删除]", "[erased]");

/// The order as text, ending in a newline. Payloads only with `-v`.
pub fn render(view: &OrderView, surface: &Surface) -> String {
    let lang = surface.lang;
    let zoned = |at: &str| Timestamp::parse(at).map_or_else(|_| visible(at).into_owned(), |at| moment(view, at));
    let manner = Manner { surface, moment: &zoned, payload };
    let mut sections = vec![overview(view, lang), statuses(view, lang)];
    sections.push(next(&view.next, None, &manner));
    sections.push(exceptions(&view.exceptions, &manner));
    sections.extend([lock(view, lang), session(view, lang), ticket(view, lang)]);
    if !view.refunds.is_empty() {
        sections.push(refunds(view, lang));
    }
    sections.push(trace(view, surface));
    format!("{}\n\n{}", title(view, surface), layout(&sections, surface))
}

fn title(view: &OrderView, surface: &Surface) -> String {
    let status = view.status.order.label().get(surface.lang);
    format!("{}  {status}", surface.paint().bold(&visible(&view.order_no)))
}

/// `2026-03-20 16:36:26 SGT`.
fn moment(view: &OrderView, at: Timestamp) -> String {
    format!("{} {}", at.second_at(view.offset_seconds), view.zone)
}

/// A payload with its keys in the order in which they came, as the page has them.
fn payload(map: &Map<String, Value>) -> String {
    json::pretty(&Value::Object(map.clone()))
}

/// What an object has under `key`, as text.
fn fact(map: &Map<String, Value>, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn overview(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("订单概览", "Overview", lang);
    let order = &view.order;
    let of = |key: &str| or_dash(fact(order, key).as_deref());
    let product = joined(&[fact(order, "product_name").as_deref(), fact(order, "sku_id").as_deref()]);
    let paid = view.payment.as_ref().map(|payment| {
        let late = if payment.late { text(" · 迟到", " · late").get(lang) } else { "" };
        format!("{} · {}{late}", payment.reference, moment(view, payment.at))
    });
    let created = fact(order, "created_at").and_then(|at| Timestamp::parse(&at).ok()).map(|at| moment(view, at));
    let rows = [
        (text("商户", "Merchant"), of("merchant_id")),
        (text("商品 / SKU", "Product / SKU"), product),
        (text("日期", "Visit date"), of("date")),
        (text("人数", "Visitors"), of("quantity")),
        (text("金额", "Amount"), quote(order)),
        (text("渠道 / 客户", "Channel / buyer"), buyer(view, lang)),
        (text("支付方式", "Payment method"), of("payment_method")),
        (text("付款", "Payment"), or_dash(paid.as_deref())),
        (text("下单时间", "Drafted"), or_dash(created.as_deref())),
    ];
    fields(&mut section, rows, lang);
    section
}

/// `SGD 119.00`.
fn quote(order: &Map<String, Value>) -> String {
    let found = order.iter().find(|(key, _)| key.starts_with("quote_amount_"));
    let fen = found.and_then(|(_, value)| Fen::from_json(value).ok()).map(|fen| fen.to_string());
    amount(&fact(order, "currency").unwrap_or_default(), fen.as_deref())
}

fn buyer(view: &OrderView, lang: Lang) -> String {
    let channel = fact(&view.order, "channel").unwrap_or_default();
    let known = view.order.get("customer").and_then(Value::as_object);
    let mut parts = vec![channel];
    match known {
        Some(facts) => parts.extend(facts.keys().filter_map(|key| fact(facts, key))),
        None if view.erased => parts.push(ERASED.get(lang).to_owned()),
        None => {}
    }
    joined(&parts.iter().map(|part| Some(part.as_str())).collect::<Vec<_>>())
}

fn statuses(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("关键状态", "Key statuses", lang);
    for axis in Axis::ALL {
        let code = view.status.code(axis);
        let label = axis.value_label(code).map_or(code, |label| label.get(lang));
        section.toned(axis.label().get(lang), label, tone_of(code));
    }
    section
}

/// Colour repeats what the label says: red for what failed, yellow for what waits, green for what is done.
fn tone_of(code: &str) -> Tone {
    match code {
        "FAILED" | "EXPIRED" | "PAID_UNFULFILLABLE" | "REVOKED" => Tone::Bad,
        "NOT_STARTED" | "NONE" | "DRAFT" | "CANCELLED" | "RELEASED" => Tone::Dim,
        "LOCKED" | "HELD" | "CHECKOUT_PENDING" | "SESSION_CREATED" | "PAID" | "REFUND_PENDING" | "REFUNDING" => {
            Tone::Warn
        }
        _ => Tone::Good,
    }
}

/// How long something still holds, or that it does not: `还剩 4 分 16 秒`.
fn left(view: &OrderView, until: Timestamp, lang: Lang) -> String {
    let seconds = (until.millis() - view.now.millis()).div_euclid(1000);
    if until <= view.now {
        return text("已到期", "over").get(lang).to_owned();
    }
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    say!("还剩 {minutes} 分 {seconds} 秒", "{minutes} min {seconds} s left").get(lang).to_owned()
}

fn lock(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("库存锁", "Inventory lock", lang);
    let Some(lock) = &view.lock else {
        section.text(text("还没有占用名额", "no places are held yet").get(lang), Tone::Dim);
        return section;
    };
    let until = moment(view, lock.expiry_at);
    let held = lock.status == crate::domain::checkout::axis::LockStatus::Held;
    let until = if held { format!("{until} · {}", left(view, lock.expiry_at, lang)) } else { until };
    let rows = [
        (text("编号", "Id"), visible(&lock.lock_id).into_owned()),
        (text("名额", "Places"), lock.quantity.to_string()),
        (text("状态", "State"), lock.status.label().get(lang).to_owned()),
        (text("有效至", "Held until"), until),
    ];
    fields(&mut section, rows, lang);
    section
}

fn session(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("支付会话", "Payment session", lang);
    let Some(session) = &view.payment_session else {
        section.text(text("还没有支付会话", "none yet").get(lang), Tone::Dim);
        return section;
    };
    let open = session.get("open") == Some(&Value::Bool(true));
    let until = fact(session, "expiry_at").and_then(|at| Timestamp::parse(&at).ok()).map(|at| {
        let until = moment(view, at);
        if open { format!("{until} · {}", left(view, at, lang)) } else { until }
    });
    let state = if open { text("可支付", "open") } else { text("已结束", "ended") };
    let protocol = joined(&[fact(session, "protocol").as_deref(), fact(session, "payment_method").as_deref()]);
    let mandate = session.get("mandate").and_then(Value::as_object).and_then(|mandate| fact(mandate, "mode"));
    let rows = [
        (text("编号", "Id"), Some(or_dash(fact(session, "session_id").as_deref()))),
        (text("协议 / 方式", "Protocol / method"), Some(protocol)),
        (text("状态", "State"), Some(state.get(lang).to_owned())),
        (text("有效至", "Open until"), Some(or_dash(until.as_deref()))),
        (text("授权书", "Mandate"), mandate),
    ];
    fields(&mut section, rows.into_iter().filter_map(|(label, value)| Some((label, value?))), lang);
    section
}

/// The ticket: its code only where it was revealed.
fn ticket(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("票", "Ticket", lang);
    let Some((Ticket { status, issued_at, redeemed_at, redeemed_by, revoked_at, revoked_reason }, page)) =
        view.ticket.as_ref().zip(view.fulfillment.as_ref())
    else {
        section.text(text("还没有出票", "none yet").get(lang), Tone::Dim);
        return section;
    };
    let erased = page.get("ticket_code").is_some_and(is_erased);
    let code = if erased { Some(ERASED.get(lang).to_owned()) } else { fact(page, "ticket_code") };
    let event = |at: &Option<Timestamp>, more: &Option<String>| {
        at.map(|at| joined(&[Some(&moment(view, at)), more.as_deref()]))
    };
    let rows = [
        (text("出票编号", "Fulfilment"), Some(or_dash(fact(page, "fulfillment_id").as_deref()))),
        (text("票码", "Code"), code),
        (text("状态", "State"), Some(status.label().get(lang).to_owned())),
        (text("出票时间", "Issued"), Some(moment(view, *issued_at))),
        (text("核销", "Redeemed"), event(redeemed_at, redeemed_by)),
        (text("作废", "Revoked"), event(revoked_at, revoked_reason)),
    ];
    fields(&mut section, rows.into_iter().filter_map(|(label, value)| Some((label, value?))), lang);
    section
}

fn refunds(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("退款", "Refunds", lang).wide();
    for Refund { amount: sum, currency, reason, requested_at, completed_at, failure } in &view.refunds {
        let done = match completed_at {
            Some(at) => format!("{} {}", text("已退", "done").get(lang), moment(view, *at)),
            None => text("未完成", "open").get(lang).to_owned(),
        };
        let tone = if completed_at.is_some() { Tone::Good } else { Tone::Warn };
        let sum = amount(currency, Some(sum));
        section.text(&format!("{}  {sum} · {reason} · {done}", moment(view, *requested_at)), tone);
        if let Some(failure) = failure {
            section.indented(2, failure, Tone::Bad);
        }
    }
    section
}

fn trace(view: &OrderView, surface: &Surface) -> Section {
    let title = say!("交易追踪 ({})", "Trace ({})", view.zone);
    let mut section = Section::new(title.get(surface.lang)).wide();
    let here = |at: &str| {
        Timestamp::parse(at).map_or_else(|_| visible(at).into_owned(), |at| at.second_at(view.offset_seconds))
    };
    add_events(&mut section, &view.events, &Manner { surface, moment: &here, payload });
    section
}

#[cfg(test)]
mod tests;
