//! Four corners of a line of text.

use rten_imageproc::{PointF, RotatedRect};

/// The corners of a line of text in pixels of the picture: top left, top right, bottom right, bottom left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quad(pub(super) [[f32; 2]; 4]);

impl Quad {
    /// The corners of a rectangle, from the upper left one in the order in which a person reads.
    pub(super) fn from_rect(rect: &RotatedRect) -> Self {
        let mut corners = rect.corners().map(|PointF { x, y }| [x, y]);
        // The rectangle's own order starts at any corner: the two leftmost are its left side, whichever way it was
        // turned.
        corners.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let [a, b, c, d] = corners;
        let upper_first = |one: [f32; 2], other: [f32; 2]| if one[1] <= other[1] { (one, other) } else { (other, one) };
        let ((top_left, bottom_left), (top_right, bottom_right)) = (upper_first(a, b), upper_first(c, d));
        Self([top_left, top_right, bottom_right, bottom_left])
    }

    /// Every corner moved from the map of the detector into the picture.
    pub(super) fn scale_by(self, [x, y]: [f32; 2]) -> Self {
        Self(self.0.map(|corner| [corner[0] * x, corner[1] * y]))
    }

    /// Length along the text.
    pub(super) fn width(&self) -> f32 {
        point_distance(self.0[0], self.0[1]).max(point_distance(self.0[3], self.0[2]))
    }

    pub(super) fn height(&self) -> f32 {
        point_distance(self.0[0], self.0[3]).max(point_distance(self.0[1], self.0[2]))
    }

    /// How the text runs, in radians; 0 is level, positive runs down.
    pub(super) fn angle(&self) -> f32 {
        let [from, to] = [self.0[0], self.0[1]];
        (to[1] - from[1]).atan2(to[0] - from[0])
    }

    /// Text that runs down is turned by a quarter, so that it is read from its top.
    pub(super) fn turn_along_text(self) -> Self {
        let [top_left, top_right, bottom_right, bottom_left] = self.0;
        // A single character is about as high as wide, and must not be turned on its side.
        if self.height() < 1.5 * self.width() {
            return self;
        }
        Self([top_right, bottom_right, bottom_left, top_left])
    }
}

fn point_distance(from: [f32; 2], to: [f32; 2]) -> f32 {
    (to[0] - from[0]).hypot(to[1] - from[1])
}

#[cfg(test)]
mod tests {
    use rten_imageproc::{PointF, Vec2};

    use super::*;

    #[test]
    fn corners_come_in_reading_order_whichever_side_is_up() {
        let centre = PointF::from_yx(20.0, 50.0);
        for up in [(1.0, 0.0), (-1.0, 0.0)] {
            let quad = Quad::from_rect(&RotatedRect::new(centre, Vec2::from_yx(up.0, up.1), 60.0, 10.0));
            assert_eq!(quad.0, [[20.0, 15.0], [80.0, 15.0], [80.0, 25.0], [20.0, 25.0]]);
        }
        let sideways = Quad::from_rect(&RotatedRect::new(centre, Vec2::from_yx(0.0, 1.0), 10.0, 60.0));
        assert_eq!((sideways.width(), sideways.height()), (60.0, 10.0));
    }

    #[test]
    fn an_inclined_line_has_its_angle_and_an_upright_one_is_turned() {
        let quad = Quad([[0.0, 0.0], [100.0, 10.0], [99.0, 20.0], [-1.0, 10.0]]);
        assert!((quad.angle() - 0.0997).abs() < 0.001);
        assert_eq!(quad.turn_along_text(), quad);
        let tall = Quad([[0.0, 0.0], [10.0, 0.0], [10.0, 80.0], [0.0, 80.0]]);
        assert_eq!((tall.turn_along_text().width(), tall.turn_along_text().height()), (80.0, 10.0));
    }
}
