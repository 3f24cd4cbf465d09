//! The other side of a row, sealed: with the key of the order's person where the row names an order that is here, so that who is
//! erased is gone from the bills too; with the shop's own where nobody knows whose it is.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::domain::bill::row::BillRow;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher::{open_bytes, seal_bytes};

/// The field for which it is sealed with a person's key.
const FIELD: &str = "bill_party";

const PERSON_OF_EXTERNAL: &str = "select person_id from orders where external_order_no = $1 order by platform limit 1";
const PERSON_OF_NUMBER: &str = "select person_id from orders where order_no = $1";
const FIND: &str = "select row_key, person_id, party from bill_row where id = $1";
const FORGET_PERSON: &str = "update bill_row set party = null
    where person_id = (select person_id from orders where order_no = $1)";
const FORGET_MARKED: &str = "/* every row: decisions by hand are few */
    update bill_row set party = null where id in (select row_id from bill_mark where order_no = $1)";
const FORGET_NAMED: &str = "/* every row: a person is erased seldom, and the order may have come after its bill */
    update bill_row set party = null where party is not null and (merchant_number = $1
    or ' ' || order_numbers || ' ' like '% ' || $1 || ' %'
    or ' ' || order_numbers || ' ' like '% ' || (select external_order_no from orders where order_no = $1) || ' %')";

/// Who is on the other side, and what the row is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillParty {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whose key seals the other side of a row, and the sealed text; nothing where the row says neither.
pub(super) fn seal_party(tx: &Tx<'_>, row: &BillRow, key: &str) -> Result<(Option<String>, Option<Vec<u8>>)> {
    let said = BillParty { party: row.party.clone(), note: row.note.clone() };
    if said == BillParty::default() {
        return Ok((None, None));
    }
    // Texts always serialise.
    let text = serde_json::to_string(&said).unwrap_or_default();
    let Some(person_id) = find_person(tx, row)? else {
        return Ok((None, Some(tx.derived_keys().seal_text(&place(key), &SecretString::from(text))?)));
    };
    let sealed = match tx.load_person(&person_id)?.key {
        Some(person_key) => Some(seal_bytes(&person_key, &person_id, FIELD, text.as_bytes())?),
        // Who was erased stays so.
        None => None,
    };
    Ok((Some(person_id), sealed))
}

fn place(key: &str) -> String {
    format!("bill_row {key}")
}

/// The person of the one order that a row names.
fn find_person(tx: &Tx<'_>, row: &BillRow) -> Result<Option<String>> {
    let mut numbers = row.order_numbers.iter().chain(&row.merchant_number);
    numbers.try_fold(None, |found: Option<String>, number| match found {
        Some(found) => Ok(Some(found)),
        None => {
            let statement = if OrderNo::parse(number).is_ok() { PERSON_OF_NUMBER } else { PERSON_OF_EXTERNAL };
            tx.find_row(statement, [number.as_str()], |row| Ok(row.get(0)?))
        }
    })
}

impl Tx<'_> {
    /// The other side of a row; none where it says neither, and once erased.
    pub fn find_bill_party(&self, row: i64) -> Result<Option<BillParty>> {
        let stored: Option<(String, Option<String>, Option<Vec<u8>>)> =
            self.find_row(FIND, [row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let Some((key, person_id, Some(sealed))) = stored else { return Ok(None) };
        let text = match person_id {
            Some(person_id) => match self.load_person(&person_id)?.key {
                Some(person_key) => {
                    let open = open_bytes(&person_key, &person_id, FIELD, &sealed)?;
                    Some(String::from_utf8_lossy(&open).into_owned())
                }
                None => None,
            },
            None => self.derived_keys().open_text(&place(&key), &sealed).map(|text| text.expose_secret().to_owned()),
        };
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Destroys what the rows of an order say of the other side: those sealed for its person, those that name it, and those that
    /// were given to it by hand.
    pub fn forget_bill_parties(&self, order_no: &OrderNo) -> Result<()> {
        let statements = [FORGET_PERSON, FORGET_MARKED, FORGET_NAMED];
        statements.into_iter().try_for_each(|statement| self.run_statement(statement, [order_no.as_str()]))
    }
}
