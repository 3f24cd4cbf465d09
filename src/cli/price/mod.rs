//! `price`: the price table.

mod import;
mod set;

use super::context::CommandContext;
use super::response::CommandResponse;
use super::word_arg::word_arg;
use crate::app::resale::price_list::PriceLine;
use crate::cli::table_import::TableImportArgs;
use crate::domain::resale::season::Season;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

/// The price table: import, set, remove, list.
#[derive(Debug, clap::Args)]
pub struct PriceArgs {
    #[command(subcommand)]
    verb: PriceVerb,
}

#[derive(Debug, clap::Subcommand)]
enum PriceVerb {
    /// Add and change prices from a sheet `ticket_type,season,price`
    Import(TableImportArgs),
    /// Set the price of a ticket type in a season
    Set(set::PriceSetArgs),
    /// Remove the price of a ticket type in a season, or in all
    Remove(set::PriceRemoveArgs),
    /// Print the price table
    List,
}

pub fn run_price(context: &CommandContext, args: PriceArgs) -> Result<CommandResponse> {
    match args.verb {
        PriceVerb::Import(args) => import::run_price_import(context, &args),
        PriceVerb::Set(args) => set::run_price_set(context, &args),
        PriceVerb::Remove(args) => set::run_price_remove(context, &args),
        PriceVerb::List => list_prices(context),
    }
}

fn list_prices(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("ticket_type")
        .text("ticket_type", "票种", "Ticket type", |(ticket_type, ..): &PriceLine| ticket_type.clone())
        .code("season", "季节", "Season", |(_, season, _)| *season)
        .number("price", "价格（元）", "Price (CNY)", |(.., price)| *price);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_prices()?))
}

word_arg!(Season);

/// What a change of prices leaves as it is.
fn priced_orders_note() -> BilingualMessage {
    say!(
        "已计价的订单保持原价；之后提交的资料按新价核对。",
        "orders already priced keep their price; forms submitted from now on are checked against this table"
    )
}
