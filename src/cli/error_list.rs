//! Every catalogue, for `help errors`: the errors of all rooms, the refusals of the rules, and why a mandate is not valid.

use super::errors::CliError;
use crate::app::errors::CATALOGUES;
use crate::domain::ap2::RefusalReason;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::order::rejections::OrderRejection;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::rejection::RejectionEntry;
use crate::domain::value::rejections::ValueRejection;
use crate::error::{ErrorEntry, Exit};
use crate::output::errors::OutputError;

const REJECTIONS: [&[RejectionEntry]; 4] =
    [CheckoutRejection::ENTRIES, OrderRejection::ENTRIES, ResaleRejection::ENTRIES, ValueRejection::ENTRIES];

/// All entries, by code.
pub fn list_error_entries() -> Vec<ErrorEntry> {
    let refused = |entry: &RejectionEntry| {
        let RejectionEntry { code, kind, message, hint } = *entry;
        ErrorEntry { code, kind: kind.into(), message, hint }
    };
    let invalid = |reason: &RefusalReason| {
        let hint = Some(reason.ap2_error().hint());
        ErrorEntry { code: reason.code(), kind: Exit::Refused, message: reason.text(), hint }
    };
    let mut entries = [CliError::ENTRIES, OutputError::ENTRIES, &CATALOGUES.concat()].concat();
    entries.extend(REJECTIONS.into_iter().flatten().map(refused));
    entries.extend(RefusalReason::ALL.iter().map(invalid));
    entries.sort_by_key(|entry| entry.code);
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The message itself says what to put right: the field and what it must be, or what may be given.
    const MESSAGE_SAYS_WHAT_TO_DO: [&str; 35] = [
        "amount_invalid",
        "amount_range",
        "amount_unit",
        "birthday_invalid",
        "certificate_type_unknown",
        "config_invalid",
        "date_invalid",
        "document_number_shape",
        "duration_invalid",
        "event_code",
        "event_key_invalid",
        "event_order_no",
        "event_type",
        "field_characters",
        "field_length",
        "field_type",
        "gender_unknown",
        "json_not_object",
        "merchant_id_invalid",
        "name_too_long",
        "order_no_invalid",
        "platform_invalid",
        "play_date_invalid",
        "quantity_invalid",
        "refund_amount",
        "refund_too_large",
        "season_unknown",
        "sku_id_invalid",
        "state_unknown",
        "time_invalid",
        "time_range",
        "user_type_unknown",
        "wording_characters",
        "wording_length",
        "wording_placeholder",
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

    /// A session that was named does not exist (3), or the order has none to close (4).
    const TWO_EXIT_CODES: [&str; 1] = ["session_not_found"];

    /// What builds an error or a refusal: the types, the catalogues, the conversion from one to the other, and a mandate
    /// that is refused for one of AP2's reasons.
    const BUILDERS: [&str; 5] = [
        "app/checkout/mandate/mod.rs",
        "app/write/rejection.rs",
        "domain/value/rejection.rs",
        "domain/value/catalogue.rs",
        "error.rs",
    ];

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
    fn an_error_stands_in_one_catalogue() {
        let mut known = BTreeMap::new();
        for (number, catalogue) in [CliError::ENTRIES, OutputError::ENTRIES].into_iter().chain(CATALOGUES).enumerate() {
            for entry in catalogue {
                let first = *known.entry(entry.code).or_insert(number);
                assert_eq!(first, number, "{} stands twice", entry.code);
            }
        }
    }

    #[test]
    fn a_code_has_one_exit_code() {
        let mut known = BTreeMap::new();
        for entry in list_error_entries() {
            let first = *known.entry(entry.code).or_insert(entry.kind);
            assert!(first == entry.kind || TWO_EXIT_CODES.contains(&entry.code), "{} has two exit codes", entry.code);
        }
    }

    #[test]
    fn errors_are_built_in_catalogues_and_every_catalogue_is_listed() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let (mut errors, mut rejections) = (0, 0);
        for path in source_files(&source) {
            let name = path.strip_prefix(&source).unwrap().to_str().unwrap();
            if name.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            errors += text.matches("error_catalogue! {\n").count();
            rejections += text.matches("rejection_catalogue! {\n").count();
            let builds = ["from_catalogue(", "Error { code", "Rejection { code"].iter().any(|by| text.contains(by));
            assert!(!builds || BUILDERS.contains(&name), "{name} builds an error outside the catalogues");
        }
        assert_eq!((errors, rejections), (CATALOGUES.len() + 2, REJECTIONS.len()), "a catalogue is not listed");
    }

    fn source_files(folder: &Path) -> Vec<PathBuf> {
        let inside = |path: PathBuf| if path.is_dir() { source_files(&path) } else { vec![path] };
        std::fs::read_dir(folder).unwrap().flat_map(|item| inside(item.unwrap().path())).collect()
    }
}
