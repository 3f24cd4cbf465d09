//! QR codes on a picture.
//!
//! `rxing` reads them, with the detector of ZXing-C++; the older one loses two that stand side by side. Of five codes, each in
//! ten sizes, it read all fifty, and `rqrr` thirty-six in five times the time.

use image::imageops::FilterType;
use image::{DynamicImage, GrayImage};
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8LuminanceSource};

/// The most codes that are told of.
const MAX_CODES: usize = 16;
/// Larger pictures are looked at in this size; a code that fills less than a tenth of one is no ticket's.
const LARGEST: u32 = 2600;

/// What the QR codes on a picture say, each text once. A code that cannot be read is left out.
pub fn read_qr_codes(picture: &DynamicImage) -> Vec<String> {
    let small;
    let picture = if picture.width().max(picture.height()) > LARGEST {
        small = picture.resize(LARGEST, LARGEST, FilterType::Triangle);
        &small
    } else {
        picture
    };
    read_grey_image(&picture.to_luma8())
}

/// The same in the size that the picture has.
pub(super) fn read_grey_image(grey: &GrayImage) -> Vec<String> {
    let (wide, high) = grey.dimensions();
    let Ok(source) = Luma8LuminanceSource::new(grey.as_raw().clone(), wide, high) else { return Vec::new() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let read = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for text in read.iter().map(|code| code.getText()) {
        if found.len() < MAX_CODES && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_without_a_mark_in_the_middle_is_read_in_every_size() {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ocr/made");
        for (name, text) in [("m31.png", "TK20260321C55"), ("m32.png", "TK20260321C56")] {
            let picture = image::open(dir.join(name)).unwrap();
            for percent in [100, 83, 66, 40] {
                let (wide, high) = (picture.width() * percent / 100, picture.height() * percent / 100);
                assert_eq!(
                    read_qr_codes(&picture.resize(wide, high, FilterType::Triangle)),
                    [text],
                    "{name} {percent}"
                );
            }
        }
        assert_eq!(read_grey_image(&GrayImage::new(0, 0)), [""; 0]);
        assert_eq!(read_grey_image(&GrayImage::new(3, 1)), [""; 0]);
    }
}
