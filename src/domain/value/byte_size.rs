//! A number of bytes as people read it.

use std::fmt;

/// Shown in the largest unit of which there is at least one: `37 B`, `1.5 KiB`, `10 MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSize(pub u64);

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [(&str, u64); 4] = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
        let Some((unit, scale)) = UNITS.into_iter().find(|(_, scale)| self.0 >= *scale) else {
            return write!(f, "{} B", self.0);
        };
        // Rounded down: a file that is too large never reads as one of the limit's size.
        let tenths = u128::from(self.0) * 10 / u128::from(scale);
        match tenths % 10 {
            0 => write!(f, "{} {unit}", tenths / 10),
            rest => write!(f, "{}.{rest} {unit}", tenths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_fits_the_size() {
        let shown = [0, 37, 1023, 1024, 1536, 10_485_760, 10_485_759, 20 << 30, u64::MAX]
            .map(|size| ByteSize(size).to_string());
        let expected = ["0 B", "37 B", "1023 B", "1 KiB", "1.5 KiB", "10 MiB", "9.9 MiB", "20 GiB", "16777215.9 TiB"];
        assert_eq!(shown, expected);
    }
}
