//! Rows beside the log that follow from it: counted, read page by page, and brought back to what the log says.
//!
//! Nothing here decides what a row has to be.

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::Tx;
use super::people::blind_index::DigestKind;
use super::rows::limit_value;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::attachments::files::StoredFileKind;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::Hold;

coded! {
    /// A table whose rows name an order and are not found by it.
    #[derive(PartialOrd, Ord)]
    DerivedTable {
        Holds = "hold";
        Payments = "payment_reference";
        TicketCodes = "ticket_code";
        Uses = "spent";
    }
}

/// A row of such a table: its key, and the order that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct DerivedRow {
    pub table: DerivedTable,
    key: Vec<Sql>,
    /// As it is written.
    pub order_no: String,
}

impl DerivedRow {
    /// The key's columns as text; none of one that is no text, as digests are.
    pub fn key_text(&self, column: usize) -> Option<&str> {
        match self.key.get(column) {
            Some(Sql::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The digest that ends the key.
    pub fn digest(&self) -> Option<&[u8]> {
        match self.key.last() {
            Some(Sql::Blob(digest)) => Some(digest),
            _ => None,
        }
    }
}

/// The statements of a table: how many rows, a page behind a key, and the removal of one.
struct Statements {
    count: &'static str,
    page: &'static str,
    remove: &'static str,
}

impl DerivedTable {
    const fn statements(self) -> Statements {
        match self {
            Self::Holds => Statements {
                count: "/* every row: a check of all */ select count(*) from hold",
                page: "select lock_id, order_no from hold where lock_id > $1 order by lock_id limit $2",
                remove: "delete from hold where lock_id = $1 and order_no = $2",
            },
            Self::Payments => Statements {
                count: "/* every row: a check of all */ select count(*) from payment_reference",
                page: "select channel, reference, order_no from payment_reference
                    where (channel, reference) > ($1, $2) order by channel, reference limit $3",
                remove: "delete from payment_reference where channel = $1 and reference = $2 and order_no = $3",
            },
            Self::TicketCodes => Statements {
                count: "/* every row: a check of all */ select count(*) from ticket_code",
                page: "select digest, order_no from ticket_code where digest > $1 order by digest limit $2",
                remove: "delete from ticket_code where digest = $1 and order_no = $2",
            },
            Self::Uses => Statements {
                count: "/* every row: a check of all */ select count(*) from spent",
                page: "select kind, digest, order_no from spent where (kind, digest) > ($1, $2)
                    order by kind, digest limit $3",
                remove: "delete from spent where kind = $1 and digest = $2 and order_no = $3",
            },
        }
    }

    /// Before every key.
    fn first_key(self) -> Vec<Sql> {
        let (text, blob) = (Sql::Text(String::new()), Sql::Blob(Vec::new()));
        match self {
            Self::Holds => vec![text],
            Self::Payments => vec![text.clone(), text],
            Self::TicketCodes => vec![blob],
            Self::Uses => vec![text, blob],
        }
    }
}

// What names an order that is not there, by the name of its table.
const STRAYS: &str = "/* every row: a check of all */
    select 'hold', order_no from hold where order_no not in (select order_no from orders)
    union all select 'payment_reference', order_no from payment_reference where order_no not in (select order_no from orders)
    union all select 'ticket_code', order_no from ticket_code where order_no not in (select order_no from orders)
    union all select 'spent', order_no from spent where order_no not in (select order_no from orders)
    union all select 'file', order_no from file where order_no not in (select order_no from orders)
    union all select 'delivery', order_no from delivery where order_no not in (select order_no from orders)
    union all select 'person', id from person where id not in (select person_id from orders)";
const ERASED_CODES: &str = "/* every row: a check of all */
    select ticket_code.order_no, count(*) from ticket_code
    join orders on orders.order_no = ticket_code.order_no join person on person.id = orders.person_id
    where person.wrapped_key is null group by ticket_code.order_no";
const PUT_HOLD: &str = "insert into hold
    (lock_id, order_no, sku_id, visit_date, quantity, state, held_at, expires_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (lock_id) do update set order_no = excluded.order_no, sku_id = excluded.sku_id,
        visit_date = excluded.visit_date, quantity = excluded.quantity, state = excluded.state,
        held_at = excluded.held_at, expires_at = excluded.expires_at, updated_at = excluded.updated_at";
const PAYMENT_ROW: &str = "select 1 from payment_reference where channel = $1 and reference = $2 and order_no = $3";
const PUT_USE: &str = "insert into spent (kind, digest, order_no) values ($1, $2, $3)
    on conflict (kind, digest) do update set order_no = excluded.order_no";
const PUT_CODE: &str = "insert into ticket_code (digest, order_no) values ($1, $2)
    on conflict (digest) do update set order_no = excluded.order_no";
const PUT_FILE: &str = "insert into file (kind, order_no, sha256, path, created_at) values ($1, $2, $3, $4, $5)
    on conflict (kind, order_no, sha256) do update set path = excluded.path, created_at = excluded.created_at";
const REMOVE_FILE: &str = "delete from file where kind = $1 and order_no = $2 and sha256 = $3";
const DIGESTS: &str = "select kind, digest from person_digest where person_id = $1 order by kind, digest";
const FORGET_DIGESTS: &str = "delete from person_digest where person_id = $1";
const ADD_DIGEST: &str = "insert into person_digest (kind, digest, person_id) values ($1, $2, $3)";
const DESTROY_KEY: &str = "update person set wrapped_key = null, erased_at = $1 where id = $2";
const CLEAR_COUNTS: &str = "update order_count set n = 0";
const RECOUNT: &str = "/* every row: the counters are made anew */
    insert into order_count (axis, code, n)
    select 'order_status', order_status, count(*) from orders where true group by order_status
    union all select 'action', action, count(*) from orders where true group by action
    on conflict (axis, code) do update set n = excluded.n";
const UNUSED_PRODUCTS: &str = "delete from product where id not in (select product_id from orders)";

impl Tx<'_> {
    pub fn count_derived_rows(&self, table: DerivedTable) -> Result<usize> {
        let count: i64 = self.load_row(table.statements().count, [], |row| Ok(row.get(0)?))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// The next rows behind `after`, in the order of their keys; from the first on without one.
    pub fn list_derived_rows(
        &self,
        table: DerivedTable,
        after: Option<&DerivedRow>,
        limit: usize,
    ) -> Result<Vec<DerivedRow>> {
        let mut values = after.map_or_else(|| table.first_key(), |row| row.key.clone());
        let columns = values.len();
        values.push(limit_value(limit));
        self.list_rows(table.statements().page, params_from_iter(values), |row| {
            let key = (0..columns).map(|column| row.get::<_, Sql>(column)).collect::<Result<Vec<_>, _>>()?;
            Ok(DerivedRow { table, key, order_no: row.get(columns)? })
        })
    }

    /// Removes a row unless another order has it by now. Answers whether it was there.
    pub fn remove_derived_row(&self, row: &DerivedRow) -> Result<bool> {
        let values = row.key.iter().cloned().chain([Sql::Text(row.order_no.clone())]);
        Ok(self.change_rows(row.table.statements().remove, params_from_iter(values))? > 0)
    }

    /// Every row that names an order, or every person that no order names: the table, and the name.
    pub fn list_stray_rows(&self) -> Result<Vec<(String, String)>> {
        self.list_rows(STRAYS, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many codes of tickets each order has whose person was erased: their digests cannot be made again.
    pub fn count_codes_of_erased(&self) -> Result<Vec<(String, usize)>> {
        self.list_rows(ERASED_CODES, [], |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default()))
        })
    }

    /// Makes a hold what it has to be.
    ///
    /// # Errors
    /// The schema's second guard: there is no room for it any more.
    pub fn put_hold(&self, hold: &Hold) -> Result<()> {
        let (day, state) = (hold.visit_date.to_string(), hold.state.code());
        let times = [hold.held_at, hold.expires_at, hold.updated_at].map(Timestamp::millis);
        self.run_statement(
            PUT_HOLD,
            (
                &hold.lock_id,
                hold.order_no.as_str(),
                &hold.sku_id,
                day,
                hold.quantity,
                state,
                times[0],
                times[1],
                times[2],
            ),
        )
    }

    /// Whether an order has a payment's number exactly as it is spelled here.
    pub fn has_payment_row(&self, channel: &str, reference: &str, order_no: &OrderNo) -> Result<bool> {
        self.has_row(PAYMENT_ROW, (channel, reference, order_no.as_str()))
    }

    pub fn put_ticket_code(&self, digest: &[u8; 32], order_no: &OrderNo) -> Result<()> {
        self.run_statement(PUT_CODE, (digest, order_no.as_str()))
    }

    pub fn put_use(&self, kind: SingleUseKind, digest: &[u8; 32], order_no: &OrderNo) -> Result<()> {
        self.run_statement(PUT_USE, (kind.code(), digest, order_no.as_str()))
    }

    pub fn put_file(
        &self,
        (kind, order_no, sha256): (StoredFileKind, &OrderNo, &str),
        path: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        self.run_statement(PUT_FILE, (kind.code(), order_no.as_str(), sha256, path, at.millis()))
    }

    pub fn remove_file_row(&self, kind: StoredFileKind, order_no: &str, sha256: &str) -> Result<()> {
        self.run_statement(REMOVE_FILE, (kind.code(), order_no, sha256))
    }

    /// The digests by which a person is found, sorted.
    pub fn digests_of_person(&self, id: &str) -> Result<Vec<(String, Vec<u8>)>> {
        self.list_rows(DIGESTS, [id], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Makes a person findable by these digests and no others.
    pub fn replace_digests(&self, id: &str, digests: &[(DigestKind, [u8; 32])]) -> Result<()> {
        self.run_statement(FORGET_DIGESTS, [id])?;
        for (kind, digest) in digests {
            self.run_statement(ADD_DIGEST, (kind.code(), digest, id))?;
        }
        Ok(())
    }

    /// Destroys a key that the log says was destroyed.
    pub fn destroy_key(&self, id: &str, at: Timestamp) -> Result<()> {
        self.run_statement(DESTROY_KEY, (at.millis(), id))
    }

    /// Counts the orders anew by their rows.
    pub fn recount_orders(&self) -> Result<()> {
        self.run_statement(CLEAR_COUNTS, [])?;
        self.run_statement(RECOUNT, [])
    }

    /// Removes the names of products that no order has.
    pub fn remove_unused_products(&self) -> Result<()> {
        self.run_statement(UNUSED_PRODUCTS, [])
    }
}
