//! Tests of the reservations: their arithmetic, their second guard, and a crowd at the last places.

use std::path::Path;
use std::time::Duration;

use super::*;
use crate::domain::checkout::sku::{Currency, MerchantId, PriceBasis, Sku, SkuId, Zone};
use crate::domain::value::money::Fen;
use crate::store::crypto::key_file;
use crate::store::crypto::key_file::MasterKey;
use crate::store::inventory::skus::{STOCK, StockLevels};
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopStamp;
use crate::store::{DatabaseKind, Store, TxEnding};

const SKU: &str = "family";
const PATIENCE: Duration = Duration::from_secs(30);

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn day() -> Day {
    Day::parse("2026-03-21").unwrap()
}

fn order() -> OrderNo {
    OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap()
}

fn sku() -> Sku {
    Sku {
        sku_id: SkuId::parse(SKU).unwrap(),
        merchant_id: MerchantId::parse("demo").unwrap(),
        name: "家庭套票".to_owned(),
        price: Fen::new(11_900),
        currency: Currency::Sgd,
        basis: PriceBasis::Pack,
        pack_size: 3,
        zone: Zone::Singapore,
        on_sale: true,
    }
}

fn edit_shop<'t>(tx: &'t Tx<'_>) -> ShopEdit<'t> {
    tx.edit_shop(ShopStamp { at: at(0), operator: "o".to_owned(), command: "test".to_owned() })
}

/// A database with so many places on the day.
fn shop(dir: &Path, capacity: u32) -> (Store, MasterKey) {
    let master = key_file::create_key_file(&dir.join("key")).unwrap();
    let mut store = Store::create(&dir.join("x.db"), DatabaseKind::Sandbox, &master, at(0), PATIENCE).unwrap();
    store
        .write(TxEnding::Commit, |tx| {
            let edit = edit_shop(tx);
            edit.put_sku(&sku())?;
            edit.set_capacity(SKU, day(), capacity)
        })
        .unwrap();
    (store, master)
}

