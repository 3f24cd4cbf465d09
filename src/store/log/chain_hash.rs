//! What chains the rows of a log: SHA-256 over a tag, the hash of the row before, and each field with its kind and length.

use std::ops::Range;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

/// The head of a chain: the hash of its last row.
pub type EventHash = [u8; 32];

/// The hash before the first row.
pub const NO_HASH: EventHash = [0; 32];

pub(super) struct EventHasher(Sha256);

impl EventHasher {
    /// `tag` tells these hashes from any other SHA-256 over the same bytes.
    pub(super) fn start_after(tag: &[u8], prev: &[u8]) -> Self {
        let mut chain = Self(Sha256::new());
        chain.add_bytes(b'h', tag);
        chain.add_bytes(b'h', prev);
        chain
    }

    fn add_bytes(&mut self, kind: u8, bytes: &[u8]) {
        self.0.update([kind]);
        // Without its length, text moved from the end of one field to the start of the next would hash the same.
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    pub(super) fn add_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.add_bytes(b't', text.as_bytes()),
            None => self.add_bytes(b'n', &[]),
        }
    }

    pub(super) fn add_number(&mut self, number: i64) {
        self.add_bytes(b'i', &number.to_be_bytes());
    }

    pub(super) fn finish_hash(self) -> EventHash {
        self.0.finalize().into()
    }
}

/// The hash of a stored row over some of its columns, by their places and not their names, from the raw bytes: a value that
/// we could not parse any more still has its hash.
pub(super) fn hash_columns(row: &Row<'_>, columns: Range<usize>, tag: &[u8], prev: &[u8]) -> EventHash {
    let mut chain = EventHasher::start_after(tag, prev);
    for column in columns {
        match row.get_ref(column) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => chain.add_bytes(b't', bytes),
            Ok(ValueRef::Integer(number)) => chain.add_number(number),
            Ok(ValueRef::Null) => chain.add_text(None),
            // No column of ours holds one, so the row was changed: it must not hash like anything we wrote.
            Ok(ValueRef::Real(_)) | Err(_) => chain.add_bytes(b'?', &[]),
        }
    }
    chain.finish_hash()
}
