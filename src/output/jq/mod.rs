//! `--jq EXPR`: results go through a jq filter that needs no jq, as gh does it. It runs in a process of its own: a filter
//! may recurse without end or build a list of everything, and nothing of that may change how a command ends.
//!
//! A string is printed raw, anything else as JSON on one line. A number that the filter does not compute with keeps its
//! spelling. Filters that need a regular expression or a calendar are left out: they would double the dependencies.

mod process;

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Mutex;

use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Filter, Vars, native};
use jaq_json::Val;
use serde_json::Value;

use super::errors::OutputError;
use crate::error::{Error, Result};

use super::json;
use super::output_writer::OutputWriter;
use super::text::escape_hidden_in_block;

use self::process::FilterProcess;
pub use self::process::serve_filter;

/// What a filter works on: JSON values, and nothing beside them.
type JqData = JustLut<Val>;

/// The native filters that jq's standard library is written with and that are left out here, with their arity. They
/// must exist for the library to compile; using one fails with a sentence.
const OMITTED_FUNCTIONS: [(&str, usize); 20] = [
    ("stderr_empty", 0),
    ("debug_empty", 0),
    ("ilogb", 0),
    ("scalbln", 2),
    ("pow", 2),
    ("remainder", 2),
    ("copysign", 2),
    ("nextafter", 2),
    ("tgamma", 0),
    ("matches", 2),
    ("split_", 2),
    ("split_matches", 2),
    ("todateiso8601", 0),
    ("fromdateiso8601", 0),
    ("escape_html", 0),
    ("unescape_html", 0),
    ("encode_uri", 0),
    ("decode_uri", 0),
    ("encode_base64", 0),
    ("decode_base64", 0),
];

fn omitted_functions() -> impl Iterator<Item = native::Fun<JqData>> {
    OMITTED_FUNCTIONS.into_iter().map(|(name, arity)| {
        let refuse: jaq_core::RunPtr<JqData> = |_| native::bome(Err(jaq_core::Error::str(OMITTED_MESSAGE)));
        native::run::<JqData>((name, native::v(arity), refuse))
    })
}

/// What using a filter that is left out says.
const OMITTED_MESSAGE: &str =
    "regular expressions, dates, encodings, debug and higher mathematics are left out; pipe --json to jq";

/// A filter that compiles. What it does with data is found out elsewhere: see [`print_results`](Self::print_results).
pub struct JqFilter {
    code: String,
    filter: Filter<JqData>,
    /// The process that runs it, from the first result on.
    process: Mutex<Option<FilterProcess>>,
}

impl JqFilter {
    pub fn compile_filter(code: &str) -> Result<Self> {
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let funs = jaq_core::funs().chain(jaq_std::base_funs()).chain(jaq_json::funs()).chain(omitted_functions());
        let arena = Arena::default();
        let modules = Loader::new(defs)
            .load(&arena, File { code, path: () })
            .map_err(|errors| syntax_error(code, &syntax_reason(&errors)))?;
        let filter = Compiler::default()
            .with_funs(funs)
            .compile(modules)
            .map_err(|errors| syntax_error(code, &undefined_reason(&errors)))?;
        Ok(Self { code: code.to_owned(), filter, process: Mutex::new(None) })
    }

    /// Every result of the filter for `input`, as the lines to print. Runs here, without bounds.
    pub fn result_lines(&self, input: &Value) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        self.for_each_result(input.to_string().as_bytes(), |line| {
            lines.push(line);
            ControlFlow::Continue(())
        })
        .map_err(|reason| OutputError::JqFailed { reason: &reason }.into_error())?;
        Ok(lines)
    }

    /// Hands each result for the JSON text `input` to `take`, until that breaks off.
    fn for_each_result(&self, input: &[u8], mut take: impl FnMut(String) -> ControlFlow<()>) -> Result<(), String> {
        let input = jaq_json::read::parse_single(input).map_err(|error| error.to_string())?;
        let ctx = Ctx::<JqData>::new(&self.filter.lut, Vars::new([]));
        for result in self.filter.id.run((ctx, input)) {
            match result.map_err(jaq_core::Exn::get_err) {
                Ok(value) if take(format_result(&value)).is_continue() => {}
                // `halt`: what was printed before it stands.
                Ok(_) | Err(Err(_)) => break,
                Err(Ok(error)) => return Err(error.to_string()),
            }
        }
        Ok(())
    }

    /// Prints every result of the filter for `input`, as a process with bounded memory, time and stack finds them.
    pub fn print_results(&self, input: &Value, out: &mut OutputWriter<'_>) -> Result<()> {
        let mut process = self.process.lock().map_err(|_| process::filter_stopped())?;
        let mut running = match process.take() {
            Some(running) => running,
            None => FilterProcess::start(&self.code)?,
        };
        running.print_results(input, out)?;
        // Kept for the next row; one that failed is gone.
        *process = Some(running);
        Ok(())
    }
}