fn with(capacity: u32, test: impl FnOnce(&Tx<'_>) -> Result<()>) {
    let dir = tempfile::tempdir().unwrap();
    shop(dir.path(), capacity).0.write(TxEnding::Commit, test).unwrap();
}

/// Holds places until 300 from `now`.
fn hold(tx: &Tx<'_>, lock_id: &str, quantity: u32, now: i64) -> Result<bool> {
    let order_no = order();
    let new = NewHold { lock_id, order_no: &order_no, sku_id: SKU, visit_date: day(), quantity, expires_at: at(300) };
    tx.try_hold(&new, at(now))
}

fn places(tx: &Tx<'_>, now: i64) -> [u32; 4] {
    let found = tx.stock_on_day(SKU, day(), at(now)).unwrap();
    [found.capacity, found.held, found.committed, found.free_seats()]
}

fn state(tx: &Tx<'_>, lock_id: &str) -> (HoldState, i64) {
    let hold = tx.find_hold(lock_id).unwrap().unwrap();
    (hold.state, hold.updated_at.millis())
}

#[test]
fn a_sku_is_kept_as_it_was_given_and_can_be_replaced() {
    with(10, |tx| {
        assert_eq!(tx.find_sku(SKU)?, Some(sku()));
        assert_eq!(tx.find_sku("other")?, None);
        let dearer = Sku { price: Fen::new(12_900), on_sale: false, basis: PriceBasis::Person, pack_size: 1, ..sku() };
        edit_shop(tx).put_sku(&dearer)?;
        assert_eq!(tx.list_skus()?, [dearer]);
        assert_eq!(tx.find_capacity(SKU, day())?, Some(10), "stock stays");
        assert_eq!(tx.find_capacity(SKU, day().next_day())?, None);
        Ok(())
    });
}

#[test]
fn holds_add_up_and_an_expired_one_counts_for_nothing_swept_or_not() {
    with(10, |tx| {
        assert!(hold(tx, "a", 6, 0)? && !hold(tx, "b", 5, 1)? && hold(tx, "b", 4, 1)?);
        assert_eq!(places(tx, 299), [10, 10, 0, 0]);
        assert!(!hold(tx, "c", 1, 299)?, "the last moment of the others");
        assert_eq!(tx.find_hold("c")?, None, "a refusal writes nothing");
        assert_eq!(places(tx, 300), [10, 0, 0, 10]);
        assert!(tx.expire_hold("a", at(300))? && !tx.expire_hold("a", at(301))?);
        assert_eq!((state(tx, "a"), state(tx, "b")), ((HoldState::Expired, 300), (HoldState::Held, 1)));
        assert_eq!(places(tx, 300), [10, 0, 0, 10]);
        Ok(())
    });
}

#[test]
fn a_hold_is_read_as_it_was_written() {
    with(3, |tx| {
        assert!(hold(tx, "a", 3, 7)?);
        let expected = Hold {
            lock_id: "a".to_owned(),
            order_no: order(),
            sku_id: SKU.to_owned(),
            visit_date: day(),
            quantity: 3,
            state: HoldState::Held,
            held_at: at(7),
            expires_at: at(300),
            updated_at: at(7),
        };
        assert_eq!(tx.find_hold("a")?.as_ref(), Some(&expected));
        assert!(expected.is_live(at(299)) && !expected.is_live(at(300)));
        Ok(())
    });
}

#[test]
fn what_is_sold_stays_sold_until_it_is_given_back() {
    with(10, |tx| {
        assert!(hold(tx, "a", 7, 0)? && tx.commit_hold("a", at(10))?);
        assert_eq!(places(tx, 999), [10, 0, 7, 3]);
        assert!(tx.commit_hold("a", at(500))?, "again");
        assert_eq!(state(tx, "a"), (HoldState::Committed, 10));
        assert!(!tx.expire_hold("a", at(500))? && !hold(tx, "b", 4, 5)?);
        assert!(tx.release_hold("a", at(600))? && !tx.release_hold("a", at(601))?);
        assert_eq!((state(tx, "a"), places(tx, 600)), ((HoldState::Released, 600), [10, 0, 0, 10]));
        assert!(!tx.release_hold("nobody", at(1))? && !tx.expire_hold("nobody", at(1))?);
        assert_eq!(tx.commit_hold("nobody", at(1)).unwrap_err().exit, crate::error::Exit::Data);
        Ok(())
    });
}

#[test]
fn a_late_payment_takes_the_places_again_while_they_are_free() {
    for swept in [false, true] {
        with(10, |tx| {
            assert!(hold(tx, "late", 6, 0)?);
            if swept {
                assert!(tx.expire_hold("late", at(300))?);
            }
            assert!(tx.commit_hold("late", at(305))?);
            assert_eq!(places(tx, 305), [10, 0, 6, 4]);
            Ok(())
        });
    }
    with(10, |tx| {
        assert!(hold(tx, "back", 6, 0)? && tx.release_hold("back", at(1))? && tx.commit_hold("back", at(2))?);
        assert_eq!(places(tx, 2), [10, 0, 6, 4]);
        Ok(())
    });
}

#[test]
fn a_late_payment_gets_nothing_that_somebody_else_has() {
    for (paid, swept) in [(false, false), (false, true), (true, false), (true, true)] {
        with(10, |tx| {
            assert!(hold(tx, "late", 6, 0)?);
            let order_no = order();
            let (lock_id, quantity, expires_at) = ("next", 5, at(900));
            let next = NewHold { lock_id, order_no: &order_no, sku_id: SKU, visit_date: day(), quantity, expires_at };
            assert!(tx.try_hold(&next, at(300))?);
            if swept {
                assert!(tx.expire_hold("late", at(301))?);
            }
            if paid {
                assert!(tx.commit_hold("next", at(302))?);
            }
            let before = state(tx, "late");
            assert!(!tx.commit_hold("late", at(305))?, "paid {paid}, swept {swept}");
            assert_eq!((state(tx, "late"), tx.stock_on_day(SKU, day(), at(305))?.free_seats()), (before, 5));
            Ok(())
        });
    }
}

#[test]
fn a_clock_that_went_back_sells_no_place_twice() {
    with(10, |tx| {
        assert!(hold(tx, "first", 10, 0)?);
        let order_no = order();
        let (lock_id, quantity, expires_at) = ("second", 10, at(900));
        let second = NewHold { lock_id, order_no: &order_no, sku_id: SKU, visit_date: day(), quantity, expires_at };
        assert!(tx.try_hold(&second, at(300))?);
        assert_eq!(places(tx, 299), [10, 20, 0, 0], "both seem to be live");
        assert!(!tx.commit_hold("first", at(299))? && tx.commit_hold("second", at(300))?);
        Ok(())
    });
}

#[test]
fn days_and_skus_have_places_of_their_own() {
    with(3, |tx| {
        let edit = edit_shop(tx);
        edit.put_sku(&Sku { sku_id: SkuId::parse("other").unwrap(), ..sku() })?;
        edit.set_capacity("other", day(), 3)?;
        edit.set_capacity(SKU, day().next_day(), 8)?;
        assert!(hold(tx, "a", 3, 0)?);
        assert_eq!(tx.stock_on_day("other", day(), at(1))?.free_seats(), 3);
        assert_eq!(tx.stock_on_day(SKU, day().next_day().next_day(), at(1))?, StockLevels::default());
        let full = StockLevels { capacity: 3, held: 3, committed: 0 };
        let free = StockLevels { capacity: 8, held: 0, committed: 0 };
        assert_eq!(tx.list_stock(SKU, day(), day().next_day(), at(1))?, [(day(), full), (day().next_day(), free)]);
        assert_eq!(tx.list_stock(SKU, day().next_day(), day().next_day(), at(1))?.len(), 1);
        Ok(())
    });
}

#[test]
fn without_stock_there_is_no_place() {
    with(5, |tx| {
        let (order_no, visit_date) = (order(), day().next_day());
        let new =
            NewHold { lock_id: "a", order_no: &order_no, sku_id: SKU, visit_date, quantity: 1, expires_at: at(300) };
        assert!(!tx.try_hold(&new, at(0))?);
        assert!(!tx.try_hold(&NewHold { sku_id: "unknown", ..new }, at(0))?);
        Ok(())
    });
}

const RAW: &str = "insert into hold
    (lock_id, order_no, sku_id, visit_date, quantity, state, held_at, expires_at, updated_at)
    values ($1, 'order_7cb78b0f45ebf19d0a63581c', 'family', $2, $3, $4, 0, 300, $5)";

/// A row that asked nobody.
fn raw(tx: &Tx<'_>, lock_id: &str, day: &str, quantity: u32, state: &str, now: i64) -> rusqlite::Result<usize> {
    tx.conn.execute(RAW, (lock_id, day, quantity, state, now))
}

#[test]
fn the_schema_refuses_a_row_that_asked_nobody() {
    with(10, |tx| {
        let full = |done: rusqlite::Result<usize>| done.unwrap_err().to_string() == "more places than there are";
        assert!(hold(tx, "sold", 4, 0)? && tx.commit_hold("sold", at(1))? && hold(tx, "held", 4, 0)?);
        assert!(full(raw(tx, "x", "2026-03-21", 3, "held", 299)));
        assert!(full(raw(tx, "x", "2026-03-21", 3, "committed", 299)));
        assert!(full(raw(tx, "x", "2026-03-21", 7, "committed", 300)), "what is sold counts for ever");
        assert!(full(raw(tx, "x", "2026-03-22", 1, "held", 0)), "a day without stock");
        assert!(raw(tx, "fits", "2026-03-21", 2, "held", 299).is_ok());
        assert!(raw(tx, "dead", "2026-03-21", 9, "held", 300).is_ok(), "it takes no place");
        let update = |statement| tx.conn.execute(statement, []);
        assert!(full(update("update hold set state = 'committed', updated_at = 299 where lock_id = 'dead'")));
        assert!(full(update("update hold set expires_at = 301, updated_at = 300 where lock_id = 'dead'")));
        assert!(full(update("update hold set quantity = 5 where lock_id = 'held'")));
        assert!(
            update("update stock set capacity = 3").unwrap_err().to_string().contains("fewer places than are sold")
        );
        assert_eq!(update("update stock set capacity = 4").unwrap(), 1);
        Ok(())
    });
}

#[test]
fn the_sum_reads_the_rows_that_count_and_no_others() {
    with(1, |tx| {
        let mut plan = tx.conn.prepare_cached(&["explain query plan ", STOCK].concat())?;
        let steps = plan.query_map((0, SKU, "2026-03-21", "2026-03-21"), |row| row.get::<_, String>(3))?;
        let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
        let searched = |what: &str| steps.iter().any(|step| step.contains(what));
        let held = "COVERING INDEX hold_by_stock (sku_id=? AND visit_date=? AND state=? AND expires_at>?)";
        assert!(searched(held) && searched("hold_by_stock (sku_id=? AND visit_date=? AND state=?)"), "{steps:?}");
        Ok(())
    });
}

#[test]
fn a_crowd_gets_the_last_places_and_not_one_more() {
    const BUYERS: usize = 16;
    const ATTEMPTS: usize = 200;
    let dir = tempfile::tempdir().unwrap();
    let (mut store, master) = shop(dir.path(), 13);
    store.write(TxEnding::Commit, |tx| Ok(hold(tx, "sold", 3, 0)? && tx.commit_hold("sold", at(0))?)).unwrap();
    let path = dir.path().join("x.db");
    let start = std::sync::Barrier::new(BUYERS);
    let buy = |buyer: usize| {
        let mut store = Store::open(&path, &master, PATIENCE).unwrap();
        start.wait();
        let attempt = |n| store.write(TxEnding::Commit, |tx| hold(tx, &format!("lock_{buyer}_{n}"), 1, 0)).unwrap();
        (0..ATTEMPTS).map(attempt).filter(|held| *held).count()
    };
    let held: usize = std::thread::scope(|scope| {
        let buy = &buy;
        let crowd: Vec<_> = (0..BUYERS).map(|buyer| scope.spawn(move || buy(buyer))).collect();
        crowd.into_iter().map(|buyer| buyer.join().unwrap()).sum()
    });
    let counted = store.read(|tx| Ok(places(tx, 0))).unwrap();
    assert_eq!((held, counted), (10, [13, 10, 3, 0]));
}
