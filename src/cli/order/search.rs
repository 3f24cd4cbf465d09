//! `order search`

use std::io::Read as _;

use super::list::effective_limit;
use super::rows::order_schema;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::response::CommandResponse;
use crate::error::{Error, Result};

/// The longest text to look for, in bytes: more than any name, number or product has.
const SEARCH_TEXT_LIMIT: u64 = 512;

/// Find orders by number, product, name, phone or certificate.
#[derive(Debug, clap::Args)]
pub struct OrderSearchArgs {
    /// The text to find; - reads it from stdin, which keeps personal data off the command line
    #[arg(value_name = "WORDS")]
    text: String,
    /// At most N orders; 0 means all. Defaults to 50 on a terminal, to all elsewhere
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run_order_search(context: &CommandContext, args: OrderSearchArgs) -> Result<CommandResponse> {
    let text = read_search_text(&args.text)?;
    let found = context.open_app()?.search_orders(&text, effective_limit(context, args.limit))?;
    Ok(CommandResponse::with_list(order_schema(context.lang()), found))
}

fn read_search_text(text: &str) -> Result<String> {
    let mut read = String::new();
    let text = if text == "-" {
        let stdin = std::io::stdin().lock().take(SEARCH_TEXT_LIMIT + 1).read_to_string(&mut read);
        stdin.map_err(|_| search_text_error())?;
        read.trim()
    } else {
        text.trim()
    };
    if text.is_empty() || text.len() as u64 > SEARCH_TEXT_LIMIT {
        Err(search_text_error())
    } else {
        Ok(text.to_owned())
    }
}

fn search_text_error() -> Box<Error> {
    CliError::SearchTextInvalid { limit: &SEARCH_TEXT_LIMIT }.into_error().detail("limit", SEARCH_TEXT_LIMIT)
}
