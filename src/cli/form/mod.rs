//! `form`: personal data comes from a file, from stdin or from a person at the terminal, never from argv.

mod ask;
mod import;

use std::path::{Path, PathBuf};

use super::context::CommandContext;
use super::environment;
use super::next;
use super::order_arg::OrderArg;
use super::response::{CommandResponse, print_to_stderr};
use crate::app::App;
use crate::app::resale::form::{FormInput, FormRequirements, read_form_file, read_piped_form};
use crate::cli::environment::named_file;
use crate::cli::errors::CliError;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::output::order_labels::{form_values, visitor_values};
use crate::output::section::{PageSection, layout_sections};
use crate::say;

/// The buyer's form: submit, correct, import, show.
#[derive(Debug, clap::Args)]
pub struct FormArgs {
    #[command(subcommand)]
    verb: FormVerb,
}

#[derive(Debug, clap::Subcommand)]
enum FormVerb {
    /// Submit the form of an order, from a file, from stdin or by answering questions
    Submit(FormSubmitArgs),
    /// Correct a form, even after the push: the agent gets a correction, not a second order
    Correct(FormCorrectArgs),
    Import(import::FormImportArgs),
    /// Show the form of an order, masked unless revealed
    Show {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
}

#[derive(Debug, clap::Args)]
struct FormSubmitArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// A JSON object with the form; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct FormCorrectArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason; the log keeps it as given
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// A JSON object with the whole corrected form; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// What a form is submitted for.
#[derive(Clone, Copy)]
struct FormPurpose {
    /// The command, to be typed again with a file.
    command: &'static str,
    /// What the form still has to say; refuses where none is awaited.
    wanted: fn(&mut App, &OrderNo) -> Result<FormRequirements>,
    /// The question before it is recorded.
    question: fn(&OrderNo) -> BilingualMessage,
}

const SUBMIT_PURPOSE: FormPurpose = FormPurpose {
    command: "form submit",
    wanted: App::form_requirements,
    question: |order_no| say!("提交订单 {order_no} 的表单？", "Submit the form of order {order_no}?"),
};
const CORRECT_PURPOSE: FormPurpose = FormPurpose {
    command: "form correct --reason REASON",
    wanted: App::correction_requirements,
    question: |order_no| say!("更正订单 {order_no} 的表单？", "Correct the form of order {order_no}?"),
};

pub fn run_form(context: &CommandContext, args: FormArgs) -> Result<CommandResponse> {
    match args.verb {
        FormVerb::Submit(submit) => self::submit_form(context, &submit),
        FormVerb::Correct(correct) => self::correct_form(context, &correct),
        FormVerb::Import(args) => import::run_form_import(context, args),
        FormVerb::Show { order } => show_form(context, &order),
    }
}

fn submit_form(context: &CommandContext, args: &FormSubmitArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let form = read_form(context, &mut app, &order_no, args.file.as_deref(), SUBMIT_PURPOSE)?;
    let outcome = app.submit_form(&order_no, &form)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn correct_form(context: &CommandContext, args: &FormCorrectArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let form = read_form(context, &mut app, &order_no, args.file.as_deref(), CORRECT_PURPOSE)?;
    let outcome = app.correct_form(&order_no, &form, &args.reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

/// A form from a file, from stdin, or from the person at the terminal.
fn read_form(
    context: &CommandContext,
    app: &mut App,
    order_no: &OrderNo,
    file: Option<&Path>,
    purpose: FormPurpose,
) -> Result<FormInput> {
    match file {
        Some(path) => read_form_file(named_file(path)),
        // Whoever pipes something in means it to be read; cron's empty input is nobody to ask.
        None if !environment::stdin_is_terminal() => {
            let piped = read_piped_form(named_file(Path::new("-")))?;
            piped.ok_or_else(|| no_terminal_error(order_no, purpose))
        }
        None => ask_for_form(context, app, order_no, purpose),
    }
}

/// Asks, shows what was understood, and asks whether it is right.
fn ask_for_form(
    context: &CommandContext,
    app: &mut App,
    order_no: &OrderNo,
    purpose: FormPurpose,
) -> Result<FormInput> {
    if !context.can_ask() {
        return Err(no_terminal_error(order_no, purpose));
    }
    let wanted = (purpose.wanted)(app, order_no)?;
    let form = ask::prompt_form(context.lang(), &wanted)?;
    print_to_stderr(&ask::summarize_form(&form, context.lang()));
    context.confirm_question(&(purpose.question)(order_no))?;
    Ok(form)
}

fn no_terminal_error(order_no: &OrderNo, purpose: FormPurpose) -> Box<Error> {
    let command = purpose.command;
    CliError::FormNeeded { command: &command, order_no }.into_error()
}

fn show_form(context: &CommandContext, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let reveal = context.global.reveal;
    if reveal {
        // A form that is not there is no access: nobody saw anything.
        app.view_form(&order_no, false)?;
        app.record_reveal(&order_no, "form show")?;
    }
    let shown = app.view_form(&order_no, reveal)?;
    let mut section = PageSection::new(order_no.as_str(), context.lang());
    section.add_facts(form_values(&shown.form, context.lang()));
    for (label, value) in visitor_values(&shown.form, context.lang()) {
        section.add_field(&label, &value);
    }
    Ok(CommandResponse::with_page(shown.value, Some("order_no"), layout_sections(&[section], &context.surface)))
}
