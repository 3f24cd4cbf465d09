//! What clap could not read, said in our own words: what is wrong, what was meant, and how the command is used.

use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde_json::Value;

use super::Cli;
use super::errors::CliError;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Error;
use crate::output::placeholder::name_bracketed;
use crate::say;

/// The error, and the usage of the command where clap knows which one it is.
pub struct UsageFailure {
    pub error: Box<Error>,
    usage: Option<String>,
}

impl UsageFailure {
    /// `words` are those of the command line: where clap gives no usage, it is that of the command that they name.
    pub fn new(refused: &clap::Error, words: &[&str]) -> Self {
        let context = ClapContext(refused);
        let usage = context.text(ContextKind::Usage).unwrap_or_else(|| render_usage_of(words));
        let usage = Some(strip_usage_label(&usage)).filter(|usage| !usage.is_empty());
        let mut error = explain_refusal(refused, &context);
        if let Some(hint) = suggest_fix(&context) {
            error.hint = Some(hint);
        }
        if let Some(flag) = context.text(ContextKind::InvalidArg).filter(|flag| flag.starts_with('-')) {
            error = error.detail("field", bare_flag(&flag));
        }
        let known = context.list(ContextKind::ValidValue);
        if !known.is_empty() {
            error = error.detail("known", known);
        }
        if let Some(usage) = &usage {
            error = error.detail("usage", Value::from(usage.as_str()));
        }
        Self { error, usage }
    }

    /// The line under the hint, ending in a newline.
    pub fn usage_line(&self, lang: Lang) -> String {
        let Some(usage) = &self.usage else { return String::new() };
        let said = say_usage(usage, lang);
        match lang {
            Lang::Zh => format!("用法：{said}\n"),
            Lang::En => format!("usage: {said}\n"),
        }
    }
}

/// The usage of the command that a command line names, as far as its words go along the tree.
fn render_usage_of(words: &[&str]) -> String {
    let mut root = Cli::command();
    root.build();
    let named = words.iter().skip(1).fold(&root, |at, word| at.find_subcommand(word).unwrap_or(at));
    named.clone().render_usage().to_string()
}

/// A usage line without clap's heading; of a command with several, one on each line.
pub fn strip_usage_label(usage: &str) -> String {
    usage.trim_start_matches("Usage:").lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// A usage line in a language: the words that stand for values, for many flags and for a command.
pub fn say_usage(usage: &str, lang: Lang) -> String {
    let usage = name_bracketed(usage, lang);
    match lang {
        Lang::En => usage.into_owned(),
        Lang::Zh => usage.replace('\n', "\n      "),
    }
}

/// What clap knows of a refusal beside its kind.
struct ClapContext<'e>(&'e clap::Error);

impl ClapContext<'_> {
    fn text(&self, kind: ContextKind) -> Option<String> {
        self.0.get(kind).map(ToString::to_string).filter(|text| !text.is_empty())
    }

    fn list(&self, kind: ContextKind) -> Vec<String> {
        match self.0.get(kind) {
            Some(ContextValue::Strings(list)) => list.clone(),
            Some(ContextValue::StyledStrs(list)) => list.iter().map(ToString::to_string).collect(),
            Some(ContextValue::None) | None => Vec::new(),
            Some(one) => vec![one.to_string()],
        }
    }
}

/// `--channel <CHANNEL>` → `--channel`
fn bare_flag(shown: &str) -> &str {
    if shown.starts_with('-') { shown.split([' ', '=', '[']).next().unwrap_or(shown) } else { shown }
}

