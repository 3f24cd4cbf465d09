//! `price set`, `price remove`

use super::priced_orders_note;
use crate::app::input::FormatError;
use crate::app::write::shop_change::ShopChange;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::response::CommandResponse;
use crate::cli::table_import::format_table_changes;
use crate::cli::word_arg::WordParser;
use crate::domain::resale::season::Season;
use crate::domain::value::spelling::amount::read_order_amount;
use crate::error::Result;
use crate::say;

/// Set the price of a ticket type in a season.
#[derive(Debug, clap::Args)]
pub struct PriceSetArgs {
    /// The ticket type; width, case and blanks do not matter for one that is there
    #[arg(value_name = "TYPE")]
    ticket_type: String,
    /// The season
    #[arg(value_name = "SEASON", value_parser = WordParser::<Season>::new())]
    season: Season,
    /// The price of one ticket in yuan, such as 506 or ¥1,288.00
    #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,
}

/// Remove the price of a ticket type in a season, or in all.
#[derive(Debug, clap::Args)]
pub struct PriceRemoveArgs {
    /// The ticket type
    #[arg(value_name = "TYPE")]
    ticket_type: String,
    /// The season; all where none is given
    #[arg(value_name = "SEASON", value_parser = WordParser::<Season>::new())]
    season: Option<Season>,
}

pub(super) fn run_price_set(context: &CommandContext, args: &PriceSetArgs) -> Result<CommandResponse> {
    check_short_text("TYPE", &args.ticket_type, 128)?;
    let amount = read_order_amount(&args.amount).map_err(|error| {
        FormatError::AmountField { field: &"AMOUNT", error: &error }.into_error().detail("field", "AMOUNT")
    })?;
    let change = context.open_app()?.set_price(args.ticket_type.trim(), args.season, amount)?;
    let response = respond_with_rows(context, &change).add_note(priced_orders_note());
    let ticket_type = &args.ticket_type;
    Ok(match change.value["similar"].as_str() {
        None => response,
        Some(similar) => response.add_warning(say!(
            "「{ticket_type}」是新的票种；是不是「{similar}」？撤销：`ticketctl price remove`",
            "\"{ticket_type}\" is a new ticket type; did you mean \"{similar}\"? To undo it, use `ticketctl price remove`"
        )),
    })
}

pub(super) fn run_price_remove(context: &CommandContext, args: &PriceRemoveArgs) -> Result<CommandResponse> {
    let change = context.open_app()?.remove_price(&args.ticket_type, args.season)?;
    Ok(respond_with_rows(context, &change))
}

fn respond_with_rows(context: &CommandContext, change: &ShopChange) -> CommandResponse {
    let columns = ["ticket_type", "season", "price"];
    let text = format_table_changes(&change.value, &columns, (context.lang(), change.dry_run));
    CommandResponse::for_change_page(change, "rows", text, context.lang())
}
