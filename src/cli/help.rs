//! `help`: what the exit codes mean, the list of errors, and every command's own help.

use clap::CommandFactory as _;

use super::Cli;
use super::context::CommandContext;
use super::error_list::list_error_entries;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, ErrorEntry, Exit, Result};
use crate::output::field_selection::nearest_name;
use crate::output::schema::ListSchema;

/// The topic that is not a command.
const EXIT_CODES_TOPIC: &str = "exit-codes";
const ERRORS_TOPIC: &str = "errors";

/// Print the help of a command or a topic.
#[derive(Debug, clap::Args)]
pub struct HelpArgs {
    /// A command such as `order import`, exit-codes, or errors
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub fn run_help(context: &CommandContext, args: HelpArgs) -> Result<CommandResponse> {
    let words: Vec<&str> = args.topic.iter().map(String::as_str).collect();
    match words[..] {
        [EXIT_CODES_TOPIC] => Ok(list_exit_codes()),
        [ERRORS_TOPIC] => Ok(list_errors(context.surface.lang)),
        _ => show_command_help(context, &words),
    }
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

fn list_exit_codes() -> CommandResponse {
    let schema = ListSchema::new("exit")
        .number("exit", "退出码", "Exit", |exit: &Exit| exit.code())
        .word("category", "类别", "Category", |exit| exit.category())
        .text("zh", "含义", "中文", |exit| exit.meaning().zh)
        .text("en", "English", "Meaning", |exit| exit.meaning().en);
    CommandResponse::with_list(schema, Exit::ALL.to_vec())
}

fn show_command_help(context: &CommandContext, words: &[&str]) -> Result<CommandResponse> {
    let mut root = Cli::command();
    // Fills in the usage lines and the global flags of every command.
    root.build();
    let mut command = &mut root;
    for word in words {
        let known: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        command = command.find_subcommand_mut(word).ok_or_else(|| unknown_topic_error(word, &known))?;
    }
    let styled = command.render_long_help();
    Ok(CommandResponse::with_text(if context.surface.color { styled.ansi().to_string() } else { styled.to_string() }))
}

fn unknown_topic_error(word: &str, known: &[String]) -> Box<Error> {
    let names: Vec<&str> = known.iter().map(String::as_str).chain([EXIT_CODES_TOPIC, ERRORS_TOPIC]).collect();
    match nearest_name(word, &names) {
        Some(near) => CliError::TopicMisspelt { word: &word, near: &near }.into_error(),
        None => CliError::NoSuchTopic { word: &word }.into_error(),
    }
}
