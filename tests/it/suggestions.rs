//! The command that is suggested next: what is still to be put into it is named in the reader's language, as help names it,
//! and scripts get the same words in every language.

use crate::support::shop::{FORM, ORDER, OTHER, Shop};
use crate::support::ticket_shop::TicketShop;

/// What a page shows below `$ `.
fn suggested(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.trim_start().strip_prefix("$ ")).collect()
}

#[test]
fn a_placeholder_is_a_word_of_the_readers_language_and_that_of_the_help() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "W1"]);
    shop.file("form-2.json", FORM.replace("13800000000", "13900000001"));
    shop.ok(&["form", "submit", OTHER, "--file", "form-2.json"]);
    for (order, zh, en, help) in [
        (ORDER, "proof upload ORDER 文件", "proof upload ORDER FILE", "ticketctl proof upload [选项] [订单号] [文件]"),
        (OTHER, "review pass ORDER --reason 原因", "review pass ORDER --reason REASON", "--reason <原因>"),
    ] {
        let [zh, en] = [zh, en].map(|command| format!("ticketctl {}", command.replace("ORDER", order)));
        for line in [vec!["next", order], vec!["order", "show", order]] {
            assert_eq!(suggested(&shop.ok(&[&line[..], &["--lang", "zh"]].concat())), [zh.as_str()], "{line:?}");
            assert_eq!(suggested(&shop.ok(&line)), [en.as_str()], "{line:?}");
        }
        // A script replaces the same word whoever reads.
        assert_eq!(shop.json(&["next", order, "--lang", "zh"])["command"], en);
        let topic: Vec<&str> = zh.split(' ').skip(1).take(2).collect();
        let page = shop.ok(&[&["help"], &topic[..], &["--lang", "zh"]].concat());
        assert!(page.contains(help) && !page.contains("FILE") && !page.contains("REASON"), "{page}");
    }
    let queue = shop.ok("queue --lang zh");
    assert!(!queue.contains("FILE") && !queue.contains("REASON"), "{queue}");
    let after = shop.run(&["review", "list", "--lang", "zh"]);
    assert!(after.err.contains("--reason 原因"), "{after:?}");
    let refused = shop.run("work --lang zh");
    assert!(refused.err.contains("ticketctl ") && !refused.err.contains("FILE"), "{refused:?}");
    let missing = shop.run(&["review", "pass", "--lang", "zh"]);
    assert!(
        missing.err.contains("还缺：<订单号>") && missing.err.contains("用法：ticketctl review pass"),
        "{missing:?}"
    );
}

#[test]
fn of_a_frozen_order_every_command_that_decides_is_named() {
    let shop = Shop::ready();
    shop.file("news.csv", "订单号,订单状态,商品名称,票种,游玩日期,实付金额,付款时间\nOUT-1,退款中,亚布力,初级道 3 小时,2026-04-15,506,2026-03-20 11:35:42\n");
    assert_eq!(shop.json("order import news.csv")[0]["verdict"], "changed");
    let [cancel, refund, keep] = ["order cancel", "refund open", "order keep"]
        .map(|answer| format!("ticketctl {answer} {ORDER} --reason REASON"));
    for page in [shop.ok(&["next", ORDER]), shop.ok(&["order", "show", ORDER])] {
        assert_eq!(suggested(&page), [cancel.as_str(), &refund, &keep]);
    }
    let zh = shop.ok(&["next", ORDER, "--lang", "zh"]);
    assert_eq!(suggested(&zh).len(), 3);
    assert!(zh.contains(&keep.replace("REASON", "原因")), "{zh}");
    let next = shop.json(&["next", ORDER]);
    assert_eq!((&next["command"], &next["alternatives"]), (&cancel.as_str().into(), &[&*refund, &*keep].into()));
    let shown = shop.json(&["order", "show", ORDER])["next"].clone();
    assert_eq!(shown["alternatives"], next["alternatives"]);
    assert_eq!(shop.json("next XY20260320033546715AAAA")["alternatives"], serde_json::json!([]));
    // Another amount is likeliest to be kept.
    shop.file("news.csv", "订单号,订单状态,商品名称,票种,游玩日期,实付金额,付款时间\nOUT-2,待发货,亚布力,初级道 3 小时,2026-04-15,300,2026-03-20 11:35:42\n");
    shop.ok("order import news.csv");
    let keep = format!("ticketctl order keep {OTHER} --reason REASON");
    assert_eq!(suggested(&shop.ok(&["next", OTHER]))[0], keep);
}

#[test]
fn the_payment_method_is_one_that_the_shop_takes() {
    let shop = TicketShop::open();
    shop.ok("config set checkout.methods paynow,card");
    let draft = "checkout draft --sku sentosa_family_pack --quantity 3 --date 2026-03-21 --channel telegram";
    let drafted = shop.json(&format!("--now 2026-03-20T08:36:00Z {draft}"));
    let order = drafted["order_no"].as_str().unwrap();
    shop.ok(&["--now", "2026-03-20T08:36:00Z", "checkout", "lock", order]);
    let command = format!("ticketctl checkout request {order} --method paynow");
    let now = ["--now", "2026-03-20T08:36:01Z"];
    assert_eq!(shop.json(&[&now[..], &["next", order]].concat())["command"], command.as_str());
    assert_eq!(suggested(&shop.ok(&[&now[..], &["order", "show", order]].concat())), [command.as_str()]);
}

