//! The shop's own log: who changed its tables and files, when, and what each was before and after. One chain for all of it.
//!
//! Invariant: no value of a secret and nothing of a buyer is written here. Only a
//! [`ShopEdit`](super::shop_edit::ShopEdit) adds to it, in the transaction of the change.

use rusqlite::{Row, params};
use serde_json::Value;

use super::chain_hash::{EventHasher, NO_HASH, hash_columns};
use super::verify::{ChainBreak, SHOP_CHAIN};
use crate::domain::value::code_enum::coded;
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::{damaged_value, limit_value, parse_code};

/// Tells these hashes from those of the events of orders.
const TAG: &[u8] = b"ticketctl/shop-event/1";

/// The fact of the database that says where the chain ends: a chain cannot see that its tail was cut.
const HEAD: &str = "shop_log_head";

coded! {
    /// Of what kind the changed thing is.
    ShopSubject {
        Price = "price", "价格", "price";
        Season = "season", "季节", "season";
        Group = "group", "群", "group";
        Route = "route", "路由", "route";
        Config = "config", "配置", "setting";
        /// Its name alone.
        Secret = "secret", "凭据", "secret";
        NoticeTemplate = "notice_template", "通知模板", "notice template";
        PaymentQr = "payment_qr", "付款二维码", "payment QR code";
        Sku = "sku", "商品", "SKU";
        Stock = "stock", "库存", "stock";
        /// A bill that was read.
        Bill = "bill", "账单", "bill";
        /// What somebody decided about a row of a bill.
        BillRow = "bill_row", "账单行", "row of a bill";
        /// What `doctor --repair` mended.
        Repair = "repair", "修复", "repair";
    }
}

/// Who changes the shop, when, and by which command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopStamp {
    pub at: Timestamp,
    pub operator: String,
    pub command: String,
}

/// One change of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopEvent {
    /// Its place, from 1.
    pub id: i64,
    pub by: ShopStamp,
    pub subject: ShopSubject,
    /// Which of its kind, such as `初级道 3 小时 high` or `resale.rate_bp`.
    pub name: String,
    /// None where it was not there.
    pub before: Option<Value>,
    /// None where it is there no more.
    pub after: Option<Value>,
}

const INSERT: &str = "insert into shop_event
    (id, created_at, operator, command, subject, name, before, after, prev_hash, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const LAST: &str = "/* every row: only the last */ select id, hash from shop_event order by id desc limit 1";
const NEWEST: &str = "/* every row: a shop is changed less often than it sells */
    select id, created_at, operator, command, subject, name, before, after from shop_event
    where created_at >= $1 order by id desc limit $2";
const CHAIN: &str = "/* every row: the whole chain */
    select id, created_at, operator, command, subject, name, before, after, prev_hash, hash
    from shop_event order by id";
const HASH: &str = "select hash from shop_event where id = $1";

impl Tx<'_> {
    /// Adds one change to the chain.
    pub(in crate::store) fn append_shop_event(
        &self,
        by: &ShopStamp,
        (subject, name): (ShopSubject, &str),
        (before, after): (Option<Value>, Option<Value>),
    ) -> Result<()> {
        let (last, prev) = self.find_shop_chain_end()?.unwrap_or((0, NO_HASH.to_vec()));
        let (id, at) = (last + 1, by.at.millis());
        let [before, after] = [before, after].map(|value| value.map(|value| value.to_string()));
        let mut chain = EventHasher::start_after(TAG, &prev);
        chain.add_number(id);
        chain.add_number(at);
        for text in [by.operator.as_str(), &by.command, subject.code(), name] {
            chain.add_text(Some(text));
        }
        chain.add_text(before.as_deref());
        chain.add_text(after.as_deref());
        let hash = chain.finish_hash();
        let values = params![id, at, by.operator, by.command, subject.code(), name, before, after, prev, hash];
        self.run_statement(INSERT, values)?;
        self.set_fact(HEAD, &format_head(id, &hash))
    }

    /// The newest changes, newest first; at most `limit`, 0 is all.
    pub fn list_shop_events(&self, since: Option<Timestamp>, limit: usize) -> Result<Vec<ShopEvent>> {
        let since = since.map_or(i64::MIN, Timestamp::millis);
        self.list_rows(NEWEST, params![since, limit_value(limit)], read_shop_event)
    }

    /// The last change and its hash.
    pub fn find_shop_chain_end(&self) -> Result<Option<(i64, Vec<u8>)>> {
        self.find_row(LAST, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The hash of one change, if there is such a one.
    pub fn find_shop_event_hash(&self, id: i64) -> Result<Option<Vec<u8>>> {
        self.find_row(HASH, [id], |row| Ok(row.get(0)?))
    }

    /// Recomputes the chain, calls `found` for each link that does not hold, and gives how many changes there are.
    pub(super) fn verify_shop_chain(&self, found: &mut impl FnMut(ChainBreak)) -> Result<u64> {
        let (mut last, mut end, mut events) = (0, NO_HASH.to_vec(), 0);
        let mut tell = |version, what| found(ChainBreak { order_no: SHOP_CHAIN.to_owned(), version, what });
        self.for_each_row(CHAIN, [], |row| {
            let id: i64 = row.get(0).unwrap_or_default();
            let (prev, hash): (Vec<u8>, Vec<u8>) = (row.get(8).unwrap_or_default(), row.get(9).unwrap_or_default());
            let intact = hash_columns(row, 0..8, TAG, &prev).as_slice() == hash;
            let readable = read_shop_event(row).is_ok();
            let checks =
                [(id != last + 1, "gap"), (prev != end, "link"), (!intact, "hash"), (intact && !readable, "row")];
            checks.into_iter().filter(|(broken, _)| *broken).for_each(|(_, what)| tell(id, what));
            (last, end) = (id, hash);
            events += 1;
            Ok(())
        })?;
        let head = self.find_fact(HEAD)?;
        let walked = (events > 0).then(|| format_head(last, &end));
        if head != walked {
            tell(last, "head");
        }
        Ok(events)
    }
}

fn format_head(id: i64, hash: &[u8]) -> String {
    format!("{id} {}", encode_hex(hash))
}

fn read_shop_event(row: &Row<'_>) -> Result<ShopEvent> {
    let json = |column: usize| -> Result<Option<Value>> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| damaged_value("change of the shop"))).transpose()
    };
    Ok(ShopEvent {
        id: row.get(0)?,
        by: ShopStamp { at: Timestamp::from_millis(row.get(1)?), operator: row.get(2)?, command: row.get(3)? },
        subject: parse_code(ShopSubject::from_code, &row.get::<_, String>(4)?, "subject of a change")?,
        name: row.get(5)?,
        before: json(6)?,
        after: json(7)?,
    })
}
