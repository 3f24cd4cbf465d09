//! What goes again by itself and what waits for a person: parts that are missing, failures that pass, destinations that answer
//! nothing.

use serde_json::Value;

use crate::support::batch::{ODD, TOO_LONG, answer, cron, groups, messages, ready};
use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::database::texts;
use crate::support::fake_server::{Content, Endpoint, Fault};
use crate::support::shop::{ORDER, Shop};

/// So many minutes after the shop's time.
fn later(minutes: u32) -> String {
    let all = 3 * 60 + 40 + minutes;
    format!("2026-03-{:02}T{:02}:{:02}:00Z", 20 + all / 1440, all / 60 % 24, all % 60)
}

fn run_cron(shop: &Shop, minutes: u32) -> (i32, Value) {
    cron(shop, &["--now", &later(minutes)])
}

fn resolve(shop: &Shop, id: &str, found: &str) {
    shop.ok(&["push", "resolve", id, found, "--evidence", "looked", "--yes"]);
}

/// The names of the files that a group got, without the order's number.
fn sent(shop: &Shop, group: &str) -> Vec<String> {
    let dir = std::fs::read_dir(shop.path("spool").join(group));
    let names = dir.into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.map(|name| name.replace(ORDER, "")).collect();
    names.sort();
    names
}

#[test]
fn after_a_person_settled_one_part_the_others_go_by_themselves() {
    for (found, wanted) in
        [("--delivered", vec!["-p2-proof.txt"]), ("--not-delivered", vec!["-p2-proof.txt", "-p2-text.txt"])]
    {
        let shop = Shop::answering(ODD);
        assert_eq!(run_cron(&shop, 0).0, 12);
        resolve(&shop, &format!("{ORDER}-p1-text"), found);
        let (exit, said) = run_cron(&shop, 1);
        assert_eq!((exit, &said["pushed"]), (0, &1.into()), "{found}: {said}");
        assert_eq!(sent(&shop, "out"), wanted, "{found}");
        assert_eq!(shop.status("agent_push"), "accepted", "{found}");
        assert_eq!(run_cron(&shop, 2).1["pushed"], 0, "{found}: once");
    }
}

#[test]
fn the_rest_goes_with_the_next_batch_of_the_group_too() {
    let shop = Shop::answering(ODD);
    assert_eq!(shop.run(&["push", ORDER]).code, Some(12));
    resolve(&shop, &format!("{ORDER}-p1-text"), "--delivered");
    let dry = shop.json(&["push", "--group", "g", "--dry-run"]);
    assert_eq!(dry.as_array().unwrap().len(), 1, "{dry}");
    shop.ok(&["push", "--group", "g"]);
    assert_eq!(sent(&shop, "out"), ["-p2-proof.txt"]);
}

