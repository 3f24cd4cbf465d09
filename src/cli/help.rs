//! `help`: what the exit codes mean, the list of errors, where the files are, and every command's own help.

use std::path::{Path, PathBuf};

use clap::{Arg, Command, CommandFactory as _};
use serde_json::{Value, json};

use super::Cli;
use super::context::CommandContext;
use super::error_list::list_error_entries;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::config::Paths;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, ErrorEntry, Exit, Result};
use crate::output::field_selection::nearest_name;
use crate::output::schema::ListSchema;

/// The topics that are no commands.
const EXIT_CODES_TOPIC: &str = "exit-codes";
const ERRORS_TOPIC: &str = "errors";
const FILES_TOPIC: &str = "files";

/// Print the help of a command or a topic.
#[derive(Debug, clap::Args)]
pub struct HelpArgs {
    /// A command such as `order import`, exit-codes, errors, or files; with --json every command as an object
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub fn run_help(context: &CommandContext, args: HelpArgs) -> Result<CommandResponse> {
    let words: Vec<&str> = args.topic.iter().map(String::as_str).collect();
    match words[..] {
        [EXIT_CODES_TOPIC] => Ok(list_exit_codes()),
        [ERRORS_TOPIC] => Ok(list_errors(context.surface.lang)),
        [FILES_TOPIC] => Ok(list_files(context)),
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

/// A file or directory of a shop.
struct ShopFile {
    name: &'static str,
    path: PathBuf,
    holds: BilingualText,
}

fn list_files(context: &CommandContext) -> CommandResponse {
    let lang = context.lang();
    let Paths { db, proofs, spool, key, secrets, ap2, config, state, ocr_models, .. } = &context.paths;
    let file = |name, path: &Path, zh, en| ShopFile { name, path: path.to_owned(), holds: BilingualText { zh, en } };
    let files = vec![
        file("database", db, "数据库；-wal 和 -shm 属于它", "the database; -wal and -shm belong to it"),
        file("proofs", proofs, "付款凭证和截图", "payment proofs and screenshots"),
        file("spool", spool, "spool 通道写出的消息", "what the channel `spool` was given"),
        file("config", config, "配置", "the configuration"),
        file("key", key, "主密钥：没有它就读不出姓名", "the key file: without it no name can be read"),
        file("secrets", secrets, "通道的令牌和密钥", "tokens and keys of channels"),
        file("ap2", ap2, "AP2 密钥和受信任的签发方", "AP2 keys and trusted issuers"),
        file("state", state, "锁文件和识别缓存", "lock files, and what was read in pictures"),
        file("ocr_models", ocr_models, "识别模型", "the models that read pictures"),
    ];
    let schema = ListSchema::new("name")
        .word("name", "名称", "Name", |file: &ShopFile| file.name)
        .text("path", "路径", "Path", |file| file.path.display().to_string())
        .word("exists", "已有", "Exists", |file| file.path.exists())
        .shown(|file, lang| match (file.path.exists(), lang) {
            (true, Lang::Zh) => "是".to_owned(),
            (true, Lang::En) => "yes".to_owned(),
            (false, _) => String::new(),
        })
        .text("holds", "内容", "Holds", move |file| file.holds.in_lang(lang));
    CommandResponse::with_list(schema, files)
}

/// A command and those below it, with their flags: for programs that drive this one.
fn describe_command(command: &Command) -> Value {
    let shown = |arg: &&Arg| !arg.is_hide_set();
    let describe_arg = |arg: &Arg| {
        let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        json!({
            "name": arg.get_id().as_str(),
            "long": arg.get_long(),
            "short": arg.get_short(),
            "takes_value": arg.get_action().takes_values(),
            "values": values,
            "required": arg.is_required_set(),
            "global": arg.is_global_set(),
            "help": arg.get_help().map(ToString::to_string),
        })
    };
    let path = command.get_display_name().unwrap_or_else(|| command.get_name());
    json!({
        "name": command.get_name(),
        "page": path,
        "about": command.get_about().map(ToString::to_string),
        "arguments": command.get_arguments().filter(shown).map(describe_arg).collect::<Vec<_>>(),
        "commands": command.get_subcommands().filter(|sub| !sub.is_hide_set()).map(describe_command).collect::<Vec<_>>(),
    })
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
    if context.plan.is_machine() {
        return Ok(CommandResponse::with_page(describe_command(command), Some("name"), String::new()));
    }
    let styled = command.render_long_help();
    Ok(CommandResponse::with_text(if context.surface.color { styled.ansi().to_string() } else { styled.to_string() }))
}

fn unknown_topic_error(word: &str, known: &[String]) -> Box<Error> {
    let names: Vec<&str> =
        known.iter().map(String::as_str).chain([EXIT_CODES_TOPIC, ERRORS_TOPIC, FILES_TOPIC]).collect();
    match nearest_name(word, &names) {
        Some(near) => CliError::TopicMisspelt { word: &word, near: &near }.into_error(),
        None => CliError::NoSuchTopic { word: &word }.into_error(),
    }
}
