//! Scenarios: command lines with the results they must have, in a TOML file beside the files they read.
//!
//! Reading one is pure and strict: an unknown key, a file that is not there and a variable that no earlier step keeps are
//! refused before the first step runs. `cli::smoke` runs them.

pub(crate) mod bundle;
pub(crate) mod setting;
pub(crate) mod shipped;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::app::sandbox::errors::SandboxError;
use crate::domain::value::message::Lang;
use crate::error::{Error, Result};

pub use self::bundle::ScenarioBundle;
pub use self::setting::{ScenarioSettings, setting_choices};
pub use self::shipped::shipped_names;

/// The reference order of the resale flow, from import to the settled share.
pub const RESALE_REFERENCE: &str = "resale-reference";
/// The reference order of the checkout flow, from the draft to the redemption.
pub const CHECKOUT_REFERENCE: &str = "checkout-reference";

/// A scenario, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called; a shipped one is found by it.
    pub name: String,
    pub title: ScenarioTitle,
    /// Files taken from the directory `shared` beside the scenario's own.
    #[serde(default)]
    pub shared: Vec<String>,
    #[serde(rename = "step")]
    pub steps: Vec<ScenarioStep>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTitle {
    pub zh: String,
    pub en: String,
}

impl ScenarioTitle {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// One command line, and what must come of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioStep {
    pub title: ScenarioTitle,
    /// The command line as typed after `ticketctl`; `{dir}`, `{files}`, `{ocr}` and `${name}` are filled in word by word.
    pub run: String,
    /// The step belongs to the scenario only where each of these settings has one of these values.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
    /// The file that the command reads on its standard input.
    pub stdin: Option<String>,
    /// The exit code that it must end with.
    #[serde(default)]
    pub exit: u8,
    /// Whether `demo` prints it; a step that only looks is run silently there.
    #[serde(default = "shown")]
    pub demo: bool,
    /// What later steps may use: a name, and the jq filter on this step's JSON that gives its value.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
    #[serde(default, rename = "expect")]
    pub expects: Vec<StepExpectation>,
}

const fn shown() -> bool {
    true
}

/// One thing that must hold after a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepExpectation {
    /// A jq filter on the step's JSON gives `true`.
    Jq(String),
    /// Standard output contains this.
    Stdout(String),
    /// Standard error contains this.
    Stderr(String),
}

impl Scenario {
    /// Reads the text of a `scenario.toml`; `path` is for the message alone.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let scenario: Self =
            toml_edit::de::from_str(text).map_err(|error| invalid_scenario(path, &error.to_string()))?;
        scenario.check_scenario().map_err(|reason| invalid_scenario(path, &reason))?;
        Ok(scenario)
    }

    fn check_scenario(&self) -> Result<(), String> {
        if !is_plain(&self.name) {
            return Err(format!("name: {:?} is no plain name", self.name));
        }
        if self.steps.is_empty() {
            return Err("step: there must be at least one".to_owned());
        }
        let mut kept = BTreeSet::new();
        for (index, step) in self.steps.iter().enumerate() {
            step.check_step(&kept).map_err(|reason| format!("step {}: {reason}", index + 1))?;
            kept.extend(step.keep.keys().cloned());
        }
        Ok(())
    }

    /// The scenario as it is under these settings: without the steps that are for others.
    pub fn with_settings(mut self, settings: &ScenarioSettings) -> Self {
        self.steps.retain(|step| step.only.iter().all(|(name, values)| settings.has_value(name, values)));
        self
    }

    /// Whether a step depends on what is set.
    pub fn is_open(&self) -> bool {
        let named = |step: &ScenarioStep| {
            ScenarioSettings::default().iter().any(|(name, _)| step.run.contains(&format!("{{{name}}}")))
        };
        self.steps.iter().any(named)
    }

    /// The files that the scenario names, besides those that command lines read.
    fn named_files(&self) -> impl Iterator<Item = &String> {
        self.shared.iter().chain(self.steps.iter().filter_map(|step| step.stdin.as_ref()))
    }
}

