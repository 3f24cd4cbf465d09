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

/// An order that something is to be done about: what, until when, and for which visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOrder {
    pub order_no: OrderNo,
    pub action: NextAction,
    pub due: Option<Timestamp>,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
}

/// Which of the orders that ask for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenOrders {
    All,
    /// Those whose deadline has passed.
    Late,
}

/// What an index has where there is no deadline and where there is no visit, so that both come last.
const NO_DEADLINE: i64 = i64::MAX;
const NO_VISIT: &str = "9999-99-99";

const ENTRY: &str = "select orders.order_no, orders.action, orders.due_at, orders.turn_at, orders.late_action, orders.late_due_at, orders.play_date";
const UNTURNED: &str = " from orders where urgency < 9 and (turn_at is null or turn_at > ?) \
    order by urgency, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
// Those that the clock has moved are found and put in order by their index alone; the rows of one page are read.
const TURNED: &str = " from orders join (select id as turned from orders where turn_at <= ? and late_urgency < 9 \
        order by late_urgency, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no \
        limit ? offset ?) on id = turned \
    order by late_urgency, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const UNTOLD: &str = " from orders where flow = 'checkout' and user_notify_status = 'not_started' \
    order by coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
// An order that waits by a route is one that no clock has moved, so its place stands in the index.
const WAITING: &str = "select order_no, action, nullif(coalesce(due_at, 9223372036854775807), 9223372036854775807), null, null, null, \
    nullif(coalesce(play_date, '9999-99-99'), '9999-99-99') from orders where action = 'push_agent_group' and (turn_at is null or turn_at > ?)";
const WAITING_ORDER: &str =
    " order by coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
/// The first route of all; then what comes behind another: the same group and ticket type, the same group, another group. Each is
/// a step in an index, however many orders wait by one route.
const FIRST_ROUTE: &str = "select push_group, ticket_type, product_id from orders where action = 'push_agent_group' \
    order by push_group, ticket_type, product_id limit 1";
const NEXT_PRODUCT: &str = "select push_group, ticket_type, product_id from orders where action = 'push_agent_group' \
    and push_group is $1 and ticket_type is $2 and product_id > $3 order by product_id limit 1";
const NEXT_TYPE: &str = "select push_group, ticket_type, product_id from orders where action = 'push_agent_group' \
    and push_group is $1 and ticket_type > coalesce($2, '') order by ticket_type, product_id limit 1";
const NEXT_GROUP: &str = "select push_group, ticket_type, product_id from orders where action = 'push_agent_group' \
    and push_group > coalesce($1, '') order by push_group, ticket_type, product_id limit 1";
const PRODUCT_NAME: &str = "select name from product where id = $1";
const ROUTE_OF: &str = "select orders.push_group, orders.ticket_type, orders.product_id, product.name \
    from orders join product on product.id = orders.product_id where orders.order_no = $1";
// What these read stands in their index: no row is looked up.
const OPEN: &str = "select order_no, action, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99') from orders \
    where urgency < 9 and action = $1 and coalesce(due_at, 9223372036854775807) <= $2 and (turn_at is null or turn_at > $3)";
const OPEN_TURNED: &str = "select order_no, late_action, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99') \
    from orders where late_urgency < 9 and late_urgency <= $1 and turn_at <= $2";
const TURNED_TO: &str = "select order_no from orders where late_urgency < 9 and late_action = $1 and turn_at <= $2 \
    order by coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no";
