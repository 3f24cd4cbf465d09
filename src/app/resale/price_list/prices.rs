//! The price table. Orders that were priced keep the price they had.

use serde_json::{Value, json};

use super::difference::{TableDifference, TableRows};
use super::{ImportScope, PriceLine};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::resale::errors::ResaleError;
use crate::app::similar_type::find_similar_type;
use crate::app::write::shop_change::ShopChange;
use crate::domain::resale::season::Season;
use crate::domain::value::money::Fen;
use crate::domain::value::text::fold::is_same_spelling;
use crate::error::{Error, Result};
use crate::formats::tables::{PriceRow, parse_prices};
use crate::store::Tx;

const COLUMNS: [&str; 3] = ["ticket_type", "season", "price"];

/// The rows of a file of prices.
pub struct PriceFile {
    rows: Vec<PriceRow>,
    scope: ImportScope,
}

impl PriceFile {
    /// Reads a file; `sheet` names the one of a workbook that is meant.
    pub fn read(file: CommandInput<'_>, sheet: Option<&str>, scope: ImportScope) -> Result<Self> {
        Ok(Self { rows: parse_prices(file.open()?, sheet)?, scope })
    }

    /// What a key stands for: every row, and whether they are all.
    fn content(&self) -> Value {
        let row = |row: &PriceRow| json!([row.ticket_type, row.season, row.price.to_string()]);
        json!({ "rows": self.rows.iter().map(row).collect::<Vec<_>>(), "scope": self.scope.code() })
    }

    /// The table that `old` becomes.
    fn apply_to(&self, old: &[PriceLine]) -> Vec<PriceLine> {
        let mut table = match self.scope {
            ImportScope::SomeRows => old.to_vec(),
            ImportScope::WholeTable => Vec::new(),
        };
        for PriceRow { ticket_type, season, price } in &self.rows {
            set_line(&mut table, ticket_type, *season, *price);
        }
        table
    }
}

impl App {
    /// What an import would do.
    pub fn preview_price_import(&mut self, file: &PriceFile) -> Result<TableDifference> {
        self.store.read(|tx| {
            let old = tx.list_prices()?;
            Ok(compare_tables(&old, &file.apply_to(&old)))
        })
    }

    /// Imports it, and removes no other row than the preview showed.
    pub fn import_prices(&mut self, file: &PriceFile, shown: &TableDifference) -> Result<ShopChange> {
        self.change_shop("price import", &file.content(), |tx, _| {
            let old = tx.list_prices()?;
            let new = file.apply_to(&old);
            let difference = compare_tables(&old, &new);
            difference.require_shown(shown)?;
            tx.replace_prices(&new)?;
            Ok(difference.to_json())
        })
    }

    /// Gives a ticket type a price in a season. One that the table knows in another spelling is that one.
    pub fn set_price(&mut self, ticket_type: &str, season: Season, price: Fen) -> Result<ShopChange> {
        let content = json!({ "ticket_type": ticket_type, "season": season, "price": price.to_string() });
        self.change_shop("price set", &content, |tx, _| {
            let (old, similar) = (tx.list_prices()?, find_similar_type(tx, ticket_type)?);
            let mut new = old.clone();
            set_line(&mut new, ticket_type, season, price);
            tx.replace_prices(&new)?;
            let mut value = compare_tables(&old, &new).to_json();
            value["similar"] = similar.into();
            Ok(value)
        })
    }

    /// Removes the price of a ticket type in a season, or in all.
    pub fn remove_price(&mut self, ticket_type: &str, season: Option<Season>) -> Result<ShopChange> {
        let content = json!({ "ticket_type": ticket_type, "season": season });
        self.change_shop("price remove", &content, |tx, _| {
            let old = tx.list_prices()?;
            let is_meant = |(kind, of, _): &PriceLine| {
                is_same_spelling(kind, ticket_type) && season.is_none_or(|season| season == *of)
            };
            let new: Vec<PriceLine> = old.iter().filter(|line| !is_meant(line)).cloned().collect();
            if new.len() == old.len() {
                return Err(no_such_price(tx, ticket_type, season)?);
            }
            tx.replace_prices(&new)?;
            Ok(compare_tables(&old, &new).to_json())
        })
    }

