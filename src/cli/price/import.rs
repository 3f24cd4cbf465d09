//! `price import`

use crate::app::resale::price_list::prices::PriceFile;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::response::CommandResponse;
use crate::cli::table_import::{TableImportArgs, confirm_removal, format_table_changes};
use crate::error::Result;

/// Reads the file first: what it would remove is shown before anybody is asked.
pub(super) fn run_price_import(context: &CommandContext, args: &TableImportArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let file = PriceFile::read(named_file(&args.file), args.sheet.as_deref(), args.scope())?;
    let columns = ["ticket_type", "season", "price"];
    let preview = app.preview_price_import(&file)?;
    confirm_removal(context, &preview, &columns)?;
    let change = app.import_prices(&file, &preview)?;
    let text = format_table_changes(&change.value, &columns, (context.lang(), change.dry_run));
    Ok(CommandResponse::for_change_page(&change, "rows", text, context.lang()).add_note(super::priced_orders_note()))
}
