//! Opening what is read: a regular file, or standard input.

use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::errors::FormatError;
use crate::domain::value::byte_size::ByteSize;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;

/// How far a file has been read, in bytes. `total` is unknown for standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadProgress {
    /// Bytes read so far.
    pub read: u64,
    /// The size of the file when it was opened.
    pub total: Option<u64>,
}

/// Told after every read from the file or the pipe, some 64 KiB apart.
pub type ProgressHook<'a> = Box<dyn FnMut(ReadProgress) + 'a>;

/// One input being read front to back. A byte order mark at its start is gone.
pub struct InputSource<'a> {
    reader: BufReader<CountedReader<'a>>,
    path: PathBuf,
    line: u64,
    marked: bool,
}

struct CountedReader<'a> {
    inner: Box<dyn Read + 'a>,
    progress: ReadProgress,
    hook: Option<ProgressHook<'a>>,
}

const BUFFER: usize = 64 * 1024;
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

impl<'a> InputSource<'a> {
    /// Opens `path`, or takes `stdin` for `-`.
    pub fn open(path: &Path, stdin: impl Read + 'a, hook: Option<ProgressHook<'a>>) -> Result<Self> {
        if path == Path::new("-") {
            return Self::with_total(path, Box::new(stdin), None, hook);
        }
        // Non-blocking, or opening a pipe that nobody writes to would wait for ever before it can be refused.
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path);
        let file = opened.map_err(|error| cannot_open(path, &error))?;
        let metadata = file.metadata().map_err(|error| Error::io(path, &error))?;
        if !metadata.is_file() {
            return Err(not_regular(path));
        }
        Self::with_total(path, Box::new(file), Some(metadata.len()), hook)
    }

    /// Reads from anything, under a name for messages.
    pub fn from_reader(name: &str, reader: impl Read + 'a) -> Result<Self> {
        Self::with_total(Path::new(name), Box::new(reader), None, None)
    }

    fn with_total(
        path: &Path,
        inner: Box<dyn Read + 'a>,
        total: Option<u64>,
        hook: Option<ProgressHook<'a>>,
    ) -> Result<Self> {
        let mut counted = CountedReader { inner, progress: ReadProgress { read: 0, total }, hook };
        let mut head = Vec::with_capacity(BOM.len());
        // Read to the end of three bytes and not once: a pipe may hand them over one at a time.
        let read = counted.by_ref().take(BOM.len() as u64).read_to_end(&mut head);
        read.map_err(|error| Error::io(path, &error))?;
        let marked = head == BOM;
        if !marked {
            counted.inner = Box::new(io::Cursor::new(head).chain(counted.inner));
            // These bytes come again through the same reader and would be counted twice.
            counted.progress.read = 0;
        }
        Ok(Self { reader: BufReader::with_capacity(BUFFER, counted), path: path.to_owned(), line: 0, marked })
    }

    /// The file as it was named, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a byte order mark stood at its start: whoever hashes the file has to count it.
    pub(crate) const fn had_mark(&self) -> bool {
        self.marked
    }

    /// The same, with bytes in front that were read from it.
    pub(crate) fn put_before(self, bytes: Vec<u8>) -> InputSource<'a> {
        if bytes.is_empty() {
            return self;
        }
        let Self { reader, path, line, marked } = self;
        let inner: Box<dyn Read + 'a> = Box::new(io::Cursor::new(bytes).chain(reader));
        // What is behind them goes on counting in the reader that is chained.
        let counted = CountedReader { inner, progress: ReadProgress { read: 0, total: None }, hook: None };
        Self { reader: BufReader::with_capacity(BUFFER, counted), path, line, marked }
    }

    /// Everything that is left, up to `limit` bytes and one that says there were more.
    pub(crate) fn read_rest(&mut self, limit: u64) -> Result<Vec<u8>> {
        let most = limit.saturating_add(1);
        let mut bytes = Vec::new();
        // A vector that grows by itself takes twice what it holds, and its reader clears all of that.
        let expected = self.reader.get_ref().progress.total.unwrap_or_default().min(most);
        bytes.reserve_exact(usize::try_from(expected).unwrap_or_default() + 1);
        let read = self.reader.by_ref().take(most).read_to_end(&mut bytes);
        read.map_err(|error| Error::io(&self.path, &error))?;
        Ok(bytes)
    }

    /// The next line without its end, and its number from 1; `None` at the end. At most `limit` bytes are ever held.
    pub fn next_line(&mut self, limit: usize) -> Result<Option<(u64, Vec<u8>)>> {
        let mut bytes = Vec::new();
        // One byte more for the line's end, so that a line of exactly `limit` bytes is whole.
        let bound = limit as u64 + 1;
        let read = self.reader.by_ref().take(bound).read_until(b'\n', &mut bytes);
        if read.map_err(|error| Error::io(&self.path, &error))? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() > limit {
            return Err(too_long(self.line, limit));
        }
        Ok(Some((self.line, bytes)))
    }
}