#[test]
fn a_suggestion_that_is_copied_as_it_stands_books_nothing() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    // Nobody knows how it was paid.
    let suggested = format!("ticketctl payment confirm {ORDER} --channel CHANNEL --ref REF");
    assert_eq!(shop.json(&["next", ORDER])["command"], suggested.as_str());
    let before = shop.state();
    let confirm = ["payment", "confirm", ORDER, "--channel", "wechat"];
    for (word, flag) in [("REF", "--ref"), ("NO", "--ref"), ("单号", "--ref")] {
        let refused = shop.refused(&[&confirm[..], &["--ref", word]].concat(), 2);
        assert_eq!((&refused["code"], &refused["field"]), (&"placeholder_given".into(), &flag.into()));
    }
    assert_eq!(shop.run(&["payment", "confirm", ORDER, "--channel", "CHANNEL", "--ref", "REF"]).code, Some(2));
    for (line, field) in [
        ("order cancel ORDER --reason 原因", "--reason"),
        ("order cancel ORDER --reason=REASON", "--reason"),
        ("review pass ORDER --reason ' 原因 '", "--reason"),
        ("refund leg ORDER --leg buyer --evidence 凭据", "--evidence"),
        ("refund leg ORDER --leg buyer --evidence TEXT", "--evidence"),
        ("refund complete ORDER --payment-ref 单号 --evidence re_1", "--payment-ref"),
        ("checkout complete order_1 --session ps_1 --payment-ref 单号", "--payment-ref"),
        ("push resolve ORDER-p1-text --delivered --evidence 凭据", "--evidence"),
        ("proof upload ORDER 文件", "FILE"),
        ("ocr run ORDER 图片", "IMAGE"),
        ("order note ORDER 文字", "TEXT"),
    ] {
        let refused = shop.refused(&line.replace("ORDER", ORDER), 2);
        assert_eq!((&refused["code"], &refused["field"]), (&"placeholder_given".into(), &field.into()), "{line}");
    }
    assert_eq!(shop.state(), before);
    // A file may be called so.
    shop.file("文件", "payment proof");
    shop.ok(&[&confirm[..], &["--ref", "W1"]].concat());
    shop.ok(&["proof", "upload", ORDER, "./文件"]);
}

#[test]
fn of_an_unknown_push_both_answers_are_suggested() {
    let shop = Shop::answering(r#"{"errmsg":"ok"}"#);
    shop.run(&["push", ORDER]);
    let next = shop.json(&["next", ORDER]);
    let command = next["command"].as_str().unwrap();
    assert!(command.contains(" --delivered "), "{next}");
    let other = command.replace(" --delivered ", " --not-delivered ");
    assert_eq!(next["alternatives"], serde_json::json!([other]));
    assert_eq!(suggested(&shop.ok(&["next", ORDER])), [command, &other]);
    // A table has room for one, and neither of them is the answer before somebody looked.
    let queue = shop.ok("queue");
    assert!(queue.contains(&format!("ticketctl next {ORDER}")) && !queue.contains("--delivered"), "{queue}");
    let report = shop.run("doctor").out;
    let fixes: Vec<&str> = report.lines().filter_map(|line| line.trim().strip_prefix("→ ")).collect();
    assert!(fixes.contains(&command) && fixes.contains(&&*other), "{report}");
}

#[test]
fn after_a_rejected_screenshot_another_one_is_asked_for() {
    let shop = Shop::stocked();
    for line in [
        "form submit ORDER --file form.json",
        "payment confirm ORDER --channel wechat --ref W1",
        "proof upload ORDER proof.txt",
        "push ORDER --group g",
    ] {
        shop.ok(&line.replace("ORDER", ORDER));
    }
    // Nobody answered in time.
    let late = |line: &str| format!("--now 2026-03-20T04:40:00Z {line} {ORDER}");
    assert_eq!(shop.json(&late("next"))["code"], "chase_agent");
    shop.run(&format!("--now 2026-03-20T03:45:00Z ocr run {ORDER} shot2.png --engine mock"));
    assert_eq!(shop.json(&late("next"))["code"], "review_screenshot");
    shop.ok(&late("match reject --reason unreadable"));
    assert_eq!(shop.json(&late("next"))["code"], "upload_agent_screenshot");
}

#[test]
fn a_text_to_search_for_is_no_placeholder() {
    let shop = Shop::open();
    for word in ["原因", "单号", "REASON", "文件", "xxx"] {
        assert_eq!(shop.json(&["order", "search", word]), serde_json::json!([]), "{word}");
    }
}

#[test]
fn of_a_refund_it_is_said_who_still_owes_whom_how_much() {
    let shop = Shop::ready();
    shop.ok(&["order", "cancel", ORDER, "--reason", "ill"]);
    let (buyer, agent) = ("the shop owes the buyer ¥506.00", "the agent owes the shop ¥495.88");
    for line in [&["next", ORDER][..], &["order", "show", ORDER]] {
        let page = shop.ok(line);
        assert!(page.contains(&format!("{buyer} · {agent}")), "{page}");
    }
    assert!(shop.ok("queue").contains(&format!("Handle the refund: {buyer}")));
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "re_1"]);
    let page = shop.ok(&["next", ORDER]);
    assert!(page.contains(agent) && !page.contains(buyer), "{page}");
    let owed = serde_json::json!([{ "leg": "agent", "amount": "495.88" }]);
    assert_eq!(shop.json(&["order", "show", ORDER])["next"]["owed"], owed);
    assert_eq!(shop.json("queue")[0]["owed"], owed);
}
