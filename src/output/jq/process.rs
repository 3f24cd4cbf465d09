//! The process in which a filter runs: this program again, with limits, and with nothing but a pipe to either side.
//!
//! An input is one line of JSON. The answer is, for each result, `=LENGTH`, a newline and the result; then `.` and a newline,
//! or `!LENGTH` and why the filter fails on this data.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};
use std::ops::ControlFlow;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde_json::Value;

use super::JqFilter;
use crate::error::{Error, Exit, Result};
use crate::output::errors::OutputError;
use crate::output::output_writer::OutputWriter;

/// This program, whatever its name is by now.
const THIS_PROGRAM: &str = "/proc/self/exe";
/// The name by which it knows that it is to run a filter.
const FILTER_PROGRAM: &str = "ticketctl-jq";
/// A million orders as one array take less.
const MAX_MEMORY: u64 = 4 << 30;
const MAX_SECONDS: u64 = 60;
/// The most that the line before a result takes.
const MAX_HEAD: u64 = 24;

/// A filter at work. It ends with this value.
pub(super) struct FilterProcess {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl FilterProcess {
    pub(super) fn start(code: &str) -> Result<Self> {
        let mut command = Command::new(THIS_PROGRAM);
        command.arg0(FILTER_PROGRAM).arg(code).env_clear();
        // What the system says of a process that overflows its stack is not for a person.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| filter_stopped())?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { child, input, output: BufReader::new(output) }),
            _ => Err(filter_stopped()),
        }
    }

    /// Prints the results for `input` as they come.
    pub(super) fn print_results(&mut self, input: &Value, out: &mut OutputWriter<'_>) -> Result<()> {
        // The whole line is read before the first result is written, so neither side waits for the other.
        let mut line = input.to_string();
        line.push('\n');
        self.input.write_all(line.as_bytes()).map_err(|_| filter_stopped())?;
        loop {
            let (mark, length) = self.read_head().ok_or_else(filter_stopped)?;
            if mark == '.' {
                return Ok(());
            }
            let mut bytes = Vec::new();
            let read = (&mut self.output).take(length).read_to_end(&mut bytes);
            let text = read.ok().filter(|read| *read as u64 == length).and_then(|_| String::from_utf8(bytes).ok());
            let text = text.ok_or_else(filter_stopped)?;
            if mark == '!' {
                return Err(OutputError::JqFailed { reason: &text }.into());
            }
            out.write_line(&text)?;
        }
    }

    fn read_head(&mut self) -> Option<(char, u64)> {
        let mut head = String::new();
        (&mut self.output).take(MAX_HEAD).read_line(&mut head).ok()?;
        let mut chars = head.strip_suffix('\n')?.chars();
        let mark = chars.next()?;
        Some((mark, chars.as_str().parse().unwrap_or_default()))
    }
}

impl Drop for FilterProcess {
    fn drop(&mut self) {
        // It has no more to do, and one that never ends must not outlive the command.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The filter used up its memory, its time or its stack, or was killed.
pub(super) fn filter_stopped() -> Box<Error> {
    OutputError::JqStopped { seconds: &MAX_SECONDS, gigabytes: &(MAX_MEMORY >> 30) }.into_error()
}

/// Runs the filter that `args` name, if this process was started for one.
pub fn serve_filter(args: &[OsString]) -> Option<Exit> {
    let [name, code] = args else { return None };
    if name != OsStr::new(FILTER_PROGRAM) {
        return None;
    }
    for (resource, most) in [(Resource::As, MAX_MEMORY), (Resource::Cpu, MAX_SECONDS)] {
        // Where a limit cannot be set, the one that the process was started with holds.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
    // It was compiled before this process was started.
    let Ok(filter) = JqFilter::compile_filter(code.to_str()?) else { return Some(Exit::Usage) };
    let served = answer_inputs(&filter, io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    Some(served.map_or(Exit::Internal, |()| Exit::Ok))
}

fn answer_inputs(filter: &JqFilter, mut input: impl BufRead, mut out: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let mut written = Ok(());
        let ran = filter.for_each_result(line.trim_ascii_end(), |result| {
            written = write!(out, "={}\n{result}", result.len());
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        written?;
        match ran {
            Ok(()) => out.write_all(b".\n")?,
            Err(reason) => write!(out, "!{}\n{reason}", reason.len())?,
        }
        out.flush()?;
        line.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(code: &str, input: &str) -> String {
        let mut out = Vec::new();
        answer_inputs(&JqFilter::compile_filter(code).unwrap(), input.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_input_is_answered_to_its_end() {
        assert_eq!(answer(".[]", "[\"a\\nb\",1]\n[]\n"), "=3\na\nb=1\n1.\n.\n");
        let failed = answer(".a, .a.b", "{\"a\":1}\n");
        let (head, why) = failed.strip_prefix("=1\n1!").and_then(|rest| rest.split_once('\n')).unwrap();
        assert_eq!(head.parse(), Ok(why.len()), "{failed}");
    }

    #[test]
    fn another_name_runs_no_filter() {
        assert!(serve_filter(&["ticketctl".into(), ".".into()]).is_none());
        assert!(serve_filter(&[FILTER_PROGRAM.into()]).is_none());
    }
}
