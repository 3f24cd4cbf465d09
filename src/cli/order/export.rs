//! `order export`

use super::filter::FilterArgs;
use super::rows::{flat_line, flat_shape};
use crate::cli::context::Context;
use crate::cli::global::FormatArg;
use crate::cli::response::Answer;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::say;

/// Write orders to stdout for a spreadsheet or a script.
#[derive(Debug, clap::Args)]
pub struct Args {
    // Takes the place of the flag of every command, to say what an export can be and what it can't be yet.
    /// How to write them: csv or ndjson
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<FormatArg>,
    #[command(flatten)]
    filter: FilterArgs,
    /// At most so many; 0 is all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

fn format(text: &str) -> std::result::Result<FormatArg, String> {
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
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    if context.plan.format == Format::Table {
        let why = say!("导出需要说明格式", "an export needs a format");
        return Err(Error::usage("format_missing", why)
            .hint(say!("加 --format csv 或 --format ndjson", "add --format csv or --format ndjson"))
            .detail("field", "--format"));
    }
    let filter = args.filter.read(args.limit)?;
    let mut app = context.app()?;
    Ok(Answer::stream(flat_shape(), move |sink| {
        app.each_order(&filter, |listed| sink(flat_line(&listed)))?;
        Ok(Answer::nothing())
    }))
}
