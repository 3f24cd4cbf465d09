//! What an engine read, kept so that the same picture is never read twice with the same model.
//!
//! Invariant: it is sealed with the shop's key, and it is gone when any person is erased: what is kept here can be read again.

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::fs::output_file::write_private;
use crate::ocr::{Reading, import, text_json};
use crate::store::crypto::keys::Vault;

/// More than this many readings are not kept: then it begins anew.
const MOST: usize = 500;

/// The readings of one shop.
pub(crate) struct Kept<'a> {
    dir: PathBuf,
    vault: &'a Vault,
}

fn place(state: &Path) -> PathBuf {
    state.join("ocr-read")
}

/// Removes every reading; a directory that is not there is as good.
pub(in crate::app) fn forget(state: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(place(state)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl<'a> Kept<'a> {
    pub(crate) fn new(state: &Path, vault: &'a Vault) -> Self {
        Self { dir: place(state), vault }
    }

    /// What was read in the picture with this hash; nothing where it cannot be opened, for it can be read again.
    pub(crate) fn find(&self, sha256: &str, model: &str) -> Option<Reading> {
        let name = name(sha256, model);
        let sealed = fs::read(self.dir.join(&name)).ok()?;
        let opened = self.vault.open_text(&name, &sealed)?;
        let value: Value = serde_json::from_str(opened.expose_secret()).ok()?;
        let reading = import::from_value(&value).ok()?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let codes = value["codes"].as_array()?.iter().filter_map(text).collect();
        Some(Reading { model: text(&value["model"]), codes, ..reading })
    }

    /// Keeps a reading. That it cannot be kept costs time and nothing else.
    pub(crate) fn keep(&self, sha256: &str, model: &str, reading: &Reading) {
        let name = name(sha256, model);
        let clear = SecretString::from(text_json(reading, &[]).to_string());
        if fs::read_dir(&self.dir).is_ok_and(|entries| entries.count() >= MOST) {
            let _ = fs::remove_dir_all(&self.dir);
        }
        let _ = fs::create_dir_all(&self.dir);
        if let Ok(sealed) = self.vault.seal_text(&name, &clear) {
            let _ = write_private(&self.dir.join(name), &sealed);
        }
    }
}

fn name(sha256: &str, model: &str) -> String {
    format!("{sha256}-{model}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::{Confidence, Line};
    use crate::store::crypto::key_file;

    #[test]
    fn a_reading_comes_back_as_it_was_until_it_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let vault = |name: &str| Vault::new(&key_file::create(&dir.path().join(name)).unwrap());
        let (ours, other) = (vault("key"), vault("other"));
        let line =
            Line { confidence: Confidence::new(987), bbox: Some([1, 2, 30, 14]), ..Line::of("姓名 张三2376") };
        let reading = Reading {
            model: Some("m1".to_owned()),
            codes: vec!["WX26".to_owned()],
            ..Reading::new("ppocr", 12, vec![line])
        };
        let kept = Kept::new(dir.path(), &ours);
        assert_eq!(kept.find("aa", "m1"), None);
        kept.keep("aa", "m1", &reading);
        assert_eq!(kept.find("aa", "m1"), Some(reading));
        assert_eq!((kept.find("aa", "m2"), kept.find("bb", "m1")), (None, None));
        assert_eq!(Kept::new(dir.path(), &other).find("aa", "m1"), None, "another key");
        let file = fs::read(place(dir.path()).join("aa-m1")).unwrap();
        assert!(!String::from_utf8_lossy(&file).contains("张三"));
        forget(dir.path()).unwrap();
        forget(dir.path()).unwrap();
        assert_eq!(kept.find("aa", "m1"), None);
    }
}
