//! One line of text cut out of the picture, turned level and brought to the recogniser's height.

use image::RgbImage;
use rten_tensor::NdTensor;

use super::quad::Quad;

/// The height that the recogniser was taught with.
const HEIGHT: usize = 48;
/// Its width is a multiple of this, and at least [`LEAST_WIDTH`].
const STEP: usize = 32;
const LEAST_WIDTH: usize = 64;
/// A line of 100 characters; what is longer is pressed together.
const MOST_WIDTH: usize = 4800;

/// How many columns a line takes, and how wide the recogniser's input is.
pub(super) fn line_widths(quad: &Quad) -> (usize, usize) {
    let columns = (HEIGHT as f32 * quad.width() / quad.height().max(1.0)).ceil() as usize;
    let columns = columns.clamp(1, MOST_WIDTH);
    (columns, columns.div_ceil(STEP).saturating_mul(STEP).max(LEAST_WIDTH))
}

/// The recogniser's input for a line: blue, green and red planes from -1 to 1, filled up with zeroes on the right.
pub(super) fn crop_line(picture: &RgbImage, quad: &Quad) -> NdTensor<f32, 4> {
    let (columns, wide) = line_widths(quad);
    let mut input = NdTensor::<f32, 4>::zeros([1, 3, HEIGHT, wide]);
    // Three corners are enough: a rectangle stays a parallelogram when the picture was scaled unevenly.
    let [origin, right, _, below] = quad.0;
    let across = step_vector(origin, right, columns);
    let down = step_vector(origin, below, HEIGHT);
    // Where the picture is shrunk, one sample a pixel would miss thin strokes.
    let samples = |[x, y]: [f32; 2]| (x.hypot(y).ceil() as usize).clamp(1, 4);
    let (fine_x, fine_y) = (samples(across), samples(down));
    for y in 0..HEIGHT {
        for x in 0..columns {
            let mut sum = [0.0; 3];
            for at in 0..fine_x * fine_y {
                // Sampled at the middle of each part, or the line would move by half a pixel against its corners.
                let u = x as f32 + (0.5 + (at % fine_x) as f32) / fine_x as f32;
                let v = y as f32 + (0.5 + (at / fine_x) as f32) / fine_y as f32;
                let point = [0, 1].map(|axis| origin[axis] + u * across[axis] + v * down[axis] - 0.5);
                let pixel = interpolate_colour(picture, point);
                sum = [0, 1, 2].map(|channel| sum[channel] + pixel[channel]);
            }
            let count = (fine_x * fine_y) as f32;
            for channel in 0..3 {
                // Blue first again, as in the detector.
                input[[0, channel, y, x]] = sum[2 - channel] / count / 127.5 - 1.0;
            }
        }
    }
    input
}

fn step_vector(from: [f32; 2], to: [f32; 2], steps: usize) -> [f32; 2] {
    [0, 1].map(|axis| (to[axis] - from[axis]) / steps as f32)
}

/// The colour at a point, from the four pixels around it; outside the picture, that of its edge.
fn interpolate_colour(picture: &RgbImage, [x, y]: [f32; 2]) -> [f32; 3] {
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let (x, y) = (x.clamp(0.0, right as f32), y.clamp(0.0, bottom as f32));
    let (left, top) = (x as u32, y as u32);
    let (dx, dy) = (x - left as f32, y - top as f32);
    let at = |x: u32, y: u32| picture.get_pixel(x.min(right), y.min(bottom)).0.map(f32::from);
    let (a, b, c, d) = (at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1));
    [0, 1, 2].map(|channel| {
        let upper = a[channel] + dx * (b[channel] - a[channel]);
        let lower = c[channel] + dx * (d[channel] - c[channel]);
        upper + dy * (lower - upper)
    })
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use rten_tensor::Layout as _;

    use super::*;

    #[test]
    fn a_level_line_of_the_right_height_is_copied_and_filled_up() {
        let mut picture = RgbImage::from_pixel(300, 100, Rgb([255, 255, 255]));
        picture.put_pixel(20, 30, Rgb([255, 0, 0]));
        let quad = Quad([[10.0, 20.0], [110.0, 20.0], [110.0, 68.0], [10.0, 68.0]]);
        let input = crop_line(&picture, &quad);
        assert_eq!(input.shape(), [1, 3, 48, 128]);
        assert_eq!([0, 1, 2].map(|channel| input[[0, channel, 10, 10]]), [-1.0, -1.0, 1.0]);
        assert_eq!([0, 1, 2].map(|channel| input[[0, channel, 10, 11]]), [1.0, 1.0, 1.0]);
        assert_eq!([input[[0, 0, 5, 99]], input[[0, 0, 5, 100]]], [1.0, 0.0]);
    }

    #[test]
    fn a_turned_line_is_read_along_itself() {
        let mut picture = RgbImage::from_pixel(100, 200, Rgb([255, 255, 255]));
        for y in 0..100 {
            (0..100).for_each(|x| picture.put_pixel(x, y, Rgb([0, 0, 0])));
        }
        // Upright text from the top down: its left half is dark.
        let quad = Quad([[20.0, 0.0], [68.0, 0.0], [68.0, 200.0], [20.0, 200.0]]).turn_along_text();
        let input = crop_line(&picture, &quad);
        assert_eq!((input[[0, 0, 20, 20]], input[[0, 0, 20, 180]]), (-1.0, 1.0));
    }

    #[test]
    fn a_speck_and_a_banner_have_bounded_widths_and_edges_are_not_left() {
        assert_eq!(line_widths(&Quad([[0.0, 0.0]; 4])), (1, 64));
        assert_eq!(line_widths(&Quad([[0.0, 0.0], [9e4, 0.0], [9e4, 1.0], [0.0, 1.0]])), (4800, 4800));
        let picture = RgbImage::from_pixel(3, 3, Rgb([9, 9, 9]));
        assert_eq!(interpolate_colour(&picture, [-5.0, 7.0]), [9.0; 3]);
    }
}
