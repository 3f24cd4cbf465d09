//! What a service hands out, down to what is in it: archives with and without a password, gzip, workbooks, texts.
//!
//! Told by first bytes and never by names. One archive may stand around a bill, and a workbook is an archive itself; nothing
//! goes deeper.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use encoding_rs::GB18030;
use flate2::read::MultiGzDecoder;
use secrecy::{ExposeSecret as _, SecretString};
use zip::ZipArchive;
use zip::result::ZipError;

use super::errors::BillError;
use crate::error::Result;
use crate::formats::field::shorten_key;
use crate::formats::sheet::encoding::decode_chinese;
use crate::formats::sheet::file_kind::{ForeignKind, SheetFileKind};
use crate::formats::sheet::limits::SheetLimits;
use crate::formats::sheet::workbook::{Workbook, foreign_file, recognise_archive, too_big};

/// What a bill is made of.
pub(crate) enum BillContent {
    Text(String),
    /// Begins with a bracket.
    Json(Vec<u8>),
    Book(Workbook),
}

/// How gzip begins.
const GZIP: &[u8] = b"\x1f\x8b";
/// What entries of an archive end with that may be a bill.
const BILL_ENDINGS: [&str; 4] = [".csv", ".xlsx", ".xls", ".txt"];
/// The sums of a day, which stand beside its rows.
const SUMMARY: &str = "汇总";
/// The most entries an archive with a bill may have.
const MOST_ENTRIES: usize = 64;

/// Unpacks a bill; `path` is for messages.
pub(crate) fn unpack_bill(
    bytes: Vec<u8>,
    path: &Path,
    password: Option<&SecretString>,
    limits: SheetLimits,
) -> Result<BillContent> {
    let unpacked = if bytes.starts_with(GZIP) {
        unpack_gzip(&bytes, path, limits)?
    } else if SheetFileKind::recognise(&bytes) == SheetFileKind::Archive {
        match BillArchive::open(bytes, path)? {
            Ok(archive) => archive.unpack(password, limits)?,
            Err(workbook) => return Workbook::open_archive(workbook, limits).map(BillContent::Book),
        }
    } else {
        bytes
    };
    read_content(unpacked, limits)
}

fn read_content(bytes: Vec<u8>, limits: SheetLimits) -> Result<BillContent> {
    match SheetFileKind::recognise(&bytes) {
        SheetFileKind::Other(ForeignKind::PDF) => Err(BillError::BillPdf.into()),
        SheetFileKind::Other(kind) => Err(foreign_file(kind)),
        SheetFileKind::Archive => Workbook::open_archive(bytes, limits).map(BillContent::Book),
        SheetFileKind::Compound => Workbook::open_compound(bytes).map(BillContent::Book),
        SheetFileKind::Text if starts_json(&bytes) => Ok(BillContent::Json(bytes)),
        SheetFileKind::Text => decode_chinese(bytes).map(BillContent::Text).map_err(|offset| {
            let offset = offset + 1;
            BillError::BillEncoding { offset: &offset }.into_error().detail("offset", offset)
        }),
    }
}

fn starts_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn unpack_gzip(bytes: &[u8], path: &Path, limits: SheetLimits) -> Result<Vec<u8>> {
    read_bounded(MultiGzDecoder::new(bytes), limits)?.ok_or_else(|| damaged_bill(path))
}

/// Everything that unpacks, within the limit; `None` where it breaks on the way.
fn read_bounded(packed: impl Read, limits: SheetLimits) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if packed.take(limits.bytes + 1).read_to_end(&mut bytes).is_err() {
        return Ok(None);
    }
    // What a service packs is a bill and no larger than one: a bomb stops here.
    if bytes.len() as u64 > limits.bytes { Err(too_big(limits.bytes)) } else { Ok(Some(bytes)) }
}

fn damaged_bill(path: &Path) -> Box<crate::error::Error> {
    BillError::BillDamaged { path: &path.display() }.into()
}

/// An archive around a bill.
struct BillArchive<'p> {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    path: &'p Path,
}

impl<'p> BillArchive<'p> {
    /// `Err` gives the bytes of a workbook back.
    fn open(bytes: Vec<u8>, path: &'p Path) -> Result<std::result::Result<Self, Vec<u8>>> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged_bill(path))?;
        match recognise_archive(&archive) {
            None => Ok(Err(archive.into_inner().into_inner())),
            Some(ForeignKind::ZIP) => Ok(Ok(Self { archive, path })),
            Some(kind) => Err(foreign_file(kind)),
        }
    }

    fn unpack(mut self, password: Option<&SecretString>, limits: SheetLimits) -> Result<Vec<u8>> {
        if self.archive.len() > MOST_ENTRIES {
            return Err(foreign_file(ForeignKind::ZIP));
        }
        let index = self.choose_entry()?;
        let path = self.path;
        let locked = self.archive.by_index_raw(index).map_err(|_| damaged_bill(path))?.encrypted();
        let wrong_password = || BillError::BillPasswordWrong { path: &path.display() }.into_error();
        let entry = match password.filter(|_| locked) {
            None if locked => return Err(BillError::BillPasswordNeeded { path: &path.display() }.into()),
            None => self.archive.by_index(index),
            Some(password) => self.archive.by_index_decrypt(index, password.expose_secret().trim().as_bytes()),
        };
        let entry = entry.map_err(|error| match error {
            ZipError::InvalidPassword => wrong_password(),
            _ => damaged_bill(path),
        })?;
        // Of 256 wrong passwords the old cipher lets one pass: then what unpacks is broken, and the checksum says so.
        let broken = || if locked { wrong_password() } else { damaged_bill(path) };
        read_bounded(entry, limits)?.ok_or_else(broken)
    }

    /// The one entry that is a bill, by the end of its name: what else a service packs beside it does not count.
    fn choose_entry(&mut self) -> Result<usize> {
        let path = self.path;
        let mut bills = Vec::new();
        let mut has_pdf = false;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(|_| damaged_bill(path))?;
            let name = decode_entry_name(entry.name_raw()).into_owned();
            let lower = name.to_lowercase();
            has_pdf |= lower.ends_with(".pdf");
            let is_bill = BILL_ENDINGS.iter().any(|ending| lower.ends_with(ending)) && !name.contains(SUMMARY);
            // What a Mac puts beside each file when it packs.
            if is_bill && !name.starts_with("__MACOSX/") {
                bills.push((index, name));
            }
        }
        match bills.as_slice() {
            [(index, _)] => Ok(*index),
            [] if has_pdf => Err(BillError::BillPdf.into()),
            [] => Err(BillError::BillArchiveEmpty { path: &path.display() }.into()),
            several => {
                let names: Vec<String> = several.iter().map(|(_, name)| shorten_key(name)).collect();
                Err(BillError::BillArchiveSeveral { path: &path.display(), names: &names.join("、") }.into())
            }
        }
    }
}

/// Services name entries in GBK without saying so.
fn decode_entry_name(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => GB18030.decode_without_bom_handling(raw).0,
    }
}

/// Whether a file asks for a password, as far as anybody can tell without one.
pub fn is_encrypted_bill(path: &Path) -> bool {
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
    let Some(mut archive) = archive else { return false };
    (0..archive.len()).any(|place| archive.by_index_raw(place).is_ok_and(|entry| entry.encrypted()))
}
