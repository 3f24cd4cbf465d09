//! Set-up and upkeep killed before every system call: the same command again ends well.

use std::path::Path;

use super::kill_points::{KillPoint, kill_at, kill_points};
use crate::support::shop::{ORDER, Shop, files};

/// Kills a command before each of its system calls, each time in the same place anew, and runs it again.
fn sweep(place: &Shop, line: &[&str], again: impl Fn(&KillPoint)) -> usize {
    let before = place.twin();
    let points = kill_points(place, line);
    let mut killed = 0;
    for point in &points {
        place.restore(&before);
        if kill_at(place, point, line) {
            killed += 1;
            again(point);
        }
    }
    assert!(killed > 40, "{killed} of {}", points.len());
    killed
}

/// What a killed process may leave is gone.
fn assert_nothing_unfinished(place: &Shop, point: &KillPoint) {
    let left: Vec<_> =
        files(place.dir()).into_iter().filter(|path| path.to_string_lossy().contains("ticketctl-tmp")).collect();
    assert!(left.is_empty(), "{point:?}: {left:?}");
}

#[test]
fn init() {
    let place = Shop::bare();
    let line = ["init", "--sandbox"];
    sweep(&place, &line, |point| {
        // Either it is there or it is not: never a part of it.
        let there = place.database_file().exists();
        let ended = place.run(&line);
        assert_eq!(ended.code, Some(if there { 4 } else { 0 }), "{point:?}: {ended:?}");
        assert_nothing_unfinished(&place, point);
        place.ok("order list");
        let doctor = place.run("doctor --json");
        assert_eq!(doctor.json()["ok"], true, "{point:?}: {doctor:?}");
        assert!(place.config().join("config.toml").exists(), "{point:?}");
    });
}

#[test]
fn backup() {
    let shop = Shop::ready();
    for line in [&["backup", "b.backup"][..], &["backup", "out", "--keep", "1"]] {
        std::fs::create_dir_all(shop.path("out")).unwrap();
        let later = [&["--now", "2026-03-21T00:00:00Z"], line].concat();
        sweep(&shop, line, |point| {
            let named = line[1] == "b.backup" && shop.path("b.backup").exists();
            // Into a directory, each run makes a file of its own moment.
            let ended = if line[1] == "out" { shop.run(&later) } else { shop.run(line) };
            assert_eq!(ended.code, Some(if named { 4 } else { 0 }), "{point:?}: {ended:?}");
            let made: Vec<_> = files(shop.dir())
                .into_iter()
                .filter(|path| path.extension().is_some_and(|end| end == "backup"))
                .collect();
            let [one] = &made[..] else { panic!("{point:?}: {made:?}") };
            shop.ok(&["restore", "--check", one.to_str().unwrap()]);
            if !named {
                assert_nothing_unfinished(&shop, point);
            }
            shop.ok("event verify");
        });
        for path in files(shop.dir()).iter().filter(|path| path.extension().is_some_and(|end| end == "backup")) {
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn restore() {
    let shop = Shop::ready();
    shop.ok("backup b.backup");
    // The key is there: Argon2 would take a second a run, and how a key file is made, the sweep of `init` shows.
    let place = Shop::bare();
    for name in ["b.backup", "key"] {
        std::fs::copy(shop.path(name), place.path(name)).unwrap();
    }
    let line = ["restore", "b.backup"];
    let proof = |shop: &Shop| {
        files(&shop.path("payment-proof")).iter().map(|path| std::fs::read(path).unwrap()).collect::<Vec<_>>()
    };
    sweep(&place, &line, |point| {
        let there = place.database_file().exists();
        let ended = place.run(&line);
        assert_eq!(ended.code, Some(0), "{point:?}: {ended:?}");
        if !there {
            assert_nothing_unfinished(&place, point);
        }
        assert_eq!(proof(&place), proof(&shop), "{point:?}");
        assert_eq!(place.status("agent_payment"), "paid", "{point:?}");
        assert_eq!(place.json("event verify")["ok"], true, "{point:?}");
        assert!(Path::new(&place.config()).join("config.toml").exists(), "{point:?}");
    });
}

#[test]
fn event_anchor() {
    let shop = Shop::ready();
    shop.ok("event anchor anchors");
    shop.ok("sweep --now 2026-03-27T00:00:00Z");
    let line = ["event", "anchor", "anchors"];
    sweep(&shop, &line, |point| {
        shop.ok("event verify --anchor anchors");
        shop.ok(&line);
        let verified = shop.json("event verify --anchor anchors");
        assert_eq!((&verified["ok"], &verified["unfinished_anchor"]), (&true.into(), &false.into()), "{point:?}");
    });
}

#[test]
fn proof_upload() {
    let shop = Shop::ready();
    shop.file("second.txt", "another proof");
    let line = ["proof", "upload", ORDER, "second.txt", "--key", "k"];
    sweep(&shop, &line, |point| {
        shop.ok(&line);
        let doctor = shop.run("doctor --json").json();
        let orphans =
            doctor["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "orphan_files").cloned();
        // What was never finished is told, and goes a day later.
        if let Some(orphans) = orphans {
            assert!(orphans["message"].as_str().unwrap().contains(".ticketctl-tmp-"), "{point:?}: {orphans}");
        }
        assert_eq!(doctor["ok"], true, "{point:?}: {doctor}");
        shop.ok("proof verify --all");
        let kept = files(&shop.path("payment-proof"));
        let named = kept.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")).count();
        assert_eq!(named, 2, "{point:?}: {kept:?}");
    });
}
