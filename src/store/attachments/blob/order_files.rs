//! All files of one order at once, as erasing its person asks.

use super::{Area, AtFlags, BlobPath, BlobStore, Dir, Errno, OrderNo, Result};

const AREAS: [Area; 2] = [Area::PaymentProof, Area::Screenshot];

impl BlobStore {
    /// How many files an order has, those of an interrupted [`put`](BlobStore::put) included.
    pub fn count_of(&self, order_no: &OrderNo) -> Result<usize> {
        let mut count = 0;
        for area in AREAS {
            let at = place(area, order_no);
            count += self.each(&at, |_, _| Ok(())).map_err(|errno| self.failed(&at, errno))?;
        }
        Ok(count)
    }

    /// Removes every file of an order, whether the database knows it or not, and gives how many there were.
    ///
    /// # Errors
    /// `blob_path_unsafe` (exit 5), a failed removal (exit 1); what is left goes when it is asked for again.
    pub fn remove_all(&self, order_no: &OrderNo) -> Result<usize> {
        let mut count = 0;
        for area in AREAS {
            let at = place(area, order_no);
            count += self.empty(&at).map_err(|errno| self.failed(&at, errno))?;
        }
        Ok(count)
    }

    fn empty(&self, at: &BlobPath) -> Result<usize, Errno> {
        let count = self.each(at, |dir, name| rustix::fs::unlinkat(dir, name, AtFlags::empty()))?;
        if count > 0 {
            rustix::fs::fsync(&self.directory(at, false)?)?;
        }
        Ok(count)
    }

    /// Runs `work` on each name in an order's directory; none where there is no directory.
    fn each(
        &self,
        at: &BlobPath,
        mut work: impl FnMut(&std::os::fd::OwnedFd, &std::ffi::CStr) -> Result<(), Errno>,
    ) -> Result<usize, Errno> {
        let dir = match self.directory(at, false) {
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

fn place(area: Area, order_no: &OrderNo) -> BlobPath {
    BlobPath { area, order_no: order_no.clone(), name: String::new() }
}
