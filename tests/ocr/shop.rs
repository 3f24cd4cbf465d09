//! A screenshot on its way through a shop, read by the real engine.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::models::{models, ticketctl};

const ORDER: &str = "XY20260320050000000D3AV";
const FORM: &str = r#"{"name":"张三2376","phone":"13800132376","gender":null,"birthday":null,"userType":"mainland",
    "certificateNo":"440101190001052376","certificateType":"id_card"}"#;

/// A sandbox with the order that the pictures 01 and 16 speak of, pushed to the agent.
struct Shop {
    home: TempDir,
    models: PathBuf,
}

impl Shop {
    fn pushed() -> Self {
        let shop = Self { home: tempfile::tempdir().unwrap(), models: models() };
        for dir in ["scenarios/shared", "scenarios/resale-reference"] {
            for entry in std::fs::read_dir(fixtures().join(dir)).unwrap() {
                let entry = entry.unwrap();
                std::fs::copy(entry.path(), shop.home.path().join(entry.file_name())).unwrap();
            }
        }
        std::fs::write(shop.home.path().join("form.json"), FORM).unwrap();
        for command in [
            "init --sandbox",
            "price import prices.csv",
            "season import seasons.csv",
            "order import paid.json --now 2026-03-20T05:00:00.000Z --ids D3AV",
            "form submit ORDER --file form.json",
            "payment confirm ORDER --channel wechat --key pay",
            "proof upload ORDER payment-proof.txt",
            "group add agents --channel spool --target agents",
            "push ORDER --group agents",
        ] {
            let words: Vec<&str> = command.split(' ').map(|word| if word == "ORDER" { ORDER } else { word }).collect();
            let output = shop.run(&words, &shop.models);
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        }
        shop
    }

