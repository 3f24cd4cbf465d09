//! Statements and their rows: run one, read rows as values, and name what is broken in them.

use rusqlite::types::Value as Sql;
use rusqlite::{Params, Row};

use super::Tx;
use super::errors::StoreError;
use crate::domain::order::number::OrderNo;
use crate::error::{Error, Result};

/// A statement is prepared once a connection; each answer ends before the next statement begins.
impl Tx<'_> {
    /// Runs a statement whose effect is not asked for.
    pub(super) fn run_statement(&self, statement: &str, params: impl Params) -> Result<()> {
        self.change_rows(statement, params).map(drop)
    }

    /// Runs a statement and gives how many rows it changed.
    pub(super) fn change_rows(&self, statement: &str, params: impl Params) -> Result<usize> {
        Ok(self.conn.prepare_cached(statement)?.execute(params)?)
    }

    /// The first row, if there is one.
    pub(super) fn find_row<T>(
        &self,
        statement: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.conn.prepare_cached(statement)?.query(params)?.next()?.map(read).transpose()
    }

    /// Whether there is a row.
    pub(super) fn has_row(&self, statement: &str, params: impl Params) -> Result<bool> {
        Ok(self.find_row(statement, params, |_| Ok(()))?.is_some())
    }

    /// The first row of a statement that always has one.
    pub(super) fn load_row<T>(
        &self,
        statement: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.find_row(statement, params, read)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    pub(super) fn list_rows<T>(
        &self,
        statement: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.for_each_row(statement, params, |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The numbers of a statement of one column: places.
    pub(super) fn list_places(&self, statement: &str, params: impl Params) -> Result<Vec<i64>> {
        self.list_rows(statement, params, |row| Ok(row.get(0)?))
    }

    /// Hands every row to `each`, and holds no more than one.
    pub(super) fn for_each_row(
        &self,
        statement: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut prepared = self.conn.prepare_cached(statement)?;
        let mut rows = prepared.query(params)?;
        while let Some(row) = rows.next()? {
            each(row)?;
        }
        Ok(())
    }
}

/// A stored value that no program of ours wrote.
pub(super) fn damaged_value(what: &str) -> Box<Error> {
    StoreError::DataDamaged { what: &what }.into_error()
}

/// Reads a row of one column, the number of an order.
pub(super) fn read_order_no(row: &Row<'_>) -> Result<OrderNo> {
    OrderNo::parse(&row.get::<_, String>(0)?).map_err(|_| damaged_value("order_no"))
}

pub(super) fn parse_code<T>(read: impl FnOnce(&str) -> Option<T>, text: &str, what: &str) -> Result<T> {
    read(text).ok_or_else(|| damaged_value(what))
}

/// An optional text as a parameter.
pub(super) fn text_value(value: Option<&str>) -> Sql {
    value.map_or(Sql::Null, |text| Sql::Text(text.to_owned()))
}

/// How many rows a statement may give, as a parameter; 0 is all.
pub(super) fn limit_value(limit: usize) -> Sql {
    Sql::Integer(if limit == 0 { -1 } else { i64::try_from(limit).unwrap_or(i64::MAX) })
}

/// A query in which every one of `wheres` holds. Only static clauses come in; every value is bound.
pub(super) fn select_where(select: &[&str], wheres: &[&str], end: &str) -> String {
    let mut statement = ["select ", &select.concat()].concat();
    for (place, clause) in wheres.iter().enumerate() {
        statement.push_str(if place == 0 { " where " } else { " and " });
        statement.push_str(clause);
    }
    statement.push_str(end);
    statement
}
