//! One run: what it does, what it says, and how it ends.

use crate::support::batch::{BLOCKED, ODD, TOO_LONG, TOO_MANY, answer, cron, groups, messages, ready};
use crate::support::shop::{ORDER, Shop, end};

#[test]
fn everything_due_is_done_in_one_run_and_the_next_has_nothing_to_do() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    ready(&shop, "初级道 6 小时", 20, 1);
    let (exit, dry) = cron(&shop, &["--dry-run"]);
    assert_eq!((exit, &dry["pushed"], &dry["dry_run"]), (0, &4.into(), &true.into()), "{dry}");
    assert_eq!((messages(&shop, "g"), messages(&shop, "h")), (0, 0), "a dry run sends nothing");
    let (exit, first) = cron(&shop, &[]);
    assert_eq!((exit, &first["pushed"], &first["push_failed"]), (0, &4.into(), &0.into()), "{first}");
    assert_eq!((messages(&shop, "g"), messages(&shop, "h")), (6, 2));
    let (exit, second) = cron(&shop, &[]);
    assert_eq!((exit, &second["pushed"], &second["left"]), (0, &0.into(), &0.into()), "{second}");
    let quiet = shop.run(&["cron", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (Some(0), "", ""));
    let events = shop.json(&["event", "list", "--internal", "--limit", "0"]);
    let pushed = events.as_array().unwrap().iter().find(|event| event["type"] == "agent_group_push_started").unwrap();
    assert_eq!(pushed["source"], "cron");
}

#[test]
fn a_group_that_refuses_keeps_no_other_and_pages_with_5() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    ready(&shop, "初级道 6 小时", 20, 2);
    answer(&shop, "g", &[BLOCKED]);
    let (exit, said) = cron(&shop, &["--concurrency", "1"]);
    assert_eq!((exit, &said["pushed"], &said["push_failed"]), (5, &2.into(), &1.into()), "{said}");
    assert_eq!((&said["paused_groups"][0]["group"], &said["waiting"]), (&"g".into(), &3.into()), "{said}");
    assert_eq!((messages(&shop, "g"), messages(&shop, "h")), (0, 4), "nothing burned, nobody held");
    let again = shop.run(&["cron", "--quiet"]);
    assert_eq!(again.code, Some(5), "until it is resumed");
    assert!(again.err.contains("`ticketctl group test g`") && again.out.lines().count() == 1, "{again:?}");
    let queue = shop.json(&["queue"]);
    assert_eq!(queue[0]["command"], "ticketctl group resume g", "{queue}");
    shop.ok(&["group", "resume", "g"]);
    let (exit, said) = cron(&shop, &[]);
    assert_eq!((exit, &said["pushed"]), (0, &3.into()), "{said}");
    assert_eq!(messages(&shop, "g"), 6);
}

#[test]
fn an_unknown_outcome_is_12_until_a_person_resolves_it() {
    let shop = groups();
    let orders = ready(&shop, "初级道 3 小时", 10, 2);
    answer(&shop, "g", &[ODD]);
    let (exit, said) = cron(&shop, &["--concurrency", "1"]);
    assert_eq!((exit, &said["pushed"], &said["unknown"]), (12, &1.into(), &1.into()), "{said}");
    let again = shop.run(&["cron"]);
    assert_eq!((again.code, messages(&shop, "g")), (Some(12), 2), "nothing is sent again by itself");
    let id = shop.json(&["push", "list", "--state", "unknown"])[0]["id"].as_str().unwrap().to_owned();
    assert!(again.err.contains(&format!("push resolve {id} --delivered")), "{again:?}");
    let queue = shop.json(&["queue"]);
    assert_eq!(queue[0]["code"], "resolve_unknown_push", "{queue}");
    assert!(queue[0]["command"].as_str().unwrap().contains(&id), "{queue}");
    shop.ok(&["push", "resolve", &id, "--not-delivered", "--evidence", "looked", "--yes"]);
    let (exit, said) = cron(&shop, &["--now", "2026-03-20T03:42:00Z"]);
    assert_eq!((exit, &said["pushed"]), (0, &1.into()), "{said}");
    assert_eq!(messages(&shop, "g"), 2 * orders.len());
}

#[test]
fn what_passes_is_7_and_what_does_not_is_8() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 2);
    answer(&shop, "g", &[TOO_MANY]);
    let (exit, said) = cron(&shop, &["--concurrency", "1"]);
    assert_eq!((exit, &said["transient"], &said["pushed"]), (7, &1.into(), &1.into()), "{said}");
    assert_eq!(shop.run(&["cron", "--quiet"]).err, "", "it is no news for a person");
    let shop = groups();
    let one = ready(&shop, "初级道 3 小时", 10, 1).remove(0).number;
    answer(&shop, "g", &[TOO_LONG]);
    let ended = shop.run(&["cron"]);
    assert_eq!(ended.code, Some(8), "{ended:?}");
    assert!(ended.err.contains(&one), "{ended:?}");
}

