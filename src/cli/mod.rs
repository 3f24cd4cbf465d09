//! The command line: one file a noun, each with its arguments and a `run` that returns an [`Answer`](answer::Answer).
//!
//! Invariant: a command returns what it has to say; it is printed once, here.

pub mod answer;
pub mod context;
pub mod environment;
pub mod global;
pub mod init;
pub mod order;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::domain::message::Lang;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output;
use crate::output::terminal::Surface;
use crate::say;

use answer::Answer;
use context::Context;
use global::Global;

/// Sells tickets from a terminal: paid orders, agent pushes, screenshots, notices and settlement.
#[derive(Debug, Parser)]
#[command(name = "ticketctl", version, about, max_term_width = 100, disable_help_subcommand = true)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The nouns.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the database, the key file and the configuration
    Init(init::Args),
    /// Orders: import, create, show, list, search, timeline, cancel, export
    #[command(subcommand)]
    Order(order::Command),
}

/// Runs one command line and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, now: fn() -> Timestamp) -> Exit {
    environment::harden();
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(error) = unusable(&args) {
        return fail(&error, &Surface::plain(Lang::En), false);
    }
    match Cli::try_parse_from(&args) {
        Ok(cli) => dispatch(cli, now),
        Err(error) => misread(&error, &args),
    }
}

/// Arguments that are no text, or too long, are refused before anything reads them.
fn unusable(args: &[OsString]) -> Option<Box<Error>> {
    args.iter().enumerate().find_map(|(i, arg)| match arg.to_str() {
        None => Some(Error::usage(
            "argument_not_text",
            say!("第 {i} 个参数不是 UTF-8 文本", "argument {i} is no UTF-8 text"),
        )),
        Some(text) if text.len() > 64 * 1024 => Some(Error::usage(
            "argument_too_long",
            say!("第 {i} 个参数超过 64 KiB", "argument {i} is longer than 64 KiB"),
        )),
        Some(_) => None,
    })
}

fn dispatch(cli: Cli, now: fn() -> Timestamp) -> Exit {
    let Cli { global, command } = cli;
    let mut context = match Context::new(global, now) {
        Ok(context) => context,
        Err((error, surface, machine)) => return fail(&error, &surface, machine),
    };
    let result = answer(&mut context, command).and_then(|answer| answer.print(&context));
    match result {
        Ok(exit) => exit,
        Err(error) => fail(&error, &context.surface, context.plan.is_machine()),
    }
}

fn answer(context: &mut Context, command: Command) -> Result<Answer> {
    match command {
        Command::Init(args) => init::run(context, args),
        Command::Order(command) => order::run(context, command),
    }
}

/// Prints a failure and gives its exit code. A reader that went away is no news.
fn fail(error: &Error, surface: &Surface, machine: bool) -> Exit {
    if error.exit != Exit::BrokenPipe {
        let text =
            if machine { output::error::machine(error, surface.lang) } else { output::error::human(error, surface) };
        answer::to_stderr(&text);
    }
    error.exit
}

/// What clap could not read, or what it answers itself (`--help`, `--version`).
fn misread(error: &clap::Error, args: &[OsString]) -> Exit {
    if !error.use_stderr() {
        // A reader that went away is no news either.
        let _ = error.print();
        return Exit::Ok;
    }
    let machine =
        args.iter().any(|arg| arg.to_str().is_some_and(|text| text == "--json" || text.starts_with("--json=")));
    if machine {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let error = Error::usage("usage", say!("{first}", "{first}"))
            .hint(say!("加 --help 查看用法", "add --help for the usage"));
        return fail(&error, &Surface::plain(Lang::En), true);
    }
    let _ = error.print();
    Exit::Usage
}
