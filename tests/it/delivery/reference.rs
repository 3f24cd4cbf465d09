//! The reference order, pushed as the page tells it: refused because of the address, then delivered.

use serde_json::Value;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::Endpoint;
use crate::support::shop::ORDER;

const MESSAGE: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more \
                       info at https://open.work.weixin.qq.com/devtool/query?e=60020";

#[test]
fn a_blocked_address_pauses_the_group_and_afterwards_each_part_arrives_once() {
    let connected = ConnectedShop::ready();
    connected.server.block_ip(true);
    connected.server.fix_hint("1773977760414942419258605", "45.76.253.28");
    let push = ["push", ORDER, "--group", Channel::App.group(), "--json"];
    let ended = connected.shop.run(&push);
    assert_eq!(ended.code, Some(5), "{ended:?}");
    let error = ended.error();
    assert_eq!(
        (&error["code"], &error["failure_code"]),
        (&Value::from("send_refused"), &Value::from("WECOM_SEND_FAILED"))
    );
    let order = connected.shop.json(&["order", "show", ORDER]);
    let event = &order["events"][0];
    assert_eq!(event["type"], "agent_group_push_failed");
    assert_eq!(event["result"], "rejected");
    assert_eq!(event["payload"]["failureCode"], "WECOM_SEND_FAILED");
    assert_eq!(event["payload"]["failureMessage"], MESSAGE);
    assert_eq!(
        (&order["status"]["order"], &order["status"]["agent_push"]),
        (&"agent_payment_confirmed".into(), &"failed".into())
    );
    let group = connected.shop.json(&["group", "show", Channel::App.group()]);
    assert_eq!((&group["paused"], &group["paused_by"]), (&true.into(), &"refusal".into()));
    assert_eq!(connected.shop.run(&push).code, Some(5), "a paused group takes nothing");
    assert_eq!(connected.server.requests(Endpoint::AppchatSend), 1, "one failure, and no more");
    assert!(connected.texts(Channel::App).is_empty());

    assert_eq!(
        connected.shop.run(&["group", "test", Channel::App.group()]).code,
        Some(5),
        "the address is still blocked"
    );
    connected.server.block_ip(false);
    connected.shop.ok(&["group", "resume", Channel::App.group()]);
    connected.shop.ok(&push);
    assert_eq!(connected.shop.status("agent_push"), "accepted");
    let texts = connected.texts(Channel::App);
    assert_eq!((texts.len(), connected.files(Channel::App)), (1, 1), "{texts:?}");
    assert!(texts[0].contains(ORDER) && texts[0].contains("13800000000"), "{texts:?}");
    assert_eq!(
        connected.server.files(Channel::App.chat())[0].bytes.as_slice(),
        format!("payment proof {ORDER}").as_bytes()
    );
    assert_eq!(connected.shop.run(&push).code, Some(4), "it is there already");
    assert_eq!(connected.server.requests(Endpoint::AppchatSend), 3, "the refused one, the text and the proof");
}
