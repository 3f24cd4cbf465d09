//! Random shops: what the queue shows first is what it shows first of all, and that is what each order says of itself.

use proptest::prelude::*;
use serde_json::{Map, json};

use super::super::todo::{TodoItem, todo_item};
use super::queue_key;
use crate::app::ops::setup::{NewShop, init_shop};
use crate::app::write::clock::Clock;
use crate::app::write::id_source::IdSource;
use crate::app::write::order_row::{projection_basis, recompute_order_row, refresh_batch};
use crate::app::write::side_tables::checkout::CheckoutDraft;
use crate::app::{App, Caller, ShopOptions};
use crate::config::{Config, Dirs, NamedPaths, Paths};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::sku::{MerchantId, PriceBasis, Sku, SkuId, Zone};
use crate::domain::order::event::EventSource;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::currency::Currency;
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};
use crate::store::TxEnding;
use crate::store::projection::orders::list::OrderQuery;
use crate::store::projection::orders::refresh::RefreshScope;
use crate::store::shop::groups::{AgentGroup, PausedBy};

/// The way of an order to its end; a random one leaves it somewhere.
const RESALE_STEPS: [&str; 12] = [
    "price_check_passed",
    "user_form_submitted",
    "auto_review_passed",
    "agent_payment_manually_confirmed",
    "agent_payment_proof_uploaded",
    "agent_group_push_started",
    "agent_group_push_succeeded",
    "agent_group_acknowledged",
    "agent_screenshot_uploaded",
    "screenshot_match_passed",
    "user_notification_started",
    "user_notification_sent",
];
const RESALE_TURNS: [&str; 14] = [
    "manual_review_required",
    "agent_group_push_failed",
    "agent_group_push_uncertain",
    "screenshot_match_failed",
    "user_notification_failed",
    "user_notification_uncertain",
    "order_cancel_requested",
    "refund_requested",
    "user_form_corrected",
    "agent_group_acknowledged",
    "platform_order_changed",
    "platform_change_dismissed",
    "order_corrected",
    "order_noted",
];
const CHECKOUT_STEPS: [&str; 5] =
    ["INVENTORY_LOCKED", "CHECKOUT_REQUESTED", "PAYMENT_SESSION_CREATED", "CHECKOUT_COMPLETED", "FULFILLMENT_ISSUED"];
const CHECKOUT_TURNS: [&str; 7] = [
    "PAYMENT_FAILED",
    "TICKET_REVOKED",
    "REFUND_REQUESTED",
    "REFUND_COMPLETED",
    "NOTIFICATION_STARTED",
    "NOTIFICATION_FAILED",
    "NOTIFICATION_UNCERTAIN",
];

/// One order: how far it goes on its way, what happens to it then, and what it was bought for.
#[derive(Clone, Debug)]
struct OrderPlan {
    resale: bool,
    steps: usize,
    turns: Vec<usize>,
    /// Minutes after the beginning at which its first event happens.
    begun: i64,
    /// Minutes between its events.
    pace: i64,
    /// Days from the beginning to the visit; none is not told.
    visit: Option<u8>,
    ticket: usize,
}

#[derive(Clone, Debug)]
struct ShopPlan {
    orders: Vec<OrderPlan>,
    /// Whether each of two groups is there, and whether it is paused.
    groups: [Option<bool>; 2],
    tells_buyers: bool,
    /// Minutes after the beginning at which the queue is looked at.
    looks: Vec<i64>,
    /// Minutes after the beginning at which a sweep runs.
    sweep: i64,
    /// Half of the deadlines, which the shop configures in the end.
    minutes: [i64; 3],
}

