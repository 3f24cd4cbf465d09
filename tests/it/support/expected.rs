//! Files that say what is expected, and the switches that write them anew. A run that wrote one is red: green always means that
//! what is in the repository was compared.

use std::path::Path;

pub(crate) const UPDATE_TABLES: &str = "TICKETCTL_UPDATE_TABLES";
pub(crate) const UPDATE_TRANSCRIPTS: &str = "TICKETCTL_UPDATE_TRANSCRIPTS";

/// Whether the files of a switch are to be written.
pub(crate) fn updates(switch: &str) -> bool {
    std::env::var_os(switch).is_some_and(|value| value == "1")
}

/// Writes a file that says something else so far, and fails for it.
pub(crate) fn update_file(switch: &str, path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    if std::fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    std::fs::write(path, text).unwrap();
    panic!("{} is written anew: look at what changed, and run again without {switch}", path.display());
}

#[test]
fn a_file_that_was_written_anew_fails_the_run_that_wrote_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("table.txt");
    let written = std::panic::catch_unwind(|| update_file(UPDATE_TABLES, &path, "a"));
    assert!(written.is_err(), "a green run that wrote what it compares with");
    update_file(UPDATE_TABLES, &path, "a");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a");
}
