//! Whether pictures can be read here: the models, and every byte of them.

use std::path::Path;

use super::Report;
use crate::ocr::model_files::{Models, NAME};
use crate::say;

/// Looks at the models in `dir`. A shop can do without them, so their absence breaks nothing.
pub fn examine(dir: &Path, report: &mut Report) {
    let models = Models::new(dir);
    let shown = dir.display();
    match models.check() {
        Ok(()) => {
            report.ok("ocr_models", say!("识别模型 {NAME} 在 {shown}，文件完好", "{NAME} is in {shown}, and whole"))
        }
        Err(error) if error.code == "ocr_models_missing" => report.warn(
            "ocr_models",
            say!("没有识别模型：`ocr run` 还不能读截图", "there are no models yet: `ocr run` cannot read screenshots"),
            say!("ticketctl ocr setup", "ticketctl ocr setup"),
        ),
        Err(error) => report.failed("ocr_models", &error),
    }
}
