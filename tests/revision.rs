//! A form that was wrong, corrected over the command line: before the push, after it, and in the log of another shop.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const ORDER: &str = "XY20260320033546715D3AV";
const OTHER: &str = "XY20260320033546715AAAA";
const WRONG: &str = "13800000000";
const RIGHT: &str = "13900000000";
const NOW: &str = "2026-03-20T03:40:00Z";

fn form(name: &str, phone: &str, card: &str) -> String {
    json!({
        "name": name, "phone": phone, "gender": null, "birthday": null, "userType": "mainland", "certificateNo": card,
        "certificateType": "id_card",
    })
    .to_string()
}

/// A sandbox of its own with a group, and two paid orders of the same day, the first with its wrong form in.
struct Shop {
    dir: tempfile::TempDir,
}

impl Shop {
    fn bare() -> Self {
        let shop = Self { dir: tempfile::tempdir().unwrap() };
        shop.ok(&["init", "--sandbox"]);
        shop
    }

    fn with_form() -> Self {
        let shop = Self::bare();
        let paid = |number: u8| {
            json!({
                "paidAt": "2026-03-20T03:35:42Z", "eventKey": format!("paid-{number}"), "playDate": "2026-04-15",
                "paidAmount": 506, "ticketType": "初级道 3 小时", "productName": "亚布力", "sourcePlatform": "xianyu",
                "externalOrderNo": format!("OUT-{number}"),
            })
        };
        shop.file("paid.ndjson", &format!("{}\n{}\n", paid(1), paid(2)));
        shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
        shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
        shop.file("wrong.json", &form("张三2376", WRONG, "440101199001012376"));
        shop.file("right.json", &form("张三2376", RIGHT, "440101199001012376"));
        shop.file("proof.txt", &format!("payment proof {ORDER}"));
        shop.ok(&["price", "import", "prices.csv"]);
        shop.ok(&["season", "import", "seasons.csv"]);
        shop.ok(&["--now", "2026-03-20T03:35:46.715Z", "--ids", "D3AV,AAAA", "order", "import", "paid.ndjson"]);
        shop.ok(&["group", "add", "g", "--channel", "spool", "--target", "agents"]);
        shop.ok(&["form", "submit", ORDER, "--file", "wrong.json"]);
        shop
    }

    /// With the order paid and proven, too.
    fn proven() -> Self {
        let shop = Self::with_form();
        shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat"]);
        shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
        shop
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, args: &[&str]) -> Output {
        let home = self.dir.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
        command.env_clear().env("HOME", home).env("TICKETCTL_DB", home.join("shop.db"));
        command.env("TICKETCTL_KEY_FILE", home.join("key")).env("TICKETCTL_OPERATOR", "op-1").current_dir(home);
        if !args.contains(&"--now") && !args.contains(&"init") {
            command.args(["--now", NOW]);
        }
        command.args(args).stdin(std::process::Stdio::null()).output().unwrap()
    }

    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[args, &["--json"]].concat())).unwrap()
    }

    /// The exit code and the error's code of a refusal.
    fn refused(&self, args: &[&str]) -> (i32, String) {
        let output = self.run(&[args, &["--json"]].concat());
        let error: Value = serde_json::from_slice(&output.stderr).unwrap();
        (output.status.code().unwrap(), error["code"].as_str().unwrap().to_owned())
    }

    fn correct(&self, more: &[&str]) -> Value {
        self.json(&[&["form", "correct", ORDER, "--reason", "mistyped", "--file", "right.json"], more].concat())
    }

    fn refused_correction(&self, file: &str) -> (i32, String) {
        self.refused(&["form", "correct", ORDER, "--reason", "mistyped", "--file", file])
    }

    /// What the agent got: the texts and the number of proofs, texts by delivery.
    fn received(&self) -> (Vec<String>, usize) {
        let mut files = found(&self.dir.path().join("spool"));
        files.sort();
        let bodies: Vec<String> =
            files.iter().map(|file| String::from_utf8(std::fs::read(file).unwrap()).unwrap()).collect();
        let proofs = bodies.iter().filter(|body| **body == format!("payment proof {ORDER}")).count();
        (bodies.into_iter().filter(|body| body.contains("【代订】")).collect(), proofs)
    }

    /// A screenshot of the agent that shows this phone, read by the mock engine.
    fn screenshot(&self, name: &str, phone: &str) -> Value {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios/shared");
        let text = std::fs::read_to_string(shared.join("screenshot.txt")).unwrap().replace(WRONG, phone);
        self.file(&format!("{name}.txt"), &text);
        std::fs::copy(shared.join("screenshot.png"), self.dir.path().join(format!("{name}.png"))).unwrap();
        self.json(&["ocr", "run", ORDER, &format!("{name}.png"), "--engine", "mock"])
    }
}

