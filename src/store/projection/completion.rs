//! What a shell may complete: numbers and names from the database, without its key and without changing it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Params, Row};

use super::number_lookup::{LEAST_PIECE, last_characters, spell_in_each_case};
use super::search::prefix_end;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::next::NextAction;
use crate::error::Result;

/// Somebody waits at a keyboard.
const PATIENCE: Duration = Duration::from_millis(30);

/// How many rows are looked at for each question: enough to choose from, few enough not to be waited for.
const LOOKED_AT: i64 = 500;

/// How many candidates are offered.
const OFFERED: usize = 50;

macro_rules! select_orders {
    ($($rest:literal)+) => {
        concat!("select order_no, external_order_no, action, ticket_type, play_date from orders ", $($rest)+)
    };
}

const NEWEST_AWAITING: &str = select_orders!("where action = $1 order by id desc limit $2");
const BY_NUMBER: &str = select_orders!("where order_no >= $1 and order_no < $2 order by order_no desc limit $3");
const BY_EXTERNAL: &str =
    select_orders!("where external_order_no >= $1 and external_order_no < $2 order by external_order_no desc limit $3");
const BY_END: &str = select_orders!("where substr(order_no, length(order_no) - 3) = $1 limit $2");
const BY_EXTERNAL_END: &str =
    select_orders!("where substr(external_order_no, length(external_order_no) - 3) = $1 limit $2");
const TICKET_TYPES: &str = "select distinct ticket_type from price order by ticket_type";
const GROUPS: &str = "select name from agent_group where name >= $1 and name < $2 order by name limit 50";
const DELIVERIES: &str = "select id, kind, state from delivery where id >= $1 and id < $2 order by id desc limit $3";
const DELIVERIES_IN_STATE: &str =
    "select id, kind, state from delivery where state = $1 order by updated_at desc limit $2";

/// An order as a shell offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCandidate {
    /// What is typed: its number, or that of its platform where that was begun.
    pub number: String,
    /// What it waits for, as its row says.
    pub action: NextAction,
    pub ticket_type: Option<String>,
    pub play_date: Option<String>,
}

/// Orders that wait for one of `awaited` (of none: all) by a beginning of either number, newest first; where no number
/// begins so, the one that another piece belongs to.
pub fn complete_orders(db: &Path, typed: &str, awaited: &[NextAction]) -> Result<Vec<OrderCandidate>> {
    let reader = CompletionReader::open(db)?;
    let mut rows = Vec::new();
    for action in awaited {
        rows.extend(reader.query_orders(NEWEST_AWAITING, (action.code(), LOOKED_AT))?);
    }
    if awaited.is_empty() || !typed.is_empty() {
        for spelling in spell_in_each_case(typed) {
            let behind = prefix_end(&spelling);
            rows.extend(reader.query_orders(BY_NUMBER, (&spelling, &behind, LOOKED_AT))?);
            if !typed.is_empty() {
                rows.extend(reader.query_orders(BY_EXTERNAL, (&spelling, &behind, LOOKED_AT))?);
            }
        }
    }
    let wanted = |row: &OrderNumbers| awaited.is_empty() || awaited.contains(&row.action);
    let mut begun = offer_orders(rows.into_iter().filter(wanted).collect(), typed, OrderNumbers::begin_with);
    if begun.is_empty() && typed.chars().count() >= LEAST_PIECE {
        let ends = reader.query_orders_by_end(typed)?;
        begun = offer_orders(ends.into_iter().filter(wanted).collect(), typed, OrderNumbers::end_with);
    }
    Ok(begun)
}

/// The rows that `choose` has a number of, each order once, newest first.
fn offer_orders(
    mut rows: Vec<OrderNumbers>,
    typed: &str,
    choose: fn(&OrderNumbers, &str) -> Option<String>,
) -> Vec<OrderCandidate> {
    rows.sort_by(|one, other| other.order_no.cmp(&one.order_no));
    rows.dedup_by(|one, other| one.order_no == other.order_no);
    let offered = rows.into_iter().filter_map(|row| {
        let number = choose(&row, typed)?;
        Some(OrderCandidate { number, action: row.action, ticket_type: row.ticket_type, play_date: row.play_date })
    });
    offered.take(OFFERED).collect()
}

