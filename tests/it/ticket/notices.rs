//! What buyers are told: once, over the channel they came by, and never again by guess.

use std::process::Stdio;
use std::time::Duration;

use crate::support::fake_server::{BOT_TOKEN, ChatState, Endpoint, FakeServer, Fault, TELEGRAM_CHAT};
use crate::support::ticket_shop::{BOUGHT, BUYER, TicketShop, VISIT};

/// After every lock and session of the purchase ran out.
const OVER: &str = "2026-03-20T08:50:00Z";
const PATIENCE: Duration = Duration::from_secs(30);

impl TicketShop {
    /// Tells the buyer over a channel; gives the code of the refusal, or nothing.
    fn tell(&self, now: &str, order: &str, channel: &str) -> String {
        self.at(now, &["notify", "send", order, "--channel", channel])
    }

    /// The texts in the spool, by their delivery.
    fn spooled(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.shop.path("spool")) else { return Vec::new() };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
        files.sort();
        files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    /// The tickets whose bot may write to the buyer.
    fn with_bot() -> (Self, FakeServer) {
        let (mut tickets, server) = (Self::open(), FakeServer::start());
        tickets.shop.look_at(server.base_url());
        server.telegram_chat(BUYER, ChatState::Open);
        assert_eq!(tickets.scan(BOUGHT, &["secret", "set", "bot"], BOT_TOKEN).code, Some(0));
        let bot = ["group", "add", "tg", "--channel", "telegram", "--target", TELEGRAM_CHAT, "--secret", "bot"];
        tickets.shop.ok(&bot);
        (tickets, server)
    }
}

#[test]
fn a_ticket_is_delivered_once_and_again_on_purpose_alone() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    assert_eq!(tickets.at(BOUGHT, &["notify", "send", &sold.order]), "2:channel_needed");
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "spool"), "");
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "spool"), "", "done before");
    let told = tickets.spooled();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(&sold.code) && told[0].contains("2026-03-21") && told[0].contains("3 人"), "{told:?}");
    assert_eq!(tickets.status(&sold.order, "user_notify_status"), "sent");
    let list = tickets.shop.json(&["notify", "list", "--now", BOUGHT]);
    assert_eq!((list[0]["part"].as_str(), list[0]["state"].as_str()), (Some("ticket_delivered"), Some("accepted")));
    assert_eq!(tickets.at(BOUGHT, &["notify", "resend", list[0]["id"].as_str().unwrap()]), "");
    assert!(tickets.spooled().len() == 2 && tickets.spooled()[1].contains("第 2 次"));
    // A new code is news again, and a used ticket is none.
    assert_eq!(tickets.at(BOUGHT, &["ticket", "reissue", &sold.order, "--reason", "lost"]), "");
    assert_eq!(tickets.status(&sold.order, "user_notify_status"), "not_started");
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "spool"), "");
    assert!(!tickets.spooled()[2].contains(&sold.code) && tickets.spooled()[2].contains("ticket_"));
    assert_eq!(tickets.at(VISIT, &["ticket", "redeem", &sold.order]), "");
    assert_eq!(tickets.tell(VISIT, &sold.order, "spool"), "nothing_to_tell");
    let kinds = ["NOTIFICATION_STARTED", "NOTIFICATION_SENT"].map(|kind| tickets.events(&sold.order, kind));
    assert_eq!(kinds, [3, 3]);
}

