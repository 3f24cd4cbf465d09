//! The pictures under `fixtures/ocr`, and those of `tests/pictures/make` under `fixtures/ocr/made`: every value found, every verdict as the JSON beside the picture says.

use std::path::{Path, PathBuf};

use serde_json::Value;
use ticketctl::domain::resale::matching::{
    ComparedField, ExpectedTicket, MatchStatus, MatchVerdict, ScreenshotBlock, compact_text, match_screenshot,
};
use ticketctl::domain::value::certificate::CertificateType;
use ticketctl::domain::value::money::Fen;
use ticketctl::domain::value::person::Personal;
use ticketctl::domain::value::time::Day;
use ticketctl::ocr::fields::{BlockFields, extract_fields};
use ticketctl::ocr::model_files::OcrModels;
use ticketctl::ocr::{OcrEngine, OcrPicture, OcrReading, PpocrEngine, reading_to_json};

use crate::support::ocr_models::models;

pub(crate) const FIELDS: [(&str, ComparedField); 7] = [
    ("name", ComparedField::Name),
    ("phone", ComparedField::Phone),
    ("id_number", ComparedField::CertificateNo),
    ("date", ComparedField::PlayDate),
    ("ticket_type", ComparedField::TicketType),
    ("amount", ComparedField::Amount),
    ("code", ComparedField::Code),
];

/// A picture and what it shows.
pub(crate) struct Sample {
    pub(crate) picture: PathBuf,
    pub(crate) told: Value,
}

pub(crate) fn samples(dir: &str) -> Vec<Sample> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(dir);
    let files = std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<Sample> = files
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .map(|path| {
            let told: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            Sample { picture: dir.join(told["file"].as_str().unwrap()), told }
        })
        .collect();
    samples.sort_by(|a, b| a.picture.cmp(&b.picture));
    samples
}

fn read(engine: &PpocrEngine, path: &Path) -> OcrReading {
    engine.read_picture(OcrPicture { path, bytes: &std::fs::read(path).unwrap() }).unwrap()
}

pub(crate) fn expected(order: &Value) -> ExpectedTicket {
    let text = |key: &str| order[key].as_str().unwrap().to_owned();
    ExpectedTicket {
        name: Personal::new(text("name")),
        phone: Personal::new(text("phone")),
        certificate_no: Personal::new(text("id_number")),
        certificate_type: CertificateType::IdCard.into(),
        play_date: Day::parse(&text("date")).unwrap(),
        ticket_type: text("ticket_type"),
        amounts: vec![Fen::parse(&text("amount")).unwrap()],
        code: Some(text("code")),
    }
}

/// A value as it is compared: no spaces and marks, one star for a mask, months and days with two digits.
pub(crate) fn plain(key: &str, value: &str) -> String {
    let mut text = compact_text(value).replace(['¥', ','], "");
    while text.contains("**") {
        text = text.replace("**", "*");
    }
    if key != "date" {
        return text;
    }
    let parts: Vec<String> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part:0>2}"))
        .collect();
    parts.join("-")
}

/// What `told` says about a picture and a reading does not.
fn wrong(sample: &Sample, reading: &OcrReading) -> (Vec<String>, usize) {
    let name = sample.picture.file_name().unwrap().to_string_lossy().into_owned();
    let text: String = reading.lines.iter().map(|line| plain("", &line.text)).collect();
    let blocks = extract_fields(reading);
    // Of two orders on one screen nothing says which is meant: either may come first.
    let blind: Vec<Value> =
        blocks.iter().map(|block| reading_to_json(reading, std::slice::from_ref(block))["fields"].take()).collect();
    let evidence: Vec<ScreenshotBlock> = blocks.iter().map(BlockFields::to_evidence).collect();
    let report = match_screenshot(&expected(&sample.told["order"]), &evidence);
    let (mut wrong, mut blinded) = (Vec::new(), 0);
    for (key, field) in FIELDS {
        let shown = sample.told["shown"][key].as_str().unwrap();
        let one_star = text.replace("**", "*").replace("**", "*");
        if !one_star.contains(&plain("", shown)) {
            wrong.push(format!("{name}: {key} is not in the text"));
        }
        let first = |fields: &Value| fields[key][0]["value"].as_str().map(|value| plain(key, value));
        blinded += usize::from(!blind.iter().any(|fields| first(fields) == Some(plain(key, shown))));
        let verdict = report.verdict_on(field);
        if verdict.code() != sample.told["match"][key].as_str().unwrap() {
            wrong.push(format!("{name}: {key} is {verdict:?}"));
        }
    }
    let matched = report.status == MatchStatus::Matched;
    assert!(!(contradicts(sample) && matched), "{name} shows another ticket and is matched");
    let status = sample.told["status"].as_str().unwrap_or(report.status.code());
    if report.status.code() != status {
        wrong.push(format!("{name}: it is {:?}", report.status));
    }
    let codes = sample.told["codes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    wrong.extend(
        codes.filter(|code| !reading.codes.iter().any(|read| read == code)).map(|_| format!("{name}: no code")),
    );
    (wrong, blinded)
}

