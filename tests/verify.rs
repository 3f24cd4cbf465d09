//! The agent's screenshot from picture to verdict, driven through the binary.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use ticketctl::domain::actor::Stamp;
use ticketctl::domain::event::{Source, Verdict};
use ticketctl::domain::ids::OrderNo;
use ticketctl::domain::resale::event::Event;
use ticketctl::domain::resale::flow::line;
use ticketctl::domain::resale::next::Deadlines;
use ticketctl::domain::resale::payload::PaidDetected;
use ticketctl::domain::resale::record::{open, record};
use ticketctl::domain::time::Timestamp;
use ticketctl::store::events::NO_HEAD;
use ticketctl::store::{Ending, Store, keyfile};

const ORDER: &str = "XY20260320033546715D3AV";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\nthe agent's screenshot";
const SCREEN: &str = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 张三2376\n手机号 13800000000\n\
                      身份证号 440101199001012376\n实付金额 ¥495.88\n";
/// Nothing of a person may be seen in any of these.
const SECRETS: [&str; 4] = ["张三2376", "13800000000", "440101199001012376", "13900000000"];

struct Shop {
    home: TempDir,
}

impl Shop {
    /// A sandbox with one order that was pushed to the agent, or only paid for.
    fn new(pushed: bool) -> Self {
        let shop = Self { home: tempfile::tempdir().unwrap() };
        assert_eq!(code(&shop.run(&["init", "--sandbox"])), 0);
        shop.add_order(pushed);
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command
            .env_clear()
            .env("HOME", self.home.path())
            // Nothing is installed there: which engine reads must not depend on the machine.
            .env("PATH", self.home.path())
            .env("TICKETCTL_DB", self.path("data/shop.db"))
            .env("TICKETCTL_KEY_FILE", self.path("key/master.key"))
            .env("TICKETCTL_OPERATOR", "op1")
            .env("TICKETCTL_LANG", "en")
            .current_dir(self.home.path())
            .args(args);
        command
    }

    fn add_order(&self, pushed: bool) {
        let master = keyfile::load(&self.path("key/master.key")).unwrap();
        let mut store = Store::open(&self.path("data/shop.db"), &master, Duration::from_secs(5)).unwrap();
        let at = Timestamp::parse("2026-03-20T03:35:46.715Z").unwrap();
        let stamp =
            Stamp { created_at: at, processed_at: at, operator: "op1".to_owned(), source: Source::Admin, key: None };
        let (order, first) = open(&OrderNo::parse(ORDER).unwrap(), &PaidDetected(map(paid())), &stamp).unwrap();
        let (order, rows) = record(&order, &history(pushed), &stamp);
        let rows: Vec<_> = std::iter::once(first).chain(rows).collect();
        let written = store.write(Ending::Commit, |tx| {
            let person = tx.add_person("p1".to_owned())?;
            let head = tx.append(NO_HEAD, &person, &rows)?;
            tx.add_order(&line(&order, &deadlines()), &head, &person.id)
        });
        written.unwrap();
    }

    /// Writes a picture and the text that the mock engine finds beside it.
    fn screenshot(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, PNG).unwrap();
        std::fs::write(path.with_extension("txt"), text).unwrap();
        name.to_owned()
    }

    fn ocr(&self, image: &str, more: &[&str]) -> Output {
        self.run(&[&["ocr", "run", ORDER, image, "--engine", "mock", "--json"], more].concat())
    }

    fn order(&self) -> Value {
        parsed(&self.run(&["order", "show", ORDER, "--json"]))
    }

    fn kept_files(&self) -> usize {
        std::fs::read_dir(self.path("data/screenshot").join(ORDER)).map_or(0, Iterator::count)
    }
}

fn deadlines() -> Deadlines {
    Deadlines { form: 60, payment: 60, push: 60, ack: 60, screenshot: 60, screenshot_cutoff_hour: 20, review: 60 }
}

fn paid() -> Value {
    json!({
        "externalOrderNo": "3091775502164", "sourcePlatform": "xianyu", "productName": "融创 初级道 3 小时",
        "paidAmount": "506.00", "paidAt": "2026-03-20T03:35:00Z", "eventKey": "paid-1",
        "ticketType": "初级道 3 小时", "playDate": "2026-04-15",
    })
}

