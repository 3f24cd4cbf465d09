//! The models of the engine `ppocr`: which files they are, where they lie, and whether they are what they should be.
//!
//! Invariant: no byte of a model reaches the engine before its SHA-256 was compared. A model with one other byte would read
//! other digits and say nothing.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::errors::OcrError;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};

/// What the models are called, for people.
pub const MODELS_NAME: &str = "PP-OCRv6 small";
/// Stands in the evidence for exactly these models: the beginnings of the hashes of detector and recogniser.
pub const MODELS_ID: &str = "pp-ocrv6-small-57c5778b-b6eef947";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// Its name, in the package and in the directory.
    pub name: &'static str,
    /// 64 lower-case hex digits.
    pub sha256: &'static str,
}

/// Finds where text is.
pub const DETECTOR: ModelFile = ModelFile {
    name: "PP-OCRv6_det_small.rten",
    sha256: "57c5778be784d7aace438a4ea1926864a7b5fd3d49c8e577799f8a83e8dcb022",
};
/// Reads one line of text.
pub const RECOGNISER: ModelFile = ModelFile {
    name: "PP-OCRv6_rec_small.rten",
    sha256: "b6eef947901c5ff0bf6ee62d8b46f58b1423666f0ae0c87b2f42127502925f8f",
};
/// The characters that the recogniser knows, one a line.
pub const CHARACTERS: ModelFile =
    ModelFile { name: "ppocrv6_dict.txt", sha256: "b5f2bfe2bdd9448429e3e82b51c789775d9b42f2403d082b00662eb77e401c5d" };
pub const MODEL_FILES: [ModelFile; 3] = [DETECTOR, RECOGNISER, CHARACTERS];

impl ModelFile {
    pub fn matches_bytes(self, bytes: &[u8]) -> bool {
        sha256_hex(bytes) == self.sha256
    }
}

/// SHA-256 as 64 lower-case hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    encode_hex(&Sha256::digest(bytes))
}

/// The directory with the models, whether they are there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OcrModels {
    dir: PathBuf,
}

impl OcrModels {
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether every file is there; none is opened.
    pub fn are_present(&self) -> bool {
        MODEL_FILES.iter().all(|file| self.dir.join(file.name).is_file())
    }

    /// Asks for every file; none is opened.
    pub fn require_files(&self) -> Result<()> {
        if self.are_present() { Ok(()) } else { Err(self.missing_models()) }
    }

    /// The bytes of one file, compared with its hash.
    pub fn read_file(&self, file: ModelFile) -> Result<Vec<u8>> {
        self.read_if_present(file)?.ok_or_else(|| self.missing_models())
    }

    fn read_if_present(&self, file: ModelFile) -> Result<Option<Vec<u8>>> {
        let path = self.dir.join(file.name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(Error::io(&path, &error)),
        };
        if file.matches_bytes(&bytes) { Ok(Some(bytes)) } else { Err(damaged_model(&path)) }
    }

    /// Compares every file with its hash. Gives whether all are there.
    pub fn are_intact(&self) -> Result<bool> {
        for file in MODEL_FILES {
            if self.read_if_present(file)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Compares every file with its hash.
    pub fn check_files(&self) -> Result<()> {
        MODEL_FILES.into_iter().try_for_each(|file| self.read_file(file).map(drop))
    }

    fn missing_models(&self) -> Box<Error> {
        let dir = self.dir.display();
        OcrError::OcrModelsMissing { dir: &dir }.into_error()
    }
}

fn damaged_model(path: &Path) -> Box<Error> {
    let path = path.display();
    OcrError::OcrModelDamaged { path: &path }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    #[test]
    fn a_missing_and_a_changed_file_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let models = OcrModels::new(dir.path());
        let error = models.check_files().unwrap_err();
        assert_eq!((error.code, error.exit), ("ocr_models_missing", Exit::Config));
        fs::write(dir.path().join(DETECTOR.name), b"no model").unwrap();
        assert!(!models.are_present());
        let error = models.read_file(DETECTOR).unwrap_err();
        assert_eq!((error.code, error.exit), ("ocr_model_damaged", Exit::Data));
    }

    #[test]
    fn the_id_names_the_files() {
        assert!(MODELS_ID.contains(&DETECTOR.sha256[..8]) && MODELS_ID.contains(&RECOGNISER.sha256[..8]));
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
