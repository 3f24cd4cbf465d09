//! Boxes to rows and cells, as a person sees them.

use super::{Confidence, OcrLine, OcrReading};
use crate::domain::value::text::fold::fold_text;

/// One cell of a row: a box of its own, or what stands between wide gaps of a text line.
#[derive(Clone)]
pub(super) struct TextCell {
    /// Folded, single spaces inside, none around.
    pub(super) text: String,
    /// The index of the line that it came from.
    pub(super) line: usize,
    pub(super) confidence: Option<Confidence>,
    /// Left and right edge, in pixels.
    pub(super) span: Option<(i32, i32)>,
}

/// Cells side by side, from left to right; never empty.
pub(super) type TextRow = Vec<TextCell>;

/// The rows of a reading from top to bottom. Lines with places are put side by side when they overlap in height by half;
/// lines without are rows of their own.
pub(super) fn group_rows(reading: &OcrReading) -> Vec<TextRow> {
    let placed: Option<Vec<(usize, [i32; 4])>> =
        reading.lines.iter().enumerate().map(|(at, line)| Some((at, line.bbox?))).collect();
    let rows = match placed {
        // All or none: a line without a place among placed ones could stand anywhere, and would be joined to a
        // stranger's row.
        Some(boxes) => rows_by_position(reading, boxes),
        None => (0..reading.lines.len()).map(|at| split_line(reading, at)).collect(),
    };
    join_cents(rows.into_iter().filter(|row| !row.is_empty()).collect())
}

fn rows_by_position(reading: &OcrReading, boxes: Vec<(usize, [i32; 4])>) -> Vec<TextRow> {
    group_boxes(boxes).into_iter().map(|row| merge_cells(reading, row)).collect()
}

/// Lines from top to bottom, those side by side from left to right; one without a place comes last.
pub(super) fn reading_order(lines: Vec<OcrLine>) -> Vec<OcrLine> {
    let boxes = lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.bbox?))).collect();
    let mut lines: Vec<Option<OcrLine>> = lines.into_iter().map(Some).collect();
    let placed: Vec<usize> = group_boxes(boxes).into_iter().flatten().map(|(at, _)| at).collect();
    let mut ordered: Vec<OcrLine> = placed.into_iter().filter_map(|at| lines[at].take()).collect();
    ordered.extend(lines.into_iter().flatten());
    ordered
}

/// Boxes that stand side by side, from left to right; the rows from top to bottom.
fn group_boxes(mut boxes: Vec<(usize, [i32; 4])>) -> Vec<Vec<(usize, [i32; 4])>> {
    // By the middle, not the top: small print beside a large amount begins lower and belongs to the same row.
    boxes.sort_by_key(|(_, [_, top, _, bottom])| i64::from(*top) + i64::from(*bottom));
    let mut rows: Vec<Vec<(usize, [i32; 4])>> = Vec::new();
    for one in boxes {
        match rows.last_mut().filter(|row| row.iter().any(|other| side_by_side(other.1, one.1))) {
            Some(row) => row.push(one),
            None => rows.push(vec![one]),
        }
    }
    for row in &mut rows {
        row.sort_by_key(|(_, [left, ..])| *left);
    }
    rows
}

fn side_by_side([_, top, _, bottom]: [i32; 4], [_, top2, _, bottom2]: [i32; 4]) -> bool {
    // In 64 bits: an imported result may place a box anywhere within 32.
    let common = i64::from(bottom.min(bottom2)) - i64::from(top.max(top2));
    let lower = (i64::from(bottom) - i64::from(top)).min(i64::from(bottom2) - i64::from(top2));
    common * 2 > lower
}

/// Boxes that nearly touch are one text: the engine cut a line in two.
fn merge_cells(reading: &OcrReading, row: Vec<(usize, [i32; 4])>) -> TextRow {
    let mut cells: TextRow = Vec::new();
    for (at, [left, top, right, bottom]) in row {
        let text = tidy_text(&reading.lines[at].text);
        if text.is_empty() {
            continue;
        }
        // A quarter of the height: less than any gap that separates columns, more than an engine's slip within a word.
        let near = (i64::from(bottom) - i64::from(top)) / 4;
        match cells.last_mut() {
            Some(cell) if cell.span.is_some_and(|(_, end)| i64::from(left) - i64::from(end) < near) => {
                cell.text.push_str(&text);
                cell.span = cell.span.map(|(start, end)| (start, end.max(right)));
                // A joined text is as sure as its worst part: one wrong digit is enough.
                cell.confidence = cell.confidence.min(reading.lines[at].confidence);
            }
            _ => cells.push(TextCell {
                text,
                line: at,
                confidence: reading.lines[at].confidence,
                span: Some((left, right)),
            }),
        }
    }
    cells
}

