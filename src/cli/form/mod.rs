//! `form`: personal data comes from a file, from stdin or from a person at the terminal, never from argv.

mod ask;

use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::environment;
use super::next;
use super::order_arg::order_no;
use super::response::{Answer, to_stderr};
use crate::app::App;
use crate::app::resale::form::Wanted;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Message;
use crate::error::{Error, Result};
use crate::formats::form::{FormInput, parse};
use crate::formats::json;
use crate::formats::object::Object;
use crate::formats::source::Source;
use crate::output::order_labels::form_words;
use crate::output::section::{Section, layout};
use crate::say;

/// The buyer's form: submit, correct, show.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Hand in the form of an order: from a file, from stdin, or question by question
    Submit(Submit),
    /// Replace a form that was wrong, also after the push: the agent gets a correction, not a second order
    Correct(Correct),
    /// Show the form of an order, masked unless revealed
    Show {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
    },
}

#[derive(Debug, clap::Args)]
struct Submit {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// A JSON object with the form; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Correct {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Why; it is kept in the log as it is
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// A JSON object with the whole form as it should have been; - reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// What a form is handed in for.
#[derive(Clone, Copy)]
struct Purpose {
    /// The command, to be typed again with a file.
    command: &'static str,
    /// What the form still has to say; refuses where none is awaited.
    wanted: fn(&mut App, &OrderNo) -> Result<Wanted>,
    /// The question before it is recorded.
    question: fn(&OrderNo) -> Message,
}

const SUBMIT: Purpose = Purpose {
    command: "form submit",
    wanted: App::form_wanted,
    question: |order_no| say!("提交订单 {order_no} 的表单？", "Hand in the form of order {order_no}?"),
};
const CORRECT: Purpose = Purpose {
    command: "form correct --reason REASON",
    wanted: App::correction_wanted,
    question: |order_no| say!("更正订单 {order_no} 的表单？", "Correct the form of order {order_no}?"),
};

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Submit(submit) => self::submit(context, &submit),
        Verb::Correct(correct) => self::correct(context, &correct),
        Verb::Show { order } => show(context, &order),
    }
}

fn submit(context: &Context, args: &Submit) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let form = form(context, &mut app, &order_no, args.file.as_deref(), SUBMIT)?;
    let outcome = app.submit_form(&order_no, &form)?;
    next::done(context, &mut app, outcome)
}

fn correct(context: &Context, args: &Correct) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let form = form(context, &mut app, &order_no, args.file.as_deref(), CORRECT)?;
    let outcome = app.correct_form(&order_no, &form, &args.reason)?;
    next::done(context, &mut app, outcome)
}

/// A form from a file, from stdin, or from the person at the terminal.
fn form(
    context: &Context,
    app: &mut App,
    order_no: &OrderNo,
    file: Option<&Path>,
    purpose: Purpose,
) -> Result<FormInput> {
    match file {
        Some(path) => from_file(path),
        None if !environment::stdin_is_terminal() => from_pipe(order_no, purpose),
        None => from_person(context, app, order_no, purpose),
    }
}

/// Whoever pipes something in means it to be read; cron's empty input is nobody to ask.
fn from_pipe(order_no: &OrderNo, purpose: Purpose) -> Result<FormInput> {
    let mut source = Source::open(Path::new("-"), std::io::stdin(), None)?;
    let nothing = source.fill_buf().map_err(|error| Error::io(Path::new("-"), &error))?.is_empty();
    if nothing { Err(nobody_to_ask(order_no, purpose)) } else { from_source(source) }
}

fn from_file(path: &Path) -> Result<FormInput> {
    from_source(Source::open(path, std::io::stdin(), None)?)
}

fn from_source(mut source: Source<'_>) -> Result<FormInput> {
    let document = json::read(&mut source, json::DOCUMENT)?;
    parse(Object::of(&document)?.map())
}

/// Asks, shows what was understood, and asks whether it is right.
fn from_person(context: &Context, app: &mut App, order_no: &OrderNo, purpose: Purpose) -> Result<FormInput> {
    if !context.can_ask() {
        return Err(nobody_to_ask(order_no, purpose));
    }
    let wanted = (purpose.wanted)(app, order_no)?;
    let form = ask::form(context.lang(), &wanted)?;
    to_stderr(&ask::summary(&form, context.lang()));
    context.confirm(&(purpose.question)(order_no))?;
    Ok(form)
}

fn nobody_to_ask(order_no: &OrderNo, purpose: Purpose) -> Box<Error> {
    let command = purpose.command;
    let message =
        say!("需要买家资料，但没有终端可问", "the buyer's details are needed, and there is no terminal to ask");
    Error::usage("answer_needed", message).hint(say!(
        "`ticketctl {command} {order_no} --file 表单.json`，或 --file - 从标准输入读",
        "`ticketctl {command} {order_no} --file FORM.json`, or --file - to read stdin"
    ))
}

fn show(context: &Context, order: &str) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, order)?;
    let reveal = context.global.reveal;
    if reveal {
        // A form that is not there is no access: nobody saw anything.
        app.form(&order_no, false)?;
        app.record_reveal(&order_no, "form show")?;
    }
    let shown = app.form(&order_no, reveal)?;
    let mut section = Section::new(order_no.as_str());
    for (label, value) in form_words(&shown.form, context.lang()) {
        section.field(label.get(context.lang()), &value);
    }
    Ok(Answer::page(shown.value, Some("order_no"), layout(&[section], &context.surface)))
}
