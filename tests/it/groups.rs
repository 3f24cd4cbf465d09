//! Which group takes which orders: routes, the default, and what is left when either goes.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::support::shop::{NOW, ORDER, Shop};
use crate::support::terminal_session::TerminalSession;

/// An order that is ready for a push, and two groups that no route names.
fn with_two_groups() -> Shop {
    let shop = Shop::ready();
    shop.ok("group add h --channel spool --target out2");
    shop.ok("group unroute g --ticket-type 初级道3小时");
    shop
}

/// What is to be done about the order.
fn next(shop: &Shop) -> Value {
    shop.json(&["order", "show", ORDER])["next"]["code"].clone()
}

#[test]
fn of_several_groups_the_default_takes_what_no_route_names() {
    let shop = with_two_groups();
    let order = |shop: &Shop| shop.json(&["order", "show", ORDER]);
    let has_no_group = |shop: &Shop| order(shop)["exceptions"].to_string().contains("no_group");
    assert_eq!((next(&shop), has_no_group(&shop)), (json!("route_order"), true));
    assert_eq!(shop.json("group list")[0]["default"], false);
    let set = shop.json("group default h");
    assert_eq!((&set["before"], &set["changed"], &set["in_force"]), (&Value::Null, &json!(true), &json!("h")));
    assert_eq!(shop.json("group default h")["changed"], false);
    assert_eq!((next(&shop), has_no_group(&shop)), (json!("push_agent_group"), false));
    assert_eq!(shop.json("group show h")["default"], true);
    assert!(shop.ok("group show h").contains("takes the orders without a route"));
    // A route goes before it, and a pause of it stops what it takes.
    shop.ok("group route g --ticket-type 初级道3小时");
    shop.ok("group pause h --reason r");
    assert_eq!(next(&shop), "push_agent_group");
    shop.ok("group unroute g --ticket-type 初级道3小时");
    assert_eq!(next(&shop), "resume_group");
    shop.ok("group resume h");
    shop.ok("cron");
    assert_eq!(order(&shop)["latest"]["push"]["group"], "h");
}

#[test]
fn without_its_default_a_shop_of_several_groups_says_so_and_the_only_one_needs_none() {
    let shop = with_two_groups();
    shop.ok("group add i --channel spool --target out3");
    shop.ok("group default h");
    shop.ok("group default i");
    assert_eq!(shop.json("group show h")["default"], false);
    let ended = shop.run("group remove i --yes");
    assert!(ended.err.contains("it was the default"), "{ended:?}");
    assert_eq!(next(&shop), "route_order");
    shop.ok("group default h");
    shop.ok("group default --none");
    assert_eq!(next(&shop), "route_order");
    // With one group left, it takes all.
    let ended = shop.run("group remove g --yes");
    assert!(!ended.err.contains("default"), "{ended:?}");
    assert_eq!((next(&shop), &shop.json("group show h")["default"]), (json!("push_agent_group"), &json!(true)));
    assert_eq!(shop.refused("group default nobody", 3)["code"], "group_not_found");
    assert_eq!(shop.refused("group default", 2)["code"], "usage");
}

#[test]
fn a_route_is_one_in_every_spelling_and_checked_against_the_prices() {
    let shop = with_two_groups();
    let routed = shop.json("group route g --ticket-type 初级道３小时");
    assert_eq!((&routed["value"], &routed["unpriced"]), (&json!("初级道 3 小时"), &json!(false)));
    let moved = shop.json("group route h --ticket-type 初级道3小时");
    assert_eq!((&moved["before"], &moved["value"]), (&json!("g"), &json!("初级道 3 小时")));
    assert_eq!((&shop.json("group show g")["routes"], next(&shop)), (&json!([]), json!("push_agent_group")));
    let near = shop.run("group route g --ticket-type 初级道3小");
    assert!(near.err.contains("did you mean \"初级道 3 小时\""), "{near:?}");
    let far = shop.run("group route g --ticket-type xyz");
    assert!(far.err.contains("does not have \"xyz\""), "{far:?}");
    assert!(shop.run("group route g --product xyz").err.is_empty());
    // One spelling at a time, also of what no price names.
    assert_eq!(shop.json("group route h --ticket-type XYZ")["before"], "g");
    assert_eq!(shop.json("group show g")["routes"].as_array().unwrap().len(), 2);
    assert_eq!(shop.refused("group unroute g --ticket-type xyz", 4)["code"], "route_elsewhere");
    assert_eq!(shop.refused("group unroute g --ticket-type abc", 3)["code"], "route_not_found");
    assert_eq!(shop.refused("group unroute g --product abc", 3)["code"], "route_not_found");
    assert_eq!(shop.json("group unroute h --ticket-type xyz")["value"], "XYZ");
    assert_eq!(shop.json("event verify")["ok"], true);
}

