//! `order show`: a checkout order for a terminal, from what matters now to what happened when, on the merchant's clock.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::domain::ap2::MandateMode;
use crate::domain::checkout::axis::{CheckoutAxis, CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use crate::domain::checkout::order::CheckoutStatuses;
use crate::domain::checkout::unapplied::UnappliedState;
use crate::domain::checkout::unfulfillable::UnfulfillableReason;
use crate::domain::checkout::view::{CheckoutOrderView, RefundView, TicketStatusView, UnappliedPaymentView};
use crate::domain::order::view::EventView;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::time::Timestamp;
use crate::say;

use super::json;
use super::order_labels::{format_amount, hide_word, join_parts, or_dash, recorded_label, zh_en};
use super::order_sections::{
    OrderDetail, OrderRenderOptions, add_events, brief_event_section, exception_section, next_step_section,
};
use super::section::{PageSection, layout_sections};
use super::terminal::{DisplayOptions, TextStyle};
use super::text::escape_hidden;
use super::words::name_payment_channel;

const ERASED_LABEL: BilingualText = zh_en("[已删除]", "[erased]");

/// The order as text, ending in a newline. Payloads only with `-v`.
pub fn render_checkout_order(view: &CheckoutOrderView, detail: OrderDetail, surface: &DisplayOptions) -> String {
    let zoned = |at| format_moment(view, at);
    let manner = OrderRenderOptions { surface, moment: &zoned, format_payload };
    let sections = match detail {
        OrderDetail::Brief => brief_sections(view, &manner),
        OrderDetail::Full => all_sections(view, &manner),
    };
    format!("{}\n\n{}", render_title(view, surface), layout_sections(&sections, surface))
}

/// One screen, most important first.
fn brief_sections(view: &CheckoutOrderView, manner: &OrderRenderOptions<'_>) -> Vec<PageSection> {
    let lang = manner.surface.lang;
    let mut sections = vec![next_step_section(&view.next, None, manner)];
    if !view.exceptions.is_empty() {
        sections.push(exception_section(&view.exceptions, manner));
    }
    let mut statuses = PageSection::titled("关键状态", "Key statuses", lang).full_width();
    statuses.add_grid(CheckoutAxis::ALL.map(|axis| {
        let label = axis.value_label(view.status.code(axis)).map_or("", |label| label.in_lang(lang));
        (axis.label().in_lang(lang), label, status_style(&view.status, axis))
    }));
    sections.extend([overview_section(view, lang).full_width(), statuses]);
    if view.lock.as_ref().is_some_and(|lock| lock.status == LockStatus::Held) {
        sections.push(lock_section(view, lang));
    }
    if view.payment_session.as_ref().is_some_and(|session| session.open) {
        sections.push(session_section(view, lang));
    }
    if view.ticket.is_some() {
        sections.push(ticket_section(view, lang));
    }
    if !view.unapplied_payments.is_empty() {
        sections.push(unapplied_section(view, lang));
    }
    if !view.refunds.is_empty() {
        sections.push(refund_section(view, lang));
    }
    let newest: Vec<&EventView> = view.events.iter().rev().collect();
    let title = zh_en("最近的事件", "Latest events").in_lang(lang);
    sections.push(brief_event_section((title, &view.order_no), &newest, 0, manner));
    sections
}

fn all_sections(view: &CheckoutOrderView, manner: &OrderRenderOptions<'_>) -> Vec<PageSection> {
    let (surface, lang) = (manner.surface, manner.surface.lang);
    let mut sections = vec![overview_section(view, lang), status_section(view, lang)];
    sections.push(next_step_section(&view.next, None, manner));
    sections.push(exception_section(&view.exceptions, manner));
    sections.extend([lock_section(view, lang), session_section(view, lang), ticket_section(view, lang)]);
    if !view.unapplied_payments.is_empty() {
        sections.push(unapplied_section(view, lang));
    }
    if !view.refunds.is_empty() {
        sections.push(refund_section(view, lang));
    }
    sections.push(trace_section(view, surface));
    sections
}

fn render_title(view: &CheckoutOrderView, surface: &DisplayOptions) -> String {
    let status = view.status.order.label().in_lang(surface.lang);
    format!("{}  {status}", surface.stdout_styler().bold(view.order_no.as_str()))
}

/// `2026-03-20 16:36:26 SGT`.
fn format_moment(view: &CheckoutOrderView, at: Timestamp) -> String {
    format!("{} {}", at.format_second_at(view.offset_seconds), view.zone)
}

/// A payload with its keys in the order in which they came, as the page has them.
fn format_payload(map: &Map<String, Value>) -> String {
    json::to_pretty_json(&Value::Object(map.clone()))
}

fn overview_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("订单概览", "Overview", lang);
    let order = &view.order;
    let paid = view.payment.as_ref().map(|payment| {
        let late = if payment.late { zh_en(" · 迟到", " · late").in_lang(lang) } else { "" };
        format!("{} · {}{late}", payment.reference, format_moment(view, payment.at))
    });
    let method = order.payment_method.as_deref().map(|method| name_payment_channel(method, lang));
    let rows = [
        (zh_en("商户", "Merchant"), or_dash(Some(&order.merchant_id))),
        (zh_en("商品 / SKU", "Product / SKU"), join_parts(&[Some(&order.product_name), Some(&order.sku_id)])),
        (zh_en("日期", "Visit date"), order.date.to_string()),
        (zh_en("人数", "Visitors"), order.quantity.to_string()),
        (zh_en("金额", "Amount"), format_amount(&order.quote.currency, Some(order.quote.amount))),
        (zh_en("渠道 / 客户", "Channel / buyer"), format_buyer(view, lang)),
        (zh_en("支付方式", "Payment method"), or_dash(method.as_deref())),
        (zh_en("付款", "Payment"), or_dash(paid.as_deref())),
        (zh_en("下单时间", "Drafted"), format_moment(view, order.created_at)),
    ];
    section.add_facts(rows.map(|(label, value)| (label, Some(value))));
    section
}

