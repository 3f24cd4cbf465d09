//! What buyers are told: once, over the channel they came by, and never again by guess.

use std::process::Stdio;
use std::time::Duration;

use crate::booth::{BOUGHT, BUYER, Booth, VISIT};
use crate::standin::{BOT_TOKEN, ChatState, Endpoint, Fault, Standin, TELEGRAM_CHAT};

/// After every lock and session of the purchase ran out.
const OVER: &str = "2026-03-20T08:50:00Z";
const PATIENCE: Duration = Duration::from_secs(30);

impl Booth {
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

    /// The booth whose bot may write to the buyer.
    fn with_bot() -> (Self, Standin) {
        let (mut booth, standin) = (Self::open(), Standin::start());
        booth.shop.look_at(standin.base_url());
        standin.telegram_chat(BUYER, ChatState::Open);
        assert_eq!(booth.scan(BOUGHT, &["secret", "set", "bot"], BOT_TOKEN).code, Some(0));
        let bot = ["group", "add", "tg", "--channel", "telegram", "--target", TELEGRAM_CHAT, "--secret", "bot"];
        booth.shop.ok(&bot);
        (booth, standin)
    }
}

#[test]
fn a_ticket_is_delivered_once_and_again_on_purpose_alone() {
    let booth = Booth::open();
    let sold = booth.sold(1);
    assert_eq!(booth.at(BOUGHT, &["notify", "send", &sold.order]), "2:channel_needed");
    assert_eq!(booth.tell(BOUGHT, &sold.order, "spool"), "");
    assert_eq!(booth.tell(BOUGHT, &sold.order, "spool"), "", "done before");
    let told = booth.spooled();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(&sold.code) && told[0].contains("2026-03-21") && told[0].contains("3 人"), "{told:?}");
    assert_eq!(booth.status(&sold.order, "user_notify_status"), "sent");
    let list = booth.shop.json(&["notify", "list", "--now", BOUGHT]);
    assert_eq!((list[0]["part"].as_str(), list[0]["state"].as_str()), (Some("ticket_delivered"), Some("accepted")));
    assert_eq!(booth.at(BOUGHT, &["notify", "resend", list[0]["id"].as_str().unwrap()]), "");
    assert!(booth.spooled().len() == 2 && booth.spooled()[1].contains("第 2 次"));
    // A new code is news again, and a used ticket is none.
    assert_eq!(booth.at(BOUGHT, &["ticket", "reissue", &sold.order, "--reason", "lost"]), "");
    assert_eq!(booth.status(&sold.order, "user_notify_status"), "not_started");
    assert_eq!(booth.tell(BOUGHT, &sold.order, "spool"), "");
    assert!(!booth.spooled()[2].contains(&sold.code) && booth.spooled()[2].contains("ticket_"));
    assert_eq!(booth.at(VISIT, &["ticket", "redeem", &sold.order]), "");
    assert_eq!(booth.tell(VISIT, &sold.order, "spool"), "nothing_to_tell");
    let kinds = ["NOTIFICATION_STARTED", "NOTIFICATION_SENT"].map(|kind| booth.events(&sold.order, kind));
    assert_eq!(kinds, [3, 3]);
}

