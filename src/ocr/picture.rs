//! Bytes to pixels, within limits.
//!
//! Invariant: the size that a picture's header claims is judged before a pixel of it is decoded, and half a picture is
//! no picture: what was cut off might say that the ticket is refunded.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use super::errors::OcrError;
use crate::error::{Error, Result};

/// The longest side of a picture, in pixels.
pub const MAX_SIDE: u32 = 12_000;
pub const MAX_PIXELS: u64 = 40_000_000;
/// A picture is at most so many times as high as it is wide, or as wide as it is high. The longest chat log stitched together
/// has 15; a strip has no text that anybody could read.
pub const MAX_ASPECT: u32 = 40;

/// Decodes a PNG, JPEG or WebP picture and turns it as its EXIF data says.
pub fn decode_picture(bytes: &[u8]) -> Result<DynamicImage> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| unreadable_picture())?;
    let jpeg = reader.format() == Some(ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder().map_err(|_| unreadable_picture())?;
    // From the header alone: a picture of a few hundred bytes may claim gigabytes of pixels.
    check_dimensions(decoder.dimensions())?;
    // PNG and WebP decoders refuse a cut file by themselves.
    if jpeg && !has_end_marker(bytes) {
        return Err(unreadable_picture());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    // 16 bits in four channels: the widest pixel of any format.
    limits.max_alloc = Some(MAX_PIXELS * 8);
    decoder.set_limits(limits).map_err(|_| unreadable_picture())?;
    // Asked before the decoder is used up; a phone stores a portrait as a turned landscape.
    let orientation = decoder.orientation().map_err(|_| unreadable_picture())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| unreadable_picture())?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn check_dimensions((wide, high): (u32, u32)) -> Result<()> {
    if wide > MAX_SIDE || high > MAX_SIDE || u64::from(wide) * u64::from(high) > MAX_PIXELS {
        let error =
            OcrError::PictureTooLarge { wide: &wide, high: &high, max_side: &MAX_SIDE, max_pixels: &MAX_PIXELS };
        return Err(error.into_error().detail("limit", MAX_PIXELS));
    }
    if wide.max(high) > wide.min(high).saturating_mul(MAX_ASPECT) {
        let error = OcrError::PictureTooNarrow { wide: &wide, high: &high, max_aspect: &MAX_ASPECT };
        return Err(error.into_error().detail("limit", MAX_ASPECT));
    }
    Ok(())
}

fn unreadable_picture() -> Box<Error> {
    OcrError::PictureUnreadable.into_error()
}

/// Whether a JPEG has its end marker after its last scan. The decoder paints what is missing in grey and says nothing.
fn has_end_marker(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, &mut at) {
        match marker {
            0xD9 => return true,
            // Standing alone, or a filled byte inside a scan.
            0x00 | 0x01 | 0xD0..=0xD8 | 0xFF => {}
            // A segment says its length, its own two bytes included; skipped whole, since a thumbnail inside it has an
            // end marker of its own.
            _ => match bytes.get(at..at + 2) {
                Some([high, low]) => at += usize::from(u16::from_be_bytes([*high, *low])),
                _ => return false,
            },
        }
    }
    false
}

/// The next marker; `at` is then behind it. What is no marker is the content of a scan.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let start = *at + bytes.get(*at..)?.iter().position(|byte| *byte == 0xFF)?;
    let marker = *bytes.get(start + 1)?;
    *at = if marker == 0xFF { start + 1 } else { start + 2 };
    Some(marker)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut picture = RgbImage::from_pixel(40, 20, Rgb([250, 250, 250]));
        for x in 0..40 {
            picture.put_pixel(x, 3, Rgb([0, 0, 0]));
        }
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_whole_picture_opens_and_a_cut_one_does_not() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let bytes = encoded(format);
            let picture = decode_picture(&bytes).unwrap();
            assert_eq!((picture.width(), picture.height()), (40, 20));
            for part in [bytes.len() / 2, bytes.len() - 20, 10, 0] {
                assert_eq!(
                    decode_picture(&bytes[..part]).map(drop).unwrap_err().code,
                    "picture_unreadable",
                    "{format:?} {part}"
                );
            }
        }
        for other in [&b"GIF89a\x01\0\x01\0"[..], b"%PDF-1.7", b"<svg/>", b"plain words"] {
            assert_eq!(decode_picture(other).unwrap_err().code, "picture_unreadable");
        }
    }

    #[test]
    fn the_header_is_judged_before_the_pixels() {
        // A PNG header alone that claims 30,000 × 30,000 pixels, with a checksum that holds.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30\x08\0\0\0\0".to_vec();
        let crc = crc32(&png[12..]);
        png.extend(crc.to_be_bytes());
        png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        assert_eq!(decode_picture(&png).unwrap_err().code, "picture_too_large");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
        !bytes.iter().fold(!0, byte)
    }

    #[test]
    fn a_phone_photo_is_turned_as_its_exif_says() {
        // Orientation 6: the top of the scene is at the right of the stored picture.
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let plain = encoded(ImageFormat::Jpeg);
        let mut turned = plain[..2].to_vec();
        turned.extend([0xFF, 0xE1]);
        turned.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        turned.extend(exif);
        turned.extend(&plain[2..]);
        let picture = decode_picture(&turned).unwrap();
        assert_eq!((picture.width(), picture.height()), (20, 40));
    }
}
