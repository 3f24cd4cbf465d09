//! A QR code as a file: PNG or SVG, for its owner's eyes alone.

use std::fmt::Write as _;
use std::io::{Cursor, ErrorKind, Write as _};
use std::path::Path;

use image::{GrayImage, ImageFormat, Luma};
use zeroize::Zeroizing;

use super::errors::CheckoutError;
use crate::domain::value::qr_code::QrSymbol;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;
use crate::fs::output_file::require_file_name;

/// Pixels of a PNG along one side of a module: printed or on a screen, a camera tells them apart.
const PIXELS_PER_MODULE: u32 = 8;

/// The code as a PNG in black and white.
pub fn encode_png(code: &QrSymbol) -> Result<Zeroizing<Vec<u8>>> {
    let side = u32::try_from(code.size()).unwrap_or(u32::MAX).saturating_mul(PIXELS_PER_MODULE);
    let shade = |x: u32, y: u32| {
        Luma([if code.is_dark((x / PIXELS_PER_MODULE) as usize, (y / PIXELS_PER_MODULE) as usize) { 0 } else { 255 }])
    };
    let mut bytes = Cursor::new(Vec::new());
    GrayImage::from_fn(side, side, shade)
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|error| CheckoutError::PngFailed { error: &error }.into_error())?;
    Ok(Zeroizing::new(bytes.into_inner()))
}

/// The code as an SVG, one unit a module: each row's dark runs are one path of upright rectangles.
pub fn encode_svg(code: &QrSymbol) -> Zeroizing<Vec<u8>> {
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.is_dark(*x, y)).count();
            if run > 0 {
                // Writing to a string never fails.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\n\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"{path}\"/>\n</svg>\n"
    );
    Zeroizing::new(text.into_bytes())
}

/// Writes a new file that nobody else may read (0600), whole or not at all. One that is there stays as it is unless
/// `replace` says otherwise.
pub fn write_private_file(path: &Path, bytes: &[u8], replace: bool) -> Result<()> {
    let failed = |error: &std::io::Error| Error::io(path, error);
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Made with 0600, and named only once every byte is there.
    let mut file = tempfile::Builder::new().prefix(".ticketctl-").tempfile_in(dir).map_err(|error| failed(&error))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| failed(&error))?;
    let named = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    named.map(drop).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => path_taken(path),
        _ => failed(&error.error),
    })
}

/// Refuses a path that is taken, before anything else is done for it.
pub fn expect_free(path: &Path, replace: bool) -> Result<()> {
    require_file_name(path)?;
    if replace || path.symlink_metadata().is_err() { Ok(()) } else { Err(path_taken(path)) }
}

fn path_taken(path: &Path) -> Box<Error> {
    let path = path.display();
    FileError::FileReplaceable { path: &path }.into_error()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::error::Exit;

    const SAID: &str = "ticket_2f6b1c0d9e8a719d0a637f7f";

    #[test]
    fn a_png_says_what_it_was_made_of() {
        let picture =
            image::load_from_memory(&encode_png(&QrSymbol::encode_text(SAID).unwrap()).unwrap()).unwrap().to_luma8();
        let (wide, high) = (picture.width() as usize, picture.height() as usize);
        let grey = |x: usize, y: usize| picture.get_pixel(x as u32, y as u32).0[0];
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(wide, high, grey);
        assert_eq!(seen.detect_grids()[0].decode().unwrap().1, SAID);
    }

    #[test]
    fn a_file_is_private_whole_and_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("code.svg");
        write_private_file(&path, b"first", false).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(write_private_file(&path, b"second", false).unwrap_err().code, "file_exists");
        assert_eq!(expect_free(&path, false).unwrap_err().exit, Exit::Refused);
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        write_private_file(&path, b"second", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing unfinished stays");
    }
}
