//! `order export`

use super::filter::OrderFilterArgs;
use super::rows::export_schema;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::global::FormatArg;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::output::format::OutputFormat;

/// Export orders to stdout for a spreadsheet or a script.
#[derive(Debug, clap::Args)]
pub struct OrderExportArgs {
    // Takes the place of the flag of every command, to say what an export can be and what it can't be yet.
    /// The format: csv or ndjson
    #[arg(long, value_name = "FORMAT", value_parser = parse_export_format)]
    format: Option<FormatArg>,
    #[command(flatten)]
    filter: OrderFilterArgs,
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

fn parse_export_format(text: &str) -> std::result::Result<FormatArg, String> {
    match text {
        "csv" => Ok(FormatArg::Csv),
        "ndjson" => Ok(FormatArg::Ndjson),
        "tsv" => Ok(FormatArg::Tsv),
        "json" => Ok(FormatArg::Json),
        "ids" => Ok(FormatArg::Ids),
        "xlsx" => Err("xlsx 以后再支持，请用 csv / xlsx comes later, use csv".to_owned()),
        _ => Err("可用：csv、ndjson / use csv or ndjson".to_owned()),
    }
}

/// Writes them, page by page: a million orders need the memory of one page.
pub fn run_order_export(context: &CommandContext, args: OrderExportArgs) -> Result<CommandResponse> {
    if context.plan.format == OutputFormat::Table {
        return Err(CliError::FormatMissing.into_error().detail("field", "--format"));
    }
    let filter = args.filter.to_order_filter(context, args.limit)?;
    let mut app = context.open_app()?;
    Ok(CommandResponse::with_row_stream(export_schema(), move |sink| {
        app.each_order(&filter, sink)?;
        Ok(CommandResponse::empty())
    }))
}
