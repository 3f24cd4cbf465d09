//! A QR code as light and dark modules, the quiet zone included. How it is drawn is told elsewhere.

use qrcode::{Color, EcLevel, QrCode};

/// The light border, in modules, that scanners need (ISO/IEC 18004: four).
pub const QUIET_ZONE: usize = 4;

/// A code. Not `Debug`: what it says may let its holder in.
pub struct QrSymbol {
    width: usize,
    dark: Vec<Color>,
}

/// More than any QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} bytes do not fit into a QR code")]
pub struct QrTextTooLong(pub usize);

impl QrSymbol {
    /// The code that says `text`, with room for damage to about 15 % of it.
    pub fn encode_text(text: &str) -> Result<Self, QrTextTooLong> {
        let code =
            QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).map_err(|_| QrTextTooLong(text.len()))?;
        Ok(Self { width: code.width(), dark: code.to_colors() })
    }

    /// Modules along one side, quiet zone included.
    pub const fn size(&self) -> usize {
        self.width + 2 * QUIET_ZONE
    }

    /// Whether the module in this column and row is dark; everything outside is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < self.width);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.dark.get(y * self.width + x) == Some(&Color::Dark),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quiet_zone_is_light_and_a_finder_stands_in_its_corner() {
        let code = QrSymbol::encode_text("ticket_2f6b1c0d9e8a719d0a637f7f").unwrap();
        let size = code.size();
        for at in 0..size {
            for edge in (0..QUIET_ZONE).chain(size - QUIET_ZONE..size + 2) {
                assert!(!code.is_dark(at, edge) && !code.is_dark(edge, at));
            }
        }
        assert!((0..7).all(|at| code.is_dark(QUIET_ZONE + at, QUIET_ZONE)), "the finder's upper side");
        assert!(!code.is_dark(QUIET_ZONE + 7, QUIET_ZONE));
    }

    #[test]
    fn what_fits_into_no_code_is_refused() {
        assert_eq!(QrSymbol::encode_text(&"x".repeat(4000)).err(), Some(QrTextTooLong(4000)));
    }
}
