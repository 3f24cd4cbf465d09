//! Pictures that an operator names: decoded before they are believed.
//!
//! Invariant: what is recorded as a proof or a screenshot opens. Half a download looks whole by its first bytes, and the
//! agent would get a grey picture.

use std::path::Path;

use crate::error::Result;
use crate::fs::input_file::{AcceptedKinds, FileKind, INPUT_FILE_LIMIT, InputFile, read_input_file};
use crate::ocr::picture::decode_picture;

/// Reads a proof of at most `limit` bytes.
pub(super) fn read_proof_file(path: &Path, limit: u64) -> Result<InputFile> {
    let file = read_input_file(path, limit, AcceptedKinds::Proof)?;
    require_whole(&file)?;
    Ok(file)
}

/// Reads a screenshot without decoding it: for engines, which do so themselves.
pub(super) fn read_screenshot_file(path: &Path) -> Result<InputFile> {
    read_input_file(path, INPUT_FILE_LIMIT, AcceptedKinds::Picture)
}

/// Refuses a picture that does not open to its end. Pages and text were judged when they were read.
pub(super) fn require_whole(file: &InputFile) -> Result<()> {
    match file.kind {
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => decode_picture(&file.bytes).map(drop),
        FileKind::Pdf | FileKind::Text => Ok(()),
    }
}
