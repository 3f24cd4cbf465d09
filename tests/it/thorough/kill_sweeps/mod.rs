//! A process that is killed before each of its system calls, under strace.

mod by_hand;
mod commands;
mod deliveries;
mod kill_points;
mod upkeep;
