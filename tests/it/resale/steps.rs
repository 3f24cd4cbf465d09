//! The flow of one order over the command line, from the form to the proof, and the exit code of each refusal.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, OTHER, Shop, files};

/// A shop with the first order's form in.
fn with_form() -> Shop {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop
}

/// With the first order paid, too.
fn paid() -> Shop {
    let shop = with_form();
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "W1"]);
    shop
}

fn kept(shop: &Shop, order: &str) -> Vec<PathBuf> {
    files(&shop.path("payment-proof").join(order))
}

#[test]
fn from_the_form_to_the_proof() {
    let shop = paid();
    let done = shop.json(&["proof", "upload", ORDER, "proof.txt"]);
    assert_eq!(done["status"]["orderStatus"], "agent_payment_confirmed");
    let order = shop.json(&["order", "show", ORDER]);
    let payloads = |kind: &str| {
        let found = order["events"].as_array().unwrap().iter().find(|event| event["type"] == kind);
        found.unwrap()["payload"].clone()
    };
    let sha256 = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";
    let proof = payloads("agent_payment_proof_uploaded");
    let place = format!("payment-proof/{ORDER}/{sha256}.txt");
    assert_eq!(proof["receiptFilePath"], place.as_str());
    assert_eq!(proof["receiptImageUrl"], place.as_str());
    assert_eq!(proof["source"], "upload");
    assert_eq!(std::fs::read(shop.path(&place)).unwrap(), format!("payment proof {ORDER}").as_bytes());
    let payment = payloads("agent_payment_manually_confirmed");
    assert_eq!(payment["operationKey"], format!("confirm-{ORDER}").as_str());
    assert_eq!(order["agent_payable_amount"], "495.88");
    assert_eq!(shop.json(&["next", ORDER])["code"], "route_order");
}

#[test]
fn a_form_is_masked_until_it_is_revealed_and_that_is_recorded() {
    let shop = with_form();
    assert_eq!(shop.json(&["form", "show", ORDER])["phone"], "138****0000");
    let before = shop.json(&["order", "timeline", ORDER, "--internal"]).as_array().unwrap().len();
    assert_eq!(shop.json(&["form", "show", ORDER, "--reveal"])["phone"], "13800000000");
    let events = shop.json(&["order", "timeline", ORDER, "--internal"]);
    assert_eq!(events.as_array().unwrap().len(), before + 1);
    assert_eq!(events.as_array().unwrap().last().unwrap()["type"], "personal_data_revealed");
    assert_eq!(shop.refused(&["form", "show", OTHER], 3)["code"], "form_missing");
}

#[test]
fn a_form_that_will_not_do_is_refused_by_field() {
    let shop = Shop::open();
    assert_eq!(shop.refused(&["form", "submit", ORDER], 2)["code"], "answer_needed");
    for (from, to, exit, refusal) in [
        ("13800000000", "1380000000", 2, "phone_invalid"),
        ("440101199001012376", "44010119900101237", 2, "id_card_shape"),
        ("\"mainland\"", "\"martian\"", 2, "user_type_unknown"),
        ("\"name\"", "\"naem\"", 2, "field_unknown"),
        ("{", "{\"playDate\":\"2026-04-16\",", 4, "form_contradicts_order"),
    ] {
        shop.file("bad.json", FORM.replacen(from, to, 1));
        assert_eq!(shop.refused(&["form", "submit", ORDER, "--file", "bad.json"], exit)["code"], refusal);
    }
    let late = ["--now", "2026-04-16T03:00:00Z", "form", "submit", ORDER, "--file", "form.json"];
    assert_eq!(shop.refused(&late, 4)["code"], "play_date_past");
    shop.ok(&["form", "submit", ORDER, "--file", "form.json", "--dry-run"]);
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    assert_eq!(shop.refused(&["form", "submit", ORDER, "--file", "form.json"], 4)["code"], "wrong_state");
}

