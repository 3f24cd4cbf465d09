//! What is wrong with a shop, and how to mend it. Looks at everything and changes nothing.
//!
//! A check that fails is a finding like any other, so a damaged or missing database is reported and not died of.

pub(crate) mod channels;
pub(crate) mod data;
pub(crate) mod finding;
pub(crate) mod pictures;
pub(crate) mod place;
pub(crate) mod places;
pub(crate) mod work;

pub use self::finding::{Finding, Report, Severity};

use crate::app::App;
use crate::app::Opening;
use crate::say;
use crate::store::{Store, health};

/// Examines the shop that `opening` names.
pub fn examine(opening: Opening) -> Report {
    let mut report = Report::default();
    place::examine(&opening.paths, &opening.config, &mut report);
    pictures::examine(&opening.paths.ocr_models, &mut report);
    if let Err(error) = Store::check(&opening.paths.db) {
        report.failed("database", &error);
        return report;
    }
    match App::open(opening) {
        Err(error) => report.failed("database", &error),
        Ok(mut app) => {
            let (kind, version, sqlite) = (app.store.kind().code(), health::schema_version(), health::sqlite_version());
            report.ok(
                "database",
                say!(
                    "数据库（{kind}）能打开，密钥文件与它相符；结构版本 {version}，SQLite {sqlite}",
                    "the database ({kind}) opens and the key file belongs to it; schema {version}, SQLite {sqlite}"
                ),
            );
            data::examine(&mut app, &mut report);
            channels::examine(&mut app, &mut report);
            work::examine(&mut app, &mut report);
        }
    }
    report
}
