//! What only root can try: a disk that fills up under the database.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use ticketctl::error::Exit;

use crate::support::shop::{Shop, end, paid};

#[test]
fn a_full_disk_under_the_database_is_1_and_changes_nothing() {
    let shop = Shop::bare();
    let disk = SmallDisk::mount(&shop.path("disk"));
    let db = disk.0.join("shop.db");
    // So that SQLite meets the end of the disk, and not the limit before it.
    let config = shop.file("config.toml", "[store]\nmin_free_bytes = 0\n");
    std::fs::set_permissions(&config, std::fs::Permissions::from_mode(0o600)).unwrap();
    let run = |args: &[&str]| end(shop.command(args).env("TICKETCTL_DB", &db).env("TICKETCTL_CONFIG", &config));
    assert_eq!(run(&["init", "--sandbox"]).code, Some(0));
    let import = |file: &str| run(&["order", "import", file, "--json"]);
    let mut refused = None;
    for round in 0..40u32 {
        let lines: String = (0..40).map(|n| paid(round * 100 + n, 506) + "\n").collect();
        shop.file("paid.ndjson", lines);
        let ended = import("paid.ndjson");
        if ended.code != Some(0) {
            refused = Some(ended);
            break;
        }
    }
    assert_eq!(refused.unwrap().code, Some(i32::from(Exit::Internal.code())));
    assert_eq!(run(&["event", "verify"]).code, Some(0));
}

/// A disk of one megabyte.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(dir: &Path) -> Self {
        std::fs::create_dir(dir).unwrap();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(dir).status().unwrap();
        assert!(mounted.success(), "only root may mount a disk of its own");
        Self(dir.to_owned())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
