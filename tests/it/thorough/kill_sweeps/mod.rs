//! A process that is killed before each of its system calls, under strace.

mod commands;
mod deliveries;
mod kill_points;
mod upkeep;