fn order_plan() -> impl Strategy<Value = OrderPlan> {
    (
        (any::<bool>(), 0..=RESALE_STEPS.len(), proptest::collection::vec(0..RESALE_TURNS.len(), 0..3)),
        (0..3000_i64, 1..20_i64, proptest::option::of(0..4_u8), 0..3_usize),
    )
        .prop_map(|((resale, steps, turns), (begun, pace, visit, ticket))| OrderPlan {
            resale,
            steps,
            turns,
            begun,
            pace,
            visit,
            ticket,
        })
}

fn shop_plan() -> impl Strategy<Value = ShopPlan> {
    (
        (
            proptest::collection::vec(order_plan(), 1..12),
            proptest::array::uniform2(proptest::option::of(any::<bool>())),
        ),
        (
            any::<bool>(),
            proptest::collection::vec(0..7000_i64, 1..4),
            0..7000_i64,
            proptest::array::uniform3(1..2000_i64),
        ),
    )
        .prop_map(|((orders, groups), (tells_buyers, looks, sweep, minutes))| ShopPlan {
            orders,
            groups,
            tells_buyers,
            looks,
            sweep,
            minutes,
        })
}

fn began() -> Timestamp {
    Timestamp::parse("2026-03-20T01:00:00Z").unwrap()
}

fn app_in(dir: &std::path::Path, tells_buyers: bool) -> App {
    let dirs = Dirs { config_dir: dir.join("config"), data_dir: dir.join("data"), state_dir: dir.join("state") };
    let mut config = Config::default();
    config.store.min_free_bytes = 0;
    config.checkout.notice_channel = tells_buyers.then(|| "spool".to_owned());
    let paths = Paths::resolve(&dirs, NamedPaths::default());
    init_shop(&paths, &config, NewShop { sandbox: true, lang: None }, began()).unwrap();
    let caller =
        Caller { operator: "op-1".to_owned(), source: EventSource::Admin, key: None, dry_run: false, lang: Lang::En };
    let clock = Clock::from_system(began);
    App::open(ShopOptions { paths, config, clock, ids: IdSource::System, caller }).unwrap()
}

fn set_clock(app: &mut App, minutes: i64) {
    let at = began().plus_minutes(minutes);
    app.clock = app.clock.set_to(at, at);
}

fn add_groups(app: &mut App, groups: &[Option<bool>; 2]) {
    for (place, paused) in groups.iter().enumerate() {
        let (Some(paused), name) = (paused, format!("g{place}")) else { continue };
        let group = AgentGroup {
            name: name.clone(),
            channel: "spool".to_owned(),
            target: name.clone(),
            options: Map::new(),
            paused: paused.then(|| "away".to_owned()),
            paused_by: paused.then_some(PausedBy::Operator),
            paused_at: paused.then(began),
            created_at: began(),
            is_default: false,
        };
        let by = app.order_writer().shop_stamp("test");
        let added = app.store.write(TxEnding::Commit, |tx| {
            let edit = tx.edit_shop(by);
            edit.add_group(&group)?;
            edit.add_route("ticket_type", &format!("t{place}"), &name)
        });
        added.unwrap();
    }
}

fn sku() -> Sku {
    Sku {
        sku_id: SkuId::parse("day_pass").unwrap(),
        merchant_id: MerchantId::parse("park").unwrap(),
        name: "Day pass".to_owned(),
        price: Fen::new(1_000),
        currency: Currency::Sgd,
        basis: PriceBasis::Person,
        pack_size: 1,
        zone: Zone::Singapore,
        on_sale: true,
    }
}

fn visit_day(days: u8) -> Day {
    (0..days).fold(began().shanghai_day(), |day, _| day.next_day())
}

