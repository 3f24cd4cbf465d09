//! Where the shop is kept: modes, free space, and the key away from the data. Needs no open database.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::DoctorReport;
use crate::config::{Config, Paths};
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Exit};
use crate::fs::new_file::parent_directory;
use crate::fs::secure_file::{UntrustedFile, check_unshared_directory};
use crate::say;
use crate::store::crypto::key_file;

/// Above this the write-ahead log shows that something keeps an old snapshot open.
const LARGE_WAL: u64 = 64 << 20;

pub fn check_storage(paths: &Paths, config: &Config, report: &mut DoctorReport) {
    match key_file::load_key_file(&paths.key) {
        Ok(_) => {
            let shown = paths.key.display();
            report.add_ok("key_file", say!("密钥文件 {shown} 可用", "the key file {shown} is fine"));
        }
        Err(error) => report.add_failure("key_file", &error),
    }
    check_key_place(paths, report);
    check_modes(paths, report);
    check_free_space(paths, config, report);
    check_wal(&paths.db, report);
}

fn check_key_place(paths: &Paths, report: &mut DoctorReport) {
    let real = |path: &Path| path.parent().and_then(|dir| dir.canonicalize().ok());
    let (Some(key), Some(data)) = (real(&paths.key), real(&paths.db)) else { return };
    if key.starts_with(&data) {
        let shown = paths.key.display();
        report.add_warning(
            "key_beside_data",
            say!(
                "密钥文件 {shown} 在数据目录里：复制数据的人同时拿到密钥",
                "the key file {shown} is in the data directory: whoever copies the data also gets the key"
            ),
            say!("移到别处并设置 TICKETCTL_KEY_FILE", "move it elsewhere and set TICKETCTL_KEY_FILE"),
        );
    }
}

/// The database and the key refuse to open with loose modes; this looks at what is beside them.
fn check_modes(paths: &Paths, report: &mut DoctorReport) {
    let mut wal = paths.db.clone().into_os_string();
    wal.push("-wal");
    let beside = paths.db.parent().map(|dir| dir.join("screenshot"));
    let places = [Some(paths.config.clone()), Some(wal.into()), data_dir(paths), Some(paths.proofs.clone()), beside];
    let more = [&paths.spool, &paths.state, &paths.secrets, &paths.ap2].map(|path| Some(path.clone()));
    let mut loose = 0;
    for path in places.into_iter().chain(more).flatten().chain(secret_files(paths)) {
        let Ok(meta) = std::fs::symlink_metadata(&path) else { continue };
        let bits = meta.permissions().mode() & 0o777;
        if bits & 0o077 != 0 {
            loose += 1;
            let (shown, right) = (path.display(), if meta.is_dir() { "700" } else { "600" });
            report.add_warning(
                "file_mode",
                say!("{shown} 的权限 {bits:04o} 允许他人进入", "the mode {bits:04o} of {shown} lets other users in"),
                say!("chmod {right} {shown}", "chmod {right} {shown}"),
            );
        }
    }
    // Where configuration and key are, others may look (/etc) but change nothing.
    let shared: BTreeSet<_> = [&paths.config, &paths.key].map(|path| parent_directory(path)).into();
    for dir in shared {
        if let Err(unfit @ (UntrustedFile::Mode(_) | UntrustedFile::Owner { .. })) = check_unshared_directory(dir) {
            loose += 1;
            let (shown, BilingualMessage { zh, en }) = (dir.display(), unfit.describe_reason());
            report.add_warning(
                "file_mode",
                say!(
                    "目录 {shown}：{zh}，配置或密钥可能被换掉",
                    "the directory {shown}: {en}, so configuration or key could be replaced"
                ),
                say!("chown 给自己，再 chmod 700 {shown}", "make it yours with chown, then chmod 700 {shown}"),
            );
        }
    }
    if loose == 0 {
        report.add_ok("file_mode", say!("文件与目录只有你能访问", "files and directories are accessible only to you"));
    }
}

/// The stored secrets. What is wrong with the directory is told of the directory.
fn secret_files(paths: &Paths) -> Vec<PathBuf> {
    std::fs::read_dir(&paths.secrets).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn data_dir(paths: &Paths) -> Option<PathBuf> {
    paths.db.parent().filter(|dir| !dir.as_os_str().is_empty()).map(Path::to_owned)
}

fn check_free_space(paths: &Paths, config: &Config, report: &mut DoctorReport) {
    let dir = data_dir(paths).unwrap_or_else(|| PathBuf::from("."));
    let free = match rustix::fs::statvfs(&dir) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        // A missing directory is the missing database's finding.
        Err(rustix::io::Errno::NOENT) => return,
        Err(errno) => return report.add_failure("disk_space", &Error::io(&dir, &errno.into())),
    };
    let needed = config.store.min_free_bytes;
    let (room, least) = (ByteSize(free), ByteSize(needed));
    if free >= needed {
        report.add_ok("disk_space", say!("磁盘剩余 {room}", "{room} are free on the disk"));
    } else {
        report.add_problem(
            "disk_space",
            Exit::Internal,
            say!("磁盘只剩 {room}，应至少有 {least}", "only {room} are free, {least} should be"),
            say!("清理磁盘；或调整 store.min_free_bytes", "free some space, or change store.min_free_bytes"),
        );
    }
}

fn check_wal(db: &Path, report: &mut DoctorReport) {
    let mut wal = db.to_owned().into_os_string();
    wal.push("-wal");
    let size = std::fs::metadata(&wal).map_or(0, |meta| meta.len());
    if size > LARGE_WAL {
        let size = size >> 20;
        report.add_warning(
            "wal_size",
            say!(
                "预写日志有 {size} MiB：有进程一直读着旧快照",
                "the write-ahead log is {size} MiB: a process keeps an old snapshot open"
            ),
            say!("结束长时间运行的 ticketctl 进程", "end long-running ticketctl processes"),
        );
    }
}
