//! A file that an operator names: read once, within limits, and known by what it holds, never by its name.
//!
//! Invariant: nothing is believed but the bytes. A link is not followed, a pipe is not waited for, the size is counted
//! while reading, and the kind is told by the first bytes. A text under a picture's name is refused: the picture got lost.

use std::fmt;
use std::fs::{File, ReadDir};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use super::errors::FileError;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::picture::{ForeignPicture, PictureKind};
use crate::domain::value::text::char_is_clean;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};
use crate::say;

/// The largest proof or screenshot, in bytes: 10 MiB.
pub const INPUT_FILE_LIMIT: u64 = 10 * 1024 * 1024;
/// The longest file name that is kept, in characters, after escaping.
pub const FILE_NAME_CHARS: usize = 128;

/// What the names of pictures end with, those of kinds included that can't be read here.
pub const PICTURE_ENDINGS: [&str; 11] =
    ["png", "jpg", "jpeg", "webp", "heic", "heif", "avif", "gif", "bmp", "tif", "tiff"];
/// How far from its end a PDF's end mark may stand, in bytes.
const PDF_TAIL: usize = 2048;

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Jpeg,
    Png,
    Webp,
    Pdf,
    /// UTF-8 text without control characters.
    Text,
}

impl FileKind {
    /// The media type, as the reference page writes it.
    pub const fn mime_type(self) -> &'static str {
        match self {
            Self::Jpeg => PictureKind::Jpeg.media_type(),
            Self::Png => PictureKind::Png.media_type(),
            Self::Webp => PictureKind::Webp.media_type(),
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
        }
    }

    pub const fn file_extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Text => "txt",
        }
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match PictureKind::from_bytes(bytes) {
            Some(PictureKind::Jpeg) => Some(Self::Jpeg),
            Some(PictureKind::Png) => Some(Self::Png),
            Some(PictureKind::Webp) => Some(Self::Webp),
            None if bytes.starts_with(b"%PDF-") => Some(Self::Pdf),
            None => std::str::from_utf8(bytes).ok().filter(|text| is_plain_text(text)).map(|_| Self::Text),
        }
    }
}

fn is_plain_text(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptedKinds {
    /// A payment proof: an image, a PDF, or, with a warning, plain text (the reference order's own proof is one).
    Proof,
    /// A proof that an event names by its hash: it is what it was, whatever it is called and whether it is whole.
    RecordedProof,
    /// A picture: JPEG, PNG or WebP.
    Picture,
}

impl AcceptedKinds {
    const fn accepts_kind(self, kind: FileKind) -> bool {
        match (self, kind) {
            (Self::Proof | Self::RecordedProof, _)
            | (Self::Picture, FileKind::Jpeg | FileKind::Png | FileKind::Webp) => true,
            (Self::Picture, FileKind::Pdf | FileKind::Text) => false,
        }
    }

    const fn list_names(self) -> &'static str {
        match self {
            Self::Proof | Self::RecordedProof => "JPEG, PNG, WebP, PDF, UTF-8 text",
            Self::Picture => "JPEG, PNG, WebP",
        }
    }
}

/// A file that was read whole and is within the limits. `Debug` shows neither its bytes nor its name.
#[derive(Clone, PartialEq, Eq)]
pub struct InputFile {
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, 64 lower-case hex digits.
    pub sha256: String,
    pub size: u64,
    pub kind: FileKind,
    /// The name it had, control and bidi characters escaped, at most [`FILE_NAME_CHARS`]. Shown, never opened.
    pub file_name: String,
    /// What the operator should know although the file was accepted.
    pub warning: Option<BilingualMessage>,
}

impl fmt::Debug for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sha256, size, kind, .. } = self;
        f.debug_struct("GivenFile")
            .field("sha256", sha256)
            .field("size", size)
            .field("kind", kind)
            .finish_non_exhaustive()
    }
}

/// Reads a file that an operator named.
pub fn read_input_file(path: &Path, limit: u64, accept: AcceptedKinds) -> Result<InputFile> {
    let file = open_file(path)?;
    let stat = rustix::fs::fstat(&file).map_err(|errno| Error::io(path, &errno.into()))?;
    check_type(path, FileType::from_raw_mode(stat.st_mode))?;
    let bytes = read_within(path, file, limit)?;
    let kind = detect_kind(path, &bytes, accept)?;
    let warning = (kind == FileKind::Text).then(|| {
        say!(
            "凭证是纯文本而不是图片或 PDF：已接受，请确认",
            "the proof is plain text, not a picture or a PDF: accepted, please check it"
        )
    });
    Ok(InputFile {
        sha256: encode_hex(&Sha256::digest(&bytes)),
        size: bytes.len() as u64,
        kind,
        file_name: escaped_name(path),
        warning,
        bytes,
    })
}

/// Opens a directory that somebody named to read what is in it.
pub fn read_folder(dir: &Path) -> Result<ReadDir> {
    std::fs::read_dir(dir).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            FileError::FolderMissing { path: &dir.display() }.into_error()
        }
        _ => Error::io(dir, &error),
    })
}