/// The channel, and whatever it told of the buyer.
fn format_buyer(view: &CheckoutOrderView, lang: Lang) -> String {
    let mut parts = vec![Cow::Borrowed(view.order.channel.as_str())];
    match &view.order.customer {
        Some(facts) => parts.extend(facts.values().filter_map(|fact| match fact {
            Value::String(text) => Some(Cow::Borrowed(text.as_str())),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            _ => None,
        })),
        None if view.erased => parts.push(ERASED_LABEL.in_lang(lang).into()),
        None => {}
    }
    join_parts(&parts.iter().map(|part| Some(part.as_ref())).collect::<Vec<_>>())
}

fn status_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("关键状态", "Key statuses", lang);
    for axis in CheckoutAxis::ALL {
        let code = view.status.code(axis);
        let label = axis.value_label(code).map_or(code, |label| label.in_lang(lang));
        section.add_styled_field(axis.label().in_lang(lang), label, status_style(&view.status, axis));
    }
    section
}

/// Colour repeats what the label says: red for what failed, yellow for what waits, green for what is done.
const fn status_style(status: &CheckoutStatuses, axis: CheckoutAxis) -> TextStyle {
    match axis {
        CheckoutAxis::Order => match status.order {
            CheckoutStatus::Draft | CheckoutStatus::Cancelled => TextStyle::Dim,
            CheckoutStatus::Locked
            | CheckoutStatus::CheckoutPending
            | CheckoutStatus::Paid
            | CheckoutStatus::RefundPending => TextStyle::Warn,
            CheckoutStatus::PaidUnfulfillable | CheckoutStatus::Expired => TextStyle::Bad,
            CheckoutStatus::Fulfilled | CheckoutStatus::Refunded => TextStyle::Good,
        },
        CheckoutAxis::Payment => match status.payment {
            PaymentStatus::NotStarted => TextStyle::Dim,
            PaymentStatus::SessionCreated | PaymentStatus::Refunding => TextStyle::Warn,
            PaymentStatus::Failed | PaymentStatus::Expired => TextStyle::Bad,
            PaymentStatus::Success | PaymentStatus::Refunded => TextStyle::Good,
        },
        CheckoutAxis::Fulfillment => match status.fulfillment {
            FulfillmentStatus::NotStarted => TextStyle::Dim,
            FulfillmentStatus::Revoked | FulfillmentStatus::Failed => TextStyle::Bad,
            FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed => TextStyle::Good,
        },
        CheckoutAxis::Lock => match status.lock {
            LockStatus::None | LockStatus::Released => TextStyle::Dim,
            LockStatus::Held => TextStyle::Warn,
            LockStatus::Expired => TextStyle::Bad,
            LockStatus::Committed => TextStyle::Good,
        },
    }
}

/// How long something still holds, or that it does not: `还剩 4 分 16 秒`.
fn format_time_left(view: &CheckoutOrderView, until: Timestamp, lang: Lang) -> String {
    let seconds = (until.millis() - view.now.millis()).div_euclid(1000);
    if until <= view.now {
        return zh_en("已到期", "over").in_lang(lang).to_owned();
    }
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    say!("还剩 {minutes} 分 {seconds} 秒", "{minutes} min {seconds} s left").in_lang(lang).to_owned()
}

fn lock_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("库存锁", "Inventory lock", lang);
    let Some(lock) = &view.lock else {
        section.add_sentence("还没有占用名额", "no places are held yet", TextStyle::Dim);
        return section;
    };
    let until = format_moment(view, lock.expiry_at);
    let counted = matches!(lock.status, LockStatus::Held | LockStatus::Expired);
    let until = if counted { format!("{until} · {}", format_time_left(view, lock.expiry_at, lang)) } else { until };
    let rows = [
        (zh_en("编号", "Id"), escape_hidden(&lock.lock_id).into_owned()),
        (zh_en("名额", "Places"), lock.quantity.to_string()),
        (zh_en("状态", "State"), lock.status.label().in_lang(lang).to_owned()),
        (zh_en("有效至", "Held until"), until),
    ];
    section.add_facts(rows.map(|(label, value)| (label, Some(value))));
    section
}