    fn run(&self, args: &[&str], models: &Path) -> Output {
        let mut command = ticketctl(self.home.path());
        if !args.contains(&"--now") {
            command.args(["--now", "2026-03-20T06:00:00Z"]);
        }
        command.args(args).env("TICKETCTL_OCR_MODELS", models).env("LOGNAME", "op1").output().unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[args, &["--json"]].concat(), &self.models);
        let shown = || String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{args:?}: {}", shown()))
    }

    fn status(&self) -> String {
        let order = self.json(&["order", "show", ORDER]);
        order["status"]["screenshot_match"].as_str().unwrap_or_default().to_owned()
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn picture(name: &str) -> String {
    fixtures().join("ocr").join(name).display().to_string()
}

/// Every file below a directory.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn another_ticket_waits_for_a_person_and_a_picture_is_read_once() {
    let shop = Shop::pushed();
    let refused = shop.json(&["ocr", "run", ORDER, &picture("16.jpg")]);
    assert_eq!(refused["status"]["screenshotMatchStatus"], "mismatched", "{refused}");
    let view = shop.json(&["match", "show", ORDER]);
    let verdicts = view.to_string();
    for (field, verdict) in [("name", "mismatch"), ("certificate_no", "mismatch"), ("phone", "match")] {
        assert!(verdicts.contains(&format!(r#""field":"{field}""#)), "{verdicts}");
        assert!(verdicts.contains(&format!(r#""verdict":"{verdict}""#)), "{verdicts}");
    }
    // Without the models only what was read before can be judged again.
    let nowhere = shop.home.path().join("none");
    let again = shop.run(&["ocr", "run", ORDER, &picture("16.jpg"), "--engine", "ppocr", "--json"], &nowhere);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    let other = shop.run(&["ocr", "run", ORDER, &picture("01.png"), "--engine", "ppocr", "--json"], &nowhere);
    assert_eq!(other.status.code(), Some(5));
    for file in files(&shop.home.path().join(".local")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let spool = file.components().any(|part| part.as_os_str() == "spool");
        assert!(spool || !(text.contains("13800132376") || text.contains("张叁")), "{}", file.display());
    }
}

#[test]
fn a_folder_gives_each_picture_to_the_order_that_it_shows() {
    let shop = Shop::pushed();
    let inbox = shop.home.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    for name in ["01.png", "06.jpg", "16.jpg"] {
        std::fs::copy(picture(name), inbox.join(name)).unwrap();
    }
    std::fs::write(inbox.join("note.txt"), "no picture").unwrap();
    std::fs::write(inbox.join("words.png"), "no picture either").unwrap();
    let placings = |args: &[&str]| -> Vec<String> {
        let list = shop.json(&[&["ocr", "run", "--dir", "inbox"], args].concat());
        list.as_array().unwrap().iter().map(|one| one["placing"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(placings(&["--dry-run"]), ["proposed", "nobody", "proposed", "unreadable"]);
    assert_eq!(shop.status(), "not_started");
    assert_eq!(
        placings(&[]),
        ["assigned", "nobody", "nobody", "unreadable"],
        "16 came after its order had its picture"
    );
    assert_eq!(shop.status(), "matched");
    assert_eq!(shop.run(&["ocr", "run", "--dir", "inbox", "--key", "k"], &shop.models).status.code(), Some(2));
    assert_eq!(shop.run(&["ocr", "run", "--dir", "nowhere"], &shop.models).status.code(), Some(1));
}

fn smoke(models: &Path, path: Option<&str>, args: &[&str]) -> (i32, String, String) {
    let home = tempfile::tempdir().unwrap();
    let mut command = ticketctl(home.path());
    command.args(["smoke", "run"]).args(args).env("TICKETCTL_OCR_MODELS", models);
    command.envs(path.map(|path| ("PATH", path)));
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_shipped_scenarios_run_with_every_engine() {
    for (scenario, engine, steps) in [
        ("resale-reference", "mock", 23),
        ("resale-reference", "ppocr", 23),
        ("resale-reference", "tesseract", 24),
        ("resale-mismatch", "ppocr", 16),
        ("resale-mismatch", "tesseract", 17),
    ] {
        let (exit, tap, _) = smoke(&models(), None, &[scenario, "--set", &format!("ocr={engine}"), "-v"]);
        let passed = tap.lines().filter(|line| line.starts_with("ok ") && !line.contains("# SKIP")).count();
        assert_eq!((exit, passed), (0, steps), "{scenario} {engine}\n{tap}");
        let read = tap.lines().filter(|line| line.starts_with("# $ ticketctl ocr run"));
        assert!(
            read.clone().count() > 0 && read.clone().all(|line| line.contains(&format!("--engine {engine}"))),
            "{tap}"
        );
    }
}

#[test]
fn what_is_not_set_up_and_what_cannot_be_set_is_told_before_the_first_step() {
    let none = tempfile::tempdir().unwrap();
    let (exit, tap, said) = smoke(none.path(), None, &["resale-reference", "--set", "ocr=ppocr"]);
    assert!(exit == 5 && tap.is_empty() && said.contains("ticketctl ocr setup"), "{exit} {tap} {said}");
    let (exit, tap, said) = smoke(&models(), Some("/nowhere"), &["resale-reference", "--set", "ocr=tesseract"]);
    assert!(exit == 5 && tap.is_empty() && said.contains("ticketctl ocr setup"), "{exit} {tap} {said}");
    for word in ["ocr=abacus", "orc=mock", "ocr"] {
        let (exit, tap, said) = smoke(&models(), None, &["resale-reference", "--set", word]);
        assert_eq!((exit, tap.as_str()), (2, ""), "{word}");
        assert!(["ocr=mock", "ocr=ppocr", "ocr=tesseract"].iter().all(|choice| said.contains(choice)), "{said}");
    }
    // A scenario that reads no picture needs no engine.
    assert_eq!(smoke(none.path(), None, &["resale-cancel", "--set", "ocr=ppocr"]).0, 0);
}
