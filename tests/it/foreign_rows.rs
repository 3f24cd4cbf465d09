//! What another system says beyond what this program knows: never in clear, neither on the disk nor in an answer, and whole
//! again for somebody who may see it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use ticketctl::domain::checkout::event::CheckoutEvent;
use ticketctl::domain::order::event::{EventEnvelope, EventResult, EventSource, EventVisibility};
use ticketctl::domain::order::foreign_row::{KnownEvent, put_back, set_apart};
use ticketctl::domain::order::number::OrderNo;
use ticketctl::domain::resale::event::ResaleEvent;
use ticketctl::domain::value::mask::PERSONAL_KEYS;
use ticketctl::domain::value::time::Timestamp;

use crate::support::shop::{ORDER, Shop, to_lines};

const CANARY: &str = "CANARY";

/// A payload with something unknown at the top, deep inside, as a key, in every object of it and in its wording.
fn poisoned(payload: &Map<String, Value>) -> Map<String, Value> {
    let mut payload = payload.clone();
    for (key, value) in &mut payload {
        if PERSONAL_KEYS.contains(&key.as_str()) {
            continue;
        }
        match value {
            Value::Object(object) => drop(object.insert("owner".to_owned(), json!(["CANARY 1"]))),
            Value::Array(items) => {
                for item in items.iter_mut().filter_map(Value::as_object_mut) {
                    item.insert("owner".to_owned(), json!({"phone": "CANARY 2"}));
                }
            }
            _ => {}
        }
    }
    if payload.contains_key("failureMessage") {
        payload.insert("failureMessage".to_owned(), json!("to CANARY 3: 13712345678"));
    }
    payload.insert("receiverMobile".to_owned(), json!("CANARY 4"));
    payload.insert("buyer".to_owned(), json!({"name": "CANARY 5", "deep": [{"wechatId": "CANARY 6"}]}));
    payload.insert("CANARY 7 张三".to_owned(), Value::Null);
    payload
}

