//! Persons: their keys, and the digests to find them by.

use super::blind_index::{DigestKind, IndexedPeople};
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher::PersonKey;
use crate::store::rows::{damaged_value, read_order_no};

/// A person with the key to read what is stored of them; no key once erased.
pub struct StoredPerson {
    /// Random, 128 bits in hexadecimal.
    pub id: String,
    /// The key, unless the person was erased.
    pub key: Option<PersonKey>,
}

const INSERT: &str = "insert into person (id, wrapped_key) values ($1, $2)";
const KEY: &str = "select wrapped_key from person where id = $1";
const ERASE: &str = "update person set wrapped_key = null, erased_at = $1 where id = $2 and erased_at is null";
const FORGET: &str = "delete from person_digest where person_id = $1";
const FORGET_FORM: &str = "delete from person_digest where person_id = $1 and kind <> $2";
const DIGEST: &str = "insert into person_digest (kind, digest, person_id) values ($1, $2, $3) on conflict do nothing";
const BLOCK: &str = "insert into person_block (kind, digest, reason, created_at) values ($1, $2, $3, $4)
    on conflict (kind, digest) do update set reason = excluded.reason";
const UNBLOCK: &str = "delete from person_block where kind = $1 and digest = $2";
const BLOCKED: &str = "select 1 from person_block where kind = $1 and digest = $2";
const SAME_DAY_ORDERS: &str = "select distinct orders.order_no from person_digest
    join orders on orders.person_id = person_digest.person_id
    where person_digest.kind = $1 and person_digest.digest = $2 and orders.play_date = $3 and orders.order_no <> $4
    and orders.order_status not in ('cancelled', 'refunded', 'refund_pending', 'cancel_pending') order by orders.order_no";

const OTHER_ORDERS: &str = "select distinct orders.order_no from person_digest mine
    join person_digest other on other.kind = mine.kind and other.digest = mine.digest and other.person_id <> mine.person_id
    join orders on orders.person_id = other.person_id
    where mine.person_id = $1 and mine.kind in ('phone', 'certificate') order by orders.order_no";

const WITH_DIGEST: &str = "select orders.order_no from person_digest
    join orders on orders.person_id = person_digest.person_id
    where person_digest.kind = $1 and person_digest.digest = $2 order by orders.id desc limit $3";

/// By what a person is recognised again: a name alone never does.
const IDENTITY: [DigestKind; 2] = [DigestKind::Certificate, DigestKind::Phone];

impl Tx<'_> {
    /// Adds a person with a key of their own.
    pub fn add_person(&self, id: String) -> Result<StoredPerson> {
        let key = self.keys.generate_person_key();
        let wrapped = self.keys.wrap_person_key(&key, &id)?;
        self.run_statement(INSERT, (&id, wrapped))?;
        Ok(StoredPerson { id, key: Some(key) })
    }

    pub fn load_person(&self, id: &str) -> Result<StoredPerson> {
        let wrapped: Option<Option<Vec<u8>>> = self.find_row(KEY, [id], |row| Ok(row.get(0)?))?;
        let wrapped = wrapped.ok_or_else(|| damaged_value("person"))?;
        let key = wrapped.map(|wrapped| self.keys.unwrap_person_key(&wrapped, id)).transpose()?;
        Ok(StoredPerson { id: id.to_owned(), key })
    }

    /// Makes an order findable by everybody in its form, and no longer by the one before it: a mistyped phone is somebody
    /// else's.
    pub fn index_person(&self, id: &str, form: IndexedPeople<'_>) -> Result<()> {
        self.run_statement(FORGET_FORM, (id, DigestKind::ExternalUser.code()))?;
        for (kind, digest) in self.keys.form_digests(form) {
            self.add_digest(id, kind, &digest)?;
        }
        Ok(())
    }

    /// Makes a person findable by the marketplace's account.
    pub fn index_account(&self, id: &str, account: &Personal) -> Result<()> {
        match account.reveal() {
            Some(text) => {
                self.add_digest(id, DigestKind::ExternalUser, &self.keys.digest_text(DigestKind::ExternalUser, text))
            }
            None => Ok(()),
        }
    }

    fn add_digest(&self, id: &str, kind: DigestKind, digest: &[u8; 32]) -> Result<()> {
        self.run_statement(DIGEST, (kind.code(), digest, id))
    }

    /// Destroys a person's key and digests, and a form that was begun. What is sealed with it stays, unreadable for ever.
    pub fn erase_person(&self, id: &str, now: Timestamp) -> Result<()> {
        self.run_statement(ERASE, (now.millis(), id))?;
        self.discard_form_draft(id)?;
        self.run_statement(FORGET, [id])
    }

    /// Other live orders of the same phone or one of these certificates on the same day.
    pub fn find_same_day_orders(
        &self,
        phone: &Personal,
        certificates: &[&Personal],
        play_date: &str,
        but: &str,
    ) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for (kind, digest) in self.identity_digests(phone, certificates) {
            let values = (kind.code(), digest, play_date, but);
            found.extend(self.list_rows(SAME_DAY_ORDERS, values, |row| Ok(row.get::<_, String>(0)?))?);
        }
        // Phone and certificate usually find the same orders.
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The newest orders whose form has this phone or certificate number, in full.
    pub fn find_orders_of_number(&self, kind: DigestKind, number: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.list_rows(WITH_DIGEST, (kind.code(), self.keys.digest_text(kind, number), limit), read_order_no)
    }

    /// Every other order with the same phone or certificate, by number.
    pub fn find_other_orders(&self, person_id: &str) -> Result<Vec<String>> {
        self.list_rows(OTHER_ORDERS, [person_id], |row| Ok(row.get(0)?))
    }

    fn identity_digests(&self, phone: &Personal, certificates: &[&Personal]) -> Vec<(DigestKind, [u8; 32])> {
        let mut digests = self.keys.person_digests(None, Some(phone), None);
        digests.extend(certificates.iter().flat_map(|number| self.keys.person_digests(None, None, Some(number))));
        digests.retain(|(kind, _)| IDENTITY.contains(kind));
        digests
    }

    /// Puts these people on the blocklist, or takes them off it.
    pub fn block_person(
        &self,
        phone: &Personal,
        certificates: &[&Personal],
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        for (kind, digest) in self.identity_digests(phone, certificates) {
            match reason {
                Some(reason) => self.run_statement(BLOCK, (kind.code(), digest, reason, now.millis()))?,
                None => self.run_statement(UNBLOCK, (kind.code(), digest))?,
            }
        }
        Ok(())
    }

    /// Whether one of these people is on the blocklist.
    pub fn is_blocked(&self, phone: &Personal, certificates: &[&Personal]) -> Result<bool> {
        for (kind, digest) in self.identity_digests(phone, certificates) {
            if self.has_row(BLOCKED, (kind.code(), digest))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
