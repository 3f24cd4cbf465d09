//! Whether the shop can work: groups, routes, prices, deliveries, deadlines and the clock.

use std::ops::ControlFlow;
use std::path::Path;

use super::DoctorReport;
use crate::app::App;
use crate::app::channels::groups::{SPOOL, group_limits};
use crate::app::delivery::recovery::is_alive;
use crate::app::orders::todo::count_late_orders;
use crate::config::MessageRates;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::resale::axis::OrderStatus;
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::gateway::spool;
use crate::say;
use crate::store::projection::orders::list::{ListDirection, OrderQuery};
use crate::store::{DatabaseKind, Tx};

/// How many places a finding names.
const MAX_NAMED: usize = 5;

/// Looks at what the shop works with.
pub fn check_operations(app: &mut App, report: &mut DoctorReport) {
    let now = app.clock.processed_at();
    let locks = app.lease_dir();
    let (rates, wall_time) = (app.config.pace, app.clock.wall_time());
    let live = app.store.kind() == DatabaseKind::Live;
    let mut check = |code, look: &dyn Fn(&Tx<'_>, &mut DoctorReport) -> Result<()>| {
        if let Err(error) = app.store.read(|tx| look(tx, report)) {
            report.add_failure(code, &error);
        }
    };
    check("groups", &check_groups);
    check("group_rests", &|tx, report| check_rests(tx, &rates, wall_time, report));
    check("routes", &check_routes);
    check("prices", &check_prices);
    check("unknown_deliveries", &check_unknown_deliveries);
    check("held_deliveries", &|tx, report| check_held_deliveries(tx, &locks, report));
    check("deadlines", &|tx, report| check_deadlines(tx, now, report));
    // In a sandbox the clock is whatever a command set.
    if live {
        check("clock", &|tx, report| check_clock(tx, now, report));
    }
}

fn check_groups(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    let groups = tx.list_groups()?;
    if groups.is_empty() {
        report.add_warning(
            "groups",
            say!("还没有代理群，推单无处可去", "there is no agent group: nothing can be pushed"),
            say!(
                "ticketctl group add 群名 --channel spool --target 目录",
                "ticketctl group add NAME --channel spool --target DIR"
            ),
        );
    }
    for group in &groups {
        let (name, dir) = (&group.name, Path::new(&group.target));
        let word = quote_word(name);
        if let Some(reason) = &group.paused {
            let message = say!("群 {name} 已暂停：{reason}", "the group {name} is paused: {reason}");
            let fix = say!("ticketctl group resume {word}", "ticketctl group resume {word}");
            report.add_warning("group_paused", message, fix);
        }
        // Whether another channel is open, only the remote service knows: `group test` asks it.
        if group.channel != SPOOL {
            continue;
        }
        let fix = || say!("ticketctl group test {word}", "ticketctl group test {word}");
        if !dir.exists() {
            let message = say!("群 {name} 的目录不存在", "the directory of the group {name} does not exist");
            report.add_warning("spool_missing", message, fix());
        } else if let Err(error) = spool::probe_directory(dir) {
            let message =
                say!("群 {name} 的目录不能写入：{error}", "the directory of the group {name} is not writable: {error}");
            report.add_problem("spool_unusable", Exit::Config, message, fix());
        } else {
            report.add_ok("group", say!("群 {name} 可以写入", "the group {name} is writable"));
        }
    }
    Ok(())
}

/// Groups whose service asked to be left alone.
fn check_rests(tx: &Tx<'_>, rates: &MessageRates, now: Timestamp, report: &mut DoctorReport) -> Result<()> {
    for group in tx.list_groups()? {
        let Some(until) = tx.find_rest(&group_limits(tx, &group, rates), now)? else { continue };
        let (name, word, until) = (&group.name, quote_word(&group.name), until.format_minute());
        let message = say!(
            "群 {name} 的服务要求暂缓发送到 {until}",
            "the service of the group {name} asked to wait until {until}"
        );
        let fix = say!("ticketctl group resume {word}", "ticketctl group resume {word}");
        report.add_warning("group_resting", message, fix);
    }
    Ok(())
}

