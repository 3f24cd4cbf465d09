//! Where on a picture text is likely.

use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};
use rten::Model;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::boxes;
use super::model_failed;
use super::quad::Quad;
use crate::error::Result;

/// The longer side of what the detector sees, in pixels: 2000 cut a masked number in two, 960 lost small cents.
const LONG_SIDE: f32 = 1280.0;
/// The shorter side of a small picture is brought up to this.
const SHORT_SIDE: f32 = 736.0;
/// A picture longer than this many widths is a stitched one and is looked at in tiles of this width.
const STITCHED: f32 = 2.5;
const TILE_WIDTH: usize = 608;
const TILE_HEIGHT: usize = 1280;
/// How much neighbouring tiles share, so that a line at the edge of one is whole in the other.
const OVERLAP: usize = 96;
/// A stitched picture grows to [`TILE_WIDTH`] only as far as it stays within so many rows: what is computed is bounded, and not
/// only what is read. A narrow one may claim any length.
const MAX_HEIGHT: usize = 12_000;
/// The sides of what the detector sees are multiples of this.
const STEP: usize = 32;

pub(super) struct TextDetector(Model);

impl TextDetector {
    pub(super) fn load(bytes: Vec<u8>) -> Result<Self> {
        Model::load(bytes).map(Self).map_err(|error| model_failed(&error))
    }

    /// The lines of text on a picture, in no particular order.
    pub(super) fn find_lines(&self, picture: &DynamicImage) -> Result<Vec<Quad>> {
        let (wide, high) = (picture.width() as usize, picture.height() as usize);
        let (to_wide, to_high) = input_size(wide, high);
        let small = picture.resize_exact(to_wide as u32, to_high as u32, FilterType::Triangle).into_rgb8();
        let mut map = boxes::ProbabilityMap { wide: to_wide, high: to_high, values: vec![0.0; to_wide * to_high] };
        for (top, bottom) in split_tiles(to_high) {
            self.detect_tile(&small, top, bottom, &mut map)?;
        }
        let scale = [wide as f32 / to_wide as f32, high as f32 / to_high as f32];
        Ok(boxes::find_line_quads(&map).into_iter().map(|quad| quad.scale_by(scale)).collect())
    }

    /// Looks at the rows from `top` to `bottom`; where tiles share rows, the surer answer stays.
    fn detect_tile(
        &self,
        picture: &RgbImage,
        top: usize,
        bottom: usize,
        map: &mut boxes::ProbabilityMap,
    ) -> Result<()> {
        let (wide, high) = (map.wide, bottom - top);
        let pixels = &picture.as_raw()[top * wide * 3..bottom * wide * 3];
        let input = NdTensor::from_data([1, 3, high, wide], colour_planes(pixels));
        let output = self.0.run_one(input.view().into(), None).map_err(|error| model_failed(&error))?;
        let output: NdTensor<f32, 4> = output.try_into().map_err(|error| model_failed(&error))?;
        for (value, seen) in map.values[top * wide..bottom * wide].iter_mut().zip(output.iter()) {
            // Text at the rim of a tile is seen badly there and well in its neighbour, hence the larger of the two.
            *value = value.max(*seen);
        }
        Ok(())
    }
}

/// Blue, green and red one after the other, from -1 to 1.
fn colour_planes(pixels: &[u8]) -> Vec<f32> {
    let plane = |channel: usize| pixels.iter().skip(channel).step_by(3).map(|value| f32::from(*value) / 127.5 - 1.0);
    // The models were taught on pictures read by OpenCV, which has blue first.
    plane(2).chain(plane(1)).chain(plane(0)).collect()
}

/// The size in which the detector sees a picture.
fn input_size(wide: usize, high: usize) -> (usize, usize) {
    let (w, h) = (wide as f32, high as f32);
    // Scaled as a whole, the letters of a stitched screenshot would be a few pixels high.
    if h > STITCHED * w {
        let scale = (TILE_WIDTH as f32 / w).min((MAX_HEIGHT as f32 / h).max(1.0));
        return (round_to_step(w * scale), round_to_step(h * scale));
    }
    let (short, long) = (w.min(h), w.max(h));
    // Small pictures grow, large ones shrink, and the limit of the long side wins where both cannot be met.
    let scale = (SHORT_SIDE / short).max(1.0).min(LONG_SIDE / long);
    (round_to_step(w * scale), round_to_step(h * scale))
}

fn round_to_step(side: f32) -> usize {
    ((side / STEP as f32).round() as usize).max(1) * STEP
}

/// First and last row of each tile; one for all but a stitched picture.
fn split_tiles(high: usize) -> Vec<(usize, usize)> {
    if high <= TILE_HEIGHT + TILE_HEIGHT / 4 {
        return vec![(0, high)];
    }
    let mut tiles = Vec::new();
    let mut top = 0;
    while top + TILE_HEIGHT < high {
        tiles.push((top, top + TILE_HEIGHT));
        top += TILE_HEIGHT - OVERLAP;
    }
    // Full height too, sharing more with the one before: a sliver at the end would cut its lines on both sides.
    tiles.push((high - TILE_HEIGHT, high));
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_seen_in_a_size_that_keeps_its_small_text() {
        for (picture, seen) in [
            ((1170, 2532), (576, 1280)),
            ((390, 844), (576, 1280)),
            ((780, 1688), (576, 1280)),
            ((1366, 500), (1280, 480)),
            ((300, 300), (736, 736)),
            ((1080, 11_685), (608, 6592)),
            ((1, 1), (736, 736)),
            // A narrow one grows as far as the rows allow, and never shrinks below what it is.
            ((300, 8000), (448, 12_000)),
            ((300, 12_000), (288, 12_000)),
        ] {
            assert_eq!(input_size(picture.0, picture.1), seen, "{picture:?}");
        }
    }

    #[test]
    fn what_the_detector_sees_is_bounded_for_every_picture_that_is_taken() {
        let sides = [1, 2, 31, 100, 299, 300, 608, 736, 1280, 3333, 6324, 12_000];
        for (wide, high) in sides.into_iter().flat_map(|wide| sides.map(|high| (wide, high))) {
            let (to_wide, to_high) = input_size(wide, high);
            assert!(to_wide <= 1280 && to_high <= 12_000 + STEP, "{wide} x {high}: {to_wide} x {to_high}");
            assert!(to_wide * to_high <= TILE_WIDTH * MAX_HEIGHT, "{wide} x {high}: {to_wide} x {to_high}");
        }
    }

    #[test]
    fn tiles_cover_a_stitched_picture_and_share_their_edges() {
        let tiles = split_tiles(6592);
        assert_eq!((tiles[0], tiles.last().copied()), ((0, 1280), Some((5312, 6592))));
        for pair in tiles.windows(2) {
            assert!(pair[1].0 + OVERLAP <= pair[0].1, "{pair:?}");
        }
        assert_eq!(split_tiles(1280), [(0, 1280)]);
    }

    #[test]
    fn channels_are_blue_green_red() {
        assert_eq!(colour_planes(&[255, 0, 0, 0, 255, 0]), [-1.0, -1.0, -1.0, 1.0, 1.0, -1.0]);
    }
}
