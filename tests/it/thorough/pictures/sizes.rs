//! Whatever size a picture claims, what is computed of it is bounded: memory and processor time are limited from outside, and a
//! command that would need more is killed.

use image::{DynamicImage, GrayImage, ImageFormat, Luma};

use crate::support::ocr_models::models;
use crate::support::shop::{Shop, end};

/// 1.5 GiB of addresses, the models among them.
const MEMORY: &str = "--as=1610612736";
/// Of all threads together, in seconds.
const PROCESSOR: &str = "--cpu=120";

/// A picture of stripes that look like lines of text, so that there is something to find.
fn striped(wide: u32, high: u32) -> Vec<u8> {
    let dark = |x: u32, y: u32| y % 40 < 20 && (x / 7 + y / 3 * 5).is_multiple_of(3);
    let picture = GrayImage::from_fn(wide, high, |x, y| Luma([if dark(x, y) { 20 } else { 240 }]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn what_is_computed_is_bounded_for_every_size() {
    let shop = Shop::at_home().with_variable("TICKETCTL_OCR_MODELS", models());
    let sides = [
        ((1, 12_000), 2),
        ((10, 12_000), 2),
        ((100, 12_000), 2),
        ((12_000, 1), 2),
        ((300, 12_000), 0),
        ((12_000, 300), 0),
        ((3333, 12_000), 0),
        ((6324, 6324), 0),
        ((12_001, 12_001), 2),
        ((1, 1), 0),
    ];
    for ((wide, high), exit) in sides {
        let name = format!("{wide}x{high}.png");
        shop.file(&name, striped(wide, high));
        let ended = end(&mut shop.command_under(&["prlimit", MEMORY, PROCESSOR], &["ocr", "text", &name, "--json"]));
        // Too much text is a picture that is refused too.
        let refused = ended.code == Some(2) && ended.error()["code"] == "picture_too_large";
        assert!(ended.code == Some(exit) || (exit == 0 && refused), "{name}: {ended:?}");
    }
}

#[test]
fn one_picture_that_no_engine_takes_stops_no_folder() {
    let shop = Shop::sandbox().with_variable("TICKETCTL_OCR_MODELS", models());
    std::fs::create_dir(shop.path("shots")).unwrap();
    shop.file("shots/a.png", striped(1, 12_000));
    shop.file("shots/b.png", striped(60, 60));
    let ended = shop.run(&["ocr", "run", "--dir", "shots", "--json"]);
    assert_eq!(ended.code, Some(8), "{ended:?}");
    let told = ended.json();
    let told: Vec<_> = told.as_array().unwrap().iter().map(|row| row["placing"].as_str().unwrap()).collect();
    assert_eq!(told, ["unreadable", "nobody"]);
}
