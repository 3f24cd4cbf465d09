//! Looking at the checkout flow: the order of the reference page, driven live, as JSON, as the page, in lists, in the queue
//! and in the log; what is hidden, erased and checked.

use serde_json::{Value, json};

use super::{ORDER, PAGE, SESSION, drive, drive_to_session, page_objects, selling, stock};
use crate::support::shop::Shop;

/// What names the buyer, and what lets him in.
const SECRETS: [&str; 3] = ["6761269319", "bestjustin", "ticket_cf2c37e9b06bc19d0a63e5bf"];
const LATER: &str = "2026-03-20T09:00:00Z";

/// The page's order with an open session.
fn waiting() -> Shop {
    let shop = selling(30);
    drive_to_session(&shop);
    shop
}

/// The page's order, whole.
fn live() -> Shop {
    let shop = selling(30);
    drive(&shop);
    shop
}

/// The page's order, paid when somebody else had its places.
fn too_late() -> Shop {
    let shop = waiting();
    stock(&shop, 3);
    let other = shop.ok("checkout draft --sku sentosa_family_pack --quantity 3 --date 2026-03-21 --channel telegram \
                         --now 2026-03-20T08:41:17Z --ids aaaaaaaaaaaaa --format ids");
    shop.ok(&format!("checkout lock {} --now 2026-03-20T08:41:18Z --ids bbbbbbbbbbbbb", other.trim()));
    shop.ok(&format!(
        "checkout complete {ORDER} --session {SESSION} --payment-ref card_late --now 2026-03-20T08:41:21.030Z \
         --ids ccccccccccccc,ddddddddddddd"
    ));
    shop
}

/// The numbered lines of the page.
fn page_steps() -> Vec<&'static str> {
    let steps: Vec<_> = PAGE.lines().filter(|line| line.contains(" SGT ")).collect();
    assert_eq!(steps.len(), 6);
    steps
}

