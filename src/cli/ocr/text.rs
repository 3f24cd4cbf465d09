//! `ocr text`: what a picture says.

use std::path::PathBuf;

use crate::app::resale::screenshot::read_text;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::output::text::escape_hidden_in_block;

/// Read a picture and print its text; nothing is recorded.
#[derive(Debug, clap::Args)]
pub struct OcrTextArgs {
    /// The picture: JPEG, PNG or WebP, at most 10 MiB
    #[arg(value_name = "IMAGE")]
    image: PathBuf,
    /// The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Write the picture with an outline around every line to this new PNG file
    #[arg(long, value_name = "OUT.png")]
    boxes: Option<PathBuf>,
}

/// Needs no shop.
pub fn run_ocr_text(context: &CommandContext, args: &OcrTextArgs) -> Result<CommandResponse> {
    let boxes = args.boxes.as_deref().filter(|_| !context.global.dry_run);
    let read = read_text(&args.image, args.engine.as_deref(), &context.paths.ocr_models, boxes)?;
    Ok(CommandResponse::with_page(read.json, None, escape_hidden_in_block(&read.text).into_owned()))
}
