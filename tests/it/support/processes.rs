//! Many processes in one shop, and what the system says of a running one.

use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};

use super::shop::{Ended, Shop, Words, finish};

/// Starts all at once, and waits for all.
pub(crate) fn run_all<Line: Words>(shop: &Shop, lines: &[Line]) -> Vec<Ended> {
    let running: Vec<Child> = lines.iter().map(|line| shop.start(line)).collect();
    running.into_iter().map(finish).collect()
}

/// How many ended with an exit code.
pub(crate) fn count_of(ended: &[Ended], code: i32) -> usize {
    ended.iter().filter(|ended| ended.code == Some(code)).count()
}

/// Sends a process a signal.
pub(crate) fn send_signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Sends a signal to the one process that another started, such as a tracer or a shell.
pub(crate) fn send_signal_to_child_of(parent: &Child, signal: Signal) {
    let parent = parent.id();
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    kill_process(Pid::from_raw(children.trim().parse().unwrap()).unwrap(), signal).unwrap();
}