impl ScenarioStep {
    fn check_step(&self, kept: &BTreeSet<String>) -> Result<(), String> {
        let words = self.split_words().ok_or("run: a quotation mark is open")?;
        if words.is_empty() {
            return Err("run: it is empty".to_owned());
        }
        if let Some((name, values)) = self.only.iter().find(|(name, values)| !setting::is_setting(name, values)) {
            return Err(format!("only: {name} = {values:?} is none of {}", setting_choices().join(", ")));
        }
        if !(self.only.is_empty() || self.keep.is_empty()) {
            return Err("keep: what only some runs have is missing in the others".to_owned());
        }
        let expected = self.expects.iter().map(|expect| match expect {
            StepExpectation::Jq(text) | StepExpectation::Stdout(text) | StepExpectation::Stderr(text) => text,
        });
        let unknown =
            words.iter().chain(expected).flat_map(|text| variable_names(text)).find(|name| !kept.contains(*name));
        unknown.map_or(Ok(()), |name| Err(format!("${{{name}}} is kept by no earlier step")))
    }

    /// The words of the command line, as a shell would split it; `None` when a quotation mark is open.
    pub fn split_words(&self) -> Option<Vec<String>> {
        shlex::split(&self.run)
    }
}

/// The names of the `${name}`s in a text.
fn variable_names(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What the placeholders of a scenario stand for while it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioValues {
    /// `{dir}`: the sandbox.
    pub dir: String,
    /// `{files}`: the scenario's files.
    pub files: String,
    /// `{ocr}`: the engine that reads pictures.
    pub settings: ScenarioSettings,
    /// `${name}`: what earlier steps kept.
    pub kept: BTreeMap<String, String>,
}

impl ScenarioValues {
    /// Fills a word of a command line. What is filled in is not looked at again.
    pub fn fill_word(&self, text: &str) -> String {
        fill_placeholders(text, |rest| {
            let set = self.settings.iter();
            let named = [("dir", self.dir.as_str()), ("files", self.files.as_str())].into_iter().chain(set);
            let place = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let value = place.and_then(|(place, _)| named.into_iter().find(|(name, _)| *name == place));
            value.map(|(name, value)| (value, name.len() + "{}".len())).or_else(|| self.kept_at(rest))
        })
    }

    /// Fills a jq filter, whose own braces mean something else: with what was kept, and nothing more.
    pub fn fill_kept(&self, text: &str) -> String {
        fill_placeholders(text, |rest| self.kept_at(rest))
    }

    /// The kept value that `rest` begins with the name of, and how long `${name}` is.
    fn kept_at<'a>(&'a self, rest: &str) -> Option<(&'a str, usize)> {
        let (name, _) = rest.strip_prefix("${")?.split_once('}')?;
        Some((self.kept.get(name)?, name.len() + "${}".len()))
    }
}

/// Copies `text`, with what `value` gives for a place in it and for how many bytes.
fn fill_placeholders<'a>(text: &'a str, value: impl Fn(&'a str) -> Option<(&'a str, usize)>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '$']) {
        let (before, from) = rest.split_at(at);
        // Without a value it is a brace or a dollar like any other, one byte long.
        let (value, length) = value(from).unwrap_or((&from[..1], 1));
        filled.push_str(before);
        filled.push_str(value);
        rest = &from[length..];
    }
    filled + rest
}

/// Whether a text is a file name and nothing more: no directory, nothing hidden.
fn is_plain(name: &str) -> bool {
    let fit = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && !name.starts_with('.') && name.len() <= 64 && name.chars().all(fit)
}