#[test]
fn a_proof_of_which_nobody_knows_waits_and_the_text_stays() {
    let shop = Shop::ready();
    answer(&shop, "g", &[r#"{"errcode":0,"errmsg":"ok"}"#, ODD]);
    assert_eq!(run_cron(&shop, 0).0, 12);
    assert_eq!(run_cron(&shop, 30).0, 12, "nothing leaves what is unknown");
    resolve(&shop, &format!("{ORDER}-p1-proof"), "--not-delivered");
    assert_eq!(run_cron(&shop, 31).1["pushed"], 1);
    assert_eq!(sent(&shop, "out"), ["-p1-text.txt", "-p2-proof.txt"]);
}

#[test]
fn a_refusal_of_the_message_itself_waits_for_a_person() {
    let shop = Shop::answering(TOO_LONG);
    assert_eq!(run_cron(&shop, 0).0, 8);
    for minutes in [1, 60, 600] {
        assert_eq!(run_cron(&shop, minutes).1["pushed"], 0, "{minutes}");
    }
    assert_eq!(texts(&shop, "select id from delivery").len(), 2, "and nothing is added to the outbox");
}

/// A robot's service to which nobody can connect, and its one order.
fn unreachable() -> Shop {
    let connected = ConnectedShop::ready();
    let ConnectedShop { mut shop, .. } = connected;
    shop.look_at("http://127.0.0.1:9".to_owned());
    shop.ok(&["group", "route", Channel::Robot.group(), "--ticket-type", "初级道 3 小时"]);
    shop
}

#[test]
fn an_outage_is_tried_less_and_less_and_then_left_to_a_person() {
    let shop = unreachable();
    let mut tried = Vec::new();
    for minutes in 0..200 {
        let before = texts(&shop, "select id from delivery").len();
        if minutes > 3 && minutes % 5 != 0 && tried.len() > 3 {
            continue;
        }
        let (exit, said) = run_cron(&shop, minutes);
        assert!([0, 7, 8].contains(&exit), "{minutes}: {exit} {said}");
        if texts(&shop, "select id from delivery").len() > before {
            // Beyond the time that a push may wait, every run says that somebody has to look.
            assert_eq!(exit, if minutes <= 10 { 7 } else { 8 }, "{minutes}: {said}");
            tried.push(minutes);
        }
    }
    assert_eq!(tried, [0, 1, 3, 7, 15, 30, 45, 60], "an hour, eight attempts");
    shop.refused(&["push", ORDER, "--now", &later(201)], 7);
}

#[test]
fn one_order_probes_for_all_while_nothing_connects() {
    let connected = ConnectedShop::crowded(Channel::Robot, 3);
    let ConnectedShop { mut shop, server } = connected;
    shop.look_at("http://127.0.0.1:9".to_owned());
    assert_eq!(run_cron(&shop, 0).0, 7);
    let (exit, said) = run_cron(&shop, 0);
    assert_eq!((exit, &said["left"]), (7, &2.into()), "the others are left alone meanwhile: {said}");
    assert_eq!(texts(&shop, "select id from delivery").len(), 2);
    shop.look_at(server.base_url());
    let (exit, said) = run_cron(&shop, 1);
    assert_eq!((exit, &said["pushed"]), (0, &3.into()), "{said}");
    let all = server.texts(Channel::Robot.chat());
    assert!(all.len() == 3 && !all.concat().contains("重发"), "nobody got it before: {all:?}");
}

#[test]
fn only_what_may_have_left_is_called_a_resend() {
    let connected = ConnectedShop::ready();
    let group = Channel::Robot.group();
    let ConnectedShop { mut shop, server } = connected;
    let push = |shop: &Shop, minutes| shop.run(&["push", ORDER, "--group", group, "--now", &later(minutes)]);
    shop.look_at("http://127.0.0.1:9".to_owned());
    assert_eq!(push(&shop, 0).code, Some(7));
    assert_eq!(push(&shop, 2).code, Some(7));
    shop.look_at(server.base_url());
    server.fault(Endpoint::WebhookSend, Fault::Garbage);
    assert_eq!(push(&shop, 4).code, Some(12));
    let row = shop.json(&["push", "list", "--state", "unknown"])[0].clone();
    assert_eq!((&row["attempt"], &row["look_for"]), (&3.into(), &ORDER.into()), "the first text that left");
    resolve(&shop, &format!("{ORDER}-p3-text"), "--not-delivered");
    server.fault(Endpoint::WebhookSend, Fault::Refuse(85002, "illegal word".to_owned()));
    assert_eq!(push(&shop, 6).code, Some(6));
    assert_eq!(push(&shop, 8).code, Some(0));
    let seen = server.texts(Channel::Robot.chat());
    assert!(!seen[0].contains("重发") && seen.last().unwrap().contains("重发 3："), "{seen:?}");
}

#[test]
fn a_part_that_was_never_tried_is_not_shown_as_failed() {
    let shop = Shop::answering(TOO_LONG);
    shop.run(&["push", ORDER]);
    let shown = shop.json(&["order", "show", ORDER])["deliveries"].clone();
    let state = |part: &str| {
        let row = shown.as_array().unwrap().iter().find(|row| row["part"] == part).unwrap();
        (row["state"].as_str().unwrap().to_owned(), row["error_code"].is_null())
    };
    assert_eq!(state("text"), ("failed".to_owned(), false), "{shown}");
    assert_eq!(state("proof"), ("cancelled".to_owned(), true), "{shown}");
}

#[test]
fn two_unknown_outcomes_in_a_row_pause_the_group() {
    let shop = groups();
    let orders = ready(&shop, "初级道 3 小时", 10, 5);
    answer(&shop, "g", &[ODD, ODD]);
    let (exit, said) = run_cron(&shop, 0);
    assert_eq!((exit, &said["unknown"], &said["waiting"]), (12, &2.into(), &3.into()), "{said}");
    let group = shop.json(&["group", "show", "g"]);
    assert_eq!((&group["paused"], &group["paused_by"]), (&true.into(), &"refusal".into()), "{group}");
    assert!(group["reason"].as_str().unwrap().contains("2 messages in a row"), "{group}");
    let named = shop.refused(&["push", &orders[4].number], 5);
    assert_eq!(named["code"], "group_paused");

    shop.ok(&["group", "resume", "g"]);
    answer(&shop, "g", &[ODD]);
    let (_, said) = run_cron(&shop, 1);
    assert_eq!((&said["unknown"], &said["waiting"]), (&3.into(), &2.into()), "the trial decides: {said}");
    shop.ok(&["group", "resume", "g"]);
    let (_, said) = run_cron(&shop, 2);
    assert_eq!((&said["pushed"], &said["waiting"]), (&2.into(), &0.into()), "{said}");
    assert_eq!(messages(&shop, "g"), 4);
}

#[test]
fn an_answer_between_them_makes_two_unknown_outcomes_no_row() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    // Text unknown; text refused for what it says; text unknown.
    answer(&shop, "g", &[ODD, TOO_LONG, ODD]);
    run_cron(&shop, 0);
    assert_eq!(shop.json(&["group", "show", "g"])["paused"], false);
}

#[test]
fn unknown_outcomes_of_two_processes_count_together() {
    let shop = groups();
    let orders = ready(&shop, "初级道 3 小时", 10, 2);
    for (order, hint) in orders.iter().zip([false, true]) {
        answer(&shop, "g", &[ODD]);
        let error = shop.refused(&["push", &order.number], 12);
        assert_eq!(error["hint"].as_str().unwrap().contains("group resume g"), hint, "{error}");
    }
    assert_eq!(shop.json(&["group", "show", "g"])["paused"], true);
}

/// Answers that only a group's own messages make a matter of the group.
const ODD_REFUSALS: [&str; 2] = [
    r#"{"errcode":99999,"errmsg":"never heard of"}"#,
    r#"{"errcode":81013,"errmsg":"user & party & tag all invalid"}"#,
];

#[test]
fn an_odd_answer_about_one_buyer_stops_nobody_else() {
    for refusal in ODD_REFUSALS {
        let shop = Shop::stocked();
        shop.ok(&["group", "add", "buyers", "--channel", "spool", "--target", "buyers"]);
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
        answer(&shop, "buyers", &[refusal]);
        assert_eq!(shop.run(&["notify", "send", ORDER, "--channel", "buyers"]).code, Some(6), "{refusal}");
        assert_eq!(shop.json(&["group", "show", "buyers"])["paused"], false, "{refusal}");
        let pushed = Shop::answering(refusal);
        let ended = pushed.run(&["push", ORDER]);
        assert!(
            ended.code != Some(0) && pushed.json(&["group", "show", "g"])["paused"] == true,
            "{refusal}: {ended:?}"
        );
    }
}

#[test]
fn a_proxy_that_drops_everything_costs_two_orders_and_not_the_backlog() {
    let connected = ConnectedShop::crowded(Channel::App, 12);
    for _ in 0..12 {
        connected.server.fault(Endpoint::AppchatSend, Fault::DropAfterBody);
    }
    assert_eq!(connected.cron(1), Some(12));
    assert_eq!((connected.pushed("unknown").len(), connected.server.requests(Endpoint::AppchatSend)), (2, 2));
}

/// Two orders of which nobody knows whether their texts arrived.
fn two_unknown() -> (Shop, Vec<String>) {
    let shop = groups();
    let orders = ready(&shop, "初级道 3 小时", 10, 2);
    answer(&shop, "g", &[ODD, ODD]);
    assert_eq!(run_cron(&shop, 0).0, 12);
    shop.ok(&["group", "resume", "g"]);
    (shop, orders.into_iter().map(|order| format!("{}-p1-text", order.number)).collect())
}

#[test]
fn several_are_settled_at_once_each_with_its_verdict() {
    let (shop, ids) = two_unknown();
    let line = |more: &[&str]| {
        let found = ["--delivered", "--evidence", "looked", "--json"];
        [&["push", "resolve", &ids[0], &ids[1]], &found[..], more]
            .concat()
            .iter()
            .map(|word| (*word).to_owned())
            .collect()
    };
    let unasked: Vec<String> = line(&[]);
    assert_eq!(shop.run(&unasked).code, Some(2), "nobody to ask");
    let dry = shop.run(&line(&["--dry-run"]));
    assert_eq!((dry.code, dry.json()[0]["result"].as_str()), (Some(0), Some("would_resolve")), "{dry:?}");
    let done = shop.run(&line(&["--yes"]));
    assert_eq!((done.code, done.json().as_array().unwrap().len()), (Some(0), 2), "{done:?}");
    let again = shop.run(&line(&["--yes"]));
    assert_eq!((again.code, &again.json()[0]["code"]), (Some(4), &"delivery_not_unknown".into()), "all alike");
    let (exit, said) = run_cron(&shop, 1);
    assert_eq!((exit, &said["pushed"], messages(&shop, "g")), (0, &2.into(), 2), "the proofs: {said}");
}

#[test]
fn some_that_fail_end_with_8() {
    let (shop, ids) = two_unknown();
    let ended =
        shop.run(&["push", "resolve", &ids[0], "XY-p1", "--not-delivered", "--evidence", "e", "--yes", "--json"]);
    assert_eq!(ended.code, Some(8), "{ended:?}");
    let results: Vec<_> = ended.json().as_array().unwrap().iter().map(|row| row["result"].clone()).collect();
    assert!(results.contains(&"resolved".into()) && results.contains(&"not_found".into()), "{results:?}");
}

#[test]
fn resolving_says_what_comes_next() {
    let shop = Shop::answering(ODD);
    shop.run(&["push", ORDER]);
    let id = format!("{ORDER}-p1-text");
    let told = shop.run(&["push", "resolve", &id, "--delivered", "--evidence", "e", "--yes"]);
    let next = format!("what is missing goes with the next cron by itself; to send it now: `ticketctl push {ORDER}`");
    assert!(told.err.contains(&next), "{told:?}");
}

#[test]
fn an_unknown_push_is_looked_at_before_anybody_asks_for_its_group() {
    let shop = Shop::answering(ODD);
    shop.run(&["push", ORDER]);
    shop.ok(&["group", "add", "other", "--channel", "spool", "--target", "other"]);
    shop.database().execute("delete from route", []).unwrap();
    assert_eq!(shop.refused(&["push", ORDER], 4)["code"], "push_outcome_unknown");
}

#[test]
fn a_dry_run_of_several_says_so_in_every_line_and_in_the_summary() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 2);
    let ended = shop.run(&["push", "--group", "g", "--dry-run", "--json"]);
    let rows = ended.json();
    for row in rows.as_array().unwrap() {
        assert_eq!((&row["result"], &row["dry_run"]), (&"would_push".into(), &true.into()), "{row}");
        assert_eq!(row["messages"].as_array().unwrap().len(), 2, "{row}");
    }
    let table = shop.run(&["push", "--group", "g", "--dry-run"]);
    assert!(table.out.contains("would be pushed") && !table.out.contains("done"), "{table:?}");
    assert!(table.err.contains("dry run, nothing was sent: of 2 orders 2 would go"), "{table:?}");
    assert_eq!(messages(&shop, "g"), 0);
    let real = shop.json(&["push", "--group", "g"]);
    assert_eq!((&real[0]["result"], &real[0]["dry_run"]), (&"done".into(), &false.into()));
}

