//! `group route`, `group unroute`, `group default`

use crate::app::channels::groups::routes::RouteKind;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::say;

/// A group, and which orders a route sends there.
#[derive(Debug, clap::Args)]
pub struct GroupRouteArgs {
    /// The group
    #[arg(value_name = "GROUP")]
    group: String,
    #[command(flatten)]
    what: RoutedArgs,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct RoutedArgs {
    /// Orders of this ticket type; width, case and blanks do not matter
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<String>,
    /// Orders of this product, if no route matches their ticket type
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
}

/// Make a group the one that takes the orders without a route.
#[derive(Debug, clap::Args)]
pub struct GroupDefaultArgs {
    /// The group
    #[arg(value_name = "GROUP", required_unless_present = "none")]
    group: Option<String>,
    /// No group: with several, orders without a route wait for one
    #[arg(long, conflicts_with = "group")]
    none: bool,
}

impl RoutedArgs {
    fn read_route(&self) -> Result<(RouteKind, &str)> {
        let (kind, flag, value) = match (&self.ticket_type, &self.product) {
            (Some(value), _) => (RouteKind::TicketType, "--ticket-type", value.as_str()),
            (None, value) => (RouteKind::Product, "--product", value.as_deref().unwrap_or_default()),
        };
        check_short_text(flag, value, 200)?;
        Ok((kind, value))
    }
}

pub(super) fn run_group_route(context: &CommandContext, args: &GroupRouteArgs) -> Result<CommandResponse> {
    let (group, (kind, value)) = (args.group.as_str(), args.what.read_route()?);
    let change = context.open_app()?.route_group(group, kind, value)?;
    let value = change.value["value"].as_str().unwrap_or(value).to_owned();
    let text = match change.value["before"].as_str() {
        Some(before) if before != group => {
            say!("{value} → {group}（原来是 {before}）", "{value} → {group} (was {before})")
        }
        Some(_) => say!("{value} → {group}：原本就是", "{value} → {group}, as before"),
        None => say!("{value} → {group}", "{value} → {group}"),
    };
    let response = CommandResponse::for_change(&change, "name", &text, context.lang());
    Ok(match (change.value["unpriced"] == true, change.value["similar"].as_str()) {
        (false, _) => response,
        (true, Some(similar)) => response.add_warning(say!(
            "价目表里没有「{value}」；是不是「{similar}」？",
            "the price table does not have \"{value}\"; did you mean \"{similar}\"?"
        )),
        (true, None) => response.add_warning(say!(
            "价目表里没有「{value}」；`ticketctl price list` 列出全部票种",
            "the price table does not have \"{value}\"; `ticketctl price list` lists all ticket types"
        )),
    })
}

pub(super) fn run_group_unroute(context: &CommandContext, args: &GroupRouteArgs) -> Result<CommandResponse> {
    let (group, (kind, value)) = (args.group.as_str(), args.what.read_route()?);
    let change = context.open_app()?.unroute_group(group, kind, value)?;
    let value = change.value["value"].as_str().unwrap_or(value);
    let text = say!("{value} 不再走 {group}", "{value} no longer goes to {group}");
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}

pub(super) fn run_group_default(context: &CommandContext, args: &GroupDefaultArgs) -> Result<CommandResponse> {
    let change = context.open_app()?.set_default_group(args.group.as_deref())?;
    let text = match (&args.group, change.value["in_force"].as_str()) {
        (Some(group), _) => say!("没有路由的订单 → {group}", "orders without a route → {group}"),
        (None, None) => say!("没有路由的订单不再有默认群", "orders without a route have no default group"),
        (None, Some(only)) => {
            say!(
                "没有指定默认群；只有 {only} 一个群，仍由它接单",
                "no default is set; {only} is the only group and still takes all"
            )
        }
    };
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}
