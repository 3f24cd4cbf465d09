//! The proof of the payment to the agent: stored first, then recorded, and checked whenever somebody asks (a7).
//!
//! Invariant: a recorded proof was on disk, whole, when its event was committed; a file that no event names is removed
//! again. Both are decided under the database's write lock, so two uploads of the same bytes can't undo one another.

use std::path::Path;

use serde_json::json;

use super::errors::ResaleError;
use super::picture_file::read_proof_file;
use crate::app::App;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::{OrderOutcome, ReplacedProof};
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::{ProofState, ResaleCommand, UploadProof};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::ProofUploaded;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::fs::input_file::InputFile;
use crate::store::attachments::blob::{BlobArea, BlobState, BlobStore};
use crate::store::attachments::files::{StoredFile, StoredFileKind};
use crate::store::{Tx, TxEnding};

/// One version of an order's proof.
#[derive(Clone, Debug)]
pub struct ProofVersion {
    /// 1, 2, 3 …
    pub version: usize,
    /// Whether a push would carry it.
    pub current: bool,
    pub proof: ProofUploaded,
    pub at: Timestamp,
    /// What its file is now.
    pub state: ProofState,
}

/// One kept proof and the state of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofCheck {
    pub order_no: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Below the data directory; none where only the web system has it.
    pub path: Option<String>,
    pub state: ProofState,
}

impl App {
    /// Stores a proof and records it. A dry run stores nothing.
    ///
    /// # Errors
    /// The file is unusable (2, 3, 5); there is no such order (3); the agent was not paid, or another order has the same
    /// bytes and no `reused` reason is given (4); the disk is nearly full (1).
    pub fn upload_proof(&mut self, order_no: &OrderNo, path: &Path, reused: Option<&str>) -> Result<OrderOutcome> {
        let file = read_proof_file(path, self.config.proof_bytes)?;
        let blobs = self.blob_store();
        let place = proof_path(order_no, &file);
        let kept_before = blobs.check_file(&place, &file.sha256, None)? != BlobState::Missing;
        if !self.caller.dry_run {
            // Nothing is stored for a number that no order has, nor for a person who was erased, nor where nothing can be recorded
            // and so nothing removed again.
            self.store.read(|tx| tx.require_schema())?;
            self.require_person(order_no)?;
            self.require_disk_space(file.size)?;
            blobs.put_file(BlobArea::PaymentProof, order_no, &file, None)?;
        }
        let result = self.record_proof(order_no, &file, &place, reused, &blobs);
        if !kept_before && !self.caller.dry_run {
            self.remove_unnamed(StoredFileKind::Proof, order_no, &file.sha256, &place)?;
        }
        let mut outcome = result?;
        outcome.warnings.extend(file.warning);
        Ok(outcome)
    }