fn golden(flow: &str) -> BTreeMap<String, Map<String, Value>> {
    let path = format!("tests/golden/{flow}-events.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn row(kind: &str, result: EventResult, payload: Map<String, Value>) -> EventEnvelope {
    EventEnvelope {
        order_no: OrderNo::parse(ORDER).unwrap(),
        version: 1,
        kind: kind.to_owned(),
        source: EventSource::System,
        result,
        visibility: EventVisibility::Visible,
        created_at: Timestamp::from_millis(0),
        processed_at: Timestamp::from_millis(0),
        key: None,
        error_code: Some("CANARY 8".to_owned()),
        error_message: Some("CANARY 9".to_owned()),
        before: Map::new(),
        after: Map::new(),
        payload,
        operator: None,
    }
}

/// Sets apart what a golden payload was poisoned with, and looks at what stays in clear.
fn check_kind<E: KnownEvent>(
    kind: &str,
    result: EventResult,
    golden: &Map<String, Value>,
    parse: impl Fn(&Map<String, Value>) -> E,
) {
    let told = row(kind, result, poisoned(golden));
    let mut stored = told.clone();
    set_apart(&mut stored, &parse(&told.payload));
    // The rules read what is stored as they read what came.
    parse(&stored.payload);
    let mut back = stored.clone();
    put_back(&mut back);
    assert_eq!(back, told, "{kind}");
    stored.payload.retain(|key, _| !PERSONAL_KEYS.contains(&key.as_str()));
    assert!(!format!("{stored:?}").contains(CANARY), "{kind}: {stored:?}");

    let mut as_it_was = row(kind, result, golden.clone());
    (as_it_was.error_code, as_it_was.error_message) = (None, None);
    let before = as_it_was.clone();
    set_apart(&mut as_it_was, &parse(golden));
    let texts = ["failureMessage", "reason", "reasonZh", "rest"];
    let facts = |row: &EventEnvelope| {
        let facts = row.payload.iter().filter(|(key, _)| !texts.contains(&key.as_str()));
        facts.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>()
    };
    assert_eq!(facts(&as_it_was), facts(&before), "{kind}: every key of this program stays");
}

#[test]
fn every_event_type_keeps_nothing_unknown_in_clear() {
    let (resale, checkout) = (golden("resale"), golden("checkout"));
    for (kind, result) in ResaleEvent::KINDS {
        let payload = &resale[&format!("{kind} {}", result.code())];
        check_kind(kind, *result, payload, |payload| ResaleEvent::parse(kind, *result, payload).unwrap());
    }
    for (kind, result) in CheckoutEvent::KINDS {
        let payload = &checkout[&format!("{kind} {}", result.code())];
        check_kind(kind, *result, payload, |payload| CheckoutEvent::parse(kind, *result, payload).unwrap());
    }
}

/// The logs of whole orders, every event of them poisoned.
fn poisoned_lines() -> Vec<Value> {
    let (mut lines, mut seen) = (Vec::<Value>::new(), BTreeSet::new());
    for scenario in ["resale-reference", "resale-mismatch", "resale-refund", "checkout-reference"] {
        let shop = Shop::bare().in_real_time();
        shop.ok(&["smoke", "run", scenario]);
        let mut told = shop.exported_events();
        // Several scenarios play the same purchase, which has one order.
        for line in &mut told {
            for key in ["externalOrderNo", "eventKey", "paymentReference", "paymentRef"] {
                if let Some(value) = line["payload"].get_mut(key).filter(|value| value.is_string()) {
                    *value = json!(format!("{scenario}-{key}"));
                }
            }
        }
        let orders: BTreeSet<String> = told.iter().map(|line| line["orderNo"].to_string()).collect();
        // Two scenarios may play the same order, which can come in once.
        if orders.is_disjoint(&seen) {
            lines.extend(told);
            seen.extend(orders);
        }
    }
    for line in &mut lines {
        let payload = poisoned(line["payload"].as_object().unwrap());
        line["payload"] = Value::Object(payload);
        if line["result"] == "rejected" {
            line["errorMessage"] = json!("CANARY 9");
        }
    }
    lines
}

fn catalogue(shop: &Shop) {
    shop.ok(
        "sku add sentosa_family_pack --name 'Sentosa' --merchant sentosa_demo --price 119.00 --currency SGD --basis pack --pack-size 3",
    );
}

#[test]
fn an_import_keeps_nothing_unknown_in_clear_and_gives_it_back() {
    let inputs = tempfile::tempdir().unwrap();
    let file = inputs.path().join("export.ndjson");
    let lines = poisoned_lines();
    std::fs::write(&file, to_lines(&lines)).unwrap();
    let file = file.to_str().unwrap();
    let shop = Shop::sandbox().in_real_time();
    catalogue(&shop);
    shop.ok(&["event", "import", file]);
    assert_eq!(shop.files_with(&[CANARY]), []);

    let orders: BTreeSet<&str> = lines.iter().map(|line| line["orderNo"].as_str().unwrap()).collect();
    let mut outputs = vec![
        shop.run("event list --internal --json --limit 0"),
        shop.run("event tail --internal"),
        shop.run("order list --json"),
        shop.run("push list --json"),
        shop.run("notify list --json"),
        shop.run("queue --limit 0"),
        shop.run("doctor"),
        shop.run("order export --format ndjson"),
        shop.run(&["event", "import", file]),
    ];
    for no in orders {
        for line in ["order show {} --internal --json", "order show {} --internal", "order show {} --page"] {
            outputs.push(shop.run(&line.replace("{}", no)));
        }
        for line in ["order timeline {} --internal", "match show {}", "fixture capture {}", "next {}"] {
            outputs.push(shop.run(&line.replace("{}", no)));
        }
    }
    for output in &outputs {
        assert!(!format!("{output:?}").contains(CANARY), "{output:?}");
    }
    assert!(outputs[8].out.contains("exists"), "{:?}", outputs[8]);
    assert_eq!(shop.json("event list --internal --limit 0").to_string().matches("personal_data_revealed").count(), 0);

    let sorted = |mut lines: Vec<Value>| {
        lines
            .sort_by_key(|line| (line["orderNo"].to_string(), line["createdAt"].to_string(), line["type"].to_string()));
        lines
    };
    let back = shop.exported_events();
    let told = |lines: Vec<Value>| -> Vec<Value> {
        sorted(lines).into_iter().map(|line| json!([line["type"], line["payload"], line["errorMessage"]])).collect()
    };
    for (back, told) in told(back.clone()).into_iter().zip(told(lines)) {
        assert_eq!(back, told);
    }
    assert!(shop.json("event list --internal --limit 0").to_string().contains("personal_data_revealed"));

    let other = Shop::sandbox().in_real_time();
    catalogue(&other);
    std::fs::write(file, to_lines(&back)).unwrap();
    other.ok(&["event", "import", file]);
    assert_eq!(told(other.exported_events()), told(back));
}

#[test]
fn what_is_unknown_goes_with_the_person() {
    let inputs = tempfile::tempdir().unwrap();
    let file = inputs.path().join("export.ndjson");
    let lines: Vec<Value> = poisoned_lines().into_iter().filter(|line| line["orderNo"] == ORDER).collect();
    std::fs::write(&file, to_lines(&lines)).unwrap();
    let file = file.to_str().unwrap();
    let shop = Shop::sandbox().in_real_time();
    shop.ok(&["event", "import", file]);
    shop.ok(&["person", "erase", ORDER, "--reason", "asked to", "--yes"]);
    let shown = shop.ok("event list --internal --reveal --json --limit 0");
    assert!(!shown.contains(CANARY) && shown.contains("$erased"), "{shown}");
    assert_eq!(shop.json(&["event", "import", file])[0]["verdict"], "exists");
    assert_eq!(shop.json("event verify")["ok"], true);
}
