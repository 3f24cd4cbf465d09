//! A person at a terminal: a question that ends in ^C, ^D or Esc gives the terminal back as it was, and a form is asked for
//! question by question.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

use crate::support::shop::{NOW, Shop};

const CTRL_C: &[u8] = b"\x03";
const CTRL_D: &[u8] = b"\x04";
const ESCAPE: &[u8] = b"\x1b";

/// A command at a terminal of its own.
struct Session {
    /// The side of whoever types.
    keyboard: File,
    /// The terminal itself.
    terminal: File,
    command: Child,
    shown: String,
}

impl Session {
    fn start(shop: &Shop, words: &[&str]) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap().into_string().unwrap();
        let terminal = File::options().read(true).write(true).open(name).unwrap();
        let side = || Stdio::from(terminal.try_clone().unwrap());
        // Only the terminal that controls a session turns ^C into a signal.
        let mut command = Command::new("setsid");
        command.args(["--ctty", "--wait", env!("CARGO_BIN_EXE_ticketctl")]).args(words).env_clear();
        command.env("HOME", shop.path("")).env("TERM", "xterm").env("PATH", "/usr/bin:/bin");
        let command = command.stdin(side()).stdout(side()).stderr(side()).spawn().unwrap();
        Self { keyboard: File::from(keyboard), terminal, command, shown: String::new() }
    }

    /// Reads until `text` is shown.
    fn wait_for(&mut self, text: &str) {
        let mut bytes = [0; 4096];
        while !self.shown.contains(text) {
            let read = self.keyboard.read(&mut bytes).unwrap();
            assert!(read > 0, "{}", self.shown);
            self.shown.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
    }

    /// Waits for a question that was not asked before, and answers it.
    fn answer(&mut self, question: &str, keys: &str) {
        self.wait_for(question);
        self.shown.clear();
        self.keyboard.write_all(format!("{keys}\r").as_bytes()).unwrap();
    }

    /// Types, and gives the exit code and what the terminal showed.
    fn end_with(mut self, keys: &[u8]) -> (Option<i32>, String) {
        self.keyboard.write_all(keys).unwrap();
        let code = self.command.wait().unwrap().code();
        let modes = tcgetattr(&self.terminal).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG), "{modes:?}");
        // What the terminal still holds, up to a mark of our own.
        self.terminal.write_all(b"=end=").unwrap();
        self.wait_for("=end=");
        let hidden = self.shown.rfind("\x1b[?25l");
        assert!(hidden <= self.shown.rfind("\x1b[?25h"), "the cursor is hidden: {:?}", self.shown);
        (code, self.shown)
    }
}

#[test]
fn a_hidden_answer_that_ends_in_an_interrupt_leaves_the_echo_on() {
    let shop = Shop::at_home();
    shop.ok("init");
    for words in [&["secret", "set", "wecom"][..], &["ticket", "verify"], &["ticket", "redeem", "--code", "-"]] {
        let mut session = Session::start(&shop, words);
        session.wait_for("not shown");
        let (code, shown) = session.end_with(CTRL_C);
        assert_eq!(code, Some(130), "{words:?}: {shown}");
    }
}

#[test]
fn a_yes_or_no_question_can_be_left_by_every_key_that_leaves() {
    let shop = Shop::at_home();
    shop.ok("init");
    shop.ok("ap2 key new");
    for (keys, exit) in [(CTRL_C, 130), (CTRL_D, 10), (ESCAPE, 10), (b"\r", 10), (b"n", 10), (b"y", 0)] {
        let mut session = Session::start(&shop, &["ap2", "key", "rotate"]);
        session.wait_for("[y/N]");
        let (code, shown) = session.end_with(keys);
        assert_eq!(code, Some(exit), "{keys:?}: {shown}");
    }
}

#[test]
fn a_reason_that_is_missing_is_asked_for() {
    let shop = Shop::at_home();
    shop.ok("init");
    let order = shop.json("order create --external-no A-1234 --product p --paid-amount 506.00");
    let no = order["order_no"].as_str().unwrap();
    for (keys, exit, recorded) in [(CTRL_C, 130, false), (b"mistyped\r", 0, true)] {
        let mut session = Session::start(&shop, &["order", "correct", no, "--nick", "n", "--lang", "en"]);
        session.wait_for("Why is order");
        let (code, shown) = session.end_with(keys);
        assert_eq!(code, Some(exit), "{shown}");
        let events = shop.ok(&["order", "timeline", no]);
        assert_eq!(events.contains("order_corrected"), recorded, "{events}");
    }
}

#[test]
fn a_form_asks_for_every_visitor_until_one_is_not_known_yet() {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.file("prices.csv", "ticket_type,season,price\n成人,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-05-05,high\n");
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    let bought =
        format!("--now {NOW} --ids Q333 order create --external-no Q-3 --product p --quantity 3 --paid-amount 1518");
    shop.ok(&format!("{bought} --ticket-type 成人 --play-date 2026-04-15"));
    let order = "XY20260320034000000Q333";
    let mut session = Session::start(&shop, &["--now", NOW, "form", "submit", order]);
    let down = "\x1b[B";
    for (question, keys) in [
        ("Name", "样本甲"),
        ("Phone", "13800000000"),
        ("User type", ""),
        ("Certificate type", ""),
        ("Certificate number", "11010519491231002X"),
        ("Gender", ""),
        ("Birthday", ""),
        ("Name of visitor 2 of 3", "样本乙"),
        ("Certificate type", down),
        ("Certificate number", "E12345678"),
        ("Name of visitor 3 of 3", ""),
    ] {
        session.answer(question, keys);
    }
    session.wait_for("[y/N]");
    let (code, shown) = session.end_with(b"y");
    assert_eq!(code, Some(0), "{shown}");
    let visitors = shop.json(&["form", "show", order, "--reveal"])["visitors"].clone();
    let expected = serde_json::json!([{"name": "样本乙", "certificateType": "passport", "certificateNo": "E12345678"}]);
    assert_eq!(visitors, expected);
}
