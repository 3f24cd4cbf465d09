//! What a shop's database says, read beside the program, and the database put back as it was before.

use std::ops::Range;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::shop::{ORDER, Shop};

/// The files of the database, in the order in which they are put back.
const FILES: [&str; 2] = ["shop.db", "shop.db-wal"];
/// Where the index of the write-ahead log counts its frames (SQLite's documentation of the WAL-index).
const MX_FRAME: Range<usize> = 16..20;

/// The states of an order's messages, in the order in which they leave.
const MESSAGES: &str = "select group_concat(state, '+' order by attempt, part = 'proof') from delivery";

/// A question that gives texts, one a row.
pub(crate) fn texts(shop: &Shop, question: &str) -> Vec<String> {
    let conn = Connection::open_with_flags(shop.path("shop.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.busy_timeout(Duration::from_secs(60)).unwrap();
    let mut found = conn.prepare(question).unwrap();
    found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// How the order's push stands.
pub(crate) fn push_status(shop: &Shop) -> String {
    texts(shop, &format!("select agent_push_status from orders where order_no = '{ORDER}'")).remove(0)
}

/// Waits until the order's messages stand so, and nobody is writing.
pub(crate) fn wait_for(shop: &Shop, messages: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    while texts(shop, MESSAGES) != [messages] {
        assert!(Instant::now() < end, "the messages never were {messages}");
        std::thread::sleep(Duration::from_millis(5));
    }
    let conn = Connection::open(shop.path("shop.db")).unwrap();
    conn.busy_timeout(Duration::from_secs(20)).unwrap();
    conn.execute_batch("begin immediate; rollback").unwrap();
}

/// What a process leaves behind: two that leave the same are the same to whoever comes next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Remains {
    /// The states of the order's messages, in the order in which they leave.
    pub(crate) messages: String,
    /// The state of the access token: none, one that is fetched, or one that holds.
    token: String,
    /// Bytes of the write-ahead log.
    log: u64,
    /// Its frames that count, by its index.
    frames: Vec<u8>,
    /// Lock files.
    locks: usize,
}

impl Remains {
    /// What is there, read from a copy: the next process comes upon the files as they were left.
    pub(crate) fn behind(shop: &Shop) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for name in FILES.iter().filter(|name| shop.path(name).exists()) {
            std::fs::copy(shop.path(name), copy.path().join(name)).unwrap();
        }
        let conn = Connection::open(copy.path().join("shop.db")).unwrap();
        let say = |question: &str| conn.query_row(question, [], |row| row.get::<_, Option<String>>(0)).unwrap();
        let token = "select max((token is not null) || ' ' || (fetching_until > 0)) from channel_token";
        let index = std::fs::read(shop.path("shop.db-shm")).unwrap_or_default();
        Self {
            messages: say(MESSAGES).unwrap_or_default(),
            token: say(token).unwrap_or_default(),
            log: std::fs::metadata(shop.path("shop.db-wal")).map_or(0, |log| log.len()),
            frames: index.get(MX_FRAME).unwrap_or_default().to_vec(),
            locks: locks(shop),
        }
    }
}

/// How many lock files of processes that send there are; that of cron stays.
pub(crate) fn locks(shop: &Shop) -> usize {
    let Ok(run) = std::fs::read_dir(shop.path("run")) else { return 0 };
    run.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("worker-")).count()
}

/// The database of a shop as it is when nobody works in it.
pub(crate) struct DatabaseCopy([Option<Vec<u8>>; 2]);

impl DatabaseCopy {
    pub(crate) fn of(shop: &Shop) -> Self {
        Self(FILES.map(|name| std::fs::read(shop.path(name)).ok()))
    }

    /// Puts it back, and takes away what processes left beside it.
    pub(crate) fn restore(&self, shop: &Shop) {
        for (name, content) in FILES.iter().zip(&self.0) {
            match content {
                Some(content) => std::fs::write(shop.path(name), content).unwrap(),
                None => remove(shop, name),
            }
        }
        // The index of the write-ahead log is made anew from it.
        remove(shop, "shop.db-shm");
        if shop.path("run").is_dir() {
            std::fs::remove_dir_all(shop.path("run")).unwrap();
        }
    }
}

fn remove(shop: &Shop, name: &str) {
    if shop.path(name).exists() {
        std::fs::remove_file(shop.path(name)).unwrap();
    }
}