fn open_file(path: &Path) -> Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let shown = path.display();
    rustix::fs::open(path, flags, Mode::empty()).map(File::from).map_err(|errno| match errno {
        Errno::NOENT | Errno::NOTDIR => FileError::FileMissing { shown: &shown }.into_error(),
        Errno::LOOP => FileError::FileIsSymlink { shown: &shown }.into_error(),
        Errno::ACCESS | Errno::PERM => FileError::FileDenied { shown: &shown }.into_error(),
        // A socket cannot be opened at all.
        Errno::NXIO => special_file_error(path),
        errno => Error::io(path, &errno.into()),
    })
}

fn check_type(path: &Path, kind: FileType) -> Result<()> {
    match kind {
        FileType::RegularFile => Ok(()),
        FileType::Directory => {
            let path = path.display();
            Err(FileError::FileIsDirectory { path: &path }.into_error())
        }
        _ => Err(special_file_error(path)),
    }
}

fn special_file_error(path: &Path) -> Box<Error> {
    let path = path.display();
    FileError::FileIsSpecial { path: &path }.into_error()
}

fn read_within(path: &Path, file: File, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| Error::io(path, &e))?;
    let shown = path.display();
    if bytes.is_empty() {
        return Err(FileError::FileEmpty { shown: &shown }.into());
    }
    if bytes.len() as u64 > limit {
        return Err(FileError::FileTooLarge { shown: &shown, limit: &ByteSize(limit) }
            .into_error()
            .detail("limit", limit));
    }
    Ok(bytes)
}

fn detect_kind(path: &Path, bytes: &[u8], accept: AcceptedKinds) -> Result<FileKind> {
    let (shown, names) = (path.display(), accept.list_names());
    if let Some(ForeignPicture { name, cure }) = ForeignPicture::from_bytes(bytes) {
        return Err(FileError::ForeignPicture { path: &shown, name: &name, zh: &cure.zh, en: &cure.en }.into());
    }
    let Some(kind) = FileKind::from_bytes(bytes) else {
        return Err(FileError::FileTypeUnknown { path: &shown, names: &names }.into());
    };
    if !accept.accepts_kind(kind) {
        let mime = kind.mime_type();
        return Err(FileError::FileTypeNotAccepted { path: &shown, mime: &mime, names: &names }.into());
    }
    match kind {
        _ if accept == AcceptedKinds::RecordedProof => Ok(kind),
        FileKind::Text if is_named_picture(path) => Err(FileError::TextNamedPicture { path: &shown }.into()),
        FileKind::Pdf if !has_pdf_end(bytes) => Err(FileError::PdfCut { path: &shown }.into()),
        _ => Ok(kind),
    }
}

/// Whether somebody who sees the name expects a picture or a PDF.
fn is_named_picture(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    PICTURE_ENDINGS.iter().chain(&["pdf"]).any(|picture| ending.eq_ignore_ascii_case(picture))
}

/// Whether a PDF has its end mark. Readers allow some bytes behind it, and so does every mail gateway that adds them.
fn has_pdf_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL)..];
    tail.windows(5).any(|window| window == b"%%EOF")
}

