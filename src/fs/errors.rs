//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum FileError {
        FileMissing { shown } = "file_not_found", NotFound,
            "文件 {shown} 不存在", "there is no file {shown}",
            hint "检查路径", "check the path";
        OcrPackageMissing { path, zh, en } = "file_not_found", NotFound,
            "文件 {path} 不存在", "there is no file {path}",
            hint "{zh}", "{en}";
        InputMissing { shown } = "file_not_found", NotFound,
            "文件 {shown} 不存在", "there is no file {shown}",
            hint "检查路径；用 - 从标准输入读", "check the path; - reads standard input";
        FolderMissing { path } = "file_not_found", NotFound,
            "目录 {path} 不存在", "there is no directory {path}",
            hint "检查路径", "check the path";
        FileIsSymlink { shown } = "file_is_symlink", Usage,
            "{shown} 是符号链接，不予读取", "{shown} is a symbolic link and is not followed",
            hint "给出文件本身的路径", "give the path of the file itself";
        FileDenied { shown } = "file_denied", Config,
            "没有权限读取 {shown}", "cannot read {shown}: permission denied",
            hint "用 chmod 或 chown 给予读取权限", "give this user read permission with chmod or chown";
        FileIsDirectory { path } = "file_is_directory", Usage,
            "{path} 是目录", "{path} is a directory",
            hint "给出一个文件", "give a file in it";
        FileIsSpecial { path } = "file_is_special", Usage,
            "{path} 是管道、套接字或设备，不是文件", "{path} is a pipe, a socket or a device, not a file",
            hint "先存成普通文件", "save it as a regular file first";
        FileEmpty { shown } = "file_empty", Usage,
            "文件 {shown} 是空的", "the file {shown} is empty",
            hint "重新保存或导出后再试", "save or export it again";
        FileTooLarge { shown, limit } = "file_too_large", Usage,
            "文件 {shown} 过大：上限 {limit}", "the file {shown} is too large: at most {limit}",
            hint "压缩或裁剪图片后再试", "shrink or crop the picture";
        FileTypeUnknown { path, names } = "file_type_unknown", Usage,
            "文件 {path} 的格式无法识别", "the type of the file {path} is unknown",
            hint "可用格式：{names}；以内容为准，不看扩展名", "accepted: {names}; the content counts, not the extension";
        ForeignPicture { path, name, zh, en } = "picture_kind_unsupported", Usage,
            "{path} 是 {name} 图片，这里和群里都打不开", "{path} is a {name} picture, which neither this program nor a group chat opens",
            hint "{zh}", "{en}";
        TextNamedPicture { path } = "file_ending_wrong", Usage,
            "{path} 的名字是图片或 PDF，内容却是文字", "{path} is named as a picture or a PDF but holds plain text",
            hint "多半没下载完整，或存成了网页：重新保存原图；确实要用文字作凭证，把扩展名改成 .txt",
            "it was probably not downloaded, or a web page was saved: save the picture itself again; if the text is meant, name it .txt";
        PdfCut { path } = "pdf_incomplete", Usage,
            "{path} 是不完整的 PDF：缺少结尾", "{path} is a PDF that was cut off: its end is missing",
            hint "重新下载或导出后再试", "download or export it again";
        FileTypeNotAccepted { path, mime, names } = "file_type_not_accepted", Usage,
            "文件 {path} 是 {mime}，此处不接受", "the file {path} is {mime}, which is not accepted here",
            hint "可用格式：{names}；以内容为准，不看扩展名", "accepted: {names}; the content counts, not the extension";
        NotAQrCode { mime } = "file_type_not_accepted", Usage,
            "文件是 {mime}，此处不接受", "the file is {mime}, not accepted here",
            hint "给出二维码的 PNG 或 JPEG 图片，或内容的文本文件",
            "use a PNG or JPEG picture of the code, or a text file with its content";
        FileExists { shown } = "file_exists", Refused,
            "{shown} 已存在，不会覆盖", "{shown} already exists and is not overwritten",
            hint "换一个文件名", "choose another name";
        OutputIsDash = "output_is_dash", Usage,
            "- 不是输出文件：这里不写到标准输出", "- is not an output file: nothing of this kind is written to standard output",
            hint "给出一个文件名；确实要名为 - 的文件，写 ./-", "name a file; for one that is called -, write ./-";
        FileReplaceable { path } = "file_exists", Refused,
            "文件 {path} 已存在，没有改动", "the file {path} already exists; it was not changed",
            hint "换一个名字，或加 --force 覆盖", "choose another name, or add --force to replace it";
    }
}
