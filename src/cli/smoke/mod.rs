//! `smoke`: run a scenario in a sandbox and print TAP, version 14.

pub mod runner;
pub mod sandbox;
mod tap;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::context::Context;
use super::response::Answer;
use crate::app::sandbox::scenario::{Bundle, Settings, choices, names};
use crate::domain::value::message::Text;
use crate::error::{Error, Exit, Result};
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::output_writer::Out;
use crate::say;

use self::runner::{Runner, Voice};
use self::sandbox::Place;

/// Sandbox: run a scenario and print TAP.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

/// What to do with scenarios.
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Run one and print TAP; exit 8 when a step fails
    ///
    /// It runs in a throw-away sandbox, or in the database that --db or TICKETCTL_DB names: a sandbox, which is made
    /// if it does not exist.
    Run(Run),
    /// The shipped scenarios
    List,
}

/// What to run, and where.
#[derive(Debug, clap::Args)]
struct Run {
    /// The name of a shipped scenario, or a scenario's directory or file
    #[arg(value_name = "NAME|DIR|FILE")]
    scenario: String,
    /// Settle what the scenario leaves open: `ocr`, the engine that reads its screenshots; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = PossibleValuesParser::new(choices()))]
    settings: Vec<String>,
    /// Leave the sandbox in this new directory
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.command {
        Command::Run(args) => steps(context, args),
        Command::List => list(context),
    }
}

fn steps(context: &Context, args: Run) -> Result<Answer> {
    let bundle = Bundle::find(&args.scenario)?;
    let place = match (args.keep, &context.global.db) {
        (Some(_), Some(_)) => return Err(two_places()),
        (Some(dir), None) => Place::Kept(dir),
        (None, Some(_)) => Place::Given,
        (None, None) => Place::Nowhere,
    };
    let mut runner = Runner::new(context, place, bundle, Settings::of(&args.settings))?;
    let mut out = Out::new(std::io::stdout().lock());
    let passed = print(context, &mut runner, &mut out)?;
    let exit = if passed { Exit::Ok } else { Exit::Partial };
    Ok(Answer::nothing().ending(exit))
}

/// Runs the steps and prints a line for each as it ends; whether all passed. What follows a failed step is skipped: it
/// would fail for that reason alone.
fn print(context: &Context, runner: &mut Runner, out: &mut Out<'_>) -> Result<bool> {
    let titles: Vec<String> =
        runner.scenario().steps.iter().map(|step| step.title.get(context.lang()).to_owned()).collect();
    out.write_str(&tap::head(titles.len()))?;
    out.write_str(&tap::comment(runner.scenario().title.get(context.lang())))?;
    let mut passed = true;
    for (index, title) in titles.iter().enumerate() {
        if !passed {
            out.write_str(&tap::skipped(index + 1, title))?;
            continue;
        }
        let report = runner.step(index, Voice::Checked)?;
        if context.global.verbose > 0 {
            out.write_str(&tap::comment(&format!("$ ticketctl {}\n[exit {}]", report.command, report.exit)))?;
        }
        out.write_str(&tap::point(index + 1, title, &report))?;
        out.flush()?;
        passed = report.failed.is_empty();
    }
    out.flush()?;
    Ok(passed)
}

fn two_places() -> Box<Error> {
    Error::usage(
        "two_places",
        say!("--keep 和 --db（TICKETCTL_DB）只能给一个", "--keep and --db (TICKETCTL_DB) do not go together"),
    )
}

fn list(context: &Context) -> Result<Answer> {
    const COLUMNS: [Column; 3] = [
        Column::new("name", Text { zh: "场景", en: "Scenario" }).whole(),
        Column::new("steps", Text { zh: "步骤", en: "Steps" }).number(),
        Column::new("title", Text { zh: "说明", en: "What it shows" }),
    ];
    let row = |name| {
        let scenario = Bundle::shipped(name)?.scenario.under(&Settings::default());
        let title = scenario.title.get(context.lang());
        Ok(Row::from_iter([
            ("name".to_owned(), name.into()),
            ("steps".to_owned(), scenario.steps.len().into()),
            ("title".to_owned(), title.into()),
        ]))
    };
    let rows = names().map(row).collect::<Result<Vec<_>>>()?;
    let shape = Shape { name: "scenarios", columns: COLUMNS.to_vec(), id_key: "name" };
    Ok(Answer::list(Dataset { shape, rows }))
}
