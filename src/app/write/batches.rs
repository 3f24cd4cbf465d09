//! How a long file is written: in transactions that are short, with room for others between them.

use std::time::{Duration, Instant};

use crate::app::App;

/// How many entries one transaction writes: some hundred milliseconds on a slow disk.
pub(crate) const BATCH_ENTRIES: usize = 1_000;
/// As long as a process that waits for the database sleeps at most before it looks again: nobody who waits misses the gap.
const GAP: Duration = Duration::from_millis(110);

/// How long batches follow one another without one: a tenth of the time that a process waits for the database by itself.
const TURN: Duration = Duration::from_millis(500);

/// The batches of one file since others had room.
pub(crate) struct WriteTurn {
    began: Instant,
}

impl WriteTurn {
    pub(crate) fn begin() -> Self {
        Self { began: Instant::now() }
    }

    /// Lets whoever waits for the database have it, where they have waited long enough, before the next batch.
    pub(crate) fn let_others_write(&mut self, app: &App) {
        if !app.caller.dry_run && self.began.elapsed() >= TURN {
            std::thread::sleep(GAP);
            self.began = Instant::now();
        }
    }
}
