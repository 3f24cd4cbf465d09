//! The content of a QR code, from a picture of it or from a text file.

use std::path::Path;

use crate::app::resale::errors::ResaleError;
use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;
use crate::fs::input_file::{AcceptedKinds, FileKind, InputFile, read_input_file};
use crate::ocr::picture::decode_picture;
use crate::ocr::qr_code::read_qr_codes;

/// The longest content, in bytes: what a QR code of error correction M still holds.
pub const MAX_CONTENT: usize = 2048;

/// Reads what a QR code says: from a PNG or JPEG picture of it, or from a UTF-8 text file with the content itself.
pub fn read_qr_content(path: &Path, limit: u64) -> Result<String> {
    let file = read_input_file(path, limit, AcceptedKinds::Proof)?;
    let text = match file.kind {
        FileKind::Png | FileKind::Jpeg => scan_picture(&file)?,
        FileKind::Text => String::from_utf8_lossy(&file.bytes).into_owned(),
        FileKind::Webp | FileKind::Pdf => return Err(not_accepted(file.kind)),
    };
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_CONTENT || !text_is_clean(text) {
        return Err(ResaleError::QrContent { max_content: &MAX_CONTENT }.into_error().detail("limit", MAX_CONTENT));
    }
    Ok(text.to_owned())
}

fn not_accepted(kind: FileKind) -> Box<Error> {
    let mime = kind.mime_type();
    FileError::NotAQrCode { mime: &mime }.into_error()
}

/// The one QR code on a picture.
fn scan_picture(file: &InputFile) -> Result<String> {
    let mut found = read_qr_codes(&decode_picture(&file.bytes)?);
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(ResaleError::QrNotFound.into()),
        count => Err(ResaleError::QrAmbiguous { count: &count }.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use image::{GrayImage, Luma};
    use qrcode::{Color, QrCode};

    use super::*;

    const PAY: &str = "wxp://f2f0AbCdEf";

    /// Codes side by side, 6 pixels a module, with their white border.
    fn picture(dir: &Path, name: &str, texts: &[&str]) -> PathBuf {
        const SCALE: u32 = 6;
        let codes: Vec<_> = texts.iter().map(|text| QrCode::new(text).unwrap()).collect();
        let side = codes.iter().map(|code| code.width() as u32 + 8).max().unwrap_or(40) * SCALE;
        let mut image = GrayImage::from_pixel(side * texts.len().max(1) as u32, side, Luma([255]));
        for (nth, code) in codes.iter().enumerate() {
            for (at, module) in code.to_colors().iter().enumerate().filter(|(_, module)| **module == Color::Dark) {
                assert_eq!(*module, Color::Dark);
                let (x, y) = ((at % code.width()) as u32 + 4, (at / code.width()) as u32 + 4);
                for pixel in 0..SCALE * SCALE {
                    let x = nth as u32 * side + x * SCALE + pixel % SCALE;
                    image.put_pixel(x, y * SCALE + pixel / SCALE, Luma([0]));
                }
            }
        }
        let path = dir.join(name);
        image.save(&path).unwrap();
        path
    }

    fn refused(path: &Path) -> &'static str {
        read_qr_content(path, 1024 * 1024).unwrap_err().code
    }

    #[test]
    fn a_picture_and_a_text_file_say_the_same() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a.png", "a.jpg"] {
            assert_eq!(read_qr_content(&picture(dir.path(), name, &[PAY]), 1024 * 1024).unwrap(), PAY, "{name}");
        }
        let text = dir.path().join("a.txt");
        std::fs::write(&text, format!("{PAY}\n")).unwrap();
        assert_eq!(read_qr_content(&text, 1024).unwrap(), PAY);
    }

    #[test]
    fn a_picture_without_one_code_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(refused(&picture(dir.path(), "none.png", &[])), "qr_not_found");
        assert_eq!(refused(&picture(dir.path(), "two.png", &[PAY, "wxp://another"])), "qr_ambiguous");
        let cut = dir.path().join("cut.png");
        std::fs::write(&cut, &std::fs::read(picture(dir.path(), "whole.png", &[PAY])).unwrap()[..60]).unwrap();
        assert_eq!(refused(&cut), "picture_unreadable");
    }

    #[test]
    fn content_is_short_visible_text() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        for bad in ["x".repeat(MAX_CONTENT + 1), " \n".to_owned(), "wxp://\u{202e}a".to_owned()] {
            std::fs::write(&path, bad).unwrap();
            assert_eq!(refused(&path), "qr_content");
        }
    }
}
