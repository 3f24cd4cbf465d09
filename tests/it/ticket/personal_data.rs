//! A code, its address and the buyer's account stand nowhere in clear but in what was asked for with `--reveal` and in the
//! message itself.

use crate::support::fake_server::{BOT_TOKEN, ChatState, Endpoint, FakeServer, Fault, TELEGRAM_CHAT};
use crate::support::shop::files;
use crate::support::ticket_shop::{BOUGHT, BUYER, TicketShop, VISIT};

struct LeakCheck {
    tickets: TicketShop,
    markers: Vec<String>,
}

impl LeakCheck {
    fn clean(&self, what: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let found: Vec<_> = self.markers.iter().filter(|marker| text.contains(marker.as_str())).collect();
        assert!(found.is_empty(), "{what} shows {found:?}");
    }

    /// Runs a command in both languages, for a reader and for a program, and finds nothing in what it says.
    fn look(&self, args: &[&str]) {
        for form in [&["-v", "--lang", "zh"][..], &["-v", "--lang", "en", "--json"]] {
            let ended = self.tickets.shop.run(&[form, args].concat());
            self.clean(&args.join(" "), ended.out.as_bytes());
            self.clean(&args.join(" "), ended.err.as_bytes());
        }
    }

    /// Nothing in any file of the shop, the spool's aside.
    fn files(&self) {
        let mut all = files(self.tickets.shop.dir());
        assert!(all.iter().any(|path| path.ends_with("shop.db")), "{all:?}");
        let spool = self.tickets.shop.path("spool");
        all.retain(|path| !path.starts_with(&spool) && path.is_file());
        for path in all {
            self.clean(&path.display().to_string(), &std::fs::read(path).unwrap());
        }
    }
}

#[test]
fn code_address_and_buyer_stand_nowhere_in_clear() {
    let (mut tickets, server) = (TicketShop::open(), FakeServer::start());
    tickets.shop.look_at(server.base_url());
    server.telegram_chat(BUYER, ChatState::Open);
    assert_eq!(tickets.scan(BOUGHT, &["secret", "set", "bot"], BOT_TOKEN).code, Some(0));
    tickets.shop.ok(&["group", "add", "tg", "--channel", "telegram", "--target", TELEGRAM_CHAT, "--secret", "bot"]);
    // A reader that stays keeps the write-ahead log in its place, so it is looked at too.
    let reader = tickets.shop.database();
    let sold = tickets.sold(1);
    let _: i64 = reader.query_row("select count(*) from event", [], |row| row.get(0)).unwrap();
    let random = sold.code.trim_start_matches("ticket_").to_owned();
    let address = "qrserver".to_owned();
    let check = LeakCheck { markers: vec![random, address, BUYER.to_owned(), "bestjustin".to_owned()], tickets };
    let order = sold.order.as_str();
    // The other side repeats everything it was sent.
    let echo = format!("Bad Request: {BUYER} {} chat not found", sold.code);
    server.fault(Endpoint::SendMessage, Fault::Refuse(400, echo));
    let at = |args: &[&'static str]| [&["--now", BOUGHT][..], args].concat();
    for channel in ["tg", "spool", "tg"] {
        check.look(&[&at(&["notify", "send", "--channel", channel])[..], &[order]].concat());
    }
    for verb in ["show", "issue", "redeem"] {
        check.look(&[&at(&["ticket", verb])[..], &[order]].concat());
    }
    for verb in ["show", "timeline"] {
        check.look(&[&at(&["order", verb])[..], &[order]].concat());
    }
    check.look(&["--now", BOUGHT, "push", "show", &format!("{order}-n1")]);
    for args in [&["event", "list"][..], &["notify", "list"], &["queue"], &["doctor"], &["sweep"], &["order", "list"]] {
        check.look(&[&["--now", BOUGHT], args].concat());
    }
    for (now, code) in [(BOUGHT, sold.code.as_str()), (VISIT, &sold.code), (VISIT, &sold.code), (VISIT, "ticket_x")] {
        for args in [&["ticket", "verify"][..], &["ticket", "redeem", "--code", "-"]] {
            let ended = check.tickets.scan(now, args, code);
            check.clean("the gate", format!("{}{}", ended.out, ended.err).as_bytes());
        }
    }
    check.look(&["--now", VISIT, "ticket", "revoke", order, "--reason", "over"]);
    assert!(check.tickets.shop.path("shop.db-wal").exists(), "the log is among the files");
    check.files();
    let requests = server.received();
    let leaked = |body: &[u8]| String::from_utf8_lossy(body).contains("qrserver");
    assert!(!requests.is_empty() && !requests.iter().any(|entry| leaked(&entry.body)), "no address is ever sent");
}
