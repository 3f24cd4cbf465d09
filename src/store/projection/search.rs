//! Finding orders: numbers by index, products through their few names, persons by keyed digest. Nothing scans the forms.

use rusqlite::types::Value as Sql;

use super::orders::Summary;
use crate::error::Result;
use crate::store::people::blind_index::DigestKind;
use crate::store::{Tx, sql};

/// The digest lookups that a text of `length` characters can mean.
fn kinds(length: usize) -> &'static [DigestKind] {
    if length == 4 {
        &[DigestKind::Name, DigestKind::PhoneLast4, DigestKind::CertificateLast4]
    } else {
        &[DigestKind::Name, DigestKind::Phone, DigestKind::Certificate, DigestKind::ExternalUser]
    }
}

const BY_PERSON: &str = "orders.person_id in (select person_id from person_digest where kind = ? and digest = ?)";
const BY_PRODUCT: &str = "orders.product_id in (select id from product where name like ? escape '\\')";
const NO_PREFIX: &str = "orders.order_no >= ? and orders.order_no < ?";
const EXTERNAL_PREFIX: &str = "orders.external_order_no >= ? and orders.external_order_no < ?";
const NUMBER_INSIDE: &str = "(orders.order_no like ? escape '\\' or orders.external_order_no like ? escape '\\')";
const NEAR: &str = "select order_no from orders where order_no >= $1 and order_no < $2 order by order_no desc limit $3";

impl Tx<'_> {
    /// Orders that `wanted` may mean, newest first within each kind of find: an exact or beginning number, a product, an exact name,
    /// phone, account or certificate, the last four of phone or certificate, and last a piece of a number.
    pub fn search_orders(&self, wanted: &str, limit: usize) -> Result<Vec<Summary>> {
        let mut found = Vec::new();
        let mut add = |more: Vec<Summary>| {
            for summary in more {
                let full = limit > 0 && found.len() >= limit;
                if !full && !found.iter().any(|known: &Summary| known.id == summary.id) {
                    found.push(summary);
                }
            }
        };
        for clause in [NO_PREFIX, EXTERNAL_PREFIX] {
            add(self.summaries(&[clause], "orders.id desc", limit, prefix(wanted))?);
        }
        for kind in kinds(wanted.chars().count()) {
            let digest = self.vault.digest(*kind, wanted);
            let values = vec![Sql::Text(kind.code().to_owned()), Sql::Blob(digest.to_vec())];
            add(self.summaries(&[BY_PERSON], "orders.id desc", limit, values)?);
        }
        add(self.summaries(&[BY_PRODUCT], "orders.id desc", limit, vec![inside(wanted)])?);
        if found.is_empty() && wanted.chars().count() >= 4 {
            let values = vec![inside(wanted), inside(wanted)];
            return self.summaries(&[NUMBER_INSIDE], "orders.id desc", limit, values);
        }
        Ok(found)
    }

    /// Numbers that begin as `wanted` does, for completion and for near matches.
    pub fn numbers_like(&self, wanted: &str, limit: usize) -> Result<Vec<String>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(NEAR).map_err(sql)?;
        let rows = statement.query_map((wanted, after(wanted), limit), |row| row.get(0)).map_err(sql)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql)
    }
}

/// The range of everything that begins with `wanted`.
fn prefix(wanted: &str) -> Vec<Sql> {
    vec![Sql::Text(wanted.to_owned()), Sql::Text(after(wanted))]
}

/// Behind everything that begins with `wanted`: numbers are ASCII.
fn after(wanted: &str) -> String {
    format!("{wanted}\u{10ffff}")
}

/// A pattern for `wanted` anywhere, taken literally.
fn inside(wanted: &str) -> Sql {
    let mut pattern = String::from("%");
    for c in wanted.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    Sql::Text(pattern)
}
