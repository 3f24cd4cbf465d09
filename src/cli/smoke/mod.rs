//! `smoke`: run a scenario in a sandbox and print TAP, version 14.

pub mod runner;
pub mod sandbox;
mod tap;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::app::sandbox::scenario::{Scenario, ScenarioBundle, ScenarioSettings, setting_choices, shipped_names};
use crate::cli::errors::CliError;
use crate::error::{Exit, Result};
use crate::output::output_writer::OutputWriter;
use crate::output::schema::ListSchema;

use self::runner::{ScenarioRunner, StepOutputMode};
use self::sandbox::SandboxPlace;

/// Sandbox: run a scenario and print TAP.
#[derive(Debug, clap::Args)]
pub struct SmokeArgs {
    #[command(subcommand)]
    command: SmokeVerb,
}

/// What to do with scenarios.
#[derive(Debug, clap::Subcommand)]
enum SmokeVerb {
    /// Run a scenario and print TAP; exit 8 when a step fails
    ///
    /// It runs in a temporary sandbox, or in the sandbox database that --db or TICKETCTL_DB names, which is created
    /// if it does not exist.
    Run(SmokeRunArgs),
    /// List the built-in scenarios
    List,
}

/// What to run, and where.
#[derive(Debug, clap::Args)]
struct SmokeRunArgs {
    /// The name of a built-in scenario, or a scenario's directory or file
    #[arg(value_name = "NAME|DIR|FILE")]
    scenario: String,
    /// Set an option of the scenario: `ocr`, the engine that reads its screenshots; can be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = PossibleValuesParser::new(setting_choices()))]
    settings: Vec<String>,
    /// Keep the sandbox in this new directory
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub fn run_smoke(context: &CommandContext, args: SmokeArgs) -> Result<CommandResponse> {
    match args.command {
        SmokeVerb::Run(args) => run_scenario(context, args),
        SmokeVerb::List => list_scenarios(context),
    }
}

fn run_scenario(context: &CommandContext, args: SmokeRunArgs) -> Result<CommandResponse> {
    let bundle = ScenarioBundle::find_scenario(&args.scenario)?;
    let place = match (args.keep, &context.global.db) {
        (Some(_), Some(_)) => return Err(CliError::TwoPlaces.into()),
        (Some(dir), None) => SandboxPlace::NewDirectory(dir),
        (None, Some(_)) => SandboxPlace::NamedDatabase,
        (None, None) => SandboxPlace::Temporary,
    };
    let mut runner = ScenarioRunner::new(context, place, bundle, ScenarioSettings::from_words(&args.settings))?;
    let mut out = OutputWriter::new(std::io::stdout().lock());
    let passed = print_steps(context, &mut runner, &mut out)?;
    let exit = if passed { Exit::Ok } else { Exit::Partial };
    Ok(CommandResponse::empty().set_exit(exit))
}

/// Runs the steps and prints a line for each as it ends; whether all passed. What follows a failed step is skipped: it
/// would fail for that reason alone.
fn print_steps(context: &CommandContext, runner: &mut ScenarioRunner, out: &mut OutputWriter<'_>) -> Result<bool> {
    let titles: Vec<String> =
        runner.scenario().steps.iter().map(|step| step.title.get(context.lang()).to_owned()).collect();
    out.write_str(&tap::tap_header(titles.len()))?;
    out.write_str(&tap::comment_lines(runner.scenario().title.get(context.lang())))?;
    let mut passed = true;
    for (index, title) in titles.iter().enumerate() {
        if !passed {
            out.write_str(&tap::skipped_test_point(index + 1, title))?;
            continue;
        }
        let report = runner.run_step(index, StepOutputMode::Checked)?;
        if context.global.verbose > 0 {
            out.write_str(&tap::comment_lines(&format!("$ ticketctl {}\n[exit {}]", report.command, report.exit)))?;
        }
        out.write_str(&tap::test_point(index + 1, title, &report))?;
        out.flush()?;
        passed = report.failed.is_empty();
    }
    out.flush()?;
    Ok(passed)
}

fn list_scenarios(context: &CommandContext) -> Result<CommandResponse> {
    let (lang, settings) = (context.lang(), ScenarioSettings::default());
    let with_name = |name| Ok((name, ScenarioBundle::from_shipped(name)?.scenario.with_settings(&settings)));
    let scenarios = shipped_names().map(with_name).collect::<Result<Vec<(&str, Scenario)>>>()?;
    let schema = ListSchema::new("name")
        .word("name", "场景", "Scenario", |(name, _): &(&str, Scenario)| *name)
        .number("steps", "步骤", "Steps", |(_, scenario)| scenario.steps.len())
        .text("title", "说明", "What it shows", move |(_, scenario)| scenario.title.get(lang).to_owned());
    Ok(CommandResponse::with_list(schema, scenarios))
}
