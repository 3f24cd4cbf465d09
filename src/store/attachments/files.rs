//! Which kept file belongs to which order, payments' references, and the QR codes to pay by.

use serde_json::{Value, json};

use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::text::number::CanonicalNumber;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;
use crate::store::rows::{parse_code, read_order_no};

coded! {
    /// What a kept file is to its order.
    #[derive(PartialOrd, Ord)]
    StoredFileKind {
        /// Of the payment to the agent.
        Proof = "proof";
        /// The agent's.
        Screenshot = "screenshot";
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub kind: StoredFileKind,
    pub order_no: String,
    /// SHA-256 of the file as given, hexadecimal.
    pub sha256: String,
    /// Below the data directory; `None` where only the web system has it.
    pub path: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentQr {
    pub name: String,
    pub content: String,
    /// Whether it is the one in use.
    pub active: bool,
}

const ADD_FILE: &str = "insert into file (kind, order_no, sha256, path, created_at) values ($1, $2, $3, $4, $5)
    on conflict (kind, order_no, sha256) do update set path = coalesce(excluded.path, file.path)";
const OTHER: &str =
    "select order_no from file where sha256 = $1 and kind = $2 and order_no <> $3 order by created_at limit 1";
const WITH_BYTES: &str = "select order_no from file where sha256 = $1 and kind = $2 order by created_at";
// The table is sorted by kind first: without the kinds, every kept file of the shop would be looked at.
const OF_ORDER: &str = "select kind, order_no, sha256, path from file
    where kind in ('proof', 'screenshot') and order_no = $1 order by kind, created_at";
const OF_KIND: &str = "select kind, order_no, sha256, path from file where kind = $1 order by order_no, created_at";
const FORGET: &str = "delete from file where kind in ('proof', 'screenshot') and order_no = $1";
const REFERENCE: &str = "select order_no from payment_reference where channel = $1 and reference = $2";
const ADD_REFERENCE: &str = "insert into payment_reference (channel, reference, order_no) values ($1, $2, $3)";
const REMOVE_REFERENCE: &str = "delete from payment_reference where channel = $1 and reference = $2 and order_no = $3";
const QRS: &str = "select name, content, active from payment_qr order by name";
const ADD_QR: &str = "insert into payment_qr (name, content, active, created_at) values ($1, $2, 0, $3)
    on conflict (name) do update set content = excluded.content";
const NO_QR: &str = "update payment_qr set active = 0 where active = 1";
const USE_QR: &str = "update payment_qr set active = 1 where name = $1 returning 1";

impl Tx<'_> {
    pub fn add_file(
        &self,
        kind: StoredFileKind,
        order_no: &OrderNo,
        sha256: &str,
        path: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        self.run_statement(ADD_FILE, (kind.code(), order_no.as_str(), sha256, path, at.millis()))
    }

    /// Another order that has the same bytes.
    pub fn other_order_with_file(&self, kind: StoredFileKind, sha256: &str, but: &OrderNo) -> Result<Option<OrderNo>> {
        self.find_row(OTHER, (sha256, kind.code(), but.as_str()), read_order_no)
    }

    /// Every order that has these bytes, in the order in which they came to it.
    pub fn orders_with_file(&self, kind: StoredFileKind, sha256: &str) -> Result<Vec<OrderNo>> {
        self.list_rows(WITH_BYTES, (sha256, kind.code()), read_order_no)
    }

    pub fn files_of_order(&self, order_no: &OrderNo) -> Result<Vec<StoredFile>> {
        self.query_files(OF_ORDER, order_no.as_str())
    }

    pub fn files_of_kind(&self, kind: StoredFileKind) -> Result<Vec<StoredFile>> {
        self.query_files(OF_KIND, kind.code())
    }

    fn query_files(&self, statement: &'static str, by: &str) -> Result<Vec<StoredFile>> {
        self.list_rows(statement, [by], |row| {
            let kind = parse_code(StoredFileKind::from_code, &row.get::<_, String>(0)?, "kind")?;
            Ok(StoredFile { kind, order_no: row.get(1)?, sha256: row.get(2)?, path: row.get(3)? })
        })
    }

    /// Forgets the kept files of an order whose person was erased.
    pub fn delete_file_rows(&self, order_no: &OrderNo) -> Result<()> {
        self.run_statement(FORGET, [order_no.as_str()])
    }

    /// The order that a payment's number already belongs to, however it is spelled.
    pub fn order_of_payment(&self, channel: &str, reference: &str) -> Result<Option<OrderNo>> {
        self.find_row(REFERENCE, (channel, CanonicalNumber::of(reference).as_str()), read_order_no)
    }

    /// Records that a payment's number belongs to an order. The same again is no change.
    pub fn add_payment_reference(&self, channel: &str, reference: &str, order_no: &OrderNo) -> Result<()> {
        if self.order_of_payment(channel, reference)?.as_ref() == Some(order_no) {
            return Ok(());
        }
        self.run_statement(ADD_REFERENCE, (channel, CanonicalNumber::of(reference).as_str(), order_no.as_str()))
    }

    /// Forgets that a payment's number belongs to an order: it is nothing of that order's.
    pub fn remove_payment_reference(&self, channel: &str, reference: &str, order_no: &OrderNo) -> Result<()> {
        self.run_statement(REMOVE_REFERENCE, (channel, CanonicalNumber::of(reference).as_str(), order_no.as_str()))
    }

    pub fn list_payment_qrs(&self) -> Result<Vec<PaymentQr>> {
        self.list_rows(QRS, [], |row| {
            Ok(PaymentQr { name: row.get(0)?, content: row.get(1)?, active: row.get::<_, i64>(2)? == 1 })
        })
    }
}

impl ShopEdit<'_> {
    /// Adds a QR code, or gives a known one another content. Gives it as it is then.
    pub fn add_payment_qr(&self, name: &str, content: &str) -> Result<PaymentQr> {
        let before = self.find_payment_qr(name)?;
        self.run_statement(ADD_QR, (name, content, self.stamp().at.millis()))?;
        let active = before.as_ref().is_some_and(|qr| qr.active);
        let after = PaymentQr { name: name.to_owned(), content: content.to_owned(), active };
        self.record(ShopSubject::PaymentQr, name, before.as_ref().map(describe_qr), Some(describe_qr(&after)))?;
        Ok(after)
    }

    /// Makes one QR code the one in use, or none. Gives whether it exists.
    pub fn activate_payment_qr(&self, name: Option<&str>) -> Result<bool> {
        let before = self.list_payment_qrs()?;
        self.run_statement(NO_QR, [])?;
        let found = match name {
            Some(name) => self.has_row(USE_QR, [name])?,
            None => true,
        };
        for qr in &before {
            let after = PaymentQr { active: name == Some(qr.name.as_str()), ..qr.clone() };
            self.record(ShopSubject::PaymentQr, &qr.name, Some(describe_qr(qr)), Some(describe_qr(&after)))?;
        }
        Ok(found)
    }

    fn find_payment_qr(&self, name: &str) -> Result<Option<PaymentQr>> {
        Ok(self.list_payment_qrs()?.into_iter().find(|qr| qr.name == name))
    }
}

