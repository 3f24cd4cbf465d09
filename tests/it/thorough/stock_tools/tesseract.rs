//! Debian's TesseractEngine as a child process, on the pictures that the other engine reads too.
//!
//! It stands in where the models are missing. What is asked of it is not that it reads everything: numbers mostly, no name
//! without a person, and above all no wrong ticket as a match (`ocr.md`, part 2).

use ticketctl::domain::resale::matching::{
    ComparedField, MatchStatus, MatchVerdict, ScreenshotBlock, match_screenshot,
};
use ticketctl::ocr::fields::{BlockFields, extract_fields};
use ticketctl::ocr::model_files::OcrModels;
use ticketctl::ocr::{AUTO, OcrPicture, TesseractEngine, open_engine};

use super::super::pictures::reading::{FIELDS, Sample, contradicts, expected, plain, samples};

/// Of these the reference study says that TesseractEngine reads them nearly always.
const NUMBERS: [&str; 5] = ["phone", "id_number", "date", "amount", "code"];

#[test]
fn without_models_tesseract_reads_numbers_leaves_names_to_a_person_and_matches_no_wrong_ticket() {
    TesseractEngine::require_installed().unwrap();
    let nowhere = tempfile::tempdir().unwrap();
    let engine = open_engine(AUTO, &OcrModels::new(nowhere.path())).unwrap();
    assert_eq!(engine.name(), TesseractEngine::NAME, "it is taken where the models are missing");
    let mut all = samples("ocr");
    all.extend(samples("ocr/made").into_iter().filter(contradicts).step_by(3));
    let (mut found, mut asked) = (0, 0);
    for sample in &all {
        let bytes = std::fs::read(&sample.picture).unwrap();
        let reading = engine.read_picture(OcrPicture { path: &sample.picture, bytes: &bytes }).unwrap();
        assert_eq!((reading.engine.as_str(), reading.model.as_deref()), ("tesseract", None));
        let text: String = reading.lines.iter().map(|line| plain("", &line.text)).collect();
        let shown = |key: &str| plain("", sample.told["shown"][key].as_str().unwrap());
        asked += NUMBERS.len();
        found += NUMBERS.iter().filter(|key| text.contains(&shown(key))).count();
        judged(sample, &extract_fields(&reading).iter().map(BlockFields::to_evidence).collect::<Vec<_>>());
    }
    assert!(found * 100 >= asked * 80, "{found} of {asked} numbers were found");
}

fn judged(sample: &Sample, evidence: &[ScreenshotBlock]) {
    let (name, report) = (&sample.told["file"], match_screenshot(&expected(&sample.told["order"]), evidence));
    assert_eq!(report.verdict_on(ComparedField::Name), MatchVerdict::Ambiguous, "{name}: a name is for a person");
    assert_ne!(report.status, MatchStatus::Matched, "{name}");
    // Whatever reads differently on the picture never counts as the same.
    for (key, field) in FIELDS {
        let told = &sample.told["match"][key];
        assert!(!(told == "mismatch" && report.verdict_on(field) == MatchVerdict::Match), "{name}: {key}");
    }
}
