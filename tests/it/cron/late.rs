//! What is late is the same in the queue, in cron and in doctor.

use crate::support::shop::Shop;

#[test]
fn as_many_orders_are_late_whoever_counts_them() {
    let shop = Shop::open();
    let now = ["--now", "2026-03-22T03:00:00Z"];
    let line = |words: &str| shop.run(&[&now[..], &words.split(' ').collect::<Vec<_>>()].concat());
    let late = line("queue --json").json().as_array().unwrap().iter().filter(|task| task["overdue"] == true).count();
    assert_eq!(late, 2);
    let report = line("doctor").out;
    assert!(report.contains("late orders: 2") && report.contains("with a deadline to record: 2"), "{report}");
    let swept = line("cron");
    assert!(swept.out.contains("deadlines recorded 2"), "{swept:?}");
    assert!(swept.err.contains("late orders: 2"), "{swept:?}");
    let report = line("doctor").out;
    assert!(report.contains("late orders: 2") && !report.contains("to record"), "{report}");
}
