//! What a picture is, by its first bytes.

use super::message::BilingualText;

/// The kinds of picture that a shop meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Jpeg,
    Png,
    Webp,
}

impl PictureKind {
    /// The kind of a file, if it begins as a picture does. Its name says nothing.
    pub const fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// Pictures of a kind that no chat and no engine here takes: what they are called, and how they become one that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignPicture {
    pub name: &'static str,
    pub cure: BilingualText,
}

/// How iPhones and newer Androids keep photos.
const HEIC_CURE: BilingualText = BilingualText {
    zh: "在手机上打开它再截一张图，或导出为 JPEG（iPhone：设置 › 相机 › 格式 › 兼容性最佳）",
    en: "open it on the phone and take a screenshot of it, or export it as JPEG (iPhone: Settings › Camera › Formats › Most Compatible)",
};
const SAVE_AS_PNG: BilingualText = BilingualText {
    zh: "用任意看图软件另存为 PNG 或 JPEG",
    en: "open it in any picture viewer and save it as PNG or JPEG",
};

impl ForeignPicture {
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // HEIC and AVIF name their brand behind a length; films do so, too.
        if bytes.get(4..8) == Some(b"ftyp") {
            return match bytes.get(8..12)? {
                b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" => {
                    Some(Self { name: "HEIC", cure: HEIC_CURE })
                }
                b"avif" | b"avis" => Some(Self { name: "AVIF", cure: SAVE_AS_PNG }),
                _ => None,
            };
        }
        let begins = [(&b"GIF8"[..], "GIF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF")];
        let known = begins.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name);
        // Two letters alone may begin a text; a bitmap says zero in its reserved bytes.
        let bitmap = (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])).then_some("BMP");
        known.or(bitmap).map(|name| Self { name, cure: SAVE_AS_PNG })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_picture_is_named_and_a_film_or_a_text_is_none() {
        for (bytes, name) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Some("HEIC")),
            (b"\0\0\0\x24ftypmif1\0\0\0\0", Some("HEIC")),
            (b"\0\0\0\x1cftypavif", Some("AVIF")),
            (b"GIF89a\x01\0", Some("GIF")),
            (b"BM\x36\x10\0\0\0\0\0\0\x36", Some("BMP")),
            (b"II*\0\x08", Some("TIFF")),
            (b"MM\0*\0", Some("TIFF")),
            (b"\0\0\0\x18ftypmp42", None),
            (b"BMW, two tickets", None),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"", None),
        ] {
            assert_eq!(ForeignPicture::from_bytes(bytes).map(|found| found.name), name, "{bytes:?}");
        }
    }

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        let mime = |bytes: &[u8]| PictureKind::from_bytes(bytes).map(PictureKind::media_type);
        assert_eq!(mime(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(mime(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(mime(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [b"RIFF\0\0\0\0WAVE" as &[u8], b"%PDF-1.7", b"GIF89a", b"\x89PNG\n", b""] {
            assert_eq!(mime(other), None);
        }
    }
}
