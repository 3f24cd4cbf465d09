//! Whether there is a backup that is young enough to be worth something.

use super::DoctorReport;
use crate::app::App;
use crate::say;
use crate::store::DatabaseKind;

/// What a shop may lose: a day.
const OLDEST_MINUTES: i64 = 24 * 60;

/// A sandbox holds nothing real and needs none.
pub(crate) fn check_backups(app: &mut App, report: &mut DoctorReport) {
    if app.store.kind() == DatabaseKind::Sandbox {
        return;
    }
    let now = app.clock.processed_at();
    let fix = || {
        say!(
            "`ticketctl backup 目录 --keep 14`，每天一次，目录在另一块磁盘上",
            "`ticketctl backup DIRECTORY --keep 14` once a day, into a directory on another disk"
        )
    };
    match app.store.read(|tx| tx.last_backup_at()) {
        Err(error) => report.add_failure("backup", &error),
        Ok(None) => report.add_warning("backup", say!("还没有备份", "there is no backup yet"), fix()),
        Ok(Some(at)) => {
            let shown = at.format_second();
            if at.plus_minutes(OLDEST_MINUTES) < now {
                report.add_warning(
                    "backup",
                    say!("最近一次备份是 {shown}，超过一天", "the last backup is of {shown}, more than a day ago"),
                    fix(),
                );
            } else {
                report.add_ok("backup", say!("最近一次备份是 {shown}", "the last backup is of {shown}"));
            }
        }
    }
}
