//! Lists that are cut at a number of rows, and say so.

use crate::domain::value::message::BilingualMessage;
use crate::say;

/// At most how many rows are shown; 0 is all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowLimit(pub(super) usize);

impl RowLimit {
    /// How many are to be read: one more than is shown tells whether there are more.
    pub(super) const fn to_read(self) -> usize {
        if self.0 == 0 { 0 } else { self.0.saturating_add(1) }
    }

    /// Cuts what was read to what is shown; what there is to say where something was cut.
    pub(super) fn cut_rows<R>(self, rows: &mut Vec<R>) -> Option<BilingualMessage> {
        if self.0 == 0 || rows.len() <= self.0 {
            return None;
        }
        rows.truncate(self.0);
        Some(say!("还有更早的：--limit 0 列出全部", "there are older ones: --limit 0 lists all"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_where_one_more_was_found_than_is_shown() {
        for (limit, read, found, kept, cut) in
            [(2, 3, 3, 2, true), (2, 3, 2, 2, false), (0, 0, 9, 9, false), (usize::MAX, usize::MAX, 1, 1, false)]
        {
            let mut rows = vec![(); found];
            assert_eq!(RowLimit(limit).to_read(), read);
            assert_eq!(RowLimit(limit).cut_rows(&mut rows).is_some(), cut, "{limit} of {found}");
            assert_eq!(rows.len(), kept);
        }
    }
}
