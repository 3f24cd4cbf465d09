//! A fault of ours ends like any other error: with an exit code of the contract, and without a word of the data.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::Path;
use std::sync::Mutex;

use super::errors::CliError;
use crate::error::Error;

/// Where the first panic began: all of it that is told. Its message may hold a name that was being read.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// The error that a panic of `run` is.
pub(super) fn catch_panic<T>(run: impl FnOnce() -> T) -> Result<T, Box<Error>> {
    set_hook(Box::new(|info| {
        if let (Ok(mut place), Some(at)) = (PLACE.lock(), info.location()) {
            place.get_or_insert_with(|| format!("{}:{}", source_name(at.file()), at.line()));
        }
    }));
    // What it left half done is on the stack that was unwound, or in a transaction that never committed.
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take()).unwrap_or_default();
        CliError::Panicked { place: &place }.into_error().detail("place", place.as_str())
    })
}

/// The last parts of the path of a source file: those before them name the machine that built it.
fn source_name(path: &str) -> String {
    let parts: Vec<_> = Path::new(path).iter().map(|part| part.to_string_lossy()).collect();
    parts.get(parts.len().saturating_sub(3)..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    #[test]
    fn a_panic_is_an_error_that_says_where_and_not_what() {
        let error = catch_panic(|| -> u8 { panic!("王小明 13812345678") }).unwrap_err();
        assert_eq!((error.code, error.exit), ("internal_fault", Exit::Internal));
        assert!(error.message.en.contains("src/cli/panic.rs:"), "{}", error.message.en);
        let shown = format!("{error:?}");
        assert!(!shown.contains("王小明") && !shown.contains("13812345678"), "{shown}");
        assert_eq!(catch_panic(|| 7).unwrap(), 7);
        assert_eq!(source_name("/home/a/registry/rten-0.27/src/ops/mod.rs"), "src/ops/mod.rs");
    }
}
