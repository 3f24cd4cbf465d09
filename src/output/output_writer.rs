//! The one way to stdout and stderr: buffered, and with write errors told apart.

use std::io::{self, BufWriter, Write};

use super::errors::OutputError;
use crate::error::{Error, Result};

/// A buffered writer for what was asked for.
///
/// Invariant: a reader that went away (`| head`) is `Exit::BrokenPipe`, to end quietly with; every other failure, such
/// as a full disk, is an error that is shown.
pub struct OutputWriter<'w> {
    inner: BufWriter<Box<dyn Write + 'w>>,
}

impl<'w> OutputWriter<'w> {
    /// Writes to `writer` in blocks of 64 KiB.
    pub fn new(writer: impl Write + 'w) -> Self {
        Self { inner: BufWriter::with_capacity(64 * 1024, Box::new(writer)) }
    }

    /// Writes `text` as it is.
    ///
    /// # Errors
    /// `broken_pipe` (exit 141) when nobody reads any more, `write_failed` (exit 1) otherwise.
    pub fn write_str(&mut self, text: &str) -> Result<()> {
        self.inner.write_all(text.as_bytes()).map_err(|error| write_error(&error))
    }

    pub fn write_line(&mut self, text: &str) -> Result<()> {
        self.write_str(text)?;
        self.write_str("\n")
    }

    pub fn flush(&mut self) -> Result<()> {
        self.inner.flush().map_err(|error| write_error(&error))
    }
}

/// What a failure to write is to a person.
pub fn write_error(error: &io::Error) -> Box<Error> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return OutputError::BrokenPipe.into_error();
    }
    OutputError::WriteFailed { error: &error }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn exit_of(kind: io::ErrorKind) -> Exit {
        let mut out = OutputWriter::new(Broken(kind));
        out.write_line("text").and_then(|()| out.flush()).unwrap_err().exit
    }

    #[test]
    fn a_reader_that_left_is_no_internal_error() {
        assert_eq!(exit_of(io::ErrorKind::BrokenPipe), Exit::BrokenPipe);
        assert_eq!(exit_of(io::ErrorKind::StorageFull), Exit::Internal);
    }

    #[test]
    fn what_is_written_arrives() {
        let mut bytes = Vec::new();
        let mut out = OutputWriter::new(&mut bytes);
        out.write_line("订单").unwrap();
        out.flush().unwrap();
        drop(out);
        assert_eq!(bytes, "订单\n".as_bytes());
    }
}
