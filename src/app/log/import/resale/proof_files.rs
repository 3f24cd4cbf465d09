//! What an imported order brings beside its log: files, where their bytes are at hand, and groups.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::replay::RebuiltResale;
use super::{ExportedEvent, ImportRules};
use crate::app::channels::groups::check_name;
use crate::app::log::import::staged::StagedExport;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::fs::errors::FileError;
use crate::fs::input_file::{AcceptedKinds, INPUT_FILE_LIMIT, InputFile, read_input_file};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::BlobArea;
use crate::store::attachments::files::StoredFileKind;
use crate::store::shop::groups::{AgentGroup, PausedBy};

/// How deep a directory of proofs is searched: the web system keeps one directory an order.
const MAX_DEPTH: usize = 4;
/// What copying a file costs beside writing an event.
const PROOF_WEIGHT: usize = 50;

/// The files of a directory that are proofs of the import, by the hash of their content.
#[derive(Default)]
pub(crate) struct ProofFiles(BTreeMap<String, PathBuf>);

impl ProofFiles {
    /// Looks for the proofs that the file names. What is not a proof is passed over: the directory is not ours.
    ///
    /// # Errors
    /// The directory is not there (3), or something in it can't be read: a proof that is there must not pass for one that
    /// is not.
    pub(crate) fn find_files(dir: Option<&Path>, export: &StagedExport) -> Result<Self> {
        let Some(dir) = dir else { return Ok(Self::default()) };
        if !dir.is_dir() {
            return Err(FileError::FolderMissing { path: &dir.display() }.into());
        }
        let mut found = Self::default();
        // A list and not recursion, with a depth: the directory is another system's and may be of any shape.
        let mut open = vec![(dir.to_owned(), MAX_DEPTH)];
        while let Some((dir, depth)) = open.pop() {
            for entry in std::fs::read_dir(&dir).map_err(|error| Error::io(&dir, &error))? {
                let entry = entry.map_err(|error| Error::io(&dir, &error))?;
                // Of the entry itself: a symbolic link is neither followed nor read.
                let kind = entry.file_type().map_err(|error| Error::io(&entry.path(), &error))?;
                if kind.is_dir() && depth > 0 {
                    open.push((entry.path(), depth - 1));
                } else if kind.is_file() {
                    found.look_at(entry.path(), export)?;
                }
            }
        }
        Ok(found)
    }

    fn look_at(&mut self, path: PathBuf, export: &StagedExport) -> Result<()> {
        match read_input_file(&path, INPUT_FILE_LIMIT, AcceptedKinds::RecordedProof) {
            Ok(file) => {
                if export.names_proof(&file.sha256)? {
                    self.0.insert(file.sha256, path);
                }
                Ok(())
            }
            Err(error) if error.exit == Exit::Internal => Err(error),
            Err(_) => Ok(()),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many entries of a batch an event counts for: one whose file is copied takes longer.
    pub(crate) fn weigh_event(&self, event: &ExportedEvent) -> usize {
        let hash = event.payload.get("receiptImageHash").and_then(|hash| hash.as_str());
        if hash.is_some_and(|hash| self.0.contains_key(hash)) { PROOF_WEIGHT } else { 1 }
    }

    /// Reads a proof that was found, and sees that it still is the one.
    fn read_proof(&self, sha256: &str) -> Result<Option<InputFile>> {
        let Some(path) = self.0.get(sha256) else { return Ok(None) };
        let file = read_input_file(path, INPUT_FILE_LIMIT, AcceptedKinds::RecordedProof)?;
        // It may have been replaced since the search; then it is as good as not there.
        Ok(Some(file).filter(|file| file.sha256 == sha256))
    }
}

/// Records the order's files, keeps the bytes that are at hand, and counts the proofs that are not.
pub(crate) fn record_files(tx: &Tx<'_>, rules: &ImportRules, rebuilt: &RebuiltResale) -> Result<usize> {
    let order_no = &rebuilt.order.order_no;
    let mut external = 0;
    for (event, row) in rebuilt.events.iter().zip(&rebuilt.rows) {
        match event {
            ResaleEvent::ProofUploaded(proof) => {
                let path = copy_proof(rules, order_no, &proof.receipt_image_hash)?;
                external += usize::from(path.is_none());
                tx.add_file(
                    StoredFileKind::Proof,
                    order_no,
                    &proof.receipt_image_hash,
                    path.as_deref(),
                    row.processed_at,
                )?;
            }
            ResaleEvent::ScreenshotUploaded(shot) => {
                tx.add_file(StoredFileKind::Screenshot, order_no, &shot.screenshot_hash, None, row.processed_at)?;
            }
            _ => {}
        }
    }
    Ok(external)
}

/// Copies a proof's bytes. A dry run says where they would be.
fn copy_proof(rules: &ImportRules, order_no: &OrderNo, sha256: &str) -> Result<Option<String>> {
    match rules.proofs.read_proof(sha256)? {
        None => Ok(None),
        Some(file) if rules.keep => rules.blobs.put_file(BlobArea::PaymentProof, order_no, &file, None).map(Some),
        Some(file) => {
            Ok(Some(format!("{}/{order_no}/{sha256}.{}", BlobArea::PaymentProof.code(), file.kind.file_extension())))
        }
    }
}

/// What became of the groups of an order that nobody here knew.
#[derive(Default)]
pub(crate) struct AddedGroups {
    /// Made, and paused.
    pub(crate) added: Vec<String>,
    /// Not made: no group can have such a name here.
    pub(crate) unnameable: Vec<String>,
}

/// Adds the groups that nobody here knows, paused: where they are has to be said first.
pub(crate) fn add_groups(tx: &Tx<'_>, rules: &ImportRules, rebuilt: &RebuiltResale) -> Result<AddedGroups> {
    let mut groups = AddedGroups::default();
    for (event, row) in rebuilt.events.iter().zip(&rebuilt.rows) {
        let Some(name) = target_group(event) else { continue };
        if groups.unnameable.iter().any(|known| known == name) || tx.find_group(name)?.is_some() {
            continue;
        }
        // The name comes from outside, and commands and directories are made of it.
        if check_name(name).is_err() {
            groups.unnameable.push(name.to_owned());
            continue;
        }
        let edit = tx.edit_shop(rules.writer.shop_stamp("event import"));
        edit.add_group(&paused_group(name, rules, row.processed_at))?;
        groups.added.push(name.to_owned());
    }
    Ok(groups)
}

fn target_group(event: &ResaleEvent) -> Option<&str> {
    match event {
        ResaleEvent::PushStarted(push) => Some(&push.target_group_id),
        ResaleEvent::PushFailed(push) => Some(&push.target_group_id),
        ResaleEvent::PushSucceeded(push) => Some(&push.target_group_id),
        ResaleEvent::PushUncertain(push) => Some(&push.target_group_id),
        _ => None,
    }
}

fn paused_group(name: &str, rules: &ImportRules, at: Timestamp) -> AgentGroup {
    // The name comes from outside: it names one directory below the spool, whatever it holds.
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let directory: String = name.chars().map(safe).collect();
    let reason = say!("随导入建立，尚未配置渠道", "made by an import; its channel is not set up yet");
    AgentGroup {
        name: name.to_owned(),
        channel: "spool".to_owned(),
        target: rules.spool.join(directory).display().to_string(),
        options: serde_json::Map::new(),
        paused: Some(format!("{} / {}", reason.zh, reason.en)),
        paused_by: Some(PausedBy::Operator),
        paused_at: Some(at),
        created_at: at,
        is_default: false,
    }
}