#[test]
fn an_agent_who_does_not_answer_is_8_and_listed() {
    let shop = groups();
    let one = ready(&shop, "初级道 3 小时", 10, 1).remove(0).number;
    assert_eq!(cron(&shop, &[]).0, 0);
    assert_eq!(shop.json(&["push", "list", "--overdue"]).as_array().unwrap().len(), 0);
    let late = ["--now", "2026-03-20T03:51:00Z"];
    let ended = shop.run(&[&["cron"], &late[..]].concat());
    assert_eq!(ended.code, Some(8), "{ended:?}");
    assert!(ended.err.contains(&format!("`ticketctl push ack {one}`")), "{ended:?}");
    let listed = shop.json(&[&["push", "list", "--overdue"], &late[..]].concat());
    assert_eq!(listed.as_array().unwrap().len(), 1, "one row a push: {listed}");
    let row = (&listed[0]["order_no"], &listed[0]["age_minutes"], &listed[0]["destination"], &listed[0]["advice"]);
    assert_eq!(row, (&one.as_str().into(), &11.into(), &"g".into(), &"chase the agent".into()));
    let queue = shop.json(&[&["queue"], &late[..]].concat());
    let first = queue.as_array().unwrap().iter().find(|task| task["order_no"] == one).unwrap();
    assert_eq!(first["command"], format!("ticketctl push ack {one}"), "{queue}");
    assert_eq!(queue[0]["order_no"], one, "on top: {queue}");
    shop.ok(&[&["push", "ack", &one], &late[..]].concat());
    assert_eq!(shop.run(&[&["cron", "--quiet"], &late[..]].concat()).code, Some(0));
}

#[test]
fn an_order_without_a_group_is_5_with_the_command() {
    let shop = Shop::ready();
    shop.ok(&["group", "remove", "g", "--yes"]);
    let ended = shop.run(&["cron"]);
    assert_eq!(ended.code, Some(5), "{ended:?}");
    assert!(ended.err.contains(ORDER) && ended.err.contains("`ticketctl group route"), "{ended:?}");
}

#[test]
fn the_help_says_what_each_exit_code_means() {
    let help = Shop::bare().run(&["cron", "--help"]).out;
    for code in ["12  ", " 5  ", " 8  ", " 7  ", " 9  ", " 0  "] {
        assert!(help.contains(&format!("\n  {code}")), "{code}: {help}");
    }
}

#[test]
fn a_duration_that_is_none_is_refused_and_none_left_begins_nothing() {
    let shop = Shop::ready();
    for wrong in ["5", "0s", "1d", "-1m", "25h"] {
        let flag = format!("--max-runtime={wrong}");
        assert_eq!(shop.run(&["cron", &flag]).code, Some(2), "{wrong}");
    }
    assert_eq!(messages(&shop, "out"), 0);
}

/// The clock of a sandbox stands years away from the machine's, in either direction.
#[test]
fn a_clock_that_is_wrong_makes_no_run_endless() {
    let shop = Shop::ready();
    for now in ["2020-01-01T00:00:00Z", "2031-01-01T00:00:00Z"] {
        let mut command = shop.command_under(&["timeout", "60"], &["cron", "--max-runtime", "20s", "--now", now]);
        assert_ne!(end(&mut command).code, Some(124), "{now}");
    }
}

#[test]
fn a_bare_environment_speaks_the_language_of_whoever_set_the_shop_up() {
    let run = |shop: &Shop, words: &[&str], locale: Option<(&str, &str)>| {
        let mut command = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        let ended = command.args(words).envs(locale).output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        String::from_utf8(ended.stdout).unwrap()
    };
    let flag = ["--lang", "zh", "init"];
    for (init, locale, chinese) in [
        (&flag[..], None, true),
        (&flag[2..], Some(("LANG", "zh_CN.UTF-8")), true),
        (&flag[2..], Some(("LC_ALL", "C.UTF-8")), false),
        (&flag[2..], Some(("LANG", "en_US.UTF-8")), false),
    ] {
        let shop = Shop::at_home();
        run(&shop, init, locale);
        for bare in [None, Some(("LC_ALL", "C")), Some(("LANG", "POSIX"))] {
            let told = run(&shop, &["cron"], bare);
            assert_eq!(told.contains("到期"), chinese, "{init:?} {locale:?} {bare:?}: {told}");
        }
        assert!(!run(&shop, &["cron", "--lang", "en"], None).contains("到期"));
        // Who has a locale of his own goes on reading that where the shop says nothing.
        assert!(chinese || run(&shop, &["cron"], Some(("LANG", "zh_CN.UTF-8"))).contains("到期"));
    }
}
