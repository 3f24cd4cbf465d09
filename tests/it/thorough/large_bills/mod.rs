//! Bills of 100,000 rows, made for it by python3, and the memory that reading them takes.

use std::path::{Path, PathBuf};
use std::process::Command;

use ticketctl::formats::bills::{BillOptions, open_bill};
use ticketctl::formats::source::InputSource;

const ROWS: u64 = 100_000;
/// What the whole process may take, in KiB.
const MOST_KIB: u64 = 64 * 1024;
/// Names the bill that a process of its own is to read.
const BILL: &str = "TICKETCTL_TEST_LARGE_BILL";

/// The most memory that this process ever had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn read_large(path: &Path) {
    let source = InputSource::open(path, std::io::empty(), None).unwrap();
    let check = open_bill(source, BillOptions::default()).unwrap().finish().unwrap();
    assert_eq!((check.rows, check.warnings), (ROWS, Vec::new()));
    let peak = peak_kib();
    assert!(peak < MOST_KIB, "{peak} KiB for {}", path.display());
}

#[test]
fn a_large_bill_is_read_and_not_kept() {
    // In a process of its own, whose memory no other test took.
    if let Some(path) = std::env::var_os(BILL) {
        return read_large(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let make = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bills/make");
    assert!(Command::new("python3").arg(make).arg("--large").arg(folder.path()).status().unwrap().success());
    for name in ["wechat.xlsx", "alipay.csv"] {
        let path: PathBuf = folder.path().join(name);
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", "--nocapture", "thorough::large_bills::a_large_bill_is_read_and_not_kept"]);
        assert!(again.env(BILL, path).status().unwrap().success(), "{name}");
    }
}
