//! Rows that are compared with what their events add up to, and written anew; and how far that went over the whole file.

use std::sync::LazyLock;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::{CHANGING, FIXED, changing_values, fixed_values, set_columns};
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::events::EventHash;
use crate::store::rows::{damaged_value, limit_value};
use crate::store::shop::settings;

/// Which orders are written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshScope {
    Every,
    /// Those of the resale flow that run to a deadline: no other depends on the configuration.
    WithDeadline,
}

/// The setting that says what the rows rest on, as of now; and the one that says how far they were brought to another.
const BASIS: &str = "projection_basis";
const PROGRESS: &str = "projection_progress";

const PAGE: &str = "select id, order_no from orders where id > $1 order by id limit $2";
const DEADLINE_PAGE: &str = "select id, order_no from orders where id > $1 and flow = 'resale' and due_at is not null \
    order by id limit $2";
const HEAD: &str = "select hash from event where order_no = $1 order by version desc limit 1";
static STORED: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = CHANGING.iter().map(String::as_str).chain(FIXED).collect();
    format!("select {} from orders where order_no = $1", columns.join(", "))
});
static REWRITE: LazyLock<String> = LazyLock::new(|| {
    let columns = CHANGING.iter().map(String::as_str).chain(FIXED);
    format!("update orders set {} where order_no = ${}", set_columns(columns), CHANGING.len() + FIXED.len() + 1)
});
const CODES: &str = "select order_status, action from orders where order_no = $1";

impl Tx<'_> {
    /// The columns in which the row of an order differs from `line`. Where its chain ends is read from its events.
    pub fn find_differing_columns(&self, line: &OrderSummary, person_id: &str) -> Result<Vec<String>> {
        // A product without a row of its own is no order's.
        let product = self.find_product(&line.product_name)?.unwrap_or_default();
        let expected = self.expected_values(line, person_id, product)?;
        let stored = self.find_row(&STORED, [line.order_no.as_str()], |row| {
            Ok((0..expected.len()).map(|column| row.get::<_, Sql>(column)).collect::<Result<Vec<_>, _>>()?)
        })?;
        let stored = stored.unwrap_or_default();
        let names = CHANGING.iter().map(String::as_str).chain(FIXED);
        let differing = names.enumerate().filter(|(place, _)| stored.get(*place) != expected.get(*place));
        Ok(differing.map(|(_, name)| name.to_owned()).collect())
    }

    /// Writes every column of a row anew, and the counters with it.
    pub fn rewrite_order(&self, line: &OrderSummary, person_id: &str) -> Result<()> {
        let codes = self.load_row(CODES, [line.order_no.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (status, action): (String, String) = codes;
        let product = self.find_or_add_product(&line.product_name)?;
        let mut values = self.expected_values(line, person_id, product)?;
        values.push(Sql::Text(line.order_no.as_str().to_owned()));
        self.run_statement(&REWRITE, params_from_iter(values))?;
        self.count_code_out("order_status", &status)?;
        self.count_code_out("action", &action)?;
        self.count_order_in(line)
    }

    /// The values of [`CHANGING`] and of [`FIXED`].
    fn expected_values(&self, line: &OrderSummary, person_id: &str, product: i64) -> Result<Vec<Sql>> {
        let head: Option<EventHash> = self.find_row(HEAD, [line.order_no.as_str()], |row| Ok(row.get(0)?))?;
        let head = head.ok_or_else(|| damaged_value("order_no"))?;
        let mut values = changing_values(line, &head);
        values.extend(fixed_values(line, person_id, product));
        Ok(values)
    }

    /// What the rows rest on; none in a file that no such program has looked at.
    pub fn projection_basis(&self) -> Result<Option<String>> {
        settings::read_setting(&self.conn, BASIS)
    }

    /// Says that every row rests on `basis`.
    pub fn record_projection_basis(&self, basis: &str) -> Result<()> {
        settings::remove_setting(&self.conn, PROGRESS)?;
        settings::write_setting(&self.conn, BASIS, basis)
    }

    /// Behind which row to go on where the rows are brought to `basis`; 0 where that has not begun.
    pub fn refresh_progress(&self, basis: &str) -> Result<i64> {
        let noted = settings::read_setting(&self.conn, PROGRESS)?;
        let noted = noted.as_deref().and_then(|noted| noted.rsplit_once(' '));
        Ok(noted.filter(|(known, _)| *known == basis).and_then(|(_, id)| id.parse().ok()).unwrap_or(0))
    }

    /// Notes that the rows up to the one at `id` rest on `basis`.
    pub fn record_refresh_progress(&self, basis: &str, id: i64) -> Result<()> {
        settings::write_setting(&self.conn, PROGRESS, &format!("{basis} {id}"))
    }

    /// The next orders to write anew behind the one at the place `after`, each with its place.
    pub fn list_refresh_page(&self, scope: RefreshScope, after: i64, limit: usize) -> Result<Vec<(i64, OrderNo)>> {
        let statement = match scope {
            RefreshScope::Every => PAGE,
            RefreshScope::WithDeadline => DEADLINE_PAGE,
        };
        self.list_rows(statement, (after, limit_value(limit)), |row| {
            let number: String = row.get(1)?;
            Ok((row.get(0)?, OrderNo::parse(&number).map_err(|_| damaged_value("order_no"))?))
        })
    }
}
