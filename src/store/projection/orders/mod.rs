//! What the events add up to: one row an order, an index a filter, counters instead of counts.

pub(crate) mod counts;
pub mod list;
pub mod movements;
pub mod queue;
pub mod refresh;
pub mod shares;

use std::sync::LazyLock;

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use crate::domain::order::flow::OrderSummary;
use crate::domain::order::next::{NextAction, QueuePlace, QueueTurn};
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::errors::StoreError;
use crate::store::log::events::EventHash;
use crate::store::rows::{damaged_value, limit_value, read_order_no};

/// Where an order's chain ends and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// The version of its last event.
    pub version: u32,
    /// The hash of that event.
    pub head: EventHash,
    pub person_id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The place in the order of creation.
    pub id: i64,
    pub order_no: OrderNo,
    /// The marketplace's number.
    pub external_order_no: String,
    pub product_name: String,
    /// The ticket type, once known.
    pub ticket_type: Option<String>,
    /// `yyyy-mm-dd`, once known.
    pub play_date: Option<String>,
    /// How many tickets or visitors.
    pub quantity: u32,
    /// In hundredths of the currency.
    pub paid_amount: Fen,
    /// Three letters.
    pub currency: String,
    /// The name and the code of each axis that the flow has, the order's own status first.
    pub status: Vec<(&'static str, String)>,
    /// What is to be done next, as far as the order and the clock say it.
    pub place: QueuePlace,
    /// The agents' group that a part of it is in.
    pub push_group: Option<String>,
    pub created_at: Timestamp,
    /// When its latest event was recorded.
    pub updated_at: Timestamp,
}

impl OrderRow {
    /// The code on the axis `short`; empty where the flow has no such axis.
    pub fn status_code(&self, short: &str) -> &str {
        self.status.iter().find(|(axis, _)| *axis == short).map_or("", |(_, code)| code)
    }
}

/// An order that a sweep has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverdueOrder {
    /// Since when.
    pub miss_at: Timestamp,
    /// The place in the order of creation.
    pub id: i64,
    pub order_no: OrderNo,
}

/// The axes of both flows, each in a column of its own: `<name>_status`.
const AXES: [&str; 10] = [
    "order",
    "review",
    "agent_payment",
    "agent_push",
    "screenshot_match",
    "user_notify",
    "profit_share",
    "payment",
    "fulfillment",
    "lock",
];

/// What a list reads of an order: the axes stand behind the others.
static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    let head = "orders.id, orders.order_no, orders.external_order_no, product.name, orders.ticket_type, \
        orders.play_date, orders.paid_amount, orders.currency, orders.created_at, orders.updated_at, orders.action, \
        orders.due_at, orders.turn_at, orders.late_action, orders.late_due_at, orders.push_group, orders.quantity";
    AXES.iter().fold(head.to_owned(), |columns, axis| format!("{columns}, orders.{axis}_status"))
});

/// Where the axes begin in [`COLUMNS`].
const FIRST_AXIS: usize = 17;

/// The columns that move with an order, the axes behind them.
static CHANGING: LazyLock<Vec<String>> = LazyLock::new(|| {
    let moving = [
        "version",
        "head_hash",
        "ticket_type",
        "play_date",
        "action",
        "urgency",
        "due_at",
        "miss_at",
        "updated_at",
        "turn_at",
        "late_action",
        "late_urgency",
        "late_due_at",
        "push_group",
        "quantity",
        "share",
        "movements",
    ];
    moving.into_iter().map(str::to_owned).chain(AXES.iter().map(|axis| format!("{axis}_status"))).collect()
});

/// The columns that its first events fix.
const FIXED: [&str; 9] = [
    "flow",
    "person_id",
    "platform",
    "external_order_no",
    "event_key",
    "product_id",
    "paid_amount",
    "currency",
    "created_at",
];

static ROW_BY_NO: LazyLock<String> = LazyLock::new(|| {
    format!("select {} from orders join product on product.id = orders.product_id where orders.order_no = $1", *COLUMNS)
});
const CHAIN_HEAD: &str = "select version, head_hash, person_id from orders where order_no = $1";
const PRODUCT: &str = "select id from product where name = $1";
const ADD_PRODUCT: &str = "insert into product (name) values ($1) returning id";
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = CHANGING.iter().map(String::as_str).chain(FIXED).chain(["order_no"]).collect();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    format!("insert into orders ({}) values ({})", columns.join(", "), places.join(", "))
});
static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let (sets, next) = (set_columns(CHANGING.iter().map(String::as_str)), CHANGING.len() + 1);
    format!("update orders set {sets} where order_no = ${next} and version = ${} returning id", next + 1)
});
const CODES: &str = "select order_status, action from orders where order_no = $1";
const OVERDUE: &str = "select miss_at, id, order_no from orders where miss_at <= $1 and (miss_at, id) > ($2, $3) \
    order by miss_at, id limit $4";
