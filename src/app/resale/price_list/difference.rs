//! What a change does to a table of the shop, row by row.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::app::resale::errors::ResaleError;
use crate::error::Result;

/// A table as text: what each row is found by, and its value.
pub(super) type TableRows = BTreeMap<(String, String), String>;

/// One row that is not as it was. `was` is none for an added one, `now` for a removed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The first two cells.
    pub key: (String, String),
    pub was: Option<String>,
    pub now: Option<String>,
}

/// What turns one table into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDifference {
    /// What the three cells of a row are called.
    columns: [&'static str; 3],
    /// How many rows there are afterwards.
    rows: usize,
    pub changes: Vec<RowChange>,
}

impl TableDifference {
    pub(super) fn between(old: &TableRows, new: &TableRows, columns: [&'static str; 3]) -> Self {
        let keys: BTreeSet<&(String, String)> = old.keys().chain(new.keys()).collect();
        let change = |key: &(String, String)| {
            let (was, now) = (old.get(key).cloned(), new.get(key).cloned());
            (was != now).then(|| RowChange { key: key.clone(), was, now })
        };
        Self { columns, rows: new.len(), changes: keys.into_iter().filter_map(change).collect() }
    }

    pub fn count_removed(&self) -> usize {
        self.removed().count()
    }

    fn removed(&self) -> impl Iterator<Item = &RowChange> {
        self.changes.iter().filter(|change| change.now.is_none())
    }

    /// Refuses to remove other rows than somebody was shown.
    ///
    /// # Errors
    /// `table_changed`, exit 9: another command changed the table meanwhile.
    pub(super) fn require_shown(&self, shown: &Self) -> Result<()> {
        if self.removed().eq(shown.removed()) { Ok(()) } else { Err(ResaleError::TableChanged.into_error()) }
    }

    /// `rows`, and the rows `added`, `changed` and `removed`, each with the keys of a list's row; a changed one says what it
    /// was.
    pub fn to_json(&self) -> Value {
        let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
        for change in &self.changes {
            match (&change.was, &change.now) {
                (Some(was), Some(now)) => {
                    let mut row = self.row(change, now);
                    row.insert("was".to_owned(), was.as_str().into());
                    changed.push(row);
                }
                (None, Some(now)) => added.push(self.row(change, now)),
                (Some(was), None) => removed.push(self.row(change, was)),
                (None, None) => {}
            }
        }
        let unchanged = self.rows - added.len() - changed.len();
        json!({ "rows": self.rows, "added": added, "changed": changed, "removed": removed, "unchanged": unchanged })
    }

    fn row(&self, change: &RowChange, value: &str) -> Map<String, Value> {
        let (a, b) = &change.key;
        self.columns.iter().zip([a, b, value]).map(|(key, cell)| ((*key).to_owned(), Value::from(cell))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["ticket_type", "season", "price"];

    fn table(rows: &[(&str, &str, &str)]) -> TableRows {
        rows.iter().map(|(a, b, v)| (((*a).to_owned(), (*b).to_owned()), (*v).to_owned())).collect()
    }

    #[test]
    fn a_change_says_what_it_does_to_each_row() {
        let old = table(&[("a", "low", "1.00"), ("b", "low", "2.00"), ("c", "low", "3.00")]);
        let new = table(&[("a", "low", "1.00"), ("b", "low", "2.50"), ("a", "high", "9.00")]);
        let difference = TableDifference::between(&old, &new, COLUMNS);
        assert_eq!(difference.count_removed(), 1);
        // What is added meanwhile was never shown and is not removed; what became dearer is not what was shown.
        let added = TableDifference::between(&table(&[("c", "low", "3.00"), ("a", "low", "9.00")]), &new, COLUMNS);
        assert!(added.require_shown(&difference).is_ok());
        let dearer = TableDifference::between(&table(&[("c", "low", "3.50")]), &new, COLUMNS);
        assert_eq!(dearer.require_shown(&difference).unwrap_err().code, "table_changed");
        assert_eq!(
            difference.to_json(),
            json!({
                "rows": 3,
                "added": [{ "ticket_type": "a", "season": "high", "price": "9.00" }],
                "changed": [{ "ticket_type": "b", "season": "low", "price": "2.50", "was": "2.00" }],
                "removed": [{ "ticket_type": "c", "season": "low", "price": "3.00" }],
                "unchanged": 1,
            })
        );
    }
}
