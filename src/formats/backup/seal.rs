//! The frame of a sealed backup: a passphrase, and everything behind it authenticated.
//!
//! `ticketctl-sealed-backup-1` and a line end, the head as one line of JSON, 16 bytes of salt, 15 bytes of nonce, then chunks of
//! 64 KiB, each XChaCha20-Poly1305 under the key that Argon2id makes of the passphrase (RFC 9106, section 4, second choice:
//! 64 MiB, 3 passes, 4 lanes). A chunk's nonce is the file's, the number of the chunk and whether it is the last one (the
//! STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár), and what stands in front of the chunks is authenticated with
//! each of them: none can be changed, moved, left out or cut off.
//!
//! Not the `age` crate: it brings 62 crates, a translation system and an older set of ciphers among them. This needs Argon2
//! alone beside the cipher that personal data is sealed with.

use std::io::{self, BufRead, Read, Write};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::manifest::BackupHead;

pub(super) const MAGIC: &[u8] = b"ticketctl-sealed-backup-1\n";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const SALT: usize = 16;
const NONCE_START: usize = 15;
/// The longest head, in bytes.
const HEAD_LIMIT: u64 = 4096;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// Why the content of a sealed backup can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SealFault {
    /// Or its beginning was changed, which is the same from here.
    #[error("the passphrase does not open it")]
    Passphrase,
    #[error("a chunk was changed, moved or cut off")]
    Damaged,
}

/// Nonce and key of one file.
struct ChunkCipher {
    cipher: XChaCha20Poly1305,
    start: [u8; NONCE_START],
    count: u64,
    /// What stands in front of the chunks.
    front: Vec<u8>,
}

impl ChunkCipher {
    fn new(passphrase: &SecretString, front: Vec<u8>, salt: &[u8], start: [u8; NONCE_START]) -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(key.len())).map_err(io::Error::other)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), salt, &mut *key)
            .map_err(io::Error::other)?;
        let key: &[u8; 32] = &key;
        Ok(Self { cipher: XChaCha20Poly1305::new(key.into()), start, count: 0, front })
    }

    fn next_nonce(&mut self, last: bool) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..NONCE_START].copy_from_slice(&self.start);
        nonce[NONCE_START..23].copy_from_slice(&self.count.to_be_bytes());
        nonce[23] = u8::from(last);
        self.count += 1;
        XNonce::from(nonce)
    }

    fn seal(&mut self, chunk: &[u8], last: bool) -> io::Result<Vec<u8>> {
        let nonce = self.next_nonce(last);
        self.cipher.encrypt(&nonce, Payload { msg: chunk, aad: &self.front }).map_err(|_| io::ErrorKind::Other.into())
    }

    fn open(&mut self, chunk: &[u8], last: bool) -> Option<Zeroizing<Vec<u8>>> {
        let nonce = self.next_nonce(last);
        self.cipher.decrypt(&nonce, Payload { msg: chunk, aad: &self.front }).ok().map(Zeroizing::new)
    }
}

/// Seals what is written, chunk by chunk. [`finish`](Self::finish) writes the last one.
pub(super) struct SealWriter<W: Write> {
    inner: W,
    cipher: ChunkCipher,
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> SealWriter<W> {
    pub(super) fn begin(mut inner: W, head: &BackupHead, passphrase: &SecretString) -> io::Result<Self> {
        let (salt, start): ([u8; SALT], [u8; NONCE_START]) = (rand::random(), rand::random());
        let head = serde_json::to_vec(head)?;
        let front = [MAGIC, &head, b"\n", &salt, &start].concat();
        inner.write_all(&front)?;
        let cipher = ChunkCipher::new(passphrase, front, &salt, start)?;
        Ok(Self { inner, cipher, chunk: Zeroizing::new(Vec::with_capacity(CHUNK)) })
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        let sealed = self.cipher.seal(&self.chunk, true)?;
        self.inner.write_all(&sealed)?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits for what follows: only then is it known not to be the last.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            let sealed = self.cipher.seal(&self.chunk, false)?;
            self.inner.write_all(&sealed)?;
            self.chunk.clear();
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Opens what [`SealWriter`] sealed. Gives no byte that was not authenticated.
pub(super) struct SealReader<R: BufRead> {
    inner: R,
    cipher: ChunkCipher,
    chunk: Zeroizing<Vec<u8>>,
    given: usize,
    ended: bool,
}

/// The head in front of a sealed backup, behind [`MAGIC`]; `None` where there is none.
pub(super) fn read_sealed_head(inner: &mut impl BufRead) -> io::Result<Option<(BackupHead, Vec<u8>)>> {
    let mut line = Vec::new();
    inner.by_ref().take(HEAD_LIMIT).read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line).ok().map(|head| (head, line)))
}

impl<R: BufRead> SealReader<R> {
    /// Opens the first chunk too: a wrong passphrase is told at once.
    pub(super) fn open(mut inner: R, head_line: &[u8], passphrase: &SecretString) -> io::Result<Self> {
        let (mut salt, mut start) = ([0; SALT], [0; NONCE_START]);
        inner.read_exact(&mut salt)?;
        inner.read_exact(&mut start)?;
        let front = [MAGIC, head_line, &salt, &start].concat();
        let cipher = ChunkCipher::new(passphrase, front, &salt, start)?;
        let mut reader = Self { inner, cipher, chunk: Zeroizing::default(), given: 0, ended: false };
        reader.next_chunk().map_err(|_| io::Error::other(SealFault::Passphrase))?;
        Ok(reader)
    }