fn describe_qr(qr: &PaymentQr) -> Value {
    json!({ "content": qr.content, "active": qr.active })
}

#[cfg(test)]
mod tests {
    use super::StoredFileKind::{Proof, Screenshot};
    use super::*;
    use crate::store::crypto::key_file;
    use crate::store::{DatabaseKind, Store, TxEnding};

    #[test]
    fn the_files_of_an_order_are_found_without_looking_at_those_of_others() {
        let dir = tempfile::tempdir().unwrap();
        let master = key_file::create_key_file(&dir.path().join("key")).unwrap();
        let (path, busy, now) = (dir.path().join("x.db"), std::time::Duration::from_secs(1), Timestamp::from_millis(0));
        let mut store = Store::create(&path, DatabaseKind::Sandbox, &master, now, busy).unwrap();
        let order = |n: u32| OrderNo::parse(&format!("XY20260320033546715{n:04}")).unwrap();
        let found = store.write(TxEnding::Commit, |tx| {
            for (kind, n) in [(Screenshot, 1), (Proof, 1), (Proof, 2)] {
                tx.add_file(kind, &order(n), "hash", None, now)?;
            }
            let kinds = |n| tx.files_of_order(&order(n)).map(|files| files.into_iter().map(|file| file.kind).collect());
            let before: [Vec<StoredFileKind>; 2] = [kinds(1)?, kinds(2)?];
            tx.delete_file_rows(&order(1))?;
            Ok((before, [kinds(1)?, kinds(2)?]))
        });
        let (before, after) = found.unwrap();
        assert_eq!(before, [vec![Proof, Screenshot], vec![Proof]]);
        assert_eq!(after, [vec![], vec![Proof]]);
        for statement in [OF_ORDER, FORGET] {
            let plan = format!("explain query plan {statement}");
            let step: String = store.conn.query_row(&plan, ["x"], |row| row.get(3)).unwrap();
            assert!(step.starts_with("SEARCH"), "{step}: {statement}");
        }
    }
}
