//! The parts that the details of both flows' orders have: next step, exceptions, log.

use serde_json::{Map, Value};

use crate::domain::order::event::EventResult;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::order::view::{EventView, NextStepView, OrderException};
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::time::Timestamp;
use crate::say;

use super::order_labels::{describe_changes, join_debts, recorded_label, zh_en};
use super::placeholder::name_placeholders;
use super::section::PageSection;
use super::terminal::{DisplayOptions, TextStyle};
use super::text::{cell_width, pad_to_width};
use super::words::name_event;

/// How much of an order is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderDetail {
    /// One screen: what matters now, and how to see the rest.
    Brief,
    /// All that is known.
    Full,
}

/// How many events a screen shows.
const BRIEF_EVENTS: usize = 3;

/// How a flow's detail is drawn: on which surface, by which clock, and its payloads in which order of keys.
pub(super) struct OrderRenderOptions<'a> {
    pub(super) surface: &'a DisplayOptions,
    /// A moment on the flow's clock.
    pub(super) moment: &'a dyn Fn(Timestamp) -> String,
    /// A payload as the flow's page has it.
    pub(super) format_payload: fn(&Map<String, Value>) -> String,
}

/// What to do now, until when and with which command; what a page suggests from the order status alone stands beside it.
pub(super) fn next_step_section(
    step: &NextStepView,
    suggested: Option<&str>,
    manner: &OrderRenderOptions<'_>,
) -> PageSection {
    let lang = manner.surface.lang;
    let mut section = PageSection::titled("下一步", "Next", lang).full_width();
    let (label, code) = (step.label, step.code.code());
    // The code is for those who write scripts.
    let label = if manner.surface.verbose > 0 { format!("{label} ({code})") } else { label.to_owned() };
    section.add_styled_field(zh_en("该做的事", "To do").in_lang(lang), &label, TextStyle::Bold);
    if let Some(owed) = join_debts(&step.owed, lang) {
        section.add_fact("还欠", "Still owed", &owed);
    }
    if let Some(deadline) = step.deadline {
        section.add_fact("截止时间", "Deadline", &(manner.moment)(deadline));
    }
    // Where nothing is due, the page's word for the order status would send somebody to do what is done.
    if let Some(suggested) = suggested.filter(|word| step.code != NextAction::None && *word != step.label) {
        section.add_styled_field(zh_en("页面建议", "The page suggests").in_lang(lang), suggested, TextStyle::Dim);
    }
    for command in step.command.iter().chain(&step.alternatives) {
        section.add_command(&name_placeholders(command, lang));
    }
    section
}

/// What stands in the way, each with what to do about it.
pub(super) fn exception_section(found: &[OrderException], manner: &OrderRenderOptions<'_>) -> PageSection {
    let lang = manner.surface.lang;
    let mut section = PageSection::titled("异常概览", "Exceptions", lang).full_width();
    if found.is_empty() {
        section.add_sentence("暂无异常", "No exceptions", TextStyle::Dim);
    }
    for exception in found {
        add_exception(&mut section, exception, manner);
    }
    section
}

fn add_exception(section: &mut PageSection, exception: &OrderException, manner: &OrderRenderOptions<'_>) {
    let lang = manner.surface.lang;
    let kind = recorded_label(&exception.kind, lang);
    let head = exception.code.as_deref().map_or_else(|| kind.to_string(), |code| format!("{kind} ({code})"));
    section.add_text(&head, TextStyle::Bad);
    let rows = [
        (zh_en("原因", "Reason"), exception.reason.clone()),
        (zh_en("被拦截的 IP", "Blocked IP"), exception.from_ip.clone()),
        (zh_en("对方编号", "Their reference"), exception.hint.clone()),
        (zh_en("对方记录时间", "Their time"), exception.hint_at.map(Timestamp::format_second)),
        (zh_en("建议动作", "Advice"), exception.advice.map(str::to_owned)),
        (zh_en("发生时间", "At"), exception.at.map(manner.moment)),
    ];
    section.add_facts(rows);
}

