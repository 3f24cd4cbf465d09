//! A list that a command prints, apart from how: what it holds, and what each column has of a row.
//!
//! A column is said once: its key and its heading, and how its value is got from the row. Scripts get the value as JSON,
//! people get it as text, or what [`ListSchema::shown`] makes of the row.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::value::code_enum::LabelledEnum;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::time::Timestamp;

/// One object of a list, in the order in which its keys are printed.
pub type OutputRow = Map<String, Value>;

/// Which edge the cells of a column keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlign {
    Left,
    Right,
}

/// A column without its values.
#[derive(Clone, Copy, Debug)]
pub struct ColumnHead {
    /// The key in JSON and the header in CSV. Never translated.
    pub key: &'static str,
    pub label: BilingualText,
    pub align: ColumnAlign,
    /// Whether a cell may be broken over lines. Ids and amounts may not.
    pub wraps: bool,
    /// 0 stays at any width; the highest goes first when the terminal is narrow.
    pub priority: u8,
    /// Whether people see it at all. Scripts always do.
    pub hidden: bool,
}

/// What people read of a row.
type CellText<R> = Box<dyn Fn(&R, Lang) -> String>;

/// One column of a list of `R`, and one field of its objects.
pub struct ListColumn<R> {
    pub head: ColumnHead,
    value: Box<dyn Fn(&R) -> Value>,
    shown: Option<CellText<R>>,
}

/// What is known of a list before its first row.
pub struct ListSchema<R> {
    /// The fields of its objects, in order.
    pub columns: Vec<ListColumn<R>>,
    /// The field that `--format ids` prints.
    pub id_key: &'static str,
    /// The keys that come first in JSON, where their order there is another one.
    json_first: &'static [&'static str],
}

impl<R> ListColumn<R> {
    /// What scripts get of `row`.
    pub fn value(&self, row: &R) -> Value {
        (self.value)(row)
    }

    /// What people read instead of the value, where it is not the value itself.
    pub fn shown(&self, row: &R, lang: Lang) -> Option<String> {
        self.shown.as_ref().map(|shown| shown(row, lang))
    }
}

impl<R> ListSchema<R> {
    /// A list without columns; [`text`](Self::text) and its like add one each.
    pub const fn new(id_key: &'static str) -> Self {
        Self { columns: Vec::new(), id_key, json_first: &[] }
    }

    /// Adds a column of texts, which may wrap.
    #[must_use]
    pub fn text<V: Serialize>(
        mut self,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        value: impl Fn(&R) -> V + 'static,
    ) -> Self {
        let label = BilingualText { zh, en };
        let head = ColumnHead { key, label, align: ColumnAlign::Left, wraps: true, priority: 0, hidden: false };
        // Texts, numbers and lists of them: it always is JSON.
        let value = move |row: &R| serde_json::to_value(value(row)).unwrap_or_default();
        self.columns.push(ListColumn { head, value: Box::new(value), shown: None });
        self
    }

    /// Adds a column of ids, codes or days, which stay on one line.
    #[must_use]
    pub fn word<V: Serialize>(
        self,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        value: impl Fn(&R) -> V + 'static,
    ) -> Self {
        self.text(key, zh, en, value).set_head(|head| head.wraps = false)
    }

    /// Adds a column of amounts or counts, which stay on one line and keep right.
    #[must_use]
    pub fn number<V: Serialize>(
        self,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        value: impl Fn(&R) -> V + 'static,
    ) -> Self {
        self.word(key, zh, en, value).set_head(|head| head.align = ColumnAlign::Right)
    }

    /// Adds a column of codes, which people read as their labels.
    #[must_use]
    pub fn code<V: LabelledEnum + Serialize>(
        self,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        value: impl Fn(&R) -> V + Copy + 'static,
    ) -> Self {
        self.word(key, zh, en, value).shown(move |row, lang| value(row).as_label().in_lang(lang).to_owned())
    }

    /// Adds a column of times, which people read to the second, in Asia/Shanghai.
    #[must_use]
    pub fn time<V: Into<Option<Timestamp>>>(
        self,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        value: impl Fn(&R) -> V + Copy + 'static,
    ) -> Self {
        self.word(key, zh, en, move |row| value(row).into())
            .shown(move |row, _| value(row).into().map(Timestamp::format_second).unwrap_or_default())
    }

    /// Adds a field that only scripts see.
    #[must_use]
    pub fn hidden<V: Serialize>(self, key: &'static str, value: impl Fn(&R) -> V + 'static) -> Self {
        self.text(key, key, key, value).set_head(|head| head.hidden = true)
    }

    /// What people read in the column that was added last. A value that is not there is a dash all the same.
    #[must_use]
    pub fn shown(mut self, shown: impl Fn(&R, Lang) -> String + 'static) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.shown = Some(Box::new(shown));
        }
        self
    }

    /// The column that was added last may go when the terminal is narrow, the highest number first.
    #[must_use]
    pub fn drop_priority(self, priority: u8) -> Self {
        self.set_head(|head| head.priority = priority)
    }

    /// Has objects begin with these keys, in this order, whatever the order of the columns.
    #[must_use]
    pub const fn json_first(mut self, keys: &'static [&'static str]) -> Self {
        self.json_first = keys;
        self
    }

    fn set_head(mut self, set: impl FnOnce(&mut ColumnHead)) -> Self {
        if let Some(column) = self.columns.last_mut() {
            set(&mut column.head);
        }
        self
    }

    /// The keys of its objects, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.columns.iter().map(|column| column.head.key)
    }

    /// The object that scripts get for `row`.
    pub fn to_object(&self, row: &R) -> OutputRow {
        let first = self.json_first.iter().filter_map(|key| self.columns.iter().find(|column| column.head.key == *key));
        let rest = self.columns.iter().filter(|column| !self.json_first.contains(&column.head.key));
        first.chain(rest).map(|column| (column.head.key.to_owned(), column.value(row))).collect()
    }
}
