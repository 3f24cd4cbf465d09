//! All files of one order at once, as erasing its person asks.

use super::{AtFlags, BlobArea, BlobPath, BlobStore, Dir, Errno, OrderNo, Result};

impl BlobStore {
    /// How many files an order has, those of an interrupted `put_file` included.
    pub fn count_order_files(&self, order_no: &OrderNo) -> Result<usize> {
        let mut count = 0;
        for area in BlobArea::ALL.iter().copied() {
            let at = order_directory(area, order_no);
            count += self.for_each_file(&at, |_, _| Ok(())).map_err(|errno| self.io_error(&at, errno))?;
        }
        Ok(count)
    }

    /// Removes every file of an order, whether the database knows it or not, and gives how many there were.
    ///
    /// # Errors
    /// `blob_path_unsafe` (exit 5), a failed removal (exit 1); what is left goes when it is asked for again.
    pub fn remove_order_files(&self, order_no: &OrderNo) -> Result<usize> {
        let mut count = 0;
        for area in BlobArea::ALL.iter().copied() {
            let at = order_directory(area, order_no);
            count += self.empty_directory(&at).map_err(|errno| self.io_error(&at, errno))?;
        }
        Ok(count)
    }

    /// The paths at which an order may have these bytes, whether the database knows them or not.
    pub fn find_stored_paths(&self, area: BlobArea, order_no: &OrderNo, sha256: &str) -> Result<Vec<String>> {
        let at = order_directory(area, order_no);
        let mut found = Vec::new();
        self.for_each_file(&at, |_, name| {
            if let Some(name) = name.to_str().ok().filter(|name| name.starts_with(sha256)) {
                found.push(BlobPath { name: name.to_owned(), ..order_directory(area, order_no) }.to_text());
            }
            Ok(())
        })
        .map_err(|errno| self.io_error(&at, errno))?;
        found.retain(|path| Self::is_stored_path(path));
        Ok(found)
    }

    fn empty_directory(&self, at: &BlobPath) -> Result<usize, Errno> {
        let count = self.for_each_file(at, |dir, name| rustix::fs::unlinkat(dir, name, AtFlags::empty()))?;
        if count > 0 {
            rustix::fs::fsync(&self.open_directory(at, false)?)?;
        }
        Ok(count)
    }

    /// Runs `work` on each name in an order's directory; none where there is no directory.
    fn for_each_file(
        &self,
        at: &BlobPath,
        mut work: impl FnMut(&std::os::fd::OwnedFd, &std::ffi::CStr) -> Result<(), Errno>,
    ) -> Result<usize, Errno> {
        let dir = match self.open_directory(at, false) {
            Ok(dir) => dir,
            Err(Errno::NOENT) => return Ok(0),
            Err(errno) => return Err(errno),
        };
        // The names first: what a directory lists while it is emptied is not defined.
        let mut names = Vec::new();
        for entry in Dir::read_from(&dir)? {
            let name = entry?.file_name().to_owned();
            if !matches!(name.to_bytes(), b"." | b"..") {
                names.push(name);
            }
        }
        for name in &names {
            work(&dir, name)?;
        }
        Ok(names.len())
    }
}

fn order_directory(area: BlobArea, order_no: &OrderNo) -> BlobPath {
    BlobPath { area, order_no: order_no.clone(), name: String::new() }
}