const COUNT_OVERDUE: &str = "select count(*) from orders where miss_at <= $1";
const BY_EXTERNAL_ANYWHERE: &str =
    "select order_no from orders where external_order_no = $1 order by platform limit $2";
const BY_EXTERNAL: &str = "select order_no from orders where external_order_no = $1 and platform = $2";
const BY_EVENT_KEY: &str = "select order_no from orders where event_key = $1";

impl Tx<'_> {
    /// Where an order's chain ends.
    pub fn find_chain_head(&self, order_no: &OrderNo) -> Result<Option<ChainHead>> {
        self.find_row(CHAIN_HEAD, [order_no.as_str()], |row| {
            Ok(ChainHead { version: row.get(0)?, head: row.get(1)?, person_id: row.get(2)? })
        })
    }

    /// Adds the row of a new order.
    pub fn add_order(&self, line: &OrderSummary, head: &EventHash, person_id: &str) -> Result<()> {
        let mut values = changing_values(line, head);
        values.extend(fixed_values(line, person_id, self.find_or_add_product(&line.product_name)?));
        values.push(Sql::Text(line.order_no.as_str().to_owned()));
        self.run_statement(&INSERT, params_from_iter(values))?;
        self.count_order_in(line)
    }

    /// Brings the row of an order to its new state, guarded by the version it was decided on.
    ///
    /// # Errors
    /// Exit 9: somebody else was there first.
    pub fn update_order(&self, line: &OrderSummary, head: &EventHash, was: u32) -> Result<()> {
        let (old_status, old_action): (String, String) =
            self.load_row(CODES, [line.order_no.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut values = changing_values(line, head);
        values.extend([Sql::Text(line.order_no.as_str().to_owned()), Sql::Integer(i64::from(was))]);
        if !self.has_row(&UPDATE, params_from_iter(values))? {
            return Err(StoreError::OrderChanged { order_no: &line.order_no }.into_error());
        }
        self.count_code_out("order_status", &old_status)?;
        self.count_code_out("action", &old_action)?;
        self.count_order_in(line)
    }

    fn find_product(&self, name: &str) -> Result<Option<i64>> {
        self.find_row(PRODUCT, [name], |row| Ok(row.get(0)?))
    }

    fn find_or_add_product(&self, name: &str) -> Result<i64> {
        match self.find_product(name)? {
            Some(id) => Ok(id),
            None => self.load_row(ADD_PRODUCT, [name], |row| Ok(row.get(0)?)),
        }
    }

    /// The order that a marketplace's number belongs to.
    pub fn find_purchase(&self, external: &str, platform: &str) -> Result<Option<OrderNo>> {
        self.find_row(BY_EXTERNAL, [external, platform], read_order_no)
    }

    /// The orders with a number of their platform's, whichever that is; at most `limit`.
    pub fn list_purchases(&self, external: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        self.list_rows(BY_EXTERNAL_ANYWHERE, (external, most), read_order_no)
    }

    /// The order that the key of a paid event belongs to.
    pub fn find_event_key(&self, event_key: &str) -> Result<Option<OrderNo>> {
        self.find_row(BY_EVENT_KEY, [event_key], read_order_no)
    }

    pub fn find_order_row(&self, order_no: &OrderNo) -> Result<Option<OrderRow>> {
        self.find_row(&ROW_BY_NO, [order_no.as_str()], read_order_row)
    }

    /// The orders to which the clock did something by `now` that is not recorded yet, longest ago first, those behind
    /// `after` alone: what could not be recorded does not stand in the way of the others.
    pub fn list_overdue_orders(
        &self,
        now: Timestamp,
        after: Option<&OverdueOrder>,
        limit: usize,
    ) -> Result<Vec<OverdueOrder>> {
        let (since, id) = after.map_or((i64::MIN, 0), |last| (last.miss_at.millis(), last.id));
        self.list_rows(OVERDUE, (now.millis(), since, id, limit_value(limit)), |row| {
            let number: String = row.get(2)?;
            Ok(OverdueOrder {
                miss_at: Timestamp::from_millis(row.get(0)?),
                id: row.get(1)?,
                order_no: OrderNo::parse(&number).map_err(|_| damaged_value("order_no"))?,
            })
        })
    }

    /// How many those are.
    pub fn count_overdue_orders(&self, now: Timestamp) -> Result<u64> {
        let count: i64 = self.load_row(COUNT_OVERDUE, [now.millis()], |row| Ok(row.get(0)?))?;
        Ok(count.unsigned_abs())
    }
}

/// `name = $1, …`: the columns of an update, whose values are bound in their order.
fn set_columns<'a>(columns: impl Iterator<Item = &'a str>) -> String {
    columns.zip(1..).map(|(name, place)| format!("{name} = ${place}")).collect::<Vec<_>>().join(", ")
}

