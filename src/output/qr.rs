//! A QR code drawn on the terminal with half blocks. Nothing leaves the machine: a ticket code is a bearer secret.

use qrcode::{Color, EcLevel, QrCode};

use crate::domain::message::Text;
use crate::error::{Error, Result};
use crate::say;

use super::terminal::Surface;

/// The white border, in modules, that scanners need (ISO/IEC 18004: four).
pub const QUIET_ZONE: usize = 4;

/// The code of `data` as text, ending in a newline.
///
/// With colour both colours are set, so the code is dark on light on any terminal. Without it the terminal must be
/// light: see [`note`].
///
/// # Errors
/// Exit 2: the data is too long for any QR code.
pub fn draw(data: &str, surface: &Surface) -> Result<String> {
    let code = QrCode::with_error_correction_level(data.as_bytes(), EcLevel::M).map_err(|_| too_long(data.len()))?;
    let modules = Modules { width: code.width(), dark: code.to_colors() };
    let mut text = String::new();
    for row in (0..modules.size()).step_by(2) {
        let line: String = (0..modules.size()).map(|column| modules.half_block(column, row)).collect();
        if surface.color {
            // Black on white: what is drawn is dark, what is left out is light.
            text.push_str(&format!("\u{1b}[30;47m{line}\u{1b}[0m\n"));
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    Ok(text)
}

/// What to say on stderr beside the drawing where it has no colours of its own.
pub const fn note(surface: &Surface) -> Option<Text> {
    if surface.color {
        return None;
    }
    Some(Text {
        zh: "二维码未着色：请在浅色背景下扫描，或加 --color always，或存为文件",
        en: "the QR code has no colours: scan it on a light background, use --color always, or save it to a file",
    })
}

fn too_long(bytes: usize) -> Box<Error> {
    Error::usage("qr_too_long", say!("内容 {bytes} 字节，二维码放不下", "{bytes} bytes do not fit into a QR code"))
        .hint(say!("二维码最多约 2300 字节", "a QR code holds about 2300 bytes"))
}

/// The code with its quiet zone around it.
struct Modules {
    width: usize,
    dark: Vec<Color>,
}

impl Modules {
    /// Modules along one side, quiet zone included.
    const fn size(&self) -> usize {
        self.width + 2 * QUIET_ZONE
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < self.width);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.dark.get(y * self.width + x) == Some(&Color::Dark),
            _ => false,
        }
    }

    /// Two modules, one above the other, in one cell.
    fn half_block(&self, x: usize, y: usize) -> char {
        match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
            (false, false) => ' ',
            (true, false) => '▀',
            (false, true) => '▄',
            (true, true) => '█',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Lang;
    use crate::ocr::qr::codes;
    use crate::output::terminal::{ColorChoice, Facts};

    const CODE: &str = "ticket_2f6b1c0d9e8a7f0d9b2c6e19d0a63581c";

    /// What a camera sees: every module as 4 by 4 pixels.
    fn scan(drawing: &[Vec<char>]) -> String {
        let dark = |x: usize, y: usize| {
            let cell = drawing[y / 2][x];
            matches!((cell, y % 2), ('█', _) | ('▀', 0) | ('▄', 1))
        };
        let side = |cells: usize, pixels: usize| u32::try_from(cells * pixels).unwrap();
        let (wide, high) = (side(drawing[0].len(), 4), side(drawing.len(), 8));
        let camera = image::GrayImage::from_fn(wide, high, |x, y| {
            image::Luma([if dark((x / 4) as usize, (y / 4) as usize) { 0 } else { 255 }])
        });
        let [text] = &codes(&camera.into())[..] else { panic!("one code is found") };
        text.clone()
    }

    #[test]
    fn a_scanner_reads_what_was_drawn() {
        for color in [ColorChoice::Always, ColorChoice::Never] {
            let text = draw(CODE, &Surface::new(&Facts { color, ..Facts::default() })).unwrap();
            let bare = text.replace("\u{1b}[30;47m", "").replace("\u{1b}[0m", "");
            let lines: Vec<Vec<char>> = bare.lines().map(|line| line.chars().collect()).collect();
            assert_eq!(scan(&lines), CODE);
        }
    }

    #[test]
    fn the_quiet_zone_is_kept_on_all_sides() {
        let text = draw(CODE, &Surface::plain(Lang::En)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].trim().is_empty() && lines[1].trim().is_empty());
        assert!(lines.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")));
        assert!(lines[lines.len() - 2].trim_matches([' ', '▀']).is_empty(), "four light modules below");
    }

    #[test]
    fn without_colour_a_note_says_what_to_do() {
        assert!(note(&Surface::plain(Lang::Zh)).unwrap().zh.contains("浅色背景"));
        let surface = Surface::new(&Facts { color: ColorChoice::Always, ..Facts::default() });
        assert_eq!(note(&surface), None);
        let painted = draw(CODE, &surface).unwrap();
        assert!(painted.lines().all(|line| line.starts_with("\u{1b}[30;47m") && line.ends_with("\u{1b}[0m")));
    }

    #[test]
    fn too_much_data_is_refused() {
        assert_eq!(draw(&"x".repeat(4000), &Surface::plain(Lang::En)).unwrap_err().code, "qr_too_long");
    }
}