impl fmt::Debug for JqFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jq")
    }
}

fn format_result(value: &Val) -> String {
    let text = value.to_string();
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::String(raw)) => escape_hidden_in_block(&raw).into_owned(),
        Ok(value) => json::to_compact_json(&value),
        // Not a number, infinity, bytes: jq knows them, JSON does not.
        Err(_) => escape_hidden_in_block(&text).into_owned(),
    }
}

fn syntax_reason(errors: &load::Errors<&str, ()>) -> String {
    let first = errors.first().map(|(_, error)| match error {
        load::Error::Io(list) => list.first().map(|(_, reason)| reason.clone()),
        load::Error::Lex(list) => list.first().map(|(expected, found)| expected_at(expected.as_str(), found)),
        load::Error::Parse(list) => list.first().map(|(expected, found)| expected_at(expected.as_str(), found)),
    });
    first.flatten().unwrap_or_default()
}

fn expected_at(expected: &str, found: &str) -> String {
    if found.is_empty() { format!("expected {expected} at the end") } else { format!("expected {expected} at {found}") }
}

fn undefined_reason(errors: &jaq_core::compile::Errors<&str, ()>) -> String {
    let first = errors.first().and_then(|(_, list)| list.first());
    first.map(|(name, kind)| format!("undefined {} {name}", kind.as_str())).unwrap_or_default()
}

fn syntax_error(code: &str, reason: &str) -> Box<Error> {
    OutputError::JqSyntax { code: &code, reason: &reason }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn run(code: &str, input: &str) -> Vec<String> {
        JqFilter::compile_filter(code).unwrap().result_lines(&serde_json::from_str(input).unwrap()).unwrap()
    }

    #[test]
    fn strings_are_raw_and_the_rest_is_json() {
        assert_eq!(run(".[].a", r#"[{"a":"初级道"},{"a":[1,{"b":null}]}]"#), ["初级道", r#"[1,{"b":null}]"#]);
        assert_eq!(run(".[] | select(.n > 1) | .n", r#"[{"n":1},{"n":2}]"#), ["2"]);
        assert_eq!(run("map(.n) | add, length", r#"[{"n":1},{"n":2}]"#), ["3", "2"]);
        assert!(run("empty", "{}").is_empty());
    }

    #[test]
    fn a_number_keeps_its_spelling() {
        assert_eq!(run(".", "506.00"), ["506.00"]);
        assert_eq!(run(".a", r#"{"a":12345678901234567890123456789}"#), ["12345678901234567890123456789"]);
        assert_eq!(run("{b: .a}", r#"{"a":1.10}"#), [r#"{"b":1.10}"#]);
    }

    #[test]
    fn a_raw_string_cannot_drive_the_terminal() {
        assert_eq!(run(".", r#""\u001b[2J\u202e\n""#), ["\\u{1b}[2J\\u{202e}\n"]);
    }

    #[test]
    fn what_is_no_filter_is_wrong_usage() {
        for (code, reason) in [(".[", "closing bracket"), ("nosuch", "undefined filter nosuch"), (".a |", "term")] {
            let error = JqFilter::compile_filter(code).unwrap_err();
            assert_eq!((error.code, error.exit), ("jq_syntax", Exit::Usage), "{code}");
            assert!(error.message.en.contains(reason), "{code}: {}", error.message.en);
        }
        let error = JqFilter::compile_filter(".a.b").unwrap().result_lines(&Value::from(1)).unwrap_err();
        assert_eq!((error.code, error.exit), ("jq_failed", Exit::Usage));
    }

    #[test]
    fn a_filter_that_is_left_out_says_so() {
        let error = JqFilter::compile_filter(r#"test("a")"#).unwrap().result_lines(&Value::from("a")).unwrap_err();
        assert!(error.message.en.contains("regular expressions"), "{}", error.message.en);
        assert_eq!(run(r#".[] | select(startswith("a")) | ascii_upcase"#, r#"["ab","b"]"#), ["AB"]);
    }

    #[test]
    fn halt_ends_the_filter_and_not_the_program() {
        assert_eq!(run("1, halt, 2", "null"), ["1"]);
    }
}