fn open_order(app: &mut App, number: usize, plan: &OrderPlan) -> OrderNo {
    let writer = app.order_writer();
    if plan.resale {
        let order_no = OrderNo::parse(&format!("XY20260320010000000{number:04}")).unwrap();
        let mut paid = json!({
            "paidAt": "2026-03-20T00:59:00Z", "eventKey": format!("paid-{number}"), "paidAmount": 506, "productName": "p",
            "sourcePlatform": "xianyu", "externalOrderNo": format!("OUT-{number}"), "ticketType": format!("t{}", plan.ticket),
        });
        if let Some(visit) = plan.visit {
            paid["playDate"] = visit_day(visit).to_string().into();
        }
        let paid = PaidDetected(paid.as_object().unwrap().clone());
        let made = writer.run_request(&mut app.store, None, |tx| {
            writer.open_new(tx, order_no.clone()).decide::<ResaleOrder>(paid)?.commit()
        });
        made.unwrap();
        return order_no;
    }
    let order_no = OrderNo::parse(&format!("order_{number:013x}19d0a63581c")).unwrap();
    let draft = CheckoutDraft {
        sku: sku(),
        quantity: 1,
        date: visit_day(plan.visit.unwrap_or(1).max(3)),
        channel: "telegram".to_owned(),
        customer: None,
    };
    let made = writer.run_request(&mut app.store, None, |tx| {
        writer.open_new(tx, order_no.clone()).decide::<CheckoutOrder>(draft)?.commit()
    });
    made.unwrap();
    order_no
}

/// Makes a shop as planned. What the rules do not admit does not happen.
fn build(plan: &ShopPlan, dir: &std::path::Path) -> (App, Vec<OrderNo>) {
    let mut app = app_in(dir, plan.tells_buyers);
    add_groups(&mut app, &plan.groups);
    app.add_sku(&sku(), false).unwrap();
    let mut made = Vec::new();
    for (number, order) in plan.orders.iter().enumerate() {
        let mut minutes = order.begun;
        set_clock(&mut app, minutes);
        let order_no = open_order(&mut app, number, order);
        let (steps, turns) = if order.resale {
            (&RESALE_STEPS[..], &RESALE_TURNS[..])
        } else {
            (&CHECKOUT_STEPS[..], &CHECKOUT_TURNS[..])
        };
        if order.ticket > 0 && !order.resale {
            let day = visit_day(order.visit.unwrap_or(1).max(3));
            app.set_stock(sku().sku_id.as_str(), (day, day), 1000).unwrap();
        }
        let ways = steps.iter().take(order.steps).chain(order.turns.iter().filter_map(|turn| turns.get(*turn)));
        for step in ways {
            minutes += order.pace;
            set_clock(&mut app, minutes);
            let _ = app.trigger_event(step, &order_no, &Map::new());
        }
        made.push(order_no);
    }
    (app, made)
}

/// The queue as every order says it by itself.
fn slow_queue(app: &mut App, orders: &[OrderNo]) -> Vec<TodoItem> {
    let moment = app.list_context();
    let items = app.store.read(|tx| orders.iter().map(|no| todo_item(tx, no, &moment)).collect::<Result<Vec<_>, _>>());
    let mut items = items.unwrap();
    items.retain(|item| item.next.action.urgency() < 9);
    items.sort_by_key(|item| {
        queue_key(item.next.action, item.next.due.map(|due| due.at), item.play_date, &item.order_no)
    });
    items
}

fn assert_queue(app: &mut App, orders: &[OrderNo]) {
    let slow = slow_queue(app, orders);
    assert_eq!(app.list_todo(0).unwrap().items, slow);
    for limit in 1..=slow.len() {
        assert_eq!(app.list_todo(limit).unwrap().items, slow[..limit], "the first {limit}");
    }
    assert_eq!(app.next_todo(None).unwrap(), slow.first().cloned());
    let mut listed = Vec::new();
    app.each_order(&Default::default(), |order| {
        listed.push((order.summary.order_no.clone(), order.action));
        Ok(())
    })
    .unwrap();
    for (order_no, action) in listed {
        assert_eq!(app.next_todo(Some(&order_no)).unwrap().unwrap().next.action, action, "{order_no}");
    }
}

