//! The sandbox of one transcript: a home of its own, and the files that the tutorials use.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::models::models;

/// A fresh home with a working directory.
pub struct Shop {
    root: TempDir,
    models: PathBuf,
}

/// A line of a transcript, as a shell would read it.
pub struct Line {
    /// `NAME=value` before the command.
    variables: Vec<(String, String)>,
    /// The command.
    pub words: Vec<String>,
    /// The file behind `<`.
    stdin: Option<String>,
}

/// Splits a line into variables, words and the input.
pub fn split(line: &str) -> Line {
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

impl Shop {
    /// Makes one, with the scenarios' files in its working directory.
    pub fn open() -> Self {
        let root = tempfile::tempdir().unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        std::fs::create_dir(root.path().join("work")).unwrap();
        for dir in [
            "scenarios/shared",
            "scenarios/resale-reference",
            "scenarios/resale-mismatch",
            "transcripts/files",
            "exports",
        ] {
            for entry in std::fs::read_dir(fixtures.join(dir)).unwrap() {
                let entry = entry.unwrap();
                std::fs::copy(entry.path(), root.path().join("work").join(entry.file_name())).unwrap();
            }
        }
        Self { root, models: models() }
    }

    /// Runs a line and gives what it prints: stdout, then stderr, then the exit code where it is not 0.
    pub fn run(&self, line: &str) -> Vec<String> {
        let Line { variables, words, stdin } = split(line);
        let input = stdin.map_or_else(Stdio::null, |name| std::fs::File::open(self.work().join(name)).unwrap().into());
        let output = Command::new(env!("CARGO_BIN_EXE_ticketctl"))
            .args(&words[1..])
            .env_clear()
            .env("HOME", self.root.path())
            .env("LOGNAME", "operator")
            .env("TICKETCTL_LANG", "en")
            .env("TICKETCTL_OCR_MODELS", &self.models)
            .envs(variables)
            .current_dir(self.work())
            .stdin(input)
            .output()
            .unwrap();
        let mut printed = self.lines(&output.stdout);
        printed.extend(self.lines(&output.stderr));
        if !output.status.success() {
            printed.push(format!("[exit {}]", output.status.code().unwrap()));
        }
        printed
    }

    fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    fn lines(&self, bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let root = self.root.path().to_str().unwrap();
        text.lines().map(|line| line.replace(root, "[ROOT]").trim_end().to_owned()).collect()
    }
}
