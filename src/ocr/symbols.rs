//! What machines read on a picture: QR codes and bar codes.

use image::DynamicImage;
use image::imageops::FilterType;

use super::{barcode, qr_code};

/// Where the shorter side is longer, the picture is looked at in this size. A long stitched one keeps its width: its codes
/// are no larger than those of one screen.
const SHORT_SIDE: u32 = 2000;

/// What the QR codes and bar codes on a picture say, each text once. A code that cannot be read is left out.
pub(super) fn read_symbols(picture: &DynamicImage) -> Vec<String> {
    let short = picture.width().min(picture.height());
    let grey = if short > SHORT_SIDE {
        let shrunk =
            |side: u32| u32::try_from(u64::from(side) * u64::from(SHORT_SIDE) / u64::from(short)).unwrap_or(side);
        picture.resize_exact(shrunk(picture.width()), shrunk(picture.height()), FilterType::Triangle).into_luma8()
    } else {
        picture.to_luma8()
    };
    let mut found = qr_code::read_grey_image(&grey);
    for text in barcode::read_barcodes(&grey) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    /// A QR code of four pixels a module near the end of a white picture.
    fn picture(wide: u32, high: u32) -> DynamicImage {
        let code = qrcode::QrCode::new("WX2604150087231").unwrap();
        let (modules, side) = (code.to_colors(), u32::try_from(code.width()).unwrap());
        let mut picture = RgbImage::from_pixel(wide, high, Rgb([255; 3]));
        for (at, module) in (0..).zip(modules) {
            for (x, y) in (0..16).map(|pixel| (pixel % 4, pixel / 4)) {
                let (left, top) = (60 + 4 * (at % side) + x, high - 200 + 4 * (at / side) + y);
                picture.put_pixel(left, top, Rgb([module.select(0, 255); 3]));
            }
        }
        DynamicImage::from(picture)
    }

    #[test]
    fn a_code_far_down_a_stitched_picture_is_read() {
        assert_eq!(read_symbols(&picture(1080, 11_685)), ["WX2604150087231"]);
    }

    #[test]
    fn a_large_photo_is_looked_at_in_a_smaller_size() {
        assert_eq!(read_symbols(&picture(1600, 2400)), ["WX2604150087231"]);
        assert_eq!(read_symbols(&picture(2300, 2600)), ["WX2604150087231"]);
    }
}
