//! Rows to values with their labels, one list for every order on the screen.

use super::Confidence;
use super::cancelled_phrases::is_cancelled_phrase;
use super::field_label::{LabelKind, LabelledSegment, read_label, split_segments};
use super::layout::{TextCell, TextRow};

/// One text with the label it stood beside or under.
#[derive(Clone)]
pub(super) struct LabelledItem {
    pub(super) kind: Option<LabelKind>,
    pub(super) text: String,
    /// Nothing separates it from its label.
    pub(super) glued: bool,
    /// The index of the line that it came from.
    pub(super) line: usize,
    pub(super) confidence: Option<Confidence>,
    /// Its cell says that the ticket is refunded or cancelled.
    pub(super) void: bool,
}

impl LabelledItem {
    fn from_segment(cell: &TextCell, segment: &LabelledSegment<'_>) -> Self {
        let LabelledSegment { kind, text, glued } = *segment;
        // Of the whole cell and not of the segment: a label in the middle would cut 已退款 in two.
        let void = is_cancelled_phrase(&cell.text);
        Self { kind, text: text.to_owned(), glued, line: cell.line, confidence: cell.confidence, void }
    }
}

/// Where items go: rows of a table are orders of their own, all else is one list of screen rows.
#[derive(Default)]
struct ScreenItems {
    rows: Vec<Vec<LabelledItem>>,
    table: Vec<Vec<LabelledItem>>,
}

/// The items of every order on the screen, in reading order.
///
/// Two orders are told apart by the rows of a table, or by order numbers at the head of each. Where something stands before
/// the first head, it is not known which number it belongs to, and everything stays one block: its values then contradict
/// each other instead of being mixed in silence.
pub(super) fn group_blocks(rows: &[TextRow]) -> Vec<Vec<LabelledItem>> {
    // A table names its columns once and has nothing to share between orders, so it needs no heads to be split at.
    let ScreenItems { rows, table } = read_screen(rows);
    if !table.is_empty() {
        return table;
    }
    let mut blocks = split_at_heads(rows);
    share_cancelled(&mut blocks);
    for block in &mut blocks {
        block.retain(|item| !item.text.is_empty() || item.void);
    }
    blocks
}

fn read_screen(rows: &[TextRow]) -> ScreenItems {
    let mut screen = ScreenItems::default();
    let mut at = 0;
    // The label that the row above ended with, waiting for a value below it.
    let mut waiting: Option<LabelKind> = None;
    while let Some(row) = rows.get(at) {
        at += 1;
        if let Some(header) = header_labels(row) {
            // The table ends with the first row that is none of it, so a total below it is read as a row of the screen.
            let records = rows[at..].iter().take_while(|row| is_record(row, header.len())).count();
            let tabulated = rows[at..at + records].iter().map(|record| tabulate_record(row, &header, record));
            // One record alone is no table of orders but labels over their values, side by side.
            if records == 1 {
                screen.rows.extend(tabulated)
            } else {
                screen.table.extend(tabulated)
            }
            at += records;
            waiting = None;
            continue;
        }
        screen.rows.push(label_row(row, &mut waiting));
    }
    screen
}

/// The label that a cell consists of.
fn bare_label(cell: &TextCell) -> Option<LabelKind> {
    read_label(&cell.text).filter(|label| label.value == cell.text.len()).map(|label| label.kind)
}

fn header_labels(row: &TextRow) -> Option<Vec<LabelKind>> {
    let kinds: Vec<LabelKind> = row.iter().map_while(bare_label).collect();
    (kinds.len() > 1 && kinds.len() == row.len()).then_some(kinds)
}

/// A row under a table's head: as many cells, or placed ones, and no labels among them.
fn is_record(row: &TextRow, columns: usize) -> bool {
    // Engines drop an empty cell. With places the rest still finds its column, as long as half of them are there.
    let placed = row.iter().all(|cell| cell.span.is_some()) && row.len() * 2 >= columns;
    (row.len() == columns || placed) && row.iter().all(|cell| read_label(&cell.text).is_none())
}

