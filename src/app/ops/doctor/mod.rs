//! What is wrong with a shop, and how to fix it. Looks at everything and changes nothing, unless a repair is asked for.
//!
//! A check that fails is a finding like any other, so a damaged or missing database is reported instead of ending the run.

pub(crate) mod backups;
pub(crate) mod channels;
pub mod damage;
pub(crate) mod data;
pub(crate) mod difference;
pub(crate) mod finding;
pub(crate) mod orders;
pub(crate) mod pictures;
pub(crate) mod place;
pub mod repair;
pub(crate) mod work;

pub use self::finding::{DamageDocument, DoctorReport, Finding, FindingDocument, Severity};
pub use self::repair::{RepairSummary, repair_shop};

use crate::app::App;
use crate::app::ShopOptions;
use crate::domain::value::message::BilingualText;
use crate::say;
use crate::store::{Store, health};

/// Examines the data alone of the shop that `opening` names, as a drill does.
pub fn check_shop_data(opening: ShopOptions) -> DoctorReport {
    let mut report = DoctorReport::default();
    match App::open(opening) {
        Err(error) => report.add_failure("database", &error),
        Ok(mut app) => data::check_data(&mut app, &mut report),
    }
    report
}

/// Examines the shop that `opening` names.
pub fn check_shop(opening: ShopOptions) -> DoctorReport {
    let mut report = DoctorReport::default();
    place::check_storage(&opening.paths, &opening.config, &mut report);
    pictures::check_ocr_models(&opening.paths.ocr_models, &mut report);
    if let Err(error) = Store::check_path(&opening.paths.db) {
        report.add_failure("database", &error);
        return report;
    }
    match App::open(opening) {
        Err(error) => report.add_failure("database", &error),
        Ok(mut app) => {
            let (kind, version, sqlite) =
                (app.store.kind().label(), health::schema_version(), health::sqlite_version());
            let BilingualText { zh: kind_zh, en: kind_en } = kind;
            report.add_ok(
                "database",
                say!(
                    "数据库（{kind_zh}）能打开，密钥文件与它相符；结构版本 {version}，SQLite {sqlite}",
                    "the database ({kind_en}) opens and the key file belongs to it; schema {version}, SQLite {sqlite}"
                ),
            );
            data::check_data(&mut app, &mut report);
            backups::check_backups(&mut app, &mut report);
            channels::check_channels(&mut app, &mut report);
            work::check_operations(&mut app, &mut report);
        }
    }
    report
}
