//! `sku`: what the checkout flow sells.

mod add;
mod show;
mod stock;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::error::Result;
use crate::say;

/// What the checkout flow sells: add, list, show, stock, pause, resume.
#[derive(Debug, clap::Args)]
pub struct SkuArgs {
    #[command(subcommand)]
    verb: SkuVerb,
}

#[derive(Debug, clap::Subcommand)]
enum SkuVerb {
    /// Add a SKU: a ticket of a merchant and its price
    Add(add::SkuAddArgs),
    /// List all SKUs
    List,
    /// Show a SKU and its places from today on
    Show(SkuIdArgs),
    /// Set how many visitors may come on a day, or on each day of a range
    Stock(stock::SkuStockArgs),
    /// Stop taking orders for a SKU; existing orders go on
    Pause(SkuIdArgs),
    /// Resume taking orders for a SKU
    Resume(SkuIdArgs),
}

#[derive(Debug, clap::Args)]
struct SkuIdArgs {
    /// The SKU
    #[arg(value_name = "SKU")]
    sku: String,
}

pub fn run_sku(context: &CommandContext, args: SkuArgs) -> Result<CommandResponse> {
    match args.verb {
        SkuVerb::Add(args) => add::run_sku_add(context, args),
        SkuVerb::List => show::list_skus(context),
        SkuVerb::Show(named) => show::show_sku(context, &named.sku),
        SkuVerb::Stock(args) => stock::run_sku_stock(context, &args),
        SkuVerb::Pause(named) => pause_sku(context, &named.sku),
        SkuVerb::Resume(named) => resume_sku(context, &named.sku),
    }
}

fn pause_sku(context: &CommandContext, sku: &str) -> Result<CommandResponse> {
    let change = context.open_app()?.put_sku_on_sale(sku, false)?;
    let text = if change.value["changed"] == true {
        say!("{sku} 已停售，已有的订单照常进行", "{sku} is no longer on sale; existing orders go on")
    } else {
        say!("{sku} 原本就没有在售，无事可做", "{sku} was not on sale; nothing to do")
    };
    Ok(CommandResponse::for_change(&change, "sku_id", &text, context.lang())
        .add_note(say!("恢复：`ticketctl sku resume {sku}`", "to sell it again: `ticketctl sku resume {sku}`")))
}

fn resume_sku(context: &CommandContext, sku: &str) -> Result<CommandResponse> {
    let change = context.open_app()?.put_sku_on_sale(sku, true)?;
    let text = if change.value["changed"] == true {
        say!("{sku} 恢复销售", "{sku} is on sale again")
    } else {
        say!("{sku} 本来就在售，无事可做", "{sku} was on sale; nothing to do")
    };
    Ok(CommandResponse::for_change(&change, "sku_id", &text, context.lang()))
}