fn session_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("支付会话", "Payment session", lang);
    let Some(session) = &view.payment_session else {
        section.add_sentence("还没有支付会话", "none yet", TextStyle::Dim);
        return section;
    };
    let mut until = format_moment(view, session.expiry_at);
    if session.open {
        until = format!("{until} · {}", format_time_left(view, session.expiry_at, lang));
    }
    let state = if session.open { zh_en("可支付", "open") } else { zh_en("已结束", "ended") };
    let method = name_payment_channel(&session.payment_method, lang);
    let protocol = join_parts(&[Some(&session.protocol), Some(&method)]);
    let rows = [
        (zh_en("编号", "Id"), Some(or_dash(Some(&session.session_id)))),
        (zh_en("协议 / 方式", "Protocol / method"), Some(protocol)),
        (zh_en("状态", "State"), Some(state.in_lang(lang).to_owned())),
        (zh_en("有效至", "Open until"), Some(until)),
        (zh_en("授权书", "Mandate"), session.mandate.as_ref().map(|mandate| name_mode(&mandate.mode, lang))),
    ];
    section.add_facts(rows);
    section
}

/// Who signed a mandate.
fn name_mode(mode: &str, lang: Lang) -> String {
    MandateMode::from_code(mode).map_or_else(|| mode.to_owned(), |mode| mode.label().in_lang(lang).to_owned())
}

/// The ticket: its code only where it was revealed.
fn ticket_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("票", "Ticket", lang);
    let Some((TicketStatusView { status, issued_at, redeemed_at, redeemed_by, revoked_at, revoked_reason }, page)) =
        view.ticket.as_ref().zip(view.fulfillment.as_ref())
    else {
        section.add_sentence("还没有出票", "none yet", TextStyle::Dim);
        return section;
    };
    let code = page.ticket_code.as_text().map_or(ERASED_LABEL.in_lang(lang), |code| hide_word(code, lang));
    let event = |at: &Option<Timestamp>, more: &Option<String>| {
        at.map(|at| join_parts(&[Some(&format_moment(view, at)), more.as_deref()]))
    };
    let rows = [
        (zh_en("出票编号", "Fulfilment"), Some(or_dash(page.fulfillment_id.as_deref()))),
        (zh_en("票码", "Code"), Some(code.to_owned())),
        (zh_en("状态", "State"), Some(status.label().in_lang(lang).to_owned())),
        (zh_en("出票时间", "Issued"), Some(format_moment(view, *issued_at))),
        (zh_en("核销", "Redeemed"), event(redeemed_at, redeemed_by)),
        (zh_en("作废", "Revoked"), event(revoked_at, revoked_reason)),
    ];
    section.add_facts(rows);
    section
}

fn unapplied_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("未入单款项", "Payments not applied", lang).full_width();
    for payment in &view.unapplied_payments {
        let UnappliedPaymentView { reference, amount, currency, at, state, ended_at, note, .. } = payment;
        let tone = if *state == UnappliedState::Open { TextStyle::Bad } else { TextStyle::Good };
        let (sum, state) = (format_amount(currency, *amount), state.label().in_lang(lang));
        let ended = ended_at.map_or_else(String::new, |at| format!(" {}", format_moment(view, at)));
        section.add_text(&format!("{}  {reference} · {sum} · {state}{ended}", format_moment(view, *at)), tone);
        if let Some(note) = note {
            section.add_indented_text(2, note, TextStyle::Dim);
        }
    }
    section
}

fn refund_section(view: &CheckoutOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("退款", "Refunds", lang).full_width();
    for RefundView { amount, currency, reason, requested_at, completed_at, failure } in &view.refunds {
        let done = match completed_at {
            Some(at) => format!("{} {}", zh_en("已退", "done").in_lang(lang), format_moment(view, *at)),
            None => zh_en("未完成", "open").in_lang(lang).to_owned(),
        };
        let tone = if completed_at.is_some() { TextStyle::Good } else { TextStyle::Warn };
        let sum = format_amount(currency, Some(*amount));
        let reason = recorded_label(&RecordedCode::<UnfulfillableReason>::read(reason), lang).into_owned();
        section.add_text(&format!("{}  {sum} · {reason} · {done}", format_moment(view, *requested_at)), tone);
        if let Some(failure) = failure {
            section.add_indented_text(2, failure, TextStyle::Bad);
        }
    }
    section
}

fn trace_section(view: &CheckoutOrderView, surface: &DisplayOptions) -> PageSection {
    let title = say!("交易追踪 ({})", "Trace ({})", view.zone);
    let mut section = PageSection::new(title.in_lang(surface.lang), surface.lang).full_width();
    let here = |at: Timestamp| at.format_second_at(view.offset_seconds);
    add_events(&mut section, &view.events, &OrderRenderOptions { surface, moment: &here, format_payload });
    section
}

#[cfg(test)]
mod tests;
