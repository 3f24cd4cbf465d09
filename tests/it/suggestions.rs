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
