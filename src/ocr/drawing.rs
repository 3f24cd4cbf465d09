//! What was seen, drawn onto the picture.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

use super::errors::OcrError;
use super::{Confidence, OcrLine, OcrReading, picture};
use crate::error::Result;

/// Lines that the engine is sure of.
const SURE: Rgb<u8> = Rgb([0, 160, 60]);
/// Lines that a person should look at.
const UNSURE: Rgb<u8> = Rgb([230, 90, 0]);
/// Above this the engine is sure, in thousandths.
const SURE_FROM: Option<Confidence> = Confidence::new(900);

/// The picture as PNG with an outline around every line: green where the engine is sure, orange where it is not.
pub fn draw_outlines(bytes: &[u8], reading: &OcrReading) -> Result<Vec<u8>> {
    let mut picture = picture::decode_picture(bytes)?.into_rgb8();
    for line in &reading.lines {
        let Some(corners) = line_corners(line) else { continue };
        let colour = if line.confidence >= SURE_FROM { SURE } else { UNSURE };
        for (from, to) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
            draw_stroke(&mut picture, from, to, colour);
        }
    }
    let mut png = Cursor::new(Vec::new());
    picture
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|error| OcrError::PictureUnwritten { error: &error }.into_error())?;
    Ok(png.into_inner())
}

fn line_corners(line: &OcrLine) -> Option<[[i32; 2]; 4]> {
    let upright = |[left, top, right, bottom]: [i32; 4]| [[left, top], [right, top], [right, bottom], [left, bottom]];
    line.corners.or_else(|| line.bbox.map(upright))
}

/// A line two pixels wide (Bresenham); what is outside the picture is left out.
fn draw_stroke(picture: &mut RgbImage, [mut x, mut y]: [i32; 2], [to_x, to_y]: [i32; 2], colour: Rgb<u8>) {
    let (wide, high) = ((to_x - x).abs(), -(to_y - y).abs());
    let (step_x, step_y) = ((to_x - x).signum(), (to_y - y).signum());
    let mut error = wide + high;
    loop {
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let pixel = u32::try_from(x + dx).ok().zip(u32::try_from(y + dy).ok());
            if let Some(pixel) = pixel.and_then(|(x, y)| picture.get_pixel_mut_checked(x, y)) {
                *pixel = colour;
            }
        }
        if (x, y) == (to_x, to_y) {
            return;
        }
        let twice = 2 * error;
        if twice >= high {
            error += high;
            x += step_x;
        }
        if twice <= wide {
            error += wide;
            y += step_y;
        }
    }
}

#[cfg(test)]
mod tests {
    use image::DynamicImage;

    use super::*;

    #[test]
    fn a_sure_and_an_unsure_line_are_outlined_in_their_colours() {
        let mut png = Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::from_pixel(60, 40, Rgb([255; 3]))).write_to(&mut png, ImageFormat::Png).unwrap();
        let sure = OcrLine { confidence: Confidence::new(990), bbox: Some([5, 5, 20, 15]), ..OcrLine::from_text("a") };
        let corners = Some([[30, 10], [55, 14], [80, 30], [28, 26]]);
        let unsure = OcrLine { confidence: Confidence::new(600), corners, ..OcrLine::from_text("b") };
        let reading = OcrReading::new("test", 0, vec![sure, unsure, OcrLine::from_text("nowhere")]);
        let drawn = picture::decode_picture(&draw_outlines(png.get_ref(), &reading).unwrap()).unwrap().into_rgb8();
        assert_eq!(
            (drawn.get_pixel(12, 5), drawn.get_pixel(5, 12), drawn.get_pixel(12, 10)),
            (&SURE, &SURE, &Rgb([255; 3]))
        );
        assert_eq!((drawn.get_pixel(30, 10), drawn.get_pixel(55, 14)), (&UNSURE, &UNSURE));
    }
}