fn explain_refusal(refused: &clap::Error, context: &ClapContext<'_>) -> Box<Error> {
    let shown = context.text(ContextKind::InvalidArg).unwrap_or_default();
    let flag = bare_flag(&shown).to_owned();
    let value = context.text(ContextKind::InvalidValue);
    match refused.kind() {
        ErrorKind::UnknownArgument if shown.starts_with('-') => CliError::UnknownFlag { flag: &flag }.into_error(),
        ErrorKind::UnknownArgument => CliError::UnexpectedWord { word: &shown }.into_error(),
        ErrorKind::InvalidSubcommand => {
            let word = context.text(ContextKind::InvalidSubcommand).unwrap_or_default();
            CliError::UnknownCommand { word: &word }.into_error()
        }
        ErrorKind::MissingSubcommand => {
            let command = context.text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let (zh, en) = join_names(&context.list(ContextKind::ValidSubcommand));
            CliError::CommandMissing { command: &command, zh: &zh, en: &en }.into_error()
        }
        ErrorKind::InvalidValue => explain_value(&flag, value, &context.list(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => {
            let BilingualMessage { zh, en } = explain_parse_failure(refused);
            let value = value.unwrap_or_default();
            CliError::ValueInvalid { flag: &flag, value: &value, zh: &zh, en: &en }.into_error()
        }
        ErrorKind::TooManyValues => {
            let value = value.unwrap_or_default();
            CliError::ValuesTooMany { flag: &flag, value: &value }.into_error()
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let wanted = [ContextKind::ExpectedNumValues, ContextKind::MinValues];
            let wanted = wanted.into_iter().find_map(|kind| context.text(kind)).unwrap_or_default();
            let given = context.text(ContextKind::ActualNumValues).unwrap_or_default();
            CliError::ValuesMiscounted { flag: &flag, wanted: &wanted, given: &given }.into_error()
        }
        ErrorKind::MissingRequiredArgument => {
            let named = context.list(ContextKind::InvalidArg);
            let in_chinese: Vec<String> =
                named.iter().map(|name| name_bracketed(name, Lang::Zh).into_owned()).collect();
            let ((zh, _), (_, en)) = (join_names(&in_chinese), join_names(&named));
            CliError::ArgumentsMissing { zh: &zh, en: &en }.into_error()
        }
        ErrorKind::ArgumentConflict => explain_conflict(&flag, context),
        ErrorKind::NoEquals => CliError::EqualsMissing { flag: &flag }.into_error(),
        _ => {
            let text = refused.to_string();
            let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
            CliError::Usage { zh: &first, en: &first }.into_error()
        }
    }
}

/// Names in a row, as each language puts them.
fn join_names(names: &[String]) -> (String, String) {
    (names.join("、"), names.join(", "))
}

fn explain_value(flag: &str, value: Option<String>, known: &[String]) -> Box<Error> {
    let Some(value) = value else { return CliError::ValueMissing { flag: &flag }.into_error() };
    let (zh, en) = join_names(known);
    CliError::ValueUnknown { flag: &flag, value: &value, zh: &zh, en: &en }.into_error()
}

fn explain_conflict(flag: &str, context: &ClapContext<'_>) -> Box<Error> {
    let others = context.list(ContextKind::PriorArg);
    let others: Vec<String> = others.iter().map(|other| bare_flag(other).to_owned()).collect();
    if others.iter().all(|other| other == flag) && !others.is_empty() {
        return CliError::FlagRepeated { flag: &flag }.into_error();
    }
    let command = context.text(ContextKind::InvalidSubcommand).unwrap_or_default();
    let what = if flag.is_empty() { command.as_str() } else { flag };
    let (zh, en) = if others.is_empty() {
        ("别的参数".to_owned(), "one of the other arguments".to_owned())
    } else {
        join_names(&others)
    };
    CliError::FlagsConflict { flag: &what, zh: &zh, en: &en }.into_error()
}

/// Why a value is no value of its kind: clap's own parsers read whole numbers alone.
fn explain_parse_failure(refused: &clap::Error) -> BilingualMessage {
    let Some(source) = refused.source() else { return say!("不是这种值", "it is not a value of this kind") };
    if let Some(number) = source.downcast_ref::<ParseIntError>() {
        return match number.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => say!("数太大", "the number is too large"),
            _ => say!("要写整数", "it must be a whole number"),
        };
    }
    let text = source.to_string();
    match text.split_once(" is not in ") {
        Some((_, range)) => {
            let (first, last) = read_range(range);
            match last {
                Some(last) => say!("只能是 {first} 到 {last}", "it must be from {first} to {last}"),
                None => say!("至少是 {first}", "it must be at least {first}"),
            }
        }
        None if text.contains("invalid digit") => say!("要写整数", "it must be a whole number"),
        None if text.contains("too large") || text.contains("too small") => say!("数太大", "the number is too large"),
        None => say!("{text}", "{text}"),
    }
}

/// `1..=128` → 1 and 128; `1..` → 1 alone.
fn read_range(range: &str) -> (&str, Option<&str>) {
    let (first, last) = range.split_once("..").unwrap_or((range, ""));
    (first, Some(last.trim_start_matches('=')).filter(|last| !last.is_empty()))
}

/// What was probably meant.
fn suggest_fix(context: &ClapContext<'_>) -> Option<BilingualMessage> {
    let kinds = [
        (ContextKind::SuggestedValue, ContextKind::InvalidValue),
        (ContextKind::SuggestedSubcommand, ContextKind::InvalidSubcommand),
        (ContextKind::SuggestedArg, ContextKind::InvalidArg),
    ];
    let near = kinds
        .into_iter()
        .find_map(|(near, typed)| find_nearest(context.list(near), &context.text(typed).unwrap_or_default()));
    let near = near.or_else(|| context.list(ContextKind::Suggested).iter().find_map(|text| quoted_suggestion(text)));
    if let Some(near) = near {
        return Some(say!("是不是 {near}？", "did you mean {near}?"));
    }
    let text = context.list(ContextKind::Suggested).into_iter().find(|text| text.contains("-- "))?;
    let written = text.rsplit('\'').nth(1)?.to_owned();
    Some(say!(
        "如果它本来就是一个值，写成 {written}；否则加 --help 查看用法",
        "if it is meant as a value, write {written}; else see --help for usage"
    ))
}

/// The word that the fewest slips lead to: a letter that is missing, too many, another one, or two that changed places. Of
/// several, the one that looks most alike, which clap has last.
fn find_nearest(known: Vec<String>, typed: &str) -> Option<String> {
    known.into_iter().rev().min_by_key(|word| strsim::damerau_levenshtein(word, typed))
}

/// `'list --limit' exists` → `list --limit`
fn quoted_suggestion(text: &str) -> Option<String> {
    text.strip_suffix(" exists").map(|quoted| quoted.trim_matches('\'').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refuse(line: &str) -> UsageFailure {
        let words: Vec<&str> = std::iter::once("ticketctl").chain(line.split(' ')).collect();
        UsageFailure::new(&Cli::command().try_get_matches_from(&words).unwrap_err(), &words)
    }

    #[test]
    fn each_kind_of_refusal_says_what_is_wrong() {
        let mut wrong = Vec::new();
        for (line, zh, en) in [
            ("queue --limits 3", "没有参数 --limits", "there is no flag --limits"),
            ("queue now", "多了一个词「now」", "there is one word too many: now"),
            ("next a b", "多了一个词「b」", "there is one word too many: b"),
            ("order shwo", "没有命令「shwo」", "there is no command shwo"),
            ("queue --limit", "--limit 后面缺一个值", "--limit needs a value"),
            (
                "queue --limit many",
                "--limit 不能是「many」：要写整数",
                "--limit cannot be many: it must be a whole number",
            ),
            (
                "queue --limit 99999999999999999999999",
                "--limit 不能是「99999999999999999999999」：数太大",
                "--limit cannot be 99999999999999999999999: the number is too large",
            ),
            (
                "cron --concurrency 0",
                "--concurrency 不能是「0」：只能是 1 到 128",
                "--concurrency cannot be 0: it must be from 1 to 128",
            ),
            (
                "backup f --keep 0",
                "--keep 不能是「0」：只能是 1 到 4294967295",
                "--keep cannot be 0: it must be from 1 to 4294967295",
            ),
            (
                "share list --state 没有",
                "--state 没有「没有」这个值；可用：ready、settled、reversed",
                "--state takes no 没有; possible values: ready, settled, reversed",
            ),
            ("queue --limit 1 --limit 2", "--limit 只能给一次", "--limit can be given only once"),
            ("refund open", "还缺：--reason <原因>、<订单号>", "missing: --reason <REASON>, <ORDER>"),
            ("group default g --none", "[GROUP] 不能和 --none 一起用", "[GROUP] cannot be used with --none"),
            ("--yes=1 queue", "--yes 多了一个值「1」", "--yes has one value too many: 1"),
        ] {
            let message = refuse(line).error.message;
            if (message.zh.as_str(), message.en.as_str()) != (zh, en) {
                wrong.push(format!("{line}: {message:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(refuse("order --json").error.message.zh.starts_with("`ticketctl order` 后面还要一个命令：import、"));
    }

    #[test]
    fn what_was_meant_is_the_hint() {
        for (line, near) in [
            ("queue --limits 3", "--limit"),
            ("order shwo", "show"),
            ("oder show", "order"),
            ("pusj", "push"),
            ("prcie list", "price"),
            ("macth show", "match"),
            ("share list --state settle.", "settled"),
        ] {
            let hint = refuse(line).error.hint.unwrap();
            assert_eq!(hint.zh, format!("是不是 {near}？"), "{line}");
            assert_eq!(hint.en, format!("did you mean {near}?"), "{line}");
        }
    }

    #[test]
    fn the_usage_is_said_in_the_language_asked_for() {
        let bad_word = refuse("share list --state 没有");
        assert_eq!(bad_word.usage_line(Lang::Zh), "用法：ticketctl share list [选项]\n");
        let failure = refuse("refund open");
        assert_eq!(failure.usage_line(Lang::Zh), "用法：ticketctl refund open --reason <原因> <订单号>\n");
        assert_eq!(failure.error.details["usage"], "ticketctl refund open --reason <REASON> <ORDER>");
        assert_eq!(refuse("queue --limits 3").usage_line(Lang::En), "usage: ticketctl queue --limit <N>\n");
        assert_eq!(say_usage("ticketctl [OPTIONS] <COMMAND>", Lang::Zh), "ticketctl [选项] <命令>");
    }
}
