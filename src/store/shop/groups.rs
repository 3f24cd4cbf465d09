//! Groups of agents, and which of them takes which orders.

use rusqlite::{OptionalExtension as _, Row};
use serde_json::{Map, Value};

use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::rows::damaged_value;
use crate::store::{Tx, sql_error};

coded! {
    /// Who stopped what is sent to a group.
    PausedBy {
        Operator = "operator", "操作员", "an operator";
        /// The other side, which refused for a reason that would meet every message.
        Refusal = "refusal", "对方拒绝", "a refusal";
    }
}

/// A group and the channel that reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentGroup {
    /// Its name, as in `targetGroupId`.
    pub name: String,
    /// `spool`, `wecom-app`, `wecom-robot` or `telegram`.
    pub channel: String,
    /// The directory, chat or robot.
    pub target: String,
    /// The names of its secret and ids.
    pub options: Map<String, Value>,
    pub paused: Option<String>,
    pub paused_by: Option<PausedBy>,
    pub paused_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// A route: kind (`ticket_type` or `product`), value, group.
pub type RouteRow = (String, String, String);

const ALL: &str =
    "select name, channel, target, options, paused_reason, paused_by, paused_at, created_at from agent_group
    order by name";
const ONE: &str =
    "select name, channel, target, options, paused_reason, paused_by, paused_at, created_at from agent_group
    where name = $1";
