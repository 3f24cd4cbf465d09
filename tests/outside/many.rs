//! A shop with many orders that are ready to be pushed, and many processes.

use std::process::{Child, Stdio};

use crate::ledger::texts;
use crate::shop::{Ended, Shop};
use crate::world::{Way, World};

/// The web system's export of one order, newest event first: a refused push, then all that makes it ready.
const EXPORT: &str = include_str!("../../fixtures/exports/resale-reference.ndjson");
const PROOF: &str = include_str!("../../fixtures/payment-proof.txt");
/// What tells the export's order apart: the last characters of its number, and a part of everything else.
const UNIQUE: [&str; 2] = ["46715D3AV", "1773977742376"];

impl World {
    /// So many orders ready for a channel, which takes them as fast as they come.
    pub(crate) fn crowded(way: Way, count: u32) -> Self {
        let world = Self::of(Shop::open());
        let shop = &world.shop;
        let order = EXPORT.split_once('\n').unwrap().1;
        let all: String = (0..count).map(|number| another(order, number)).collect();
        shop.file("many.ndjson", all);
        std::fs::create_dir(shop.path("proofs")).unwrap();
        shop.file("proofs/proof.txt", PROOF);
        shop.ok(&["event", "import", "many.ndjson", "--proof-dir", "proofs"]);
        shop.ok(&["config", "set", "wecom.app_per_minute", "10000"]);
        shop.ok(&["config", "set", "wecom.account_per_minute", "20000"]);
        shop.ok(&["group", "route", way.group(), "--ticket-type", "初级道 3 小时"]);
        world
    }

    /// The numbers of those orders whose push stands so.
    pub(crate) fn pushed(&self, status: &str) -> Vec<String> {
        let many = "external_order_no like 'XY-OUT-%'";
        texts(&self.shop, &format!("select order_no from orders where agent_push_status = '{status}' and {many}"))
    }

    /// The states of all messages, each once.
    pub(crate) fn states(&self) -> Vec<String> {
        texts(&self.shop, "select distinct state from delivery order by state")
    }
}

/// The events of another order like it.
fn another(order: &str, number: u32) -> String {
    order.replace(UNIQUE[0], &format!("4{number:04}AAAA")).replace(UNIQUE[1], &format!("18{number:011}"))
}

/// Starts a command line, to be waited for.
pub(crate) fn start(shop: &Shop, args: &[&str]) -> Child {
    shop.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for it.
pub(crate) fn finish(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Starts all at once, and waits for all.
pub(crate) fn run_all(shop: &Shop, lines: &[Vec<&str>]) -> Vec<Ended> {
    let running: Vec<Child> = lines.iter().map(|line| start(shop, line)).collect();
    running.into_iter().map(finish).collect()
}
