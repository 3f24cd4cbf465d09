//! What only strace shows or holds up: a message in flight, a secret on its way.

mod in_flight;
mod secrets;
