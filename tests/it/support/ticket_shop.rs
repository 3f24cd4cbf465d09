//! A shop that sells one ticket, and orders of it at every step.

use std::ops::Deref;

use super::shop::{Ended, Shop};

/// What is sold.
pub(crate) const SKU: &str = "sentosa_family_pack";
/// The buyer's account at Telegram.
pub(crate) const BUYER: &str = "6761269319";
/// When orders are made and paid, on the eve of the visit; in milliseconds too.
pub(crate) const BOUGHT: &str = "2026-03-20T08:36:00Z";
const BOUGHT_MILLIS: i64 = 1_773_995_760_000;
/// Noon of the day of the visit, where the merchant is.
pub(crate) const VISIT: &str = "2026-03-21T04:00:00Z";

/// A shop with thirty places on the day of the visit.
pub(crate) struct TicketShop {
    pub(crate) shop: Shop,
}

/// One order.
#[derive(Clone, Debug)]
pub(crate) struct SoldTicket {
    pub(crate) order: String,
    pub(crate) session: String,
    pub(crate) code: String,
}

/// The thirteen digits of the `kind`th id of the `n`th order.
fn digits(n: u32, kind: u32) -> String {
    format!("{:013x}", 0x0c0d_e000_0000_u64 + u64::from(n) * 16 + u64::from(kind))
}

fn id(prefix: &str, n: u32, kind: u32) -> String {
    format!("{prefix}_{}{BOUGHT_MILLIS:011x}", digits(n, kind))
}

impl TicketShop {
    pub(crate) fn open() -> Self {
        let shop = Shop::sandbox();
        let goods = ["--merchant", "sentosa_demo", "--price", "119.00", "--currency", "SGD", "--pack-size", "3"];
        shop.ok(&[&["sku", "add", SKU, "--name", "Sentosa 家庭套票", "--now", BOUGHT], &goods[..]].concat());
        shop.ok(&["sku", "stock", SKU, "--date", "2026-03-21", "--capacity", "30", "--now", BOUGHT]);
        Self { shop }
    }

    /// Runs a command at the moment of the purchase, with the ids that it draws.
    fn step(&self, args: &[&str], ids: &[String]) {
        let ids = ids.join(",");
        let drawn: &[&str] = if ids.is_empty() { &[] } else { &["--ids", &ids] };
        self.shop.ok(&[&["--now", BOUGHT], drawn, args].concat());
    }

    /// An order with an open payment session.
    pub(crate) fn in_checkout(&self, n: u32) -> SoldTicket {
        let sold = SoldTicket { order: id("order", n, 1), session: id("ps", n, 3), code: id("ticket", n, 5) };
        let customer = format!(r#"{{"telegram_user_id": "{BUYER}", "telegram_username": "bestjustin"}}"#);
        self.shop.file("customer.json", customer);
        let draft = ["checkout", "draft", "--sku", SKU, "--quantity", "3", "--date", "2026-03-21"];
        let from = ["--channel", "telegram", "--customer", "customer.json"];
        self.step(&[&draft[..], &from].concat(), &[digits(n, 1)]);
        // What the test itself wrote is not what the program writes.
        std::fs::remove_file(self.shop.path("customer.json")).unwrap();
        self.step(&["checkout", "lock", &sold.order], &[digits(n, 2)]);
        self.step(&["checkout", "request", &sold.order, "--method", "card"], &[]);
        self.step(&["checkout", "session", &sold.order], &[digits(n, 3)]);
        sold
    }

    /// A paid order, its ticket still to be issued.
    pub(crate) fn paid(&self, n: u32) -> SoldTicket {
        let sold = self.in_checkout(n);
        let reference = format!("card_{n}");
        let paid = ["checkout", "complete", &sold.order, "--session", &sold.session, "--payment-ref", &reference];
        self.step(&[&paid[..], &["--no-issue"]].concat(), &[]);
        sold
    }

    /// An order with its ticket.
    pub(crate) fn sold(&self, n: u32) -> SoldTicket {
        let sold = self.paid(n);
        self.step(&["ticket", "issue", &sold.order], &[digits(n, 4), digits(n, 5)]);
        sold
    }

    /// Runs a command at a moment with a scanner's input.
    pub(crate) fn scan(&self, now: &str, args: &[&str], input: &str) -> Ended {
        self.shop.run_with(&[&["--now", now, "--json"], args].concat(), input)
    }

    /// Shows a code at the gate and goes in; gives the code of the refusal, or nothing.
    pub(crate) fn redeem(&self, now: &str, code: &str) -> String {
        refusal(&self.scan(now, &["ticket", "redeem", "--code", "-"], &format!("{code}\n")))
    }

    /// Shows a code at the gate without going in.
    pub(crate) fn verify(&self, now: &str, code: &str) -> String {
        refusal(&self.scan(now, &["ticket", "verify"], &format!("{code}\n")))
    }

    /// Runs a command at a moment; gives the code of its error, or nothing.
    pub(crate) fn at(&self, now: &str, args: &[&str]) -> String {
        refusal(&self.shop.run(&[&["--now", now, "--json"], args].concat()))
    }

    /// What the next step of an order is.
    pub(crate) fn next(&self, now: &str, order: &str) -> String {
        self.shop.json(&["--now", now, "next", order])["code"].as_str().unwrap().to_owned()
    }

    /// How many events of a type an order has.
    pub(crate) fn events(&self, order: &str, kind: &str) -> u32 {
        let database = self.shop.database();
        let count = "select count(*) from event where order_no = $1 and type = $2";
        database.query_row(count, (order, kind), |row| row.get(0)).unwrap()
    }

    /// A column of the order's line.
    pub(crate) fn status(&self, order: &str, column: &str) -> String {
        let database = self.shop.database();
        let line = format!("select coalesce({column}, '') from orders where order_no = $1");
        database.query_row(&line, [order], |row| row.get(0)).unwrap()
    }
}

/// The code of a refusal by the rules, `usage:` and the code of another, or nothing where all went well.
fn refusal(ended: &Ended) -> String {
    match ended.code {
        Some(0) => String::new(),
        Some(4) => ended.error()["code"].as_str().unwrap().to_owned(),
        Some(other) => format!("{other}:{}", ended.error()["code"].as_str().unwrap()),
        None => panic!("{ended:?}"),
    }
}

impl Deref for TicketShop {
    type Target = Shop;

    fn deref(&self) -> &Shop {
        &self.shop
    }
}