/// The cells of a line without a place: tabs, two spaces and bars separate them.
fn split_line(reading: &OcrReading, at: usize) -> TextRow {
    let line = &reading.lines[at];
    let marked = line.text.replace(['\t', '│', '|', '｜'], "  ");
    fold_text(&marked)
        .split("  ")
        .map(tidy_text)
        .filter(|text| !text.is_empty())
        .map(|text| TextCell { text, line: at, confidence: line.confidence, span: None })
        .collect()
}

fn tidy_text(text: &str) -> String {
    fold_text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Small cents are boxes of their own: `¥495.` and `.88` are one amount, also when they fell on two lines.
fn join_cents(rows: Vec<TextRow>) -> Vec<TextRow> {
    let mut joined: Vec<TextRow> = Vec::new();
    for row in rows {
        let alone = row.len() == 1;
        let mut cells: TextRow = Vec::new();
        for cell in row {
            // Only a row of its own may continue the one above; in a table it would steal the next record's first cell.
            let above = if alone { joined.last_mut().and_then(|row| row.last_mut()) } else { None };
            match cells.last_mut().or(above).filter(|left| continues_amount(&left.text, &cell.text)) {
                Some(left) => {
                    let tail = cell.text.trim_start_matches('.');
                    // The engine sometimes sees the dot with the cents and sometimes not at all: small cents without
                    // one are still cents.
                    let dot = if left.text.ends_with(['.', '¥']) { "" } else { "." };
                    left.text = format!("{}{dot}{tail}", left.text);
                    left.span = left.span.zip(cell.span).map(|((start, _), (_, end))| (start, end)).or(left.span);
                }
                None => cells.push(cell),
            }
        }
        if !cells.is_empty() {
            joined.push(cells);
        }
    }
    joined
}

/// Whether `right` goes on with the amount that `left` ends with.
fn continues_amount(left: &str, right: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if left == "¥" {
        return right.starts_with(|c: char| c.is_ascii_digit());
    }
    let open = left.ends_with('.');
    let whole = left.trim_end_matches('.');
    let stem = whole.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let cents = right.strip_prefix('.').unwrap_or(right);
    let money = stem.ends_with('¥') || stem.is_empty();
    money && stem.len() < whole.len() && digits(cents) && cents.len() <= 2 && (open || cents.len() < right.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lines: &[(&str, Option<[i32; 4]>)]) -> OcrReading {
        let lines = lines.iter().map(|(text, bbox)| OcrLine { bbox: *bbox, ..OcrLine::from_text(*text) }).collect();
        OcrReading::new("test", 0, lines)
    }

    fn shown(reading: &OcrReading) -> Vec<String> {
        group_rows(reading)
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn boxes_stand_in_rows_and_near_ones_are_one_text() {
        let reading = reading(&[
            ("13800132376", Some([500, 42, 700, 62])),
            ("手机号", Some([10, 40, 60, 60])),
            ("姓名", Some([10, 10, 40, 30])),
            ("张三", Some([500, 12, 540, 32])),
            ("2376", Some([542, 11, 590, 31])),
        ]);
        assert_eq!(shown(&reading), ["姓名|张三2376", "手机号|13800132376"]);
    }

    #[test]
    fn wide_gaps_separate_the_cells_of_a_plain_line() {
        let reading =
            reading(&[("姓名\t张三", None), ("手机号　　138 0013 2376", None), ("a｜ｂ", None), ("   ", None)]);
        assert_eq!(shown(&reading), ["姓名|张三", "手机号|138 0013 2376", "a|b"]);
    }

    #[test]
    fn small_cents_are_joined_and_other_numbers_are_not() {
        for (lines, whole) in [
            (vec!["¥495.", ".88"], vec!["¥495.88"]),
            (vec!["¥495", ".88"], vec!["¥495.88"]),
            (vec!["¥  495.  88"], vec!["¥495.88"]),
            (vec!["¥1,288", ".50", "¥7"], vec!["¥1,288.50", "¥7"]),
            (vec!["2 张", "88"], vec!["2 张", "88"]),
            (vec!["¥495.88", "16"], vec!["¥495.88", "16"]),
            (vec!["¥495", "88"], vec!["¥495", "88"]),
        ] {
            let lines: Vec<_> = lines.into_iter().map(|line| (line, None)).collect();
            assert_eq!(shown(&reading(&lines)), whole);
        }
    }
}
