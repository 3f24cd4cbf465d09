//! How a long file is written: in transactions that are short, with room for others between them.

use std::time::Duration;

use crate::app::App;

/// How many entries one transaction writes: some hundred milliseconds on a slow disk.
pub(crate) const BATCH_ENTRIES: usize = 1_000;
/// As long as a process that waits for the database sleeps at most before it looks again: nobody who waits misses the gap.
const GAP: Duration = Duration::from_millis(110);

impl App {
    /// Lets whoever waits for the database have it before the next batch.
    pub(crate) fn let_others_write(&self) {
        if !self.caller.dry_run {
            std::thread::sleep(GAP);
        }
    }
}
