//! Writing a backup, front to back, into a file that has no name yet.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use secrecy::SecretString;

use super::manifest::{BackupEntry, BackupHead, BackupManifest, HashingReader};
use super::seal::SealWriter;
use super::{HEAD, MANIFEST};

/// Where the archive goes.
enum ArchiveSink {
    Clear(BufWriter<File>),
    Sealed(Box<SealWriter<BufWriter<File>>>),
}

impl Write for ArchiveSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Clear(file) => file.write(bytes),
            Self::Sealed(seal) => seal.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Clear(file) => file.flush(),
            Self::Sealed(seal) => seal.flush(),
        }
    }
}

/// A backup that is being written: the manifest first, then exactly its entries.
pub struct BackupWriter(tar::Builder<ArchiveSink>);

impl BackupWriter {
    /// Writes head and manifest; with a passphrase, everything behind the head is sealed.
    pub fn begin(
        file: File,
        head: &BackupHead,
        manifest: &BackupManifest,
        passphrase: Option<&SecretString>,
    ) -> io::Result<Self> {
        let file = BufWriter::with_capacity(256 * 1024, file);
        let sink = match passphrase {
            None => ArchiveSink::Clear(file),
            Some(passphrase) => ArchiveSink::Sealed(Box::new(SealWriter::begin(file, head, passphrase)?)),
        };
        let mut writer = Self(tar::Builder::new(sink));
        for (name, text) in [(HEAD, serde_json::to_vec(head)?), (MANIFEST, serde_json::to_vec(manifest)?)] {
            writer.append(name, text.len() as u64, text.as_slice())?;
        }
        Ok(writer)
    }

    /// Writes the next entry of the manifest.
    ///
    /// # Errors
    /// `InvalidData`: the content is not what the manifest says; it changed in between.
    pub fn add_entry(&mut self, entry: &BackupEntry, content: impl Read) -> io::Result<()> {
        let mut hashed = HashingReader::new(content);
        self.append(&entry.name, entry.size, &mut hashed)?;
        if hashed.into_entry(&entry.name) == *entry { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// Ends the archive. Whoever names the file syncs it.
    pub fn finish(self) -> io::Result<()> {
        let mut file = match self.0.into_inner()? {
            ArchiveSink::Clear(file) => file,
            ArchiveSink::Sealed(seal) => seal.finish()?,
        };
        file.flush()
    }

    fn append(&mut self, name: &str, size: u64, content: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        self.0.append_data(&mut header, name, content)
    }
}
