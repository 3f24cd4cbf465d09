//! The rows of bills: added once, and told again by later files.

use rusqlite::Row;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::parties;
use crate::domain::bill::fact::{BillFact, BillMark};
use crate::domain::bill::row::{BillFee, BillRow};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService, BillTimeUnit};
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::rows::{damaged_value, parse_code, text_value};

const ADD: &str = "insert into bill_row
    (account_id, row_key, file_id, line, kind, direction, movement, amount, asked, fee, refunded, at, time_unit, number, refund_of,
    merchant_number, order_numbers, words, person_id, party)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    on conflict (account_id, row_key) do nothing returning id";
const KNOWN: &str = "select bill_row.id, bill_row.file_id, direction, movement, amount, refunded, words,
    coalesce(exported_at, ends_at, imported_at)
    from bill_row join bill_file on bill_file.id = bill_row.file_id where bill_row.account_id = $1 and row_key = $2";
const RENEW: &str =
    "update bill_row set file_id = $1, line = $2, kind = $3, direction = $4, movement = $5, refunded = $6,
    at = $7, words = $8, gone_file_id = null where id = $9";
const SEEN: &str = "update bill_row set file_id = $1, line = $2, gone_file_id = null where id = $3";
const ADD_CHANGE: &str = "insert into bill_change (row_id, file_id, before, after) values ($1, $2, $3, $4)
    on conflict (row_id, file_id) do nothing";
const EXPORTED: &str = "select coalesce(exported_at, ends_at, imported_at) from bill_file where id = $1";
const MARK_GONE: &str = "update bill_row set gone_file_id = (
        select later.id from bill_file later join bill_file said on said.id = bill_row.file_id
        where later.account_id = bill_row.account_id and later.scope = 'everything'
        and later.starts_at <= bill_row.at and bill_row.at < later.ends_at
        and coalesce(later.exported_at, later.ends_at) > coalesce(said.exported_at, said.ends_at, said.imported_at)
        order by coalesce(later.exported_at, later.ends_at), later.id limit 1)
    where account_id = $1 and at >= $2 and at < $3";
const COUNT_GONE: &str = "select count(*) from bill_row
    where account_id = $1 and at >= $2 and at < $3 and gone_file_id is not null";
const FACTS: &str = "/* every row: bills are held against the orders as a whole */
    select bill_row.id, bill_row.account_id, row_key, service, kind, direction, movement, amount, asked, fee, refunded, bill_row.at,
    time_unit, number, refund_of, merchant_number, order_numbers, gone_file_id, bill_mark.row_id, bill_mark.order_no
    from bill_row join bill_account on bill_account.id = bill_row.account_id
    left join bill_mark on bill_mark.row_id = bill_row.id
    order by bill_row.at, row_key, service";
const ANY: &str = "/* every row: only the first */ select 1 from bill_row limit 1";

/// What became of a row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowArrival {
    Added,
    /// It was there, and is what it was.
    Known,
    /// A later file says another state of it.
    Changed,
    /// It was there with another amount, or went the other way under the same state: nobody knows which one is true.
    Contradicts,
}

/// Where a row stands: of which account, in which file, and what it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BillRowPlace<'a> {
    pub account: i64,
    pub file: i64,
    pub key: &'a str,
}

/// A row as it was stored.
struct KnownRow {
    id: i64,
    file: i64,
    direction: String,
    movement: String,
    amount: i64,
    refunded: Option<i64>,
    words: String,
    exported_at: i64,
}

