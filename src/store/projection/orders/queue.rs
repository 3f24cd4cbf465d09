//! The queue as the rows have it: streams in its own order, each read by an index, none of them from a log.

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::read_place;
use crate::domain::order::next::{NextAction, QueuePlace};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::{damaged_value, limit_value, text_value};

/// What decides on the group that takes an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RouteFacts {
    /// The group that a part of it is in.
    pub push_group: Option<String>,
    pub ticket_type: Option<String>,
    pub product_id: i64,
    pub product_name: String,
}

/// Orders in the queue's order, for one reason each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueStream {
    /// What the clock has not moved.
    Unturned,
    /// What it has.
    Turned,
    /// What waits for a push by the same route.
    Waiting(RouteFacts),
    /// Whose buyers are to be told, as far as a shop does that by itself.
    Untold,
}

/// An order in a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    pub order_no: OrderNo,
    pub place: QueuePlace,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
}

/// An order that something is to be done about, with what else decides on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOrder {
    pub order_no: OrderNo,
    pub place: QueuePlace,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
    pub route: RouteFacts,
}

const ENTRY: &str = "select orders.order_no, orders.action, orders.due_at, orders.turn_at, orders.late_action, orders.late_due_at, orders.play_date";
const UNTURNED: &str = " from orders where urgency < 9 and (turn_at is null or turn_at > ?) \
    order by urgency, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const TURNED: &str = " from orders where turn_at <= ? and late_urgency < 9 \
    order by late_urgency, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const UNTOLD: &str = " from orders where flow = 'checkout' and user_notify_status = 'not_started' \
    order by coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const WAITING: &str = " from orders where action = 'push_agent_group' and (turn_at is null or turn_at > ?)";
const WAITING_ORDER: &str =
    " order by coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const ROUTES: &str = "select waiting.push_group, waiting.ticket_type, waiting.product_id, product.name from \
    (select distinct push_group, ticket_type, product_id from orders where action = 'push_agent_group') waiting \
    join product on product.id = waiting.product_id";
const OPEN: &str = ", orders.push_group, orders.ticket_type, orders.product_id, product.name \
    from orders join product on product.id = orders.product_id";
const OPEN_BY_ACTION: &str =
    " where orders.action = $1 and orders.urgency < 9 and (orders.turn_at is null or orders.turn_at > $2)";
const OPEN_LATE: &str = " where orders.urgency = $1 and orders.urgency < 9 \
    and coalesce(orders.due_at, 9223372036854775807) < $2 and (orders.turn_at is null or orders.turn_at > $2)";
const OPEN_TURNED: &str = " where orders.late_urgency < 9 and orders.late_urgency <= $1 and orders.turn_at <= $2";

impl Tx<'_> {
    /// A page of a stream: `limit` entries behind the first `skip`.
    pub fn read_queue_page(
        &self,
        stream: &QueueStream,
        now: Timestamp,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<QueueEntry>> {
        let now = Sql::Integer(now.millis());
        let (body, mut values) = match stream {
            QueueStream::Unturned => (UNTURNED.to_owned(), vec![now]),
            QueueStream::Turned => (TURNED.to_owned(), vec![now]),
            QueueStream::Untold => (UNTOLD.to_owned(), Vec::new()),
            QueueStream::Waiting(route) => waiting_by(route, now),
        };
        values.extend([limit_value(limit), Sql::Integer(i64::try_from(skip).unwrap_or(i64::MAX))]);
        let statement = [ENTRY, &body, " limit ? offset ?"].concat();
        self.list_rows(&statement, params_from_iter(values), |row| {
            Ok(QueueEntry { order_no: read_number(row)?, place: read_place(row, 1)?, play_date: read_visit(row)? })
        })
    }

    /// Every combination of what decides on the group, of orders that wait for a push.
    pub fn list_waiting_routes(&self) -> Result<Vec<RouteFacts>> {
        self.list_rows(ROUTES, [], |row| read_route(row, 0))
    }

    /// Hands every order to `each` that one of `actions` is to be done about, or that is late at `now` or was moved by the
    /// clock, if it is at least as urgent as `urgency`. In no order, and some of them twice.
    pub fn for_each_open_order(
        &self,
        actions: &[NextAction],
        urgency: u8,
        now: Timestamp,
        mut each: impl FnMut(OpenOrder) -> Result<()>,
    ) -> Result<()> {
        let mut read = |row: &Row<'_>| {
            let (order_no, place, play_date) = (read_number(row)?, read_place(row, 1)?, read_visit(row)?);
            each(OpenOrder { order_no, place, play_date, route: read_route(row, 7)? })
        };
        for action in actions {
            self.for_each_row(&[ENTRY, OPEN, OPEN_BY_ACTION].concat(), (action.code(), now.millis()), &mut read)?;
        }
        for urgency in 1..=urgency {
            self.for_each_row(&[ENTRY, OPEN, OPEN_LATE].concat(), (i64::from(urgency), now.millis()), &mut read)?;
        }
        self.for_each_row(&[ENTRY, OPEN, OPEN_TURNED].concat(), (i64::from(urgency), now.millis()), &mut read)
    }
}

fn waiting_by(route: &RouteFacts, now: Sql) -> (String, Vec<Sql>) {
    let (mut body, mut values) = (WAITING.to_owned(), vec![now]);
    for (unset, equal, value) in [
        (" and push_group is null", " and push_group = ?", &route.push_group),
        (" and ticket_type is null", " and ticket_type = ?", &route.ticket_type),
    ] {
        body.push_str(if value.is_none() { unset } else { equal });
        values.extend(value.as_deref().map(|text| text_value(Some(text))));
    }
    body.push_str(" and product_id = ?");
    values.push(Sql::Integer(route.product_id));
    body.push_str(WAITING_ORDER);
    (body, values)
}

fn read_number(row: &Row<'_>) -> Result<OrderNo> {
    OrderNo::parse(&row.get::<_, String>(0)?).map_err(|_| damaged_value("order_no"))
}

fn read_visit(row: &Row<'_>) -> Result<Option<Day>> {
    let day: Option<String> = row.get(6)?;
    day.map(|day| Day::parse(&day).map_err(|_| damaged_value("play_date"))).transpose()
}

fn read_route(row: &Row<'_>, first: usize) -> Result<RouteFacts> {
    Ok(RouteFacts {
        push_group: row.get(first)?,
        ticket_type: row.get(first + 1)?,
        product_id: row.get(first + 2)?,
        product_name: row.get(first + 3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::explain_plan;

    /// How a page of a stream is read.
    fn plan(body: &str) -> String {
        explain_plan(&[ENTRY, body, " limit 5 offset 5"].concat())
    }

    #[test]
    fn the_queue_is_read_in_its_order_and_nothing_is_sorted_but_what_the_clock_moved() {
        let route = RouteFacts {
            push_group: None,
            ticket_type: Some("t".to_owned()),
            product_id: 1,
            product_name: String::new(),
        };
        let waiting = waiting_by(&route, Sql::Integer(0)).0.replace('?', "0");
        for (body, index) in [
            (UNTURNED.replace('?', "0"), "orders_by_place"),
            (UNTOLD.to_owned(), "orders_untold"),
            (waiting, "orders_by_route"),
        ] {
            let plan = plan(&body);
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
        }
        assert!(plan(&TURNED.replace('?', "0")).contains("orders_by_turn"));
    }
}
