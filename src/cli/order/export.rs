//! `order export`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

use super::filter::OrderFilterArgs;
use super::rows::export_schema;
use crate::app::App;
use crate::app::orders::export::{CSV_MARK, ExportOptions, SheetKind};
use crate::app::orders::list::OrderFilter;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::global::FormatArg;
use crate::cli::response::{CommandResponse, print_to_stderr};
use crate::cli::word_arg::read_word_arg;
use crate::error::Result;
use crate::output::format::OutputFormat;
use crate::output::text::escape_hidden_in_block;
use crate::say;

/// Export orders for a spreadsheet or a script.
///
/// csv and xlsx are for people: headings, states and next steps in your language, local times, what the agent is owed and what the
/// order earns; numbers of orders stay texts, and nothing is taken for a formula. Buyers are masked; with --reveal each access
/// is recorded before its row is made. `order import` reads both again and finds the orders known.
///
/// ndjson, json, tsv and csv with --raw are for programs: codes and UTC under fixed keys.
#[derive(Debug, clap::Args)]
pub struct OrderExportArgs {
    // Takes the place of the flag of every command, to say what an export can be.
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = ExportFormatParser)]
    format: Option<FormatArg>,
    /// Codes and UTC under fixed keys instead, as csv
    #[arg(long)]
    raw: bool,
    /// Write csv or xlsx into this new file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    filter: OrderFilterArgs,
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

/// Reads any format, and offers those that an export is mostly wanted in.
#[derive(Clone, Debug)]
struct ExportFormatParser;

impl ExportFormatParser {
    fn offered() -> [PossibleValue; 3] {
        [
            PossibleValue::new("csv").help("For a spreadsheet"),
            PossibleValue::new("xlsx").help("A workbook, with --output"),
            PossibleValue::new("ndjson").help("For programs"),
        ]
    }
}

impl TypedValueParser for ExportFormatParser {
    type Value = FormatArg;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<FormatArg, clap::Error> {
        let known = value.to_str().and_then(read_word_arg);
        let refuse = || PossibleValuesParser::new(Self::offered()).parse_ref(command, arg, value);
        known.map_or_else(|| refuse().map(|_| FormatArg::Csv), Ok)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Self::offered().into_iter()))
    }
}

/// Writes them, page by page: a million orders need the memory of one page.
pub fn run_order_export(context: &CommandContext, args: OrderExportArgs) -> Result<CommandResponse> {
    if context.plan.format == OutputFormat::Table {
        return Err(CliError::FormatMissing.into_error().detail("field", "--format"));
    }
    let kind = match args.format {
        Some(FormatArg::Xlsx) if args.raw => {
            return Err(CliError::RawWorkbook.into_error().detail("field", "--raw"));
        }
        Some(FormatArg::Xlsx) => Some(SheetKind::Xlsx),
        Some(FormatArg::Csv) if !args.raw => Some(SheetKind::Csv),
        _ => None,
    };
    let filter = args.filter.to_order_filter(context, args.limit)?;
    let options = ExportOptions { lang: context.lang(), reveal: context.global.reveal };
    match (kind, args.output) {
        (Some(kind), Some(path)) => write_sheet(context, &filter, options, (kind, &path)),
        (Some(SheetKind::Csv), None) => print_sheet(context.open_app()?, filter, options),
        (Some(SheetKind::Xlsx), None) => Err(CliError::OutputMissing.into_error().detail("field", "--output")),
        (None, Some(_)) => Err(CliError::OutputNotTaken.into_error().detail("field", "--output")),
        (None, None) => print_rows(context.open_app()?, filter),
    }
}

fn write_sheet(
    context: &CommandContext,
    filter: &OrderFilter,
    options: ExportOptions,
    (kind, path): (SheetKind, &Path),
) -> Result<CommandResponse> {
    let count = context.open_app()?.export_to_file(filter, options, (kind, path))?;
    if !context.surface.quiet {
        let shown = path.display();
        let told = say!("已导出 {count} 单：{shown}", "exported {count} orders to {shown}");
        print_to_stderr(told.in_lang(context.lang()));
    }
    Ok(CommandResponse::empty())
}

fn print_sheet(mut app: App, filter: OrderFilter, options: ExportOptions) -> Result<CommandResponse> {
    Ok(CommandResponse::with_follow(move |out| {
        out.write_str(CSV_MARK)?;
        let line = |line: &str| {
            // A terminal may be reading: what steers one is made visible, but for the end of the line.
            let text = line.strip_suffix("\r\n").unwrap_or(line);
            out.write_str(&escape_hidden_in_block(text)).and_then(|()| out.write_str("\r\n"))
        };
        app.export_csv(&filter, options, line).map(drop)
    }))
}

fn print_rows(mut app: App, filter: OrderFilter) -> Result<CommandResponse> {
    Ok(CommandResponse::with_row_stream(export_schema(), move |sink| {
        app.each_order(&filter, sink)?;
        Ok(CommandResponse::empty())
    }))
}