#[test]
fn a_person_judges_what_the_rules_do_not_pass() {
    let shop = with_form();
    assert_eq!(shop.json(&["review", "list"]), Value::Array(Vec::new()));
    shop.ok(&["form", "submit", OTHER, "--file", "form.json"]);
    let waiting = shop.json(&["review", "list"]);
    assert_eq!(waiting[0]["order_no"], OTHER);
    assert_eq!(waiting[0]["reasons"], serde_json::json!(["price_mismatch", "duplicate_person"]));
    assert_eq!(shop.refused(&["payment", "confirm", OTHER, "--channel", "wechat"], 4)["code"], "wrong_state");
    assert_eq!(shop.refused(&["review", "pass", OTHER, "--reason", " "], 2)["code"], "field_length");
    shop.ok(&["review", "pass", OTHER, "--reason", "a regular customer"]);
    assert_eq!(shop.refused(&["review", "reject", OTHER, "--reason", "late"], 4)["code"], "wrong_state");
}

#[test]
fn a_payment_is_confirmed_once_and_a_second_one_is_told_who_was_first() {
    let shop = with_form();
    let confirm = |more: &[&'static str]| [&["payment", "confirm", ORDER, "--channel", "wechat"], more].concat();
    assert_eq!(shop.refused(&confirm(&["--amount", "1"]), 4)["code"], "payment_amount_differs");
    assert_eq!(shop.refused(&confirm(&["--amount", "1e3"]), 2)["code"], "amount_invalid");
    assert_eq!(shop.json(&confirm(&["--ref", "W1"]))["replayed"], false);
    assert_eq!(shop.json(&confirm(&["--ref", "W1"]))["replayed"], true, "the derived key finds the first result");
    assert_eq!(shop.refused(&confirm(&["--ref", "W2"]), 4)["code"], "payment_already_confirmed");
    let derived = format!("confirm-{ORDER}");
    let explicit = ["payment", "confirm", ORDER, "--channel", "alipay", "--key", &derived];
    assert_eq!(shop.refused(&explicit, 4)["code"], "key_conflict");
    let rejected = shop.json(&["order", "timeline", ORDER]);
    let last = rejected.as_array().unwrap().last().unwrap();
    assert_eq!(
        (last["result"].as_str(), last["error_code"].as_str()),
        (Some("rejected"), Some("PAYMENT_ALREADY_CONFIRMED"))
    );
    shop.ok(&["form", "submit", OTHER, "--file", "form.json"]);
    shop.ok(&["review", "pass", OTHER, "--reason", "fine"]);
    for reference in ["W1", " W1 ", "w1", "Ｗ１", "`W-1", "=\"W1\""] {
        let used = ["payment", "confirm", OTHER, "--channel", "wechat", "--ref", reference];
        assert_eq!(shop.refused(&used, 4)["code"], "payment_reference_used");
    }
}

#[test]
fn a_second_payment_of_the_agent_is_asked_for_until_it_came_back() {
    let shop = with_form();
    let confirm = |reference: &'static str, key: &'static str| {
        ["payment", "confirm", ORDER, "--channel", "wechat", "--ref", reference, "--key", key]
    };
    let settle = |more: &[&'static str]| [&["refund"], more].concat();
    shop.ok(&confirm("W1", "k1"));
    for (reference, key) in [("W2", "k2"), ("w-2", "k3"), ("W1 ", "k4")] {
        assert_eq!(shop.refused(&confirm(reference, key), 4)["code"], "payment_already_confirmed");
    }
    let timeline = shop.json(&["order", "timeline", ORDER]);
    let kept = timeline.as_array().unwrap().iter().filter(|event| event["result"] == "rejected").count();
    assert_eq!(kept, 1, "one second payment, however it is spelled, and the first is none");
    let open = |shop: &Shop| {
        let shown = shop.json(&["order", "show", ORDER]);
        let all = shown["exceptions"].as_array().unwrap();
        all.iter().filter(|exception| exception["kind"] == "second_payment").count()
    };
    assert_eq!(open(&shop), 1);
    assert_eq!(shop.json(&["order", "search", "W1"])[0]["order_no"], ORDER);
    let back = settle(&["complete", ORDER, "--payment-ref", "w2", "--evidence", "screenshot 7"]);
    let none = settle(&["complete", ORDER, "--payment-ref", "W3", "--evidence", "x"]);
    assert_eq!(shop.refused(&none, 3)["code"], "unapplied_payment_not_found");
    assert_eq!(shop.refused(&[&back[..], &["--amount", "1"]].concat(), 2)["code"], "flag_of_other_flow");
    assert_eq!(shop.json(&back)["events"][0]["type"], "agent_second_payment_returned");
    assert_eq!(shop.json(&back)["events"], serde_json::json!([]), "done before");
    assert_eq!(open(&shop), 0);
    assert_eq!(shop.refused(&confirm("W4", "k5"), 4)["code"], "payment_already_confirmed");
    let dismiss = settle(&["dismiss", ORDER, "--payment-ref", "W4", "--reason", "it is another order's"]);
    assert_eq!(shop.json(&dismiss)["events"][0]["type"], "agent_second_payment_dismissed");
    assert_eq!(open(&shop), 0);
}

#[test]
fn a_refused_proof_leaves_no_file_behind() {
    let shop = paid();
    assert_eq!(shop.refused(&["proof", "upload", OTHER, "proof.txt"], 4)["code"], "wrong_state");
    assert_eq!(kept(&shop, OTHER), Vec::<PathBuf>::new());
    shop.ok(&["proof", "upload", ORDER, "proof.txt", "--dry-run"]);
    assert_eq!(kept(&shop, ORDER), Vec::<PathBuf>::new());
    shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
    assert_eq!(shop.json(&["proof", "upload", ORDER, "proof.txt"])["events"], Value::Array(Vec::new()));
    assert_eq!(kept(&shop, ORDER).len(), 1, "a repeat does not take the file away");
    shop.ok(&["form", "submit", OTHER, "--file", "form.json"]);
    shop.ok(&["review", "pass", OTHER, "--reason", "fine"]);
    shop.ok(&["payment", "confirm", OTHER, "--channel", "wechat", "--yes"]);
    assert_eq!(shop.refused(&["proof", "upload", OTHER, "proof.txt"], 4)["code"], "proof_reused");
    assert_eq!(kept(&shop, OTHER), Vec::<PathBuf>::new());
    shop.ok(&["proof", "upload", OTHER, "proof.txt", "--reused-proof", "one payment for both"]);
    assert_eq!(shop.refused(&["proof", "upload", ORDER, "none.png"], 3)["code"], "file_not_found");
}

#[test]
fn a_proof_that_does_not_open_is_not_believed() {
    let shop = paid();
    let whole = |name: &str| std::fs::read(crate::support::shop::fixture(name)).unwrap();
    let (png, jpg) = (whole("ocr/01.png"), whole("ocr/06.jpg"));
    for (name, bytes, code) in [
        ("cut.png", &png[..png.len() / 2], "picture_unreadable"),
        ("cut.jpg", &jpg[..jpg.len() - 2], "picture_unreadable"),
        ("words.png", b"not a png", "file_ending_wrong"),
        ("page.jpg", b"<html>sign in</html>", "file_ending_wrong"),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "picture_kind_unsupported"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "pdf_incomplete"),
    ] {
        shop.file(name, bytes);
        let refused = shop.refused(&["proof", "upload", ORDER, name], 2);
        assert_eq!(refused["code"], code, "{name}: {refused}");
        assert!(refused["hint"].is_string(), "{refused}");
    }
    assert_eq!(kept(&shop, ORDER), Vec::<PathBuf>::new());
    for (name, bytes) in [("a.png", &png[..]), ("b.jpg", &jpg[..]), ("c.pdf", b"%PDF-1.7\n%%EOF\n")] {
        shop.file(name, bytes);
        shop.ok(&["proof", "upload", ORDER, name]);
    }
    assert_eq!(kept(&shop, ORDER).len(), 3);
}

#[test]
fn a_damaged_and_a_missing_proof_are_named() {
    let shop = paid();
    shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
    assert_eq!(shop.json(&["proof", "verify", "--all"])[0]["state"], "intact");
    let file = kept(&shop, ORDER).remove(0);
    std::fs::remove_file(&file).unwrap();
    expect_bad(&shop, &file, "missing");
    std::fs::write(&file, "something else").unwrap();
    expect_bad(&shop, &file, "damaged");
    assert_eq!(shop.json(&["proof", "list", ORDER])[0]["state"], "damaged");
}

fn expect_bad(shop: &Shop, file: &Path, state: &str) {
    let ended = shop.run(&["proof", "verify", "--all", "--json"]);
    assert_eq!((ended.code, &ended.json()[0]["state"]), (Some(11), &state.into()));
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(ended.err.contains(name));
}

#[test]
fn a_cancelled_order_closes_with_its_last_leg() {
    let shop = paid();
    assert_eq!(shop.refused(&["refund", "complete", ORDER], 4)["code"], "wrong_state");
    shop.ok(&["order", "cancel", ORDER, "--reason", "the buyer is ill"]);
    assert_eq!(
        shop.refused(&["refund", "leg", ORDER, "--leg", "ticket", "--evidence", "e"], 4)["code"],
        "refund_leg_not_open"
    );
    shop.ok(&["refund", "leg", ORDER, "--leg", "agent", "--evidence", "returned"]);
    let done = shop.json(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "R1"]);
    assert_eq!(done["status"]["orderStatus"], "cancelled");
    let settle = shop.run(&["share", "settle", ORDER, OTHER, "--json"]);
    assert_eq!(settle.code, Some(8));
    assert_eq!(shop.refused(&["share", "settle", ORDER], 4)["code"], "wrong_state");
    assert_eq!(shop.json(&["share", "settle"]), Value::Array(Vec::new()));
}

