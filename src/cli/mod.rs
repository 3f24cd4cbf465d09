//! The command line: one file per noun, each with its arguments and a `run` that returns what it has to say.
//!
//! Invariant: a command returns what it has to say; it is printed once, here.

pub mod ap2;
pub mod backup;
pub mod batch;
mod buyer_text;
pub mod checkout;
mod clipboard;
pub mod completions;
pub mod config;
pub mod context;
pub mod cron;
mod cut_list;
pub mod deliveries;
pub mod demo;
pub mod doctor;
pub mod effect;
pub mod environment;
mod error_list;
pub mod errors;
pub mod event;
pub mod fixture;
pub mod form;
pub mod global;
pub mod group;
pub mod help;
pub mod init;
mod language;
pub mod man;
pub mod match_cmd;
mod missing_argument;
mod named_delivery;
pub mod next;
mod notice_copy;
pub mod notify;
pub mod ocr;
pub mod order;
pub mod order_arg;
mod order_batch;
mod panic;
mod parse;
pub mod passphrase;
pub mod payment;
pub mod person;
mod placeholder_check;
pub mod price;
pub mod prompt;
mod prompt_theme;
pub mod proof;
pub mod push;
pub mod queue;
pub mod reconcile;
pub mod refund;
mod refund_leg;
pub mod resolve;
pub mod response;
pub mod restore;
pub mod review;
pub mod season;
pub mod secret;
pub mod share;
pub mod sku;
pub mod smoke;
pub mod sweep;
pub mod table_import;
pub mod ticket;
pub mod trigger;
mod usage_error;
mod watch;
pub mod word_arg;
pub mod work;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Parser, Subcommand};

use self::errors::CliError;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output;
use crate::output::output_writer::OutputWriter;
use crate::output::terminal::DisplayOptions;

use self::context::{CommandContext, NamedConfig};
use self::global::GlobalArgs;
use self::response::CommandResponse;
use self::usage_error::UsageFailure;

/// Sell tickets from a terminal: paid orders, agent pushes, screenshots, notices and settlement.
#[derive(Debug, Parser)]
#[command(name = "ticketctl", version, about, max_term_width = 100, disable_help_subcommand = true)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: CliCommand,
}

