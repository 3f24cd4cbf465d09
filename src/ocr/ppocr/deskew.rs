//! Rows of a photographed screen run a few degrees up or down: places are told as if the picture were turned straight.

use super::quad::Quad;

/// A turn about the middle of the picture.
pub(super) struct DeskewRotation {
    middle: [f32; 2],
    sin: f32,
    cos: f32,
}

/// Less than this is level: in radians, a third of a degree.
const LEVEL: f32 = 0.006;
/// More than this is no crooked photo but text that somebody set so: in radians, 12 degrees.
const CROOKED: f32 = 0.21;

impl DeskewRotation {
    /// The turn that makes the middle one of all lines level. Only long lines count: a short box has no direction.
    pub(super) fn from_quads(quads: &[Quad], (wide, high): (u32, u32)) -> Self {
        let mut angles: Vec<f32> =
            quads.iter().filter(|quad| quad.width() > 3.0 * quad.height()).map(Quad::angle).collect();
        angles.sort_by(f32::total_cmp);
        // The middle one and not the mean: a watermark across the screen would tilt everything.
        let angle = angles.get(angles.len() / 2).copied().unwrap_or_default();
        let angle = if (LEVEL..CROOKED).contains(&angle.abs()) { angle } else { 0.0 };
        Self { middle: [wide as f32 / 2.0, high as f32 / 2.0], sin: angle.sin(), cos: angle.cos() }
    }

    /// Left, top, right, bottom of a line after the turn, in pixels.
    pub(super) fn deskewed_bounds(&self, quad: &Quad) -> [i32; 4] {
        let corners = quad.0.map(|corner| self.rotate_point(corner));
        let axis = |at: usize| corners.map(|corner| corner[at]);
        let least = |values: [f32; 4]| values.into_iter().fold(f32::INFINITY, f32::min).round() as i32;
        let most = |values: [f32; 4]| values.into_iter().fold(f32::NEG_INFINITY, f32::max).round() as i32;
        [least(axis(0)), least(axis(1)), most(axis(0)), most(axis(1))]
    }

    fn rotate_point(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [from_x, from_y] = [x - self.middle[0], y - self.middle[1]];
        let [turned_x, turned_y] = [from_x * self.cos + from_y * self.sin, from_y * self.cos - from_x * self.sin];
        [turned_x + self.middle[0], turned_y + self.middle[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inclined(x: f32, y: f32, angle: f32) -> Quad {
        let (dx, dy) = (200.0 * angle.cos(), 200.0 * angle.sin());
        let (nx, ny) = (-20.0 * angle.sin(), 20.0 * angle.cos());
        Quad([[x, y], [x + dx, y + dy], [x + dx + nx, y + dy + ny], [x + nx, y + ny]])
    }

    #[test]
    fn a_label_and_its_value_at_the_far_side_stand_side_by_side_again() {
        let angle = 2.0_f32.to_radians();
        let quads = [inclined(50.0, 500.0, angle), inclined(850.0, 500.0 + 800.0 * angle.tan(), angle)];
        let straight = DeskewRotation::from_quads(&quads, (1200, 1000));
        let [left, right] = quads.map(|quad| straight.deskewed_bounds(&quad));
        assert!((left[1] - right[1]).abs() <= 1 && (left[3] - left[1] - 20).abs() <= 1, "{left:?} {right:?}");
    }

    #[test]
    fn a_level_picture_and_a_slanted_banner_are_left_alone() {
        for angle in [0.002, 0.5] {
            let quad = inclined(100.0, 100.0, angle);
            assert_eq!(DeskewRotation::from_quads(&[quad], (600, 600)).deskewed_bounds(&quad)[1], 100);
        }
    }
}