/// As text, so that the order of keys and the spelling of numbers count.
fn text(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

#[test]
fn the_json_of_the_live_order_is_the_pages_key_for_key() {
    let shop = live();
    let shown = shop.json(&format!("order show {ORDER} --reveal --now {LATER}"));
    let page = page_objects();
    assert_eq!(text(&shown["order"]), text(&page[0]));
    assert_eq!(text(&shown["fulfillment"]), text(&page[1]));
    let events = shown["events"].as_array().unwrap();
    let payloads: Vec<_> = events.iter().map(|event| text(&event["payload"])).collect();
    assert_eq!(payloads, page[2..].iter().map(text).collect::<Vec<_>>());
    let kinds: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    let theirs: Vec<_> = page_steps().iter().map(|step| step.rsplit(' ').next().unwrap()).collect();
    assert_eq!(kinds, theirs);
    assert_eq!((&shown["schema_version"], &shown["flow"]), (&json!(1), &json!("checkout")));
    assert_eq!(
        (&shown["lock"]["status"], &shown["payment_session"]["session_id"]),
        (&json!("COMMITTED"), &json!(SESSION))
    );
    assert_eq!((&shown["ticket"]["status"], &shown["exceptions"]), (&json!("FULFILLED"), &json!([])));
}

#[test]
fn the_page_of_the_live_order_is_the_reference_page() {
    let shop = live();
    let ours = shop.ok(&format!("order show {ORDER} --page --reveal --lang zh --now {LATER}"));
    let steps: Vec<_> = ours.lines().filter(|line| line.contains(" SGT ")).collect();
    assert_eq!(steps, page_steps());
    let (back, rest) = ours.split_once('\n').unwrap();
    assert_eq!(back, "← 返回商户控制台:ticketctl order list");
    assert_eq!(rest.trim_end(), PAGE.split_once('\n').unwrap().1.trim_end());
}

#[test]
fn who_saw_the_buyer_is_recorded_before_and_internal_events_stay_inside() {
    let shop = live();
    let count = |more: &str| shop.json(&format!("order show {ORDER} {more}"))["events"].as_array().unwrap().len();
    let inside = count("--internal");
    assert!(inside > 6 && count("") == 6, "{inside}");
    assert_eq!((count("--reveal"), count("--internal"), count("")), (6, inside + 1, 6));
    shop.ok(&format!("order show {ORDER} --page --reveal"));
    shop.ok(&format!("event list --order {ORDER} --reveal"));
    let seen = shop.json(&format!("event list --order {ORDER} --internal"));
    let seen: Vec<_> = seen.as_array().unwrap().iter().filter(|row| row["type"] == "personal_data_revealed").collect();
    let commands: Vec<_> = seen.iter().map(|row| row["payload"]["command"].as_str().unwrap()).collect();
    assert_eq!(commands, ["event", "order show", "order show"]);
    assert_eq!(seen[0]["operator"], "op-1");
}

#[test]
fn nothing_tells_of_the_buyer_or_the_code_unless_it_is_revealed() {
    let shop = live();
    let lines = [
        format!("order show {ORDER} -v --internal"),
        format!("order show {ORDER} --page --lang zh --internal"),
        format!("order show {ORDER} --json --internal"),
        format!("order timeline {ORDER} --internal --json"),
        format!("checkout lock {ORDER}"),
        format!("person block {ORDER} --reason asked"),
        format!("event list --order {ORDER} --internal --json"),
        "order list --json".to_owned(),
        "order search Sentosa --json".to_owned(),
        "order export --format csv".to_owned(),
        "event list --internal --json".to_owned(),
        "event tail --internal --format ndjson".to_owned(),
        "event verify --json".to_owned(),
        "queue --json".to_owned(),
        "doctor --json".to_owned(),
    ];
    for line in &lines {
        let ended = shop.run(&format!("{line} --now {LATER}"));
        assert!(!ended.out.is_empty() || !ended.err.is_empty(), "{line}");
        for secret in SECRETS {
            assert!(!ended.out.contains(secret) && !ended.err.contains(secret), "{line}: {secret}\n{}", ended.out);
        }
    }
    let revealed = shop.ok(&format!("order show {ORDER} --reveal"));
    assert!(SECRETS.iter().all(|secret| revealed.contains(secret)), "{revealed}");
    let listed = shop.ok(&format!("event list --order {ORDER} --reveal --json"));
    assert!(SECRETS.iter().all(|secret| listed.contains(secret)), "{listed}");
    assert_eq!(shop.files_with(&SECRETS), [], "sealed on the disk, write-ahead log and all");
}

#[test]
fn the_detail_in_english_on_a_pipe() {
    let shop = live();
    let expected = "\
order_7cb78b0f45ebf19d0a63581c  fulfilled

Overview
  Merchant         sentosa_demo
  Product / SKU    Sentosa 家庭套票(2大1小) / sentosa_family_pack
  Visit date       2026-03-21
  Visitors         3
  Amount           SGD 119.00
  Channel / buyer  telegram / 6****9319 / b****stin
  Payment method   card
  Payment          card_1773995812285 · 2026-03-20 16:36:52 SGT
  Drafted          2026-03-20 16:36:16 SGT

Key statuses
  Order status    fulfilled
  Payment         success
  Fulfillment     issued
  Inventory lock  committed

Next
  To do  Nothing

Exceptions
  No exceptions

Inventory lock
  Id          lock_3642f77f45b6a19d0a63581e
  Places      3
  State       committed
  Held until  2026-03-20 16:41:16 SGT

Payment session
  Id                 ps_0db6e88e8763119d0a637f7f
  Protocol / method  AP2 / card
  State              ended
  Open until         2026-03-20 16:41:26 SGT

Ticket
  Fulfilment  ful_b0e3bae4f209f19d0a63e5bf
  Code        [masked]
  State       issued
  Issued      2026-03-20 16:36:52 SGT

Trace (SGT)
  2026-03-20 16:36:16  draft created            buyer · accepted
    Order status → draft
  2026-03-20 16:36:16  places held              rules · accepted
    Order status draft → places held · Inventory lock none → held
  2026-03-20 16:36:20  payment requested        buyer · accepted
    Order status places held → awaiting payment
  2026-03-20 16:36:26  payment session created  rules · accepted
    Payment not started → session created
  2026-03-20 16:36:52  payment completed        rules · accepted
    Order status awaiting payment → paid · Payment session created → success · Inventory lock held → committed
  2026-03-20 16:36:52  ticket issued            rules · accepted
    Order status paid → fulfilled · Fulfillment not started → issued
";
    assert_eq!(shop.ok(&format!("order show {ORDER} --now {LATER}")), expected);
}

#[test]
fn an_order_is_shown_as_it_was() {
    let shop = live();
    let at = |at: &str| shop.json(&format!("order show {ORDER} --at {at}"));
    let drafted = at("2026-03-20T08:36:16.029Z");
    assert_eq!((&drafted["order"]["status"], &drafted["lock"]), (&json!("DRAFT"), &Value::Null));
    assert_eq!(drafted["next"]["code"], "lock_inventory");
    let open = at("2026-03-20T08:36:30Z");
    assert_eq!((&open["payment_session"]["open"], &open["fulfillment"]), (&json!(true), &Value::Null));
    assert_eq!(open["next"]["deadline"], "2026-03-20T08:41:26.111Z");
    assert_eq!(at("2026-03-20T08:41:26.111Z")["payment_session"]["open"], false);
    assert_eq!(shop.refused(&format!("order show {ORDER} --at 2026-03-20T08:36:16.027Z"), 3)["code"], "order_not_yet");
}

#[test]
fn a_late_payment_stands_on_top_with_what_to_do() {
    let shop = too_late();
    shop.file("paid.json", json!({
        "paidAt": "2026-03-18T03:35:42Z", "eventKey": "paid-1", "playDate": "2026-03-21", "paidAmount": 506,
        "ticketType": "初级道 3 小时", "productName": "亚布力", "externalUserId": "user-1", "sourcePlatform": "xianyu",
        "externalOrderNo": "OUT-1",
    }).to_string());
    shop.ok("order import paid.json --now 2026-03-18T03:35:46.715Z --ids D3AV");
    let queue = shop.json(&format!("queue --now {LATER}"));
    let queue = queue.as_array().unwrap();
    assert_eq!((&queue[0]["order_no"], &queue[0]["code"]), (&json!(ORDER), &json!("refund_customer")));
    assert!(queue.len() > 1, "{queue:?}");
    assert_eq!((&queue[0]["deadline"], &queue[0]["overdue"]), (&json!("2026-03-20T08:41:21.030Z"), &json!(true)));
    assert_eq!(shop.json(&format!("next --now {LATER}"))["order_no"], ORDER);
    let page = shop.ok(&format!("queue --now {LATER}"));
    assert!(
        page.starts_with("resale: awaiting buyer details 1\ncheckout: places held 1 · paid, can't be fulfilled 1\n"),
        "{page}"
    );
    for filter in
        ["--status PAID_UNFULFILLABLE", "--status 已支付无法出票", "--next refund_customer", "--next 给客户退款"]
    {
        let found = shop.ok(&format!("order list {filter} --format ids --now {LATER}"));
        assert_eq!(found.trim(), ORDER, "{filter}");
    }
    let shown = shop.ok(&format!("order show {ORDER} --now {LATER}"));
    for wanted in ["  Late payment (PAYMENT_LATE)", "  Advice  Refund the customer"] {
        assert!(shown.lines().any(|line| line == wanted), "{wanted}\n{shown}");
    }
    assert!(shown.contains("SGD 119.00 · sold meanwhile · open"), "{shown}");
    assert_eq!(shop.json("doctor")["ok"], true);
}

#[test]
fn lists_hold_both_flows_and_say_whose_each_is() {
    let shop = live();
    let table = shop.ok(&format!("order list --now {LATER}"));
    assert!(table.lines().nth(1).unwrap().contains("  fulfilled  "), "{table}");
    assert!(table.contains("SGD 119.00"), "{table}");
    let row = &shop.json("order list --flow checkout")[0];
    assert_eq!(
        (&row["currency"], &row["paid_amount"], &row["external_order_no"]),
        (&json!("SGD"), &json!("119.00"), &Value::Null)
    );
    let status = json!({
        "order": "FULFILLED", "user_notify": "not_started", "payment": "SUCCESS", "fulfillment": "FULFILLED",
        "lock": "COMMITTED",
    });
    assert_eq!(row["status"], status);
    assert_eq!(shop.json("order list --flow resale"), json!([]));
    for status in ["FULFILLED", "已出票", "fulfilled"] {
        assert_eq!(shop.ok(&format!("order list --status {status} --format ids")).trim(), ORDER, "{status}");
    }
    assert_eq!(shop.refused("order list --flow resale --status FULFILLED", 2)["code"], "code_unknown");
    let export = shop.ok("order export --format csv --raw");
    let mut lines = export.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let (header, values) = (lines.next().unwrap(), lines.next().unwrap());
    let ends = |cells: &[&str]| cells[cells.len() - 4..].join(",");
    assert_eq!(ends(&header), r#""payment_status","fulfillment_status","lock_status","currency""#);
    assert_eq!(ends(&values), r#""SUCCESS","FULFILLED","COMMITTED","SGD""#);
    for wanted in ["7cb78b0f", "order_7cb7", "家庭套票", SECRETS[0]] {
        assert_eq!(shop.ok(&["order", "search", wanted, "--format", "ids"]).trim(), ORDER, "{wanted}");
    }
    assert_eq!(shop.ok("order search 676126931 --format ids"), "", "an account is found whole or not at all");
    let trace = shop.ok(&format!("order timeline {ORDER}"));
    let last = trace.lines().last().unwrap();
    assert!(last.contains("ticket issued") && last.contains("Fulfillment not started → issued"), "{trace}");
}

#[test]
fn what_is_to_be_done_follows_the_clock_in_lists_too() {
    let shop = waiting();
    let found = |action: &str, now: &str| {
        shop.ok(&format!("order list --next {action} --format ids --now {now}")).lines().count()
    };
    assert_eq!(found("await_payment", "2026-03-20T08:37:00Z"), 1);
    assert_eq!((found("await_payment", LATER), found("none", LATER)), (0, 1));
    shop.ok(&format!("sweep --now {LATER}"));
    assert_eq!((found("none", LATER), found("create_session", LATER)), (1, 0));
    assert_eq!(shop.json("order list")[0]["status"]["order"], "EXPIRED");
}

#[test]
fn cancelling_goes_by_the_flow_of_the_order() {
    let shop = selling(30);
    shop.ok("checkout draft --sku sentosa_family_pack --quantity 3 --date 2026-03-21 --channel web --now 2026-03-20T08:36:16.028Z --ids 7cb78b0f45ebf");
    let done = shop.json(&format!("order cancel {ORDER} --reason asked --now {LATER}"));
    assert_eq!(done["events"][0]["type"], "ORDER_CANCELLED");
    let error = shop.refused(&format!("order cancel {ORDER} --agent-confirmed --evidence chat"), 4);
    assert_eq!(error["code"], "other_flow");
    let paid = live();
    assert_eq!(paid.refused(&format!("order cancel {ORDER} --reason asked"), 4)["code"], "order_is_paid");
}

#[test]
fn an_erased_buyer_leaves_no_trace_and_a_sound_order() {
    let shop = live();
    let erase = format!("person erase {ORDER} --reason asked --yes");
    assert_eq!(shop.refused(&format!("{erase} --now {LATER}"), 4)["code"], "order_open", "the visit is to come");
    let after = "2026-03-22T09:00:00Z";
    let done = shop.json(&format!("{erase} --now {after}"));
    assert_eq!((&done["erased"]["customer"], &done["erased"]["ticket"]), (&json!(true), &json!(true)));
    assert_eq!(done["erased"]["form"], false);
    let again = shop.json(&format!("{erase} --now {after}"));
    assert_eq!((&again["events"], &again["erased"]["customer"]), (&json!([]), &json!(false)));
    let shown = shop.ok(&format!("order show {ORDER} --reveal --now {after}"));
    assert!(shown.contains("telegram / [erased]") && shown.contains("Code        [erased]"), "{shown}");
    assert!(shop.json(&format!("order show {ORDER} --reveal"))["order"].get("customer").is_none());
    assert_eq!(shop.ok(&format!("order search {} --format ids", SECRETS[0])), "");
    assert_eq!((&shop.json("event verify")["ok"], &shop.json("doctor")["ok"]), (&json!(true), &json!(true)));
    assert_eq!(shop.files_with(&SECRETS), []);
}

#[test]
fn the_doctor_compares_orders_counters_and_places() {
    let sound = live();
    let checked = sound.ok(&format!("doctor --now {LATER}"));
    assert!(checked.contains("1 orders are what their events add up to"), "{checked}");
    assert!(checked.contains("1 holds are what their orders say"), "{checked}");
    for (change, code) in [
        ("update orders set payment_status = 'FAILED'", "projection"),
        ("update orders set lock_status = 'HELD'", "projection"),
        ("update hold set state = 'released'", "places"),
        ("update order_count set n = n + 1 where code = 'FULFILLED'", "counters"),
    ] {
        let shop = live();
        shop.database().execute(change, []).unwrap();
        let ended = shop.run(&format!("doctor --json --now {LATER}"));
        let report = ended.json();
        let found = report["findings"].as_array().unwrap().iter();
        let problems: Vec<_> =
            found.filter(|finding| finding["severity"] == "problem").map(|finding| &finding["code"]).collect();
        assert!(problems.contains(&&json!(code)) && ended.code == Some(11), "{change}: {problems:?} {:?}", ended.code);
    }
}

#[test]
fn a_hold_that_nobody_swept_is_noted_once_it_is_long_over() {
    let shop = waiting();
    let noted = |now: &str| shop.ok(&format!("doctor --now {now}")).contains("1 holds expired long ago");
    assert!(!noted("2026-03-20T09:41:16.029Z") && noted("2026-03-20T09:41:16.030Z"));
    shop.ok("sweep --now 2026-03-20T09:42:00Z");
    assert!(!noted("2026-03-20T09:42:00Z"));
}

#[test]
fn a_command_of_the_other_flow_is_refused_in_both_languages() {
    let shop = live();
    shop.ok(&["group", "add", "g", "--channel", "spool", "--target", "out"]);
    shop.copy_fixture("scenarios/shared/screenshot.png");
    shop.copy_fixture("scenarios/shared/screenshot.txt");
    shop.file(
        "form.json",
        json!({
            "name": "李四", "phone": "13900000000", "userType": "mainland", "certificateNo": "11010119900307002X",
            "certificateType": "id_card",
        })
        .to_string(),
    );
    shop.file("proof.txt", "proof");
    let blocked = shop.refused(&format!("person block {ORDER} --reason seen"), 4);
    assert!(blocked["message"].as_str().unwrap().contains("phone and certificate"), "{blocked}");
    assert_eq!(shop.refused("person block order_000000000000000000000000 --reason seen", 3)["code"], "order_not_found");
    for line in [
        "form submit ORDER --file form.json",
        "form show ORDER",
        "payment confirm ORDER --channel wechat --ref W1",
        "proof upload ORDER proof.txt",
        "proof list ORDER",
        "proof verify ORDER",
        "push ORDER --group g",
        "push ack ORDER",
        "ocr run ORDER screenshot.png --engine mock",
        "ocr show ORDER",
        "match show ORDER",
        "match accept ORDER --reason seen",
        "match reject ORDER --reason seen",
        "share settle ORDER",
        "review pass ORDER --reason seen",
        "review reject ORDER --reason seen",
        "person block ORDER --reason seen",
        "person unblock ORDER",
    ] {
        let line = line.replace("ORDER", ORDER);
        let error = shop.refused(&format!("{line} --now {LATER}"), 4);
        assert_eq!(error["code"], "other_flow", "{line}");
        assert!(error["hint"].as_str().unwrap().contains("ticketctl "), "{line}: {error}");
        let zh = shop.refused(&format!("{line} --lang zh"), 4);
        assert!(zh["message"].as_str().unwrap().contains("属于 checkout 流程"), "{line}: {zh}");
    }
}
