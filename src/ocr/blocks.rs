//! Rows to values with their labels, one list for every order on the screen.

use super::Confidence;
use super::cancelled_phrases::is_void;
use super::field_label::{Kind, Segment, read, segments};
use super::layout::{Cell, Row};

/// One text with the label it stood beside or under.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) kind: Option<Kind>,
    pub(super) text: String,
    /// Nothing separates it from its label.
    pub(super) glued: bool,
    /// The index of the line that it came from.
    pub(super) line: usize,
    pub(super) confidence: Option<Confidence>,
    /// Its cell says that the ticket is refunded or cancelled.
    pub(super) void: bool,
}

impl Item {
    fn of(cell: &Cell, segment: &Segment<'_>) -> Self {
        let Segment { kind, text, glued } = *segment;
        let void = is_void(&cell.text);
        Self { kind, text: text.to_owned(), glued, line: cell.line, confidence: cell.confidence, void }
    }
}

/// Where items go: rows of a table are orders of their own, all else is one list of screen rows.
#[derive(Default)]
struct Screen {
    rows: Vec<Vec<Item>>,
    table: Vec<Vec<Item>>,
}

/// The items of every order on the screen, in reading order.
///
/// Two orders are told apart by the rows of a table, or by order numbers at the head of each. Where something stands before
/// the first head, it is not known which number it belongs to, and everything stays one block: its values then contradict
/// each other instead of being mixed in silence.
pub(super) fn blocks(rows: &[Row]) -> Vec<Vec<Item>> {
    let Screen { rows, table } = screen(rows);
    if !table.is_empty() {
        return table;
    }
    let mut blocks = split_at_heads(rows);
    share_void(&mut blocks);
    for block in &mut blocks {
        block.retain(|item| !item.text.is_empty() || item.void);
    }
    blocks
}

fn screen(rows: &[Row]) -> Screen {
    let mut screen = Screen::default();
    let mut at = 0;
    // The label that the row above ended with, waiting for a value below it.
    let mut waiting: Option<Kind> = None;
    while let Some(row) = rows.get(at) {
        at += 1;
        if let Some(header) = header(row) {
            let records = rows[at..].iter().take_while(|row| is_record(row, header.len())).count();
            let tabulated = rows[at..at + records].iter().map(|record| tabulate(row, &header, record));
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
        screen.rows.push(labelled(row, &mut waiting));
    }
    screen
}

/// The label that a cell consists of.
fn bare(cell: &Cell) -> Option<Kind> {
    read(&cell.text).filter(|label| label.value == cell.text.len()).map(|label| label.kind)
}

fn header(row: &Row) -> Option<Vec<Kind>> {
    let kinds: Vec<Kind> = row.iter().map_while(bare).collect();
    (kinds.len() > 1 && kinds.len() == row.len()).then_some(kinds)
}

/// A row under a table's head: as many cells, or placed ones, and no labels among them.
fn is_record(row: &Row, columns: usize) -> bool {
    let placed = row.iter().all(|cell| cell.span.is_some()) && row.len() * 2 >= columns;
    (row.len() == columns || placed) && row.iter().all(|cell| read(&cell.text).is_none())
}

fn tabulate(head: &Row, kinds: &[Kind], record: &Row) -> Vec<Item> {
    let column = |index: usize, cell: &Cell| match cell.span {
        Some(span) => (0..head.len()).min_by_key(|at| distance(head[*at].span, span)).unwrap_or(index),
        None => index,
    };
    let item = |(index, cell): (usize, &Cell)| {
        let kind = kinds.get(column(index, cell)).copied();
        Item::of(cell, &Segment { kind, text: &cell.text, glued: false })
    };
    record.iter().enumerate().map(item).collect()
}

fn distance(head: Option<(i32, i32)>, (left, right): (i32, i32)) -> i64 {
    let middle = |(left, right): (i32, i32)| i64::from(left) + i64::from(right);
    head.map_or(i64::MAX, |head| (middle(head) - middle((left, right))).abs())
}

/// The items of a row. A label without a value takes the next cell, or waits for the row below.
fn labelled(row: &Row, waiting: &mut Option<Kind>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut label = waiting.take();
    for cell in row {
        for mut segment in segments(&cell.text) {
            if segment.kind.is_none() {
                segment.kind = label.filter(|label| may_hold(*label, segment.text));
            }
            label = segment.kind.filter(|_| segment.text.is_empty());
            items.push(Item::of(cell, &segment));
        }
    }
    *waiting = label;
    items
}

/// A button such as 申请退款 looks like a label, but only a number or a date beside it is its value.
fn may_hold(label: Kind, text: &str) -> bool {
    label != Kind::Other || text.starts_with(|c: char| c.is_ascii_digit() || c == '¥' || c == '-')
}

fn split_at_heads(rows: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let heads = heads(&rows);
    let Some(&first) = heads.get(..2).and_then(<[usize]>::first) else {
        return vec![rows.into_iter().flatten().collect()];
    };
    if rows[..first].iter().flatten().any(says_something) {
        return vec![rows.into_iter().flatten().collect()];
    }
    let mut blocks: Vec<Vec<Item>> = vec![Vec::new()];
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
fn share_void(blocks: &mut [Vec<Item>]) {
    let void: Vec<bool> = blocks.iter().map(|block| block.iter().any(|item| item.void)).collect();
    for (block, before) in blocks.iter_mut().skip(1).zip(void) {
        if let Some(first) = block.first_mut() {
            first.void |= before;
        }
    }
}

/// The rows with order numbers that differ from the one before.
fn heads(rows: &[Vec<Item>]) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut last: Option<&str> = None;
    for (at, row) in rows.iter().enumerate() {
        let number =
            row.iter().find(|item| item.kind == Some(Kind::Order) && item.text.contains(|c: char| c.is_ascii_digit()));
        if let Some(number) = number.map(|item| item.text.as_str()).filter(|number| last != Some(number)) {
            heads.push(at);
            last = Some(number);
        }
    }
    heads
}

/// Whether an item may carry a field of an order: it has a label of one, or a number as long as one.
fn says_something(item: &Item) -> bool {
    let digits = item.text.chars().filter(char::is_ascii_digit).count();
    let labelled = item.kind.is_some_and(|kind| kind != Kind::Other) && !item.text.is_empty();
    labelled || digits >= 6 || crate::domain::resale::matching::ticket_type::find(&item.text).is_some()
}