fn found(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { found(&path) } else { vec![path] }).collect()
}

fn code(exit: i32, code: &str) -> (i32, String) {
    (exit, code.to_owned())
}

fn kinds(outcome: &Value) -> Vec<&str> {
    outcome["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[test]
fn the_agent_is_told_of_a_correction_once_and_cannot_take_it_for_another_order() {
    let shop = Shop::proven();
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.ok(&["push", "ack", ORDER]);
    assert_eq!(shop.screenshot("old", RIGHT)["status"]["orderStatus"], "screenshot_review");
    let done = shop.correct(&[]);
    assert_eq!(kinds(&done), ["user_form_corrected"]);
    assert_eq!(
        (&done["status"]["orderStatus"], &done["status"]["agentPushStatus"], &done["status"]["screenshotMatchStatus"]),
        (&json!("agent_payment_confirmed"), &json!("not_started"), &json!("not_started"))
    );
    assert_eq!(shop.json(&["next", ORDER])["command"], format!("ticketctl push {ORDER} --group g").as_str());
    // The batch of a cron finds it by itself.
    shop.ok(&["push", "--group", "g"]);
    shop.ok(&["push", "--group", "g"]);
    let (texts, proofs) = shop.received();
    assert_eq!((texts.len(), proofs), (2, 1), "{texts:?}");
    assert!(texts[0].starts_with(&format!("【代订】{ORDER}\n")) && texts[0].contains(WRONG));
    assert!(
        texts[1].starts_with(&format!("【代订】{ORDER} r2\n更正 r2，取代 {ORDER} r1：")) && texts[1].contains(RIGHT)
    );
    assert!(!texts[1].contains("重发") && !texts[1].contains(WRONG));
    assert_eq!(shop.refused(&["push", ORDER, "--group", "g"]), code(4, "wrong_state"));
    assert_eq!(shop.screenshot("new", RIGHT)["status"]["orderStatus"], "ticket_matched");
    assert_eq!(shop.refused_correction("wrong.json"), code(4, "correction_too_late"));
    shop.ok(&["event", "verify"]);
}

#[test]
fn a_correction_is_masked_sealed_and_found_by_its_own_values() {
    let shop = Shop::with_form();
    shop.correct(&[]);
    let order = shop.json(&["order", "show", ORDER]);
    let event = &order["events"][0];
    assert_eq!(event["type"], "user_form_corrected");
    assert_eq!((&event["source"], &event["operator"]), (&json!("admin"), &json!("op-1")));
    assert_eq!((&event["payload"]["phone"], &event["payload"]["revision"]), (&json!("139****0000"), &json!(1)));
    assert_eq!((&event["payload"]["reason"], &order["form"]["phone"]), (&json!("mistyped"), &json!("139****0000")));
    assert!(shop.ok(&["order", "show", ORDER, "--page"]).contains("user_form_corrected"));
    for file in ["shop.db", "shop.db-wal"] {
        let bytes = std::fs::read(shop.dir.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(RIGHT.len()).any(|window| window == RIGHT.as_bytes()), "{file}");
    }
    assert_eq!(shop.json(&["order", "search", RIGHT])[0]["order_no"], ORDER);
    assert_eq!(shop.json(&["order", "search", WRONG]), json!([]), "the wrong phone is somebody else's");
}

#[test]
fn a_correction_is_refused_by_what_is_wrong_with_it() {
    let shop = Shop::with_form();
    let missing = ["form", "correct", OTHER, "--reason", "r", "--file", "right.json"];
    assert_eq!(shop.refused(&missing), code(4, "wrong_state"));
    assert_eq!(shop.refused(&["form", "correct", ORDER, "--reason", "r"]), code(2, "answer_needed"));
    assert_eq!(shop.refused_correction("wrong.json"), code(4, "form_unchanged"));
    let right = form("张三2376", RIGHT, "440101199001012376");
    for (from, to, exit, refusal) in [
        ("13900000000", "1390000000", 2, "phone_invalid"),
        ("{", "{\"playDate\":\"2026-04-16\",", 4, "correction_changes_purchase"),
        ("{", "{\"ticketType\":\"other\",", 4, "correction_changes_purchase"),
    ] {
        shop.file("bad.json", &right.replacen(from, to, 1));
        assert_eq!(shop.refused_correction("bad.json"), code(exit, refusal));
    }
    shop.correct(&["--dry-run"]);
    let first = shop.correct(&["--key", "k"]);
    let again = shop.correct(&["--key", "k"]);
    assert_eq!((&again["replayed"], &again["events"]), (&json!(true), &first["events"]));
    assert_eq!(shop.refused_correction("right.json"), code(4, "form_unchanged"));
}

#[test]
fn a_push_of_unknown_outcome_is_looked_up_first() {
    let shop = Shop::proven();
    shop.file("strange.json", "\"?\"");
    shop.ok(&["group", "answer", "g", "strange.json"]);
    assert_eq!(shop.run(&["push", ORDER, "--group", "g"]).status.code(), Some(12));
    assert_eq!(shop.refused_correction("right.json"), code(4, "push_outcome_unknown"));
    let id = format!("{ORDER}-p1-text");
    shop.ok(&["push", "resolve", &id, "--delivered", "--evidence", "seen", "--yes"]);
    let output = shop.run(&["form", "correct", ORDER, "--reason", "r", "--file", "right.json", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Correction r2"));
    shop.ok(&["push", ORDER, "--group", "g"]);
    let (texts, proofs) = shop.received();
    assert!(texts.last().unwrap().starts_with(&format!("【代订】{ORDER} r2\n")));
    assert_eq!(proofs, 1);
}

#[test]
fn a_corrected_person_is_reviewed_again() {
    let shop = Shop::proven();
    shop.file("other.json", &form("李四", "13700000000", "11010119900307002X"));
    shop.ok(&["form", "submit", OTHER, "--file", "other.json"]);
    shop.file("right.json", &form("李四", RIGHT, "11010119900307002X"));
    shop.ok(&["push", ORDER, "--group", "g"]);
    let done = shop.correct(&[]);
    assert_eq!(kinds(&done), ["user_form_corrected", "manual_review_required"]);
    assert_eq!(done["status"]["reviewStatus"], "manual_pending");
    let waiting = shop.json(&["review", "list"]);
    assert_eq!((&waiting[0]["order_no"], &waiting[0]["duplicates"][0]), (&json!(ORDER), &json!(OTHER)));
    assert_eq!(shop.refused(&["push", ORDER, "--group", "g"]), code(4, "wrong_state"));
    shop.ok(&["review", "pass", ORDER, "--reason", "two tickets on purpose"]);
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(shop.received().0.len(), 2);
}

#[test]
fn a_corrected_order_moves_to_another_shop() {
    let shop = Shop::proven();
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.correct(&[]);
    shop.ok(&["push", ORDER, "--group", "g"]);
    let export = shop.dir.path().join("moved.ndjson");
    shop.ok(&["fixture", "capture", ORDER, "--out", export.to_str().unwrap()]);
    let moved = Shop::bare();
    assert_eq!(moved.json(&["event", "import", export.to_str().unwrap()])[0]["verdict"], "created");
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", ORDER]);
        (order["status"].clone(), order["latest"].clone(), order["events"].as_array().unwrap().len())
    };
    assert_eq!(facts(&shop), facts(&moved));
    let text = std::fs::read_to_string(&export).unwrap();
    let wrong = export.with_file_name("wrong.ndjson");
    std::fs::write(&wrong, text.replacen("\"revision\":2", "\"revision\":3", 1)).unwrap();
    let elsewhere = Shop::bare();
    assert_eq!(elsewhere.refused(&["event", "import", wrong.to_str().unwrap()]), code(4, "import_contradiction"));
}
