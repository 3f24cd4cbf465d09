//! `order show --page`: a checkout order in the reference page's own order and words: the order and the ticket as JSON, and
//! the trace on the merchant's clock.

use serde::Serialize;

use crate::domain::checkout::view::CheckoutOrderView;
use crate::domain::order::view::EventView;
use crate::domain::value::message::Lang;

use super::json;
use super::order_labels::zh_en;
use super::text::escape_hidden;

/// The page as text, ending in a newline. Nothing is wrapped or coloured, wherever it goes.
pub fn render_checkout_page(view: &CheckoutOrderView, lang: Lang) -> String {
    let back = zh_en("← 返回商户控制台:ticketctl order list", "← Back to the console: ticketctl order list");
    let mut paragraphs = vec![back.in_lang(lang).to_owned()];
    paragraphs.push(zh_en("订单详情", "Order").in_lang(lang).to_owned());
    paragraphs.push(format_object(&view.order));
    paragraphs.push(zh_en("出票结果", "Ticket").in_lang(lang).to_owned());
    let none = zh_en("还没有出票。", "No ticket was issued yet.").in_lang(lang);
    paragraphs.push(view.fulfillment.as_ref().map_or_else(|| none.to_owned(), format_object));
    paragraphs.push(zh_en("交易追踪(事件时间线)", "Trace (timeline of events)").in_lang(lang).to_owned());
    let trace = view.events.iter().enumerate().map(|(at, event)| format_trace_step(at + 1, event, view));
    paragraphs.push(trace.collect::<Vec<_>>().join("\n"));
    format!("{}\n", paragraphs.join("\n\n"))
}

fn format_object(object: &impl Serialize) -> String {
    json::to_pretty_json(object)
}

/// One step of the trace: number, minute, type, and the payload under it.
fn format_trace_step(number: usize, event: &EventView, view: &CheckoutOrderView) -> String {
    let at = event.created_at.format_minute_at(view.offset_seconds);
    let mut lines = vec![format!("  {number}. {at} {} {}", view.zone, escape_hidden(&event.kind))];
    lines.extend(format_object(&event.payload).lines().map(|line| format!("    {line}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkout::view::sample::{fulfilled, seen, waiting};

    const PAGE: &str = include_str!("../../fixtures/pages/merchant-order-page.txt");
    const NOW: &str = "2026-03-20T08:37:00Z";

    #[test]
    fn the_page_is_the_reference_page_but_for_the_way_back() {
        let text = render_checkout_page(&seen(&fulfilled(), NOW, Lang::Zh, true), Lang::Zh);
        let (back, rest) = text.split_once('\n').unwrap();
        assert_eq!(back, "← 返回商户控制台:ticketctl order list");
        assert_eq!(rest.trim_end(), PAGE.split_once('\n').unwrap().1.trim_end());
    }

    #[test]
    fn the_english_page_has_the_same_facts() {
        let page = |lang| render_checkout_page(&seen(&fulfilled(), NOW, lang, false), lang);
        let (zh, en) = (page(Lang::Zh), page(Lang::En));
        assert_eq!(zh.lines().count(), en.lines().count());
        let other: Vec<_> = zh.lines().zip(en.lines()).filter(|(zh, en)| zh != en).map(|(_, en)| en).collect();
        assert_eq!(
            other,
            ["← Back to the console: ticketctl order list", "Order", "Ticket", "Trace (timeline of events)"]
        );
    }

    #[test]
    fn an_order_without_a_ticket_says_so() {
        let text = render_checkout_page(&seen(&waiting(), NOW, Lang::En, false), Lang::En);
        assert!(text.contains("Ticket\n\nNo ticket was issued yet.\n\nTrace"), "{text}");
    }
}
