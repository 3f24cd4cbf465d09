//! What the events add up to: one row an order, an index a filter, counters instead of counts.

pub(crate) mod counts;

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::errors::StoreError;
use crate::store::log::events::EventHash;
use crate::store::rows::{damaged_value, limit_value, read_order_no, select_where, text_value};

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
    /// In hundredths of the currency.
    pub paid_amount: Fen,
    /// Three letters.
    pub currency: String,
    /// The name and the code of each axis that the flow has, the order's own status first.
    pub status: Vec<(&'static str, String)>,
    /// The code of the next action, as far as the order alone says it.
    pub action: String,
    pub due_at: Option<Timestamp>,
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

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Order status codes, any of them; none is all.
    pub status: Vec<&'static str>,
    /// Next-action codes, any of them; none is all.
    pub action: Vec<&'static str>,
    /// `resale` or `checkout`.
    pub flow: Option<String>,
    /// Only orders whose buyer is to be told something, and was not or in vain.
    pub untold: bool,
    /// First and last play date, `yyyy-mm-dd`.
    pub play_dates: Option<(String, String)>,
    /// Recorded at or after.
    pub since: Option<Timestamp>,
    /// At most so many; 0 is all.
    pub limit: usize,
    /// Only orders recorded before the one at this place: the next page.
    pub before: Option<i64>,
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

/// Where the axes begin in [`COLUMNS`].
const FIRST_AXIS: usize = 12;

const COLUMNS: &str = "orders.id, orders.order_no, orders.external_order_no, product.name, orders.ticket_type, \
    orders.play_date, orders.paid_amount, orders.currency, orders.action, orders.due_at, orders.created_at, \
    orders.updated_at, orders.order_status, orders.review_status, orders.agent_payment_status, \
    orders.agent_push_status, orders.screenshot_match_status, orders.user_notify_status, orders.profit_share_status, \
    orders.payment_status, orders.fulfillment_status, orders.lock_status";

const CHAIN_HEAD: &str = "select version, head_hash, person_id from orders where order_no = $1";
const PRODUCT: &str = "select id from product where name = $1";
const ADD_PRODUCT: &str = "insert into product (name) values ($1) returning id";
const INSERT: &str = "insert into orders (version, head_hash, ticket_type, play_date, action, urgency, due_at, miss_at, \
    updated_at, order_status, review_status, agent_payment_status, agent_push_status, screenshot_match_status, \
    user_notify_status, profit_share_status, payment_status, fulfillment_status, lock_status, order_no, flow, person_id, \
    platform, external_order_no, event_key, product_id, paid_amount, currency, created_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
    $25, $26, $27, $28, $29)";
const UPDATE: &str = "update orders set version = $1, head_hash = $2, ticket_type = $3, play_date = $4, action = $5, \
    urgency = $6, due_at = $7, miss_at = $8, updated_at = $9, order_status = $10, review_status = $11, \
    agent_payment_status = $12, agent_push_status = $13, screenshot_match_status = $14, user_notify_status = $15, \
    profit_share_status = $16, payment_status = $17, fulfillment_status = $18, lock_status = $19 \
    where order_no = $20 and version = $21 returning id";
