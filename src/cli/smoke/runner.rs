//! Runs the steps of a scenario, one process each, and checks the results.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::app::sandbox::scenario::{
    Scenario, ScenarioBundle, ScenarioSettings, ScenarioStep, ScenarioValues, StepExpectation,
};
use crate::cli::context::CommandContext;
use crate::error::{Error, Result};
use crate::output::jq::JqFilter;

use super::sandbox::{SandboxPlace, ScenarioSandbox};

/// A scenario on its way.
pub struct ScenarioRunner {
    /// Where it runs.
    pub sandbox: ScenarioSandbox,
    scenario: Scenario,
    values: ScenarioValues,
}

/// How a step is asked to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOutputMode {
    /// With JSON where a filter reads it.
    Checked,
    /// As a person sees it; filters are left out.
    Plain,
}

/// The result of one step.
pub struct StepReport {
    /// The command line after `ticketctl`, as a shell would read it.
    pub command: String,
    /// The exit code; a signal is 128 and its number.
    pub exit: u8,
    /// What it printed.
    pub stdout: String,
    /// What it said beside.
    pub stderr: String,
    /// What did not hold; empty when the step passed.
    pub failed: Vec<String>,
}

impl ScenarioRunner {
    /// Prepares the sandbox, with its database.
    pub fn new(
        context: &CommandContext,
        place: SandboxPlace,
        bundle: ScenarioBundle,
        settings: ScenarioSettings,
    ) -> Result<Self> {
        let ScenarioBundle { scenario, files } = bundle;
        if scenario.is_open() {
            settings.check_ready(&context.paths.ocr_models)?;
        }
        let scenario = scenario.with_settings(&settings);
        scenario
            .steps
            .iter()
            .flat_map(step_filters)
            .try_for_each(|filter| JqFilter::compile_filter(&filter).map(drop))?;
        let mut sandbox = ScenarioSandbox::prepare(context, place, &files)?;
        sandbox.init_database()?;
        let shown = |path: &Path| path.display().to_string();
        let values = ScenarioValues {
            dir: shown(&sandbox.dir),
            files: shown(&sandbox.files),
            settings,
            ..ScenarioValues::default()
        };
        Ok(Self { sandbox, scenario, values })
    }

    /// Goes on with another scenario in the same sandbox, which keeps what the first one did.
    pub fn load_scenario(&mut self, bundle: ScenarioBundle) -> Result<()> {
        let ScenarioBundle { scenario, files } = bundle;
        scenario
            .steps
            .iter()
            .flat_map(step_filters)
            .try_for_each(|filter| JqFilter::compile_filter(&filter).map(drop))?;
        self.sandbox.add_files(&files)?;
        self.scenario = scenario;
        self.values.kept.clear();
        Ok(())
    }

    /// The scenario.
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Runs the step at `index`.
    pub fn run_step(&mut self, index: usize, voice: StepOutputMode) -> Result<StepReport> {
        let step = self.scenario.steps[index].clone();
        let mut words: Vec<String> =
            step.split_words().unwrap_or_default().iter().map(|word| self.values.fill_word(word)).collect();
        let reads_json = voice == StepOutputMode::Checked && step_filters(&step).next().is_some();
        if reads_json && !words.iter().any(|word| word.starts_with("--json")) {
            words.push("--json".to_owned());
        }
        let mut report = self.spawn_command(&words, step.stdin.as_deref())?;
        if report.exit != step.exit {
            report.failed.push(format!("exit: {} instead of {}", report.exit, step.exit));
        }
        for expect in &step.expects {
            report.failed.extend(self.check_expectation(expect, &report, voice));
        }
        if reads_json {
            self.keep_values(&step, &mut report);
        }
        Ok(report)
    }

