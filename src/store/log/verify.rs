//! Whether the log is still what was written: every hash, every link, every chain's end, of the orders and of the shop.
//!
//! Invariant: the rows are read from the table itself, in the order of their places, never through an index, which could
//! still show what a changed row said before.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::events::{EventHash, NO_HASH, hash_stored_row, read_envelope};
use crate::error::Result;
use crate::store::Tx;

const CHAIN: &str = "/* every row: the whole chain */ select order_no, version, type, source, result, visibility, created_at, processed_at, key, error_code, \
    error_message, before, after, payload, operator, prev_hash, hash, id from event order by id";
const ONE_CHAIN: &str = "select order_no, version, type, source, result, visibility, created_at, processed_at, key, error_code, \
    error_message, before, after, payload, operator, prev_hash, hash, id from event where order_no = $1 order by version";
const ONE_HEAD: &str = "select version, head_hash from orders where order_no = $1";
const COUNT: &str = "/* every row: a check of all */ select count(*) from event";
const HEADS: &str = "/* every row: a check of all */ select order_no, version, head_hash from orders order by order_no";
const HASH: &str = "select hash from event where order_no = $1 and version = $2";

/// What the shop's own chain is called among those of the orders: no order has such a number, and it comes behind all of them.
pub const SHOP_CHAIN: &str = "shop";

/// A link of the chain that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainBreak {
    /// Or [`SHOP_CHAIN`].
    pub order_no: String,
    /// The event's version, or the order's where the tail is cut.
    pub version: i64,
    /// Stable: `hash` (a column was changed), `link` (the event before is another one), `gap` (a version is missing),
    /// `head` (the chain does not end where the order says), `row` (unreadable), `place` (its place in the log was
    /// changed), `anchor` (not what an anchor pinned).
    pub what: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainCounts {
    pub events: u64,
    pub orders: u64,
    /// Changes of the shop.
    pub shop_events: u64,
}

/// Where an order's chain ends, as far as it was walked.
struct ChainEnd {
    version: i64,
    hash: Vec<u8>,
}

type ChainEnds = BTreeMap<String, ChainEnd>;

impl Tx<'_> {
    /// Walks every chain and calls `found` for each link that does not hold.
    pub fn verify_chains(&self, mut found: impl FnMut(ChainBreak)) -> Result<ChainCounts> {
        let mut ends = ChainEnds::new();
        let events = self.walk_chains(&mut found, &mut ends)?;
        let orders = self.compare_heads(ends, &mut found)?;
        let shop_events = self.verify_shop_chain(&mut found)?;
        Ok(ChainCounts { events, orders, shop_events })
    }

    /// Whether the chain of one order holds and ends where the order says. Where its events stand in the whole log, only
    /// [`verify_chains`](Self::verify_chains) knows.
    pub fn is_chain_whole(&self, order_no: &str) -> Result<bool> {
        let (mut end, mut whole) = (None, true);
        self.for_each_row(ONE_CHAIN, [order_no], |row| {
            let (version, hash, breaks) = check_row(row, end.as_ref(), i64::MAX);
            whole &= breaks.is_empty();
            end = Some(ChainEnd { version, hash });
            Ok(())
        })?;
        let head: Option<(i64, Vec<u8>)> = self.find_row(ONE_HEAD, [order_no], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(whole && end.zip(head).is_some_and(|(end, (version, hash))| end.version == version && end.hash == hash))
    }

    /// Recomputes every hash, and leaves the end of each chain in `ends`.
    fn walk_chains(&self, found: &mut impl FnMut(ChainBreak), ends: &mut ChainEnds) -> Result<u64> {
        // Rows are only ever added, so places have no gaps: one beyond the count was moved there.
        let count: i64 = self.load_row(COUNT, [], |row| Ok(row.get(0)?))?;
        self.for_each_row(CHAIN, [], |row| {
            let order_no = raw_order_no(row);
            let before = ends.get(&order_no);
            let (version, hash, breaks) = check_row(row, before, count);
            for what in breaks {
                found(ChainBreak { order_no: order_no.clone(), version, what });
            }
            ends.insert(order_no, ChainEnd { version, hash });
            Ok(())
        })?;
        Ok(count.unsigned_abs())
    }

    /// A chain cannot see that its tail was cut; the order's own head can.
    fn compare_heads(&self, mut ends: ChainEnds, found: &mut impl FnMut(ChainBreak)) -> Result<u64> {
        let mut orders = 0;
        self.for_each_row(HEADS, [], |row| {
            orders += 1;
            let order_no = raw_order_no(row);
            let version: i64 = row.get(1).unwrap_or_default();
            let head: Vec<u8> = row.get(2).unwrap_or_default();
            let holds = ends.remove(&order_no).is_some_and(|end| end.version == version && end.hash == head);
            if !holds {
                found(ChainBreak { order_no, version, what: "head" });
            }
            Ok(())
        })?;
        for (order_no, end) in ends {
            found(ChainBreak { order_no, version: end.version, what: "head" });
        }
        Ok(orders)
    }

    /// Where every chain ends, as number, version and head, in the order of the numbers; that of the shop comes last, once it
    /// has a row.
    pub fn list_chain_heads(&self) -> Result<Vec<(String, i64, Vec<u8>)>> {
        let mut heads = self.list_rows(HEADS, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        heads.extend(self.find_shop_chain_end()?.map(|(id, head)| (SHOP_CHAIN.to_owned(), id, head)));
        Ok(heads)
    }

    /// The hash of one event, if there is such an event.
    pub fn find_event_hash(&self, order_no: &str, version: i64) -> Result<Option<Vec<u8>>> {
        if order_no == SHOP_CHAIN {
            return self.find_shop_event_hash(version);
        }
        self.find_row(HASH, (order_no, version), |row| Ok(row.get(0)?))
    }
}

/// The order's number as it stands there, even where it is no text any more.
fn raw_order_no(row: &Row<'_>) -> String {
    row.get_ref(0)
        .ok()
        .and_then(|value| value.as_bytes().ok())
        .map_or_else(String::new, |bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// The version and the hash of a row as they stand there, and what does not hold about it.
fn check_row(row: &Row<'_>, before: Option<&ChainEnd>, count: i64) -> (i64, Vec<u8>, Vec<&'static str>) {
    let version: i64 = row.get(1).unwrap_or_default();
    let (prev, hash): (Vec<u8>, Vec<u8>) = (row.get(15).unwrap_or_default(), row.get(16).unwrap_or_default());
    let place: i64 = row.get(17).unwrap_or_default();
    let (last, link): (i64, EventHash) =
        before.map_or((0, NO_HASH), |end| (end.version, end.hash.as_slice().try_into().unwrap_or(NO_HASH)));
    let readable = read_envelope(row).is_ok();
    let intact = hash_stored_row(row, &prev).as_slice() == hash;
    let checks = [
        (version != last + 1, "gap"),
        (prev != link, "link"),
        (!intact, "hash"),
        (intact && !readable, "row"),
        (!(1..=count).contains(&place), "place"),
    ];
    (version, hash, checks.into_iter().filter_map(|(broken, what)| broken.then_some(what)).collect())
}
