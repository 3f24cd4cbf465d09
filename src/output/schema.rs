//! A list that a command prints, apart from how: its columns, and the objects that are its rows.

use serde_json::{Map, Value};

use crate::domain::value::message::{BilingualText, Lang};

/// One object of a list, in the order in which its keys are printed.
pub type OutputRow = Map<String, Value>;

/// Which edge the cells of a column keep to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlign {
    #[default]
    Left,
    Right,
}

/// What a column's cell says to people, where it is not the value itself: the label of a code, a time of day.
pub type CellFormatter = fn(&Value, Lang) -> String;

/// One column of a list, and one field of its objects.
#[derive(Clone, Copy, Debug)]
pub struct ListColumn {
    /// The key in JSON and the header in CSV. Never translated.
    pub key: &'static str,
    pub label: BilingualText,
    /// The edge that cells keep to.
    pub align: ColumnAlign,
    /// Whether a cell may be broken over lines. Ids and amounts may not.
    pub wraps: bool,
    /// 0 stays at any width; the highest goes first when the terminal is narrow.
    pub priority: u8,
    /// Whether people see it at all. Scripts always do.
    pub hidden: bool,
    /// The cell for people, where it is not the value itself.
    pub shown: Option<CellFormatter>,
}

impl ListColumn {
    /// A column of texts that may wrap and always stays.
    pub const fn new(key: &'static str, label: BilingualText) -> Self {
        Self { key, label, align: ColumnAlign::Left, wraps: true, priority: 0, hidden: false, shown: None }
    }

    /// A field that only scripts see.
    pub const fn machine_only(key: &'static str) -> Self {
        let mut column = Self::new(key, BilingualText { zh: key, en: key });
        column.hidden = true;
        column
    }

    /// Cells stay on one line: ids, codes, days.
    #[must_use]
    pub const fn no_wrap(mut self) -> Self {
        self.wraps = false;
        self
    }

    /// Cells stay on one line and keep right: amounts and counts.
    #[must_use]
    pub const fn align_right(mut self) -> Self {
        self.align = ColumnAlign::Right;
        self.no_wrap()
    }

    /// The column may go when the terminal is narrow, the highest number first.
    #[must_use]
    pub const fn drop_priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// What the cell says to people.
    #[must_use]
    pub const fn format_with(mut self, shown: CellFormatter) -> Self {
        self.shown = Some(shown);
        self
    }
}

/// What is known of a list before its first row.
#[derive(Clone, Debug)]
pub struct ListSchema {
    /// What the list holds, in English plural: `orders`.
    pub name: &'static str,
    /// The fields of its objects, in order.
    pub columns: Vec<ListColumn>,
    /// The field that `--format ids` prints.
    pub id_key: &'static str,
}
