//! `sku`: what the checkout flow sells.

mod add;
mod show;
mod stock;

use super::context::Context;
use super::response::Answer;
use crate::app::write::shop_change::Change;
use crate::domain::value::message::Message;
use crate::error::Result;
use crate::say;

/// What the checkout flow sells: add, list, show, stock, pause, resume.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Add a SKU: a ticket of a merchant and its price
    Add(add::Args),
    /// Every SKU
    List,
    /// One SKU, and its places from today on
    Show(Named),
    /// How many visitors may come on a day, or on each day of a range
    Stock(stock::Args),
    /// Take no more orders for a SKU; those that there are go on
    Pause(Named),
    /// Take orders for a SKU again
    Resume(Named),
}

#[derive(Debug, clap::Args)]
struct Named {
    /// The SKU
    #[arg(value_name = "SKU")]
    sku: String,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Add(args) => add::run(context, args),
        Verb::List => show::list(context),
        Verb::Show(named) => show::show(context, &named.sku),
        Verb::Stock(args) => stock::run(context, &args),
        Verb::Pause(named) => pause(context, &named.sku),
        Verb::Resume(named) => resume(context, &named.sku),
    }
}

fn pause(context: &Context, sku: &str) -> Result<Answer> {
    let change = context.app()?.put_sku_on_sale(sku, false)?;
    let text = if change.value["changed"] == true {
        say!("{sku} 已停售，已有的订单照常进行", "{sku} is off sale; the orders that there are go on")
    } else {
        say!("{sku} 本来就没有在售，无事可做", "{sku} was not on sale; nothing to do")
    };
    Ok(said(context, &change, &text)
        .note(say!("恢复：`ticketctl sku resume {sku}`", "to sell it again: `ticketctl sku resume {sku}`")))
}

fn resume(context: &Context, sku: &str) -> Result<Answer> {
    let change = context.app()?.put_sku_on_sale(sku, true)?;
    let text = if change.value["changed"] == true {
        say!("{sku} 恢复销售", "{sku} is on sale again")
    } else {
        say!("{sku} 本来就在售，无事可做", "{sku} was on sale; nothing to do")
    };
    Ok(said(context, &change, &text))
}

/// A change of a SKU, for a person in these words.
fn said(context: &Context, change: &Change, text: &Message) -> Answer {
    Answer::changed(change, "sku_id", text.get(context.lang()).to_owned(), context.lang())
}
