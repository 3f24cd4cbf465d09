//! The main job on real input: the order of the reference page, driven live by the shipped scenario.

use serde_json::Value;

use crate::support::shop::{ORDER, Shop, end, files, fixture, holds};

const AT: &str = "2026-03-20T03:36:02Z";
const PAGE: &str = include_str!("../../fixtures/pages/admin-order-page.txt");
const PROOF: &str = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";
/// What names the buyer.
const PERSONAL: [&str; 3] = ["张三2376", "13800000000", "440101199001012376"];

/// The lines of the page that only explain one of its controls.
const CONTROLS: [&str; 11] = [
    "返回列表",
    "展示真实发送结果",
    "先让运营手动扫码付款",
    "当前还没有生效二维码。",
    "当前已有付款凭证。",
    "当前凭证:",
    "二维码维护入口:",
    "需要先有付款凭证",
    "处理推单失败、OCR 不匹配",
    "上传代理商截图后",
    "当前还没有代理商截图。",
];

/// A sandbox with the reference scenario run in it.
fn after_the_scenario() -> Shop {
    let shop = Shop::bare().in_real_time();
    let tap = shop.ok(&["smoke", "run", "resale-reference"]);
    assert!(tap.starts_with("TAP version 14\n1..") && !tap.contains("not ok") && !tap.contains("SKIP"), "{tap}");
    shop
}

fn order_at(shop: &Shop, at: &str) -> Value {
    shop.json(&["order", "show", ORDER, "--reveal", "--at", at])
}

/// The events of the page, newest first: type, created, processed, payload.
fn page_events() -> Vec<(String, String, String, Value)> {
    let stream = PAGE.split("事件流\n").nth(1).unwrap();
    let lines: Vec<&str> = stream.lines().filter(|line| !line.is_empty()).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| at > 0 && lines[at].starts_with("source: ")).collect();
    let event = |(index, &at): (usize, &usize)| {
        let end = starts.get(index + 1).map_or(lines.len(), |next| next - 1);
        let body = &lines[at - 1..end];
        let after = |label: &str| body.iter().find_map(|line| line.strip_prefix(label)).unwrap().to_owned();
        let payload = body.iter().position(|line| *line == "{").unwrap();
        let payload = serde_json::from_str(&body[payload..].join("\n")).unwrap();
        (body[0].to_owned(), after("创建:"), after("处理:"), payload)
    };
    starts.iter().enumerate().map(event).collect()
}

/// The page's way to write a time: Shanghai, to the second.
fn as_on_the_page(rfc3339: &Value) -> String {
    let time = chrono::DateTime::parse_from_rfc3339(rfc3339.as_str().unwrap()).unwrap();
    let shanghai = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    time.with_timezone(&shanghai).format("%Y/%m/%d %H:%M:%S").to_string()
}

#[test]
fn the_page_of_the_live_order_is_the_reference_page() {
    let shop = after_the_scenario();
    let text = shop.ok(&["order", "show", ORDER, "--page", "--reveal", "--lang", "zh", "--at", AT]);
    let mut rest = text.lines();
    let paths = |line: &str| line.contains("receiptFilePath") || line.contains("receiptImageUrl");
    let mut compared = 0;
    for line in PAGE.lines().filter(|line| !line.is_empty()) {
        if CONTROLS.iter().any(|control| line.starts_with(control)) {
            continue;
        }
        let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
        let same = |ours: &str| if paths(line) { key(ours) == key(line) } else { ours == line };
        assert!(rest.any(same), "not in its place: {line}\n{text}");
        compared += 1;
    }
    assert!(compared > 150, "{compared} lines compared");
}

#[test]
fn the_json_of_the_live_order_has_the_facts_of_the_page() {
    let shop = after_the_scenario();
    let order = order_at(&shop, AT);
    for (key, value) in [
        ("order_no", ORDER),
        ("external_order_no", "XY-OUT-1773977742376"),
        ("paid_amount", "506.00"),
        ("settlement_amount", "506.00"),
        ("agent_payable_amount", "495.88"),
        ("season_type", "high"),
        ("play_date", "2026-04-15"),
    ] {
        assert_eq!(order[key], value, "{key}");
    }
    for (axis, code) in [
        ("order", "agent_payment_confirmed"),
        ("review", "auto_passed"),
        ("agent_payment", "paid"),
        ("agent_push", "failed"),
        ("screenshot_match", "not_started"),
        ("user_notify", "not_started"),
        ("profit_share", "not_ready"),
    ] {
        assert_eq!(order["status"][axis], code, "{axis}");
    }
    assert_eq!(order["status"].as_object().unwrap().len(), 7);
    assert_eq!(order["events"][1]["payload"]["receiptImageHash"], PROOF);
    assert_events(&order);
}

