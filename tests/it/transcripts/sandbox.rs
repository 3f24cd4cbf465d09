//! The sandbox of one page: a home of its own, and the files that the pages use.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::page::ShownFile;
use crate::support::shop::{Shop, end, files, fixture};

/// A fresh home with a working directory.
pub(crate) struct Sandbox(Shop);

/// A line of a transcript, as a shell would read it.
pub(crate) struct Line {
    /// `NAME=value` before the command.
    variables: Vec<(String, String)>,
    /// The command.
    pub(crate) words: Vec<String>,
    /// The file behind `<`.
    stdin: Option<String>,
}

/// Splits a line into variables, words and the input.
pub(crate) fn split(line: &str) -> Line {
    let mut words = shlex::split(line).unwrap_or_else(|| panic!("{line}: a quotation mark is open"));
    let input = words.iter().position(|word| word == "<");
    let stdin = input.map(|at| words.drain(at..).nth(1).unwrap_or_else(|| panic!("{line}: nothing follows <")));
    let start = words.iter().position(|word| word == "ticketctl");
    let start = start.unwrap_or_else(|| panic!("{line}: every command is a ticketctl"));
    let variables = words.drain(..start).map(|word| {
        let (name, value) = word.split_once('=').unwrap_or_else(|| panic!("{line}: {word} sets nothing"));
        (name.to_owned(), value.to_owned())
    });
    Line { variables: variables.collect(), words, stdin }
}

impl Sandbox {
    /// Makes one, with the scenarios' files and those of the page in its working directory.
    pub(crate) fn open(lang: &str, models: Option<&Path>, shown: &[ShownFile]) -> Self {
        let mut shop = Shop::at_home().with_variable("USER", "operator").with_variable("TICKETCTL_LANG", lang);
        if let Some(models) = models {
            shop = shop.with_variable("TICKETCTL_OCR_MODELS", models);
        }
        let sandbox = Self(shop);
        std::fs::create_dir(sandbox.work()).unwrap();
        for dir in [
            "scenarios/shared",
            "scenarios/resale-reference",
            "scenarios/resale-mismatch",
            "transcripts/files",
            "exports",
        ] {
            for file in files(&fixture(dir)) {
                std::fs::copy(&file, sandbox.work().join(file.file_name().unwrap())).unwrap();
            }
        }
        for file in shown {
            std::fs::write(sandbox.work().join(&file.name), &file.text).unwrap();
        }
        sandbox
    }

    /// Runs a line and gives what it prints: stdout, then stderr, then the exit code where it is not 0.
    pub(crate) fn run(&self, line: &str, flags: &[String]) -> Vec<String> {
        let Line { variables, mut words, stdin } = split(line);
        for flag in flags.chunks(2).filter(|flag| !line.contains(&flag[0])) {
            words.extend_from_slice(flag);
        }
        let input = stdin.map_or_else(Stdio::null, |name| std::fs::File::open(self.work().join(name)).unwrap().into());
        let mut command = self.0.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        // No terminal is named, as where the transcripts were written.
        command.env_remove("TERM").env_remove("PATH");
        command.args(&words[1..]).envs(variables).current_dir(self.work()).stdin(input);
        let ended = end(&mut command);
        let mut printed = self.lines(&ended.out);
        printed.extend(self.lines(&ended.err));
        if ended.code != Some(0) {
            printed.push(format!("[exit {}]", ended.code.unwrap()));
        }
        printed
    }

    /// The shop behind it.
    pub(crate) fn shop(&self) -> &Shop {
        &self.0
    }

    fn work(&self) -> PathBuf {
        self.0.path("work")
    }

    fn lines(&self, text: &str) -> Vec<String> {
        let root = self.0.dir().to_str().unwrap();
        text.lines().map(|line| line.replace(root, "[ROOT]").trim_end().to_owned()).collect()
    }
}