fn assert_rows(app: &mut App) {
    let deadlines = app.resale_deadlines();
    app.store
        .read(|tx| {
            for row in tx.list_orders(&OrderQuery::default())? {
                assert_eq!(
                    recompute_order_row(tx, &row.order_no, &deadlines)?,
                    Vec::<String>::new(),
                    "{}",
                    row.order_no
                );
            }
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_first_of_the_queue_are_the_first_of_all(plan in shop_plan()) {
        let dir = tempfile::tempdir().unwrap();
        let (mut app, orders) = build(&plan, dir.path());
        for minutes in &plan.looks {
            set_clock(&mut app, *minutes);
            assert_queue(&mut app, &orders);
        }
        set_clock(&mut app, plan.sweep);
        app.run_sweep(0).unwrap();
        assert_queue(&mut app, &orders);
        assert_rows(&mut app);
        let [form, push, ack] = plan.minutes;
        let deadlines = app.config.resale.deadlines;
        app.config.resale.deadlines = ResaleDeadlines { form, push, ack, ..deadlines };
        for minutes in &plan.looks {
            set_clock(&mut app, *minutes);
            assert_queue(&mut app, &orders);
        }
        assert_rows(&mut app);
    }
}

/// Rows that some other process wrote with other deadlines: the sweep finds them due, and they are not.
#[test]
fn a_sweep_gets_past_what_is_not_due() {
    let plan = OrderPlan { resale: true, steps: 0, turns: Vec::new(), begun: 0, pace: 1, visit: Some(20), ticket: 0 };
    let pushed = OrderPlan { steps: 7, begun: 1500, ..plan.clone() };
    let shop = ShopPlan {
        orders: vec![plan.clone(), plan.clone(), plan, pushed],
        groups: [None, None],
        tells_buyers: false,
        looks: Vec::new(),
        sweep: 0,
        minutes: [1, 1, 1],
    };
    let dir = tempfile::tempdir().unwrap();
    let (mut app, orders) = build(&shop, dir.path());
    app.config.resale.deadlines.form = 720 * 60;
    app.config.resale.deadlines.ack = 2 * 24 * 60;
    let basis = projection_basis(&app.resale_deadlines());
    app.store.write(TxEnding::Commit, |tx| tx.record_projection_basis(&basis)).unwrap();
    set_clock(&mut app, 4 * 24 * 60);
    let swept = app.run_sweep(1).unwrap();
    assert_eq!((swept.missed, swept.failed.len()), (1, 0));
    assert_eq!(app.next_todo(None).unwrap().unwrap().order_no, orders[3]);
    assert_rows(&mut app);
    assert_eq!(app.run_sweep(0).unwrap().missed, 0);
}

#[test]
fn what_was_interrupted_goes_on_where_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut app = app_in(dir.path(), false);
    let plan = OrderPlan { resale: true, steps: 0, turns: Vec::new(), begun: 0, pace: 1, visit: None, ticket: 0 };
    let orders: Vec<_> = (0..250).map(|number| open_order(&mut app, number, &plan)).collect();
    app.config.resale.deadlines.form = 60;
    let deadlines = app.resale_deadlines();
    let basis = projection_basis(&deadlines);
    let done = refresh_batch(&mut app.store, RefreshScope::WithDeadline, &basis, &deadlines).unwrap();
    let progress = app.store.read(|tx| tx.refresh_progress(&basis)).unwrap();
    assert!(!done && (1..=200).contains(&progress), "{progress}");
    assert_ne!(app.store.read(|tx| tx.projection_basis()).unwrap().as_deref(), Some(basis.as_str()));
    app.refresh_projection().unwrap();
    assert_eq!(
        app.store.read(|tx| Ok((tx.projection_basis()?, tx.refresh_progress(&basis)?))).unwrap(),
        (Some(basis), 0)
    );
    assert_rows(&mut app);
    assert_eq!(app.list_todo(0).unwrap().items.len(), orders.len());
}
