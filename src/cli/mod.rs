//! The command line: one file a noun, each with its arguments and a `run` that returns what it has to say.
//!
//! Invariant: a command returns what it has to say; it is printed once, here.

pub mod ap2;
pub mod batch;
pub mod checkout;
pub mod completions;
pub mod config;
pub mod context;
pub mod cron;
pub mod deliveries;
pub mod demo;
pub mod doctor;
pub mod environment;
pub mod event;
pub mod fixture;
pub mod form;
pub mod global;
pub mod group;
pub mod help;
pub mod init;
pub mod match_cmd;
pub mod next;
pub mod notify;
pub mod ocr;
pub mod order;
pub mod order_arg;
pub mod payment;
pub mod person;
pub mod price;
pub mod proof;
pub mod push;
pub mod queue;
pub mod refund;
pub mod response;
pub mod review;
pub mod season;
pub mod secret;
pub mod share;
pub mod sku;
pub mod smoke;
pub mod sweep;
pub mod ticket;
pub mod trigger;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output;
use crate::output::terminal::Surface;
use crate::say;

use self::context::Context;
use self::global::Global;
use self::response::Answer;

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
    /// Drive the reference orders from import to done in a throw-away sandbox
    Demo(demo::Args),
    /// Orders: import, create, show, list, search, timeline, cancel, export
    #[command(subcommand)]
    Order(Box<order::Command>),
    /// The buyer's form: submit, show
    Form(form::Args),
    /// Orders that a person must judge: list, pass, reject
    Review(review::Args),
    /// The price table: import, list
    Price(price::Args),
    /// The season calendar: import, list
    Season(season::Args),
    /// What the checkout flow sells: add, list, show, stock, pause, resume
    Sku(sku::Args),
    /// The payment to the agent: confirm, and the QR codes to pay by
    Payment(payment::Args),
    /// Payment proofs: upload, list, verify
    Proof(proof::Args),
    /// Attraction tickets for buyers' agents: draft, lock, request, session, complete, fail, cancel
    Checkout(checkout::Args),
    /// Tickets of the checkout flow: issue, redeem, revoke, reissue
    Ticket(ticket::Args),
    /// Agents' groups: add, list, show, test, pause, resume, remove, route, answer
    Group(group::Args),
    /// Tokens and keys of channels: set, list, remove
    Secret(secret::Args),
    /// Signed mandates: the shop's keys, and whose mandates are believed
    Ap2(ap2::Args),
    /// Push orders to an agent's group; list, show, resolve, ack, retry
    Push(push::Args),
    /// The agent's screenshot: import, run, show, text
    Ocr(ocr::Args),
    /// The verdict on the screenshot: show, accept, reject
    Match(crate::cli::match_cmd::Args),
    /// Notices to buyers: send, list, resend, resolve, template
    Notify(notify::Args),
    /// The profit share: list, settle
    Share(share::Args),
    /// Refunds: open, leg, complete, fail
    Refund(refund::Args),
    /// What to do now, over all orders, most urgent first
    Queue(queue::Args),
    /// The next thing to do, with the exact command
    Next(next::Args),
    /// Record deadlines that passed and deliveries that were cut short
    Sweep(sweep::Args),
    /// Everything due, for a schedule: deadlines, pushes, notices; one run at a time
    Cron(cron::Args),
    /// The log: list, tail, import, verify, anchor
    Event(event::Args),
    /// Sandbox: make an event happen to an order
    Trigger(trigger::Args),
    /// Sandbox: run a scenario and print TAP
    Smoke(smoke::Args),
    /// Sandbox: capture an order as a scenario
    Fixture(fixture::Args),
    /// What is wrong with the shop, and how to mend it
    Doctor(doctor::Args),
    /// Personal data: erase, block, unblock
    Person(person::Args),
    /// The shop's choices: get, set, list, path
    Config(config::Args),
    /// A completion script for a shell
    Completions(completions::Args),
    /// Explanations: exit-codes
    Help(help::Args),
}

/// Runs one command line and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, now: fn() -> Timestamp) -> Exit {
    environment::harden();
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(exit) = completions::answer_shell(&args) {
        return exit;
    }
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
    let context = match Context::new(global, now) {
        Ok(context) => context,
        Err((error, surface, machine)) => return fail(&error, &surface, machine),
    };
    let result = answer(&context, command).and_then(|answer| answer.print(&context));
    match result {
        Ok(exit) => exit,
        Err(error) => fail(&error, &context.surface, context.plan.is_machine()),
    }
}

fn answer(context: &Context, command: Command) -> Result<Answer> {
    match command {
        Command::Init(args) => init::run(context, args),
        Command::Demo(args) => demo::run(context, args),
        Command::Order(command) => order::run(context, *command),
        Command::Form(args) => form::run(context, args),
        Command::Review(args) => review::run(context, args),
        Command::Price(args) => price::run(context, args),
        Command::Season(args) => season::run(context, args),
        Command::Sku(args) => sku::run(context, args),
        Command::Payment(args) => payment::run(context, args),
        Command::Proof(args) => proof::run(context, args),
        Command::Checkout(args) => checkout::run(context, args),
        Command::Ticket(args) => ticket::run(context, args),
        Command::Group(args) => group::run(context, args),
        Command::Secret(args) => secret::run(context, args),
        Command::Ap2(args) => ap2::run(context, args),
        Command::Push(args) => push::run(context, args),
        Command::Ocr(args) => ocr::run(context, args),
        Command::Match(args) => crate::cli::match_cmd::run(context, args),
        Command::Notify(args) => notify::run(context, args),
        Command::Share(args) => share::run(context, args),
        Command::Refund(args) => refund::run(context, args),
        Command::Queue(args) => queue::run(context, args),
        Command::Next(args) => next::run(context, args),
        Command::Sweep(args) => sweep::run(context, args),
        Command::Cron(args) => cron::run(context, args),
        Command::Event(args) => event::run(context, args),
        Command::Trigger(args) => trigger::run(context, args),
        Command::Smoke(args) => smoke::run(context, args),
        Command::Fixture(args) => fixture::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Person(args) => person::run(context, args),
        Command::Config(args) => config::run(context, args),
        Command::Completions(args) => completions::run(context, args),
        Command::Help(args) => help::run(context, args),
    }
}

/// Prints a failure and gives its exit code. A reader that went away is no news.
fn fail(error: &Error, surface: &Surface, machine: bool) -> Exit {
    if error.exit != Exit::BrokenPipe {
        let text =
            if machine { output::error::machine(error, surface.lang) } else { output::error::human(error, surface) };
        crate::cli::response::to_stderr(&text);
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
