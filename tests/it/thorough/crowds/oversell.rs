//! The last places under a crowd of real processes: as many are held as there are, never one more, and nobody is turned away
//! because the database was busy.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::support::shop::{NOW, Shop};

const SKU: &str = "night_safari";
const DAY: &str = "2026-03-21";
/// [`NOW`] in milliseconds.
const NOW_MILLIS: i64 = 1_773_978_000_000;

/// A sandbox with one SKU of so many places, and so many drafts of one visitor each.
fn shop(places: u32, drafts: usize) -> (Shop, Vec<String>) {
    let shop = Shop::sandbox();
    let price = ["--price", "55.00", "--currency", "SGD", "--basis", "person"];
    shop.ok(&[&["sku", "add", SKU, "--name", "Night Safari", "--merchant", "zoo"], price.as_slice()].concat());
    shop.ok(&["sku", "stock", SKU, "--date", DAY, "--capacity", &places.to_string()]);
    let numbers = draft(&shop, drafts);
    (shop, numbers)
}

/// Takes in the drafts as an export: what is measured here comes after them.
fn draft(shop: &Shop, count: usize) -> Vec<String> {
    let numbers: Vec<String> = (0..count).map(|n| format!("order_{n:013x}{NOW_MILLIS:011x}")).collect();
    let event = |number: &String| {
        json!({
            "orderNo": number, "type": "ORDER_DRAFT_CREATED", "source": "public", "result": "accepted",
            "createdAt": NOW, "processedAt": NOW,
            "payload": {"skuId": SKU, "quantity": 1, "date": DAY, "quoteAmountSgd": 55, "channel": "telegram"},
        })
        .to_string()
    };
    shop.file("drafts.ndjson", numbers.iter().map(|number| event(number) + "\n").collect::<String>());
    shop.ok(&["event", "import", "drafts.ndjson"]);
    numbers
}

/// How a process that locks the orders of a file ended: its exit code, its rows, its errors.
struct Locked {
    code: Option<i32>,
    rows: Vec<Value>,
    err: String,
}

/// Starts a process on some of the orders. Its output goes to files: nobody waits for a pipe to be read.
fn start(shop: &Shop, n: usize, numbers: &[String]) -> (Child, PathBuf, PathBuf) {
    let given = shop.file(&format!("given-{n}"), numbers.join("\n"));
    let (out, err) = (shop.path(&format!("out-{n}")), shop.path(&format!("err-{n}")));
    let mut command = shop.command(&["checkout", "lock", "-", "--format", "ndjson"]);
    command.stdin(Stdio::from(File::open(given).unwrap()));
    command.stdout(Stdio::from(File::create(&out).unwrap())).stderr(Stdio::from(File::create(&err).unwrap()));
    (command.spawn().unwrap(), out, err)
}

fn finish((mut child, out, err): (Child, PathBuf, PathBuf)) -> Locked {
    let code = child.wait().unwrap().code();
    let rows = std::fs::read_to_string(out).unwrap().lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    Locked { code, rows, err: std::fs::read_to_string(err).unwrap() }
}

/// Everything that was told of `verdict`.
fn told(ended: &[Locked], verdict: &str) -> usize {
    ended.iter().flat_map(|ended| &ended.rows).filter(|row| row["verdict"] == verdict).count()
}

/// What the ledger and the log say.
fn held(shop: &Shop) -> (u64, u64, u64) {
    let stock = shop.json(&["sku", "show", SKU]);
    let day = stock["stock"].as_array().unwrap().iter().find(|day| day["date"] == DAY).unwrap().clone();
    let count = |kind: &str| {
        let db = shop.database();
        db.query_row("select count(*) from event where type = $1", [kind], |row| row.get::<_, i64>(0))
            .unwrap()
            .unsigned_abs()
    };
    (day["held"].as_u64().unwrap(), count("INVENTORY_LOCKED"), count("INVENTORY_LOCK_REJECTED"))
}

#[test]
fn sixty_four_processes_share_the_last_ten_places() {
    const PROCESSES: usize = 64;
    const EACH: usize = 157;
    let (shop, numbers) = shop(10, PROCESSES * EACH);
    // Every process asks for orders from all over, so that the first ten do not fall to one of them.
    let share = |n: usize| numbers.iter().skip(n).step_by(PROCESSES).cloned().collect::<Vec<_>>();
    let running: Vec<_> = (0..PROCESSES).map(|n| start(&shop, n, &share(n))).collect();
    let ended: Vec<Locked> = running.into_iter().map(finish).collect();
    for ended in &ended {
        assert_eq!((ended.code, ended.rows.len()), (Some(8), EACH), "{}", ended.err);
        let odd = ended.rows.iter().find(|row| row["verdict"] == "refused" && row["code"] != "sold_out");
        assert_eq!(odd, None);
    }
    assert_eq!((told(&ended, "held"), told(&ended, "refused")), (10, PROCESSES * EACH - 10));
    assert_eq!(held(&shop), (10, 10, (PROCESSES * EACH - 10) as u64));
    shop.ok(&["event", "verify"]);
}

#[test]
fn two_thousand_processes_and_one_place() {
    const PROCESSES: usize = 2_000;
    let (shop, numbers) = shop(1, PROCESSES);
    // Two cores take a minute to start so many: whoever came first must not give up on those who come last.
    shop.ok(&["config", "set", "store.busy_timeout_ms", "300000"]);
    let running: Vec<_> =
        numbers.iter().enumerate().map(|(n, number)| start(&shop, n, std::slice::from_ref(number))).collect();
    let ended: Vec<Locked> = running.into_iter().map(finish).collect();
    let count = |code| ended.iter().filter(|ended| ended.code == Some(code)).count();
    let other = ended.iter().find(|ended| !matches!(ended.code, Some(0 | 4)));
    assert!(other.is_none(), "{:?}", other.map(|ended| (ended.code, &ended.err)));
    assert_eq!((count(0), count(4)), (1, PROCESSES - 1));
    assert_eq!(held(&shop), (1, 1, PROCESSES as u64 - 1));
}