fn invalid_scenario(path: &str, reason: &str) -> Box<Error> {
    SandboxError::ScenarioInvalid { path: &path, reason: &reason.trim_end() }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    const SOUND: &str = r#"
name = "one"
title = { zh = "一", en = "one" }
[[step]]
title = { zh = "列", en = "list" }
exit = 0
run = "order list --json"
keep = { no = ".[0].order_no" }
[[step.expect]]
jq = 'length == 1'
[[step]]
title = { zh = "看", en = "show" }
run = "order show ${no} --json"
exit = 3
"#;

    fn reason(text: &str) -> String {
        let error = Scenario::parse("x.toml", text).unwrap_err();
        assert_eq!((error.code, error.exit), ("scenario_invalid", Exit::Usage));
        error.message.en.clone()
    }

    #[test]
    fn a_scenario_is_read_with_its_defaults() {
        let scenario = Scenario::parse("x.toml", SOUND).unwrap();
        assert_eq!((scenario.name.as_str(), scenario.steps.len(), scenario.title.get(Lang::Zh)), ("one", 2, "一"));
        let [first, second] = &scenario.steps[..] else { panic!("two steps") };
        assert_eq!((first.exit, first.demo, first.stdin.as_deref()), (0, true, None));
        assert_eq!(first.expects, [StepExpectation::Jq("length == 1".to_owned())]);
        assert_eq!((second.exit, second.split_words().unwrap()[2].as_str()), (3, "${no}"));
    }

    #[test]
    fn what_nobody_would_notice_is_refused() {
        for (from, to, part) in [
            ("exit = 3", "exits = 3", "unknown field `exits`"),
            ("jq = 'length == 1'", "jg = 'x'", "unknown variant `jg`"),
            ("jq = 'length == 1'", "jq = 'x'\nstdout = 'y'", "exactly 1 element"),
            ("keep = { no = ", "keep = { on = ", "step 2: ${no} is kept by no earlier step"),
            ("${no} --json", "'open", "quotation mark"),
            ("order list --json", "", "it is empty"),
            ("name = \"one\"", "name = \"../one\"", "no plain name"),
            ("exit = 3", "exit = 300", "300"),
            ("exit = 3", "only = { ocr = ['abacus'] }", "none of ocr=mock, ocr=ppocr"),
            ("exit = 0", "only = { ocr = ['mock'] }", "keep: "),
        ] {
            assert!(SOUND.contains(from), "{from}");
            let told = reason(&SOUND.replace(from, to));
            assert!(told.contains(part), "{to}: {told}");
        }
        assert!(reason("name = 'x'\ntitle = { zh = 'x', en = 'x' }\nstep = []").contains("at least one"));
    }

    #[test]
    fn a_step_for_other_settings_is_left_out() {
        let text = SOUND.replace("exit = 3", "only = { ocr = ['ppocr', 'tesseract'] }");
        let steps =
            |settings: &ScenarioSettings| Scenario::parse("x.toml", &text).unwrap().with_settings(settings).steps.len();
        assert_eq!(
            (steps(&ScenarioSettings::default()), steps(&ScenarioSettings::from_words(&["ocr=ppocr".to_owned()]))),
            (1, 2)
        );
        let open = |text: &str| Scenario::parse("x.toml", text).unwrap().is_open();
        assert!(!open(SOUND) && open(&SOUND.replace("order list", "order list --engine {ocr}")));
    }

    #[test]
    fn placeholders_are_filled_once_and_all_else_stays() {
        let kept = BTreeMap::from([("no".to_owned(), "{dir}".to_owned())]);
        let settings = ScenarioSettings::from_words(&["ocr=ppocr".to_owned()]);
        let values = ScenarioValues { dir: "/d".to_owned(), files: "/f".to_owned(), settings, kept };
        for (text, filled) in [
            ("{files}/a.csv", "/f/a.csv"),
            ("{dir}{files}", "/d/f"),
            ("x${no}y", "x{dir}y"),
            ("--engine={ocr}", "--engine=ppocr"),
            ("{a: 1, \"费\": $x, ${nobody}}", "{a: 1, \"费\": $x, ${nobody}}"),
            ("{", "{"),
            ("", ""),
        ] {
            assert_eq!(values.fill_word(text), filled);
        }
        assert_eq!(values.fill_kept("{files} ${no}"), "{files} {dir}");
    }
}
