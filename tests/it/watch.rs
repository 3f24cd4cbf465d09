//! `--watch`: a page on a terminal that follows the database, and a terminal that is as before once it is left.

use crate::support::shop::Shop;
use crate::support::terminal_session::TerminalSession;

const CTRL_C: &[u8] = b"\x03";

fn shop_with_order() -> (Shop, String) {
    let shop = Shop::at_home();
    shop.ok("init");
    let order = shop.json("order create --external-no A-1234 --product p --paid-amount 506.00");
    let no = order["order_no"].as_str().unwrap().to_owned();
    (shop, no)
}

#[test]
fn a_watched_order_is_drawn_again_when_another_command_changes_it() {
    let (shop, no) = shop_with_order();
    let mut session = TerminalSession::start(&shop, &["order", "show", &no, "--watch", "--lang", "zh"]);
    session.wait_for("q 退出");
    assert!(session.shown.contains("催用户补资料"), "{}", session.shown);
    session.shown.clear();
    shop.ok(&["order", "correct", &no, "--play-date", "2026-12-30", "--reason", "the chat says so"]);
    session.wait_for("2026-12-30");
    let (code, shown) = session.end_with(b"q");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("\x1b[?1049l"), "the first screen is back: {shown:?}");
}

#[test]
fn a_watched_queue_ends_with_an_interrupt_or_a_signal_and_leaves_the_terminal_as_it_was() {
    let (shop, no) = shop_with_order();
    for by_signal in [false, true] {
        let mut session = TerminalSession::start(&shop, &["queue", "--watch", "--lang", "en"]);
        session.wait_for("q quits");
        assert!(session.shown.contains(&no), "{}", session.shown);
        if by_signal {
            session.send_signal("TERM");
        }
        let (code, shown) = session.end_with(if by_signal { b"" } else { CTRL_C });
        assert_eq!(code, Some(130), "{shown}");
        assert!(shown.contains("\x1b[?1049l"), "{shown:?}");
    }
}

#[test]
fn who_cannot_watch_is_told_what_to_use_instead() {
    let (shop, no) = shop_with_order();
    for words in [vec!["queue", "--watch"], vec!["order", "show", &no, "--watch"]] {
        let ended = shop.run(&words);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.err.contains("event tail --follow"), "{ended:?}");
        for flag in [&["--json"][..], &["--jq", "."], &["--format", "csv"]] {
            let refused = shop.run(&[&words[..], flag].concat());
            assert_eq!(refused.code, Some(2), "{refused:?}");
            assert!(refused.err.contains(flag[0]) && refused.out.is_empty(), "{refused:?}");
        }
    }
}
