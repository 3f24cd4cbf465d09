//! `help`: what the exit codes mean, the list of errors, where the files are, and every command's own help.

mod agents;
mod examples;
mod files;
mod page;
mod paragraph;
mod topics;
mod translation;
mod tree;

use std::ffi::OsString;

use clap::{Command, CommandFactory as _};

use self::examples::CommandExamples;
use self::page::{HelpDepth, format_global_options, format_help_page};
use self::topics::{AGENTS_TOPIC, ERRORS_TOPIC, EXIT_CODES_TOPIC, FILES_TOPIC, OPTIONS_TOPIC, unknown_topic_error};
pub use self::translation::{build_help_tree, translate_tree};
use super::Cli;
use super::context::CommandContext;
use super::error_list::list_error_entries;
use super::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{ErrorEntry, Exit, Result};
use crate::output::order_labels::zh_en;
use crate::output::schema::ListSchema;
use crate::output::terminal::DisplayOptions;
use crate::output::wrap::wrap_text;
use crate::say;

/// Print the help of a command or a topic.
#[derive(Debug, clap::Args)]
pub struct HelpArgs {
    /// A command such as `order import`, or a topic such as files; with --json every command as an object
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub fn run_help(context: &CommandContext, args: HelpArgs) -> Result<CommandResponse> {
    let words: Vec<&str> = args.topic.iter().map(String::as_str).collect();
    match words[..] {
        [OPTIONS_TOPIC] => {
            let root = build_help_tree(context.lang());
            Ok(CommandResponse::with_text(format_global_options(&root, &context.surface)))
        }
        [AGENTS_TOPIC] => {
            let root = build_help_tree(context.lang());
            Ok(CommandResponse::with_text(agents::format_agents_page(&root, context.lang())))
        }
        [EXIT_CODES_TOPIC] => Ok(list_exit_codes(context.lang())),
        [ERRORS_TOPIC] => Ok(list_errors(context)),
        [FILES_TOPIC] => Ok(files::list_files(context)),
        [FILES_TOPIC, name] => files::show_sample(context, name),
        _ => show_command_help(context, &words),
    }
}

/// What may be typed, of the command that `path` names.
pub fn list_examples(path: &str, lang: Lang) -> Vec<String> {
    CommandExamples::read().list(path, lang)
}

fn list_errors(context: &CommandContext) -> CommandResponse {
    let lang = context.lang();
    let mut entries = list_error_entries();
    if context.plan.is_machine() {
        let plain = move |text: BilingualText| text.in_lang(lang).replace("{{", "{").replace("}}", "}");
        let schema = ListSchema::new("code")
            .word("code", "错误码", "Code", |entry: &ErrorEntry| entry.code)
            .number("exit", "退出码", "Exit", |entry| entry.kind.code())
            .hidden("category", |entry| entry.kind.category())
            .text("message", "消息", "Message", move |entry| plain(entry.message))
            .text("hint", "建议", "Hint", move |entry| entry.hint.map(plain));
        return CommandResponse::with_list(schema, entries);
    }
    entries.dedup_by_key(|entry| (entry.code, entry.message.in_lang(lang), entry.hint.map(|hint| hint.in_lang(lang))));
    CommandResponse::with_text(format_errors(&entries, &context.surface))
}

/// Every error on lines of its own, so that nothing is cut: the code and its exit code once, what it says, what to do.
fn format_errors(entries: &[ErrorEntry], surface: &DisplayOptions) -> String {
    let (lang, paint, width) = (surface.lang, surface.stdout_styler(), surface.width.map_or(usize::MAX, usize::from));
    let mut text = String::new();
    let mut last = None;
    for entry in entries {
        if last != Some(entry.code) {
            let exit = say!("退出码 {code}", "exit {code}", code = entry.kind.code());
            text.push_str(&format!("{}  {}\n", paint.bold(entry.code), paint.dim(exit.in_lang(lang))));
            last = Some(entry.code);
        }
        let message = fill_in_dots(entry.message.in_lang(lang));
        let said = if message == "…" {
            zh_en("视情况而定", "depends on the case").in_lang(lang).to_owned()
        } else {
            message
        };
        let hint = entry.hint.map(|hint| format!("→ {}", fill_in_dots(hint.in_lang(lang))));
        for line in std::iter::once(said).chain(hint).flat_map(|part| wrap_text(&part, width.saturating_sub(2))) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text
}

/// A template with dots where a value goes: its name is the program's, not the reader's.
fn fill_in_dots(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        rest = if let Some(literal) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            text.push_str(&from[..1]);
            literal
        } else {
            text.push('…');
            from.split_once('}').map_or("", |(_, rest)| rest)
        };
    }
    text + rest
}