impl Read for CountedReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.progress.read += read as u64;
        if let Some(hook) = &mut self.hook {
            hook(self.progress);
        }
        Ok(read)
    }
}

impl Read for InputSource<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.reader.read(into)
    }
}

impl BufRead for InputSource<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

fn cannot_open(path: &Path, error: &io::Error) -> Box<Error> {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let path = path.display();
            FileError::InputMissing { shown: &path }.into_error()
        }
        // A socket cannot be opened at all.
        _ if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => not_regular(path),
        _ => Error::io(path, error),
    }
}

fn not_regular(path: &Path) -> Box<Error> {
    let path = path.display();
    FormatError::FileNotRegular { path: &path }.into_error()
}

fn too_long(line: u64, limit: usize) -> Box<Error> {
    FormatError::LineTooLong { line: &line, limit: &ByteSize(limit as u64) }
        .into_error()
        .detail("line", line)
        .detail("limit", limit)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn all(source: &mut InputSource<'_>) -> String {
        let mut text = String::new();
        source.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_short_inputs_are_whole() {
        for (bytes, text) in
            [("\u{feff}{}", "{}"), ("", ""), ("a", "a"), ("\u{feff}", ""), ("ab\u{feff}", "ab\u{feff}")]
        {
            assert_eq!(all(&mut InputSource::from_reader("-", bytes.as_bytes()).unwrap()), text, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_is_read_with_its_progress() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), vec![b'x'; 200_000]).unwrap();
        let seen = RefCell::new(Vec::new());
        let hook: ProgressHook<'_> = Box::new(|progress| seen.borrow_mut().push(progress));
        let mut source = InputSource::open(file.path(), io::empty(), Some(hook)).unwrap();
        assert_eq!(all(&mut source).len(), 200_000);
        drop(source);
        let seen = seen.into_inner();
        assert!(seen.len() > 3);
        assert_eq!(seen.last(), Some(&ReadProgress { read: 200_000, total: Some(200_000) }));
    }

    #[test]
    fn a_dash_is_standard_input() {
        let mut source = InputSource::open(Path::new("-"), "{}".as_bytes(), None).unwrap();
        assert_eq!(all(&mut source), "{}");
    }

    #[test]
    fn only_regular_files_are_opened() {
        let dir = tempfile::tempdir().unwrap();
        let fifo = dir.path().join("fifo");
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0).unwrap();
        let socket = dir.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [dir.path(), &fifo, &socket, Path::new("/dev/null")] {
            let error = InputSource::open(path, io::empty(), None).err().unwrap();
            assert_eq!(error.code, "file_not_regular", "{}", path.display());
        }
        let missing = InputSource::open(&dir.path().join("none"), io::empty(), None).err().unwrap();
        assert_eq!((missing.code, missing.exit.code()), ("file_not_found", 3));
    }

    #[test]
    fn a_line_is_bounded() {
        let mut source = InputSource::from_reader("-", "ab\n\nabc\nabcd\n".as_bytes()).unwrap();
        for expected in [(1, b"ab".to_vec()), (2, Vec::new()), (3, b"abc".to_vec())] {
            assert_eq!(source.next_line(3).unwrap(), Some(expected));
        }
        assert_eq!(source.next_line(3).unwrap_err().details["line"], 4);
        let mut open_end = InputSource::from_reader("-", "abc".as_bytes()).unwrap();
        assert_eq!(open_end.next_line(3).unwrap(), Some((1, b"abc".to_vec())));
        assert_eq!(open_end.next_line(3).unwrap(), None);
    }
}
