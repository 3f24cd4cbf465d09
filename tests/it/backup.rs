//! A backup is whole or not there; a restore is the shop of that moment or nothing.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::processes::{count_of, run_all};
use crate::support::shop::{Ended, ORDER, Shop, end, files, finish, holds, paid};

const PASSPHRASE: &str = "seven quiet harbours\n";

/// An empty place beside nothing, with the key file of a shop.
fn empty_place(shop: &Shop) -> Shop {
    let place = Shop::bare();
    std::fs::copy(shop.path("key"), place.path("key")).unwrap();
    place
}

/// A backup of the shop, in its own directory.
fn backed_up(shop: &Shop) -> PathBuf {
    shop.ok("backup b.backup");
    shop.path("b.backup")
}

fn restore_line(backup: &Path, more: &str) -> String {
    format!("restore {} {more}", backup.display())
}

fn code_of(ended: &Ended) -> (Option<i32>, Value) {
    (ended.code, ended.error()["code"].clone())
}

/// What a person reads of each order, and every kept file.
fn pages_and_files(run: &dyn Fn(&str) -> Ended, data: &Path) -> Vec<String> {
    let listed = run("order list --json").json();
    let mut seen: Vec<String> = Vec::new();
    for order in listed.as_array().unwrap() {
        let line = format!("order show {} --page --reveal --lang zh", order["order_no"].as_str().unwrap());
        let page = run(&line);
        assert_eq!(page.code, Some(0), "{page:?}");
        seen.push(page.out);
    }
    for area in ["payment-proof", "screenshot"] {
        for file in files(&data.join(area)) {
            let name = file.strip_prefix(data).unwrap().display().to_string();
            seen.push(format!("{name} {:?}", std::fs::read(&file).unwrap()));
        }
    }
    seen
}

#[test]
fn both_reference_orders_come_back_byte_for_byte() {
    let shop = Shop::at_home();
    shop.ok("demo --keep d");
    let run = |line: &str| end(shop.command(line).env("TICKETCTL_DB", shop.path("d/ticketctl.db")));
    let before = pages_and_files(&run, &shop.path("d"));
    assert!(before.len() >= 4, "two orders, a proof and a screenshot: {}", before.len());
    let made = run("backup all.backup --json");
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_eq!((&made.json()["orders"], &made.json()["missing"]), (&2.into(), &json!([])));
    let file = shop.path("all.backup");
    assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o600);
    let archive = std::fs::read(&file).unwrap();
    for personal in ["张三2376", "13800000000", "440101199001012376"] {
        assert!(!holds(&archive, personal), "{personal}");
    }
    let place = Shop::at_home();
    std::fs::create_dir_all(place.config()).unwrap();
    std::fs::copy(shop.config().join("master.key"), place.config().join("master.key")).unwrap();
    place.ok(&restore_line(&file, ""));
    assert_eq!(pages_and_files(&|line| place.run(line), &place.data()), before);
    assert_eq!(place.database_file().metadata().unwrap().mode() & 0o777, 0o600);
    assert_eq!(place.json("event verify")["ok"], true);
    let doctor = place.run("doctor --json").json();
    assert_eq!(doctor["ok"], true, "{doctor}");
}

#[test]
fn it_is_an_archive_that_any_machine_opens() {
    let shop = Shop::ready();
    let mut archive = tar::Archive::new(std::fs::File::open(backed_up(&shop)).unwrap());
    let names: Vec<String> =
        archive.entries().unwrap().map(|entry| entry.unwrap().path().unwrap().display().to_string()).collect();
    assert_eq!(names[..4], ["backup.json", "manifest.json", "config.toml", "ticketctl.db"]);
    assert_eq!(names.len(), 5);
    assert!(names[4].starts_with(&format!("payment-proof/{ORDER}/")), "{names:?}");
}

