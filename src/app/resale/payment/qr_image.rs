//! The content of a QR code, from a picture of it or from a text file.

use std::path::Path;

use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Result};
use crate::fs::input_file::{AcceptedKinds, FileKind, InputFile, read_input_file};
use crate::ocr::picture::decode_picture;
use crate::ocr::qr_code::read_qr_codes;
use crate::say;

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
        let why = say!(
            "二维码内容应是 1 到 {MAX_CONTENT} 字节的可见文本",
            "the content of a QR code is 1 to {MAX_CONTENT} bytes of visible text"
        );
        return Err(Error::usage("qr_content", why).detail("limit", MAX_CONTENT));
    }
    Ok(text.to_owned())
}

fn not_accepted(kind: FileKind) -> Box<Error> {
    let mime = kind.mime_type();
    Error::usage("file_type_not_accepted", say!("文件是 {mime}，此处不接受", "the file is {mime}, not accepted here"))
        .hint(say!(
            "给出二维码的 PNG 或 JPEG 图片，或内容的文本文件",
            "give a PNG or JPEG picture of the code, or a text file with its content"
        ))
}

/// The one QR code on a picture.
fn scan_picture(file: &InputFile) -> Result<String> {
    let mut found = read_qr_codes(&decode_picture(&file.bytes)?);
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::usage(
            "qr_not_found",
            say!("图片上没有可读的二维码", "there is no readable QR code on the picture"),
        )
        .hint(say!("裁剪到只剩二维码、保留白边后再试", "crop it to the code with its white border"))),
        count => Err(Error::usage(
            "qr_ambiguous",
            say!("图片上有 {count} 个二维码，不知道用哪个", "there are {count} QR codes on the picture; which one?"),
        )
        .hint(say!("裁剪到只剩一个", "crop it to one"))),
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