/// The newest events, a line each, and how to see what is not here.
pub(super) fn brief_event_section(
    (title, order_no): (&str, &OrderNo),
    newest_first: &[&EventView],
    deliveries: usize,
    manner: &OrderRenderOptions<'_>,
) -> PageSection {
    let lang = manner.surface.lang;
    let mut section = PageSection::new(title, lang).full_width();
    for event in newest_first.iter().take(BRIEF_EVENTS) {
        let tone = if event.result == EventResult::Rejected { TextStyle::Bad } else { TextStyle::Plain };
        let who = event.operator.as_deref().unwrap_or(event.source.label().in_lang(lang));
        let line = format!("{}  {} · {who}", (manner.moment)(event.created_at), name_shown_event(event, manner));
        section.add_text(&line, tone);
    }
    let rest = describe_rest(newest_first.len().saturating_sub(BRIEF_EVENTS), deliveries);
    section.add_text(rest.in_lang(lang), TextStyle::Dim);
    section.add_command(&format!("ticketctl order show {order_no} --full"));
    section
}

/// What a short page leaves out; the whole page has more of what it shows, too.
fn describe_rest(events: usize, deliveries: usize) -> BilingualMessage {
    let events_end = if events == 1 { "" } else { "s" };
    let deliveries_end = if deliveries == 1 { "y" } else { "ies" };
    match (events, deliveries) {
        (0, 0) => say!("显示全部：", "to see all of the order:"),
        (_, 0) => say!(
            "另有 {events} 个事件；显示全部：",
            "not shown: {events} older event{events_end}; to see all of the order:"
        ),
        (0, _) => say!(
            "另有 {deliveries} 条投递；显示全部：",
            "not shown: {deliveries} deliver{deliveries_end}; to see all of the order:"
        ),
        (_, _) => say!(
            "另有 {events} 个事件、{deliveries} 条投递；显示全部：",
            "not shown: {events} older event{events_end}, {deliveries} deliver{deliveries_end}; to see all of the order:"
        ),
    }
}

/// Adds a code and a sentence, where there are any.
pub(super) fn add_error(section: &mut PageSection, code: Option<&str>, message: Option<&str>) {
    let parts: Vec<&str> = code.into_iter().chain(message).collect();
    if !parts.is_empty() {
        section.add_indented_text(2, &parts.join(": "), TextStyle::Bad);
    }
}

/// Adds the log, in the order in which it comes. Payloads only with `-v`.
pub(super) fn add_events(section: &mut PageSection, events: &[EventView], manner: &OrderRenderOptions<'_>) {
    let names: Vec<String> = events.iter().map(|event| name_shown_event(event, manner)).collect();
    let widest = names.iter().map(|name| cell_width(name)).max().unwrap_or(0);
    for (event, name) in events.iter().zip(names) {
        add_event(section, event, &pad_to_width(&name, widest), manner);
    }
}

fn name_shown_event(event: &EventView, manner: &OrderRenderOptions<'_>) -> String {
    name_event(&event.kind, event.result, manner.surface.lang, manner.surface.verbose)
}

fn add_event(section: &mut PageSection, event: &EventView, name: &str, manner: &OrderRenderOptions<'_>) {
    let (at, lang) = ((manner.moment)(event.created_at), manner.surface.lang);
    let tone = match event.result {
        EventResult::Rejected => TextStyle::Bad,
        EventResult::Accepted => TextStyle::Plain,
    };
    let (source, result) = (event.source.label().in_lang(lang), event.result.label().in_lang(lang));
    section.add_text(&format!("{at}  {name}  {source} · {result}"), tone);
    let changed = describe_changes(&event.before, &event.after, lang);
    if !changed.is_empty() {
        section.add_indented_text(2, &changed, TextStyle::Dim);
    }
    add_error(section, event.error_code.as_deref(), event.error_message.as_deref());
    if manner.surface.verbose > 0 {
        section.add_text_block(2, &(manner.format_payload)(&event.payload), TextStyle::Dim);
    }
}
