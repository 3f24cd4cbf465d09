//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OcrError {
        PictureUnwritten { error } = "picture_unwritten", Internal,
            "无法生成图片：{error}", "the picture cannot be made: {error}";
        OcrEngineUnknown { name, names } = "ocr_engine_unknown", Usage,
            "没有名为 {name} 的识别引擎", "there is no OCR engine called {name}",
            hint "可用的引擎：{names}", "engines: {names}";
        OcrModelsMissing { dir } = "ocr_models_missing", Config,
            "{dir} 里没有识别模型，无法识别图片", "the models are not in {dir}, so no picture can be read",
            hint "运行 `ticketctl ocr setup` 一次；也可在别处识别后用 `ticketctl ocr import` 导入",
            "run `ticketctl ocr setup` once; or read it elsewhere and bring the result with `ticketctl ocr import`";
        OcrModelDamaged { path } = "ocr_model_damaged", Data,
            "模型文件 {path} 已损坏（SHA-256 不符），没有使用",
            "the model file {path} is damaged (its SHA-256 is another) and was not used",
            hint "用 `ticketctl ocr setup` 重新安装", "install it again with `ticketctl ocr setup`";
        PictureTooLarge { wide, high, max_side, max_pixels } = "picture_too_large", Usage,
            "图片 {wide}×{high} 过大：每边最多 {max_side} 像素，共 {max_pixels} 像素",
            "the picture of {wide}×{high} is too large: at most {max_side} pixels a side and {max_pixels} in all",
            hint "缩小或裁剪后再试", "shrink or crop it";
        PictureUnreadable = "picture_unreadable", Usage,
            "图片已损坏、不完整或格式不支持", "the picture is damaged, cut off or of an unknown kind",
            hint "重新截图或导出后再试", "take or export it again";
        OcrEngineMissing = "ocr_engine_missing", Config,
            "没有安装 tesseract", "tesseract is not installed",
            hint "运行 `ticketctl ocr setup`（推荐），或 apt-get install tesseract-ocr tesseract-ocr-chi-sim",
            "run `ticketctl ocr setup` (better), or apt-get install tesseract-ocr tesseract-ocr-chi-sim";
        OcrEngineFailed { why } = "ocr_engine_failed", Internal,
            "tesseract 没有读出图片（{why}）", "tesseract did not read the picture ({why})",
            hint "改用 `ticketctl ocr setup` 安装的引擎", "use the engine that `ticketctl ocr setup` installs";
    }
}