const OPEN_WAITING: &str = "select order_no, action, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99') \
    from orders where action = 'push_agent_group' and push_group is $1 and ticket_type is $2 and product_id = $3 \
    and coalesce(due_at, 9223372036854775807) <= $4 and (turn_at is null or turn_at > $5)";

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
        let page = " limit ? offset ?";
        let (statement, mut values) = match stream {
            QueueStream::Unturned => ([ENTRY, UNTURNED, page].concat(), vec![now]),
            QueueStream::Turned => ([ENTRY, TURNED].concat(), vec![now]),
            QueueStream::Untold => ([ENTRY, UNTOLD, page].concat(), Vec::new()),
            QueueStream::Waiting(route) => {
                let (body, values) = waiting_by(route, now);
                (body + page, values)
            }
        };
        values.extend([limit_value(limit), Sql::Integer(i64::try_from(skip).unwrap_or(i64::MAX))]);
        self.list_rows(&statement, params_from_iter(values), |row| {
            Ok(QueueEntry { order_no: read_number(row)?, place: read_place(row, 1)?, play_date: read_visit(row)? })
        })
    }

    /// Every combination of what decides on the group, of orders that wait for a push.
    pub fn list_waiting_routes(&self) -> Result<Vec<RouteFacts>> {
        let mut routes = Vec::new();
        let mut next = self.find_row(FIRST_ROUTE, [], read_waiting)?;
        while let Some((push_group, ticket_type, product_id)) = next {
            next = self.find_row(NEXT_PRODUCT, (&push_group, &ticket_type, product_id), read_waiting)?;
            if next.is_none() {
                next = self.find_row(NEXT_TYPE, (&push_group, &ticket_type), read_waiting)?;
            }
            if next.is_none() {
                next = self.find_row(NEXT_GROUP, [&push_group], read_waiting)?;
            }
            let product_name = self.load_row(PRODUCT_NAME, [product_id], |row| Ok(row.get(0)?))?;
            routes.push(RouteFacts { push_group, ticket_type, product_id, product_name });
        }
        Ok(routes)
    }

    /// What decides on the group of an order.
    pub fn find_route_facts(&self, order_no: &OrderNo) -> Result<Option<RouteFacts>> {
        self.find_row(ROUTE_OF, [order_no.as_str()], |row| {
            let (push_group, ticket_type, product_id) = read_waiting(row)?;
            Ok(RouteFacts { push_group, ticket_type, product_id, product_name: row.get(3)? })
        })
    }

    /// Hands the orders about which `action` is to be done, and which no clock has moved, to `each`, in the queue's order.
    pub fn for_each_open_order(
        &self,
        action: NextAction,
        which: OpenOrders,
        now: Timestamp,
        mut each: impl FnMut(OpenOrder) -> Result<()>,
    ) -> Result<()> {
        self.for_each_row(OPEN, (action.code(), which.last_due(now), now.millis()), |row| each(read_open(row)?))
    }

    /// Hands the orders that the clock has moved to something at least as urgent as `urgency` to `each`.
    pub fn for_each_turned_order(
        &self,
        urgency: u8,
        now: Timestamp,
        mut each: impl FnMut(OpenOrder) -> Result<()>,
    ) -> Result<()> {
        self.for_each_row(OPEN_TURNED, (i64::from(urgency), now.millis()), |row| each(read_open(row)?))
    }

    /// The orders that the clock has moved to `action`, those due first before the others.
    pub fn list_turned_orders(&self, action: NextAction, now: Timestamp) -> Result<Vec<OrderNo>> {
        self.list_rows(TURNED_TO, (action.code(), now.millis()), read_number)
    }

    /// Hands the orders that wait for a push by `route` to `each`, in the queue's order.
    pub fn for_each_waiting_order(
        &self,
        route: &RouteFacts,
        which: OpenOrders,
        now: Timestamp,
        mut each: impl FnMut(OpenOrder) -> Result<()>,
    ) -> Result<()> {
        let RouteFacts { push_group, ticket_type, product_id, .. } = route;
        let values = (push_group, ticket_type, product_id, which.last_due(now), now.millis());
        self.for_each_row(OPEN_WAITING, values, |row| each(read_open(row)?))
    }
}

impl OpenOrders {
    /// The last deadline that such an order can have, in milliseconds. What has none stands as [`NO_DEADLINE`].
    const fn last_due(self, now: Timestamp) -> i64 {
        match self {
            Self::All => NO_DEADLINE,
            Self::Late => now.millis() - 1,
        }
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

fn read_waiting(row: &Row<'_>) -> Result<(Option<String>, Option<String>, i64)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read_open(row: &Row<'_>) -> Result<OpenOrder> {
    let text = |column| row.get_ref(column)?.as_str().map_err(|_| damaged_value("order row"));
    let (due, visit) = (row.get::<_, i64>(2)?, text(3)?);
    let day = |day| Day::parse(day).map_err(|_| damaged_value("play_date"));
    Ok(OpenOrder {
        order_no: OrderNo::parse(text(0)?).map_err(|_| damaged_value("order_no"))?,
        action: NextAction::from_code(text(1)?).ok_or_else(|| damaged_value("action"))?,
        due: (due != NO_DEADLINE).then(|| Timestamp::from_millis(due)),
        play_date: (visit != NO_VISIT).then(|| day(visit)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::explain_plan;

    #[test]
    fn the_queue_is_read_in_its_order_and_nothing_is_sorted_but_what_the_clock_moved() {
        let route = RouteFacts {
            push_group: None,
            ticket_type: Some("t".to_owned()),
            product_id: 1,
            product_name: String::new(),
        };
        let plan = |statement: &str| explain_plan(&[&statement.replace('?', "0"), " limit 5 offset 5"].concat());
        for (statement, index) in [
            ([ENTRY, UNTURNED].concat(), "INDEX orders_by_place"),
            ([ENTRY, UNTOLD].concat(), "INDEX orders_untold"),
            (waiting_by(&route, Sql::Integer(0)).0, "COVERING INDEX orders_by_route"),
        ] {
            let plan = plan(&statement);
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
        }
        let turned = plan(&[ENTRY, TURNED].concat());
        assert!(turned.contains("COVERING INDEX orders_by_turn (turn_at<?)"), "{turned}");
    }

    #[test]
    fn what_a_run_counts_is_read_from_indexes_alone() {
        for (statement, index) in [
            (OPEN, "orders_by_next"),
            (OPEN_TURNED, "orders_by_turn"),
            (TURNED_TO, "orders_by_turn"),
            (OPEN_WAITING, "orders_by_route"),
            (FIRST_ROUTE, "orders_by_route"),
            (NEXT_PRODUCT, "orders_by_route"),
            (NEXT_TYPE, "orders_by_route"),
            (NEXT_GROUP, "orders_by_route"),
        ] {
            let plan = explain_plan(statement);
            assert!(plan.contains(&format!("SEARCH orders USING COVERING INDEX {index}")), "{statement}\n{plan}");
            assert!(statement == TURNED_TO || !plan.contains("TEMP B-TREE"), "{statement}\n{plan}");
        }
    }
}