#[test]
fn lists_filter_by_what_is_to_be_done_now() {
    let shop = paid();
    shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
    let ids = |action: &str| shop.ok(&["order", "list", "--next", action, "--format", "ids"]);
    assert_eq!(ids("route_order"), format!("{ORDER}\n"), "no group takes it");
    assert_eq!(ids("push_agent_group"), "");
    assert_eq!(shop.refused(&["order", "list", "--status", "nope"], 2)["code"], "code_unknown");
    let queue = shop.json(&["queue"]);
    let tasks: Vec<_> = queue.as_array().unwrap().iter().map(|task| task["code"].as_str().unwrap()).collect();
    assert_eq!(tasks, ["route_order", "collect_user_info"], "the most urgent first");
    assert_eq!(shop.json(&["next"])["order_no"], ORDER);
    let late = ["--now", "2026-03-21T05:00:00Z", "next", OTHER, "--lang", "en"];
    assert!(shop.ok(&late).contains("(1 h late)"), "{}", shop.ok(&late));
}

#[test]
fn a_raw_export_is_flat() {
    let shop = Shop::open();
    let csv = shop.ok(&["order", "export", "--format", "csv", "--raw"]);
    assert_eq!(csv.lines().count(), 3);
    assert!(csv.starts_with("\"order_no\",\"external_order_no\",\"flow\""), "{csv}");
    assert_eq!(shop.ok(&["order", "export", "--format", "ndjson", "--limit", "1"]).lines().count(), 1);
    assert_eq!(shop.run(&["order", "export"]).code, Some(2));
}

