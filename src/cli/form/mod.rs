//! `form`: personal data comes from a file, from stdin or from a person at the terminal, never from argv.

mod ask;
mod entry;
mod import;
mod labelled;
mod paste;
mod purpose;
mod question;
mod request;
mod summary;
mod walk;

use std::path::{Path, PathBuf};

use self::ask::ask_about_text;
pub(in crate::cli) use self::ask::{AskedForm, ask_for_form};
use self::paste::read_rest_of_paste;
pub(in crate::cli) use self::purpose::{CORRECT_PURPOSE, FormPurpose, SUBMIT_PURPOSE};
pub(in crate::cli) use self::summary::describe_order;
use super::context::CommandContext;
use super::environment;
use super::next;
use super::order_arg::OrderArg;
use super::response::{CommandResponse, print_to_stderr};
use crate::app::App;
use crate::app::resale::form_entry::{
    FormInput, GivenForm, form_field_label, read_form_file, read_piped_form, read_text_answers,
};
use crate::cli::environment::named_file;
use crate::cli::errors::CliError;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::person::Personal;
use crate::error::{Error, Result};
use crate::output::order_labels::{form_values, visitor_values};
use crate::output::section::{PageSection, layout_sections};
use crate::say;

/// The buyer's form: submit, correct, import, ask, show.
#[derive(Debug, clap::Args)]
pub struct FormArgs {
    #[command(subcommand)]
    verb: FormVerb,
}

#[derive(Debug, clap::Subcommand)]
enum FormVerb {
    Submit(FormSubmitArgs),
    Correct(FormCorrectArgs),
    Import(import::FormImportArgs),
    /// Print the text that asks the buyer for exactly what is missing
    Ask(request::FormAskArgs),
    /// Show the form of an order, masked unless revealed
    Show {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
}

/// Submit the form of an order, from a file, from stdin or by answering questions
///
/// The file holds a JSON object with the form (English or Chinese keys), or the buyer's chat text as it is: `姓名：王伟 电话
/// 13800138000 身份证 110101199003078515`, one field a line or all in one. What is not clear is refused, never guessed.
///
/// On a terminal without a file the text can be pasted, or each question answered; what was read is shown back before anything
/// is booked. `<` leads back one question. What was answered is kept encrypted until the form is submitted, so an
/// interrupted one goes on where it was.
#[derive(Debug, clap::Args)]
struct FormSubmitArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// A JSON object with the form, or the buyer's text; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Correct a form, even after the push: the agent gets a correction, not a second order
///
/// The file may have only some of the fields, as JSON or as text: what it does not name stays as it is. On a terminal without
/// a file each question has the old value, and Enter keeps it.
#[derive(Debug, clap::Args)]
struct FormCorrectArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason; the log keeps it as given
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// A JSON object or a text with what is corrected; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub fn run_form(context: &CommandContext, args: FormArgs) -> Result<CommandResponse> {
    match args.verb {
        FormVerb::Submit(submit) => self::submit_form(context, &submit),
        FormVerb::Correct(correct) => self::correct_form(context, correct),
        FormVerb::Import(args) => import::run_form_import(context, args),
        FormVerb::Ask(args) => request::run_form_ask(context, &args),
        FormVerb::Show { order } => show_form(context, &order),
    }
}

