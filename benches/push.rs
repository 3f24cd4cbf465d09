//! `cargo bench --bench push -- [ORDERS [CONCURRENCY …]]`: a batch push against a stand-in that answers after 50 ms.
//!
//! Prints how long the whole process took beside the ideal: as many rounds as the concurrency needs, of three calls for an
//! order (the text, the upload of the proof, the proof). Every result is recorded durably; how many commits that took is
//! what the difference pays for. A bench, run by hand: no test looks at a clock.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic, reason = "a bench prints ratios")]

#[path = "../tests/support/standin/mod.rs"]
mod standin;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use standin::{AGENT_ID, CHAT, CORP_ID, SECRET, Standin};

/// How long the stand-in takes to answer.
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
    let home = tempfile::tempdir().unwrap();
    let standin = Standin::start();
    shop(home.path(), &standin, orders);
    standin.latency(LATENCY);
    let started = Instant::now();
    ticketctl(
        home.path(),
        &standin,
        &["push", "--group", "g", "--limit", "0", "-q", "--concurrency", &concurrency.to_string()],
        "",
    );
    let took = started.elapsed();
    (took, standin.texts(CHAT).len() + standin.files(CHAT).len())
}

/// A shop with orders that are ready to be pushed.
fn shop(home: &Path, standin: &Standin, orders: usize) {
    let run = |args: &[&str], input: &str| ticketctl(home, standin, args, input);
    run(&["init", "--sandbox"], "");
    for key in ["wecom.app_per_minute", "wecom.account_per_minute"] {
        run(&["config", "set", key, "10000"], "");
    }
    run(&["secret", "set", "app"], SECRET);
    let agent = AGENT_ID.to_string();
    let app = ["--corp-id", CORP_ID, "--agent-id", &agent, "--secret", "app"];
    run(&[&["group", "add", "g", "--channel", "wecom-app", "--target", CHAT], &app[..]].concat(), "");
    std::fs::create_dir(home.join("proofs")).unwrap();
    let mut export = std::fs::File::create(home.join("export.ndjson")).unwrap();
    for number in 0..orders {
        for event in order(home, number) {
            writeln!(export, "{event}").unwrap();
        }
    }
    run(&["event", "import", "export.ndjson", "--proof-dir", "proofs"], "");
}

/// The events of an order up to its proof, newest first, as the web system exports them.
fn order(home: &Path, number: usize) -> Vec<Value> {
    let order_no = format!("XY20260320033546715{}", code(number));
    let proof = format!("payment proof {order_no}");
    let hash: String = Sha256::digest(&proof).iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(home.join(format!("proofs/{hash}.txt")), &proof).unwrap();
    let event = |kind: &str, source: &str, before: Value, after: Value, payload: Value| {
        let at = "2026/03/20 11:35:46";
        json!({ "orderNo": order_no, "type": kind, "source": source, "result": "accepted", "createdAt": at, "processedAt": at,
                "errorCode": null, "errorMessage": null, "before": before, "after": after, "payload": payload })
    };
    let paid = json!({ "paidAt": "2026-03-20T03:35:45.636Z", "eventKey": format!("paid-{number}"), "playDate": "2028-02-15",
        "paidAmount": 506, "ticketType": "T", "productName": "P", "externalUserId": format!("u-{number}"),
        "sourcePlatform": "xianyu", "externalOrderNo": format!("OUT-{number}") });
    let form = json!({ "name": "张三", "phone": format!("138{number:08}"), "gender": null, "birthday": null,
        "userType": "mainland", "certificateNo": "440101199001012376", "certificateType": "id_card" });
    let price = json!({ "playDate": "2028-02-15", "paidAmount": "506.00", "seasonType": "high", "ticketType": "T",
        "settlementAmount": "506.00" });
    let path = format!("payment-proof/{order_no}/{hash}.txt");
    vec![
        event(
            "agent_payment_proof_uploaded",
            "admin",
            json!({}),
            json!({}),
            json!({ "source": "upload",
            "fileName": "proof.txt", "fileSize": proof.len(), "fileType": "text/plain", "operatorId": "op",
            "receiptFilePath": path, "receiptImageUrl": path, "receiptImageHash": hash }),
        ),
        event(
            "agent_payment_manually_confirmed",
            "admin",
            json!({ "orderStatus": "待确认代付", "agentPaymentStatus": "未开始" }),
            json!({ "orderStatus": "代付已确认", "agentPaymentStatus": "已支付" }),
            json!({ "operatorId": "op", "payChannel": "wechat", "operationKey": format!("confirm-{number}"),
                "confirmMethod": "manual_backend" }),
        ),
        event(
            "auto_review_passed",
            "system",
            json!({}),
            json!({}),
            json!({ "nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "auto_passed" }),
        ),
        event(
            "user_form_submitted",
            "public",
            json!({ "orderStatus": "待补用户资料" }),
            json!({ "orderStatus": "待确认代付" }),
            form,
        ),
        event("price_check_passed", "system", json!({}), json!({}), price),
        event("xianyu_order_paid_detected", "xianyu", json!({}), json!({ "orderStatus": "待补用户资料" }), paid),
    ]
}

/// Four characters of an order number.
fn code(number: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let digit = |place: u32| DIGITS[number / 36_usize.pow(place) % 36];
    (0..4).rev().map(|place| char::from(digit(place))).collect()
}

fn ticketctl(home: &Path, standin: &Standin, args: &[&str], input: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ticketctl"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("LOGNAME", "bench")
        .env("TICKETCTL_WECOM_BASE_URL", standin.base_url())
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{args:?}");
}