fn list_exit_codes(lang: Lang) -> CommandResponse {
    let schema = ListSchema::new("exit").number("exit", "退出码", "Exit", |exit: &Exit| exit.code()).word(
        "category",
        "类别",
        "Category",
        |exit| exit.category(),
    );
    // Scripts get both; a person reads one.
    let schema = match lang {
        Lang::Zh => {
            schema.text("zh", "含义", "Meaning", |exit| exit.meaning().zh).hidden("en", |exit| exit.meaning().en)
        }
        Lang::En => {
            schema.hidden("zh", |exit| exit.meaning().zh).text("en", "含义", "Meaning", |exit| exit.meaning().en)
        }
    };
    CommandResponse::with_list(schema, Exit::ALL.to_vec())
}

fn show_command_help(context: &CommandContext, words: &[&str]) -> Result<CommandResponse> {
    let root = build_help_tree(context.lang());
    let mut command = &root;
    for word in words {
        let known: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        command = command.find_subcommand(word).ok_or_else(|| unknown_topic_error(word, &known))?;
    }
    let path = words.join(" ");
    if context.plan.is_machine() {
        return Ok(CommandResponse::with_page(
            tree::describe_tree(command, &path, context.lang()),
            Some("name"),
            String::new(),
        ));
    }
    let page = format_help_page(command, &path, HelpDepth::Whole, &context.surface);
    Ok(CommandResponse::with_text(page))
}

/// The page that a command line asks for with a flag, or by naming too little. Clap says whose it is: each command's own help is
/// its path and how much was asked for.
pub fn format_asked_page(args: &[OsString], surface: &DisplayOptions) -> String {
    let asked = mark_pages(Cli::command(), "").try_get_matches_from(args);
    let mark = asked.err().map(|error| error.to_string()).unwrap_or_default();
    let depth = if mark.starts_with(WHOLE_PAGE) { HelpDepth::Whole } else { HelpDepth::Summary };
    let path = mark.trim().trim_start_matches([WHOLE_PAGE, SUMMARY_PAGE]);
    let root = build_help_tree(surface.lang);
    let find = |at: &Command, word: &str| at.find_subcommand(word).cloned();
    let command = path.split_whitespace().try_fold(root.clone(), |at, word| find(&at, word)).unwrap_or(root);
    format_help_page(&command, path, depth, surface)
}

const WHOLE_PAGE: char = '+';
const SUMMARY_PAGE: char = '-';

fn mark_pages(command: Command, path: &str) -> Command {
    let marked = command
        .help_template("{before-help}")
        .before_help(format!("{SUMMARY_PAGE}{path}"))
        .before_long_help(format!("{WHOLE_PAGE}{path}"));
    marked.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        mark_pages(sub, path.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::terminal::TerminalEnvironment;
    use crate::output::text::cell_width;

    #[test]
    fn nothing_of_an_error_is_cut_and_no_name_of_a_value_is_shown() {
        let entries = list_error_entries();
        for lang in [Lang::Zh, Lang::En] {
            let facts = TerminalEnvironment { stdout_is_tty: true, terminal_width: Some(80), ..Default::default() };
            let surface = DisplayOptions::new(&TerminalEnvironment { term: Some("dumb"), lang, ..facts });
            let page = format_errors(&entries, &surface);
            let joined = page.replace(['\n', ' '], "");
            assert!(page.lines().all(|line| cell_width(line) <= 80), "{page}");
            for entry in &entries {
                let hint = entry.hint.map(|hint| fill_in_dots(hint.in_lang(lang)).replace(' ', ""));
                assert!(hint.is_none_or(|hint| joined.contains(&hint)), "{} is cut", entry.code);
            }
        }
        assert_eq!(fill_in_dots("order {no}: {{}} is {state}"), "order …: {} is …");
    }
}