#[test]
fn a_sealed_backup_opens_with_its_passphrase_and_brings_the_key() {
    let shop = Shop::ready();
    let unsealed = shop.refused("backup b.backup --with-key", 2);
    assert_eq!(unsealed["code"], "backup_key_unsealed");
    assert_eq!(shop.refused("backup b.backup --seal", 2)["code"], "answer_needed");
    assert_eq!(shop.refused_with("backup b.backup --passphrase-file -", "short\n", 2)["code"], "passphrase_invalid");
    shop.file("open.txt", PASSPHRASE);
    std::fs::set_permissions(shop.path("open.txt"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(shop.refused("backup b.backup --passphrase-file open.txt", 5)["code"], "passphrase_file");
    assert!(!shop.path("b.backup").exists());
    let made = shop.json_with("backup b.backup --with-key --passphrase-file -", PASSPHRASE);
    assert_eq!((&made["sealed"], &made["with_key"]), (&true.into(), &true.into()));
    let file = shop.path("b.backup");
    let bytes = std::fs::read(&file).unwrap();
    let key = std::fs::read_to_string(shop.path("key")).unwrap();
    for hidden in [&key[key.len() - 30..key.len() - 1], "SQLite format 3", ORDER] {
        assert!(!holds(&bytes, hidden), "{hidden}");
    }
    let place = Shop::bare();
    let restore = restore_line(&file, "--passphrase-file -");
    assert_eq!(place.refused(&restore_line(&file, ""), 2)["code"], "answer_needed");
    assert_eq!(place.refused_with(&restore, "seven quiet harbour\n", 5)["code"], "passphrase_wrong");
    assert_eq!(files(place.dir()).len(), 0, "nothing was made");
    let done = place.json_with(&restore, PASSPHRASE);
    assert_eq!(done["restored"], json!(["key", "config", "database"]));
    assert_eq!(place.path("key").metadata().unwrap().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(place.path("key")).unwrap(), key);
    place.ok(&["push", ORDER, "--group", "g"]);
    // A secret of the shop's does as well, as a timer has it.
    shop.ok_with("secret set backup", "a-long-passphrase-for-cron");
    shop.ok("backup c.backup --passphrase-secret backup");
    shop.ok("restore c.backup --check --passphrase-secret backup");
}

#[test]
fn a_live_shop_is_never_overwritten_and_what_is_there_stays() {
    let shop = Shop::ready();
    let file = backed_up(&shop);
    assert_eq!(shop.refused("backup b.backup", 4)["code"], "file_exists");
    let before = shop.state();
    // The very shop of the backup is as good as restored; one that went on is not.
    assert_eq!(shop.json(&restore_line(&file, ""))["already_there"], true);
    assert_eq!(shop.state(), before);
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(shop.refused(&restore_line(&file, ""), 4)["code"], "shop_exists");
    let other = Shop::sandbox();
    assert_eq!(other.refused(&restore_line(&file, ""), 4)["code"], "shop_exists");
    // No key, another key, another configuration.
    let place = Shop::bare();
    let refused = place.refused(&restore_line(&file, ""), 5);
    assert_eq!(refused["code"], "restore_key_missing");
    assert!(refused["hint"].as_str().unwrap().contains("0600"), "{refused}");
    std::fs::copy(other.path("key"), place.path("key")).unwrap();
    assert_eq!(place.refused(&restore_line(&file, ""), 5)["code"], "key_file_wrong");
    assert_eq!(files(place.dir()).len(), 1, "only the key that was there");
    std::fs::copy(shop.path("key"), place.path("key")).unwrap();
    std::fs::create_dir_all(place.config()).unwrap();
    let mine = "[cron]\nlimit = 7\n";
    std::fs::write(place.config().join("config.toml"), mine).unwrap();
    std::fs::set_permissions(place.config().join("config.toml"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let done = place.run(&restore_line(&file, ""));
    assert!(done.code == Some(0) && done.err.contains("was there and stays"), "{done:?}");
    assert_eq!(std::fs::read_to_string(place.config().join("config.toml")).unwrap(), mine);
    assert_eq!(place.status("agent_push"), "not_started", "as of the backup");
    assert_eq!(place.json(&restore_line(&file, ""))["already_there"], true);
}

#[test]
fn a_drill_leaves_nothing_and_finds_what_is_wrong() {
    let shop = Shop::ready();
    let file = backed_up(&shop);
    let drill = shop.json("restore --check b.backup");
    assert_eq!(
        (&drill["ok"], &drill["kept_files"], &drill["events"]),
        (&true.into(), &1.into(), &shop.json("event verify")["events"])
    );
    let place = empty_place(&shop);
    place.ok(&restore_line(&file, "--check"));
    place.ok(&restore_line(&file, "--dry-run"));
    assert_eq!(files(place.dir()), [place.path("key")]);
    assert_eq!(shop.refused("restore proof.txt", 2)["code"], "not_a_backup");
    assert_eq!(shop.refused("restore none.backup", 3)["code"], "file_not_found");
    // A proof that was lost before the backup is told by both, and stops neither.
    let [proof] = &files(&shop.path("payment-proof"))[..] else { panic!("one proof") };
    std::fs::remove_file(proof).unwrap();
    let again = shop.run("backup c.backup --json");
    assert_eq!((again.code, again.json()["missing"].as_array().unwrap().len()), (Some(0), 1), "{again:?}");
    let drill = shop.run("restore --check c.backup --json");
    assert_eq!((drill.code, &drill.json()["ok"]), (Some(11), &false.into()));
}

#[test]
fn what_a_killed_drill_leaves_is_swept() {
    let shop = Shop::ready();
    shop.ok("backup b.backup");
    let tmp = shop.path("tmp");
    std::fs::create_dir(&tmp).unwrap();
    let shop = shop.with_variable("TMPDIR", &tmp);
    let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:signal=KILL:when=1"];
    let killed = end(&mut shop.command_under(&under, "restore --check b.backup"));
    assert_ne!(killed.code, Some(0), "{killed:?}");
    assert!(!files(&tmp).is_empty(), "nothing was restored before the kill");
    assert_eq!(shop.json("sweep --dry-run")["leftover_files"], 1);
    assert_eq!(shop.json("sweep")["leftover_files"], 1);
    assert_eq!(std::fs::read_dir(&tmp).unwrap().count(), 0);
    assert_eq!(shop.json("sweep")["leftover_files"], 0);
    shop.ok("restore --check b.backup");
    assert_eq!(std::fs::read_dir(&tmp).unwrap().count(), 0);
}

#[test]
fn a_changed_byte_or_a_cut_is_found_or_counts_for_nothing() {
    let shop = Shop::ready();
    let file = backed_up(&shop);
    let whole = std::fs::read(&file).unwrap();
    let place = empty_place(&shop);
    let good = place.json(&restore_line(&file, "--check"));
    let mut harmless = 0;
    let try_it = |bytes: &[u8], what: &str| {
        place.file("x.backup", bytes);
        let ended = place.run("restore --check x.backup --json");
        match ended.code {
            Some(0) => assert_eq!(ended.json()["root"], good["root"], "{what}"),
            Some(11) => assert_eq!(ended.error()["code"], "backup_damaged", "{what}"),
            _ => assert_eq!(code_of(&ended), (Some(2), "not_a_backup".into()), "{what}"),
        }
        ended.code == Some(0)
    };
    for at in (0..whole.len()).step_by(whole.len() / 40).chain([0, 257, 600, 1030, 1800]) {
        let mut changed = whole.clone();
        changed[at] ^= 0x20;
        harmless += usize::from(try_it(&changed, &format!("byte {at}")));
    }
    // The archive has fields that nobody reads, such as the time of an entry.
    assert!(harmless < 5, "{harmless}");
    for length in [0, 1, 512, 1024, 5000, whole.len() / 2, whole.len() - 2000] {
        assert!(!try_it(&whole[..length], &format!("{length} bytes")));
    }
}

/// An archive with these entries behind a manifest that is right about them.
fn forged(shop: &Shop, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut real = tar::Archive::new(std::fs::File::open(shop.path("b.backup")).unwrap());
    let mut texts = real.entries().unwrap().take(2).map(|entry| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry.unwrap(), &mut text).unwrap();
        text
    });
    let (head, manifest) = (texts.next().unwrap(), texts.next().unwrap());
    let mut manifest: Value = serde_json::from_str(&manifest).unwrap();
    let sum = |bytes: &[u8]| {
        let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    };
    let listed = |(name, bytes): &(&str, &[u8])| json!({"name": name, "size": bytes.len(), "sha256": sum(bytes)});
    manifest["entries"] = entries.iter().map(listed).collect();
    let manifest = manifest.to_string();
    let mut out = tar::Builder::new(Vec::new());
    let front = [("backup.json", head.as_bytes()), ("manifest.json", manifest.as_bytes())];
    for (name, bytes) in front.iter().chain(entries) {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        out.append(&header, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

#[test]
fn an_archive_of_a_stranger_writes_nowhere_else() {
    let shop = Shop::ready();
    backed_up(&shop);
    let hash = "0".repeat(64);
    let place = empty_place(&shop);
    for name in [
        "../evil".to_owned(),
        "/tmp/ticketctl-evil".to_owned(),
        format!("payment-proof/../{hash}.txt"),
        format!("spool/{ORDER}/{hash}.txt"),
        "payment-proof/x/y/z".to_owned(),
    ] {
        place.file("x.backup", forged(&shop, &[(&name, b"x")]));
        let refused = place.refused("restore x.backup", 11);
        assert_eq!(refused["code"], "blob_path_invalid", "{name}");
    }
    place.file("x.backup", forged(&shop, &[("config.toml", b"")]));
    assert_eq!(place.refused("restore x.backup", 11)["code"], "backup_without_database");
    place.file("x.backup", forged(&shop, &[("ticketctl.db", b"SQLite format 3\0 but no database")]));
    assert_eq!(place.run("restore x.backup").code, Some(11));
    let left: Vec<_> = files(place.dir()).into_iter().filter(|file| !file.ends_with("x.backup")).collect();
    assert_eq!(left, [place.path("key")]);
    assert!(!Path::new("/tmp/ticketctl-evil").exists());
}

#[test]
fn a_directory_keeps_the_newest_of_this_shop_and_everything_else() {
    let shop = Shop::ready();
    std::fs::create_dir(shop.path("out")).unwrap();
    let at = |day: u32, more: &str| shop.json(&format!("--now 2026-04-0{day}T00:00:00Z backup out {more}"));
    let other = Shop::ready();
    other.ok("backup b.backup");
    let foreign = shop.path("out/ticketctl-20200101000000000.backup");
    std::fs::copy(other.path("b.backup"), &foreign).unwrap();
    shop.file("out/ticketctl-20200101000000001.backup", "no backup");
    shop.ok("--now 2026-03-01T00:00:00Z backup out/mine.backup");
    for day in 1..=3 {
        at(day, "");
    }
    shop.run_with("--now 2026-04-04T00:00:00Z backup out --passphrase-file -", PASSPHRASE);
    let last = at(5, "--keep 2");
    assert_eq!(last["removed"].as_array().unwrap().len(), 3);
    let left: Vec<String> =
        files(&shop.path("out")).iter().map(|file| file.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(
        left,
        [
            "mine.backup",
            "ticketctl-20200101000000000.backup",
            "ticketctl-20200101000000001.backup",
            "ticketctl-20260404000000000.backup",
            "ticketctl-20260405000000000.backup",
        ],
        "a sealed one is known as ours too"
    );
    assert_eq!(shop.refused("backup out/new.backup --keep 2", 2)["code"], "backup_keep_needs_directory");
    assert_eq!(shop.refused("backup none/new.backup", 3)["code"], "backup_directory_missing");
    shop.ok("backup out --dry-run");
    assert_eq!(files(&shop.path("out")).len(), 5);
}

#[test]
fn a_log_that_does_not_hold_becomes_no_backup() {
    let shop = Shop::ready();
    let change = "drop trigger event_no_update; update event set payload = '{}' where version = 2;";
    let trigger: String = shop
        .database()
        .query_row("select sql from sqlite_schema where name = 'event_no_update'", [], |row| row.get(0))
        .unwrap();
    shop.database().execute_batch(&format!("{change} {trigger};")).unwrap();
    assert_eq!(shop.refused("backup b.backup", 11)["code"], "backup_unsound");
    assert!(!files(shop.dir()).iter().any(|file| file.to_string_lossy().contains("backup")), "nothing is left");
}

#[test]
fn doctor_asks_for_a_backup_until_one_is_younger_than_a_day() {
    let shop = Shop::at_home();
    shop.ok("init");
    let backup = || {
        let report = shop.run("doctor --json").json();
        let findings = report["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["code"] == "backup").unwrap().clone();
        (found["severity"].as_str().unwrap().to_owned(), found["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(backup(), ("warning".into(), "there is no backup yet".into()));
    shop.ok("backup b.backup");
    assert_eq!(backup().0, "ok");
    shop.database()
        .execute_batch("update meta set value = '2026-01-01T00:00:00Z' where name = 'last_backup_at'")
        .unwrap();
    let (severity, message) = backup();
    assert!(severity == "warning" && message.contains("more than a day ago"), "{message}");
}

#[test]
fn backups_under_load_are_beginnings_of_the_shop() {
    let shop = Shop::ready();
    let lines: Vec<String> = (0..16u32)
        .map(|one| {
            shop.file(&format!("{one}.json"), paid(100 + one, 506));
            format!("order import {one}.json")
        })
        .collect();
    let backups: Vec<_> = (0..3).map(|one| shop.start(&format!("backup load-{one}.backup"))).collect();
    assert_eq!(count_of(&run_all(&shop, &lines), 0), lines.len());
    for (one, child) in backups.into_iter().enumerate() {
        let ended = finish(child);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        shop.ok(&format!("restore --check load-{one}.backup"));
    }
}
