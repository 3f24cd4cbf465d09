//! QR codes on a picture.

use image::{DynamicImage, GrayImage, imageops::FilterType};

/// The most codes that are told of.
const MAX_CODES: usize = 16;
/// Larger pictures are looked at in this size; a code that fills less than a tenth of one is no ticket's.
const LARGEST: u32 = 2600;

/// What the QR codes on a picture say, each text once. A code that cannot be read is left out.
pub fn codes(picture: &DynamicImage) -> Vec<String> {
    let small;
    let picture = if picture.width().max(picture.height()) > LARGEST {
        small = picture.resize(LARGEST, LARGEST, FilterType::Triangle);
        &small
    } else {
        picture
    };
    in_grey(&picture.to_luma8())
}

/// The same in the size that the picture has.
pub(super) fn in_grey(grey: &GrayImage) -> Vec<String> {
    let (wide, high) = (grey.width() as usize, grey.height() as usize);
    let pixels = grey.as_raw();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| {
        pixels.get(y * wide + x).copied().unwrap_or(255)
    });
    let mut found: Vec<String> = Vec::new();
    for (_, text) in prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()) {
        if found.len() < MAX_CODES && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}
