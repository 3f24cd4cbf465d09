//! The price table, the season calendar, and the wording of notices.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::resale::command::SeasonPrice;
use crate::domain::resale::season::Season;
use crate::domain::value::money::Fen;
use crate::domain::value::text::fold::is_same_spelling;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;
use crate::store::rows::{damaged_value, parse_code};

/// A price of the table: ticket type, season, price.
pub type PriceLine = (String, Season, Fen);

/// A range of the calendar: first day, last day, season.
pub type SeasonRange = (Day, Day, Season);

/// A stored wording: template, language, text.
pub type WordingRow = (String, String, String);

const PRICE: &str = "select amount from price where ticket_type = $1 and season = $2";
const SEASON: &str = "select season from season where first_day <= $1 and last_day >= $2";
const PRICES: &str = "select ticket_type, season, amount from price order by coalesce(place, 0), ticket_type, season";
const SEASONS: &str = "select first_day, last_day, season from season order by first_day";
const CLEAR_PRICES: &str = "delete from price";
const CLEAR_SEASONS: &str = "delete from season";
const ADD_PRICE: &str = "insert into price (ticket_type, season, amount, place) values ($1, $2, $3, $4)";
const ADD_SEASON: &str = "insert into season (first_day, last_day, season) values ($1, $2, $3)";
const TICKET_TYPES: &str = "select distinct ticket_type from price order by length(ticket_type) desc, ticket_type";
const WORDINGS: &str = "select name, lang, body from notice_template order by name, lang";
const WORDING: &str = "select body from notice_template where name = $1 and lang = $2";
const SET_WORDING: &str = "insert into notice_template (name, lang, body) values ($1, $2, $3)
    on conflict (name, lang) do update set body = excluded.body";

fn read_season(code: &str) -> Result<Season> {
    parse_code(Season::from_code, code, "season")
}

impl Tx<'_> {
    /// The season of a day; regular where no range holds it.
    pub fn season_of_day(&self, day: Day) -> Result<Season> {
        let day = day.to_string();
        let found: Option<Season> =
            self.find_row(SEASON, (&day, &day), |row| read_season(&row.get::<_, String>(0)?))?;
        Ok(found.unwrap_or(Season::Regular))
    }

    /// The price of a ticket type, however its name is spelled, on a day.
    pub fn find_price(&self, ticket_type: &str, day: Day) -> Result<Option<SeasonPrice>> {
        let season = self.season_of_day(day)?;
        let named = self.find_ticket_type(ticket_type)?;
        let named = named.as_deref().unwrap_or(ticket_type);
        let amount: Option<i64> = self.find_row(PRICE, (named, season.code()), |row| Ok(row.get(0)?))?;
        Ok(amount.map(|fen| SeasonPrice { season, amount: Fen::new(fen) }))
    }

    /// The ticket type of the price table that a name spells: `初级道3小时` is `初级道 3 小时`.
    pub fn find_ticket_type(&self, spelled: &str) -> Result<Option<String>> {
        Ok(self.list_ticket_types()?.into_iter().find(|known| is_same_spelling(known, spelled)))
    }

    /// The ticket types of the price table, longest first.
    pub fn list_ticket_types(&self) -> Result<Vec<String>> {
        self.list_rows(TICKET_TYPES, [], |row| Ok(row.get(0)?))
    }

    /// The whole price table, in the order in which the shop gave it.
    pub fn list_prices(&self) -> Result<Vec<PriceLine>> {
        self.list_rows(PRICES, [], |row| {
            Ok((row.get(0)?, read_season(&row.get::<_, String>(1)?)?, Fen::new(row.get(2)?)))
        })
    }

    /// The whole season calendar.
    pub fn list_seasons(&self) -> Result<Vec<SeasonRange>> {
        let day = |text: String| Day::parse(&text).map_err(|_| damaged_value("season"));
        self.list_rows(SEASONS, [], |row| {
            Ok((day(row.get(0)?)?, day(row.get(1)?)?, read_season(&row.get::<_, String>(2)?)?))
        })
    }

    /// Every changed wording of a notice.
    pub fn list_wordings(&self) -> Result<Vec<WordingRow>> {
        self.list_rows(WORDINGS, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// The changed wording of a notice in a language, if there is one.
    pub fn find_wording(&self, name: &str, lang: &str) -> Result<Option<String>> {
        self.find_row(WORDING, (name, lang), |row| Ok(row.get(0)?))
    }
}

impl ShopEdit<'_> {
    /// Replaces the price table, which keeps this order.
    pub fn replace_prices(&self, rows: &[PriceLine]) -> Result<()> {
        let entry = |(kind, season, price): &PriceLine| (format!("{kind} {}", season.code()), price.to_string());
        let (old, new) = (self.list_prices()?.iter().map(entry).collect(), rows.iter().map(entry).collect());
        self.run_statement(CLEAR_PRICES, [])?;
        for (place, (ticket_type, season, price)) in (1_i64..).zip(rows) {
            self.run_statement(ADD_PRICE, (ticket_type, season.code(), price.in_fen(), place))?;
        }
        self.record_rows(ShopSubject::Price, &old, &new)
    }

    /// Replaces the season calendar.
    pub fn replace_seasons(&self, rows: &[SeasonRange]) -> Result<()> {
        let entry = |(from, to, season): &SeasonRange| (format!("{from}..{to}"), season.code().to_owned());
        let (old, new) = (self.list_seasons()?.iter().map(entry).collect(), rows.iter().map(entry).collect());
        self.run_statement(CLEAR_SEASONS, [])?;
        for (first, last, season) in rows {
            self.run_statement(ADD_SEASON, (first.to_string(), last.to_string(), season.code()))?;
        }
        self.record_rows(ShopSubject::Season, &old, &new)
    }

    /// Gives a notice another wording; `before` is the one in force, shipped or not.
    pub fn set_wording(&self, (name, lang): (&str, &str), before: &str, body: &str) -> Result<()> {
        self.run_statement(SET_WORDING, (name, lang, body))?;
        let which = format!("{name} {lang}");
        self.record(ShopSubject::NoticeTemplate, &which, Some(before.into()), Some(body.into()))
    }

    fn record_rows(
        &self,
        subject: ShopSubject,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
    ) -> Result<()> {
        let value = |table: &BTreeMap<String, String>, name: &str| table.get(name).map(|value| value.as_str().into());
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        names.into_iter().try_for_each(|name| self.record(subject, name, value(old, name), value(new, name)))
    }
}