/// The numbers of an order, and what tells it from others.
struct OrderNumbers {
    order_no: String,
    external_order_no: String,
    action: NextAction,
    ticket_type: Option<String>,
    play_date: Option<String>,
}

impl OrderNumbers {
    /// The number that begins as `typed` does.
    fn begin_with(&self, typed: &str) -> Option<String> {
        let begins = |number: &str| number.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
        [&self.order_no, &self.external_order_no].into_iter().find(|number| begins(number)).cloned()
    }

    /// Our number, where one of both ends as `typed` does: a shell puts it in the place of what was typed.
    fn end_with(&self, typed: &str) -> Option<String> {
        let ends = |number: &str| number.to_ascii_lowercase().ends_with(&typed.to_ascii_lowercase());
        (ends(&self.order_no) || ends(&self.external_order_no)).then(|| self.order_no.clone())
    }
}

/// Ticket types of the price table without their blanks, which is one of their spellings, that begin as `typed` does.
pub fn complete_ticket_types(db: &Path, typed: &str) -> Result<Vec<String>> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all = CompletionReader::open(db)?.query(TICKET_TYPES, (), |row| row.get::<_, String>(0))?;
    Ok(all.iter().map(|name| bare(name)).filter(|name| name.starts_with(&bare(typed))).collect())
}

/// Groups that begin as `typed` does.
pub fn complete_group_names(db: &Path, typed: &str) -> Result<Vec<String>> {
    CompletionReader::open(db)?.query(GROUPS, (typed, prefix_end(typed)), |row| row.get(0))
}

/// Deliveries of a kind, and in a state where one is given, that begin as `typed` does, newest first.
pub fn complete_deliveries(
    db: &Path,
    typed: &str,
    kind: DeliveryKind,
    state: Option<DeliveryState>,
) -> Result<Vec<String>> {
    let reader = CompletionReader::open(db)?;
    let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?));
    let rows = match state {
        Some(state) => reader.query(DELIVERIES_IN_STATE, (state.code(), LOOKED_AT), read)?,
        None => reader.query(DELIVERIES, (typed, prefix_end(typed), LOOKED_AT), read)?,
    };
    let wanted = rows.into_iter().filter(|(id, its_kind, _)| its_kind == kind.code() && id.starts_with(typed));
    Ok(wanted.map(|(id, ..)| id).take(OFFERED).collect())
}

/// A connection that only reads, and soon gives up.
struct CompletionReader {
    conn: Connection,
}

impl CompletionReader {
    fn open(db: &Path) -> Result<Self> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let conn = Connection::open_with_flags(db, flags)?;
        conn.busy_timeout(PATIENCE)?;
        Ok(Self { conn })
    }

    fn query<T>(
        &self,
        statement: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare(statement)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn query_orders(&self, statement: &str, values: impl Params) -> Result<Vec<OrderNumbers>> {
        self.query(statement, values, |row| {
            let action: String = row.get(2)?;
            Ok(OrderNumbers {
                order_no: row.get(0)?,
                external_order_no: row.get(1)?,
                action: NextAction::from_code(&action).unwrap_or(NextAction::None),
                ticket_type: row.get(3)?,
                play_date: row.get(4)?,
            })
        })
    }

    /// Orders of which either number ends in the last four characters of `typed`.
    fn query_orders_by_end(&self, typed: &str) -> Result<Vec<OrderNumbers>> {
        let mut found = Vec::new();
        for spelling in spell_in_each_case(&last_characters(typed)) {
            for statement in [BY_END, BY_EXTERNAL_END] {
                found.extend(self.query_orders(statement, (&spelling, LOOKED_AT))?);
            }
        }
        Ok(found)
    }
}