    pub fn list_prices(&mut self) -> Result<Vec<PriceLine>> {
        self.store.read(|tx| tx.list_prices())
    }
}

/// Sets one price, under the spelling of the ticket type that the table has. A new one stands behind the others of its type.
fn set_line(table: &mut Vec<PriceLine>, ticket_type: &str, season: Season, price: Fen) {
    let known = table.iter().find(|(kind, ..)| is_same_spelling(kind, ticket_type)).map(|(kind, ..)| kind.clone());
    let kind = known.unwrap_or_else(|| ticket_type.to_owned());
    match table.iter_mut().find(|(of, in_season, _)| *of == kind && *in_season == season) {
        Some((.., amount)) => *amount = price,
        None => {
            let last = table.iter().rposition(|(of, ..)| *of == kind);
            table.insert(last.map_or(table.len(), |last| last + 1), (kind, season, price));
        }
    }
}

fn compare_tables(old: &[PriceLine], new: &[PriceLine]) -> TableDifference {
    let rows = |table: &[PriceLine]| -> TableRows {
        let row = |(kind, season, price): &PriceLine| ((kind.clone(), season.code().to_owned()), price.to_string());
        table.iter().map(row).collect()
    };
    TableDifference::between(&rows(old), &rows(new), COLUMNS)
}

fn no_such_price(tx: &Tx<'_>, ticket_type: &str, season: Option<Season>) -> Result<Box<Error>> {
    let similar = find_similar_type(tx, ticket_type)?;
    let seasons = season.map(|season| season.label());
    let (zh, en) = seasons.map_or((String::new(), String::new()), |label| {
        (format!("（{}）", label.zh), format!(" in the {} season", label.en))
    });
    Ok(match similar {
        Some(similar) => {
            ResaleError::PriceRowMisspelt { ticket_type: &ticket_type, zh: &zh, en: &en, similar: &similar }
                .into_error()
        }
        None => ResaleError::PriceRowMissing { ticket_type: &ticket_type, zh: &zh, en: &en }.into_error(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: &str, season: Season, fen: i64) -> PriceLine {
        (kind.to_owned(), season, Fen::new(fen))
    }

    #[test]
    fn a_row_finds_its_ticket_type_in_any_spelling() {
        let mut table = vec![line("初级道 3 小时", Season::Low, 100)];
        set_line(&mut table, "初级道3小时", Season::Low, Fen::new(200));
        set_line(&mut table, "初级道３小时", Season::High, Fen::new(300));
        set_line(&mut table, "高级道", Season::Low, Fen::new(400));
        set_line(&mut table, "初级道3小时", Season::Regular, Fen::new(500));
        let first = [(Season::Low, 200), (Season::High, 300), (Season::Regular, 500)];
        let first = first.map(|(season, fen)| line("初级道 3 小时", season, fen));
        assert_eq!(table, [&first[..], &[line("高级道", Season::Low, 400)]].concat());
    }

    #[test]
    fn a_file_adds_and_changes_and_only_a_whole_one_removes() {
        let old = [line("a", Season::Low, 100), line("b", Season::Low, 200)];
        let rows = vec![PriceRow { ticket_type: "b".to_owned(), season: Season::Low, price: Fen::new(250) }];
        let some = PriceFile { rows: rows.clone(), scope: ImportScope::SomeRows };
        assert_eq!(some.apply_to(&old), [line("a", Season::Low, 100), line("b", Season::Low, 250)]);
        let whole = PriceFile { rows, scope: ImportScope::WholeTable };
        assert_eq!(whole.apply_to(&old), [line("b", Season::Low, 250)]);
        assert_ne!(some.content(), whole.content());
    }
}
