//! Files as WeCom takes them: what counts as a picture, how large, under which name.
//!
//! Source: documents 90253 (application) and 91770 (robot).

use reqwest::multipart::{Form, Part};
use serde_json::Value;

use super::answer;
use crate::domain::value::picture::PictureKind;
use crate::gateway::{RefusalClass, SendOutcome};
use crate::say;

const MEGABYTE: usize = 1024 * 1024;
/// The largest picture of an application.
pub(in crate::gateway) const APP_PICTURE: usize = 10 * MEGABYTE;
/// The largest picture of a robot.
pub(in crate::gateway) const ROBOT_PICTURE: usize = 2 * MEGABYTE;
const FILE: usize = 20 * MEGABYTE;
/// A file must be larger than five bytes.
const SMALLEST: usize = 6;

/// A file that WeCom would take.
#[derive(Clone, Copy)]
pub(in crate::gateway) struct MediaFile<'a> {
    /// `image` or `file`.
    pub kind: &'static str,
    name: &'a str,
    pub bytes: &'a [u8],
}

impl<'a> MediaFile<'a> {
    /// A file as an attachment.
    pub(in crate::gateway) fn as_attachment(name: &'a str, bytes: &'a [u8]) -> Result<Self, SendOutcome> {
        let size = bytes.len();
        if !(SMALLEST..=FILE).contains(&size) {
            return Err(answer::refuse_locally(
                RefusalClass::Data,
                format!("the file has {size} bytes, {SMALLEST} to {FILE} are possible"),
                say!(
                    "文件有 {size} 字节，须在 {SMALLEST} 与 {FILE} 之间：换一个文件",
                    "the file has {size} bytes, it must have {SMALLEST} to {FILE}: take another"
                ),
            ));
        }
        Ok(Self { kind: "file", name, bytes })
    }

    /// A picture if it is a JPG or PNG of at most `largest` bytes, otherwise an attachment.
    pub(in crate::gateway) fn as_picture(name: &'a str, bytes: &'a [u8], largest: usize) -> Result<Self, SendOutcome> {
        let file = Self::as_attachment(name, bytes)?;
        let shown = bytes.len() <= largest && picture_mime(bytes).is_some();
        Ok(Self { kind: if shown { "image" } else { "file" }, ..file })
    }

    /// Whether it is shown as a picture.
    pub(in crate::gateway) fn is_picture(&self) -> bool {
        self.kind == "image"
    }

    /// A few bytes that are uploaded to find out whether they could be.
    pub(in crate::gateway) const fn probe_file() -> MediaFile<'static> {
        MediaFile { kind: "file", name: "probe.txt", bytes: b"ticketctl probe" }
    }

    pub(in crate::gateway) fn upload_form(&self) -> Form {
        let kind = picture_mime(self.bytes).unwrap_or("application/octet-stream");
        let part = |bytes: &[u8]| Part::bytes(bytes.to_vec()).file_name(shown_name(self.name));
        // A fixed type is a type, so this never falls back.
        let typed = part(self.bytes).mime_str(kind).unwrap_or_else(|_| part(self.bytes));
        // WeCom reads the names as they are.
        Form::new().percent_encode_noop().part("media", typed)
    }
}

/// The uploaded file's id.
///
/// # Errors
/// The answer has none: nobody saw anything, so it is a definite no.
pub(in crate::gateway) fn read_media_id(answer: &Value, host: &str) -> Result<String, SendOutcome> {
    let id = answer.get("media_id").and_then(Value::as_str).filter(|id| !id.is_empty());
    id.map(str::to_owned).ok_or_else(|| answer::unreachable_outcome(host, "the answer to an upload names no file"))
}

/// The type of a picture that WeCom shows, by how it begins.
fn picture_mime(bytes: &[u8]) -> Option<&'static str> {
    match PictureKind::from_bytes(bytes)? {
        kind @ (PictureKind::Jpeg | PictureKind::Png) => Some(kind.media_type()),
        PictureKind::Webp => None,
    }
}

/// The name without what WeCom refuses (`\`, `:`, a `/` in front) or what ends a header.
fn shown_name(name: &str) -> String {
    let sound = |c: char| if c.is_control() || matches!(c, '/' | '\\' | ':' | '"') { '_' } else { c };
    let name: String = name.trim().chars().map(sound).collect();
    if name.is_empty() { "file".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    fn kind(bytes: &[u8], largest: usize) -> Option<&'static str> {
        MediaFile::as_picture("a", bytes, largest).ok().map(|media| media.kind)
    }

    fn sized(head: &[u8], size: usize) -> Vec<u8> {
        let mut bytes = head.to_vec();
        bytes.resize(size, 0);
        bytes
    }

    #[test]
    fn a_picture_is_one_by_its_bytes_and_its_size() {
        assert_eq!(kind(PNG, 100), Some("image"));
        assert_eq!(kind(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0], 100), Some("image"));
        assert_eq!(kind(b"GIF89a........", 100), Some("file"));
        assert_eq!(kind(&sized(PNG, ROBOT_PICTURE), ROBOT_PICTURE), Some("image"));
        assert_eq!(kind(&sized(PNG, ROBOT_PICTURE + 1), ROBOT_PICTURE), Some("file"));
        assert!(!MediaFile::as_attachment("a", PNG).unwrap().is_picture());
    }

    #[test]
    fn a_size_that_wecom_refuses_is_refused_here() {
        for size in [0, 5, FILE + 1] {
            let bytes = sized(PNG, size);
            let Err(SendOutcome::Refused(refusal)) = MediaFile::as_picture("a", &bytes, APP_PICTURE) else {
                panic!("{size}")
            };
            assert!(refusal.class == RefusalClass::Data && refusal.message.contains(&size.to_string()));
        }
        assert_eq!(kind(&sized(b"%PDF", 6), APP_PICTURE), Some("file"));
        assert_eq!(kind(&sized(PNG, FILE), APP_PICTURE), Some("file"));
    }

    #[test]
    fn a_name_is_no_path_and_no_header() {
        assert_eq!(shown_name("付款凭证.png"), "付款凭证.png");
        assert_eq!(shown_name("/a\\b:c\"\r\nX: y"), "_a_b_c___X_ y");
        assert_eq!(shown_name(" "), "file");
    }
}
