//! Nothing is extracted or compared while a transaction is open, and a verdict never outlives the order it was made for.

use serde_json::{Map, json};

use super::*;
use crate::app::ops::setup::{NewShop, init_shop};
use crate::app::write::clock::Clock;
use crate::app::write::id_source::IdSource;
use crate::app::{Caller, ShopOptions};
use crate::config::{Config, Dirs, NamedPaths, Paths};
use crate::domain::order::event::EventSource;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Exit;
use crate::fs::input_file::FileKind;
use crate::ocr::OcrLine;

/// The events that bring an order from its payment to where a screenshot is awaited.
const STEPS: [&str; 6] = [
    "price_check_passed",
    "user_form_submitted",
    "auto_review_passed",
    "agent_payment_manually_confirmed",
    "agent_group_push_started",
    "agent_group_push_succeeded",
];
/// What the sample of a form says.
const SCREEN: [&str; 5] =
    ["姓名 测试乘客", "手机号 13900000000", "证件号 11010119900307002X", "游玩日期 2026-04-15", "票种 初级道 3 小时"];

/// A shop with one order that waits for its screenshot.
struct WaitingShop {
    dir: tempfile::TempDir,
    order_no: OrderNo,
}

impl WaitingShop {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let shop = Self { dir, order_no: OrderNo::parse("XY20260320033546715D3AV").unwrap() };
        let (paths, config) = shop.options();
        init_shop(&paths, &config, NewShop { sandbox: true, lang: None }, now()).unwrap();
        let mut app = shop.open();
        let paid = json!({
            "paidAt": "2026-03-20T03:35:42Z", "eventKey": "paid-1", "playDate": "2026-04-15", "paidAmount": 506,
            "ticketType": "初级道 3 小时", "productName": "亚布力", "externalUserId": "user-1",
            "sourcePlatform": "xianyu", "externalOrderNo": "OUT-1",
        });
        let paid = PaidDetected(paid.as_object().unwrap().clone());
        let writer = app.order_writer();
        let opened = writer.run_request(&mut app.store, None, |tx| {
            writer.open_new(tx, shop.order_no.clone()).decide::<ResaleOrder>(paid)?.commit()
        });
        opened.unwrap();
        for step in STEPS {
            app.trigger_event(step, &shop.order_no, &Map::new()).unwrap();
        }
        shop
    }

    fn options(&self) -> (Paths, Config) {
        let home = self.dir.path();
        let dirs = Dirs { config_dir: home.join("config"), data_dir: home.join("data"), state_dir: home.join("state") };
        let mut config = Config::default();
        // Whoever is kept out by a lock is to say so at once.
        config.store.busy_timeout_ms = 20;
        config.store.min_free_bytes = 0;
        (Paths::resolve(&dirs, NamedPaths::default()), config)
    }

    /// The shop as a process of its own opens it.
    fn open(&self) -> App {
        let (paths, config) = self.options();
        let caller = Caller {
            operator: "op-1".to_owned(),
            source: EventSource::Admin,
            key: None,
            dry_run: false,
            lang: Lang::En,
        };
        App::open(ShopOptions { paths, config, clock: Clock::from_system(now), ids: IdSource::System, caller }).unwrap()
    }

    fn kept_pictures(&self) -> usize {
        let dir = self.dir.path().join("data/screenshot").join(self.order_no.as_str());
        std::fs::read_dir(dir).map_or(0, Iterator::count)
    }
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_773_978_000_000)
}

fn screenshot() -> ScreenshotReading {
    let bytes = b"\x89PNG\r\n\x1a\nscreenshot".to_vec();
    let file = InputFile {
        sha256: "ab".repeat(32),
        size: bytes.len() as u64,
        bytes,
        kind: FileKind::Png,
        file_name: "shot.png".to_owned(),
        warning: None,
    };
    let lines = SCREEN.into_iter().map(OcrLine::from_text).collect();
    ScreenshotReading { file, reading: Ok(OcrReading::new("test", 0, lines)), reason: None, command: "ocr run" }
}

fn kinds(outcome: &OrderOutcome) -> Vec<&str> {
    outcome.events.iter().map(|event| event.kind.as_str()).collect()
}

#[test]
fn another_process_writes_while_a_screenshot_is_compared() {
    let shop = WaitingShop::new();
    let (mut app, mut other, shot) = (shop.open(), shop.open(), screenshot());
    let mut calls = 0;
    let recorded = app.record_matched(&shop.order_no, &shot, |order| {
        calls += 1;
        // Fails with `database_busy` where the database is locked for as long as this takes.
        other.add_payment_qr("qr", &format!("content {calls}")).unwrap();
        match_screenshot_reading(order, &shot, "op-1")
    });
    assert_eq!(
        kinds(&recorded.unwrap()),
        ["agent_screenshot_uploaded", "ocr_completed", "screenshot_match_passed"],
        "another change of the shop is none of the order"
    );
    assert_eq!((calls, shop.kept_pictures()), (1, 1));
}

#[test]
fn an_order_that_changed_meanwhile_is_compared_anew() {
    let shop = WaitingShop::new();
    // A correction takes the push back.
    let shot = ScreenshotReading { reason: Some("by phone".to_owned()), ..screenshot() };
    let (mut app, mut other) = (shop.open(), shop.open());
    let mut phones = Vec::new();
    let recorded = app.record_matched(&shop.order_no, &shot, |order| {
        let form = &order.form.as_ref().unwrap().what;
        phones.push(form.phone.reveal().unwrap().to_owned());
        if phones.len() == 1 {
            other.trigger_event("user_form_corrected", &shop.order_no, &Map::new()).unwrap();
        }
        match_screenshot_reading(order, &shot, "op-1")
    });
    assert_eq!(kinds(&recorded.unwrap()).last(), Some(&"screenshot_match_failed"), "the phone is another one now");
    assert_eq!(phones, ["13900000000", "13900000001"]);
}

#[test]
fn an_order_that_keeps_changing_is_busy_and_leaves_no_picture() {
    let shop = WaitingShop::new();
    let (mut app, mut other, shot) = (shop.open(), shop.open(), screenshot());
    let mut calls = 0;
    let recorded = app.record_matched(&shop.order_no, &shot, |order| {
        calls += 1;
        other.trigger_event("personal_data_revealed", &shop.order_no, &Map::new()).unwrap();
        match_screenshot_reading(order, &shot, "op-1")
    });
    let error = recorded.unwrap_err();
    assert_eq!((error.code, error.exit, calls), ("order_changed", Exit::Busy, MATCH_ATTEMPTS));
    assert_eq!(shop.kept_pictures(), 0);
}
