//! The price table, the season calendar, and the wording of notices.

use rusqlite::OptionalExtension as _;

use crate::domain::resale::command::SeasonPrice;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::store::{Tx, sql_error};

/// The season of a day that no range holds.
pub const REGULAR: &str = "regular";

/// A stored wording: template, language, text.
pub type WordingRow = (String, String, String);

const PRICE: &str = "select amount from price where ticket_type = $1 and season = $2";
const SEASON: &str = "select season from season where first_day <= $1 and last_day >= $2";
const PRICES: &str = "select ticket_type, season, amount from price order by ticket_type, season";
const SEASONS: &str = "select first_day, last_day, season from season order by first_day";
const CLEAR_PRICES: &str = "delete from price";
const CLEAR_SEASONS: &str = "delete from season";
const ADD_PRICE: &str = "insert into price (ticket_type, season, amount) values ($1, $2, $3)";
const ADD_SEASON: &str = "insert into season (first_day, last_day, season) values ($1, $2, $3)";
const TICKET_TYPES: &str = "select distinct ticket_type from price order by length(ticket_type) desc, ticket_type";
const WORDINGS: &str = "select name, lang, body from notice_template order by name, lang";
const WORDING: &str = "select body from notice_template where name = $1 and lang = $2";
const SET_WORDING: &str = "insert into notice_template (name, lang, body) values ($1, $2, $3)
    on conflict (name, lang) do update set body = excluded.body";

impl Tx<'_> {
    pub fn season_of_day(&self, day: Day) -> Result<String> {
        let day = day.to_string();
        let found: Option<String> = self
            .conn
            .prepare_cached(SEASON)
            .and_then(|mut s| s.query_row((&day, &day), |row| row.get(0)).optional())
            .map_err(sql_error)?;
        Ok(found.unwrap_or_else(|| REGULAR.to_owned()))
    }

    pub fn find_price(&self, ticket_type: &str, day: Day) -> Result<Option<SeasonPrice>> {
        let season = self.season_of_day(day)?;
        let amount: Option<i64> = self
            .conn
            .prepare_cached(PRICE)
            .and_then(|mut s| s.query_row((ticket_type, &season), |row| row.get(0)).optional())
            .map_err(sql_error)?;
        Ok(amount.map(|fen| SeasonPrice { season, amount: Fen::new(fen) }))
    }

    /// The ticket types of the price table, longest first.
    pub fn list_ticket_types(&self) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(TICKET_TYPES).map_err(sql_error)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    /// The whole price table: ticket type, season, price.
    pub fn list_prices(&self) -> Result<Vec<(String, String, Fen)>> {
        let mut statement = self.conn.prepare_cached(PRICES).map_err(sql_error)?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, Fen::new(row.get(2)?)))).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    /// The whole season calendar: first day, last day, season.
    pub fn list_seasons(&self) -> Result<Vec<(String, String, String)>> {
        let mut statement = self.conn.prepare_cached(SEASONS).map_err(sql_error)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    pub fn replace_prices(&self, rows: &[(String, String, Fen)]) -> Result<()> {
        self.conn.execute(CLEAR_PRICES, []).map_err(sql_error)?;
        let mut insert = self.conn.prepare_cached(ADD_PRICE).map_err(sql_error)?;
        for (ticket_type, season, price) in rows {
            insert.execute((ticket_type, season, price.in_fen())).map_err(sql_error)?;
        }
        Ok(())
    }

    /// Replaces the season calendar.
    pub fn replace_seasons(&self, rows: &[(Day, Day, String)]) -> Result<()> {
        self.conn.execute(CLEAR_SEASONS, []).map_err(sql_error)?;
        let mut insert = self.conn.prepare_cached(ADD_SEASON).map_err(sql_error)?;
        for (first, last, season) in rows {
            insert.execute((first.to_string(), last.to_string(), season)).map_err(sql_error)?;
        }
        Ok(())
    }

    /// Every changed wording of a notice.
    pub fn list_wordings(&self) -> Result<Vec<WordingRow>> {
        let mut statement = self.conn.prepare_cached(WORDINGS).map_err(sql_error)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    /// The changed wording of a notice in a language, if there is one.
    pub fn find_wording(&self, name: &str, lang: &str) -> Result<Option<String>> {
        self.conn
            .prepare_cached(WORDING)
            .and_then(|mut s| s.query_row((name, lang), |row| row.get(0)).optional())
            .map_err(sql_error)
    }

    pub fn set_wording(&self, name: &str, lang: &str, body: &str) -> Result<()> {
        self.conn
            .prepare_cached(SET_WORDING)
            .and_then(|mut s| s.execute((name, lang, body)))
            .map(drop)
            .map_err(sql_error)
    }
}
