//! What happens when something goes wrong: every exit code, bad input, an output that fails, many processes at once, and a
//! command that is run twice or only tried.

mod bad_input;
mod exit_codes;
mod keyed_sends;
mod keys;
mod many_processes;
mod output_failures;
mod repeats;