impl ShopEdit<'_> {
    /// Adds a row, or brings the one that is there up to date.
    pub fn put_bill_row(&self, place: BillRowPlace<'_>, row: &BillRow) -> Result<RowArrival> {
        let words = encode_words(row);
        let (person_id, party) = parties::seal_party(self, row, place.key)?;
        let values: [Sql; 20] = [
            Sql::Integer(place.account),
            Sql::Text(place.key.to_owned()),
            Sql::Integer(place.file),
            Sql::Integer(i64::try_from(row.line).unwrap_or(i64::MAX)),
            Sql::Text(row.kind.code().to_owned()),
            Sql::Text(row.direction.code().to_owned()),
            Sql::Text(row.movement.code().to_owned()),
            Sql::Integer(row.amount.in_fen()),
            row.asked.map_or(Sql::Null, |asked| Sql::Integer(asked.in_fen())),
            row.fee.map_or(Sql::Null, |fee| Sql::Integer(fee.in_hundred_thousandths())),
            row.refunded.map_or(Sql::Null, |refunded| Sql::Integer(refunded.in_fen())),
            Sql::Integer(row.at.millis()),
            Sql::Text(row.time_unit.code().to_owned()),
            text_value(row.number.as_deref()),
            text_value(row.refund_of.as_deref()),
            text_value(row.merchant_number.as_deref()),
            text_value((!row.order_numbers.is_empty()).then(|| row.order_numbers.join(" ")).as_deref()),
            Sql::Text(words.clone()),
            text_value(person_id.as_deref()),
            party.map_or(Sql::Null, Sql::Blob),
        ];
        if self.has_row(ADD, rusqlite::params_from_iter(values))? {
            return Ok(RowArrival::Added);
        }
        self.renew_row(place, row, &words)
    }

    fn renew_row(&self, place: BillRowPlace<'_>, row: &BillRow, words: &str) -> Result<RowArrival> {
        let known = self.load_row(KNOWN, (place.account, place.key), read_known)?;
        let refunded = row.refunded.map(Fen::in_fen);
        if known.amount != row.amount.in_fen() {
            return Ok(RowArrival::Contradicts);
        }
        let same_state = known.words == words && known.movement == row.movement.code() && known.refunded == refunded;
        if known.direction != row.direction.code() && known.movement == row.movement.code() {
            return Ok(RowArrival::Contradicts);
        }
        let exported_at: i64 = self.load_row(EXPORTED, [place.file], |row| Ok(row.get(0)?))?;
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        let is_later = exported_at >= known.exported_at;
        if same_state {
            if is_later {
                self.run_statement(SEEN, (place.file, line, known.id))?;
            }
            return Ok(RowArrival::Known);
        }
        let (stored, told) = (known.state(), state_of_row(row, words));
        if is_later {
            let values = (
                place.file,
                line,
                row.kind.code(),
                row.direction.code(),
                row.movement.code(),
                refunded,
                row.at.millis(),
                words,
                known.id,
            );
            self.run_statement(RENEW, values)?;
            self.run_statement(ADD_CHANGE, (known.id, place.file, stored.to_string(), told.to_string()))?;
            return Ok(RowArrival::Changed);
        }
        // An older file that comes later says what the row was before.
        self.run_statement(ADD_CHANGE, (known.id, known.file, told.to_string(), stored.to_string()))?;
        Ok(RowArrival::Known)
    }

    /// Finds the rows of a time that a later file no longer has, and gives how many there are.
    pub fn mark_gone_bill_rows(&self, account: i64, from: Timestamp, until: Timestamp) -> Result<u64> {
        let period = (account, from.millis(), until.millis());
        self.run_statement(MARK_GONE, period)?;
        let count: i64 = self.load_row(COUNT_GONE, period, |row| Ok(row.get(0)?))?;
        Ok(count.unsigned_abs())
    }
}

impl Tx<'_> {
    /// Whether any bill was read.
    pub fn has_bills(&self) -> Result<bool> {
        self.has_row(ANY, [])
    }

    /// Every row without what is personal, in the order of time.
    pub fn list_bill_facts(&self) -> Result<Vec<BillFact>> {
        self.list_rows(FACTS, [], read_fact)
    }
}

impl KnownRow {
    fn state(&self) -> Value {
        let words: Value = serde_json::from_str(&self.words).unwrap_or_default();
        json!({ "direction": self.direction, "movement": self.movement, "refunded": self.refunded, "words": words })
    }
}

fn state_of_row(row: &BillRow, words: &str) -> Value {
    let words: Value = serde_json::from_str(words).unwrap_or_default();
    json!({
        "direction": row.direction.code(), "movement": row.movement.code(),
        "refunded": row.refunded.map(Fen::in_fen), "words": words,
    })
}

fn encode_words(row: &BillRow) -> String {
    // Texts always serialise.
    serde_json::to_string(&row.words).unwrap_or_default()
}

fn read_known(row: &Row<'_>) -> Result<KnownRow> {
    Ok(KnownRow {
        id: row.get(0)?,
        file: row.get(1)?,
        direction: row.get(2)?,
        movement: row.get(3)?,
        amount: row.get(4)?,
        refunded: row.get(5)?,
        words: row.get(6)?,
        exported_at: row.get(7)?,
    })
}

fn read_fact(row: &Row<'_>) -> Result<BillFact> {
    let code = |place: usize| row.get::<_, String>(place);
    let text = |place: usize| row.get::<_, Option<String>>(place).map(|text| text.map(String::into_boxed_str));
    let numbers = text(16)?;
    Ok(BillFact {
        id: row.get(0)?,
        account: row.get(1)?,
        service: parse_code(BillService::from_code, &code(3)?, "service")?,
        kind: parse_code(BillKind::from_code, &code(4)?, "kind")?,
        direction: parse_code(BillDirection::from_code, &code(5)?, "direction")?,
        movement: parse_code(BillMovement::from_code, &code(6)?, "movement")?,
        amount: Fen::new(row.get(7)?),
        asked: row.get::<_, Option<i64>>(8)?.map(Fen::new),
        fee: row.get::<_, Option<i64>>(9)?.map(BillFee::new),
        refunded: row.get::<_, Option<i64>>(10)?.map(Fen::new),
        at: Timestamp::from_millis(row.get(11)?),
        time_unit: parse_code(BillTimeUnit::from_code, &code(12)?, "time_unit")?,
        number: text(13)?,
        refund_of: text(14)?,
        merchant_number: text(15)?,
        order_numbers: numbers,
        is_gone: row.get::<_, Option<i64>>(17)?.is_some(),
        mark: read_mark(row)?,
    })
}

/// The decision about a row: two columns, the row that was decided on and the order.
fn read_mark(row: &Row<'_>) -> Result<Option<Box<BillMark>>> {
    let Some(_) = row.get::<_, Option<i64>>(18)? else { return Ok(None) };
    let order: Option<String> = row.get(19)?;
    Ok(Some(Box::new(match order {
        Some(number) => BillMark::BelongsTo(OrderNo::parse(&number).map_err(|_| damaged_value("bill_mark"))?),
        None => BillMark::Ignored,
    })))
}
