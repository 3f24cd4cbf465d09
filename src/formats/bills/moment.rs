//! Times as bills have them, and how exactly.

use crate::domain::bill::service::BillTimeUnit;
use crate::domain::value::spelling::time::read_moment;
use crate::domain::value::time::Timestamp;

/// Reads a time in Asia/Shanghai: a moment, one that a spreadsheet cut to the minute, or a day.
pub(crate) fn read_bill_time(text: &str) -> Option<(Timestamp, BillTimeUnit)> {
    // Nearly all of them, and a quarter of the time of the rest.
    if let Ok(at) = Timestamp::parse_export(text) {
        return Some((at, BillTimeUnit::Second));
    }
    let at = read_moment(text).ok()?;
    let has_clock = text.contains([':', '：', '时', '点']);
    // A serial number has its clock behind the point.
    let unit = match text.matches([':', '：']).count() {
        0 if !has_clock && !text.contains('.') => BillTimeUnit::Day,
        0 if !has_clock => BillTimeUnit::Second,
        1 => BillTimeUnit::Minute,
        _ => BillTimeUnit::Second,
    };
    Some((at, unit))
}

/// `101532` as `10:15:32`; anything else as it is.
pub(crate) fn spell_clock(text: &str) -> String {
    let is_compact = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    match (is_compact, text.get(..2), text.get(2..4), text.get(4..)) {
        (true, Some(hour), Some(minute), Some(second)) => format!("{hour}:{minute}:{second}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_says_how_exact_it_is() {
        for (text, utc, unit) in [
            ("2026-06-05 10:15:32", "2026-06-05T02:15:32.000Z", BillTimeUnit::Second),
            ("2026/06/05 10:15:32", "2026-06-05T02:15:32.000Z", BillTimeUnit::Second),
            ("2026/6/5 10:15", "2026-06-05T02:15:00.000Z", BillTimeUnit::Minute),
            ("46178.4274537037", "2026-06-05T02:15:32.000Z", BillTimeUnit::Second),
            ("2026年06月05日 00:00:00", "2026-06-04T16:00:00.000Z", BillTimeUnit::Second),
            ("20260605", "2026-06-04T16:00:00.000Z", BillTimeUnit::Day),
            ("2026-06-05", "2026-06-04T16:00:00.000Z", BillTimeUnit::Day),
            ("20260605 10:15:32", "2026-06-05T02:15:32.000Z", BillTimeUnit::Second),
        ] {
            let read = read_bill_time(text).map(|(at, unit)| (at.format_rfc3339(), unit));
            assert_eq!(read, Some((utc.to_owned(), unit)), "{text}");
        }
        for text in ["", "10:15", "05/06/2026 10:15", "昨天"] {
            assert_eq!(read_bill_time(text), None, "{text}");
        }
        assert_eq!((spell_clock("101532"), spell_clock("10:15")), ("10:15:32".to_owned(), "10:15".to_owned()));
    }
}