#[test]
fn one_payment_code_is_in_use() {
    let shop = Shop::open();
    shop.file("code.txt", "wxp://abc\n");
    assert_eq!(shop.refused(&["payment", "qr", "show"], 3)["code"], "payment_qr_none");
    shop.ok(&["payment", "qr", "add", "main", "code.txt"]);
    assert_eq!(shop.refused(&["payment", "qr", "use", "other"], 3)["code"], "payment_qr_not_found");
    shop.ok(&["payment", "qr", "use", "main", "--dry-run"]);
    assert_eq!(shop.json(&["payment", "qr", "list"])[0]["active"], false);
    shop.ok(&["payment", "qr", "use", "main"]);
    assert_eq!(shop.json(&["payment", "qr", "show"])["content"], "wxp://abc");
    shop.ok(&["payment", "qr", "disable"]);
    assert_eq!(shop.refused(&["payment", "qr", "show"], 3)["code"], "payment_qr_none");
}

#[test]
fn an_import_with_a_key_gives_its_first_result_again() {
    let shop = Shop::open();
    let third = std::fs::read_to_string(shop.path("paid.ndjson")).unwrap().replace("OUT-1", "OUT-3");
    let third = third.lines().next().unwrap().replace("paid-1", "paid-3");
    shop.file("third.json", &third);
    let import = ["order", "import", "third.json", "--key", "one-import"];
    let first = shop.json(&import);
    assert_eq!(first[0]["verdict"], "created");
    assert_eq!(shop.json(&import), first, "not `exists`: that would be the second result");
    let mut plain = shop.json(&["order", "import", "third.json"]);
    assert_eq!(plain[0]["verdict"].take(), "exists");
}

