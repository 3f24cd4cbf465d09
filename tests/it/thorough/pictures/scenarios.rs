//! The shipped scenarios, each with every engine, and what is told where an engine is missing.

use std::path::Path;

use crate::support::ocr_models::models;
use crate::support::shop::Shop;

fn smoke(models: &Path, path: Option<&str>, args: &[&str]) -> (i32, String, String) {
    let mut shop = Shop::at_home().with_variable("TICKETCTL_OCR_MODELS", models);
    if let Some(path) = path {
        shop = shop.with_variable("PATH", path);
    }
    let ended = shop.run(&[&["smoke", "run"], args].concat());
    (ended.code.unwrap(), ended.out, ended.err)
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