const ADD: &str = "insert into agent_group
    (name, channel, target, options, paused_reason, paused_by, paused_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const PAUSE: &str = "update agent_group set paused_reason = $1, paused_by = $2, paused_at = $3 where name = $4";
const MOVE: &str = "update agent_group set target = $1 where name = $2 and target = $3";
const REMOVE: &str = "delete from agent_group where name = $1";
const ROUTES: &str = "select kind, value, group_name from route order by kind, value";
const ROUTE: &str = "insert into route (kind, value, group_name) values ($1, $2, $3)
    on conflict (kind, value) do update set group_name = excluded.group_name";
const FORGET_ANSWERS: &str = "delete from group_answer where group_name = $1";
const ANSWERS: &str = "select count(*) from group_answer where group_name = $1";
// A push is unfinished while a part is on its way, or was taken by the group and its sisters were not.
const UNFINISHED: &str = "select distinct delivery.order_no from delivery
    join orders on orders.order_no = delivery.order_no
    where delivery.kind = 'push' and delivery.destination = $1
    and (delivery.state in ('queued', 'claimed', 'in_flight', 'unknown')
        or (delivery.state = 'accepted' and orders.agent_push_status not in ('accepted', 'acked')
            and orders.order_status = 'agent_payment_confirmed'))
    order by delivery.order_no limit $2";
const UNROUTE: &str = "delete from route where group_name = $1";
const ROUTED: &str = "select group_name from route where kind = $1 and value = $2";
const ADD_ANSWER: &str = "insert into group_answer (group_name, body) values ($1, $2)";
const ANSWER: &str = "select id, body from group_answer where group_name = $1 order by id limit 1";
const TAKE_ANSWER: &str = "delete from group_answer where id = $1";

impl Tx<'_> {
    pub fn list_groups(&self) -> Result<Vec<AgentGroup>> {
        let mut statement = self.conn.prepare_cached(ALL).map_err(sql_error)?;
        let rows = statement.query_map([], |row| Ok(read_group(row))).map_err(sql_error)?;
        rows.map(|row| row.map_err(sql_error)?).collect()
    }

    pub fn find_group(&self, name: &str) -> Result<Option<AgentGroup>> {
        self.conn
            .prepare_cached(ONE)
            .and_then(|mut s| s.query_row([name], |row| Ok(read_group(row))).optional())
            .map_err(sql_error)?
            .transpose()
    }

    pub fn add_group(&self, group: &AgentGroup) -> Result<()> {
        let options = Value::Object(group.options.clone()).to_string();
        self.conn
            .prepare_cached(ADD)
            .and_then(|mut s| {
                s.execute((
                    &group.name,
                    &group.channel,
                    &group.target,
                    options,
                    &group.paused,
                    group.paused_by.map(PausedBy::code),
                    group.paused_at.map(Timestamp::millis),
                    group.created_at.millis(),
                ))
            })
            .map(drop)
            .map_err(sql_error)
    }

    /// Pauses a group for a reason, or opens it again.
    pub fn pause_group(&self, name: &str, pause: Option<(&str, PausedBy)>, at: Timestamp) -> Result<()> {
        let (reason, by) = (pause.map(|(reason, _)| reason), pause.map(|(_, by)| by.code()));
        let since = pause.map(|_| at.millis());
        self.conn
            .prepare_cached(PAUSE)
            .and_then(|mut s| s.execute((reason, by, since, name)))
            .map(drop)
            .map_err(sql_error)
    }

    /// Aims a group at the chat that its own one became.
    pub fn change_group_target(&self, name: &str, from: &str, to: &str) -> Result<()> {
        self.conn.prepare_cached(MOVE).and_then(|mut s| s.execute((to, name, from))).map(drop).map_err(sql_error)
    }

    /// The orders whose push to a group is not finished: a part is on its way or unknown, or some parts are in the group and
    /// the rest must follow there. At most `limit`.
    pub fn list_unfinished_pushes(&self, name: &str, limit: u32) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(UNFINISHED).map_err(sql_error)?;
        let rows = statement.query_map((name, limit), |row| row.get(0)).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    /// How many answers of a sandbox's group are queued.
    pub fn count_queued_answers(&self, name: &str) -> Result<u64> {
        let count: i64 = self
            .conn
            .prepare_cached(ANSWERS)
            .and_then(|mut s| s.query_row([name], |row| row.get(0)))
            .map_err(sql_error)?;
        Ok(count.unsigned_abs())
    }

    /// Removes a group with its routes and queued answers.
    pub fn remove_group(&self, name: &str) -> Result<()> {
        self.conn.prepare_cached(FORGET_ANSWERS).and_then(|mut s| s.execute([name])).map_err(sql_error)?;
        self.conn.prepare_cached(UNROUTE).and_then(|mut s| s.execute([name])).map_err(sql_error)?;
        self.conn.prepare_cached(REMOVE).and_then(|mut s| s.execute([name])).map(drop).map_err(sql_error)
    }

    pub fn list_routes(&self) -> Result<Vec<RouteRow>> {
        let mut statement = self.conn.prepare_cached(ROUTES).map_err(sql_error)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }

    /// Routes a ticket type or a product to a group.
    pub fn add_route(&self, kind: &str, value: &str, group: &str) -> Result<()> {
        self.conn.prepare_cached(ROUTE).and_then(|mut s| s.execute((kind, value, group))).map(drop).map_err(sql_error)
    }

    /// The group that takes an order: by ticket type, else by product, else the only group there is.
    pub fn find_routed_group(&self, ticket_type: Option<&str>, product: &str) -> Result<Option<AgentGroup>> {
        let by = |kind: &str, value: &str| {
            self.conn
                .prepare_cached(ROUTED)
                .and_then(|mut s| s.query_row((kind, value), |row| row.get::<_, String>(0)).optional())
                .map_err(sql_error)
        };
        let mut name = None;
        if let Some(ticket_type) = ticket_type {
            name = by("ticket_type", ticket_type)?;
        }
        if name.is_none() {
            name = by("product", product)?;
        }
        match name {
            Some(name) => self.find_group(&name),
            None => {
                let mut groups = self.list_groups()?;
                Ok(if groups.len() == 1 { groups.pop() } else { None })
            }
        }
    }

    /// Queues what the spool channel of a sandbox's group answers.
    pub fn add_answer(&self, group: &str, body: &[u8]) -> Result<()> {
        self.conn.prepare_cached(ADD_ANSWER).and_then(|mut s| s.execute((group, body))).map(drop).map_err(sql_error)
    }

    /// Takes the next queued answer of a group.
    pub fn take_answer(&self, group: &str) -> Result<Option<Vec<u8>>> {
        let next: Option<(i64, Vec<u8>)> = self
            .conn
            .prepare_cached(ANSWER)
            .and_then(|mut s| s.query_row([group], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(sql_error)?;
        let Some((id, body)) = next else { return Ok(None) };
        self.conn.prepare_cached(TAKE_ANSWER).and_then(|mut s| s.execute([id])).map_err(sql_error)?;
        Ok(Some(body))
    }
}

fn read_group(row: &Row<'_>) -> Result<AgentGroup> {
    let options: String = row.get(3).map_err(sql_error)?;
    let by: Option<String> = row.get(5).map_err(sql_error)?;
    Ok(AgentGroup {
        name: row.get(0).map_err(sql_error)?,
        channel: row.get(1).map_err(sql_error)?,
        target: row.get(2).map_err(sql_error)?,
        options: serde_json::from_str(&options).map_err(|_| damaged_value("group options"))?,
        paused: row.get(4).map_err(sql_error)?,
        paused_by: by.map(|by| PausedBy::from_code(&by).ok_or_else(|| damaged_value("group pause"))).transpose()?,
        paused_at: row.get::<_, Option<i64>>(6).map_err(sql_error)?.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(row.get(7).map_err(sql_error)?),
    })
}
