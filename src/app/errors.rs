//! The catalogues of all rooms, for `help errors`.

use super::channels::errors::ChannelError;
use super::checkout::errors::CheckoutError;
use super::delivery::errors::DeliveryError;
use super::log::errors::LogError;
use super::ops::errors::OpsError;
use super::orders::errors::OrderError;
use super::resale::errors::ResaleError;
use super::sandbox::errors::SandboxError;
use super::write::errors::WriteError;
use crate::config::errors::ConfigError;
use crate::error::ErrorEntry;
use crate::formats::errors::FormatError;
use crate::fs::errors::FileError;
use crate::gateway::errors::GatewayError;
use crate::ocr::errors::OcrError;
use crate::store::errors::StoreError;

/// Every catalogue. Errors that are still built elsewhere are counted by a test.
pub const CATALOGUES: [&[ErrorEntry]; 15] = [
    ChannelError::ENTRIES,
    CheckoutError::ENTRIES,
    ConfigError::ENTRIES,
    DeliveryError::ENTRIES,
    FileError::ENTRIES,
    FormatError::ENTRIES,
    GatewayError::ENTRIES,
    LogError::ENTRIES,
    OcrError::ENTRIES,
    OpsError::ENTRIES,
    OrderError::ENTRIES,
    ResaleError::ENTRIES,
    SandboxError::ENTRIES,
    StoreError::ENTRIES,
    WriteError::ENTRIES,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;

    /// The message itself says what to put right: the field and what it must be, or the place and what is wrong there.
    const MESSAGE_SAYS_WHAT_TO_DO: [&str; 37] = [
        "amount_invalid",
        "amount_unit",
        "answer_invalid",
        "ap2_key_unusable",
        "config_file_refused",
        "config_syntax",
        "config_unreadable",
        "csv_column_twice",
        "csv_columns",
        "csv_too_many_columns",
        "database_exists",
        "event_code",
        "event_key_invalid",
        "event_order_no",
        "event_type",
        "event_unusable",
        "export_empty",
        "field_characters",
        "field_too_long",
        "field_type",
        "file_missing",
        "file_not_found",
        "group_name_invalid",
        "json_not_object",
        "json_nul",
        "keep_going_csv",
        "line_too_long",
        "order_no_invalid",
        "order_not_yet",
        "payment_qr_not_found",
        "platform_invalid",
        "qr_content",
        "season_order",
        "season_unknown",
        "secret_name_invalid",
        "target_invalid",
        "wording_unreadable",
    ];
    /// A fault of the program or the machine, or a state that no command changes.
    const NOTHING_TO_DO: [&str; 17] = [
        "blob_locked",
        "csv",
        "database_error",
        "delivery_damaged",
        "evidence_failed",
        "group_untested",
        "ids_shape",
        "migration_failed",
        "no_runtime",
        "numbers_exhausted",
        "person_erased",
        "picture_unwritten",
        "png_failed",
        "random",
        "request_unreadable",
        "sealing_failed",
        "tls_setup",
    ];
    /// Its hint has values of its own and is added where the error is built.
    const HINT_ADDED_LATER: [&str; 3] = ["ocr_download_failed", "ocr_pip_missing", "secret_missing"];

    /// How many errors a room still builds outside its catalogue. Each number only falls.
    const OUTSIDE: [(&str, usize); 14] = [
        ("app", 1),
        ("app/channels", 3),
        ("app/delivery", 10),
        ("app/ops", 3),
        ("app/orders", 1),
        ("app/resale", 1),
        ("app/sandbox", 1),
        ("app/write", 15),
        ("cli", 55),
        ("config", 1),
        ("formats", 3),
        ("ocr", 3),
        ("output", 10),
        ("store", 2),
    ];

    #[test]
    fn every_entry_has_a_hint_or_a_reason_for_none() {
        let excused = [&MESSAGE_SAYS_WHAT_TO_DO[..], &NOTHING_TO_DO, &HINT_ADDED_LATER].concat();
        for entry in CATALOGUES.into_iter().flatten() {
            assert!(entry.hint.is_some() || excused.contains(&entry.code), "{} has no hint", entry.code);
        }
        for code in excused {
            let needed = CATALOGUES.into_iter().flatten().any(|entry| entry.code == code && entry.hint.is_none());
            assert!(needed, "{code} is excused for nothing");
        }
    }

    #[test]
    fn errors_are_built_in_catalogues() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut counted = BTreeMap::new();
        count_outside(&source, &source, &mut counted);
        for (room, count) in counted {
            let allowed = OUTSIDE.iter().find(|(known, _)| *known == room).map_or(0, |(_, allowed)| *allowed);
            assert!(count <= allowed, "{room} builds {count} errors outside its catalogue, {allowed} are known");
        }
    }

    /// Counts what builds an `Error` in each room, tests aside.
    fn count_outside(source: &Path, folder: &Path, counted: &mut BTreeMap<String, usize>) {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                count_outside(source, &path, counted);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(source).unwrap();
            if name.ends_with("tests.rs") || name == Path::new("error.rs") {
                continue;
            }
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let count: usize =
                ["new", "usage", "internal"].iter().map(|by| text.matches(&format!("Error::{by}(")).count()).sum();
            let folders: Vec<&str> = name.parent().unwrap().iter().map(|part| part.to_str().unwrap()).collect();
            let room = folders[..folders.len().min(if folders.first() == Some(&"app") { 2 } else { 1 })].join("/");
            if count > 0 {
                *counted.entry(room).or_default() += count;
            }
        }
    }
}