    fn record_proof(
        &mut self,
        order_no: &OrderNo,
        file: &InputFile,
        place: &str,
        reused: Option<&str>,
        blobs: &BlobStore,
    ) -> Result<OrderOutcome> {
        let proof = ProofUploaded {
            source: "upload".to_owned(),
            file_name: file.file_name.clone(),
            file_size: file.size,
            file_type: file.kind.mime_type().to_owned(),
            operator_id: self.caller.operator.clone(),
            receipt_file_path: place.to_owned(),
            receipt_image_url: place.to_owned(),
            receipt_image_hash: file.sha256.clone(),
            reused_proof_reason: reused.map(str::to_owned),
        };
        let content = json!({ "sha256": file.sha256, "reused": reused });
        self.change_order(order_no, "proof upload", &content, |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            let replaced = current_version(&change.order);
            let reused_by = tx.other_order_with_file(StoredFileKind::Proof, &proof.receipt_image_hash, order_no)?;
            let decided = change.decide(&ResaleCommand::UploadProof(UploadProof { proof, reused_by }))?;
            if !writer.caller.dry_run {
                expect_kept(blobs, place, &file.sha256)?;
            }
            let replaced = replaced.filter(|_| !decided.rows().is_empty());
            Ok(OrderOutcome { replaced, ..decided.commit()? })
        })
    }

    /// Removes a file that was stored just now and that no event came to name.
    pub(super) fn remove_unnamed(
        &mut self,
        kind: StoredFileKind,
        order_no: &OrderNo,
        sha256: &str,
        place: &str,
    ) -> Result<()> {
        let blobs = self.blob_store();
        // A transaction that writes nothing: its lock keeps others from naming the file in between.
        self.store.write(TxEnding::RollBack, |tx| {
            let named = tx.files_of_order(order_no)?.iter().any(|kept| kept.kind == kind && kept.sha256 == sha256);
            if named { Ok(()) } else { blobs.remove_file(place).map(drop) }
        })
    }

    /// Every version of an order's proof, oldest first, with the state of its file.
    pub fn list_proofs(&mut self, order_no: &OrderNo) -> Result<Vec<ProofVersion>> {
        let blobs = self.blob_store();
        let proofs = self.store.read(|tx| Ok(load_resale(tx, order_no)?.order.proofs))?;
        let last = proofs.len();
        let version = |(version, done): (usize, crate::domain::resale::order::RecordedFact<ProofUploaded>)| {
            let state = file_state(&blobs, Some(&done.what.receipt_file_path), &done.what.receipt_image_hash)?;
            Ok(ProofVersion { version, current: version == last, proof: done.what, at: done.at, state })
        };
        (1..).zip(proofs).map(version).collect()
    }

    /// Looks at the file of every kept proof, or of those of one order.
    pub fn verify_proofs(&mut self, order_no: Option<&OrderNo>) -> Result<Vec<ProofCheck>> {
        let blobs = self.blob_store();
        let kept = self.store.read(|tx| list_kept_proofs(tx, order_no))?;
        let check = |file: crate::store::attachments::files::StoredFile| {
            let state = file_state(&blobs, file.path.as_deref(), &file.sha256)?;
            Ok(ProofCheck { order_no: file.order_no, sha256: file.sha256, path: file.path, state })
        };
        kept.into_iter().map(check).collect()
    }
}

/// The proof that a push would carry.
fn current_version(order: &ResaleOrder) -> Option<ReplacedProof> {
    let current = order.current_proof()?;
    Some(ReplacedProof {
        version: order.proofs.len(),
        file_name: current.file_name.clone(),
        sha256: current.receipt_image_hash.clone(),
    })
}

fn list_kept_proofs(tx: &Tx<'_>, order_no: Option<&OrderNo>) -> Result<Vec<StoredFile>> {
    let Some(order_no) = order_no else { return tx.files_of_kind(StoredFileKind::Proof) };
    load_resale(tx, order_no)?;
    let mut files = tx.files_of_order(order_no)?;
    files.retain(|file| file.kind == StoredFileKind::Proof);
    Ok(files)
}

/// Where the store keeps a proof.
fn proof_path(order_no: &OrderNo, file: &InputFile) -> String {
    format!("{}/{order_no}/{}.{}", BlobArea::PaymentProof.code(), file.sha256, file.kind.file_extension())
}

fn file_state(blobs: &BlobStore, path: Option<&str>, sha256: &str) -> Result<ProofState> {
    // An imported event names a place of the web system.
    let Some(path) = path.filter(|path| BlobStore::is_stored_path(path)) else { return Ok(ProofState::External) };
    Ok(match blobs.check_file(path, sha256, None)? {
        BlobState::Intact => ProofState::Intact,
        BlobState::Missing => ProofState::Missing,
        BlobState::Damaged(_) | BlobState::Locked => ProofState::Damaged,
    })
}

fn expect_kept(blobs: &BlobStore, place: &str, sha256: &str) -> Result<()> {
    if blobs.check_file(place, sha256, None)? == BlobState::Intact {
        return Ok(());
    }
    Err(ResaleError::ProofVanished.into_error())
}
