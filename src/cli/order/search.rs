//! `order search`

use std::io::Read as _;

use super::list::limit;
use super::rows::{line, shape, told};
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::error::{Error, Result};
use crate::output::format::Dataset;
use crate::say;

/// The longest text to look for, in bytes: more than any name, number or product has.
const LONGEST: u64 = 512;

/// Find orders by number, product, name, phone or certificate.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to look for; - reads it from stdin, where names and numbers of persons belong
    #[arg(value_name = "TEXT")]
    text: String,
    /// At most so many; 0 is all, and a terminal gets 50 unless told
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let text = wanted(&args.text)?;
    let lang = context.lang();
    let found = context.app()?.search_orders(&text, limit(context, args.limit))?;
    let row = if context.plan.is_machine() { line } else { told };
    let rows = found.iter().map(|listed| row(listed, lang)).collect();
    Ok(Answer::list(Dataset { shape: shape(), rows }))
}

fn wanted(text: &str) -> Result<String> {
    let mut read = String::new();
    let text = if text == "-" {
        let stdin = std::io::stdin().lock().take(LONGEST + 1).read_to_string(&mut read);
        stdin.map_err(|_| unusable())?;
        read.trim()
    } else {
        text.trim()
    };
    if text.is_empty() || text.len() as u64 > LONGEST { Err(unusable()) } else { Ok(text.to_owned()) }
}

fn unusable() -> Box<Error> {
    let why = say!("TEXT：需要 1 到 {LONGEST} 字节的文本", "TEXT: 1 to {LONGEST} bytes of text are needed");
    Error::usage("text_invalid", why).detail("limit", LONGEST)
}