fn assert_events(order: &Value) {
    let (ours, theirs) = (order["events"].as_array().unwrap(), page_events());
    assert_eq!((ours.len(), theirs.len()), (7, 7));
    for (event, (kind, created, processed, payload)) in ours.iter().zip(theirs) {
        assert_eq!(event["type"], *kind);
        assert_eq!(as_on_the_page(&event["created_at"]), created, "{kind}");
        assert_eq!(as_on_the_page(&event["processed_at"]), processed, "{kind}");
        let without_paths = |payload: &Value| {
            let mut payload = payload.as_object().unwrap().clone();
            for key in ["receiptFilePath", "receiptImageUrl"] {
                assert_eq!(payload.remove(key).is_some(), kind == "agent_payment_proof_uploaded", "{kind} {key}");
            }
            payload
        };
        let (ours, theirs) = (without_paths(&event["payload"]), without_paths(&payload));
        assert_eq!(Value::Object(ours), Value::Object(theirs), "{kind}");
    }
}

#[test]
fn the_order_goes_on_to_completed_and_settled() {
    let order = order_at(&after_the_scenario(), "2026-03-20T10:00:00Z");
    assert_eq!((&order["status"]["order"], &order["status"]["profit_share"]), (&"completed".into(), &"settled".into()));
    let accepted = order["deliveries"].as_array().unwrap().iter().filter(|delivery| delivery["state"] == "accepted");
    assert!(accepted.count() >= 3, "two parts of the push and the notice: {}", order["deliveries"]);
}

#[test]
fn nothing_but_the_messages_names_the_buyer() {
    let shop = after_the_scenario();
    shop.ok(&["order", "show", ORDER, "--reveal"]);
    let group = shop.path("agent-group");
    let (messages, others): (Vec<_>, Vec<_>) = files(shop.dir()).into_iter().partition(|path| path.starts_with(&group));
    assert!(others.iter().any(|path| path.ends_with("shop.db")), "{others:?}");
    let spool = shop.path("spool");
    for path in others.iter().filter(|path| !path.starts_with(&spool)) {
        for text in PERSONAL {
            assert!(!holds(&std::fs::read(path).unwrap(), text), "{} names the buyer", path.display());
        }
    }
    for text in PERSONAL {
        assert!(
            messages.iter().any(|path| holds(&std::fs::read(path).unwrap(), text)),
            "the agent must be able to read it"
        );
    }
}

#[test]
fn the_shown_order_is_masked_until_it_is_revealed_and_that_is_recorded() {
    let shop = after_the_scenario();
    let masked = shop.ok(&["order", "show", ORDER, "--json"]);
    assert!(PERSONAL.iter().all(|text| !masked.contains(text)), "{masked}");
    let count = || shop.json(&["order", "show", ORDER, "--internal"])["events"].as_array().unwrap().len();
    let before = count();
    let revealed = shop.ok(&["order", "show", ORDER, "--json", "--reveal"]);
    assert!(PERSONAL.iter().all(|text| revealed.contains(text)));
    assert_eq!(count(), before + 1);
}

#[test]
fn a_payment_is_confirmed_once() {
    let shop = after_the_scenario();
    let events = || order_at(&shop, "2026-03-20T10:00:00Z")["events"].as_array().unwrap().len();
    let before = events();
    let confirm = |key: &str| {
        let args = ["payment", "confirm", ORDER, "--channel", "wechat", "--key", key, "--operator", "smoke-script"];
        shop.run(&args)
    };
    let again = confirm("smoke-1773977742376-payment-confirm");
    assert_eq!(again.code, Some(0), "{again:?}");
    let other = confirm("another-key");
    assert_eq!(other.code, Some(4), "{other:?}");
    let said = other.err;
    assert!(said.contains("smoke-script") && said.contains("2026-03-20 11:35"), "who and when: {said}");
    assert_eq!(events(), before);
}

#[test]
fn every_shipped_scenario_passes() {
    let names = Shop::at_home().ok(&["smoke", "list", "--format", "ids"]);
    assert!(names.lines().count() >= 4, "{names}");
    for name in names.lines() {
        Shop::at_home().ok(&["smoke", "run", name]);
    }
}

