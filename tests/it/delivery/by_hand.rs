//! Notices that a person passes on: told once somebody says so, and not before; and what goes along with a notice.

use serde_json::json;

use crate::support::fake_server::{BOT_TOKEN, ChatState, Endpoint, FakeServer, TELEGRAM_CHAT};
use crate::support::shop::{ORDER, Shop, fixture};
use crate::support::ticket_shop::{BOUGHT, TicketShop};

/// The reference order, of which the agent's screenshot was matched; the screen has a code to pick the ticket up with.
fn matched() -> Shop {
    let shop = Shop::stocked();
    let screen = std::fs::read_to_string(shop.path("shot.txt")).unwrap();
    shop.file("shot.txt", format!("{screen}取票码 883200417756\n"));
    for line in [
        "form submit ORDER --file form.json",
        "payment confirm ORDER --channel wechat --ref W1",
        "proof upload ORDER proof.txt",
        "push ORDER --group g",
        "push ack ORDER",
        "ocr run ORDER shot.png --engine mock",
    ] {
        shop.ok(&line.replace("ORDER", ORDER));
    }
    shop
}

fn events(shop: &Shop, kind: &str) -> usize {
    let all = shop.json(&["order", "timeline", ORDER, "--internal"]);
    all.as_array().unwrap().iter().filter(|event| event["type"] == kind).count()
}

#[test]
fn a_notice_is_told_once_a_person_says_so() {
    let shop = matched();
    shop.ok(&["config", "set", "resale.default_notice_channel", "manual"]);
    let printed = shop.ok(&["notify", "send", ORDER]);
    let [_, text, _] = printed.split("----------------------------------------\n").collect::<Vec<_>>()[..] else {
        panic!("{printed}")
    };
    assert!(
        text.starts_with("张三2376您好，您的「初级道 3 小时」已出票") && text.ends_with(&format!("订单 {ORDER}\n")),
        "{text}"
    );
    assert_eq!((shop.status("user_notify"), shop.status("order")), ("sending".to_owned(), "ticket_matched".to_owned()));
    let next = shop.json(&["next", ORDER]);
    assert_eq!(
        (&next["code"], &next["command"]),
        (&json!("hand_over_notice"), &json!(format!("ticketctl notify sent {ORDER}")))
    );
    // Nothing but a person moves it, and its text is there as often as somebody asks.
    for line in [&["cron"][..], &["sweep"], &["notify", "send", "--ready"]] {
        assert_eq!(shop.run(line).code, Some(0), "{line:?}");
    }
    assert_eq!(shop.json(&["cron"])["by_hand"], 1);
    assert!(shop.ok(&["notify", "send", ORDER, "--channel", "manual"]).contains(text));
    assert_eq!(shop.refused(&["notify", "send", ORDER, "--channel", "spool"], 4)["code"], "wrong_state");
    assert_eq!((events(&shop, "user_notification_started"), shop.status("user_notify")), (1, "sending".to_owned()));
    assert_eq!(events(&shop, "personal_data_revealed"), 1, "who looked again stands in the log");

    assert_eq!(shop.json(&["notify", "sent", ORDER, "--dry-run"])["dry_run"], true);
    assert_eq!(shop.status("user_notify"), "sending");
    shop.ok(&["notify", "sent", ORDER]);
    assert_eq!((shop.status("user_notify"), shop.status("order")), ("sent".to_owned(), "completed".to_owned()));
    assert_eq!(shop.status("profit_share"), "ready");
    assert_eq!(shop.json(&["notify", "list"])[0]["state"], "accepted");
    // Twice said is once told.
    assert_eq!(shop.json(&["notify", "sent", &format!("{ORDER}-n1")])["events"], json!([]));
    assert_eq!(events(&shop, "user_notification_sent"), 1);
    assert_eq!(shop.run(&["doctor"]).code, Some(0));
}

#[test]
fn a_notice_that_was_not_passed_on_goes_another_way() {
    let shop = matched();
    assert_eq!(shop.refused(&["notify", "sent", ORDER], 4)["code"], "no_notice_waits");
    shop.ok(&["notify", "send", ORDER, "--channel", "manual"]);
    let id = format!("{ORDER}-n1");
    shop.ok(&["notify", "resolve", &id, "--not-delivered", "--evidence", "the chat is closed", "--yes"]);
    assert_eq!(shop.status("user_notify"), "failed");
    assert_eq!(shop.refused(&["notify", "sent", &id], 4)["code"], "no_notice_waits");
    let printed = shop.ok(&["notify", "send", ORDER, "--channel", "spool"]);
    let file = shop.path("spool").join(format!("{ORDER}-n2.txt"));
    assert!(printed.contains(file.to_str().unwrap()), "{printed}");
    assert!(printed.contains(&std::fs::read_to_string(file).unwrap()), "a spool's text is printed, too");
    assert_eq!(shop.status("order"), "completed");
}

