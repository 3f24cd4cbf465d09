//! What happens when something goes wrong: every exit code, bad input, an output that fails, many processes at once, a command
//! that is run twice or only tried, a file that is not ours, and a place that is not the usual one.

mod bad_input;
mod disk;
mod exit_codes;
mod keyed_sends;
mod keys;
mod leftovers;
mod many_processes;
mod output_failures;
mod repair;
mod repeats;
mod schema;
mod setup;
