//! The engine `mock`: reads the text file beside the picture (`shot.png` → `shot.txt`), one line of text per line.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::errors::OcrError;
use super::picture::decode_picture;
use super::{Confidence, OcrEngine, OcrLine, OcrPicture, OcrReading, ReadError};
use crate::error::{Error, Result};

/// At most 64 KiB of text.
const MAX_BYTES: u64 = 64 << 10;
/// At most this many lines.
const MAX_LINES: usize = 2000;

/// Reads what somebody wrote down, so that the whole way from picture to match can be walked without a model.
#[derive(Clone, Copy, Debug)]
pub struct MockEngine;

impl MockEngine {
    pub const NAME: &'static str = "mock";
}

impl OcrEngine for MockEngine {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError> {
        // As every engine does: a picture that is none is nobody's screenshot.
        decode_picture(picture.bytes).map_err(ReadError::Picture)?;
        let path = picture.path.with_extension("txt");
        let text = String::from_utf8(read_mock_text(&path)?).map_err(|_| OcrError::MockTextNotUtf8.into_error())?;
        let text = text.trim_start_matches('\u{feff}');
        if text.lines().nth(MAX_LINES).is_some() {
            return Err(too_large_error("lines", MAX_LINES as u64).into());
        }
        let line = |text: &str| OcrLine { confidence: Some(Confidence::FULL), ..OcrLine::from_text(text) };
        let lines = text.lines().filter(|text| !text.trim().is_empty()).map(line).collect();
        Ok(OcrReading::new(Self::NAME, 0, lines))
    }
}

fn read_mock_text(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            let path = path.display();
            OcrError::MockTextMissing { path: &path }.into_error()
        }
        _ => Error::io(path, &error),
    })?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large_error("bytes", MAX_BYTES));
    }
    Ok(bytes)
}

fn too_large_error(field: &'static str, limit: u64) -> Box<Error> {
    let error = OcrError::MockTextTooLarge { field: &field, limit: &limit }.into_error();
    error.detail("field", field).detail("limit", limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: Option<&[u8]>) -> Result<OcrReading> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shot.png");
        if let Some(text) = text {
            std::fs::write(dir.path().join("shot.txt"), text).unwrap();
        }
        MockEngine.read_picture(OcrPicture { path: &path, bytes: &white_png() }).map_err(ReadError::into_error)
    }

    #[test]
    fn the_text_beside_the_picture_is_read_line_by_line() {
        let reading = read(Some("\u{feff}姓名  张三2376\r\n\n金额 495.88".as_bytes())).unwrap();
        let lines: Vec<_> = reading.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["姓名  张三2376", "金额 495.88"]);
        assert_eq!((reading.engine.as_str(), reading.lines[0].confidence), ("mock", Some(Confidence::FULL)));
    }

    fn white_png() -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::GrayImage::from_pixel(2, 2, image::Luma([255])).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_text_beside_what_is_no_picture_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shot.png");
        std::fs::write(dir.path().join("shot.txt"), "words").unwrap();
        let whole = white_png();
        let Err(ReadError::Picture(error)) =
            MockEngine.read_picture(OcrPicture { path: &path, bytes: &whole[..whole.len() - 9] })
        else {
            panic!("it was read")
        };
        assert_eq!(error.code, "picture_unreadable");
    }

    #[test]
    fn no_text_other_text_and_too_much_text_are_refused() {
        let long = vec![b'a'; 64 * 1024 + 1];
        let many = "a\n".repeat(2001);
        for (text, limit) in [
            (None, None),
            (Some(&b"\xff\xfe"[..]), None),
            (Some(&long[..]), Some(65_536)),
            (Some(many.as_bytes()), Some(2000)),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(
                (error.code, error.details.get("limit").and_then(|limit| limit.as_u64())),
                ("ocr_mock_text", limit)
            );
        }
        assert!(read(Some("a\n".repeat(2000).as_bytes())).is_ok() && read(Some(&long[1..])).is_ok());
    }
}
