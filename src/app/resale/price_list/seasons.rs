//! The season calendar: ranges of days that never overlap.

use serde_json::{Value, json};

use super::difference::{TableDifference, TableRows};
use super::{ImportScope, SeasonRange};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::resale::errors::ResaleError;
use crate::app::write::shop_change::ShopChange;
use crate::error::Result;
use crate::formats::tables::{SeasonRow, parse_seasons};

const COLUMNS: [&str; 3] = ["from", "to", "season"];

/// How many overlaps a refusal names.
const MAX_NAMED: usize = 5;

/// The ranges of a file.
pub struct SeasonFile {
    rows: Vec<SeasonRow>,
    scope: ImportScope,
}

impl SeasonFile {
    /// Reads a file; `sheet` names the one of a workbook that is meant.
    pub fn read(file: CommandInput<'_>, sheet: Option<&str>, scope: ImportScope) -> Result<Self> {
        Ok(Self { rows: parse_seasons(file.open()?, sheet)?, scope })
    }

    /// What a key stands for: every range, and whether they are all.
    fn content(&self) -> Value {
        let row = |row: &SeasonRow| json!([row.from, row.to, row.season]);
        json!({ "rows": self.rows.iter().map(row).collect::<Vec<_>>(), "scope": self.scope.code() })
    }

    /// The calendar that `old` becomes. A range with the days of one that is there takes its place.
    ///
    /// # Errors
    /// `season_overlaps_calendar`: it shares days with one of other days. Nobody may guess which of them is to give way.
    fn apply_to(&self, old: &[SeasonRange]) -> Result<Vec<SeasonRange>> {
        let new = self.rows.iter().map(|row| (row.from, row.to, row.season));
        if self.scope == ImportScope::WholeTable {
            return Ok(new.collect());
        }
        let same_days = |row: &SeasonRow, range: &SeasonRange| (row.from, row.to) == (range.0, range.1);
        let kept: Vec<SeasonRange> =
            old.iter().filter(|range| !self.rows.iter().any(|row| same_days(row, range))).copied().collect();
        let overlaps: Vec<String> = self
            .rows
            .iter()
            .flat_map(|row| {
                kept.iter().filter(|range| row.from <= range.1 && range.0 <= row.to).map(move |it| (row, it))
            })
            .map(|(row, range)| format!("{}..{} × {}..{} {}", row.from, row.to, range.0, range.1, range.2.code()))
            .collect();
        if overlaps.is_empty() {
            return Ok(kept.into_iter().chain(new).collect());
        }
        let list = overlaps.iter().take(MAX_NAMED).cloned().collect::<Vec<_>>().join(", ");
        let count = overlaps.len();
        Err(ResaleError::SeasonOverlaps { count: &count, list: &list }.into_error().detail("overlaps", overlaps))
    }
}

impl App {
    /// What an import would do.
    pub fn preview_season_import(&mut self, file: &SeasonFile) -> Result<TableDifference> {
        self.store.read(|tx| {
            let old = tx.list_seasons()?;
            Ok(compare_calendars(&old, &file.apply_to(&old)?))
        })
    }

    /// Imports it, and removes no other range than the preview showed.
    pub fn import_seasons(&mut self, file: &SeasonFile, shown: &TableDifference) -> Result<ShopChange> {
        self.change_shop("season import", &file.content(), |tx, _| {
            let old = tx.list_seasons()?;
            let new = file.apply_to(&old)?;
            let difference = compare_calendars(&old, &new);
            difference.require_shown(shown)?;
            tx.replace_seasons(&new)?;
            Ok(difference.to_json())
        })
    }

    /// The season calendar, by day.
    pub fn list_seasons(&mut self) -> Result<Vec<SeasonRange>> {
        self.store.read(|tx| tx.list_seasons())
    }
}

fn compare_calendars(old: &[SeasonRange], new: &[SeasonRange]) -> TableDifference {
    let rows = |ranges: &[SeasonRange]| -> TableRows {
        let row = |(from, to, season): &SeasonRange| ((from.to_string(), to.to_string()), season.code().to_owned());
        ranges.iter().map(row).collect()
    };
    TableDifference::between(&rows(old), &rows(new), COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resale::season::Season;
    use crate::domain::value::time::Day;

    fn range(from: &str, to: &str, season: Season) -> SeasonRange {
        (Day::parse(from).unwrap(), Day::parse(to).unwrap(), season)
    }

    fn file(ranges: &[SeasonRange], scope: ImportScope) -> SeasonFile {
        let rows = ranges.iter().map(|&(from, to, season)| SeasonRow { from, to, season }).collect();
        SeasonFile { rows, scope }
    }

    #[test]
    fn a_range_replaces_its_own_days_and_touches_others_but_shares_none() {
        let april = range("2026-04-01", "2026-04-30", Season::Low);
        let march = range("2026-03-01", "2026-03-31", Season::Regular);
        let high = (april.0, april.1, Season::High);
        let may = range("2026-05-01", "2026-05-02", Season::Low);
        let merged = file(&[high, may], ImportScope::SomeRows).apply_to(&[march, april]).unwrap();
        assert_eq!(merged, [march, high, may]);
        let shared = range("2026-04-30", "2026-05-10", Season::High);
        let error = file(&[shared], ImportScope::SomeRows).apply_to(&[march, april]).unwrap_err();
        assert_eq!(error.code, "season_overlaps_calendar");
        assert_eq!(error.details["overlaps"][0], "2026-04-30..2026-05-10 × 2026-04-01..2026-04-30 low");
        assert_eq!(file(&[shared], ImportScope::WholeTable).apply_to(&[march, april]).unwrap(), [shared]);
    }
}