fn submit_form(context: &CommandContext, args: &FormSubmitArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let form = match read_given_form(context, &order_no, args.file.as_deref(), SUBMIT_PURPOSE)? {
        Some(GivenForm::Text(text)) if context.can_ask() => ask_below_text(context, &mut app, &order_no, &text)?,
        Some(given) => given.into_form(|| app.form_requirements(&order_no))?,
        None => ask_above_order(context, &mut app, &order_no, SUBMIT_PURPOSE)?,
    };
    let outcome = app.submit_form(&order_no, &form)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

/// Submits the form of which somebody pasted the buyer's text below the order: `first` is its first line, the rest is read.
pub(in crate::cli) fn submit_pasted_form(
    context: &CommandContext,
    order_no: &OrderNo,
    first: &Personal,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let text = Personal::new(read_rest_of_paste(context.lang(), first.reveal().unwrap_or_default())?);
    let form = ask_below_text(context, &mut app, order_no, text.reveal().unwrap_or_default())?;
    let outcome = app.submit_form(order_no, &form)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

/// The form of a buyer's text, with what it leaves open or in doubt asked for.
fn ask_below_text(context: &CommandContext, app: &mut App, order_no: &OrderNo, text: &str) -> Result<FormInput> {
    let wanted = app.form_requirements(order_no)?;
    let reading = read_text_answers(text, &wanted)?;
    let asked = ask_about_text(context, app, (order_no, SUBMIT_PURPOSE, &wanted), reading)?;
    require_form(asked, order_no, SUBMIT_PURPOSE)
}

fn correct_form(context: &CommandContext, args: FormCorrectArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    if args.reason.is_none() && !context.can_ask() {
        return Err(CliError::ReasonNeeded { order_no: &order_no }.into());
    }
    let given = read_given_form(context, &order_no, args.file.as_deref(), CORRECT_PURPOSE)?;
    let (form, kept) = match given {
        Some(given) => {
            let correction = app.read_correction(&order_no, &given)?;
            (correction.form.into_form()?, correction.kept)
        }
        None => (ask_above_order(context, &mut app, &order_no, CORRECT_PURPOSE)?, Vec::new()),
    };
    let why = say!("更正订单 {order_no} 表单的原因", "Why is the form of order {order_no} corrected?");
    let reason = context.ask_missing(args.reason, "--reason", &why)?;
    let outcome = app.correct_form(&order_no, &form, &reason)?;
    let answer = next::respond_with_next_step(context, &mut app, outcome)?;
    Ok(if kept.is_empty() { answer } else { answer.add_note(tell_kept(&kept)) })
}

/// What a correction did not name.
fn tell_kept(kept: &[&'static str]) -> BilingualMessage {
    let labels: Vec<BilingualText> = kept.iter().map(|field| form_field_label(field)).collect();
    let zh = labels.iter().map(|label| label.zh).collect::<Vec<_>>().join("、");
    let en = labels.iter().map(|label| label.en).collect::<Vec<_>>().join(", ");
    say!("没有写的保留原值：{zh}", "kept as before: {en}")
}

/// A form from a file or from stdin; none where a person is to be asked.
fn read_given_form(
    context: &CommandContext,
    order_no: &OrderNo,
    file: Option<&Path>,
    purpose: FormPurpose,
) -> Result<Option<GivenForm>> {
    match file {
        Some(path) => read_form_file(named_file(path)).map(Some),
        // Whoever pipes something in means it to be read; cron's empty input is nobody to ask.
        None if !environment::stdin_is_terminal() => {
            let piped = read_piped_form(named_file(Path::new("-")))?;
            piped.map(Some).ok_or_else(|| no_terminal_error(order_no, purpose))
        }
        None if !context.can_ask() => Err(no_terminal_error(order_no, purpose)),
        None => Ok(None),
    }
}

/// Shows the order, and asks below it.
fn ask_above_order(
    context: &CommandContext,
    app: &mut App,
    order_no: &OrderNo,
    purpose: FormPurpose,
) -> Result<FormInput> {
    let wanted = (purpose.wanted)(app, order_no)?;
    print_to_stderr(&describe_order(order_no, &wanted, context.lang()));
    require_form(ask_for_form(context, app, order_no, purpose)?, order_no, purpose)
}

fn require_form(asked: AskedForm, order_no: &OrderNo, purpose: FormPurpose) -> Result<FormInput> {
    match asked {
        AskedForm::Given(form) => Ok(*form),
        AskedForm::Left => {
            let command = purpose.command;
            Err(CliError::FormLeft { command: &command, order_no }.into_error())
        }
    }
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
