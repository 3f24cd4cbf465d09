//! Every system call of a command line, and the same command line killed before one of them.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;

use crate::support::shop::{Shop, end};

const KILL: i32 = 9;

/// Just before the `nth` call of this name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KillPoint {
    pub(crate) call: String,
    pub(crate) nth: usize,
}

/// Every point of a command line that has to succeed, in groups of one call each.
pub(crate) fn kill_points(shop: &Shop, args: &[&str]) -> Vec<KillPoint> {
    let log = shop.path("trace");
    let under = ["strace", "-f", "-qq", "-o", log.to_str().unwrap()];
    let ended = end(&mut shop.command_under(&under, args));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    let (mut processes, mut counts) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (process, call) in text.lines().filter_map(call) {
        if !processes.contains(&process) {
            processes.push(process);
        }
        *counts.entry(call).or_default() += 1;
    }
    // strace counts for each thread of its own, so a second one would make a point mean two moments.
    assert_eq!(processes.len(), 1, "one process with one thread");
    let each = |(call, count): (&str, usize)| {
        let call = call.to_owned();
        (1..=count).map(move |nth| KillPoint { call: call.clone(), nth })
    };
    counts.into_iter().flat_map(each).collect()
}

/// The thread and the name of the call of a line, unless it tells of a signal, an end or a call that goes on.
fn call(line: &str) -> Option<(&str, &str)> {
    let (process, rest) = line.split_once(' ')?;
    let (name, _) = rest.trim_start().split_once('(')?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some((process, name))
}

/// Runs a command line that is killed at a point; gives whether it came there.
pub(crate) fn kill_at(shop: &Shop, point: &KillPoint, args: &[&str]) -> bool {
    kill_and_read(shop, point, args).is_some()
}

/// The same; gives what it printed until then, or nothing if it was over before.
pub(crate) fn kill_and_read(shop: &Shop, point: &KillPoint, args: &[&str]) -> Option<String> {
    let (only, inject) =
        (format!("trace={}", point.call), format!("inject={}:signal=KILL:when={}", point.call, point.nth));
    let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &only, "-e", &inject];
    let ended = shop.command_under(&under, args).stdout(Stdio::piped()).stderr(Stdio::null()).output().unwrap();
    (ended.status.signal() == Some(KILL)).then(|| String::from_utf8_lossy(&ended.stdout).into_owned())
}
