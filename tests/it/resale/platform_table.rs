//! A refund that the platform reports, for an order in each state: what it stops, what the queue says, and how it ends.
//!
//! `platform_table.txt` beside this file is the table; `TICKETCTL_UPDATE_TABLES=1` writes it anew.

use std::fmt::Write as _;

use ticketctl::domain::order::next::NextAction;
use ticketctl::domain::resale::decide::decide;
use ticketctl::domain::resale::event_log::record_events;
use ticketctl::domain::resale::next::{GroupRoute, next_task};
use ticketctl::domain::resale::order::ResaleOrder;

use super::rules::{DEADLINES, actor, after, commands, hear, now, stamp, states};
use crate::support::expected::{self, UPDATE_TABLES};

const TABLE: &str = "tests/it/resale/platform_table.txt";

/// What must not happen while nobody has decided.
const STOPPED: [(&str, &str); 4] = [
    ("pay", "payment confirm"),
    ("push", "push (start)"),
    ("notice", "notify resend (start)"),
    ("share", "share settle"),
];
/// The ways out.
const ENDS: [&str; 3] = ["order cancel", "refund open", "order keep"];
const HEAD: &str = "What a refund on the platform does to an order in every state.

stops    what was possible before and waits now; \"nothing\" where the order is on its way out, or nothing was possible
queue    the next step, after a dash its command
ends by  each of the three ways that is admitted, and the order status after it

";

/// The outcome of a command: the code of its refusal, or the state after it.
fn outcome(order: &ResaleOrder, name: &str) -> Result<Option<ResaleOrder>, &'static str> {
    let all = commands(order);
    let (_, command) = all.iter().find(|(known, _)| *known == name).unwrap();
    let events = decide(order, command, &actor()).map_err(|refused| refused.rejection.code)?;
    Ok((!events.is_empty()).then(|| record_events(order, &events, &stamp()).0))
}

fn stopped(before: &ResaleOrder, frozen: &ResaleOrder) -> String {
    let stops = |(_, command): &&(&str, &str)| {
        outcome(before, command).is_ok_and(|done| done.is_some())
            && outcome(frozen, command).is_err_and(|code| code == "platform_change_open")
    };
    let names: Vec<_> = STOPPED.iter().filter(stops).map(|(name, _)| *name).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(" ") }
}

fn queued(order: &ResaleOrder) -> String {
    let task = next_task(order, &GroupRoute::Open("g".to_owned()), &DEADLINES, now());
    let command = task.command.unwrap_or_default();
    let words: Vec<_> = command.split(' ').skip(1).take_while(|word| !word.starts_with("XY")).take(2).collect();
    if words.is_empty() {
        task.action.code().to_owned()
    } else {
        format!("{} - {}", task.action.code(), words.join(" "))
    }
}

/// How the freeze ends; nothing where there is none.
fn ends(order: &ResaleOrder) -> String {
    let one = |way: &&str| {
        let after = outcome(order, way).ok()??;
        assert!(after.news_to_decide().is_none(), "{way} leaves the order frozen");
        Some(format!("{} → {}", way.split(' ').next_back().unwrap(), after.status.order.code()))
    };
    let ways: Vec<_> = ENDS.iter().filter_map(one).collect();
    if order.news_to_decide().is_some() { ways.join(", ") } else { "-".to_owned() }
}

/// One line: what `told` does to `order`.
fn line(order: &ResaleOrder, told: &str) -> String {
    let events = decide(order, &hear(told, None), &actor()).unwrap();
    let heard = record_events(order, &events, &stamp()).0;
    let verdict = match (events.is_empty(), heard.news_to_decide().is_some()) {
        (true, _) => "exists",
        (false, true) => "changed, frozen",
        (false, false) => "changed",
    };
    let again = decide(&heard, &hear(told, None), &actor()).unwrap();
    assert!(again.is_empty(), "the same news again is no event");
    let told = told.replace('_', " ");
    format!("  {told:12}  {verdict:15}  {:24}  {:42}  {}", stopped(order, &heard), queued(&heard), ends(&heard))
        .trim_end()
        .to_owned()
}

fn render() -> String {
    let mut text = HEAD.to_owned();
    let columns = format!("  {:12}  {:15}  {:24}  {:42}  ends by", "told", "import says", "stops", "queue");
    let _ = writeln!(text, "{columns}");
    for (name, order) in states() {
        let _ = writeln!(text, "{name}");
        for told in ["refund_asked", "refunded"] {
            let _ = writeln!(text, "{}", line(&order, told));
        }
    }
    text
}

#[test]
fn a_refund_on_the_platform_stands_in_the_table_for_every_state() {
    let now = render();
    if expected::updates(UPDATE_TABLES) {
        expected::update_file(UPDATE_TABLES, TABLE, &now);
    }
    let table = std::fs::read_to_string(TABLE).unwrap();
    for (shown, expected) in now.lines().zip(table.lines()) {
        assert_eq!(shown, expected, "{UPDATE_TABLES}=1 writes the table anew");
    }
    assert_eq!(now, table);
}

#[test]
fn an_end_on_the_platform_outlasts_a_refund_of_a_part() {
    let all = states();
    let (_, open) = all.iter().find(|(name, _)| *name == "refunded on the platform, part refunding").unwrap();
    assert!(open.news_to_decide().is_none(), "the part is on its way first");
    let back = after(open, &["refund leg buyer", "refund complete"]);
    assert!(back.news_to_decide().is_some(), "and then somebody has to say what becomes of the rest");
    assert_eq!(outcome(&back, "push (start)").unwrap_err(), "platform_change_open");
}

#[test]
fn a_frozen_order_is_asked_for_before_everything_but_an_unknown_delivery() {
    for (name, order) in states() {
        if order.news_to_decide().is_none() {
            continue;
        }
        let action = next_task(&order, &GroupRoute::Unrouted, &DEADLINES, now()).action;
        assert_eq!(action, NextAction::HandlePlatformChange, "{name}");
        assert_eq!(action.urgency(), 1);
    }
    let all = states();
    let (_, unknown) = all.iter().find(|(name, _)| *name == "push unknown").unwrap();
    let frozen = after(unknown, &["platform (refunded)"]);
    assert!(frozen.news_to_decide().is_some());
    let task = next_task(&frozen, &GroupRoute::Unrouted, &DEADLINES, now());
    assert_eq!(task.action, NextAction::ResolveUnknownPush);
}