#[test]
fn every_news_has_its_own_words_and_the_shop_may_change_them() {
    let tickets = TicketShop::open();
    tickets.shop.file("own.txt", "退了 {refund_amount} {currency}：{order_no}\n");
    tickets.shop.ok(&["notify", "template", "set", "refund_completed", "own.txt", "--text-lang", "zh"]);
    assert_eq!(tickets.at(BOUGHT, &["notify", "template", "show", "payment_failed"]), "");
    let (failed, expired, refunded) = (tickets.in_checkout(1), tickets.in_checkout(2), tickets.sold(3));
    let fail = ["checkout", "fail", &failed.order, "--code", "DECLINED", "--reason", "no funds"];
    assert_eq!(tickets.at(BOUGHT, &fail), "");
    assert_eq!(tickets.at(BOUGHT, &["refund", "open", &refunded.order, "--reason", "ill"]), "");
    assert_eq!(
        tickets.tell(BOUGHT, &refunded.order, "spool"),
        "nothing_to_tell",
        "the ticket is dead, the money not back"
    );
    assert_eq!(tickets.at(BOUGHT, &["refund", "complete", &refunded.order, "--evidence", "re_1"]), "");
    assert_eq!(tickets.tell(BOUGHT, &failed.order, "spool"), "");
    assert_eq!(tickets.at(OVER, &["sweep"]), "");
    assert_eq!(tickets.at(OVER, &["notify", "send", "--ready", "--channel", "spool"]), "");
    let parts = |order: &str| {
        let list = tickets.shop.json(&["notify", "list", "--now", OVER]);
        let own = list.as_array().unwrap().iter().filter(|row| row["order_no"] == order);
        own.map(|row| row["part"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts(&expired.order), ["order_expired"]);
    assert_eq!(parts(&failed.order), ["order_expired", "payment_failed"], "one order may have two pieces of news");
    assert_eq!(parts(&refunded.order), ["refund_completed"]);
    assert!(
        tickets
            .spooled()
            .iter()
            .any(|text| text.contains(&format!("SGD：{}", refunded.order)) && text.contains("退了"))
    );
}

#[test]
fn cron_tells_where_a_channel_is_configured() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    assert_eq!(tickets.next(BOUGHT, &sold.order), "none");
    assert_eq!((tickets.at(BOUGHT, &["cron"]), tickets.spooled().len()), (String::new(), 0), "it is left to a person");
    tickets.shop.ok(&["config", "set", "checkout.notice_channel", "spool"]);
    assert_eq!(tickets.next(BOUGHT, &sold.order), "notify_user");
    let queue = tickets.shop.json(&["--now", BOUGHT, "queue"]).to_string();
    assert!(queue.contains("notify_user") && queue.contains(&sold.order), "{queue}");
    assert_eq!((tickets.at(BOUGHT, &["cron"]), tickets.spooled().len()), (String::new(), 1));
    assert_eq!((tickets.at(BOUGHT, &["cron"]), tickets.spooled().len()), (String::new(), 1), "once");
    assert_eq!(tickets.next(BOUGHT, &sold.order), "none");
}

#[test]
fn a_bot_writes_to_the_buyer_and_a_refusal_is_told_without_him() {
    let (tickets, server) = TicketShop::with_bot();
    let (sold, other) = (tickets.sold(1), tickets.sold(2));
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "telegram"), "");
    let texts = server.shown(BUYER);
    assert!(texts.len() == 1 && texts[0].text.contains(&sold.code), "{texts:?}");
    assert!(server.shown(TELEGRAM_CHAT).is_empty(), "the group lends its bot and hears nothing");
    server.telegram_chat(BUYER, ChatState::Blocked);
    let ended = tickets.shop.run(&["--now", BOUGHT, "notify", "send", &other.order, "--channel", "tg", "--json"]);
    assert_eq!(ended.code, Some(6), "{ended:?}");
    assert!(!ended.err.contains(BUYER) && !ended.err.contains(&other.code));
    assert_eq!(tickets.events(&other.order, "NOTIFICATION_FAILED"), 1);
    assert_eq!(tickets.next(BOUGHT, &other.order), "fix_notification");
    assert_eq!(tickets.tell(BOUGHT, &other.order, "spool"), "", "another way does");
    assert_eq!(tickets.next(BOUGHT, &other.order), "none");
    let push = tickets.shop.run(&["--now", BOUGHT, "push", &other.order, "--group", "tg", "--json"]);
    assert_eq!((push.code, push.error()["code"].as_str()), (Some(4), Some("other_flow")));
}

#[test]
fn what_died_between_the_message_and_its_answer_waits_for_a_person() {
    let (tickets, server) = TicketShop::with_bot();
    let sold = tickets.sold(1);
    let held = server.hold(Endpoint::EditMessageText);
    let mut command = tickets.shop.command(&["--now", BOUGHT, "notify", "send", &sold.order, "--channel", "tg"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    assert!(server.wait_until(PATIENCE, |_| held.waiting() > 0), "the message is on its way");
    child.kill().unwrap();
    child.wait().unwrap();
    held.release();
    assert_eq!(tickets.status(&sold.order, "user_notify_status"), "sending");
    tickets.shop.run(&["--now", BOUGHT, "sweep"]);
    assert_eq!(tickets.status(&sold.order, "user_notify_status"), "unknown");
    assert_eq!(tickets.events(&sold.order, "NOTIFICATION_UNCERTAIN"), 1);
    assert_eq!(tickets.next(BOUGHT, &sold.order), "resolve_unknown_notice");
    let before = server.requests(Endpoint::SendMessage);
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "tg"), "notice_outcome_unknown");
    assert_eq!(tickets.shop.run(&["--now", BOUGHT, "cron"]).code, Some(12), "the timer says so and sends nothing");
    assert_eq!(server.requests(Endpoint::SendMessage), before);
    let id = format!("{}-n1", sold.order);
    let resolve = ["notify", "resolve", &id, "--not-delivered", "--evidence", "asked", "--yes"];
    assert_eq!(tickets.at(BOUGHT, &resolve), "");
    assert_eq!(tickets.at(BOUGHT, &resolve), "delivery_not_unknown");
    assert_eq!(tickets.events(&sold.order, "NOTIFICATION_RESOLVED"), 1);
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "tg"), "");
    assert_eq!(tickets.status(&sold.order, "user_notify_status"), "sent");
}

#[test]
fn an_answer_that_is_lost_is_never_sent_again() {
    let (tickets, server) = TicketShop::with_bot();
    let sold = tickets.sold(1);
    // An edit is made three times before its answer counts as lost.
    server.always(Endpoint::EditMessageText, Fault::DropAfterBody);
    let ended = tickets.shop.run(&["--now", BOUGHT, "notify", "send", &sold.order, "--channel", "tg"]);
    assert_eq!(ended.code, Some(12), "{ended:?}");
    assert!(
        ended.err.contains(&format!("`ticketctl notify resolve {}-n1 --delivered --evidence TEXT`", sold.order)),
        "{ended:?}"
    );
    let delivered =
        ["notify", "resolve", &format!("{}-n1", sold.order), "--delivered", "--evidence", "he has it", "--yes"];
    assert_eq!(tickets.at(BOUGHT, &delivered), "");
    server.clear_faults();
    assert_eq!(tickets.tell(BOUGHT, &sold.order, "tg"), "");
    assert_eq!(tickets.events(&sold.order, "NOTIFICATION_STARTED"), 1, "he was told");
}