    fn next_chunk(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(CHUNK + TAG);
        self.inner.by_ref().take((CHUNK + TAG) as u64).read_to_end(&mut sealed)?;
        self.ended = self.inner.fill_buf()?.is_empty();
        self.given = 0;
        self.chunk = self.cipher.open(&sealed, self.ended).ok_or_else(|| io::Error::other(SealFault::Damaged))?;
        Ok(())
    }
}

impl<R: BufRead> Read for SealReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.chunk.len() {
            if self.ended || buffer.is_empty() {
                return Ok(0);
            }
            self.next_chunk()?;
        }
        let rest = &self.chunk[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> BackupHead {
        BackupHead { format: 1, shop: "s".into(), created_at: "t".into() }
    }

    fn seal(text: &[u8]) -> Vec<u8> {
        let mut writer = SealWriter::begin(Vec::new(), &head(), &"correct horse".into()).unwrap();
        writer.write_all(text).unwrap();
        writer.finish().unwrap()
    }

    fn open(sealed: &[u8], passphrase: &str) -> io::Result<Vec<u8>> {
        let mut rest = &sealed[MAGIC.len()..];
        let Some((_, line)) = read_sealed_head(&mut rest)? else { return Err(io::ErrorKind::InvalidData.into()) };
        let mut text = Vec::new();
        SealReader::open(rest, &line, &passphrase.into())?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn what_was_sealed_opens_with_its_passphrase_alone_and_only_whole() {
        let text: Vec<u8> = (0..CHUNK * 2 + 5).map(|at| (at % 251) as u8).collect();
        let sealed = seal(&text);
        assert_eq!(open(&sealed, "correct horse").unwrap(), text);
        let fault = open(&sealed, "correct house").unwrap_err();
        assert_eq!(fault.downcast::<SealFault>().unwrap(), SealFault::Passphrase);
        let body = sealed.len() - (2 * (CHUNK + TAG) + 5 + TAG);
        let (first, second) = (body..body + CHUNK + TAG, body + CHUNK + TAG..body + 2 * (CHUNK + TAG));
        let swapped = [&sealed[..body], &sealed[second.clone()], &sealed[first], &sealed[second.end..]].concat();
        let changed_at = |at: usize| {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            changed
        };
        for damaged in [
            swapped,
            sealed[..sealed.len() - 1].to_vec(),
            sealed[..second.end].to_vec(),
            sealed[..second.start].to_vec(),
            [&sealed[..], b"x"].concat(),
            changed_at(MAGIC.len() + 12),
            changed_at(body - 1),
            changed_at(body + CHUNK + TAG + 7),
            changed_at(sealed.len() - 1),
        ] {
            assert!(open(&damaged, "correct horse").is_err());
        }
    }

    #[test]
    fn whole_chunks_and_nothing_at_all_come_back_too() {
        for length in [0, 1, CHUNK, 2 * CHUNK] {
            let text = vec![7; length];
            assert_eq!(open(&seal(&text), "correct horse").unwrap(), text, "{length}");
        }
    }
}