    /// Runs one more command line in the same sandbox.
    pub fn spawn_command(&self, words: &[String], stdin: Option<&str>) -> Result<StepReport> {
        let mut command = self.sandbox.build_command()?;
        let input = match stdin.map(|name| self.sandbox.files.join(name)) {
            Some(path) => File::open(&path).map_err(|error| Error::io(&path, &error))?.into(),
            None => Stdio::null(),
        };
        let output = command.args(words).stdin(input).output();
        let output = output.map_err(|error| Error::io(Path::new(command.get_program()), &error))?;
        let typed = shlex::try_join(words.iter().map(String::as_str)).unwrap_or_default();
        let typed = stdin.map_or_else(|| typed.clone(), |name| format!("{typed} < {name}"));
        Ok(StepReport {
            command: typed,
            exit: process_exit_code(output.status),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            failed: Vec::new(),
        })
    }

    /// What is wrong with one expectation, if anything.
    fn check_expectation(
        &self,
        expect: &StepExpectation,
        report: &StepReport,
        voice: StepOutputMode,
    ) -> Option<String> {
        match expect {
            StepExpectation::Jq(_) if voice == StepOutputMode::Plain => None,
            StepExpectation::Jq(filter) => {
                let filter = self.values.fill_kept(filter);
                let got = apply_filter(&filter, &report.stdout).unwrap_or_else(|reason| vec![reason]);
                (got != ["true"]).then(|| format!("jq: {filter} gave {}", got.join(", ")))
            }
            StepExpectation::Stdout(text) => missing_text_error("stdout", &self.values.fill_word(text), &report.stdout),
            StepExpectation::Stderr(text) => missing_text_error("stderr", &self.values.fill_word(text), &report.stderr),
        }
    }

    fn keep_values(&mut self, step: &ScenarioStep, report: &mut StepReport) {
        for (name, filter) in &step.keep {
            match apply_filter(filter, &report.stdout).as_deref() {
                Ok([value]) if value != "null" => drop(self.values.kept.insert(name.clone(), value.clone())),
                Ok(values) => report.failed.push(format!("keep: {name} = {filter} gave {values:?}")),
                Err(reason) => report.failed.push(format!("keep: {name} = {filter}: {reason}")),
            }
        }
    }
}

/// The filters that read a step's JSON. What they keep is not filled in yet.
fn step_filters(step: &ScenarioStep) -> impl Iterator<Item = String> {
    let expected = step.expects.iter().filter_map(|expect| match expect {
        StepExpectation::Jq(filter) => Some(filter.clone()),
        StepExpectation::Stdout(_) | StepExpectation::Stderr(_) => None,
    });
    expected.chain(step.keep.values().cloned())
}

/// The results of a filter, or why there are none.
fn apply_filter(filter: &str, stdout: &str) -> Result<Vec<String>, String> {
    let value: Value = serde_json::from_str(stdout).map_err(|error| format!("no JSON on stdout: {error}"))?;
    let asked = JqFilter::compile_filter(filter).and_then(|jq| jq.result_lines(&value));
    asked.map_err(|error| error.message.en)
}

fn missing_text_error(stream: &str, text: &str, printed: &str) -> Option<String> {
    (!printed.contains(text)).then(|| format!("{stream}: {text:?} is not in it"))
}

fn process_exit_code(status: std::process::ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt as _;
    let code = status.code().or_else(|| Some(128 + status.signal()?)).unwrap_or(255);
    u8::try_from(code).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_holds_only_when_it_gives_one_true() {
        let got = |filter| apply_filter(filter, r#"{"a": 1}"#).unwrap();
        assert_eq!(got(".a == 1"), ["true"]);
        assert_eq!(got(".a == 2"), ["false"]);
        assert_eq!(got("true, true"), ["true", "true"]);
        assert!(apply_filter(".a", "not json").unwrap_err().contains("no JSON"));
        assert!(apply_filter(".[", "{}").unwrap_err().contains("not a jq filter"));
        assert_eq!(
            (missing_text_error("stderr", "b", "abc"), missing_text_error("stderr", "d", "abc").is_some()),
            (None, true)
        );
    }
}
