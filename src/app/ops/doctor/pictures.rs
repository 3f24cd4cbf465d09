//! Whether pictures can be read here: the models, and every byte of them.

use std::path::Path;

use super::DoctorReport;
use crate::ocr::model_files::{MODELS_NAME, OcrModels};
use crate::say;

/// Looks at the models in `dir`. A shop can do without them, so their absence breaks nothing.
pub fn check_ocr_models(dir: &Path, report: &mut DoctorReport) {
    let models = OcrModels::new(dir);
    let shown = dir.display();
    match models.are_intact() {
        Ok(true) => report.add_ok(
            "ocr_models",
            say!("识别模型 {MODELS_NAME} 在 {shown}，文件完好", "{MODELS_NAME} is in {shown} and intact"),
        ),
        Ok(false) => report.add_warning(
            "ocr_models",
            say!(
                "没有识别模型：`ocr run` 还不能读截图",
                "the OCR models are not installed: `ocr run` cannot read screenshots"
            ),
            say!("ticketctl ocr setup", "ticketctl ocr setup"),
        ),
        Err(error) => report.add_failure("ocr_models", &error),
    }
}
