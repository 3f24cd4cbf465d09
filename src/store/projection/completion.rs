//! What a shell may complete: numbers and names from the database, without its key and without changing it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::Result;

/// Somebody waits at a keyboard.
const PATIENCE: Duration = Duration::from_millis(150);

const ORDERS: &str =
    "select order_no from orders where order_no >= $1 and order_no < $2 order by order_no desc limit 50";
const TICKET_TYPES: &str =
    "select distinct ticket_type from price where ticket_type >= $1 and ticket_type < $2 order by ticket_type";
const GROUPS: &str = "select name from agent_group where name >= $1 and name < $2 order by name limit 50";

/// Order numbers that begin as `typed` does, newest first.
pub fn complete_order_numbers(db: &Path, typed: &str) -> Result<Vec<String>> {
    query_prefix(db, ORDERS, typed)
}

/// Ticket types of the price table without their blanks, which is one of their spellings, that begin as `typed` does.
pub fn complete_ticket_types(db: &Path, typed: &str) -> Result<Vec<String>> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all = query_prefix(db, TICKET_TYPES, "")?;
    Ok(all.iter().map(|name| bare(name)).filter(|name| name.starts_with(&bare(typed))).collect())
}

/// Groups that begin as `typed` does.
pub fn complete_group_names(db: &Path, typed: &str) -> Result<Vec<String>> {
    query_prefix(db, GROUPS, typed)
}

fn query_prefix(db: &Path, statement: &'static str, typed: &str) -> Result<Vec<String>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let conn = Connection::open_with_flags(db, flags)?;
    conn.busy_timeout(PATIENCE)?;
    let mut statement = conn.prepare(statement)?;
    let rows = statement.query_map((typed, format!("{typed}\u{10ffff}")), |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
