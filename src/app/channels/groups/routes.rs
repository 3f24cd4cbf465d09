//! Which group takes which orders: by ticket type, by product, or because no route names them.

use serde_json::json;

use super::{load_agent_group, load_group};
use crate::app::App;
use crate::app::channels::errors::ChannelError;
use crate::app::similar_type::find_similar_type;
use crate::app::write::shop_change::ShopChange;
use crate::domain::value::shell::quote_word;
use crate::error::{Error, Result};
use crate::store::Tx;

/// What a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteKind {
    TicketType,
    Product,
}

impl RouteKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::TicketType => "ticket_type",
            Self::Product => "product",
        }
    }
}

impl App {
    /// Sends the orders of a ticket type or a product to a group. A ticket type that the price table knows is written as it
    /// stands there; one that it does not know is routed all the same, and said to be so.
    pub fn route_group(&mut self, name: &str, kind: RouteKind, value: &str) -> Result<ShopChange> {
        let content = json!({ "name": name, "kind": kind.code(), "value": value });
        self.change_shop("group route", &content, |tx, _| {
            load_agent_group(tx, name)?;
            let known = match kind {
                RouteKind::TicketType => tx.find_ticket_type(value)?,
                RouteKind::Product => None,
            };
            let unpriced = kind == RouteKind::TicketType && known.is_none() && !tx.list_ticket_types()?.is_empty();
            let similar = if unpriced { find_similar_type(tx, value)? } else { None };
            let value = known.as_deref().unwrap_or(value);
            let before = tx.add_route(kind.code(), value, name)?;
            Ok(json!({ "name": name, "kind": kind.code(), "value": value, "before": before, "unpriced": unpriced,
                "similar": similar }))
        })
    }

    /// Takes back the route of a ticket type or a product to a group.
    pub fn unroute_group(&mut self, name: &str, kind: RouteKind, value: &str) -> Result<ShopChange> {
        let content = json!({ "name": name, "kind": kind.code(), "value": value });
        self.change_shop("group unroute", &content, |tx, _| {
            load_group(tx, name)?;
            match tx.find_route_of(kind.code(), value)? {
                Some((_, spelled, to)) if to == name => {
                    tx.remove_route((kind.code(), &spelled), name)?;
                    Ok(json!({ "name": name, "kind": kind.code(), "value": spelled, "removed": true }))
                }
                Some((.., to)) => Err(ChannelError::RouteElsewhere { value: &value, to: &to }.into_error()),
                None => Err(no_such_route(tx, name, value)?),
            }
        })
    }

    /// Makes a group the one that takes what no route sends anywhere, or none.
    pub fn set_default_group(&mut self, name: Option<&str>) -> Result<ShopChange> {
        self.change_shop("group default", &json!({ "name": name }), |tx, _| {
            if let Some(name) = name {
                load_agent_group(tx, name)?;
            }
            let before = tx.set_default_group(name)?;
            let in_force = tx.find_default_group()?.map(|group| group.name);
            Ok(json!({ "name": name, "before": before, "changed": before.as_deref() != name, "in_force": in_force }))
        })
    }
}

fn no_such_route(tx: &Tx<'_>, name: &str, value: &str) -> Result<Box<Error>> {
    let of_group = tx.list_routes()?.into_iter().filter(|(.., to)| to == name);
    let list = of_group.map(|(_, value, _)| value).collect::<Vec<_>>().join(", ");
    let word = quote_word(name);
    let error = if list.is_empty() {
        ChannelError::GroupUnrouted { value: &value, name: &name, word: &word }
    } else {
        ChannelError::RouteNotFound { value: &value, name: &name, list: &list }
    };
    Ok(error.into_error())
}
