//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OcrError {
        PictureUnwritten { error } = "picture_unwritten", Internal,
            "无法生成图片：{error}", "cannot create the picture: {error}";
        OcrEngineUnknown { name, names } = "ocr_engine_unknown", Usage,
            "没有名为 {name} 的识别引擎", "there is no OCR engine {name}",
            hint "可用的引擎：{names}", "engines: {names}";
        OcrModelsMissing { dir } = "ocr_models_missing", Config,
            "{dir} 里没有识别模型，无法识别图片", "the OCR models are not in {dir}, so pictures cannot be read",
            hint "运行 `ticketctl ocr setup` 一次；也可在别处识别后用 `ticketctl ocr import` 导入",
            "run `ticketctl ocr setup` once, or read it elsewhere and import the result with `ticketctl ocr import`";
        OcrModelDamaged { path } = "ocr_model_damaged", Data,
            "模型文件 {path} 已损坏（SHA-256 不符），没有使用",
            "the model file {path} is damaged (its SHA-256 does not match) and was not used",
            hint "用 `ticketctl ocr setup` 重新安装", "install it again with `ticketctl ocr setup`";
        ResultNotJson { line, column } = "ocr_result_invalid", Usage,
            "识别结果不是 JSON（第 {line} 行第 {column} 列）", "the result is not JSON (line {line}, column {column})",
            hint "格式：{{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}",
            "the shape is {{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}";
        ResultShape = "ocr_result_invalid", Usage,
            "识别结果应是对象或数组", "the result must be an object or an array",
            hint "格式：{{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}",
            "the shape is {{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}";
        ResultWithoutLines = "ocr_result_invalid", Usage,
            "识别结果应有 lines 或 text 其中之一", "the result must have one of lines and text",
            hint "格式：{{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}",
            "the shape is {{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}";
        ResultFailed { code } = "ocr_result_invalid", Usage,
            "识别程序没有读出图片（code {code}）", "the OCR program could not read the picture (code {code})",
            hint "换一张清楚的截图再识别，或改用 `ticketctl ocr run`", "read a clear picture again, or use `ticketctl ocr run`";
        ResultTooLarge { field, limit } = "ocr_result_invalid", Usage,
            "识别结果的 {field} 超过上限 {limit}", "the result has too much in {field}: at most {limit}",
            hint "格式：{{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}",
            "the shape is {{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}";
        ResultFieldType { field, zh, en } = "ocr_result_invalid", Usage,
            "识别结果的 {field} 应是{zh}", "{field} of the result must be {en}",
            hint "格式：{{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}",
            "the shape is {{\"engine\": \"…\", \"lines\": [{{\"text\": \"…\", \"confidence\": 0.98, \"box\": [0, 0, 90, 20]}}]}}";
        MockTextMissing { path } = "ocr_mock_text", Usage,
            "没有模拟文本 {path}", "there is no mock text {path}",
            hint "把截图上的文字逐行写入该文件", "write the text of the screenshot into that file, line by line";
        MockTextNotUtf8 = "ocr_mock_text", Usage,
            "模拟文本不是 UTF-8", "the mock text is not UTF-8",
            hint "把文件另存为 UTF-8", "save the file as UTF-8";
        MockTextTooLarge { field, limit } = "ocr_mock_text", Usage,
            "模拟文本超过上限（{field}：{limit}）", "the mock text is over its limit ({field}: {limit})",
            hint "删去多余的行", "remove what is not on the screenshot";
        RecogniserFailed { zh, en } = "ocr_engine_failed", Internal,
            "识别引擎出错：{zh}", "the OCR engine failed: {en}",
            hint "再试一次；仍然失败就在别处识别，用 `ticketctl ocr import` 导入",
            "try again; if it fails again, read the picture elsewhere and import the result with `ticketctl ocr import`";
        CharactersUnreadable = "ocr_engine_failed", Internal,
            "识别引擎出错：字符表不是 UTF-8", "the OCR engine failed: the list of characters is not UTF-8",
            hint "再试一次；仍然失败就在别处识别，用 `ticketctl ocr import` 导入",
            "try again; if it fails again, read the picture elsewhere and import the result with `ticketctl ocr import`";
        EngineStopped = "ocr_engine_failed", Internal,
            "识别引擎读这张图片时中断", "the OCR engine stopped in the middle of this picture",
            hint "再试一次；仍然失败就在别处识别，用 `ticketctl ocr import` 导入",
            "try again; if it fails again, read the picture elsewhere and import the result with `ticketctl ocr import`";
        PictureTooLarge { wide, high, max_side, max_pixels } = "picture_too_large", Usage,
            "图片 {wide}×{high} 过大：每边最多 {max_side} 像素，共 {max_pixels} 像素",
            "the picture of {wide}×{high} is too large: at most {max_side} pixels per side and {max_pixels} in total",
            hint "缩小或裁剪后再试", "shrink or crop it";
        PictureTooNarrow { wide, high, max_aspect } = "picture_too_large", Usage,
            "图片 {wide}×{high} 过于狭长：长边最多是短边的 {max_aspect} 倍",
            "the picture of {wide}×{high} is too narrow: the longer side is at most {max_aspect} times the shorter",
            hint "分段截图，或裁剪后再试", "take it in parts, or crop it";
        PictureTooFull { max_lines } = "picture_too_large", Usage,
            "图片上的文字过多：最多 {max_lines} 行，或总长相当于 {max_lines} 行聊天记录",
            "the picture has too much text: at most {max_lines} lines, or as much as {max_lines} lines of a chat",
            hint "分段截图，或裁剪后再试", "take it in parts, or crop it";
        PictureUnreadable = "picture_unreadable", Usage,
            "图片已损坏、不完整或格式不支持", "the picture is damaged, incomplete or of an unknown type",
            hint "重新截图或导出后再试", "take or export it again";
        OcrEngineMissing = "ocr_engine_missing", Config,
            "没有安装 tesseract", "tesseract is not installed",
            hint "运行 `ticketctl ocr setup`（推荐），或 apt-get install tesseract-ocr tesseract-ocr-chi-sim",
            "run `ticketctl ocr setup` (recommended), or apt-get install tesseract-ocr tesseract-ocr-chi-sim";
        OcrEngineFailed { why } = "ocr_engine_failed", Internal,
            "tesseract 没有读出图片（{why}）", "tesseract could not read the picture ({why})",
            hint "改用 `ticketctl ocr setup` 安装的引擎", "use the engine that `ticketctl ocr setup` installs";
    }
}