#[test]
fn a_script_gets_the_text_of_a_notice_only_where_it_is_revealed() {
    let shop = matched();
    let masked = shop.run(&["notify", "send", ORDER, "--channel", "manual", "--json"]);
    assert!(!masked.out.contains("张三2376") && !masked.err.contains("张三2376"), "{masked:?}");
    let before = events(&shop, "personal_data_revealed");
    let shown = shop.json(&["notify", "send", ORDER, "--channel", "manual", "--reveal"]);
    assert!(shown["text"].as_str().unwrap().starts_with("张三2376您好"), "{shown}");
    assert_eq!(events(&shop, "personal_data_revealed"), before + 1);
}

#[test]
fn several_are_printed_once_and_recorded_together() {
    let tickets = TicketShop::open();
    let (one, other) = (tickets.sold(1), tickets.sold(2));
    let ready = ["notify", "send", "--ready", "--channel", "manual", "--now", BOUGHT];
    let printed = tickets.shop.ok(&ready);
    assert!(printed.contains(&one.code) && printed.contains(&other.code), "{printed}");
    assert!(!tickets.shop.ok(&ready).contains(&one.code), "each once");
    let codes = tickets.shop.json(&["queue", "--now", BOUGHT]);
    assert_eq!(codes[0]["code"], "hand_over_notice", "{codes}");
    let sent = tickets.shop.run(&["notify", "sent", &one.order, &other.order, "order_none", "--json", "--now", BOUGHT]);
    let results: Vec<_> = sent.json().as_array().unwrap().iter().map(|row| row["result"].clone()).collect();
    assert_eq!(sent.code, Some(8), "{sent:?}");
    assert_eq!(results.iter().filter(|result| **result == "done").count(), 2, "{sent:?}");
    assert_eq!(tickets.status(&one.order, "user_notify_status"), "sent");
}

#[test]
fn a_wording_names_the_code_and_takes_the_picture_along_where_the_channel_can() {
    let (mut shop, server) = (matched(), FakeServer::start());
    shop.look_at(server.base_url());
    server.telegram_chat("77001", ChatState::Open);
    shop.ok_with(&["secret", "set", "bot"], BOT_TOKEN);
    shop.ok(&["group", "add", "tg", "--channel", "telegram", "--target", TELEGRAM_CHAT, "--secret", "bot"]);
    shop.file("own.txt", "取票码：{pickup_code}\n{picture}\n订单 {order_no}\n");
    shop.ok(&["notify", "template", "set", "ticket_matched", "own.txt", "--text-lang", "zh"]);
    shop.file("bad.txt", "{pickup}");
    let refused = shop.refused(&["notify", "template", "set", "ticket_matched", "bad.txt", "--text-lang", "zh"], 2);
    assert!(refused["message"].as_str().unwrap().contains("pickup_code"), "{refused}");

    let twin = shop.twin();
    let printed = twin.ok(&["notify", "send", ORDER, "--channel", "manual"]);
    assert!(printed.contains(&format!("-\n取票码：883200417756\n订单 {ORDER}\n-")), "{printed}");
    assert!(printed.contains(&format!("ticketctl ocr show {ORDER} --save")), "{printed}");

    shop.ok(&["notify", "send", ORDER, "--channel", "tg", "--to", "77001"]);
    let photos = server.received_at(Endpoint::SendPhoto);
    assert_eq!((photos.len(), server.requests(Endpoint::SendMessage)), (1, 0), "one message, and one promise");
    assert_eq!(server.texts("77001"), Vec::<String>::new(), "a photo is no text");
    let picture = std::fs::read(fixture("scenarios/shared/screenshot.png")).unwrap();
    let [file] = &server.files("77001")[..] else { panic!("{photos:?}") };
    assert_eq!(
        (file.bytes.as_slice(), file.caption.as_str()),
        (&*picture, &*format!("取票码：883200417756\n订单 {ORDER}"))
    );
    assert_eq!(shop.status("order"), "completed");
}

#[test]
fn no_group_takes_the_name_of_the_hand() {
    let shop = Shop::sandbox();
    let group = ["group", "add", "manual", "--channel", "spool", "--target", "out"];
    assert_eq!(shop.refused(&group, 2)["code"], "group_name_taken");
}