fn escaped_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut escaped = String::with_capacity(name.len());
    for letter in name.chars() {
        if char_is_clean(letter) { escaped.push(letter) } else { escaped.extend(letter.escape_unicode()) }
    }
    escaped.chars().take(FILE_NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;
    use crate::error::Exit;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn write(dir: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
        let path = dir.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn refused(path: &Path, accept: AcceptedKinds) -> (&'static str, Exit) {
        let error = read_input_file(path, 64, accept).unwrap_err();
        assert!(error.hint.is_some(), "{}", error.code);
        (error.code, error.exit)
    }

    #[test]
    fn the_reference_proof_has_the_pages_hash() {
        let dir = tempfile::tempdir().unwrap();
        let path = write(dir.path(), "payment-proof.txt", b"payment proof XY20260320033546715D3AV");
        let given = read_input_file(&path, INPUT_FILE_LIMIT, AcceptedKinds::Proof).unwrap();
        assert_eq!(given.sha256, "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c");
        assert_eq!((given.size, given.kind.mime_type(), given.kind.file_extension()), (37, "text/plain", "txt"));
        assert_eq!(given.file_name, "payment-proof.txt");
        assert!(given.warning.is_some());
        assert!(!format!("{given:?}").contains("payment"));
    }

    #[test]
    fn the_kind_is_told_by_the_first_bytes() {
        let dir = tempfile::tempdir().unwrap();
        for (bytes, kind) in [
            (PNG, FileKind::Png),
            (b"\xff\xd8\xff\xe0", FileKind::Jpeg),
            (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind::Webp),
            (b"%PDF-1.7 %%EOF\n", FileKind::Pdf),
            ("支付成功 ¥506.00\r\n".as_bytes(), FileKind::Text),
        ] {
            let given = read_input_file(&write(dir.path(), "x.exe", bytes), 64, AcceptedKinds::Proof).unwrap();
            assert_eq!((given.kind, given.warning.is_some()), (kind, kind == FileKind::Text));
        }
        for bytes in [&b"MZ\x90\0"[..], b"RIFF\x10\0\0\0WAVEfmt ", b"text\x1b[2J", b"\xff\xfet\0", b"\x89PNG"] {
            assert_eq!(
                refused(&write(dir.path(), "x.png", bytes), AcceptedKinds::Proof),
                ("file_type_unknown", Exit::Usage),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn a_screenshot_is_a_picture() {
        let dir = tempfile::tempdir().unwrap();
        assert!(read_input_file(&write(dir.path(), "a", PNG), 64, AcceptedKinds::Picture).is_ok());
        for bytes in [&b"%PDF-1.7 %%EOF"[..], b"only words"] {
            let path = write(dir.path(), "b.png", bytes);
            assert_eq!(refused(&path, AcceptedKinds::Picture), ("file_type_not_accepted", Exit::Usage));
        }
    }

    #[test]
    fn a_proof_that_got_lost_on_the_way_is_refused_by_what_became_of_it() {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes, code) in [
            ("a.png", &b"not a png"[..], "file_ending_wrong"),
            ("a.JPEG", b"<html>sign in</html>", "file_ending_wrong"),
            ("a.pdf", b"words", "file_ending_wrong"),
            ("a.pdf", b"%PDF-1.7 half", "pdf_incomplete"),
            ("a.heic", b"\0\0\0\x18ftypheic", "picture_kind_unsupported"),
            ("a.jpg", b"\0\0\0\x18ftypmif1", "picture_kind_unsupported"),
            ("a.gif", b"GIF89a\x01\0", "picture_kind_unsupported"),
        ] {
            for accept in [AcceptedKinds::Proof, AcceptedKinds::Picture] {
                let code = if accept == AcceptedKinds::Picture && code != "picture_kind_unsupported" {
                    "file_type_not_accepted"
                } else {
                    code
                };
                assert_eq!(refused(&write(dir.path(), name, bytes), accept), (code, Exit::Usage), "{name}");
            }
        }
        for name in ["a.txt", "a", "png"] {
            assert!(read_input_file(&write(dir.path(), name, b"words"), 64, AcceptedKinds::Proof).is_ok(), "{name}");
        }
    }

    #[test]
    fn the_limit_is_counted_while_reading() {
        let dir = tempfile::tempdir().unwrap();
        assert!(read_input_file(&write(dir.path(), "fits", &[b'a'; 64]), 64, AcceptedKinds::Proof).is_ok());
        assert_eq!(
            refused(&write(dir.path(), "big", &[b'a'; 65]), AcceptedKinds::Proof),
            ("file_too_large", Exit::Usage)
        );
        assert_eq!(refused(&write(dir.path(), "empty", b""), AcceptedKinds::Proof), ("file_empty", Exit::Usage));
        // Files of /proc say that they are empty and are not.
        assert_eq!(std::fs::metadata("/proc/self/mountinfo").unwrap().len(), 0);
        assert_eq!(refused(Path::new("/proc/self/mountinfo"), AcceptedKinds::Proof), ("file_too_large", Exit::Usage));
    }

    #[test]
    fn what_is_no_regular_file_is_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let (target, link) = (write(dir.path(), "target", PNG), dir.path().join("link"));
        symlink(&target, &link).unwrap();
        assert_eq!(refused(&link, AcceptedKinds::Proof), ("file_is_symlink", Exit::Usage));
        assert_eq!(refused(dir.path(), AcceptedKinds::Proof), ("file_is_directory", Exit::Usage));
        assert_eq!(refused(&dir.path().join("none"), AcceptedKinds::Proof), ("file_not_found", Exit::NotFound));
        assert_eq!(refused(&target.join("below"), AcceptedKinds::Proof), ("file_not_found", Exit::NotFound));
        assert_eq!(refused(Path::new("/dev/zero"), AcceptedKinds::Proof), ("file_is_special", Exit::Usage));
        let fifo = dir.path().join("fifo");
        rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, Mode::RUSR | Mode::WUSR).unwrap();
        assert_eq!(refused(&fifo, AcceptedKinds::Proof), ("file_is_special", Exit::Usage));
        let socket = dir.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        assert_eq!(refused(&socket, AcceptedKinds::Proof), ("file_is_special", Exit::Usage));
    }

    #[test]
    fn a_name_is_kept_as_harmless_text() {
        assert_eq!(escaped_name(Path::new("/tmp/凭证\u{202e}gnp.\u{1b}exe")), "凭证\\u{202e}gnp.\\u{1b}exe");
        assert_eq!(escaped_name(Path::new(&"长".repeat(200))).chars().count(), FILE_NAME_CHARS);
    }
}
