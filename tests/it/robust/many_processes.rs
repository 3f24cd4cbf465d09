//! Several processes in one shop: they wait for one another, and one of them is believed.

use crate::support::processes::{count_of, run_all};
use crate::support::shop::{ORDER, Shop, files, paid};

#[test]
fn eight_processes_wait_for_one_another() {
    let shop = Shop::ready();
    for one in 0..8u32 {
        shop.file(&format!("{one}.json"), paid(100 + one, 506));
    }
    let import = |one| [format!("order import {one}.json"), "order list".to_owned(), "sweep".to_owned()];
    let lines: Vec<String> = (0..8).flat_map(import).collect();
    for ended in (0..3).map(|_| run_all(&shop, &lines)) {
        assert_eq!(count_of(&ended, 0), lines.len(), "{ended:?}");
    }
    let orders = shop.json(&["order", "list"]);
    assert_eq!(orders.as_array().unwrap().len(), 10, "imported once each");
    let ended = run_all(&shop, &vec![["push", ORDER, "--group", "g"]; 8]);
    assert!(ended.iter().all(|ended| matches!(ended.code, Some(0 | 4))), "{ended:?}");
    let sent = |part: &str| shop.path("spool/out").join(format!("{ORDER}-p1-{part}.txt")).is_file();
    assert!(sent("text") && sent("proof") && files(&shop.path("spool/out")).len() == 2);
    assert_eq!(shop.status("agent_push"), "accepted");
}

#[test]
fn one_of_sixteen_payments_is_confirmed() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let line = |one| format!("payment confirm {ORDER} --channel wechat --key k{one}");
    let ended = run_all(&shop, &(0..16).map(line).collect::<Vec<_>>());
    assert_eq!((count_of(&ended, 0), count_of(&ended, 4)), (1, 15), "{ended:?}");
    let error = shop.refused(&["payment", "confirm", ORDER, "--channel", "wechat", "--key", "late"], 4);
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("op-1") && message.contains("2026-03-20"), "who and when: {message}");
}
