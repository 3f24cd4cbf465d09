//! A folder of payment proofs: whose is each file, by its name alone.
//!
//! Invariant: a file is only given to an order that its name means and no other does, and to which no other file of the folder
//! goes. Nothing is guessed: what is not sure is told by name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::errors::ResaleError;
use super::picture_file::read_proof_file;
use crate::app::App;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::error::{Error, Result};
use crate::fs::input_file::read_folder;

const MAX_FILES: usize = 1000;

/// The least piece of a number that means it.
const MIN_PIECE: usize = 4;
/// Fewer digits than these are also what cameras and clocks write into a name.
const MIN_DIGITS: usize = 8;

/// A file of the folder, and whose it is.
#[derive(Debug)]
pub struct FolderProof {
    pub path: PathBuf,
    pub name: String,
    pub order: Result<OrderNo>,
}

impl App {
    /// The files of a folder by name, each with the order that it is for. Hidden files and folders are passed over.
    pub fn find_proof_owners(&mut self, dir: &Path) -> Result<Vec<FolderProof>> {
        let mut found = Vec::new();
        for path in list_files(dir)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let order = self.find_order_in_name(&name, &stem);
            found.push(FolderProof { path, name, order });
        }
        refuse_shared_orders(&mut found);
        Ok(found)
    }

    /// Uploads a file of a folder. A repeat has no effect, and a proof that is there already is not replaced in passing.
    pub fn upload_folder_proof(&mut self, order_no: &OrderNo, path: &Path) -> Result<OrderOutcome> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        if let Some(kept) = order.current_proof() {
            let file = read_proof_file(path, self.config.proof_bytes)?;
            if kept.receipt_image_hash != file.sha256 {
                return Err(ResaleError::ProofThere { no: order_no, kept: &kept.file_name }.into_error());
            }
        }
        self.upload_proof(order_no, path, None)
    }

    /// The order that a file's name means.
    fn find_order_in_name(&mut self, name: &str, stem: &str) -> Result<OrderNo> {
        let (mut meant, mut several) = (BTreeSet::new(), BTreeSet::new());
        for piece in list_pieces(stem) {
            let found = self.find_orders_by_piece(piece)?;
            match found.as_slice() {
                [only] => _ = meant.insert(only.clone()),
                many => several.extend(many.iter().cloned()),
            }
        }
        let possible = if meant.is_empty() { several } else { meant };
        let list = possible.iter().map(OrderNo::as_str).collect::<Vec<_>>().join(" ");
        match possible.len() {
            0 => Err(ResaleError::ProofOfNobody { name: &name }.into()),
            1 => possible.into_iter().next().ok_or_else(|| ResaleError::ProofOfNobody { name: &name }.into_error()),
            _ => Err(ResaleError::ProofOfSeveral { name: &name, list: &list }.into()),
        }
    }

    /// The orders of the resale flow whose number, ours or the platform's, begins or ends as `piece` does; three are enough to
    /// know that it means none.
    fn find_orders_by_piece(&mut self, piece: &str) -> Result<Vec<OrderNo>> {
        let mut found = self.store.read(|tx| tx.find_orders_named(piece, 3))?;
        found.retain(|order_no| order_no.flow() == OrderFlow::Resale);
        Ok(found)
    }
}

fn list_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in read_folder(dir)? {
        let path = entry.map_err(|error| Error::io(dir, &error))?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.is_file() {
            files.push(path);
        }
    }
    if files.len() > MAX_FILES {
        return Err(ResaleError::TooManyProofs { max: &MAX_FILES }.into());
    }
    files.sort();
    Ok(files)
}

/// What of a name may be a number or a piece of one: the whole name, and each run of letters and digits. A short run of digits
/// counts only where the name has nothing else of the kind: `4821.jpg` and `付款4821.jpg`, but not `IMG_4821.jpg`.
fn list_pieces(stem: &str) -> Vec<&str> {
    let runs: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()).collect();
    let alone = runs.len() == 1;
    let counts = |run: &&str| {
        let digits = run.bytes().all(|byte| byte.is_ascii_digit());
        run.len() >= if digits && !alone { MIN_DIGITS } else { MIN_PIECE }
    };
    let whole = (!alone && stem.is_ascii() && stem.len() >= MIN_PIECE).then_some(stem);
    runs.iter().copied().filter(counts).chain(whole).collect()
}

/// Two files for one order: nobody knows which one is right.
fn refuse_shared_orders(found: &mut [FolderProof]) {
    let mut names: BTreeMap<OrderNo, Vec<String>> = BTreeMap::new();
    for file in found.iter() {
        if let Ok(order_no) = &file.order {
            names.entry(order_no.clone()).or_default().push(file.name.clone());
        }
    }
    for file in found {
        let Ok(order_no) = &file.order else { continue };
        let Some(rivals) = names.get(order_no).filter(|names| names.len() > 1) else { continue };
        let list = rivals.join(", ");
        file.order = Err(ResaleError::ProofFilesSeveral { no: order_no, list: &list }.into_error());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_pieces_of_numbers_and_no_counters_of_cameras() {
        for (stem, pieces) in [
            ("XY20260320033546715D3AV", &["XY20260320033546715D3AV"][..]),
            ("付款 D3AV", &["D3AV"]),
            ("4821", &["4821"]),
            ("付款4821", &["4821"]),
            ("IMG_4821", &["IMG_4821"]),
            ("IMG_20260320_114512", &["20260320", "IMG_20260320_114512"]),
            ("XY-OUT-1773977742376", &["1773977742376", "XY-OUT-1773977742376"]),
            ("d3av (2)", &["d3av", "d3av (2)"]),
            ("abc", &[]),
            ("", &[]),
        ] {
            assert_eq!(list_pieces(stem), pieces, "{stem}");
        }
    }
}
