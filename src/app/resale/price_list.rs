//! The price table and the season calendar: each import replaces the whole, and says what that changed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::domain::resale::season::Season;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::formats::tables::{parse_prices, parse_seasons};
pub use crate::store::shop::prices::{PriceLine, SeasonRange};

impl App {
    /// Replaces the price table by a CSV file. Orders that were priced keep the price they had.
    pub fn import_prices(&mut self, file: CommandInput<'_>) -> Result<ShopChange> {
        let rows = parse_prices(file.open()?)?;
        let new: BTreeMap<_, _> = rows.iter().map(|row| price_entry(&row.ticket_type, row.season, row.price)).collect();
        let content = table_content(&new);
        self.change_shop("price import", &content, |tx, _| {
            let old =
                tx.list_prices()?.iter().map(|(kind, season, price)| price_entry(kind, *season, *price)).collect();
            let table: Vec<_> = rows.iter().map(|row| (row.ticket_type.clone(), row.season, row.price)).collect();
            tx.replace_prices(&table)?;
            Ok(table_difference(&old, &new, &["ticket_type", "season", "price"]))
        })
    }

    /// Replaces the season calendar by a CSV file.
    pub fn import_seasons(&mut self, file: CommandInput<'_>) -> Result<ShopChange> {
        let rows = parse_seasons(file.open()?)?;
        let new: BTreeMap<_, _> = rows.iter().map(|row| season_entry(row.from, row.to, row.season)).collect();
        let content = table_content(&new);
        self.change_shop("season import", &content, |tx, _| {
            let old = tx.list_seasons()?.into_iter().map(|(from, to, season)| season_entry(from, to, season)).collect();
            let table: Vec<_> = rows.iter().map(|row| (row.from, row.to, row.season)).collect();
            tx.replace_seasons(&table)?;
            Ok(table_difference(&old, &new, &["from", "to", "season"]))
        })
    }

    pub fn list_prices(&mut self) -> Result<Vec<PriceLine>> {
        self.store.read(|tx| tx.list_prices())
    }

    /// The season calendar, by day.
    pub fn list_seasons(&mut self) -> Result<Vec<SeasonRange>> {
        self.store.read(|tx| tx.list_seasons())
    }
}

fn price_entry(ticket_type: &str, season: Season, price: Fen) -> ((String, String), String) {
    ((ticket_type.to_owned(), season.code().to_owned()), price.to_string())
}

fn season_entry(from: Day, to: Day, season: Season) -> ((String, String), String) {
    ((from.to_string(), to.to_string()), season.code().to_owned())
}

type TableRows = BTreeMap<(String, String), String>;

/// What an import's key stands for: every row.
fn table_content(table: &TableRows) -> Value {
    table.iter().map(|((a, b), value)| json!([a, b, value])).collect()
}

/// What turns `old` into `new`: rows added, changed and removed, each with the keys of a list's row. The last key is the
/// value, and a changed row says what it was.
fn table_difference(old: &TableRows, new: &TableRows, keys: &[&str; 3]) -> Value {
    let row = |(a, b): &(String, String), value: &str| -> Map<String, Value> {
        keys.iter().zip([a, b, value]).map(|(key, cell)| ((*key).to_owned(), Value::from(cell))).collect()
    };
    let (mut added, mut changed, mut unchanged) = (Vec::new(), Vec::new(), 0);
    for (key, value) in new {
        match old.get(key) {
            None => added.push(row(key, value)),
            Some(was) if was == value => unchanged += 1,
            Some(was) => {
                let mut object = row(key, value);
                object.insert("was".to_owned(), Value::from(was.as_str()));
                changed.push(object);
            }
        }
    }
    let removed: Vec<_> =
        old.iter().filter(|(key, _)| !new.contains_key(*key)).map(|(key, value)| row(key, value)).collect();
    json!({ "rows": new.len(), "added": added, "changed": changed, "removed": removed, "unchanged": unchanged })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(&str, &str, &str)]) -> TableRows {
        rows.iter().map(|(a, b, v)| (((*a).to_owned(), (*b).to_owned()), (*v).to_owned())).collect()
    }

    #[test]
    fn an_import_says_what_it_changed() {
        let old = table(&[("a", "low", "1.00"), ("b", "low", "2.00"), ("c", "low", "3.00")]);
        let new = table(&[("a", "low", "1.00"), ("b", "low", "2.50"), ("a", "high", "9.00")]);
        let said = table_difference(&old, &new, &["ticket_type", "season", "price"]);
        assert_eq!(
            said,
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