/// Orders that have been paid for and not been pushed, and that no group takes.
fn check_routes(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    if tx.list_groups()?.is_empty() {
        return Ok(());
    }
    let mut lost = Vec::new();
    for status in [OrderStatus::AgentPaymentPending, OrderStatus::AgentPaymentConfirmed] {
        tx.for_each_order(&OrderQuery::in_status(status.code()), ListDirection::NewestFirst, |order| {
            if tx.find_routed_group(order.ticket_type.as_deref(), &order.product_name)?.is_none() {
                lost.push(order.order_no.to_string());
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    if !lost.is_empty() {
        let (n, list) = (lost.len(), lost.get(..MAX_NAMED).unwrap_or(&lost).join(" "));
        report.add_warning(
            "orders_without_route",
            say!("{n} 张订单没有可去的群：{list}", "no group takes these {n} orders: {list}"),
            say!(
                "ticketctl group route 群名 --ticket-type 票种（或 ticketctl group default 群名）",
                "ticketctl group route GROUP --ticket-type TYPE (or ticketctl group default GROUP)"
            ),
        );
    }
    Ok(())
}

fn check_prices(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    match tx.list_prices()?.len() {
        0 => report.add_warning(
            "prices",
            say!("价格表是空的：每张订单都要人工审核", "the price table is empty: every order needs a manual review"),
            say!("ticketctl price import 文件", "ticketctl price import FILE"),
        ),
        n => report.add_ok("prices", say!("价格表有 {n} 行", "the price table has {n} rows")),
    }
    Ok(())
}

fn check_unknown_deliveries(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    for (kind, command) in [(DeliveryKind::Push, "push"), (DeliveryKind::Notice, "notify")] {
        let rows = tx.list_deliveries(Some(kind), Some(DeliveryState::Unknown), 0)?;
        let Some(first) = rows.first() else { continue };
        let (n, id) = (rows.len(), &first.id);
        report.add_warning(
            "unknown_deliveries",
            say!(
                "{n} 条投递结果未知，先核实再发",
                "the outcome of {n} deliveries is unknown: check before sending again"
            ),
            say!(
                "ticketctl {command} resolve {id} --delivered --evidence 凭据\nticketctl {command} resolve {id} --not-delivered --evidence 凭据",
                "ticketctl {command} resolve {id} --delivered --evidence TEXT\nticketctl {command} resolve {id} --not-delivered --evidence TEXT"
            ),
        );
    }
    Ok(())
}

fn check_held_deliveries(tx: &Tx<'_>, locks: &Path, report: &mut DoctorReport) -> Result<()> {
    let held = tx.held_deliveries()?;
    let dead = held.iter().filter(|row| !row.holder.as_deref().is_some_and(|holder| is_alive(locks, holder))).count();
    if dead > 0 {
        report.add_warning(
            "held_deliveries",
            say!("{dead} 条投递的进程已经中断", "the process of {dead} deliveries was interrupted"),
            say!("ticketctl sweep", "ticketctl sweep"),
        );
    }
    Ok(())
}

fn check_deadlines(tx: &Tx<'_>, now: Timestamp, report: &mut DoctorReport) -> Result<()> {
    let (late, unrecorded) = (count_late_orders(tx, now)?, tx.count_overdue_orders(now)?);
    if late == 0 && unrecorded == 0 {
        report.add_ok("deadlines", say!("没有逾期的订单", "no order is late"));
    }
    if late > 0 {
        let message = say!("逾期的订单：{late} 单", "late orders: {late}");
        report.add_warning("deadlines", message, say!("ticketctl queue", "ticketctl queue"));
    }
    if unrecorded > 0 {
        let message = say!("到期还没登记的：{unrecorded} 单", "orders with a deadline to record: {unrecorded}");
        report.add_warning("deadlines", message, say!("ticketctl sweep", "ticketctl sweep"));
    }
    Ok(())
}

fn check_clock(tx: &Tx<'_>, now: Timestamp, report: &mut DoctorReport) -> Result<()> {
    let last = tx.last_recorded_at()?.map(Timestamp::from_millis);
    match last.filter(|last| *last > now) {
        None => report.add_ok("clock", say!("时钟在最后一个事件之后", "the clock is after the last event")),
        Some(last) => {
            let last = last.format_rfc3339();
            report.add_problem(
                "clock",
                Exit::Internal,
                say!("时钟早于最后一个事件（{last}）", "the clock is before the last event ({last})"),
                say!("校准系统时钟", "set the system clock"),
            );
        }
    }
    Ok(())
}
