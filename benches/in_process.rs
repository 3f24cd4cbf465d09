//! `cargo bench --bench in_process`: what a use case costs inside a process, without its start and without printing.
//!
//! The shop has one order on its way with a form, a payment and a proof, and a thousand that wait for their forms. Changes are
//! durable, so they cost at least an `fdatasync`. A bench, run by hand: no test looks at a clock.

#![allow(clippy::unwrap_used, reason = "what fails here is to be seen")]
#![allow(clippy::disallowed_methods, reason = "a bench has its own arguments, clock and environment")]

#[path = "../tests/it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what the tests share, of which a bench needs one shop")]
mod support;

use divan::{Bencher, black_box};
use support::shop::{NOW, ORDER, Shop, paid};
use ticketctl::app::orders::list::OrderFilter;
use ticketctl::app::orders::view::OrderViewOptions;
use ticketctl::app::write::clock::Clock;
use ticketctl::app::write::id_source::IdSource;
use ticketctl::app::{App, Caller, ShopOptions};
use ticketctl::config::{Config, Dirs, NamedPaths, Paths};
use ticketctl::domain::order::event::EventSource;
use ticketctl::domain::order::number::OrderNo;
use ticketctl::domain::value::message::Lang;
use ticketctl::domain::value::person::Personal;
use ticketctl::domain::value::time::Timestamp;

fn main() {
    divan::main();
}

/// The moment of the shop's orders.
fn now() -> Timestamp {
    Timestamp::parse(NOW).unwrap()
}

fn order_no() -> OrderNo {
    OrderNo::parse(ORDER).unwrap()
}

fn shop() -> Shop {
    let shop = Shop::ready();
    let lines: Vec<String> = (1_000..2_000).map(|number| paid(number, 506)).collect();
    shop.ok_with("order import -", &lines.join("\n"));
    shop
}

fn open_app(shop: &Shop) -> App {
    let dirs = Dirs { config_dir: shop.config(), data_dir: shop.data(), state_dir: shop.path("state") };
    let named = NamedPaths { db: Some(shop.database_file()), key: Some(shop.path("key")), ..NamedPaths::default() };
    let caller =
        Caller { operator: "bench".to_owned(), source: EventSource::Admin, key: None, dry_run: false, lang: Lang::En };
    App::open(ShopOptions {
        paths: Paths::resolve(&dirs, named),
        config: Config::default(),
        clock: Clock::from_system(now),
        ids: IdSource::System,
        caller,
    })
    .unwrap()
}

#[divan::bench]
fn open_a_shop(bencher: Bencher<'_, '_>) {
    let shop = shop();
    bencher.bench_local(|| open_app(&shop));
}

/// The order with its log, its person and its files.
#[divan::bench]
fn view_an_order(bencher: Bencher<'_, '_>) {
    let shop = shop();
    let (mut app, order_no) = (open_app(&shop), order_no());
    bencher.bench_local(|| {
        app.view_resale(&order_no, OrderViewOptions { at: None, reveal: false, internal: false }).unwrap()
    });
}

#[divan::bench(args = [50, 1_000])]
fn list_orders(bencher: Bencher<'_, '_>, limit: usize) {
    let shop = shop();
    let mut app = open_app(&shop);
    let filter = OrderFilter { limit, ..OrderFilter::default() };
    bencher.bench_local(|| {
        app.each_order(&filter, |order| {
            black_box(order);
            Ok(())
        })
        .unwrap();
    });
}

#[divan::bench(args = [1, 20])]
fn list_what_to_do(bencher: Bencher<'_, '_>, limit: usize) {
    let shop = shop();
    let mut app = open_app(&shop);
    bencher.bench_local(|| app.list_todo(limit).unwrap());
}

#[divan::bench]
fn search_by_number(bencher: Bencher<'_, '_>) {
    let shop = shop();
    let mut app = open_app(&shop);
    bencher.bench_local(|| app.search_orders(black_box("OUT-1500"), 20).unwrap());
}

/// A change from the lock to the durable commit. The order's log grows by an event each time.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn record_a_note(bencher: Bencher<'_, '_>) {
    let shop = shop();
    let (mut app, order_no) = (open_app(&shop), order_no());
    bencher.bench_local(|| app.note_order(&order_no, Personal::new("the buyer called")).unwrap());
}
