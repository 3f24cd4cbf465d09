//! Starts processes for `benches/side_by_side` and says what each cost: one line in, one line out.
//!
//! In: the file for standard output, the file for standard input, then the program and its arguments, apart by 0x1F.
//! Out: the exit code (128 + signal), and in nanoseconds the wall time, in microseconds user and system time, and the
//! peak of resident memory in KiB. It is a process of its own because Linux counts the memory of whoever forks into the
//! peak of the child: of this one that is about 1 MiB, of Python 15.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

/// `struct rusage` of Linux on 64 bits.
#[repr(C)]
#[derive(Default)]
struct Usage {
    user: [i64; 2],
    system: [i64; 2],
    max_rss: i64,
    rest: [i64; 13],
}

unsafe extern "C" {
    fn wait4(pid: i32, status: *mut i32, options: i32, usage: *mut Usage) -> i32;
}

fn run(line: &str) -> std::io::Result<String> {
    let mut words = line.split('\u{1f}');
    let (output, input) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let program = words.next().unwrap_or_default();
    let stdout = OpenOptions::new().write(true).create(true).truncate(true).open(output)?;
    let stderr = OpenOptions::new().write(true).create(true).truncate(true).open(format!("{output}.err"))?;
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::from(File::open(input)?)).stdout(stdout).stderr(stderr);
    let began = Instant::now();
    let child = command.spawn()?;
    let (mut status, mut usage) = (0, Usage::default());
    // SAFETY: the child is ours and nobody else waits for it; both pointers are to values that outlive the call.
    let waited = unsafe { wait4(child.id() as i32, &mut status, 0, &mut usage) };
    let wall = began.elapsed().as_nanos();
    if waited < 0 {
        return Err(std::io::Error::last_os_error());
    }
    let code = if status & 0x7f == 0 { status >> 8 & 0xff } else { 128 + (status & 0x7f) };
    let micros = |[seconds, micros]: [i64; 2]| seconds * 1_000_000 + micros;
    Ok(format!("{code} {wall} {} {} {}", micros(usage.user), micros(usage.system), usage.max_rss))
}

fn main() {
    let mut answers = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return };
        let answer = run(&line).unwrap_or_else(|error| format!("failed {error}"));
        if writeln!(answers, "{answer}").and_then(|()| answers.flush()).is_err() {
            return;
        }
    }
}
