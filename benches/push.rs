//! `cargo bench --bench push -- [ORDERS [CONCURRENCY …]]`: a batch push against a fake server that answers after 50 ms.
//!
//! Prints how long the whole process took beside the ideal: as many rounds as the concurrency needs, of three calls for an
//! order (the text, the upload of the proof, the proof). Every result is recorded durably; how many commits that took is
//! what the difference pays for. A bench, run by hand: no test looks at a clock.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic, reason = "a bench prints ratios")]
#![allow(clippy::disallowed_methods, reason = "a bench has its own arguments, clock and environment")]

#[path = "../tests/it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what the tests share, of which a bench needs one shop")]
mod support;

use std::time::{Duration, Instant};

use support::connected_shop::{Channel, ConnectedShop};

/// How long the fake server takes to answer.
const LATENCY: Duration = Duration::from_millis(50);
/// Calls for one order.
const CALLS: u32 = 3;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<usize>().ok());
    let orders = numbers.next().unwrap_or(1000);
    let mut concurrencies: Vec<usize> = numbers.collect();
    if concurrencies.is_empty() {
        concurrencies = vec![8, 32, 128];
    }
    println!("{orders} orders, {CALLS} calls of {} ms each", LATENCY.as_millis());
    for concurrency in concurrencies {
        let (took, sent) = run(orders, concurrency);
        let rounds = u32::try_from(orders.div_ceil(concurrency)).unwrap();
        let ideal = LATENCY * CALLS * rounds;
        let ratio = took.as_secs_f64() / ideal.as_secs_f64();
        println!(
            "concurrency {concurrency:>3}: {took:>7.2?} of {ideal:>7.2?} ideal = {ratio:.3}, {sent} messages received"
        );
    }
}

/// Pushes so many orders of a fresh shop.
fn run(orders: usize, concurrency: usize) -> (Duration, usize) {
    let connected = ConnectedShop::crowded(Channel::App, u32::try_from(orders).unwrap());
    connected.server.latency(LATENCY);
    let started = Instant::now();
    let concurrency = concurrency.to_string();
    connected.ok(&["push", "--group", Channel::App.group(), "--limit", "0", "-q", "--concurrency", &concurrency]);
    (started.elapsed(), connected.texts(Channel::App).len() + connected.files(Channel::App))
}
