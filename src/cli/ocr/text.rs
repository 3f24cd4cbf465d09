//! `ocr text`: what a picture says.

use std::path::PathBuf;

use crate::app::resale::screenshot::text_of;
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::error::Result;
use crate::output::text::visible_block;

/// Read a picture and print its text; nothing is recorded.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The picture: JPEG, PNG or WebP, at most 10 MiB
    #[arg(value_name = "IMAGE")]
    image: PathBuf,
    /// The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Draw an outline around every line into this new PNG file
    #[arg(long, value_name = "OUT.png")]
    boxes: Option<PathBuf>,
}

/// Needs no shop.
pub fn run(context: &Context, args: &Args) -> Result<Answer> {
    let boxes = args.boxes.as_deref().filter(|_| !context.global.dry_run);
    let read = text_of(&args.image, args.engine.as_deref(), &context.paths.ocr_models, boxes)?;
    Ok(Answer::page(read.json, None, visible_block(&read.text).into_owned()))
}
