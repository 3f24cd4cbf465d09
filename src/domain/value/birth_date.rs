//! The day of a person's birth, as documents carry it.

use super::time::Day;

/// The first year in which a living person can be born.
pub(super) const FIRST_BIRTH_YEAR: i32 = 1900;

/// Reads `yyyymmdd`, ASCII digits alone.
pub(super) fn parse_birth_date(digits: &str, today: Day) -> Option<Day> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    Day::from_ymd(year, month, day).filter(|date| date.year() >= FIRST_BIRTH_YEAR && *date <= today)
}
