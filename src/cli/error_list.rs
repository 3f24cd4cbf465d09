//! Every catalogue, for `help errors`: what the commands say themselves, and what the rooms below them say.

use super::errors::CliError;
use crate::app::errors::CATALOGUES;
use crate::error::ErrorEntry;
use crate::output::errors::OutputError;

/// All entries, by code.
pub fn list_error_entries() -> Vec<ErrorEntry> {
    let mut entries = [CliError::ENTRIES, OutputError::ENTRIES, &CATALOGUES.concat()].concat();
    entries.sort_by_key(|entry| entry.code);
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The message itself says what to put right: the field and what it must be, or what may be given.
    const MESSAGE_SAYS_WHAT_TO_DO: [&str; 18] = [
        "amount_invalid",
        "amount_range",
        "amount_unit",
        "config_invalid",
        "date_invalid",
        "duration_invalid",
        "event_code",
        "event_key_invalid",
        "event_order_no",
        "event_type",
        "field_type",
        "json_not_object",
        "order_no_invalid",
        "platform_invalid",
        "season_unknown",
        "state_unknown",
        "time_invalid",
        "time_range",
    ];

    /// A fault of the program or the machine, an operator's own decision, or a state that no command changes.
    const NOTHING_TO_DO: [&str; 11] = [
        "blob_locked",
        "broken_pipe",
        "csv",
        "declined",
        "evidence_failed",
        "nothing_created",
        "person_erased",
        "picture_unwritten",
        "png_failed",
        "script_not_text",
        "tls_setup",
    ];

    /// What builds an error: the type itself, the catalogues, and the conversion of the rules' refusals.
    const BUILDERS: [&str; 3] = ["app/write/rejection.rs", "domain/value/catalogue.rs", "error.rs"];

    #[test]
    fn every_entry_has_a_hint_or_a_reason_for_none() {
        let (entries, excused) = (list_error_entries(), [&MESSAGE_SAYS_WHAT_TO_DO[..], &NOTHING_TO_DO].concat());
        for entry in &entries {
            assert!(entry.hint.is_some() || excused.contains(&entry.code), "{} has no hint", entry.code);
        }
        for code in excused {
            let needed = entries.iter().any(|entry| entry.code == code && entry.hint.is_none());
            assert!(needed, "{code} is excused for nothing");
        }
    }

    #[test]
    fn a_code_stands_in_one_catalogue_with_one_exit_code() {
        let mut known = BTreeMap::new();
        for (number, catalogue) in [CliError::ENTRIES, OutputError::ENTRIES].into_iter().chain(CATALOGUES).enumerate() {
            for entry in catalogue {
                let first = *known.entry(entry.code).or_insert((number, entry.kind));
                assert_eq!(first, (number, entry.kind), "{} stands twice", entry.code);
            }
        }
    }

    #[test]
    fn errors_are_built_in_catalogues_and_every_catalogue_is_listed() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut declared = 0;
        for path in source_files(&source) {
            let name = path.strip_prefix(&source).unwrap().to_str().unwrap();
            if name.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            declared += text.matches("error_catalogue! {\n").count();
            let builds = ["from_catalogue(", "Error { code"].iter().any(|by| text.contains(by));
            assert!(!builds || BUILDERS.contains(&name), "{name} builds an error outside the catalogues");
        }
        assert_eq!(declared, CATALOGUES.len() + 2, "a catalogue is not listed");
    }

    fn source_files(folder: &Path) -> Vec<PathBuf> {
        let inside = |path: PathBuf| if path.is_dir() { source_files(&path) } else { vec![path] };
        std::fs::read_dir(folder).unwrap().flat_map(|item| inside(item.unwrap().path())).collect()
    }
}
