//! Sixty-four processes that write, and a hundred backups meanwhile: each is a beginning of the shop.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::support::shop::{Shop, end, paid};

const WRITERS: u32 = 64;
const BACKUPS: usize = 100;

/// The database of a backup, taken out with nothing of ours.
fn database_of(shop: &Shop, backup: &str) -> rusqlite::Connection {
    let mut archive = tar::Archive::new(std::fs::File::open(shop.path(backup)).unwrap());
    let mut database = archive
        .entries()
        .unwrap()
        .map(Result::unwrap)
        .find(|entry| entry.path_bytes().as_ref() == b"ticketctl.db")
        .unwrap();
    let out = shop.path("taken-out.db");
    std::io::copy(&mut database, &mut std::fs::File::create(&out).unwrap()).unwrap();
    rusqlite::Connection::open(&out).unwrap()
}

#[test]
fn a_hundred_backups_under_sixty_four_writers_are_beginnings_of_the_shop() {
    let shop = Shop::ready().with_variable("TICKETCTL_NO_INPUT", "1");
    shop.file("config/ticketctl/config.toml", "[store]\nbusy_timeout_ms = 60000\n");
    let (ended, written) = (AtomicBool::new(false), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (shop, ended, written) = (&shop, &ended, &written);
            scope.spawn(move || {
                for round in 0.. {
                    if ended.load(Ordering::Relaxed) {
                        break;
                    }
                    let number = 1000 + writer * 10_000 + round;
                    let name = format!("w{writer}.json");
                    shop.file(&name, paid(number, 506));
                    let done = end(&mut shop.command(&format!("order import {name}")));
                    assert_eq!(done.code, Some(0), "{done:?}");
                    written.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let mut seen = 0;
        for one in 0..BACKUPS {
            let made = end(&mut shop.command(&format!("backup {one}.backup --json")));
            if made.code != Some(0) {
                ended.store(true, Ordering::Relaxed);
            }
            assert_eq!(made.code, Some(0), "{made:?}");
            let events = made.json()["events"].as_u64().unwrap();
            assert!(events >= seen, "a later one has no less");
            seen = events;
        }
        ended.store(true, Ordering::Relaxed);
    });
    assert!(written.load(Ordering::Relaxed) > WRITERS, "the writers wrote meanwhile");
    let live = shop.database();
    let mut known = live.prepare("select 1 from event where order_no = ?1 and version = ?2 and hash = ?3").unwrap();
    for one in 0..BACKUPS {
        let copy = database_of(&shop, &format!("{one}.backup"));
        let sound: String = copy.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        let mut heads = copy.prepare("select order_no, version, head_hash from orders").unwrap();
        let mut heads = heads.query([]).unwrap();
        while let Some(head) = heads.next().unwrap() {
            let (no, version): (String, i64) = (head.get(0).unwrap(), head.get(1).unwrap());
            let hash: Vec<u8> = head.get(2).unwrap();
            assert!(known.exists((&no, version, hash)).unwrap(), "backup {one}: {no}-{version}");
        }
        shop.ok(&format!("restore --check {one}.backup"));
    }
}