#[test]
fn every_news_has_its_own_words_and_the_shop_may_change_them() {
    let booth = Booth::open();
    booth.shop.file("own.txt", "退了 {refund_amount} {currency}：{order_no}\n");
    booth.shop.ok(&["notify", "template", "set", "refund_completed", "own.txt", "--text-lang", "zh"]);
    assert_eq!(booth.at(BOUGHT, &["notify", "template", "show", "payment_failed"]), "");
    let (failed, expired, refunded) = (booth.in_checkout(1), booth.in_checkout(2), booth.sold(3));
    let fail = ["checkout", "fail", &failed.order, "--code", "DECLINED", "--reason", "no funds"];
    assert_eq!(booth.at(BOUGHT, &fail), "");
    assert_eq!(booth.at(BOUGHT, &["refund", "open", &refunded.order, "--reason", "ill"]), "");
    assert_eq!(
        booth.tell(BOUGHT, &refunded.order, "spool"),
        "nothing_to_tell",
        "the ticket is dead, the money not back"
    );
    assert_eq!(booth.at(BOUGHT, &["refund", "complete", &refunded.order, "--evidence", "re_1"]), "");
    assert_eq!(booth.tell(BOUGHT, &failed.order, "spool"), "");
    assert_eq!(booth.at(OVER, &["sweep"]), "");
    assert_eq!(booth.at(OVER, &["notify", "send", "--ready", "--channel", "spool"]), "");
    let parts = |order: &str| {
        let list = booth.shop.json(&["notify", "list", "--now", OVER]);
        let own = list.as_array().unwrap().iter().filter(|row| row["order_no"] == order);
        own.map(|row| row["part"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts(&expired.order), ["order_expired"]);
    assert_eq!(parts(&failed.order), ["order_expired", "payment_failed"], "one order may have two pieces of news");
    assert_eq!(parts(&refunded.order), ["refund_completed"]);
    assert!(
        booth.spooled().iter().any(|text| text.contains(&format!("SGD：{}", refunded.order)) && text.contains("退了"))
    );
}

#[test]
fn cron_tells_where_a_channel_is_configured() {
    let booth = Booth::open();
    let sold = booth.sold(1);
    assert_eq!(booth.next(BOUGHT, &sold.order), "none");
    assert_eq!((booth.at(BOUGHT, &["cron"]), booth.spooled().len()), (String::new(), 0), "it is left to a person");
    booth.shop.ok(&["config", "set", "checkout.notice_channel", "spool"]);
    assert_eq!(booth.next(BOUGHT, &sold.order), "notify_user");
    let queue = booth.shop.json(&["--now", BOUGHT, "queue"]).to_string();
    assert!(queue.contains("notify_user") && queue.contains(&sold.order), "{queue}");
    assert_eq!((booth.at(BOUGHT, &["cron"]), booth.spooled().len()), (String::new(), 1));
    assert_eq!((booth.at(BOUGHT, &["cron"]), booth.spooled().len()), (String::new(), 1), "once");
    assert_eq!(booth.next(BOUGHT, &sold.order), "none");
}

#[test]
fn a_bot_writes_to_the_buyer_and_a_refusal_is_told_without_him() {
    let (booth, standin) = Booth::with_bot();
    let (sold, other) = (booth.sold(1), booth.sold(2));
    assert_eq!(booth.tell(BOUGHT, &sold.order, "telegram"), "");
    let texts = standin.shown(BUYER);
    assert!(texts.len() == 1 && texts[0].text.contains(&sold.code), "{texts:?}");
    assert!(standin.shown(TELEGRAM_CHAT).is_empty(), "the group lends its bot and hears nothing");
    standin.telegram_chat(BUYER, ChatState::Blocked);
    let ended = booth.shop.run(&["--now", BOUGHT, "notify", "send", &other.order, "--channel", "tg", "--json"]);
    assert_eq!(ended.code, Some(6), "{ended:?}");
    assert!(!ended.err.contains(BUYER) && !ended.err.contains(&other.code));
    assert_eq!(booth.events(&other.order, "NOTIFICATION_FAILED"), 1);
    assert_eq!(booth.next(BOUGHT, &other.order), "fix_notification");
    assert_eq!(booth.tell(BOUGHT, &other.order, "spool"), "", "another way does");
    assert_eq!(booth.next(BOUGHT, &other.order), "none");
    let push = booth.shop.run(&["--now", BOUGHT, "push", &other.order, "--group", "tg", "--json"]);
    assert_eq!((push.code, push.error()["code"].as_str()), (Some(4), Some("other_flow")));
}

#[test]
fn what_died_between_the_message_and_its_answer_waits_for_a_person() {
    let (booth, standin) = Booth::with_bot();
    let sold = booth.sold(1);
    let held = standin.hold(Endpoint::EditMessageText);
    let mut command = booth.shop.command(&["--now", BOUGHT, "notify", "send", &sold.order, "--channel", "tg"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    assert!(standin.wait_until(PATIENCE, |_| held.waiting() > 0), "the message is on its way");
    child.kill().unwrap();
    child.wait().unwrap();
    held.release();
    assert_eq!(booth.status(&sold.order, "user_notify_status"), "sending");
    booth.shop.run(&["--now", BOUGHT, "sweep"]);
    assert_eq!(booth.status(&sold.order, "user_notify_status"), "unknown");
    assert_eq!(booth.events(&sold.order, "NOTIFICATION_UNCERTAIN"), 1);
    assert_eq!(booth.next(BOUGHT, &sold.order), "resolve_unknown_notice");
    let before = standin.requests(Endpoint::SendMessage);
    assert_eq!(booth.tell(BOUGHT, &sold.order, "tg"), "notice_outcome_unknown");
    assert_eq!(booth.shop.run(&["--now", BOUGHT, "cron"]).code, Some(12), "the timer says so and sends nothing");
    assert_eq!(standin.requests(Endpoint::SendMessage), before);
    let id = format!("{}-n1", sold.order);
    let resolve = ["notify", "resolve", &id, "--not-delivered", "--evidence", "asked", "--yes"];
    assert_eq!(booth.at(BOUGHT, &resolve), "");
    assert_eq!(booth.at(BOUGHT, &resolve), "delivery_not_unknown");
    assert_eq!(booth.events(&sold.order, "NOTIFICATION_RESOLVED"), 1);
    assert_eq!(booth.tell(BOUGHT, &sold.order, "tg"), "");
    assert_eq!(booth.status(&sold.order, "user_notify_status"), "sent");
}

#[test]
fn an_answer_that_is_lost_is_never_sent_again() {
    let (booth, standin) = Booth::with_bot();
    let sold = booth.sold(1);
    // An edit is made three times before its answer counts as lost.
    standin.always(Endpoint::EditMessageText, Fault::DropAfterBody);
    let ended = booth.shop.run(&["--now", BOUGHT, "notify", "send", &sold.order, "--channel", "tg"]);
    assert_eq!(ended.code, Some(12), "{ended:?}");
    let delivered =
        ["notify", "resolve", &format!("{}-n1", sold.order), "--delivered", "--evidence", "he has it", "--yes"];
    assert_eq!(booth.at(BOUGHT, &delivered), "");
    standin.clear_faults();
    assert_eq!(booth.tell(BOUGHT, &sold.order, "tg"), "");
    assert_eq!(booth.events(&sold.order, "NOTIFICATION_STARTED"), 1, "he was told");
}
