//! Groups of agents, and which of them takes which orders.

use rusqlite::Row;
use serde_json::{Map, Value, json};

use crate::domain::value::code_enum::coded;
use crate::domain::value::text::fold::is_same_spelling;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;
use crate::store::rows::damaged_value;

coded! {
    /// Who stopped what is sent to a group.
    PausedBy {
        Operator = "operator", "操作员", "an operator";
        /// The remote service, which refused for a reason that would meet every message.
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
    /// Whether it was made the one that takes the orders without a route.
    pub is_default: bool,
}

impl AgentGroup {
    /// Whether it is the shop's own, which is told what needs a person and gets no order.
    pub fn is_operators(&self) -> bool {
        self.options.get(OPERATORS).is_some_and(|mark| *mark == true)
    }
}

/// The option that makes a group the shop's own.
pub const OPERATORS: &str = "operators";

/// A route: kind (`ticket_type` or `product`), value, group.
pub type RouteRow = (String, String, String);

const ALL: &str = "select name, channel, target, options, paused_reason, paused_by, paused_at, created_at, is_default
    from agent_group
    order by name";
const ONE: &str = "select name, channel, target, options, paused_reason, paused_by, paused_at, created_at, is_default
    from agent_group
    where name = $1";
const ADD: &str = "insert into agent_group
    (name, channel, target, options, paused_reason, paused_by, paused_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const PAUSE: &str = "update agent_group set paused_reason = $1, paused_by = $2, paused_at = $3 where name = $4";
const SET_OPTIONS: &str = "update agent_group set options = $1 where name = $2";
const MOVE: &str = "update agent_group set target = $1 where name = $2 and target = $3";
const REMOVE: &str = "delete from agent_group where name = $1";
const ROUTES: &str = "select kind, value, group_name from route order by kind, value";
const ROUTE: &str = "insert into route (kind, value, group_name) values ($1, $2, $3)
    on conflict (kind, value) do update set group_name = excluded.group_name";
const FORGET_ANSWERS: &str = "delete from group_answer where group_name = $1";
const ANSWERS: &str = "select count(*) from group_answer where group_name = $1";
// A push is unfinished while a part is on its way, or is in the group and its sisters are not.
const UNFINISHED: &str = "select order_no from delivery
    where kind = 'push' and destination = $1 and state in ('queued', 'claimed', 'in_flight', 'unknown')
    union
    select order_no from orders
    where push_group = $1 and order_status = 'agent_payment_confirmed' and agent_push_status not in ('accepted', 'acked')
    order by order_no limit $2";
const UNROUTE: &str = "delete from route where group_name = $1";
const UNROUTE_ONE: &str = "delete from route where kind = $1 and value = $2";
const NO_DEFAULT: &str = "update agent_group set is_default = null where is_default = 1";
const SET_DEFAULT: &str = "update agent_group set is_default = 1 where name = $1";
const ADD_ANSWER: &str = "insert into group_answer (group_name, body) values ($1, $2)";
const ANSWER: &str = "select id, body from group_answer where group_name = $1 order by id limit 1";
const TAKE_ANSWER: &str = "delete from group_answer where id = $1";

impl Tx<'_> {
    pub fn list_groups(&self) -> Result<Vec<AgentGroup>> {
        self.list_rows(ALL, [], read_group)
    }

    pub fn find_group(&self, name: &str) -> Result<Option<AgentGroup>> {
        self.find_row(ONE, [name], read_group)
    }

    /// The orders whose push to a group is not finished: a part is on its way or unknown, or some parts are in the group and
    /// the rest must follow there. At most `limit`.
    pub fn list_unfinished_pushes(&self, name: &str, limit: u32) -> Result<Vec<String>> {
        self.list_rows(UNFINISHED, (name, limit), |row| Ok(row.get(0)?))
    }

    /// How many answers of a sandbox's group are queued.
    pub fn count_queued_answers(&self, name: &str) -> Result<u64> {
        let count: i64 = self.load_row(ANSWERS, [name], |row| Ok(row.get(0)?))?;
        Ok(count.unsigned_abs())
    }

    pub fn list_routes(&self) -> Result<Vec<RouteRow>> {
        self.list_rows(ROUTES, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// The route of a ticket type or a product, however it is spelled.
    pub fn find_route_of(&self, kind: &str, spelled: &str) -> Result<Option<RouteRow>> {
        let routes = self.list_routes()?;
        Ok(routes.into_iter().find(|(of, value, _)| of == kind && is_same_spelling(value, spelled)))
    }

    /// The group that takes what no route sends anywhere: the one that was made the default, else the only one there is. The
    /// shop's own groups do not count.
    pub fn find_default_group(&self) -> Result<Option<AgentGroup>> {
        Ok(default_of(&self.list_groups()?).cloned())
    }

    /// The group that takes an order: by ticket type, else by product, else the default.
    pub fn find_routed_group(&self, ticket_type: Option<&str>, product: &str) -> Result<Option<AgentGroup>> {
        Ok(self.load_group_routes()?.find_group(ticket_type, product).cloned())
    }

    /// All groups, and what is sent where.
    pub fn load_group_routes(&self) -> Result<GroupRoutes> {
        Ok(GroupRoutes { routes: self.list_routes()?, groups: self.list_groups()? })
    }

    /// Queues what the spool channel of a sandbox's group answers.
    pub fn add_answer(&self, group: &str, body: &[u8]) -> Result<()> {
        self.run_statement(ADD_ANSWER, (group, body))
    }

    /// Takes the next queued answer of a group.
    pub fn take_answer(&self, group: &str) -> Result<Option<Vec<u8>>> {
        let next: Option<(i64, Vec<u8>)> = self.find_row(ANSWER, [group], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some((id, body)) = next else { return Ok(None) };
        self.run_statement(TAKE_ANSWER, [id])?;
        Ok(Some(body))
    }
}

/// The groups of a shop, and which of them takes what.
#[derive(Clone, Debug)]
pub struct GroupRoutes {
    routes: Vec<RouteRow>,
    groups: Vec<AgentGroup>,
}

impl GroupRoutes {
    pub fn find_named(&self, name: &str) -> Option<&AgentGroup> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// The group that takes an order: by ticket type, else by product, else the default.
    pub fn find_group(&self, ticket_type: Option<&str>, product: &str) -> Option<&AgentGroup> {
        let by = |wanted: &str, spelled: &str| {
            let routed = |(kind, value, _): &&RouteRow| kind == wanted && is_same_spelling(value, spelled);
            self.routes.iter().find(routed).map(|(.., group)| group)
        };
        match ticket_type.and_then(|ticket_type| by("ticket_type", ticket_type)).or_else(|| by("product", product)) {
            Some(name) => self.find_named(name),
            None => default_of(&self.groups),
        }
    }
}

/// The group that was made the default, else the only one there is. The shop's own groups do not count.
fn default_of(groups: &[AgentGroup]) -> Option<&AgentGroup> {
    let agents = || groups.iter().filter(|group| !group.is_operators());
    agents().find(|group| group.is_default).or_else(|| agents().next().filter(|_| agents().count() == 1))
}

impl ShopEdit<'_> {
    pub fn add_group(&self, group: &AgentGroup) -> Result<()> {
        let options = Value::Object(group.options.clone()).to_string();
        self.run_statement(
            ADD,
            (
                &group.name,
                &group.channel,
                &group.target,
                options,
                &group.paused,
                group.paused_by.map(PausedBy::code),
                group.paused_at.map(Timestamp::millis),
                group.created_at.millis(),
            ),
        )?;
        self.record(ShopSubject::Group, &group.name, None, Some(describe_group(group)))
    }

    /// Pauses a group for a reason, or opens it again.
    pub fn pause_group(&self, name: &str, pause: Option<(&str, PausedBy)>) -> Result<()> {
        let Some(group) = self.find_group(name)? else { return Ok(()) };
        let (reason, by) = (pause.map(|(reason, _)| reason), pause.map(|(_, by)| by));
        let since = pause.map(|_| self.stamp().at.millis());
        self.run_statement(PAUSE, (reason, by.map(PausedBy::code), since, name))?;
        let before = describe_pause(group.paused.as_deref().zip(group.paused_by));
        self.record(ShopSubject::Group, name, Some(before), Some(describe_pause(pause)))
    }

    /// Aims a group at the chat that its own one became.
    pub fn change_group_target(&self, name: &str, from: &str, to: &str) -> Result<()> {
        if self.change_rows(MOVE, (to, name, from))? == 0 {
            return Ok(());
        }
        let target = |target: &str| Some(json!({ "target": target }));
        self.record(ShopSubject::Group, name, target(from), target(to))
    }

    /// Makes a group the shop's own, or the agents' again.
    pub fn mark_operators(&self, group: &AgentGroup, on: bool) -> Result<()> {
        let mut options = group.options.clone();
        match on {
            true => options.insert(OPERATORS.to_owned(), true.into()),
            false => options.shift_remove(OPERATORS),
        };
        self.run_statement(SET_OPTIONS, (Value::Object(options).to_string(), &group.name))?;
        let mark = |on: bool| Some(json!({ "operators": on }));
        self.record(ShopSubject::Group, &group.name, mark(group.is_operators()), mark(on))
    }

    /// Removes a group with its routes and queued answers.
    pub fn remove_group(&self, group: &AgentGroup) -> Result<()> {
        for (kind, value, _) in self.list_routes()?.iter().filter(|(.., to)| *to == group.name) {
            self.record(ShopSubject::Route, &format!("{kind} {value}"), Some(group.name.as_str().into()), None)?;
        }
        self.run_statement(FORGET_ANSWERS, [&group.name])?;
        self.run_statement(UNROUTE, [&group.name])?;
        self.forget_trouble(&group.name)?;
        self.run_statement(REMOVE, [&group.name])?;
        self.record(ShopSubject::Group, &group.name, Some(describe_group(group)), None)
    }

    /// Routes a ticket type or a product to a group. Gives which group took it before, under whatever spelling.
    pub fn add_route(&self, kind: &str, value: &str, group: &str) -> Result<Option<String>> {
        let before = self.find_route_of(kind, value)?;
        let name = format!("{kind} {value}");
        match &before {
            Some((_, spelled, to)) if spelled != value => self.remove_route((kind, spelled), to)?,
            _ => {}
        }
        let was = before.as_ref().filter(|(_, spelled, _)| spelled == value).map(|(.., to)| Value::from(to.as_str()));
        self.run_statement(ROUTE, (kind, value, group))?;
        self.record(ShopSubject::Route, &name, was, Some(group.into()))?;
        Ok(before.map(|(.., to)| to))
    }

    /// Removes the route of a ticket type or a product, in the spelling that it has.
    pub fn remove_route(&self, (kind, value): (&str, &str), group: &str) -> Result<()> {
        self.run_statement(UNROUTE_ONE, (kind, value))?;
        self.record(ShopSubject::Route, &format!("{kind} {value}"), Some(group.into()), None)
    }

    /// Makes a group the one that takes what no route sends anywhere, or none. Gives which one was.
    pub fn set_default_group(&self, name: Option<&str>) -> Result<Option<String>> {
        let before = self.list_groups()?.into_iter().find(|group| group.is_default).map(|group| group.name);
        if before.as_deref() == name {
            return Ok(before);
        }
        let is_default = |is: bool| Some(json!({ "default": is }));
        self.run_statement(NO_DEFAULT, [])?;
        if let Some(before) = &before {
            self.record(ShopSubject::Group, before, is_default(true), is_default(false))?;
        }
        if let Some(name) = name {
            self.run_statement(SET_DEFAULT, [name])?;
            self.record(ShopSubject::Group, name, is_default(false), is_default(true))?;
        }
        Ok(before)
    }
}

/// A group as the shop's log has it. Of its secret it is the name.
fn describe_group(group: &AgentGroup) -> Value {
    let mut value = json!({ "channel": group.channel, "target": group.target, "options": group.options });
    if group.is_default {
        value["default"] = true.into();
    }
    value
}

/// Whether a group is paused. What another service said stays out: it may quote a message.
fn describe_pause(pause: Option<(&str, PausedBy)>) -> Value {
    match pause {
        None => json!({ "paused": false }),
        Some((reason, by @ PausedBy::Operator)) => json!({ "paused": true, "by": by, "reason": reason }),
        Some((_, by @ PausedBy::Refusal)) => json!({ "paused": true, "by": by }),
    }
}

fn read_group(row: &Row<'_>) -> Result<AgentGroup> {
    let options: String = row.get(3)?;
    let by: Option<String> = row.get(5)?;
    Ok(AgentGroup {
        name: row.get(0)?,
        channel: row.get(1)?,
        target: row.get(2)?,
        options: serde_json::from_str(&options).map_err(|_| damaged_value("group options"))?,
        paused: row.get(4)?,
        paused_by: by.map(|by| PausedBy::from_code(&by).ok_or_else(|| damaged_value("group pause"))).transpose()?,
        paused_at: row.get::<_, Option<i64>>(6)?.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(row.get(7)?),
        is_default: row.get::<_, Option<i64>>(8)?.is_some(),
    })
}