/// The nouns.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Create the database, the key file and the configuration
    Init(init::InitArgs),
    /// Run the reference orders from import to completion in a temporary sandbox
    Demo(demo::DemoArgs),
    /// Orders: import, create, show, list, search, timeline, cancel, export
    #[command(subcommand)]
    Order(Box<order::OrderVerb>),
    /// The buyer's form: submit, correct, import, show
    Form(form::FormArgs),
    /// Orders that need a manual review: list, pass, reject
    Review(review::ReviewArgs),
    /// The price table: import, set, remove, list
    Price(price::PriceArgs),
    /// The season calendar: import, list
    Season(season::SeasonArgs),
    /// What the checkout flow sells: add, list, show, stock, pause, resume
    Sku(sku::SkuArgs),
    /// Payments to the agent: confirm, correct, and the payment QR codes
    Payment(payment::PaymentArgs),
    /// Payment proofs: upload, list, verify
    Proof(proof::ProofArgs),
    /// Attraction tickets for buyers' agents: draft, lock, request, session, complete, fail, cancel
    Checkout(checkout::CheckoutArgs),
    /// Tickets of the checkout flow: issue, redeem, revoke, reissue
    Ticket(ticket::TicketArgs),
    /// Agent groups: add, list, show, test, pause, resume, remove, route, unroute, default, answer
    Group(group::GroupArgs),
    /// Tokens and keys of channels: set, list, remove
    Secret(secret::SecretArgs),
    /// Signed mandates: the shop's keys and the trusted issuers
    Ap2(ap2::Ap2Args),
    /// Push orders to an agent's group; list, show, resolve, ack, retry
    Push(push::PushArgs),
    /// The agent's screenshot: import, run, show, text
    Ocr(ocr::OcrArgs),
    /// The result of comparing the screenshot: show, accept, reject
    Match(crate::cli::match_cmd::MatchArgs),
    /// Notices to buyers: send, list, resend, resolve, template
    Notify(notify::NotifyArgs),
    /// The profit share: list, settle
    Share(share::ShareArgs),
    /// Refunds: open, leg, complete, fail
    Refund(refund::RefundArgs),
    /// Bills against orders: import, show, list, match, ignore, unmatch
    Reconcile(reconcile::ReconcileArgs),
    /// List what to do now for all orders, most urgent first
    Queue(queue::QueueArgs),
    /// Walk through the queue on a terminal: what each order needs is asked for and done at once
    Work(work::WorkArgs),
    /// Show the next step, with the exact command
    Next(next::NextArgs),
    /// Record missed deadlines and interrupted deliveries
    Sweep(sweep::SweepArgs),
    /// Do everything that is due, on a schedule: deadlines, pushes, notices; one run at a time
    Cron(cron::CronArgs),
    /// The log: list, tail, import, verify, anchor
    Event(event::EventArgs),
    /// Sandbox: trigger an event of an order
    Trigger(trigger::TriggerArgs),
    /// Sandbox: run a scenario and print TAP
    Smoke(smoke::SmokeArgs),
    /// Sandbox: capture an order as a scenario
    Fixture(fixture::FixtureArgs),
    /// Check the shop for problems and how to fix them
    Doctor(doctor::DoctorArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    /// Personal data: erase, block, unblock
    Person(person::PersonArgs),
    /// The configuration: get, set, list, path
    Config(config::ConfigArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Write a manual page for each command
    Man(man::ManArgs),
    /// Print the help of a command or a topic
    Help(help::HelpArgs),
}

impl CliCommand {
    /// Whether a configuration file that is named must be there already.
    const fn named_config(&self) -> NamedConfig {
        match self {
            Self::Init(_) | Self::Restore(_) => NamedConfig::MadeHere,
            _ => NamedConfig::Required,
        }
    }
}

/// Runs one command line and gives its exit code.
pub fn run_command_line(args: impl IntoIterator<Item = OsString>, now: fn() -> Timestamp) -> Exit {
    environment::harden_process();
    let args: Vec<OsString> = args.into_iter().collect();
    if let [_, only] = args.as_slice()
        && (only == "--version" || only == "-V")
    {
        return print_version();
    }
    if let Some(exit) = output::jq::serve_filter(&args).or_else(|| completions::complete_for_shell(&args)) {
        return exit;
    }
    let machine = asks_for_json(&args);
    panic::catch_panic(|| run_arguments(&args, now))
        .unwrap_or_else(|error| print_failure(&error, &language::detect_display_early(&args), machine))
}

/// What clap says of `--version`, without a tree of commands.
fn print_version() -> Exit {
    let mut out = OutputWriter::new(std::io::stdout().lock());
    let version = concat!("ticketctl ", env!("CARGO_PKG_VERSION"), "\n");
    let printed = out.write_str(version).and_then(|()| out.flush());
    printed.map_or_else(|error| print_failure(&error, &language::detect_display_early(&[]), false), |()| Exit::Ok)
}

fn run_arguments(args: &[OsString], now: fn() -> Timestamp) -> Exit {
    if let Some(error) = find_unusable_argument(args) {
        return print_failure(&error, &language::detect_display_early(args), asks_for_json(args));
    }
    match parse::parse_arguments(args) {
        Ok(parsed) => match parsed.checked() {
            Ok((cli, path)) => dispatch_command(cli, &path, now),
            Err(error) => print_failure(&error, &language::detect_display_early(args), asks_for_json(args)),
        },
        Err(error) => match missing_argument::ask_for_missing(&error, args) {
            None => print_usage_error(&error, args),
            Some(Ok(completed)) => run_arguments(&completed, now),
            Some(Err(left)) => print_failure(&left, &language::detect_display_early(args), false),
        },
    }
}

/// Whether a script reads the answer, seen before the arguments are parsed.
fn asks_for_json(args: &[OsString]) -> bool {
    args.iter().any(|arg| arg.to_str().is_some_and(|text| text == "--json" || text.starts_with("--json=")))
}

/// The words that name the command, such as `order import`.
fn command_path(matches: &ArgMatches) -> String {
    let steps = std::iter::successors(matches.subcommand(), |(_, matches)| matches.subcommand());
    steps.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// Arguments that are no text, or too long, are refused before anything reads them.
fn find_unusable_argument(args: &[OsString]) -> Option<Box<Error>> {
    args.iter().enumerate().find_map(|(i, arg)| match arg.to_str() {
        None => Some(CliError::ArgumentNotText { i: &i }.into_error()),
        Some(text) if text.len() > 64 * 1024 => Some(CliError::ArgumentTooLong { i: &i }.into_error()),
        Some(_) => None,
    })
}

/// The commands that write a workbook.
const WORKBOOK_COMMANDS: [&str; 1] = ["order export"];

fn dispatch_command(cli: Cli, path: &str, now: fn() -> Timestamp) -> Exit {
    let Cli { global, command } = cli;
    let xlsx_elsewhere = global.format == Some(global::FormatArg::Xlsx) && !WORKBOOK_COMMANDS.contains(&path);
    let effect = effect::find_effect(path);
    let context = match CommandContext::new(global, effect, command.named_config(), now) {
        Ok(context) => context,
        Err((error, surface, machine)) => return print_failure(&error, &surface, machine),
    };
    if xlsx_elsewhere {
        let command = format!("ticketctl {path}");
        let error = CliError::XlsxElsewhere { command: &command }.into_error().detail("field", "--format");
        return print_failure(&error, &context.surface, false);
    }
    let result = run_command(&context, command).and_then(|answer| answer.print_response(&context));
    match result {
        Ok(exit) => exit,
        Err(error) => print_failure(&error, &context.surface, context.plan.is_machine()),
    }
}

fn run_command(context: &CommandContext, command: CliCommand) -> Result<CommandResponse> {
    match command {
        CliCommand::Init(args) => init::run_init(context, args),
        CliCommand::Demo(args) => demo::run_demo(context, args),
        CliCommand::Order(command) => order::run_order(context, *command),
        CliCommand::Form(args) => form::run_form(context, args),
        CliCommand::Review(args) => review::run_review(context, args),
        CliCommand::Price(args) => price::run_price(context, args),
        CliCommand::Season(args) => season::run_season(context, args),
        CliCommand::Sku(args) => sku::run_sku(context, args),
        CliCommand::Payment(args) => payment::run_payment(context, args),
        CliCommand::Proof(args) => proof::run_proof(context, args),
        CliCommand::Checkout(args) => checkout::run_checkout(context, args),
        CliCommand::Ticket(args) => ticket::run_ticket(context, args),
        CliCommand::Group(args) => group::run_group(context, args),
        CliCommand::Secret(args) => secret::run_secret(context, args),
        CliCommand::Ap2(args) => ap2::run_ap2(context, args),
        CliCommand::Push(args) => push::run_push(context, args),
        CliCommand::Ocr(args) => ocr::run_ocr(context, args),
        CliCommand::Match(args) => crate::cli::match_cmd::run_match(context, args),
        CliCommand::Notify(args) => notify::run_notify(context, args),
        CliCommand::Share(args) => share::run_share(context, args),
        CliCommand::Refund(args) => refund::run_refund(context, args),
        CliCommand::Reconcile(args) => reconcile::run_reconcile(context, args),
        CliCommand::Queue(args) => queue::run_queue(context, args),
        CliCommand::Work(args) => work::run_work(context, args),
        CliCommand::Next(args) => next::run_next(context, args),
        CliCommand::Sweep(args) => sweep::run_sweep(context, args),
        CliCommand::Cron(args) => cron::run_cron(context, args),
        CliCommand::Event(args) => event::run_event(context, args),
        CliCommand::Trigger(args) => trigger::run_trigger(context, args),
        CliCommand::Smoke(args) => smoke::run_smoke(context, args),
        CliCommand::Fixture(args) => fixture::run_fixture(context, args),
        CliCommand::Doctor(args) => doctor::run_doctor(context, args),
        CliCommand::Backup(args) => backup::run_backup(context, args),
        CliCommand::Restore(args) => restore::run_restore(context, args),
        CliCommand::Person(args) => person::run_person(context, args),
        CliCommand::Config(args) => config::run_config(context, args),
        CliCommand::Completions(args) => completions::run_completions(context, args),
        CliCommand::Man(args) => man::run_man(context, args),
        CliCommand::Help(args) => help::run_help(context, args),
    }
}

/// Prints a failure and gives its exit code. A reader that is gone is not an error.
fn print_failure(error: &Error, surface: &DisplayOptions, machine: bool) -> Exit {
    if error.exit != Exit::BrokenPipe {
        let text = if machine {
            output::error::format_error_json(error, surface.lang)
        } else {
            output::error::format_error(error, surface)
        };
        crate::cli::response::print_styled_to_stderr(&text);
    }
    error.exit
}

/// The page that was asked for, or that shows what is missing.
fn print_help_page(error: &clap::Error, args: &[OsString], surface: &DisplayOptions) -> Exit {
    if error.use_stderr() {
        let surface = DisplayOptions { color: surface.stderr_color, ..*surface };
        response::print_styled_to_stderr(&help::format_asked_page(args, &surface));
        return Exit::Usage;
    }
    let mut out = OutputWriter::new(std::io::stdout().lock());
    let printed = out.write_str(&help::format_asked_page(args, surface)).and_then(|()| out.flush());
    printed.map_or_else(|error| print_failure(&error, surface, asks_for_json(args)), |()| Exit::Ok)
}

/// What clap could not read, or what it answers itself (`--help`, `--version`).
fn print_usage_error(error: &clap::Error, args: &[OsString]) -> Exit {
    let surface = language::detect_display_early(args);
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        return print_help_page(error, args, &surface);
    }
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => Exit::Ok,
            Err(error) => print_failure(&output::output_writer::write_error(&error), &surface, asks_for_json(args)),
        };
    }
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let failure = UsageFailure::new(error, &words);
    let exit = print_failure(&failure.error, &surface, asks_for_json(args));
    if !asks_for_json(args) {
        // The usage is ours, but for the words that were typed.
        response::print_to_stderr(&failure.usage_line(surface.lang));
    }
    exit
}