fn tabulate_record(head: &TextRow, kinds: &[LabelKind], record: &TextRow) -> Vec<LabelledItem> {
    let column = |index: usize, cell: &TextCell| match cell.span {
        Some(span) => (0..head.len()).min_by_key(|at| column_distance(head[*at].span, span)).unwrap_or(index),
        None => index,
    };
    let item = |(index, cell): (usize, &TextCell)| {
        let kind = kinds.get(column(index, cell)).copied();
        LabelledItem::from_segment(cell, &LabelledSegment { kind, text: &cell.text, glued: false })
    };
    record.iter().enumerate().map(item).collect()
}

fn column_distance(head: Option<(i32, i32)>, (left, right): (i32, i32)) -> i64 {
    // Middles, doubled: a column may be set left, right or centred under its head.
    let middle = |(left, right): (i32, i32)| i64::from(left) + i64::from(right);
    head.map_or(i64::MAX, |head| (middle(head) - middle((left, right))).abs())
}

/// The items of a row. A label without a value takes the next cell, or waits for the row below.
fn label_row(row: &TextRow, waiting: &mut Option<LabelKind>) -> Vec<LabelledItem> {
    let mut items: Vec<LabelledItem> = Vec::new();
    // Taken: a label waits for one row. Two rows down, the value is more likely something else's.
    let mut label = waiting.take();
    for cell in row {
        for mut segment in split_segments(&cell.text) {
            if segment.kind.is_none() {
                segment.kind = label.filter(|label| may_hold(*label, segment.text));
            }
            label = segment.kind.filter(|_| segment.text.is_empty());
            items.push(LabelledItem::from_segment(cell, &segment));
        }
    }
    *waiting = label;
    items
}

/// A button such as 申请退款 looks like a label, but only a number or a date beside it is its value.
fn may_hold(label: LabelKind, text: &str) -> bool {
    label != LabelKind::Other || text.starts_with(|c: char| c.is_ascii_digit() || c == '¥' || c == '-')
}

fn split_at_heads(rows: Vec<Vec<LabelledItem>>) -> Vec<Vec<LabelledItem>> {
    let heads = find_block_heads(&rows);
    let Some(&first) = heads.get(..2).and_then(<[usize]>::first) else {
        return vec![rows.into_iter().flatten().collect()];
    };
    // A field above the first number may belong to a number further up that was cut off the screenshot.
    if rows[..first].iter().flatten().any(carries_field) {
        return vec![rows.into_iter().flatten().collect()];
    }
    let mut blocks: Vec<Vec<LabelledItem>> = vec![Vec::new()];
    for (at, row) in rows.into_iter().enumerate() {
        if heads.contains(&at) && at != first {
            blocks.push(Vec::new());
        }
        if let Some(block) = blocks.last_mut() {
            block.extend(row);
        }
    }
    blocks
}

/// A card's status may stand above its order number, and so at the end of the block before: then both are in doubt.
fn share_cancelled(blocks: &mut [Vec<LabelledItem>]) {
    let void: Vec<bool> = blocks.iter().map(|block| block.iter().any(|item| item.void)).collect();
    for (block, before) in blocks.iter_mut().skip(1).zip(void) {
        if let Some(first) = block.first_mut() {
            first.void |= before;
        }
    }
}

/// The rows with order numbers that differ from the one before.
fn find_block_heads(rows: &[Vec<LabelledItem>]) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut last: Option<&str> = None;
    for (at, row) in rows.iter().enumerate() {
        let number = row
            .iter()
            .find(|item| item.kind == Some(LabelKind::Order) && item.text.contains(|c: char| c.is_ascii_digit()));
        // The same number again is the same order: a card shows it at its head and once more in its details.
        if let Some(number) = number.map(|item| item.text.as_str()).filter(|number| last != Some(number)) {
            heads.push(at);
            last = Some(number);
        }
    }
    heads
}

/// Whether an item may carry a field of an order: it has a label of one, or a number as long as one.
fn carries_field(item: &LabelledItem) -> bool {
    let digits = item.text.chars().filter(char::is_ascii_digit).count();
    let labelled = item.kind.is_some_and(|kind| kind != LabelKind::Other) && !item.text.is_empty();
    labelled || digits >= 6 || crate::domain::resale::matching::ticket_type::find_ticket_type(&item.text).is_some()
}
