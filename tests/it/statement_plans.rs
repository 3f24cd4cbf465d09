//! How SQLite answers each statement of `store/`: none walks a table that grows with the shop, unless it says so.
//!
//! A statement that has to read all of a table, or goes through it until it has enough, begins with a comment that says what
//! for: `/* every row: … */`. Statements that are put together at run time are looked at where that happens.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;
use syn::visit::Visit;

use crate::support::shop::files;

/// The tables that stay small however much is sold: what a shop sets up, and what is counted by code, group or channel.
const SMALL: [&str; 21] = [
    "agent_group",
    "ap2_key_change",
    "ap2_trust_change",
    "channel_token",
    "channels",
    "destination_trouble",
    "group_answer",
    "json_each",
    "lane_rest",
    "lane_sent",
    "meta",
    "notice_template",
    "order_count",
    "payment_qr",
    "price",
    "product",
    "route",
    "season",
    "sku",
    "sqlite_schema",
    // The routes of what waits for a push.
    "waiting",
];

/// How a statement begins.
const VERBS: [&str; 5] = ["select ", "insert ", "update ", "delete ", "with "];
const ALLOWED: &str = "/* every row: ";

#[derive(Default)]
struct Literals(Vec<String>);

impl<'ast> Visit<'ast> for Literals {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.0.push(literal.value());
    }
}

/// Every whole statement of the sources.
fn statements(conn: &Connection) -> Vec<(String, String)> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let sources = files(&store).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let mut found = Vec::new();
    for path in sources {
        let mut literals = Literals::default();
        literals.visit_file(&syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap());
        let file = path.strip_prefix(&store).unwrap().display().to_string();
        let begins = |text: &String| VERBS.iter().any(|verb| bare(text).to_ascii_lowercase().starts_with(verb));
        // What is no statement by itself is a part of one.
        let whole = literals.0.into_iter().filter(begins).filter(|text| conn.prepare(text).is_ok());
        found.extend(whole.map(|text| (file.clone(), text)));
    }
    found
}

/// The statement behind its comment.
fn bare(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix("/*").and_then(|rest| rest.split_once("*/")).map_or(text, |(_, rest)| rest.trim_start())
}

/// The tables that a statement walks from one end.
fn walked(conn: &Connection, statement: &str) -> BTreeSet<String> {
    let mut plan = conn.prepare(&format!("explain query plan {statement}")).unwrap();
    let count = plan.parameter_count();
    let steps =
        plan.query_map(rusqlite::params_from_iter(vec![rusqlite::types::Null; count]), |row| row.get::<_, String>(3));
    let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
    steps
        .iter()
        .filter_map(|step| step.strip_prefix("SCAN "))
        .map(|step| step.split_whitespace().next().unwrap_or_default().to_owned())
        .filter(|table| !SMALL.contains(&table.as_str()))
        .collect()
}

fn schema() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../../schema.sql")).unwrap();
    conn
}

#[test]
fn no_statement_walks_a_table_that_grows_unless_it_says_so() {
    let conn = schema();
    let statements = statements(&conn);
    assert!(statements.len() > 200, "{} statements were found: the sources are read wrongly", statements.len());
    let mut wrong = Vec::new();
    for (file, statement) in &statements {
        let walked = walked(&conn, bare(statement));
        let allowed = statement.trim_start().starts_with(ALLOWED);
        match (walked.is_empty(), allowed) {
            (false, false) => wrong.push(format!("{file} walks {walked:?}: {statement}")),
            (true, true) => wrong.push(format!("{file} walks nothing and says that it does: {statement}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} statements:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_walk_is_found() {
    let conn = schema();
    assert_eq!(walked(&conn, "select 1 from orders where paid_amount = ?"), BTreeSet::from(["orders".to_owned()]));
    assert_eq!(walked(&conn, "select count(*) from event"), BTreeSet::from(["event".to_owned()]));
    assert!(walked(&conn, "select 1 from orders where order_no = ?").is_empty());
    assert!(walked(&conn, "select 1 from price").is_empty());
}
