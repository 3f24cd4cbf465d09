//! Orders in the order of their creation, a page at a time: by the index that the filter names, or, where no index has that
//! order, by the places of all that it takes, which are collected first.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::ControlFlow;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::{COLUMNS, OrderRow, read_order_row};
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderFlow;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::{limit_value, select_where};

/// How many orders are read at once where nobody asks for fewer.
pub const MAX_PAGE: usize = 500;

/// The fewest that one of several streams reads at once.
const LEAST_READ: usize = 8;

/// Which orders are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Order status codes, any of them; none is all.
    pub status: Vec<&'static str>,
    /// Next-action codes, any of them; none is all.
    pub action: Vec<&'static str>,
    pub flow: Option<OrderFlow>,
    /// Only orders of the checkout flow whose buyer is to be told something, and was not or in vain.
    pub untold: bool,
    /// First and last play date.
    pub play_dates: Option<(Day, Day)>,
    /// Recorded at or after.
    pub since: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDirection {
    NewestFirst,
    OldestFirst,
}

/// How far a list was read. It may be read from different snapshots: each order is then as it was when it was read.
///
/// Invariant: no order is handed out twice, whatever became of it between two snapshots.
#[derive(Clone, Debug)]
pub struct OrderCursor {
    /// What an order has to meet beside what its stream or its place says.
    query: OrderQuery,
    direction: ListDirection,
    position: CursorPosition,
}

#[derive(Clone, Debug)]
enum CursorPosition {
    /// Each of these knows the order of the list.
    Streams {
        streams: Vec<OrderStream>,
        /// The place of the order that was handed out last.
        handed: Option<i64>,
    },
    NotCollected,
    /// At the last of these places.
    Collected(Vec<i64>),
}

/// The orders with one code, by its index, or all orders.
#[derive(Clone, Debug)]
struct OrderStream {
    /// The column and the code.
    lead: Option<(&'static str, &'static str)>,
    /// The place of the last one that was read.
    last: Option<i64>,
    /// Read, and not handed out yet.
    waiting: VecDeque<OrderRow>,
    ended: bool,
}

/// A condition on one column.
struct Condition {
    column: &'static str,
    comparison: &'static str,
    value: Sql,
}

const FROM: &str = " from orders join product on product.id = orders.product_id";

/// What nobody told yet, and what a person or the next run tells again: an index each.
const NOT_TOLD: &str = "/* every row: of an index that holds no other */ select id from orders where flow = 'checkout' and user_notify_status = 'not_started'";
const TOLD_IN_VAIN: &str = "select id from orders where action = $1 and flow = 'checkout'";

impl OrderQuery {
    /// The orders with this status.
    pub fn in_status(status: &'static str) -> Self {
        Self { status: vec![status], ..Self::default() }
    }

    /// The orders that this is to be done about, routes and the clock aside.
    pub fn with_action(action: NextAction) -> Self {
        Self { action: vec![action.code()], ..Self::default() }
    }

    /// Takes out what an index has in the order of creation, a stream for each of its codes; one of all orders where nothing
    /// of that kind is asked for.
    fn take_streams(&mut self) -> Vec<OrderStream> {
        let (column, codes) = if self.action.is_empty() {
            ("order_status", std::mem::take(&mut self.status))
        } else {
            ("action", std::mem::take(&mut self.action))
        };
        let stream = |lead| OrderStream { lead, last: None, waiting: VecDeque::new(), ended: false };
        if codes.is_empty() {
            return vec![stream(None)];
        }
        codes.into_iter().map(|code| stream(Some((column, code)))).collect()
    }

    /// Whether only an index in another order finds its orders.
    const fn needs_collecting(&self) -> bool {
        self.untold || self.play_dates.is_some() || self.since.is_some()
    }

    /// Everything that an order has to meet, each as a condition that no index is chosen for.
    fn conditions(&self) -> Vec<(String, Sql)> {
        let mut all = Vec::new();
        for (column, codes) in [("action", &self.action), ("order_status", &self.status)] {
            if !codes.is_empty() {
                let clause = format!("coalesce(orders.{column}, '') in (select value from json_each(?))");
                all.push((clause, Sql::Text(serde_json::Value::from(codes.clone()).to_string())));
            }
        }
        if let Some(flow) = self.flow {
            all.push(("coalesce(orders.flow, '') = ?".to_owned(), Sql::Text(flow.code().to_owned())));
        }
        if let Some((first, last)) = self.play_dates {
            all.push(("coalesce(orders.play_date, '') >= ?".to_owned(), Sql::Text(first.to_string())));
            all.push(("coalesce(orders.play_date, '') <= ?".to_owned(), Sql::Text(last.to_string())));
        }
        if let Some(since) = self.since {
            all.push(("coalesce(orders.created_at, 0) >= ?".to_owned(), Sql::Integer(since.millis())));
        }
        all
    }
}