fn history(pushed: bool) -> Vec<Event> {
    let mut all = vec![
        event(
            "user_form_submitted",
            json!({
                "name": "张三2376", "phone": "13800000000", "gender": null, "birthday": null, "userType": "mainland",
                "certificateNo": "440101199001012376", "certificateType": "id_card",
            }),
        ),
        event("agent_payable_fixed", json!({"settlementAmount": "506.00", "rateBp": 9800, "payableAmount": "495.88"})),
        event(
            "auto_review_passed",
            json!({"nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "auto_passed"}),
        ),
        event(
            "agent_payment_manually_confirmed",
            json!({"operatorId": "op1", "payChannel": "wechat", "paymentReference": "r1", "operationKey": "k1", "confirmMethod": "manual"}),
        ),
    ];
    if pushed {
        all.push(event(
            "agent_group_push_succeeded",
            json!({"operatorId": "op1", "targetGroupId": "g1", "acceptedParts": []}),
        ));
    }
    all
}

fn event(kind: &str, payload: Value) -> Event {
    Event::parse(kind, Verdict::Accepted, &map(payload)).unwrap()
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn parsed(output: &Output) -> Value {
    assert_eq!(code(output), 0, "{}", shown(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn shown(output: &Output) -> String {
    [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat()
}

fn kinds(done: &Value) -> Vec<&str> {
    done["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[test]
fn a_screenshot_that_agrees_is_matched_in_one_step_and_kept_sealed() {
    let shop = Shop::new(true);
    let image = shop.screenshot("shot.png", SCREEN);
    let done = parsed(&shop.ocr(&image, &[]));
    assert_eq!(kinds(&done), ["agent_screenshot_uploaded", "ocr_completed", "screenshot_match_passed"]);
    assert_eq!(shop.order()["status"]["order"], "ticket_matched");
    let dir = shop.path("data/screenshot").join(ORDER);
    let kept = std::fs::read_dir(dir).unwrap().next().unwrap().unwrap().path();
    assert!(kept.to_string_lossy().ends_with(".png.sealed"));
    assert!(!std::fs::read(kept).unwrap().windows(8).any(|part| part == &PNG[8..16]), "the picture is sealed");
    let again = parsed(&shop.ocr(&image, &[]));
    assert_eq!((kinds(&again).len(), shop.kept_files()), (0, 1), "the same again adds nothing");
}

#[test]
fn an_imported_mismatch_waits_for_a_person_who_refuses_or_accepts() {
    let shop = Shop::new(true);
    let image = shop.screenshot("shot.png", "");
    let result = json!({ "engine": "elsewhere", "text": SCREEN.replace("13800000000", "13900000000") }).to_string();
    let import = ["ocr", "import", ORDER, "--image", &image, "-", "--json"];
    let output = shop.command(&import).write_stdin(result.clone()).output().unwrap();
    assert_eq!(kinds(&parsed(&output)).last(), Some(&"screenshot_match_failed"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("phone"), "{}", shown(&output));
    let status = shop.order()["status"].clone();
    assert_eq!((&status["order"], &status["screenshot_match"]), (&json!("screenshot_review"), &json!("mismatched")));
    parsed(&shop.run(&["match", "reject", ORDER, "--reason", "another phone", "--json"]));
    assert_eq!(shop.order()["status"]["order"], "agent_pushed");
    let output = shop.command(&import).write_stdin(result).output().unwrap();
    assert_eq!(kinds(&parsed(&output)).len(), 3, "a refused picture is judged anew");
    parsed(&shop.run(&["match", "accept", ORDER, "--reason", "the agent's own phone", "--json"]));
    assert_eq!(shop.order()["status"]["screenshot_match"], "manual_matched");
    assert_eq!(code(&shop.run(&["match", "accept", ORDER, "--reason", "again"])), 4);
    let view = parsed(&shop.run(&["ocr", "show", ORDER, "--json"]));
    assert_eq!((&view["accepted"]["by"], &view["accepted"]["match_status"]), (&json!("op1"), &json!("mismatched")));
}

#[test]
fn nothing_personal_is_shown_unless_revealed_and_the_access_is_recorded() {
    let shop = Shop::new(true);
    let image = shop.screenshot("shot.png", &SCREEN.replace("13800000000", "13900000000"));
    let mut outputs = vec![shop.ocr(&image, &[])];
    for args in [["match", "show", ORDER], ["ocr", "show", ORDER]] {
        outputs.push(shop.run(&args));
        outputs.push(shop.run(&[&args[..], &["--json"]].concat()));
    }
    for output in &outputs {
        assert_eq!(code(output), 0, "{}", shown(output));
        for secret in SECRETS {
            assert!(!shown(output).contains(secret), "{secret} in {}", shown(output));
        }
    }
    let revealed = parsed(&shop.run(&["match", "show", ORDER, "--reveal", "--json"]));
    let phone = revealed["fields"].as_array().unwrap().iter().find(|one| one["field"] == "phone").unwrap();
    assert_eq!((&phone["expected"], &phone["found"]), (&json!("13800000000"), &json!("13900000000")));
    assert!(phone["reason"].is_string());
    assert_eq!(code(&shop.run(&["ocr", "show", ORDER, "--save", "out.png"])), 2);
    let saved = parsed(&shop.run(&["ocr", "show", ORDER, "--reveal", "--save", "out.png", "--json"]));
    assert_eq!(saved["raw"]["lines"][3], "手机号 13900000000");
    assert_eq!(std::fs::read(shop.path("out.png")).unwrap(), PNG);
    assert_eq!(code(&shop.run(&["ocr", "show", ORDER, "--reveal", "--save", "out.png"])), 4);
    let events = parsed(&shop.run(&["order", "show", ORDER, "--internal", "--json"]))["events"].clone();
    let seen = events.as_array().unwrap().iter().filter(|event| event["type"] == "personal_data_revealed").count();
    assert_eq!(seen, 3);
}

#[test]
fn an_engine_that_cannot_read_leaves_it_to_a_person_and_a_refund_is_never_matched() {
    let shop = Shop::new(true);
    std::fs::write(shop.path("bare.png"), PNG).unwrap();
    let output = shop.ocr("bare.png", &[]);
    assert_eq!(kinds(&parsed(&output)), ["agent_screenshot_uploaded", "ocr_failed"]);
    assert!(!output.stderr.is_empty());
    assert_eq!(shop.order()["status"]["order"], "screenshot_review");
    assert_eq!(kinds(&parsed(&shop.ocr("bare.png", &[]))).len(), 0);
    let image = shop.screenshot("refund.png", &format!("退款成功\n{SCREEN}"));
    parsed(&shop.ocr(&image, &[]));
    assert_eq!(shop.order()["status"]["screenshot_match"], "pending_review");
    assert_eq!(code(&shop.run(&["ocr", "run", ORDER, &image])), 5, "no engine of its own");
    assert_eq!(code(&shop.run(&["ocr", "run", ORDER, &image, "--engine", "abacus"])), 2);
}

#[test]
fn what_is_no_picture_or_not_due_is_refused_and_nothing_changes() {
    let shop = Shop::new(false);
    let before = shop.order()["events"].clone();
    let image = shop.screenshot("shot.png", SCREEN);
    std::fs::create_dir(shop.path("dir.png")).unwrap();
    symlink(shop.path("shot.png"), shop.path("link.png")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(shop.path("fifo.png")).status().unwrap();
    assert!(fifo.success());
    std::fs::write(shop.path("empty.png"), b"").unwrap();
    let mut large = PNG.to_vec();
    large.resize(10 * 1024 * 1024 + 1, 0);
    std::fs::write(shop.path("large.png"), large).unwrap();
    std::fs::write(shop.path("words.png"), b"no picture").unwrap();
    for (name, exit) in [
        ("dir.png", 2),
        ("link.png", 2),
        ("fifo.png", 2),
        ("empty.png", 2),
        ("large.png", 2),
        ("words.png", 2),
        ("none.png", 3),
    ] {
        assert_eq!(code(&shop.ocr(name, &["--reason", "by phone"])), exit, "{name}");
    }
    assert_eq!(code(&shop.ocr(&image, &[])), 4, "not pushed, and no reason");
    for wrong in ["{\"lines\":[],\"lines\":[]}", "{}", "[1", "{\"lines\":[3]}"] {
        let import = ["ocr", "import", ORDER, "--image", &image, "-", "--reason", "by phone"];
        assert_eq!(code(&shop.command(&import).write_stdin(wrong).output().unwrap()), 2, "{wrong}");
    }
    let dry = parsed(&shop.ocr(&image, &["--reason", "by phone", "--dry-run"]));
    assert_eq!((kinds(&dry).len(), &dry["dry_run"]), (3, &json!(true)));
    assert_eq!((shop.order()["events"].clone(), shop.kept_files()), (before, 0));
    parsed(&shop.ocr(&image, &["--reason", "by phone"]));
    assert_eq!(shop.kept_files(), 1);
}

#[test]
fn a_key_gives_the_first_result_and_another_picture_under_it_is_refused() {
    let shop = Shop::new(true);
    let (first, other) = (shop.screenshot("a.png", SCREEN), shop.screenshot("b.png", "姓名 李四\n"));
    let once = parsed(&shop.ocr(&first, &["--key", "shot-1"]));
    let again = parsed(&shop.ocr(&first, &["--key", "shot-1"]));
    assert_eq!((&again["events"], &again["replayed"]), (&once["events"], &json!(true)));
    assert_eq!(code(&shop.ocr(&other, &["--key", "shot-1"])), 4);
}

#[test]
fn text_needs_no_shop() {
    let home = tempfile::tempdir().unwrap();
    let shop = Shop { home };
    let image = shop.screenshot("shot.png", SCREEN);
    let read = parsed(&shop.run(&["ocr", "text", &image, "--engine", "mock", "--json"]));
    assert_eq!((&read["engine"], &read["fields"]["phone"][0]["value"]), (&json!("mock"), &json!("13800000000")));
    let plain = shop.run(&["ocr", "text", &image, "--engine", "mock"]);
    assert_eq!(String::from_utf8_lossy(&plain.stdout), SCREEN);
    assert!(!Path::new(&shop.path("data")).exists());
}
