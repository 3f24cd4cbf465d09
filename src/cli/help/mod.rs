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
use crate::output::schema::ListSchema;
use crate::output::terminal::DisplayOptions;

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
        [ERRORS_TOPIC] => Ok(list_errors(context.surface.lang)),
        [FILES_TOPIC] => Ok(files::list_files(context)),
        [FILES_TOPIC, name] => files::show_sample(context, name),
        _ => show_command_help(context, &words),
    }
}

/// What may be typed, of the command that `path` names.
pub fn list_examples(path: &str, lang: Lang) -> Vec<String> {
    CommandExamples::read().list(path, lang)
}

fn list_errors(lang: Lang) -> CommandResponse {
    let plain = move |text: BilingualText| text.in_lang(lang).replace("{{", "{").replace("}}", "}");
    let schema = ListSchema::new("code")
        .word("code", "错误代码", "Code", |entry: &ErrorEntry| entry.code)
        .number("exit", "退出码", "Exit", |entry| entry.kind.code())
        .hidden("category", |entry| entry.kind.category())
        .text("message", "消息", "Message", move |entry| plain(entry.message))
        .text("hint", "建议", "Hint", move |entry| entry.hint.map(plain));
    CommandResponse::with_list(schema, list_error_entries())
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
