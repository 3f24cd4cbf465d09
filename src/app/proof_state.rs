//! What became of the current proof's file: for pages, and for the rule that a push carries an intact proof.

use crate::domain::resale::command::ProofState;
use crate::domain::resale::order::Order;
use crate::error::Result;
use crate::store::Tx;
use crate::store::blob::{BlobState, BlobStore};

/// The current proof's SHA-256, and where the shop keeps it: `None` where only the web system has it. The path in the
/// payload may be the web system's own, so the table of kept files says where it is.
///
/// # Errors
/// The database's.
pub fn current_proof_file(tx: &Tx<'_>, order: &Order) -> Result<Option<(String, Option<String>)>> {
    let Some(proof) = order.current_proof() else { return Ok(None) };
    let hash = &proof.receipt_image_hash;
    let kept = tx.files_of(&order.order_no)?.into_iter().find(|file| file.kind == "proof" && file.sha256 == *hash);
    Ok(Some((hash.clone(), kept.and_then(|file| file.path))))
}

/// The state of the current proof's file; `None` without a proof.
///
/// # Errors
/// The database's, or the file can't be read (exit 1, 5).
pub fn proof_state(tx: &Tx<'_>, blobs: &BlobStore, order: &Order) -> Result<Option<ProofState>> {
    match current_proof_file(tx, order)? {
        None => Ok(None),
        Some((_, None)) => Ok(Some(ProofState::External)),
        Some((sha256, Some(path))) => Ok(Some(match blobs.verify(&path, &sha256, None)? {
            BlobState::Intact | BlobState::Locked => ProofState::Intact,
            BlobState::Missing => ProofState::Missing,
            BlobState::Damaged(_) => ProofState::Damaged,
        })),
    }
}

/// The state as views say it.
pub const fn code(state: Option<ProofState>) -> &'static str {
    match state {
        None => "none",
        Some(ProofState::Intact) => "stored",
        Some(ProofState::Missing) => "missing",
        Some(ProofState::Damaged) => "damaged",
        Some(ProofState::External) => "external",
    }
}
