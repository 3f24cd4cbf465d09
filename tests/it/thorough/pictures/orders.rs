//! A screenshot on its way through a shop, read by the real engine.

use std::path::Path;

use serde_json::Value;

use crate::support::ocr_models::models;
use crate::support::shop::{Shop, files, fixture};

const ORDER: &str = "XY20260320050000000D3AV";
const FORM: &str = r#"{"name":"张三2376","phone":"13800132376","gender":null,"birthday":null,"userType":"mainland",
    "certificateNo":"440101190001052376","certificateType":"id_card"}"#;

/// A sandbox with the order that the pictures 01 and 16 speak of, pushed to the agent.
fn pushed() -> Shop {
    let shop = Shop::at_home().at("2026-03-20T06:00:00Z").with_variable("TICKETCTL_OCR_MODELS", models()).init();
    for dir in ["scenarios/shared", "scenarios/resale-reference"] {
        for file in files(&fixture(dir)) {
            std::fs::copy(&file, shop.dir().join(file.file_name().unwrap())).unwrap();
        }
    }
    shop.file("form.json", FORM);
    for line in [
        "price import prices.csv",
        "season import seasons.csv",
        "order import paid.json --now 2026-03-20T05:00:00.000Z --ids D3AV",
        "form submit ORDER --file form.json",
        "payment confirm ORDER --channel wechat --key pay",
        "proof upload ORDER payment-proof.txt",
        "group add agents --channel spool --target agents",
        "push ORDER --group agents",
    ] {
        shop.ok(&line.replace("ORDER", ORDER));
    }
    shop
}

/// The object of a command, which may tell of pictures that found no order.
fn object(shop: &Shop, args: &[&str]) -> Value {
    shop.run(&[args, &["--json"]].concat()).json()
}

fn status(shop: &Shop) -> String {
    let order = shop.json(&["order", "show", ORDER]);
    order["status"]["screenshot_match"].as_str().unwrap_or_default().to_owned()
}

fn picture(name: &str) -> String {
    fixture("ocr").join(name).display().to_string()
}

#[test]
fn another_ticket_waits_for_a_person_and_a_picture_is_read_once() {
    let shop = pushed();
    let refused = object(&shop, &["ocr", "run", ORDER, &picture("16.jpg")]);
    assert_eq!(refused["status"]["screenshotMatchStatus"], "mismatched", "{refused}");
    let view = object(&shop, &["match", "show", ORDER]);
    let verdicts = view.to_string();
    for (field, verdict) in [("name", "mismatch"), ("certificate_no", "mismatch"), ("phone", "match")] {
        assert!(verdicts.contains(&format!(r#""field":"{field}""#)), "{verdicts}");
        assert!(verdicts.contains(&format!(r#""verdict":"{verdict}""#)), "{verdicts}");
    }
    // Without the models only what was read before can be judged again.
    let shop = shop.with_variable("TICKETCTL_OCR_MODELS", Path::new("/nowhere"));
    shop.ok(&["ocr", "run", ORDER, &picture("16.jpg"), "--engine", "ppocr", "--json"]);
    shop.refused(&["ocr", "run", ORDER, &picture("01.png"), "--engine", "ppocr"], 5);
    for file in files(&shop.path(".local")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let spool = file.components().any(|part| part.as_os_str() == "spool");
        assert!(spool || !(text.contains("13800132376") || text.contains("张叁")), "{}", file.display());
    }
}

#[test]
fn a_folder_gives_each_picture_to_the_order_that_it_shows() {
    let shop = pushed();
    let inbox = shop.path("inbox");
    std::fs::create_dir(&inbox).unwrap();
    for name in ["01.png", "06.jpg", "16.jpg"] {
        std::fs::copy(picture(name), inbox.join(name)).unwrap();
    }
    std::fs::write(inbox.join("note.txt"), "no picture").unwrap();
    std::fs::write(inbox.join("words.png"), "no picture either").unwrap();
    let placings = |args: &[&str]| -> Vec<String> {
        let list = object(&shop, &[&["ocr", "run", "--dir", "inbox"], args].concat());
        list.as_array().unwrap().iter().map(|one| one["placing"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(placings(&["--dry-run"]), ["would_assign", "nobody", "nobody", "unreadable"], "as the run below");
    assert_eq!(status(&shop), "not_started");
    assert_eq!(
        placings(&[]),
        ["assigned", "nobody", "nobody", "unreadable"],
        "16 came after its order had its picture"
    );
    assert_eq!(status(&shop), "matched");
    assert_eq!(placings(&[]), ["recorded", "nobody", "nobody", "unreadable"]);
    assert_eq!(shop.run(&["ocr", "run", "--dir", "inbox", "--key", "k"]).code, Some(2));
    assert_eq!(shop.run(&["ocr", "run", "--dir", "nowhere"]).code, Some(3));
}
