//! From the detector's map to the corners of each line.
//!
//! The detector was taught to answer with the core of every line, shrunk on all sides; each core is therefore grown back
//! (differentiable binarisation, Liao et al. 2020). The numbers are those that were measured (`ocr.md`, part 4).

use rten_imageproc::{Point, PointF, RetrievalMode, RotatedRect, find_contours, min_area_rect};
use rten_tensor::{AsView as _, NdTensor};

use super::quad::Quad;

/// A pixel above this belongs to text.
const LEAST_TEXT: f32 = 0.3;
/// A line whose pixels are less sure on average is none.
const LEAST_SCORE: f32 = 0.5;
/// How far a core is grown back: this times its area over its outline.
const GROWTH: f32 = 1.6;
/// Cores and lines thinner than this are specks, in pixels of the map.
const LEAST_CORE: f32 = 3.0;
const LEAST_LINE: f32 = 5.0;

/// How sure the detector is that a pixel belongs to text, 0 to 1, row by row.
pub(super) struct ProbabilityMap {
    pub(super) wide: usize,
    pub(super) high: usize,
    pub(super) values: Vec<f32>,
}

/// The lines in pixels of the map.
pub(super) fn find_line_quads(map: &ProbabilityMap) -> Vec<Quad> {
    // Outer ones alone: the holes of letters would be lines of their own.
    let contours = find_contours(threshold_mask(map).view(), RetrievalMode::External);
    let rect = |contour: &[Point]| min_area_rect(&contour.iter().map(|point| point.to_f32()).collect::<Vec<PointF>>());
    contours.iter().filter_map(rect).filter_map(|core| expand_core(map, &core)).collect()
}

fn expand_core(map: &ProbabilityMap, core: &RotatedRect) -> Option<Quad> {
    let thin = |rect: &RotatedRect, least: f32| rect.width().min(rect.height()) < least;
    if thin(core, LEAST_CORE) || mean_score(map, core) < LEAST_SCORE {
        return None;
    }
    // The detector was taught with cores shrunk by area over outline; the same formula turned round finds the edge
    // again.
    let growth = core.area() * GROWTH / (2.0 * (core.width() + core.height()));
    let line = core.expanded(2.0 * growth, 2.0 * growth);
    (!thin(&line, LEAST_LINE)).then(|| Quad::from_rect(&line).turn_along_text())
}

/// Text, and the pixels right of it and below it: thin strokes hold together.
fn threshold_mask(map: &ProbabilityMap) -> NdTensor<bool, 2> {
    let text = |y: usize, x: usize| map.values[y * map.wide + x] > LEAST_TEXT;
    NdTensor::from_fn([map.high, map.wide], |[y, x]| {
        // A dilation by one pixel to two sides, as the reference pipeline does before it looks for outlines.
        text(y, x) || (x > 0 && text(y, x - 1)) || (y > 0 && (text(y - 1, x) || (x > 0 && text(y - 1, x - 1))))
    })
}

/// The mean of the map under a core.
fn mean_score(map: &ProbabilityMap, core: &RotatedRect) -> f32 {
    let corners = core.corners();
    let range = |values: [f32; 4], end: usize| {
        let (low, high) = values.iter().fold((f32::MAX, 0.0_f32), |(low, high), one| (low.min(*one), high.max(*one)));
        (low.max(0.0) as usize)..=(high.ceil() as usize).min(end.saturating_sub(1))
    };
    let (rows, columns) = (range(corners.map(|one| one.y), map.high), range(corners.map(|one| one.x), map.wide));
    let (mut sum, mut count) = (0.0, 0.0);
    for y in rows {
        // Under the turned core and not its upright bounds: the corners of a slanted line are background and would pull
        // it down.
        for x in columns.clone().filter(|x| core.contains(PointF::from_yx(y as f32, *x as f32))) {
            sum += map.values[y * map.wide + x];
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(paint: impl Fn(usize, usize) -> f32) -> ProbabilityMap {
        let (wide, high) = (200, 100);
        let values = (0..wide * high).map(|at| paint(at % wide, at / wide)).collect();
        ProbabilityMap { wide, high, values }
    }

    #[test]
    fn a_core_is_grown_back_on_all_sides() {
        let one = map(|x, y| if (40..=140).contains(&x) && (30..40).contains(&y) { 0.9 } else { 0.0 });
        let [quad] = find_line_quads(&one)[..] else { panic!("one line") };
        // 101 by 11 pixels with the one that is added, so 100 by 10 between the middles of the outermost.
        let [[left, top], _, [right, bottom], _] = quad.0;
        assert!((right - left - 101.0 - 2.0 * 7.27).abs() < 1.5, "{left} {right}");
        assert!((bottom - top - 10.0 - 2.0 * 7.27).abs() < 1.5, "{top} {bottom}");
    }

    #[test]
    fn two_lines_are_two_and_specks_and_doubt_are_none() {
        let two = map(|x, y| if (10..90).contains(&x) && (y % 40) < 12 { 0.8 } else { 0.1 });
        assert_eq!(find_line_quads(&two).len(), 3);
        assert!(find_line_quads(&map(|x, y| if x == 50 && y == 50 { 1.0 } else { 0.0 })).is_empty());
        assert!(
            find_line_quads(&map(|x, y| if (10..90).contains(&x) && (20..40).contains(&y) { 0.4 } else { 0.0 }))
                .is_empty()
        );
        assert!(find_line_quads(&map(|_, _| 0.0)).is_empty());
        assert_eq!(find_line_quads(&map(|_, _| 1.0)).len(), 1);
    }
}