#[test]
fn every_value_is_found_and_every_verdict_is_as_told() {
    let engine = PpocrEngine::new(OcrModels::new(models()));
    let samples = samples("ocr");
    assert!(samples.len() >= 8);
    all_as_told(&engine, &samples);
    no_other_order_is_matched(&engine, &samples);
}

#[test]
fn layouts_of_our_own_are_read_and_none_of_the_wrong_tickets_is_matched() {
    let engine = PpocrEngine::new(OcrModels::new(models()));
    let samples = samples("ocr/made");
    let wrong = samples.iter().filter(|sample| contradicts(sample)).count();
    assert!(samples.len() >= 39 && wrong >= 14, "{} and {wrong}", samples.len());
    all_as_told(&engine, &samples);
}

pub(crate) fn contradicts(sample: &Sample) -> bool {
    sample.told["status"] == "pending_review" || FIELDS.iter().any(|(key, _)| sample.told["match"][key] == "mismatch")
}

fn all_as_told(engine: &PpocrEngine, samples: &[Sample]) {
    let (mut all, mut blinded) = (Vec::new(), 0);
    for sample in samples {
        let (wrong, misses) = wrong(sample, &read(engine, &sample.picture));
        all.extend(wrong);
        blinded += misses;
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(blinded * 100 <= samples.len() * FIELDS.len() * 5, "{blinded} fields are not read without an order");
}

/// One digit of the number, the day after, another length or another name with the same phone: never matched.
fn no_other_order_is_matched(engine: &PpocrEngine, samples: &[Sample]) {
    let sample = samples.iter().find(|sample| sample.told["file"] == "01.png").unwrap();
    let evidence: Vec<ScreenshotBlock> =
        extract_fields(&read(engine, &sample.picture)).iter().map(BlockFields::to_evidence).collect();
    let order = expected(&sample.told["order"]);
    assert_eq!(match_screenshot(&order, &evidence).status, MatchStatus::Matched);
    let others = [
        ExpectedTicket { phone: Personal::new("13800132377"), ..order.clone() },
        ExpectedTicket { certificate_no: Personal::new("440101190001052377"), ..order.clone() },
        ExpectedTicket { play_date: Day::parse("2026-04-16").unwrap(), ..order.clone() },
        ExpectedTicket { ticket_type: "初级道 2 小时".to_owned(), ..order.clone() },
        ExpectedTicket { name: Personal::new("张叁2376"), ..order.clone() },
        ExpectedTicket { amounts: vec![Fen::parse("495.89").unwrap()], ..order.clone() },
    ];
    for other in others {
        let report = match_screenshot(&other, &evidence);
        assert_eq!(report.status, MatchStatus::Mismatched, "{report:?}");
        assert!(FIELDS.iter().any(|(_, field)| report.verdict_on(*field) == MatchVerdict::Mismatch));
    }
}

#[test]
fn a_crooked_photo_is_read_in_rows() {
    let engine = PpocrEngine::new(OcrModels::new(models()));
    let sample = samples("ocr").into_iter().find(|sample| sample.told["file"] == "05.png").unwrap();
    let flat = image::open(&sample.picture).unwrap().into_rgb8();
    let bytes = png(&turned(&flat, 2.5));
    let reading = engine.read_picture(OcrPicture { path: &sample.picture, bytes: &bytes }).unwrap();
    let (wrong, _) = wrong(&sample, &reading);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn png(picture: &image::RgbImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The picture turned about its middle by some degrees and enlarged threefold, on grey, as a phone sees a screen.
#[allow(clippy::float_arithmetic, reason = "pixels, no money")]
fn turned(flat: &image::RgbImage, degrees: f32) -> image::RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (wide, high) = (flat.width() * 2, flat.height() * 2);
    let big = image::imageops::resize(flat, wide, high, image::imageops::FilterType::Triangle);
    let (frame_wide, frame_high) = (wide + 160, high + 160);
    image::RgbImage::from_fn(frame_wide, frame_high, |x, y| {
        let (dx, dy) = (x as f32 - frame_wide as f32 / 2.0, y as f32 - frame_high as f32 / 2.0);
        let (from_x, from_y) = (dx * cos + dy * sin + wide as f32 / 2.0, dy * cos - dx * sin + high as f32 / 2.0);
        let inside = from_x >= 0.0 && from_y >= 0.0 && from_x < wide as f32 && from_y < high as f32;
        if inside { *big.get_pixel(from_x as u32, from_y as u32) } else { image::Rgb([120, 120, 120]) }
    })
}