#[test]
fn a_text_asks_for_exactly_what_is_missing_and_tells_only_what_is_so() {
    let shop = Shop::open();
    let before = shop.state();
    let asked = shop.json(&["form", "ask", ORDER]);
    assert_eq!(asked["about"], "form_wanted");
    let text = asked["text"].as_str().unwrap();
    for wanted in ["\n姓名：\n手机号：\n", "\n证件号码：\n", "2026-03-21 11:3"] {
        assert!(text.contains(wanted), "{text}");
    }
    assert!(!text.contains("票种") && !text.contains("游玩日期"), "the order says it already: {text}");
    assert_eq!(shop.refused(&["notify", "text", ORDER, "--about", "refund_done"], 4)["code"], "text_not_true");
    assert_eq!(shop.state(), before, "asking changes nothing");

    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    assert_eq!(shop.refused(&["form", "ask", ORDER], 4)["code"], "form_is_complete");
    assert_eq!(shop.refused(&["notify", "text", ORDER], 4)["code"], "nothing_to_tell");
    shop.ok(&["order", "cancel", ORDER, "--reason", "ill"]);
    let cancelled = shop.json(&["notify", "text", ORDER, "--text-lang", "en"]);
    assert_eq!(cancelled["about"], "order_cancelled");
    assert!(cancelled["text"].as_str().unwrap().contains("506.00"), "{cancelled}");
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "returned"]);
    assert_eq!(shop.json(&["notify", "text", ORDER])["about"], "refund_done");
}

#[test]
fn a_text_that_names_the_buyer_is_recorded_and_kept_from_scripts() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop.ok(&["refund", "open", ORDER, "--reason", "ill"]);
    shop.file("own.txt", "{name}，退款 {refund_amount} 正在办理\n");
    shop.ok(&["notify", "template", "set", "refund_under_way", "own.txt", "--text-lang", "zh"]);
    assert_eq!(shop.json(&["notify", "text", ORDER])["text"], json!(null));
    assert_eq!(events(&shop, "personal_data_revealed"), 0);
    assert!(shop.ok(&["notify", "text", ORDER]).contains("张三2376，退款 506.00"));
    assert_eq!(shop.json(&["notify", "text", ORDER, "--reveal"])["text"], "张三2376，退款 506.00 正在办理");
    assert_eq!(events(&shop, "personal_data_revealed"), 2);
}

#[test]
fn notices_by_hand_are_ready_and_not_sent_and_recorded_all_together() {
    let tickets = TicketShop::open();
    let (one, other) = (tickets.sold(1), tickets.sold(2));
    let ready = |more: &str| format!("notify send --ready --channel manual --now {BOUGHT} {more}");
    for (more, wanted, never) in [
        ("--dry-run --lang zh", "会备好 2 条", "会发"),
        ("--dry-run --lang en", "2 would be ready to pass on", "would go"),
        ("--lang zh", "已备好 2 条，等你转发", "成功"),
    ] {
        let told = tickets.shop.run(&ready(more));
        let printed = format!("{}{}", told.out, told.err);
        assert!(printed.contains(wanted) && !printed.contains(never), "{printed}");
    }
    let sent = |more: &str| tickets.shop.run(&format!("notify sent --ready --now {BOUGHT} --json {more}"));
    assert_eq!(sent("--dry-run").json().as_array().unwrap().len(), 2);
    assert_eq!(tickets.status(&one.order, "user_notify_status"), "sending");
    assert_eq!(sent("").json()[0]["result"], "done");
    for order in [&one.order, &other.order] {
        assert_eq!(tickets.status(order, "user_notify_status"), "sent");
    }
    assert_eq!(sent("").json(), json!([]), "none waits any more");
    assert_eq!(tickets.shop.refused("notify sent", 2)["code"], "usage");
}

#[test]
fn a_list_of_deliveries_that_is_cut_says_so() {
    let shop = matched();
    let cut = shop.run("push list --limit 1");
    assert!(cut.err.contains("--limit 0 lists all"), "{cut:?}");
    for line in ["push list", "push list --limit 2", "push list --limit 0"] {
        let whole = shop.run(line);
        assert_eq!((whole.code, whole.err.contains("older")), (Some(0), false), "{line}: {whole:?}");
    }
}

#[test]
fn a_notice_that_lies_in_a_folder_is_given_to_the_buyer_by_hand() {
    let shop = matched();
    shop.ok(&["notify", "send", ORDER, "--channel", "spool"]);
    assert_eq!(shop.status("order"), "completed");
    let hint = shop.refused(&["notify", "text", ORDER], 4)["hint"].clone();
    assert!(hint.as_str().unwrap().contains("ticketctl notify resend"), "{hint}");
    let id = format!("{ORDER}-n1");
    let before = shop.twin();
    // Over what is the channel by now, or over the one that is named.
    shop.ok(&["config", "set", "resale.default_notice_channel", "manual"]);
    for line in [&["notify", "resend", &id][..], &["notify", "resend", &id, "--channel", "manual"]] {
        let printed = shop.ok(line);
        assert!(printed.contains("张三2376您好，您的「初级道 3 小时」已出票"), "{printed}");
        assert_eq!(shop.json(&["next", ORDER])["code"], "hand_over_notice");
        shop.ok(&["notify", "sent", ORDER]);
        assert_eq!((shop.status("user_notify"), shop.status("order")), ("sent".into(), "completed".into()));
        shop.restore(&before);
    }
}