#[test]
fn a_push_to_nobody_names_the_groups_that_there_are() {
    let shop = Shop::ready();
    let refused = shop.refused("push", 2);
    assert_eq!((&refused["code"], &refused["groups"]), (&json!("group_needed"), &json!(["g"])));
    assert!(refused["hint"].as_str().unwrap().contains("`ticketctl push --group g`"), "{refused}");
    shop.ok("group add h --channel spool --target out2");
    shop.ok("group default h");
    assert_eq!(shop.refused("push", 2)["groups"], json!(["h", "g"]));
    assert_eq!(Shop::open().refused("push", 2)["code"], "group_needed");
}

#[test]
fn a_channel_that_nothing_could_go_over_is_refused_and_found_in_a_file() {
    let shop = Shop::ready();
    let findings = |shop: &Shop| shop.run("doctor --json").json()["findings"].to_string();
    for key in ["resale.default_notice_channel", "checkout.notice_channel"] {
        for channel in ["spool", "manual", "telegram", "g"] {
            shop.ok(&["config", "set", key, channel]);
        }
        for more in [&[][..], &["--dry-run"]] {
            let refused = shop.refused(&[&["config", "set", key, "胡说"], more].concat(), 2);
            assert_eq!((&refused["code"], &refused["key"]), (&json!("notice_channel_unknown"), &json!(key)));
            assert!(refused["hint"].as_str().unwrap().contains("spool, wecom-app, telegram, manual, g"), "{refused}");
        }
        assert_eq!(shop.json(&["config", "get", key])["value"], "g");
    }
    shop.ok("config set checkout.notice_channel ''");
    assert!(!findings(&shop).contains("notice_channel"));
    shop.ok("group remove g --yes");
    assert!(findings(&shop).contains("resale.default_notice_channel"), "{}", findings(&shop));
}

#[test]
fn a_group_is_not_served_by_the_channel_of_notices_that_are_given_by_hand() {
    let shop = Shop::sandbox();
    let before = shop.state();
    for channel in ["manual", "人工"] {
        let refused = shop.refused(&["group", "add", "g", "--channel", channel], 2);
        assert!(refused["message"].as_str().unwrap().contains("notify send --channel manual"), "{refused}");
        assert!(refused["hint"].as_str().unwrap().contains("--channel spool"), "{refused}");
    }
    assert_eq!(shop.state(), before);
    assert!(!shop.ok("group add --help").contains("by hand"), "it is offered nowhere");
}

#[test]
fn a_group_without_its_secret_is_not_shown_as_open() {
    let shop = Shop::at_home().init();
    shop.ok("group add robot --channel wecom-robot --secret robot");
    let state = || (shop.json("group list")[0]["secret_fault"].clone(), shop.ok("group list"));
    let (fault, list) = state();
    assert!(fault == "missing" && list.contains("secret missing"), "{fault} {list}");
    assert!(shop.ok("group show robot --lang zh").contains("缺少凭据"));
    shop.ok_with("secret set robot", "key-1");
    let (fault, list) = state();
    assert!(fault.is_null() && list.contains("open"), "{fault} {list}");
    std::fs::set_permissions(shop.config().join("secrets/robot"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(state().0, "unusable");
}

#[test]
fn at_a_terminal_ready_orders_go_to_the_only_group_that_takes_any() {
    let shop = Shop::ready();
    let before = shop.twin();
    assert_eq!(shop.refused("push", 2)["code"], "group_needed", "a script names the group");
    shop.ok("group add h --channel spool --target out2");
    let mut session = TerminalSession::start(&shop, &["push", "--now", NOW, "--lang", "en"]);
    session.wait_for("orders to push: 1, all to the group g");
    let (code, shown) = session.end_with(b"");
    assert_eq!((code, next(&shop)), (Some(0), json!("upload_agent_screenshot")), "{shown}");
    shop.restore(&before);
    // Where none takes any, there is nothing to be sure of.
    shop.ok("group add h --channel spool --target out2");
    shop.ok("group unroute g --ticket-type 初级道3小时");
    let mut session = TerminalSession::start(&shop, &["push", "--now", NOW, "--lang", "en"]);
    session.wait_for("error[group_needed]");
    assert_eq!(session.end_with(b"").0, Some(2));
}
