//! The parts that the details of both flows' orders have: next step, exceptions, log.

use serde_json::{Map, Value};

use crate::domain::order::event::EventResult;
use crate::domain::order::view::{EventView, NextStepView, OrderException};
use crate::domain::value::time::Timestamp;

use super::order_labels::{describe_changes, recorded_label, zh_en};
use super::section::PageSection;
use super::terminal::{DisplayOptions, TextStyle};
use super::text::{cell_width, pad_to_width};

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
    section.add_styled_field(zh_en("该做的事", "To do").in_lang(lang), &format!("{label} ({code})"), TextStyle::Bold);
    if let Some(deadline) = step.deadline {
        section.add_fact("截止时间", "Deadline", &(manner.moment)(deadline));
    }
    if let Some(suggested) = suggested {
        section.add_styled_field(zh_en("页面建议", "The page suggests").in_lang(lang), suggested, TextStyle::Dim);
    }
    if let Some(command) = &step.command {
        section.add_command(command);
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
        (zh_en("对方记录时间", "Their time"), exception.hint_at.map(Timestamp::format_page)),
        (zh_en("建议动作", "Advice"), exception.advice.map(str::to_owned)),
        (zh_en("发生时间", "At"), exception.at.map(manner.moment)),
    ];
    section.add_facts(rows);
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
    let kinds = events.iter().map(|event| cell_width(&event.kind)).max().unwrap_or(0);
    for event in events {
        add_event(section, event, kinds, manner);
    }
}

fn add_event(section: &mut PageSection, event: &EventView, kinds: usize, manner: &OrderRenderOptions<'_>) {
    let (at, kind) = ((manner.moment)(event.created_at), pad_to_width(&event.kind, kinds));
    let tone = match event.result {
        EventResult::Rejected => TextStyle::Bad,
        EventResult::Accepted => TextStyle::Plain,
    };
    section.add_text(&format!("{at}  {kind}  {} · {}", event.source.code(), event.result.code()), tone);
    let changed = describe_changes(&event.before, &event.after, manner.surface.lang);
    if !changed.is_empty() {
        section.add_indented_text(2, &changed, TextStyle::Dim);
    }
    add_error(section, event.error_code.as_deref(), event.error_message.as_deref());
    if manner.surface.verbose > 0 {
        section.add_text_block(2, &(manner.format_payload)(&event.payload), TextStyle::Dim);
    }
}
