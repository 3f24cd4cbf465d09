//! What is wrong with the output changes nothing of what was done: it is found before anything is done, or told beside it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::shop::{Ended, ORDER, OTHER, Shop, Words, finish, paid_for};

/// As many bytes as are written only by a process that then waits for its reader: a pipe holds 64 KiB.
const HALF_A_PIPE: u64 = 32 * 1024;

/// A push of the one order that is ready.
const PUSH: [&str; 4] = ["push", ORDER, "--group", "g"];

/// Runs a command whose output goes elsewhere.
fn run_into(shop: &Shop, line: &(impl Words + ?Sized), out: Stdio) -> Ended {
    finish(shop.command(line).stdout(out).stderr(Stdio::piped()).spawn().unwrap())
}

fn with<'w>(flags: &[&'w str]) -> Vec<&'w str> {
    [&PUSH, flags].concat()
}

#[test]
fn a_field_or_filter_that_is_not_there_is_refused_before_anything_is_done() {
    let shop = Shop::ready();
    let batch = ["push", "--group", "g", "--json=order_nr"];
    for line in [with(&["--json=order_nr"]), with(&["--json", "--jq", ".["]), batch.to_vec()] {
        let ended = shop.run(&line);
        assert_eq!(ended.code, Some(2), "{line:?}: {ended:?}");
        assert_eq!(shop.status("agent_push"), "not_started", "{line:?}");
    }
}

#[test]
fn a_filter_that_fails_on_the_answer_leaves_the_exit_code_as_it_is() {
    for filter in [".events|tonumber", "def f: 1+f; f", "reduce range(0;1000000) as $n (null; [.])"] {
        let shop = Shop::ready();
        let ended = shop.run(&with(&["--jq", filter]));
        assert_eq!(ended.code, Some(0), "{filter}: {ended:?}");
        assert!(ended.err.contains("the command was carried out"), "{filter}: {ended:?}");
        assert_eq!(shop.status("agent_push"), "accepted", "{filter}");
        // Where nothing is changed, a filter that fails is the command's own failure.
        let ended = shop.run(&["order", "list", "--jq", filter]);
        assert_eq!(
            (ended.code, &*ended.error()["code"].to_string()),
            (Some(2), "\"jq_failed\""),
            "{filter}: {ended:?}"
        );
    }
}

#[test]
fn an_output_that_is_full_or_gone_does_not_hide_what_was_done() {
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap());
    let gone = || Stdio::from(std::io::pipe().unwrap().1);
    for (line, one) in [(with(&[]), "one"), (vec!["push", "--group", "g"], "batch")] {
        for (out, what) in [(full as fn() -> Stdio, "full"), (gone, "gone")] {
            let shop = Shop::ready();
            let ended = run_into(&shop, &line, out());
            assert_eq!(ended.code, Some(0), "{one} {what}: {ended:?}");
            assert!(ended.err.contains("the command was carried out"), "{one} {what}: {ended:?}");
            assert_eq!(shop.status("agent_push"), "accepted", "{one} {what}");
        }
    }
    let shop = Shop::open();
    assert_eq!(run_into(&shop, "order list", full()).code, Some(1));
    assert_eq!(run_into(&shop, "order list", gone()).code, Some(141));
}

#[test]
fn a_filter_sees_the_whole_list_or_each_line() {
    let shop = Shop::open();
    let numbers = |line: &[&str]| shop.run(line).out.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(numbers(&["order", "list", "--jq", "length, (.[] | .order_no)"]), ["2", OTHER, ORDER]);
    assert_eq!(numbers(&["order", "list", "--format", "ndjson", "--jq", ".order_no"]), [OTHER, ORDER]);
    assert_eq!(numbers(&["order", "list", "--limit", "1", "--jq", "[.[] | .status], empty"]).len(), 1);
}

/// A pager that nobody scrolls in: its pipe is full, and the list waits in the middle.
#[test]
fn a_list_that_nobody_reads_on_holds_no_snapshot_of_the_database() {
    let shop = Shop::open();
    let lines: String = (10..610).map(|number| paid_for("初级道 3 小时", number, 506) + "\n").collect();
    shop.file("many.ndjson", lines);
    shop.ok(&["order", "import", "many.ndjson"]);
    for line in ["order list --limit 0 --format ndjson", "order export --format csv"] {
        let mut reader = shop.command(line).stdout(Stdio::piped()).spawn().unwrap();
        let pipe = reader.stdout.take().unwrap();
        let end = Instant::now() + Duration::from_secs(60);
        while rustix::io::ioctl_fionread(&pipe).unwrap() < HALF_A_PIPE {
            assert!(Instant::now() < end, "{line} never filled its pipe");
            std::thread::sleep(Duration::from_millis(5));
        }
        let prices = format!("ticket_type,season,price\n{line},high,506.00\n");
        shop.ok_with(&["price", "import", "-"], &prices);
        let busy: i64 = shop.database().query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0)).unwrap();
        assert_eq!(busy, 0, "{line} holds the write-ahead log");
        let rest = std::io::read_to_string(pipe).unwrap();
        assert!(reader.wait().unwrap().success());
        assert!(rest.lines().count() >= 602, "{line}: {}", rest.lines().count());
    }
}
