//! What is no whole picture, and a model that is not what it was: a clear error, and nothing is changed.

use std::path::Path;

use crate::support::ocr_models::models;
use crate::support::shop::{Ended, Shop, fixture};

fn with_models(models: &Path) -> Shop {
    Shop::at_home().with_variable("TICKETCTL_OCR_MODELS", models)
}

/// Reads a picture in vain: the exit code, and the code of an error that says what to do.
fn refusal(shop: &Shop, args: &[&str]) -> (i32, String) {
    code_of(&shop.run(&[args, &["--json"]].concat()))
}

fn code_of(ended: &Ended) -> (i32, String) {
    let error = ended.error();
    assert!(error["hint"].is_string(), "{ended:?}");
    (ended.code.unwrap(), error["code"].as_str().unwrap_or_default().to_owned())
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
    let shop = with_models(&models());
    let jpeg = std::fs::read(fixture("ocr/06.jpg")).unwrap();
    for (name, bytes, code) in [
        ("cut.jpg", &jpeg[..jpeg.len() / 2], "picture_unreadable"),
        ("bomb.png", &claimed(30_000)[..], "picture_too_large"),
        (
            "a.gif",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
            "picture_kind_unsupported",
        ),
        ("a.pdf", b"%PDF-1.7\n", "file_type_not_accepted"),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "file_type_not_accepted"),
        ("words.png", b"only words", "file_type_not_accepted"),
    ] {
        shop.file(name, bytes);
        assert_eq!(refusal(&shop, &["ocr", "text", name]), (2, code.to_owned()), "{name}");
    }
    let fifo = std::process::Command::new("mkfifo").arg(shop.path("fifo.png")).status().unwrap();
    assert!(fifo.success());
    assert_eq!(refusal(&shop, &["ocr", "text", "fifo.png"]), (2, "file_is_special".to_owned()));
}

#[test]
fn one_flipped_byte_of_a_model_is_noticed_and_mended() {
    let whole = models();
    let shop = Shop::at_home();
    let dir = shop.path("models");
    let shop = shop.with_variable("TICKETCTL_OCR_MODELS", &dir);
    std::fs::create_dir(&dir).unwrap();
    for entry in std::fs::read_dir(&whole).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), dir.join(entry.file_name())).unwrap();
    }
    let model = dir.join("PP-OCRv6_rec_small.rten");
    let mut bytes = std::fs::read(&model).unwrap();
    bytes[10_000_000] ^= 1;
    std::fs::write(&model, bytes).unwrap();
    shop.copy_fixture("ocr/05.png");
    assert_eq!(refusal(&shop, &["ocr", "text", "05.png"]), (11, "ocr_model_damaged".to_owned()));
    let setup = |from: &Path| shop.run(&["ocr", "setup", "--json", "--from", from.to_str().unwrap()]);
    assert_eq!(code_of(&setup(&dir)), (11, "ocr_package_wrong".to_owned()), "the damaged files themselves");
    assert_eq!(code_of(&setup(&shop.path("none.whl"))), (3, "file_not_found".to_owned()));
    let mended = setup(&whole);
    assert_eq!(mended.code, Some(0), "{mended:?}");
    assert!(dir.join("LICENSE").is_file() && dir.join("NOTICE").is_file());
    assert_eq!(std::fs::read(&model).unwrap(), std::fs::read(whole.join("PP-OCRv6_rec_small.rten")).unwrap());
}