#[test]
fn a_number_that_may_be_miscopied_is_told_until_the_agent_has_it() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let doubts = |shop: &Shop| shop.json(&["next", ORDER])["doubts"].clone();
    assert_eq!(doubts(&shop), json!(["certificate_check_digit"]));
    assert!(shop.ok(&["next", ORDER, "--lang", "zh"]).contains("校验"), "it stands beside the command");
    shop.file("form-2.json", FORM.replace("440101199001012376", "11010519491231002X"));
    let sound = Shop::open();
    sound.file("form-2.json", FORM.replace("440101199001012376", "11010519491231002X"));
    sound.ok(&["form", "submit", ORDER, "--file", "form-2.json"]);
    assert_eq!(doubts(&sound), json!([]));
    // Below the price, it goes to a person, who sees it among the reasons.
    shop.ok(&["form", "submit", OTHER, "--file", "form.json"]);
    let waiting = shop.json("review list");
    assert_eq!(waiting[0]["doubts"], json!(["certificate_check_digit"]), "{waiting}");
    assert!(shop.ok("review list --lang zh").contains("证件号校验位不符"));
}

#[test]
fn a_second_proof_says_which_one_it_replaces() {
    let shop = paid();
    shop.file("second.txt", "another proof");
    let upload = |file: &'static str| ["proof", "upload", ORDER, file];
    assert!(shop.json(&upload("proof.txt")).get("replaced").is_none());
    for lang in ["zh", "en"] {
        let dry = shop.ok(&[&upload("second.txt")[..], &["--dry-run", "--lang", lang]].concat());
        assert!(dry.contains("proof.txt"), "{dry}");
    }
    let second = shop.json(&upload("second.txt"));
    let hash = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";
    assert_eq!(second["replaced"], json!({"version": 1, "file_name": "proof.txt", "sha256": hash}));
    assert!(shop.json(&upload("second.txt")).get("replaced").is_none(), "the same is no second one");
    let back = shop.ok(&upload("proof.txt"));
    assert!(back.contains("replaces proof 2, second.txt"), "{back}");
}

#[test]
fn a_dry_run_tells_the_events_of_the_real_run() {
    let shop = Shop::open();
    let submit = ["form", "submit", ORDER, "--file", "form.json"];
    let told = |outcome: &Value| {
        let events = outcome["events"].as_array().unwrap();
        events.iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let dry_text = shop.ok(&[&submit[..], &["--dry-run"]].concat());
    let dry = shop.json(&[&submit[..], &["--dry-run"]].concat());
    let real = shop.json(&submit);
    assert_eq!(told(&dry), told(&real));
    assert!(!dry_text.contains("amount payable fixed"), "{dry_text}");
}
