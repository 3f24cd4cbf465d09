//! A resale order on one screen: the next step, what stands in the way, the order in a few lines, what was done.

use super::{
    format_source, format_visit, latest_records, matching_section, note_section, refund_section, status_style,
};
use crate::domain::resale::axis::{ResaleAxis, ScreenshotMatchStatus};
use crate::domain::resale::view::{EventView, FormView, ResaleOrderView};
use crate::domain::value::message::Lang;
use crate::output::order_labels::{format_amount, format_quantity, join_parts, or_dash, recorded_label, zh_en};
use crate::output::order_sections::{OrderRenderOptions, brief_event_section, exception_section, next_step_section};
use crate::output::section::PageSection;
use crate::say;

/// The sections of one screen, most important first.
pub(super) fn brief_sections(view: &ResaleOrderView, manner: &OrderRenderOptions<'_>) -> Vec<PageSection> {
    let lang = manner.surface.lang;
    let mut sections = vec![next_step_section(&view.next, None, manner)];
    if !view.exceptions.is_empty() {
        sections.push(exception_section(&view.exceptions, manner));
    }
    sections.extend([order_section(view, lang), status_section(view, lang)]);
    let shown = view.status.screenshot_match;
    if matches!(shown, ScreenshotMatchStatus::Mismatched | ScreenshotMatchStatus::PendingReview) {
        sections.push(matching_section(view, lang));
    }
    if !view.refunds.is_empty() {
        sections.push(refund_section(view, lang));
    }
    if !view.notes.is_empty() {
        sections.push(note_section(view, lang));
    }
    sections.extend(record_section(view, lang));
    let events: Vec<&EventView> = view.events.iter().collect();
    let title = zh_en("最近的事件 (UTC+8)", "Latest events (UTC+8)").in_lang(lang);
    sections.push(brief_event_section((title, &view.order_no), &events, view.deliveries.len(), manner));
    sections
}

fn order_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("订单", "Order", lang).full_width();
    let sum = |amount| format_amount(view.currency.code(), amount);
    let (paid, settled, payable) =
        (sum(Some(view.paid_amount)), sum(view.settlement_amount), sum(view.agent_payable_amount));
    let amounts = say!(
        "支付 {paid} · 结算 {settled} · 应付代理 {payable}",
        "paid {paid} · settlement {settled} · to the agent {payable}"
    );
    let quantity = format_quantity(view.quantity, lang);
    let ticket = join_parts(&[view.ticket_type.as_deref(), quantity.as_deref(), Some(&format_visit(view, lang))]);
    let product = Some(view.product_name.as_str()).filter(|name| view.ticket_type.as_deref() != Some(name));
    let rows = [
        (zh_en("金额", "Amounts"), Some(amounts.in_lang(lang).to_owned())),
        (zh_en("票", "Ticket"), Some(ticket)),
        (zh_en("商品名", "Product"), product.map(|name| or_dash(Some(name)))),
        (zh_en("买家", "Buyer"), Some(format_source(view, lang))),
        (zh_en("资料", "Form"), Some(format_form(view.form.as_ref(), lang))),
        (zh_en("外部订单号", "External number"), Some(or_dash(Some(&view.external_order_no)))),
        (zh_en("付款时间", "Paid at"), Some(view.paid_at.format_second())),
    ];
    section.add_facts(rows);
    section
}

/// Whoever filled the form, and how many come along.
fn format_form(form: Option<&FormView>, lang: Lang) -> String {
    let Some(form) = form else {
        return zh_en("用户还没有提交", "not filled in yet").in_lang(lang).to_owned();
    };
    let kind = form.certificate_type.as_ref().map(|kind| recorded_label(kind, lang));
    let number = [kind.as_deref(), form.certificate_no.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let others = form.visitors.as_ref().map_or(0, Vec::len);
    let others = (others > 0).then(|| say!("同行 {others} 人", "{others} more visitors").in_lang(lang).to_owned());
    join_parts(&[form.name.as_deref(), form.phone.as_deref(), Some(&number), others.as_deref()])
}

fn status_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("关键状态", "Key statuses", lang).full_width();
    section.add_grid(ResaleAxis::ALL.map(|axis| {
        let (name, label) = (axis.label().in_lang(lang), view.status.label(axis).in_lang(lang));
        (name, label, status_style(&view.status, axis))
    }));
    section
}

/// What was recorded so far; nothing where nothing was.
fn record_section(view: &ResaleOrderView, lang: Lang) -> Option<PageSection> {
    let mut section = PageSection::titled("最新记录", "Latest records", lang).full_width();
    let records: Vec<_> = latest_records(view, lang).into_iter().filter(|(_, value)| value.is_some()).collect();
    let any = !records.is_empty();
    section.add_facts(records);
    any.then_some(section)
}