#[test]
fn a_failed_step_ends_with_8_and_a_live_database_is_refused() {
    let shop = Shop::bare().in_real_time();
    let scenario = shop.path("scenario.toml");
    let text = "name = 'x'\ntitle = { zh = 'x', en = 'x' }\n[[step]]\ntitle = { zh = 'a', en = 'a' }\n\
        run = 'order list'\nexit = 3\n[[step]]\ntitle = { zh = 'b', en = 'b' }\nrun = 'order list'\n";
    std::fs::write(&scenario, text).unwrap();
    let failed = shop.run(&["smoke", "run", "scenario.toml", "--lang", "en"]);
    let tap = &failed.out;
    assert_eq!(failed.code, Some(8), "{tap}");
    assert!(
        tap.contains("not ok 1 - a\n  ---\n") && tap.contains("\"exit: 0 instead of 3\"") && tap.contains("# SKIP")
    );
    let live = Shop::bare().in_real_time();
    live.ok(&["init"]);
    assert_eq!(live.run(&["smoke", "run", "resale-reference"]).code, Some(4));
}

#[test]
fn the_demo_runs_without_a_home_and_leaves_what_it_is_told_to() {
    let shop = Shop::bare();
    let demo = |lang: &str, more: &[&str]| {
        let mut command = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        command.env_clear().env("HOME", "/dev/null/home").args(["demo", "--lang", lang]).args(more);
        let ended = end(&mut command);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        ended.out
    };
    let zh = demo("zh", &[]);
    assert!(
        zh.contains("$ ticketctl push XY20260320033546715D3AV --group wecom-group-smoke") && zh.contains("[exit 5]")
    );
    assert!(zh.contains("订单概览") && zh.contains("分润已结算"));
    // The other flow in the same sandbox, its refusal at the gate included.
    assert!(zh.contains(
        "$ ticketctl checkout complete order_7cb78b0f45ebf19d0a63581c --session ps_0db6e88e8763119d0a637f7f"
    ));
    assert!(zh.contains("ticket_other_day") && zh.contains("交易追踪") && zh.contains("已出票并核销"));
    assert_eq!(std::fs::read_dir(shop.dir()).unwrap().count(), 0, "a throw-away sandbox is thrown away");
    let en = demo("en", &["--keep", "kept"]);
    assert!(en.contains("its share settled") && shop.path("kept/ticketctl.db").is_file());
}

/// An order without what an import can't have: the rows of the outbox, and the ids that count internal events.
fn without_rows(mut order: Value) -> Value {
    order["deliveries"] = Value::Null;
    for event in order["events"].as_array_mut().unwrap() {
        event["id"] = Value::Null;
    }
    order
}

#[test]
fn an_import_of_the_seven_events_gives_the_live_order() {
    let live = after_the_scenario();
    live.ok(&["fixture", "capture", ORDER, "--reveal", "--out", "whole.ndjson"]);
    let whole = std::fs::read_to_string(live.path("whole.ndjson")).unwrap();
    let until_the_failed_push: Vec<&str> = whole.lines().take(7).collect();
    assert!(until_the_failed_push[6].contains("agent_group_push_failed"));

    let moved = Shop::sandbox().in_real_time();
    std::fs::write(moved.path("seven.ndjson"), until_the_failed_push.join("\n")).unwrap();
    let proofs = fixture("");
    moved.ok(&["event", "import", "seven.ndjson", "--proof-dir", proofs.to_str().unwrap()]);
    // The group is told of as paused until its channel is set up; live it has been resumed since.
    moved.ok(&["group", "resume", "wecom-group-smoke"]);

    let at = "2026-03-20T03:36:02Z";
    assert_eq!(without_rows(order_at(&moved, at)), without_rows(order_at(&live, at)));
    moved.ok(&["event", "verify"]);
}

#[test]
fn a_contradicting_import_names_event_and_axis_and_writes_nothing() {
    let shop = Shop::sandbox().in_real_time();
    let export = include_str!("../../fixtures/exports/resale-reference.ndjson");
    let wrong = export.replacen("\"待确认代付\"", "\"已完成\"", 1);
    assert_ne!(wrong, export);
    std::fs::write(shop.path("wrong.ndjson"), wrong).unwrap();
    let error = shop.refused(&["event", "import", "wrong.ndjson"], 4);
    assert_eq!((&error["code"], &error["axis"]), (&"import_contradiction".into(), &"orderStatus".into()));
    assert_eq!(shop.json(&["order", "list"]), Value::Array(Vec::new()));
}
