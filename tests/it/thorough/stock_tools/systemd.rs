//! The service and its timer, read by systemd itself.

use std::process::Command;

use crate::cron::contrib;

#[test]
fn systemd_understands_the_units() {
    for name in ["ticketctl-cron", "ticketctl-backup"] {
        let dir = tempfile::tempdir().unwrap();
        let unit = std::fs::read_to_string(contrib(&format!("systemd/{name}.service"))).unwrap();
        let here = unit.replace("/usr/local/bin/ticketctl", env!("CARGO_BIN_EXE_ticketctl"));
        assert_ne!(here, unit);
        let paths = ["service", "timer"].map(|kind| dir.path().join(format!("{name}.{kind}")));
        std::fs::write(&paths[0], here).unwrap();
        std::fs::copy(contrib(&format!("systemd/{name}.timer")), &paths[1]).unwrap();
        let output = Command::new("systemd-analyze").arg("verify").args(&paths).output();
        let output = output.expect("systemd-analyze is not there: `tests/run --all` installs it");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // What is said of other units of this machine is not about ours.
        let ours: Vec<_> = said.lines().filter(|line| line.contains(name)).collect();
        assert!(ours.is_empty(), "{said}");
    }
}