#[test]
fn the_proof_stands_below_its_text_under_the_name_of_its_order() {
    let connected = ConnectedShop::crowded(Channel::App, 6);
    connected.shop.ok(&["push", "--group", Channel::App.group()]);
    let mut text = String::new();
    let shown = connected.server.received_at(Endpoint::AppchatSend);
    for entry in &shown {
        match &entry.content {
            Content::File { name, .. } => {
                let order = name.split("-proof").next().unwrap();
                assert!(text.contains(order), "{name} stands below {text}");
            }
            Content::Text(said) => said.clone_into(&mut text),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(shown.len(), 12);
}

#[test]
fn a_body_belongs_to_its_delivery() {
    let shop = groups();
    let orders = ready(&shop, "初级道 3 小时", 10, 1);
    shop.ok(&["push", &orders[0].number]);
    let [text, proof] = ["text", "proof"].map(|part| format!("{}-p1-{part}", orders[0].number));
    let database = shop.database();
    let swap = "update delivery set (body, body_digest) = (select body, body_digest from delivery where id = ?1) where id = ?2";
    let show = |id: &str| shop.run(&["push", "show", id]).code;
    assert_eq!(show(&text), Some(0));
    database.execute(swap, (&proof, &text)).unwrap();
    assert_eq!(show(&text), Some(11), "another delivery's");
    database.execute("update delivery set body = x'0000' where id = ?1", [&proof]).unwrap();
    assert_eq!(show(&proof), Some(11), "a damaged one");
}
