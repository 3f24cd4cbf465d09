//! A code, its address and the buyer's account stand nowhere in clear but in what was asked for with `--reveal` and in the
//! message itself.

use std::path::{Path, PathBuf};

use crate::booth::{BOUGHT, BUYER, Booth, VISIT};
use crate::standin::{BOT_TOKEN, ChatState, Endpoint, Fault, Standin, TELEGRAM_CHAT};

struct Cage {
    booth: Booth,
    canaries: Vec<String>,
}

impl Cage {
    fn clean(&self, what: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let found: Vec<_> = self.canaries.iter().filter(|canary| text.contains(canary.as_str())).collect();
        assert!(found.is_empty(), "{what} shows {found:?}");
    }

    /// Runs a command in both languages, for a reader and for a program, and finds nothing in what it says.
    fn look(&self, args: &[&str]) {
        for form in [&["-v", "--lang", "zh"][..], &["-v", "--lang", "en", "--json"]] {
            let ended = self.booth.shop.run(&[form, args].concat());
            self.clean(&args.join(" "), ended.out.as_bytes());
            self.clean(&args.join(" "), ended.err.as_bytes());
        }
    }

    /// Nothing in any file of the shop, the spool's aside.
    fn files(&self) {
        let mut all = Vec::new();
        walk(&self.booth.shop.path(""), &mut all);
        assert!(all.iter().any(|path| path.ends_with("shop.db")), "{all:?}");
        for path in all {
            self.clean(&path.display().to_string(), &std::fs::read(path).unwrap());
        }
    }
}

fn walk(dir: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && entry.file_name() != "spool" {
            walk(&entry.path(), all);
        } else if kind.is_file() {
            all.push(entry.path());
        }
    }
}

#[test]
fn code_address_and_buyer_stand_nowhere_in_clear() {
    let (mut booth, standin) = (Booth::open(), Standin::start());
    booth.shop.look_at(standin.base_url());
    standin.telegram_chat(BUYER, ChatState::Open);
    assert_eq!(booth.scan(BOUGHT, &["secret", "set", "bot"], BOT_TOKEN).code, Some(0));
    booth.shop.ok(&["group", "add", "tg", "--channel", "telegram", "--target", TELEGRAM_CHAT, "--secret", "bot"]);
    // A reader that stays keeps the write-ahead log in its place, so it is looked at too.
    let reader = rusqlite::Connection::open(booth.shop.path("shop.db")).unwrap();
    let sold = booth.sold(1);
    let _: i64 = reader.query_row("select count(*) from event", [], |row| row.get(0)).unwrap();
    let random = sold.code.trim_start_matches("ticket_").to_owned();
    let address = "qrserver".to_owned();
    let cage = Cage { canaries: vec![random, address, BUYER.to_owned(), "bestjustin".to_owned()], booth };
    let order = sold.order.as_str();
    // The other side repeats everything it was sent.
    let echo = format!("Bad Request: {BUYER} {} chat not found", sold.code);
    standin.fault(Endpoint::SendMessage, Fault::Refuse(400, echo));
    let at = |args: &[&'static str]| [&["--now", BOUGHT][..], args].concat();
    for channel in ["tg", "spool", "tg"] {
        cage.look(&[&at(&["notify", "send", "--channel", channel])[..], &[order]].concat());
    }
    for verb in ["show", "issue", "redeem"] {
        cage.look(&[&at(&["ticket", verb])[..], &[order]].concat());
    }
    for verb in ["show", "timeline"] {
        cage.look(&[&at(&["order", verb])[..], &[order]].concat());
    }
    cage.look(&["--now", BOUGHT, "push", "show", &format!("{order}-n1")]);
    for args in [&["event", "list"][..], &["notify", "list"], &["queue"], &["doctor"], &["sweep"], &["order", "list"]] {
        cage.look(&[&["--now", BOUGHT], args].concat());
    }
    for (now, code) in [(BOUGHT, sold.code.as_str()), (VISIT, &sold.code), (VISIT, &sold.code), (VISIT, "ticket_x")] {
        for args in [&["ticket", "verify"][..], &["ticket", "redeem", "--code", "-"]] {
            let ended = cage.booth.scan(now, args, code);
            cage.clean("the gate", format!("{}{}", ended.out, ended.err).as_bytes());
        }
    }
    cage.look(&["--now", VISIT, "ticket", "revoke", order, "--reason", "over"]);
    assert!(cage.booth.shop.path("shop.db-wal").exists(), "the log is among the files");
    cage.files();
    let requests = standin.received();
    let leaked = |body: &[u8]| String::from_utf8_lossy(body).contains("qrserver");
    assert!(!requests.is_empty() && !requests.iter().any(|entry| leaked(&entry.body)), "no address is ever sent");
}
