//! The state of the current proof's file: for pages, and for the rule that a push carries an intact proof.

use zeroize::Zeroizing;

use crate::domain::resale::command::ProofState;
use crate::domain::resale::order::ResaleOrder;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::{BlobState, BlobStore};
use crate::store::attachments::files::StoredFileKind;

/// The current proof's SHA-256, and where the shop keeps it: `None` where only the web system has it. The path in the
/// payload may be the web system's own, so the table of kept files says where it is.
pub fn current_proof_file(tx: &Tx<'_>, order: &ResaleOrder) -> Result<Option<(String, Option<String>)>> {
    let Some(proof) = order.current_proof() else { return Ok(None) };
    let hash = &proof.receipt_image_hash;
    let kept = tx
        .files_of_order(&order.order_no)?
        .into_iter()
        .find(|file| file.kind == StoredFileKind::Proof && file.sha256 == *hash);
    Ok(Some((hash.clone(), kept.and_then(|file| file.path))))
}

/// The state of the current proof's file; `None` without a proof.
pub fn proof_state(tx: &Tx<'_>, blobs: &BlobStore, order: &ResaleOrder) -> Result<Option<ProofState>> {
    Ok(current_proof(tx, blobs, order)?.map(|proof| proof.state))
}

/// The current proof as it is kept: looked up once and read once.
pub struct KeptProof {
    pub state: ProofState,
    /// Where it is kept; `None` where only the web system has it.
    pub path: Option<String>,
    /// What it holds, if it is intact.
    pub bytes: Option<Zeroizing<Vec<u8>>>,
}

pub fn current_proof(tx: &Tx<'_>, blobs: &BlobStore, order: &ResaleOrder) -> Result<Option<KeptProof>> {
    let Some((sha256, path)) = current_proof_file(tx, order)? else { return Ok(None) };
    let (state, bytes) = match &path {
        None => (ProofState::External, None),
        Some(path) => match blobs.read_or_state(path, &sha256, None)? {
            Ok(bytes) => (ProofState::Intact, Some(bytes)),
            Err(BlobState::Intact | BlobState::Locked) => (ProofState::Intact, None),
            Err(BlobState::Missing) => (ProofState::Missing, None),
            Err(BlobState::Damaged(_)) => (ProofState::Damaged, None),
        },
    };
    Ok(Some(KeptProof { state, path, bytes }))
}
