//! What a backup says of itself.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::value::text::encode_hex;

/// What can be read without the passphrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHead {
    pub format: u32,
    /// Which shop's it is. Tells nothing about the shop.
    pub shop: String,
    /// RFC 3339, of the clock of the shop.
    pub created_at: String,
}

/// What the backup has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupManifest {
    /// The program that wrote it.
    pub made_by: String,
    /// `live` or `sandbox`.
    pub kind: String,
    /// The version of the database's schema.
    pub schema: i32,
    /// Which key file the names are read with.
    pub key_id: String,
    pub orders: u64,
    pub events: u64,
    /// The Merkle root over where the chain of every order ends, as `event anchor` writes it.
    pub root: String,
    /// Kept files that the database knows and that were not there: they were lost before.
    pub missing: Vec<String>,
    /// In the order of the file.
    pub entries: Vec<BackupEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupEntry {
    pub name: String,
    pub size: u64,
    /// Hexadecimal.
    pub sha256: String,
}

impl BackupEntry {
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), size: bytes.len() as u64, sha256: encode_hex(&Sha256::digest(bytes)) }
    }

    /// Of content that need not fit into memory.
    pub fn of_reader(name: &str, content: impl Read) -> io::Result<Self> {
        let mut hashed = HashingReader::new(content);
        io::copy(&mut hashed, &mut io::sink())?;
        Ok(hashed.into_entry(name))
    }
}

/// Passes bytes on, and knows how many there were and their hash.
pub(super) struct HashingReader<R> {
    inner: R,
    hash: Sha256,
    size: u64,
}

impl<R: Read> HashingReader<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    /// What went through, as an entry of this name.
    pub(super) fn into_entry(self, name: &str) -> BackupEntry {
        BackupEntry { name: name.to_owned(), size: self.size, sha256: encode_hex(&self.hash.finalize()) }
    }
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.size += count as u64;
        Ok(count)
    }
}