/// The values of [`CHANGING`].
fn changing_values(line: &OrderSummary, head: &EventHash) -> Vec<Sql> {
    let text = |text: Option<String>| text.map_or(Sql::Null, Sql::Text);
    let time = |at: Option<Timestamp>| at.map_or(Sql::Null, |at| Sql::Integer(at.millis()));
    let QueuePlace { action, due, turn } = line.place;
    let late = turn.map(|turn| turn.action);
    let mut values = vec![
        Sql::Integer(i64::from(line.version)),
        Sql::Blob(head.to_vec()),
        text(line.ticket_type.clone()),
        text(line.play_date.map(|day| day.to_string())),
        Sql::Text(action.code().to_owned()),
        Sql::Integer(i64::from(action.urgency())),
        time(due),
        time(line.miss_at),
        Sql::Integer(line.updated_at.millis()),
        time(turn.map(|turn| turn.at)),
        text(late.map(|late| late.code().to_owned())),
        late.map_or(Sql::Null, |late| Sql::Integer(i64::from(late.urgency()))),
        time(turn.and_then(|turn| turn.due)),
        text(line.push_group.clone()),
        Sql::Integer(i64::from(line.quantity)),
        text(line.share.as_ref().map(shares::encode_share)),
        text(movements::encode_movements(&line.movements)),
    ];
    let code = |axis| line.status.iter().find(|(known, _)| *known == axis).map(|(_, code)| (*code).to_owned());
    values.extend(AXES.into_iter().map(|axis| text(code(axis))));
    values
}

/// The values of [`FIXED`].
fn fixed_values(line: &OrderSummary, person_id: &str, product: i64) -> [Sql; FIXED.len()] {
    [
        Sql::Text(line.order_no.flow().code().to_owned()),
        Sql::Text(person_id.to_owned()),
        Sql::Text(line.platform.clone()),
        Sql::Text(line.external_order_no.clone()),
        Sql::Text(line.event_key.clone()),
        Sql::Integer(product),
        Sql::Integer(line.amount.in_fen()),
        Sql::Text(line.currency.clone()),
        Sql::Integer(line.created_at.millis()),
    ]
}

fn read_order_row(row: &Row<'_>) -> Result<OrderRow> {
    let get = |column: usize| row.get::<_, String>(column);
    let time = |column: usize| row.get(column).map(Timestamp::from_millis);
    let mut status = Vec::with_capacity(AXES.len());
    for (column, axis) in (FIRST_AXIS..).zip(AXES) {
        if let Some(code) = row.get::<_, Option<String>>(column)? {
            status.push((axis, code));
        }
    }
    Ok(OrderRow {
        id: row.get(0)?,
        order_no: OrderNo::parse(&get(1)?).map_err(|_| damaged_value("order_no"))?,
        external_order_no: get(2)?,
        product_name: get(3)?,
        ticket_type: row.get(4)?,
        play_date: row.get(5)?,
        quantity: row.get(16)?,
        paid_amount: Fen::new(row.get(6)?),
        currency: get(7)?,
        status,
        place: read_place(row, 10)?,
        push_group: row.get(15)?,
        created_at: time(8)?,
        updated_at: time(9)?,
    })
}

/// Reads `action, due_at, turn_at, late_action, late_due_at` from `first` on.
fn read_place(row: &Row<'_>, first: usize) -> Result<QueuePlace> {
    let action = |column: usize| -> Result<Option<NextAction>> {
        let code: Option<String> = row.get(column)?;
        code.map(|code| NextAction::from_code(&code).ok_or_else(|| damaged_value("action"))).transpose()
    };
    let time = |column: usize| -> Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_millis))
    };
    let turn = match (time(first + 2)?, action(first + 3)?) {
        (Some(at), Some(action)) => Some(QueueTurn { at, action, due: time(first + 4)? }),
        _ => None,
    };
    let action = action(first)?.ok_or_else(|| damaged_value("action"))?;
    Ok(QueuePlace { action, due: time(first + 1)?, turn })
}
