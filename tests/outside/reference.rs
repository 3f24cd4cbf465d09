//! The reference order, pushed as the page tells it: refused because of the address, then delivered.

use serde_json::Value;

use crate::shop::ORDER;
use crate::standin::Endpoint;
use crate::world::{Way, World};

const MESSAGE: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more \
                       info at https://open.work.weixin.qq.com/devtool/query?e=60020";

#[test]
fn a_blocked_address_pauses_the_group_and_afterwards_each_part_arrives_once() {
    let world = World::ready();
    world.standin.block_ip(true);
    world.standin.fix_hint("1773977760414942419258605", "45.76.253.28");
    let push = ["push", ORDER, "--group", Way::App.group(), "--json"];
    let ended = world.shop.run(&push);
    assert_eq!(ended.code, Some(5), "{ended:?}");
    let error = ended.error();
    assert_eq!(
        (&error["code"], &error["failure_code"]),
        (&Value::from("send_refused"), &Value::from("WECOM_SEND_FAILED"))
    );
    let order = world.shop.json(&["order", "show", ORDER]);
    let event = &order["events"][0];
    assert_eq!(event["type"], "agent_group_push_failed");
    assert_eq!(event["result"], "rejected");
    assert_eq!(event["payload"]["failureCode"], "WECOM_SEND_FAILED");
    assert_eq!(event["payload"]["failureMessage"], MESSAGE);
    assert_eq!(
        (&order["status"]["order"], &order["status"]["agent_push"]),
        (&"agent_payment_confirmed".into(), &"failed".into())
    );
    let group = world.shop.json(&["group", "show", Way::App.group()]);
    assert_eq!((&group["paused"], &group["paused_by"]), (&true.into(), &"refusal".into()));
    assert_eq!(world.shop.run(&push).code, Some(5), "a paused group takes nothing");
    assert_eq!(world.standin.requests(Endpoint::AppchatSend), 1, "one failure, and no more");
    assert!(world.texts(Way::App).is_empty());

    assert_eq!(world.shop.run(&["group", "test", Way::App.group()]).code, Some(5), "the address is still blocked");
    world.standin.block_ip(false);
    world.shop.ok(&["group", "resume", Way::App.group()]);
    world.shop.ok(&push);
    assert_eq!(world.shop.status("agent_push"), "accepted");
    let texts = world.texts(Way::App);
    assert_eq!((texts.len(), world.files(Way::App)), (1, 1), "{texts:?}");
    assert!(texts[0].contains(ORDER) && texts[0].contains("13800000000"), "{texts:?}");
    assert_eq!(world.standin.files(Way::App.chat())[0].bytes.as_slice(), format!("payment proof {ORDER}").as_bytes());
    assert_eq!(world.shop.run(&push).code, Some(4), "it is there already");
    assert_eq!(world.standin.requests(Endpoint::AppchatSend), 3, "the refused one, the text and the proof");
}
