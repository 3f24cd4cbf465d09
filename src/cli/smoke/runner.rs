//! Runs the steps of a scenario, one process each, and judges what came of them.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::app::sandbox::scenario::{Bundle, Expect, Scenario, Settings, Step, Values};
use crate::cli::context::Context;
use crate::error::{Error, Result};
use crate::output::jq::Jq;

use super::sandbox::{Place, Sandbox};

/// A scenario on its way.
pub struct Runner {
    /// Where it runs.
    pub sandbox: Sandbox,
    scenario: Scenario,
    values: Values,
}

/// How a step is asked to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// With JSON where a filter reads it.
    Checked,
    /// As a person sees it; filters are left out.
    Plain,
}

/// What came of one step.
pub struct Report {
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

impl Runner {
    /// Prepares the sandbox, with its database.
    pub fn new(context: &Context, place: Place, bundle: Bundle, settings: Settings) -> Result<Self> {
        let Bundle { scenario, files } = bundle;
        if scenario.is_open() {
            settings.ready(&context.paths.ocr_models)?;
        }
        let scenario = scenario.under(&settings);
        scenario.steps.iter().flat_map(filters).try_for_each(|filter| Jq::compile(&filter).map(drop))?;
        let mut sandbox = Sandbox::prepare(context, place, &files)?;
        sandbox.init()?;
        let shown = |path: &Path| path.display().to_string();
        let values = Values { dir: shown(&sandbox.dir), files: shown(&sandbox.files), settings, ..Values::default() };
        Ok(Self { sandbox, scenario, values })
    }

    /// Goes on with another scenario in the same sandbox, which keeps what the first one did.
    pub fn go_on(&mut self, bundle: Bundle) -> Result<()> {
        let Bundle { scenario, files } = bundle;
        scenario.steps.iter().flat_map(filters).try_for_each(|filter| Jq::compile(&filter).map(drop))?;
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
    pub fn step(&mut self, index: usize, voice: Voice) -> Result<Report> {
        let step = self.scenario.steps[index].clone();
        let mut words: Vec<String> =
            step.words().unwrap_or_default().iter().map(|word| self.values.fill(word)).collect();
        let reads_json = voice == Voice::Checked && filters(&step).next().is_some();
        if reads_json && !words.iter().any(|word| word.starts_with("--json")) {
            words.push("--json".to_owned());
        }
        let mut report = self.spawn(&words, step.stdin.as_deref())?;
        if report.exit != step.exit {
            report.failed.push(format!("exit: {} instead of {}", report.exit, step.exit));
        }
        for expect in &step.expects {
            report.failed.extend(self.judge(expect, &report, voice));
        }
        if reads_json {
            self.keep(&step, &mut report);
        }
        Ok(report)
    }

    /// Runs one more command line in the same sandbox.
    pub fn spawn(&self, words: &[String], stdin: Option<&str>) -> Result<Report> {
        let mut command = self.sandbox.command()?;
        let input = match stdin.map(|name| self.sandbox.files.join(name)) {
            Some(path) => File::open(&path).map_err(|error| Error::io(&path, &error))?.into(),
            None => Stdio::null(),
        };
        let output = command.args(words).stdin(input).output();
        let output = output.map_err(|error| Error::io(Path::new(command.get_program()), &error))?;
        let typed = shlex::try_join(words.iter().map(String::as_str)).unwrap_or_default();
        let typed = stdin.map_or_else(|| typed.clone(), |name| format!("{typed} < {name}"));
        Ok(Report {
            command: typed,
            exit: exit_code(output.status),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            failed: Vec::new(),
        })
    }

    /// What is wrong with one expectation, if anything.
    fn judge(&self, expect: &Expect, report: &Report, voice: Voice) -> Option<String> {
        match expect {
            Expect::Jq(_) if voice == Voice::Plain => None,
            Expect::Jq(filter) => {
                let filter = self.values.fill_kept(filter);
                let got = ask(&filter, &report.stdout).unwrap_or_else(|reason| vec![reason]);
                (got != ["true"]).then(|| format!("jq: {filter} gave {}", got.join(", ")))
            }
            Expect::Stdout(text) => missing("stdout", &self.values.fill(text), &report.stdout),
            Expect::Stderr(text) => missing("stderr", &self.values.fill(text), &report.stderr),
        }
    }

    fn keep(&mut self, step: &Step, report: &mut Report) {
        for (name, filter) in &step.keep {
            match ask(filter, &report.stdout).as_deref() {
                Ok([value]) if value != "null" => drop(self.values.kept.insert(name.clone(), value.clone())),
                Ok(values) => report.failed.push(format!("keep: {name} = {filter} gave {values:?}")),
                Err(reason) => report.failed.push(format!("keep: {name} = {filter}: {reason}")),
            }
        }
    }
}

/// The filters that read a step's JSON. What they keep is not filled in yet.
fn filters(step: &Step) -> impl Iterator<Item = String> {
    let expected = step.expects.iter().filter_map(|expect| match expect {
        Expect::Jq(filter) => Some(filter.clone()),
        Expect::Stdout(_) | Expect::Stderr(_) => None,
    });
    expected.chain(step.keep.values().cloned())
}

/// The results of a filter, or why there are none.
fn ask(filter: &str, stdout: &str) -> Result<Vec<String>, String> {
    let value: Value = serde_json::from_str(stdout).map_err(|error| format!("no JSON on stdout: {error}"))?;
    let asked = Jq::compile(filter).and_then(|jq| jq.lines(&value));
    asked.map_err(|error| error.message.en)
}

fn missing(stream: &str, text: &str, printed: &str) -> Option<String> {
    (!printed.contains(text)).then(|| format!("{stream}: {text:?} is not in it"))
}

fn exit_code(status: std::process::ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt as _;
    let code = status.code().or_else(|| Some(128 + status.signal()?)).unwrap_or(255);
    u8::try_from(code).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_holds_only_when_it_gives_one_true() {
        let got = |filter| ask(filter, r#"{"a": 1}"#).unwrap();
        assert_eq!(got(".a == 1"), ["true"]);
        assert_eq!(got(".a == 2"), ["false"]);
        assert_eq!(got("true, true"), ["true", "true"]);
        assert!(ask(".a", "not json").unwrap_err().contains("no JSON"));
        assert!(ask(".[", "{}").unwrap_err().contains("not a jq filter"));
        assert_eq!((missing("stderr", "b", "abc"), missing("stderr", "d", "abc").is_some()), (None, true));
    }
}
