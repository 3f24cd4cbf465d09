//! What a file is, told by its first bytes and never by its name.

use crate::domain::value::message::BilingualText;

/// What can be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SheetFileKind {
    /// Cells parted by a delimiter, in some encoding.
    Text,
    /// A packed file that may hold a workbook.
    Archive,
    /// An old binary workbook, or anything else in Microsoft's compound format.
    Compound,
    Other(ForeignKind),
}

/// A file that is no sheet: what it is called, and what makes a sheet of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ForeignKind {
    pub(crate) name: BilingualText,
    pub(crate) cure: BilingualText,
}

const fn text(zh: &'static str, en: &'static str) -> BilingualText {
    BilingualText { zh, en }
}

const SAVE_AS_XLSX: BilingualText = text(
    "用 Excel 或 WPS 打开，另存为 Excel 工作簿（xlsx）或 CSV UTF-8",
    "open it in Excel or WPS and save it as a workbook (xlsx) or as CSV UTF-8",
);
const EXPORT_AGAIN: BilingualText =
    text("在卖家后台重新导出为 xlsx 或 csv", "export it again from the seller's page as xlsx or csv");
const UNPACK: BilingualText = text("先解压，再导入里面的表格", "unpack it and import the sheet inside");
const NO_PASSWORD: BilingualText = text(
    "在 Excel 或 WPS 里打开，去掉打开密码，另存后再导入",
    "open it in Excel or WPS, remove the password, save it and import that file",
);

impl ForeignKind {
    pub(crate) const ENCRYPTED: Self = Self {
        name: text("有打开密码的工作簿（xlsx）", "a workbook (xlsx) with a password"),
        cure: NO_PASSWORD,
    };
    pub(crate) const XLSB: Self =
        Self { name: text("二进制工作簿（xlsb）", "a binary workbook (xlsb)"), cure: SAVE_AS_XLSX };
    pub(crate) const ODS: Self =
        Self { name: text("OpenDocument 表格（ods）", "an OpenDocument spreadsheet (ods)"), cure: SAVE_AS_XLSX };
    pub(crate) const NUMBERS: Self =
        Self { name: text("Apple Numbers 表格", "a spreadsheet (Apple Numbers)"), cure: SAVE_AS_XLSX };
    pub(crate) const DOCUMENT: Self =
        Self { name: text("Word 或 PowerPoint 文件", "a Word or PowerPoint document"), cure: EXPORT_AGAIN };
    pub(crate) const ZIP: Self = Self { name: text("压缩包（zip）", "an archive (zip)"), cure: UNPACK };
    const ARCHIVE: Self = Self { name: text("压缩包", "an archive"), cure: UNPACK };
    pub(crate) const PDF: Self = Self { name: text("PDF 文件", "a PDF document"), cure: EXPORT_AGAIN };
    const PICTURE: Self = Self {
        name: text("图片", "a picture"),
        cure: text(
            "导出订单表格；截图用 `ticketctl ocr run`",
            "export the orders as a sheet; a screenshot goes to `ticketctl ocr run`",
        ),
    };
    const WEB_PAGE: Self = Self {
        name: text("网页（HTML），只是名字像表格", "a web page (HTML) named as a spreadsheet"),
        cure: SAVE_AS_XLSX,
    };
    const XML: Self = Self { name: text("XML 文件", "an XML document"), cure: SAVE_AS_XLSX };
    const DATABASE: Self = Self { name: text("SQLite 数据库", "an SQLite database"), cure: EXPORT_AGAIN };
}

/// How files begin that are no sheets.
const MAGIC: [(&[u8], ForeignKind); 15] = [
    (b"%PDF", ForeignKind::PDF),
    (b"\x89PNG", ForeignKind::PICTURE),
    (b"\xff\xd8\xff", ForeignKind::PICTURE),
    (b"GIF8", ForeignKind::PICTURE),
    (b"RIFF", ForeignKind::PICTURE),
    (b"BM\x00", ForeignKind::PICTURE),
    (b"II*\x00", ForeignKind::PICTURE),
    (b"MM\x00*", ForeignKind::PICTURE),
    (b"Rar!", ForeignKind::ARCHIVE),
    (b"7z\xbc\xaf", ForeignKind::ARCHIVE),
    (b"\x1f\x8b", ForeignKind::ARCHIVE),
    (b"\xfd7zXZ", ForeignKind::ARCHIVE),
    (b"BZh", ForeignKind::ARCHIVE),
    (b"SQLite format 3", ForeignKind::DATABASE),
    (b"{\\rtf", ForeignKind::DOCUMENT),
];

impl SheetFileKind {
    pub(crate) fn recognise(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::Archive;
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Self::Compound;
        }
        if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Self::Other(*kind);
        }
        // HEIC, AVIF and films name themselves behind a length.
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::Other(ForeignKind::PICTURE);
        }
        Self::recognise_markup(bytes).map_or(Self::Text, Self::Other)
    }

    /// Seller pages hand out tables of a web page under the name of a workbook.
    fn recognise_markup(bytes: &[u8]) -> Option<ForeignKind> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let head = bytes.get(..bytes.len().min(512))?.to_ascii_lowercase();
        let holds = |tag: &[u8]| head.windows(tag.len()).any(|window| window == tag);
        if !head.starts_with(b"<") {
            None
        } else if holds(b"<html") || holds(b"<table") || holds(b"<!doctype") || holds(b"<meta") {
            Some(ForeignKind::WEB_PAGE)
        } else if head.starts_with(b"<?xml") {
            Some(ForeignKind::XML)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_say_what_they_are() {
        for (bytes, kind) in [
            (&b"PK\x03\x04rest"[..], SheetFileKind::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", SheetFileKind::Compound),
            (b"%PDF-1.7", SheetFileKind::Other(ForeignKind::PDF)),
            (b"\x89PNG\r\n", SheetFileKind::Other(ForeignKind::PICTURE)),
            (b"\xff\xd8\xff\xe0", SheetFileKind::Other(ForeignKind::PICTURE)),
            (b"\0\0\0\x18ftypheic", SheetFileKind::Other(ForeignKind::PICTURE)),
            (b"\x1f\x8b\x08", SheetFileKind::Other(ForeignKind::ARCHIVE)),
            (b" \n<html><body><table>", SheetFileKind::Other(ForeignKind::WEB_PAGE)),
            (
                b"\xef\xbb\xbf<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
                SheetFileKind::Other(ForeignKind::XML),
            ),
            (b"<a>,<b>", SheetFileKind::Text),
            (b"BM,GIF", SheetFileKind::Text),
            ("订单号,金额".as_bytes(), SheetFileKind::Text),
            (b"\xff\xfe", SheetFileKind::Text),
            (b"", SheetFileKind::Text),
        ] {
            assert_eq!(SheetFileKind::recognise(bytes), kind, "{bytes:?}");
        }
    }
}
