//! Debian's Tesseract as a child process, on the pictures that the other engine reads too.
//!
//! It stands in where the models are missing. What is asked of it is not that it reads everything: numbers mostly, no name
//! without a person, and above all no wrong ticket as a match (`ocr.md`, part 2).

use ticketctl::domain::resale::matching::{Evidence, Field, Status, Verdict, judge};
use ticketctl::ocr::fields::{Fields, extract};
use ticketctl::ocr::model_files::Models;
use ticketctl::ocr::{AUTO, Picture, Tesseract, engine};

use super::super::pictures::reading::{FIELDS, Sample, contradicts, expected, plain, samples};

/// Of these the reference study says that Tesseract reads them nearly always.
const NUMBERS: [&str; 5] = ["phone", "id_number", "date", "amount", "code"];

#[test]
fn without_models_tesseract_reads_numbers_leaves_names_to_a_person_and_matches_no_wrong_ticket() {
    Tesseract::require().unwrap();
    let nowhere = tempfile::tempdir().unwrap();
    let engine = engine(AUTO, &Models::new(nowhere.path())).unwrap();
    assert_eq!(engine.name(), Tesseract::NAME, "it is taken where the models are missing");
    let mut all = samples("ocr");
    all.extend(samples("ocr/made").into_iter().filter(contradicts).step_by(3));
    let (mut found, mut asked) = (0, 0);
    for sample in &all {
        let bytes = std::fs::read(&sample.picture).unwrap();
        let reading = engine.read(Picture { path: &sample.picture, bytes: &bytes }).unwrap();
        assert_eq!((reading.engine.as_str(), reading.model.as_deref()), ("tesseract", None));
        let text: String = reading.lines.iter().map(|line| plain("", &line.text)).collect();
        let shown = |key: &str| plain("", sample.told["shown"][key].as_str().unwrap());
        asked += NUMBERS.len();
        found += NUMBERS.iter().filter(|key| text.contains(&shown(key))).count();
        judged(sample, &extract(&reading).iter().map(Fields::evidence).collect::<Vec<_>>());
    }
    assert!(found * 100 >= asked * 80, "{found} of {asked} numbers were found");
}

fn judged(sample: &Sample, evidence: &[Evidence]) {
    let (name, report) = (&sample.told["file"], judge(&expected(&sample.told["order"]), evidence));
    assert_eq!(report.verdict(Field::Name), Verdict::Ambiguous, "{name}: a name is for a person");
    assert_ne!(report.status, Status::Matched, "{name}");
    // Whatever reads differently on the picture never counts as the same.
    for (key, field) in FIELDS {
        let told = &sample.told["match"][key];
        assert!(!(told == "mismatch" && report.verdict(field) == Verdict::Match), "{name}: {key}");
    }
}
