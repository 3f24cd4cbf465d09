//! The parts that the details of both flows' orders have: next step, exceptions, log.

use serde_json::{Map, Value};

use crate::domain::order::view::{Event, Exception, NextStep};
use crate::domain::value::message::{Lang, Text};
use crate::domain::value::time::Timestamp;

use super::order_labels::{changes, exception_kind, text};
use super::section::Section;
use super::terminal::{Surface, Tone};
use super::text::{pad, visible, width};

/// How a flow's detail is drawn: on which surface, by which clock, and its payloads in which order of keys.
pub(super) struct Manner<'a> {
    pub(super) surface: &'a Surface,
    /// A moment in RFC 3339, on the flow's clock.
    pub(super) moment: &'a dyn Fn(&str) -> String,
    /// A payload as the flow's page has it.
    pub(super) payload: fn(&Map<String, Value>) -> String,
}

/// An empty section with its title in the reader's language.
pub(super) fn section(zh: &'static str, en: &'static str, lang: Lang) -> Section {
    Section::new(text(zh, en).get(lang))
}

pub(super) fn fields(section: &mut Section, rows: impl IntoIterator<Item = (Text, String)>, lang: Lang) {
    for (label, value) in rows {
        section.field(label.get(lang), &value);
    }
}

/// What to do now, until when and with which command; what a page suggests from the order status alone stands beside it.
pub(super) fn next(step: &NextStep, suggested: Option<&str>, manner: &Manner<'_>) -> Section {
    let lang = manner.surface.lang;
    let mut section = section("下一步", "Next", lang).wide();
    let (label, code) = (visible(&step.label), visible(&step.code));
    section.toned(text("该做的事", "To do").get(lang), &format!("{label} ({code})"), Tone::Bold);
    if let Some(deadline) = &step.deadline {
        section.field(text("截止时间", "Deadline").get(lang), &(manner.moment)(deadline));
    }
    if let Some(suggested) = suggested {
        section.toned(text("页面建议", "The page suggests").get(lang), suggested, Tone::Dim);
    }
    if let Some(command) = &step.command {
        section.command(command);
    }
    section
}

/// What stands in the way, each with what to do about it.
pub(super) fn exceptions(found: &[Exception], manner: &Manner<'_>) -> Section {
    let lang = manner.surface.lang;
    let mut section = section("异常概览", "Exceptions", lang).wide();
    if found.is_empty() {
        section.text(text("暂无异常", "No exceptions").get(lang), Tone::Dim);
    }
    for exception in found {
        add_exception(&mut section, exception, manner);
    }
    section
}

fn add_exception(section: &mut Section, exception: &Exception, manner: &Manner<'_>) {
    let lang = manner.surface.lang;
    let kind = exception_kind(exception, lang);
    let head = exception.code.as_deref().map_or_else(|| kind.to_string(), |code| format!("{kind} ({code})"));
    section.text(&head, Tone::Bad);
    let hint = exception.hint.as_deref();
    let rows = [
        (text("原因", "Reason"), exception.reason.clone()),
        (text("被拦截的 IP", "Blocked IP"), exception.from_ip.clone()),
        (text("对方编号", "Their reference"), hint.map(str::to_owned)),
        (text("对方记录时间", "Their time"), hint.and_then(hint_time)),
        (text("建议动作", "Advice"), exception.advice.clone()),
        (text("发生时间", "At"), exception.at.as_deref().map(manner.moment)),
    ];
    fields(section, rows.into_iter().filter_map(|(label, value)| Some((label, value?))), lang);
}

/// The moment inside WeCom's correlation id: 25 digits, of which the first 10 are seconds since 1970.
fn hint_time(hint: &str) -> Option<String> {
    let digits = hint.len() == 25 && hint.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = hint.get(..10).filter(|_| digits)?.parse().ok()?;
    Some(Timestamp::from_millis(seconds * 1000).page())
}

/// Adds a code and a sentence, where there are any.
pub(super) fn add_error(section: &mut Section, code: Option<&str>, message: Option<&str>) {
    let parts: Vec<&str> = code.into_iter().chain(message).collect();
    if !parts.is_empty() {
        section.indented(2, &parts.join(": "), Tone::Bad);
    }
}

/// Adds the log, in the order in which it comes. Payloads only with `-v`.
pub(super) fn add_events(section: &mut Section, events: &[Event], manner: &Manner<'_>) {
    let kinds = events.iter().map(|event| width(&event.kind)).max().unwrap_or(0);
    for event in events {
        add_event(section, event, kinds, manner);
    }
}

fn add_event(section: &mut Section, event: &Event, kinds: usize, manner: &Manner<'_>) {
    let (at, kind) = ((manner.moment)(&event.created_at), pad(&event.kind, kinds));
    let tone = if event.result == "rejected" { Tone::Bad } else { Tone::Plain };
    section.text(&format!("{at}  {kind}  {} · {}", event.source, event.result), tone);
    let changed = changes(&event.before, &event.after, manner.surface.lang);
    if !changed.is_empty() {
        section.indented(2, &changed, Tone::Dim);
    }
    add_error(section, event.error_code.as_deref(), event.error_message.as_deref());
    if manner.surface.verbose > 0 {
        section.block(2, &(manner.payload)(&event.payload), Tone::Dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_of_another_shape_has_no_time() {
        assert_eq!(hint_time("1773977760414942419258605").as_deref(), Some("2026/03/20 11:36:00"));
        assert_eq!(hint_time("177397776041494241925860x"), None);
        assert_eq!(hint_time("1773977760"), None);
    }
}
