//! argv → exit code, nothing else.

#![expect(clippy::disallowed_methods, reason = "arguments and the clock come in here")]

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use ticketctl::domain::value::time::Timestamp;

fn main() -> ExitCode {
    ExitCode::from(ticketctl::cli::run_command_line(std::env::args_os(), now).code())
}

/// What `contrib/release` builds brings its own libc, whose allocator is slow.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The only place that reads the system's clock.
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
