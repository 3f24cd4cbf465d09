//! The page that says what a mandate is held to says all of it, and names tests that there are.

use std::collections::BTreeSet;
use std::path::Path;

use ticketctl::domain::ap2::RefusalReason;

use crate::support::shop::{files, fixture};

/// The cells of a table's rows, without their code marks.
fn rows(page: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`').to_owned()).collect::<Vec<_>>()
    };
    page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| check")).map(cells).collect()
}

/// The names of the tests of AP2.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = [root.join("src/domain/ap2"), root.join("tests/it/ap2")].into_iter().flat_map(|dir| files(&dir));
    let mut names = BTreeSet::new();
    for source in sources {
        let text = std::fs::read_to_string(source).unwrap();
        let after = text.split("#[test]").skip(1);
        names.extend(after.filter_map(|rest| Some(rest.split_once("fn ")?.1.split_once('(')?.0.to_owned())));
    }
    names
}

#[test]
fn every_refusal_stands_on_the_page_once_with_a_test_that_exists() {
    let page = std::fs::read_to_string(fixture("ap2/CONFORMANCE.md")).unwrap();
    let (rows, tests) = (rows(&page), tests());
    assert!(rows.iter().all(|row| row.len() == 4 && row.iter().all(|cell| !cell.is_empty())), "{rows:?}");
    let mut told: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    let mut codes: Vec<&str> = RefusalReason::ALL.iter().map(|reason| reason.code()).collect();
    told.sort_unstable();
    codes.sort_unstable();
    assert_eq!(told, codes);
    let named = page.split('`').filter(|word| word.matches('_').count() > 3 && !word.contains([' ', '.']));
    let missing: Vec<&str> =
        rows.iter().map(|row| row[3].as_str()).chain(named).filter(|name| !tests.contains(*name)).collect();
    assert!(missing.is_empty(), "no such test: {missing:?}");
}
