//! One screenful of what an order is: enough to answer its question, little enough to be read at once.

use crate::app::App;
use crate::app::orders::todo::TodoItem;
use crate::app::orders::view::OrderViewOptions;
use crate::cli::queue::format_deadline;
use crate::domain::checkout::view::CheckoutOrderView;
use crate::domain::order::number::OrderFlow;
use crate::domain::order::view::{EventView, OrderException};
use crate::domain::resale::view::ResaleOrderView;
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::output::order_labels::{
    count_tickets, describe_changes, format_amount, join_debts, join_parts, recorded_label, zh_en,
};
use crate::output::section::{PageSection, layout_sections};
use crate::output::terminal::{DisplayOptions, TextStyle};
use crate::output::text::escape_hidden;

/// How many of the last events are shown.
const LAST_EVENTS: usize = 2;

/// The order of a task as text: the how-manieth it is, what, for when, for how much, what happened and what is in the way.
pub(super) fn render_card(
    app: &mut App,
    task: &TodoItem,
    place: usize,
    surface: &DisplayOptions,
    reveal: bool,
) -> Result<String> {
    let options = OrderViewOptions { reveal, ..OrderViewOptions::default() };
    let lang = surface.lang;
    let mut section = PageSection::new(&format!("{place}  {}", task.next.action.label().in_lang(lang)), lang);
    match task.order_no.flow() {
        OrderFlow::Resale => {
            let view = app.view_resale(&task.order_no, options)?;
            add_resale_facts(&mut section, task, &view, lang);
            add_trouble(&mut section, &view.exceptions, lang);
            let newest = view.events.iter().take(LAST_EVENTS);
            add_last_events(&mut section, &newest.collect::<Vec<_>>(), lang);
        }
        OrderFlow::Checkout => {
            let view = app.view_checkout(&task.order_no, options)?;
            add_checkout_facts(&mut section, task, &view, lang);
            add_trouble(&mut section, &view.exceptions, lang);
            let newest = view.events.iter().rev().take(LAST_EVENTS);
            add_last_events(&mut section, &newest.collect::<Vec<_>>(), lang);
        }
    }
    let text = layout_sections(&[section], surface);
    // The line above tells one order from the next.
    let width = usize::from(surface.width.unwrap_or(80)).min(80);
    Ok(format!("{}\n{text}", "─".repeat(width)))
}

fn add_resale_facts(section: &mut PageSection, task: &TodoItem, view: &ResaleOrderView, lang: Lang) {
    section.add_fact("订单", "Order", &join_parts(&[Some(view.order_no.as_str()), Some(&view.external_order_no)]));
    section.add_fact("票", "Ticket", &describe_visit(task));
    let nick = view.buyer_nick.as_deref().or(view.external_user_id.as_deref());
    section.add_facts([(zh_en("买家", "Buyer"), nick.map(|nick| escape_hidden(nick).into_owned()))]);
    let currency = view.currency.code();
    let money =
        [(zh_en("买家付", "paid"), Some(view.paid_amount)), (zh_en("应付代理", "payable"), view.agent_payable_amount)];
    let margin = view.agent_payable_amount.map(|payable| view.paid_amount.saturating_sub(payable));
    let is_loss = margin.is_some_and(|margin| margin.in_fen() < 0);
    let label = if is_loss { zh_en("亏", "loss") } else { zh_en("毛利", "margin") };
    let size = margin.map(|margin| Fen::new(margin.in_fen().abs()));
    let known = money.into_iter().chain([(label, size)]).filter(|(_, amount)| amount.is_some());
    let text = known.map(|(label, amount)| format!("{} {}", label.in_lang(lang), format_amount(currency, amount)));
    let text = text.collect::<Vec<_>>().join(" · ");
    let tone = if is_loss { TextStyle::Bad } else { TextStyle::Plain };
    section.add_styled_field(zh_en("金额", "Amounts").in_lang(lang), &text, tone);
    if let Some(refund) = view.refunds.last().filter(|refund| refund.completed_at.is_none()) {
        let amount = format_amount(currency, Some(refund.amount));
        section.add_fact("要退买家", "To refund", &join_parts(&[Some(&amount), Some(&escape_hidden(&refund.reason))]));
    }
    if let Some(owed) = join_debts(&task.next.owed, lang) {
        section.add_fact("还欠", "Still owed", &owed);
    }
    add_deadline(section, task, lang);
}

fn add_checkout_facts(section: &mut PageSection, task: &TodoItem, view: &CheckoutOrderView, lang: Lang) {
    section.add_fact("订单", "Order", view.order_no.as_str());
    section.add_fact("票", "Ticket", &describe_visit(task));
    let quote = &view.order.quote;
    let amounts = format_amount(&quote.currency, Some(quote.amount));
    section.add_fact("金额", "Amounts", &amounts);
    add_deadline(section, task, lang);
}

fn describe_visit(task: &TodoItem) -> String {
    let tickets = count_tickets(task.order_no.flow(), task.ticket_type.as_deref(), task.quantity);
    let day = task.play_date.map(|day| day.to_string());
    join_parts(&[tickets.as_deref(), day.as_deref()])
}

fn add_deadline(section: &mut PageSection, task: &TodoItem, lang: Lang) {
    let due = format_deadline(task, lang);
    if !due.is_empty() {
        let tone = if task.is_overdue() { TextStyle::Bad } else { TextStyle::Plain };
        section.add_styled_field(zh_en("期限", "Due").in_lang(lang), &due, tone);
    }
}

fn add_trouble(section: &mut PageSection, found: &[OrderException], lang: Lang) {
    for exception in found {
        let kind = recorded_label(&exception.kind, lang);
        let text = join_parts(&[Some(&kind), exception.reason.as_deref(), exception.advice]);
        section.add_styled_field(zh_en("注意", "Note").in_lang(lang), &text, TextStyle::Warn);
    }
}

fn add_last_events(section: &mut PageSection, newest: &[&EventView], lang: Lang) {
    for event in newest {
        let changed = describe_changes(&event.before, &event.after, lang);
        if !changed.is_empty() {
            let text = join_parts(&[Some(&event.created_at.format_minute()), Some(&changed)]);
            section.add_styled_field(zh_en("之前", "Before").in_lang(lang), &text, TextStyle::Dim);
        }
    }
}
