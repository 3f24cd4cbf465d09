//! Finding orders: numbers by index, products through their few names, persons by keyed digest. Nothing scans the forms.

use std::collections::HashSet;

use rusqlite::types::Value as Sql;

use super::orders::OrderRow;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;
use crate::store::Tx;
use crate::store::people::blind_index::DigestKind;

/// The digest lookups that a text can mean.
fn digest_kinds(wanted: &str) -> &'static [DigestKind] {
    // Marks around the four characters are no more of them.
    if CanonicalNumber::of(wanted).as_str().chars().count() == 4 {
        &[DigestKind::Name, DigestKind::PhoneLast4, DigestKind::CertificateLast4, DigestKind::ExternalUser]
    } else {
        &[DigestKind::Name, DigestKind::Phone, DigestKind::Certificate, DigestKind::ExternalUser]
    }
}

const BY_PERSON: &str = "orders.person_id in (select person_id from person_digest where kind = ? and digest = ?)";
const BY_PRODUCT: &str = "orders.product_id in (select id from product where name like ? escape '\\')";
// Channels are few: the table is sorted by them first, so each is looked into by index and none of them is walked.
const BY_PAYMENT: &str = "orders.order_no in (
    with recursive channels(name) as (
        select min(channel) from payment_reference
        union all
        select (select min(channel) from payment_reference where channel > channels.name) from channels
            where channels.name is not null
    )
    select payment_reference.order_no from channels cross join payment_reference
        on payment_reference.channel = channels.name and payment_reference.reference = ?)";
const NO_PREFIX: &str = "orders.order_no >= ? and orders.order_no < ?";
const EXTERNAL_PREFIX: &str = "orders.external_order_no >= ? and orders.external_order_no < ?";
const NUMBER_INSIDE: &str = "(orders.order_no like ? escape '\\' or orders.external_order_no like ? escape '\\')";
const NEAR: &str = "select order_no from orders where order_no >= $1 and order_no < $2 order by order_no desc limit $3";

impl Tx<'_> {
    /// Orders that `wanted` may mean, newest first within each kind of find: an exact or beginning number, a payment, a product, an exact name,
    /// phone, account or certificate, the last four of phone or certificate, and last a piece of a number.
    pub fn search_orders(&self, wanted: &str, limit: usize) -> Result<Vec<OrderRow>> {
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        let mut add = |more: Vec<OrderRow>| {
            for summary in more {
                let full = limit > 0 && found.len() >= limit;
                if !full && known.insert(summary.id) {
                    found.push(summary);
                }
            }
        };
        for clause in [NO_PREFIX, EXTERNAL_PREFIX] {
            add(self.query_order_rows(&[clause], "orders.id desc", limit, prefix_range(wanted))?);
        }
        let payment = CanonicalNumber::of(wanted).as_str().to_owned();
        add(self.query_order_rows(&[BY_PAYMENT], "orders.id desc", limit, vec![Sql::Text(payment)])?);
        for kind in digest_kinds(wanted) {
            let digest = self.keys.digest_text(*kind, wanted);
            let values = vec![Sql::Text(kind.code().to_owned()), Sql::Blob(digest.to_vec())];
            add(self.query_order_rows(&[BY_PERSON], "orders.id desc", limit, values)?);
        }
        add(self.query_order_rows(&[BY_PRODUCT], "orders.id desc", limit, vec![substring_pattern(wanted)])?);
        // The only search that reads every row: last, and not for a text so short that it is in nearly all of them.
        if found.is_empty() && wanted.chars().count() >= 4 {
            let values = vec![substring_pattern(wanted), substring_pattern(wanted)];
            return self.query_order_rows(&[NUMBER_INSIDE], "orders.id desc", limit, values);
        }
        Ok(found)
    }

    /// Numbers that begin as `wanted` does, for completion and for near matches.
    pub fn numbers_like(&self, wanted: &str, limit: usize) -> Result<Vec<String>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.list_rows(NEAR, (wanted, prefix_end(wanted), limit), |row| Ok(row.get(0)?))
    }
}

/// The range of everything that begins with `wanted`.
fn prefix_range(wanted: &str) -> Vec<Sql> {
    vec![Sql::Text(wanted.to_owned()), Sql::Text(prefix_end(wanted))]
}

/// Behind everything that begins with `wanted`: numbers are ASCII.
pub(super) fn prefix_end(wanted: &str) -> String {
    format!("{wanted}\u{10ffff}")
}

/// A pattern for `wanted` anywhere, taken literally.
fn substring_pattern(wanted: &str) -> Sql {
    Sql::Text(format!("%{}%", escape_pattern(wanted)))
}

/// A text as a pattern that means nothing but itself, with `\` as its escape.
pub(super) fn escape_pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