const CODES: &str = "select order_status, action from orders where order_no = $1";
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
        values.extend([
            Sql::Text(line.order_no.as_str().to_owned()),
            Sql::Text(line.order_no.flow().code().to_owned()),
            Sql::Text(person_id.to_owned()),
            Sql::Text(line.platform.clone()),
            Sql::Text(line.external_order_no.clone()),
            Sql::Text(line.event_key.clone()),
            Sql::Integer(self.find_or_add_product(&line.product_name)?),
            Sql::Integer(line.amount.in_fen()),
            Sql::Text(line.currency.clone()),
            Sql::Integer(line.created_at.millis()),
        ]);
        self.run_statement(INSERT, params_from_iter(values))?;
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
        if !self.has_row(UPDATE, params_from_iter(values))? {
            return Err(StoreError::OrderChanged { order_no: &line.order_no }.into_error());
        }
        self.count_code_out("order_status", &old_status)?;
        self.count_code_out("action", &old_action)?;
        self.count_order_in(line)
    }

    fn find_or_add_product(&self, name: &str) -> Result<i64> {
        let known = self.find_row(PRODUCT, [name], |row| Ok(row.get(0)?))?;
        match known {
            Some(id) => Ok(id),
            None => self.load_row(ADD_PRODUCT, [name], |row| Ok(row.get(0)?)),
        }
    }

    /// The order that a marketplace's number, or the key of its paid event, belongs to.
    pub fn order_of_purchase(&self, external: &str, platform: &str, event_key: &str) -> Result<Option<OrderNo>> {
        match self.find_row(BY_EXTERNAL, [external, platform], read_order_no)? {
            Some(found) => Ok(Some(found)),
            None => self.find_row(BY_EVENT_KEY, [event_key], read_order_no),
        }
    }

    /// Orders, newest first.
    pub fn list_orders(&self, filter: &OrderQuery) -> Result<Vec<OrderRow>> {
        let mut wheres: Vec<&str> = Vec::new();
        let mut values: Vec<Sql> = Vec::new();
        let mut and = |clause: &'static str, value: Sql| {
            wheres.push(clause);
            values.push(value);
        };
        match filter.status.as_slice() {
            [] => {}
            [status] => and("orders.order_status = ?", text_value(Some(status))),
            any => and("orders.order_status in (select value from json_each(?))", json_array(any)),
        }
        match filter.action.as_slice() {
            [] => {}
            [action] => and("orders.action = ?", text_value(Some(action))),
            any => and("orders.action in (select value from json_each(?))", json_array(any)),
        }
        if let Some(flow) = &filter.flow {
            and("orders.flow = ?", text_value(Some(flow)));
        }
        if filter.untold {
            and("orders.user_notify_status in ('not_started', ?)", text_value(Some("failed")));
        }
        if let Some((first, last)) = &filter.play_dates {
            and("orders.play_date >= ?", text_value(Some(first)));
            and("orders.play_date <= ?", text_value(Some(last)));
        }
        if let Some(since) = filter.since {
            and("orders.created_at >= ?", Sql::Integer(since.millis()));
        }
        if let Some(before) = filter.before {
            and("orders.id < ?", Sql::Integer(before));
        }
        self.query_order_rows(&wheres, "orders.id desc", filter.limit, values)
    }

    pub fn find_order_row(&self, order_no: &OrderNo) -> Result<Option<OrderRow>> {
        let one = vec![text_value(Some(order_no.as_str()))];
        Ok(self.query_order_rows(&["orders.order_no = ?"], "orders.id", 1, one)?.pop())
    }

    /// The orders that wait for a person, most urgent first.
    pub fn list_waiting_orders(&self, limit: usize) -> Result<Vec<OrderRow>> {
        let by = "orders.urgency, coalesce(orders.due_at, 9223372036854775807), orders.id";
        self.query_order_rows(&["orders.urgency < 9"], by, limit, Vec::new())
    }

    /// The orders whose deadline is at or before `now` and not yet recorded as missed, longest overdue first.
    pub fn list_overdue_orders(&self, now: Timestamp, limit: usize) -> Result<Vec<OrderRow>> {
        self.query_order_rows(&["orders.miss_at <= ?"], "orders.miss_at", limit, vec![Sql::Integer(now.millis())])
    }

    /// Only static clauses come in; every value is bound.
    pub(crate) fn query_order_rows(
        &self,
        wheres: &[&str],
        by: &str,
        limit: usize,
        mut values: Vec<Sql>,
    ) -> Result<Vec<OrderRow>> {
        let statement = select_where(
            &[COLUMNS, " from orders join product on product.id = orders.product_id"],
            wheres,
            &[" order by ", by, " limit ?"].concat(),
        );
        values.push(limit_value(limit));
        self.list_rows(&statement, params_from_iter(values), read_order_row)
    }
}

/// Codes as one parameter, for `json_each`.
fn json_array(codes: &[&str]) -> Sql {
    Sql::Text(serde_json::Value::from(codes.to_vec()).to_string())
}

/// The values of the columns that move with an order, in the order of both statements.
fn changing_values(line: &OrderSummary, head: &EventHash) -> Vec<Sql> {
    let text = |text: Option<String>| text.map_or(Sql::Null, Sql::Text);
    let time = |at: Option<Timestamp>| at.map_or(Sql::Null, |at| Sql::Integer(at.millis()));
    let mut values = vec![
        Sql::Integer(i64::from(line.version)),
        Sql::Blob(head.to_vec()),
        text(line.ticket_type.clone()),
        text(line.play_date.map(|day| day.to_string())),
        Sql::Text(line.action.code().to_owned()),
        Sql::Integer(i64::from(line.action.urgency())),
        time(line.due_at),
        time(line.miss_at),
        Sql::Integer(line.updated_at.millis()),
    ];
    let code = |axis| line.status.iter().find(|(known, _)| *known == axis).map(|(_, code)| (*code).to_owned());
    values.extend(AXES.into_iter().map(|axis| text(code(axis))));
    values
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
        paid_amount: Fen::new(row.get(6)?),
        currency: get(7)?,
        status,
        action: get(8)?,
        due_at: row.get::<_, Option<i64>>(9)?.map(Timestamp::from_millis),
        created_at: time(10)?,
        updated_at: time(11)?,
    })
}
