//! Finding orders: numbers by index, products through their few names, persons by keyed digest. Nothing scans the forms.

use std::collections::HashSet;

use super::orders::OrderRow;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;
use crate::store::Tx;
use crate::store::people::blind_index::DigestKind;
use crate::store::rows::limit_value;

/// The digest lookups that a text can mean.
fn digest_kinds(wanted: &str) -> &'static [DigestKind] {
    // Marks around the four characters are no more of them.
    if CanonicalNumber::of(wanted).as_str().chars().count() == 4 {
        &[DigestKind::Name, DigestKind::PhoneLast4, DigestKind::CertificateLast4, DigestKind::ExternalUser]
    } else {
        &[DigestKind::Name, DigestKind::Phone, DigestKind::Certificate, DigestKind::ExternalUser]
    }
}

// Each of these finds places, few enough to be sorted: the newest of them are read.
const BY_PERSON: &str = "select orders.id from person_digest join orders on orders.person_id = person_digest.person_id \
    where person_digest.kind = $1 and person_digest.digest = $2";
// Channels are few: the table is sorted by them first, so each is looked into by index and none of them is walked.
const BY_PAYMENT: &str = "with recursive channels(name) as (
        select min(channel) from payment_reference
        union all
        select (select min(channel) from payment_reference where channel > channels.name) from channels
            where channels.name is not null
    )
    select orders.id from channels cross join payment_reference
        on payment_reference.channel = channels.name and payment_reference.reference = $1
        cross join orders on orders.order_no = payment_reference.order_no";
// Numbers are made of the time, or given in the order of the sales: the highest is the newest but for imports.
const NO_PREFIX: &str = "select id from orders where order_no >= $1 and order_no < $2 order by order_no desc limit $3";
const EXTERNAL_PREFIX: &str = "select id from orders where external_order_no >= $1 and external_order_no < $2 \
    order by external_order_no desc limit $3";
const PRODUCTS: &str = "select id from product where name like $1 escape '\\'";
const OF_PRODUCT: &str = "select id from orders where product_id = $1 order by id desc limit $2";
/// The only search that reads every row: for a piece out of the middle of a number.
const NUMBER_INSIDE: &str = "/* every row: no index knows the middle of a number */
    select id from orders where order_no like $1 escape '\\' \
    or external_order_no like $1 escape '\\' order by id desc limit $2";
const NEAR: &str = "select order_no from orders where order_no >= $1 and order_no < $2 order by order_no desc limit $3";

impl Tx<'_> {
    /// Orders that `wanted` may mean, newest first within each kind of find: an exact or beginning number, a payment, a product, an exact name,
    /// phone, account or certificate, the last four of phone or certificate, and last a piece of a number. At most `limit`; 0
    /// is all.
    pub fn search_orders(&self, wanted: &str, limit: usize) -> Result<Vec<OrderRow>> {
        let mut found = self.search_indexed_orders(wanted, limit)?;
        // Last, and not for a text so short that it is in nearly all of them.
        if found.is_empty() && wanted.chars().count() >= 4 {
            let pattern = substring_pattern(wanted);
            let places = self.list_places(NUMBER_INSIDE, (pattern, limit_value(limit)))?;
            found = self.list_orders_at(places, limit)?;
        }
        Ok(found)
    }

    /// As [`search_orders`](Self::search_orders), without the search that reads every row.
    pub fn search_indexed_orders(&self, wanted: &str, limit: usize) -> Result<Vec<OrderRow>> {
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        let mut add = |places: Vec<i64>| -> Result<()> {
            let left = if limit == 0 { 0 } else { limit - found.len() };
            if limit == 0 || left > 0 {
                let more = places.into_iter().filter(|place| !known.contains(place)).collect();
                found.extend(self.list_orders_at(more, left)?);
                known.extend(found.iter().map(|row: &OrderRow| row.id));
            }
            Ok(())
        };
        let (first, end) = (wanted, prefix_end(wanted));
        for prefix in [NO_PREFIX, EXTERNAL_PREFIX] {
            add(self.list_places(prefix, (first, &end, limit_value(limit)))?)?;
        }
        add(self.list_places(BY_PAYMENT, [CanonicalNumber::of(wanted).as_str()])?)?;
        for kind in digest_kinds(wanted) {
            let digest = self.keys.digest_text(*kind, wanted);
            add(self.list_places(BY_PERSON, (kind.code(), digest))?)?;
        }
        let products = self.list_places(PRODUCTS, [substring_pattern(wanted)])?;
        let mut of_products = Vec::new();
        for product in products {
            of_products.extend(self.list_places(OF_PRODUCT, (product, limit_value(limit)))?);
        }
        add(of_products)?;
        Ok(found)
    }

    /// Numbers that begin as `wanted` does, for completion and for near matches.
    pub fn numbers_like(&self, wanted: &str, limit: usize) -> Result<Vec<String>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.list_rows(NEAR, (wanted, prefix_end(wanted), limit), |row| Ok(row.get(0)?))
    }
}

/// Behind everything that begins with `wanted`: numbers are ASCII.
pub(super) fn prefix_end(wanted: &str) -> String {
    format!("{wanted}\u{10ffff}")
}

/// A pattern for `wanted` anywhere, taken literally.
fn substring_pattern(wanted: &str) -> String {
    format!("%{}%", escape_pattern(wanted))
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