impl Condition {
    const fn new(column: &'static str, comparison: &'static str, value: Sql) -> Self {
        Self { column, comparison, value }
    }

    fn into_clause(self) -> (String, Sql) {
        (format!("orders.{} {} ?", self.column, self.comparison), self.value)
    }
}

impl OrderCursor {
    pub fn new(mut query: OrderQuery, direction: ListDirection) -> Self {
        let position = if query.needs_collecting() {
            CursorPosition::NotCollected
        } else {
            CursorPosition::Streams { streams: query.take_streams(), handed: None }
        };
        Self { query, direction, position }
    }
}

impl ListDirection {
    /// Whether the order at the place `one` comes before the one at `other`.
    const fn is_before(self, one: i64, other: i64) -> bool {
        match self {
            Self::NewestFirst => one > other,
            Self::OldestFirst => one < other,
        }
    }
}

impl Tx<'_> {
    /// The next orders of a list, at most `limit`; fewer where it ends.
    pub fn read_order_page(&self, cursor: &mut OrderCursor, limit: usize) -> Result<Vec<OrderRow>> {
        let OrderCursor { query, direction, position } = cursor;
        if matches!(position, CursorPosition::NotCollected) {
            *position = CursorPosition::Collected(self.collect_places(query, *direction)?);
        }
        match position {
            CursorPosition::Collected(places) => {
                let mut page = Vec::new();
                while page.len() < limit
                    && let Some(place) = places.pop()
                {
                    page.extend(self.find_order_at(query, place)?);
                }
                Ok(page)
            }
            CursorPosition::Streams { streams, handed } => {
                let read_at_once = limit.div_ceil(streams.len()).max(LEAST_READ).min(limit);
                let mut page = Vec::new();
                while page.len() < limit
                    && let Some(next) = self.next_of_streams(query, *direction, (streams, *handed), read_at_once)?
                {
                    *handed = Some(next.id);
                    page.push(next);
                }
                Ok(page)
            }
            CursorPosition::NotCollected => Ok(Vec::new()),
        }
    }

    /// Hands every order that `query` takes to `each` until that has enough, and holds no more than a page.
    pub fn for_each_order(
        &self,
        query: &OrderQuery,
        direction: ListDirection,
        mut each: impl FnMut(OrderRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut cursor = OrderCursor::new(query.clone(), direction);
        loop {
            let page = self.read_order_page(&mut cursor, MAX_PAGE)?;
            if page.is_empty() {
                return Ok(());
            }
            for row in page {
                if each(row)?.is_break() {
                    return Ok(());
                }
            }
        }
    }

    /// Every order that `query` takes, newest first: for what is few by nature.
    pub fn list_orders(&self, query: &OrderQuery) -> Result<Vec<OrderRow>> {
        let mut all = Vec::new();
        self.for_each_order(query, ListDirection::NewestFirst, |row| {
            all.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    /// The orders at these places, newest first, at most `limit`; 0 is all.
    pub(crate) fn list_orders_at(&self, mut places: Vec<i64>, limit: usize) -> Result<Vec<OrderRow>> {
        places.sort_unstable_by_key(|place| Reverse(*place));
        places.dedup();
        places.truncate(if limit == 0 { usize::MAX } else { limit });
        let every = OrderQuery::default();
        let found = places.into_iter().map(|place| self.find_order_at(&every, place));
        found.filter_map(Result::transpose).collect()
    }

    /// The order at a place, if it is what is asked for.
    fn find_order_at(&self, query: &OrderQuery, place: i64) -> Result<Option<OrderRow>> {
        let at = Condition::new("id", "=", Sql::Integer(place)).into_clause();
        Ok(self.query_order_rows(std::iter::once(at).chain(query.conditions()).collect(), "", 1)?.pop())
    }

    /// The foremost order of all streams. One that has none at hand reads the next `read_at_once`.
    fn next_of_streams(
        &self,
        query: &OrderQuery,
        direction: ListDirection,
        (streams, handed): (&mut [OrderStream], Option<i64>),
        read_at_once: usize,
    ) -> Result<Option<OrderRow>> {
        for stream in &mut *streams {
            stream.drop_handed(direction, handed);
            while stream.waiting.is_empty() && !stream.ended {
                self.read_on(query, direction, stream, read_at_once)?;
                stream.drop_handed(direction, handed);
            }
        }
        Ok(take_foremost(streams, direction))
    }

    /// Reads the next orders of a stream.
    fn read_on(
        &self,
        query: &OrderQuery,
        direction: ListDirection,
        stream: &mut OrderStream,
        limit: usize,
    ) -> Result<()> {
        let (beyond, by) = match direction {
            ListDirection::NewestFirst => ("<", " order by orders.id desc"),
            ListDirection::OldestFirst => (">", " order by orders.id"),
        };
        let lead = stream.lead.map(|(column, code)| Condition::new(column, "=", Sql::Text(code.to_owned())));
        let behind = stream.last.map(|place| Condition::new("id", beyond, Sql::Integer(place)));
        let clauses = lead.into_iter().chain(behind).map(Condition::into_clause).chain(query.conditions());
        let rows = self.query_order_rows(clauses.collect(), by, limit)?;
        stream.ended = rows.len() < limit;
        stream.last = rows.last().map_or(stream.last, |row| Some(row.id));
        stream.waiting = rows.into();
        Ok(())
    }

    /// The places of all orders that `query` takes, the first of the list last: eight bytes each.
    fn collect_places(&self, query: &OrderQuery, direction: ListDirection) -> Result<Vec<i64>> {
        let mut places = if query.untold {
            let mut untold = self.list_places(NOT_TOLD, [])?;
            untold.extend(self.list_places(TOLD_IN_VAIN, [NextAction::FixNotification.code()])?);
            untold
        } else {
            let (statement, values) = select_places(query);
            self.list_places(&statement, params_from_iter(values))?
        };
        match direction {
            ListDirection::NewestFirst => places.sort_unstable(),
            ListDirection::OldestFirst => places.sort_unstable_by_key(|place| Reverse(*place)),
        }
        Ok(places)
    }

    fn query_order_rows(&self, clauses: Vec<(String, Sql)>, by: &str, limit: usize) -> Result<Vec<OrderRow>> {
        let (clauses, mut values): (Vec<String>, Vec<Sql>) = clauses.into_iter().unzip();
        values.push(limit_value(limit));
        self.list_rows(&select_rows(&clauses, by), params_from_iter(values), read_order_row)
    }
}

impl OrderStream {
    /// Forgets what was handed out before from another stream: between two snapshots it came from there to here.
    fn drop_handed(&mut self, direction: ListDirection, handed: Option<i64>) {
        let was_handed = |row: &OrderRow| handed.is_some_and(|handed| !direction.is_before(handed, row.id));
        while self.waiting.front().is_some_and(was_handed) {
            self.waiting.pop_front();
        }
    }
}

/// The foremost of what waits in the streams.
fn take_foremost(streams: &mut [OrderStream], direction: ListDirection) -> Option<OrderRow> {
    let mut foremost: Option<(i64, &mut OrderStream)> = None;
    for stream in streams {
        if let Some(place) = stream.waiting.front().map(|row| row.id)
            && foremost.as_ref().is_none_or(|(best, _)| direction.is_before(place, *best))
        {
            foremost = Some((place, stream));
        }
    }
    foremost.and_then(|(_, stream)| stream.waiting.pop_front())
}

/// Only static clauses come in; every value is bound.
fn select_rows(clauses: &[String], by: &str) -> String {
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    select_where(&[COLUMNS.as_str(), FROM], &clauses, &[by, " limit ?"].concat())
}

/// The places of the orders in a range of days or times, and what is bound in it.
fn select_places(query: &OrderQuery) -> (String, Vec<Sql>) {
    let (column, least) = match (query.play_dates, query.since) {
        (Some((first, _)), _) => ("play_date", Sql::Text(first.to_string())),
        (None, since) => ("created_at", Sql::Integer(since.map_or(0, Timestamp::millis))),
    };
    let from = Condition::new(column, ">=", least);
    let to = query.play_dates.map(|(_, last)| Condition::new(column, "<=", Sql::Text(last.to_string())));
    let range = std::iter::once(from).chain(to).map(Condition::into_clause);
    // What the range says is not asked for twice: the index alone answers then.
    let rest = OrderQuery { play_dates: None, since: query.play_dates.and(query.since), ..query.clone() };
    let (clauses, values): (Vec<String>, Vec<Sql>) = range.chain(rest.conditions()).unzip();
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    (select_where(&["orders.id from orders"], &clauses, ""), values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::next::QueuePlace;
    use crate::domain::order::number::OrderNo;
    use crate::domain::resale::axis::OrderStatus;
    use crate::domain::value::money::Fen;
    use crate::store::schema::explain_plan;

    /// The statement that reads on in the first stream of a list, behind an order.
    fn stream_statement(mut query: OrderQuery, by: &str) -> String {
        let streams = query.take_streams();
        let lead = streams[0].lead.map(|(column, _)| Condition::new(column, "=", Sql::Null));
        let behind = Condition::new("id", "<", Sql::Null);
        let clauses = lead.into_iter().chain([behind]).map(Condition::into_clause).chain(query.conditions());
        select_rows(&clauses.map(|(clause, _)| clause).collect::<Vec<_>>(), by)
    }

    fn row(id: i64) -> OrderRow {
        let at = Timestamp::from_millis(0);
        OrderRow {
            id,
            order_no: OrderNo::parse("XY20260320033546715D3AV").unwrap(),
            external_order_no: String::new(),
            product_name: String::new(),
            ticket_type: None,
            play_date: None,
            quantity: 1,
            paid_amount: Fen::ZERO,
            currency: "CNY".to_owned(),
            status: Vec::new(),
            place: QueuePlace { action: NextAction::None, due: None, turn: None },
            push_group: None,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn an_order_that_went_from_one_stream_to_another_is_handed_out_once() {
        for (direction, streams, expected) in [
            (ListDirection::NewestFirst, [vec![9, 6, 3], vec![8, 6, 2]], [9, 8, 6, 3, 2]),
            (ListDirection::OldestFirst, [vec![3, 6, 9], vec![2, 6, 8]], [2, 3, 6, 8, 9]),
        ] {
            let stream = |ids: Vec<i64>| OrderStream {
                lead: None,
                last: None,
                waiting: ids.into_iter().map(row).collect(),
                ended: true,
            };
            let mut streams = streams.map(stream);
            let (mut handed, mut all) = (None, Vec::new());
            loop {
                streams.iter_mut().for_each(|stream| stream.drop_handed(direction, handed));
                let Some(next) = take_foremost(&mut streams, direction) else { break };
                handed = Some(next.id);
                all.push(next.id);
            }
            assert_eq!(all, expected);
        }
    }

    #[test]
    fn a_page_is_read_by_an_index_that_has_its_order() {
        let status = OrderQuery::in_status(OrderStatus::Completed.code());
        for (query, index) in [
            (OrderQuery::default(), "USING INTEGER PRIMARY KEY"),
            (status.clone(), "USING INDEX orders_by_status"),
            (OrderQuery { flow: Some(OrderFlow::Resale), ..status.clone() }, "USING INDEX orders_by_status"),
            (OrderQuery { action: vec![NextAction::ReviewOrder.code()], ..status }, "USING INDEX orders_by_action"),
        ] {
            for by in [" order by orders.id desc", " order by orders.id"] {
                let plan = explain_plan(&stream_statement(query.clone(), by));
                assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
            }
        }
    }

    #[test]
    fn the_places_in_a_range_come_from_its_index_alone() {
        let day = Day::parse("2026-03-21").unwrap();
        let days = OrderQuery { play_dates: Some((day, day)), ..OrderQuery::default() };
        let since = OrderQuery { since: Some(Timestamp::from_millis(0)), ..OrderQuery::default() };
        for (query, index) in [(&days, "orders_by_play_date"), (&since, "orders_by_created")] {
            let plan = explain_plan(&select_places(query).0);
            assert!(plan.contains(&format!("USING COVERING INDEX {index}")), "{plan}");
        }
        let narrowed = OrderQuery { status: vec![OrderStatus::Completed.code()], ..days };
        let plan = explain_plan(&select_places(&narrowed).0);
        assert!(plan.contains("USING INDEX orders_by_play_date"), "{plan}");
    }
}
