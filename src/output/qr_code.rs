//! A QR code drawn on the terminal with half blocks. Nothing leaves the machine: a ticket code is a bearer secret.

use super::errors::OutputError;
use crate::domain::value::message::BilingualText;
use crate::domain::value::qr_code::QrSymbol;
use crate::error::Result;

use super::terminal::DisplayOptions;

/// What a code is drawn on. Scanners want it dark on light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrBackground {
    /// Both colours are set: right on any terminal.
    Painted,
    /// The terminal's own colours, and it is light.
    Light,
    /// The terminal's own colours, and it is dark: what is left out is dark.
    Dark,
}

impl QrBackground {
    /// What the output is drawn on, as far as it shows: without colours nobody can know how light it is.
    pub const fn for_display(surface: &DisplayOptions) -> Self {
        if surface.color { Self::Painted } else { Self::Light }
    }
}

/// The code of `data` as text, ending in a newline.
pub fn draw_qr_code(data: &str, paper: QrBackground) -> Result<String> {
    let code = QrSymbol::encode_text(data).map_err(|_| OutputError::QrTooLong { bytes: &data.len() }.into_error())?;
    let mut text = String::new();
    for row in (0..code.size()).step_by(2) {
        let line: String = (0..code.size()).map(|column| half_block(&code, paper, column, row)).collect();
        if paper == QrBackground::Painted {
            // Black on white: what is drawn is dark, what is left out is light.
            text.push_str(&format!("\u{1b}[30;47m{line}\u{1b}[0m\n"));
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    Ok(text)
}

/// What to say on stderr beside the drawing where it has no colours of its own.
pub const fn scan_note(paper: QrBackground) -> Option<BilingualText> {
    match paper {
        QrBackground::Painted => None,
        QrBackground::Light => Some(BilingualText {
            zh: "二维码未着色：请在浅色背景下扫描，或加 --color always，或存为文件",
            en: "the QR code has no colours: scan it on a light background, use --color always, or save it to a file",
        }),
        QrBackground::Dark => Some(BilingualText {
            zh: "二维码未着色，按深色背景画成：在浅色背景下扫不出来",
            en: "the QR code has no colours and is drawn for a dark background: on a light one it can't be scanned",
        }),
    }
}

/// Two modules, one above the other, in one cell: the letter inks what differs from the paper.
fn half_block(code: &QrSymbol, paper: QrBackground, x: usize, y: usize) -> char {
    let inked = |y| code.is_dark(x, y) != (paper == QrBackground::Dark);
    match (inked(y), inked(y + 1)) {
        (false, false) => ' ',
        (true, false) => '▀',
        (false, true) => '▄',
        (true, true) => '█',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::message::Lang;
    use crate::ocr::qr_code::read_qr_codes;
    use crate::output::terminal::{ColorChoice, TerminalEnvironment};

    const CODE: &str = "ticket_2f6b1c0d9e8a7f0d9b2c6e19d0a63581c";

    /// What a camera sees on paper that is light or dark by itself: every module as 4 by 4 pixels.
    fn scan(drawing: &[Vec<char>], paper_is_light: bool) -> String {
        let dark = |x: usize, y: usize| {
            let cell = drawing[y / 2][x];
            matches!((cell, y % 2), ('█', _) | ('▀', 0) | ('▄', 1)) == paper_is_light
        };
        let side = |cells: usize, pixels: usize| u32::try_from(cells * pixels).unwrap();
        let (wide, high) = (side(drawing[0].len(), 4), side(drawing.len(), 8));
        let camera = image::GrayImage::from_fn(wide, high, |x, y| {
            image::Luma([if dark((x / 4) as usize, (y / 4) as usize) { 0 } else { 255 }])
        });
        let [text] = &read_qr_codes(&camera.into())[..] else { panic!("one code is found") };
        text.clone()
    }

    fn cells(text: &str) -> Vec<Vec<char>> {
        text.lines().map(|line| line.chars().collect()).collect()
    }

    #[test]
    fn a_scanner_reads_what_was_drawn_on_every_paper() {
        let painted = draw_qr_code(CODE, QrBackground::Painted).unwrap();
        assert!(painted.lines().all(|line| line.starts_with("\u{1b}[30;47m") && line.ends_with("\u{1b}[0m")));
        let bare = painted.replace("\u{1b}[30;47m", "").replace("\u{1b}[0m", "");
        assert_eq!(scan(&cells(&bare), true), CODE);
        assert_eq!(scan(&cells(&draw_qr_code(CODE, QrBackground::Light).unwrap()), true), CODE);
        assert_eq!(scan(&cells(&draw_qr_code(CODE, QrBackground::Dark).unwrap()), false), CODE);
    }

    #[test]
    fn the_quiet_zone_is_kept_on_all_sides() {
        let text = draw_qr_code(CODE, QrBackground::Light).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].trim().is_empty() && lines[1].trim().is_empty());
        assert!(lines.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")));
        assert!(lines[lines.len() - 2].trim_matches([' ', '▀']).is_empty(), "four light modules below");
    }

    #[test]
    fn without_colour_a_note_says_what_to_do() {
        assert!(
            scan_note(QrBackground::for_display(&DisplayOptions::for_pipe(Lang::Zh))).unwrap().zh.contains("浅色背景")
        );
        let surface =
            DisplayOptions::new(&TerminalEnvironment { color: ColorChoice::Always, ..TerminalEnvironment::default() });
        assert_eq!(scan_note(QrBackground::for_display(&surface)), None);
    }

    #[test]
    fn too_much_data_is_refused() {
        assert_eq!(draw_qr_code(&"x".repeat(4000), QrBackground::Light).unwrap_err().code, "qr_too_long");
    }
}
