//! How a failure looks on stderr: a sentence and the next step for people, one object for scripts.

use serde_json::Value;

use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Error, RowProblem};
use crate::say;

use super::json;
use super::schema::ListSchema;
use super::table;
use super::terminal::DisplayOptions;
use super::text::escape_hidden_in_block;
use super::wrap::wrap_text;

/// The failure for people, ending in a newline: `error[order_not_found]: …` and `hint: …`, or the same in Chinese.
pub fn format_error(error: &Error, surface: &DisplayOptions) -> String {
    let paint = surface.stderr_styler();
    let message = escape_hidden_in_block(error.message.in_lang(surface.lang));
    let (head, colon) = match surface.lang {
        Lang::Zh => (format!("错误[{}]", error.code), "："),
        Lang::En => (format!("error[{}]", error.code), ": "),
    };
    let mut text = break_lines(&head, &format!("{colon}{message}"), surface, |head| paint.red(head));
    // One problem is told by the message.
    if error.problems.len() > 1 {
        text.push_str(&format_problems(error, surface));
    }
    if let Some(hint) = &error.hint {
        text.push_str(&format_labelled(hint, ("提示", "hint"), surface, |label| paint.green(label)));
    }
    text
}

/// What is wrong with which rows, as a table, and how many more there are.
fn format_problems(error: &Error, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let schema = ListSchema::new("row")
        .number("row", "行", "Row", |one: &RowProblem| one.row)
        .word("external_order_no", "订单号", "Order", |one| one.order_no.clone())
        .text("column", "列", "Column", |one| one.column.clone())
        .text("value", "值", "Value", |one| one.value.clone())
        .text("reason", "原因", "Reason", move |one| one.error.message.in_lang(lang).to_owned());
    let mut text = table::draw_table(&schema, &error.problems, surface);
    let count = error.details.get("problem_count").and_then(Value::as_u64).unwrap_or_default();
    let more = count.saturating_sub(error.problems.len() as u64);
    if more > 0 {
        text.push_str(say!("还有 {more} 处没有列出", "{more} more are not listed").in_lang(lang));
        text.push('\n');
    }
    text
}

/// A warning for people, ending in a newline: `warning: …`. Something was recorded, and someone should look.
pub fn format_warning(message: &BilingualMessage, surface: &DisplayOptions) -> String {
    let paint = surface.stderr_styler();
    format_labelled(message, ("警告", "warning"), surface, |label| paint.yellow(label))
}

/// The failure as one JSON object on one line, ending in a newline.
pub fn format_error_json(error: &Error, lang: Lang) -> String {
    let mut text = json::to_compact_json(&error.to_json(lang));
    text.push('\n');
    text
}

fn format_labelled(
    message: &BilingualMessage,
    label: (&str, &str),
    surface: &DisplayOptions,
    paint: impl Fn(&str) -> String,
) -> String {
    let (label, colon) = match surface.lang {
        Lang::Zh => (label.0, "："),
        Lang::En => (label.1, ": "),
    };
    let message = escape_hidden_in_block(message.in_lang(surface.lang));
    break_lines(label, &format!("{colon}{message}"), surface, paint)
}

/// `label`, painted, and `text` behind it, in lines that break between words. A pipe gets them as they are, and so does a
/// terminal where they name a command: what is copied must run as a whole.
fn break_lines(label: &str, text: &str, surface: &DisplayOptions, paint: impl Fn(&str) -> String) -> String {
    let width = surface.width.filter(|_| surface.stderr_is_tty && !text.contains("ticketctl ") && !text.contains('`'));
    let whole = format!("{label}{text}");
    let lines: Vec<String> = match width {
        Some(width) => whole.lines().flat_map(|line| wrap_text(line, usize::from(width))).collect(),
        None => vec![whole],
    };
    let broken = lines.join("\n");
    // A terminal so narrow that the label is broken shows it plain.
    match broken.strip_prefix(label) {
        Some(rest) => format!("{}{rest}\n", paint(label)),
        None => format!("{broken}\n"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::output::errors::OutputError;
    use crate::say;

    fn failure() -> Box<Error> {
        OutputError::FormatConflict { code: &"XY\u{1b}[2J" }.into_error()
    }

    #[test]
    fn people_read_what_happened_and_what_to_do_next() {
        let en = format_error(&failure(), &DisplayOptions::for_pipe(Lang::En));
        assert_eq!(
            en,
            "error[format_conflict]: --json and --jq cannot be used with --format XY\\u{1b}[2J\n\
             hint: drop one of them, or use --format json|ndjson\n"
        );
        let zh = format_error(&failure(), &DisplayOptions::for_pipe(Lang::Zh));
        assert_eq!(
            zh,
            "错误[format_conflict]：--json 和 --jq 不能与 --format XY\\u{1b}[2J 同时使用\n\
             提示：去掉其一，或使用 --format json|ndjson\n"
        );
    }

    #[test]
    fn a_terminal_gets_whole_words_and_whole_commands() {
        let narrow = DisplayOptions { stderr_is_tty: true, width: Some(30), ..DisplayOptions::for_pipe(Lang::En) };
        let told = say!("预付款已经退回", "the payment was recorded, and nothing was sent");
        assert_eq!(format_warning(&told, &narrow), "warning: the payment was\nrecorded, and nothing was sent\n");
        let command = say!("运行 ticketctl queue --limit 50", "what to do first: ticketctl queue --limit 50");
        assert_eq!(format_warning(&command, &narrow).lines().count(), 1);
        let piped = DisplayOptions { stderr_is_tty: false, ..narrow };
        assert_eq!(format_warning(&told, &piped).lines().count(), 1);
    }

    #[test]
    fn a_warning_is_labelled_too() {
        let text = format_warning(&say!("已登记", "recorded"), &DisplayOptions::for_pipe(Lang::En));
        assert_eq!(text, "warning: recorded\n");
    }

    #[test]
    fn scripts_read_one_object_on_one_line() {
        let text = format_error_json(&failure(), Lang::En);
        assert_eq!(text.matches('\n').count(), 1);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["code"], "format_conflict");
        assert_eq!(value["category"], "usage");
        assert_eq!(value["exit"], 2);
        assert_eq!(value["retryable"], false);
        assert_eq!(value["hint"], "drop one of them, or use --format json|ndjson");
    }
}
