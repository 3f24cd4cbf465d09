//! Bar codes on a picture: Code 128, Code 39 and EAN-13, as they stand on vouchers.
//!
//! `rxing` reads them, row by row: pure Rust and kept, under the Apache licence. `zedbar` is under the LGPL, `bardecoder` reads
//! QR codes alone.

use image::GrayImage;
use rxing::common::{BitArray, GlobalHistogramBinarizer};
use rxing::oned::{Code39Reader, Code128Reader, EAN13Reader, OneDReader};
use rxing::{Binarizer as _, DecodeHints, Luma8LuminanceSource};

/// Every so many rows one is read, in pixels.
const STEP: usize = 6;
/// Fewer rows that say the same are chance: Code 39 has no digit that checks the others.
const LEAST_ROWS: usize = 3;

/// What the bar codes on a picture say, from top to bottom, each text once. Bars must stand upright, give or take the few
/// degrees of a crooked photo. One that cannot be read is left out.
pub(super) fn read_barcodes(picture: &GrayImage) -> Vec<String> {
    let (wide, high) = picture.dimensions();
    let Ok(source) = Luma8LuminanceSource::new(picture.as_raw().clone(), wide, high) else { return Vec::new() };
    let rows = GlobalHistogramBinarizer::new(source);
    let mut seen: Vec<(String, usize)> = Vec::new();
    for (at, row) in (0..high as usize).step_by(STEP).filter_map(|at| Some((at, rows.get_black_row(at).ok()?))) {
        // Every row by itself: a fold or a glare spoils some of them and hardly all.
        for text in read_row(at, &row) {
            match seen.iter_mut().find(|(known, _)| *known == text) {
                Some((_, count)) => *count += 1,
                None => seen.push((text, 1)),
            }
        }
    }
    // In the order in which they were first met, which is from top to bottom.
    seen.into_iter().filter(|(_, count)| *count >= LEAST_ROWS).map(|(text, _)| text).collect()
}

/// What one row of pixels says in each kind of bars.
fn read_row(at: usize, row: &BitArray) -> impl Iterator<Item = String> {
    fn decode_with(mut reader: impl OneDReader, at: usize, row: &BitArray) -> Option<String> {
        let read = reader.decode_row(u32::try_from(at).ok()?, row, &DecodeHints::default()).ok()?;
        Some(read.getText().to_owned())
    }
    let kinds = [
        decode_with(Code128Reader, at, row),
        decode_with(Code39Reader::default(), at, row),
        decode_with(EAN13Reader, at, row),
    ];
    kinds.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    /// Bars as `zint --dump` writes them, a bit a module, in a white field; some rows of them.
    fn bars(hex: &str, rows: u32) -> GrayImage {
        let digits = hex.chars().filter_map(|digit| digit.to_digit(16));
        let modules: Vec<bool> = digits.flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1 == 1)).collect();
        let wide = 3 * u32::try_from(modules.len()).unwrap();
        GrayImage::from_fn(wide + 90, rows + 60, |x, y| {
            let at = x.checked_sub(45).map(|x| (x / 3) as usize);
            let black = (30..30 + rows).contains(&y) && at.and_then(|at| modules.get(at)).is_some_and(|black| *black);
            Luma([if black { 20 } else { 235 }])
        })
    }

    const CODE_128: &str = "D21D1B8B672BBDDEB1162E8C930B6350CC758";
    const CODE_39: &str = "96D56CB54D656A6D595ACD54DAD95595B4ADB4AD3569AA5B4";
    const EAN_13: &str = "A2CD854EF58AA766E512274A";

    #[test]
    fn three_kinds_of_bars_are_read() {
        for (hex, text) in [(CODE_128, "WX2604150087231"), (CODE_39, "TK20260321C55"), (EAN_13, "6926035510779")] {
            assert_eq!(read_barcodes(&bars(hex, 60)), [text]);
        }
    }

    #[test]
    fn a_sliver_and_a_wrong_check_digit_are_no_code() {
        assert_eq!(read_barcodes(&bars(CODE_128, 11)), [""; 0], "two rows that were looked at");
        assert_eq!(read_barcodes(&bars(&CODE_128.replace("672B", "66AB"), 60)), [""; 0]);
        assert_eq!(read_barcodes(&GrayImage::from_pixel(1, 1, Luma([0]))), [""; 0]);
        assert_eq!(read_barcodes(&GrayImage::new(0, 0)), [""; 0]);
    }
}
