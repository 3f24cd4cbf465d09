//! `help`: what the exit codes mean, and every command's own help.

use clap::CommandFactory as _;
use serde_json::json;

use super::Cli;
use super::context::Context;
use super::price::object;
use super::response::Answer;
use crate::domain::value::message::Text;
use crate::error::{Error, Exit, Result};
use crate::output::field_selection::nearest;
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// The topic that is no command.
const EXIT_CODES: &str = "exit-codes";

/// Explanations: a command's help, or exit-codes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A command such as `order import`, or exit-codes
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let words: Vec<&str> = args.topic.iter().map(String::as_str).collect();
    if words == [EXIT_CODES] { Ok(exit_codes()) } else { command_help(context, &words) }
}

fn exit_codes() -> Answer {
    let row = |exit: &Exit| {
        let meaning = exit.meaning();
        object(json!({ "exit": exit.code(), "category": exit.category(), "zh": meaning.zh, "en": meaning.en }))
    };
    let columns = vec![
        Column::new("exit", Text { zh: "退出码", en: "Exit" }).number(),
        Column::new("category", Text { zh: "类别", en: "Category" }).whole(),
        Column::new("zh", Text { zh: "含义", en: "中文" }),
        Column::new("en", Text { zh: "English", en: "Meaning" }),
    ];
    let shape = Shape { name: "exit codes", columns, id_key: "exit" };
    Answer::list(Dataset { shape, rows: Exit::ALL.iter().map(row).collect() })
}

fn command_help(context: &Context, words: &[&str]) -> Result<Answer> {
    let mut root = Cli::command();
    // Fills in the usage lines and the global flags of every command.
    root.build();
    let mut command = &mut root;
    for word in words {
        let known: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        command = command.find_subcommand_mut(word).ok_or_else(|| unknown(word, &known))?;
    }
    let styled = command.render_long_help();
    Ok(Answer::text(if context.surface.color { styled.ansi().to_string() } else { styled.to_string() }))
}

fn unknown(word: &str, known: &[String]) -> Box<Error> {
    let error = Error::usage("no_such_topic", say!("没有命令或主题 {word}", "there is no command or topic {word}"));
    let names: Vec<&str> = known.iter().map(String::as_str).chain([EXIT_CODES]).collect();
    match nearest(word, &names) {
        Some(near) => error.hint(say!("是不是 {near}？", "did you mean {near}?")),
        None => error.hint(say!("`ticketctl help` 列出全部命令", "`ticketctl help` lists all commands")),
    }
}
