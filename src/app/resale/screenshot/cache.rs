//! What an engine read, kept so that the same picture is never read twice with the same model.
//!
//! Invariant: it is sealed with the shop's key, and it is gone when any person is erased: what is kept here can be read again.

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::fs::output_file::write_private_file;
use crate::ocr::{OcrReading, import, reading_to_json};
use crate::store::crypto::keys::DerivedKeys;

/// More than this many readings are not kept: then it begins anew.
const MAX_READINGS: usize = 500;

/// The readings of one shop.
pub(crate) struct ReadingCache<'a> {
    dir: PathBuf,
    vault: &'a DerivedKeys,
}

fn cache_dir(state: &Path) -> PathBuf {
    state.join("ocr-read")
}

/// Removes every reading; a directory that is not there is as good.
pub(in crate::app) fn clear_cache(state: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(cache_dir(state)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl<'a> ReadingCache<'a> {
    pub(crate) fn new(state: &Path, vault: &'a DerivedKeys) -> Self {
        Self { dir: cache_dir(state), vault }
    }

    /// What was read in the picture with this hash; nothing where it cannot be opened, for it can be read again.
    pub(crate) fn find_reading(&self, sha256: &str, model: &str) -> Option<OcrReading> {
        let name = entry_name(sha256, model);
        let sealed = fs::read(self.dir.join(&name)).ok()?;
        let opened = self.vault.open_text(&name, &sealed)?;
        let value: Value = serde_json::from_str(opened.expose_secret()).ok()?;
        let reading = import::parse_value(&value).ok()?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let codes = value["codes"].as_array()?.iter().filter_map(text).collect();
        Some(OcrReading { model: text(&value["model"]), codes, ..reading })
    }

    /// Keeps a reading. That it cannot be kept costs time and nothing else.
    pub(crate) fn store_reading(&self, sha256: &str, model: &str, reading: &OcrReading) {
        let name = entry_name(sha256, model);
        let clear = SecretString::from(reading_to_json(reading, &[]).to_string());
        if fs::read_dir(&self.dir).is_ok_and(|entries| entries.count() >= MAX_READINGS) {
            let _ = fs::remove_dir_all(&self.dir);
        }
        let _ = fs::create_dir_all(&self.dir);
        if let Ok(sealed) = self.vault.seal_text(&name, &clear) {
            let _ = write_private_file(&self.dir.join(name), &sealed);
        }
    }
}

fn entry_name(sha256: &str, model: &str) -> String {
    format!("{sha256}-{model}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::{Confidence, OcrLine};
    use crate::store::crypto::key_file;

    #[test]
    fn a_reading_comes_back_as_it_was_until_it_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let vault = |name: &str| DerivedKeys::new(&key_file::create_key_file(&dir.path().join(name)).unwrap());
        let (ours, other) = (vault("key"), vault("other"));
        let line = OcrLine {
            confidence: Confidence::new(987),
            bbox: Some([1, 2, 30, 14]),
            ..OcrLine::from_text("姓名 张三2376")
        };
        let reading = OcrReading {
            model: Some("m1".to_owned()),
            codes: vec!["WX26".to_owned()],
            ..OcrReading::new("ppocr", 12, vec![line])
        };
        let kept = ReadingCache::new(dir.path(), &ours);
        assert_eq!(kept.find_reading("aa", "m1"), None);
        kept.store_reading("aa", "m1", &reading);
        assert_eq!(kept.find_reading("aa", "m1"), Some(reading));
        assert_eq!((kept.find_reading("aa", "m2"), kept.find_reading("bb", "m1")), (None, None));
        assert_eq!(ReadingCache::new(dir.path(), &other).find_reading("aa", "m1"), None, "another key");
        let file = fs::read(cache_dir(dir.path()).join("aa-m1")).unwrap();
        assert!(!String::from_utf8_lossy(&file).contains("张三"));
        clear_cache(dir.path()).unwrap();
        clear_cache(dir.path()).unwrap();
        assert_eq!(kept.find_reading("aa", "m1"), None);
    }
}
